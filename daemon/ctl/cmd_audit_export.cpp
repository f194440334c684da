#include <algorithm>
#include <boost/json.hpp>

#include "audit/checkpoint.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/export_tree.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/search_options.hpp"
#include "daemon/services/zip.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr std::size_t kPage = 1000;

/// Page after page, oldest first, as it comes: nothing is kept but one page.
Result<std::uint64_t> write_lines(Client& client, const std::string& target, std::string from,
                                  OutputFile& out) {
    std::uint64_t written = 0;
    for (std::string end;;) {
        std::string page = target;
        page.append("&from=").append(url_encode(from)).append(end);
        GDPRD_TRY_ASSIGN(const auto answer, client.get(page));
        std::string text;
        for (const auto& line : answer.at("lines").as_array())
            text.append(std::string_view(line.as_string())).push_back('\n');
        GDPRD_TRY(out.append(text));
        written += answer.at("lines").as_array().size();
        if (answer.at("next").is_null()) return written;
        from = std::to_string(answer.at("next").to_number<std::uint64_t>());
        end = "&end=" + std::to_string(answer.at("end").to_number<std::uint64_t>());
    }
}

Exit export_entries(const Invocation& typed, Context& context) {
    auto& out = context.out();
    for (const auto* option : {"--format", "--reason"}) {
        if (!typed.has(option))
            return out.fail(
                Exit::usage, std::string(option) + " is missing",
                "gdprctl audit export --format ocsf --reason 'case 17', or for the tree: "
                "gdprctl audit export DIR --c2sp TO");
    }
    const auto query = search_query_of(typed);
    if (!query) return out.fail(query.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    auto file = OutputFile::create(typed.has("--out") ? typed.get("--out") : "-");
    if (!file) return out.fail(file.error());
    const auto target = "/api/v1/audit/export" + *query + "&limit=" + std::to_string(kPage) +
                        "&format=" + url_encode(typed.get("--format"));
    const auto written = write_lines(**client, target, typed.get("--from"), *file);
    if (!written) return out.fail(written.error());
    if (const auto kept = file->finish(); !kept) return out.fail(kept.error());
    out.say(std::to_string(*written) + (*written == 1 ? " entry" : " entries"));
    return Exit::done;
}

Exit export_trail(const Invocation& typed, Context& context) {
    const bool tree = typed.has("DIR") || typed.has("--c2sp");
    return tree ? export_tree(typed, context) : export_entries(typed, context);
}

/// Whether the checkpoint of a bundle has the signature of somebody besides the trail.
bool is_cosigned(const std::string& zip) {
    const auto members = read_zip(as_bytes(zip));
    if (!members) return false;
    for (const auto& member : *members) {
        if (member.name != "checkpoint.txt") continue;
        const auto note = audit::parse_note(member.content);
        if (!note || note->signatures.empty()) return false;
        return std::any_of(note->signatures.begin(), note->signatures.end(), [&](const auto& line) {
            return line.name != note->signatures.front().name;
        });
    }
    return false;
}

Exit bundle(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto query = search_query_of(typed);
    if (!query) return out.fail(query.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    auto target = "/api/v1/audit/bundle" + *query;
    if (typed.has("--from")) target += "&from=" + url_encode(typed.get("--from"));
    if (typed.has("--with-keys")) target += "&keys=given";
    const auto zip = (*client)->get_bytes(target);
    if (!zip) return out.fail(zip.error());
    const auto& path = typed.get("--out");
    if (const auto written = write_output(path, *zip); !written) return out.fail(written.error());
    if (!is_cosigned(*zip))
        out.say(
            "the checkpoint in it has no cosignature of a witness; when gdprctl audit witnesses "
            "shows one that cosigned these entries, make it again");
    if (path != "-")
        out.say("unpack it and follow README.txt; or: gdprctl proof verify " + path +
                " --key VKEY");
    return Exit::done;
}

Exit subject_log(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto query = search_query_of(typed);
    if (!query) return out.fail(query.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/subject-log" + *query +
                                       (typed.has("--with-names") ? "&names=shown" : ""));
    if (!answer) return out.fail(answer.error());
    const auto& all = answer->at("entries").as_array();
    if (out.format() == Format::json) {
        out.json(all);
    } else {
        out.table(table_of(
            all, {"time", "what", "store", "collection", "purpose", "rows", "by", "reported"}));
    }
    if (typed.has("--with-names"))
        out.say("staff are named: only where the subject needs it to use their rights (C-579/21)");
    return Exit::done;
}

Exit exports(const Invocation& /*typed*/, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/exports");
    if (!answer) return out.fail(answer.error());
    const auto& all = answer->at("exports").as_array();
    if (out.format() == Format::json) {
        out.json(all);
    } else {
        out.table(table_of(all, {"name", "kind", "state", "next", "lag", "time", "error"}));
    }
    if (all.empty()) out.say("no receiver is configured: exports in gdprd.yaml");
    return Exit::done;
}

}  // namespace

void add_audit_export_commands(Cli& cli) {
    auto exporting = search_options();
    for (auto& option : exporting) {
        if (option.times == Option::Times::required) option.times = Option::Times::once;
    }
    exporting.push_back(
        {"--format", "FORMAT",
         "ocsf (OCSF 1.9 JSON lines), cef, or cloudevents (CloudEvents 1.0 lines)"});
    exporting.push_back({"--out", "FILE", "where to, mode 0600; default: standard output"});
    exporting.push_back(
        {"--c2sp", "TO",
         "for the tree: a new directory, or an earlier export to bring up to date"});
    exporting.push_back(
        {"--key", "VKEY", "for the tree: the log's verifier key; default the trail's file vkey"});
    cli.add({.noun = "audit",
             .verb = "export",
             .doc =
                 "Write entries in a form that other tools take (the export is an entry too), or "
                 "the whole trail as a C2SP tree to verify and serve",
             .arguments = {{"DIR", "for the tree: state directory or trail; needs no daemon",
                            Argument::Times::optional}},
             .options = std::move(exporting),
             .run = export_trail,
             .example = "--format ocsf --reason 'SIEM, case 17' --since 30d --out march.ndjson"});
    auto bundling = search_options();
    bundling.push_back({"--out", "FILE", "the zip to write, mode 0600", Option::Times::required});
    bundling.push_back(
        {"--with-keys", "", "give the keys of the entries' epochs too; role dpo only"});
    cli.add({.noun = "audit",
             .verb = "bundle",
             .doc = "Write entries with proofs and a readme, to be verified without gdprd",
             .arguments = {},
             .options = std::move(bundling),
             .run = bundle,
             .example = "--reason 'case 17' --request R-2026-0001 --out case-17.zip"});
    cli.add({.noun = "audit",
             .verb = "subject-log",
             .doc = "Print a data subject's copy of the access log, without the names of staff",
             .arguments = {},
             .options = {{"--reason", "TEXT", "why; it becomes part of the trail: name a case",
                          Option::Times::required},
                         {"--request", "R", "the subject's request"},
                         {"--subject", "NUMBER", "or the number of their subject key"},
                         {"--since", "TIME", "this moment or later"},
                         {"--until", "TIME", "before this moment"},
                         {"--with-names", "", "name the staff"}},
             .run = subject_log,
             .example = "--reason 'answer to R-2026-0001' --request R-2026-0001"});
    cli.add({.noun = "audit",
             .verb = "exports",
             .doc = "Show who is sent the trail's entries, how far, and when last",
             .arguments = {},
             .options = {},
             .run = exports});
}

}  // namespace gdprd::daemon::ctl
