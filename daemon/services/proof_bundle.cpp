#include "daemon/services/proof_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entry.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::daemon {
namespace {

using audit::EntryType;
using cbor::Array;
using cbor::Map;
using cbor::Value;

constexpr std::string_view kOneRun = "gdprd-proof/v1";
constexpr std::string_view kSeveralRuns = "gdprd-proof/v2";
constexpr std::size_t kBundleBytesMax = 64U << 20;
constexpr std::size_t kBundleRunsMax = 1000;
constexpr std::size_t kBundleEntriesMax = 100'000;
/// A disclosure and a run have their parts and their names.
constexpr std::uint64_t kBundleItemsMax = kBundleEntriesMax * 16 + kBundleRunsMax * 8 + 64;

Error bad(std::string what) {
    return Error(ErrorCode::corrupt, "the proof bundle does not hold: " + std::move(what),
                 "ask the controller for the bundle again and compare with the trail");
}

Error too_large(const RequestId& request) {
    return Error(ErrorCode::limit_exceeded,
                 "this request has more entries than a proof bundle may hold",
                 "its entries, one by one: gdprctl audit list --request " + request.value());
}

EntryType type_of(const audit::VerifiedDisclosure& entry) {
    return static_cast<EntryType>(entry.type);
}

std::uint64_t number(const Value& body, std::string_view key) {
    const auto value = body[key].as_u64();
    return value ? *value : 0;
}

std::string text(const Value& body, std::string_view key) {
    const auto value = body[key].as_string();
    return value ? *value : std::string();
}

/// Entries in order of the trail, all of one request and one plan.
Result<void> check_same_case(const std::string& request, VerifiedRun& run) {
    for (std::size_t i = 0; i < run.entries.size(); ++i) {
        const auto& entry = run.entries[i];
        if (entry.request != request)
            return bad(fmt::format("entry {} is of another request", entry.index.value()));
        if (i > 0 && entry.index <= run.entries[i - 1].index)
            return bad("the entries are not in order");
        const auto named = entry.body["digest"].as_hash();
        if (!named) return bad(fmt::format("entry {} names no plan", entry.index.value()));
        if (i > 0 && *named != run.digest)
            return bad(fmt::format("entry {} is of another plan", entry.index.value()));
        run.digest = *named;
    }
    return {};
}

/// A package carries the proof of its manifest alone: the run's last entry, and nothing else.
bool is_of_manifest(const VerifiedRun& run) {
    const auto& only = run.entries.front();
    return run.entries.size() == 1 && type_of(only) == EntryType::outcome &&
           number(only.body, "step") == 0 && only.body["manifest"].as_hash();
}

/// Without its plan a bundle would not say what was kept, what was left over, and where.
Result<void> check_statement(const VerifiedRun& run) {
    if (run.statement.empty() && is_of_manifest(run)) return {};
    if (run.statement.empty()) return bad("the statement of the plan is missing");
    const auto& plan = run.entries.front();
    if (type_of(plan) != EntryType::plan) return bad("the first entry is not the plan");
    const auto named = plan.body["statement"].as_hash();
    if (!named || *named != crypto::sha256(as_bytes(run.statement)))
        return bad("the statement is not the one that the plan entry names");
    return {};
}

/// The last result of each step; 0 is the whole run.
using Results = std::map<std::uint64_t, std::string>;

Result<Results> check_order(const VerifiedRun& run) {
    bool approved = false;
    std::set<std::uint64_t> intended;
    Results results;
    for (const auto& entry : run.entries) {
        const auto step = number(entry.body, "step");
        if (type_of(entry) == EntryType::approval && !intended.empty() && !approved)
            return bad("the plan was carried out before it was approved");
        if (type_of(entry) == EntryType::approval) approved = true;
        if (type_of(entry) == EntryType::intent) intended.insert(step);
        if (type_of(entry) != EntryType::outcome) continue;
        if (step != 0 && !intended.contains(step))
            return bad(fmt::format("step {} has an outcome before its intent", step));
        results[step] = text(entry.body, "result");
    }
    return results;
}

/// What the entries of a run conclude; a run that says it is complete must show every step done.
Result<void> read_conclusion(VerifiedRun& run) {
    GDPRD_TRY_ASSIGN(auto results, check_order(run));
    run.complete = results[0] == "complete";
    run.approved = std::any_of(run.entries.begin(), run.entries.end(), [](const auto& entry) {
        return type_of(entry) == EntryType::approval;
    });
    const auto& first = run.entries.front();
    if (type_of(first) != EntryType::plan) return {};
    run.steps = number(first.body, "steps");
    results.erase(0);
    run.steps_without_outcome = run.steps - std::min<std::uint64_t>(run.steps, results.size());
    run.steps_done = static_cast<std::uint64_t>(
        std::count_if(results.begin(), results.end(),
                      [](const auto& result) { return result.second == "done"; }));
    if (!run.complete) return {};
    for (std::uint64_t step = 1; step <= run.steps; ++step)
        if (results[step] != "done")
            return bad(fmt::format("step {} is not done, yet the end says complete", step));
    return {};
}

/// Takes the entries of one run, each verified, and moves `newest` to the newest checkpoint.
Result<VerifiedRun> read_run(const Value& value, const std::string& request,
                             const audit::SigningChain& keys, audit::Checkpoint& newest) {
    VerifiedRun run;
    GDPRD_TRY_ASSIGN(run.statement, value["statement"].as_string());
    GDPRD_TRY_ASSIGN(const Array* entries, value["entries"].as_array());
    if (entries->empty() || entries->size() > kBundleEntriesMax)
        return bad("it has no entries, or too many");
    for (const auto& item : *entries) {
        GDPRD_TRY_ASSIGN(const auto disclosure, audit::disclosure_from_cbor(item));
        GDPRD_TRY_ASSIGN(auto verified, audit::verify_disclosure(disclosure, keys));
        if (verified.checkpoint.size >= newest.size) newest = verified.checkpoint;
        run.entries.push_back(std::move(verified));
    }
    GDPRD_TRY(check_same_case(request, run));
    GDPRD_TRY(check_statement(run));
    GDPRD_TRY(read_conclusion(run));
    return run;
}

/// Each run ended before the next plan was made.
Result<void> check_succession(const std::vector<VerifiedRun>& runs) {
    for (std::size_t i = 1; i < runs.size(); ++i) {
        if (runs[i].entries.front().index <= runs[i - 1].entries.back().index)
            return bad(fmt::format("run {} does not follow run {}", i + 1, i));
        if (runs[i].digest == runs[i - 1].digest) return bad("two runs are of one plan");
    }
    return {};
}

/// Plans that a plan entry names as carried out before, and of which no run stands before it.
Result<std::vector<Hash>> find_missing(const std::vector<VerifiedRun>& runs) {
    std::set<Hash> shown;
    std::vector<Hash> missing;
    for (const auto& run : runs) {
        const auto earlier = run.entries.front().body["earlier"].as_array();
        if (earlier) {
            for (const auto& item : **earlier) {
                GDPRD_TRY_ASSIGN(const Hash digest, item.as_hash());
                if (shown.insert(digest).second) missing.push_back(digest);
            }
        }
        shown.insert(run.digest);
    }
    return missing;
}

}  // namespace

