#include <gmock/gmock.h>

#include <algorithm>
#include <future>

#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::KeyKind;
using policy::MatchMode;
using testing::ElementsAre;
using testing::SizeIs;

TEST_P(ConnectorSuite, deletes_the_rows_of_a_step_and_no_others) {
    make_customers();
    const auto step = delete_step(find("customers", "email", text("ada@example.org")));

    const auto result = apply(step);

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{1, 0, 0}));
    EXPECT_TRUE(find("customers", "email", text("ada@example.org")).rows.empty());
    EXPECT_THAT(all_rows(customers_table()), SizeIs(2));
}

TEST_P(ConnectorSuite, does_a_step_once_however_often_it_is_asked) {
    make_customers();
    const auto gone = delete_step(find("customers", "id", integer(1)));
    const auto nulled = update_step(find("customers", "id", integer(2)), "name", null());
    const auto replaced = update_step(find("customers", "id", integer(3)), "email", text("erased"));

    for (const auto* step : {&gone, &nulled, &replaced}) {
        const auto first = apply(*step);
        const auto second = apply(*step);
        ASSERT_TRUE(succeeded(first) && succeeded(second));
        EXPECT_EQ(*first, (StepResult{1, 0, 0}));
        EXPECT_EQ(*second, (StepResult{0, 1, 0}));
    }
    EXPECT_THAT(all_rows(customers_table()),
                ElementsAre(ElementsAre(integer(2), text("  Bob@Example.ORG "), null()),
                            ElementsAre(integer(3), text("erased"), null())));
}

TEST_P(ConnectorSuite, finishes_a_step_that_is_half_done) {
    make_customers();
    auto both = find(query("customers", "id", MatchMode::exact, {integer(1), integer(2)}));
    const auto whole = delete_step(both);
    both.rows.pop_back();
    ASSERT_TRUE(succeeded(apply(delete_step(both))));

    const auto result = apply(whole);

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{1, 1, 0}));
}

TEST_P(ConnectorSuite, changes_nothing_when_one_row_is_stale) {
    make_customers();
    const auto step =
        delete_step(find(query("customers", "id", MatchMode::exact, {integer(1), integer(3)})));
    const auto update = update_step(find("customers", "id", integer(3)), "name", text("x"));
    store_->change("customers", "email", text("moved@example.com"), "email", "eve@example.com");
    const auto before = all_rows(customers_table());

    for (const auto* one : {&step, &update}) {
        const auto result = apply(*one);
        ASSERT_TRUE(succeeded(result));
        EXPECT_EQ(*result, (StepResult{0, 0, 1}));
        EXPECT_EQ(all_rows(customers_table()), before);
    }
}

TEST_P(ConnectorSuite, calls_an_update_of_a_vanished_row_stale) {
    make_customers();
    const auto update = update_step(find("customers", "id", integer(3)), "name", text("x"));
    ASSERT_TRUE(succeeded(apply(delete_step(find("customers", "id", integer(3))))));

    const auto result = apply(update);

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{0, 0, 1}));
}

TEST_P(ConnectorSuite, writes_a_value_of_its_own_into_each_row) {
    make_customers();
    const auto rows = find(query("customers", "id", MatchMode::exact, {integer(1), integer(2)}));
    auto step = update_step(rows, "email", text("unused"));
    step.actions.push_back({"name", policy::FieldActionKind::null, {}, "test"});
    step.actions.push_back({"id", policy::FieldActionKind::keep, {}, "test"});
    for (auto& row : step.rows) {
        const Cell own = text("erased-" + row.key.values.front().expose().bytes);
        row.writes = {own};
        row.after = digest({"email", "name"}, {PersonalCell(own), PersonalCell(null())});
    }

    const auto result = apply(step);

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{2, 0, 0}));
    EXPECT_THAT(all_rows(customers_table()),
                ElementsAre(ElementsAre(integer(1), text("erased-1"), null()),
                            ElementsAre(integer(2), text("erased-2"), null()), testing::_));
}

