#include <gtest/gtest.h>

#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/test_parser.hpp"
#include "policy/language/test_runner.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kExamples = "config/examples/policies";

TEST(Examples, are_sound_each_by_itself) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_root() / kExamples)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".test.yaml")) continue;
        Diagnostics diagnostics;

        const auto policy = parse_policies(
            {{name, test::source_file(std::string(kExamples) + '/' + name)}}, diagnostics);

        ASSERT_TRUE(policy) << render_text(diagnostics);
        lint(*policy, diagnostics);
        EXPECT_TRUE(diagnostics.entries().empty()) << render_text(diagnostics);
        ++count;
    }
    EXPECT_GE(count, 3);
}

TEST(Examples, hold_the_cases_beside_them) {
    for (const char* name : {"clinic", "club", "demo"}) {
        const std::string stem = std::string(kExamples) + '/' + name;
        Diagnostics diagnostics;
        const auto policy =
            parse_policies({{"p.yaml", test::source_file(stem + ".yaml")}}, diagnostics);
        ASSERT_TRUE(policy) << render_text(diagnostics);

        const auto tests =
            parse_tests({{"p.test.yaml", test::source_file(stem + ".test.yaml")}}, diagnostics);

        ASSERT_TRUE(tests) << render_text(diagnostics);
        const auto outcomes = run_tests(*policy, {}, *tests);
        EXPECT_GE(outcomes.size(), 2U);
        EXPECT_TRUE(render_text(outcomes).starts_with("PASS ")) << render_text(outcomes);
    }
}

TEST(Examples, the_policy_of_the_demo_keeps_invoices_and_asks_somebody_else_for_approval) {
    Diagnostics diagnostics;

    const auto policy = parse_policies(
        {{"demo.yaml", test::source_file("config/examples/policies/demo.yaml")}}, diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    EXPECT_EQ(policy->approval_for(Right::erasure), ApprovalRule::other);
    ASSERT_EQ(policy->erasure.size(), 3U);
    EXPECT_EQ(policy->erasure[1].action, ErasureActionKind::keep);
    EXPECT_EQ(policy->erasure[1].keep_years, std::chrono::years(10));
}

}  // namespace
}  // namespace gdprd::policy
