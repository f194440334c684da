#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/keyring.hpp"
#include "audit/segments.hpp"
#include "audit/tree.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A closed segment: the next one is there.
struct ClosedSegment {
    SegmentName name;
    std::uint64_t end_seq = 0;  ///< first seq of the next one
};

struct RepackContext {
    FileStore& files;
    const std::string& dir;
    KeyRing& keys;
    HashSource& tree;
    std::uint64_t signed_size = 0;  ///< of the last checkpoint that is stored
    /// Looked at between frames; true: give up, nothing has changed.
    const std::atomic<bool>& stopping;
};

/// What was made of a segment.
struct Repacked {
    enum class Outcome {
        beside,     ///< written beside, durable: to be renamed
        not_worth,  ///< it is dense already
        not_yet,    ///< no checkpoint or tree file reaches its end: try again later
        no_key,     ///< an epoch's key is destroyed, so that no MAC can be made anew
        stopped,
    };
    Outcome outcome = Outcome::not_worth;
    std::uint64_t bytes_before = 0;
    std::uint64_t bytes_after = 0;
    std::uint64_t frames_before = 0;
    std::uint64_t frames_after = 0;
    std::uint64_t payloads_left_out = 0;  ///< their bytes were zeros
};

/// Writes the entries of a closed segment to NAME.new: frames of one epoch and incarnation merged,
/// so that little padding is left, and payloads left out whose bytes are zeros. Every frame is
/// checked as a verifier would: on any fault the segment stays as it is, because it is evidence
/// (corrupt). unavailable: no space.
Result<Repacked> repack_beside(const RepackContext& context, const ClosedSegment& segment);
/// Puts NAME.new in the segment's place, durable when this returns. A crash leaves the old or the
/// new.
Result<void> put_in_place(FileStore& files, const std::string& dir, const SegmentName& name);
/// NAME.new, if it is there.
void discard_beside(FileStore& files, const std::string& dir, const SegmentName& name);

}  // namespace gdprd::audit
