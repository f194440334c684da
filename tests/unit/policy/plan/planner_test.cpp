#include "policy/plan/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/language/decide.hpp"
#include "policy/plan/execution.hpp"
#include "sample_estates.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

PlanInput input_for(Right right) {
    PlanInput input;
    input.request = RequestId("R-2026-0001");
    input.right = right;
    input.nonce.fill(7);
    input.made_at = *parse_time("2026-03-01T10:00:00Z");
    for (const char* store : {"crm", "marketing", "desk", "music", "rental", "a"}) {
        input.byte_search.emplace(store);
    }
    return input;
}

ErasureRule keep_rule(const std::string& collection, const std::string& from) {
    ErasureRule rule;
    rule.name = "tax";
    rule.select.collection = *parse_collection_path(collection);
    rule.action = ErasureActionKind::keep;
    rule.ground = "Art. 17(3)(b): tax records";
    rule.keep_years = std::chrono::years(10);
    rule.from_field = from;
    return rule;
}

Result<Plan> plan_for(const MemoryEstate& estate, const Resolution& found,
                      Right right = Right::erasure) {
    return make_plan(input_for(right), estate.catalogue, estate.policy, found, test_key());
}

/// Resolves, plans and carries out step by step through the step machine.
Plan erase(MemoryEstate& estate, const std::string& email) {
    const auto plan = plan_for(estate, estate.resolve({{"email", email}}));
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message());
    if (!plan) return {};
    Execution execution(*plan, {});
    for (auto next = execution.next(); next.step != nullptr; next = execution.next()) {
        switch (next.action) {
            case ExecutionAction::write_intent:
                execution.intent_written();
                break;
            case ExecutionAction::act:
                estate.apply(*next.step, test_key());
                execution.acted(ActResult::done);
                break;
            case ExecutionAction::write_outcome:
                execution.outcome_written();
                break;
            case ExecutionAction::stop_complete:
            case ExecutionAction::stop_partial:
                break;
        }
    }
    EXPECT_EQ(execution.next().action, ExecutionAction::stop_complete);
    return *plan;
}

std::vector<std::string> outline(const Plan& plan) {
    std::vector<std::string> out;
    for (const Step& step : plan.steps) {
        out.push_back(
            std::string(to_string(step.kind)) + " " +
            (step.kind == StepKind::residue ? step.in.store.value() : to_string(step.in)) + " " +
            std::to_string(step.rows.size()));
    }
    return out;
}

const Coverage& coverage_of(const Plan& plan, const std::string& field) {
    for (const Coverage& line : plan.coverage) {
        if (to_string(line.field) == field) return line;
    }
    static const Coverage kNone;
    ADD_FAILURE() << field << " is not covered";
    return kNone;
}

TEST(Planner, deletes_all_of_a_person_and_nothing_of_others) {
    MemoryEstate estate = shop_estate();
    const auto others_before = estate.rows("crm.main.customers");

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_EQ(estate.rows("crm.main.customers").size(), others_before.size() - 1);
    EXPECT_EQ(estate.rows("crm.main.customers").front()[0], "2");
    EXPECT_EQ(estate.rows("crm.main.orders").size(), 2U);
    EXPECT_EQ(estate.rows("crm.main.addresses").size(), 3U);
    EXPECT_EQ(estate.rows("desk.main.tickets").size(), 1U);
    EXPECT_EQ(estate.rows("marketing.main.envois").size(), 1U);
    EXPECT_THAT(estate.bytes_of("crm"), Not(HasSubstr("K-100001")));
    EXPECT_TRUE(plan.kept.empty());
}

TEST(Planner, goes_from_children_to_parents_and_ends_with_the_residue) {
    MemoryEstate estate = shop_estate();

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_THAT(
        outline(plan),
        ElementsAre("update_rows crm.main.customers 1", "delete_rows crm.main.invoices 1",
                    "delete_rows crm.main.order_lines 1", "delete_rows crm.main.orders 1",
                    "delete_rows crm.main.customers 1", "delete_rows crm.main.addresses 1",
                    "delete_rows desk.main.tickets 1", "delete_rows desk.main.kontakte 1",
                    "delete_rows marketing.main.envois 2", "delete_rows marketing.main.abonnes 1",
                    "residue crm 0", "residue desk 0", "residue marketing 0"));
}

