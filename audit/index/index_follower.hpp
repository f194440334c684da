#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "audit/index/entry_poster.hpp"
#include "audit/index/index_shelf.hpp"
#include "audit/index/part_merge.hpp"
#include "audit/reader.hpp"
#include "audit/search.hpp"

namespace gdprd::audit {

/// How many entries are durable now. From any thread.
using DurableSize = std::function<std::uint64_t()>;

struct IndexPlace {
    std::shared_ptr<FileStore> files;
    std::string dir;  ///< the trail's
};

/// The thread that keeps the index behind the durable head: reads entries as anybody could, builds
/// a part in memory, writes it, merges parts, fills gaps. Never holds up a commit. Owns nothing
/// that a search waits for longer than one batch of postings.
class IndexFollower {
  public:
    IndexFollower(IndexPlace place, std::unique_ptr<TrailReader> reader, IndexOptions options,
                  DurableSize durable, IndexShelf& shelf);
    ~IndexFollower();
    IndexFollower(const IndexFollower&) = delete;
    IndexFollower& operator=(const IndexFollower&) = delete;

    /// Loads the parts that fit this trail and removes the others. Before start().
    Result<void> load();
    void start();
    /// Looks at once instead of soon.
    void wake();
    /// Until nothing is left of the epochs that the key files call destroyed now: neither in memory
    /// nor in a file. One that is in use by a search goes when that ends. An error: something may
    /// be left, and is tried again.
    Result<void> forget_destroyed();
    /// Until all that is durable now is indexed, or it failed; for tests and measurements.
    Result<void> catch_up();

  private:
    struct Run {
        bool stopping = false;
        bool woken = false;
        std::uint64_t rounds = 0;     ///< rounds that ended with nothing to do, or failed
        std::optional<Error> failed;  ///< the last round
        std::uint64_t marks_wanted = 0;
        std::uint64_t marks_made = 0;
        std::optional<Error> mark_failed;  ///< the last one
    };
    struct MergeResult {
        std::vector<std::shared_ptr<Part>> parts;
        Result<void> done;
        std::shared_ptr<Part> faulty;
    };

    void run();
    bool wait(std::chrono::milliseconds pause);
    [[nodiscard]] bool stopping();
    Result<bool> step();
    Result<bool> begin_part();
    Result<void> read_batch(std::uint64_t from);
    Result<bool> extend_part(PartBuilder& builder, const IndexKeys& keys);
    Result<void> finish_part(const PartBuilder& builder, const IndexKeys& keys);
    Result<void> mark_destroyed();
    Result<void> forget_now();
    Result<void> mark_when_wanted();
    [[nodiscard]] bool is_dead(const PartName& name);
    void look_after_files();
    void begin_merge();
    void collect_merge();
    Result<std::shared_ptr<Part>> load_part(const PartName& name,
                                            const std::vector<EpochSpan>& epochs);
    Result<bool> belongs(const Part& part);
    Result<void> see();
    void tell(const Error& error);

    IndexPlace place_;
    std::unique_ptr<TrailReader> reader_;
    IndexOptions options_;
    DurableSize durable_;
    IndexShelf& shelf_;
    EntryPoster poster_;
    std::vector<EpochSpan> epochs_;
    std::uint64_t gap_end_ = 0;       ///< the part in memory ends here at the latest
    bool gap_is_tail_ = false;        ///< and the gap grows with the trail
    bool part_is_whole_ = false;      ///< nothing more comes into it: write it
    std::uint32_t newest_epoch_ = 0;  ///< still growing
    std::vector<EntryOutline> batch_;
    std::future<MergeResult> merging_;
    bool told_ = false;
    std::chrono::steady_clock::time_point files_seen_;
    Guarded<Run> run_;
    std::condition_variable changed_;
    std::thread thread_;
};

}  // namespace gdprd::audit
