#include "daemon/services/trail_retention.hpp"

#include "daemon/services/key_service.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

constexpr std::chrono::hours kDay{24};
constexpr std::chrono::hours kYear = 365 * kDay;

class TrailRetentionTest : public RequestWorld {
  protected:
    /// With 10 years, and receivers that have everything before `unsent_`.
    void open_retention() {
        retention_ = std::make_unique<TrailRetention>(TrailRetention::Means{
            *trail_, *state_, clock_, 10 * kYear, [this] { return unsent_; }});
        key_service_ = std::make_unique<KeyService>(*trail_, clock_, "", retention_.get());
    }
    std::vector<std::uint32_t> due() {
        auto found = retention_->due(off_);
        EXPECT_TRUE(succeeded(found));
        return found ? *found : std::vector<std::uint32_t>{};
    }
    EpochHold hold_of(std::uint32_t epoch) {
        const auto all = retention_->look(off_);
        EXPECT_TRUE(succeeded(all));
        for (const EpochAge& one : *all) {
            if (one.record.epoch == epoch) return one.hold;
        }
        ADD_FAILURE() << "no epoch " << epoch;
        return EpochHold::young;
    }
    /// A request from its letter to its end, in the present epoch.
    RequestId finished_request() {
        const auto id = planned_request(policy::Right::erasure);
        approve(id);
        EXPECT_EQ(run(id), policy::RequestState::completed);
        return id;
    }
    void rotate() { ASSERT_TRUE(succeeded(key_service_->rotate(off_, admin_))); }
    void restart() {
        retention_.reset();
        stop();
        start();
        open_retention();
    }
    void TearDown() override {
        key_service_.reset();
        retention_.reset();
        RequestWorld::TearDown();
    }

    ActorName admin_{"token:admin"};
    EntryIndex unsent_{~std::uint64_t{0}};
    std::unique_ptr<TrailRetention> retention_;
};

TEST_F(TrailRetentionTest, lets_an_epoch_go_when_all_its_entries_are_older_than_the_period) {
    open_retention();
    clock_.advance(5 * kYear);
    rotate();
    EXPECT_EQ(hold_of(1), EpochHold::young);
    clock_.advance(10 * kYear - kDay);
    EXPECT_TRUE(due().empty()) << "five years ago somebody looked at the trail in epoch 1";
    clock_.advance(kDay);
    EXPECT_EQ(due(), std::vector<std::uint32_t>{1});
    EXPECT_EQ(hold_of(2), EpochHold::young) << "the newest is never due";
    clock_.advance(50 * kYear);
    EXPECT_EQ(due(), std::vector<std::uint32_t>{1});
    unsent_ = EntryIndex(1);
    EXPECT_EQ(hold_of(1), EpochHold::exports);
}

TEST_F(TrailRetentionTest, keeps_what_a_request_may_need_and_lets_the_closed_one_keep_its_state) {
    open_retention();
    const auto closed = finished_request();
    rotate();
    const auto open = planned_request(policy::Right::access);
    rotate();
    clock_.advance(11 * kYear);
    EXPECT_EQ(hold_of(1), EpochHold::requests) << "its body is kept until it is swept";
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));
    EXPECT_EQ(due(), std::vector<std::uint32_t>{1});
    EXPECT_EQ(hold_of(2), EpochHold::requests) << "the open one";

    const auto preview = key_service_->due(off_);
    ASSERT_TRUE(succeeded(preview));
    EXPECT_EQ(preview->epochs, std::vector<std::uint32_t>{1});
    EXPECT_GT(preview->entries, 10U);
    EXPECT_EQ(preview->requests, std::set<std::string>{closed.value()});
    EXPECT_GT(preview->types.at(audit::EntryType::outcome), 0U);
    EXPECT_LE(preview->from, preview->until);
    const auto digest = key_service_->propose_due(off_, "retention is over", admin_);
    ASSERT_TRUE(succeeded(digest));
    EXPECT_TRUE(failed_with(key_service_->approve(off_, *digest, admin_), ErrorCode::forbidden));
    ASSERT_TRUE(succeeded(key_service_->approve(off_, *digest, approver_)));

    EXPECT_EQ(hold_of(1), EpochHold::destroyed);
    EXPECT_TRUE(
        failed_with(key_service_->propose_due(off_, "again", admin_), ErrorCode::not_found));
    EXPECT_EQ(trail_->unreadable(), preview->entries);
    EXPECT_TRUE(succeeded(trail_->verify(off_, {})));
    EXPECT_TRUE(trail_->verify(off_, {})->ok());
    for (int round = 0; round < 2; ++round) {
        const auto view = requests_->show(off_, closed);
        ASSERT_TRUE(succeeded(view));
        EXPECT_EQ(view->record.state, policy::RequestState::completed);
        EXPECT_EQ(requests_->show(off_, open)->record.state, policy::RequestState::planned);
        restart();
    }
}

