#include "policy/identity/digits_inside.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

TEST(DigitsInside, reads_what_people_and_programs_write_between_digits) {
    EXPECT_EQ(dialled_marks("Tel.: +49 (0)89/76"), "tel._ +49 (0)89/76");
    EXPECT_EQ(dialled_marks("0\xc2\xa0"
                            "8\xe2\x80\x91"
                            "9\xe2\x80\xaf"
                            "7\t6"),
              "0 8-9 7 6");
    EXPECT_EQ(dialled_marks(R"(089\/76\u00a054\n32)"), "089/76 54\n32");
    EXPECT_EQ(dialled_marks("%2B49%2089+76&nbsp;54&#160;3&#xA0;2"), "+49 89+76 54 3 2");
    EXPECT_EQ(dialled_marks("0\xa0"
                            "89"),
              "0 89")
        << "Latin-1";
    EXPECT_EQ(dialled_marks("\xe2\x80\xaa+49\xe2\x80\xac"), "+49") << "marks of direction";
}

TEST(DigitsInside, takes_what_is_not_encoded_as_it_stands) {
    EXPECT_EQ(dialled_marks("5% 089"), "5_ 089");
    EXPECT_EQ(dialled_marks("50%89"), "50_89");
    EXPECT_EQ(dialled_marks("a & b &x; \\"), "a _ b _x_ /");
    EXPECT_EQ(dialled_marks("&#48;%30\\u0030"), "__48__30/u0030");
    EXPECT_EQ(dialled_marks("%"), "_");
    EXPECT_EQ(dialled_marks("%2"), "_2");
    EXPECT_EQ(dialled_marks("\\u00"), "/u00");
    EXPECT_EQ(dialled_marks("&#99999999"), "__99999999");
}

TEST(DigitsInside, holds_digits_through_few_marks_and_no_letters) {
    for (const char* text : {"897654321", "x089-76 54 (32) 1.", "89 / 7654321", "0089765432199",
                             "89\n7654321", "%2B49%2089%207654321"})
        EXPECT_TRUE(holds_digits_inside(text, "+897654321")) << text;
    for (const char* text : {"89765432", "89a7654321", "89 , 7654321", "89     7654321", "", "8"})
        EXPECT_FALSE(holds_digits_inside(text, "897654321")) << text;
    EXPECT_FALSE(holds_digits_inside("anything 1", "none"));
}

}  // namespace
}  // namespace gdprd::policy
