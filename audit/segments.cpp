#include "audit/segments.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "config/base/assert.hpp"
#include "config/base/thread_priority.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kChunkBytes = 1U << 20;
/// The kernel may not leave a write for whoever wakes up meanwhile: one of a MiB takes 3 ms where
/// its pages have first to be made.
constexpr std::size_t kZerosBytes = 64U << 10;
constexpr std::size_t kNameDigits = 20;
constexpr std::string_view kSuffix = ".seg";

std::string spare_path(const std::string& dir) {
    return dir + "/segments/spare";
}

/// Writes `bytes` zeros and gives the file its name: a crash leaves a .new that is made again.
/// Commits go on meanwhile, and a sync of theirs waits for what is on its way to the disk: so a
/// little goes at a time, and nothing is asked of the disk's own cache before the end. After each
/// part `rest` is told how many bytes are left, and how long the last part took.
template <typename Rest>
Result<void> make_zero_file(FileStore& files, const std::string& path, std::uint64_t bytes,
                            const Rest& rest) {
    const std::string beside = path + ".new";
    {
        GDPRD_TRY_ASSIGN(const auto file, files.open(beside, FileAccess::create));
        GDPRD_TRY(file->truncate(0));
        const Bytes zeros(kZerosBytes);
        auto begin = std::chrono::steady_clock::now();
        for (std::uint64_t at = 0; at < bytes; at += kZerosBytes) {
            const auto part = std::min<std::uint64_t>(kZerosBytes, bytes - at);
            GDPRD_TRY(file->write_at(at, BytesView(zeros).first(part)));
            GDPRD_TRY(file->write_back(at, part));
            rest(bytes - at - part, std::chrono::steady_clock::now() - begin);
            begin = std::chrono::steady_clock::now();
        }
        GDPRD_TRY(file->sync());
    }
    GDPRD_TRY(files.rename(beside, path));
    return files.sync_directory(parent_directory(path));
}

}  // namespace

std::string segment_name(std::uint64_t first_seq) {
    std::string digits = std::to_string(first_seq);
    digits.insert(0, kNameDigits - digits.size(), '0');
    return "segments/" + digits + std::string(kSuffix);
}

Result<std::vector<SegmentName>> list_segments(FileStore& files, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const auto names, files.list(dir + "/segments"));
    std::vector<SegmentName> out;
    for (const std::string& name : names) {
        if (name.size() != kNameDigits + kSuffix.size() || !name.ends_with(kSuffix)) continue;
        std::uint64_t first = 0;
        bool digits = true;
        for (std::size_t i = 0; i < kNameDigits; ++i) {
            digits = digits && name[i] >= '0' && name[i] <= '9';
            first = first * 10 + static_cast<std::uint64_t>(name[i] - '0');
        }
        if (digits) out.push_back({first, "segments/" + name});
    }
    return out;
}

void FrameScan::make_room(std::size_t bytes) {
    if (buffer_.size() >= bytes) return;
    buffer_.resize(loaded_);  // what is kept when it grows
    buffer_.resize(bytes);
}

Result<FrameScan::Step> FrameScan::load_header() {
    loaded_ = 0;
    if (offset_ + kFrameHeaderBytes > size_) return Step::end;
    make_room(kFrameHeaderBytes);
    GDPRD_TRY(read_exactly(file_, offset_, std::span(buffer_).first(kFrameHeaderBytes)));
    loaded_ = kFrameHeaderBytes;
    if (all_zero(frame())) return Step::zeros;
    const auto parsed = parse_frame_header(frame());
    if (!parsed) {
        problem_ = parsed.error();
        return Step::bad;
    }
    header_ = *parsed;
    if (header_.frame_bytes() > size_ - offset_) {
        problem_ = Error(ErrorCode::corrupt, "frame header has impossible counts");
        return Step::bad;
    }
    return Step::frame;
}

