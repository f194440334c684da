#include <fmt/format.h>
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
    EXPECT_TRUE(verified->complete());
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
    ASSERT_EQ(verified->runs.size(), 1U);
    EXPECT_TRUE(verified->missing.empty());
    const auto& run_of = verified->runs.front();
    EXPECT_TRUE(run_of.approved);
    EXPECT_EQ(run_of.steps_without_outcome, 0U);
    EXPECT_EQ(run_of.steps_done, run_of.steps);
    EXPECT_THAT(render_bundle(*verified), testing::Not(testing::HasSubstr("does not hold")));

    const auto no_statement = cut("", entries);
    ASSERT_TRUE(failed_with(no_statement, ErrorCode::corrupt));
    EXPECT_THAT(no_statement.error().message(), testing::HasSubstr("statement"));
    EXPECT_TRUE(failed_with(cut("", without(0)), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut("", {entries.back()}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut(statement, without(0)), ErrorCode::corrupt));
    std::size_t approval = 0;
    for (std::size_t i = 0; i < run_of.entries.size(); ++i)
        if (run_of.entries[i].type == static_cast<std::uint64_t>(audit::EntryType::approval))
            approval = i;
    ASSERT_GT(approval, 0U);
    // of a run that says it is complete every step's entries must be there
    for (std::size_t i = approval + 1; i + 1 < entries.size(); ++i)
        EXPECT_TRUE(failed_with(cut(statement, without(i)), ErrorCode::corrupt)) << i;
    const auto no_approval = cut(statement, without(approval));
    ASSERT_TRUE(succeeded(no_approval));
    EXPECT_FALSE(no_approval->runs.front().approved);
    EXPECT_THAT(render_bundle(*no_approval), testing::HasSubstr("no approval of the plan"));
    const auto plan_only = cut(statement, {entries.front()});
    ASSERT_TRUE(succeeded(plan_only));
    EXPECT_GT(plan_only->runs.front().steps_without_outcome, 0U);
    EXPECT_THAT(render_bundle(*plan_only), testing::HasSubstr("no outcome of "));
}

/// A trigger's copy leaves the first run partial, and the second plan no longer finds the invoice
/// that the first one kept: nothing leads to it any more.
class ProofOfSeveralRunsTest : public RequestWorld {
  protected:
    RequestId partly_erased() {
        create_store(
            "shop",
            "CREATE TABLE hist (id INTEGER PRIMARY KEY, email TEXT);"
            "CREATE TRIGGER keep AFTER UPDATE OF email ON customers WHEN OLD.email IS NOT NULL"
            " BEGIN INSERT INTO hist(email) VALUES (OLD.email); END;");
        const auto id = planned_request(Right::erasure);
        approve(id);
        EXPECT_EQ(run(id), RequestState::partial);
        return id;
    }
    RequestId erased_in_two_runs() {
        const auto id = partly_erased();
        EXPECT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
        approve(id);
        EXPECT_EQ(run(id), RequestState::completed);
        return id;
    }
    Result<VerifiedBundle> proven(const RequestId& id) {
        GDPRD_TRY_ASSIGN(const auto bundle, requests_->proof(off_, id));
        return verify_proof_bundle(bundle, trail_->vkey());
    }
};

TEST_F(ProofOfSeveralRunsTest, tells_each_run_with_what_it_kept_and_their_sum) {
    const auto id = erased_in_two_runs();

    const auto verified = proven(id);

    ASSERT_TRUE(succeeded(verified));
    EXPECT_TRUE(verified->complete());
    ASSERT_EQ(verified->runs.size(), 2U);
    EXPECT_TRUE(verified->missing.empty());
    const auto& first = verified->runs.front();
    const auto& second = verified->runs.back();
    EXPECT_FALSE(first.complete);
    EXPECT_TRUE(first.approved && second.approved && second.complete);
    EXPECT_GT(first.steps_done, 0U);
    const auto report = render_bundle(*verified);
    EXPECT_THAT(report, testing::ContainsRegex("\nrun 1       not complete; [0-9]+ of [0-9]+ steps "
                                               "done .[0-9]+ rows., 2 rows kept, "));
    EXPECT_THAT(report, testing::ContainsRegex("\nrun 2       complete; "));
    EXPECT_THAT(report, testing::HasSubstr(fmt::format("\nin all      {} of {} steps done (",
                                                       first.steps_done + second.steps_done,
                                                       first.steps + second.steps)));
    const auto of_second = report.find("\nRun 2 of 2\n");
    ASSERT_NE(of_second, std::string::npos) << report;
    EXPECT_LT(report.find("kept       1 row of shop.main.invoices"), of_second) << report;
    EXPECT_EQ(report.find("shop.main.invoices", of_second), std::string::npos)
        << "the second plan does not find it: " << report;
}