TEST(Planner, takes_the_reference_out_of_other_peoples_rows) {
    MemoryEstate estate = shop_estate();

    erase(estate, "anna@example.com");

    const auto ben = estate.rows("crm.main.customers").front();
    EXPECT_EQ(ben[2], "Ben");
    EXPECT_EQ(ben[8], "NULL");  // referred_by
}

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

TEST(Planner, keeps_nothing_whose_term_has_ended) {
    MemoryEstate estate = shop_estate();
    estate.policy.erasure.push_back(keep_rule("crm.main.invoices", "issued_on"));
    estate.policy.erasure.back().keep_years = std::chrono::years(1);

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_TRUE(plan.kept.empty());
    EXPECT_EQ(estate.rows("crm.main.invoices").size(), 1U);
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

TEST(Planner, erases_a_music_customer_with_invoices_and_lines) {
    MemoryEstate estate = music_estate();

    const Plan plan = erase(estate, "lena@example.org");

    EXPECT_THAT(outline(plan), ElementsAre("delete_rows music.main.InvoiceLine 2",
                                           "delete_rows music.main.Invoice 1",
                                           "delete_rows music.main.Customer 1", "residue music 0"));
    EXPECT_EQ(estate.rows("music.main.Track").size(), 2U);
    EXPECT_EQ(estate.rows("music.main.Customer").size(), 1U);
}

TEST(Planner, nulls_the_reference_to_a_manager_who_is_erased) {
    MemoryEstate estate = music_estate();

    erase(estate, "gil@example.com");

    const auto left = estate.rows("music.main.Employee");
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0][3], "NULL");
    EXPECT_EQ(estate.rows("music.main.Customer").size(), 2U);
}

TEST(Planner, erases_a_rental_customer_with_address_and_keyless_payments) {
    MemoryEstate estate = rental_estate();

    const Plan plan = erase(estate, "mary.smith@example.org");

    EXPECT_EQ(estate.rows("rental.public.customer").size(), 1U);
    EXPECT_EQ(estate.rows("rental.public.address").size(), 2U);
    EXPECT_EQ(estate.rows("rental.public.payment_p1").size(), 1U);
    EXPECT_EQ(estate.rows("rental.public.rental").size(), 1U);
    EXPECT_EQ(estate.rows("rental.public.city").size(), 2U);
    EXPECT_EQ(estate.rows("rental.public.staff").size(), 1U);
    EXPECT_EQ(coverage_of(plan, "rental.public.customer_list.name").state,
              CoverageState::not_applicable);
}

TEST(Planner, tells_which_materialized_views_keep_the_person_until_they_are_refreshed) {
    MemoryEstate estate = rental_estate();
    estate.add("rental.public.customer_copy", "id int;name text user.name").kind =
        CollectionKind::materialized_view;

    const Plan plan = erase(estate, "mary.smith@example.org");

    const auto line =
        std::find_if(plan.residuals.begin(), plan.residuals.end(), [](const Residual& residual) {
            return to_string(residual.in) == "rental.public.customer_copy";
        });
    ASSERT_NE(line, plan.residuals.end());
    EXPECT_NE(line->why.find("REFRESH MATERIALIZED VIEW public.customer_copy"), std::string::npos);
    const auto told = coverage_of(plan, "rental.public.customer_copy.name");
    EXPECT_EQ(told.state, CoverageState::not_applicable);
    EXPECT_NE(told.why.find("until it is refreshed"), std::string::npos);
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

TEST(Planner, tells_a_name_in_a_list_of_a_row_that_stays) {
    MemoryEstate estate;
    estate.add("a.main.people",
               "id int pk;first text user.name.first;last text user.name.last;email text "
               "user.contact.email;tags json;since date");
    estate.insert("a.main.people", {"1", "Anna", "Schäfer", "anna@example.com",
                                    "{vip,\"Anna Schäfer\"}", "2024-01-01"});
    ErasureRule null;
    null.name = "empty";
    null.select.collection = *parse_collection_path("a.main.people");
    null.action = ErasureActionKind::null;
    estate.policy.erasure.push_back(null);

    const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}));

    ASSERT_TRUE(plan.has_value());
    std::vector<std::string> left;
    for (const auto& line : plan->residuals)
        if (!line.field.empty()) left.push_back(to_string(line.in) + "." + line.field);
    EXPECT_THAT(left, ElementsAre("a.main.people.tags"));
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

