// What share of names, addresses and identifiers is found in letters of tests/data/letters: no
// language falls below what was reached. tests/bench/letters_bench prints the figures.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/labelled_letters.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kFillings = 6;

struct Floors {
    double names;
    double announced;
    double names_right;
    double addresses;
    double addresses_right;
    double identifiers;
    double identifiers_right;
};

void expect_at_least(const test::LetterRates& rates, const Floors& floors, const std::string& of) {
    EXPECT_GE(rates.names.recall(), floors.names) << of;
    EXPECT_GE(rates.announced.recall(), floors.announced) << of;
    EXPECT_GE(rates.names.precision(), floors.names_right) << of;
    EXPECT_GE(rates.addresses.recall(), floors.addresses) << of;
    EXPECT_GE(rates.addresses.precision(), floors.addresses_right) << of;
    EXPECT_GE(rates.identifiers.recall(), floors.identifiers) << of;
    EXPECT_GE(rates.identifiers.precision(), floors.identifiers_right) << of;
}

void measure(const std::string& part, const Floors& each, const Floors& together) {
    test::LetterMeter meter;
    test::LetterRates all;
    std::size_t languages = 0;
    const auto directory = test::source_root() / "tests/data/letters" / part;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        const auto rates = meter.measure(test::LetterFile(entry.path()).letters(kFillings));
        ASSERT_GT(rates.names.labelled, 30U) << entry.path();
        expect_at_least(rates, each, entry.path().filename().string());
        all += rates;
        ++languages;
    }
    EXPECT_GE(languages, 10U);
    expect_at_least(all, together, "all of " + part);
    // The letters name people in the middle of sentences, too: all of them would be a mistake.
    EXPECT_LT(all.names.recall(), 0.9);
}

TEST(Letters, by_which_the_rules_were_set_are_read) {
    measure("dev", {0.69, 0.97, 0.97, 0.97, 0.97, 0.85, 0.97},
            {0.71, 0.99, 0.99, 0.99, 0.99, 0.98, 0.99});
}

TEST(Letters, that_the_rules_have_not_seen_are_read) {
    measure("held-out", {0.3, 0.45, 0.8, 0.48, 0.97, 0.75, 0.97},
            {0.57, 0.83, 0.94, 0.8, 0.98, 0.92, 0.98});
}

}  // namespace
}  // namespace gdprd::policy::sweep
