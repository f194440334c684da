#include "audit/index/cursor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace gdprd::audit {
namespace {

using Numbers = std::vector<std::uint64_t>;

Numbers walk(Cursor& cursor, SearchOrder order) {
    Numbers out;
    std::uint64_t at = order == SearchOrder::oldest_first ? 0 : 1U << 20;
    for (;;) {
        const auto found = cursor.seek(at);
        if (!found || !*found) return out;
        out.push_back(**found);
        if (order == SearchOrder::newest_first && **found == 0) return out;
        at = order == SearchOrder::oldest_first ? **found + 1 : **found - 1;
    }
}

Numbers in_order(Numbers numbers, SearchOrder order) {
    if (order == SearchOrder::newest_first) std::reverse(numbers.begin(), numbers.end());
    return numbers;
}

/// Small numbers, so that lists meet.
std::vector<Numbers> some_lists() {
    std::vector<Numbers> out;
    const auto count = *rc::gen::inRange<std::size_t>(1, 5);
    for (std::size_t i = 0; i < count; ++i) {
        const auto set =
            *rc::gen::container<std::set<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 60));
        out.emplace_back(set.begin(), set.end());
    }
    return out;
}

RC_GTEST_PROP(Cursor, walks_over_what_every_or_any_list_has_in_both_orders, ()) {
    const auto lists = some_lists();
    Numbers in_every;
    Numbers in_any;
    for (std::uint64_t number = 0; number < 60; ++number) {
        const auto has = [&](const Numbers& list) {
            return std::binary_search(list.begin(), list.end(), number);
        };
        if (std::all_of(lists.begin(), lists.end(), has)) in_every.push_back(number);
        if (std::any_of(lists.begin(), lists.end(), has)) in_any.push_back(number);
    }
    for (const auto order : {SearchOrder::oldest_first, SearchOrder::newest_first}) {
        std::vector<std::unique_ptr<Cursor>> a;
        std::vector<std::unique_ptr<Cursor>> b;
        for (const auto& list : lists) a.push_back(cursor_over(list, order));
        for (const auto& list : lists) b.push_back(cursor_over(list, order));

        const auto every = cursor_over_every(std::move(a));
        const auto any = cursor_over_any(std::move(b), order);

        RC_ASSERT(walk(*every, order) == in_order(in_every, order));
        RC_ASSERT(walk(*any, order) == in_order(in_any, order));
    }
}

TEST(Cursor, passes_over_zones_outside_of_the_range) {
    // Three zones, the last one short; the clock was set back before the second.
    const std::vector<Zone> zones{{100, 200}, {50, 60}, {300, 400}};
    const ZoneSpan span{1000, 1000 + 2 * kZoneEntries + 5};
    const auto count = [&](TimeRange range, SearchOrder order) {
        return walk(*cursor_over_zones(zones, span, range, order), order).size();
    };
    for (const auto order : {SearchOrder::oldest_first, SearchOrder::newest_first}) {
        EXPECT_EQ(count({0, 49}, order), 0U);
        EXPECT_EQ(count({55, 55}, order), kZoneEntries);
        EXPECT_EQ(count({60, 100}, order), 2 * kZoneEntries);
        EXPECT_EQ(count({400, 500}, order), 5U);
        EXPECT_EQ(count({0, 1000}, order), 2 * kZoneEntries + 5);
    }
}

}  // namespace
}  // namespace gdprd::audit
