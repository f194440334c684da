#include "audit/trail_writer.hpp"

#include <algorithm>

#include "audit/redacting_file.hpp"
#include "audit/subject_tree_check.hpp"
#include "config/base/assert.hpp"
#include "config/base/log.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kReserveBytes = 256ULL * 1024;
constexpr std::uint64_t kSegmentBytesMin = 4 * kBlockBytes;
constexpr std::uint64_t kSegmentBytesMax = 1ULL << 30;

Result<void> check_options(const TrailOptions& options) {
    if (!valid_key_name(options.origin)) {
        return Error(ErrorCode::invalid_argument, "the trail's origin is not a valid name",
                     "use letters, digits, '.', '-' and '/', as in example.org/gdprd");
    }
    for (const std::uint64_t bytes : {options.segment_bytes, options.first_segment_bytes}) {
        if (bytes % kBlockBytes != 0 || bytes < kSegmentBytesMin || bytes > kSegmentBytesMax) {
            return Error(ErrorCode::invalid_argument,
                         "a trail segment is a multiple of 4096 from 16 KiB to 1 GiB");
        }
    }
    return {};
}

/// Records of what is done already may use the last part of a segment when the disk is full.
bool may_use_reserve(EntryType type) {
    return type == EntryType::outcome || type == EntryType::gap || type == EntryType::clock ||
           type == EntryType::system || type == EntryType::redact;
}

SpaceClass space_class(std::span<AppendRequest* const> requests) {
    for (const AppendRequest* request : requests) {
        for (const PreparedDraft& prepared : request->drafts) {
            if (!may_use_reserve(prepared.draft->type)) return SpaceClass::ordinary;
        }
    }
    return SpaceClass::reserved;
}

}  // namespace

TrailWriter::TrailWriter(std::shared_ptr<FileStore> files, std::string dir,
                         const TrailOptions& options, const Clock& clock, Locks locks)
    : files_(std::move(files)),
      dir_(std::move(dir)),
      options_(options),
      clock_(clock),
      locks_(std::move(locks)),
      random_(options.random ? options.random : RandomSource([](std::span<std::uint8_t> out) {
          crypto::random_bytes(out);
      })),
      tiles_(files_, dir_),
      builder_(definitions_) {}

/// Runs an action; when there is no space, once more with the reserve given up.
template <class Action>
auto TrailWriter::with_reserve(Action action) {
    auto result = action();
    if (result || result.error().code() != ErrorCode::unavailable) return result;
    if (!files_->remove(dir_ + "/reserve")) return result;
    reserve_spent_ = true;
    return action();
}

/// Space that recovery and checkpoints can still use on a full disk. While it is spent, entries
/// before an effect are refused: the effect's outcome must find room.
Result<void> TrailWriter::renew_reserve() {
    const std::string path = dir_ + "/reserve";
    if (!files_->open(path, FileAccess::read)) {
        const auto made = write_file_atomic(*files_, path, Bytes(kReserveBytes));
        if (!made) {
            static_cast<void>(files_->remove(path + ".new"));
            reserve_spent_ = true;
            return made.error();
        }
    }
    reserve_spent_ = false;
    return {};
}

/// The error is told in the log once, not at each append.
Result<void> TrailWriter::make_room(std::uint64_t bytes, SpaceClass space) {
    Result<void> room;
    if (reserve_spent_ && space == SpaceClass::ordinary) room = renew_reserve();
    if (room) room = journal_->make_room(bytes, edge_.size(), space);
    if (!room && !full_) log::event(log::Event::trail_no_space, {{"error", room.error()}});
    full_ = !room;
    return room;
}

std::uint64_t TrailWriter::wall_ns() const {
    return static_cast<std::uint64_t>(clock_.now().time_since_epoch().count());
}

Result<std::unique_ptr<TrailWriter>> TrailWriter::open(const std::string& dir,
                                                       const TrailOptions& options,
                                                       const Secret& root_key, const Clock& clock) {
    GDPRD_TRY(check_options(options));
    const auto files = options.files ? options.files : real_files();
    GDPRD_TRY(files->make_directory(dir));
    GDPRD_TRY_ASSIGN(FileLock lock, FileLock::acquire_directory(dir));
    // For people, and for a gdprd of before the directory's lock.
    GDPRD_TRY_ASSIGN(FileLock lock_file, FileLock::acquire(dir + "/lock"));
    for (const char* name : {"/segments", "/keys", "/tree"}) {
        GDPRD_TRY(files->make_directory(dir + name));
    }
    std::unique_ptr<TrailWriter> writer(
        new TrailWriter(files, dir, options, clock, {std::move(lock), std::move(lock_file)}));
    GDPRD_TRY(writer->load_keys(root_key));
    // Before anything is written: a start that is tried again and again leaves nothing behind.
    const RedactingFile noted(files, dir, writer->keys_->origin(), root_key);
    GDPRD_TRY(noted.load());
    GDPRD_TRY(writer->recover_files());
    if (!writer->created_) {
        GDPRD_TRY(check_subject_keys(*files, dir, *writer->keys_, writer->edge_.size()));
    }
    if (options.before_writing && !writer->latest_note().empty()) {
        GDPRD_TRY(options.before_writing(writer->latest_note()));
    }
    GDPRD_TRY(writer->begin_incarnation());
    return writer;
}

