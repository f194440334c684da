// A run that goes on, again or after a crash, and a run that is cancelled.

#include <gmock/gmock.h>

#include <filesystem>

#include "daemon/services/package_check.hpp"
#include "daemon/services/zip.hpp"
#include "tests/unit/daemon/services/request_world.hpp"
#include "tests/unit/daemon/support/failing_files.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

class RunAgainTest : public RequestWorld {
  protected:
    void SetUp() override {
        files_ = std::make_shared<FailingFiles>();
        files_->fail_when([this] { return trail_broken_.load(); });
        trail_files_ = files_;
        RequestWorld::SetUp();
        create_store("shop",
                     "CREATE TABLE order_lines (id INTEGER PRIMARY KEY, order_id INTEGER"
                     " REFERENCES orders(id), note TEXT);"
                     "INSERT INTO order_lines VALUES (111,11,'for the desk'),(121,12,'for the"
                     " night'),(131,13,'for the cat');");
    }
    void TearDown() override {
        lock_.reset();
        RequestWorld::TearDown();
    }
    void change(const std::string& store, const std::string& sql) { create_store(store, sql); }
    [[nodiscard]] std::string state_path() const { return dir_.path() + "/state/state.db"; }
    /// Takes a store away from gdprd, or gives it back.
    void move_away(const std::string& store) {
        std::filesystem::rename(store_path(store), store_path(store) + ".away");
    }
    void move_back(const std::string& store) {
        std::filesystem::rename(store_path(store) + ".away", store_path(store));
    }
    /// While it is held, nobody else writes (or, `exclusive`, reads) the store.
    void hold(const std::string& store, const std::string& how = "BEGIN IMMEDIATE") {
        auto db = sqlite::Database::open(store_path(store), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        lock_ = std::make_unique<sqlite::Database>(std::move(*db));
        ASSERT_TRUE(succeeded(lock_->execute(how)));
    }
    [[nodiscard]] RequestState state(const RequestId& id) {
        const auto view = requests_->show(off_, id);
        EXPECT_TRUE(succeeded(view));
        return view ? view->record.state : RequestState::received;
    }
    [[nodiscard]] std::vector<audit::EntryView> entries(const RequestId& id,
                                                        audit::EntryType type) {
        TrailQuery query;
        query.filter.request = id.value();
        query.filter.type = type;
        auto page = trail_->list(off_, query);
        EXPECT_TRUE(succeeded(page));
        return page ? std::move(page->entries) : std::vector<audit::EntryView>();
    }
    /// Starts the run and returns when its first step waits for the store.
    void run_until_it_waits(const RequestId& id) {
        ASSERT_TRUE(succeeded(requests_->run(off_, id, dpo_)));
        while (entries(id, audit::EntryType::intent).empty()) std::this_thread::yield();
    }
    /// As kill -9 leaves it: the run tells nothing more, and a new process starts.
    void kill_and_start() {
        trail_broken_ = true;
        lock_.reset();
        wait_for_runs();
        stop();
        trail_broken_ = false;
        files_ = nullptr;
        trail_files_ = nullptr;
        start();
        wait_for_runs();
    }
    void expect_moved(const RequestId& id, const std::string& in) {
        const auto view = requests_->show(off_, id);
        ASSERT_TRUE(succeeded(view));
        EXPECT_EQ(view->record.state, RequestState::partial);
        ASSERT_EQ(view->open_ends.size(), 1U);
        EXPECT_EQ(view->open_ends.front().cause, OpenCause::moved);
        EXPECT_EQ(view->open_ends.front().in, in);
        EXPECT_EQ(view->open_ends.front().rows, 1U);
    }

    ActorName other_{"token:other"};
    std::atomic<bool> trail_broken_{false};
    std::shared_ptr<FailingFiles> files_;
    std::unique_ptr<sqlite::Database> lock_;
};

TEST_F(RunAgainTest, spares_what_was_given_to_another_person_between_two_runs) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    move_away("shop");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("shop");
    change("shop", "UPDATE orders SET customer_id = 2 WHERE id = 11");

    ASSERT_EQ(run(id), RequestState::partial);

    EXPECT_EQ(count("shop", "SELECT count(*) FROM order_lines"), 3);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders"), 3);
    expect_moved(id, "shop.main.orders");
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("shop", "SELECT sum(id) FROM order_lines"), 111 + 131);
    EXPECT_EQ(count("shop", "SELECT sum(id) FROM orders"), 11 + 13);
}

