#include "daemon/services/proof_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entry.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::daemon {
namespace {

using audit::EntryType;
using cbor::Array;
using cbor::Map;
using cbor::Value;

constexpr std::string_view kFormat = "gdprd-proof/v1";
constexpr std::size_t kBundleBytesMax = 64U << 20;
constexpr std::size_t kBundleEntriesMax = 100'000;
/// A disclosure has its parts and their names.
constexpr std::uint64_t kBundleItemsMax = kBundleEntriesMax * 16 + 64;

Error bad(std::string what) {
    return Error(ErrorCode::corrupt, "the proof bundle does not hold: " + std::move(what),
                 "ask the controller for the bundle again and compare with the trail");
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
Result<void> check_same_case(const VerifiedBundle& bundle) {
    Hash digest{};
    for (std::size_t i = 0; i < bundle.entries.size(); ++i) {
        const auto& entry = bundle.entries[i];
        if (entry.request != bundle.request)
            return bad(fmt::format("entry {} is of another request", entry.index.value()));
        if (i > 0 && entry.index <= bundle.entries[i - 1].index)
            return bad("the entries are not in order");
        const auto named = entry.body["digest"].as_hash();
        if (!named) return bad(fmt::format("entry {} names no plan", entry.index.value()));
        if (i > 0 && *named != digest)
            return bad(fmt::format("entry {} is of another plan", entry.index.value()));
        digest = *named;
    }
    return {};
}

/// A package carries the proof of its manifest alone: the run's last entry, and nothing else.
bool is_of_manifest(const VerifiedBundle& bundle) {
    const auto& only = bundle.entries.front();
    return bundle.entries.size() == 1 && type_of(only) == EntryType::outcome &&
           number(only.body, "step") == 0 && only.body["manifest"].as_hash();
}

/// Without its plan a bundle would not say what was kept, what was left over, and where.
Result<void> check_statement(const VerifiedBundle& bundle) {
    if (bundle.statement.empty() && is_of_manifest(bundle)) return {};
    if (bundle.statement.empty()) return bad("the statement of the plan is missing");
    const auto& plan = bundle.entries.front();
    if (type_of(plan) != EntryType::plan) return bad("the first entry is not the plan");
    const auto named = plan.body["statement"].as_hash();
    if (!named || *named != crypto::sha256(as_bytes(bundle.statement)))
        return bad("the statement is not the one that the plan entry names");
    return {};
}

Result<void> check_order(const VerifiedBundle& bundle) {
    bool approved = false;
    std::set<std::uint64_t> intended;
    std::map<std::uint64_t, std::string> results;
    for (const auto& entry : bundle.entries) {
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
    if (!bundle.complete || is_of_manifest(bundle)) return {};
    const auto steps = number(bundle.entries.front().body, "steps");
    for (std::uint64_t step = 1; step <= steps; ++step)
        if (results[step] != "done")
            return bad(fmt::format("step {} is not done, yet the end says complete", step));
    return {};
}

void read_conclusion(VerifiedBundle& bundle) {
    std::set<std::uint64_t> ended;
    for (const auto& entry : bundle.entries) {
        if (type_of(entry) == EntryType::approval) bundle.approved = true;
        if (type_of(entry) == EntryType::outcome) ended.insert(number(entry.body, "step"));
        if (type_of(entry) != EntryType::outcome || number(entry.body, "step") != 0) continue;
        bundle.complete = text(entry.body, "result") == "complete";
        if (const auto manifest = entry.body["manifest"].as_hash()) bundle.manifest = *manifest;
    }
    const auto& first = bundle.entries.front();
    if (type_of(first) != EntryType::plan) return;
    const auto steps = number(first.body, "steps");
    ended.erase(0);
    bundle.steps_without_outcome = steps - std::min<std::uint64_t>(steps, ended.size());
}

}  // namespace

Result<Bytes> make_proof_bundle(OffLoop off, TrailService& trail, const RequestId& request,
                                const std::string& statement,
                                const std::vector<EntryIndex>& entries) {
    Array disclosures;
    for (const auto& index : entries) {
        GDPRD_TRY_ASSIGN(const auto disclosure, trail.disclose(off, index));
        disclosures.push_back(audit::to_cbor(disclosure));
    }
    Map out{{"format", kFormat},
            {"request", request.value()},
            {"statement", statement},
            {"entries", std::move(disclosures)}};
    GDPRD_TRY_ASSIGN(const std::string successions, trail.successions(off));
    if (!successions.empty()) out.emplace("successions", successions);
    return cbor::encode(std::move(out));
}

Result<VerifiedBundle> verify_proof_bundle(BytesView bytes, std::string_view vkey) {
    if (bytes.size() > kBundleBytesMax)
        return Error(ErrorCode::limit_exceeded, "the proof bundle is larger than 64 MiB");
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(bytes, kBundleItemsMax));
    if (text(value, "format") != kFormat) return bad("it is not of the form gdprd-proof/v1");
    VerifiedBundle bundle;
    GDPRD_TRY_ASSIGN(const auto given, audit::parse_vkey(vkey));
    GDPRD_TRY_ASSIGN(const auto keys, audit::parse_chain_from(given, text(value, "successions")));
    GDPRD_TRY_ASSIGN(bundle.request, value["request"].as_string());
    GDPRD_TRY_ASSIGN(bundle.statement, value["statement"].as_string());
    GDPRD_TRY_ASSIGN(const Array* entries, value["entries"].as_array());
    if (entries->empty() || entries->size() > kBundleEntriesMax)
        return bad("it has no entries, or too many");
    for (const auto& item : *entries) {
        GDPRD_TRY_ASSIGN(const auto disclosure, audit::disclosure_from_cbor(item));
        GDPRD_TRY_ASSIGN(auto verified, audit::verify_disclosure(disclosure, keys));
        if (verified.checkpoint.size >= bundle.checkpoint.size)
            bundle.checkpoint = verified.checkpoint;
        bundle.entries.push_back(std::move(verified));
    }
    GDPRD_TRY(check_same_case(bundle));
    GDPRD_TRY(check_statement(bundle));
    read_conclusion(bundle);
    GDPRD_TRY(check_order(bundle));
    return bundle;
}

}  // namespace gdprd::daemon
