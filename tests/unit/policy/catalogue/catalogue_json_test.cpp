#include "policy/catalogue/catalogue_json.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

Catalogue small() {
    CollectionSchema people;
    people.name = {"main", "people \"old\""};
    FieldSchema email;
    email.name = "e-mail\n";
    email.declared_type = "TEXT";
    email.type = FieldType::text;
    email.max_chars = 80;
    people.fields = {email};
    people.row_estimate = 12;
    const StoreSchema schema{StoreName("crm"), "SQLite", {people}};
    CatalogueField found;
    found.path = {{StoreName("crm"), people.name}, email.name};
    found.category = Category("user.contact.email");
    found.probability_ppm = 987'654;
    found.personal_ppm = 999'999;
    found.decision = Decision::accept;
    found.reasons = {"the name says e-mail"};
    return merge_scan({}, std::vector<StoreSchema>{schema}, std::vector<CatalogueField>{found});
}

TEST(CatalogueJson, reads_back_what_it_writes) {
    const auto read = catalogue_from_json(to_json(small()));

    ASSERT_TRUE(test::succeeded(read));
    EXPECT_EQ(version_of(*read), version_of(small()));
}

TEST(CatalogueJson, names_the_version) {
    EXPECT_NE(to_json(small()).find("\"version\":\"" + hex_encode(version_of(small()).value())),
              std::string::npos);
}

TEST(CatalogueJson, fills_in_what_a_hand_written_file_leaves_out) {
    const auto read = catalogue_from_json(R"({"stores": [{"store": "crm", "collections": [
        {"namespace": "main", "name": "t", "kind": "table",
         "fields": [{"name": "a", "type": "text"}]}]}],
        "fields": [{"path": "crm.main.t.a", "category": "user.name", "probability_ppm": 1000000,
                    "personal_ppm": 1000000, "decision": "accept", "decided_by": "person"}]})");

    ASSERT_TRUE(test::succeeded(read));
    EXPECT_TRUE(read->find_collection(read->fields.begin()->first.in)->find_field("a")->nullable);
}

TEST(CatalogueJson, refuses_what_is_no_catalogue) {
    for (const char* text : {"", "{", "[]", "{}", "null", "{\"stores\": [], \"fields\": [1]}",
                             "{\"stores\": 1.5, \"fields\": []}", "{\"stores\":[],\"fields\":[]}x",
                             "{\"stores\": [], \"fields\": [{\"path\": \"a.b\"}]}", "\"\xff\""}) {
        EXPECT_TRUE(test::failed_with(catalogue_from_json(text), ErrorCode::invalid_argument))
            << text;
    }
    EXPECT_FALSE(catalogue_from_json(std::string(100, '[') + std::string(100, ']')));
}

}  // namespace
}  // namespace gdprd::policy
