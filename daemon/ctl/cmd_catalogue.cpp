#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/http/json.hpp"
#include "policy/catalogue/classify_tsv.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

std::string percent(const json::value& field, std::string_view name) {
    const auto ppm = field.at(name).to_number<std::uint64_t>();
    char out[16];
    std::snprintf(out, sizeof out, "%.1f %%", static_cast<double>(ppm) / 1e4);
    return out;
}

void show_progress(Output& out, const ServerEvent& event) {
    if (event.name == "gap") return out.say("some progress was lost; the scan goes on");
    const auto value = parse_json(event.data);
    if (!value || event.name != "store") return;
    out.progress("store " + member_text(*value, "store") + ": " + member_text(*value, "result") +
                 ", " + member_text(*value, "collections") + " collections, " +
                 member_text(*value, "fields") + " fields, " + member_text(*value, "values") +
                 " values sampled");
}

std::string some_of(const json::array& all) {
    constexpr std::size_t kNamesMost = 10;
    std::string names;
    for (std::size_t i = 0; i < std::min(all.size(), kNamesMost); ++i)
        names += (i == 0 ? "" : ", ") + std::string(all[i].as_string());
    if (all.size() > kNamesMost)
        names += " and " + std::to_string(all.size() - kNamesMost) + " more";
    return names;
}

/// Why a store was not scanned, and which of its collections could not be read.
void say_trouble(Output& out, const json::value& store) {
    const auto name = "store " + member_text(store, "store") + ": ";
    const auto& failure = store.at("failure");
    if (failure.is_object()) out.say(name + member_text(failure, "detail"));
    if (const auto names = some_of(store.at("unsampled").as_array()); !names.empty())
        out.say(name +
                "could not be read: what is known of their fields stays, new ones are judged by "
                "their names alone: " +
                names);
    if (const auto names = some_of(store.at("uncompared").as_array()); !names.empty())
        out.say(name + "not compared with others: " + names);
}

Exit print_report(Output& out, const json::value& report) {
    if (out.format() == Format::json) {
        out.json(report);
    } else {
        out.table(table_of(report.at("stores"),
                           {"store", "result", "collections", "fields", "rows", "values"}));
        for (const auto& store : report.at("stores").as_array()) say_trouble(out, store);
        const auto& drift = report.at("drift");
        const auto count = [&](std::string_view name) {
            return std::to_string(drift.at(name).as_array().size());
        };
        out.say("catalogue " + member_text(report, "catalogue").substr(0, 16) + ": " +
                member_text(report, "fields_accepted") + " fields personal, " +
                member_text(report, "fields_review") + " to review, " +
                member_text(report, "fields_rejected") + " not personal; " + count("added") +
                " new, " + count("changed") + " changed, " + count("vanished") + " vanished");
        if (member_text(report, "tasks") != "0")
            out.say(member_text(report, "tasks") +
                    " tables or files have personal fields that moved, and wait for somebody who "
                    "looks; next: gdprctl tasks list");
        if (member_text(report, "proposals") != "0")
            out.say(member_text(report, "proposals") +
                    " references and copies that nobody declared wait for a decision; next: "
                    "gdprctl proposals list");
    }
    const auto state = member_text(report, "state");
    if (state == "done") return Exit::done;
    if (state == "partial") {
        return out.fail(Exit::partly_done, "some stores could not be scanned",
                        "gdprctl stores check");
    }
    const auto& failure = report.at("failure");
    return out.fail(Exit::failed,
                    failure.is_object() ? member_text(failure, "detail") : "no store was scanned",
                    "gdprctl stores check");
}

Exit scan(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    json::array stores;
    for (const auto& name : typed.all("--store")) stores.emplace_back(name);
    json::object body{{"stores", std::move(stores)}};
    if (typed.has("--no-compare")) body["compare"] = false;
    if (typed.has("--dry-run")) body["dry_run"] = true;
    const auto started = (*client)->post("/api/v1/scans", body);
    if (!started) return out.fail(started.error());
    if (typed.has("--dry-run")) {
        if (out.format() == Format::json) {
            out.json(*started);
        } else {
            out.text("would scan: " + member_text(*started, "stores") + "\n");
        }
        return Exit::done;
    }
    const auto target = "/api/v1/scans/" + url_encode(member_text(*started, "id"));
    const auto followed = (*client)->follow(target + "/events", [&](const ServerEvent& event) {
        show_progress(out, event);
        return true;
    });
    if (!followed && followed.error().code() == ErrorCode::cancelled) {
        return out.fail(Exit::failed, "stopped watching; the scan goes on in gdprd",
                        "gdprctl catalogue list");
    }
    const auto report = (*client)->get(target);
    if (!report) return out.fail(report.error());
    if (member_text(*report, "state") == "running") {
        return out.fail(Exit::failed, "lost sight of the scan; it goes on in gdprd",
                        "gdprctl catalogue list");
    }
    return print_report(out, *report);
}

Result<json::array> all_fields(Client& client, const Invocation& typed) {
    json::array fields;
    std::string after;
    for (;;) {
        std::string target = "/api/v1/catalogue/fields?after=" + url_encode(after);
        if (typed.has("--store")) target += "&store=" + url_encode(typed.get("--store"));
        if (typed.has("--decision")) target += "&decision=" + url_encode(typed.get("--decision"));
        if (typed.has("--personal")) target += "&personal=true";
        GDPRD_TRY_ASSIGN(const auto page, client.get(target));
        for (const auto& field : page.at("fields").as_array()) fields.push_back(field);
        if (page.at("next").is_null()) return fields;
        after = std::string(page.at("next").as_string());
    }
}

