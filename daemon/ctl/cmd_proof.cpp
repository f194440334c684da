#include <fmt/format.h>

#include <boost/json.hpp>

#include "audit/checkpoint.hpp"
#include "audit/proof.hpp"
#include "config/base/time.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/proof_math.hpp"
#include "daemon/services/audit_bundle.hpp"
#include "daemon/services/package_check.hpp"
#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/proof_report.hpp"

namespace gdprd::daemon::ctl {
namespace json = boost::json;
namespace {

json::object checkpoint_json(const audit::Checkpoint& checkpoint) {
    return {{"origin", checkpoint.origin},
            {"size", checkpoint.size},
            {"root", base64_encode(checkpoint.root)}};
}

json::object entry_json(const audit::VerifiedDisclosure& entry) {
    return {
        {"index", entry.index.value()},
        {"type", audit::to_string(static_cast<audit::EntryType>(entry.type))},
        {"time",
         format_time(WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(entry.wall_ns))))},
        {"body", json::parse(cbor::to_json(entry.body))}};
}

json::object run_json(const VerifiedRun& run) {
    json::array entries;
    for (const auto& entry : run.entries) entries.push_back(entry_json(entry));
    json::object out{{"complete", run.complete},
                     {"approved", run.approved},
                     {"steps", run.steps},
                     {"steps_done", run.steps_done},
                     {"steps_without_outcome", run.steps_without_outcome},
                     {"entries", std::move(entries)}};
    if (!run.statement.empty()) out["plan"] = json::parse(run.statement);
    return out;
}

/// What is said beside `runs` is of all of them together.
json::object bundle_json(const VerifiedBundle& bundle) {
    json::array runs;
    bool approved = true;
    std::uint64_t without_outcome = 0;
    for (const auto& run : bundle.runs) {
        runs.push_back(run_json(run));
        approved = approved && run.approved;
        without_outcome += run.steps_without_outcome;
    }
    json::array missing;
    for (const auto& digest : bundle.missing) missing.emplace_back(hex_encode(digest));
    return {{"verified", true},
            {"request", bundle.request},
            {"complete", bundle.complete()},
            {"approved", approved},
            {"steps_without_outcome", without_outcome},
            {"checkpoint", checkpoint_json(bundle.checkpoint)},
            {"runs", std::move(runs)},
            {"runs_missing", std::move(missing)}};
}

Exit print_bundle(const VerifiedBundle& bundle, Context& context) {
    if (context.out().format() == Format::json) {
        context.out().json(bundle_json(bundle));
    } else {
        context.out().text("verified    yes\n" + render_bundle(bundle));
    }
    return Exit::done;
}

Exit rejected(const Error& error, Context& context) {
    return context.out().fail(Exit::verification_failed, error.message(), error.hint());
}

Exit verify_package_file(const std::string& bytes, const std::string& vkey, Context& context) {
    const auto checked = check_package(as_bytes(bytes), vkey);
    if (!checked) return rejected(checked.error(), context);
    for (const auto& file : checked->files) context.out().say("unchanged: " + file);
    return print_bundle(checked->bundle, context);
}

json::object checked_json(const CheckedBundle& checked) {
    return {{"verified", true},
            {"checkpoint", checkpoint_json(checked.checkpoint)},
            {"entries", json::array(checked.entries.begin(), checked.entries.end())},
            {"texts_proven", checked.opened},
            {"proven",
             {{"every_part", checked.read},
              {"all_but_sealed_payload", checked.read_but_payload},
              {"text", checked.text},
              {"place_and_bytes", checked.told}}}};
}

/// As verify.py says it.
std::string proven_lines(const CheckedBundle& checked) {
    const auto& checkpoint = checked.checkpoint;
    return fmt::format(
        "verified    place and bytes of all entries\n"
        "trail       {}\n"
        "checkpoint  {} entries, root {}\n"
        "entries     {}; proven are of\n"
        "  {}: every part, read with the key of their epoch\n"
        "  {}: every part but the payload: it is sealed for one person and not told\n"
        "  {}: text, time, type and request; who and where are the sender's word\n"
        "  {}: place and bytes; what they say is the sender's word\n",
        checkpoint.origin, checkpoint.size, base64_encode(checkpoint.root), checked.entries.size(),
        checked.read, checked.read_but_payload, checked.text, checked.told);
}

Exit verify_bundle_file(const std::string& bytes, const std::string& vkey, Context& context) {
    const auto checked = check_audit_bundle(as_bytes(bytes), vkey);
    if (!checked) return rejected(checked.error(), context);
    if (context.out().format() == Format::json) {
        context.out().json(checked_json(*checked));
    } else {
        context.out().text(proven_lines(*checked));
    }
    if (checked->told != 0)
        context.out().say("NOT proven is what " + std::to_string(checked->told) +
                          " entries say: ask for a bundle with the keys of their epochs "
                          "(audit bundle --with-keys)");
    return Exit::done;
}

