#include "daemon/continue_trail.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "audit/ended_trail.hpp"
#include "audit/file_store.hpp"
#include "audit/keyring.hpp"
#include "audit/reader.hpp"
#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/app.hpp"
#include "daemon/http/auth.hpp"
#include "daemon/services/restore_place.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/carry_over.hpp"
#include "daemon/state/request_store.hpp"
#include "daemon/state/sealed.hpp"
#include "daemon/trail_settings.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kEvidenceShown = 10;
constexpr int kTrailsMax = 1000;
constexpr std::string_view kVerb = "gdprd continue-trail --confirm=";

/// The trail that ends, with what speaks against it in sentences.
struct Ended {
    audit::EndedTrail trail;
    std::vector<std::string> evidence;
};

/// What its own files know first; witnesses and stores only when that is nothing.
Result<Ended> examine(OffLoop off, const config::Settings& settings, const Secret& root_key) {
    Ended out;
    GDPRD_TRY_ASSIGN(out.trail, audit::examine_ended_trail(off, trail_dir(settings),
                                                           settings.trail.last_signed, root_key));
    for (const audit::Fault& fault : out.trail.evidence) {
        if (out.evidence.size() == kEvidenceShown) break;
        out.evidence.push_back(to_string(fault));
    }
    if (!out.evidence.empty()) return out;
    const auto asked = check_with_others(off, settings, out.trail.note);
    if (!asked && asked.error().code() != ErrorCode::corrupt) return asked.error();
    if (!asked) out.evidence.push_back(asked.error().message());
    if (out.evidence.empty())
        return Error(ErrorCode::refused,
                     "nothing speaks against the trail " + out.trail.origin +
                         ": it can go on, so no other one may take its place",
                     "set trail.origin back to " + out.trail.origin + " and start gdprd");
    return out;
}

/// Where the new trail is made, and the old one is kept afterwards: STATE/trail-N.
struct Place {
    std::string path;
    bool made = false;  ///< a crash came just before the swap: the state is the new trail's already
};

/// Whether the state knows the trail at `place` for its own.
Result<bool> owns_state(OffLoop off, const std::string& place, const Secret& root_key,
                        StateDatabase& state) {
    GDPRD_TRY_ASSIGN(const auto mark, TrailMarkStore(state).find(off));
    if (!mark) return false;
    const auto& known = mark->known;
    if (!known) return false;
    const auto reader = audit::TrailReader::open(off, place, root_key);
    if (!reader) return false;
    const auto stored = (*reader)->read_stored(off, known->entry);
    return stored && audit::leaf_hash(stored->leaf) == known->leaf_hash;
}

/// The first that is free. What a crash left of an earlier try is free, unless the state went over
/// to it: it has no key yet, or the new origin's.
Result<Place> find_place(OffLoop off, const config::Settings& settings, const Secret& root_key,
                         StateDatabase& state) {
    for (int number = 1; number <= kTrailsMax; ++number) {
        std::string place = trail_dir(settings) + "-" + std::to_string(number);
        std::error_code failed;
        if (!std::filesystem::exists(place, failed) && !failed) return Place{place};
        const auto key = audit::load_vkey(off, place);
        const bool unfinished = key ? key->name == settings.trail.origin
                                    : key.error().code() == ErrorCode::not_found &&
                                          std::filesystem::is_empty(place + "/segments", failed) &&
                                          !failed;
        if (!unfinished) continue;
        GDPRD_TRY_ASSIGN(const bool made, owns_state(off, place, root_key, state));
        if (made) return Place{place, made};
        std::filesystem::remove_all(place, failed);
        if (failed) return Error(ErrorCode::io, "cannot remove " + place, "remove it");
        return Place{place};
    }
    return Error(ErrorCode::limit_exceeded, "there are too many old trails beside this one",
                 "move STATE/trail-1 and those that follow to the auditor's archive");
}

audit::EntryDraft decision(const Ended& ended, const ActorName& who) {
    audit::EntryDraft draft;
    draft.type = audit::EntryType::system;
    draft.actor = who.value();
    draft.payload = cbor::Map{{"event", "trail_continued"},
                              {"origin", ended.trail.origin},
                              {"size", ended.trail.head.size},
                              {"verified", ended.trail.report.size},
                              {"evidence", ended.evidence.front()}};
    return draft;
}

audit::EntryDraft carried(audit::EntryType type, const ActorName& who) {
    audit::EntryDraft draft;
    draft.type = type;
    draft.actor = who.value();
    return draft;
}

/// A key that is lost may be why the trail ends: its request is then to be recorded anew.
Result<Secret> find_old(audit::KeyRing& keys, std::uint64_t number) {
    auto found = keys.find_subject(number);
    if (found) return found;
    const ErrorCode code = found.error().code();
    if (code != ErrorCode::corrupt && code != ErrorCode::crypto) return found;
    return Error(ErrorCode::not_found, found.error().message());
}

