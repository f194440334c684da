#include <boost/json.hpp>

#include "daemon/ctl/catalogue_source.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/http/catalogue_json.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// Which stores there should be only gdprd knows.
std::vector<StoreName> unscanned_of(const json::value& coverage) {
    std::vector<StoreName> out;
    for (const auto& store : coverage.at("unscanned").as_array())
        out.emplace_back(std::string(store.as_string()));
    return out;
}

Result<json::value> coverage(const Invocation& typed, Context& context) {
    std::vector<StoreName> unscanned;
    if (!typed.has("--catalogue")) {
        GDPRD_TRY_ASSIGN(Client* const client, context.client());
        GDPRD_TRY_ASSIGN(auto told, client->get("/api/v1/catalogue/coverage"));
        if (!typed.has("--policy")) return told;
        unscanned = unscanned_of(told);
    }
    GDPRD_TRY_ASSIGN(const auto catalogue, catalogue_of(typed, context));
    GDPRD_TRY_ASSIGN(const auto rules, policy_of(typed));
    const policy::Policy* policy = rules ? &*rules : nullptr;
    return json::value(
        coverage_json(catalogue, policy::coverage_of(catalogue, policy, unscanned), policy));
}

/// ", of Customer care"; nothing where nobody is named.
std::string owners_words(const json::value& task) {
    std::string words;
    for (const auto& owner : task.at("owners").as_array())
        words += (words.empty() ? ", of " : " and ") + std::string(owner.as_string());
    return words;
}

Table table_of_undecided(const json::array& undecided) {
    Table table{{"field", "category", "decision", "reasons", "owner"}, {}};
    for (const auto& field : undecided)
        table.rows.push_back({member_text(field, "field"), member_text(field, "category"),
                              member_text(field, "decision"), member_text(field, "reasons"),
                              member_text(field, "owner")});
    return table;
}

void say_tasks(Output& out, const json::array& tasks) {
    for (const auto& task : tasks)
        out.say("task " + member_text(task, "id") + ": " + member_text(task, "collection") +
                " has moved since somebody looked, " +
                std::to_string(task.at("changes").as_array().size()) + " fields" +
                owners_words(task));
}

void say_unseen(Output& out, const json::value& found) {
    for (const auto& store : found.at("unscanned").as_array())
        out.say("store " + std::string(store.as_string()) + " was never scanned");
    for (const auto& one : found.at("unreadable").as_array()) {
        const auto why = member_text(one, "why");
        out.say(member_text(one, "collection") + " cannot be read" +
                (why.empty() ? "" : ": " + why));
    }
}

Exit judge(Output& out, const json::value& found) {
    const auto is_empty = [&](std::string_view list) { return found.at(list).as_array().empty(); };
    if (found.at("fields").to_number<std::uint64_t>() == 0)
        return out.fail(Exit::failed, "the catalogue is empty: nothing was checked",
                        "gdprctl catalogue scan");
    if (!is_empty("undecided"))
        return out.fail(Exit::failed, "somebody must decide on the fields above",
                        "gdprctl catalogue confirm FIELD, or reject FIELD; or a line under "
                        "`fields:` of the policy");
    if (!is_empty("tasks"))
        return out.fail(Exit::failed, "somebody must look at the tasks above",
                        "gdprctl tasks list; gdprctl tasks close TASK --reason TEXT");
    if (!is_empty("unscanned"))
        return out.fail(Exit::failed, "nobody knows what the stores above hold",
                        "gdprctl catalogue scan; gdprctl stores check");
    if (!is_empty("unreadable"))
        return out.fail(Exit::failed, "nobody knows what the files above hold",
                        "mend them, or say under `formats:` of the store how to read them, or "
                        "`ignore`; then gdprctl catalogue scan");
    return Exit::done;
}

Exit check(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto found = coverage(typed, context);
    if (!found) return out.fail(found.error());
    const auto& undecided = found->at("undecided").as_array();
    if (out.format() == Format::json) {
        out.json(*found);
    } else if (!undecided.empty()) {
        out.table(table_of_undecided(undecided));
    }
    say_tasks(out, found->at("tasks").as_array());
    say_unseen(out, *found);
    out.say(member_text(*found, "fields") + " fields: " + member_text(*found, "decided") +
            " decided by people or the policy, " + std::to_string(undecided.size()) +
            " personal or doubtful ones by the classifier alone");
    return judge(out, *found);
}

}  // namespace

void add_catalogue_check_command(Cli& cli) {
    cli.add({.noun = "catalogue",
             .verb = "check",
             .doc = "Fail while a store or file is unread, or personal fields are judged by the "
                    "classifier alone: for CI",
             .arguments = {},
             .options = {catalogue_option(),
                         {"--policy", "DIR",
                          "count its annotations as decisions; default the policy in force"}},
             .run = check,
             .example = "--catalogue catalogue.json --policy policies"});
}

}  // namespace gdprd::daemon::ctl
