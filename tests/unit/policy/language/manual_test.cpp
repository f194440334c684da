#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "policy/language/keys.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"
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
        case KeyPlace::approvals:
            return "approvals.";
        case KeyPlace::residue:
            return "residue.STORE.";
        case KeyPlace::contacts:
            return "contacts.";
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
    for (const ValueKind kind : {ValueKind::legal_basis, ValueKind::action, ValueKind::approval}) {
        for (const std::string_view token : tokens_of(kind)) tokens.emplace(token);
    }

    EXPECT_EQ(items_of(".It Cm "), tokens);
}

TEST(PolicyManual, shows_an_example_that_is_sound) {
    const std::string text = manual();
    const std::string begin = ".Bd -literal\n";
    const std::size_t at = text.find(begin, text.find(".Sh EXAMPLES")) + begin.size();
    std::string example = text.substr(at, text.find(".Ed", at) - at);
    for (std::size_t sign; (sign = example.find("\\(sc")) != std::string::npos;) {
        example.replace(sign, 4, "§");
    }
    Diagnostics diagnostics;

    const auto policy = parse_policies({{"example.yaml", example}}, diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    lint(*policy, diagnostics);
    EXPECT_TRUE(diagnostics.entries().empty()) << render_text(diagnostics);
}

}  // namespace
}  // namespace gdprd::policy