/// Entries of what goes on, and what the state is to know of them.
class CarryOver {
  public:
    CarryOver(TrailService& trail, StateDatabase& state, ActorName who)
        : trail_(trail), state_(state), who_(std::move(who)) {}

    Result<void> run(OffLoop off, const Ended& ended, RequestKeys& keys,
                     const RequestKeys::OldSubjectKey& old_key) {
        GDPRD_TRY_ASSIGN(const auto decided, trail_.record(off, decision(ended, who_)));
        to_.last = {decided.index, decided.leaf_hash};
        for (const auto kind : {VersionKind::policy, VersionKind::catalogue})
            GDPRD_TRY(version(off, kind));
        GDPRD_TRY_ASSIGN(auto records, RequestStore(state_).list(off));
        std::reverse(records.begin(), records.end());
        for (const auto& record : records) {
            if (!record.closed_at) GDPRD_TRY(request(off, record));
        }
        GDPRD_TRY_ASSIGN(to_.keys, keys.carry(off, old_key));
        // A crash from here on, until the directories are swapped, leaves a state that belongs to a
        // trail that is not in place: gdprd refuses to start, and this is to be called again.
        return carry_state_over(off, state_, to_);
    }

  private:
    Result<audit::Appended> record(OffLoop off, audit::EntryDraft draft) {
        GDPRD_TRY_ASSIGN(const auto appended, trail_.record(off, std::move(draft)));
        to_.last = {appended.index, appended.leaf_hash};
        return appended;
    }

    Result<void> version(OffLoop off, VersionKind kind) {
        GDPRD_TRY_ASSIGN(const auto in_force, VersionStore(state_, kind).find_last_binding(off));
        if (!in_force) return {};
        auto draft = carried(
            kind == VersionKind::policy ? audit::EntryType::policy : audit::EntryType::catalogue,
            who_);
        draft.payload = cbor::Map{{"event", "carried_over"}, {"version", in_force->version}};
        GDPRD_TRY_ASSIGN(const auto appended, record(off, std::move(draft)));
        to_.versions.push_back({kind, in_force->version, appended.index});
        return {};
    }

    Result<void> request(OffLoop off, const RequestRecord& open) {
        auto draft = carried(audit::EntryType::request, who_);
        draft.request = open.id.value();
        draft.payload = cbor::Map{{"event", "carried_over"},
                                  {"right", policy::to_string(open.right)},
                                  {"state", policy::to_string(open.state)}};
        GDPRD_TRY_ASSIGN(const auto appended, record(off, std::move(draft)));
        to_.requests.push_back({open.id, appended.index});
        return {};
    }

    TrailService& trail_;
    StateDatabase& state_;
    ActorName who_;
    CarriedOver to_;
};

/// Makes the new trail at `place`, closes it, and makes the state its own.
Result<void> make_trail(OffLoop off, const config::Settings& settings, const Secret& root_key,
                        const Ended& old, const std::string& place, StateDatabase& state,
                        const Clock& clock) {
    GDPRD_TRY_ASSIGN(auto old_keys,
                     audit::KeyRing::open(audit::real_files(), trail_dir(settings), root_key, {}));
    audit::TrailOptions options = trail_options(off, settings);
    options.continues = old.trail.note;
    options.before_writing = {};
    options.last_signed_path.clear();
    options.index.enabled = false;
    GDPRD_TRY_ASSIGN(const auto trail, TrailService::open(off, place, options, root_key, clock));
    RequestKeys keys(state, *trail, root_key);
    CarryOver carry(*trail, state, actor_of_user(off, ::getuid()));
    GDPRD_TRY(carry.run(off, old, keys,
                        [&](std::uint64_t number) { return find_old(old_keys, number); }));
    GDPRD_TRY(trail->checkpoint(off));
    return {};
}

/// Requests that are not closed, and whether their bodies can be opened.
struct OpenRequest {
    RequestId id;
    bool readable = false;
};

Result<std::vector<OpenRequest>> open_requests(OffLoop off, StateDatabase& state) {
    std::vector<OpenRequest> out;
    GDPRD_TRY_ASSIGN(auto records, RequestStore(state).list(off));
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        if (record->closed_at) continue;
        auto db = state.lock(off);
        GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT 1 FROM request_keys WHERE request = ?1 "
                                                  "AND wrapped IS NOT NULL"));
        select.bind(1, std::string_view(record->id.value()));
        GDPRD_TRY_ASSIGN(const bool readable, select.step());
        out.push_back({record->id, readable});
    }
    return out;
}

/// The record of the last signed checkpoint outside of the state directory: it is the new trail's
/// from now on; the old one's is kept beside it.
Result<void> hand_over_record(const config::Settings& settings, const std::string& old_place,
                              const std::string& new_note) {
    const std::string& path = settings.trail.last_signed;
    if (path.empty()) return {};
    const auto old = read_file(path, config::limits::kCheckpointBytes);
    if (old && as_text(*old) == new_note) return {};
    if (!old && old.error().code() != ErrorCode::not_found) return old.error();
    if (old) {
        const auto number = old_place.substr(trail_dir(settings).size());
        const auto kept = create_file_atomically(path + number, *old);
        if (!kept && kept.error().code() != ErrorCode::conflict) return kept.error();
    }
    return write_file_atomically(path, as_bytes(new_note));
}