Result<Bytes> make_proof_bundle(OffLoop off, TrailService& trail, const RequestId& request,
                                const std::vector<RunToProve>& runs) {
    GDPRD_ASSERT(!runs.empty());
    std::size_t entries = 0;
    for (const auto& run : runs) entries += run.entries.size();
    if (entries > kBundleEntriesMax || runs.size() > kBundleRunsMax) return too_large(request);
    Array parts;
    for (const auto& run : runs) {
        Array disclosures;
        for (const auto& index : run.entries) {
            GDPRD_TRY_ASSIGN(const auto disclosure, trail.disclose(off, index));
            disclosures.push_back(audit::to_cbor(disclosure));
        }
        parts.push_back(Map{{"statement", run.statement}, {"entries", std::move(disclosures)}});
    }
    const bool several = runs.size() > 1;
    Map out;
    if (several) {
        out.emplace("runs", std::move(parts));
    } else {
        GDPRD_TRY_ASSIGN(const Map* only, parts.front().as_map());
        out = *only;
    }
    out.emplace("format", several ? kSeveralRuns : kOneRun);
    out.emplace("request", request.value());
    GDPRD_TRY_ASSIGN(const std::string successions, trail.successions(off));
    if (!successions.empty()) out.emplace("successions", successions);
    auto bytes = cbor::encode(std::move(out));
    if (bytes.size() > kBundleBytesMax) return too_large(request);
    return bytes;
}

Result<VerifiedBundle> verify_proof_bundle(BytesView bytes, std::string_view vkey) {
    if (bytes.size() > kBundleBytesMax)
        return Error(ErrorCode::limit_exceeded, "the proof bundle is larger than 64 MiB");
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(bytes, kBundleItemsMax));
    const auto format = text(value, "format");
    if (format != kOneRun && format != kSeveralRuns)
        return bad("it is not of the form gdprd-proof/v1 or gdprd-proof/v2");
    VerifiedBundle bundle;
    GDPRD_TRY_ASSIGN(const auto given, audit::parse_vkey(vkey));
    GDPRD_TRY_ASSIGN(const auto keys, audit::parse_chain_from(given, text(value, "successions")));
    GDPRD_TRY_ASSIGN(bundle.request, value["request"].as_string());
    if (format == kOneRun) {
        GDPRD_TRY_ASSIGN(auto run, read_run(value, bundle.request, keys, bundle.checkpoint));
        bundle.runs.push_back(std::move(run));
    } else {
        GDPRD_TRY_ASSIGN(const Array* runs, value["runs"].as_array());
        if (runs->empty() || runs->size() > kBundleRunsMax)
            return bad("it has no runs, or too many");
        std::size_t entries = 0;
        for (const auto& item : *runs) {
            GDPRD_TRY_ASSIGN(auto run, read_run(item, bundle.request, keys, bundle.checkpoint));
            entries += run.entries.size();
            if (entries > kBundleEntriesMax) return bad("it has too many entries");
            if (run.statement.empty()) return bad("a run has no plan");
            bundle.runs.push_back(std::move(run));
        }
    }
    GDPRD_TRY(check_succession(bundle.runs));
    GDPRD_TRY_ASSIGN(bundle.missing, find_missing(bundle.runs));
    for (const auto& entry : bundle.runs.back().entries)
        if (const auto manifest = entry.body["manifest"].as_hash()) bundle.manifest = *manifest;
    return bundle;
}

}  // namespace gdprd::daemon