Exit list(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const bool filtered =
        typed.has("--store") || typed.has("--decision") || typed.has("--personal");
    if (out.format() == Format::json && !filtered) {
        // The whole catalogue, as `policy lint --catalogue` reads it.
        const auto whole = (*client)->get("/api/v1/catalogue");
        if (!whole) return out.fail(whole.error());
        out.json(*whole);
        return Exit::done;
    }
    const auto fields = all_fields(**client, typed);
    if (!fields) return out.fail(fields.error());
    if (out.format() == Format::json) {
        out.json(*fields);
        return Exit::done;
    }
    Table table{{"field", "category", "probability", "decision", "by", "reasons", "owner"}, {}};
    for (const auto& field : *fields) {
        table.rows.push_back({member_text(field, "field"), member_text(field, "category"),
                              percent(field, "personal_ppm"), member_text(field, "decision"),
                              member_text(field, "decided_by"), member_text(field, "reasons"),
                              member_text(field, "owner")});
    }
    out.table(table);
    if (table.rows.empty()) out.say("nothing found; next: gdprctl catalogue scan");
    return Exit::done;
}

Exit print_field(Output& out, const Result<json::value>& field) {
    if (!field) return out.fail(field.error());
    if (out.format() == Format::json) {
        out.json(*field);
    } else {
        out.text(lines_of(*field));
    }
    return Exit::done;
}

std::string field_target(const Invocation& typed) {
    return "/api/v1/catalogue/fields/" + url_encode(typed.get("FIELD"));
}

Exit show(const Invocation& typed, Context& context) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    return print_field(context.out(), (*client)->get(field_target(typed)));
}

Exit decide(const Invocation& typed, Context& context, std::string_view verb) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    json::object body;
    if (typed.has("--category")) body["category"] = typed.get("--category");
    if (typed.has("--dry-run")) body["dry_run"] = true;
    const auto target = field_target(typed).append("/").append(verb);
    return print_field(context.out(), (*client)->post(target, body));
}

Exit classify(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    const auto input = read_input(off, typed.get("FILE"), config::limits::kOfflineInputBytes);
    if (!input) return out.fail(input.error());
    const auto format =
        out.format() == Format::json ? policy::TableFormat::json : policy::TableFormat::tsv;
    const auto table = policy::classify_tsv(*input, format);
    if (!table) return out.fail(Exit::usage, table.error().message(), table.error().hint());
    out.text(*table);
    return Exit::done;
}

Exit categories(const Invocation& typed, Context& context) {
    const std::string below = typed.has("CATEGORY") ? typed.get("CATEGORY") : "";
    Table table{{"category", "law", "description"}, {}};
    for (const auto& entry : policy::taxonomy())
        if (below.empty() || policy::is_within(entry.key, below))
            table.rows.push_back({std::string(entry.key),
                                  std::string(policy::to_string(entry.sensitivity)),
                                  std::string(entry.description)});
    if (table.rows.empty())
        return context.out().fail(Exit::usage, "the taxonomy has no such category",
                                  "gdprctl catalogue categories lists all");
    context.out().table(table);
    return Exit::done;
}

const Option kDryRun{"--dry-run", "", "say what would be done, change nothing"};
const std::vector<Argument> kField{{"FIELD", "store.namespace.collection.field"}};

void add_decisions(Cli& cli) {
    cli.add({.noun = "catalogue",
             .verb = "confirm",
             .doc = "Say that a field is personal data; kept over rescans",
             .arguments = kField,
             .options = {{"--category", "C", "what it holds; default what was proposed"}, kDryRun},
             .run = [](const Invocation& t, Context& c) { return decide(t, c, "confirm"); },
             .example = "crm.main.customers.note --category user.content"});
    cli.add({.noun = "catalogue",
             .verb = "reject",
             .doc = "Say that a field is no personal data; kept over rescans",
             .arguments = kField,
             .options = {kDryRun},
             .run = [](const Invocation& t, Context& c) { return decide(t, c, "reject"); },
             .example = "crm.main.customers.status"});
}

}  // namespace

void add_catalogue_commands(Cli& cli) {
    cli.add(
        {.noun = "catalogue",
         .verb = "scan",
         .doc = "Look at the stores' schemas and a bounded sample of values",
         .arguments = {},
         .options = {{"--store", "STORE", "only this store; may be repeated", Option::Times::many},
                     {"--no-compare", "", "propose no references and copies, read only samples"},
                     kDryRun},
         .run = scan,
         .example = "--store crm"});
    cli.add({.noun = "catalogue",
             .verb = "list",
             .doc = "List the fields with what they hold",
             .arguments = {},
             .options = {{"--store", "STORE", "only this store"},
                         {"--decision", "D", "only accept, review or reject"},
                         {"--personal", "", "only fields that are searched in a request"}},
             .run = list,
             .example = "--personal"});
    cli.add({.noun = "catalogue",
             .verb = "show",
             .doc = "Show one field with its evidence",
             .arguments = kField,
             .options = {},
             .run = show,
             .example = "crm.main.customers.email"});
    add_decisions(cli);
    cli.add({.noun = "catalogue",
             .verb = "categories",
             .doc = "List the categories of the taxonomy, without a daemon",
             .arguments = {{"CATEGORY", "only it and those below it", Argument::Times::optional}},
             .options = {},
             .run = categories,
             .offline = true,
             .example = "user.contact"});
    cli.add({.noun = "catalogue",
             .verb = "classify",
             .doc = "Classify the columns of a TSV file, without a daemon",
             .arguments = {{"FILE",
                            "TSV with the columns store, collection, field and optionally "
                            "type, comment, samples; - is standard input"}},
             .options = {},
             .run = classify,
             .offline = true,
             .example = "columns.tsv"});
}

}  // namespace gdprd::daemon::ctl
