#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "audit/file_store.hpp"

namespace gdprd::daemon::test {

/// The real files, until a write of entries meets the condition: that one and all later ones fail,
/// as on a disk that is gone. Before the write nothing of it is there.
class FailingFiles final : public audit::FileStore {
  public:
    /// `when` is asked before each write to a segment, on the trail's own thread.
    void fail_when(std::function<bool()> when) { when_ = std::move(when); }

    Result<std::unique_ptr<audit::StoredFile>> open(const std::string& path,
                                                    audit::FileAccess access) override {
        GDPRD_TRY_ASSIGN(auto file, real_->open(path, access));
        if (!path.ends_with(".seg")) return file;
        return std::unique_ptr<audit::StoredFile>(std::make_unique<File>(*this, std::move(file)));
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        return real_->rename(from, to);
    }
    Result<void> remove(const std::string& path) override { return real_->remove(path); }
    Result<void> make_directory(const std::string& path) override {
        return real_->make_directory(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        return real_->sync_directory(path);
    }
    Result<std::vector<std::string>> list(const std::string& path) override {
        return real_->list(path);
    }

  private:
    class File final : public audit::StoredFile {
      public:
        File(FailingFiles& files, std::unique_ptr<audit::StoredFile> file)
            : files_(files), file_(std::move(file)) {}
        Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
            if (files_.broken_ || (files_.when_ && files_.when_())) {
                files_.broken_ = true;
                return Error(ErrorCode::io, "the disk is gone");
            }
            return file_->write_at(offset, bytes);
        }
        Result<void> sync() override { return file_->sync(); }
        Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
            return file_->read_at(offset, out);
        }
        Result<std::uint64_t> size() override { return file_->size(); }
        Result<void> truncate(std::uint64_t size) override { return file_->truncate(size); }

      private:
        FailingFiles& files_;
        std::unique_ptr<audit::StoredFile> file_;
    };

    std::shared_ptr<audit::FileStore> real_ = audit::real_files();
    std::function<bool()> when_;
    bool broken_ = false;
};

}  // namespace gdprd::daemon::test