/// 32 bytes in hex or base64.
Result<Hash> parse_hash(const std::string& text) {
    Hash hash{};
    auto bytes = hex_decode(text);
    if (!bytes || bytes->size() != hash.size()) bytes = base64_decode(text);
    if (!bytes || bytes->size() != hash.size())
        return Error(ErrorCode::invalid_argument, "--leaf-hash must be 32 bytes in hex or base64",
                     "gdprctl audit show INDEX prints it");
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

/// The key given, and those that follow it by the file given.
Result<audit::SigningChain> keys_of(const Invocation& invocation) {
    GDPRD_TRY_ASSIGN(const auto key, audit::parse_vkey(invocation.get("--key")));
    if (!invocation.has("--successions")) return audit::SigningChain(key);
    GDPRD_TRY_ASSIGN(const auto text, read_input(invocation.get("--successions")));
    return audit::parse_chain_from(key, text);
}

Exit verify_tlog_proof(const std::string& text, const Invocation& invocation, Context& context) {
    if (!invocation.has("--leaf-hash"))
        return context.out().fail(Exit::usage,
                                  "an inclusion proof speaks of one leaf: give its hash",
                                  "--leaf-hash HASH; gdprctl audit show INDEX prints it");
    const auto hash = parse_hash(invocation.get("--leaf-hash"));
    if (!hash) return context.out().fail(Exit::usage, hash.error().message(), hash.error().hint());
    const auto keys = keys_of(invocation);
    if (!keys) return context.out().fail(keys.error());
    const auto verified = audit::verify_proof(text, *keys, *hash);
    // A bundle or package brings its own successions; beside a bare proof they must be given.
    if (!verified && !invocation.has("--successions") &&
        verified.error().code() == ErrorCode::crypto)
        return rejected(Error(verified.error().code(), verified.error().message(),
                              "if the signing key was changed since, give --successions FILE: the "
                              "file successions of the trail leads from the key to later ones"),
                        context);
    if (!verified) return rejected(verified.error(), context);
    auto out = checkpoint_json(verified->checkpoint);
    out["index"] = verified->index.value();
    if (context.out().format() == Format::json) {
        context.out().json(out);
        return Exit::done;
    }
    context.out().text("verified    yes\nindex       " + std::to_string(verified->index.value()) +
                       "\ntrail       " + verified->checkpoint.origin + "\ncheckpoint  " +
                       std::to_string(verified->checkpoint.size) + " entries, root " +
                       base64_encode(verified->checkpoint.root) + "\n");
    return Exit::done;
}

Exit run_verify(const Invocation& invocation, Context& context) {
    const auto bytes = read_input(invocation.get("FILE"));
    if (!bytes) return context.out().fail(bytes.error());
    const auto& vkey = invocation.get("--key");
    if (const auto key = audit::parse_vkey(vkey); !key)
        return context.out().fail(Exit::usage, "--key: " + key.error().message(),
                                  "give it as gdprd init printed it: NAME+HEX+BASE64");
    const bool inclusion = bytes->starts_with("c2sp.org/tlog-proof");
    if (!inclusion && invocation.has("--successions"))
        return context.out().fail(Exit::usage, "--successions is for an inclusion proof",
                                  "leave it out: a bundle or package has its own");
    if (bytes->starts_with("PK") && is_audit_bundle(as_bytes(*bytes)))
        return verify_bundle_file(*bytes, vkey, context);
    if (bytes->starts_with("PK")) return verify_package_file(*bytes, vkey, context);
    if (inclusion) return verify_tlog_proof(*bytes, invocation, context);
    const auto bundle = verify_proof_bundle(as_bytes(*bytes), vkey);
    if (!bundle) return rejected(bundle.error(), context);
    return print_bundle(*bundle, context);
}

Exit run_math(const Invocation& invocation, Context& context) {
    const auto text = read_input(invocation.get("FILE"));
    if (!text) return context.out().fail(text.error());
    const auto checked = check_proof_math(*text);
    const std::string verdict = checked ? "ok" : checked.error().message();
    if (context.out().format() == Format::json) {
        json::object out{{"ok", bool(checked)}};
        if (!checked) out["reason"] = verdict;
        context.out().json(out);
    } else {
        context.out().text(verdict + "\n");
    }
    return checked ? Exit::done : Exit::verification_failed;
}

}  // namespace

void add_proof_commands(Cli& cli) {
    cli.add({"proof",
             "math",
             "check a bare inclusion or consistency proof by RFC 9162, given as JSON",
             {{"FILE", "the proof with its hashes in base64; - is standard input",
               Argument::Times::one}},
             {},
             run_math,
             true,
             "proof.json"});
    cli.add(
        {"proof",
         "verify",
         "verify a proof bundle, an access package, an auditor's bundle or an inclusion proof",
         {{"FILE", "from requests proof, requests package, audit bundle or audit prove; - is stdin",
           Argument::Times::one}},
         {{"--key", "VKEY", "the trail's public key, from a source that you trust",
           Option::Times::required},
          {"--successions", "FILE",
           "of the trail, when its signing key was changed: for an inclusion proof"},
          {"--leaf-hash", "HASH", "leaf hash that an inclusion proof speaks of, in hex or base64",
           Option::Times::once}},
         run_verify,
         true,
         "answer.proof --key example.com/gdprd+1a2b3c4d+..."});
}

}  // namespace gdprd::daemon::ctl
