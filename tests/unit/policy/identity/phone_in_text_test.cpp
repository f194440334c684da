#include "policy/identity/phone_in_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy/identity/digits_inside.hpp"

namespace gdprd::policy {
namespace {

void expect_in(const std::string& number, const std::vector<std::string>& texts) {
    const PhoneInText phone(number);
    for (const std::string& text : texts) {
        EXPECT_TRUE(phone.stands_in(text)) << text;
        // what a store finds must be more
        EXPECT_TRUE(holds_digits_inside(text, phone.wanted())) << text;
    }
}

void expect_not_in(const std::string& number, const std::vector<std::string>& texts) {
    const PhoneInText phone(number);
    for (const std::string& text : texts) EXPECT_FALSE(phone.stands_in(text)) << text;
}

TEST(PhoneInText, finds_a_german_number_in_any_usual_spelling) {
    expect_in("+49897654321", {"+49897654321",
                               "ruf +49 89 7654321 an",
                               "+49 (0)89 7654321",
                               "+49 (0) 89 / 76 54 321",
                               "(+49) 89 7654321",
                               "+49-89-7654321",
                               "+49.89.7654321",
                               "+49/89/7654321",
                               "0049 89 7654321",
                               "0049897654321",
                               "00 49 89 7654321",
                               "0049 (0)89 7654321",
                               "089/7654321",
                               "089 7654321",
                               "0897654321",
                               "(089) 765-43-21",
                               "(089)7654321",
                               "089-7654321",
                               "089.765.43.21",
                               "0 89 / 76 54 32 1",
                               "49 89 7654321",
                               "089\xc2\xa0"
                               "7654321",
                               "089\xe2\x80\xaf"
                               "765\xe2\x80\x91"
                               "4321",
                               "089\n7654321",
                               "tel:+49-89-7654321;ext=4",
                               "Tel.089 7654321.",
                               "Tel:0897654321,",
                               "<0897654321>"});
}

TEST(PhoneInText, finds_it_beside_other_text_and_other_numbers) {
    expect_in("+49897654321",
              {"089 7654321 ab 12 Uhr", "089 7654321 12 Uhr", "Zimmer 12 089 7654321",
               "0171 5550100/089 7654321", "089 7654321/0171 5550100", "089 7654321 0171 5550100",
               "am 12.05.2024 089 7654321", "17,0897654321,Anna", "089 7654321x12",
               "089 7654321 ext. 5", "089 7654321-0", "anruf_0897654321.wav",
               "Fax 089 7654320 / -21, "
               "Tel. 089 7654321",
               "4089 76543210; 089 7654321"});
    expect_in("+33612345678", {"06 98 76 54 32 06 12 34 56 78", "06 12 34 56 78 06 98 76 54 32",
                               "06.12.34.56.78", "+33 6 12 34 56 78 14 h"});
}

TEST(PhoneInText, finds_it_as_programs_encode_it) {
    expect_in("+49897654321",
              {R"({"tel":"089\/7654321"})", R"({"tel":"+49\u00a089 7654321"})",
               R"({"t":"Tel.\n089 7654321\n"})", "tel=%2B49%2089%207654321&x=1",
               "tel=%2B49+89+7654321", "a=089%2F7654321", "&#43;49&nbsp;89&nbsp;7654321",
               "089&#160;7654321", "<p>089&ndash;7654321</p>"});
}

TEST(PhoneInText, finds_nothing_in_longer_numbers) {
    expect_not_in("+49897654321",
                  {"08976543210", "40897654321", "4089 7654321", "089 76543210", "089 7654321-12",
                   "089 7654321.5", "0897654321,50", "089 765 43 21 55", "+49 89 765 43 21 55",
                   "+49 89 76543211", "4711-0897654321", "4711.0897654321", "A0897654321",
                   "0897654321ab", "DE89 3704 0897 6543 21", "1 2 3 089 7654320", "089765432199"});
    expect_not_in("+33612345678", {"06 12 34 56 78 90 12 34", "12 34 06 12 34 56 78", "0612345679",
                                   "106 12 34 56 78"});
}

TEST(PhoneInText, finds_no_number_of_another_country_or_without_its_prefix) {
    expect_not_in("+49897654321",
                  {"897654321", "order 897654321", "89 7654321", "+897654321", "+43 89 7654321",
                   "+41 (0)89 7654321", "0041 89 7654321", "0043 0897654321", "+490 897654320"});
    expect_not_in("+34612345678", {"+44 612345678", "0044 612 345 678", "0612345678"});
}

TEST(PhoneInText, knows_each_countrys_prefix) {
    expect_in("+34612345678", {"612 345 678", "+34 612 34 56 78", "34612345678"});
    expect_in("+12125550123", {"212-555-0123", "(212) 555-0123", "1-212-555-0123",
                               "+1 (212) 555.0123", "001 212 555 0123"});
    expect_in("+442079460123",
              {"020 7946 0123", "+44 (0)20 7946 0123", "(020) 7946-0123", "011 44 20 7946 0123"});
    expect_in("+3612345678", {"06 1 234 5678", "(06-1) 234-5678", "+36 1 234 5678"});
    expect_in("+390612345678", {"06 1234 5678", "+39 06 12345678", "0039 06 12345678"});
    expect_in("+74951234567", {"+7 495 123-45-67", "8 (495) 123-45-67"});
}

TEST(PhoneInText, finds_a_number_whose_country_nobody_knows) {
    expect_in("0897654321",
              {"089/7654321", "+49 89 7654321", "0043 89 7654321", "(089) 765-43-21"});
    expect_not_in("0897654321", {"897654321", "10897654321", "+49 89 76543212"});
    EXPECT_TRUE(PhoneInText("12345").wanted().empty());
    EXPECT_FALSE(PhoneInText("12345").stands_in("12345"));
    EXPECT_FALSE(PhoneInText("").stands_in("0"));
}

TEST(PhoneInText, takes_the_country_along_where_the_number_is_short) {
    EXPECT_EQ(PhoneInText("+4951234").wanted(), "4951234");
    expect_in("+4951234", {"+49 51234", "0049 51234"});
    expect_not_in("+4951234", {"051234", "51234"});
}

}  // namespace
}  // namespace gdprd::policy
