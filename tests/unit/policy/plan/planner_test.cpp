#include "policy/plan/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

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

TEST(Planner, erases_a_music_customer_with_invoices_and_lines) {
    MemoryEstate estate = music_estate();

    const Plan plan = erase(estate, "lena@example.org");

    EXPECT_THAT(outline(plan), ElementsAre("delete_rows music.main.InvoiceLine 2",
                                           "delete_rows music.main.Invoice 1",
                                           "delete_rows music.main.Customer 1", "residue music 0"));
    EXPECT_EQ(estate.rows("music.main.Track").size(), 2U);
    EXPECT_EQ(estate.rows("music.main.Customer").size(), 1U);
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

TEST(Planner, tells_which_files_could_not_be_read) {
    MemoryEstate estate = rental_estate();
    auto& broken = estate.add("rental.public.broken", "mail text user.contact.email");
    broken.kind = CollectionKind::unreadable;
    broken.comment = "record 2: a quoted field has no end";

    const Plan plan = erase(estate, "mary.smith@example.org");

    const auto line = std::find_if(
        plan.residuals.begin(), plan.residuals.end(),
        [](const Residual& residual) { return to_string(residual.in) == "rental.public.broken"; });
    ASSERT_NE(line, plan.residuals.end());
    EXPECT_NE(line->why.find("a quoted field has no end"), std::string::npos);
    const auto told = coverage_of(plan, "rental.public.broken.mail");
    EXPECT_EQ(told.state, CoverageState::failed) << "what an earlier scan found is not searched";
    EXPECT_NE(told.why.find("not searched"), std::string::npos);
}

TEST(Planner, leaves_rows_in_archives_and_says_so) {
    MemoryEstate estate;
    estate.add("a.main.people", "id int pk;email text user.contact.email");
    estate.add("b.old.orders", "id int pk;customer int;note text user.content.private").kind =
        CollectionKind::archived;
    estate.annotate("b.old.orders.customer", "", "a.main.people.id");
    estate.insert("a.main.people", {"1", "anna@example.com"});
    estate.insert("b.old.orders", {"7", "1", "for my birthday"});
    ErasureRule null;
    null.name = "empty";
    null.select.collection = *parse_collection_path("b.old.orders");
    null.action = ErasureActionKind::null;
    for (const bool emptied : {false, true}) {
        if (emptied) estate.policy.erasure.push_back(null);

        const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}));

        ASSERT_TRUE(plan.has_value());
        EXPECT_THAT(outline(*plan),
                    ElementsAre("delete_rows a.main.people 1", "residue a 0", "residue b 0"))
            << "what is never written keeps no row that it refers to";
        const auto left = std::ranges::find(plan->residuals, true, &Residual::archived);
        ASSERT_NE(left, plan->residuals.end());
        EXPECT_EQ(to_string(left->in), "b.old.orders");
        EXPECT_EQ(left->rows, 1U);
        EXPECT_EQ(left->why, kLeftInArchive);
    }
}

TEST(Planner, searches_a_store_whose_archives_alone_hold_the_person) {
    MemoryEstate estate;
    estate.add("a.old.people", "id int pk;email text user.contact.email").kind =
        CollectionKind::archived;
    estate.insert("a.old.people", {"7", "anna@example.com"});

    const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}));

    ASSERT_TRUE(plan.has_value());
    EXPECT_THAT(outline(*plan), ElementsAre("residue a 0"));
}

TEST(Planner, keeps_rows_in_archives_where_a_rule_does) {
    MemoryEstate estate;
    estate.add("a.old.people", "id int pk;email text user.contact.email").kind =
        CollectionKind::archived;
    estate.insert("a.old.people", {"7", "anna@example.com"});
    ErasureRule keep;
    keep.name = "books";
    keep.ground = "Art. 17(3)(b)";
    keep.select.collection = *parse_collection_path("a.old.people");
    keep.action = ErasureActionKind::keep;
    estate.policy.erasure.push_back(keep);

    const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}));

    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->kept.size(), 1U);
    EXPECT_EQ(plan->kept[0].ground, "Art. 17(3)(b)");
    EXPECT_TRUE(
        std::ranges::none_of(plan->residuals, [](const Residual& one) { return one.archived; }));
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

TEST(Planner, searches_no_bytes_of_the_other_side_of_a_message) {
    MemoryEstate estate;
    estate.add("crm.main.people", "id int pk;name text user.name;email text user.contact.email");
    estate.add("desk.main.messages",
               "id int pk;von text user.contact.email;an text user.contact.email;body text");
    estate.insert("crm.main.people", {"1", "Anna Berg", "anna@example.com"});
    estate.insert("desk.main.messages", {"1", "anna@example.com", "shop@example.com", "hello"});
    estate.insert("desk.main.messages", {"2", "uwe@example.com", "shop@example.com", "hello"});
    const Resolution before = estate.resolve({{"email", "anna@example.com"}});
    ASSERT_EQ(before.review.size(), 1U);
    const Resolution found =
        estate.resolve({{"email", "anna@example.com"}},
                       {{before.review.front().match_id, MatchVerdict::accepted}});

    const auto plan = plan_for(estate, found);

    ASSERT_TRUE(plan.has_value());
    std::vector<std::string> wanted;
    for (const Step& step : plan->steps)
        for (const PersonalCell& cell : step.residue_values)
            wanted.push_back(step.in.store.value() + " " + cell.expose().bytes);
    EXPECT_THAT(wanted, UnorderedElementsAre("crm anna@example.com", "desk anna@example.com"));
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
    EXPECT_EQ(coverage_of(*plan, "crm.main.customers.notes").state, CoverageState::left_over);
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
        EXPECT_TRUE(line.state == CoverageState::searched_empty ||
                    line.state == CoverageState::not_searched_by_name)
            << to_string(line.field);
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
