#include "policy/plan/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Planner, takes_the_reference_out_of_other_peoples_rows) {
    MemoryEstate estate = shop_estate();

    erase(estate, "anna@example.com");

    const auto ben = estate.rows("crm.main.customers").front();
    EXPECT_EQ(ben[2], "Ben");
    EXPECT_EQ(ben[8], "NULL");  // referred_by
}

TEST(Planner, nulls_the_reference_to_a_manager_who_is_erased) {
    MemoryEstate estate = music_estate();

    erase(estate, "gil@example.com");

    const auto left = estate.rows("music.main.Employee");
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0][3], "NULL");
    EXPECT_EQ(estate.rows("music.main.Customer").size(), 2U);
}

TEST(Planner, leaves_what_others_cannot_be_without_as_a_stub) {
    MemoryEstate estate = shop_estate();

    const Plan plan = erase(estate, "dora@example.com");

    const auto dora = estate.rows("crm.main.customers")[4];
    EXPECT_EQ(dora[0], "5");
    EXPECT_EQ(dora[2], "erased");
    EXPECT_EQ(estate.rows("crm.main.orders").size(), 2U);  // the order of two people stays
    EXPECT_EQ(estate.rows("crm.main.addresses").size(), 4U);
    for (const Step& step : plan.steps) {
        EXPECT_NE(to_string(step.in), "crm.main.addresses");
    }
    EXPECT_THAT(plan.notes, Contains(HasSubstr("for a decision")));
    EXPECT_EQ(plan.residuals.front().why, "shared with another person: needs a decision");
}

TEST(Planner, empties_staff_that_a_branch_cannot_be_without) {
    MemoryEstate estate = rental_estate();

    erase(estate, "mike@example.com");

    const auto mike = estate.rows("rental.public.staff").front();
    EXPECT_EQ(mike[0], "1");
    EXPECT_EQ(mike[1], "erased");
    EXPECT_EQ(mike[4], "NULL");
    EXPECT_EQ(estate.rows("rental.public.customer").size(), 2U);
}

TEST(Planner, does_not_follow_the_policy_to_one_field_of_a_key_of_several) {
    MemoryEstate estate;
    estate.add("a.main.customers",
               "tenant int pk;no int pk;email text user.contact.email;name text user.name");
    estate.add("a.main.notes", "id int pk;customer int;body text user.content");
    estate.annotate("a.main.notes.customer", "", "a.main.customers.no");
    estate.insert("a.main.customers", {"1", "7", "anna@example.com", "Anna Berg"});
    estate.insert("a.main.customers", {"2", "7", "otto@example.com", "Otto Klein"});
    estate.insert("a.main.notes", {"1", "7", "of one of them"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});
    const auto plan = plan_for(estate, found);

    EXPECT_THAT(names_of(found.rows), ElementsAre("a.main.customers(1)"));
    ASSERT_TRUE(plan.has_value());
    EXPECT_THAT(plan->notes, Contains(HasSubstr("a.main.notes.customer refer to "
                                                "a.main.customers.no, one field of a key")));
}

TEST(Planner, lets_a_person_decide_where_a_reference_of_the_policy_leads_to_several_rows) {
    MemoryEstate estate;
    estate.add("a.main.customers", "id int pk;code text;email text user.contact.email");
    estate.add("a.main.notes", "id int pk;customer text;body text user.content");
    estate.annotate("a.main.notes.customer", "", "a.main.customers.code");
    estate.insert("a.main.customers", {"1", "north", "anna@example.com"});
    estate.insert("a.main.customers", {"2", "north", "otto@example.com"});
    estate.insert("a.main.customers", {"3", "south", "dora@example.com"});
    estate.insert("a.main.notes", {"1", "north", "of one of two"});
    estate.insert("a.main.notes", {"2", "south", "of one"});

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});
    const Resolution dora = estate.resolve({{"email", "dora@example.com"}});

    EXPECT_THAT(names_of(anna.rows), ElementsAre("a.main.customers(1)"));
    EXPECT_THAT(names_of(anna.review), ElementsAre("a.main.notes(1)"));
    EXPECT_THAT(names_of(dora.rows), ElementsAre("a.main.customers(3)", "a.main.notes(2)"));
    EXPECT_THAT(names_of(dora.review), IsEmpty());
}

TEST(Planner, opens_a_circle_of_references_before_it_deletes) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;mail text user.contact.email;main_card int ->cards.id");
    estate.add("a.main.cards", "id int pk;user_id int notnull ->users.id;label text chars=20");
    estate.insert("a.main.users", {"1", "x@example.com", "5"});
    estate.insert("a.main.cards", {"5", "1", "blue"});

    const Plan plan = erase(estate, "x@example.com");

    EXPECT_THAT(outline(plan),
                ElementsAre("update_rows a.main.users 1", "delete_rows a.main.cards 1",
                            "delete_rows a.main.users 1", "residue a 0"));
    EXPECT_TRUE(estate.rows("a.main.users").empty());
}

