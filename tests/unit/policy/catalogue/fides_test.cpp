#include "policy/catalogue/fides.hpp"

#include <gmock/gmock.h>

#include "policy/catalogue/catalogue_json.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Catalogue shop() {
    const auto read = catalogue_from_json(R"({"stores": [
        {"store": "crm", "collections": [
          {"namespace": "main", "name": "customers", "kind": "table", "primary_key": ["id"],
           "comment": "who buys: \"all\"",
           "fields": [{"name": "id", "declared_type": "INTEGER", "type": "integer"},
                      {"name": "e.mail", "type": "text"},
                      {"name": "note", "type": "text", "max_chars": 80}]},
          {"namespace": "main", "name": "orders", "kind": "table",
           "fields": [{"name": "customer", "type": "integer"}],
           "foreign_keys": [{"name": "", "fields": ["customer"], "target": {"namespace": "main", "name": "customers"},
                             "target_fields": ["id"], "on_delete": "cascade"}]}]},
        {"store": "desk", "collections": [
          {"namespace": "a", "name": "t", "kind": "table", "fields": [{"name": "x", "type": "text"}]},
          {"namespace": "b", "name": "t", "kind": "table", "fields": [{"name": "x", "type": "text"}]}
        ]}],
      "fields": [
        {"path": "crm.main.customers.id", "category": "user.unique_id", "probability_ppm": 900000,
         "personal_ppm": 900000, "decision": "accept", "decided_by": "person"},
        {"path": "crm.main.customers.\"e.mail\"", "decision": "accept", "personal_ppm": 990000,
         "category": "user.contact.email", "probability_ppm": 990000, "decided_by": "classifier"},
        {"path": "crm.main.customers.note", "category": "user.content", "probability_ppm": 100000,
         "personal_ppm": 100000, "decision": "reject", "decided_by": "classifier"},
        {"path": "crm.main.orders.customer", "category": "user.unique_id",
         "probability_ppm": 1, "personal_ppm": 990000, "decision": "accept",
         "decided_by": "classifier"},
        {"path": "desk.a.t.x", "probability_ppm": 0, "personal_ppm": 0, "decision": "reject",
         "decided_by": "classifier"},
        {"path": "desk.b.t.x", "probability_ppm": 0, "personal_ppm": 0, "decision": "reject",
         "decided_by": "classifier"}]})");
    EXPECT_TRUE(succeeded(read));
    return read ? *read : Catalogue{};
}

FidesReading read(const std::string& yaml) {
    const auto reading = read_fides(yaml, shop());
    EXPECT_TRUE(succeeded(reading));
    return reading ? *reading : FidesReading{};
}

TEST(FidesExport, writes_a_dataset_for_each_namespace) {
    const FidesDatasets datasets = to_fides(shop());

    EXPECT_THAT(datasets.yaml, HasSubstr("fides_key: \"crm\""));
    EXPECT_THAT(datasets.yaml, HasSubstr("fides_key: \"desk.a\""));
    EXPECT_THAT(datasets.yaml, HasSubstr("description: \"who buys: \\\"all\\\"\""));
    EXPECT_THAT(datasets.yaml, HasSubstr("primary_key: true"));
    EXPECT_THAT(datasets.yaml, HasSubstr("field: \"customers.id\""));
    EXPECT_THAT(datasets.yaml, HasSubstr("length: 80"));
    EXPECT_THAT(datasets.yaml, Not(HasSubstr("user.content")));  // rejected
    EXPECT_THAT(datasets.left_out, ElementsAre("crm.main.customers.e.mail"));
    EXPECT_EQ(datasets.fields, 5U);
}

TEST(FidesExport, is_read_back) {
    const auto reading = read(to_fides(shop()).yaml);

    EXPECT_THAT(reading.notes, IsEmpty());
    ASSERT_THAT(reading.verdicts, SizeIs(2));
    EXPECT_EQ(to_string(reading.verdicts[0].field), "crm.main.customers.id");
    EXPECT_EQ(reading.verdicts[1].category, Category("user.unique_id"));
}

TEST(FidesImport, takes_the_first_user_category_and_system_ones_for_none) {
    const auto reading = read(R"(dataset:
- fides_key: crm
  collections:
  - name: customers
    fields:
    - {name: id, data_categories: [system.operations, user.account, user.name]}
    - {name: note, data_categories: [system.operations]}
- fides_key: desk.b
  collections:
  - {name: t, fields: [{name: x, data_categories: [user.name.first]}]}
)");

    ASSERT_THAT(reading.verdicts, SizeIs(3));
    EXPECT_EQ(reading.verdicts[0].category, Category("user.account"));
    EXPECT_EQ(reading.verdicts[1].category, std::nullopt);
    EXPECT_EQ(to_string(reading.verdicts[2].field), "desk.b.t.x");
    EXPECT_THAT(reading.notes, ElementsAre(HasSubstr("line 6: crm.main.customers.id has a")));
}

