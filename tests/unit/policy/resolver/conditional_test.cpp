// References that hold for some rows of a table only: a column says of which table an id is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/memory_estate.hpp"
#include "../plan/planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// People and tickets have the same numbers; notes are about one or the other.
MemoryEstate helpdesk() {
    MemoryEstate estate;
    estate.add("desk.main.people", "id int pk;email text user.contact.email;name text user.name");
    estate.add("desk.main.tickets", "id int pk;asked_by int;title text chars=60 user.content");
    estate.add("desk.main.notes", "id int pk;kind text chars=20;object int;body text user.content");
    estate.refer("desk.main.notes.object", "desk.main.people.id", {{"kind", "Person"}});
    estate.refer("desk.main.notes.object", "desk.main.tickets.id", {{"kind", "Ticket"}});
    estate.refer("desk.main.tickets.asked_by", "desk.main.people.id", {}, ReferenceRole::subject);
    estate.insert("desk.main.people", {"1", "anna@example.com", "Anna Berg"});
    estate.insert("desk.main.people", {"2", "otto@example.com", "Otto Klein"});
    estate.insert("desk.main.tickets", {"1", "2", "printer"});
    estate.insert("desk.main.tickets", {"2", "1", "screen"});
    estate.insert("desk.main.notes", {"10", "Person", "1", "of Anna"});
    estate.insert("desk.main.notes", {"11", "Ticket", "1", "of Otto's ticket"});
    estate.insert("desk.main.notes", {"12", "Person", "2", "of Otto"});
    estate.insert("desk.main.notes", {"13", "Ticket", "2", "of Anna's ticket"});
    estate.insert("desk.main.notes", {"14", "Group", "1", "of nobody"});
    return estate;
}

TEST(ConditionalReference, leads_to_rows_of_the_named_kind_only) {
    const MemoryEstate estate = helpdesk();

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});
    const Resolution otto = estate.resolve({{"email", "otto@example.com"}});

    EXPECT_THAT(names_of(anna.rows),
                UnorderedElementsAre("desk.main.people(1)", "desk.main.tickets(2)",
                                     "desk.main.notes(10)", "desk.main.notes(13)"));
    EXPECT_THAT(names_of(anna.review), IsEmpty());
    EXPECT_THAT(names_of(otto.rows),
                UnorderedElementsAre("desk.main.people(2)", "desk.main.tickets(1)",
                                     "desk.main.notes(11)", "desk.main.notes(12)"));
}

TEST(ConditionalReference, tells_its_condition_where_it_says_why) {
    const MemoryEstate estate = helpdesk();

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_EQ(names_of(anna.rows)[0], "desk.main.notes(10)");
    EXPECT_EQ(anna.rows[0].path,
              "desk.main.notes.object where kind is Person → desk.main.people (e-mail)");
}

TEST(ConditionalReference, erases_in_an_order_that_leaves_other_peoples_rows) {
    MemoryEstate estate = helpdesk();

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_THAT(outline(plan),
                ElementsAre("delete_rows desk.main.notes 2", "delete_rows desk.main.tickets 1",
                            "delete_rows desk.main.people 1", "residue desk 0"));
    const auto notes = estate.rows("desk.main.notes");
    ASSERT_EQ(notes.size(), 3U);
    EXPECT_EQ(notes[0][0], "11");
    EXPECT_EQ(notes[1][0], "12");
    EXPECT_EQ(notes[2][0], "14");
}

TEST(ConditionalReference, to_a_person_who_writes_a_note_is_theirs_when_the_policy_says_so) {
    MemoryEstate estate;
    estate.add("desk.main.people", "id int pk;email text user.contact.email;name text user.name");
    estate.add("desk.main.posts", "id int pk;author int;body text user.content");
    estate.insert("desk.main.people", {"1", "anna@example.com", "Anna Berg"});
    estate.insert("desk.main.posts", {"1", "1", "hello"});

    MemoryEstate silent = estate;
    silent.annotate("desk.main.posts.author", "", "desk.main.people.id");
    estate.refer("desk.main.posts.author", "desk.main.people.id", {}, ReferenceRole::subject);

    EXPECT_THAT(names_of(silent.resolve({{"email", "anna@example.com"}}).review),
                ElementsAre("desk.main.posts(1)"));
    EXPECT_THAT(names_of(estate.resolve({{"email", "anna@example.com"}}).rows),
                UnorderedElementsAre("desk.main.people(1)", "desk.main.posts(1)"));
}

TEST(ConditionalReference, is_not_followed_where_its_condition_names_no_field) {
    MemoryEstate estate = helpdesk();
    estate.policy.fields.clear();
    estate.refer("desk.main.notes.object", "desk.main.people.id", {{"sort", "Person"}});

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(anna.rows), ElementsAre("desk.main.people(1)"));
}

TEST(ConditionalReference, keeps_what_rows_that_stay_refer_to) {
    MemoryEstate estate = helpdesk();
    ErasureRule keep;
    keep.name = "notes-stay";
    keep.select.collection = *parse_collection_path("desk.main.notes");
    keep.action = ErasureActionKind::replace;
    keep.with = "[erased]";
    estate.policy.erasure.push_back(keep);

    erase(estate, "anna@example.com");

    const auto people = estate.rows("desk.main.people");
    ASSERT_EQ(people.size(), 2U);  // a stub: its note stays
    EXPECT_EQ(people[0][0], "1");
    EXPECT_THAT(people[0][1], testing::Not(HasSubstr("anna")));
    const auto notes = estate.rows("desk.main.notes");
    ASSERT_EQ(notes.size(), 5U);
    EXPECT_EQ(notes[0], (std::vector<std::string>{"10", "Person", "1", "[erased]"}));
    EXPECT_EQ(notes[1][3], "of Otto's ticket");
    EXPECT_EQ(notes[3], (std::vector<std::string>{"13", "Ticket", "2", "[erased]"}));
}

}  // namespace
}  // namespace gdprd::policy
