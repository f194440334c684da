#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "audit/search.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

class FileStore;

/// Whether closed segments are made dense in the background; off for tests that look at files.
enum class Repacking : std::uint8_t { on, off };

struct TrailOptions {
    /// Name of this log in checkpoints and vkey, "example.org/gdprd"; no space, no '+'.
    std::string origin;
    /// Asked once by open() when all of an existing trail has been checked and nothing written yet,
    /// with the newest checkpoint's note: what others know of it. An error refuses the trail.
    std::function<Result<void>(const std::string& newest_note)> before_writing;
    std::uint64_t segment_bytes = 256ULL << 20;       ///< multiple of 4096
    std::uint64_t first_segment_bytes = 16ULL << 20;  ///< multiple of 4096
    /// A checkpoint is signed when so many entries or so much time is unsigned; 0 ms: never by
    /// time.
    std::uint64_t checkpoint_entries = 10'000;
    std::chrono::milliseconds checkpoint_every{1000};
    /// At least so long is between two that only the number of entries asked for, unless
    /// checkpoint_every is shorter: each costs several syncs, which at full speed are those of one
    /// commit in forty.
    std::chrono::milliseconds checkpoint_gap{250};
    std::chrono::hours epoch_age{24};
    std::uint64_t epoch_entries = 1ULL << 24;
    Repacking repacking = Repacking::on;
    /// Record of the last signed checkpoint, best on another disk; empty: DIR/last-signed.
    std::string last_signed_path;
    /// Text of the last checkpoint of a trail that cannot go on: quoted by this new trail's first
    /// system entry.
    std::string continues;
    IndexOptions index;                                   ///< off unless enabled
    std::shared_ptr<FileStore> files;                     ///< null: the real file system
    std::function<void(std::span<std::uint8_t>)> random;  ///< null: crypto::random_bytes
};

}  // namespace gdprd::audit
