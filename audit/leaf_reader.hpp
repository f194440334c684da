#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/frame.hpp"
#include "audit/segments.hpp"

namespace gdprd::audit {

/// Leaves and stored payloads of a trail's directory, one after the other, for who has no key.
/// Takes no lock. Read only what a checkpoint covers: the writer may be at work behind it. Blocks;
/// one thread at a time.
class LeafReader {
  public:
    LeafReader(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    /// The next entry is number `seq`; not_found when the trail has none.
    Result<void> seek(std::uint64_t seq);

    /// Borrows until the next call.
    struct Entry {
        BytesView leaf;
        ClearHeader header;
        BytesView payload;  ///< stored; empty: there is none, or it was destroyed
    };
    /// corrupt when the frame or the payload is not what was written; not_found at the end.
    Result<Entry> next();

  private:
    Result<void> load_frame();
    Result<void> open_segment(std::size_t number);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    std::vector<SegmentName> segments_;
    std::size_t segment_ = 0;
    std::unique_ptr<StoredFile> file_;
    std::uint64_t file_bytes_ = 0;
    std::uint64_t offset_ = 0;  ///< of the next frame
    std::uint64_t seq_ = 0;
    Bytes bytes_;  ///< the present frame
    Frame frame_;
};

}  // namespace gdprd::audit
