#include "audit/index/index_follower.hpp"

#include <algorithm>
#include <set>

#include "config/base/assert.hpp"
#include "config/base/log.hpp"
#include "config/base/thread_priority.hpp"

namespace gdprd::audit {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kBatchEntries = 512;
constexpr milliseconds kPauseMin{20};
constexpr milliseconds kPauseMax{1000};
constexpr milliseconds kMergePause{5};
constexpr milliseconds kRetryPause{2000};
constexpr std::chrono::seconds kFilesEvery{5};

const OffLoop kOff = OffLoop::on_blocking_thread();

std::string path_of(const IndexPlace& place, std::string_view file) {
    return place.dir + "/index/" + std::string(file);
}

}  // namespace

IndexFollower::IndexFollower(IndexPlace place, std::unique_ptr<TrailReader> reader,
                             IndexOptions options, DurableSize durable, IndexShelf& shelf)
    : place_(std::move(place)),
      reader_(std::move(reader)),
      options_(std::move(options)),
      durable_(std::move(durable)),
      shelf_(shelf),
      poster_(options_.subject_keys) {
    GDPRD_ASSERT(options_.fan_in >= 2 && options_.run_entries > 0);
    GDPRD_ASSERT(options_.part_entries_max <= kPartEntriesMax);
}

IndexFollower::~IndexFollower() {
    if (!thread_.joinable()) return;
    run_.lock()->stopping = true;
    changed_.notify_all();
    thread_.join();
}

void IndexFollower::start() {
    thread_ = std::thread([this] { run(); });
}

Result<void> IndexFollower::see() {
    return reader_->see(durable_());
}

/// A history that was set back and went on otherwise has parts of entries that are none any more:
/// their last leaf is another.
Result<bool> IndexFollower::belongs(const Part& part) {
    GDPRD_TRY_ASSIGN(const auto stored, reader_->read_stored(kOff, EntryIndex(part.end() - 1)));
    return leaf_hash(stored.leaf) == part.tables().trailer.last_leaf;
}

Result<std::shared_ptr<Part>> IndexFollower::load_part(const PartName& name,
                                                       const std::vector<EpochSpan>& epochs) {
    const std::string file = part_name(name.first, name.end);
    GDPRD_TRY_ASSIGN(const PartHeader header,
                     Part::load_header(*place_.files, place_.dir + "/" + file));
    const auto epoch = std::find_if(epochs.begin(), epochs.end(), [&](const EpochSpan& span) {
        return span.epoch == header.epoch && !span.destroyed && span.first_seq == header.base;
    });
    const bool in_trail = header.first == name.first && header.end() == name.end &&
                          name.end <= durable_() && epoch != epochs.end();
    if (!in_trail) return Error(ErrorCode::stale, "it belongs to other entries");
    GDPRD_TRY_ASSIGN(const Secret key, reader_->index_key(kOff, header.epoch));
    return Part::open(place_.files, place_.dir, file, key);
}

Result<void> IndexFollower::load() {
    GDPRD_TRY(place_.files->make_directory(place_.dir + "/index"));
    GDPRD_TRY(see());
    GDPRD_TRY(mark_destroyed());
    GDPRD_TRY_ASSIGN(const auto files, place_.files->list(place_.dir + "/index"));
    std::vector<PartName> names;
    for (const std::string& file : files) {
        const auto name = parse_part_name(file);
        if (name) {
            names.push_back(*name);
        } else if (file.ends_with(".new")) {
            static_cast<void>(place_.files->remove(path_of(place_, file)));
        }
    }
    // Of two that begin together the longer one first: it was merged from the other.
    std::sort(names.begin(), names.end(), [](const PartName& a, const PartName& b) {
        return a.first != b.first ? a.first < b.first : a.end > b.end;
    });
    std::vector<std::shared_ptr<Part>> parts;
    for (const PartName& name : names) {
        const std::string path = place_.dir + "/" + part_name(name.first, name.end);
        if (is_dead(name)) {
            static_cast<void>(place_.files->remove(path));
            continue;
        }
        if (parts.empty() || name.first >= parts.back()->end()) {
            auto loaded = load_part(name, epochs_);
            if (loaded) {
                parts.push_back(std::move(*loaded));
                continue;
            }
            log::event(log::Event::search_index_damaged,
                       {log::Field::safe_text("file", path), {"error", loaded.error()}});
        }
        static_cast<void>(place_.files->remove(path));
    }
    // One that belongs shows that all before it do.
    while (!parts.empty()) {
        GDPRD_TRY_ASSIGN(const bool fits, belongs(*parts.back()));
        if (fits) break;
        parts.back()->remove_file();
        parts.pop_back();
    }
    shelf_.lock()->parts = std::move(parts);
    return {};
}

