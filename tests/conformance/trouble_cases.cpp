#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::MatchMode;
using testing::SizeIs;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

TEST_P(ConnectorSuite, gives_up_on_a_lock_within_its_limit) {
    make_customers();
    const auto step = delete_step(find("customers", "id", integer(1)));
    reconnect([](StoreSettings& settings) { settings.lock_timeout = 200ms; });
    Hold held = store_->hold_write_lock("customers");
    const auto begin = Steady::now();

    const auto blocked = apply(step);

    EXPECT_TRUE(failed_with(blocked, ErrorCode::unavailable));
    EXPECT_GE(Steady::now() - begin, 150ms);
    EXPECT_LT(Steady::now() - begin, 10s);
    held.reset();
    const auto free = apply(step);
    ASSERT_TRUE(succeeded(free));
    EXPECT_EQ(free->done, 1U);
}

TEST_P(ConnectorSuite, ends_a_statement_that_takes_too_long) {
    if (!store_->abilities().long_statements) GTEST_SKIP() << "nothing takes long in this store";
    make_customers();
    store_->create_endless_view("endless");
    reconnect([](StoreSettings& settings) { settings.statement_timeout = 300ms; });

    const auto rows =
        find_all(off_, *connector_, query("endless", "id", MatchMode::exact, {integer(-1)}));

    EXPECT_TRUE(failed_with(rows, ErrorCode::timeout));
    EXPECT_THAT(find("customers", "id", integer(1)).rows, SizeIs(1)) << "the connector works on";
}

TEST_P(ConnectorSuite, is_cancelled_from_another_thread) {
    if (!store_->abilities().long_statements) GTEST_SKIP() << "nothing takes long in this store";
    make_customers();
    store_->create_endless_view("endless");
    connector_->cancel();  // nothing is under way: no effect

    auto running = std::async(std::launch::async, [&] {
        return find_all(off_, *connector_, query("endless", "id", MatchMode::exact, {integer(-1)}));
    });
    while (running.wait_for(20ms) != std::future_status::ready) connector_->cancel();

    EXPECT_TRUE(failed_with(running.get(), ErrorCode::cancelled));
    EXPECT_THAT(find("customers", "id", integer(1)).rows, SizeIs(1)) << "the connector works on";
}

TEST_P(ConnectorSuite, is_cancelled_while_it_waits_for_a_lock) {
    make_customers();
    const auto step = delete_step(find("customers", "id", integer(1)));
    reconnect([](StoreSettings& settings) { settings.lock_timeout = 60s; });
    const Hold held = store_->hold_write_lock("customers");
    const auto begin = Steady::now();

    auto running = std::async(std::launch::async, [&] { return apply(step); });
    while (running.wait_for(20ms) != std::future_status::ready) connector_->cancel();

    EXPECT_TRUE(failed_with(running.get(), ErrorCode::cancelled));
    EXPECT_LT(Steady::now() - begin, 30s);
}

TEST_P(ConnectorSuite, says_unavailable_while_the_server_is_down_and_comes_back) {
    if (!store_->abilities().restarts) GTEST_SKIP() << "there is no server to kill";
    make_customers();
    const auto step = delete_step(find("customers", "id", integer(1)));
    store_->crash();

    EXPECT_TRUE(failed_with(apply(step), ErrorCode::unavailable));
    EXPECT_TRUE(failed_with(connector_->inspect(off_), ErrorCode::unavailable));
    store_->start_again();

    const auto result = apply(step);
    ASSERT_TRUE(succeeded(result));
    EXPECT_EQ(*result, (StepResult{1, 0, 0}));
}

TEST_P(ConnectorSuite, works_on_after_the_server_was_killed_between_calls) {
    if (!store_->abilities().restarts) GTEST_SKIP() << "there is no server to kill";
    make_customers();
    EXPECT_THAT(find("customers", "id", integer(1)).rows, SizeIs(1));
    store_->crash();
    store_->start_again();

    EXPECT_THAT(find("customers", "id", integer(1)).rows, SizeIs(1));
}

TEST_P(ConnectorSuite, finds_the_bytes_of_a_kept_value_and_none_of_an_erased_one) {
    if (!store_->abilities().byte_search) GTEST_SKIP() << "this store's bytes are out of reach";
    make_customers();
    // enough to move rows between pages, which leaves copies behind
    store_->create({"many", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    store_->insert_many("many", 1'500, "filler-erase-me@example.net-");
    auto all = query("many", "body", MatchMode::contains, {text("erase-me")});
    const auto rows = find(all);
    ASSERT_THAT(rows.rows, SizeIs(1'500));
    ASSERT_TRUE(succeeded(apply(delete_step(rows))));
    ASSERT_TRUE(succeeded(apply(delete_step(find("customers", "id", integer(1))))));

    const auto clean = residue({text("erase-me@example.net"), text("ada@example.org")});
    const auto kept = residue({text("ada@example.org"), text("eve@example.com")});

    ASSERT_TRUE(succeeded(clean) && succeeded(kept));
    EXPECT_EQ(clean->state, ResidueResult::State::clean) << clean->what;
    EXPECT_EQ(clean->values_found, 0U);
    EXPECT_FALSE(clean->limits.empty());
    EXPECT_EQ(kept->state, ResidueResult::State::found);
    EXPECT_EQ(kept->values_found, 1U);
}

TEST_P(ConnectorSuite, takes_no_longer_number_of_another_row_for_residue) {
    if (!store_->abilities().byte_search) GTEST_SKIP() << "this store's bytes are out of reach";
    store_->create({"cards", {{"id", FieldType::integer, false}, {"number"}}, {"id"}});
    store_->insert("cards", {{integer(1), text("K-10000")}, {integer(2), text("K-100007")}});
    ASSERT_TRUE(succeeded(apply(delete_step(find("cards", "id", integer(1))))));

    const auto searched = residue({text("K-10000")});

    ASSERT_TRUE(succeeded(searched));
    EXPECT_EQ(searched->state, ResidueResult::State::clean) << searched->what;
}

TEST_P(ConnectorSuite, leaves_residue_pending_while_another_reader_is_there) {
    if (!store_->abilities().byte_search) GTEST_SKIP() << "this store's bytes are out of reach";
    make_customers();
    reconnect([](StoreSettings& settings) { settings.lock_timeout = 200ms; });
    Hold held = store_->hold_read("customers");
    // with a rollback journal even the deletion has to wait
    const auto step = delete_step(find("customers", "id", integer(1)));
    const auto deleted = apply(step);
    const auto begin = Steady::now();

    const auto pending = residue({text("ada@example.org")});

    ASSERT_TRUE(succeeded(pending));
    EXPECT_EQ(pending->state, ResidueResult::State::pending) << pending->what;
    EXPECT_LT(Steady::now() - begin, 10s);
    held.reset();
    ASSERT_TRUE(succeeded(apply(step)));
    const auto clean = residue({text("ada@example.org")});
    ASSERT_TRUE(succeeded(clean));
    EXPECT_EQ(clean->state, ResidueResult::State::clean) << clean->what;
}

TEST_P(ConnectorSuite, purges_nothing_when_told_not_to) {
    if (!store_->abilities().byte_search) GTEST_SKIP() << "this store's bytes are out of reach";
    make_customers();
    reconnect([](StoreSettings& settings) { settings.purge = PurgeMode::none; });

    const auto found = residue({text("ada@example.org")});

    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(found->state, ResidueResult::State::found);
    EXPECT_THAT(found->limits, testing::Contains(testing::HasSubstr("purging is off")));
}

}  // namespace
}  // namespace gdprd::connectors::test
