#include "connectors/fold.hpp"

#include <gtest/gtest.h>

namespace gdprd::connectors {
namespace {

TEST(Fold, trims_and_ignores_case_in_all_languages) {
    EXPECT_EQ(fold("  Ada@Example.ORG\t\n"), "ada@example.org");
    EXPECT_EQ(fold("MÜLLER"), fold("müller"));
    EXPECT_EQ(fold("ΟΔΟΣ"), fold("οδος"));
    EXPECT_EQ(fold("\u00a0Ärzte\u3000"), fold("ärzte"));
    EXPECT_EQ(fold("e\u0301te\u0301"), fold("ÉTÉ"));
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(" \t "), "");
}

TEST(Fold, takes_bytes_that_are_no_text) {
    EXPECT_EQ(fold("J\xf6rg"), "j\xef\xbf\xbdrg");
}

TEST(Alphanumerics, keeps_letters_and_digits_in_upper_case) {
    EXPECT_EQ(alphanumerics("+33 (0)6.12-34/56"),
              "330612"
              "3456");
    EXPECT_EQ(alphanumerics("fr76 3000-6000"), "FR7630006000");
    EXPECT_EQ(alphanumerics("Straße 1"), "STRASSE1");
    EXPECT_EQ(alphanumerics("-- ."), "");
}

}  // namespace
}  // namespace gdprd::connectors