Result<FrameScan::Step> FrameScan::load() {
    GDPRD_TRY_ASSIGN(const Step step, load_header());
    if (step != Step::frame) return step;
    const std::size_t bytes = header_.frame_bytes();
    make_room(bytes);
    GDPRD_TRY(
        read_exactly(file_, offset_ + kFrameHeaderBytes,
                     std::span(buffer_).subspan(kFrameHeaderBytes, bytes - kFrameHeaderBytes)));
    loaded_ = bytes;
    const BytesView leaves = frame().subspan(kFrameHeaderBytes, header_.leaves_bytes);
    if (frame_crc(frame(), leaves) != header_.crc) {
        problem_ = Error(ErrorCode::corrupt, "frame has a bad CRC");
        return Step::bad;
    }
    return Step::frame;
}

Result<std::uint64_t> FrameScan::first_nonzero(std::uint64_t from) {
    Bytes chunk(kChunkBytes);
    while ((from = file_.skip_hole(from)) < size_) {
        GDPRD_TRY_ASSIGN(const std::size_t got, file_.read_at(from, chunk));
        if (got == 0) break;
        const BytesView part = BytesView(chunk).first(got);
        if (!all_zero(part)) {
            const auto found =
                std::find_if(part.begin(), part.end(), [](std::uint8_t byte) { return byte != 0; });
            return from + static_cast<std::uint64_t>(found - part.begin());
        }
        from += got;
    }
    return size_;
}

Result<std::uint64_t> FrameScan::next_valid_frame(std::uint64_t from) {
    for (std::uint64_t at = round_up_to_block(from); at < size_;) {
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, first_nonzero(at));
        if (nonzero == size_) break;
        at = std::max(at, nonzero / kBlockBytes * kBlockBytes);
        seek(at);
        GDPRD_TRY_ASSIGN(const Step step, load());
        if (step == Step::frame) return at;
        at += kBlockBytes;
    }
    return size_;
}

Result<std::unique_ptr<Journal>> Journal::open(std::shared_ptr<FileStore> files, std::string dir,
                                               JournalSizes sizes, JournalPosition position) {
    std::unique_ptr<Journal> journal(new Journal(std::move(files), std::move(dir), sizes));
    if (position.segment.empty()) {
        GDPRD_TRY(make_zero_file(*journal->files_, journal->dir_ + "/" + segment_name(0),
                                 sizes.first_segment_bytes, [](auto...) {}));
        position.segment = segment_name(0);
    }
    GDPRD_TRY_ASSIGN(journal->active_, journal->files_->open(journal->dir_ + "/" + position.segment,
                                                             FileAccess::write));
    GDPRD_TRY_ASSIGN(journal->active_bytes_, journal->active_->size());
    journal->offset_ = position.offset;
    journal->left_in_active_ = journal->active_bytes_ - position.offset;
    GDPRD_TRY(journal->adopt_spare());
    return journal;
}

/// One that is too small or too large (the setting was changed), or not zero, is made again.
Result<void> Journal::adopt_spare() {
    GDPRD_TRY_ASSIGN(const auto names, files_->list(dir_ + "/segments"));
    for (const std::string& name : names) {
        const std::string path = dir_ + "/segments/" + name;
        if (name.ends_with(".new")) GDPRD_TRY(files_->remove(path));
        if (name != "spare") continue;
        GDPRD_TRY_ASSIGN(const auto spare, files_->open(path, FileAccess::read));
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, spare->size());
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, FrameScan(*spare, bytes).first_nonzero(0));
        const bool fits =
            bytes >= next_bytes() && bytes <= sizes_.segment_bytes && bytes % kBlockBytes == 0;
        if (fits && nonzero == bytes) {
            auto state = spare_.lock();
            state->state = Spare::ready;
            state->bytes = bytes;
        } else {
            GDPRD_TRY(files_->remove(path));
        }
    }
    return {};
}

Journal::~Journal() {
    hurry_ = true;
    if (spare_maker_.joinable()) spare_maker_.join();
}

std::uint64_t Journal::reserve_bytes() const noexcept {
    const std::uint64_t eighth = active_bytes_ / 8 / kBlockBytes * kBlockBytes;
    return std::clamp<std::uint64_t>(eighth, kBlockBytes, 256ULL * 1024);
}

