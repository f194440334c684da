#include "policy/identity/encoded_forms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

using testing::UnorderedElementsAre;

TEST(EncodedForms, are_those_that_programs_write) {
    EXPECT_THAT(
        encoded_inside_cells("ada@example.org"),
        UnorderedElementsAre("ada%40example.org", "ada&#64;example.org", "ada&#x40;example.org"));
    EXPECT_THAT(encoded_inside_cells("+49 170"), UnorderedElementsAre("%2b49%20170", "%2b49+170"));
    EXPECT_THAT(encoded_inside_cells("M\xc3\xbcller"),
                UnorderedElementsAre("M%c3%bcller", "M&#252;ller", "M&#xfc;ller"));
    EXPECT_THAT(encoded_inside_cells("O'Hara & Co"),
                UnorderedElementsAre("O%27Hara%20%26%20Co", "O%27Hara+%26+Co", "O'Hara%20%26%20Co",
                                     "O'Hara+%26+Co", "O'Hara &amp; Co", "O&apos;Hara &amp; Co",
                                     "O&#39;Hara &amp; Co", "O&#039;Hara &amp; Co",
                                     "O&#x27;Hara &amp; Co"));
    EXPECT_THAT(encoded_inside_cells("Siobh\xc3\xa1n O'Neill"),
                testing::Contains("Siobh&#225;n O&#39;Neill"));
    EXPECT_THAT(encoded_inside_cells("ada+news@example.org"),
                testing::Contains("ada%2bnews@example.org"));
    EXPECT_TRUE(encoded_inside_cells("4711").empty());
    EXPECT_EQ(escaped_in_json("M\xc3\xbcller"), "M\\u00fcller");
}

}  // namespace
}  // namespace gdprd::policy
