#include <gmock/gmock.h>

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

using RequestApprovalTest = RequestWorld;

TEST_F(RequestApprovalTest, an_erasure_without_approval_is_refused) {
    const auto id = planned_request(Right::erasure);

    const auto started = requests_->run(off_, id, dpo_);

    EXPECT_TRUE(failed_with(started, ErrorCode::refused));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
}

TEST_F(RequestApprovalTest, who_made_the_plan_may_not_approve_it) {
    const auto id = planned_request(Right::erasure);
    const auto view = requests_->show(off_, id);

    const auto approved = requests_->approve(off_, id, *view->record.plan, dpo_);

    ASSERT_TRUE(failed_with(approved, ErrorCode::refused));
    EXPECT_THAT(approved.error().message(), testing::HasSubstr("made the plan"));
    EXPECT_THAT(approved.error().hint(), testing::HasSubstr("role approver"));
    EXPECT_TRUE(requests_->show(off_, id)->approved_by.empty());
}

TEST_F(RequestApprovalTest, who_recorded_the_request_may_not_approve_the_plan_of_somebody_else) {
    const auto id = planned_request(Right::erasure);
    const ActorName second("token:second-dpo");
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, second)));
    const auto plan = requests_->show(off_, id).value().record.plan.value();

    const auto approved = requests_->approve(off_, id, plan, dpo_);

    ASSERT_TRUE(failed_with(approved, ErrorCode::refused));
    EXPECT_THAT(approved.error().message(), testing::HasSubstr("recorded the request"));
    EXPECT_THAT(approved.error().hint(), testing::HasSubstr("token:second-dpo"));
    EXPECT_EQ(requests_->show(off_, id)->record.state, RequestState::planned);
    EXPECT_TRUE(succeeded(requests_->approve(off_, id, plan, approver_)));
}

TEST_F(RequestApprovalTest, the_approver_may_not_run_it) {
    const auto id = planned_request(Right::erasure);
    approve(id);

    EXPECT_TRUE(failed_with(requests_->run(off_, id, approver_), ErrorCode::refused));
}

}  // namespace
}  // namespace gdprd::daemon::test