TEST_F(TrailRetentionTest, refuses_a_single_epoch_that_a_request_or_a_receiver_holds) {
    open_retention();
    planned_request(policy::Right::access);
    rotate();
    clock_.advance(20 * kYear);
    ASSERT_EQ(hold_of(1), EpochHold::requests);
    KeyDestruction one;
    one.number = 1;
    one.reason = "over";
    one.proposed_by = admin_;
    EXPECT_TRUE(failed_with(key_service_->propose(off_, one), ErrorCode::refused));
    EXPECT_TRUE(key_service_->proposed().empty());
}

TEST_F(TrailRetentionTest, destroys_nothing_that_is_needed_again_when_it_is_approved) {
    open_retention();
    rotate();
    clock_.advance(11 * kYear);
    const auto digest = key_service_->propose_due(off_, "retention is over", admin_);
    ASSERT_TRUE(succeeded(digest));
    unsent_ = EntryIndex(0);
    EXPECT_TRUE(failed_with(key_service_->approve(off_, *digest, approver_), ErrorCode::stale));
    EXPECT_EQ(trail_->unreadable(), 0U);
}

TEST_F(TrailRetentionTest, goes_by_itself_a_day_after_it_was_announced) {
    open_retention();
    rotate();
    clock_.advance(11 * kYear);
    EXPECT_EQ(*key_service_->let_due_go(off_), 0U) << "announced";
    clock_.advance(kDay - std::chrono::hours(1));
    EXPECT_EQ(*key_service_->let_due_go(off_), 0U);
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(*key_service_->let_due_go(off_), 1U);
    EXPECT_EQ(*key_service_->let_due_go(off_), 0U);
    EXPECT_GT(trail_->unreadable(), 0U);
    TrailQuery query;
    query.filter.type = audit::EntryType::plan;
    const auto plans = trail_->list(off_, query);
    ASSERT_TRUE(succeeded(plans));
    const auto& plan = plans->entries.back();
    EXPECT_EQ(plan.actor, "gdprd");
    const cbor::Value ground = (*plan.payload)["destroy_key"];
    EXPECT_EQ(ground["setting"], cbor::Value("trail.retention"));
    EXPECT_EQ(ground["due"]["epochs"], cbor::Value(cbor::Array{std::uint64_t{1}}));
    EXPECT_TRUE(trail_->verify(off_, {})->ok());
}

TEST_F(TrailRetentionTest, begins_the_day_anew_after_a_restart) {
    open_retention();
    rotate();
    clock_.advance(11 * kYear);
    EXPECT_EQ(*key_service_->let_due_go(off_), 0U);
    clock_.advance(kDay);
    restart();
    EXPECT_EQ(*key_service_->let_due_go(off_), 0U) << "announced again";
    EXPECT_EQ(trail_->unreadable(), 0U);
}

}  // namespace
}  // namespace gdprd::daemon::test
