// What the collections of a store tell of each other's fields.
#include <gtest/gtest.h>

#include "policy/catalogue/classifier.hpp"

namespace gdprd::policy {
namespace {

FieldEvidence field(std::string collection, std::string name, std::string type = {},
                    std::string refers_to = {}) {
    FieldEvidence evidence;
    evidence.store = StoreName("crm");
    evidence.collection = std::move(collection);
    evidence.field = std::move(name);
    evidence.declared_type = std::move(type);
    evidence.refers_to = std::move(refers_to);
    return evidence;
}

std::string category_of(const Finding& finding) {
    return finding.category ? finding.category->value() : "-";
}

TEST(ClassifierReferences, takes_the_name_of_a_persons_key_for_one_in_other_tables) {
    const std::vector<FieldEvidence> fields{
        field("club_membres", "id_mbr"),  field("club_membres", "nom_mbr"),
        field("club_membres", "tel_mbr"), field("club_membres", "email_mbr"),
        field("paiements", "id_mbr"),     field("paiements", "montant")};
    const auto findings = classify(fields);

    EXPECT_EQ(category_of(findings[4]), "user.unique_id");
    EXPECT_EQ(category_of(findings[5]), "-");
}

TEST(ClassifierReferences, takes_a_number_named_for_a_table_of_addresses_for_one) {
    const auto findings = classify(std::vector<FieldEvidence>{
        field("address", "id", "integer"), field("address", "email", "text"),
        field("digest", "address_id", "integer"), field("digest", "last_address_id", "integer"),
        field("digest", "list_id", "integer"), field("depot", "id", "integer"),
        field("depot", "contact_phone", "text"), field("digest", "depot_id", "integer")});

    EXPECT_EQ(category_of(findings[2]), "user.unique_id");
    EXPECT_EQ(category_of(findings[3]), "user.unique_id");
    EXPECT_EQ(category_of(findings[4]), "-");
    EXPECT_EQ(category_of(findings[7]), "-");
}

TEST(ClassifierReferences, does_not_take_the_number_of_a_row_of_places_for_one) {
    const auto findings = classify(std::vector<FieldEvidence>{
        field("address", "id", "integer"), field("address", "street", "text"),
        field("digest", "address_id", "integer")});

    EXPECT_EQ(category_of(findings[2]), "-");
}

TEST(ClassifierReferences, follows_a_declared_one_to_a_table_of_persons) {
    const auto findings = classify(std::vector<FieldEvidence>{
        field("staff_member", "id", "integer"), field("staff_member", "active", "boolean"),
        field("guided_tours", "first_guide", "integer", "staff_member"),
        field("guided_tours", "first_room", "integer", "rooms"), field("rooms", "id", "integer"),
        field("rooms", "seats", "integer")});

    EXPECT_EQ(category_of(findings[2]), "user.unique_id");
    EXPECT_EQ(findings[2].decision, Decision::accept);
    EXPECT_EQ(findings[2].reasons.front(), "a declared reference to a table of persons (+5.0)");
    EXPECT_EQ(category_of(findings[3]), "-");
}

TEST(ClassifierReferences, knows_persons_by_the_columns_of_their_table_too) {
    const auto findings = classify(std::vector<FieldEvidence>{
        field("res", "id", "integer"), field("res", "first_name", "text"),
        field("res", "email", "text"), field("res", "birth_date", "date"),
        field("tours", "guide", "integer", "res")});

    EXPECT_EQ(category_of(findings[4]), "user.unique_id");
}

TEST(ClassifierReferences, lets_what_is_declared_outdo_what_a_name_resembles) {
    const auto findings = classify(std::vector<FieldEvidence>{
        field("address", "id", "integer"), field("address", "email", "text"),
        field("servers", "id", "integer"), field("servers", "seats", "integer"),
        field("digest", "address_id", "integer", "servers")});

    EXPECT_EQ(category_of(findings[4]), "-");
}

TEST(ClassifierReferences, are_found_by_a_second_look_at_collections_classified_one_by_one) {
    const std::vector<FieldEvidence> persons{field("address", "id", "integer"),
                                             field("address", "email", "text")};
    const std::vector<FieldEvidence> digests{field("digest", "address_id", "integer"),
                                             field("digest", "list_id", "integer")};
    std::vector<FieldEvidence> fields(persons);
    fields.insert(fields.end(), digests.begin(), digests.end());
    std::vector<Finding> findings = classify(persons);
    for (Finding& finding : classify(digests)) findings.push_back(std::move(finding));
    ASSERT_EQ(category_of(findings[2]), "-");

    find_references(fields, findings);

    EXPECT_EQ(category_of(findings[2]), "user.unique_id");
    EXPECT_EQ(category_of(findings[3]), "-");
}

}  // namespace
}  // namespace gdprd::policy
