#include "daemon/services/pseudonym_key.hpp"

#include <gtest/gtest.h>

#include "daemon/services/trail_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

class PseudonymKeyTest : public testing::Test {
  protected:
    void SetUp() override { start(); }
    void start() {
        trail_.reset();
        state_.reset();
        auto opened = StateDatabase::open(kOff, dir_.path());
        ASSERT_TRUE(test::succeeded(opened));
        state_ = std::move(*opened);
        audit::TrailOptions options;
        options.origin = "test.example/gdprd";
        options.segment_bytes = options.first_segment_bytes = 1U << 20;
        auto trail = TrailService::open(kOff, dir_.path() + "/trail", options, root_, clock_);
        ASSERT_TRUE(test::succeeded(trail));
        trail_ = std::move(*trail);
    }
    RequestKeys keys() { return RequestKeys(*state_, *trail_, root_); }

    test::TempDir dir_;
    test::ManualClock clock_;
    Secret root_ = Secret::random(32);
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<TrailService> trail_;
};

TEST_F(PseudonymKeyTest, is_made_once_and_stays_over_a_restart) {
    auto before = keys();
    const auto made = pseudonym_key(kOff, before);
    ASSERT_TRUE(test::succeeded(made));
    const auto again = pseudonym_key(kOff, before);
    ASSERT_TRUE(test::succeeded(again));
    EXPECT_TRUE(*made == *again);

    start();

    auto after = keys();
    const auto later = pseudonym_key(kOff, after);
    ASSERT_TRUE(test::succeeded(later));
    EXPECT_TRUE(*made == *later);
}

TEST_F(PseudonymKeyTest, is_not_made_anew_once_it_was_destroyed) {
    auto all = keys();
    ASSERT_TRUE(test::succeeded(pseudonym_key(kOff, all)));
    ASSERT_TRUE(test::succeeded(all.destroy(kOff, RequestId("pseudonyms"))));

    EXPECT_TRUE(test::failed_with(pseudonym_key(kOff, all), ErrorCode::not_found));
}

TEST_F(PseudonymKeyTest, is_needed_where_a_rule_says_so) {
    policy::Policy policy;
    policy.erasure.emplace_back();
    EXPECT_FALSE(needs_pseudonym_key(policy));
    policy.erasure.back().action = policy::ErasureActionKind::pseudonym;
    EXPECT_TRUE(needs_pseudonym_key(policy));
}

}  // namespace
}  // namespace gdprd::daemon
