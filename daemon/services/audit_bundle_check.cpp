#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "audit/entry.hpp"
#include "audit/proof.hpp"
#include "config/base/time.hpp"
#include "daemon/services/audit_bundle.hpp"
#include "daemon/services/bundle_keyring.hpp"
#include "daemon/services/zip.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

constexpr std::string_view kEntries = "entries/";
constexpr std::string_view kListing = "bundle.json";
constexpr std::string_view kCheckpoint = "checkpoint.txt";
constexpr std::string_view kSuccessions = "successions.txt";

using Files = std::map<std::string, const std::string*, std::less<>>;

Result<json::object> parse_object(const std::string& text, const std::string& name) {
    boost::system::error_code failed;
    const auto value = json::parse(text, failed);
    if (failed || !value.is_object()) return bad_bundle(name + " is malformed");
    return value.as_object();
}

/// The members, each once, of which the listing must name all entries.
Result<Files> files_of(const std::vector<ZipMember>& members) {
    Files out;
    for (const auto& member : members) {
        if (member.name.ends_with('/') && member.content.empty()) continue;  // a directory
        if (!out.emplace(member.name, &member.content).second)
            return bad_bundle("a member occurs twice");
    }
    for (const auto name : {kListing, kCheckpoint})
        if (!out.contains(name)) return bad_bundle(std::string(name) + " is missing");
    return out;
}

Result<std::set<std::uint64_t>> listed_entries(const json::object& listing) {
    const auto* entries = listing.if_contains("entries");
    if (entries == nullptr || !entries->is_array()) return bad_bundle("bundle.json is malformed");
    std::set<std::uint64_t> out;
    for (const auto& entry : entries->as_array()) {
        boost::system::error_code failed;
        out.insert(entry.to_number<std::uint64_t>(failed));
        if (failed) return bad_bundle("bundle.json is malformed");
    }
    return out;
}

class Check {
  public:
    Check(audit::SigningChain keys, const std::string& note)
        : keys_(std::move(keys)), note_(&note) {}

    [[nodiscard]] Result<BundleEntry> entry(std::uint64_t index, const json::object& file) const {
        BundleEntry out;
        out.file = &file;
        out.type = bundle_text(file, "type");
        audit::Disclosure parts;
        GDPRD_TRY_ASSIGN(parts.leaf, base64_decode(bundle_text(file, "leaf")));
        GDPRD_TRY_ASSIGN(parts.payload, base64_decode(bundle_text(file, "stored_payload")));
        parts.proof = bundle_text(file, "proof");
        GDPRD_TRY_ASSIGN(const auto proof, audit::parse_proof(parts.proof));
        if (proof.checkpoint != *note_)
            return bad_bundle("its proof is of another checkpoint than checkpoint.txt");
        GDPRD_TRY_ASSIGN(const auto proven,
                         audit::verify_proof(parts.proof, keys_, BytesView(parts.leaf)));
        if (proven.index.value() != index || !says(file, index))
            return bad_bundle("the proof is of another entry");
        GDPRD_TRY_ASSIGN(out.header, audit::parse_header(parts.leaf));
        if (bundle_text(file, "leaf_hash") != hex_encode(audit::leaf_hash(parts.leaf)))
            return bad_bundle("leaf and leaf hash do not fit");
        GDPRD_TRY(payload(parts.payload, file, out));
        const auto* opening = file.if_contains("opening");
        if (opening != nullptr && opening->is_object())
            GDPRD_TRY(text(opening->as_object(), file, parts, out));
        else if (opening == nullptr || !opening->is_null())
            return bad_bundle("its opening is malformed");
        out.leaf = std::move(parts.leaf);
        out.stored = std::move(parts.payload);
        return out;
    }

  private:
    /// What stands twice in a file must be the same.
    [[nodiscard]] static bool says(const json::object& file, std::uint64_t index) {
        boost::system::error_code failed;
        const auto* told = file.if_contains("index");
        if (told == nullptr || told->to_number<std::uint64_t>(failed) != index || failed)
            return false;
        const auto nanoseconds = audit::parse_size(bundle_text(file, "time_ns"));
        if (!nanoseconds) return false;
        const WallTime time(std::chrono::nanoseconds(static_cast<std::int64_t>(*nanoseconds)));
        return bundle_text(file, "time") == format_time(time);
    }

