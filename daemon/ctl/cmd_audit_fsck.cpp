#include <boost/json.hpp>

#include "audit/derived.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

json::object finding_json(const audit::DerivedFinding& finding) {
    const bool behind = finding.kind == audit::DerivedFinding::Kind::behind;
    return {{"file", finding.file},
            {"state", finding.repaired ? "repaired"
                      : behind         ? "behind"
                                       : "fault"},
            {"what", finding.what}};
}

/// What stays wrong when the command ends.
std::size_t faults_left(const audit::DerivedReport& report) {
    std::size_t out = 0;
    for (const auto& finding : report.findings)
        out += finding.kind == audit::DerivedFinding::Kind::fault && !finding.repaired ? 1U : 0U;
    return out;
}

Exit say(Output& out, const audit::DerivedReport& report) {
    json::object figures{{"entries", report.size},
                         {"root", base64_encode(report.root)},
                         {"tree_hashes", report.tree_hashes},
                         {"checkpoints", report.checkpoints},
                         {"index_files", report.index_files}};
    json::array findings;
    for (const auto& finding : report.findings) findings.push_back(finding_json(finding));
    if (out.format() == Format::json) {
        figures["findings"] = std::move(findings);
        out.json(figures);
    } else {
        std::string text = lines_of(figures);
        for (const auto& finding : findings)
            text.append(std::string_view(finding.at("state").as_string()))
                .append(": ")
                .append(std::string_view(finding.at("file").as_string()))
                .append(": ")
                .append(std::string_view(finding.at("what").as_string()))
                .append("\n");
        out.text(text);
    }
    for (const auto& remark : report.remarks) out.say(remark);
    const std::size_t faults = faults_left(report);
    if (faults == 0) return Exit::done;
    return out.fail(Exit::verification_failed,
                    "derived files are damaged: " + std::to_string(faults),
                    "gdprctl audit fsck DIR --repair-derived, then gdprctl audit verify DIR");
}

Exit fsck(const Invocation& typed, Context& context) {
    auto& out = context.out();
    audit::DerivedOptions options;
    options.dir = typed.get("DIR");
    options.vkey = typed.get("--key");
    options.last_signed_path = typed.get("--last-signed");
    if (typed.has("--repair-derived")) options.mode = audit::DerivedMode::repair;
    Secret key;
    if (typed.has("--data-key")) {
        const config::SecretSource source{config::SecretSource::Kind::file,
                                          typed.get("--data-key")};
        auto loaded = config::load_key(source);
        if (!loaded) return out.fail(loaded.error());
        key = std::move(*loaded);
        options.root_key = &key;
    }
    const auto report = audit::check_derived(OffLoop::on_blocking_thread(), options);
    if (!report && report.error().code() == ErrorCode::corrupt)
        return out.fail(Exit::verification_failed, report.error().message(), report.error().hint());
    return report ? say(out, *report) : out.fail(report.error());
}

}  // namespace

void add_audit_fsck_command(Cli& cli) {
    cli.add({.noun = "audit",
             .verb = "fsck",
             .doc = "Check what is derived from the entries, and make it anew: tree, checkpoint "
                    "copies, search index",
             .arguments = {{"DIR", "state directory or trail, while no gdprd runs on it",
                            Argument::Times::one}},
             .options = {{"--repair-derived", "", "write anew what is not as it must be"},
                         {"--key", "VKEY", "the log's verifier key; default: DIR's own vkey"},
                         {"--last-signed", "FILE",
                          "the record that trail.last_signed names, when it is elsewhere"},
                         {"--data-key", "FILE", "root key: the search index, too"}},
             .run = fsck,
             .offline = true,
             .example = "/var/lib/gdprd --repair-derived"});
}

}  // namespace gdprd::daemon::ctl