/// The file vkey is written last when a trail is made: without it there is no trail yet, and what a
/// crash left of the making is made again.
Result<void> TrailWriter::load_keys(const Secret& root_key) {
    const std::string vkey_path = dir_ + "/vkey";
    created_ = !files_->open(vkey_path, FileAccess::read);
    if (created_) {
        GDPRD_TRY_ASSIGN(const auto segments, list_segments(*files_, dir_));
        if (!segments.empty()) {
            return Error(ErrorCode::corrupt, "the trail has segments, but its file vkey is missing",
                         "put vkey back from the auditor's copy");
        }
        GDPRD_TRY_ASSIGN(KeyRing made,
                         KeyRing::create(files_, dir_, root_key, options_.origin, random_));
        keys_ = std::make_unique<KeyRing>(std::move(made));
        const std::string vkey = format_vkey(keys_->origin(), keys_->public_key()) + "\n";
        return write_file_atomic(*files_, vkey_path, as_bytes(vkey));
    }
    GDPRD_TRY(KeyJournal(files_, dir_).recover());
    GDPRD_TRY_ASSIGN(KeyRing opened, KeyRing::open(files_, dir_, root_key, random_));
    keys_ = std::make_unique<KeyRing>(std::move(opened));
    if (keys_->origin() != options_.origin) {
        return Error(
            ErrorCode::conflict,
            "the trail in this directory has another origin: " + keys_->origin(),
            "set trail.origin back, or give the new origin its own state directory; when this "
            "trail is refused and is to end: gdprd continue-trail --confirm=" +
                keys_->origin());
    }
    return {};
}

Result<void> TrailWriter::recover_files() {
    const std::string last_signed =
        options_.last_signed_path.empty() ? dir_ + "/last-signed" : options_.last_signed_path;
    checkpoints_ = std::make_unique<CheckpointFiles>(files_, dir_, last_signed);
    GDPRD_TRY(load_chain());
    GDPRD_TRY_ASSIGN(const auto known, checkpoints_->load(*chain_));
    GDPRD_TRY_ASSIGN(Recovered recovered, recover(*files_, dir_, *keys_, known, tiles_));
    edge_ = std::move(recovered.edge);
    latest_note_ = std::move(recovered.latest_note);
    signed_size_ = recovered.signed_size;
    bytes_cut_ = recovered.bytes_cut;
    if (bytes_cut_ != 0) {
        log::event(log::Event::trail_tail_cut, {{"entries", edge_.size()}, {"bytes", bytes_cut_}});
    }
    GDPRD_TRY_ASSIGN(journal_, Journal::open(files_, dir_,
                                             {options_.first_segment_bytes, options_.segment_bytes},
                                             recovered.position));
    return {};
}

/// A seq that is used again after a crash meets a new key: no (key, nonce) pair repeats.
Result<void> TrailWriter::begin_epoch() {
    GDPRD_TRY_ASSIGN(epoch_, with_reserve([this] {
                         return keys_->add_epoch(edge_.size(), incarnation_, wall_ns());
                     }));
    GDPRD_TRY_ASSIGN(epoch_keys_, keys_->epoch(epoch_));
    GDPRD_TRY_ASSIGN(helper_keys_, keys_->open_epoch(epoch_));
    epoch_first_seq_ = edge_.size();
    epoch_since_ = clock_.monotonic();
    definitions_.clear();
    key_entry_due_ = true;
    return {};
}

Result<void> TrailWriter::begin_incarnation() {
    for (const EpochRecord& record : keys_->epochs()) {
        incarnation_ = std::max(incarnation_, record.incarnation);
    }
    ++incarnation_;
    GDPRD_TRY(begin_epoch());
    std::vector<EntryDraft> drafts(1);
    drafts[0].type = EntryType::clock;
    drafts[0].payload =
        cbor::Map{{"bytes_cut", bytes_cut_}, {"recovered", edge_.size()}, {"signed", signed_size_}};
    if (created_ && !options_.continues.empty()) {
        drafts.emplace_back().payload = cbor::Map{{"continues", options_.continues}};
    }
    AppendRequest request;
    GDPRD_TRY_ASSIGN(request.drafts, prepare_drafts(drafts));
    AppendRequest* const one[] = {&request};
    commit(one);
    if (request.error) return *request.error;
    GDPRD_TRY(sign());
    // Without room for it the trail still opens: outcomes and alarms can be recorded.
    static_cast<void>(renew_reserve());
    return {};
}

FrameContext TrailWriter::context() const {
    FrameContext out;
    out.keys = epoch_keys_;
    out.helper_keys = helper_keys_.get();
    out.random = &random_;
    out.epoch = epoch_;
    out.incarnation = incarnation_;
    out.wall_ns = wall_ns();
    out.monotonic_ns = static_cast<std::uint64_t>(
        std::chrono::nanoseconds(clock_.monotonic().time_since_epoch()).count());
    return out;
}

