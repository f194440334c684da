#include "policy/sweep/inside_value.hpp"

#include <gtest/gtest.h>

#include "policy/sweep/shape.hpp"

namespace gdprd::policy::sweep {
namespace {

TEST(InsideValue, denies_single_words_moments_and_what_has_too_few_digits) {
    for (const std::string_view value :
         {"", "12 345", "INV-2026-0001-77", "2026-11-22 10:15:00", "2026-11-22T10:15:00.000Z",
          "Calle Mayor 13", "committee of twelve"})
        EXPECT_FALSE(may_stand_inside(value)) << value;
}

TEST(InsideValue, denies_nothing_of_a_shape_that_a_value_of_it_may_hold) {
    for (const std::string_view value :
         {"Tel. 030 901820", "2026-11-22 10:15:00 00", "host fe80::1 is up",
          "from 00-1B-44-11-3A-B7", "Stra\u00DFe 1, 80331 M\u00FCnchen", "2026-11-22X10:15:00"}) {
        EXPECT_TRUE(may_stand_inside(value)) << value;
        EXPECT_TRUE(may_stand_inside(shape_of(value).text())) << value;
    }
}

}  // namespace
}  // namespace gdprd::policy::sweep
