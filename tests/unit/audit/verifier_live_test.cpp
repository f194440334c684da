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

VerifyReport verify_while_written(const TrailDir& dir, const std::string& vkey, int times) {
    VerifyOptions options;
    options.dir = dir.path();
    options.vkey = vkey;
    options.files = std::make_shared<BusyWriterFiles>(times);
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
    const auto seen = verify_while_written(dir, vkey, 2);
    EXPECT_TRUE(seen.ok()) << to_string(seen.faults.front());
    // One that somebody wrote into is found however often it is looked at.
    std::fstream(spare, std::ios::binary | std::ios::in | std::ios::out) << "x";
    const auto altered = verify_while_written(dir, vkey, 0);
    ASSERT_EQ(altered.faults.size(), 1U);
    EXPECT_EQ(altered.faults.front().file, "segments/spare");
}

}  // namespace
}  // namespace gdprd::audit
