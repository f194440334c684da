#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/passing_files.hpp"

namespace gdprd::test {

/// Passes everything on to another store until its change number `stop_at`, counted over writes,
/// syncs, truncations, renames, removals and hole punches: that one and all later ones fail, as if
/// the process had been killed there. The write that it stops at may be torn: its first half is
/// done.
class StoppingFiles final : public PassingFiles {
  public:
    enum class Tear { whole, half };
    explicit StoppingFiles(std::shared_ptr<audit::FileStore> inner)
        : PassingFiles(std::move(inner)) {}

    void stop_at(std::uint64_t change, Tear tear) {
        changes_ = 0;
        stop_ = change;
        tear_ = tear;
    }
    void go_on() { stop_ = ~std::uint64_t{0}; }
    [[nodiscard]] std::uint64_t changes() const { return changes_; }
    [[nodiscard]] bool stopped() const { return changes_ >= stop_; }

    Result<std::unique_ptr<audit::StoredFile>> open(const std::string& path,
                                                    audit::FileAccess access) override {
        GDPRD_TRY_ASSIGN(auto file, PassingFiles::open(path, access));
        return std::unique_ptr<audit::StoredFile>(std::make_unique<File>(*this, std::move(file)));
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        GDPRD_TRY(step());
        return PassingFiles::rename(from, to);
    }
    Result<void> remove(const std::string& path) override {
        GDPRD_TRY(step());
        return PassingFiles::remove(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        GDPRD_TRY(step());
        return PassingFiles::sync_directory(path);
    }

  private:
    class File final : public PassingFile {
      public:
        File(StoppingFiles& owner, std::unique_ptr<audit::StoredFile> file)
            : PassingFile(std::move(file)), owner_(owner) {}
        Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
            const bool last = owner_.is_last();
            const auto going = owner_.step();
            if (last && owner_.tear_ == Tear::half) {
                GDPRD_TRY(PassingFile::write_at(offset, bytes.first(bytes.size() / 2)));
            }
            GDPRD_TRY(going);
            return PassingFile::write_at(offset, bytes);
        }
        Result<void> sync() override {
            GDPRD_TRY(owner_.step());
            return PassingFile::sync();
        }
        Result<void> truncate(std::uint64_t size) override {
            GDPRD_TRY(owner_.step());
            return PassingFile::truncate(size);
        }

        Result<void> free_zeros(std::uint64_t offset, std::uint64_t bytes) override {
            GDPRD_TRY(owner_.step());
            return PassingFile::free_zeros(offset, bytes);
        }

      private:
        StoppingFiles& owner_;
    };
    [[nodiscard]] bool is_last() const { return changes_ + 1 == stop_; }
    Result<void> step() {
        if (++changes_ < stop_) return {};
        return Error(ErrorCode::io, "stopped");
    }

    std::atomic<std::uint64_t> changes_ = 0;
    std::atomic<std::uint64_t> stop_ = ~std::uint64_t{0};
    std::atomic<Tear> tear_ = Tear::whole;
};

}  // namespace gdprd::test
