#include <gmock/gmock.h>

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

/// With what somebody can do who writes into state.db while gdprd is stopped.
class RequestApprovalTest : public RequestWorld {
  protected:
    void alter(const std::string& sql) {
        stop();
        {
            auto db = sqlite::Database::open(dir_.path() + "/state/state.db",
                                             sqlite::OpenMode::read_write);
            ASSERT_TRUE(succeeded(db));
            ASSERT_TRUE(succeeded(db->execute(sql)));
        }
        start();
    }
    /// A row that says that `who` approved the plan in force of `id`, in this entry.
    void forge_approval(const RequestId& id, EntryIndex entry, const ActorName& who) {
        alter(
            "INSERT INTO request_approvals (request, digest, approver, after_size, entry) "
            "SELECT id, plan, '" +
            who.value() + "', 0, " + std::to_string(entry.value()) + " FROM requests WHERE id = '" +
            id.value() + "'");
    }
    /// The newest entry of this type of the request.
    EntryIndex entry_of(const RequestId& id, audit::EntryType type) {
        TrailQuery query;
        query.filter.request = id.value();
        query.filter.type = type;
        const auto page = trail_->list(off_, query);
        EXPECT_TRUE(succeeded(page));
        return page && !page->entries.empty() ? page->entries.back().index : EntryIndex(0);
    }
    void expect_refused(const RequestId& id) {
        const auto started = requests_->run(off_, id, dpo_);

        ASSERT_TRUE(failed_with(started, ErrorCode::corrupt));
        EXPECT_THAT(started.error().message(), testing::HasSubstr("that the trail does not have"));
        EXPECT_THAT(started.error().hint(), testing::HasSubstr("requests plan " + id.value()));
        EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
        EXPECT_TRUE(requests_->show(off_, id)->approved_by.empty());
    }
};

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

TEST_F(RequestApprovalTest, believes_no_row_that_names_an_entry_which_is_no_approval) {
    const auto id = planned_request(Right::erasure);
    forge_approval(id, entry_of(id, audit::EntryType::plan), dpo_);

    expect_refused(id);
}

TEST_F(RequestApprovalTest, believes_no_row_that_names_an_entry_which_is_not_there) {
    const auto id = planned_request(Right::erasure);
    forge_approval(id, EntryIndex(1U << 20), approver_);

    expect_refused(id);
}

TEST_F(RequestApprovalTest, believes_no_row_that_names_the_approval_of_another_request) {
    const auto other = planned_request(Right::erasure);
    approve(other);
    const auto id = planned_request(Right::erasure);
    forge_approval(id, entry_of(other, audit::EntryType::approval), approver_);

    expect_refused(id);
}

TEST_F(RequestApprovalTest, believes_no_row_that_names_the_approval_of_another_plan) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    forge_approval(id, entry_of(id, audit::EntryType::approval), approver_);

    expect_refused(id);
}

TEST_F(RequestApprovalTest, believes_no_row_that_names_another_approver_than_the_entry) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    const ActorName second("token:second-approver");
    alter("UPDATE request_approvals SET approver = '" + second.value() + "'");

    expect_refused(id);
}

TEST_F(RequestApprovalTest, a_new_plan_that_is_approved_ends_what_was_forged) {
    const auto id = planned_request(Right::erasure);
    forge_approval(id, entry_of(id, audit::EntryType::plan), dpo_);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);
}

TEST_F(RequestApprovalTest, a_state_that_says_a_run_is_under_way_is_no_approval) {
    const auto id = planned_request(Right::erasure);
    alter("UPDATE requests SET state = 'executing', run_by = 'token:dpo'");
    wait_for_runs();

    EXPECT_EQ(requests_->show(off_, id)->record.state, RequestState::partial);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
}

TEST_F(RequestApprovalTest, another_right_in_the_clear_column_changes_no_rule) {
    const auto id = planned_request(Right::erasure);
    alter("UPDATE requests SET kind = 'access'");

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::corrupt));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
}

TEST_F(RequestApprovalTest, who_made_the_plan_may_not_approve_it_whatever_the_state_says) {
    const auto id = planned_request(Right::erasure);
    const ActorName second("token:second-dpo");
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, second)));
    const auto plan = requests_->show(off_, id).value().record.plan.value();
    alter("UPDATE request_plans SET made_by = 'token:somebody'");

    EXPECT_TRUE(failed_with(requests_->approve(off_, id, plan, second), ErrorCode::corrupt));
}

}  // namespace
}  // namespace gdprd::daemon::test
