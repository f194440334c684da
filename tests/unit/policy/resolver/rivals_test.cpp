// Rows with two people's addresses, and names that do not say whose row it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "../plan/memory_estate.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::Not;

MemoryEstate leads(const std::string& table, const std::string& one, const std::string& other) {
    MemoryEstate estate;
    estate.add("crm.main." + table, "id int pk;" + one + " text user.contact.email;" + other +
                                        " text user.contact.email;notes text user.content");
    estate.insert("crm.main." + table, {"1", "anna@example.com", "bob@example.org", "his divorce"});
    estate.insert("crm.main." + table, {"2", "carl@example.org", "anna@example.com", "a lawsuit"});
    estate.insert("crm.main." + table, {"3", "anna@example.com", {}, "her own"});
    estate.insert("crm.main." + table, {"4", "anna@example.com", "Anna@Example.com", "twice"});
    return estate;
}

TEST(RivalFields, leave_a_row_with_two_peoples_addresses_to_a_person) {
    const std::vector<std::pair<std::string, std::string>> pairs{
        {"owner_email", "contact_email"},   {"owner_email", "customer_email"},
        {"author_email", "customer_email"}, {"account_email", "client_email"},
        {"user_email", "guest_email"},      {"email", "patient_email"},
        {"email", "invitee_email"},         {"responsible_email", "student_email"}};
    for (const auto& [one, other] : pairs) {
        const MemoryEstate estate = leads("leads", one, other);

        const Resolution anna = estate.resolve({{"email", "anna@example.com"}});

        for (const char* row : {"crm.main.leads(1)", "crm.main.leads(2)"})
            EXPECT_THAT(names_of(anna.rows), Not(Contains(row))) << one << ", " << other;
        EXPECT_GE(anna.review.size(), 2U) << one << ", " << other;
        for (const Seed& seed : anna.identifiers)
            EXPECT_EQ(seed.value.expose(), "anna@example.com") << one << ", " << other;
    }
}

TEST(RivalFields, leave_lists_of_people_their_several_addresses) {
    const std::vector<std::array<const char*, 3>> lists{{"customers", "email", "billing_email"},
                                                        {"users", "user_email", "billing_email"}};
    for (const auto& [table, one, other] : lists) {
        MemoryEstate estate;
        estate.add(std::string("crm.main.") + table, std::string("id int pk;") + one +
                                                         " text user.contact.email;" + other +
                                                         " text user.contact.email");
        estate.insert(std::string("crm.main.") + table,
                      {"1", "anna@example.com", "books@example.org"});
        EXPECT_EQ(estate.resolve({{"email", "anna@example.com"}}).rows.size(), 1U) << table;
    }
}

TEST(RivalFields, leave_an_order_to_a_friend_to_a_person) {
    for (const char* buyer : {"buyer_id", "account_id", "besteller_id", "sender_id"}) {
        MemoryEstate estate;
        estate.add("shop.main.users",
                   "id int pk;email text user.contact.email;name text user.name");
        estate.add("shop.main.orders", std::string("id int pk;") + buyer +
                                           " int ->users.id;item text;ship_name text user.name;"
                                           "ship_email text user.contact.email");
        estate.insert("shop.main.users", {"1", "anna@example.com", "Anna Berg"});
        estate.insert("shop.main.orders", {"7", "1", "a gift", "Greta Holm", "greta@example.org"});

        const Resolution found = estate.resolve({{"email", "anna@example.com"}});

        EXPECT_THAT(names_of(found.rows), testing::ElementsAre("shop.main.users(1)")) << buyer;
        EXPECT_THAT(names_of(found.review), testing::ElementsAre("shop.main.orders(7)")) << buyer;
    }
}