TEST(Planner, refuses_to_empty_a_key_that_is_personal) {
    MemoryEstate estate;
    estate.add("a.main.users", "mail text pk user.contact.email;name text user.name");
    estate.add("a.main.bills",
               "id int pk;mail text notnull ->users.mail;day date notnull;who text user.name");
    estate.insert("a.main.users", {"x@example.com", "Anna Berg"});
    estate.insert("a.main.bills", {"1", "x@example.com", "2025-01-01", "Anna Berg"});
    estate.policy.erasure.push_back(keep_rule("a.main.bills", "day"));

    const auto plan = plan_for(estate, estate.resolve({{"email", "x@example.com"}}));

    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(plan.error().message(), HasSubstr("a.main.users.mail"));
}

TEST(Planner, empties_an_address_that_only_an_annotated_reference_joins) {
    MemoryEstate estate = music_estate();
    estate.add("music.main.logins", "mail text user.contact.email;at date");
    estate.annotate("music.main.logins.mail", "", "music.main.Customer.Email");
    estate.insert("music.main.logins", {"lena@example.org", "2025-01-01"});
    estate.policy.erasure.push_back(keep_rule("music.main.Invoice", "InvoiceDate"));

    erase(estate, "lena@example.org");

    EXPECT_TRUE(estate.rows("music.main.logins").empty());
    EXPECT_EQ(estate.rows("music.main.Customer").front()[4], "erased@erased.invalid");
}

/// Attributes of contacts that the store deletes with their contact and in no other way.
MemoryEstate attribute_estate() {
    MemoryEstate estate;
    estate.add("a.main.contacts", "id int pk");
    estate.add("a.main.answers", "id int pk;contact int ->contacts.id:cascade;said text");
    estate.add("a.main.attributes",
               "id int pk;contact int notnull ->contacts.id:along;value text user.contact.email");
    for (const char* contact : {"1", "2"}) {
        const std::string n = contact;
        estate.insert("a.main.contacts", {n});
        estate.insert("a.main.answers", {n, n, "fine"});
        estate.insert("a.main.attributes", {n, n, "of" + n + "@example.com"});
        estate.insert("a.main.attributes", {n + "0", n, "work" + n + "@example.net"});
        estate.insert("a.main.attributes", {n + "1", n, "Anna"});
    }
    estate.annotate("a.main.attributes.contact", "", "a.main.contacts.id");
    estate.policy.fields.back().references.front().owned = true;
    return estate;
}

TEST(Planner, deletes_what_goes_along_after_what_it_goes_with) {
    const MemoryEstate estate = attribute_estate();

    const auto plan = plan_for(
        estate, estate.resolve({{"email", "of1@example.com"}, {"email", "work1@example.net"}}));

    ASSERT_TRUE(plan.has_value()) << plan.error().message();
    EXPECT_THAT(outline(*plan),
                ElementsAre(HasSubstr("delete_rows a.main.answers 1"),
                            HasSubstr("delete_rows a.main.contacts 1"),
                            HasSubstr("delete_rows a.main.attributes 3"), HasSubstr("residue a")));
    EXPECT_THAT(plan->steps[1].notes, Contains(HasSubstr("along with these: their own step")));
    EXPECT_THAT(plan->steps[2].notes, Contains(HasSubstr("and in no other way")));
}

/// The other address may be that of the contact whose assistant the subject is.
TEST(Planner, asks_whose_a_contact_is_that_carries_another_address_too) {
    const MemoryEstate estate = attribute_estate();

    const Resolution found = estate.resolve({{"email", "of1@example.com"}});

    EXPECT_THAT(names_of(found.review), Contains("a.main.contacts(1)"));
    EXPECT_THAT(names_of(found.rows), testing::Not(Contains(HasSubstr("a.main.contacts"))));
    EXPECT_THAT(names_of(found.rows), testing::Not(Contains(HasSubstr("a.main.answers"))));
}

TEST(Planner, asks_whose_a_row_is_that_many_refer_to_unless_they_are_its_parts) {
    MemoryEstate estate = attribute_estate();
    for (auto& collection : estate.catalogue.stores.front().collections)
        for (ForeignKey& key : collection.foreign_keys) key.on_delete = OnDelete::cascade;

    const auto plan = plan_for(estate, estate.resolve({{"email", "of1@example.com"}}));

    ASSERT_TRUE(plan.has_value()) << plan.error().message();
    EXPECT_THAT(outline(*plan),
                ElementsAre(HasSubstr("delete_rows a.main.attributes 1"), HasSubstr("residue a")));
}

}  // namespace
}  // namespace gdprd::policy
