// Files of cases from anywhere: reading ends in cases or in errors that each have a place, and
// whatever was read can be run against a policy and told.
#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/assert.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/test_parser.hpp"
#include "policy/language/test_runner.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::policy;

const Policy& rules() {
    static const Policy kRead = [] {
        Diagnostics diagnostics;
        auto read = parse_policies({{"p.yaml", R"(version: 1
fields:
  a.b.c.d: {references: a.b.e.f, category: user.unique_id}
  a.b.e.f: {identifier: customer_no}
erasure:
  - {name: rest, action: delete}
  - {name: kept, select: {collection: a.b.c}, action: keep, ground: Art. 17(3)(b), period: 10y, from: on}
  - {name: emptied, select: {collection: a.b.g}, action: null}
  - {name: fixed, select: {field: a.b.c.g}, action: replace, with: x}
)"}},
                                   diagnostics);
        GDPRD_ASSERT(read.has_value());
        return std::move(*read);
    }();
    return kRead;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    Diagnostics diagnostics;

    const auto tests = parse_tests({{"a.test.yaml", text}}, diagnostics);

    GDPRD_ASSERT(tests.has_value() == (diagnostics.errors() == 0));
    for (const Diagnostic& d : diagnostics.entries()) {
        GDPRD_ASSERT(!d.span.file.empty() && d.span.line >= 1 && d.span.column >= 1);
        GDPRD_ASSERT(!d.code.empty() && !d.message.empty());
    }
    if (!tests) return 0;
    const auto outcomes = run_tests(rules(), {}, *tests);
    GDPRD_ASSERT(outcomes.size() == tests->size());
    for (const TestOutcome& outcome : outcomes) {
        for (const TestFailure& failure : outcome.failures) {
            GDPRD_ASSERT(!failure.what.empty() && !failure.expected.empty());
            GDPRD_ASSERT(!failure.came.empty() && failure.came != failure.expected);
        }
    }
    const std::string told = render_text(outcomes);
    GDPRD_ASSERT(told.ends_with('\n') && !render_json(outcomes).empty());
    return 0;
}
