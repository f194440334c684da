#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "audit/verifier.hpp"
#include "tests/support/passing_files.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// The real files, where a writer takes the spare segment into use each time somebody has just
/// opened it: what was opened holds frames then, and a new spare has its name.
class BusyWriterFiles final : public test::PassingFiles {
  public:
    explicit BusyWriterFiles(int times) : left_(times) {}

    Result<std::unique_ptr<StoredFile>> open(const std::string& path, FileAccess access) override {
        auto file = PassingFiles::open(path, access);
        if (path.ends_with("/segments/spare") && left_-- > 0) take_into_use(path);
        return file;
    }

  private:
    static void take_into_use(const std::string& path) {
        const std::string taken = fs::path(path).parent_path().parent_path() / "taken";
        const auto bytes = fs::file_size(path);
        fs::rename(path, taken);
        std::ofstream(path, std::ios::binary).close();
        fs::resize_file(path, bytes);
        std::fstream(taken, std::ios::binary | std::ios::in | std::ios::out) << "GDPR";
    }

    int left_;
};

/// The real files, where the trail's signing key is changed, twice, just before its file is opened.
class RotatingWriterFiles final : public test::PassingFiles {
  public:
    explicit RotatingWriterFiles(Trail& trail) : trail_(trail) {}

    Result<std::unique_ptr<StoredFile>> open(const std::string& path, FileAccess access) override {
        if (path.ends_with("/keys/signing") && !rotated_) {
            rotated_ = true;
            for (int i = 0; i < 2; ++i) {
                EXPECT_TRUE(succeeded(trail_.rotate_signing_key(kOff)));
                TrailDir::append_some(trail_, 1);
                EXPECT_TRUE(succeeded(trail_.checkpoint(kOff)));
            }
        }
        return PassingFiles::open(path, access);
    }
    [[nodiscard]] bool has_rotated() const { return rotated_; }

  private:
    Trail& trail_;
    bool rotated_ = false;
};

VerifyReport verify_by(std::shared_ptr<FileStore> files, const TrailDir& dir,
                       const std::string& vkey) {
    VerifyOptions options;
    options.dir = dir.path();
    options.vkey = vkey;
    options.files = std::move(files);
    const auto report = verify_trail(kOff, options);
    EXPECT_TRUE(succeeded(report));
    return report ? *report : VerifyReport{};
}

TEST(VerifierLive, is_not_alarmed_by_a_spare_that_is_taken_into_use_meanwhile) {
    TrailDir dir;
    std::string vkey;
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        vkey = (*trail)->vkey();
        TrailDir::append_some(**trail, 10);
    }
    const std::string spare = dir.path() + "/segments/spare";
    std::ofstream(spare, std::ios::binary).close();
    fs::resize_file(spare, 64U << 10);
    const auto seen = verify_by(std::make_shared<BusyWriterFiles>(2), dir, vkey);
    EXPECT_TRUE(seen.ok()) << to_string(seen.faults.front());
    // One that somebody wrote into is found however often it is looked at.
    std::fstream(spare, std::ios::binary | std::ios::in | std::ios::out) << "x";
    const auto altered = verify_by(std::make_shared<BusyWriterFiles>(0), dir, vkey);
    ASSERT_EQ(altered.faults.size(), 1U);
    EXPECT_EQ(altered.faults.front().file, "segments/spare");
}

TEST(VerifierLive, is_not_alarmed_by_a_signing_key_that_is_changed_meanwhile) {
    TrailDir dir;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    const std::string vkey = (*trail)->vkey();
    TrailDir::append_some(**trail, 10);
    ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
    const auto files = std::make_shared<RotatingWriterFiles>(**trail);
    const auto seen = verify_by(files, dir, vkey);
    EXPECT_TRUE(files->has_rotated());
    EXPECT_TRUE(seen.ok()) << to_string(seen.faults.front());
}

}  // namespace
}  // namespace gdprd::audit
