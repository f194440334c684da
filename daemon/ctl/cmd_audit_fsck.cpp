#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "audit/checkpoint.hpp"
#include "audit/derived.hpp"
#include "audit/verifier.hpp"
#include "config/base/files.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/timestamp_check.hpp"
#include "daemon/ctl/witness_check.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr std::uint64_t kVkeyBytesMax = 1024;

json::object finding_json(const audit::DerivedFinding& finding) {
    const bool behind = finding.kind == audit::DerivedFinding::Kind::behind;
    return {{"file", finding.file},
            {"state", finding.repaired ? "repaired"
                      : behind         ? "behind"
                                       : "fault"},
            {"what", finding.what}};
}

using Kind = audit::DerivedFinding::Kind;

const audit::DerivedFinding* find_finding(const audit::DerivedReport& derived,
                                          const std::string& file) {
    const auto found = std::find_if(derived.findings.begin(), derived.findings.end(),
                                    [&](const auto& finding) { return finding.file == file; });
    return found == derived.findings.end() ? nullptr : &*found;
}

/// Of a verification, what is wrong with other files than derived ones.
std::vector<audit::Fault> other_faults(const audit::VerifyReport& verified,
                                       const audit::DerivedReport& derived) {
    std::vector<audit::Fault> out;
    for (const auto& fault : verified.faults)
        if (find_finding(derived, fault.file) == nullptr) out.push_back(fault);
    return out;
}

/// Derived files that stay wrong when the command ends: damaged ones, and absent ones without which
/// the trail does not verify.
std::size_t faults_left(const audit::DerivedReport& derived, const audit::VerifyReport& verified) {
    std::set<std::string> files;
    for (const auto& finding : derived.findings)
        if (finding.kind == Kind::fault && !finding.repaired) files.insert(finding.file);
    for (const auto& fault : verified.faults)
        if (find_finding(derived, fault.file) != nullptr) files.insert(fault.file);
    return files.size();
}

Exit say(Output& out, const audit::DerivedReport& report, const audit::VerifyReport& verified) {
    const auto others = other_faults(verified, report);
    json::object figures{{"entries", report.size},
                         {"root", base64_encode(report.root)},
                         {"tree_hashes", report.tree_hashes},
                         {"checkpoints", report.checkpoints},
                         {"index_files", report.index_files}};
    json::array findings;
    for (const auto& finding : report.findings) findings.push_back(finding_json(finding));
    json::array faults;
    for (const auto& fault : others) faults.emplace_back(audit::to_string(fault));
    if (out.format() == Format::json) {
        figures["findings"] = std::move(findings);
        figures["faults"] = std::move(faults);
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
        for (const auto& fault : faults)
            text.append("fault: ").append(std::string_view(fault.as_string())).append("\n");
        out.text(text);
    }
    for (const auto& remark : report.remarks) out.say(remark);
    for (const auto& remark : verified.remarks) out.say("warning: " + remark);
    if (!others.empty())
        return out.fail(
            Exit::verification_failed,
            "the trail does NOT verify; faults that are no matter of derived files: " +
                std::to_string(others.size()),
            "keep the directory as it is, it is evidence; gdprctl audit verify says the "
            "same");
    const std::size_t left = faults_left(report, verified);
    if (left == 0) return Exit::done;
    return out.fail(Exit::verification_failed, "derived files are damaged: " + std::to_string(left),
                    "gdprctl audit fsck DIR --repair-derived, then gdprctl audit verify DIR");
}

/// DIR's own.
Result<std::string> stored_vkey(const std::string& dir) {
    for (const char* const name : {"/vkey", "/trail/vkey"}) {
        const auto bytes = read_file(dir + name, kVkeyBytesMax);
        if (!bytes) continue;
        std::string text(as_text(*bytes));
        if (text.ends_with('\n')) text.pop_back();
        if (audit::parse_vkey(text)) return text;
        return Error(ErrorCode::corrupt, "the file vkey in " + dir + " is no verifier key",
                     "give the key that an auditor keeps: --key VKEY");
    }
    return Error(ErrorCode::not_found, "there is no verifier key in " + dir,
                 "give the directory that holds segments/ and vkey, or --key VKEY");
}

/// Both looks at the same files: what `audit verify` does not accept is not accepted here.
Exit check_both(Output& out, const audit::DerivedOptions& options) {
    const auto off = OffLoop::on_blocking_thread();
    const auto derived = audit::check_derived(off, options);
    if (!derived && derived.error().code() == ErrorCode::conflict) return out.fail(derived.error());
    audit::VerifyOptions wanted;
    wanted.dir = options.dir;
    wanted.vkey = options.vkey;
    wanted.last_signed_path = options.last_signed_path;
    wanted.root_key = options.root_key;
    // What stands beside the trail is a promise that the trail must keep.
    const auto witnesses = WitnessCheck::load(off, {}, wanted);
    if (!witnesses) return out.fail(witnesses.error());
    const auto stamps = TimestampCheck::load(off, {}, wanted);
    if (!stamps) return out.fail(stamps.error());
    const auto verified = audit::verify_trail(off, wanted);
    if (derived && verified) return say(out, *derived, *verified);
    if (derived) return out.fail(verified.error());
    if (!verified || verified->faults.empty()) return out.fail(derived.error());
    for (const auto& fault : verified->faults) out.say("fault: " + audit::to_string(fault));
    return out.fail(Exit::verification_failed, derived.error().message(), derived.error().hint());
}

Exit fsck(const Invocation& typed, Context& context) {
    auto& out = context.out();
    audit::DerivedOptions options;
    options.dir = typed.get("DIR");
    options.vkey = typed.get("--key");
    options.last_signed_path = typed.get("--last-signed");
    if (typed.has("--repair-derived")) options.mode = audit::DerivedMode::repair;
    if (options.vkey.empty()) {
        auto stored = stored_vkey(options.dir);
        if (!stored) return out.fail(stored.error());
        options.vkey = std::move(*stored);
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
    return check_both(out, options);
}

}  // namespace

void add_audit_fsck_command(Cli& cli) {
    cli.add({.noun = "audit",
             .verb = "fsck",
             .doc = "Verify a trail, and make anew what is derived from its entries: tree, "
                    "checkpoint copies, search index",
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
