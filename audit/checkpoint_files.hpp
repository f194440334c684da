#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A note of the file `checkpoints`, where each is followed by an empty line.
struct StoredNote {
    std::uint64_t offset = 0;
    std::string text;
};

/// Streams the records of `checkpoints`. A last record that a crash cut off is told from a damaged
/// one: its bytes can be the beginning of a record of `origin`.
class CheckpointLogReader {
  public:
    CheckpointLogReader(StoredFile& file, std::string origin, std::uint64_t size)
        : file_(file), origin_(std::move(origin)), size_(size) {}

    /// Begins at the first record that starts at or after `offset`.
    Result<void> seek_record(std::uint64_t offset);
    /// Absent at the end; corrupt when the end is neither a record nor a torn one.
    Result<std::optional<StoredNote>> next();
    /// Where the records end; the rest of the file is a torn one.
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }
    [[nodiscard]] std::uint64_t torn_bytes() const noexcept { return torn_bytes_; }

  private:
    Result<bool> fill();

    StoredFile& file_;
    std::string origin_;
    std::uint64_t size_;
    std::uint64_t offset_ = 0;  ///< of buffer_[0]
    std::string buffer_;
    std::uint64_t torn_bytes_ = 0;
};

/// DIR/checkpoint (the latest), DIR/checkpoints (all), the record of the last one signed, and, read
/// only, DIR/cosigned/* (what witnesses signed).
class CheckpointFiles {
  public:
    CheckpointFiles(std::shared_ptr<FileStore> files, std::string dir, std::string last_signed_path)
        : files_(std::move(files)),
          dir_(std::move(dir)),
          last_signed_path_(std::move(last_signed_path)) {}

    /// Everything known of this log's own past: notes that verify by `keys`, with where they are.
    struct Known {
        std::string source;
        std::string text;  ///< empty: a succession's tree, which is no checkpoint
        Checkpoint checkpoint;
    };
    /// corrupt, naming the file, when one is there and does not verify. Cuts off a torn record.
    Result<std::vector<Known>> load(const SigningChain& keys);
    /// Makes a new note durable: last-signed, then checkpoints, then checkpoint. A crash in between
    /// leaves the later files one behind; load() takes the newest. After an error the same note may
    /// be stored again.
    Result<void> store(const std::string& note);

  private:
    std::shared_ptr<FileStore> files_;
    std::string dir_;
    std::string last_signed_path_;
    std::unique_ptr<StoredFile> log_;
    std::uint64_t log_bytes_ = 0;
    std::string last_in_log_;
};

}  // namespace gdprd::audit
