#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/frame.hpp"
#include "config/base/bytes.hpp"
#include "config/base/guarded.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A file of segments/: its name is the seq of its first entry, 20 digits, ".seg".
struct SegmentName {
    std::uint64_t first_seq = 0;
    std::string name;  ///< "segments/00000000000000000000.seg", relative to the trail's directory
};
[[nodiscard]] std::string segment_name(std::uint64_t first_seq);
/// Ascending. Names that are no segments (spare, left-overs) are not listed.
Result<std::vector<SegmentName>> list_segments(FileStore& files, const std::string& dir);

/// Walks the frames of one segment file; `frame()` borrows from a re-used buffer.
class FrameScan {
  public:
    enum class Step {
        frame,  ///< a frame's header and content are loaded
        zeros,  ///< a block of zeros: the end, if only zeros follow
        end,    ///< end of the file
        bad,    ///< something else; `problem()` says what
    };
    /// `buffer` is what frames are read into; its bytes mean nothing.
    FrameScan(StoredFile& file, std::uint64_t size, Bytes buffer = {})
        : file_(file), size_(size), buffer_(std::move(buffer)) {}

    void seek(std::uint64_t offset) noexcept { offset_ = offset; }
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }
    /// Loads what is at offset(): CRC is checked, nothing else of the content.
    Result<Step> load();
    /// Loads the header only; no CRC.
    Result<Step> load_header();
    void skip_frame() noexcept { offset_ += header_.frame_bytes(); }
    [[nodiscard]] const FrameHeader& header() const noexcept { return header_; }
    [[nodiscard]] BytesView frame() const noexcept { return BytesView(buffer_).first(loaded_); }
    [[nodiscard]] Bytes take_frame() && {
        buffer_.resize(loaded_);
        return std::move(buffer_);
    }
    [[nodiscard]] const Error& problem() const noexcept { return problem_; }

    /// Offset of the first byte that is not zero at or after `from`; size() when there is none.
    Result<std::uint64_t> first_nonzero(std::uint64_t from);
    /// Offset of the first block at or after `from` that holds a frame with a good CRC; size() when
    /// there is none.
    Result<std::uint64_t> next_valid_frame(std::uint64_t from);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  private:
    void make_room(std::size_t bytes);

    StoredFile& file_;
    std::uint64_t size_;
    std::uint64_t offset_ = 0;
    FrameHeader header_;
    Bytes buffer_;            ///< never made smaller: what it is made larger by is zeroed first
    std::size_t loaded_ = 0;  ///< of it
    Error problem_;
};

/// Where the next frame goes.
struct JournalPosition {
    std::string segment;  ///< relative name; empty: there is none yet
    std::uint64_t offset = 0;
};
struct JournalSizes {
    std::uint64_t first_segment_bytes = 0;
    std::uint64_t segment_bytes = 0;
};
/// Whether a frame may use the last part of a segment when there is no next one: it records what is
/// done already.
enum class SpaceClass { ordinary, reserved };

/// The active segment and its spare: preallocated and written with zeros, so that a commit is one
/// write and one sync that waits for no file system journal. Owned by the writer thread.
class Journal {
  public:
    static Result<std::unique_ptr<Journal>> open(std::shared_ptr<FileStore> files, std::string dir,
                                                 JournalSizes sizes, JournalPosition position);
    ~Journal();

    /// Makes sure that `bytes` fit, opening the next segment when needed. unavailable: no space;
    /// nothing has changed.
    Result<void> make_room(std::uint64_t bytes, std::uint64_t first_seq, SpaceClass space);
    /// Begins the next segment, unless the active one is empty: what is in closed segments may be
    /// changed then by others. unavailable: no space; nothing has changed.
    Result<void> close_active(std::uint64_t first_seq);
    /// Writes and syncs. After an error nothing more may be written.
    Result<void> write(BytesView frame);
    [[nodiscard]] std::uint64_t frame_bytes_max() const noexcept { return sizes_.segment_bytes; }

  private:
    enum class Spare { none, making, ready, failed };
    struct SpareState {
        Spare state = Spare::none;
        std::uint64_t bytes = 0;  ///< while it is made, and when it is ready
        Error error;
    };
    Journal(std::shared_ptr<FileStore> files, std::string dir, JournalSizes sizes)
        : files_(std::move(files)), dir_(std::move(dir)), sizes_(sizes) {}
    Result<void> adopt_spare();
    void start_spare(std::uint64_t bytes);
    Result<void> await_spare(std::uint64_t least);
    /// `least`: bytes that it must be able to hold.
    Result<void> next_segment(std::uint64_t first_seq, std::uint64_t least);
    [[nodiscard]] std::uint64_t next_bytes() const noexcept;
    [[nodiscard]] std::uint64_t reserve_bytes() const noexcept;

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    JournalSizes sizes_;
    std::unique_ptr<StoredFile> active_;
    std::uint64_t active_bytes_ = 0;
    std::uint64_t offset_ = 0;
    Guarded<SpareState> spare_;
    std::atomic<bool> hurry_ = false;                ///< the spare is waited for
    std::atomic<std::uint64_t> left_in_active_ = 0;  ///< bytes
    std::thread spare_maker_;
};

}  // namespace gdprd::audit
