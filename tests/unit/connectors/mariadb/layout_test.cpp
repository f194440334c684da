#include "connectors/mariadb/layout.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using policy::Cell;

MariaField field(MariaCompare compare, std::string charset = "") {
    MariaField out;
    out.name = "a`b";
    out.charset = std::move(charset);
    out.compare = compare;
    return out;
}

TEST(MariaLayout, quotes_a_name_so_that_it_stays_one) {
    EXPECT_EQ(quote_maria("a`; DROP TABLE x; -- `"), "`a``; DROP TABLE x; -- ```");
}

TEST(MariaLayout, takes_the_zeros_from_a_number_and_leaves_its_scale) {
    EXPECT_EQ(plain_number("000"), "0");
    EXPECT_EQ(plain_number("0042"), "42");
    EXPECT_EQ(plain_number("-007.50"), "-7.50");
    EXPECT_EQ(plain_number("0.5"), "0.5");
    EXPECT_EQ(plain_number(""), "");
}

TEST(MariaLayout, compares_no_number_with_what_is_none) {
    MariaParams params;
    for (const char* value : {"", "abc", "1.5e3", "1 OR 1=1", "0x1"}) {
        EXPECT_FALSE(
            equals(field(MariaCompare::integer), "", {Cell::Kind::text, value}, true, params))
            << value;
        EXPECT_FALSE(
            equals(field(MariaCompare::decimal), "", {Cell::Kind::text, value}, true, params))
            << value;
    }
    EXPECT_TRUE(params.empty());
    EXPECT_TRUE(equals(field(MariaCompare::integer), "",
                       {Cell::Kind::integer, "18446744073709551615"}, true, params));
    EXPECT_EQ(params.front().kind, MariaParam::Kind::natural);
}

TEST(MariaLayout, compares_text_by_its_bytes_and_by_an_index_only_where_its_charset_holds_it) {
    const MariaField latin = field(MariaCompare::text, "latin1");
    MariaParams params;

    const auto ascii = equals(latin, "", {Cell::Kind::text, "ada"}, true, params);
    const auto beyond = equals(latin, "t.", {Cell::Kind::text, "\xe2\x98\x82"}, true, params);

    EXPECT_EQ(ascii, "`a``b` = ? AND CAST(CONVERT(`a``b` USING utf8mb4) AS BINARY) = ?");
    EXPECT_EQ(beyond, "CAST(CONVERT(t.`a``b` USING utf8mb4) AS BINARY) = ?");
    EXPECT_EQ(params.size(), 3U);
    EXPECT_TRUE(fits_charset(field(MariaCompare::text, "utf8mb3"), "\xe2\x98\x82"));
    EXPECT_FALSE(fits_charset(field(MariaCompare::text, "utf8mb3"), "\xf0\x9f\x98\x80"));
}

}  // namespace
}  // namespace gdprd::connectors
