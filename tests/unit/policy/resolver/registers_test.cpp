// Trees of files: each file is a list of people of its own, as another store is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/memory_estate.hpp"
#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Person = MemoryEstate::Texts;

constexpr const char* kFields =
    "line int pk;email text user.contact.email;first text user.name.first;last text user.name.last";
const Person kAnna{"1", "anna@example.com", "Anna", "Berg"};

/// Files of people: name → rows.
MemoryEstate files(const std::map<std::string, std::vector<Person>>& all,
                   std::string_view server = kTreeOfFiles) {
    MemoryEstate estate;
    for (const auto& [name, rows] : all) {
        estate.add("exports.main." + name, kFields);
        for (const Person& row : rows) estate.insert("exports.main." + name, row);
    }
    estate.catalogue.stores.front().server = server;
    return estate;
}

Resolution find_anna(const MemoryEstate& estate) {
    return estate.resolve({{"email", "anna@example.com"}});
}

TEST(FileRegisters, make_a_person_certain_who_stands_once_in_each) {
    const MemoryEstate estate =
        files({{"customers", {kAnna, {"2", "otto@example.com", "Otto", "Klein"}}},
               {"letters", {{"7", "anna@example.com", "Anna", "Berg"}}},
               {"points", {{"3", "Anna@Example.com", "A.", "Berg"}}}});

    const Resolution found = find_anna(estate);
    const Resolution backwards = estate.resolve_backwards({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("exports.main.customers(1)", "exports.main.letters(7)",
                                     "exports.main.points(3)"));
    EXPECT_THAT(names_of(found.review), IsEmpty());
    EXPECT_EQ(names_of(backwards.rows), names_of(found.rows));
    for (const auto& [seed, whose] : found.carriers) EXPECT_EQ(whose, Carriers::subject_alone);
}

TEST(FileRegisters, leave_two_people_of_one_file_under_one_address_to_a_person) {
    const Resolution found =
        find_anna(files({{"customers", {kAnna, {"2", "anna@example.com", "Otto", "Berg"}}}}));

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    ASSERT_EQ(found.review.size(), 2U);
    EXPECT_THAT(found.review[0].evidence,
                Contains("2 people's rows of this file carry the e-mail"));
}

TEST(FileRegisters, leave_one_name_twice_in_a_file_to_a_person) {
    const Resolution found =
        find_anna(files({{"customers", {kAnna, {"2", "anna@example.com", "Anna", "Berg"}}}}));

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_EQ(found.review.size(), 2U);
}

TEST(FileRegisters, leave_names_that_contradict_each_other_to_a_person) {
    const MemoryEstate estate =
        files({{"customers", {kAnna}}, {"letters", {{"7", "anna@example.com", "Otto", "Klein"}}}});

    const Resolution found = find_anna(estate);
    const Resolution named = estate.resolve({{"email", "anna@example.com"}, {"name", "Anna Berg"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_EQ(found.review.size(), 2U);
    EXPECT_THAT(names_of(named.rows), UnorderedElementsAre("exports.main.customers(1)"));
    EXPECT_THAT(names_of(named.review), UnorderedElementsAre("exports.main.letters(7)"));
}

TEST(FileRegisters, leave_all_to_a_person_where_one_of_them_has_two_people) {
    const Resolution found =
        find_anna(files({{"customers", {kAnna, {"2", "anna@example.com", "Otto", "Berg"}}},
                         {"letters", {{"7", "anna@example.com", "Anna", "Berg"}}},
                         {"points", {{"3", "anna@example.com", "Anna", "Berg"}}}}));

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    ASSERT_EQ(found.review.size(), 4U);
    EXPECT_THAT(found.review[2].evidence,
                Contains(HasSubstr("is shared by two people in another file or store")));
}

TEST(FileRegisters, leave_one_name_with_two_birth_dates_to_a_person) {
    MemoryEstate estate = files({{"points", {}}});
    for (const auto& [name, born] :
         {std::pair("customers", "1960-02-03"), std::pair("letters", "1991-07-08")}) {
        const std::string path = std::string("exports.main.") + name;
        estate.add(path, std::string(kFields) + ";born date user.demographic.date_of_birth");
        estate.insert(path, {"1", "anna@example.com", "Anna", "Berg", born});
    }

    const Resolution found = find_anna(estate);
    const Resolution named = estate.resolve({{"email", "anna@example.com"}, {"name", "Anna Berg"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    ASSERT_EQ(found.review.size(), 2U);
    EXPECT_THAT(found.review[0].evidence, Contains("another match has a different birth date"));
    EXPECT_THAT(names_of(named.rows), IsEmpty());
}

TEST(FileRegisters, are_files_only) {
    const Resolution found = find_anna(
        files({{"customers", {kAnna}}, {"letters", {{"7", "anna@example.com", "Anna", "Berg"}}}},
              "SQLite 3.40.1"));

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    ASSERT_EQ(found.review.size(), 2U);
    EXPECT_THAT(found.review[0].evidence,
                Contains("2 people's rows of this store carry the e-mail"));
}

TEST(FileRegisters, do_not_join_two_people_by_a_short_name_in_a_third_file) {
    for (const char* first : {"A.", ""}) {
        const MemoryEstate estate =
            files({{"customers", {{"1", "berg@example.com", "Anna", "Berg"}}},
                   {"letters", {{"7", "berg@example.com", "Alfred", "Berg"}}},
                   {"points", {{"3", "berg@example.com", first, "Berg"}}}});

        const Resolution by_address = estate.resolve({{"email", "berg@example.com"}});
        const Resolution by_name =
            estate.resolve({{"email", "berg@example.com"}, {"name", "Anna Berg"}});

        EXPECT_THAT(names_of(by_address.rows), IsEmpty()) << first;
        EXPECT_THAT(names_of(by_name.rows), testing::Not(Contains("exports.main.letters(7)")))
            << first;
        EXPECT_THAT(names_of(by_name.rows), Contains("exports.main.customers(1)")) << first;
    }
}

}  // namespace
}  // namespace gdprd::policy