/// Segments double up to their full size: a spare that takes longer to write with zeros than the
/// active segment lasts at full speed would be waited for, and a small trail needs little room.
std::uint64_t Journal::next_bytes() const noexcept {
    return std::min(active_bytes_ * 2, sizes_.segment_bytes);
}

void Journal::start_spare(std::uint64_t bytes) {
    {
        auto state = spare_.lock();
        if (state->state == Spare::making || state->state == Spare::ready) return;
        state->state = Spare::making;
        state->bytes = bytes;
    }
    if (spare_maker_.joinable()) spare_maker_.join();
    hurry_ = false;
    spare_maker_ = std::thread([this, bytes] {
        make_yielding_thread();
        // Commits want the disk meanwhile; what they leave of their segment is the time there is.
        const auto rest = [&](std::uint64_t left, std::chrono::nanoseconds took) {
            const bool ahead = left + bytes / 8 < left_in_active_;
            if (ahead && !hurry_) std::this_thread::sleep_for(took);
        };
        const auto made = make_zero_file(*files_, spare_path(dir_), bytes, rest);
        auto state = spare_.lock();
        state->state = made ? Spare::ready : Spare::failed;
        if (!made) state->error = made.error();
    });
}

Result<void> Journal::await_spare(std::uint64_t least) {
    for (;;) {
        start_spare(std::max(next_bytes(), round_up_to_block(least)));
        hurry_ = true;
        if (spare_maker_.joinable()) spare_maker_.join();
        {
            auto state = spare_.lock();
            if (state->state != Spare::ready) {
                state->state = Spare::none;
                return state->error;
            }
            if (state->bytes >= least) return {};
            state->state = Spare::none;  // its name is taken over by the larger one
        }
    }
}

Result<void> Journal::next_segment(std::uint64_t first_seq, std::uint64_t least) {
    GDPRD_TRY(await_spare(least));
    const std::string path = dir_ + "/" + segment_name(first_seq);
    GDPRD_TRY(files_->rename(spare_path(dir_), path));
    active_bytes_ = [&] {
        auto state = spare_.lock();
        state->state = Spare::none;
        return state->bytes;
    }();
    // A crash here leaves an empty last segment, which recovery takes for the active one.
    GDPRD_TRY(files_->sync_directory(dir_ + "/segments"));
    GDPRD_TRY_ASSIGN(active_, files_->open(path, FileAccess::write));
    offset_ = 0;
    left_in_active_ = active_bytes_;
    // At full speed the next one is wanted in less than a second.
    start_spare(next_bytes());
    return {};
}

Result<void> Journal::make_room(std::uint64_t bytes, std::uint64_t first_seq, SpaceClass space) {
    GDPRD_ASSERT(bytes <= frame_bytes_max());
    if (bytes > active_bytes_ - offset_) return next_segment(first_seq, bytes);
    const std::uint64_t left = active_bytes_ - offset_ - bytes;
    if (left < active_bytes_ / 2) start_spare(next_bytes());
    if (left < reserve_bytes()) {
        // Beyond this point there must be a next segment, or only what is done may be recorded.
        const auto spare = await_spare(0);
        if (!spare && space == SpaceClass::ordinary) return spare.error();
    }
    return {};
}

Result<void> Journal::close_active(std::uint64_t first_seq) {
    if (offset_ == 0) return {};
    return next_segment(first_seq, 0);
}

Result<void> Journal::write(BytesView frame) {
    GDPRD_TRY(active_->write_at(offset_, frame));
    GDPRD_TRY(active_->sync());
    // what nobody finds again is not acknowledged
    if (!active_->is_in_place())
        return Error(ErrorCode::io, "the segment is not in its place any more",
                     "put the trail's directory back as it was");
    offset_ += frame.size();
    left_in_active_ = active_bytes_ - offset_;
    return {};
}

}  // namespace gdprd::audit
