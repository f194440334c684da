#include "daemon/services/bundle_keyring.hpp"

#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "audit/payload.hpp"
#include "config/base/cbor.hpp"
#include "config/base/secret.hpp"
#include "daemon/services/event_entry.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;
using Kind = audit::DefinitionKind;

/// What an envelope names, in its order: the member that says it, and what defines it.
constexpr std::array<std::pair<std::string_view, Kind>, audit::kDefinitionKinds> kNames{
    {{"store", Kind::store},
     {"collection", Kind::collection},
     {"fields", Kind::field_set},
     {"actor", Kind::actor},
     {"purpose", Kind::purpose},
     {"request", Kind::request}}};

std::optional<std::uint64_t> number_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return std::nullopt;
    boost::system::error_code failed;
    const auto number = value->to_number<std::uint64_t>(failed);
    return failed ? std::nullopt : std::optional(number);
}

/// Absent: a bundle of an earlier gdprd, which may hold no such entry.
bool says_reported(const json::object& file) {
    const auto* told = file.if_contains("reported");
    return told != nullptr && told->is_bool() && told->get_bool();
}

bool says(const BundleEntry& entry, const audit::Envelope& envelope) {
    const json::object& file = *entry.file;
    return entry.type == audit::to_string(envelope.type) &&
           bundle_text(file, "time_ns") == std::to_string(envelope.wall_ns) &&
           number_of(file, "incarnation") == envelope.incarnation &&
           number_of(file, "rows") == envelope.row_count &&
           says_reported(file) == ((envelope.flags & kFlagReported) != 0);
}

}  // namespace

Error bad_bundle(const std::string& what) {
    return Error(ErrorCode::corrupt, "the bundle does not hold: " + what,
                 "ask for the bundle again; python3 verify.py in it is a second opinion");
}

std::string bundle_text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return {};
    return std::string(value->as_string());
}

bool tells_payload(const json::object& file, const cbor::Value& payload) {
    boost::system::error_code failed;
    const auto proven = json::parse(cbor::to_json(payload), failed);
    const auto* told = file.if_contains("payload");
    return !failed && told != nullptr && *told == proven;
}

Result<BundleKeyring> BundleKeyring::parse(const json::object& listing) {
    BundleKeyring out;
    const auto* keys = listing.if_contains("keys");
    if (keys == nullptr || !keys->is_array()) return bad_bundle("bundle.json lists no keys");
    for (const auto& one : keys->get_array()) {
        const auto* record = one.if_object();
        if (record == nullptr) return bad_bundle("a key in bundle.json is malformed");
        const auto epoch = number_of(*record, "epoch");
        const auto entry = number_of(*record, "key_entry");
        const auto key = hex_decode(bundle_text(*record, "key"));
        if (!epoch || *epoch > UINT32_MAX || !entry || !key || key->size() != Hash{}.size())
            return bad_bundle("a key in bundle.json is malformed");
        const bool fresh = out.epochs_
                               .emplace(static_cast<std::uint32_t>(*epoch),
                                        Epoch{audit::EpochKeys(Secret(*key)), *entry})
                               .second;
        if (!fresh) return bad_bundle("bundle.json gives two keys of one epoch");
    }
    return out;
}

Result<void> BundleKeyring::check(BundleEntries& entries) {
    for (auto& [index, entry] : entries) {
        const auto epoch = epochs_.find(entry.header.epoch);
        if (epoch == epochs_.end()) continue;
        const auto opened = open(index, entry, epoch->second);
        if (!opened) return opened.error().in("entry " + std::to_string(index));
    }
    GDPRD_TRY(check_commitments(entries));
    for (const auto& [index, ids] : ids_) {
        const auto fits = check_names(entries.at(index), ids);
        if (!fits) return fits.error().in("entry " + std::to_string(index));
    }
    return {};
}

