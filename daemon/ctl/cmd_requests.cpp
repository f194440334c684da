#include <boost/json.hpp>
#include <thread>

#include "config/base/edit_distance.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/identifier_options.hpp"
#include "daemon/ctl/json_table.hpp"
#include "policy/requests/refusal.hpp"

namespace gdprd::daemon::ctl {
namespace json = boost::json;
namespace {

using Times = Option::Times;

std::string request_path(const Invocation& invocation, std::string_view rest = {}) {
    return "/api/v1/requests/" + url_encode(invocation.get("REQUEST")) + std::string(rest);
}

std::string text_of(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || value->is_null()) return "";
    if (value->is_string()) return std::string(value->as_string());
    return json::serialize(*value);
}

/// "12 days", "due today", "OVERDUE by 1 day"; nothing for a request that is closed.
std::string time_left(const json::object& request) {
    const auto* left = request.if_contains("days_left");
    if (left == nullptr || !left->is_int64()) return "";
    const std::int64_t days = left->as_int64();
    if (days == 0) return "due today";
    const std::int64_t count = days < 0 ? -days : days;
    return (days < 0 ? "OVERDUE by " : "") + std::to_string(count) +
           (count == 1 ? " day" : " days");
}

/// "2 of 5"; nothing where no plan is.
std::string steps_done(const json::object& request) {
    const auto total = text_of(request, "steps_total");
    const auto done = text_of(request, "steps_done");
    return total.empty() ? (done == "0" ? "" : done) : done + " of " + total;
}

/// The sentences of a list, under a heading; nothing where there are none.
void print_texts(Context& context, const json::object& request, std::string_view member,
                 const char* heading) {
    Table table{{heading}, {}};
    if (const auto* list = request.if_contains(member))
        for (const auto& one : list->as_array()) table.rows.push_back({member_text(one, "text")});
    if (table.rows.empty()) return;
    context.out().text("\n");
    context.out().table(table);
}

void print_request(Context& context, const json::value& value) {
    if (context.out().format() == Format::json) return context.out().json(value);
    const auto& object = value.as_object();
    Table table{{"key", "value"}, {}};
    for (const auto* key : {"id", "right", "state", "received", "due", "left", "channel",
                            "language", "created_by", "open_matches", "plan", "approved_by",
                            "run_by", "steps_done", "ground", "closed_at", "package_ready"}) {
        const std::string_view name = key;
        const auto text = name == "left"         ? time_left(object)
                          : name == "steps_done" ? steps_done(object)
                                                 : member_text(value, key);
        if (!text.empty() && text != "-") table.rows.push_back({key, text});
    }
    if (const auto* stay = object.if_contains("stay"))
        table.rows.push_back({"stays", member_text(*stay, "text")});
    const auto* earlier = object.if_contains("earlier_runs");
    if (earlier != nullptr && earlier->is_array())
        for (std::size_t i = 0; i < earlier->get_array().size(); ++i)
            table.rows.push_back({"earlier run " + std::to_string(i + 1),
                                  member_text(earlier->get_array()[i], "text")});
    context.out().table(table);
    const auto* steps = object.if_contains("steps");
    if (steps == nullptr) return;
    Table step_table{{"step", "state", "intent", "outcome", "what"}, {}};
    for (const auto& step : steps->as_array()) {
        const auto& s = step.as_object();
        step_table.rows.push_back({text_of(s, "step"), text_of(s, "state"), text_of(s, "intent"),
                                   text_of(s, "outcome"), text_of(s, "what")});
    }
    if (!step_table.rows.empty()) {
        context.out().text("\n");
        context.out().table(step_table);
    }
    print_texts(context, object, "open_ends", "left open");
    print_texts(context, object, "kept_packages", "access packages still kept");
}

Exit run_new(const Invocation& invocation, Context& context) {
    auto identifiers = read_identifiers(invocation);
    if (!identifiers)
        return context.out().fail(Exit::usage, identifiers.error().message(),
                                  identifiers.error().hint());
    json::object body{{"right", invocation.get("RIGHT")}, {"identifiers", std::move(*identifiers)}};
    for (const auto* name : {"received", "channel", "language"})
        if (invocation.has(std::string("--") + name))
            body[name] = invocation.get(std::string("--") + name);
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->post("/api/v1/requests", body);
    if (!answer) return context.out().fail(answer.error());
    print_request(context, *answer);
    context.out().say("next: gdprctl requests plan " + text_of(answer->as_object(), "id"));
    return Exit::done;
}

Exit run_list(const Invocation&, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->get("/api/v1/requests");
    if (!answer) return context.out().fail(answer.error());
    if (context.out().format() == Format::json) {
        context.out().json(*answer);
        return Exit::done;
    }
    std::size_t overdue = 0;
    Table table{{"id", "right", "state", "received", "due", "left", "open_matches"}, {}};
    for (const auto& item : answer->at("requests").as_array()) {
        const auto& r = item.as_object();
        table.rows.push_back({text_of(r, "id"), text_of(r, "right"), text_of(r, "state"),
                              text_of(r, "received"), text_of(r, "due"), time_left(r),
                              text_of(r, "open_matches")});
        if (text_of(r, "overdue") == "true") ++overdue;
    }
    context.out().table(table);
    if (overdue > 0)
        context.out().say(std::to_string(overdue) +
                          (overdue == 1 ? " request is" : " requests are") +
                          " overdue (Art. 12(3))");
    return Exit::done;
}

Exit run_show(const Invocation& invocation, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->get(request_path(invocation));
    if (!answer) return context.out().fail(answer.error());
    print_request(context, *answer);
    return Exit::done;
}

/// The plan for people; while matches are undecided, the next thing is to decide them.
void print_plan(Context& context, const std::string& request, std::string text, bool undecided) {
    if (undecided) text.erase(std::min(text.size(), text.find("\nNEXT\n")));
    context.out().text(text);
    if (undecided)
        context.out().text("\nNEXT\n  undecided matches: gdprctl requests matches list " + request +
                           "\n");
}

/// One row per step; what happens to its fields as "field=action".
Table steps_table(const json::value& plan) {
    const auto& steps = plan.at("steps");
    Table table = table_of(steps, {"number", "kind", "in", "rows"});
    table.columns.emplace_back("actions");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::string actions;
        for (const auto& action : steps.at(i).at("actions").as_array()) {
            if (!actions.empty()) actions += ' ';
            actions += member_text(action, "field") + "=" + member_text(action, "action");
        }
        table.rows[i].push_back(actions.empty() ? "-" : std::move(actions));
    }
    return table;
}

