#include "policy/links/containment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

namespace gdprd::policy {
namespace {

/// So small that a bound which fails is wrong and not unlucky.
constexpr double kNever = 1e-12;

struct Pair {
    Sketch a;
    Sketch b;
};

/// Two columns of `only_a + both` and `only_b + both` distinct values, hashed at random.
Pair columns(std::size_t only_a, std::size_t both, std::size_t only_b, std::size_t size_max,
             std::uint64_t seed) {
    std::mt19937_64 hashes(seed);
    Pair out{Sketch(size_max), Sketch(size_max)};
    for (std::size_t i = 0; i < only_a; ++i) out.a.add(hashes());
    for (std::size_t i = 0; i < only_b; ++i) out.b.add(hashes());
    for (std::size_t i = 0; i < both; ++i) {
        const std::uint64_t hash = hashes();
        out.a.add(hash);
        out.b.add(hash);
    }
    return out;
}

double share(std::size_t part, std::size_t rest) {
    return static_cast<double>(part) / static_cast<double>(part + rest);
}

RC_GTEST_PROP(Containment, the_true_share_lies_between_the_bounds_both_ways, ()) {
    const auto only_a = *rc::gen::inRange<std::size_t>(0, 3000);
    const auto both = *rc::gen::inRange<std::size_t>(1, 3000);
    const auto only_b = *rc::gen::inRange<std::size_t>(0, 3000);
    const auto size_max = *rc::gen::inRange<std::size_t>(2, 400);
    const auto made = columns(only_a, both, only_b, size_max, *rc::gen::arbitrary<std::uint64_t>());

    const Containment ab = containment(made.a, made.b, kNever);
    const Containment ba = containment(made.b, made.a, kNever);

    RC_ASSERT(ab.low <= share(both, only_a) && share(both, only_a) <= ab.high);
    RC_ASSERT(ba.low <= share(both, only_b) && share(both, only_b) <= ba.high);
    RC_ASSERT(ab.met == ba.met);
    RC_ASSERT(ab.met <= ab.compared && ab.compared <= size_max + only_a + both);
}

RC_GTEST_PROP(Containment, is_exact_when_both_sketches_have_all_values, ()) {
    const auto only_a = *rc::gen::inRange<std::size_t>(0, 100);
    const auto both = *rc::gen::inRange<std::size_t>(1, 100);
    const auto only_b = *rc::gen::inRange<std::size_t>(0, 100);
    const auto made = columns(only_a, both, only_b, 200, *rc::gen::arbitrary<std::uint64_t>());

    const Containment ab = containment(made.a, made.b, kNever);

    RC_ASSERT(ab.compared == only_a + both);
    RC_ASSERT(ab.met == both);
    RC_ASSERT(ab.low == ab.high);
    RC_ASSERT(std::abs(ab.low - share(both, only_a)) < 1e-12);
}

RC_GTEST_PROP(Containment, a_smaller_risk_makes_wider_bounds, ()) {
    const auto made =
        columns(*rc::gen::inRange<std::size_t>(0, 2000), 1000,
                *rc::gen::inRange<std::size_t>(0, 2000), 128, *rc::gen::arbitrary<std::uint64_t>());

    const Containment sure = containment(made.a, made.b, 1e-9);
    const Containment bold = containment(made.a, made.b, 1e-2);

    RC_ASSERT(sure.low <= bold.low && bold.high <= sure.high);
}

TEST(Containment, bounds_are_tight_enough_to_see_a_copy_of_a_hundredth) {
    const auto made = columns(0, 1000, 99'000, 4096, 1);

    const Containment ab = containment(made.a, made.b, 1e-3);

    EXPECT_GT(ab.compared, 20U);
    EXPECT_EQ(ab.met, ab.compared);
    EXPECT_GT(ab.low, 0.7);
    EXPECT_LT(containment(made.b, made.a, 1e-3).high, 0.03);
}

TEST(Containment, fails_no_more_often_than_the_risk_says) {
    std::size_t wrong = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const auto made = columns(500, 500, 500, 64, seed);
        const Containment ab = containment(made.a, made.b, 0.05);
        if (ab.low > 0.5 || ab.high < 0.5) ++wrong;
    }

    EXPECT_LE(wrong, 400U * 2 * 5 / 100);
}

TEST(Containment, knows_nothing_when_there_is_nothing_to_compare) {
    const auto made = columns(0, 0, 10, 64, 1);

    const Containment ab = containment(made.a, made.b, 0.01);

    EXPECT_EQ(ab.compared, 0U);
    EXPECT_EQ(ab.low, 0);
    EXPECT_EQ(ab.high, 1);
}

RC_GTEST_PROP(Sketch, does_not_depend_on_order_and_repetition, ()) {
    auto values =
        *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 500));
    const auto size_max = *rc::gen::inRange<std::size_t>(2, 50);
    Sketch once(size_max);
    for (const auto value : values) once.add(value);
    Sketch again(size_max);
    std::reverse(values.begin(), values.end());
    for (int i = 0; i < 2; ++i)
        for (const auto value : values) again.add(value);

    RC_ASSERT(once.hashes() == again.hashes());
    RC_ASSERT(once.is_whole() == again.is_whole());
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    RC_ASSERT(once.is_whole() == (values.size() <= size_max));
    if (once.is_whole()) RC_ASSERT(once.hashes() == values);
}

TEST(Sketch, estimates_how_many_distinct_values_there_were) {
    std::mt19937_64 hashes(7);
    Sketch sketch(4096);
    for (int i = 0; i < 200'000; ++i) sketch.add(hashes());

    EXPECT_NEAR(static_cast<double>(sketch.distinct()), 200'000, 10'000);
}

}  // namespace
}  // namespace gdprd::policy