    /// Text stands only where there is a payload that is told to be opened.
    [[nodiscard]] static Result<void> payload(const Bytes& stored, const json::object& file,
                                              BundleEntry& out) {
        const auto& header = out.header;
        if (stored.size() != header.payload_length) return bad_bundle("the payload was altered");
        out.erased = !stored.empty() &&
                     std::all_of(stored.begin(), stored.end(), [](auto byte) { return byte == 0; });
        if (!stored.empty() && !out.erased &&
            audit::payload_commitment(stored) != header.payload_commitment)
            return bad_bundle("the payload was altered");
        const auto state = bundle_text(file, "payload_state");
        const bool fits = stored.empty() ? state == "none"
                          : out.erased   ? state == "erased"
                                         : state == "present" || state == "sealed";
        const auto* shown = file.if_contains("payload");
        const bool told = shown != nullptr && !shown->is_null();
        if (!fits || told != (state == "present")) return bad_bundle("its payload is told wrongly");
        return {};
    }

    [[nodiscard]] Result<void> text(const json::object& opening, const json::object& file,
                                    audit::Disclosure& parts, BundleEntry& out) const {
        GDPRD_TRY_ASSIGN(parts.salt, base64_decode(bundle_text(opening, "salt")));
        GDPRD_TRY_ASSIGN(parts.plain, base64_decode(bundle_text(opening, "plain")));
        GDPRD_TRY_ASSIGN(const auto told, audit::verify_disclosure(parts, keys_));
        const auto* request = file.if_contains("request");
        const bool named = request != nullptr && (request->is_null() || request->is_string());
        const bool same = named && tells_payload(file, told.body) &&
                          out.type == audit::to_string(static_cast<audit::EntryType>(told.type)) &&
                          bundle_text(file, "request") == told.request &&
                          bundle_text(file, "time_ns") == std::to_string(told.wall_ns);
        if (!same) return bad_bundle("its text says something else");
        out.opened = true;
        return {};
    }

    audit::SigningChain keys_;
    const std::string* note_;
};

Result<std::uint64_t> index_of(const std::string& name) {
    const std::string_view number = std::string_view(name).substr(kEntries.size());
    if (!number.ends_with(".json")) return bad_bundle("there is a file that is no entry");
    return audit::parse_size(number.substr(0, number.size() - 5));
}

}  // namespace

bool is_audit_bundle(BytesView zip) {
    const auto members = read_zip(zip);
    return members && std::any_of(members->begin(), members->end(),
                                  [](const auto& member) { return member.name == kListing; });
}

Result<CheckedBundle> check_audit_bundle(BytesView zip, std::string_view vkey) {
    GDPRD_TRY_ASSIGN(const auto members, read_zip(zip));
    GDPRD_TRY_ASSIGN(const auto files, files_of(members));
    GDPRD_TRY_ASSIGN(const auto key, audit::parse_vkey(vkey));
    GDPRD_TRY_ASSIGN(const auto listing,
                     parse_object(*files.find(kListing)->second, std::string(kListing)));
    GDPRD_TRY_ASSIGN(const auto listed, listed_entries(listing));
    GDPRD_TRY_ASSIGN(auto keyring, BundleKeyring::parse(listing));
    CheckedBundle out;
    const std::string& note = *files.find(kCheckpoint)->second;
    const auto successions = files.find(kSuccessions);
    GDPRD_TRY_ASSIGN(auto keys,
                     audit::parse_chain_from(key, successions == files.end()
                                                      ? std::string_view()
                                                      : std::string_view(*successions->second)));
    GDPRD_TRY_ASSIGN(out.checkpoint, keys.verify(note));
    const Check check(std::move(keys), note);
    std::map<std::uint64_t, json::object> texts;
    BundleEntries entries;
    for (const auto& [name, text] : files) {
        if (!name.starts_with(kEntries)) continue;
        GDPRD_TRY_ASSIGN(const auto index, index_of(name));
        GDPRD_TRY_ASSIGN(auto parsed, parse_object(*text, name));
        const auto& file = texts.insert_or_assign(index, std::move(parsed)).first->second;
        auto one = check.entry(index, file);
        if (!one) return one.error().in("entry " + std::to_string(index));
        entries.emplace(index, std::move(*one));
    }
    std::set<std::uint64_t> redacted;
    for (const auto& [index, one] : entries) {
        if (!listed.contains(index))
            return bad_bundle("it holds entries that bundle.json does not list");
        if (one.header.leaf_class == audit::LeafClass::redact) redacted.insert(one.header.target);
    }
    if (entries.size() != listed.size())
        return bad_bundle("entries that bundle.json lists are missing");
    GDPRD_TRY(keyring.check(entries));
    for (const auto& [index, one] : entries) {
        out.entries.push_back(std::to_string(index) + " " + one.type);
        out.opened += one.opened ? 1 : 0;
        if (one.read)
            ++(one.sealed ? out.read_but_payload : out.read);
        else
            ++(one.opened ? out.text : out.told);
    }
    for (const auto& [index, one] : entries)
        if (one.erased && !redacted.contains(index))
            return bad_bundle("entry " + std::to_string(index) +
                              " is erased, and no entry says so");
    return out;
}

}  // namespace gdprd::daemon
