#include "policy/identity/check_identifiers.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

IdentifierAnswers answers_to(std::string_view input) {
    const auto questions = parse_identifier_lines(input);
    EXPECT_TRUE(questions.has_value());
    return check_identifiers(*questions);
}

TEST(CheckIdentifiers, prints_five_columns_per_line) {
    const auto answers = answers_to("email\tAda@Example.org\nip\t300.1.1.1\n");

    EXPECT_EQ(answers.lines,
              "email\tAda@Example.org\tvalid\tada@example.org\t-\n"
              "ip\t300.1.1.1\tinvalid\t-\tnot an IP address\n");
    EXPECT_EQ(answers.exit_code, 5);
}

TEST(CheckIdentifiers, ends_with_0_when_all_are_valid) {
    EXPECT_EQ(answers_to("ip\t192.0.2.1\n").exit_code, 0);
    EXPECT_EQ(answers_to("").exit_code, 0);
}

TEST(CheckIdentifiers, lets_an_unknown_type_win_over_an_invalid_value) {
    const auto answers = answers_to("ip\tx\nshoe\t42\n");

    EXPECT_EQ(answers.exit_code, 2);
    EXPECT_NE(answers.lines.find("shoe\t42\tunknown\t-\tunknown type\n"), std::string::npos);
}

TEST(CheckIdentifiers, keeps_an_answer_on_one_line) {
    const std::vector<IdentifierQuestion> questions{{IdentifierType("email"), "a\tb\nc\r"}};

    EXPECT_EQ(check_identifiers(questions).lines,
              "email\ta\\tb\\nc\\r\tinvalid\t-\tno @ after a local part\n");
}

TEST(CheckIdentifiers, says_the_same_in_json) {
    EXPECT_EQ(answers_to("email\tAda@Example.org\nshoe\t4\"2\n").json,
              "[{\"normal_form\":\"ada@example.org\",\"reason\":null,\"type\":\"email\","
              "\"value\":\"Ada@Example.org\",\"verdict\":\"valid\"},{\"normal_form\":null,"
              "\"reason\":\"unknown type\",\"type\":\"shoe\",\"value\":\"4\\\"2\","
              "\"verdict\":\"unknown\"}]\n");
    EXPECT_EQ(answers_to("").json, "[]\n");
}

TEST(CheckIdentifiers, names_the_line_without_a_type) {
    for (const char* input :
         {"ip\t192.0.2.1\nip 192.0.2.1\n", "ip\t192.0.2.1\n\tx\n", "ip\tx\nip\tx\ty\n"}) {
        const auto questions = parse_identifier_lines(input);
        ASSERT_FALSE(questions.has_value());
        EXPECT_TRUE(questions.error().message().starts_with("line 2: "))
            << questions.error().message();
    }
}

}  // namespace
}  // namespace gdprd::policy
