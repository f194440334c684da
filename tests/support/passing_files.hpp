#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audit/file_store.hpp"

namespace gdprd::test {

/// A file that passes everything on to another; a test overrides what it wants to see or to fail.
class PassingFile : public audit::StoredFile {
  public:
    explicit PassingFile(std::unique_ptr<audit::StoredFile> file) : file_(std::move(file)) {}
    Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
        return file_->write_at(offset, bytes);
    }
    Result<void> sync() override { return file_->sync(); }
    Result<void> write_back(std::uint64_t offset, std::uint64_t bytes) override {
        return file_->write_back(offset, bytes);
    }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        return file_->read_at(offset, out);
    }
    Result<std::uint64_t> size() override { return file_->size(); }
    Result<void> truncate(std::uint64_t size) override { return file_->truncate(size); }
    Result<void> free_zeros(std::uint64_t offset, std::uint64_t bytes) override {
        return file_->free_zeros(offset, bytes);
    }

  private:
    std::unique_ptr<audit::StoredFile> file_;
};

/// The same of a file store.
class PassingFiles : public audit::FileStore {
  public:
    explicit PassingFiles(std::shared_ptr<audit::FileStore> files = audit::real_files())
        : files_(std::move(files)) {}
    Result<std::unique_ptr<audit::StoredFile>> open(const std::string& path,
                                                    audit::FileAccess access) override {
        return files_->open(path, access);
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        return files_->rename(from, to);
    }
    Result<void> remove(const std::string& path) override { return files_->remove(path); }
    Result<void> make_directory(const std::string& path) override {
        return files_->make_directory(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        return files_->sync_directory(path);
    }
    Result<std::vector<std::string>> list(const std::string& path) override {
        return files_->list(path);
    }

  private:
    std::shared_ptr<audit::FileStore> files_;
};

}  // namespace gdprd::test
