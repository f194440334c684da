#include "policy/language/test_runner.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/cbor.hpp"
#include "config/base/utf8.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/test_rows.hpp"
#include "policy/plan/transform.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kShownBytes = 4096;

const FieldSchema* schema_of(const Catalogue& catalogue, const FieldPath& field) {
    const CollectionSchema* schema = catalogue.find_collection(field.in);
    return schema == nullptr ? nullptr : schema->find_field(field.field);
}

/// What becomes of a field in a row that must stay.
FieldEnd end_in_staying_row(const FieldExplanation& field, const Catalogue& catalogue) {
    if (!field.personal) return FieldEnd::untouched;
    const FieldSchema* known = schema_of(catalogue, field.field);
    if (known != nullptr && known->generated) return FieldEnd::untouched;
    switch (field.decision.action) {
        case ErasureActionKind::keep:
            return FieldEnd::kept;
        case ErasureActionKind::replace:
            return FieldEnd::replaced;
        case ErasureActionKind::null:
        case ErasureActionKind::delete_row:
            return known == nullptr || known->nullable ? FieldEnd::null : FieldEnd::replaced;
        case ErasureActionKind::pseudonym:
        case ErasureActionKind::hash:
        case ErasureActionKind::generalise:
        case ErasureActionKind::shift:
            return end_of_transform(field.decision.action);
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

bool goes_with_row(const FieldExplanation& field) {
    return field.personal && field.rows.action == ErasureActionKind::delete_row &&
           field.decision.action != ErasureActionKind::keep;
}

class FieldCase {
  public:
    FieldCase(const TestCase& test, const FieldExplanation& field, const Catalogue& catalogue)
        : test_(test),
          field_(field),
          catalogue_(catalogue),
          stays_(end_in_staying_row(field, catalogue)) {}

    std::vector<TestFailure> check() {
        const bool access = test_.right == Right::access;
        const FieldEnd row_goes = goes_with_row(field_) ? FieldEnd::deleted : stays_;
        compare(test_.expect.fate, access ? FieldEnd::read : row_goes, "fate ");
        compare(test_.expect.if_row_stays, access ? FieldEnd::read : stays_, "if its row stays ");
        check_rule();
        if (!access) check_fit();
        return std::move(failures_);
    }

  private:
    void compare(const std::optional<FieldEnd>& expected, FieldEnd came, std::string_view label) {
        if (!expected || *expected == came) return;
        fail(std::string(label) + std::string(to_string(*expected)),
             std::string(label) + std::string(to_string(came)));
    }

    /// A plan refuses what the field cannot hold, whatever the case expects.
    void check_fit() {
        const FieldSchema* known = schema_of(catalogue_, field_.field);
        if (known == nullptr || !field_.personal || field_.decision.rule == nullptr) return;
        const std::string why = find_misfit(*known, *field_.decision.rule, field_.category);
        if (!why.empty()) fail("a plan", "no plan: " + why);
    }

    void check_rule() {
        const FieldDecision& decided = goes_with_row(field_) ? field_.rows : field_.decision;
        const ErasureRule* rule = field_.personal ? decided.rule : nullptr;
        const FieldExpectation& expect = test_.expect;
        const std::string name = rule == nullptr ? "none" : rule->name;
        if (expect.rule && *expect.rule != name) fail("rule " + *expect.rule, "rule " + name);
        const std::string ground = rule == nullptr ? "" : rule->ground;
        if (expect.ground && ground.find(*expect.ground) == std::string::npos) {
            fail("ground \"" + *expect.ground + '"',
                 ground.empty() ? "no ground" : "ground \"" + ground + '"');
        }
        const auto years = rule == nullptr ? std::nullopt : rule->keep_years;
        if (expect.period && expect.period != years) {
            fail("period " + std::to_string(expect.period->count()) + "y",
                 years ? "period " + std::to_string(years->count()) + "y" : "no period");
        }
        const auto from = rule == nullptr ? std::nullopt : rule->from_field;
        if (expect.from && expect.from != from) {
            fail("from " + *expect.from, from ? "from " + *from : "no field");
        }
        const auto counted = from ? std::optional(rule->counted_from) : std::nullopt;
        if (expect.counted_from && expect.counted_from != counted) {
            fail("counted from " + to_string(*expect.counted_from),
                 counted ? "counted from " + to_string(*counted) : "no field");
        }
    }

    void fail(std::string expected, std::string came) {
        std::string why = field_.personal ? field_.decision.why : "";
        if (goes_with_row(field_) && field_.rows.rule != field_.decision.rule) {
            why += "; its rows: " + field_.rows.why;
        }
        const bool told = field_.personal && field_.decision.action == ErasureActionKind::keep;
        if (!told) why += (why.empty() ? "" : "; ") + field_.effect;
        failures_.push_back({to_string(test_.field.value_or(FieldPath{})), std::move(expected),
                             std::move(came), std::move(why)});
    }

    const TestCase& test_;
    const FieldExplanation& field_;
    const Catalogue& catalogue_;
    FieldEnd stays_;
    std::vector<TestFailure> failures_;
};

std::vector<TestFailure> check_field(const Policy& policy, const Catalogue& catalogue,
                                     const TestCase& test, const FieldPath& path) {
    const auto explained = explain_field(policy, catalogue, path);
    if (!explained) {
        return {{to_string(path), "a field that is known", "nobody knows what it holds",
                 "the policy does not name it: give the case a category, or --catalogue FILE"}};
    }
    return FieldCase(test, *explained, catalogue).check();
}

std::size_t count_failed(const std::vector<TestOutcome>& outcomes) {
    return static_cast<std::size_t>(
        std::count_if(outcomes.begin(), outcomes.end(),
                      [](const TestOutcome& outcome) { return !outcome.passed(); }));
}

std::string line(std::string_view name, const std::string& text) {
    std::string out = "    ";
    out += name;
    out.append(name.size() < 10 ? 10 - name.size() : 1, ' ');
    return out + printable(text, kShownBytes) + '\n';
}

}  // namespace

std::vector<TestOutcome> run_tests(const Policy& policy, const Catalogue& catalogue,
                                   const std::vector<TestCase>& tests) {
    std::vector<TestOutcome> outcomes;
    outcomes.reserve(tests.size());
    for (const TestCase& test : tests) {
        const Catalogue known = catalogue_for(catalogue, test);
        outcomes.push_back({test.name, test.span,
                            test.field ? check_field(policy, known, test, *test.field)
                                       : check_rows(policy, known, test)});
    }
    return outcomes;
}

std::string render_text(const std::vector<TestOutcome>& outcomes) {
    std::string text;
    for (const TestOutcome& outcome : outcomes) {
        if (outcome.passed()) continue;
        text +=
            to_string(outcome.span) + ": failed: " + printable(outcome.name, kShownBytes) + '\n';
        for (const TestFailure& failure : outcome.failures) {
            text += "  " + printable(failure.what, kShownBytes) + '\n';
            text += line("expected", failure.expected) + line("came", failure.came);
            text += line("because", failure.why);
        }
    }
    const std::size_t failed = count_failed(outcomes);
    const std::string all = '/' + std::to_string(outcomes.size()) + '\n';
    return text +
           (failed == 0 ? "PASS " + std::to_string(outcomes.size())
                        : "FAIL " + std::to_string(failed)) +
           all;
}

std::string render_json(const std::vector<TestOutcome>& outcomes) {
    cbor::Array list;
    for (const TestOutcome& outcome : outcomes) {
        cbor::Array failures;
        for (const TestFailure& failure : outcome.failures) {
            failures.emplace_back(cbor::Map{{"what", failure.what},
                                            {"expected", failure.expected},
                                            {"came", failure.came},
                                            {"why", failure.why}});
        }
        list.emplace_back(cbor::Map{{"name", outcome.name},
                                    {"file", printable(outcome.span.file, 1024)},
                                    {"line", outcome.span.line},
                                    {"column", outcome.span.column},
                                    {"passed", outcome.passed()},
                                    {"failures", std::move(failures)}});
    }
    return cbor::to_json(cbor::Map{{"cases", outcomes.size()},
                                   {"failed", count_failed(outcomes)},
                                   {"outcomes", std::move(list)}}) +
           '\n';
}

}  // namespace gdprd::policy
