#include "daemon/services/audit_bundle.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "audit/evidence.hpp"
#include "audit/proof.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "daemon/export/bundle_files.hpp"
#include "daemon/http/entry_json.hpp"
#include "daemon/services/cosigned_checkpoint.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/services/zip.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;
using audit::Evidence;

constexpr std::string_view kFormat = "gdprd-bundle/v1";

Error too_many() {
    return Error(ErrorCode::limit_exceeded,
                 "the bundle would hold more than " +
                     std::to_string(config::limits::kBundleEntries) + " entries",
                 "narrow the criteria, or make several bundles: --from goes on where one ended");
}

/// An entry of the bundle and why it is in it.
struct Member {
    Evidence evidence;
    std::string_view role;
};
using Members = std::map<EntryIndex, Member>;

Result<void> add(OffLoop off, TrailService& trail, EntryIndex index, std::string_view role,
                 Members& to) {
    if (to.contains(index)) return {};
    if (to.size() == config::limits::kBundleEntries) return too_many();
    GDPRD_TRY_ASSIGN(auto evidence, trail.evidence(off, index));
    to.emplace(index, Member{std::move(evidence), role});
    return {};
}

/// The entries that say why payloads here are gone: an erased payload without one would look like
/// one that was taken away.
Result<void> add_redactions(OffLoop off, TrailService& trail, Members& to) {
    std::set<std::uint64_t> erased;
    for (const auto& [index, member] : to)
        if (member.evidence.view.payload_state == audit::PayloadState::erased)
            erased.insert(index.value());
    audit::SearchQuery query;
    query.criteria.types = {audit::EntryType::redact};
    query.order = audit::SearchOrder::oldest_first;
    query.limit = config::limits::kTrailPage;
    if (!erased.empty()) query.from = EntryIndex(*erased.begin());
    while (!erased.empty()) {
        GDPRD_TRY_ASSIGN(const auto page, trail.search(off, query));
        for (const auto& entry : page.entries) {
            const bool redacts = entry.header.leaf_class == audit::LeafClass::redact;
            if (redacts && erased.erase(entry.header.target) > 0)
                GDPRD_TRY(add(off, trail, entry.index, "redaction", to));
        }
        if (!page.next) return {};
        query.from = *page.next;
    }
    return {};
}

/// With the keys: what the names in the envelopes stand for, and what committed to the keys.
Result<std::vector<audit::RevealedEpoch>> add_keys(OffLoop off, TrailService& trail, Members& to) {
    std::set<std::uint32_t> epochs;
    std::set<EntryIndex> definitions;
    for (const auto& [index, member] : to) {
        epochs.insert(member.evidence.view.header.epoch);
        definitions.insert(member.evidence.definitions.begin(), member.evidence.definitions.end());
    }
    // A definition may use names itself: a collection belongs to a store.
    while (!definitions.empty()) {
        const EntryIndex index = *definitions.begin();
        definitions.erase(definitions.begin());
        if (to.contains(index)) continue;
        GDPRD_TRY(add(off, trail, index, "definition", to));
        for (const auto more : to.at(index).evidence.definitions) definitions.insert(more);
    }
    std::vector<audit::RevealedEpoch> out;
    for (const auto epoch : epochs) {
        auto revealed = trail.reveal_epoch(off, epoch);
        if (!revealed && revealed.error().code() == ErrorCode::not_found) continue;  // destroyed
        GDPRD_TRY(revealed);
        GDPRD_TRY(add(off, trail, revealed->key_entry, "key", to));
        out.push_back(std::move(*revealed));
    }
    return out;
}

json::value base64_or_null(BytesView bytes) {
    return bytes.empty() ? json::value(nullptr) : json::value(base64_encode(bytes));
}