TEST_P(ConnectorSuite, handles_composite_keys) {
    const TableSpec seats{
        "seats",
        {{"row", FieldType::integer, false}, {"seat", FieldType::text, false}, {"who"}},
        {"row", "seat"}};
    store_->create(seats);
    store_->insert("seats", {{integer(1), text("a"), text("Ada")},
                             {integer(1), text("b"), text("Ada")},
                             {integer(2), text("a"), text("Bob")}});
    const auto rows = find("seats", "who", text("Ada"));
    ASSERT_THAT(rows.rows, SizeIs(2));
    EXPECT_THAT(rows.rows[0].key.fields, ElementsAre("row", "seat"));

    const auto result = apply(delete_step(rows));

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(result->done, 2U);
    EXPECT_THAT(all_rows(seats), ElementsAre(ElementsAre(integer(2), text("a"), text("Bob"))));
}

TEST_P(ConnectorSuite, deletes_rows_without_a_key_one_for_one) {
    const TableSpec log{"log", {{"day", FieldType::integer}, {"who"}, {"note"}}};
    store_->create(log);
    store_->insert("log", {{integer(1), text("Ada"), null()},
                           {integer(1), text("Ada"), null()},
                           {integer(1), text("Ada"), text("other")},
                           {integer(1), text("Bob"), null()}});
    auto rows = find("log", "who", text("Ada"));
    ASSERT_THAT(rows.rows, SizeIs(3));
    EXPECT_EQ(rows.rows[0].key.kind,
              store_->abilities().row_numbers ? KeyKind::rowid : KeyKind::all_fields);
    // one of the two that are the same, and the third
    std::erase_if(rows.rows, [first = true](const policy::Row& row) mutable {
        const bool same = row.values[2].expose().kind == Cell::Kind::null;
        return same && !std::exchange(first, false);
    });
    ASSERT_THAT(rows.rows, SizeIs(2));

    const auto result = apply(delete_step(rows));

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{2, 0, 0}));
    EXPECT_THAT(all_rows(log), ElementsAre(ElementsAre(integer(1), text("Ada"), null()),
                                           ElementsAre(integer(1), text("Bob"), null())));
}

TEST_P(ConnectorSuite, updates_rows_without_a_key_once) {
    const TableSpec log{"log", {{"day", FieldType::integer}, {"who"}, {"note"}}};
    store_->create(log);
    store_->insert("log", {{integer(1), text("Ada"), null()},
                           {integer(1), text("Ada"), null()},
                           {integer(2), text("Bob"), null()}});
    const auto step = update_step(find("log", "who", text("Ada")), "who", text("erased"));

    const auto first = apply(step);
    const auto second = apply(step);

    ASSERT_TRUE(succeeded(first) && succeeded(second));
    EXPECT_EQ(*first, (StepResult{2, 0, 0}));
    EXPECT_EQ(*second, (StepResult{0, 2, 0}));
    EXPECT_THAT(find("log", "who", text("erased")).rows, SizeIs(2));
}

TEST_P(ConnectorSuite, reads_rows_again_by_key_and_leaves_out_the_absent) {
    make_customers();
    const auto rows = find(query("customers", "id", MatchMode::exact, {integer(1), integer(3)}));
    std::vector<policy::RowKey> keys;
    for (const auto& row : rows.rows) keys.push_back(row.key);
    ASSERT_TRUE(succeeded(apply(delete_step(find("customers", "id", integer(1))))));

    const auto again = connector_->read_rows(off_, path("customers"), {"email"}, keys);

    ASSERT_TRUE(succeeded(again));
    EXPECT_THAT(again->fields, ElementsAre("email"));
    ASSERT_THAT(again->rows, SizeIs(1));
    EXPECT_THAT(exposed(again->rows[0].values), ElementsAre(text("eve@example.com")));
    EXPECT_THAT(exposed(again->rows[0].key.values), ElementsAre(integer(3)));
}

TEST_P(ConnectorSuite, refuses_to_break_a_reference) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    make_customers();
    make_orders(policy::OnDelete::no_action);
    store_->insert("orders", {{integer(1), integer(1)}});
    const auto parent = delete_step(find("customers", "id", integer(1)));
    const auto child = delete_step(find("orders", "id", integer(1)));

    EXPECT_TRUE(failed_with(apply(parent), ErrorCode::conflict));
    EXPECT_THAT(all_rows(customers_table()), SizeIs(3));
    ASSERT_TRUE(succeeded(apply(child)));
    ASSERT_TRUE(succeeded(apply(parent)));
    EXPECT_THAT(all_rows(customers_table()), SizeIs(2));
}

