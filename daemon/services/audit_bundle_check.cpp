#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "audit/entry.hpp"
#include "audit/proof.hpp"
#include "config/base/time.hpp"
#include "daemon/services/audit_bundle.hpp"
#include "daemon/services/zip.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

constexpr std::string_view kEntries = "entries/";
constexpr std::string_view kListing = "bundle.json";
constexpr std::string_view kCheckpoint = "checkpoint.txt";
constexpr std::string_view kSuccessions = "successions.txt";

using Files = std::map<std::string, const std::string*, std::less<>>;

Error bad(const std::string& what) {
    return Error(ErrorCode::corrupt, "the bundle does not hold: " + what,
                 "ask for the bundle again; python3 verify.py in it is a second opinion");
}

Result<json::object> parse_object(const std::string& text, const std::string& name) {
    boost::system::error_code failed;
    const auto value = json::parse(text, failed);
    if (failed || !value.is_object()) return bad(name + " is malformed");
    return value.as_object();
}

/// A text member; empty when it is null or not there.
std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return {};
    return std::string(value->as_string());
}

/// The members, each once, of which the listing must name all entries.
Result<Files> files_of(const std::vector<ZipMember>& members) {
    Files out;
    for (const auto& member : members)
        if (!out.emplace(member.name, &member.content).second) return bad("a member occurs twice");
    for (const auto name : {kListing, kCheckpoint})
        if (!out.contains(name)) return bad(std::string(name) + " is missing");
    return out;
}

Result<std::set<std::uint64_t>> listed_entries(const Files& files) {
    GDPRD_TRY_ASSIGN(const auto listing,
                     parse_object(*files.find(kListing)->second, std::string(kListing)));
    const auto* entries = listing.if_contains("entries");
    if (entries == nullptr || !entries->is_array()) return bad("bundle.json is malformed");
    std::set<std::uint64_t> out;
    for (const auto& entry : entries->as_array()) {
        boost::system::error_code failed;
        out.insert(entry.to_number<std::uint64_t>(failed));
        if (failed) return bad("bundle.json is malformed");
    }
    return out;
}

/// What was checked of one entry.
struct CheckedEntry {
    audit::ClearHeader header;
    std::string type;
    bool erased = false;
    bool opened = false;
};

class Check {
  public:
    Check(audit::SigningChain keys, const std::string& note)
        : keys_(std::move(keys)), note_(&note) {}

    [[nodiscard]] Result<CheckedEntry> entry(std::uint64_t index, const json::object& file) const {
        CheckedEntry out;
        out.type = text_of(file, "type");
        audit::Disclosure parts;
        GDPRD_TRY_ASSIGN(parts.leaf, base64_decode(text_of(file, "leaf")));
        GDPRD_TRY_ASSIGN(parts.payload, base64_decode(text_of(file, "stored_payload")));
        parts.proof = text_of(file, "proof");
        GDPRD_TRY_ASSIGN(const auto proof, audit::parse_proof(parts.proof));
        if (proof.checkpoint != *note_)
            return bad("its proof is of another checkpoint than checkpoint.txt");
        GDPRD_TRY_ASSIGN(const auto proven,
                         audit::verify_proof(parts.proof, keys_, BytesView(parts.leaf)));
        if (proven.index.value() != index || !says(file, index))
            return bad("the proof is of another entry");
        GDPRD_TRY_ASSIGN(out.header, audit::parse_header(parts.leaf));
        if (text_of(file, "leaf_hash") != hex_encode(audit::leaf_hash(parts.leaf)))
            return bad("leaf and leaf hash do not fit");
        GDPRD_TRY(payload(parts.payload, file, out));
        const auto* opening = file.if_contains("opening");
        if (opening != nullptr && opening->is_object())
            GDPRD_TRY(text(opening->as_object(), file, parts, out));
        return out;
    }

