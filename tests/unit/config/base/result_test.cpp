#include "config/base/result.hpp"

#include <gtest/gtest.h>

#include "config/base/personal.hpp"
#include "tests/support/printers.hpp"

namespace gdprd {
namespace {

template <class T>
concept Streams = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Streams<Personal<std::string>>);
static_assert(!Streams<Personal<int>>);

Result<int> half(int n) {
    if (n % 2 != 0) return Error(ErrorCode::invalid_argument, "the number is odd", "double it");
    return n / 2;
}

Result<int> quarter(int n) {
    GDPRD_TRY_ASSIGN(const int h, half(n));
    GDPRD_TRY(half(h));
    return h / 2;
}

TEST(Result, passes_the_first_error_on) {
    EXPECT_EQ(*quarter(8), 2);
    const Result<int> failed = quarter(6);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), ErrorCode::invalid_argument);
    EXPECT_EQ(failed.error().hint(), "double it");
}

TEST(Error, keeps_all_parts_when_it_gains_one) {
    const Error error =
        Error(ErrorCode::stale, "moved", "plan again").with_detail("row 7").in("crm");
    EXPECT_EQ(error.code(), ErrorCode::stale);
    EXPECT_EQ(error.message(), "crm: moved");
    EXPECT_EQ(error.hint(), "plan again");
    EXPECT_EQ(error.sensitive_detail(), "row 7");
}

TEST(ResultDeathTest, stops_when_a_failure_is_read_as_a_value) {
    EXPECT_DEATH((void)half(3).value(), "the number is odd");
}

}  // namespace
}  // namespace gdprd
