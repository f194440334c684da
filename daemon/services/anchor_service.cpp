#include "daemon/services/anchor_service.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>

#include "audit/ended_trail.hpp"
#include "audit/file_store.hpp"
#include "audit/tile_files.hpp"
#include "config/base/log.hpp"
#include "daemon/async/round_thread.hpp"
#include "daemon/services/open_stores.hpp"
#include "daemon/services/stores.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/trail_settings.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::seconds kRoundEvery{1};
constexpr std::chrono::seconds kPauseMax{300};
constexpr const char* kEvidenceHint =
    "keep the state directory as it is, it is evidence; compare it with the row in the store's "
    "table gdprd_anchor, and put back the newest state; when it is lost the trail has ended: gdprd "
    "continue-trail";
/// No origin has a space, so this row is no other trail's.
constexpr std::string_view kSuccessionsRow = " successions";

Result<audit::Checkpoint> head_of(const std::string& note) {
    GDPRD_TRY_ASSIGN(const audit::SignedNote parsed, audit::parse_note(note));
    return audit::parse_checkpoint(parsed.text);
}

Result<StoreAnchor> read_from(OffLoop off, Stores& stores, const StoreName& store,
                              const std::string& origin) {
    return stores.with(off, store, [&](connectors::Connector& connector) -> Result<StoreAnchor> {
        StoreAnchor out;
        GDPRD_TRY_ASSIGN(out.note, connector.read_anchor(off, origin));
        GDPRD_TRY_ASSIGN(out.successions,
                         connector.read_anchor(off, origin + std::string(kSuccessionsRow)));
        return out;
    });
}

std::string label(const audit::VerifierKey& key) {
    Bytes id;
    put_u32(id, key.id);
    return key.name + "+" + hex_encode(id);
}

/// For a terminal: whoever can write into the store wrote it.
std::string indented(std::string_view note) {
    constexpr std::string_view kDash = "\xe2\x80\x94";
    std::string out;
    for (std::size_t i = 0; i < note.size(); ++i) {
        if (i == 0 || note[i - 1] == '\n') out += "\n  ";
        if (note.substr(i).starts_with(kDash)) {
            out += kDash;
            i += kDash.size() - 1;
        } else if (note[i] != '\n') {
            out += note[i] >= 0x20 && note[i] < 0x7f ? note[i] : '?';
        }
    }
    return out;
}

AnchorVerdict contradiction(std::string what, std::string hint = kEvidenceHint) {
    return {AnchorVerdict::Kind::contradicts,
            Error(ErrorCode::corrupt, "the trail is refused: " + std::move(what), std::move(hint))};
}

bool same(const audit::Succession& a, const audit::Succession& b) {
    return a.size == b.size && a.root == b.root && a.before.key == b.before.key &&
           a.next.key == b.next.key;
}

/// Each change of the key that the store tells is signed by the key before, so what goes on from
/// ours is this trail's, and nobody else's.
AnchorVerdict judge_successions(const StoreName& store, const std::string& text,
                                const audit::SigningChain& keys) {
    const auto theirs = audit::read_chain(keys.first(), text).chain.successions();
    const auto& ours = keys.successions();
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (i < ours.size() && same(theirs[i], ours[i])) continue;
        const std::string change =
            "the store " + store.value() + " holds a change of its signing key at " +
            std::to_string(theirs[i].size) + " entries, to " + label(theirs[i].next);
        if (i < ours.size())
            return contradiction(change + ", and here it is another: there are two trails");
        return contradiction(change +
                             ", that is not known here: the trail was set back to before it");
    }
    return {};
}

/// A checkpoint of this trail's name that none of its keys here signed: it is no damage. A later
/// key may have, and to write over it would hide that the trail was set back.
AnchorVerdict judge_unverified(const StoreName& store, const std::string& anchor,
                               const audit::SigningChain& keys, const Error& why) {
    AnchorVerdict foreign{AnchorVerdict::Kind::foreign,
                          Error(ErrorCode::crypto, "the anchor in the store " + store.value() +
                                                       " is none of this trail: " + why.message())};
    const auto parsed = audit::parse_note(anchor);
    if (!parsed) return foreign;
    const auto head = audit::parse_checkpoint_head(parsed->text);
    if (!head || head->origin != keys.origin()) return foreign;
    bool ours = false;
    for (const auto& line : parsed->signatures) {
        for (const auto& term : keys.terms()) {
            if (line.name != term.key.name || line.id != term.key.id) continue;
            // Damaged on the way or by hand: no key made it.
            if (line.signature.size() != 64 ||
                !crypto::ed25519_verify(term.key.key, as_bytes(parsed->text), line.signature))
                return foreign;
            ours = true;
        }
    }
    const std::string held = "the store " + store.value() + " holds a checkpoint of it for " +
                             std::to_string(head->size) + " entries with root " +
                             base64_encode(head->root);
    if (ours) return contradiction(held + ", but this " + why.message() + indented(anchor));
    return contradiction(
        held +
            ", signed by none of the keys that are known here: by a later one, if the trail was "
            "set back to before a change of its signing key, or by somebody else" +
            indented(anchor),
        "keep the state directory as it is. If the key was changed (the auditor's copies of the "
        "verifier keys and of successions tell): put back the newest state; when it is lost the "
        "trail has ended: gdprd continue-trail. If somebody else wrote the row: find out who, then "
        "remove it (DELETE FROM gdprd_anchor WHERE origin = '" +
            keys.origin() + "') and start again");
}

}  // namespace

