#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>

#include "audit/file_store.hpp"
#include "audit/index/part_records.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

/// One part on the disk, its tables in memory. Immutable; shared by searches. Its file goes away
/// with the last user when it was replaced.
class Part {
  public:
    /// corrupt, crypto: it is damaged, or sealed under another key.
    static Result<std::shared_ptr<Part>> open(const std::shared_ptr<FileStore>& files,
                                              const std::string& dir, const std::string& name,
                                              const Secret& idx_file);
    /// What can be read without a key.
    static Result<PartHeader> load_header(FileStore& files, const std::string& path);
    ~Part();
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    [[nodiscard]] const PartTables& tables() const noexcept { return tables_; }
    [[nodiscard]] const PartHeader& header() const noexcept { return tables_.header; }
    [[nodiscard]] std::uint64_t first() const noexcept { return tables_.header.first; }
    [[nodiscard]] std::uint64_t end() const noexcept { return tables_.header.end(); }
    [[nodiscard]] const IndexKeys& keys() const noexcept { return keys_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::uint64_t file_bytes() const noexcept {
        return tables_.trailer.blocks * kPartBlockBytes;
    }
    /// Another part holds its entries now.
    void remove_when_unused() noexcept { obsolete_ = true; }
    /// It is of no use any more. A file that stays is judged again by the next start.
    void remove_file() const { static_cast<void>(files_->remove(path_)); }

  private:
    friend class PartSession;
    Part(std::shared_ptr<FileStore> files, std::string path, const Secret& idx_file)
        : files_(std::move(files)), path_(std::move(path)), keys_(idx_file) {}

    std::shared_ptr<FileStore> files_;
    std::string path_;
    IndexKeys keys_;
    Secret file_key_;
    Bytes clear_;  ///< the header's bytes: additional data of each block
    PartTables tables_;
    std::atomic<bool> obsolete_ = false;
};

/// The open file of a part, for one search. One thread.
class PartSession final : public PlainBytes {
  public:
    static Result<std::unique_ptr<PartSession>> open(std::shared_ptr<const Part> part);
    Result<void> read(std::uint64_t offset, std::span<std::uint8_t> out) override;
    [[nodiscard]] PartRecords& records() noexcept { return records_; }
    [[nodiscard]] const Part& part() const noexcept { return *part_; }

  private:
    friend class Part;
    PartSession(std::shared_ptr<const Part> part, std::unique_ptr<StoredFile> file);
    Result<const Bytes*> block(std::uint64_t number);
    static constexpr std::size_t kBlocksKept = 64;

    std::shared_ptr<const Part> part_;
    std::unique_ptr<StoredFile> file_;
    crypto::Aes256Gcm cipher_;
    PartRecords records_;
    std::unordered_map<std::uint64_t, Bytes> blocks_;
    std::uint64_t last_number_ = ~std::uint64_t{0};
    const Bytes* last_ = nullptr;
    Bytes sealed_;
};

}  // namespace gdprd::audit
