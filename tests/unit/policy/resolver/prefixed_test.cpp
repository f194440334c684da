// References that are a text with the table in it: "party.party,42".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/memory_estate.hpp"
#include "../plan/planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Parties and sales have the same numbers; notes and files are about one or the other.
MemoryEstate office() {
    MemoryEstate estate;
    estate.add("desk.main.party", "id int pk;email text user.contact.email;name text user.name");
    estate.add("desk.main.sale", "id int pk;party int;title text chars=60 user.content");
    estate.add("desk.main.note", "id int pk;resource text chars=80;body text user.content");
    estate.refer("desk.main.sale.party", "desk.main.party.id", {}, ReferenceRole::subject);
    estate.refer_behind("desk.main.note.resource", "party.party,", "desk.main.party.id");
    estate.refer_behind("desk.main.note.resource", "sale.sale,", "desk.main.sale.id");
    estate.insert("desk.main.party", {"1", "anna@example.com", "Anna Berg"});
    estate.insert("desk.main.party", {"2", "otto@example.com", "Otto Klein"});
    estate.insert("desk.main.sale", {"1", "2", "printer"});
    estate.insert("desk.main.sale", {"2", "1", "screen"});
    estate.insert("desk.main.note", {"10", "party.party,1", "of Anna"});
    estate.insert("desk.main.note", {"11", "sale.sale,1", "of Otto's sale"});
    estate.insert("desk.main.note", {"12", "party.party,2", "of Otto"});
    estate.insert("desk.main.note", {"13", "sale.sale,2", "of Anna's sale"});
    estate.insert("desk.main.note", {"14", "party.party,12", "of nobody"});
    estate.insert("desk.main.note", {"15", "party.party,", "of nothing"});
    estate.insert("desk.main.note", {"16", "1", "of a number"});
    estate.insert("desk.main.note", {"17", "xparty.party,1", "of another model"});
    estate.insert("desk.main.note", {"18", "party.party,01", "of another spelling"});
    estate.insert("desk.main.note", {"19", std::nullopt, "of no row"});
    return estate;
}

TEST(PrefixedReference, leads_to_the_rows_that_its_text_names) {
    const MemoryEstate estate = office();

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});
    const Resolution otto = estate.resolve({{"email", "otto@example.com"}});
    const Resolution backwards = estate.resolve_backwards({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(anna.rows),
                UnorderedElementsAre("desk.main.party(1)", "desk.main.sale(2)",
                                     "desk.main.note(10)", "desk.main.note(13)"));
    EXPECT_THAT(names_of(anna.review), IsEmpty());
    EXPECT_EQ(names_of(backwards.rows), names_of(anna.rows));
    EXPECT_THAT(names_of(otto.rows),
                UnorderedElementsAre("desk.main.party(2)", "desk.main.sale(1)",
                                     "desk.main.note(11)", "desk.main.note(12)"));
}

TEST(PrefixedReference, leads_from_a_text_to_the_person_it_names) {
    MemoryEstate estate = office();
    estate.add("desk.main.mail", "id int pk;resource text;sent_to text user.contact.email");
    estate.refer_behind("desk.main.mail.resource", "party.party,", "desk.main.party.id");
    estate.insert("desk.main.mail", {"1", "party.party,2", "old@example.net"});

    const Resolution found = estate.resolve({{"email", "old@example.net"}});

    // The mail belongs to a person with another address: it names nobody else's row certain.
    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_THAT(names_of(found.review), ElementsAre("desk.main.mail(1)"));
    EXPECT_THAT(found.review[0].evidence, Contains(HasSubstr("another person")));
}

TEST(PrefixedReference, owns_what_the_text_names_where_the_policy_says_so) {
    MemoryEstate estate;
    estate.add("desk.main.party", "id int pk;email text user.contact.email;picture text");
    estate.add("desk.main.picture", "id int pk;file text chars=90 user.content.self_image");
    estate.refer_behind("desk.main.party.picture", "ir.picture,", "desk.main.picture.id");
    estate.policy.fields.back().references.back().owned = true;
    estate.insert("desk.main.party", {"1", "anna@example.com", "ir.picture,7"});
    estate.insert("desk.main.party", {"2", "otto@example.com", "ir.picture,8"});
    estate.insert("desk.main.picture", {"7", "anna.png"});
    estate.insert("desk.main.picture", {"8", "otto.png"});

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});
    estate.insert("desk.main.party", {"3", "ida@example.com", "ir.picture,7"});
    const Resolution shared = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(anna.rows),
                UnorderedElementsAre("desk.main.party(1)", "desk.main.picture(7)"));
    EXPECT_THAT(names_of(shared.rows), ElementsAre("desk.main.party(1)"));
    EXPECT_THAT(names_of(shared.review), ElementsAre("desk.main.picture(7)"));
}

