#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/sample_estates.hpp"
#include "policy/identity/resolver.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

MemoryEstate subscribers(const std::string& anna) {
    MemoryEstate estate;
    estate.add("a.main.subscribers", "id int pk;email text user.contact.email");
    estate.insert("a.main.subscribers", {"1", anna});
    estate.insert("a.main.subscribers", {"2", "joanna@berg.example"});
    return estate;
}

TEST(Sweep, tells_an_identifier_inside_a_longer_value_of_an_identifying_field) {
    for (const std::string value :
         {"anna@berg.example; otto@klein.example", "otto@klein.example,Anna@Berg.example",
          "Anna Berg <anna@berg.example>", "mailto:anna@berg.example", "[\"anna@berg.example\"]",
          "anna@berg.example.", "(anna@berg.example_old)",
          "\xe2\x80\x8b"
          "anna@berg.example"}) {
        const Resolution found = subscribers(value).resolve({{"email", "anna@berg.example"}});

        EXPECT_THAT(names_of(found.rows), IsEmpty()) << value;
        ASSERT_THAT(names_of(found.mentions), ElementsAre("a.main.subscribers(1)")) << value;
        EXPECT_THAT(found.mentions.front().evidence,
                    ElementsAre("a longer value holds an identifier or the name of the person"));
    }
    const std::string with_nul("anna@berg.example\0", 18);
    EXPECT_EQ(subscribers(with_nul).resolve({{"email", "anna@berg.example"}}).mentions.size(), 1U);
}

TEST(Sweep, does_not_take_a_longer_identifier_for_the_shorter_one_in_it) {
    for (const char* value : {"joanna@berg.example", "jo.anna@berg.example", "x-anna@berg.example",
                              "anna@berg.example.org", "anna@berg.examples"}) {
        const Resolution found = subscribers(value).resolve({{"email", "anna@berg.example"}});

        EXPECT_THAT(names_of(found.mentions), IsEmpty()) << value;
    }
}

TEST(Sweep, finds_what_the_persons_rows_taught_inside_longer_values_of_other_stores) {
    MemoryEstate estate = subscribers("x@y.example, anna@berg.example");
    estate.add("crm.main.customers",
               "id int pk;no text user.unique_id;email text user.contact.email");
    estate.annotate("crm.main.customers.no", "customer_no");
    estate.insert("crm.main.customers", {"1", "C-1001", "anna@berg.example"});

    const Resolution found = estate.resolve({{"customer_no", "C-1001"}});

    EXPECT_THAT(names_of(found.rows), ElementsAre("crm.main.customers(1)"));
    EXPECT_THAT(names_of(found.mentions), ElementsAre("a.main.subscribers(1)"));
}

TEST(Sweep, searches_a_field_that_the_policy_calls_something_broader) {
    for (const char* category : {"user.contact", "user", "user.workplace"}) {
        MemoryEstate estate = subscribers("anna@berg.example");
        FieldAnnotation note;
        note.field = *parse_field_path("a.main.subscribers.email");
        note.category = Category(category);
        estate.policy.fields.push_back(note);

        const Resolution found = estate.resolve({{"email", "anna@berg.example"}});

        EXPECT_THAT(names_of(found.rows), IsEmpty());
        EXPECT_THAT(names_of(found.mentions), Contains("a.main.subscribers(1)")) << category;
    }
}

