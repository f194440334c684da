#include "connectors/residue_words.hpp"

#include <gtest/gtest.h>

namespace gdprd::connectors {
namespace {

TEST(ResidueWords, tell_how_many_values_were_searched_for_and_found) {
    EXPECT_EQ(search_result("the files", 0, 0), "no value was searched for");
    EXPECT_EQ(search_result("the files", 1, 0), "searched the files for 1 value: none found");
    EXPECT_EQ(search_result("the files", 2, 1),
              "searched the files for 2 values: 1 value is there");
    EXPECT_EQ(search_result("the files", 2, 2),
              "searched the files for 2 values: 2 values are there");
}

}  // namespace
}  // namespace gdprd::connectors
