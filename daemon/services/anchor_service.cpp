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
    "table gdprd_anchor, and put back the newest state";

Result<audit::Checkpoint> head_of(const std::string& note) {
    GDPRD_TRY_ASSIGN(const audit::SignedNote parsed, audit::parse_note(note));
    return audit::parse_checkpoint(parsed.text);
}

Result<std::optional<std::string>> read_from(OffLoop off, Stores& stores, const StoreName& store,
                                             const std::string& origin) {
    return stores.with(off, store, [&](connectors::Connector& connector) {
        return connector.read_anchor(off, origin);
    });
}

}  // namespace

std::vector<StoreName> anchored_stores(const config::Settings& settings) {
    std::vector<StoreName> out;
    for (const auto& [name, store] : settings.stores)
        if (store.anchor) out.push_back(name);
    return out;
}

Result<AnchorVerdict> judge_anchor(const StoreName& store, const std::string& anchor,
                                   const audit::SigningChain& keys, const audit::Checkpoint& ours,
                                   audit::HashSource& tiles) {
    using Kind = AnchorVerdict::Kind;
    const auto held = keys.verify(anchor);
    if (!held)
        return AnchorVerdict{
            Kind::foreign,
            Error(ErrorCode::crypto, "the anchor in the store " + store.value() +
                                         " is none of this trail: " + held.error().message())};
    const auto contradicts = [&](const std::string& what) {
        return AnchorVerdict{
            Kind::contradicts,
            Error(ErrorCode::corrupt,
                  "the trail is refused: the store " + store.value() +
                      " holds a checkpoint of it for " + std::to_string(held->size) +
                      " entries with root " + base64_encode(held->root) + ", " + what,
                  kEvidenceHint)};
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
    std::vector<std::future<Result<std::optional<std::string>>>> answers;
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
        const std::optional<std::string>& anchor = *found;
        if (!anchor) continue;
        GDPRD_TRY_ASSIGN(const AnchorVerdict judged,
                         judge_anchor(anchored[i], *anchor, keys, ours, tiles));
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
    GDPRD_TRY_ASSIGN(const auto there, read_from(off, *stores, course.store, keys.origin()));
    if (there) {
        audit::TileReader tiles(audit::real_files(), trail->dir());
        GDPRD_TRY_ASSIGN(const AnchorVerdict judged,
                         judge_anchor(course.store, *there, keys, head, tiles));
        if (judged.kind == AnchorVerdict::Kind::contradicts) {
            trail->refuse(judged.evidence);
            return judged.evidence;
        }
        if (judged.kind == AnchorVerdict::Kind::foreign)
            log::event(log::Event::anchor_damaged,
                       {{"store", course.store}, {"error", judged.evidence}});
    }
    return stores->with(off, course.store, [&](connectors::Connector& connector) {
        return connector.write_anchor(off, {keys.origin(), there, note});
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