TEST(PrefixedReference, tells_its_prefix_where_it_says_why) {
    const Resolution anna = office().resolve({{"email", "anna@example.com"}});

    EXPECT_EQ(names_of(anna.rows)[0], "desk.main.note(10)");
    EXPECT_EQ(anna.rows[0].path,
              "desk.main.note.resource behind \"party.party,\" → desk.main.party (e-mail)");
}

TEST(PrefixedReference, erases_what_refers_first_and_nobody_elses) {
    MemoryEstate estate = office();

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_THAT(outline(plan),
                ElementsAre("delete_rows desk.main.note 2", "delete_rows desk.main.sale 1",
                            "delete_rows desk.main.party 1", "residue desk 0"));
    EXPECT_EQ(coverage_of(plan, "desk.main.note.body").rows, 2U);
    std::vector<std::string> left;
    for (const auto& row : estate.rows("desk.main.note")) left.push_back(row[0]);
    EXPECT_THAT(left, ElementsAre("11", "12", "14", "15", "16", "17", "18", "19"));
}

TEST(PrefixedReference, of_another_persons_row_is_nulled_when_its_target_goes) {
    MemoryEstate estate;
    estate.add("desk.main.party",
               "id int pk;email text user.contact.email;name text user.name;sent_by text");
    estate.refer_behind("desk.main.party.sent_by", "party.party,", "desk.main.party.id");
    estate.insert("desk.main.party", {"1", "anna@example.com", "Anna Berg", std::nullopt});
    estate.insert("desk.main.party", {"2", "otto@example.com", "Otto Klein", "party.party,1"});
    estate.insert("desk.main.party", {"3", "ida@example.com", "Ida Roth", "party.party,2"});

    const Plan plan = erase(estate, "anna@example.com");

    EXPECT_THAT(outline(plan), ElementsAre("update_rows desk.main.party 1",
                                           "delete_rows desk.main.party 1", "residue desk 0"));
    const auto left = estate.rows("desk.main.party");
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left[0], (std::vector<std::string>{"2", "otto@example.com", "Otto Klein", "NULL"}));
    EXPECT_EQ(left[1][3], "party.party,2");
}

TEST(PrefixedReference, keeps_what_rows_that_stay_refer_to) {
    MemoryEstate estate = office();
    ErasureRule keep;
    keep.name = "notes-stay";
    keep.select.collection = *parse_collection_path("desk.main.note");
    keep.action = ErasureActionKind::replace;
    keep.with = "[erased]";
    estate.policy.erasure.push_back(keep);

    erase(estate, "anna@example.com");

    const auto people = estate.rows("desk.main.party");
    ASSERT_EQ(people.size(), 2U);  // a stub: its note stays
    EXPECT_EQ(people[0][0], "1");
    EXPECT_THAT(people[0][1], testing::Not(HasSubstr("anna")));
    const auto notes = estate.rows("desk.main.note");
    EXPECT_EQ(notes[0], (std::vector<std::string>{"10", "party.party,1", "[erased]"}));
    EXPECT_EQ(notes[1][2], "of Otto's sale");
}

TEST(PrefixedReference, is_not_followed_from_a_field_that_holds_no_text_and_the_plan_says_so) {
    MemoryEstate estate = office();
    estate.add("desk.main.flag", "id int pk;party int;said text user.content");
    estate.refer_behind("desk.main.flag.party", "party.party,", "desk.main.party.id");
    estate.insert("desk.main.flag", {"1", "1", "loud"});

    const Resolution anna = estate.resolve({{"email", "anna@example.com"}});
    const auto plan = plan_for(estate, anna);

    EXPECT_EQ(anna.rows.size(), 4U);
    ASSERT_TRUE(plan.has_value());
    EXPECT_THAT(plan->notes, Contains(HasSubstr("desk.main.flag.party refer to desk.main.party.id "
                                                "by a text, which that field cannot hold")));
}

}  // namespace
}  // namespace gdprd::policy