/// Exit 20 when the plan has steps, or destroys keys, or matches wait for a decision; 0 when there
/// is nothing to do.
Exit run_plan(const Invocation& invocation, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    if (!invocation.has("--show")) {
        const auto made = (*client)->post(request_path(invocation, "/plan"), json::object{});
        if (!made) return context.out().fail(made.error());
    }
    const auto plan = (*client)->get(request_path(invocation, "/plan"));
    if (!plan) return context.out().fail(plan.error());
    const auto view = (*client)->get(request_path(invocation));
    if (!view) return context.out().fail(view.error());
    const bool undecided = text_of(view->as_object(), "open_matches") != "0";
    if (context.out().format() == Format::json) {
        context.out().json(*plan);
    } else if (context.out().format() == Format::tsv) {
        context.out().table(steps_table(*plan));
    } else {
        const auto text = (*client)->get_bytes(request_path(invocation, "/plan?format=text"));
        if (!text) return context.out().fail(text.error());
        print_plan(context, invocation.get("REQUEST"), *text, undecided);
    }
    const auto has_any = [&](std::string_view member) {
        const auto* list = plan->as_object().if_contains(member);
        return list != nullptr && list->is_array() && !list->as_array().empty();
    };
    return has_any("steps") || has_any("subject_keys") || undecided ? Exit::changes : Exit::done;
}

void print_matches(Context& context, const json::value& answer) {
    if (context.out().format() == Format::json) return context.out().json(answer);
    Table table{{"match", "verdict", "strength", "shared", "in", "values", "evidence"}, {}};
    for (const auto& item : answer.at("matches").as_array()) {
        const auto& m = item.as_object();
        std::string values;
        for (const auto& member : m.at("values").as_object())
            values +=
                (values.empty() ? "" : ", ") + std::string(member.key()) + "=" +
                (member.value().is_string() ? std::string(member.value().as_string()) : "null");
        std::string evidence;
        for (const auto& line : m.at("evidence").as_array())
            evidence += (evidence.empty() ? "" : "; ") + std::string(line.as_string());
        table.rows.push_back({text_of(m, "id"), text_of(m, "verdict"), text_of(m, "strength"),
                              text_of(m, "shared"), text_of(m, "in"), values, evidence});
    }
    context.out().table(table);
}

constexpr std::string_view kMatchActions[] = {"list", "accept", "reject"};

Exit run_matches(const Invocation& invocation, Context& context) {
    const auto& action = invocation.get("ACTION");
    if (action != "list" && action != "accept" && action != "reject")
        return context.out().fail(
            Exit::usage, "matches knows list, accept and reject",
            did_you_mean(action, kMatchActions, "gdprctl requests matches list REQUEST"));
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    if (action == "list") {
        const auto answer = (*client)->get(request_path(invocation, "/matches"));
        if (!answer) return context.out().fail(answer.error());
        print_matches(context, *answer);
        return Exit::done;
    }
    const auto& ids = invocation.all("MATCH");
    if (ids.empty())
        return context.out().fail(Exit::usage, "name the matches to decide",
                                  "gdprctl requests matches list " + invocation.get("REQUEST"));
    const std::string verdict = action == "accept" ? "accepted" : "rejected";
    for (const auto& id : ids) {
        const auto answer = (*client)->post(request_path(invocation, "/matches/" + url_encode(id)),
                                            json::object{{"verdict", verdict}});
        if (!answer) {
            context.out().say(std::string(id).append(" not ").append(verdict));
            return context.out().fail(answer.error());
        }
        context.out().say(std::string(id).append(" ").append(verdict));
    }
    context.out().say("next: gdprctl requests plan " + invocation.get("REQUEST"));
    return Exit::done;
}