TEST_P(ConnectorSuite, follows_cascades_within_a_step) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    const TableSpec people{
        "people",
        {{"id", FieldType::integer, false}, {"boss", FieldType::integer}},
        {"id"},
        {},
        {{"", {"boss"}, {store_->ns(), "people"}, {"id"}, policy::OnDelete::cascade, true}}};
    store_->create(people);
    store_->insert("people",
                   {{integer(1), null()}, {integer(2), integer(1)}, {integer(3), null()}});

    const auto result =
        apply(delete_step(find(query("people", "id", MatchMode::exact, {integer(1), integer(2)}))));

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(result->done + result->already_done, 2U);
    EXPECT_THAT(all_rows(people), SizeIs(1));
}

TEST_P(ConnectorSuite, leaves_rows_alone_that_came_to_refer_to_its_own_after_the_plan) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    make_customers();
    const auto step =
        delete_step(find(query("customers", "id", MatchMode::exact, {integer(1), integer(2)})));
    for (const auto rule : {policy::OnDelete::cascade, policy::OnDelete::set_null}) {
        make_orders(rule);
        store_->insert("orders", {{integer(1), integer(2)}, {integer(2), integer(3)}});

        const auto result = apply(step);

        ASSERT_TRUE(failed_with(result, ErrorCode::stale)) << to_string(rule);
        EXPECT_THAT(result.error().message(), testing::HasSubstr("1 row that is not in the plan"));
        EXPECT_THAT(all_rows(customers_table()), SizeIs(3));
        EXPECT_THAT(find("orders", "customer", integer(2)).rows, SizeIs(1));
        store_->drop("orders");
    }
    EXPECT_EQ(*apply(step), (StepResult{2, 0, 0}));
}

TEST_P(ConnectorSuite, sees_a_row_that_another_session_inserts_while_the_step_begins) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    make_customers();
    make_orders(policy::OnDelete::cascade);
    const auto step = delete_step(find("customers", "id", integer(1)));
    reconnect([](StoreSettings& settings) { settings.lock_timeout = std::chrono::seconds(30); });
    const Commit commit = store_->begin_insert("orders", {integer(1), integer(1)});

    auto running = std::async(std::launch::async, [&] { return apply(step); });
    EXPECT_EQ(running.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout)
        << "the step waits until it is known what the other session does";
    commit();

    EXPECT_TRUE(failed_with(running.get(), ErrorCode::stale));
    EXPECT_THAT(find("orders", "customer", integer(1)).rows, SizeIs(1));
    EXPECT_THAT(all_rows(customers_table()), SizeIs(3));
}

TEST_P(ConnectorSuite, keeps_to_its_transaction_when_references_are_nulled) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    const TableSpec people{
        "people",
        {{"id", FieldType::integer, false}, {"boss", FieldType::integer}},
        {"id"},
        {},
        {{"", {"boss"}, {store_->ns(), "people"}, {"id"}, policy::OnDelete::set_null, true}}};
    store_->create(people);
    store_->insert("people",
                   {{integer(1), null()}, {integer(2), integer(1)}, {integer(3), null()}});

    const auto result =
        apply(delete_step(find(query("people", "id", MatchMode::exact, {integer(1), integer(2)}))));

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{2, 0, 0}));
    EXPECT_THAT(all_rows(people), SizeIs(1));
}

TEST_P(ConnectorSuite, says_so_when_the_store_keeps_a_row) {
    if (!store_->abilities().triggers) GTEST_SKIP() << "nothing can keep a row in this store";
    make_customers();
    store_->forbid_deletes("customers");

    const auto result = apply(delete_step(find("customers", "id", integer(1))));

    EXPECT_TRUE(failed_with(result, ErrorCode::conflict));
    EXPECT_THAT(all_rows(customers_table()), SizeIs(3));
}

