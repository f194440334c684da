#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <string>
#include <vector>

#include "policy/sweep/sweeper.hpp"

namespace gdprd::policy::sweep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Column and first detector of each cell with a find.
std::vector<std::string> cells_in(std::string_view rows, char delimiter = ',') {
    std::vector<std::string> all;
    Sweeper sweeper;
    sweeper.rows({rows, delimiter}, [&](std::size_t column, const ValueHits& hits) {
        const DetectorSet any = hits.whole.empty() ? hits.inside : hits.whole;
        all.push_back(
            std::to_string(column) + (hits.whole.empty() ? " in " : " is ") +
            std::string(detectors()[static_cast<std::size_t>(std::countr_zero(any.bits()))].name));
    });
    return all;
}

TEST(Rows, know_the_column_of_each_find) {
    EXPECT_THAT(cells_in("1,ada@mail.example,+49 30 901820\r\n2,,\r\n3,bob@mail.example,192.0.2.7"),
                ElementsAre("1 is email", "2 is phone", "1 is email", "2 is ipv4"));
    EXPECT_THAT(cells_in("a;DE89370400440532013000;x\n", ';'), ElementsAre("1 is iban"));
    EXPECT_THAT(cells_in("aa-bb-cc-dd-ee-ff\tfe80::1", '\t'), ElementsAre("0 is mac", "1 is ipv6"));
}

TEST(Rows, read_quotes_as_rfc_4180_writes_them) {
    EXPECT_THAT(cells_in("\"ada@mail.example\",\"x, y\",\"bob@mail.example\"\r\n"),
                ElementsAre("0 is email", "2 is email"));
    EXPECT_THAT(cells_in("1,\"says \"\"hi\"\" to\nada@mail.example, twice\",192.0.2.7\n"),
                ElementsAre("1 in email", "2 is ipv4"));
    EXPECT_THAT(cells_in("5\" disk,ada@mail.example\n\"open,192.0.2.7\n"),
                ElementsAre("1 is email", "1 is ipv4"));
}

TEST(Rows, find_what_stands_inside_long_cells) {
    const std::string note = "please call me back at +49 30 901820 or write to ada@mail.example";
    EXPECT_THAT(cells_in("7," + note + ",x\n"), ElementsAre("1 in email"));
    EXPECT_THAT(cells_in("7,nothing to see in here that would be of any use to anybody at all,x\n"),
                IsEmpty());
}

TEST(Rows, find_an_address_in_a_short_cell_with_something_beside_it) {
    EXPECT_THAT(cells_in("<jo@web.example>,Jo a@b.example,2026-11-22 10:15;a@b.example\n"),
                ElementsAre("0 in email", "1 in email", "2 in email"));
}

TEST(Rows, are_the_same_in_parts_of_any_size) {
    std::mt19937 random(2);
    std::string rows;
    for (int i = 0; i < 400; ++i) {
        rows += std::to_string(i) + ",ada" + std::to_string(random() % 100) +
                "@mail.example,\"a, \"\"" + std::string(random() % 200, 'q') +
                "\"\"\n4111111111111111 b\",192.0.2." + std::to_string(random() % 300) +
                (random() % 2 == 0 ? "\n" : "\r\n");
    }
    const auto sweep_in = [&](const auto& next_size) {
        std::string all;
        Sweeper sweeper;
        std::size_t counted = 0;
        std::size_t begin = 0;
        std::size_t column = 0;
        for (std::size_t end = 0; begin < rows.size();) {
            end = std::min(rows.size(), end + next_size());
            const auto done = sweeper.rows({std::string_view(rows).substr(begin, end - begin), ',',
                                            column, end == rows.size(), begin == 0},
                                           [&](std::size_t at, const ValueHits& hits) {
                                               all += std::to_string(at) + ':' +
                                                      std::to_string(hits.whole.bits()) + '/' +
                                                      std::to_string(hits.inside.bits()) + ' ';
                                           });
            begin += done.consumed;
            column = done.column;
            counted += done.rows;
        }
        EXPECT_EQ(counted, 400U);
        return all;
    };
    const std::string whole = sweep_in([&] { return rows.size(); });
    EXPECT_GT(whole.size(), 1000U);
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(sweep_in([&] { return 1000 + random() % 5000; }) == whole) << i;
}

TEST(Rows, end_with_any_bytes) {
    std::mt19937 random(4);
    constexpr std::string_view kBytes = "\"\",,\n\r a1@:-.\xC3\xA9\0";
    Sweeper sweeper;
    for (int i = 0; i < 2000; ++i) {
        std::string rows(random() % 300, '\0');
        for (char& c : rows) c = kBytes[random() % kBytes.size()];
        const auto done = sweeper.rows({rows}, [](std::size_t, const ValueHits&) {});
        EXPECT_EQ(done.consumed, rows.size());
    }
}

}  // namespace
}  // namespace gdprd::policy::sweep
