#include "connectors/ldap/filter.hpp"

#include <gtest/gtest.h>

namespace gdprd::connectors {
namespace {

TEST(LdapFilter, lets_no_value_end_or_change_a_filter) {
    EXPECT_EQ(escape_filter_value("ada@example.org"), "ada@example.org");
    EXPECT_EQ(escape_filter_value("*)(uid=*"), "\\2a\\29\\28uid=\\2a");
    EXPECT_EQ(escape_filter_value("a\\2a"), "a\\5c2a");
    EXPECT_EQ(escape_filter_value(std::string("a\0b", 3)), "a\\00b");
    EXPECT_EQ(escape_filter_value("\xc3\xa9&|!<>~"), "\\c3\\a9\\26\\7c\\21\\3c\\3e\\7e");
    EXPECT_EQ(escape_filter_value("20261123024613.280590Z#000"), "20261123024613.280590Z\\23000");
}

TEST(LdapFilter, combines_filters) {
    EXPECT_EQ(equals_filter("cn", "(a)"), "(cn=\\28a\\29)");
    EXPECT_EQ(present_filter("mail"), "(mail=*)");
    EXPECT_EQ(part_filter("mail", "a*b"), "(mail=*a\\2ab*)");
    EXPECT_EQ(spread_filter("telephoneNumber", "0199"), "(telephoneNumber=*0*1*9*9*)");
    EXPECT_EQ(any_filter({"(a=1)"}), "(a=1)");
    EXPECT_EQ(any_filter({"(a=1)", "(b=2)"}), "(|(a=1)(b=2))");
    EXPECT_EQ(all_filter({"(a=1)", "(b=2)"}), "(&(a=1)(b=2))");
}

}  // namespace
}  // namespace gdprd::connectors
