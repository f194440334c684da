#include "connectors/ldap/distinguished_name.hpp"

#include <gmock/gmock.h>

namespace gdprd::connectors {
namespace {

TEST(DistinguishedName, has_one_spelling_for_all_that_servers_take_for_the_same) {
    for (const char* spelling :
         {"cn=ada example,ou=people,dc=test", "CN=Ada Example, OU=People, DC=Test",
          "cn=Ada  Example,ou=people,dc=test", "cn=\\41da Example,ou=people,dc=test"})
        EXPECT_EQ(canonical_dn(spelling), "cn=ada example,ou=people,dc=test") << spelling;
    EXPECT_EQ(canonical_dn("uid=b+CN=A,dc=test"), canonical_dn("cn=a+uid=B,dc=test"));
    EXPECT_EQ(canonical_dn("cn=JÖRG STRAßE"), "cn=jörg straße");
    EXPECT_EQ(canonical_dn(""), "");
}

TEST(DistinguishedName, escapes_what_would_be_read_as_something_else) {
    EXPECT_EQ(canonical_dn("cn=Example\\, Ada,dc=test"), "cn=example\\, ada,dc=test");
    EXPECT_EQ(canonical_dn("cn=\\#1,dc=test"), "cn=\\#1,dc=test");
    EXPECT_EQ(canonical_dn("cn=a\\0ab"), "cn=a\\0ab");
    for (const char* name :
         {"cn=a\\+b\\\"c\\;d\\<e\\>f\\\\g\\=h,dc=test", "cn=\\#1", "cn=a\\0ab"}) {
        const auto once = canonical_dn(name);
        ASSERT_TRUE(once) << name;
        EXPECT_EQ(canonical_dn(*once), once) << name;
    }
}

TEST(DistinguishedName, is_nothing_for_what_is_no_name) {
    for (const char* text : {"ada", "=x", "cn=a,", "cn=a,,dc=test", "cn=\"a", ",cn=a"})
        EXPECT_EQ(canonical_dn(text), std::nullopt) << text;
    EXPECT_EQ(canonical_dn(std::string_view("cn=a\0,dc=test", 13)), std::nullopt);
}

TEST(DistinguishedName, leaves_a_unique_identifier_behind) {
    EXPECT_EQ(canonical_dn_with_uid("cn=A,dc=test#'0101'B"), "cn=a,dc=test");
    EXPECT_EQ(canonical_dn_with_uid("cn=A,dc=test"), "cn=a,dc=test");
}

TEST(DistinguishedName, knows_what_is_below_what) {
    EXPECT_TRUE(is_at_or_below("cn=a,dc=test", "dc=test"));
    EXPECT_TRUE(is_at_or_below("dc=test", "dc=test"));
    EXPECT_TRUE(is_at_or_below("cn=a", ""));
    EXPECT_FALSE(is_at_or_below("dc=test", "cn=a,dc=test"));
    EXPECT_FALSE(is_at_or_below("cn=a,dc=protest", "dc=test"));
    EXPECT_FALSE(is_at_or_below("cn=a\\,dc=test", "dc=test")) << "the comma is part of the name";
    EXPECT_TRUE(is_at_or_below("cn=a\\\\,dc=test", "dc=test"));
}

TEST(DistinguishedName, tells_which_attributes_name_an_entry) {
    EXPECT_THAT(naming_attributes("UID=a+cn=b,dc=test"), testing::ElementsAre("cn", "uid"));
    EXPECT_TRUE(naming_attributes("no name").empty());
}

}  // namespace
}  // namespace gdprd::connectors
