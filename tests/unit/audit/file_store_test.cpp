#include "audit/file_store.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::failed_with;
using test::succeeded;

TEST(FileStore, waits_for_no_pipe_and_reads_no_device) {
    const test::TempDir dir;
    ASSERT_EQ(::mkfifo((dir.path() + "/pipe").c_str(), 0600), 0);
    fs::create_symlink("/dev/zero", dir.path() + "/zero");
    for (const auto* name : {"/pipe", "/zero"}) {
        for (const auto access : {FileAccess::read, FileAccess::write, FileAccess::create})
            EXPECT_TRUE(failed_with(real_files()->open(dir.path() + name, access), ErrorCode::io));
    }
}

TEST(FileStore, skips_what_was_never_written) {
    const test::TempDir dir;
    const auto file = real_files()->open(dir.path() + "/file", FileAccess::create);
    ASSERT_TRUE(succeeded(file));
    constexpr std::uint64_t kFar = 1ULL << 40;
    const Bytes byte{1};
    ASSERT_TRUE(succeeded((*file)->write_at(kFar, byte)));
    ASSERT_TRUE(succeeded((*file)->truncate(2 * kFar)));

    EXPECT_LE((*file)->skip_hole(0), kFar);
    EXPECT_GT((*file)->skip_hole(0), 0U);
    EXPECT_EQ((*file)->skip_hole(kFar), kFar);
    EXPECT_EQ((*file)->skip_hole(kFar + (1U << 20)), 2 * kFar);
    EXPECT_EQ((*file)->skip_hole(3 * kFar), 3 * kFar);
}

}  // namespace
}  // namespace gdprd::audit
