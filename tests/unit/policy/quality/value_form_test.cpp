#include "policy/quality/value_form.hpp"

#include <gtest/gtest.h>

#include "policy/identity/identifier_families.hpp"

namespace gdprd::policy {
namespace {

using namespace std::chrono_literals;

constexpr Date kToday = 2026y / 3 / 5;

FieldMeaning meaning(std::string_view identifier, std::string_view category, FieldType type) {
    FieldMeaning out;
    if (!identifier.empty()) out.identifier = IdentifierType(std::string(identifier));
    if (!category.empty()) out.category = Category(std::string(category));
    out.type = type;
    return out;
}

std::optional<Malformed> held(const FieldMeaning& of, const std::vector<std::string>& values) {
    ValueForm form(of, kToday);
    for (const auto& value : values) form.add(value);
    return form.result();
}

TEST(ValueForm, holds_addresses_against_their_rules) {
    const auto mail = meaning("email", "user.contact.email", FieldType::text);
    EXPECT_EQ(held(mail, {"Ann@Example.org", "ann@", "ann smith", "a@b.example"}),
              (Malformed{"email", 2}));
    const auto iban = meaning("iban", "user.financial.bank_account", FieldType::text);
    EXPECT_EQ(held(iban, {"DE89 3704 0044 0532 0130 00", "DE88370400440532013000"}),
              (Malformed{"iban", 1}));
    const auto ip = meaning("", "user.device.ip_address", FieldType::text);
    EXPECT_EQ(held(ip, {"192.0.2.1", "2001:db8::1", "192.0.2"}), (Malformed{"ip", 1}));
}

TEST(ValueForm, takes_national_phone_numbers_by_their_digits_alone) {
    const auto phone = meaning("phone", "user.contact.phone_number", FieldType::text);
    EXPECT_EQ(held(phone, {"+33 6 12 34 56 78", "06 12 34 56 78", "030/123456", "call me", "12",
                           "+99912", "0612345678901234567"}),
              (Malformed{"phone", 4}));
}

TEST(ValueForm, learns_whose_national_numbers_they_are) {
    const auto national =
        meaning("national", "user.government_id.national_identification_number", FieldType::text);
    // Sweden's published test numbers, one with a wrong check digit
    const std::vector<std::string> numbers{"19640823-3234", "19811228-9874", "19670919-9530",
                                           "19900101-0017", "19640823-3235"};
    const auto found = held(national, numbers);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->form.starts_with("se.")) << found->form;
    EXPECT_EQ(found->values, 1U);
    EXPECT_EQ(held(national, {"passport", "unknown-1", "x9"}), std::nullopt);
    EXPECT_EQ(held(national, {}), std::nullopt);
}

TEST(ValueForm, knows_no_form_of_passports_names_and_the_policys_own_numbers) {
    EXPECT_EQ(held(meaning("national", "user.government_id.passport_number", FieldType::text),
                   {"19640823-3234"}),
              std::nullopt);
    EXPECT_EQ(held(meaning("", "user.name.first", FieldType::text), {"x"}), std::nullopt);
    EXPECT_EQ(held(meaning("customer_no", "user.unique_id", FieldType::text), {"?"}), std::nullopt);
}

TEST(ValueForm, holds_values_against_the_declared_type_that_sqlite_does_not_enforce) {
    EXPECT_EQ(held(meaning("", "user.demographic.date_of_birth", FieldType::date),
                   {"1980-02-29", "1981-02-29", "29.2.1980", "1980-02-29 00:00:00", "soon"}),
              (Malformed{"date", 2}));
    EXPECT_EQ(held(meaning("", "", FieldType::timestamp),
                   {"2026-01-01T10:00:00Z", "1767225600", "2026-13-01 10:00:00"}),
              (Malformed{"date", 1}));
    EXPECT_EQ(held(meaning("", "", FieldType::integer), {"-1", "12", "1.5", "x", ""}),
              (Malformed{"integer", 3}));
    EXPECT_EQ(held(meaning("", "", FieldType::numeric), {"-1.50", "1e3", ".5", "5.", "1,5", "."}),
              (Malformed{"number", 2}));
}

TEST(ValueForm, counts_what_is_longer_than_declared) {
    auto name = meaning("", "user.name.first", FieldType::text);
    name.max_chars = 4;
    EXPECT_EQ(held(name, {"Zoë", "Zoés", "Chloé"}), (Malformed{"at most 4 characters", 1}));
    auto mail = meaning("email", "user.contact.email", FieldType::text);
    mail.max_chars = 8;
    EXPECT_EQ(held(mail, {"a@b.example", "a@b.org"}), (Malformed{"email", 1}));
}

TEST(ValueForm, a_birth_date_in_a_number_is_a_number) {
    EXPECT_EQ(held(meaning("", "user.demographic.date_of_birth", FieldType::integer), {"1980"}),
              (Malformed{"integer", 0}));
}

TEST(ValueForm, forgets_no_rule_that_most_values_pass) {
    const auto national = meaning("national", "user.government_id", FieldType::text);
    std::vector<std::string> numbers(2500, "19640823-3234");
    numbers.insert(numbers.end(), 500, "19640823-3235");

    const auto found = held(national, numbers);

    ASSERT_TRUE(found);
    EXPECT_EQ(found->values, 500U);
}

}  // namespace
}  // namespace gdprd::policy