/// The new trail is in place already. A crash may have come before the record outside was its own.
Result<std::string> finish(OffLoop off, const config::Settings& settings) {
    const std::string& path = settings.trail.last_signed;
    const std::string dir = trail_dir(settings);
    GDPRD_TRY_ASSIGN(const auto key, audit::load_vkey(off, dir));
    const auto note = path.empty() ? Result<Bytes>(Error(ErrorCode::not_found, "no record"))
                                   : read_file(path, config::limits::kCheckpointBytes);
    for (int number = 1; note && number <= kTrailsMax; ++number) {
        const std::string place = dir + "-" + std::to_string(number);
        const auto old = audit::load_signing_keys(off, place);
        if (!old) break;
        if (!old->verify(as_text(*note))) continue;
        GDPRD_TRY_ASSIGN(const Bytes mine,
                         read_file(dir + "/checkpoint", config::limits::kCheckpointBytes));
        GDPRD_TRY(hand_over_record(settings, place, std::string(as_text(mine))));
        return "The trail " + key.name + " is in place; " + path +
               " is its own record from now on.\n";
    }
    return Error(ErrorCode::refused, "the trail here is " + key.name + " already",
                 "to continue one that is refused, set trail.origin to a name that no trail had");
}

std::string report(const Ended& ended, const std::string& place, const std::string& vkey,
                   const std::vector<OpenRequest>& requests) {
    std::string out = "The trail " + ended.trail.origin + " has ended at " +
                      std::to_string(ended.trail.report.size) +
                      " entries that verify; the largest\ncheckpoint known is signed for " +
                      std::to_string(ended.trail.head.size) + ". The evidence:\n";
    for (const auto& one : ended.evidence) out.append("  ").append(one).append("\n");
    out.append("It is kept as it was in ").append(place).append(". To verify it:\n");
    out.append("  gdprctl audit verify ").append(place).append(" --key '");
    out.append(ended.trail.vkey).append("'\n");
    out.append("Verifier key of the new trail, for your auditor and your witnesses:\n");
    out.append("  ").append(vkey).append("\n");
    out.append("Requests that are open are to be planned and approved again:\n");
    for (const auto& request : requests) {
        out.append("  ").append(request.id.value());
        if (!request.readable) out.append(" (the old trail lacks its key: record it anew)");
        out.append("\n");
    }
    if (requests.empty()) out.append("  (none)\n");
    out.append(
        "What the old trail holds of people stays there: an erasure from now on does not reach it, "
        "a\n");
    out.append(
        "search does not look there, and receivers of exports get nothing more of it. Remove it "
        "when\n");
    out.append("its evidence is needed no longer.\n");
    return out;
}

}  // namespace

Result<std::string> continue_trail(OffLoop off, const std::string& file, const std::string& ended,
                                   const Clock& clock) {
    GDPRD_TRY_ASSIGN(const auto settings, load_configuration(off, file));
    GDPRD_TRY_ASSIGN(const auto root_key, load_root_key(settings, file));
    const std::string dir = trail_dir(settings);
    GDPRD_TRY(check_restored(off, settings.state));
    GDPRD_TRY_ASSIGN(const auto lock, audit::FileLock::acquire_directory(dir));
    GDPRD_TRY_ASSIGN(const auto key, audit::load_vkey(off, dir));
    if (key.name == settings.trail.origin) return finish(off, settings);
    if (key.name != ended)
        return Error(ErrorCode::refused, "the trail that would end here is " + key.name,
                     std::string(kVerb) + key.name + " -c " + file);
    GDPRD_TRY_ASSIGN(const Ended old, examine(off, settings, root_key));
    GDPRD_TRY_ASSIGN(const auto state, StateDatabase::open(off, settings.state));
    // Made at the place where the old one will be kept, and then both swap their names.
    GDPRD_TRY_ASSIGN(const Place place, find_place(off, settings, root_key, *state));
    if (!place.made) GDPRD_TRY(make_trail(off, settings, root_key, old, place.path, *state, clock));
    GDPRD_TRY(exchange_names(dir, place.path));
    GDPRD_TRY_ASSIGN(const Bytes note,
                     read_file(dir + "/checkpoint", config::limits::kCheckpointBytes));
    GDPRD_TRY(hand_over_record(settings, place.path, std::string(as_text(note))));
    GDPRD_TRY_ASSIGN(const auto made, audit::load_vkey(off, dir));
    GDPRD_TRY_ASSIGN(const auto requests, open_requests(off, *state));
    return report(old, place.path, audit::format_vkey(made.name, made.key), requests);
}

}  // namespace gdprd::daemon
