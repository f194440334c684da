// References between fields whose values are written in several ways.
#include <gtest/gtest.h>

#include "policy/identity/resolver_estate.hpp"

namespace gdprd::policy {
namespace {

std::string joined_as(Cell::Kind kind, const char* bytes) {
    const auto tuple = tuple_of({PersonalCell(Cell{kind, bytes})}, {0});
    return tuple ? tuple->front() : "nothing";
}

TEST(References, join_numbers_of_any_scale) {
    EXPECT_EQ(joined_as(Cell::Kind::real, "1.00"), "1");
    EXPECT_EQ(joined_as(Cell::Kind::real, "10.0"), "10");
    EXPECT_EQ(joined_as(Cell::Kind::real, "100"), "100");
    EXPECT_EQ(joined_as(Cell::Kind::real, "0.50"), "0.5");
    EXPECT_EQ(joined_as(Cell::Kind::real, "1.50e10"), "1.50e10");
    EXPECT_EQ(joined_as(Cell::Kind::text, "1.00"), "1.00");
    EXPECT_EQ(joined_as(Cell::Kind::null, ""), "nothing");
}

}  // namespace
}  // namespace gdprd::policy
