#include "policy/plan/empty_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

FieldSchema field(FieldType type, std::string declared) {
    FieldSchema out;
    out.name = "f";
    out.type = type;
    out.declared_type = std::move(declared);
    out.nullable = false;
    return out;
}

std::string empty(FieldType type, std::string declared,
                  ValueDialect dialect = ValueDialect::mariadb) {
    const auto value = empty_value(field(type, std::move(declared)), dialect, false);
    return value ? value->bytes : "none";
}

TEST(EmptyValue, is_one_that_the_type_can_hold) {
    EXPECT_EQ(empty(FieldType::timestamp, "timestamp"), "1970-01-02 00:00:00");
    EXPECT_EQ(empty(FieldType::timestamp, "timestamp(3)"), "1970-01-02 00:00:00.000");
    EXPECT_EQ(empty(FieldType::timestamp, "datetime(6)"), "1900-01-01 00:00:00.000000");
    EXPECT_EQ(empty(FieldType::time, "time(1)"), "00:00:00.0");
    const auto postgres = ValueDialect::postgres;
    EXPECT_EQ(empty(FieldType::timestamp, "timestamp without time zone", postgres),
              "1900-01-01 00:00:00");
    EXPECT_EQ(empty(FieldType::timestamp, "timestamp(3) with time zone", postgres),
              "1900-01-01 00:00:00+00");
    EXPECT_EQ(empty(FieldType::inet, "macaddr", postgres), "00:00:00:00:00:00");
    EXPECT_EQ(empty(FieldType::text, "character varying(9)", postgres), "erased");
    EXPECT_EQ(empty(FieldType::numeric, "numeric(10,2)", postgres), "0.00");
    EXPECT_EQ(empty(FieldType::numeric, "decimal(10,0)"), "0");
    EXPECT_EQ(empty(FieldType::numeric, "money", postgres), "none");
    EXPECT_EQ(empty_value(field(FieldType::numeric, "DECIMAL(5,2)"), ValueDialect::sqlite, false),
              (Cell{Cell::Kind::integer, "0"}));
    EXPECT_EQ(dialect_of("MariaDB 10.11.19"), ValueDialect::mariadb);
    EXPECT_EQ(dialect_of(""), ValueDialect::plain);
    EXPECT_EQ(empty(FieldType::timestamp, "datetime"), "1900-01-01 00:00:00");
    EXPECT_EQ(empty(FieldType::inet, "inet6"), "::");
    EXPECT_EQ(empty(FieldType::inet, "inet4"), "0.0.0.0");
    EXPECT_EQ(empty(FieldType::text, "set('a','b')"), "");
    EXPECT_EQ(empty(FieldType::text, "enum('a','Unknown')"), "Unknown");
    EXPECT_EQ(empty(FieldType::text, "enum('other','')"), "");
    EXPECT_EQ(empty(FieldType::text, "enum('f','m')"), "none");
    EXPECT_EQ(empty(FieldType::text, "varchar(20)"), "erased");
    EXPECT_EQ(empty(FieldType::bytes, "binary(3)"), std::string(3, '\0'));
    EXPECT_EQ(empty(FieldType::bytes, "varbinary(3)"), "");
}

TEST(EmptyValue, knows_the_values_that_a_type_lists) {
    EXPECT_THAT(*listed_values("enum('it''s','a,b','')"), ElementsAre("it's", "a,b", ""));
    EXPECT_THAT(*listed_values("enum('a', 'b' ,'c')"), ElementsAre("a", "b", "c"));
    EXPECT_THAT(*listed_values("SET('x')"), ElementsAre("x"));
    for (const char* other : {"varchar(3)", "enum", "enum(", "enum('a'", "enumeration('a')", ""})
        EXPECT_FALSE(listed_values(other)) << other;
}

TEST(EmptyValue, that_differs_from_row_to_row_fits_too) {
    for (const auto& [declared, least, most] :
         {std::tuple("int(10) unsigned", 3'294'967'295LL, 4'294'967'295LL),
          std::tuple("smallint(6)", -32'767LL, -1LL), std::tuple("integer", -1'000'000'000LL, -1LL),
          std::tuple("smallint(5) unsigned", 32'768LL, 65'535LL),
          std::tuple("mediumint(8) unsigned", 8'388'607LL, 16'777'215LL)}) {
        Hash random{};
        for (unsigned i = 0; i < 200; ++i) {
            random.fill(static_cast<std::uint8_t>(i * 77 + 3));
            const auto value = unique_empty_value(field(FieldType::integer, declared),
                                                  ValueDialect::mariadb, false, random);
            ASSERT_TRUE(value) << declared;
            EXPECT_GE(std::stoll(value->bytes), least) << declared;
            EXPECT_LE(std::stoll(value->bytes), most) << declared;
        }
    }
    EXPECT_FALSE(unique_empty_value(field(FieldType::integer, "tinyint(3) unsigned"),
                                    ValueDialect::mariadb, false, {}));
    EXPECT_FALSE(
        unique_empty_value(field(FieldType::integer, "year(4)"), ValueDialect::mariadb, false, {}));
    EXPECT_FALSE(
        unique_empty_value(field(FieldType::text, "enum('a')"), ValueDialect::mariadb, false, {}));
    EXPECT_EQ(unique_empty_value(field(FieldType::integer, "bigint(20) unsigned"),
                                 ValueDialect::mariadb, false, {})
                  ->bytes,
              "18446744073709551615");
    EXPECT_EQ(unique_empty_value(field(FieldType::integer, "BIGINT UNSIGNED"), ValueDialect::sqlite,
                                 false, {})
                  ->bytes,
              "-1");
}

/// Users that stay, because their bills do.
MemoryEstate staying(const std::string& declared) {
    MemoryEstate estate;
    CollectionSchema& users = estate.add("a.main.users",
                                         "id int pk;mail text unique user.contact.email;state text "
                                         "notnull user.demographic.gender");
    users.fields.back().declared_type = declared;
    estate.add("a.main.bills", "id int pk;user_id int notnull ->users.id;day date notnull");
    estate.insert("a.main.users", {"1", "x@example.com", "f"});
    estate.insert("a.main.bills", {"1", "1", "2025-01-01"});
    estate.policy.erasure.push_back(keep_rule("a.main.bills", "day"));
    return estate;
}

TEST(EmptyValue, is_missed_before_anybody_approves) {
    MemoryEstate estate = staying("enum('f','m')");
    const auto plan = plan_for(estate, estate.resolve({{"email", "x@example.com"}}));
    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(plan.error().message(), HasSubstr("none of the values that its type lists"));

    ErasureRule rule;
    rule.name = "gender";
    rule.select.field = *parse_field_path("a.main.users.state");
    rule.action = ErasureActionKind::replace;
    rule.with = "x";
    estate.policy.erasure.push_back(rule);
    const auto wrong = plan_for(estate, estate.resolve({{"email", "x@example.com"}}));
    ASSERT_FALSE(wrong.has_value());
    EXPECT_THAT(wrong.error().message(), HasSubstr("none of the values that its type lists"));

    estate.policy.erasure.back().with = "m";
    EXPECT_TRUE(plan_for(estate, estate.resolve({{"email", "x@example.com"}})).has_value());
}

TEST(EmptyValue, is_chosen_among_the_values_that_a_type_lists) {
    MemoryEstate estate = staying("enum('f','m','unknown')");
    erase(estate, "x@example.com");
    EXPECT_EQ(estate.rows("a.main.users").front()[2], "unknown");
}

}  // namespace
}  // namespace gdprd::policy
