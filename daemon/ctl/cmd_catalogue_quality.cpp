#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <optional>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/http/json.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr double kHundred = 100;

std::uint64_t number(const json::value& object, std::string_view name) {
    const auto& member = object.at(name);
    return member.is_null() ? 0 : member.to_number<std::uint64_t>();
}

/// What a gate looks at, and of how many it is a share.
struct Share {
    std::string_view option;
    std::string_view word;
    std::uint64_t (*part)(const json::value& field);
    std::uint64_t (*whole)(const json::value& field);
};

constexpr std::array<Share, 3> kShares{{
    {"--max-empty", "empty",
     [](const json::value& field) {
         return number(field, "null") + number(field, "blank") + number(field, "fillers");
     },
     [](const json::value& field) { return number(field, "rows"); }},
    {"--max-repeated", "repeated",
     [](const json::value& field) { return number(field.at("values"), "sharing_rows"); },
     [](const json::value& field) { return number(field, "filled"); }},
    {"--max-malformed", "malformed",
     [](const json::value& field) { return number(field, "malformed"); },
     [](const json::value& field) { return number(field, "filled"); }},
}};

struct Gate {
    const Share* share = nullptr;
    double percent_max = 0;
};

Result<std::vector<Gate>> gates_of(const Invocation& typed) {
    std::vector<Gate> out;
    for (const auto& share : kShares) {
        if (!typed.has(share.option)) continue;
        const auto& text = typed.get(share.option);
        double percent = -1;
        const auto* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data(), end, percent);
        if (parsed.ec != std::errc() || parsed.ptr != end || !(percent >= 0 && percent <= kHundred))
            return Error(ErrorCode::invalid_argument,
                         std::string(share.option) + " is a percentage, 0 to 100");
        out.push_back({&share, percent});
    }
    return out;
}

/// The field's values of one kind are more than the gate lets through, said in words.
std::optional<std::string> find_breach(const json::value& field, const Gate& gate) {
    // Names and cities repeat by nature: only identifiers are held against that gate.
    const bool repeated = gate.share->option == "--max-repeated";
    if (repeated && !field.at("identifier").as_bool()) return std::nullopt;
    const auto part = static_cast<double>(gate.share->part(field));
    const auto whole = static_cast<double>(gate.share->whole(field));
    if (part * kHundred <= gate.percent_max * whole) return std::nullopt;
    std::array<char, 64> share{};
    std::snprintf(share.data(), share.size(), ": %.2f %% ", part * kHundred / whole);
    return member_text(field, "field") + share.data() + std::string(gate.share->word);
}

template <class Fn>
void each_collection(const json::value& report, const Fn& fn) {
    for (const auto& store : report.at("stores").as_array())
        for (const auto& collection : store.at("collections").as_array()) fn(collection);
}

std::string repeats_text(const json::value& values, std::string_view name) {
    return (values.at("exact").as_bool() ? "" : "~") + member_text(values, name);
}

Table table_of_fields(const json::value& report) {
    Table table{{"field", "category", "rows", "null", "blank", "fillers", "distinct", "repeated",
                 "sharing_rows", "malformed", "form"},
                {}};
    each_collection(report, [&](const json::value& collection) {
        for (const auto& field : collection.at("fields").as_array()) {
            const auto& values = field.at("values");
            table.rows.push_back({member_text(field, "field"), member_text(field, "category"),
                                  member_text(field, "rows"), member_text(field, "null"),
                                  member_text(field, "blank"), member_text(field, "fillers"),
                                  repeats_text(values, "distinct"),
                                  repeats_text(values, "repeated"),
                                  repeats_text(values, "sharing_rows"),
                                  member_text(field, "malformed"), member_text(field, "form")});
        }
    });
    return table;
}

void say_ages(Output& out, const json::value& collection) {
    const auto& change = collection.at("last_change");
    if (!change.is_object()) return;
    std::string ages;
    for (const auto& one : change.at("older").as_array()) {
        if (number(one, "rows") == 0) continue;
        ages += (ages.empty() ? "" : ", ") + member_text(one, "rows") + " over " +
                member_text(one, "years") + (number(one, "years") == 1 ? " year" : " years");
    }
    if (ages.empty()) return;
    out.say(member_text(collection, "collection") + ": last changed, by its field " +
            member_text(change, "field") + ": " + ages + " ago, of " +
            member_text(collection, "rows") + " rows");
}