TEST(Planner, searches_the_bytes_of_what_no_row_carries_any_more) {
    MemoryEstate estate = shop_estate();

    const Plan plan = erase(estate, "anna@example.com");

    std::map<std::string, std::vector<std::string>> wanted;
    for (const Step& step : plan.steps) {
        for (const PersonalCell& cell : step.residue_values) {
            wanted[step.in.store.value()].push_back(cell.expose().bytes);
        }
    }
    // The address stands in a note and in a ticket of others, which are told as left over.
    EXPECT_THAT(wanted["crm"], testing::UnorderedElementsAre("K-100001", "06 39 98 00 01",
                                                             "FR7630006000011234567890189"));
    EXPECT_THAT(wanted["desk"], ElementsAre("K-100001"));
    for (const auto& [store, values] : wanted) {
        for (const std::string& value : values) {
            EXPECT_THAT(estate.bytes_of(store), Not(HasSubstr(value)));
        }
    }
}

TEST(Planner, leaves_the_residue_out_where_the_policy_says_so) {
    MemoryEstate estate = shop_estate();
    estate.policy.residue_off[StoreName("crm")] = "a nightly job rewrites the file";

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_THAT(outline(plan), Not(Contains("residue crm 0")));
    EXPECT_THAT(plan.notes, Contains(HasSubstr("a nightly job rewrites the file")));
}

TEST(Planner, reads_all_rows_for_access_and_covers_every_personal_field_once) {
    const MemoryEstate estate = shop_estate();
    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    const auto plan = plan_for(estate, found, Right::access);

    ASSERT_TRUE(plan.has_value());
    std::size_t rows = 0;
    for (const Step& step : plan->steps) {
        EXPECT_EQ(step.kind, StepKind::read);
        rows += step.rows.size();
    }
    EXPECT_EQ(rows, found.rows.size());
    std::set<FieldPath> covered;
    for (const Coverage& line : plan->coverage) EXPECT_TRUE(covered.insert(line.field).second);
    std::size_t personal = 0;
    for (const auto& [path, field] : estate.catalogue.fields) {
        personal += is_personal(estate.policy, estate.catalogue, path) ? 1 : 0;
    }
    EXPECT_EQ(covered.size(), personal);
    EXPECT_EQ(coverage_of(*plan, "crm.main.customers.notes").state, CoverageState::searched_empty);
}

TEST(Planner, tells_a_store_that_did_not_answer) {
    MemoryEstate estate = shop_estate();
    estate.fail("marketing");

    const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}));

    ASSERT_TRUE(plan.has_value());
    EXPECT_THAT(plan->unreachable, ElementsAre(StoreName("marketing")));
    EXPECT_EQ(coverage_of(*plan, "marketing.main.abonnes.courriel").state, CoverageState::failed);
}

TEST(Planner, cuts_work_into_steps) {
    MemoryEstate estate = shop_estate();
    for (int i = 100; i < 107; ++i) {
        estate.insert("crm.main.orders", {std::to_string(i), "1", {}, "2025-03-01", "Rue 1"});
    }
    PlanInput input = input_for(Right::erasure);
    input.rows_per_step[StoreName("crm")] = 3;

    const auto plan = make_plan(input, estate.catalogue, estate.policy,
                                estate.resolve({{"email", "anna@example.com"}}), test_key());

    ASSERT_TRUE(plan.has_value());
    std::vector<std::size_t> sizes;
    std::uint32_t number = 0;
    for (const Step& step : plan->steps) {
        EXPECT_EQ(step.number, ++number);
        if (to_string(step.in) == "crm.main.orders") sizes.push_back(step.rows.size());
    }
    EXPECT_THAT(sizes, ElementsAre(3, 3, 2));
}

