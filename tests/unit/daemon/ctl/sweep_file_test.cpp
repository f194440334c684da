#include "daemon/ctl/sweep_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::ctl {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using testing::HasSubstr;

TEST(SweepFile, says_that_it_searched_nothing_of_an_encoding_that_it_does_not_read) {
    const gdprd::test::TempDir dir;
    const auto off = OffLoop::on_blocking_thread();
    std::string wide("\xFF\xFE", 2);
    for (const char c : std::string("ada@example.org")) wide += std::string{c, '\0'};
    for (const auto& form : {std::optional<SweptRows>(), std::optional<SweptRows>(SweptRows{})}) {
        const auto swept = sweep_file(off, dir.write("wide.txt", wide), form);
        ASSERT_TRUE(failed_with(swept, ErrorCode::unsupported));
        EXPECT_THAT(swept.error().message(), HasSubstr("UTF-16: nothing of it was searched"));
        EXPECT_THAT(swept.error().hint(), HasSubstr("iconv -f UTF-16"));
        EXPECT_TRUE(succeeded(sweep_file(off, dir.write("short.txt", "\xFF"), form)));
        EXPECT_TRUE(succeeded(sweep_file(off, dir.write("empty.txt", ""), form)));
    }
    const auto utf32 = sweep_file(off, dir.write("x", std::string("\xFF\xFE\0\0a\0\0\0", 8)), {});
    EXPECT_THAT(utf32.error().message(), HasSubstr("UTF-32"));
}

TEST(SweepFile, takes_a_directory_for_a_mistake_of_the_call) {
    const gdprd::test::TempDir dir;
    EXPECT_TRUE(failed_with(sweep_file(OffLoop::on_blocking_thread(), dir.path(), {}),
                            ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::daemon::ctl
