#include <boost/json.hpp>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

Result<std::uint64_t> parse_index(const std::string& text) {
    if (!text.empty() && text.size() < 20 &&
        text.find_first_not_of("0123456789") == std::string::npos) {
        return std::stoull(text);
    }
    return Error(ErrorCode::invalid_argument, "an index is a number from 0", "gdprctl audit list");
}

std::string list_target(const Invocation& typed, const std::string& from) {
    std::string target = "/api/v1/audit/entries?from=" + url_encode(from);
    if (typed.has("--request")) target += "&request=" + url_encode(typed.get("--request"));
    if (typed.has("--type")) target += "&type=" + url_encode(typed.get("--type"));
    return target;
}

Exit list(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto limit = parse_index(typed.has("--limit") ? typed.get("--limit") : "1000");
    if (!limit) return out.fail(limit.error());
    json::array entries;
    std::uint64_t unreadable = 0;
    std::string from = typed.has("--from") ? typed.get("--from") : "0";
    bool more = true;
    while (entries.size() < *limit) {
        const auto answer = (*client)->get(list_target(typed, from));
        if (!answer) return out.fail(answer.error());
        for (const auto& entry : answer->at("entries").as_array()) {
            if (entries.size() < *limit) entries.push_back(entry);
        }
        unreadable = answer->at("unreadable").to_number<std::uint64_t>();
        more = !answer->at("next").is_null();
        if (!more) break;
        from = std::to_string(answer->at("next").to_number<std::uint64_t>());
    }
    if (more && !entries.empty()) {
        const auto last = entries.back().at("index").to_number<std::uint64_t>();
        out.say("there are more: --from " + std::to_string(last + 1));
    }
    say_unreadable(out, unreadable);
    if (out.format() == Format::json) {
        out.json(entries);
        return Exit::done;
    }
    out.table(table_of(entries, {"index", "time", "type", "store", "collection", "actor", "request",
                                 "rows", "payload_state", "reported"}));
    return Exit::done;
}

Exit show(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto index = parse_index(typed.get("INDEX"));
    if (!index) return out.fail(index.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/entries/" + std::to_string(*index));
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
    } else {
        out.text(lines_of(*answer));
    }
    return Exit::done;
}

Exit print_bytes(Context& context, const std::string& target) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto text = (*client)->get_bytes(target);
    if (!text) return context.out().fail(text.error());
    context.out().text(*text);
    return Exit::done;
}

Exit prove(const Invocation& typed, Context& context) {
    const auto index = parse_index(typed.get("INDEX"));
    if (!index) return context.out().fail(index.error());
    return print_bytes(context, "/api/v1/audit/proof/" + std::to_string(*index));
}

Exit checkpoint(const Invocation& typed, Context& context) {
    return print_bytes(context, std::string("/api/v1/audit/checkpoint") +
                                    (typed.has("--cosigned") ? "?cosigned=true" : ""));
}

Exit witnesses(const Invocation&, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/witnesses");
    if (!answer) return out.fail(answer.error());
    const auto& all = answer->at("witnesses").as_array();
    if (out.format() == Format::json) {
        out.json(all);
    } else {
        out.table(table_of(all, {"name", "state", "size", "lag", "time", "error"}));
    }
    if (all.empty()) out.say("no witness is configured: witnesses in gdprd.yaml");
    return Exit::done;
}

}  // namespace

void add_audit_commands(Cli& cli) {
    const std::vector<Argument> index{{"INDEX", "number of the entry, from 0"}};
    cli.add({.noun = "audit",
             .verb = "list",
             .doc = "List entries of the trail (the search is an entry too)",
             .arguments = {},
             .options = {{"--request", "R", "only entries of this request"},
                         {"--type", "TYPE", "only entries of this type: read, plan, intent ..."},
                         {"--from", "INDEX", "start at this entry"},
                         {"--limit", "N", "at most so many; default 1000"}},
             .run = list,
             .example = "--request R-2026-0001 --type read"});
    cli.add({.noun = "audit",
             .verb = "show",
             .doc = "Show one entry with its payload, while the keys that it is under live",
             .arguments = index,
             .options = {},
             .run = show,
             .example = "12"});
    cli.add({.noun = "audit",
             .verb = "prove",
             .doc = "Print the inclusion proof of one entry (C2SP tlog-proof)",
             .arguments = index,
             .options = {},
             .run = prove,
             .example = "12"});
    cli.add({.noun = "audit",
             .verb = "checkpoint",
             .doc = "Sign and print the present checkpoint: give it to the auditor",
             .arguments = {},
             .options = {{"--cosigned", "",
                          "the newest that a witness cosigned, with all its signatures"}},
             .run = checkpoint});
    cli.add({.noun = "audit",
             .verb = "witnesses",
             .doc = "Show who cosigns the trail, up to which size, and when last",
             .arguments = {},
             .options = {},
             .run = witnesses});
}

}  // namespace gdprd::daemon::ctl
