// Invariant 1 through the services: no effect in a store without its intent entry, no success
// without its outcome entry, on a trail whose disk fails in the middle of a run.

#include "tests/unit/daemon/services/request_world.hpp"
#include "tests/unit/daemon/support/failing_files.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

class BrokenTrailTest : public RequestWorld {
  protected:
    void SetUp() override {
        files_ = std::make_shared<FailingFiles>();
        trail_files_ = files_;
        RequestWorld::SetUp();
        trail_->on_failure([this] { told_to_end_ = true; });
        id_ = planned_request(Right::erasure);
        approve(id_);
    }
    /// How many of the person's rows are as they were before.
    [[nodiscard]] std::int64_t rows_left() {
        return count("shop", "SELECT count(*) FROM orders WHERE customer_id = 1") +
               count("shop",
                     "SELECT count(*) FROM customers WHERE id = 1 AND email = "
                     "'maja.quistgaard@mail.example'") +
               count("desk", "SELECT count(*) FROM tickets WHERE id = 1");
    }
    void run_into_the_failure() {
        ASSERT_TRUE(succeeded(requests_->run(off_, id_, dpo_)));
        wait_for_runs();
    }
    /// As after the disk was mended: a new process on the same files.
    void restart_with_good_files() {
        stop();
        trail_files_ = nullptr;
        start();
        wait_for_runs();
    }
    [[nodiscard]] RequestState state() {
        const auto view = requests_->show(off_, id_);
        EXPECT_TRUE(succeeded(view));
        return view ? view->record.state : RequestState::received;
    }
    /// Entries of the type that the trail holds for the request.
    [[nodiscard]] std::size_t entries(audit::EntryType type) {
        TrailQuery query;
        query.filter.request = id_.value();
        query.filter.type = type;
        const auto page = trail_->list(off_, query);
        EXPECT_TRUE(succeeded(page));
        return page ? page->entries.size() : 0;
    }

    static constexpr std::int64_t kRows = 4;  // two orders, a customer, a ticket
    std::shared_ptr<FailingFiles> files_;
    std::atomic<bool> told_to_end_{false};
    RequestId id_;
};

TEST_F(BrokenTrailTest, touches_no_store_when_the_intent_cannot_be_written) {
    ASSERT_EQ(rows_left(), kRows);
    // The first entry of a run that was accepted is the intent of its first step.
    files_->fail_when([this] {
        const auto view = requests_->show(off_, id_);
        return view && view->record.state == RequestState::executing;
    });

    run_into_the_failure();

    EXPECT_EQ(rows_left(), kRows);
    EXPECT_FALSE(trail_->healthy());
    EXPECT_TRUE(told_to_end_);
    EXPECT_EQ(state(), RequestState::executing);
    EXPECT_EQ(entries(audit::EntryType::intent), 0U);
    restart_with_good_files();
    EXPECT_EQ(state(), RequestState::completed);
    EXPECT_EQ(rows_left(), 0);
}

TEST_F(BrokenTrailTest, tells_no_success_without_the_outcome_and_completes_at_the_next_start) {
    // The first entry after an effect is its outcome.
    files_->fail_when([this] { return rows_left() < kRows; });

    run_into_the_failure();

    EXPECT_LT(rows_left(), kRows);
    EXPECT_GT(rows_left(), 0);
    EXPECT_TRUE(told_to_end_);
    EXPECT_EQ(state(), RequestState::executing);
    const auto intents = entries(audit::EntryType::intent);
    EXPECT_EQ(intents, entries(audit::EntryType::outcome) + 1);
    restart_with_good_files();
    EXPECT_EQ(state(), RequestState::completed);
    EXPECT_EQ(rows_left(), 0);
    const auto report = trail_->verify(off_, {});
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok());
}

TEST_F(BrokenTrailTest, accepts_nothing_more_once_the_trail_has_failed) {
    files_->fail_when([] { return true; });
    audit::EntryDraft draft;
    draft.type = audit::EntryType::read;
    draft.actor = "uid:app";
    EXPECT_FALSE(trail_->record(off_, draft).has_value());

    EXPECT_TRUE(failed_with(requests_->run(off_, id_, dpo_), ErrorCode::unavailable));

    EXPECT_EQ(rows_left(), kRows);
    restart_with_good_files();
    EXPECT_EQ(run(id_), RequestState::completed);
}

}  // namespace
}  // namespace gdprd::daemon::test
