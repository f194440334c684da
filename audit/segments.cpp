#include "audit/segments.hpp"

#include <algorithm>
#include <cstdio>

#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kChunkBytes = 1U << 20;
/// Commits go on meanwhile, and a sync of theirs waits for what is on its way to the disk.
constexpr std::uint64_t kSyncedBytes = 1U << 20;
constexpr std::size_t kNameDigits = 20;
constexpr std::string_view kSuffix = ".seg";

std::string spare_path(const std::string& dir) {
    return dir + "/segments/spare";
}

/// Writes `bytes` zeros and gives the file its name: a crash leaves a .new that is made again.
Result<void> make_zero_file(FileStore& files, const std::string& path, std::uint64_t bytes) {
    const std::string beside = path + ".new";
    {
        GDPRD_TRY_ASSIGN(const auto file, files.open(beside, FileAccess::create));
        GDPRD_TRY(file->truncate(0));
        const Bytes zeros(kChunkBytes);
        for (std::uint64_t at = 0; at < bytes; at += kChunkBytes) {
            const auto part = std::min<std::uint64_t>(kChunkBytes, bytes - at);
            GDPRD_TRY(file->write_at(at, BytesView(zeros).first(part)));
            if ((at + part) % kSyncedBytes == 0) GDPRD_TRY(file->sync());
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

Result<FrameScan::Step> FrameScan::load_header() {
    if (offset_ + kFrameHeaderBytes > size_) return Step::end;
    buffer_.resize(kFrameHeaderBytes);
    GDPRD_TRY(read_exactly(file_, offset_, buffer_));
    if (all_zero(buffer_)) return Step::zeros;
    const auto parsed = parse_frame_header(buffer_);
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
    buffer_.resize(header_.frame_bytes());
    GDPRD_TRY(read_exactly(file_, offset_ + kFrameHeaderBytes,
                           std::span(buffer_).subspan(kFrameHeaderBytes)));
    const BytesView leaves = frame().subspan(kFrameHeaderBytes, header_.leaves_bytes);
    if (frame_crc(frame(), leaves) != header_.crc) {
        problem_ = Error(ErrorCode::corrupt, "frame has a bad CRC");
        return Step::bad;
    }
    return Step::frame;
}

Result<std::uint64_t> FrameScan::first_nonzero(std::uint64_t from) {
    Bytes chunk(kChunkBytes);
    while (from < size_) {
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
    const auto names = journal->files_->list(journal->dir_ + "/segments");
    if (!names) return names.error();
    for (const std::string& name : *names) {
        const std::string path = journal->dir_ + "/segments/" + name;
        if (name.ends_with(".new")) GDPRD_TRY(journal->files_->remove(path));
        if (name != "spare") continue;
        GDPRD_TRY_ASSIGN(const auto spare, journal->files_->open(path, FileAccess::read));
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, spare->size());
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, FrameScan(*spare, bytes).first_nonzero(0));
        // A spare of another size (the setting was changed), or not zero, is made again.
        if (bytes == sizes.segment_bytes && nonzero == bytes) {
            journal->spare_.lock()->state = Spare::ready;
        } else {
            GDPRD_TRY(journal->files_->remove(path));
        }
    }
    if (position.segment.empty()) {
        GDPRD_TRY(make_zero_file(*journal->files_, journal->dir_ + "/" + segment_name(0),
                                 sizes.first_segment_bytes));
        position.segment = segment_name(0);
    }
    GDPRD_TRY_ASSIGN(journal->active_, journal->files_->open(journal->dir_ + "/" + position.segment,
                                                             FileAccess::write));
    GDPRD_TRY_ASSIGN(journal->active_bytes_, journal->active_->size());
    journal->offset_ = position.offset;
    return journal;
}

Journal::~Journal() {
    if (spare_maker_.joinable()) spare_maker_.join();
}

std::uint64_t Journal::reserve_bytes() const noexcept {
    const std::uint64_t eighth = active_bytes_ / 8 / kBlockBytes * kBlockBytes;
    return std::clamp<std::uint64_t>(eighth, kBlockBytes, 256ULL * 1024);
}

void Journal::start_spare() {
    {
        auto state = spare_.lock();
        if (state->state == Spare::making || state->state == Spare::ready) return;
        state->state = Spare::making;
    }
    if (spare_maker_.joinable()) spare_maker_.join();
    spare_maker_ = std::thread([this] {
        const auto made = make_zero_file(*files_, spare_path(dir_), sizes_.segment_bytes);
        auto state = spare_.lock();
        state->state = made ? Spare::ready : Spare::failed;
        if (!made) state->error = made.error();
    });
}

Result<void> Journal::await_spare() {
    start_spare();
    if (spare_maker_.joinable()) spare_maker_.join();
    auto state = spare_.lock();
    if (state->state == Spare::ready) return {};
    state->state = Spare::none;
    return state->error;
}

Result<void> Journal::next_segment(std::uint64_t first_seq) {
    GDPRD_TRY(await_spare());
    const std::string path = dir_ + "/" + segment_name(first_seq);
    GDPRD_TRY(files_->rename(spare_path(dir_), path));
    spare_.lock()->state = Spare::none;
    // A crash here leaves an empty last segment, which recovery takes for the active one.
    GDPRD_TRY(files_->sync_directory(dir_ + "/segments"));
    GDPRD_TRY_ASSIGN(active_, files_->open(path, FileAccess::write));
    active_bytes_ = sizes_.segment_bytes;
    offset_ = 0;
    // At full speed the next one is wanted in less than a second.
    start_spare();
    return {};
}

Result<void> Journal::make_room(std::uint64_t bytes, std::uint64_t first_seq, SpaceClass space) {
    GDPRD_ASSERT(bytes <= frame_bytes_max());
    if (bytes > active_bytes_ - offset_) return next_segment(first_seq);
    const std::uint64_t left = active_bytes_ - offset_ - bytes;
    if (left < active_bytes_ / 2) start_spare();
    if (left < reserve_bytes()) {
        // Beyond this point there must be a next segment, or only what is done may be recorded.
        const auto spare = await_spare();
        if (!spare && space == SpaceClass::ordinary) return spare.error();
    }
    return {};
}

Result<void> Journal::close_active(std::uint64_t first_seq) {
    if (offset_ == 0) return {};
    return next_segment(first_seq);
}

Result<void> Journal::write(BytesView frame) {
    GDPRD_TRY(active_->write_at(offset_, frame));
    GDPRD_TRY(active_->sync());
    offset_ += frame.size();
    return {};
}

}  // namespace gdprd::audit
