#include "policy/plan/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Planner, keeps_invoices_until_the_tax_term_ends_and_empties_the_customer) {
    MemoryEstate estate = shop_estate();
    estate.policy.erasure.push_back(keep_rule("crm.main.invoices", "issued_on"));

    const Plan plan = erase(estate, "anna@example.com");

    const auto invoice = estate.rows("crm.main.invoices").front();
    EXPECT_EQ(invoice[3], "Anna Müller");
    const auto customer = estate.rows("crm.main.customers").front();
    EXPECT_EQ(customer[0], "1");
    EXPECT_THAT(customer[1], testing::StartsWith("erased-"));
    EXPECT_EQ(customer[2], "erased");
    EXPECT_EQ(customer[4], "NULL");
    ASSERT_EQ(plan.kept.size(), 1U);
    EXPECT_EQ(to_string(plan.kept[0].in), "crm.main.invoices");
    EXPECT_THAT(plan.kept[0].fields, ElementsAre("billing_email", "billing_name"));
    EXPECT_EQ(plan.kept[0].ground, "Art. 17(3)(b): tax records");
    EXPECT_EQ(format_date(*plan.kept[0].until), "2035-03-01");
    EXPECT_EQ(coverage_of(plan, "crm.main.invoices.billing_name").state, CoverageState::kept);
    EXPECT_EQ(coverage_of(plan, "crm.main.customers.email").state, CoverageState::found);
}

TEST(Planner, cuts_the_way_from_a_row_that_stays_to_a_shared_address_where_a_rule_asks_for_it) {
    MemoryEstate estate = shop_estate();
    estate.policy.erasure.push_back(keep_rule("crm.main.invoices", "issued_on"));
    const auto address = *parse_field_path("crm.main.customers.address_id");
    FieldAnnotation note;
    note.field = address;
    note.category = Category("user.contact.address");
    estate.policy.fields.push_back(note);
    ErasureRule cut;
    cut.name = "cut";
    cut.select.field = address;
    cut.action = ErasureActionKind::null;
    estate.policy.erasure.push_back(cut);

    erase(estate, "dora@example.com");

    EXPECT_EQ(estate.rows("crm.main.customers")[4][7], "NULL");
    EXPECT_EQ(estate.rows("crm.main.customers")[5][7], "4") << "the partner's";
    EXPECT_EQ(estate.rows("crm.main.addresses")[3][2], "Lyon");
}

TEST(Planner, leaves_the_references_of_rows_that_stay_to_a_rule_that_names_them) {
    MemoryEstate estate = shop_estate();
    FieldAnnotation note;
    note.field = *parse_field_path("crm.main.customers.address_id");
    note.category = Category("user.contact.address");
    estate.policy.fields.push_back(note);
    ErasureRule stays;
    stays.name = "customers-stay";
    stays.select.collection = *parse_collection_path("crm.main.customers");
    stays.action = ErasureActionKind::null;
    estate.policy.erasure.push_back(stays);

    erase(estate, "dora@example.com");

    EXPECT_EQ(estate.rows("crm.main.customers")[4][4], "NULL");
    EXPECT_EQ(estate.rows("crm.main.customers")[4][7], "4");
}

TEST(Planner, tells_the_law_that_keeps_a_row_before_a_rule_that_keeps_it_too) {
    for (const char* review : {"a.main.about", "a.main.reviews"}) {
        MemoryEstate estate;
        estate.add("a.main.customers", "no text pk user.unique_id;email text user.contact.email");
        estate.add("a.main.invoices",
                   "id int pk;customer text notnull ->customers.no;issued_on date notnull;"
                   "billed text user.name");
        estate.add(review, "id int pk;customer text notnull ->customers.no;body text user.content");
        estate.insert("a.main.customers", {"C-1", "anna@example.com"});
        estate.insert("a.main.invoices", {"1", "C-1", "2025-03-01", "Anna Berg"});
        estate.insert(review, {"1", "C-1", "good"});
        estate.policy.erasure.push_back(keep_rule("a.main.invoices", "issued_on"));
        ErasureRule replaced;
        replaced.name = "reviews-stay";
        replaced.select.collection = *parse_collection_path(review);
        replaced.action = ErasureActionKind::null;
        estate.policy.erasure.push_back(replaced);

        const Plan plan = erase(estate, "anna@example.com");

        for (const KeptLine& line : plan.kept)
            if (to_string(line.in) == "a.main.customers")
                EXPECT_EQ(line.ground, "Art. 17(3)(b): tax records") << review;
        EXPECT_TRUE(std::ranges::any_of(plan.kept, [](const KeptLine& line) {
            return to_string(line.in) == "a.main.customers";
        }));
    }
}

TEST(Planner, keeps_nothing_whose_term_has_ended) {
    MemoryEstate estate = shop_estate();
    estate.policy.erasure.push_back(keep_rule("crm.main.invoices", "issued_on"));
    estate.policy.erasure.back().keep_years = std::chrono::years(1);

    const auto found = estate.resolve({{"email", "anna@example.com"}});
    const auto on_the_last_day = plan_for(estate, found);
    ASSERT_TRUE(on_the_last_day.has_value());
    EXPECT_EQ(on_the_last_day->kept.size(), 1U);

    PlanInput input = input_for(Right::erasure);
    input.made_at = *parse_time("2026-03-02T00:00:00Z");
    const auto plan = make_plan(input, estate.catalogue, estate.policy, found, test_key());
    ASSERT_TRUE(plan.has_value());
    EXPECT_TRUE(plan->kept.empty());
    EXPECT_THAT(outline(*plan), testing::Contains("delete_rows crm.main.invoices 1"));
}