TEST(FidesImport, names_what_the_catalogue_or_the_taxonomy_lacks) {
    const auto reading = read(R"(dataset:
- {fides_key: billing, collections: []}
- fides_key: crm
  collections:
  - {name: gone, fields: []}
  - name: customers
    fields:
    - {name: gone, data_categories: [user.name]}
    - {name: note, data_categories: [user.secret_of_ours]}
    - {name: id, fields: [{name: inner, data_categories: [user.name]}]}
- {fides_key: desk, collections: [{name: t, fields: []}]}
)");

    EXPECT_THAT(reading.verdicts, IsEmpty());
    EXPECT_THAT(reading.notes,
                ElementsAre(HasSubstr("line 2: the catalogue has no store"),
                            HasSubstr("line 5: the catalogue has no collection crm: gone"),
                            HasSubstr("line 8: the catalogue has no field"),
                            HasSubstr("line 9: the taxonomy has no such category"),
                            HasSubstr("line 10: the catalogue has nothing of that name inside"),
                            HasSubstr("line 11: several namespaces have a collection t")));
}

TEST(FidesImport, gives_the_categories_of_a_collection_or_dataset_to_fields_without_their_own) {
    const auto reading = read(R"(dataset:
- fides_key: crm
  data_categories: [system.operations]
  collections:
  - name: customers
    data_categories: [user.contact]
    fields:
    - {name: id, data_categories: [user.account]}
    - {name: note}
    - {name: gone}
  - {name: orders, fields: [{name: customer, data_categories: []}]}
)");

    std::vector<std::string> verdicts;
    for (const auto& one : reading.verdicts)
        verdicts.push_back(to_string(one.field) + " " +
                           (one.category ? one.category->value() : "none"));
    EXPECT_THAT(verdicts, ElementsAre("crm.main.customers.id user.account",
                                      "crm.main.customers.note user.contact",
                                      "crm.main.orders.customer none"));
    EXPECT_THAT(reading.notes,
                ElementsAre(HasSubstr("line 10: the catalogue has no field"),
                            HasSubstr("line 5: the categories of crm.main.customers are not given "
                                      "to fields that the file does not list: e.mail")));
}

TEST(FidesImport, takes_the_first_word_on_a_field_that_is_listed_twice) {
    const auto reading = read(R"(dataset:
- fides_key: crm
  collections:
  - name: customers
    fields:
    - {name: id, data_categories: [user.account]}
    - {name: id, data_categories: [system.operations]}
- fides_key: crm.main
  collections: [{name: customers, fields: [{name: id, data_categories: [user.name]}]}]
)");

    ASSERT_THAT(reading.verdicts, SizeIs(1));
    EXPECT_EQ(reading.verdicts[0].category, Category("user.account"));
    EXPECT_THAT(reading.notes,
                ElementsAre(HasSubstr("line 7: crm.main.customers.id is listed twice"),
                            HasSubstr("line 9: crm.main.customers.id is listed twice")));
}

TEST(FidesImport, leaves_the_parts_of_a_partitioned_table_to_their_parent) {
    Catalogue catalogue = shop();
    catalogue.stores[0].collections[0].kind = CollectionKind::partition;

    const auto reading = read_fides(
        "dataset: [{fides_key: crm, collections: [{name: customers, fields: [{name: id, "
        "data_categories: [user.name]}]}]}]",
        catalogue);

    ASSERT_TRUE(succeeded(reading));
    EXPECT_THAT(reading->verdicts, IsEmpty());
    EXPECT_THAT(reading->notes, ElementsAre(HasSubstr("is a part of another collection")));
}

TEST(FidesImport, refuses_what_is_no_dataset_file) {
    for (const char* yaml :
         {"", "[]", "policy: []", "dataset: 5", "dataset: [5]", "dataset: [{fides_key: []}]",
          "dataset: [{fides_key: crm, collections: {}}]", "dataset: [{fides_key: crm",
          "dataset: [{fides_key: crm, collections: [{name: customers, fields: [{}]}]}]",
          "dataset: [{fides_key: crm, collections: [{name: customers, fields: [{name: id, "
          "data_categories: [[]]}]}]}]",
          "dataset: [{fides_key: crm, data_categories: user.name}]",
          "dataset: [{fides_key: crm, collections: [{name: customers, data_categories: [[]], "
          "fields: [{name: id}]}]}]"}) {
        EXPECT_TRUE(failed_with(read_fides(yaml, shop()), ErrorCode::invalid_argument)) << yaml;
    }
}

TEST(FidesExport, writes_what_stands_inside_cells_as_nested_fields_and_reads_it_back) {
    Catalogue catalogue = shop();
    for (const char* place :
         {"note#/contacts/*/mail", "note#/contacts/*/zip", "note#/a.b", "note#/*"}) {
        CatalogueField inside;
        inside.path = {parse_collection_path("crm.main.customers").value(), place};
        inside.category = Category("user.contact");
        inside.decision = Decision::accept;
        inside.personal_ppm = inside.probability_ppm = 990'000;
        catalogue.fields.emplace(inside.path, inside);
    }
    const FidesDatasets datasets = to_fides(catalogue);

    EXPECT_EQ(datasets.fields, 7U);
    EXPECT_THAT(datasets.left_out,
                testing::IsSupersetOf({HasSubstr("note#/a.b"), HasSubstr("note#/*")}));
    const auto reading = read_fides(datasets.yaml, catalogue);
    ASSERT_TRUE(succeeded(reading));
    std::vector<std::string> fields;
    for (const auto& verdict : reading->verdicts) fields.push_back(verdict.field.field);
    EXPECT_THAT(fields, testing::IsSupersetOf({"note#/contacts/*/mail", "note#/contacts/*/zip"}));
    EXPECT_THAT(reading->notes, IsEmpty());
}

}  // namespace
}  // namespace gdprd::policy