std::vector<StoreName> anchored_stores(const config::Settings& settings) {
    std::vector<StoreName> out;
    for (const auto& [name, store] : settings.stores)
        if (store.anchor) out.push_back(name);
    return out;
}

Result<AnchorVerdict> judge_anchor(const StoreName& store, const StoreAnchor& anchor,
                                   const audit::SigningChain& keys, const audit::Checkpoint& ours,
                                   audit::HashSource& tiles) {
    AnchorVerdict changed = judge_successions(store, anchor.successions.value_or(""), keys);
    if (changed.kind != AnchorVerdict::Kind::agrees || !anchor.note) return changed;
    const auto held = keys.verify(*anchor.note);
    if (!held) return judge_unverified(store, *anchor.note, keys, held.error());
    const auto contradicts = [&](const std::string& what) {
        return contradiction("the store " + store.value() + " holds a checkpoint of it for " +
                             std::to_string(held->size) + " entries with root " +
                             base64_encode(held->root) + ", " + what);
    };
    if (held->size > ours.size)
        return contradicts("but the newest one here is for " + std::to_string(ours.size) +
                           ": the trail was set back");
    GDPRD_TRY_ASSIGN(const Hash root, audit::tree_root(tiles, held->size));
    if (root != held->root) return contradicts("and here they are others: there are two trails");
    return AnchorVerdict{};
}

Result<void> check_with_anchors(OffLoop off, const config::Settings& settings,
                                const std::string& note) {
    const auto anchored = anchored_stores(settings);
    if (note.empty() || anchored.empty()) return {};
    GDPRD_TRY_ASSIGN(const audit::Checkpoint ours, head_of(note));
    GDPRD_TRY_ASSIGN(const auto keys, audit::load_signing_keys(off, trail_dir(settings)));
    std::map<StoreName, config::StoreSettings> wanted;
    for (const auto& name : anchored) wanted.emplace(name, settings.stores.at(name));
    Stores stores;
    GDPRD_TRY(open_stores(off, wanted, stores));
    // All at once: one that does not answer keeps the start waiting for its own time only.
    std::vector<std::future<Result<StoreAnchor>>> answers;
    answers.reserve(anchored.size());
    for (const auto& name : anchored) {
        answers.push_back(std::async(std::launch::async, [&stores, &keys, off, &name] {
            return read_from(off, stores, name, keys.origin());
        }));
    }
    audit::TileReader tiles(audit::real_files(), trail_dir(settings));
    Result<void> verdict;
    for (std::size_t i = 0; i < anchored.size(); ++i) {
        const auto found = answers[i].get();
        if (!found) {
            log::event(log::Event::anchor_failed,
                       {{"store", anchored[i]}, {"error", found.error()}});
            continue;
        }
        GDPRD_TRY_ASSIGN(const AnchorVerdict judged,
                         judge_anchor(anchored[i], *found, keys, ours, tiles));
        if (judged.kind == AnchorVerdict::Kind::foreign)
            log::event(log::Event::anchor_damaged,
                       {{"store", anchored[i]}, {"error", judged.evidence}});
        if (judged.kind == AnchorVerdict::Kind::contradicts && verdict) verdict = judged.evidence;
    }
    return verdict;
}

struct AnchorService::Parts {
    /// The rounds' own of one store.
    struct Course {
        StoreName store;
        std::string written;  ///< the note that is there
        std::optional<MonotonicTime> written_at;
        MonotonicTime next_try{};
        std::chrono::seconds pause{0};
        std::string trouble;  ///< as it was told; empty: none
    };
    void visit(OffLoop off, Course& course, const std::string& note, const audit::Checkpoint& head);
    Result<void> renew(OffLoop off, Course& course, const std::string& note,
                       const audit::Checkpoint& head);
    void fail(Course& course, const Error& error, MonotonicTime now);