Exit post_and_print(const Invocation& invocation, Context& context, std::string_view rest,
                    const json::object& body) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->post(request_path(invocation, rest), body);
    if (!answer) return context.out().fail(answer.error());
    print_request(context, *answer);
    return Exit::done;
}

/// A person may believe that a withdrawn erasure erased nothing.
Exit run_cancel(const Invocation& invocation, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->post(request_path(invocation, "/cancel"), json::object{});
    if (!answer) return context.out().fail(answer.error());
    print_request(context, *answer);
    const auto& view = answer->as_object();
    if (text_of(view, "state") == "executing")
        context.out().say(
            "a run is under way: it stops at the next step, then the request is "
            "closed: gdprctl requests show " +
            text_of(view, "id"));
    else if (text_of(view, "right") == "erasure" && text_of(view, "steps_done") != "0")
        context.out().say("warning: " + steps_done(view) +
                          " steps were carried out before; what they erased stays erased");
    return Exit::done;
}

Exit run_identifiers(const Invocation& invocation, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->get(request_path(invocation, "/identifiers"));
    if (!answer) return context.out().fail(answer.error());
    if (context.out().format() == Format::json) {
        context.out().json(*answer);
    } else {
        context.out().table(table_of(answer->at("identifiers").as_array(), {"type", "value"}));
    }
    return Exit::done;
}

void show_progress(Context& context, const ServerEvent& event) {
    boost::system::error_code ec;
    const auto value = json::parse(event.data, ec);
    if (ec || !value.is_object() || event.name != "step") return;
    const auto& step = value.as_object();
    context.out().progress("step " + text_of(step, "step") + "/" + text_of(step, "of") + " " +
                           text_of(step, "kind") + " " + text_of(step, "store") + " " +
                           text_of(step, "collection") + ": " + text_of(step, "state"));
}

Exit conclusion(const json::object& view, Context& context) {
    const auto state = text_of(view, "state");
    if (state == "completed" || state == "cancelled") return Exit::done;
    const auto* ends = view.if_contains("open_ends");
    if (state == "partial" && ends != nullptr && !ends->as_array().empty()) {
        context.out().say("partly done; the case stays open for what is listed as left open");
        return Exit::partly_done;
    }
    if (state == "partial") {
        context.out().say(
            "partly done; the case stays open. When the cause is mended: gdprctl requests run " +
            text_of(view, "id"));
        return Exit::partly_done;
    }
    return context.out().fail(Exit::failed, "the run did not end (state " + state + ")",
                              "gdprctl requests show " + text_of(view, "id"));
}