Result<std::string> entry_file(OffLoop off, TrailService& trail, const Member& member,
                               const std::string& note) {
    const Evidence& evidence = member.evidence;
    const auto nanoseconds = evidence.view.wall_time.time_since_epoch().count();
    GDPRD_TRY_ASSIGN(const auto proof, trail.prove_under(off, evidence.view.index, note));
    json::object out = entry_json(evidence.view);
    if (!out.contains("payload")) out["payload"] = nullptr;
    out["time_ns"] = std::to_string(nanoseconds);
    out["role"] = member.role;
    out["leaf"] = base64_encode(evidence.leaf);
    out["stored_payload"] = base64_or_null(evidence.payload);
    out["opening"] = nullptr;
    if (evidence.opening)
        out["opening"] = json::object{{"salt", base64_encode(evidence.opening->salt)},
                                      {"plain", base64_encode(evidence.opening->plain)}};
    out["proof"] = proof;
    return json::serialize(out) + "\n";
}

/// The key that signed `note`, as openssl takes it (RFC 8410): a fixed head and the key.
Result<std::string> pem_for(const audit::SigningChain& keys, const std::string& note) {
    GDPRD_TRY_ASSIGN(const auto head, keys.verify(note));
    const auto& terms = keys.terms();
    const auto found = std::find_if(terms.begin(), terms.end(),
                                    [&](const auto& term) { return head.size <= term.until; });
    const auto& key = (found == terms.end() ? terms.back() : *found).key;
    Bytes der{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    put_bytes(der, key.key);
    return "-----BEGIN PUBLIC KEY-----\n" + base64_encode(der) + "\n-----END PUBLIC KEY-----\n";
}

std::string bundle_json(const TrailService& trail, const BundleOrder& order, const Members& members,
                        const std::vector<audit::RevealedEpoch>& epochs, WallTime now) {
    json::array entries;
    for (const auto& [index, member] : members) entries.push_back(index.value());
    json::array keys;
    for (const auto& one : epochs)
        keys.push_back(json::object{{"epoch", one.epoch},
                                    {"key", hex_encode(one.key.expose())},
                                    {"key_entry", one.key_entry.value()}});
    return json::serialize(json::object{{"format", kFormat},
                                        {"trail", trail.origin()},
                                        {"made", format_time(now)},
                                        {"asked", json::parse(order.criteria)},
                                        {"entries", std::move(entries)},
                                        {"keys", std::move(keys)}}) +
           "\n";
}

}  // namespace

Result<MadeBundle> make_audit_bundle(OffLoop off, TrailService& trail, const BundleOrder& order,
                                     WallTime now) {
    Members members;
    for (const auto index : order.entries) GDPRD_TRY(add(off, trail, index, "asked", members));
    GDPRD_TRY(add_redactions(off, trail, members));
    std::vector<audit::RevealedEpoch> epochs;
    if (order.keys == BundleKeys::given) {
        GDPRD_TRY_ASSIGN(epochs, add_keys(off, trail, members));
    }
    if (members.empty())
        return Error(ErrorCode::not_found, "no entry meets the criteria", "gdprctl audit search");
    const std::uint64_t covered = members.rbegin()->first.value() + 1;
    GDPRD_TRY_ASSIGN(auto cosigned, await_cosigned(off, trail, covered, order.cosignature_wait));
    std::string note = cosigned.value_or("");
    if (!cosigned) {
        GDPRD_TRY_ASSIGN(note, trail.checkpoint(off));
    }
    GDPRD_TRY_ASSIGN(auto pem, pem_for(trail.trail().signing_keys(), note));
    GDPRD_TRY_ASSIGN(auto successions, trail.successions(off));
    std::vector<ZipMember> files{{"README.txt", std::string(bundle_readme())},
                                 {"verify.py", std::string(bundle_verifier())},
                                 {"trail.vkey", trail.vkey() + "\n"},
                                 {"trail.pem", std::move(pem)},
                                 {"checkpoint.txt", note},
                                 {"bundle.json", bundle_json(trail, order, members, epochs, now)}};
    if (!successions.empty()) files.push_back({"successions.txt", std::move(successions)});
    MadeBundle made;
    made.cosigned = cosigned.has_value();
    for (const auto& [index, member] : members) {
        GDPRD_TRY_ASSIGN(auto text, entry_file(off, trail, member, note));
        files.push_back({"entries/" + std::to_string(index.value()) + ".json", std::move(text)});
        made.entries.push_back(index);
    }
    for (const auto& one : epochs) made.epochs.push_back(one.epoch);
    GDPRD_TRY_ASSIGN(made.zip, make_zip(files, now));
    return made;
}

}  // namespace gdprd::daemon