TEST(Planner, plans_nothing_for_somebody_unknown_but_covers_all) {
    const MemoryEstate estate = shop_estate();

    const auto plan = plan_for(estate, estate.resolve({{"email", "nobody@example.net"}}));

    ASSERT_TRUE(plan.has_value());
    EXPECT_TRUE(plan->steps.empty());
    for (const Coverage& line : plan->coverage) {
        EXPECT_EQ(line.state, CoverageState::searched_empty) << to_string(line.field);
    }
}

TEST(Planner, notes_triggers_and_cascades) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;mail text user.contact.email").triggers = {"log_users"};
    estate.add("a.main.visits", "id int pk;user_id int notnull ->users.id:cascade");
    estate.insert("a.main.users", {"1", "x@example.com"});
    estate.insert("a.main.visits", {"1", "1"});

    const Plan plan = erase(estate, "x@example.com");

    const auto users = std::find_if(plan.steps.begin(), plan.steps.end(), [](const Step& step) {
        return to_string(step.in) == "a.main.users";
    });
    ASSERT_NE(users, plan.steps.end());
    EXPECT_THAT(users->notes, Contains(HasSubstr("cascade")));
    EXPECT_THAT(users->notes, Contains("triggers of the store run: log_users"));
}

TEST(Planner, refuses_what_a_rule_of_the_store_always_replaces) {
    MemoryEstate estate;
    auto& users = estate.add("a.main.users", "id int pk;mail text user.contact.email");
    users.rules = {{"stay", true, false, true}};
    estate.insert("a.main.users", {"1", "x@example.com"});

    const auto plan = plan_for(estate, estate.resolve({{"email", "x@example.com"}}));
    users.rules = {{"stay", true, false, false}, {"still", false, true, true}};
    const auto other = plan_for(estate, estate.resolve({{"email", "x@example.com"}}));

    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code(), ErrorCode::invalid_argument);
    EXPECT_THAT(plan.error().message(), HasSubstr("rule stay of a.main.users"));
    EXPECT_TRUE(other.has_value()) << "a condition may not hold, and nothing is updated";
}

TEST(Planner, shows_the_conditions_on_fields_that_it_writes) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;mail text user.contact.email;name text user.name")
        .checks = {"CHECK (Mail LIKE '%@%')", "CHECK (id > 0)"};
    estate.add("a.main.bills",
               "id int pk;user_id int notnull ->users.id;day date notnull;who text "
               "user.name");
    estate.insert("a.main.users", {"1", "x@example.com", "Anna Berg"});
    estate.insert("a.main.bills", {"1", "1", "2025-01-01", "Anna Berg"});
    estate.policy.erasure.push_back(keep_rule("a.main.bills", "day"));

    const Plan plan = erase(estate, "x@example.com");

    const auto emptied = std::find_if(plan.steps.begin(), plan.steps.end(), [](const Step& step) {
        return step.kind == StepKind::update_rows;
    });
    ASSERT_NE(emptied, plan.steps.end());
    EXPECT_THAT(emptied->notes, ElementsAre("the store checks: CHECK (Mail LIKE '%@%')"));
}

TEST(Planner, lists_an_identifier_that_stays_inside_a_document) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;mail text user.contact.email;settings json");
    estate.add("a.main.bills",
               "id int pk;user_id int notnull ->users.id;day date notnull;who text "
               "user.name");
    estate.add("a.main.log", "id int pk;body bytes");
    estate.insert("a.main.users", {"1", "x.one@example.com", R"({"login": "X.One@example.com"})"});
    estate.insert("a.main.bills", {"1", "1", "2025-01-01", "Anna Berg"});
    estate.insert("a.main.log", {"1", "to: x.one@example.com"});
    estate.policy.erasure.push_back(keep_rule("a.main.bills", "day"));

    const Plan plan = erase(estate, "x.one@example.com");

    std::vector<std::string> places;
    for (const Residual& residual : plan.residuals)
        if (!residual.field.empty())
            places.push_back(to_string(residual.in) + "." + residual.field);
    EXPECT_THAT(places, testing::UnorderedElementsAre("a.main.users.settings", "a.main.log.body"));
}

}  // namespace
}  // namespace gdprd::policy
