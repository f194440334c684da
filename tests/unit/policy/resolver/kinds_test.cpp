// References between fields whose values are written in several ways.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "policy/identity/resolver_followed.hpp"

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

Values cells(const std::vector<std::pair<Cell::Kind, const char*>>& of) {
    Values out;
    for (const auto& [kind, bytes] : of) out.emplace_back(Cell{kind, bytes});
    return out;
}

TEST(References, take_whole_numbers_and_others_for_one_kind) {
    const auto same = [](Cell::Kind one, Cell::Kind other) {
        return of_same_kinds(cells({{one, "12"}}), {0}, cells({{other, "12"}}), {0});
    };
    EXPECT_TRUE(same(Cell::Kind::real, Cell::Kind::integer));
    EXPECT_TRUE(same(Cell::Kind::text, Cell::Kind::text));
    EXPECT_FALSE(same(Cell::Kind::text, Cell::Kind::real));
    EXPECT_FALSE(same(Cell::Kind::blob, Cell::Kind::text));
}

TEST(References, read_decimals_in_texts) {
    EXPECT_EQ(as_numbers({"12.50"}), std::vector<std::string>{"12.5"});
    EXPECT_EQ(as_numbers({"-12.00"}), std::vector<std::string>{"-12"});
    for (const char* text : {"12", "12.5", "A.10", "1.2.0", ".50", "K-12.50"})
        EXPECT_EQ(as_numbers({text}), std::nullopt) << text;
}

}  // namespace
}  // namespace gdprd::policy