  private:
    /// What stands twice in a file must be the same.
    [[nodiscard]] static bool says(const json::object& file, std::uint64_t index) {
        boost::system::error_code failed;
        const auto* told = file.if_contains("index");
        if (told == nullptr || told->to_number<std::uint64_t>(failed) != index || failed)
            return false;
        const auto nanoseconds = audit::parse_size(text_of(file, "time_ns"));
        if (!nanoseconds) return false;
        const WallTime time(std::chrono::nanoseconds(static_cast<std::int64_t>(*nanoseconds)));
        return text_of(file, "time") == format_time(time);
    }

    [[nodiscard]] static Result<void> payload(const Bytes& stored, const json::object& file,
                                              CheckedEntry& out) {
        const auto& header = out.header;
        if (stored.size() != header.payload_length) return bad("the payload was altered");
        const auto* shown = file.if_contains("payload");
        const bool silent = shown == nullptr || shown->is_null();
        const auto state = text_of(file, "payload_state");
        if ((state == "none") != stored.empty() || (state == "none" && !silent))
            return bad("there is no payload, and one is told");
        if (stored.empty()) return {};
        out.erased = std::all_of(stored.begin(), stored.end(), [](auto byte) { return byte == 0; });
        if (!out.erased && audit::payload_commitment(stored) != header.payload_commitment)
            return bad("the payload was altered");
        if ((text_of(file, "payload_state") == "erased") != out.erased)
            return bad("whether the payload is erased is told wrongly");
        return {};
    }

    [[nodiscard]] Result<void> text(const json::object& opening, const json::object& file,
                                    audit::Disclosure& parts, CheckedEntry& out) const {
        GDPRD_TRY_ASSIGN(parts.salt, base64_decode(text_of(opening, "salt")));
        GDPRD_TRY_ASSIGN(parts.plain, base64_decode(text_of(opening, "plain")));
        GDPRD_TRY_ASSIGN(const auto told, audit::verify_disclosure(parts, keys_));
        const auto* shown = file.if_contains("payload");
        const bool same = shown != nullptr && *shown == json::parse(cbor::to_json(told.body)) &&
                          out.type == audit::to_string(static_cast<audit::EntryType>(told.type)) &&
                          text_of(file, "request") == told.request &&
                          text_of(file, "time_ns") == std::to_string(told.wall_ns);
        if (!same) return bad("its text says something else");
        out.opened = true;
        return {};
    }

    audit::SigningChain keys_;
    const std::string* note_;
};

Result<std::uint64_t> index_of(const std::string& name) {
    const std::string_view number = std::string_view(name).substr(kEntries.size());
    if (!number.ends_with(".json")) return bad("there is a file that is no entry");
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
    GDPRD_TRY_ASSIGN(const auto listed, listed_entries(files));
    CheckedBundle out;
    const std::string& note = *files.find(kCheckpoint)->second;
    const auto successions = files.find(kSuccessions);
    GDPRD_TRY_ASSIGN(auto keys,
                     audit::parse_chain_from(key, successions == files.end()
                                                      ? std::string_view()
                                                      : std::string_view(*successions->second)));
    GDPRD_TRY_ASSIGN(out.checkpoint, keys.verify(note));
    const Check check(std::move(keys), note);
    std::map<std::uint64_t, CheckedEntry> entries;
    for (const auto& [name, text] : files) {
        if (!name.starts_with(kEntries)) continue;
        GDPRD_TRY_ASSIGN(const auto index, index_of(name));
        GDPRD_TRY_ASSIGN(const auto file, parse_object(*text, name));
        auto one = check.entry(index, file);
        if (!one) return one.error().in("entry " + std::to_string(index));
        entries.emplace(index, std::move(*one));
    }
    std::set<std::uint64_t> redacted;
    for (const auto& [index, one] : entries) {
        if (!listed.contains(index)) return bad("it holds entries that bundle.json does not list");
        if (one.header.leaf_class == audit::LeafClass::redact) redacted.insert(one.header.target);
        out.entries.push_back(std::to_string(index) + " " + one.type);
        out.opened += one.opened ? 1 : 0;
    }
    if (entries.size() != listed.size()) return bad("entries that bundle.json lists are missing");
    for (const auto& [index, one] : entries)
        if (one.erased && !redacted.contains(index))
            return bad("entry " + std::to_string(index) + " is erased, and no entry says so");
    return out;
}

}  // namespace gdprd::daemon
