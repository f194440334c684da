#include <gmock/gmock.h>

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

using RequestPlanTest = RequestWorld;

TEST_F(RequestPlanTest, a_plan_whose_rows_have_moved_is_stale_and_changes_nothing) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("UPDATE orders SET note = 'changed' WHERE id = 11")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
}

TEST_F(RequestPlanTest, a_decision_on_a_match_can_be_taken_back) {
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(db->execute("INSERT INTO customers VALUES (3,'K-100003','Olu','Adeyemi',"
                                  "'maja.quistgaard@mail.example',NULL)")));
    }
    const auto id = planned_request(Right::erasure);
    const auto items = requests_->matches(off_, id, dpo_);
    ASSERT_TRUE(succeeded(items));
    ASSERT_FALSE(items->empty());
    for (const auto& item : *items) {
        if (item.mention) continue;
        ASSERT_TRUE(succeeded(
            requests_->decide_match(off_, id, item.id, policy::MatchVerdict::accepted, dpo_)));
    }
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));

    for (const auto& item : *items) {
        if (item.mention) continue;
        EXPECT_TRUE(succeeded(
            requests_->decide_match(off_, id, item.id, policy::MatchVerdict::rejected, dpo_)));
    }
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers WHERE id = 3"), 1);
}

TEST_F(RequestPlanTest, a_partners_address_leads_to_nobody) {
    {
        auto shop = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(shop->execute("ALTER TABLE customers ADD COLUMN partner_email TEXT;"
                                    "UPDATE customers SET partner_email ="
                                    " 'bert@mail.example' WHERE id = 1")));
        auto desk = sqlite::Database::open(store_path("desk"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(desk->execute("CREATE TABLE newsletter (email TEXT);"
                                    "INSERT INTO newsletter VALUES"
                                    " ('bert@mail.example')")));
    }
    const auto id = planned_request(Right::erasure);
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM newsletter"), 1);
}

TEST_F(RequestPlanTest, a_new_invoice_that_must_stay_makes_the_plan_stale) {
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute(
            "DELETE FROM invoices; DROP TABLE invoices; CREATE TABLE invoices (no TEXT PRIMARY KEY,"
            " customer_id INTEGER REFERENCES customers(id) ON DELETE CASCADE, issued_on TEXT NOT "
            "NULL,"
            " billing_name TEXT NOT NULL)")));
    }
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(
            db->execute("INSERT INTO invoices VALUES ('F-9',1,'2026-01-02','Maja Quistgaard')")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM invoices"), 1);
}

TEST_F(RequestPlanTest, a_new_trigger_makes_the_plan_stale) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(db->execute("CREATE TRIGGER gone AFTER DELETE ON orders BEGIN"
                                  " DELETE FROM customers; END")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
}

TEST_F(RequestPlanTest, a_plan_that_the_store_would_refuse_is_not_made) {
    create_store("shop",
                 "CREATE TRIGGER needed BEFORE UPDATE ON customers WHEN NEW.email IS NULL "
                 "BEGIN SELECT RAISE(ABORT, 'needed'); END");
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(failed_with(plan, ErrorCode::conflict));
    EXPECT_THAT(plan.error().message(), testing::HasSubstr("shop.main.customers"));
    EXPECT_FALSE(requests_->show(off_, id)->record.plan.has_value());
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders"), 3) << "a rehearsal changes nothing";
}

TEST_F(RequestPlanTest, a_plan_that_cannot_be_tried_says_so) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);
    auto other = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
    ASSERT_TRUE(succeeded(other));
    ASSERT_TRUE(succeeded(other->execute("BEGIN IMMEDIATE")));

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_THAT(plan->notes, testing::Contains(testing::HasSubstr("not tried beforehand")));
}

TEST_F(RequestPlanTest, a_mention_tells_where_it_is_and_cannot_be_decided) {
    create_store("desk",
                 "CREATE TABLE events (no INTEGER PRIMARY KEY, payload JSON);"
                 "INSERT INTO events VALUES (77,'{\"to\": \"maja.quistgaard@mail.example\"}');");
    const auto id = planned_request(policy::Right::access);
    const auto items = requests_->matches(off_, id, dpo_);
    ASSERT_TRUE(succeeded(items));
    const auto event = std::find_if(items->begin(), items->end(), [](const MatchItem& item) {
        return item.in.collection.name == "events";
    });
    ASSERT_NE(event, items->end());

    EXPECT_TRUE(event->mention);
    EXPECT_THAT(event->fields, testing::ElementsAre("no", "payload"));
    EXPECT_EQ(event->values.front().expose().bytes, "77");
    const auto decided =
        requests_->decide_match(off_, id, event->id, policy::MatchVerdict::accepted, dpo_);
    ASSERT_TRUE(failed_with(decided, ErrorCode::conflict));
    EXPECT_THAT(decided.error().message(), testing::HasSubstr("a row of desk.main.events"));
    EXPECT_TRUE(failed_with(
        requests_->decide_match(off_, id, "0000000000000000", policy::MatchVerdict::accepted, dpo_),
        ErrorCode::not_found));
}

TEST_F(RequestPlanTest, a_table_that_no_scan_has_seen_is_not_left_out_in_silence) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    {
        auto db = sqlite::Database::open(store_path("desk"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("CREATE TABLE newsletter (email TEXT)")));
    }
    const auto id = open_request(Right::erasure);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(failed_with(plan, ErrorCode::stale));
    EXPECT_NE(plan.error().hint().find("catalogue scan"), std::string::npos);
}

TEST_F(RequestPlanTest, a_store_that_was_never_scanned_is_not_left_out_in_silence) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {StoreName("shop")}, ActorName("token:admin"))));
    const auto id = open_request(Right::erasure);

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::stale));
}

}  // namespace
}  // namespace gdprd::daemon::test
