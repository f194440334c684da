#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "policy/language/keys.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/test_parser.hpp"
#include "policy/language/test_runner.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy {
namespace {

std::string_view prefix_of(KeyPlace place) {
    switch (place) {
        case KeyPlace::file:
            return "";
        case KeyPlace::purpose:
            return "purposes.NAME.";
        case KeyPlace::field:
            return "fields.FIELD.";
        case KeyPlace::reference:
            return "fields.FIELD.references.";
        case KeyPlace::rule:
            return "erasure.";
        case KeyPlace::select:
            return "erasure.select.";
        case KeyPlace::owner:
            return "owners.";
        case KeyPlace::approvals:
            return "approvals.";
        case KeyPlace::residue:
            return "residue.STORE.";
        case KeyPlace::contacts:
            return "contacts.";
        case KeyPlace::test_file:
            return "";
        case KeyPlace::test:
            return "tests.";
        case KeyPlace::expect:
            return "tests.expect.";
        case KeyPlace::test_row:
            return "tests.rows.";
        case KeyPlace::row_expect:
            return "tests.rows.expect.";
    }
    return "";
}

std::string manual() {
    return test::source_file("man/gdprd-policy.5");
}

/// Words of the list items that begin with `macro`.
std::set<std::string> items_of(const std::string& macro) {
    std::set<std::string> found;
    std::istringstream lines(manual());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(macro)) found.insert(line.substr(macro.size()));
    }
    return found;
}

TEST(PolicyManual, documents_every_key_and_no_other) {
    std::set<std::string> keys;
    for (const PolicyKey& key : all_keys()) {
        keys.insert(std::string(prefix_of(key.place)) + std::string(key.name));
    }

    EXPECT_EQ(items_of(".It Ic "), keys);
}

TEST(PolicyManual, documents_every_token_and_no_other) {
    std::set<std::string> tokens;
    for (const ValueKind kind : {ValueKind::legal_basis, ValueKind::action, ValueKind::approval,
                                 ValueKind::right, ValueKind::field_end, ValueKind::row_end,
                                 ValueKind::precision, ValueKind::reference_role}) {
        for (const std::string_view token : tokens_of(kind)) tokens.emplace(token);
    }

    EXPECT_EQ(items_of(".It Cm "), tokens);
}

/// The display of the section EXAMPLES with this number, from 0.
std::string example(std::size_t number) {
    const std::string text = manual();
    const std::string begin = ".Bd -literal\n";
    std::size_t at = text.find(".Sh EXAMPLES");
    for (std::size_t i = 0; i <= number; ++i) at = text.find(begin, at) + begin.size();
    std::string found = text.substr(at, text.find(".Ed", at) - at);
    for (std::size_t sign; (sign = found.find("\\(sc")) != std::string::npos;) {
        found.replace(sign, 4, "§");
    }
    return found;
}

TEST(PolicyManual, shows_an_example_that_is_sound) {
    Diagnostics diagnostics;

    const auto policy = parse_policies({{"example.yaml", example(0)}}, diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    lint(*policy, diagnostics);
    EXPECT_TRUE(diagnostics.entries().empty()) << render_text(diagnostics);
}

TEST(PolicyManual, shows_cases_that_its_example_passes) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"example.yaml", example(0)}}, diagnostics);
    ASSERT_TRUE(policy) << render_text(diagnostics);

    const auto tests = parse_tests({{"example.test.yaml", example(1)}}, diagnostics);

    ASSERT_TRUE(tests) << render_text(diagnostics);
    EXPECT_EQ(render_text(run_tests(*policy, {}, *tests)), "PASS 2/2\n");
}

}  // namespace
}  // namespace gdprd::policy