TEST_F(RunAgainTest, goes_on_where_only_its_own_steps_changed_rows) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    move_away("desk");
    ASSERT_EQ(run(id), RequestState::partial);
    ASSERT_EQ(count("shop", "SELECT count(*) FROM customers WHERE email IS NOT NULL"), 1);
    move_back("desk");

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM tickets"), 1);
}

/// Another customer's row with the same e-mail was rejected: while the customer's own row is there,
/// its name and number tell whose the contact is.
TEST_F(RunAgainTest, goes_on_where_its_own_steps_erased_what_told_the_rows_apart) {
    change("shop",
           "INSERT INTO customers VALUES (3,'K-100003','Ole','Brenner',"
           "'maja.quistgaard@mail.example',NULL)");
    change("desk",
           "CREATE TABLE contacts (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT);"
           "INSERT INTO contacts VALUES (1,'Maja Quistgaard','maja.quistgaard@mail.example',"
           "'+33199000001')");
    const auto id = planned_request(Right::erasure);
    const auto items = requests_->matches(off_, id, dpo_);
    ASSERT_TRUE(succeeded(items));
    for (const auto& item : *items) {
        if (item.mention || item.in.collection.name == "contacts") continue;
        const bool hers = std::any_of(item.values.begin(), item.values.end(), [](const auto& v) {
            return v.expose().bytes == "Quistgaard";
        });
        using policy::MatchVerdict;
        const auto verdict = hers ? MatchVerdict::accepted : MatchVerdict::rejected;
        ASSERT_TRUE(succeeded(requests_->decide_match(off_, id, item.id, verdict, dpo_)));
    }
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    move_away("desk");
    ASSERT_EQ(run(id), RequestState::partial);
    ASSERT_EQ(count("shop", "SELECT count(*) FROM customers WHERE last_name = 'Brenner'"), 1);
    move_back("desk");

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM contacts"), 0);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers WHERE email IS NOT NULL"), 2);
}

/// What was erased may have been given to somebody else since: a person decides.
TEST_F(RunAgainTest, a_new_plan_asks_about_what_only_an_erased_row_led_to) {
    change("desk",
           "CREATE TABLE calls (id INTEGER PRIMARY KEY, caller_name TEXT, phone TEXT);"
           "INSERT INTO calls VALUES (1,'Maja Quistgaard','+33199000001'),"
           "(2,'Maja Quistgaard','+33199000002')");
    const auto id = planned_request(Right::erasure);
    approve(id);
    move_away("desk");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("desk");

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_THAT(plan->notes, testing::Contains(testing::HasSubstr("waits for a decision")));
    for (const auto& step : plan->steps) EXPECT_NE(step.in.collection.name, "calls");
    decide_all(id, policy::MatchVerdict::accepted);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    ASSERT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT sum(id) FROM calls"), 2);
}

/// Nothing was erased: what a row told by mistake, and was corrected, is told no more.
TEST_F(RunAgainTest, a_new_plan_for_access_recalls_nothing) {
    change("shop", "UPDATE customers SET phone = '+33199000009' WHERE id = 1");
    change("desk",
           "CREATE TABLE calls (id INTEGER PRIMARY KEY, caller_name TEXT, phone TEXT);"
           "INSERT INTO calls VALUES (1,'Maja Quistgaard','+33199000009')");
    const auto id = planned_request(Right::access);
    move_away("desk");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("desk");
    change("shop", "UPDATE customers SET phone = '+33199000001' WHERE id = 1");

    ASSERT_EQ(run(id), RequestState::partial);
    expect_moved(id, "desk.main.calls");
    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    for (const auto& step : plan->steps) EXPECT_NE(step.in.collection.name, "calls");
}

