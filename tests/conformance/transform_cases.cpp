#include <gmock/gmock.h>

#include "policy/plan/transform.hpp"
#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::succeeded;
using policy::DatePrecision;
using policy::KeyedForm;
using policy::ZeroFraction;

const TableSpec& visits() {
    static const TableSpec kTable{"visits",
                                  {{"id", FieldType::integer, false},
                                   {"born", FieldType::date},
                                   {"seen", FieldType::timestamp},
                                   {"zip"},
                                   {"who"}},
                                  {"id"}};
    return kTable;
}

/// Each store must write back the very value that was made of the one it gave: digests are over it.
TEST_P(ConnectorSuite, holds_values_that_were_made_of_those_before) {
    store_->create(visits());
    store_->insert("visits", {{integer(1), text("1984-05-17"), text("2020-03-31 10:30:00.250"),
                               text("ÄB 75011"), text("Ada")},
                              {integer(2), text("1990-01-01"), null(), text("1"), text("Bob")}});
    const auto rows = find("visits", "id", integer(1));
    ASSERT_EQ(rows.rows.size(), 1U);
    const auto before = exposed(rows.rows[0].values);
    const bool postgres = inspect().server.starts_with("PostgreSQL");
    const auto fraction = postgres ? ZeroFraction::goes : ZeroFraction::stays;
    const Bytes zeros(32);
    const Secret key{BytesView(zeros)};
    const auto born = policy::shift_date(before[1].bytes, std::chrono::days(20));
    const auto seen = policy::generalise_date(before[2].bytes, DatePrecision::month, fraction);
    ASSERT_TRUE(born && seen) << before[1].bytes << ' ' << before[2].bytes;
    const std::vector<Cell> made{
        {before[1].kind, *born},
        {before[2].kind, *seen},
        text(std::string(policy::first_characters(before[3].bytes, 2))),
        text(policy::keyed_name(key, 'p', before[4].bytes, KeyedForm::text))};
    auto step = update_step(rows, "born", null());
    step.actions.clear();
    std::vector<std::string> written;
    std::vector<PersonalCell> after;
    for (std::size_t i = 0; i < made.size(); ++i) {
        written.push_back(visits().fields[i + 1].name);
        step.actions.push_back(
            {written.back(), policy::FieldActionKind::replace, {}, "test", "made"});
        after.emplace_back(made[i]);
    }
    step.rows[0].writes = made;
    step.rows[0].after = digest(written, after);

    const auto first = apply(step);
    const auto second = apply(step);

    ASSERT_TRUE(succeeded(first) && succeeded(second));
    EXPECT_EQ(*first, (StepResult{1, 0, 0}));
    EXPECT_EQ(*second, (StepResult{0, 1, 0}));
    const auto now = find("visits", "id", integer(1));
    ASSERT_EQ(now.rows.size(), 1U);
    const auto cells = exposed(now.rows[0].values);
    EXPECT_EQ(cells[1].bytes, "1984-06-06");
    EXPECT_TRUE(cells[2].bytes.starts_with("2020-03-01 00:00:00")) << cells[2].bytes;
    EXPECT_EQ(cells[3].bytes, "ÄB");
}

}  // namespace
}  // namespace gdprd::connectors::test
