#include "config/base/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd {
namespace {

using test::failed_with;
using test::succeeded;
using test::TempDir;

mode_t mode_of(const std::string& path) {
    struct stat status{};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
}

TEST(ReadFile, gives_the_whole_file) {
    const TempDir dir;
    const std::string content(100'000, 'x');
    const auto read = read_file(dir.write("f", content), 100'000);
    ASSERT_TRUE(succeeded(read));
    EXPECT_EQ(as_text(*read), content);
    const auto empty = read_file(dir.write("empty", std::string_view{}), 0);
    ASSERT_TRUE(succeeded(empty));
    EXPECT_TRUE(empty->empty());
}

TEST(ReadFile, stops_at_its_bound) {
    const TempDir dir;
    EXPECT_TRUE(failed_with(read_file(dir.write("f", "12345"), 4), ErrorCode::limit_exceeded));
}

TEST(ReadFile, tells_what_is_not_there_or_no_file) {
    const TempDir dir;
    EXPECT_TRUE(failed_with(read_file(dir.path("absent"), 10), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(read_file(dir.path(), 10), ErrorCode::invalid_argument));
    ASSERT_EQ(::mkfifo(dir.path("pipe").c_str(), 0600), 0);
    EXPECT_TRUE(failed_with(read_file(dir.path("pipe"), 10), ErrorCode::invalid_argument));
}

TEST(WriteFileAtomically, replaces_the_old_file_and_leaves_nothing_else) {
    const TempDir dir;
    dir.write("f", "old and longer");
    dir.write("f.new", "left by a crash");

    ASSERT_TRUE(succeeded(write_file_atomically(dir.path("f"), as_bytes("fresh"), 0640)));

    EXPECT_EQ(dir.read("f"), "fresh");
    EXPECT_EQ(mode_of(dir.path("f")), 0640U);
    EXPECT_FALSE(std::filesystem::exists(dir.path("f.new")));
}

TEST(WriteFileAtomically, keeps_the_old_file_when_it_fails) {
    const TempDir dir;
    dir.write("f", "old");
    ASSERT_TRUE(succeeded(make_directories(dir.path("f.new"))));

    EXPECT_FALSE(write_file_atomically(dir.path("f"), as_bytes("fresh")));

    EXPECT_EQ(dir.read("f"), "old");
}

TEST(WriteFileAtomically, does_not_follow_a_planted_link) {
    const TempDir dir;
    dir.write("victim", "precious");
    ASSERT_EQ(::symlink(dir.path("victim").c_str(), dir.path("f.new").c_str()), 0);

    ASSERT_TRUE(succeeded(write_file_atomically(dir.path("f"), as_bytes("fresh"))));

    EXPECT_EQ(dir.read("victim"), "precious");
    EXPECT_EQ(dir.read("f"), "fresh");
}

TEST(CreateFileAtomically, never_replaces) {
    const TempDir dir;
    ASSERT_TRUE(succeeded(create_file_atomically(dir.path("f"), as_bytes("first"))));

    EXPECT_TRUE(failed_with(create_file_atomically(dir.path("f"), as_bytes("second")),
                            ErrorCode::conflict));

    EXPECT_EQ(dir.read("f"), "first");
    EXPECT_EQ(mode_of(dir.path("f")), 0600U);
    EXPECT_FALSE(std::filesystem::exists(dir.path("f.new")));
}

TEST(MakeDirectories, makes_parents_with_the_mode) {
    const TempDir dir;
    const mode_t umask_before = ::umask(0077);
    ASSERT_TRUE(succeeded(make_directories(dir.path("a/b/c/"), 0750)));
    ::umask(umask_before);
    EXPECT_EQ(mode_of(dir.path("a")), 0750U);
    EXPECT_EQ(mode_of(dir.path("a/b/c")), 0750U);
    EXPECT_TRUE(succeeded(make_directories(dir.path("a/b/c"), 0700)));
    EXPECT_EQ(mode_of(dir.path("a/b/c")), 0750U);
}

TEST(MakeDirectories, refuses_a_file_in_the_way) {
    const TempDir dir;
    dir.write("a", "file");
    EXPECT_TRUE(failed_with(make_directories(dir.path("a")), ErrorCode::conflict));
    EXPECT_FALSE(make_directories(dir.path("a/b")));
}

TEST(ExchangeNames, swaps_two_directories_and_tells_what_is_not_there) {
    const TempDir dir;
    ASSERT_TRUE(succeeded(make_directories(dir.path("a"))));
    ASSERT_TRUE(succeeded(make_directories(dir.path("b"))));
    ASSERT_TRUE(succeeded(write_file_atomically(dir.path("a/of_a"), as_bytes("a"))));

    ASSERT_TRUE(succeeded(exchange_names(dir.path("a"), dir.path("b"))));

    EXPECT_TRUE(succeeded(read_file(dir.path("b/of_a"), 10)));
    EXPECT_FALSE(read_file(dir.path("a/of_a"), 10));
    const auto absent = exchange_names(dir.path("a"), dir.path("c"));
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code(), ErrorCode::not_found);
}

TEST(RemoveFile, is_content_with_an_absent_file) {
    const TempDir dir;
    dir.write("f", "x");
    EXPECT_TRUE(succeeded(remove_file(dir.path("f"))));
    EXPECT_FALSE(std::filesystem::exists(dir.path("f")));
    EXPECT_TRUE(succeeded(remove_file(dir.path("f"))));
    EXPECT_FALSE(remove_file(dir.path()));
}

TEST(ParentDirectory, is_the_path_without_its_last_part) {
    EXPECT_EQ(parent_directory("a/b/c"), "a/b");
    EXPECT_EQ(parent_directory("c"), ".");
    EXPECT_EQ(parent_directory("/c"), "/");
}

TEST(SystemError, escapes_the_path) {
    const Error error = system_error("cannot open", "a\nb", EACCES);
    EXPECT_EQ(error.code(), ErrorCode::forbidden);
    EXPECT_EQ(error.message(), "cannot open a\\u{a}b: Permission denied");
}

}  // namespace
}  // namespace gdprd