Result<void> BundleKeyring::open(std::uint64_t index, BundleEntry& entry, Epoch& epoch) {
    const BytesView leaf(entry.leaf);
    const std::size_t clear = entry.header.encoded_bytes();
    const auto plain =
        epoch.keys.env.open(audit::seq_nonce(index), leaf.first(clear), leaf.subspan(clear));
    if (!plain) return bad_bundle("it does not open with the key given");
    GDPRD_TRY_ASSIGN(const audit::Envelope envelope, audit::parse_envelope(*plain));
    if (!says(entry, envelope)) return bad_bundle("the envelope says something else");
    ids_.emplace(index, Ids{envelope.store, envelope.collection, envelope.field_set, envelope.actor,
                            envelope.purpose, envelope.request});
    entry.read = true;
    if (entry.stored.empty() || entry.erased) return {};
    return open_payload(index, envelope, entry, epoch);
}

Result<void> BundleKeyring::open_payload(std::uint64_t index, const audit::Envelope& envelope,
                                         BundleEntry& entry, Epoch& epoch) {
    // The bundle has no key of a person: whatever text stands there is nobody's proof.
    entry.sealed = envelope.payload_key.kind == audit::PayloadKind::subject;
    if (entry.sealed != (bundle_text(*entry.file, "payload_state") == "sealed"))
        return bad_bundle("whether its payload is sealed for one person is told wrongly");
    if (entry.sealed) return {};
    const audit::PayloadPlace place{entry.header.epoch, index, envelope.payload_key};
    const auto plain = audit::open_payload(place, {&epoch.keys, nullptr}, entry.stored);
    if (!plain) return bad_bundle("its payload does not open with the key given");
    GDPRD_TRY_ASSIGN(const cbor::Value value, cbor::decode(*plain));
    const bool disclosable = envelope.payload_key.kind == audit::PayloadKind::disclosable;
    const cbor::Value& body = disclosable ? value["body"] : value;
    if (!tells_payload(*entry.file, body)) return bad_bundle("the payload says something else");
    if ((envelope.flags & audit::kFlagDefinition) == 0) return {};
    GDPRD_TRY_ASSIGN(const auto definition, audit::definition_from_cbor(body));
    const bool set = definition.kind == Kind::field_set;
    defined_.emplace(index,
                     Defined{definition.kind, set ? definition.fields : Names{definition.name}});
    return {};
}

Result<void> BundleKeyring::check_names(const BundleEntry& entry, const Ids& ids) const {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& [member, kind] = kNames[i];
        Names told;
        const auto* value = entry.file->if_contains(member);
        if (value == nullptr) return bad_bundle(std::string(member) + " is missing");
        if (value->is_string()) told.emplace_back(value->get_string());
        if (kind == Kind::field_set && value->is_array())
            for (const auto& field : value->get_array())
                told.push_back(field.is_string() ? std::string(field.get_string()) : std::string());
        const bool readable =
            value->is_null() || (kind == Kind::field_set ? value->is_array() : value->is_string());
        const auto defined = defined_.find(ids[i]);
        const bool named = ids[i] != 0 && defined != defined_.end() && defined->second.kind == kind;
        const bool fits = ids[i] == 0 ? told.empty() : named && told == defined->second.names;
        if (!readable || !fits) return bad_bundle(std::string(member) + " is another");
    }
    return {};
}

/// AES-GCM does not commit to its key: it is the epoch's only if the trail logged it.
Result<void> BundleKeyring::check_commitments(const BundleEntries& entries) const {
    for (const auto& [id, epoch] : epochs_) {
        const auto logged = entries.find(epoch.key_entry);
        const auto value = logged == entries.end() ? Result<cbor::Value>(Error())
                                                   : cbor::decode(logged->second.stored);
        const bool fits = value && (*value)["kind"] == cbor::Value("epoch") &&
                          (*value)["epoch"] == cbor::Value(id) &&
                          (*value)["commit"] == cbor::Value(epoch.keys.commitment);
        if (!fits) return bad_bundle("the key of epoch " + std::to_string(id) + " is another");
    }
    return {};
}

}  // namespace gdprd::daemon