void say_trouble(Output& out, const json::value& report) {
    for (const auto& store : report.at("stores").as_array()) {
        const auto name = "store " + member_text(store, "store") + ": ";
        if (member_text(store, "result") == "unsupported")
            out.say(name + "this kind of store is not read as a whole; nothing is told of it");
        const auto& failure = store.at("failure");
        if (failure.is_object()) out.say(name + member_text(failure, "detail"));
    }
    each_collection(report, [&](const json::value& collection) {
        const auto rows = member_text(collection, "rows");
        const auto& failure = collection.at("failure");
        if (failure.is_object()) {
            out.say(member_text(collection, "collection") + ": " + member_text(failure, "detail") +
                    (rows == "0" ? std::string("; nothing was read")
                                 : "; the figures are of the " + rows + " rows read before"));
        } else if (!collection.at("whole").as_bool()) {
            out.say(member_text(collection, "collection") + ": too large; the figures are of its " +
                    "first " + rows + " rows");
        }
    });
}

Exit verdict(Output& out, const json::value& report, const std::vector<Gate>& gates) {
    const auto state = member_text(report, "state");
    if (state == "failed") {
        const auto& failure = report.at("failure");
        return out.fail(Exit::failed,
                        failure.is_object() ? member_text(failure, "detail") : "no store was read",
                        "gdprctl stores check");
    }
    std::size_t breaches = 0;
    each_collection(report, [&](const json::value& collection) {
        for (const auto& field : collection.at("fields").as_array()) {
            for (const auto& gate : gates) {
                const auto breach = find_breach(field, gate);
                if (!breach) continue;
                ++breaches;
                out.say(*breach);
            }
        }
    });
    if (breaches > 0) return out.fail(Exit::failed, "the fields above have more than you allow");
    if (state == "partial")
        return out.fail(Exit::partly_done, "not everything could be read", "gdprctl stores check");
    return Exit::done;
}

Exit print_report(Output& out, const json::value& report, const std::vector<Gate>& gates) {
    if (out.format() == Format::json) {
        out.json(report);
    } else {
        const auto table = table_of_fields(report);
        out.table(table);
        if (table.rows.empty())
            out.say("no personal field could be read; next: gdprctl catalogue list --personal");
        each_collection(report, [&](const json::value& one) { say_ages(out, one); });
        say_trouble(out, report);
    }
    return verdict(out, report, gates);
}

void show_progress(Output& out, const ServerEvent& event) {
    const auto value = parse_json(event.data);
    if (!value || event.name != "collection") return;
    out.progress(member_text(*value, "collection") + ": " + member_text(*value, "result") + ", " +
                 member_text(*value, "rows") + " rows");
}

Exit print_plan(Output& out, const json::value& plan) {
    if (out.format() == Format::json) {
        out.json(plan);
        return Exit::done;
    }
    out.table(table_of(plan.at("collections"), {"collection", "fields"}));
    return Exit::done;
}

Exit quality(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto gates = gates_of(typed);
    if (!gates) return out.fail(Exit::usage, gates.error().message());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    json::array stores;
    for (const auto& name : typed.all("--store")) stores.emplace_back(name);
    json::object body{{"stores", std::move(stores)}};
    if (typed.has("--dry-run")) body["dry_run"] = true;
    const auto started = (*client)->post("/api/v1/catalogue/quality", body);
    if (!started) return out.fail(started.error());
    if (typed.has("--dry-run")) return print_plan(out, *started);
    const auto target = "/api/v1/catalogue/quality/" + url_encode(member_text(*started, "id"));
    const auto followed = (*client)->follow(target + "/events", [&](const ServerEvent& event) {
        show_progress(out, event);
        return true;
    });
    if (!followed && followed.error().code() == ErrorCode::cancelled)
        return out.fail(Exit::failed, "stopped watching; gdprd goes on reading");
    const auto report = (*client)->get(target);
    if (!report) return out.fail(report.error());
    if (member_text(*report, "state") == "running")
        return out.fail(Exit::failed, "lost sight of the report; gdprd goes on with it");
    return print_report(out, *report, *gates);
}

}  // namespace

void add_catalogue_quality_command(Cli& cli) {
    cli.add(
        {.noun = "catalogue",
         .verb = "quality",
         .doc = "Count the empty, repeated and malformed values of personal fields",
         .arguments = {},
         .options = {{"--store", "STORE", "only this store; may be repeated", Option::Times::many},
                     {"--max-empty", "P", "fail when more than P percent of a field's rows are"},
                     {"--max-repeated", "P",
                      "fail when more than P percent of an identifier's values stand twice"},
                     {"--max-malformed", "P",
                      "fail when more than P percent of a field's values are"},
                     {"--dry-run", "", "say which fields would be read, read nothing"}},
         .run = quality,
         .example = "--store crm --max-malformed 1"});
}

}  // namespace gdprd::daemon::ctl