/// Follows the events until the request has left `executing`. An older run's events may be replayed
/// first, so the state decides, not the event.
Result<json::value> follow_run(const Invocation& invocation, Context& context, Client& client) {
    for (;;) {
        GDPRD_TRY(client.follow(request_path(invocation, "/events"), [&](const ServerEvent& event) {
            show_progress(context, event);
            return event.name != "done";
        }));
        GDPRD_TRY_ASSIGN(auto view, client.get(request_path(invocation)));
        if (text_of(view.as_object(), "state") != "executing") return view;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

Exit run_run(const Invocation& invocation, Context& context) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto started = (*client)->post(request_path(invocation, "/run"), json::object{});
    if (!started) return context.out().fail(started.error());
    if (invocation.has("--no-wait")) {
        print_request(context, *started);
        return Exit::done;
    }
    const auto view = follow_run(invocation, context, **client);
    if (!view && view.error().code() == ErrorCode::cancelled)
        return context.out().fail(Exit::failed, "stopped watching; the run goes on in gdprd",
                                  "gdprctl requests show " + invocation.get("REQUEST"));
    if (!view) return context.out().fail(view.error());
    print_request(context, *view);
    return conclusion(view->as_object(), context);
}

Exit download(const Invocation& invocation, Context& context, std::string_view rest,
              std::string_view fallback) {
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto bytes = (*client)->get_bytes(request_path(invocation, rest));
    if (!bytes) return context.out().fail(bytes.error());
    const auto path = invocation.has("--file") ? invocation.get("--file")
                                               : invocation.get("REQUEST") + std::string(fallback);
    const auto written = write_output(path, *bytes);
    if (!written) return context.out().fail(written.error());
    if (path != "-") context.out().say("written: " + path);
    return Exit::done;
}

/// A copy that lacks something is not to be sent as if it were whole.
Exit run_package(const Invocation& invocation, Context& context) {
    const auto end = download(invocation, context, "/package", ".zip");
    if (end != Exit::done) return end;
    auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto view = (*client)->get(request_path(invocation));
    if (!view) return context.out().fail(view.error());
    if (text_of(view->as_object(), "state") == "completed") return Exit::done;
    context.out().say(
        "warning: this copy is not complete; its page and manifest.json name what is missing. "
        "When the cause is mended: gdprctl requests run " +
        invocation.get("REQUEST"));
    return Exit::partly_done;
}

std::string refusal_doc() {
    std::string doc = "ground, one of";
    for (const auto& ground : policy::refusal_grounds()) doc += " " + std::string(ground.code);
    return doc;
}

const Argument kRequest{"REQUEST", "id of the request", Argument::Times::one};

void add_intake_commands(Cli& cli) {
    cli.add(
        {"requests",
         "new",
         "record a request of a data subject",
         {{"RIGHT", "access or erasure", Argument::Times::one}},
         {{"--identifier", "TYPE=VALUE",
           "an identifier of the subject; visible to other users of the machine", Times::many},
          {"--identifiers-from", "FILE", "lines TYPE<TAB>VALUE; - is standard input", Times::once},
          {"--received", "DATE", "day the letter came in; default today", Times::once},
          {"--channel", "WORD", "how it came in; default letter", Times::once},
          {"--language", "TAG", "language of the answer; default en", Times::once}},
         run_new,
         false,
         "erasure --identifiers-from letter.tsv --received 2026-03-05 --channel letter"});
    cli.add({"requests", "list", "list all requests", {}, {}, run_list});
    cli.add({"requests",
             "show",
             "show one request and its steps",
             {kRequest},
             {},
             run_show,
             false,
             "R-2026-0001"});
    cli.add({"requests",
             "refuse",
             "close a request without action",
             {kRequest},
             {{"--ground", "CODE", refusal_doc(), Times::required}},
             [](const Invocation& i, Context& c) {
                 return post_and_print(i, c, "/refuse",
                                       json::object{{"ground", i.get("--ground")}});
             },
             false,
             "R-2026-0001 --ground manifestly_unfounded"});
    cli.add({"requests",
             "cancel",
             "close a request that the subject withdrew",
             {kRequest},
             {},
             run_cancel,
             false,
             "R-2026-0001"});
    cli.add({"requests",
             "identifiers",
             "show what the letter names the subject by (looking is an entry)",
             {kRequest},
             {},
             run_identifiers,
             false,
             "R-2026-0001"});
}

void add_run_commands(Cli& cli) {
    cli.add({"requests",
             "plan",
             "find the subject and show what would be done",
             {kRequest},
             {{"--show", "", "show the plan in force, make no new one", Times::once}},
             run_plan,
             false,
             "R-2026-0001"});
    cli.add({"requests",
             "matches",
             "list, accept or reject rows that may be the subject's",
             {{"ACTION", "list, accept or reject", Argument::Times::one},
              kRequest,
              {"MATCH", "ids from the list", Argument::Times::any}},
             {},
             run_matches,
             false,
             "list R-2026-0001"});
    cli.add({"requests",
             "approve",
             "approve the plan in force",
             {kRequest},
             {{"--digest", "HEX", "digest of the plan, as it prints", Times::required}},
             [](const Invocation& i, Context& c) {
                 return post_and_print(i, c, "/approve",
                                       json::object{{"digest", i.get("--digest")}});
             },
             false,
             "R-2026-0001 --digest 9f86d081..."});
    cli.add({"requests",
             "run",
             "carry out the approved plan",
             {kRequest},
             {{"--no-wait", "", "start it and return", Times::once}},
             run_run,
             false,
             "R-2026-0001"});
    cli.add(
        {"requests",
         "package",
         "download the subject's copy (Art. 15)",
         {kRequest},
         {{"--file", "FILE", "where to; - is standard output; default REQUEST.zip", Times::once}},
         run_package,
         false,
         "R-2026-0001 --file answer.zip"});
    cli.add(
        {"requests",
         "proof",
         "download the proof bundle",
         {kRequest},
         {{"--file", "FILE", "where to; - is standard output; default REQUEST.proof", Times::once}},
         [](const Invocation& i, Context& c) { return download(i, c, "/proof", ".proof"); },
         false,
         "R-2026-0001 --file answer.proof"});
}

}  // namespace

void add_requests_commands(Cli& cli) {
    add_intake_commands(cli);
    add_run_commands(cli);
}

}  // namespace gdprd::daemon::ctl
