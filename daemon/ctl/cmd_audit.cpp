#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "audit/verifier.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/ctl/witness_check.hpp"
#include "daemon/http/entry_json.hpp"

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
    std::string from = typed.has("--from") ? typed.get("--from") : "0";
    bool more = true;
    while (entries.size() < *limit) {
        const auto answer = (*client)->get(list_target(typed, from));
        if (!answer) return out.fail(answer.error());
        for (const auto& entry : answer->at("entries").as_array()) {
            if (entries.size() < *limit) entries.push_back(entry);
        }
        more = !answer->at("next").is_null();
        if (!more) break;
        from = std::to_string(answer->at("next").to_number<std::uint64_t>());
    }
    if (more && !entries.empty()) {
        const auto last = entries.back().at("index").to_number<std::uint64_t>();
        out.say("there are more: --from " + std::to_string(last + 1));
    }
    if (out.format() == Format::json) {
        out.json(entries);
        return Exit::done;
    }
    out.table(table_of(entries, {"index", "time", "type", "store", "collection", "actor", "request",
                                 "rows", "payload_state"}));
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

Exit checkpoint(const Invocation&, Context& context) {
    return print_bytes(context, "/api/v1/audit/checkpoint");
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

/// One fault a line, after the figures.
void print_report(Output& out, const json::value& report) {
    json::object figures = report.as_object();
    figures.erase("faults");
    figures.erase("cosignatures");
    figures.erase("remarks");
    std::string text = lines_of(figures);
    if (const auto* cosigned = report.as_object().if_contains("cosignatures")) {
        for (const auto& line : cosigned->as_array())
            text.append("cosigned: ").append(std::string_view(line.as_string())).append("\n");
    }
    for (const auto& fault : report.at("faults").as_array())
        text.append("fault: ").append(std::string_view(fault.as_string())).append("\n");
    out.text(text);
}

constexpr std::string_view kKeepCopies =
    "keep a copy of the directory and of every checkpoint; restore from a backup only beside it";
constexpr std::string_view kGiveOtherKey =
    "give the root key that the trail was made with, or verify without --data-key";

Exit say_verdict(Output& out, const json::value& report, std::string_view advice) {
    if (out.format() == Format::json) {
        out.json(report);
    } else {
        print_report(out, report);
    }
    for (const auto& remark : report.at("remarks").as_array())
        out.say("warning: " + std::string(remark.as_string()));
    const auto& faults = report.at("faults").as_array();
    if (faults.empty()) return Exit::done;
    return out.fail(Exit::verification_failed,
                    "the trail does NOT verify; faults: " + std::to_string(faults.size()),
                    std::string(advice));
}

Exit verify_offline(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    audit::VerifyOptions options;
    options.dir = typed.get("DIR");
    options.vkey = typed.get("--key");
    if (options.vkey.empty()) {
        return out.fail(Exit::usage, "--key VKEY is missing",
                        "gdprctl audit verify DIR --key 'NAME+HEX+BASE64' (gdprd printed it)");
    }
    for (const auto& file : typed.all("--checkpoint")) {
        auto text = read_input(off, file, config::limits::kCheckpointBytes);
        if (!text) return out.fail(text.error());
        options.known_checkpoints.push_back(std::move(*text));
        options.known_names.push_back(file);
    }
    Secret key;
    if (typed.has("--data-key")) {
        const config::SecretSource source{config::SecretSource::Kind::file,
                                          typed.get("--data-key")};
        auto loaded = config::load_key(source);
        if (!loaded) return out.fail(loaded.error());
        key = std::move(*loaded);
        options.root_key = &key;
    }
    if (isatty(STDERR_FILENO) != 0) {
        options.progress = [&out](std::uint64_t done, std::uint64_t expected) {
            out.progress("verified " + std::to_string(done) + " of " + std::to_string(expected));
        };
    }
    const auto witnesses = WitnessCheck::load(off, typed.all("--witness"), options);
    if (!witnesses) return out.fail(witnesses.error());
    const auto report = audit::verify_trail(off, options);
    if (!report) return out.fail(report.error());
    const bool only_the_key = !report->data_key_fits && report->faults.size() == 1;
    auto shown = report_json(*report);
    witnesses->add_to(shown);
    return say_verdict(out, shown, only_the_key ? kGiveOtherKey : kKeepCopies);
}

Exit verify(const Invocation& typed, Context& context) {
    if (typed.has("DIR")) return verify_offline(typed, context);
    for (const auto* option : {"--key", "--checkpoint", "--witness", "--data-key"}) {
        if (typed.has(option))
            return context.out().fail(Exit::usage, std::string(option) + " needs DIR",
                                      "gdprctl audit verify DIR --key VKEY");
    }
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/verify");
    if (!answer) return context.out().fail(answer.error());
    return say_verdict(context.out(), *answer, kKeepCopies);
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
             .doc = "Show one entry with its payload",
             .arguments = index,
             .options = {},
             .run = show,
             .example = "12"});
    cli.add({.noun = "audit",
             .verb = "verify",
             .doc = "Verify the whole trail: DIR offline, or the running gdprd's",
             .arguments = {{"DIR", "state directory or trail, live or copied; needs no daemon",
                            Argument::Times::optional}},
             .options = {{"--key", "VKEY", "the log's verifier key, as gdprd init printed it"},
                         {"--checkpoint", "FILE", "a checkpoint kept elsewhere; may be repeated",
                          Option::Times::many},
                         {"--witness", "VKEY", "a witness that must have cosigned; may be repeated",
                          Option::Times::many},
                         {"--data-key", "FILE", "root key: check what is sealed, too"}},
             .run = verify,
             .example = "/var/lib/gdprd --key example.com/gdprd+1a2b3c4d+..."});
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
             .options = {},
             .run = checkpoint});
    cli.add({.noun = "audit",
             .verb = "witnesses",
             .doc = "Show who cosigns the trail, up to which size, and when last",
             .arguments = {},
             .options = {},
             .run = witnesses});
}

}  // namespace gdprd::daemon::ctl