TEST(Planner, keeps_a_row_for_a_field_that_a_rule_names_and_nobody_calls_personal) {
    MemoryEstate estate = shop_estate();
    ErasureRule rule = keep_rule("crm.main.invoices", "issued_on");
    rule.select = Selector{};
    rule.select.field = parse_field_path("crm.main.invoices.total").value();
    estate.policy.erasure.push_back(rule);

    const Plan plan = erase(estate, "anna@example.com");

    ASSERT_EQ(plan.kept.size(), 1U);
    EXPECT_EQ(to_string(plan.kept[0].in), "crm.main.invoices");
    EXPECT_EQ(estate.rows("crm.main.invoices").front()[4], "NULL");
}

TEST(Planner, keeps_the_fields_of_a_category_and_empties_the_rest_of_the_row) {
    MemoryEstate estate = shop_estate();
    ErasureRule rule = keep_rule("crm.main.invoices", "issued_on");
    rule.select = Selector{};
    rule.select.category = Category("user.name");
    rule.select.store = StoreName("crm");
    estate.policy.erasure.push_back(rule);

    const Plan plan = erase(estate, "anna@example.com");

    const auto invoice = estate.rows("crm.main.invoices").front();
    EXPECT_EQ(invoice[3], "Anna Müller");
    EXPECT_EQ(invoice[4], "NULL");
    const auto customer = estate.rows("crm.main.customers").front();
    EXPECT_EQ(customer[2], "Anna");
    EXPECT_EQ(customer[5], "NULL");
}

TEST(Planner, replaces_with_the_text_of_the_rule) {
    MemoryEstate estate = music_estate();
    estate.policy.erasure.push_back(keep_rule("music.main.Invoice", "InvoiceDate"));
    ErasureRule rule;
    rule.name = "anonymous";
    rule.select.category = Category("user.name");
    rule.action = ErasureActionKind::replace;
    rule.with = "former customer";
    estate.policy.erasure.push_back(rule);

    erase(estate, "lena@example.org");

    EXPECT_EQ(estate.rows("music.main.Customer").front()[1], "former customer");
}

TEST(Planner, refuses_a_text_that_the_field_cannot_hold_naming_rule_and_field) {
    MemoryEstate estate = music_estate();
    estate.policy.erasure.push_back(keep_rule("music.main.Invoice", "InvoiceDate"));
    ErasureRule rule;
    rule.name = "anonymous";
    rule.select.category = Category("user.name");
    rule.action = ErasureActionKind::replace;
    rule.with = "a former customer of the shop";
    estate.policy.erasure.push_back(rule);

    const auto plan = plan_for(estate, estate.resolve({{"email", "lena@example.org"}}));

    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code(), ErrorCode::invalid_argument);
    EXPECT_THAT(plan.error().message(), HasSubstr("music.main.Customer.LastName"));
    EXPECT_THAT(plan.error().hint(), HasSubstr("anonymous"));
}

TEST(Planner, keeps_what_is_part_of_a_kept_invoice) {
    MemoryEstate estate = music_estate();
    estate.policy.erasure.push_back(keep_rule("music.main.Invoice", "InvoiceDate"));

    const Plan plan = erase(estate, "lena@example.org");

    EXPECT_EQ(estate.rows("music.main.InvoiceLine").size(), 3U);
    EXPECT_THAT(outline(plan), ElementsAre("update_rows music.main.Customer 1", "residue music 0"));
    EXPECT_EQ(estate.rows("music.main.Customer").front()[5], "2");  // the support employee
    EXPECT_EQ(estate.rows("music.main.Employee").size(), 2U);
}

TEST(Planner, keeps_the_lines_of_a_kept_invoice_where_everything_else_goes) {
    MemoryEstate estate = music_estate();
    estate.policy.erasure.push_back(keep_rule("music.main.Invoice", "InvoiceDate"));
    ErasureRule rest;
    rest.name = "everything-else-goes";
    estate.policy.erasure.push_back(rest);

    erase(estate, "lena@example.org");

    EXPECT_EQ(estate.rows("music.main.InvoiceLine").size(), 3U);
    MemoryEstate named = music_estate();
    named.policy = estate.policy;
    rest.name = "lines-go";
    rest.select.collection = CollectionPath{StoreName("music"), {"main", "InvoiceLine"}};
    named.policy.erasure.push_back(rest);
    erase(named, "lena@example.org");
    EXPECT_LT(named.rows("music.main.InvoiceLine").size(), 3U);
}

TEST(Planner, gives_unique_fields_values_of_their_own) {
    MemoryEstate estate;
    estate.add("a.main.users",
               "id int pk;mail text notnull unique user.contact.email;nick text notnull unique "
               "chars=10 user.account.username;born date notnull user.demographic.date_of_birth");
    estate.add("a.main.bills", "id int pk;user_id int notnull ->users.id;day date notnull");
    estate.insert("a.main.users", {"1", "x@example.com", "annab", "1980-01-01"});
    estate.insert("a.main.bills", {"1", "1", "2025-01-01"});
    estate.policy.erasure.push_back(keep_rule("a.main.bills", "day"));

    erase(estate, "x@example.com");

    const auto user = estate.rows("a.main.users").front();
    EXPECT_THAT(user[1], testing::MatchesRegex("erased-[0-9a-f]+@erased.invalid"));
    EXPECT_EQ(user[2].size(), 10U);
    EXPECT_NE(user[2], "annab");
    EXPECT_EQ(user[3], "1900-01-01");
}

}  // namespace
}  // namespace gdprd::policy
