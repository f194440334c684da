#include "policy/language/effective.hpp"

#include <gmock/gmock.h>

#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

FieldPath at(const std::string& field) {
    return {{StoreName("crm"), {"main", "people"}}, field};
}

class Effective : public testing::Test {
  protected:
    void add(const std::string& name, Decision decision, DecidedBy by,
             std::optional<Category> category) {
        CatalogueField field;
        field.path = at(name);
        field.decision = decision;
        field.decided_by = by;
        field.category = std::move(category);
        catalogue_.fields.emplace(field.path, field);
    }
    FieldAnnotation& annotate(const std::string& name) {
        FieldAnnotation& note = policy_.fields.emplace_back();
        note.field = at(name);
        note.span = {"shop.yaml", 7, 3};
        return note;
    }
    CatalogueField shown(const std::string& name) const {
        const Catalogue all = effective(policy_, catalogue_);
        const CatalogueField& one = all.fields.at(at(name));
        EXPECT_EQ(one.is_personal(), is_personal(policy_, catalogue_, at(name)));
        EXPECT_EQ(one.is_personal() ? one.category : std::nullopt,
                  category_of(policy_, catalogue_, at(name)));
        return one;
    }
    Policy policy_;
    Catalogue catalogue_;
    const Category mail_{"user.contact.email"};
    const Category content_{"user.content"};
};

TEST_F(Effective, an_annotation_goes_before_the_classifier_and_says_where_it_stands) {
    add("a", Decision::accept, DecidedBy::classifier, mail_);
    add("b", Decision::reject, DecidedBy::classifier, std::nullopt);
    annotate("a").not_personal = true;
    annotate("b").category = content_;

    EXPECT_EQ(shown("a").decision, Decision::reject);
    EXPECT_EQ(shown("a").decided_by, DecidedBy::policy);
    EXPECT_EQ(shown("b").decision, Decision::accept);
    EXPECT_EQ(shown("b").category, content_);
    EXPECT_THAT(shown("b").reasons.back(), HasSubstr("shop.yaml:7"));
}

TEST_F(Effective, an_annotation_goes_before_a_person_as_in_requests) {
    add("rejected", Decision::reject, DecidedBy::person, std::nullopt);
    add("confirmed", Decision::accept, DecidedBy::person, mail_);
    add("same", Decision::accept, DecidedBy::person, mail_);
    annotate("rejected").category = mail_;
    annotate("confirmed").not_personal = true;
    annotate("same").category = mail_;

    EXPECT_EQ(shown("rejected").decided_by, DecidedBy::policy);
    EXPECT_TRUE(shown("rejected").is_personal());
    EXPECT_EQ(shown("confirmed").decided_by, DecidedBy::policy);
    EXPECT_FALSE(shown("confirmed").is_personal());
    EXPECT_EQ(shown("same").decided_by, DecidedBy::person);
    EXPECT_THAT(shown("same").reasons, IsEmpty());
}

TEST_F(Effective, an_identifier_is_personal_and_leaves_its_category_to_the_catalogue) {
    add("no", Decision::reject, DecidedBy::classifier, std::nullopt);
    add("mail", Decision::accept, DecidedBy::classifier, mail_);
    annotate("no").identifier = "customer_no";
    annotate("mail").identifier = "email";

    EXPECT_EQ(shown("no").category, Category("user.unique_id"));
    EXPECT_EQ(shown("no").decided_by, DecidedBy::policy);
    EXPECT_EQ(shown("mail").decided_by, DecidedBy::classifier);
}

TEST_F(Effective, leaves_the_rest_alone) {
    add("a", Decision::review, DecidedBy::classifier, mail_);
    annotate("a").purpose = PurposeName("orders");
    annotate("gone").category = mail_;

    EXPECT_EQ(shown("a").decided_by, DecidedBy::classifier);
    EXPECT_THAT(effective(policy_, catalogue_).fields, testing::SizeIs(1));
}

}  // namespace
}  // namespace gdprd::policy
