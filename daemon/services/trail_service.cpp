#include "daemon/services/trail_service.hpp"

#include <algorithm>

#include "audit/checkpoint.hpp"
#include "audit/evidence.hpp"
#include "audit/file_store.hpp"
#include "audit/frame.hpp"
#include "audit/served_tree.hpp"
#include "audit/subject_payload.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/services/state_mark.hpp"

namespace gdprd::daemon {

namespace {
constexpr std::size_t kPageDefault = 100;

Error cannot_be_written() {
    return Error(ErrorCode::unavailable, "the trail cannot be written, so nothing is done",
                 "see gdprd's log; run gdprctl audit verify");
}

/// Step 0 stands for the whole run.
bool ends_a_run(const audit::EntryDraft& draft) {
    if (draft.type != audit::EntryType::outcome || !draft.payload) return false;
    const cbor::Value& step = (*draft.payload)["step"];
    return step.is_null() || step == cbor::Value(0);
}
}  // namespace

TrailService::TrailService(std::unique_ptr<audit::Trail> trail, std::string dir,
                           std::string last_signed_path, Secret root_key)
    : trail_(std::move(trail)),
      dir_(std::move(dir)),
      last_signed_path_(std::move(last_signed_path)),
      root_key_(std::move(root_key)) {}

Result<std::unique_ptr<TrailService>> TrailService::open(OffLoop off, const std::string& dir,
                                                         audit::TrailOptions options,
                                                         const Secret& root_key,
                                                         const Clock& clock) {
    auto last_signed = options.last_signed_path;
    GDPRD_TRY_ASSIGN(auto trail, audit::Trail::open(off, dir, std::move(options), root_key, clock));
    if (trail->bytes_cut_at_open() > 0) {
        log::event(log::Event::trail_tail_cut, {{"bytes", trail->bytes_cut_at_open()}});
    }
    return std::unique_ptr<TrailService>(
        new TrailService(std::move(trail), dir, std::move(last_signed), root_key.clone()));
}

Error TrailService::failure(const Error& error) {
    switch (error.code()) {
        case ErrorCode::invalid_argument:
        case ErrorCode::limit_exceeded:
        case ErrorCode::not_found:
            return error;  // the draft's or the question's own fault
        case ErrorCode::unavailable:
            log::event(log::Event::trail_no_space, {{"error", error}});
            return error;
        default:
            break;
    }
    // Poisoned or damaged: nothing can be recorded, so nothing may be done (DESIGN §3, 1).
    if (!failed_.exchange(true)) {
        log::event(log::Event::trail_failed, {{"error", error}});
        if (on_failure_) on_failure_();
    }
    return cannot_be_written();
}

void TrailService::refuse(const Error& evidence) {
    if (failed_.exchange(true)) return;
    log::event(log::Event::trail_contradicted, {{"error", evidence}});
    if (on_failure_) on_failure_();
}

std::string TrailService::latest_checkpoint() const {
    return trail_->latest_checkpoint();
}

Result<audit::Appended> TrailService::record(OffLoop off, audit::EntryDraft draft) {
    const std::vector<audit::EntryDraft> one{std::move(draft)};
    GDPRD_TRY_ASSIGN(auto all, record(off, one));
    return all.front();
}

Result<std::vector<audit::Appended>> TrailService::record(
    OffLoop off, const std::vector<audit::EntryDraft>& drafts) {
    if (failed_) return cannot_be_written();
    const auto mirrored = static_cast<std::uint64_t>(
        std::count_if(drafts.begin(), drafts.end(),
                      [](const auto& draft) { return is_mirrored(draft.type, draft.request); }));
    const bool marked = mark_ != nullptr && mirrored > 0;
    if (marked) GDPRD_TRY(mark_->announce(off, mirrored));
    auto appended = trail_->append(off, drafts);
    if (!appended) {
        auto told = failure(appended.error());
        // A failed trail may hold them or not: recovery decides, so they stay announced.
        if (marked && healthy()) mark_->not_appended(mirrored);
        return told;
    }
    if (marked) mark_->appended(mirrored, appended->back());
    runs_ended_ +=
        static_cast<std::uint64_t>(std::count_if(drafts.begin(), drafts.end(), ends_a_run));
    return appended;
}

Result<std::vector<audit::SubjectKeys::Key>> TrailService::add_subject_keys(OffLoop off,
                                                                            std::size_t count) {
    auto made = trail_->subject_keys().add(off, count);
    if (!made) return failure(made.error());
    return made;
}

Result<audit::SubjectKeys::Key> TrailService::subject_key(OffLoop off, std::uint64_t number) {
    return trail_->subject_keys().find(off, number);
}

/// A key that is lost is no failure of the trail: everything else goes on.
Result<void> TrailService::check_subject_key(OffLoop off, std::uint64_t number) {
    return trail_->subject_keys().check_not_lost(off, number);
}

Result<void> TrailService::destroy_subject_key(OffLoop off, std::uint64_t number) {
    GDPRD_TRY(check_subject_key(off, number));
    const std::uint64_t one[] = {number};
    const auto done = trail_->subject_keys().destroy(off, one);
    if (!done) return failure(done.error());
    return {};
}

Result<audit::Redacted> TrailService::shred_subject(OffLoop off, std::uint64_t number,
                                                    const audit::RedactionReason& reason) {
    GDPRD_TRY(check_subject_key(off, number));
    auto done = trail_->redactor().shred_subject(off, number, reason);
    if (!done) return failure(done.error());
    return done;
}

Result<TrailPage> TrailService::list(OffLoop off, const TrailQuery& query) {
    const auto limit = query.limit == 0
                           ? kPageDefault
                           : std::min(query.limit, std::size_t{config::limits::kTrailPage});
    TrailPage page;
    const EntryIndex end(trail_->size());
    const auto sink = [&](const audit::EntryView& entry) {
        if (page.entries.size() == limit) {
            page.next = entry.index;
            return false;
        }
        page.entries.push_back(entry);
        return true;
    };
    GDPRD_TRY(trail_->scan(off, query.from, end, query.filter, sink));
    return page;
}

Result<audit::SearchPage> TrailService::search(OffLoop off, const audit::SearchQuery& query) {
    return trail_->search(off, query);
}

Result<audit::SearchStats> TrailService::stats(OffLoop off) {
    return trail_->stats(off);
}

audit::IndexState TrailService::index_state() const {
    return trail_->index_state();
}

Result<audit::EntryView> TrailService::show(OffLoop off, EntryIndex index) {
    return trail_->read(off, index);
}

Result<void> TrailService::open_for_subjects(OffLoop off, audit::EntryView& entry) {
    return audit::open_for_subjects(entry,
                                    [&](std::uint64_t number) { return subject_key(off, number); });
}

Result<std::string> TrailService::prove(OffLoop off, EntryIndex index) {
    return trail_->prove(off, index);
}

Result<audit::Disclosure> TrailService::disclose(OffLoop off, EntryIndex index) {
    return trail_->disclose(off, index);
}

Result<audit::Evidence> TrailService::evidence(OffLoop off, EntryIndex index) {
    return audit::TrailEvidence(*trail_).entry(off, index);
}

Result<audit::RevealedEpoch> TrailService::reveal_epoch(OffLoop off, std::uint32_t epoch) {
    return audit::TrailEvidence(*trail_).epoch(off, epoch);
}

Result<std::string> TrailService::prove_under(OffLoop off, EntryIndex index,
                                              const std::string& note) {
    return audit::TrailEvidence(*trail_).prove_under(off, index, note);
}

Result<std::string> TrailService::checkpoint(OffLoop off) {
    auto note = trail_->checkpoint(off);
    if (!note) return failure(note.error());
    return note;
}

Result<std::string> TrailService::tile(OffLoop /*off*/, const std::string& path) const {
    GDPRD_TRY_ASSIGN(const auto wanted, audit::parse_tile_path(path));
    const std::string note = trail_->latest_checkpoint();
    GDPRD_TRY_ASSIGN(const auto head, trail_->signing_keys().verify(note));
    const audit::ServedTree tree(audit::real_files(), dir_);
    GDPRD_TRY_ASSIGN(const Bytes bytes, tree.get(wanted, head.size));
    return std::string(as_text(bytes));
}

Result<audit::VerifyReport> TrailService::verify(OffLoop off, std::vector<std::string> known) {
    audit::VerifyOptions options;
    options.dir = dir_;
    options.vkey = trail_->vkey();
    options.known_checkpoints = std::move(known);
    options.last_signed_path = last_signed_path_;
    options.root_key = &root_key_;
    options.threads = 1;  // entries are written meanwhile
    return audit::verify_trail(off, options);
}

Result<std::string> TrailService::successions(OffLoop /*off*/) const {
    return audit::load_successions(*audit::real_files(), dir_);
}

const std::string& TrailService::vkey() const noexcept {
    return trail_->vkey();
}
const std::string& TrailService::origin() const noexcept {
    return trail_->origin();
}
std::uint32_t TrailService::incarnation() const noexcept {
    return trail_->incarnation();
}

std::uint64_t TrailService::unreadable() const {
    const auto all = trail_->epochs();
    const std::uint64_t size = trail_->size();
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!audit::all_zero(all[i].wrapped)) continue;
        const std::uint64_t end = i + 1 < all.size() ? all[i + 1].first_seq : size;
        out += end - std::min(end, all[i].first_seq);
    }
    return out;
}

std::uint64_t TrailService::size() const {
    return trail_->size();
}

}  // namespace gdprd::daemon
