#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "tests/support/passing_files.hpp"

namespace gdprd::daemon::test {

/// The real files, until a write of entries meets the condition: that one and all later ones fail,
/// as on a disk that is gone. Before the write nothing of it is there.
class FailingFiles final : public gdprd::test::PassingFiles {
  public:
    /// `when` is asked before each write to a segment, on the trail's own thread.
    void fail_when(std::function<bool()> when) { when_ = std::move(when); }

    Result<std::unique_ptr<audit::StoredFile>> open(const std::string& path,
                                                    audit::FileAccess access) override {
        GDPRD_TRY_ASSIGN(auto file, PassingFiles::open(path, access));
        if (!path.ends_with(".seg")) return file;
        return std::unique_ptr<audit::StoredFile>(std::make_unique<File>(*this, std::move(file)));
    }

  private:
    class File final : public gdprd::test::PassingFile {
      public:
        File(FailingFiles& files, std::unique_ptr<audit::StoredFile> file)
            : PassingFile(std::move(file)), files_(files) {}
        Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
            if (files_.broken_ || (files_.when_ && files_.when_())) {
                files_.broken_ = true;
                return Error(ErrorCode::io, "the disk is gone");
            }
            return PassingFile::write_at(offset, bytes);
        }

      private:
        FailingFiles& files_;
    };

    std::function<bool()> when_;
    bool broken_ = false;
};

}  // namespace gdprd::daemon::test
