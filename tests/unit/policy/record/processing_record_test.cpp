#include "policy/record/processing_record.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Record : public testing::Test {
  protected:
    Record() {
        Purpose orders;
        orders.name = PurposeName("orders");
        orders.description = "To sell what people order.";
        orders.basis = LegalBasis::contract;
        orders.categories = {Category("user.name"), Category("user.contact")};
        orders.subjects = {"customers"};
        orders.information.recipients = std::vector<std::string>{"parcel service", "=bank"};
        orders.information.transfers = "none";
        orders.information.retention = "Three years.";
        policy_.purposes.push_back(orders);
        policy_.security_measures = {"encryption"};
        policy_.contacts.representative = "Agent, Lyon";
        add("email", "user.contact.email");
    }
    void add(const std::string& name, const char* category) {
        CatalogueField field;
        field.path = {{StoreName("crm"), {"main", "people"}}, name};
        field.category = Category(category);
        field.decision = Decision::accept;
        field.personal_ppm = 1'000'000;
        catalogue_.fields.emplace(field.path, field);
    }
    CollectionSchema& add_collection(const char* name, CollectionKind kind) {
        if (catalogue_.stores.empty()) catalogue_.stores.push_back({StoreName("crm"), "", {}});
        CollectionSchema& out = catalogue_.stores[0].collections.emplace_back();
        out.name = {"main", name};
        out.kind = kind;
        return out;
    }
    ProcessingRecord make() {
        return make_record(policy_, catalogue_, {"Shop & Co", "privacy@shop.example"}, configured_);
    }
    std::vector<StoreName> configured_;
    Policy policy_;
    Catalogue catalogue_;
};

TEST_F(Record, is_complete_when_all_of_article_30_is_said) {
    EXPECT_THAT(make().gaps, IsEmpty());
}

TEST_F(Record, says_where_the_catalogue_has_each_category) {
    add("phone", "user.contact.phone_number");
    const auto record = make();

    ASSERT_THAT(record.activities, SizeIs(1));
    const auto& categories = record.activities[0].categories;
    ASSERT_THAT(categories, SizeIs(3));  // user.name is named and nowhere found
    EXPECT_EQ(categories[0].category, Category("user.contact.email"));
    EXPECT_EQ(categories[0].fields, 1U);
    EXPECT_THAT(categories[0].stores, ElementsAre(StoreName("crm")));
    EXPECT_EQ(categories[2].category, Category("user.name"));
    EXPECT_EQ(categories[2].fields, 0U);
}

TEST_F(Record, is_not_complete_while_nobody_knows_what_a_store_or_a_file_holds) {
    add_collection("people", CollectionKind::table);
    add_collection("old.csv", CollectionKind::unreadable).comment = "it is not UTF-8";
    configured_ = {StoreName("crm"), StoreName("hr")};

    EXPECT_THAT(make().gaps,
                ElementsAre(HasSubstr("the store hr holds (Art. 30(1)(c)): no scan has read it"),
                            HasSubstr("crm.main.\"old.csv\" holds (Art. 30(1)(c)): no scan can "
                                      "read it: it is not UTF-8")));
}

TEST_F(Record, is_not_complete_without_a_catalogue) {
    catalogue_ = {};

    EXPECT_THAT(make().gaps, ElementsAre(HasSubstr("the catalogue is empty")));
}

TEST_F(Record, counts_a_partitioned_table_once) {
    add_collection("people", CollectionKind::partitioned);
    add_collection("people_2026", CollectionKind::partition);
    CatalogueField part = catalogue_.fields.begin()->second;
    part.path.in.collection.name = "people_2026";
    catalogue_.fields.emplace(part.path, part);
    part.path.field = "diagnosis";
    part.category = Category("user.health_and_medical");
    catalogue_.fields.emplace(part.path, part);

    const auto record = make();

    EXPECT_EQ(record.activities[0].categories[0].fields, 1U);
    EXPECT_THAT(record.gaps, IsEmpty());
}

TEST_F(Record, a_field_that_is_annotated_with_a_purpose_is_of_that_one_alone) {
    Purpose news = policy_.purposes.front();
    news.name = PurposeName("news");
    policy_.purposes.push_back(news);
    FieldAnnotation note;
    note.field = {{StoreName("crm"), {"main", "people"}}, "email"};
    note.purpose = PurposeName("news");
    policy_.fields.push_back(note);

    const auto record = make();

    EXPECT_EQ(record.activities[0].categories[0].fields, 0U);
    EXPECT_EQ(record.activities[1].categories[0].fields, 1U);
}

TEST_F(Record, names_each_thing_that_is_missing) {
    auto& orders = policy_.purposes.front();
    orders.subjects.clear();
    orders.information.recipients.reset();
    orders.information.transfers.clear();
    orders.information.retention.clear();
    orders.description.clear();
    policy_.security_measures.clear();
    add("diagnosis", "user.health_and_medical");

    EXPECT_THAT(make().gaps,
                ElementsAre(HasSubstr("30(1)(b)"), HasSubstr("30(1)(c)"), HasSubstr("30(1)(d)"),
                            HasSubstr("30(1)(e)"), HasSubstr("30(1)(f)"), HasSubstr("30(1)(g)"),
                            HasSubstr("1 field of user.health_and_medical that no purpose uses")));
    policy_.purposes.clear();
    EXPECT_THAT(make().gaps, Contains(HasSubstr("the purposes (Art. 30(1)(b))")));
}

TEST_F(Record, is_written_as_json_csv_and_json_ld) {
    OwnerRule care;
    care.owner = "Customer care";
    policy_.owners.push_back(care);
    const auto record = make();

    const auto whole = boost::json::parse(record_json(record));
    EXPECT_EQ(whole.at("controller").at("name"), "Shop & Co");
    EXPECT_EQ(whole.at("controller").at("representative"), "Agent, Lyon");
    EXPECT_TRUE(whole.at("controller").at("data_protection_officer").is_null());
    EXPECT_EQ(whole.at("activities").at(0).at("legal_basis"), "Art. 6(1)(b)");
    EXPECT_EQ(whole.at("activities").at(0).at("categories").at(0).at("stores").at(0), "crm");
    EXPECT_EQ(whole.at("activities").at(0).at("categories").at(0).at("owners").at(0),
              "Customer care");
    EXPECT_THAT(record_csv(record),
                HasSubstr("Shop & Co,privacy@shop.example,\"Agent, Lyon\",,orders,To sell what "
                          "people order.,customers,user.contact.email; user.name,parcel service; "
                          "=bank,none,Three years.,encryption,Art. 6(1)(b),Customer care\r\n"));
    const auto linked = boost::json::parse(record_jsonld(record));
    const auto& process = linked.at("@graph").at(1);
    EXPECT_EQ(process.at("@type"), "dpv:Process");
    EXPECT_EQ(process.at("dpv:hasLegalBasis").at("@id"), "eu-gdpr:A6-1-b");
    EXPECT_FALSE(process.as_object().contains("dpv:hasProcessing"));  // no transfer
}

}  // namespace
}  // namespace gdprd::policy