TEST_F(RunAgainTest, a_new_plan_does_not_recall_what_a_row_told_that_was_taken_back) {
    change("shop",
           "INSERT INTO customers VALUES (3,'K-100003','Ole','Brenner',"
           "'maja.quistgaard@mail.example','+33199000003')");
    change("desk",
           "CREATE TABLE calls (id INTEGER PRIMARY KEY, caller_name TEXT, phone TEXT);"
           "INSERT INTO calls VALUES (1,'Ole Brenner','+33199000003')");
    const auto id = planned_request(Right::erasure);
    decide_all(id, policy::MatchVerdict::accepted);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    move_away("desk");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("desk");
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    decide_all(id, policy::MatchVerdict::rejected);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_THAT(plan->notes, testing::Contains(testing::HasSubstr("was rejected since")));
    for (const auto& step : plan->steps) EXPECT_NE(step.in.collection.name, "calls");
}

TEST_F(RunAgainTest, spares_what_hangs_on_a_kept_row_that_was_given_away) {
    dir_.write("policies/shop.yaml",
               "version: 1\n"
               "purposes:\n"
               "  shop: {description: To sell., basis: contract, categories: [user]}\n"
               "erasure:\n"
               "  - {name: rest-goes, action: delete}\n"
               "  - {name: orders-stay, select: {collection: shop.main.orders}, action: keep,"
               " ground: \"Art. 17(3)(b): books\"}\n"
               "approvals: {access: none, erasure: other}\n");
    stop();
    start();
    const auto id = planned_request(Right::erasure);
    approve(id);
    move_away("shop");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("shop");
    change("shop", "UPDATE orders SET customer_id = 2 WHERE id = 11");

    ASSERT_EQ(run(id), RequestState::partial);

    EXPECT_EQ(count("shop", "SELECT count(*) FROM order_lines"), 3);
    expect_moved(id, "shop.main.orders");
}

TEST_F(RunAgainTest, spares_what_was_given_to_another_person_before_the_next_start) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    hold("shop");
    run_until_it_waits(id);
    trail_broken_ = true;
    ASSERT_TRUE(succeeded(lock_->execute("UPDATE orders SET customer_id = 2 WHERE id = 11")));
    ASSERT_TRUE(
        succeeded(lock_->execute("UPDATE order_lines SET note = 'hers' WHERE id = 121; COMMIT")));
    kill_and_start();

    EXPECT_EQ(count("shop", "SELECT count(*) FROM order_lines WHERE order_id = 11"), 1);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders WHERE customer_id = 2"), 2);
    EXPECT_EQ(state(id), RequestState::partial);
}

TEST_F(RunAgainTest, does_not_hand_out_what_was_given_to_another_person) {
    const auto id = planned_request(Right::access);
    move_away("shop");
    ASSERT_EQ(run(id), RequestState::partial);
    move_back("shop");
    change("shop", "UPDATE orders SET customer_id = 2 WHERE id = 11");

    ASSERT_EQ(run(id), RequestState::partial);

    expect_moved(id, "shop.main.orders");
}

TEST_F(RunAgainTest, a_new_plan_takes_over_the_residue_that_an_earlier_run_left) {
    change("shop", "PRAGMA journal_mode = WAL");
    const auto id = planned_request(Right::erasure);
    const auto first = requests_->find_plan(off_, id);
    ASSERT_TRUE(succeeded(first));
    approve(id);
    hold("shop", "BEGIN; SELECT count(*) FROM customers");
    ASSERT_EQ(run(id), RequestState::partial);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    std::set<std::string> sought;
    for (const auto& step : plan->steps)
        for (const auto& value : step.residue_values) sought.insert(value.expose().bytes);
    EXPECT_TRUE(sought.contains("maja.quistgaard@mail.example"));
    EXPECT_THAT(
        plan->notes,
        testing::Contains(testing::HasSubstr(hex_encode(policy::digest_of(*first).value()))));
    approve(id);
    EXPECT_EQ(run(id), RequestState::partial);
    lock_.reset();
    EXPECT_EQ(run(id), RequestState::completed);
    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    for (const auto& step : view->steps) EXPECT_FALSE(step.what.empty()) << step.number;
}