TEST(RivalFields, still_say_that_a_row_is_of_others) {
    MemoryEstate estate;
    estate.add("shop.main.customers", "id int pk;email text user.contact.email");
    estate.add("shop.main.appointments",
               "id int pk;buyer_id int ->customers.id;email text user.contact.email;"
               "patient_email text user.contact.email;full_name text user.name;notes text");
    estate.insert("shop.main.customers", {"1", "anna@example.com"});
    estate.insert("shop.main.appointments", {"7", "1", "bob@example.org", {}, {}, "one"});
    estate.insert("shop.main.appointments",
                  {"8", "1", "bob@example.org", "carl@example.org", {}, "two"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows), testing::ElementsAre("shop.main.customers(1)"));
    EXPECT_THAT(names_of(found.review),
                testing::ElementsAre("shop.main.appointments(7)", "shop.main.appointments(8)"));
}

TEST(RivalFields, leave_an_account_called_by_another_address_to_a_person) {
    for (const char* login : {"username", "login", "account_name"}) {
        MemoryEstate estate;
        estate.add("shop.main.users", std::string("id int pk;") + login +
                                          " text user.account.username;"
                                          "contact_email text user.contact.email");
        estate.insert("shop.main.users", {"1", "anna@example.com", "otto@example.org"});
        estate.insert("shop.main.users", {"2", "otto@example.org", "otto@example.org"});
        estate.insert("shop.main.users", {"3", "otto77", "otto@example.org"});

        const Resolution otto = estate.resolve({{"email", "otto@example.org"}});

        EXPECT_THAT(names_of(otto.rows), Not(Contains("shop.main.users(1)"))) << login;
    }
    MemoryEstate tickets;
    tickets.add("desk.main.tickets",
                "id int pk;user_id text user.unique_id;email text user.contact.email;subject text");
    tickets.insert("desk.main.tickets", {"1", "anna@example.com", "otto@example.org", "hers"});
    tickets.insert("desk.main.tickets", {"2", "4711", "otto@example.org", "his"});
    EXPECT_THAT(names_of(tickets.resolve({{"email", "otto@example.org"}}).rows),
                testing::ElementsAre("desk.main.tickets(2)"));
}

TEST(RivalFields, tell_no_row_of_the_other_person) {
    MemoryEstate estate;
    estate.add("shop.main.transfers",
               "id int pk;sender_email text user.contact.email;"
               "receiver_email text user.contact.email");
    estate.add("shop.main.people", "id int pk;email text user.contact.email");
    estate.insert("shop.main.transfers", {"1", "anna@example.com", "otto@example.org"});
    estate.insert("shop.main.people", {"1", "otto@example.org"});
    estate.insert("shop.main.people", {"2", "anna@example.com"});

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});

    for (const auto* rows : {&anna.rows, &anna.review, &anna.mentions})
        EXPECT_THAT(names_of(*rows), Not(Contains("shop.main.people(1)")));
}

TEST(RivalFields, believe_the_policy_whose_row_it_is) {
    MemoryEstate estate = leads("leads", "owner_email", "contact_email");
    estate.annotate("crm.main.leads.contact_email", "email");

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows), Contains("crm.main.leads(2)"));
    EXPECT_THAT(names_of(found.rows), Not(Contains("crm.main.leads(1)")));
}

/// What gdprd wrote where a name must stand, or a rule of the policy, is nobody's name.
TEST(EmptiedRows, are_found_again_as_the_persons) {
    for (const char* filler : {"erased", "erased-0123456789ab", "gel\u00f6scht"}) {
        MemoryEstate estate;
        ErasureRule replaces;
        replaces.name = "names";
        replaces.with = "gel\u00f6scht";
        estate.policy.erasure.push_back(replaces);
        estate.add("crm.main.customers",
                   "no text pk user.unique_id;first text user.name.first;"
                   "last text user.name.last");
        estate.annotate("crm.main.customers.no", "customer_no");
        estate.insert("crm.main.customers", {"K-1", filler, filler});

        const Resolution found = estate.resolve({{"customer_no", "K-1"}, {"name", "Anna Berg"}});

        EXPECT_THAT(names_of(found.rows), testing::ElementsAre("crm.main.customers(K-1)"))
            << filler;
    }
}

}  // namespace
}  // namespace gdprd::policy
