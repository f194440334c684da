#include "policy/quality/repeat_counter.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace gdprd::policy {
namespace {

/// What a counter without bounds says.
Repeats counted(const std::vector<std::uint64_t>& hashes) {
    std::map<std::uint64_t, std::uint64_t> rows;
    for (const auto hash : hashes) ++rows[hash];
    Repeats out;
    out.distinct = rows.size();
    for (const auto& [hash, count] : rows) {
        if (count < 2) continue;
        ++out.repeated;
        out.sharing += count;
    }
    return out;
}

Repeats sketched(const std::vector<std::uint64_t>& hashes, std::size_t kept_max) {
    RepeatCounter counter(kept_max);
    for (const auto hash : hashes) counter.add(hash);
    return std::move(counter).finish();
}

/// `rows` rows; of the values, one in `every` stands in `times` rows. In any order.
std::vector<std::uint64_t> made(std::size_t rows, std::size_t every, std::size_t times) {
    std::mt19937_64 random(7);
    std::vector<std::uint64_t> out;
    for (std::size_t value = 0; out.size() < rows; ++value)
        out.insert(out.end(), every != 0 && value % every == 0 ? times : 1, random());
    std::shuffle(out.begin(), out.end(), random);
    return out;
}

TEST(RepeatCounter, is_exact_while_the_distinct_values_fit) {
    const auto hashes = made(20'000, 10, 3);

    EXPECT_EQ(sketched(hashes, 1 << 15), counted(hashes));
    EXPECT_EQ(sketched({}, 2), Repeats{});
    EXPECT_EQ(sketched({5, 5, 5, 9}, 2), (Repeats{2, 1, 3, true}));
}

TEST(RepeatCounter, counts_many_rows_of_few_values_exactly) {
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t i = 0; i < 100'000; ++i) hashes.push_back(i % 7);

    EXPECT_EQ(sketched(hashes, 8), (Repeats{7, 7, 100'000, true}));
}

TEST(RepeatCounter, estimates_what_does_not_fit_and_says_so) {
    const auto hashes = made(200'000, 5, 4);
    const auto truth = counted(hashes);

    const auto estimate = sketched(hashes, 4096);

    EXPECT_FALSE(estimate.exact);
    EXPECT_NEAR(static_cast<double>(estimate.distinct) / static_cast<double>(truth.distinct), 1,
                0.06);
    EXPECT_NEAR(static_cast<double>(estimate.repeated) / static_cast<double>(truth.repeated), 1,
                0.2);
    EXPECT_NEAR(static_cast<double>(estimate.sharing) / static_cast<double>(truth.sharing), 1, 0.2);
}

TEST(RepeatCounter, invents_no_repetition_where_every_value_is_new) {
    const auto estimate = sketched(made(200'000, 0, 1), 1024);

    EXPECT_FALSE(estimate.exact);
    EXPECT_EQ(estimate.repeated, 0U);
    // no more than the error of the number of distinct values, ten percent of the rows
    EXPECT_LE(estimate.sharing, 20'000U);
}

TEST(RepeatCounter, sees_one_value_of_half_the_rows_whether_or_not_its_hash_is_kept) {
    for (const std::uint64_t heavy : {std::uint64_t{1}, ~std::uint64_t{1}}) {
        auto hashes = made(100'000, 0, 1);
        hashes.insert(hashes.end(), 100'000, heavy);

        const auto estimate = sketched(hashes, 4096);

        EXPECT_NEAR(static_cast<double>(estimate.sharing), 100'000, 12'000) << heavy;
        EXPECT_LE(estimate.sharing, hashes.size());
    }
}

}  // namespace
}  // namespace gdprd::policy
