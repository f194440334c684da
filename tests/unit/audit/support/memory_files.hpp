#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "audit/file_store.hpp"

namespace gdprd::test {

/// A file system in memory that forgets what was not synced when it crashes, runs out of space, and
/// fails a sync when told to. Renames are durable at once. Safe from several threads.
class MemoryFiles final : public audit::FileStore {
  public:
    Result<std::unique_ptr<audit::StoredFile>> open(const std::string& path,
                                                    audit::FileAccess access) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& path) override;
    Result<void> make_directory(const std::string& path) override;
    Result<void> sync_directory(const std::string& path) override;
    Result<std::vector<std::string>> list(const std::string& path) override;

    /// Everything unsynced is lost, as when the power goes.
    void crash();
    /// The next syncs fail.
    void fail_syncs() { failing_syncs_ = true; }
    /// New files and growing files get no space; what is there can be overwritten.
    void set_full(std::size_t bytes_left);
    void set_roomy() { full_ = false; }
    [[nodiscard]] std::size_t syncs() const { return syncs_; }

    [[nodiscard]] Bytes& bytes(const std::string& path);
    [[nodiscard]] bool has(const std::string& path);
    [[nodiscard]] std::vector<std::string> names(const std::string& prefix);
    /// An independent copy of what is there now.
    [[nodiscard]] std::shared_ptr<MemoryFiles> copy();

    struct Content {
        Bytes now;
        Bytes durable;
        std::mutex mutex;
    };

  private:
    friend class MemoryFile;
    Result<void> take_space(std::size_t bytes);

    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Content>> files_;
    std::vector<std::string> directories_;
    std::atomic<bool> failing_syncs_ = false;
    std::atomic<bool> full_ = false;
    std::atomic<std::size_t> left_ = 0;
    std::atomic<std::size_t> syncs_ = 0;
};

}  // namespace gdprd::test
