#pragma once

#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"
#include "policy/language/test_case.hpp"

namespace gdprd::policy {

/// One expectation that did not hold. Names, rules and grounds; never a value of a row.
struct TestFailure {
    std::string what;  ///< "crm.main.invoices.recipient", "row 2 (crm.main.invoices)"
    std::string expected;
    std::string came;
    std::string why;  ///< what the policy decided, in the words of `policy explain`
};

struct TestOutcome {
    std::string name;
    SourceSpan span;
    std::vector<TestFailure> failures;

    [[nodiscard]] bool passed() const noexcept { return failures.empty(); }
};

/// Holds the cases against the policy: fields by decide_field(), rows by the planner that plans
/// requests. `catalogue` may be empty; what it knows of a collection of a case is used, and what
/// the case says of a field wins. Pure.
[[nodiscard]] std::vector<TestOutcome> run_tests(const Policy& policy, const Catalogue& catalogue,
                                                 const std::vector<TestCase>& tests);

/// Each failed case with what was expected, what came, and why; last "PASS 5/5", or "FAIL 2/5": two
/// of five failed.
[[nodiscard]] std::string render_text(const std::vector<TestOutcome>& outcomes);
/// {"cases": 5, "failed": 2, "outcomes": [{name, file, line, column, passed, failures: […]}]}
[[nodiscard]] std::string render_json(const std::vector<TestOutcome>& outcomes);

}  // namespace gdprd::policy
