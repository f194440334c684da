#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "audit/file_store.hpp"
#include "audit/segments.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Copies a trail's directory while its writer goes on, so that the copy is the trail as it was at
/// one checkpoint, and verifies. Without the keys, whose ratchet must be in no copy, and without
/// the search index, which is made anew. One thread.
class TrailCopy {
  public:
    struct Options {
        std::string from;  ///< the trail's directory
        std::string to;    ///< is made; nothing is there
        /// Called now and then with the entries copied; false stops with `cancelled`. May be empty.
        std::function<bool(std::uint64_t entries)> progress;
        std::shared_ptr<FileStore> files;  ///< null: the real file system
    };
    explicit TrailCopy(Options options);

    /// What others signed, and the segments that are closed: the bulk, so that little is left for
    /// finish(). Before the checkpoint is signed that finish() is given. corrupt: the trail is
    /// damaged.
    Result<void> begin(OffLoop off);
    /// The rest of the entries that `note`, the trail's newest checkpoint, covers; then the tree,
    /// the checkpoints up to this one, and it. Payloads must not be destroyed meanwhile. stale:
    /// frames were merged across the checkpoint; finish() may be called again with a newer one.
    Result<void> finish(OffLoop off, const std::string& note);

  private:
    Result<void> copy_file(const std::string& name);
    Result<void> copy_directory(const std::string& name);
    Result<void> copy_segment(const SegmentName& segment, std::uint64_t end);
    Result<bool> copy_closed();
    Result<void> copy_tree(std::uint64_t size);
    Result<void> copy_checkpoints(std::uint64_t size);

    Options options_;
    std::shared_ptr<FileStore> files_;
    std::set<std::uint64_t> copied_;  ///< closed segments, by their first seq
    std::uint64_t entries_ = 0;
};

/// Overwrites with zeros each payload in the trail at `dir` that a redact entry of it names: a copy
/// may have been taken before they were destroyed. How many there were. Nobody writes to the trail
/// meanwhile.
Result<std::uint64_t> erase_redacted(OffLoop off, FileStore& files, const std::string& dir);

}  // namespace gdprd::audit
