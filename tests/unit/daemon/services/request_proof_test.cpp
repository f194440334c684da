#include <gmock/gmock.h>

#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/proof_report.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

using RequestProofTest = RequestWorld;

TEST_F(RequestProofTest, a_plan_that_never_ran_has_no_proof) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    const auto open = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(requests_->cancel(off_, id, dpo_)));

    const auto closed = requests_->proof(off_, id);

    ASSERT_TRUE(failed_with(open, ErrorCode::not_found));
    EXPECT_THAT(open.error().hint(), testing::HasSubstr("gdprctl requests run " + id.value()));
    ASSERT_TRUE(failed_with(closed, ErrorCode::not_found));
    EXPECT_THAT(closed.error().hint(),
                testing::HasSubstr("gdprctl audit list --request " + id.value()));
}

TEST_F(RequestProofTest, the_proof_bundle_verifies_and_a_changed_one_does_not) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    EXPECT_EQ(run(id), RequestState::completed);

    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_TRUE(verified->complete);
    const auto report = render_bundle(*verified);
    EXPECT_NE(report.find("approved by token:approver"), std::string::npos);
    EXPECT_NE(report.find("delete_rows in shop.main.orders, 2 rows"), std::string::npos) << report;
    EXPECT_NE(report.find("left over"), std::string::npos) << report;
    for (std::size_t at = 0; at < bundle->size(); at += 97) {
        Bytes changed = *bundle;
        changed[at] ^= 1U;
        EXPECT_FALSE(verify_proof_bundle(changed, trail_->vkey())) << "byte " << at;
    }
}

TEST_F(RequestProofTest, a_bundle_that_was_cut_down_does_not_verify_or_says_what_it_lacks) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    ASSERT_EQ(run(id), RequestState::completed);
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto whole = cbor::decode(*bundle);
    ASSERT_TRUE(succeeded(whole));
    const auto all = *whole->as_map().value();
    const auto entries = *all.at("entries").as_array().value();
    const auto cut = [&](const std::string& statement, const cbor::Array& kept) {
        auto changed = all;
        changed["statement"] = statement;
        changed["entries"] = kept;
        return verify_proof_bundle(cbor::encode(changed), trail_->vkey());
    };
    const auto statement = all.at("statement").as_string().value();
    const auto without = [&](std::size_t at) {
        auto kept = entries;
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
        return kept;
    };
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_TRUE(verified->approved);
    EXPECT_EQ(verified->steps_without_outcome, 0U);
    EXPECT_THAT(render_bundle(*verified), testing::Not(testing::HasSubstr("does not hold")));

    const auto no_statement = cut("", entries);
    ASSERT_TRUE(failed_with(no_statement, ErrorCode::corrupt));
    EXPECT_THAT(no_statement.error().message(), testing::HasSubstr("statement"));
    EXPECT_TRUE(failed_with(cut("", without(0)), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut("", {entries.back()}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut(statement, without(0)), ErrorCode::corrupt));
    std::size_t approval = 0;
    for (std::size_t i = 0; i < verified->entries.size(); ++i)
        if (verified->entries[i].type == static_cast<std::uint64_t>(audit::EntryType::approval))
            approval = i;
    ASSERT_GT(approval, 0U);
    // of a run that says it is complete every step's entries must be there
    for (std::size_t i = approval + 1; i + 1 < entries.size(); ++i)
        EXPECT_TRUE(failed_with(cut(statement, without(i)), ErrorCode::corrupt)) << i;
    const auto no_approval = cut(statement, without(approval));
    ASSERT_TRUE(succeeded(no_approval));
    EXPECT_FALSE(no_approval->approved);
    EXPECT_THAT(render_bundle(*no_approval), testing::HasSubstr("no approval of the plan"));
    const auto plan_only = cut(statement, {entries.front()});
    ASSERT_TRUE(succeeded(plan_only));
    EXPECT_GT(plan_only->steps_without_outcome, 0U);
    EXPECT_THAT(render_bundle(*plan_only), testing::HasSubstr("no outcome of "));
}

}  // namespace
}  // namespace gdprd::daemon::test
