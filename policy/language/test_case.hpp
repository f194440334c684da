#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/base/time.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// What becomes of a field. Tokens as in YAML.
enum class FieldEnd : unsigned char {
    deleted,   ///< with its row
    null,      ///< emptied, in a row that stays
    replaced,  ///< overwritten, in a row that stays
    pseudonym,
    hash,
    generalised,
    shifted,
    kept,       ///< personal, and stays
    untouched,  ///< stays, and holds nothing personal
    read,       ///< given to the subject
};

/// What becomes of a row.
enum class RowEnd : unsigned char {
    deleted,
    changed,  ///< a rule empties its fields instead of deleting it
    stub,     ///< emptied as far as possible, because rows that stay refer to it
    kept,     ///< a rule keeps it, or some of its fields
    read,     ///< given to the subject
};

/// What a case says of a field; what is absent is not looked at.
struct FieldExpectation {
    std::optional<FieldEnd> fate;
    std::optional<FieldEnd> if_row_stays;
    std::optional<std::string> rule;    ///< "none": no rule decides
    std::optional<std::string> ground;  ///< words that the ground holds
    std::optional<std::chrono::years> period;
    std::optional<std::string> from;
    std::optional<CountedFrom> counted_from;
};

/// What a case says of a row; what is absent is not looked at.
struct RowExpectation {
    std::optional<RowEnd> fate;
    std::optional<std::string> rule;    ///< "none": no rule decides
    std::optional<std::string> ground;  ///< words that the ground holds
    std::optional<Date> until;
    std::map<std::string, FieldEnd> fields;
};

/// One made-up row of a case.
struct TestRow {
    CollectionPath in;
    std::vector<std::pair<std::string, PersonalCell>> values;  ///< in the order of the file
    std::vector<std::string> key;
    RowExpectation expect;
    SourceSpan span;
};

/// One case beside the policy: a field, or rows of one person, and what must become of them.
struct TestCase {
    std::string name;
    Right right = Right::erasure;
    std::optional<FieldPath> field;  ///< else `rows`
    FieldExpectation expect;
    std::optional<Date> on;  ///< the day of the plan; always set with `rows`
    /// What a scan would find, by field; no category: not personal.
    std::map<FieldPath, std::optional<Category>> categories;
    std::vector<std::pair<FieldPath, FieldPath>> references;  ///< that the store declares
    std::vector<TestRow> rows;
    SourceSpan span;
};

[[nodiscard]] std::string_view to_string(FieldEnd end) noexcept;
[[nodiscard]] std::string_view to_string(RowEnd end) noexcept;

}  // namespace gdprd::policy
