#include <gtest/gtest.h>

#include "policy/language/parser.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy {
namespace {

TEST(Examples, the_policy_of_the_demo_keeps_invoices_and_asks_somebody_else_for_approval) {
    Diagnostics diagnostics;

    const auto policy = parse_policies(
        {{"demo.yaml", test::source_file("config/examples/policies/demo.yaml")}}, diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    EXPECT_EQ(policy->approval_for(Right::erasure), ApprovalRule::other);
    ASSERT_EQ(policy->erasure.size(), 2U);
    EXPECT_EQ(policy->erasure[1].action, ErasureActionKind::keep);
    EXPECT_EQ(policy->erasure[1].keep_years, std::chrono::years(10));
}

}  // namespace
}  // namespace gdprd::policy
