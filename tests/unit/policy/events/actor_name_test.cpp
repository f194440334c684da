#include "policy/events/actor_name.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

TEST(ActorName, may_be_an_account_or_a_service) {
    for (const char* name :
         {"svc-support", "a", "crm/app:7", "Kasse 3", "\xc3\xa9t\xc3\xa9", "gdprd-2", "tokens",
          "uid", "guide", "\xd0\xba\xd0\xb0\xd1\x81\xd1\x81\xd0\xb0"}) {
        EXPECT_EQ(why_not_an_actor(name), "") << name;
        EXPECT_TRUE(is_plain_name(name)) << name;
    }
}

TEST(ActorName, is_not_one_of_gdprds_own) {
    EXPECT_EQ(why_not_an_actor("gdprd"), "is gdprd's own name");
    for (const char* name : {"uid:0", "gid:staff", "token:dpo"})
        EXPECT_EQ(why_not_an_actor(name), "begins as gdprd's own callers do") << name;
}

TEST(ActorName, does_not_look_like_one_of_gdprds_own) {
    for (const char* name :
         {"Token:dpo", "TOKEN:dpo", " token:dpo", "token :dpo", "t\xe2\x80\x8boken:dpo",  // U+200B
          "token:\xc2\xa0"
          "dpo",
          "GDPRD", "gdprd\xc2\xa0", "g dprd",
          "\xef\xbd\x94oken:dpo",  // full-width t
          "token\xef\xbc\x9a"
          "dpo",               // full-width colon
          "t\xd0\xbeken:dpo",  // Cyrillic o
          "u\xd1\x96"
          "d:0",  // Cyrillic i
          "gdp\xe2\x80\xae"
          "rd"})  // U+202E
        EXPECT_FALSE(why_not_an_actor(name).empty()) << name;
}

TEST(ActorName, is_plain_without_what_cannot_be_seen_and_spaces_at_its_ends) {
    for (const char* name : {" a", "a ",
                             "\xc2\xa0"
                             "a",
                             "a\xe2\x80\x8b",
                             "a\xe2\x80\xa8"
                             "b",
                             "\xc2\x85",
                             "a\x1b"
                             "b",
                             "a\xe2\x81\xa6"
                             "b",
                             "\xff"})
        EXPECT_FALSE(is_plain_name(name)) << name;
    EXPECT_TRUE(is_plain_name(""));
    EXPECT_TRUE(is_plain_name("a b"));
}

}  // namespace
}  // namespace gdprd::policy