void TrailWriter::commit(std::span<AppendRequest* const> requests) {
    const auto done = try_commit(requests);
    if (done) return;
    if (requests.size() == 1 || poisoned_) {
        for (AppendRequest* request : requests) request->error = done.error();
        return;
    }
    // Nothing was written: what fails for all of them together may go through one by one.
    for (std::size_t i = 0; i < requests.size(); ++i) commit(requests.subspan(i, 1));
}

Result<void> TrailWriter::try_commit(std::span<AppendRequest* const> requests) {
    if (poisoned_) return *poisoned_;
    const bool old = clock_.monotonic() - epoch_since_ >= options_.epoch_age ||
                     edge_.size() - epoch_first_seq_ >= options_.epoch_entries;
    if (old && !key_entry_due_) GDPRD_TRY(begin_epoch());
    const auto written = build_and_write(requests);
    if (!written) definitions_.drop_staged();
    return written;
}

Result<void> TrailWriter::build_and_write(std::span<AppendRequest* const> requests) {
    std::size_t entries = 0;
    for (const AppendRequest* request : requests) entries += request->drafts.size();
    builder_.begin(context(), edge_, entries);
    if (key_entry_due_) builder_.add_key_entry();
    for (AppendRequest* request : requests) {
        request->appended.clear();
        request->appended.reserve(request->drafts.size());
        for (const PreparedDraft& prepared : request->drafts) {
            if (prepared.draft->redacts && prepared.draft->redacts->value() >= edge_.size()) {
                return Error(ErrorCode::invalid_argument, "a redact entry names a later entry");
            }
            request->appended.push_back({EntryIndex(builder_.add(prepared)), {}});
            step_entry_unsigned_ |= prepared.draft->type == EntryType::intent ||
                                    prepared.draft->type == EntryType::outcome;
        }
    }
    if (builder_.frame_bytes() > journal_->frame_bytes_max() ||
        builder_.count() > kFrameEntriesMax) {
        return Error(ErrorCode::limit_exceeded, "the entries of one call do not fit in a segment",
                     "append fewer at a time, or raise trail.segment_bytes");
    }
    GDPRD_TRY(make_room(builder_.frame_bytes(), space_class(requests)));
    const BytesView frame = builder_.finish();
    for (AppendRequest* request : requests) {
        for (Appended& appended : request->appended) {
            appended.leaf_hash = builder_.hash_of(appended.index.value());
        }
    }
    // A crash from here to the end of the sync leaves a torn frame, which recovery cuts, or a whole
    // one, which it keeps; neither was acknowledged.
    const auto written = journal_->write(frame);
    if (!written) {
        poisoned_ = Error(
            ErrorCode::io, "the trail stopped after a failed write: " + written.error().message(),
            written.error().hint().empty() ? "look at the disk, then restart gdprd"
                                           : written.error().hint() + ", then restart gdprd");
        log::event(log::Event::trail_failed, {{"error", written.error()}});
        return *poisoned_;
    }
    edge_ = builder_.edge();
    tiles_.append(builder_.complete());
    definitions_.keep_staged();
    key_entry_due_ = false;
    return {};
}

Result<std::uint32_t> TrailWriter::rotate_epoch() {
    if (poisoned_) return *poisoned_;
    if (!key_entry_due_) GDPRD_TRY(begin_epoch());
    return epoch_;
}

Result<void> TrailWriter::close_segment() {
    if (poisoned_) return *poisoned_;
    return journal_->close_active(edge_.size());
}

bool TrailWriter::many_unsigned() const noexcept {
    return !poisoned_ && edge_.size() - signed_size_ >= options_.checkpoint_entries;
}

bool TrailWriter::step_entry_unsigned() const noexcept {
    return !poisoned_ && step_entry_unsigned_ && edge_.size() != signed_size_;
}

Result<TrailWriter::SignedHead> TrailWriter::make_note() {
    if (poisoned_) return *poisoned_;
    // Never sign what does not contain the last signed tree: edge_ only grows from what recovery
    // compared with it.
    GDPRD_ASSERT(edge_.size() > signed_size_ || latest_note_.empty());
    GDPRD_TRY(with_reserve([this] { return tiles_.flush(); }));
    step_entry_unsigned_ = false;
    return SignedHead{
        sign_checkpoint({keys_->origin(), edge_.size(), edge_.root()}, keys_->signing_seed()),
        edge_.size()};
}

Result<void> TrailWriter::store_note(const SignedHead& head) {
    return with_reserve([&] { return checkpoints_->store(head.note); });
}

void TrailWriter::note_stored(const SignedHead& head) {
    latest_note_ = head.note;
    signed_size_ = head.size;
    if (keys_->replaced_key_is_there()) destroy_replaced_key();
}

Result<std::string> TrailWriter::sign() {
    if (!poisoned_ && signed_size_ == edge_.size() && !latest_note_.empty()) return latest_note_;
    GDPRD_TRY_ASSIGN(const SignedHead head, make_note());
    GDPRD_TRY(store_note(head));
    note_stored(head);
    return latest_note_;
}

}  // namespace gdprd::audit