Result<void> IndexFollower::mark_destroyed() {
    GDPRD_TRY_ASSIGN(epochs_, reader_->epochs(kOff));
    std::vector<ZoneSpan> dead;
    std::set<std::uint32_t> destroyed;
    for (std::size_t i = 0; i < epochs_.size(); ++i) {
        if (!epochs_[i].destroyed) continue;
        destroyed.insert(epochs_[i].epoch);
        const std::uint64_t end = i + 1 < epochs_.size() ? epochs_[i + 1].first_seq : durable_();
        if (end > epochs_[i].first_seq) dead.push_back({epochs_[i].first_seq, end});
    }
    if (!epochs_.empty()) newest_epoch_ = epochs_.back().epoch;
    std::vector<std::shared_ptr<Part>> unreadable;
    {
        auto content = shelf_.lock();
        content->dead = std::move(dead);
        for (const auto& part : content->parts)
            if (destroyed.contains(part->header().epoch)) unreadable.push_back(part);
        const bool built = content->builder && destroyed.contains(content->builder->epoch());
        if (built) {
            content->builder.reset();
            content->builder_keys.reset();
        }
    }
    for (const auto& part : unreadable) shelf_.drop(part);
    return {};
}

/// A part is of one epoch.
bool IndexFollower::is_dead(const PartName& name) {
    auto content = shelf_.lock();
    return std::any_of(content->dead.begin(), content->dead.end(), [&](const ZoneSpan& span) {
        return span.first <= name.first && name.end <= span.end;
    });
}

Result<void> IndexFollower::mark_when_wanted() {
    const std::uint64_t wanted = run_.lock()->marks_wanted;
    if (run_.lock()->marks_made >= wanted) return {};
    auto done = forget_now();
    {
        auto run = run_.lock();
        run->marks_made = wanted;
        run->mark_failed = done ? std::optional<Error>() : done.error();
    }
    changed_.notify_all();
    return done;
}

Result<void> IndexFollower::forget_now() {
    GDPRD_TRY(mark_destroyed());
    if (merging_.valid()) {  // it may read the parts, and write what they hold
        merging_.wait();
        collect_merge();
    }
    GDPRD_TRY(reader_->reload_keys());
    poster_.begin_epoch();
    batch_.clear();
    return {};
}

Result<void> IndexFollower::forget_destroyed() {
    auto run = run_.lock();
    const std::uint64_t wanted = ++run->marks_wanted;
    run->woken = true;
    changed_.notify_all();
    changed_.wait(run.unique_lock(), [&] { return run->marks_made >= wanted || run->stopping; });
    const std::optional<Error> failed = run->mark_failed;
    if (failed) return *failed;
    return {};
}

/// Files that somebody deleted are made again; a search would find out, too.
void IndexFollower::look_after_files() {
    const auto now = steady_clock::now();
    if (now - files_seen_ < kFilesEvery) return;
    files_seen_ = now;
    // A segment that was repacked, or destroyed payloads, shall not live on in an open file.
    reader_->close_files();
    static_cast<void>(mark_destroyed());
    const auto files = place_.files->list(place_.dir + "/index");
    std::set<std::string> there;
    if (files) there.insert(files->begin(), files->end());
    const auto parts = shelf_.lock()->parts;
    for (const auto& part : parts) {
        if (there.contains(part->path().substr(place_.dir.size() + 7))) continue;
        if (shelf_.drop(part))
            log::event(log::Event::search_index_damaged,
                       {log::Field::safe_text("file", part->path()),
                        {"error", Error(ErrorCode::not_found, "it was deleted")}});
    }
}

/// Opens the next entries of the gap.
Result<void> IndexFollower::read_batch(std::uint64_t from) {
    batch_.clear();
    const std::uint64_t end =
        std::min(gap_is_tail_ ? reader_->size() : gap_end_, from + kBatchEntries);
    return reader_->outline(kOff, EntryIndex(from), EntryIndex(end),
                            [this](const EntryOutline& outline) {
                                batch_.push_back(outline);
                                return true;
                            });
}

