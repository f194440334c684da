#include "policy/identity/matcher.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

struct NameCase {
    const char* a;
    const char* b;
    NameVerdict verdict;
};

TEST(Matcher, compares_names_as_people_write_them) {
    constexpr auto kAgrees = NameVerdict::agrees;
    constexpr auto kContradicts = NameVerdict::contradicts;
    constexpr auto kUnknown = NameVerdict::unknown;
    const NameCase cases[] = {
        {"Anna Müller", "anna muller", kAgrees},
        {"Anna Müller", "Mueller, Anna", kAgrees},
        {"Anna Müller", "Anna Maria Müller", kAgrees},
        {"Dr. Anna Müller", "Frau Müller", kAgrees},
        {"Anna Müller", "A. Müller", kAgrees},
        {"Élodie Lefèvre", "ELODIE LEFEVRE", kAgrees},
        {"Søren Ågård", "Soren Agard", kAgrees},
        {"Jean-Luc O'Brien", "Jean Luc OBrien", kAgrees},
        {"Katharina Schneider", "Katarina Schnieder", kAgrees},
        {"Anna Müller", "Peter Müller", kContradicts},
        {"Anna Müller", "Anna Schmidt", kContradicts},
        {"Jan Berg", "Jon Berg", kContradicts},
        {"Anna Müller", "", kUnknown},
        {"", "", kUnknown},
    };
    for (const NameCase& one : cases) {
        EXPECT_EQ(compare_names(parse_name(one.a), parse_name(one.b)), one.verdict)
            << one.a << " / " << one.b;
        EXPECT_EQ(compare_names(parse_name(one.b), parse_name(one.a)), one.verdict)
            << one.b << " / " << one.a;
    }
}

TEST(Matcher, needs_a_family_name_and_not_only_a_first_name) {
    const PersonName known = parse_name("Anna Müller");

    EXPECT_TRUE(last_names_agree(known, make_name("", "Müller")));
    EXPECT_TRUE(last_names_agree(known, parse_name("Müller Anna")));
    EXPECT_FALSE(last_names_agree(known, make_name("Anna", "")));
    EXPECT_FALSE(last_names_agree(make_name("Anna", "Müller"), make_name("Anna", "Koch")));
}

}  // namespace
}  // namespace gdprd::policy
