#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "policy/language/decide.hpp"
#include "policy/plan/planner.hpp"
#include "sample_estates.hpp"

namespace gdprd::policy {
namespace {

using RowName = std::pair<CollectionPath, RowKey>;

std::string pick(const std::vector<std::string>& from) {
    return from[*rc::gen::inRange<std::size_t>(0, from.size())];
}

MemoryEstate::Texts::value_type maybe(const std::string& value) {
    if (*rc::gen::arbitrary<bool>()) return value;
    return std::nullopt;
}

/// People drawn from few values, so that mailboxes, phones, names and addresses collide.
MemoryEstate some_estate() {
    MemoryEstate e = shop_estate();
    for (auto& [path, table] : e.tables) table.clear();
    for (const char* id : {"1", "2", "3"}) {
        e.insert("crm.main.addresses", {id, std::string("Rue ") + id, "Lyon"});
    }
    const auto people = *rc::gen::inRange(1, 6);
    for (int i = 1; i <= people; ++i) {
        const std::string id = std::to_string(i);
        const auto referrer = i > 1 ? maybe(std::to_string(*rc::gen::inRange(1, i))) : std::nullopt;
        e.insert("crm.main.customers",
                 {id,
                  "K-10000" + id,
                  pick({"Anna", "Ben"}),
                  pick({"Berg", "Koch"}),
                  maybe(pick({"a@example.com", "b@example.com", "c@example.com"})),
                  maybe(pick({"0639980001", "0639980002"})),
                  {},
                  maybe(pick({"1", "2", "3"})),
                  referrer,
                  maybe("wrote to a@example.com")});
    }
    const auto orders = *rc::gen::inRange(0, 6);
    for (int i = 1; i <= orders; ++i) {
        const std::string id = std::to_string(i);
        const auto person = [&] { return std::to_string(*rc::gen::inRange(1, people + 1)); };
        e.insert("crm.main.orders", {id, person(), maybe(person()), "2025-03-01", "Rue 1"});
        e.insert("crm.main.order_lines", {id, id, "lamp"});
        e.insert("crm.main.invoices", {id, person(), pick({"2025-01-01", "2001-01-01"}),
                                       "Anna Berg", maybe("a@example.com"), "1.00"});
    }
    const auto contacts = *rc::gen::inRange(0, 3);
    for (int i = 1; i <= contacts; ++i) {
        const std::string id = std::to_string(i);
        e.insert("desk.main.kontakte",
                 {id, pick({"Berg, Anna", "Koch, Ben"}),
                  maybe(pick({"a@example.com", "b@example.com"})), maybe("K-100001")});
        e.insert("desk.main.tickets", {id, id, pick({"a lamp", "ask a@example.com"})});
    }
    return e;
}

void add_rules(MemoryEstate& e) {
    const auto add = [&](const char* name, ErasureActionKind action, auto select) {
        if (*rc::gen::arbitrary<bool>()) return;
        ErasureRule rule;
        rule.name = name;
        rule.action = action;
        if (action == ErasureActionKind::keep) rule.ground = "Art. 17(3)(b): a law";
        select(rule);
        e.policy.erasure.push_back(std::move(rule));
    };
    add("tax", ErasureActionKind::keep, [](ErasureRule& rule) {
        rule.select.collection = *parse_collection_path("crm.main.invoices");
        rule.keep_years = std::chrono::years(10);
        rule.from_field = "issued_on";
    });
    add("orders", ErasureActionKind::null, [](ErasureRule& rule) {
        rule.select.collection = *parse_collection_path("crm.main.orders");
    });
    add("mail", ErasureActionKind::keep,
        [](ErasureRule& rule) { rule.select.category = Category("user.contact.email"); });
    add("lines", ErasureActionKind::keep, [](ErasureRule& rule) {
        rule.select.collection = *parse_collection_path("crm.main.order_lines");
    });
}

Resolution some_resolution(const MemoryEstate& e) {
    const std::vector<std::pair<std::string, std::string>> seeds{{"email", "a@example.com"}};
    const Resolution first = e.resolve(seeds);
    MatchVerdicts verdicts;
    for (const SubjectRow& row : first.review) {
        const auto said = *rc::gen::inRange(0, 3);
        if (said > 0) {
            verdicts[row.match_id] = said == 1 ? MatchVerdict::accepted : MatchVerdict::rejected;
        }
    }
    return e.resolve(seeds, verdicts);
}

PlanInput some_input() {
    PlanInput input;
    input.request = RequestId("R-2026-0001");
    input.right = Right::erasure;
    input.made_at = *parse_time("2026-03-01T10:00:00Z");
    input.rows_per_step[StoreName("crm")] = *rc::gen::inRange<std::uint32_t>(1, 4);
    return input;
}

std::set<RowName> rows_of(const Plan& plan, StepKind kind) {
    std::set<RowName> out;
    for (const Step& step : plan.steps) {
        if (step.kind != kind) continue;
        for (const RowTarget& row : step.rows) out.emplace(step.in, row.key);
    }
    return out;
}

RC_GTEST_PROP(PlannerProperty, keeps_deletes_or_changes_each_row_and_touches_no_other, ()) {
    MemoryEstate estate = some_estate();
    add_rules(estate);
    const Resolution found = some_resolution(estate);
    const auto plan = make_plan(some_input(), estate.catalogue, estate.policy, found, test_key());
    RC_ASSERT(plan.has_value());

    const auto deleted = rows_of(*plan, StepKind::delete_rows);
    const auto changed = rows_of(*plan, StepKind::update_rows);
    std::set<RowName> own;
    for (const SubjectRow& row : found.rows) own.emplace(row.in, row.row.key);
    std::set<RowName> others;
    for (const SubjectRow& row : found.referencing) others.emplace(row.in, row.row.key);

    std::map<CollectionPath, std::uint64_t> unseen;
    for (const RowName& row : own) {
        RC_ASSERT(!(deleted.contains(row) && changed.contains(row)));
        if (!deleted.contains(row) && !changed.contains(row)) ++unseen[row.first];
    }
    for (const RowName& row : deleted) RC_ASSERT(own.contains(row));
    for (const RowName& row : changed) RC_ASSERT(own.contains(row) || others.contains(row));
    for (const SubjectRow& row : found.review) {
        RC_ASSERT(!deleted.contains({row.in, row.row.key}));
        RC_ASSERT(!changed.contains({row.in, row.row.key}));
    }
    std::map<CollectionPath, std::uint64_t> kept;
    for (const KeptLine& line : plan->kept) {
        RC_ASSERT(!line.ground.empty());
        kept[line.in] += line.rows;
    }
    for (const auto& [path, rows] : unseen) RC_ASSERT(kept[path] >= rows);
}

RC_GTEST_PROP(PlannerProperty, has_a_digest_that_does_not_depend_on_the_order_of_rows, ()) {
    MemoryEstate estate = some_estate();
    add_rules(estate);
    Resolution found = some_resolution(estate);
    const PlanInput input = some_input();
    const auto plan = make_plan(input, estate.catalogue, estate.policy, found, test_key());
    RC_ASSERT(plan.has_value());

    for (auto* rows : {&found.rows, &found.review, &found.mentions, &found.referencing}) {
        std::reverse(rows->begin(), rows->end());
    }
    const auto again = make_plan(input, estate.catalogue, estate.policy, found, test_key());

    RC_ASSERT(again.has_value());
    RC_ASSERT(digest_of(*again) == digest_of(*plan));
}

RC_GTEST_PROP(PlannerProperty, covers_every_personal_field_once, ()) {
    MemoryEstate estate = some_estate();
    add_rules(estate);
    const auto plan = make_plan(some_input(), estate.catalogue, estate.policy,
                                some_resolution(estate), test_key());
    RC_ASSERT(plan.has_value());

    std::set<FieldPath> covered;
    for (const Coverage& line : plan->coverage) RC_ASSERT(covered.insert(line.field).second);
    for (const auto& [path, field] : estate.catalogue.fields) {
        RC_ASSERT(covered.contains(path) == is_personal(estate.policy, estate.catalogue, path));
    }
}

RC_GTEST_PROP(PlannerProperty, breaks_no_reference_and_finds_nothing_to_delete_afterwards, ()) {
    MemoryEstate estate = some_estate();
    add_rules(estate);
    const Resolution found = some_resolution(estate);
    const auto plan = make_plan(some_input(), estate.catalogue, estate.policy, found, test_key());
    RC_ASSERT(plan.has_value());
    const auto deleted = rows_of(*plan, StepKind::delete_rows);

    for (const Step& step : plan->steps) estate.apply(step, test_key());

    RC_ASSERT(!testing::Test::HasFailure());
    MatchVerdicts verdicts;
    for (const SubjectRow& row : found.rows) verdicts[row.match_id] = MatchVerdict::accepted;
    const Resolution after = estate.resolve({{"email", "a@example.com"}}, verdicts);
    for (const SubjectRow& row : after.rows) RC_ASSERT(!deleted.contains({row.in, row.row.key}));
}

}  // namespace
}  // namespace gdprd::policy
