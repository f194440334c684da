// What a table says of fields whose own words say nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/catalogue/classifier.hpp"

namespace gdprd::policy {
namespace {

struct Column {
    std::string name;
    std::string type;
};

/// The categories of the columns of one table, in order; "-" for none.
std::vector<std::string> categories(const std::string& table, const std::vector<Column>& columns) {
    std::vector<FieldEvidence> fields;
    for (const Column& column : columns) {
        FieldEvidence field;
        field.store = StoreName("shop");
        field.collection = table;
        field.field = column.name;
        field.declared_type = column.type;
        fields.push_back(std::move(field));
    }
    std::vector<std::string> out;
    for (const Finding& finding : classify(fields))
        out.push_back(finding.category ? finding.category->value() : "-");
    return out;
}

using testing::ElementsAre;

TEST(ClassifierTable, knows_who_did_something_by_the_participle) {
    EXPECT_THAT(
        categories("sale", {{"number", "varchar"},
                            {"quoted_by", "integer"},
                            {"done_by", "integer"},
                            {"received_by", "integer"},
                            {"replaced_by", "integer"},
                            {"sorted_by", "integer"},
                            {"group_by", "varchar"}}),
        ElementsAre("-", "user.unique_id", "user.unique_id", "user.unique_id", "-", "-", "-"));
}

TEST(ClassifierTable, takes_the_person_of_an_event_for_a_reference) {
    EXPECT_THAT(categories("sale", {{"invoice_customer", "integer"},
                                    {"shipment_customer", "integer"},
                                    {"number", "varchar"},
                                    {"invoice_product", "integer"}}),
                ElementsAre("user.unique_id", "user.unique_id", "-", "-"));
}

TEST(ClassifierTable, does_not_take_the_state_of_an_order_for_a_part_of_its_address) {
    EXPECT_THAT(
        categories("sale",
                   {{"customer", "integer"}, {"invoice_address", "integer"}, {"state", "varchar"}})
            .back(),
        "-");
    EXPECT_THAT(
        categories("customers", {{"street", "varchar"}, {"city", "varchar"}, {"state", "varchar"}})
            .back(),
        "user.contact.address.state");
}

TEST(ClassifierTable, does_not_take_a_number_of_a_place_of_stock_for_where_a_person_is) {
    EXPECT_THAT(categories("shipment", {{"from_location", "integer"}, {"to_location", "integer"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, lets_a_table_of_ways_to_reach_somebody_say_what_its_value_is) {
    EXPECT_THAT(categories("contact_mechanism", {{"type", "varchar"}, {"value", "varchar"}}),
                ElementsAre("-", "user.contact"));
    EXPECT_THAT(categories("measurement", {{"type", "varchar"}, {"value", "varchar"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, takes_the_key_of_a_table_of_tokens_for_a_secret) {
    EXPECT_THAT(categories("tokens", {{"action", "varchar"}, {"value", "varchar"}}),
                ElementsAre("-", "user.authorization.credentials"));
    EXPECT_THAT(categories("web_session", {{"key", "varchar"}}),
                ElementsAre("user.authorization.credentials"));
    EXPECT_THAT(categories("settings", {{"key", "varchar"}, {"value", "varchar"}}),
                ElementsAre("-", "-"));
}

// What users enter, or change, may be a person's address as well as a colour: somebody looks.
TEST(ClassifierTable, asks_a_person_about_values_that_users_define_or_change) {
    EXPECT_THAT(categories("custom_values", {{"custom_field_id", "integer"}, {"value", "text"}}),
                ElementsAre("-", "user"));
    EXPECT_THAT(categories("journal_details",
                           {{"prop_key", "varchar"}, {"old_value", "text"}, {"value", "text"}}),
                ElementsAre("-", "user", "user"));
    EXPECT_THAT(categories("readings", {{"value", "text"}, {"unit", "text"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, takes_a_number_named_for_a_user_for_a_reference_among_things_too) {
    EXPECT_THAT(categories("view_search", {{"user", "integer"}, {"model", "varchar"}}),
                ElementsAre("user.unique_id", "-"));
    EXPECT_THAT(categories("user_action", {{"user", "integer"}, {"action", "integer"}}).front(),
                "user.unique_id");
}

std::string label(const std::string& name) {
    return categories("l1", {{name, ""}}).front();
}

TEST(ClassifierTable, takes_texts_for_somebodys_where_each_row_names_its_author) {
    EXPECT_THAT(categories("attachments", {{"id", "int"},
                                           {"filename", "varchar(255)"},
                                           {"filesize", "int"},
                                           {"author_id", "int"},
                                           {"description", "varchar(255)"}}),
                ElementsAre("-", "-", "-", "user.unique_id", "user.content.private"));
    EXPECT_THAT(categories("plugins", {{"id", "int"}, {"description", "varchar(255)"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, knows_how_long_somebody_works_there) {
    EXPECT_THAT(categories("staff_employee", {{"start_date", "date"}, {"end_date", "date"}}),
                ElementsAre("user.workplace", "user.workplace"));
    EXPECT_THAT(categories("campaigns", {{"start_date", "date"}, {"end_date", "date"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, takes_nothing_in_templates_for_somebodys) {
    EXPECT_THAT(categories("mail_template", {{"recipients", "text"}, {"from_address", "text"}}),
                ElementsAre("-", "-"));
    EXPECT_THAT(categories("sent_mails", {{"recipients", "text"}}), ElementsAre("user.name"));
}

TEST(ClassifierTable, takes_the_number_of_a_row_for_a_persons_where_rows_are_persons) {
    EXPECT_THAT(categories("customers", {{"code", "varchar"}, {"first_name", "varchar"}}),
                ElementsAre("user.unique_id", "user.name.first"));
    EXPECT_THAT(categories("products", {{"code", "varchar"}, {"price", "numeric"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, takes_a_key_for_a_secret_where_it_opens_something_of_a_users) {
    EXPECT_THAT(categories("user_application", {{"key", "varchar"}, {"state", "varchar"}}),
                ElementsAre("user.authorization.credentials", "-"));
    EXPECT_THAT(categories("user_settings", {{"key", "varchar"}, {"value", "varchar"}}),
                ElementsAre("-", "-"));
}

TEST(ClassifierTable, does_not_take_the_language_of_a_thing_for_a_persons) {
    EXPECT_THAT(categories("mailing_list", {{"list_name", "text"}, {"preferred_language", "text"}}),
                ElementsAre("-", "-"));
    EXPECT_THAT(categories("members", {{"email", "text"}, {"preferred_language", "text"}}),
                ElementsAre("user.contact.email", "user.demographic.language"));
}

TEST(ClassifierTable, reads_cut_words_of_columns_in_full) {
    EXPECT_THAT(categories("cust", {{"cust_nm", "char(60)"},
                                    {"birth_dt", "date"},
                                    {"ctry_cd", "char(2)"},
                                    {"upd_dt", "date"}}),
                ElementsAre("user.name", "user.demographic.date_of_birth",
                            "user.contact.address.country", "-"));
    EXPECT_THAT(categories("readings", {{"nm", "int"}, {"amt", "numeric"}}), ElementsAre("-", "-"));
}

TEST(ClassifierLabel, reads_a_stroke_and_a_full_stop_in_a_label_as_no_path) {
    EXPECT_EQ(label("State/Province"), "user.contact.address.state");
    EXPECT_EQ(label("Email n.º 2"), "user.contact.email");
    EXPECT_EQ(label("El. pašto adresas"), "user.contact.email");
    // A path is one still.
    EXPECT_EQ(label("user/email"), "user.contact.email");
    EXPECT_EQ(label("billing.address.line1"), "user.contact.address.street");
}

TEST(ClassifierLabel, does_not_end_a_word_at_the_mutation_of_an_irish_noun) {
    EXPECT_EQ(label("Sráid an tSeolta Bhaile"), "user.contact.address.street");
    EXPECT_EQ(categories("members", {{"nName", ""}, {"dateOfBirth", ""}}).back(),
              "user.demographic.date_of_birth");
}

TEST(ClassifierLabel, asks_a_person_about_a_name_and_nothing_else) {
    EXPECT_EQ(label("Nimi"), "user.name");
    EXPECT_EQ(categories("servers", {{"name", ""}}).front(), "-");
    EXPECT_EQ(categories("t", {{"name", ""}, {"size", ""}}).front(), "-");
}

TEST(ClassifierLabel, knows_commands_and_messages_from_values) {
    for (const char* name : {"Forgotten password", "Passwort mit Kennwort schützen",
                             "Supprimer le contact", "Slaptažodis išsiųstas", "Pošlji e-pošto",
                             "Bekräftelse av e-postadress", "Jelszó hossza", "Zapomenuté heslo"}) {
        EXPECT_EQ(label(name), "-") << name;
    }
}

}  // namespace
}  // namespace gdprd::policy