TEST(Sweep, searches_a_field_that_the_policy_says_is_no_identifier) {
    MemoryEstate estate = subscribers("anna@berg.example");
    FieldAnnotation note;
    note.field = *parse_field_path("a.main.subscribers.email");
    note.not_identifier = true;
    estate.policy.fields.push_back(note);

    const Resolution found = estate.resolve({{"email", "anna@berg.example"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_THAT(names_of(found.review), IsEmpty());
    EXPECT_THAT(names_of(found.mentions), Contains("a.main.subscribers(1)"));
}

/// What a column is called, and is taken for, keeps nobody from writing an address there.
TEST(Sweep, searches_fields_of_names_and_places_for_identifiers) {
    for (const char* category : {"user.name", "user.name.last", "user.contact.address", ""}) {
        for (const char* value : {"anna@berg.example", "Anna Berg <anna@berg.example>"}) {
            MemoryEstate estate;
            estate.add("a.main.lists", std::string("id int pk;to text ") + category);
            estate.insert("a.main.lists", {"1", value});
            estate.insert("a.main.lists", {"2", "joanna@klein.example"});

            const Resolution found = estate.resolve({{"email", "anna@berg.example"}});

            EXPECT_THAT(names_of(found.mentions), ElementsAre("a.main.lists(1)")) << category;
        }
    }
}

TEST(Sweep, takes_no_namesakes_row_for_one_that_names_the_person) {
    MemoryEstate estate = subscribers("anna@berg.example");
    estate.add("a.main.members", "id int pk;who text user.name;note text user.content");
    estate.insert("a.main.members", {"1", "Anna Berg", "from Bonn"});
    estate.insert("a.main.members", {"2", "Otto Klein", "a friend of Anna Berg"});

    const Resolution found =
        estate.resolve({{"email", "anna@berg.example"}, {"name", "Anna Berg"}});

    EXPECT_THAT(names_of(found.mentions), ElementsAre("a.main.members(2)"));
}

TEST(Sweep, finds_an_address_whose_domain_is_written_in_its_own_letters) {
    for (const std::string stored :
         {"uta@bücher.example", "Uta@BÜCHER.example", "uta@Bücher.Example",
          "uta@bu\xcc\x88"
          "cher.example",
          "uta@xn--bcher-kva.example", "UTA@XN--BCHER-KVA.example"}) {
        for (const char* asked : {"uta@bücher.example", "uta@xn--bcher-kva.example"}) {
            const Resolution found = subscribers(stored).resolve({{"email", asked}});

            EXPECT_THAT(names_of(found.rows), ElementsAre("a.main.subscribers(1)")) << stored;
        }
        const Resolution other = subscribers(stored).resolve({{"email", "uta@klein.example"}});
        EXPECT_THAT(names_of(other.rows), IsEmpty()) << stored;
    }
}

TEST(Sweep, tells_an_address_in_a_domains_own_letters_inside_texts) {
    for (const char* value : {"Uta <uta@bücher.example>", "uta@bücher.example; otto@klein.example",
                              "mailto:uta@BÜCHER.example"}) {
        MemoryEstate estate = subscribers(value);
        estate.add("a.main.tickets", "id int pk;body text user.content");
        estate.insert("a.main.tickets", {"7", std::string("from ") + value});

        const Resolution found = estate.resolve({{"email", "uta@bücher.example"}});

        EXPECT_THAT(names_of(found.mentions),
                    ElementsAre("a.main.subscribers(1)", "a.main.tickets(7)"))
            << value;
    }
}

MemoryEstate callers(const std::string& phone) {
    MemoryEstate estate;
    estate.add("a.main.callers", "id int pk;phone text user.contact.phone_number");
    estate.insert("a.main.callers", {"1", phone});
    estate.insert("a.main.callers", {"2", "tel:+33655443399"});
    return estate;
}

std::vector<std::string> found_in(const Resolution& found) {
    std::vector<std::string> all = names_of(found.rows);
    for (const auto* more : {&found.review, &found.mentions})
        for (const std::string& one : names_of(*more)) all.push_back(one);
    return all;
}

/// What is in the field of a person's name, of a row that is nobody's, and in a longer value.
TEST(Sweep, tells_telephone_numbers_inside_texts_in_any_spelling) {
    for (const char* asked : {"+49 89 7654321", "+49897654321"}) {
        for (const char* text : {"+49897654321", "Tel. +49 89 7654321", "089/7654321 oder",
                                 "089 7654321", "(089) 765-43-21", "0049 89 7654321",
                                 R"({"tel":"089\/765\u00a04321"})", "0171 5550100, 089-7654321"}) {
            MemoryEstate estate = callers("+33655443300");
            estate.add("a.main.calls", "id int pk;who text user.name;note text user.content");
            estate.insert("a.main.calls", {"1", "Otto", text});
            estate.insert("a.main.calls", {"2", text, "-"});
            estate.insert("a.main.calls", {"3", "Order 897654321", "4711-0897654321, 08976543210"});
            estate.insert("a.main.callers", {"3", "Zentrale 089 7654321, 0171 5550100"});

            const Resolution found = estate.resolve({{"phone", asked}});

            EXPECT_THAT(found_in(found),
                        ElementsAre("a.main.callers(3)", "a.main.calls(1)", "a.main.calls(2)"))
                << text;
        }
    }
}

TEST(Sweep, looks_in_texts_for_the_number_that_a_row_of_the_person_has) {
    MemoryEstate estate;
    estate.add("a.main.people",
               "id int pk;email text user.contact.email;phone text user.contact.phone_number");
    estate.insert("a.main.people", {"1", "anna@berg.example", "+49 (0)89 7654321"});
    estate.add("a.main.calls", "id int pk;note text user.content");
    estate.insert("a.main.calls", {"1", "rief an: 089/765 43 21"});
    estate.insert("a.main.calls", {"2", "rief an: 089/765 43 21 55"});

    const Resolution found = estate.resolve({{"email", "anna@berg.example"}});

    EXPECT_THAT(names_of(found.rows), ElementsAre("a.main.people(1)"));
    EXPECT_THAT(names_of(found.mentions), ElementsAre("a.main.calls(1)"));
}

/// Spreadsheets drop the zero of a trunk prefix.
TEST(Sweep, looks_in_texts_for_a_number_as_the_person_s_row_has_it) {
    MemoryEstate estate;
    estate.add("a.main.people",
               "id int pk;email text user.contact.email;phone text user.contact.phone_number;"
               "country text user.contact.address.country");
    estate.insert("a.main.people", {"1", "anna@berg.example", "89 7654321", "DE"});
    estate.add("a.main.calls", "id int pk;note text user.content");
    estate.insert("a.main.calls", {"1", "rang 89 7654321 twice"});
    estate.insert("a.main.calls", {"2", "rang 089 7654321 twice"});

    const Resolution found = estate.resolve({{"email", "anna@berg.example"}});

    EXPECT_THAT(names_of(found.mentions), ElementsAre("a.main.calls(1)", "a.main.calls(2)"));
}

TEST(Sweep, finds_telephone_numbers_written_as_uris) {
    for (const char* stored :
         {"tel:+33655443322", "tel:+33-6-55-44-33-22", "TEL:+33.6.55.44.33.22", "tel:0655443322",
          "tel:06-55-44-33-22", "tel:0033655443322", "tel:+33655443322;ext=12",
          "tel:+33-6-55-44-33-22;ext=12", "tel:0655443322;phone-context=+33"}) {
        const Resolution found = callers(stored).resolve({{"phone", "+33655443322"}});

        EXPECT_THAT(found_in(found), ElementsAre("a.main.callers(1)")) << stored;
    }
}

TEST(Sweep, finds_telephone_numbers_with_an_extension) {
    for (const char* stored :
         {"+33655443322 ext 12", "+33655443322 Ext. 12", "+33655443322x12", "+33655443322 #12",
          "+33 6 55 44 33 22 ext. 12", "0655443322 x12", "06 55 44 33 22 extension 12"}) {
        const Resolution found = callers(stored).resolve({{"phone", "+33655443322"}});

        EXPECT_THAT(found_in(found), ElementsAre("a.main.callers(1)")) << stored;
    }
}

/// No number plan has it: a fictitious number in a store is somebody's all the same.
TEST(Sweep, finds_telephone_numbers_that_no_plan_has_as_uris_and_with_an_extension) {
    for (const char* stored : {"tel:+999-655-443-322", "+999655443322 ext 12"}) {
        MemoryEstate estate = callers(stored);
        estate.add("a.main.customers",
                   "id int pk;email text user.contact.email;"
                   "phone text user.contact.phone_number");
        estate.insert("a.main.customers", {"1", "uta@klein.example", "+999655443322"});

        const Resolution found = estate.resolve({{"email", "uta@klein.example"}});

        EXPECT_THAT(found_in(found), ElementsAre("a.main.customers(1)", "a.main.callers(1)"))
            << stored;
    }
}

}  // namespace
}  // namespace gdprd::policy