    std::vector<Course> courses;
    std::chrono::seconds every{};
    Stores* stores = nullptr;
    TrailService* trail = nullptr;
    const Clock* clock = nullptr;
    std::atomic<std::size_t> failing = 0;  ///< courses with trouble
    RoundThread rounds;
};

AnchorService::AnchorService(std::vector<StoreName> anchored, std::chrono::seconds every,
                             Stores& stores, TrailService& trail, const Clock& clock)
    : parts_(std::make_unique<Parts>()) {
    for (auto& name : anchored) {
        Parts::Course course;
        course.store = std::move(name);
        parts_->courses.push_back(std::move(course));
    }
    parts_->every = every;
    parts_->stores = &stores;
    parts_->trail = &trail;
    parts_->clock = &clock;
}

AnchorService::~AnchorService() {
    stop();
}

void AnchorService::start() {
    if (parts_->courses.empty()) return;
    parts_->rounds.start(kRoundEvery, [this](OffLoop off) { round(off); });
}

void AnchorService::stop() {
    parts_->rounds.stop();
}

std::size_t AnchorService::count() const {
    return parts_->courses.size();
}

std::size_t AnchorService::failing() const {
    return parts_->failing;
}

void AnchorService::round(OffLoop off) {
    const std::string note = parts_->trail->latest_checkpoint();
    const auto head = head_of(note);
    if (!head) return;  // nothing is signed yet
    for (auto& course : parts_->courses) {
        if (!parts_->trail->healthy()) return;
        parts_->visit(off, course, note, *head);
    }
}

void AnchorService::Parts::visit(OffLoop off, Course& course, const std::string& note,
                                 const audit::Checkpoint& head) {
    const auto now = clock->monotonic();
    const bool early = course.written_at && now - *course.written_at < every;
    if (course.written == note || early || now < course.next_try) return;
    const auto renewed = renew(off, course, note, head);
    if (!trail->healthy()) return;
    if (!renewed) return fail(course, renewed.error(), now);
    course.written = note;
    course.written_at = now;
    course.pause = std::chrono::seconds(0);
    if (course.trouble.empty()) return;
    log::event(log::Event::anchor_back, {{"store", course.store}});
    course.trouble.clear();
    --failing;
}

/// Compared each time, not only at the start: a copy of this machine may have gone on elsewhere.
Result<void> AnchorService::Parts::renew(OffLoop off, Course& course, const std::string& note,
                                         const audit::Checkpoint& head) {
    const auto keys = trail->trail().signing_keys();
    GDPRD_TRY_ASSIGN(const StoreAnchor there, read_from(off, *stores, course.store, keys.origin()));
    audit::TileReader tiles(audit::real_files(), trail->dir());
    GDPRD_TRY_ASSIGN(const AnchorVerdict judged,
                     judge_anchor(course.store, there, keys, head, tiles));
    if (judged.kind == AnchorVerdict::Kind::contradicts) {
        trail->refuse(judged.evidence);
        return judged.evidence;
    }
    if (judged.kind == AnchorVerdict::Kind::foreign)
        log::event(log::Event::anchor_damaged,
                   {{"store", course.store}, {"error", judged.evidence}});
    GDPRD_TRY_ASSIGN(std::string changes, trail->successions(off));
    // A change that is under way is told when it is done.
    const auto told = audit::read_chain(keys.first(), changes).chain.successions();
    if (told.size() != keys.successions().size()) changes.clear();
    return stores->with(off, course.store, [&](connectors::Connector& connector) -> Result<void> {
        // First: a crash in between leaves the checkpoint of before, which they explain too.
        if (!changes.empty() && changes != there.successions.value_or(""))
            GDPRD_TRY(connector.write_anchor(
                off, {keys.origin() + std::string(kSuccessionsRow), there.successions, changes}));
        return connector.write_anchor(off, {keys.origin(), there.note, note});
    });
}

void AnchorService::Parts::fail(Course& course, const Error& error, MonotonicTime now) {
    course.pause = std::clamp(course.pause * 2, std::chrono::seconds(1), kPauseMax);
    course.next_try = now + course.pause;
    // Once for each new trouble, not for each try.
    if (course.trouble == error.message()) return;
    if (course.trouble.empty()) ++failing;
    course.trouble = error.message();
    log::event(log::Event::anchor_failed, {{"store", course.store}, {"error", error}});
}

}  // namespace gdprd::daemon