TEST_F(ProofOfSeveralRunsTest, is_shown_with_the_request) {
    const auto id = erased_in_two_runs();

    const auto view = requests_->show(off_, id);

    ASSERT_TRUE(succeeded(view));
    ASSERT_EQ(view->earlier_runs.size(), 1U);
    const auto& earlier = view->earlier_runs.front();
    EXPECT_EQ(earlier.result, "partial");
    EXPECT_GT(earlier.steps_done, 0U);
    EXPECT_LE(earlier.steps_done, earlier.steps_total);
    ASSERT_TRUE(earlier.stay.has_value());
    EXPECT_EQ(earlier.stay->kept, 2U) << "the invoice, and the customer it refers to";
    EXPECT_NE(earlier.plan, *view->record.plan);
}

TEST_F(ProofOfSeveralRunsTest, is_there_while_the_next_plan_waits_or_is_gone) {
    const auto id = partly_erased();
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));

    const auto waiting = proven(id);
    auto record = requests_->show(off_, id)->record;
    record.plan.reset();
    RequestStore store(*state_);
    ASSERT_TRUE(succeeded(store.update(off_, record)));
    const auto decided_again = proven(id);

    for (const auto* verified : {&waiting, &decided_again}) {
        ASSERT_TRUE(succeeded(*verified));
        ASSERT_EQ((*verified)->runs.size(), 1U);
        EXPECT_FALSE((*verified)->complete());
    }
    EXPECT_EQ(requests_->show(off_, id)->earlier_runs.size(), 1U);
}

TEST_F(ProofOfSeveralRunsTest, does_not_verify_when_changed_and_tells_of_a_run_left_out) {
    const auto id = erased_in_two_runs();
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    for (std::size_t at = 0; at < bundle->size(); at += 499) {
        Bytes changed = *bundle;
        changed[at] ^= 1U;
        EXPECT_FALSE(verify_proof_bundle(changed, trail_->vkey())) << "byte " << at;
    }
    const auto whole = cbor::decode(*bundle);
    ASSERT_TRUE(succeeded(whole));
    const auto all = *whole->as_map().value();
    const auto runs = *all.at("runs").as_array().value();
    ASSERT_EQ(runs.size(), 2U);
    const auto with = [&](const cbor::Array& given) {
        auto changed = all;
        changed["runs"] = given;
        return verify_proof_bundle(cbor::encode(changed), trail_->vkey());
    };
    EXPECT_TRUE(succeeded(with(runs)));

    EXPECT_TRUE(failed_with(with({}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(with({runs[1], runs[0]}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(with({runs[0], runs[0]}), ErrorCode::corrupt));
    auto mixed = *runs[1].as_map().value();
    mixed["entries"] = *runs[0].as_map().value()->at("entries").as_array().value();
    EXPECT_TRUE(failed_with(with({runs[0], mixed}), ErrorCode::corrupt));
    auto no_plan = *runs[0].as_map().value();
    no_plan["statement"] = "";
    EXPECT_TRUE(failed_with(with({no_plan, runs[1]}), ErrorCode::corrupt));
    // as the bundle of the last plan alone was written before
    auto last_alone = *runs[1].as_map().value();
    last_alone["format"] = "gdprd-proof/v1";
    last_alone["request"] = id.value();
    for (const auto& cut :
         {with({runs[1]}), verify_proof_bundle(cbor::encode(last_alone), trail_->vkey())}) {
        ASSERT_TRUE(succeeded(cut));
        EXPECT_EQ(cut->missing.size(), 1U);
        EXPECT_THAT(render_bundle(*cut), testing::HasSubstr("no entry of an earlier run"));
    }
}

}  // namespace
}  // namespace gdprd::daemon::test