TEST_P(ConnectorSuite, rehearses_what_it_would_do_and_changes_nothing) {
    make_customers();
    const std::vector steps{update_step(find("customers", "id", integer(2)), "name", text("x")),
                            delete_step(find("customers", "id", integer(1)))};
    const auto before = all_rows(customers_table());

    const auto result = rehearse(steps);

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{2, 0, 0}));
    EXPECT_EQ(all_rows(customers_table()), before);
    store_->change("customers", "email", text("moved@example.com"), "email", "ada@example.org");
    EXPECT_EQ(rehearse(steps)->stale, 1U);
}

TEST_P(ConnectorSuite, rehearses_steps_that_build_on_each_other_and_changes_nothing) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    make_customers();
    make_orders(policy::OnDelete::no_action);
    store_->insert("orders", {{integer(1), integer(1)}});
    const std::vector steps{delete_step(find("orders", "id", integer(1))),
                            update_step(find("customers", "id", integer(2)), "name", text("x")),
                            delete_step(find("customers", "id", integer(1)))};
    const auto before = all_rows(customers_table());

    const auto result = rehearse(steps);
    const auto without_child = rehearse({steps[2]});

    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{3, 0, 0}));
    EXPECT_TRUE(failed_with(without_child, ErrorCode::conflict));
    EXPECT_EQ(all_rows(customers_table()), before);
    EXPECT_THAT(find("orders", "id", integer(1)).rows, SizeIs(1));
    EXPECT_EQ(apply(steps[0])->done, 1U) << "nothing is locked any more";
}

TEST_P(ConnectorSuite, rehearses_to_the_first_step_whose_rows_moved_or_that_drags_others) {
    if (!has_references()) GTEST_SKIP() << "this store has no references";
    make_customers();
    const auto moved = delete_step(find("customers", "id", integer(3)));
    const auto dragging = delete_step(find("customers", "id", integer(1)));
    store_->change("customers", "email", text("moved@example.com"), "email", "eve@example.com");
    make_orders(policy::OnDelete::cascade);
    store_->insert("orders", {{integer(1), integer(1)}});

    const auto stale = rehearse({moved});

    ASSERT_TRUE(succeeded(stale));
    EXPECT_EQ(stale->stale, 1U);
    EXPECT_TRUE(failed_with(rehearse({dragging}), ErrorCode::stale));
}

/// Conditions in small letters and without the quotes that a store may put around names.
std::vector<std::string> plain(std::vector<std::string> conditions) {
    for (std::string& one : conditions) {
        std::erase(one, '`');
        std::ranges::transform(one, one.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
    }
    return conditions;
}

TEST_P(ConnectorSuite, finds_in_a_rehearsal_what_the_store_forbids) {
    if (!store_->abilities().checks) GTEST_SKIP() << "this store has no conditions";
    store_->create(
        {"people",
         {{"id", FieldType::integer, false}, {"email", FieldType::text, false}, {"kind"}},
         {"id"},
         {},
         {},
         {"kind IS NOT NULL", "length(email) > 3"}});
    store_->insert("people", {{integer(1), text("ada@example.org"), text("person")}});
    const auto row = find("people", "id", integer(1));

    for (const auto& step : {update_step(row, "email", null()), update_step(row, "kind", null()),
                             update_step(row, "email", text("x"))}) {
        const auto tried = rehearse({step});
        ASSERT_TRUE(failed_with(tried, ErrorCode::conflict));
        EXPECT_THAT(tried.error().message(), testing::HasSubstr("people"));
    }
    EXPECT_TRUE(succeeded(rehearse({update_step(row, "email", text("erased"))})));
    EXPECT_THAT(plain(inspect().find({store_->ns(), "people"})->checks),
                testing::UnorderedElementsAre(testing::HasSubstr("kind is not null"),
                                              testing::HasSubstr("length(email) > 3")));
}

TEST_P(ConnectorSuite, refuses_a_step_of_another_kind) {
    make_customers();
    auto step = delete_step(find("customers", "id", integer(1)));
    step.kind = policy::StepKind::read;

    EXPECT_TRUE(failed_with(apply(step), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::connectors::test
