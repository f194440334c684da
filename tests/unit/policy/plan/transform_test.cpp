#include "policy/plan/transform.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

Secret key(std::uint8_t byte) {
    const Bytes bytes(32, byte);
    return Secret(BytesView(bytes));
}

TEST(KeyedName, is_the_same_for_one_text_and_key_and_another_for_any_other) {
    const Secret one = key(1);

    const std::string name = keyed_name(one, 'p', "anna@example.org", KeyedForm::text);

    EXPECT_EQ(name, keyed_name(one, 'p', "anna@example.org", KeyedForm::text));
    EXPECT_NE(name, keyed_name(one, 'p', "anne@example.org", KeyedForm::text));
    EXPECT_NE(name, keyed_name(one, 'h', "anna@example.org", KeyedForm::text).replace(0, 1, "p"));
    EXPECT_NE(name, keyed_name(key(2), 'p', "anna@example.org", KeyedForm::text));
    EXPECT_EQ(name.find("anna"), std::string::npos);
}

/// The form is a promise: pseudonyms that are in stores must still be known by later versions.
TEST(KeyedName, is_written_in_a_form_that_stays) {
    const Secret one = key(1);

    EXPECT_EQ(keyed_name(one, 'p', "anna", KeyedForm::text),
              keyed_name(one, 'p', "anna", KeyedForm::mail).substr(0, 27));
    for (const auto form : {KeyedForm::text, KeyedForm::mail, KeyedForm::uuid}) {
        const std::string name = keyed_name(one, 'p', "anna", form);
        EXPECT_EQ(name.size(), keyed_name_bytes(form)) << name;
    }
    EXPECT_TRUE(keyed_name(one, 'p', "anna", KeyedForm::mail).ends_with("@pseudonym.invalid"));
    const std::string uuid = keyed_name(one, 'p', "anna", KeyedForm::uuid);
    EXPECT_EQ(uuid[14], '8');
    EXPECT_EQ(uuid[19], '8');
}

TEST(KeyedName, is_known_again_by_its_key_alone) {
    const Secret one = key(1);
    for (const auto form : {KeyedForm::text, KeyedForm::mail, KeyedForm::uuid}) {
        std::string name = keyed_name(one, 'p', "anna", form);

        EXPECT_TRUE(is_keyed_name(one, 'p', name, form));
        EXPECT_FALSE(is_keyed_name(key(2), 'p', name, form));
        EXPECT_FALSE(is_keyed_name(one, 'h', name, form));
        name[5] = name[5] == 'a' ? 'b' : 'a';
        EXPECT_FALSE(is_keyed_name(one, 'p', name, form));
        EXPECT_FALSE(is_keyed_name(one, 'p', "", form));
        EXPECT_FALSE(is_keyed_name(one, 'p', std::string(keyed_name_bytes(form), 'p'), form));
    }
}

TEST(GeneraliseDate, leaves_the_year_or_the_month_and_no_time) {
    const auto year = [](std::string_view text, ZeroFraction fraction = ZeroFraction::stays) {
        return generalise_date(text, DatePrecision::year, fraction).value_or("none");
    };
    EXPECT_EQ(year("1984-05-17"), "1984-01-01");
    EXPECT_EQ(year("1984-05-17 10:30:59"), "1984-01-01 00:00:00");
    EXPECT_EQ(year("1984-05-17T10:30:59.25Z"), "1984-01-01T00:00:00.00Z");
    EXPECT_EQ(year("1984-05-17 10:30:59.25+02", ZeroFraction::goes), "1984-01-01 00:00:00+02");
    EXPECT_EQ(year("1984-05-17 10:30:59-03:30", ZeroFraction::goes), "1984-01-01 00:00:00-03:30");
    EXPECT_EQ(generalise_date("2024-02-29", DatePrecision::month, ZeroFraction::stays),
              "2024-02-01");
}

TEST(GeneraliseDate, knows_no_date_where_there_is_none) {
    for (const char* text :
         {"", "1984", "17.05.1984", "1984-02-30", "1984-05-17x", "1984-05-17 ", "0000-00-00",
          "infinity", "1984-05-17 BC", "1984-05-17 10:00 [Anna]", "1984-05-17T10:00:00 Anna"}) {
        EXPECT_FALSE(generalise_date(text, DatePrecision::year, ZeroFraction::stays)) << text;
        EXPECT_FALSE(shift_date(text, std::chrono::days(1))) << text;
    }
}

TEST(GeneraliseDate, of_a_date_that_is_general_already_is_that_date) {
    EXPECT_EQ(generalise_date("1984-01-01 00:00:00", DatePrecision::year, ZeroFraction::goes),
              "1984-01-01 00:00:00");
}

TEST(ShiftDate, moves_the_day_and_leaves_the_time) {
    EXPECT_EQ(shift_date("2024-02-28", std::chrono::days(2)), "2024-03-01");
    EXPECT_EQ(shift_date("2023-12-31 23:59:59.5+02", std::chrono::days(-365)),
              "2022-12-31 23:59:59.5+02");
    EXPECT_FALSE(shift_date("9999-12-31", std::chrono::days(1)));
    EXPECT_FALSE(shift_date("0001-01-01", std::chrono::days(-1)));
}

TEST(ShiftDate, goes_as_far_as_the_key_says_never_nowhere_and_never_too_far) {
    std::set<std::int64_t> seen;
    for (int i = 0; i < 200; ++i) {
        const auto by = shift_of(key(static_cast<std::uint8_t>(i)), std::chrono::days(3)).count();
        EXPECT_TRUE(by != 0 && by >= -3 && by <= 3) << by;
        seen.insert(by);
    }
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_EQ(shift_of(key(1), std::chrono::days(30)), shift_of(key(1), std::chrono::days(30)));
}

TEST(FirstCharacters, counts_characters_and_not_bytes) {
    EXPECT_EQ(first_characters("75011", 2), "75");
    EXPECT_EQ(first_characters("ÄÖ9", 2), "ÄÖ");
    EXPECT_EQ(first_characters("7", 2), "7");
    EXPECT_EQ(first_characters("", 2), "");
}

TEST(FindMisfit, tells_what_no_value_of_a_field_can_become) {
    const auto misfit = [](FieldType type, ErasureActionKind action,
                           std::optional<std::uint32_t> chars = {}) {
        FieldSchema field;
        field.type = type;
        field.max_chars = chars;
        ErasureRule rule;
        rule.action = action;
        return find_misfit(field, rule, std::nullopt);
    };
    using enum ErasureActionKind;
    EXPECT_EQ(misfit(FieldType::integer, pseudonym), "its type takes no text");
    EXPECT_EQ(misfit(FieldType::text, pseudonym, 26),
              "it holds 26 characters and a pseudonym has 27");
    EXPECT_EQ(misfit(FieldType::text, hash, 27), "");
    EXPECT_EQ(misfit(FieldType::uuid, hash), "");
    EXPECT_EQ(misfit(FieldType::integer, shift), "its type holds no dates");
    EXPECT_EQ(misfit(FieldType::boolean, generalise), "its type holds no dates");
    EXPECT_EQ(misfit(FieldType::timestamp, generalise), "");
    EXPECT_EQ(misfit(FieldType::integer, keep), "");
}

}  // namespace
}  // namespace gdprd::policy
