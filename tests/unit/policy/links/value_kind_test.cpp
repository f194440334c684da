#include "policy/links/value_kind.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

FieldSchema field(FieldType type) {
    FieldSchema schema;
    schema.name = "f";
    schema.type = type;
    return schema;
}

std::vector<Personal<std::string>> samples(std::initializer_list<const char*> texts) {
    std::vector<Personal<std::string>> out;
    for (const char* text : texts) out.emplace_back(std::string(text));
    return out;
}

std::optional<ValueKind> kind(std::initializer_list<const char*> texts,
                              const char* category = nullptr, FieldType type = FieldType::text) {
    const auto values = samples(texts);
    std::optional<Category> held;
    if (category != nullptr) held = Category(category);
    return value_kind_of(field(type), held, values);
}

std::string form(ValueKind kind, std::string_view value) {
    const auto found = comparable_form(kind, value);
    return found ? found->expose() : "none";
}

TEST(ComparableForm, spells_equal_values_alike) {
    EXPECT_EQ(form(ValueKind::email, " Anna.Berg@Example.COM "), "anna.berg@example.com");
    EXPECT_EQ(form(ValueKind::phone, "0033 6 39 98 00 01"), form(ValueKind::phone, "+33639980001"));
    EXPECT_EQ(form(ValueKind::bank_account, "de89 3704 0044 0532 0130 00"),
              form(ValueKind::bank_account, "DE89370400440532013000"));
    EXPECT_EQ(form(ValueKind::uuid, "{5E6C7A10-0000-4000-8000-00000000000A}"),
              form(ValueKind::uuid, "5e6c7a10000040008000-00000000000a"));
    EXPECT_EQ(form(ValueKind::number, "00042"), "42");
    EXPECT_EQ(form(ValueKind::code, "k-100023"), "K-100023");
}

TEST(ComparableForm, leaves_out_what_is_no_such_value_or_fills_a_form) {
    EXPECT_EQ(form(ValueKind::email, "anna"), "none");
    EXPECT_EQ(form(ValueKind::email, "noreply@example.com"), "none");
    EXPECT_EQ(form(ValueKind::number, "0"), "none");
    EXPECT_EQ(form(ValueKind::number, "-1"), "none");
    EXPECT_EQ(form(ValueKind::number, "1.5"), "none");
    EXPECT_EQ(form(ValueKind::number, "1234567890123456789"), "none");
    EXPECT_EQ(form(ValueKind::number, ""), "none");
    EXPECT_EQ(form(ValueKind::uuid, "00000000-0000-0000-0000-000000000000"), "none");
    EXPECT_EQ(form(ValueKind::code, "2024-05-01T10:00:00Z"), "none");
    EXPECT_EQ(form(ValueKind::code, "SW1"), "none");
}

TEST(ValueKindOf, goes_by_category_type_and_look) {
    EXPECT_EQ(kind({"a@example.com", "b@example.com", "c@example.com", "-", "d@example.com"},
                   "user.contact.email"),
              ValueKind::email);
    EXPECT_EQ(kind({}, nullptr, FieldType::integer), ValueKind::number);
    EXPECT_EQ(kind({}, nullptr, FieldType::uuid), ValueKind::uuid);
    EXPECT_EQ(kind({"17", "23", "4", "5", "99"}), ValueKind::number);
    EXPECT_EQ(kind({"K-10001", "K-10002", "K-10003", "K-10004", "K-10005"}), ValueKind::code);
}

TEST(ValueKindOf, compares_no_names_dates_places_or_small_samples) {
    EXPECT_FALSE(kind({"Anna", "Ben", "Carla", "Dora", "Emil"}, "user.name.first"));
    EXPECT_FALSE(kind({"2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"}));
    EXPECT_FALSE(kind({"1234AB", "1234AC", "1234AD", "1234AE", "1234AF"},
                      "user.contact.address.postal_code"));
    EXPECT_FALSE(kind({"17", "23", "4"}));
    EXPECT_FALSE(kind({}, nullptr, FieldType::boolean));
}

TEST(ValueHasher, agrees_with_itself_and_with_nobody_else) {
    const ValueHasher one(Secret(Bytes(32, 1)));
    const ValueHasher same(Secret(Bytes(32, 1)));
    const ValueHasher other(Secret(Bytes(32, 2)));
    const Personal<std::string> value(std::string("a@example.com"));

    EXPECT_EQ(one.hash(ValueKind::email, value), same.hash(ValueKind::email, value));
    EXPECT_NE(one.hash(ValueKind::email, value), other.hash(ValueKind::email, value));
    EXPECT_NE(one.hash(ValueKind::email, value), one.hash(ValueKind::code, value));
}

}  // namespace
}  // namespace gdprd::policy
