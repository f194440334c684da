#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "config/base/edit_distance.hpp"
#include "config/base/utf8.hpp"
#include "tests/support/printers.hpp"

namespace gdprd {
namespace {

TEST(Utf8, is_what_unicode_says) {
    for (const char* text :
         {"", "plain", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
          "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(valid_utf8(text)) << text;
    EXPECT_TRUE(valid_utf8(std::string_view("\0", 1)));
    for (const char* text :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xc3", "a\xe2\x82", "\xc3\x28"})
        EXPECT_FALSE(valid_utf8(text));
}

TEST(Printable, shows_what_cannot_be_seen) {
    EXPECT_EQ(printable("Zoë's table"), "Zoë's table");
    EXPECT_EQ(printable("a\tb\x1b[2J\x7f"), "a\\u{9}b\\u{1b}[2J\\u{7f}");
    EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3");
    EXPECT_EQ(printable("abc\xe2\x80\xae"
                        "cba"),
              "abc\\u{202e}cba");
    EXPECT_EQ(printable("abcdef", 4), "abcd...");
    EXPECT_EQ(printable("abcd", 4), "abcd");
    EXPECT_EQ(printable("ab\xe2\x82\xac", 4), "ab...");
}

RC_GTEST_PROP(Printable, gives_utf8_without_control_characters, (const std::string& text)) {
    const std::string shown = printable(text);
    RC_ASSERT(valid_utf8(shown));
    for (const char c : shown) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

TEST(EditDistance, counts_letters) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("listen", "listen"), 0U);
    EXPECT_EQ(edit_distance("lsiten", "listen"), 1U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

RC_GTEST_PROP(EditDistance, is_symmetric_and_bounded,
              (const std::string& a, const std::string& b)) {
    RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
    RC_ASSERT(edit_distance(a, b) <= std::max(a.size(), b.size()));
    RC_ASSERT((edit_distance(a, b) == 0) == (a == b));
}

TEST(Closest, guesses_only_what_is_near) {
    constexpr std::string_view kKeys[] = {"state", "listen", "policies", "stores"};
    EXPECT_EQ(closest("stats", kKeys), "state");
    EXPECT_EQ(closest("store", kKeys), "stores");
    EXPECT_EQ(closest("polices", kKeys), "policies");
    EXPECT_EQ(closest("hello", kKeys), std::nullopt);
    EXPECT_EQ(closest("x", kKeys), std::nullopt);
    EXPECT_EQ(closest("", kKeys), std::nullopt);
    EXPECT_EQ(closest(std::string(100'000, 'l'), kKeys), std::nullopt);
}

TEST(DidYouMean, puts_the_near_word_before_the_hint) {
    constexpr std::string_view kWords[] = {"access", "erasure"};

    EXPECT_EQ(did_you_mean("erazure", kWords, "a right"), "did you mean \"erasure\"? a right");
    EXPECT_EQ(did_you_mean("acess", kWords, ""), "did you mean \"access\"?");
    EXPECT_EQ(did_you_mean("shoe", kWords, "a right"), "a right");
}

}  // namespace
}  // namespace gdprd