Result<bool> IndexFollower::begin_part() {
    const auto gap = shelf_.first_gap(reader_->size());
    if (!gap) return false;
    gap_end_ = gap->end;
    gap_is_tail_ = gap->end == reader_->size();
    GDPRD_TRY(read_batch(gap->first));
    const bool readable = !batch_.empty() && batch_.front().seq == gap->first;
    const auto known = [this] {
        return std::find_if(epochs_.begin(), epochs_.end(), [this](const EpochSpan& span) {
            return span.epoch == batch_.front().epoch;
        });
    };
    if (!readable || known() == epochs_.end()) {
        // A new epoch, or one that was destroyed since.
        GDPRD_TRY(mark_destroyed());
        if (!readable) {
            const auto after = shelf_.first_gap(reader_->size());
            if (after && after->first == gap->first)
                return Error(ErrorCode::corrupt,
                             "entry " + std::to_string(gap->first) + " cannot be opened");
            return true;
        }
    }
    const auto epoch = known();
    if (epoch == epochs_.end()) {
        return Error(ErrorCode::corrupt, "an entry names an epoch that the key files do not");
    }
    GDPRD_TRY_ASSIGN(const Secret key, reader_->index_key(kOff, epoch->epoch));
    auto builder = std::make_unique<PartBuilder>(
        PartBuilder::Place{epoch->epoch, epoch->first_seq, gap->first});
    poster_.begin_part();
    poster_.begin_epoch();
    part_is_whole_ = false;
    auto content = shelf_.lock();
    content->builder = std::move(builder);
    content->builder_keys = std::make_unique<IndexKeys>(key);
    return true;
}

/// Adds the next entries to the part in memory; false: there were none.
Result<bool> IndexFollower::extend_part(PartBuilder& builder, const IndexKeys& keys) {
    const std::uint64_t from = builder.end();
    GDPRD_TRY(read_batch(from));
    const std::uint64_t room = options_.run_entries - builder.count();
    std::size_t taken = 0;
    while (taken < batch_.size() && taken < room && batch_[taken].seq == from + taken &&
           batch_[taken].epoch == builder.epoch()) {
        GDPRD_TRY(poster_.prepare(*reader_, batch_[taken]));
        ++taken;
    }
    {
        auto content = shelf_.lock();
        for (std::size_t i = 0; i < taken; ++i) poster_.post(builder, keys, batch_[i]);
    }
    // What follows is of another epoch, or beyond the part, or lost with its key.
    const std::uint64_t looked_at =
        std::min(gap_is_tail_ ? reader_->size() : gap_end_, from + kBatchEntries);
    part_is_whole_ = builder.count() >= options_.run_entries || from + taken < looked_at ||
                     (!gap_is_tail_ && builder.end() >= gap_end_);
    return taken != 0 || part_is_whole_;
}

Result<void> IndexFollower::finish_part(const PartBuilder& builder, const IndexKeys& keys) {
    if (builder.count() == 0) {
        shelf_.lock()->builder.reset();
        return {};
    }
    GDPRD_TRY_ASSIGN(const auto last, reader_->read_stored(kOff, EntryIndex(builder.end() - 1)));
    GDPRD_TRY(place_.files->make_directory(place_.dir + "/index"));
    GDPRD_TRY(builder.write(*place_.files, place_.dir, keys, leaf_hash(last.leaf)));
    GDPRD_TRY_ASSIGN(const Secret key, reader_->index_key(kOff, builder.epoch()));
    GDPRD_TRY_ASSIGN(auto part, Part::open(place_.files, place_.dir,
                                           part_name(builder.first(), builder.end()), key));
    shelf_.put(std::move(part));
    return {};
}

void IndexFollower::begin_merge() {
    if (merging_.valid()) return;
    const MergeRule rule{newest_epoch_, options_.run_entries, options_.fan_in,
                         options_.part_entries_max};
    std::vector<std::shared_ptr<Part>> chosen;
    {
        auto content = shelf_.lock();
        const MergeChoice choice = choose_merge(content->parts, rule);
        chosen.assign(content->parts.begin() + static_cast<std::ptrdiff_t>(choice.begin),
                      content->parts.begin() + static_cast<std::ptrdiff_t>(choice.end));
    }
    if (chosen.empty()) return;
    // Inherits the priority of this thread.
    merging_ = std::async(std::launch::async, [this, chosen = std::move(chosen)] {
        MergeResult out{chosen, {}, nullptr};
        out.done = merge_parts(*place_.files, place_.dir, chosen, &out.faulty);
        return out;
    });
}

