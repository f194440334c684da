#include <boost/json.hpp>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

std::string state_text(const json::value& state, bool said_personal) {
    if (!state.is_object()) return "-";
    const auto type = member_text(state, "type");
    const auto by = member_text(state, "decided_by");
    std::string out = type.empty() ? "" : type + ", ";
    if (state.at("personal").as_bool())
        out += member_text(state, "category");
    else
        out += said_personal ? "personal by the policy" : "not personal";
    return by == "classifier" ? out : out + " (said by a " + by + ")";
}

void add_rows(Table& table, const json::value& task) {
    for (const auto& change : task.at("changes").as_array()) {
        const bool said = change.at("said_personal").as_bool();
        table.rows.push_back({member_text(task, "id"), member_text(change, "change"),
                              member_text(change, "field"), state_text(change.at("before"), said),
                              state_text(change.at("now"), said), member_text(change, "owner")});
    }
}

Exit print_tasks(Output& out, const json::array& tasks) {
    Table table{{"task", "change", "field", "before", "now", "owner"}, {}};
    for (const auto& task : tasks) add_rows(table, task);
    out.table(table);
    return Exit::done;
}

Exit list(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    std::string target = "/api/v1/tasks";
    if (typed.has("--store")) target += "?store=" + url_encode(typed.get("--store"));
    if (typed.has("--owner"))
        target += (typed.has("--store") ? "&owner=" : "?owner=") + url_encode(typed.get("--owner"));
    const auto page = (*client)->get(target);
    if (!page) return out.fail(page.error());
    if (out.format() == Format::json) {
        out.json(*page);
        return Exit::done;
    }
    const auto& tasks = page->at("tasks").as_array();
    if (tasks.empty() && typed.has("--owner"))
        out.say("nothing to look at for " + typed.get("--owner"));
    else if (tasks.empty())
        out.say("nothing to look at: no scan found personal fields moved");
    return print_tasks(out, tasks);
}

Exit print_task(Output& out, const Result<json::value>& task) {
    if (!task) return out.fail(task.error());
    if (out.format() == Format::json) {
        out.json(*task);
        return Exit::done;
    }
    return print_tasks(out, {*task});
}

std::string target_of(const Invocation& typed) {
    return "/api/v1/tasks/" + url_encode(typed.get("TASK"));
}

Exit show(const Invocation& typed, Context& context) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto task = (*client)->get(target_of(typed));
    const auto printed = print_task(context.out(), task);
    if (task && context.out().format() != Format::json)
        context.out().say("when this was looked at: gdprctl tasks close " +
                          member_text(*task, "id") + " --digest " + member_text(*task, "digest") +
                          " --reason TEXT");
    return printed;
}

Exit close(const Invocation& typed, Context& context) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    json::object body{{"reason", typed.get("--reason")}};
    if (typed.has("--digest")) {
        body["digest"] = typed.get("--digest");
    } else {  // what is fetched now is what is closed, and printed
        const auto task = (*client)->get(target_of(typed));
        if (!task) return context.out().fail(task.error());
        body["digest"] = member_text(*task, "digest");
    }
    if (typed.has("--dry-run")) body["dry_run"] = true;
    return print_task(context.out(), (*client)->post(target_of(typed) + "/close", body));
}

const std::vector<Argument> kTask{{"TASK", "as listed: T-3fa2b1c09d"}};

}  // namespace

void add_tasks_commands(Cli& cli) {
    cli.add({.noun = "tasks",
             .verb = "list",
             .doc = "List what scans found moved and somebody must look at",
             .arguments = {},
             .options = {{"--store", "STORE", "only this store"},
                         {"--owner", "OWNER", "only what this owner answers for"}},
             .run = list,
             .example = "--store crm"});
    cli.add({.noun = "tasks",
             .verb = "show",
             .doc = "Show one task: each field before and now",
             .arguments = kTask,
             .options = {},
             .run = show,
             .example = "T-3fa2b1c09d"});
    cli.add({.noun = "tasks",
             .verb = "close",
             .doc = "Say that somebody looked at it and what was done",
             .arguments = kTask,
             .options = {{"--reason", "TEXT", "what was done; it stands in the trail",
                          Option::Times::required},
                         {"--digest", "DIGEST", "only what tasks show printed, nothing since"},
                         {"--dry-run", "", "say what would be done, change nothing"}},
             .run = close,
             .example = "T-3fa2b1c09d --reason 'the policy covers the new field'"});
}

}  // namespace gdprd::daemon::ctl
