#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/sample_estates.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

MatchVerdicts say(const Resolution& found, const std::string& row, MatchVerdict verdict) {
    MatchVerdicts said;
    const auto names = names_of(found.review);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == row) said[found.review[i].match_id] = verdict;
    EXPECT_EQ(said.size(), 1U) << row << " is not on the review list";
    return said;
}

/// Anna's number stands in a nameless row of Uwe's.
MemoryEstate mistyped_number() {
    MemoryEstate estate;
    estate.add("crm.main.customers",
               "id int pk;no text user.unique_id;first text user.name.first;last text "
               "user.name.last;email text user.contact.email");
    estate.add("shop.main.newsletter",
               "id int pk;no text user.unique_id;email text user.contact.email");
    estate.add("shop.main.logins", "id int pk;email text user.contact.email");
    estate.annotate("crm.main.customers.no", "customer_no");
    estate.annotate("shop.main.newsletter.no", "customer_no");
    estate.insert("crm.main.customers", {"1", "C-1001", "Anna", "Berg", "anna@example.com"});
    estate.insert("crm.main.customers", {"2", "C-1002", "Uwe", "Grau", "uwe@example.com"});
    estate.insert("shop.main.newsletter", {"5", "C-1001", "uwe@example.com"});
    estate.insert("shop.main.newsletter", {"6", "C-1001", "anna@example.com"});
    estate.insert("shop.main.logins", {"1", "uwe@example.com"});
    estate.insert("shop.main.logins", {"2", "anna@example.com"});
    return estate;
}

TEST(Contradictions, a_nameless_row_with_another_email_is_not_certain_and_teaches_nothing) {
    const MemoryEstate estate = mistyped_number();
    const Resolution found = estate.resolve({{"email", "anna@example.com"}});
    const Resolution numbered = estate.resolve({{"customer_no", "C-1001"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(1)", "shop.main.newsletter(6)",
                                     "shop.main.logins(2)"));
    EXPECT_THAT(names_of(found.review), ElementsAre("shop.main.newsletter(5)"));
    // Two rows of one store: either may be the owner of the number.
    EXPECT_THAT(names_of(numbered.rows), IsEmpty());
    EXPECT_THAT(names_of(numbered.review),
                UnorderedElementsAre("crm.main.customers(1)", "shop.main.newsletter(5)",
                                     "shop.main.newsletter(6)"));
    EXPECT_THAT(names_of(estate.resolve({{"email", "uwe@example.com"}}).rows),
                UnorderedElementsAre("crm.main.customers(2)", "shop.main.logins(1)"));
}

TEST(Contradictions, a_row_with_another_email_teaches_nothing_when_accepted_either) {
    const MemoryEstate estate = mistyped_number();
    const Resolution before = estate.resolve({{"email", "anna@example.com"}});

    const Resolution found =
        estate.resolve({{"email", "anna@example.com"}},
                       say(before, "shop.main.newsletter(5)", MatchVerdict::accepted));

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(1)", "shop.main.newsletter(5)",
                                     "shop.main.newsletter(6)", "shop.main.logins(2)"));
}

