#include "config/base/secret.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <type_traits>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd {
namespace {

using test::failed_with;
using test::succeeded;
using test::TempDir;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);

TEST(Secret, is_read_from_a_private_file) {
    const TempDir dir;
    const auto secret = Secret::load(dir.write("key", "pass word\r\n"));
    ASSERT_TRUE(succeeded(secret));
    EXPECT_EQ(as_text(secret->expose()), "pass word\r\n");
    EXPECT_EQ(secret->expose_line(), "pass word");
}

TEST(Secret, is_refused_from_a_file_that_others_read) {
    const TempDir dir;
    const std::string path = dir.write("key", "secret");
    for (const mode_t mode : {0640U, 0604U, 0620U}) {
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
        EXPECT_TRUE(failed_with(Secret::load(path), ErrorCode::refused));
    }
    ASSERT_EQ(::chmod(path.c_str(), 0400), 0);
    EXPECT_TRUE(succeeded(Secret::load(path)));
}

TEST(Secret, is_refused_when_long_absent_or_no_file) {
    const TempDir dir;
    EXPECT_TRUE(succeeded(Secret::load(dir.write("long", std::string(65'536, 'x')))));
    EXPECT_TRUE(failed_with(Secret::load(dir.write("longer", std::string(65'537, 'x'))),
                            ErrorCode::limit_exceeded));
    EXPECT_TRUE(failed_with(Secret::load(dir.path("absent")), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(Secret::load(dir.path()), ErrorCode::invalid_argument));
}

TEST(Secret, comes_from_systemd_by_name) {
    const TempDir dir;
    ASSERT_EQ(::chmod(dir.write("root", "key bytes").c_str(), 0440), 0);
    ::unsetenv("CREDENTIALS_DIRECTORY");
    EXPECT_TRUE(failed_with(Secret::load_credential("root"), ErrorCode::unavailable));
    ::setenv("CREDENTIALS_DIRECTORY", dir.path().c_str(), 1);

    const auto secret = Secret::load_credential("root");

    ASSERT_TRUE(succeeded(secret));
    EXPECT_EQ(secret->expose_line(), "key bytes");
    EXPECT_TRUE(failed_with(Secret::load_credential("absent"), ErrorCode::not_found));
    for (const char* name : {"", "..", "../root", "a/b"})
        EXPECT_TRUE(failed_with(Secret::load_credential(name), ErrorCode::invalid_argument));
    ::unsetenv("CREDENTIALS_DIRECTORY");
}

TEST(Secret, loses_one_line_end_only) {
    EXPECT_EQ(Secret(as_bytes("a\n\n")).expose_line(), "a\n");
    EXPECT_EQ(Secret(as_bytes("a")).expose_line(), "a");
    EXPECT_EQ(Secret().expose_line(), "");
}

TEST(Secret, is_empty_after_a_move) {
    Secret from(as_bytes("secret"));
    Secret to = std::move(from);
    EXPECT_EQ(to.size(), 6U);
    EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    from = to.clone();
    EXPECT_TRUE(from == to);
    EXPECT_FALSE(from == Secret(as_bytes("Secret")));
    EXPECT_FALSE(from == Secret());
}

TEST(Secret, is_random_when_asked) {
    const Secret a = Secret::random(32);
    EXPECT_EQ(a.size(), 32U);
    EXPECT_FALSE(a == Secret::random(32));
}

}  // namespace
}  // namespace gdprd