void IndexFollower::collect_merge() {
    if (!merging_.valid() || merging_.wait_for(milliseconds(0)) != std::future_status::ready)
        return;
    const MergeResult merged = merging_.get();
    if (merged.faulty && shelf_.drop(merged.faulty)) {
        log::event(
            log::Event::search_index_damaged,
            {log::Field::safe_text("file", merged.faulty->path()), {"error", merged.done.error()}});
    }
    if (!merged.done) {
        if (!merged.faulty) tell(merged.done.error());
        return;
    }
    const Part& first = *merged.parts.front();
    const std::string name = part_name(first.first(), merged.parts.back()->end());
    const auto key = reader_->index_key(kOff, first.header().epoch);
    if (!key) {  // destroyed meanwhile: mark_destroyed() knows the parts, but not this one
        static_cast<void>(place_.files->remove(place_.dir + "/" + name));
        return;
    }
    auto part = Part::open(place_.files, place_.dir, name, *key);
    if (part) shelf_.put(std::move(*part));
}

Result<bool> IndexFollower::step() {
    collect_merge();
    GDPRD_TRY(mark_when_wanted());
    look_after_files();
    GDPRD_TRY(see());
    PartBuilder* builder = nullptr;
    const IndexKeys* keys = nullptr;
    {
        auto content = shelf_.lock();
        builder = content->builder.get();
        keys = content->builder_keys.get();
    }
    if (builder == nullptr) {
        GDPRD_TRY_ASSIGN(const bool begun, begin_part());
        if (!begun) begin_merge();
        return begun;
    }
    // A part before it was lost: that one first.
    const auto gap = shelf_.first_gap(reader_->size());
    if (gap && gap->first < builder->first()) part_is_whole_ = true;
    bool progress = true;
    if (!part_is_whole_) {
        GDPRD_TRY_ASSIGN(progress, extend_part(*builder, *keys));
    }
    if (part_is_whole_) {
        GDPRD_TRY(finish_part(*builder, *keys));
        part_is_whole_ = false;
    }
    begin_merge();
    return progress;
}

void IndexFollower::tell(const Error& error) {
    if (!std::exchange(told_, true))
        log::event(log::Event::search_index_failed, {{"error", error}});
}

bool IndexFollower::stopping() {
    return run_.lock()->stopping;
}

void IndexFollower::run() {
    make_background_thread();
    milliseconds pause = kPauseMin;
    while (!stopping()) {
        const auto progressed = step();
        if (progressed && *progressed) {
            told_ = false;
            pause = kPauseMin;
            continue;
        }
        if (!progressed) tell(progressed.error());
        const bool merging = merging_.valid();
        {
            auto run = run_.lock();
            if (!progressed || !merging) ++run->rounds;
            run->failed = progressed ? std::optional<Error>() : progressed.error();
        }
        changed_.notify_all();
        const bool woken = wait(!progressed ? kRetryPause : merging ? kMergePause : pause);
        pause = woken ? kPauseMin : std::min(pause * 2, kPauseMax);
    }
    if (merging_.valid()) merging_.wait();
}

bool IndexFollower::wait(milliseconds pause) {
    auto run = run_.lock();
    changed_.wait_for(run.unique_lock(), pause, [&] { return run->stopping || run->woken; });
    return std::exchange(run->woken, false);
}

void IndexFollower::wake() {
    run_.lock()->woken = true;
    changed_.notify_all();
}

Result<void> IndexFollower::catch_up() {
    const std::uint64_t target = durable_();
    for (;;) {
        auto run = run_.lock();
        const std::uint64_t before = run->rounds;
        run->woken = true;
        changed_.notify_all();
        changed_.wait(run.unique_lock(), [&] { return run->rounds != before || run->stopping; });
        const std::optional<Error> failed = run->failed;
        if (failed) return *failed;
        if (run->stopping) return Error(ErrorCode::cancelled, "the search index stops");
        if (shelf_.indexed(target) == target) return {};
    }
}

}  // namespace gdprd::audit