TEST(Contradictions, the_same_whole_name_outweighs_another_email) {
    MemoryEstate estate;
    estate.add("crm.main.customers",
               "id int pk;no text user.unique_id;name text user.name;email text "
               "user.contact.email");
    estate.annotate("crm.main.customers.no", "customer_no");
    estate.insert("crm.main.customers", {"1", "C-1001", "Anna Berg", "anna@example.com"});
    estate.add("desk.main.kontakte",
               "id int pk;no text user.unique_id;name text user.name;email text "
               "user.contact.email");
    estate.annotate("desk.main.kontakte.no", "customer_no");
    estate.insert("desk.main.kontakte", {"1", "C-1001", "Berg, Anna", "anna@home.example"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(1)", "desk.main.kontakte(1)"));
    EXPECT_THAT(names_of(found.review), IsEmpty());
}

/// Two stores say different things of whose the mailbox is.
MemoryEstate mailbox_of_otto() {
    MemoryEstate estate;
    estate.add("crm.main.customers",
               "id int pk;first text user.name.first;last text user.name.last;email text "
               "user.contact.email");
    estate.add("crm.main.logins", "id int pk;email text user.contact.email");
    estate.insert("crm.main.customers", {"2", "Otto", "Klein", "otto@example.com"});
    estate.insert("crm.main.logins", {"1", "otto@example.com"});
    return estate;
}

TEST(Contradictions, nameless_rows_are_in_doubt_when_the_named_owner_has_another_name) {
    const MemoryEstate estate = mailbox_of_otto();
    const std::vector<std::pair<std::string, std::string>> seeds{{"email", "otto@example.com"},
                                                                 {"name", "Petra Vogelsang"}};

    const Resolution found = estate.resolve(seeds);
    const Resolution rejected =
        estate.resolve(seeds, say(found, "crm.main.customers(2)", MatchVerdict::rejected));

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_THAT(names_of(found.review),
                UnorderedElementsAre("crm.main.customers(2)", "crm.main.logins(1)"));
    EXPECT_THAT(names_of(rejected.rows), IsEmpty());
    EXPECT_THAT(names_of(rejected.review), ElementsAre("crm.main.logins(1)"));
    EXPECT_THAT(rejected.review.front().evidence,
                Contains("a row with the same e-mail has another name, or was rejected"));
    EXPECT_THAT(names_of(estate.resolve({{"email", "otto@example.com"}}).rows),
                UnorderedElementsAre("crm.main.customers(2)", "crm.main.logins(1)"));
}

TEST(Contradictions, nameless_rows_are_in_doubt_when_two_stores_name_different_owners) {
    MemoryEstate estate = mailbox_of_otto();
    estate.add("b.main.users", "id int pk;name text user.name;email text user.contact.email");
    estate.insert("b.main.users", {"1", "Petra Vogelsang", "otto@example.com"});

    const Resolution found = estate.resolve({{"email", "otto@example.com"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_EQ(found.review.size(), 3U);
}

MemoryEstate practice() {
    MemoryEstate estate;
    estate.add("a.main.patients", "id int pk;name text user.name;email text user.contact.email");
    estate.add("a.main.messages",
               "id int pk;von text user.contact.email;an text user.contact.email;body text");
    estate.insert("a.main.patients", {"1", "Anna Berg", "anna@example.com"});
    estate.insert("a.main.patients", {"2", "Uwe Grau", "uwe@example.com"});
    const auto send = [&](const char* id, const char* from, const char* to) {
        estate.insert("a.main.messages", {id, std::string(from) + "@example.com",
                                          std::string(to) + "@example.com", "hello"});
    };
    send("1", "anna", "dr.haus");
    send("2", "dr.haus", "anna");
    send("3", "uwe", "dr.haus");
    send("4", "dr.haus", "uwe");
    return estate;
}

TEST(Contradictions, a_message_is_no_second_owner_of_its_senders_address) {
    const Resolution found = practice().resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows), ElementsAre("a.main.patients(1)"));
    EXPECT_THAT(names_of(found.review),
                UnorderedElementsAre("a.main.messages(1)", "a.main.messages(2)"));
    EXPECT_THAT(names_of(found.mentions), IsEmpty());
}

TEST(Contradictions, an_accepted_message_does_not_teach_the_other_partys_address) {
    const MemoryEstate estate = practice();
    const Resolution before = estate.resolve({{"email", "anna@example.com"}});
    for (const char* message : {"a.main.messages(1)", "a.main.messages(2)"}) {
        const Resolution found = estate.resolve({{"email", "anna@example.com"}},
                                                say(before, message, MatchVerdict::accepted));

        EXPECT_THAT(names_of(found.rows), UnorderedElementsAre("a.main.patients(1)", message));
        EXPECT_EQ(found.review.size(), 1U);
        EXPECT_THAT(names_of(found.mentions), IsEmpty());
    }
}

TEST(Placeholders, are_told_from_identifiers_of_people) {
    const IdentifierType number("customer_no");
    const IdentifierType email("email");
    for (const char* value :
         {"0", "00000", "000-000", "n/a", "N/A", "-", "unknown", "GUEST", "none", "null", " test ",
          "unbekannt", "Gelöscht", "inconnu", "desconocido", "9999"})
        EXPECT_TRUE(is_placeholder(number, value)) << value;
    for (const char* value : {"1", "7", "100", "C-0", "C-1001", "99", "guest-17", "Annette"})
        EXPECT_FALSE(is_placeholder(number, value)) << value;
    for (const char* value : {"noreply@shop.example", "No-Reply@shop.example",
                              "ne-pas-repondre@shop.example", "no_reply+17@shop.example"})
        EXPECT_TRUE(is_placeholder(email, value)) << value;
    for (const char* value : {"info@shop.example", "Büro@shop.example", "accueil@shop.example"})
        EXPECT_TRUE(is_role_mailbox(email, value)) << value;
    for (const char* value : {"anna@info.example", "infante@shop.example", "post.anna@x.example"}) {
        EXPECT_FALSE(is_placeholder(email, value)) << value;
        EXPECT_FALSE(is_role_mailbox(email, value)) << value;
    }
}

TEST(Placeholders, lead_nowhere) {
    for (const char* filler : {"0", "n/a", "GUEST", "unknown"}) {
        MemoryEstate estate;
        estate.add("crm.main.customers",
                   "id int pk;no text user.unique_id;name text user.name;email text "
                   "user.contact.email");
        estate.add("shop.main.downloads", "id int pk;no text user.unique_id");
        estate.add("shop.main.mails", "id int pk;email text user.contact.email");
        estate.annotate("crm.main.customers.no", "customer_no");
        estate.annotate("shop.main.downloads.no", "customer_no");
        estate.insert("crm.main.customers", {"1", filler, "Anna Berg", "anna@example.com"});
        estate.insert("crm.main.customers", {"3", "C-1003", "Eva Rot", "noreply@example.com"});
        estate.insert("crm.main.customers", {"4", "C-1004", "Pia Blau", "info@example.com"});
        for (const char* id : {"1", "2"}) {
            estate.insert("shop.main.downloads", {id, filler});
            estate.insert("shop.main.mails", {id, "noreply@example.com"});
            estate.insert("shop.main.mails", {"1" + std::string(id), "info@example.com"});
        }

        EXPECT_THAT(names_of(estate.resolve({{"email", "anna@example.com"}}).rows),
                    ElementsAre("crm.main.customers(1)"));
        const Resolution eva = estate.resolve({{"customer_no", "C-1003"}});
        EXPECT_THAT(names_of(eva.rows), ElementsAre("crm.main.customers(3)"));
        EXPECT_THAT(names_of(eva.mentions), IsEmpty());
        const Resolution pia = estate.resolve({{"customer_no", "C-1004"}});
        EXPECT_THAT(names_of(pia.rows), ElementsAre("crm.main.customers(4)"));
        EXPECT_THAT(names_of(pia.mentions),
                    UnorderedElementsAre("shop.main.mails(11)", "shop.main.mails(12)"));
        const Resolution office = estate.resolve({{"email", "info@example.com"}});
        EXPECT_THAT(names_of(office.rows), IsEmpty());
        EXPECT_EQ(office.review.size(), 3U);
        const Resolution given = estate.resolve({{"customer_no", filler}});
        EXPECT_THAT(names_of(given.rows), IsEmpty());
    }
}

/// Father and son have one name and one number.
TEST(Resolver, merges_nobody_by_name_and_number_whose_address_is_another) {
    MemoryEstate estate;
    estate.add("crm.main.customers",
               "id int pk;first text user.name.first;last text user.name.last;"
               "email text user.contact.email;phone text user.contact.phone_number");
    estate.add("mkt.main.subscribers",
               "id int pk;name text user.name;email text user.contact.email;"
               "phone text user.contact.phone_number");
    estate.insert("crm.main.customers",
                  {"100", "Hans", "Brandt", "senior@home.example", "+49 30 901820"});
    estate.insert("crm.main.customers",
                  {"101", "Hans", "Brandt", "junior@other.example", "+49 30 901821"});
    estate.insert("mkt.main.subscribers",
                  {"7", "Hans Brandt", "junior@other.example", "+49 30 901820"});

    const Resolution found = estate.resolve({{"email", "junior@other.example"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(101)", "mkt.main.subscribers(7)"));
    EXPECT_THAT(names_of(found.review), ElementsAre("crm.main.customers(100)"));
    EXPECT_THAT(found.review.front().evidence, Contains("its e-mail is not the one that is known"));
}

}  // namespace
}  // namespace gdprd::policy
