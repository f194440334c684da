#include "policy/quality/collection_quality.hpp"

#include <gmock/gmock.h>

#include "config/base/secret.hpp"

namespace gdprd::policy {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Date kToday = 2026y / 3 / 5;

class CollectionQualityTest : public testing::Test {
  protected:
    CollectionQualityTest() {
        schema_.store = StoreName("crm");
        CollectionSchema people;
        people.name = {"main", "people"};
        people.fields.emplace_back().name = "id";
        for (const char* name : {"email", "phone", "first_name", "photo", "updated_at"}) {
            people.fields.emplace_back().name = name;
            people.fields.back().type = FieldType::text;
        }
        people.fields[4].type = FieldType::bytes;
        people.fields[5].type = FieldType::timestamp;
        schema_.collections.push_back(people);
        accept("email", "user.contact.email");
        accept("phone", "user.contact.phone_number");
        accept("first_name", "user.name.first");
        accept("photo", "user.biometric");
    }
    void accept(const char* field, const char* category) {
        CatalogueField known;
        known.path = {{schema_.store, {"main", "people"}}, field};
        known.category = Category(category);
        known.decision = Decision::accept;
        catalogue_.fields.emplace(known.path, known);
    }
    std::vector<QualityTask> plan() {
        catalogue_.stores = {schema_};
        return plan_quality(policy_, catalogue_, schema_.store);
    }
    /// Cells as "NULL" or text.
    CollectionQuality read(const std::vector<std::vector<std::string>>& rows) {
        const auto tasks = plan();
        CollectionReader reader(tasks.at(0), hasher_, kToday);
        for (const auto& row : rows) {
            std::vector<PersonalCell> cells;
            for (const auto& value : row)
                cells.emplace_back(value == "NULL" ? Cell{} : Cell{Cell::Kind::text, value});
            reader.add(cells);
        }
        return std::move(reader).finish(true);
    }

    StoreSchema schema_;
    Catalogue catalogue_;
    Policy policy_;
    ValueHasher hasher_{Secret::random(32)};
};

TEST_F(CollectionQualityTest, reads_the_personal_fields_and_the_day_of_the_last_change) {
    const auto tasks = plan();

    ASSERT_THAT(tasks, SizeIs(1));
    EXPECT_THAT(tasks[0].names(), ElementsAre("email", "phone", "first_name", "updated_at"));
}

TEST_F(CollectionQualityTest, leaves_out_views_and_what_the_policy_says_is_not_personal) {
    FieldAnnotation none;
    none.field = {{schema_.store, {"main", "people"}}, "phone"};
    none.not_personal = true;
    policy_.fields.push_back(none);
    EXPECT_THAT(plan().at(0).names(), ElementsAre("email", "first_name", "updated_at"));

    schema_.collections[0].kind = CollectionKind::view;
    EXPECT_THAT(plan(), IsEmpty());
}

TEST_F(CollectionQualityTest, counts_the_empty_and_the_fillers_apart) {
    const auto read_ = read({{"NULL", "", "Anna", "NULL"},
                             {"  ", "0000", "n/a", "NULL"},
                             {"noreply@example.org", "06 12 34 56 78", "Ben", "NULL"},
                             {"ann@example.org", "x", "Carla", "NULL"}});

    const auto& mail = read_.fields[0];
    EXPECT_EQ(mail.rows, 4U);
    EXPECT_EQ(mail.null, 1U);
    EXPECT_EQ(mail.blank, 1U);
    EXPECT_EQ(mail.fillers, 1U);
    EXPECT_EQ(mail.filled(), 1U);
    EXPECT_EQ(read_.fields[1].blank, 1U);
    EXPECT_EQ(read_.fields[1].fillers, 2U);
    EXPECT_EQ(read_.fields[2].fillers, 1U);
    EXPECT_EQ(read_.last_change, std::nullopt);
}

TEST_F(CollectionQualityTest, finds_one_address_behind_its_spellings) {
    const auto read_ = read({{"Ann@Example.org", "+33 6 12 34 56 78", "Ann", "NULL"},
                             {"ann@example.org ", "0033612345678", "ann", "NULL"},
                             {"bob@example.org", "+33612345679", "Ann", "NULL"},
                             {"not an address", "+33612345679", "Ann", "NULL"},
                             {"NOT an address", "NULL", "Ann", "NULL"}});

    EXPECT_EQ(read_.fields[0].repeats, (Repeats{3, 2, 4, true}));
    EXPECT_EQ(read_.fields[0].malformed, (Malformed{"email", 2}));
    EXPECT_EQ(read_.fields[1].repeats, (Repeats{2, 2, 4, true}));
    EXPECT_EQ(read_.fields[2].repeats, (Repeats{2, 1, 4, true}));
    EXPECT_TRUE(read_.fields[0].is_identifier);
    EXPECT_FALSE(read_.fields[2].is_identifier);
}

TEST_F(CollectionQualityTest, tells_how_long_ago_rows_were_changed) {
    const auto read_ = read({{"NULL", "NULL", "NULL", "2026-03-05 10:00:00"},
                             {"NULL", "NULL", "NULL", "2025-03-05T00:00:00Z"},
                             {"NULL", "NULL", "NULL", "2025-03-04"},
                             {"NULL", "NULL", "NULL", "1420070400"},
                             {"NULL", "NULL", "NULL", "never"}});

    ASSERT_TRUE(read_.last_change);
    EXPECT_EQ(read_.last_change->field, "updated_at");
    EXPECT_THAT(read_.last_change->older, ElementsAre(2U, 1U, 1U, 1U, 1U));
    EXPECT_EQ(read_.last_change->unknown, 1U);
}

TEST_F(CollectionQualityTest, tells_no_age_where_two_fields_or_none_could_be_it) {
    schema_.collections[0].fields.emplace_back().name = "date_modification";
    EXPECT_EQ(plan().at(0).last_change, std::nullopt);
    schema_.collections[0].fields.resize(5);
    EXPECT_EQ(plan().at(0).last_change, std::nullopt);
}

TEST_F(CollectionQualityTest, is_right_on_the_29th_of_February) {
    AgeCounter ages("updated_at", 2024y / 2 / 29);
    ages.add({Cell::Kind::text, "2023-02-28"});
    ages.add({Cell::Kind::text, "2023-02-27"});
    EXPECT_THAT(std::move(ages).finish()->older, ElementsAre(1U, 0U, 0U, 0U, 0U));
}

}  // namespace
}  // namespace gdprd::policy