TEST_F(RunAgainTest, a_copy_that_lacks_something_says_so) {
    const auto id = planned_request(Right::access);
    move_away("shop");
    ASSERT_EQ(run(id), RequestState::partial);

    const auto members_now = [&] {
        const auto zip = requests_->package(off_, id, dpo_);
        EXPECT_TRUE(succeeded(zip));
        EXPECT_TRUE(zip && check_package(*zip, trail_->vkey()));
        std::map<std::string, std::string> out;
        const auto members = read_zip(*zip);
        EXPECT_TRUE(succeeded(members));
        for (const auto& member : *members) out[member.name] = member.content;
        return out;
    };
    auto members = members_now();
    EXPECT_THAT(members["index.html"], testing::HasSubstr("This answer is not complete yet."));
    EXPECT_THAT(members["index.html"], testing::HasSubstr("shop.main.orders</strong>"));
    EXPECT_THAT(members["manifest.json"],
                testing::AllOf(testing::HasSubstr("\"complete\":false"),
                               testing::HasSubstr("shop.main.customers")));
    move_back("shop");
    ASSERT_EQ(run(id), RequestState::completed);
    members = members_now();
    EXPECT_THAT(members["index.html"], testing::Not(testing::HasSubstr("not complete yet")));
    EXPECT_THAT(members["manifest.json"], testing::HasSubstr("\"complete\":true"));
}

TEST_F(RunAgainTest, tells_each_step_as_the_trail_has_it_after_a_crash_before_its_row) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    move_away("shop");
    ASSERT_EQ(run(id), RequestState::partial);
    const auto before = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(before));
    ASSERT_GT(before->steps_done, 0U);
    stop();
    auto state = sqlite::Database::open(state_path(), sqlite::OpenMode::read_write);
    ASSERT_TRUE(succeeded(state));
    ASSERT_TRUE(succeeded(state->execute(
        "UPDATE request_steps SET state = 'intended', outcome = NULL WHERE state = 'done'")));
    start();
    wait_for_runs();
    move_back("shop");

    ASSERT_EQ(run(id), RequestState::completed);

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->steps_done, view->steps_total);
    for (const auto& step : view->steps) EXPECT_TRUE(step.outcome) << step.number;
}

TEST_F(RunAgainTest, a_cancelled_run_stops_and_names_who_cancelled_it) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    hold("shop");
    run_until_it_waits(id);

    const auto answer = requests_->cancel(off_, id, other_);

    ASSERT_TRUE(succeeded(answer));
    EXPECT_EQ(answer->state, RequestState::executing);
    const auto asked = entries(id, audit::EntryType::request).back();
    EXPECT_EQ(asked.actor, other_.value());
    EXPECT_EQ((*asked.payload)["event"].as_string().value(), "cancel_requested");
    lock_.reset();
    wait_for_runs();
    EXPECT_EQ(state(id), RequestState::cancelled);
    const auto closed = entries(id, audit::EntryType::request).back();
    EXPECT_EQ(closed.actor, other_.value());
    EXPECT_EQ((*closed.payload)["event"].as_string().value(), "cancelled");
    EXPECT_EQ(count("shop", "SELECT count(*) FROM order_lines"), 3);
}

TEST_F(RunAgainTest, a_cancellation_outlives_a_crash) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    hold("shop");
    run_until_it_waits(id);
    ASSERT_TRUE(succeeded(requests_->cancel(off_, id, other_)));

    kill_and_start();

    EXPECT_EQ(state(id), RequestState::cancelled);
    EXPECT_EQ(entries(id, audit::EntryType::request).back().actor, other_.value());
    EXPECT_EQ(count("shop", "SELECT count(*) FROM order_lines"), 3);
    EXPECT_EQ(entries(id, audit::EntryType::intent).size(),
              entries(id, audit::EntryType::outcome).size());
}

TEST_F(RunAgainTest, a_request_that_is_being_planned_is_not_cancelled_and_says_so) {
    const auto id = planned_request(Right::erasure);
    hold("shop", "BEGIN EXCLUSIVE");
    std::thread planning([&] {  // the question below holds the request too, for a moment
        while (failed_with(requests_->plan(off_, id, dpo_), ErrorCode::conflict))
            std::this_thread::yield();
    });
    while (!failed_with(requests_->approve(off_, id, PlanDigest(), approver_), ErrorCode::conflict))
        std::this_thread::yield();

    EXPECT_TRUE(failed_with(requests_->cancel(off_, id, other_), ErrorCode::conflict));

    lock_.reset();
    planning.join();
    EXPECT_NE(state(id), RequestState::cancelled);
    EXPECT_TRUE(succeeded(requests_->cancel(off_, id, other_)));
    EXPECT_EQ(state(id), RequestState::cancelled);
}

}  // namespace
}  // namespace gdprd::daemon::test
