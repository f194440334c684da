// Columns named for whom they point at, or for nothing at all, whose values say more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/catalogue/classifier.hpp"

namespace gdprd::policy {
namespace {

using Samples = std::vector<std::string>;

const Samples kPersons{"Thomas Vogel", "Jana Vogel",    "Peter Schmidt", "Anna Weber",
                       "Lukas Becker", "Maria Fischer", "Jan Hoffmann",  "Laura Koch"};

/// One column of a table that says nothing of persons.
Finding judge(const std::string& name, const Samples& samples, const std::string& type = "text",
              const std::string& collection = "beitraege") {
    FieldEvidence evidence;
    evidence.store = StoreName("verein");
    evidence.collection = collection;
    evidence.field = name;
    evidence.declared_type = type;
    for (const std::string& sample : samples) evidence.samples.emplace_back(sample);
    return classify(std::vector{std::move(evidence)}).front();
}

std::string category_of(const Finding& finding) {
    return finding.category ? finding.category->value() : "-";
}

std::string category(const std::string& name, const Samples& samples) {
    return category_of(judge(name, samples));
}

Samples each(const Samples& values, std::string (*change)(const std::string&)) {
    Samples out;
    for (const std::string& value : values) out.push_back(change(value));
    return out;
}

std::string with_mail(const std::string& person) {
    return person + " <" + person.substr(0, person.find(' ')) + "@post.example>";
}

const Samples kRoles{"mitglied", "patient",   "schueler",   "gast",     "person",     "kunde",
                     "mieter",   "besteller", "student",    "member",   "attendee",   "customer",
                     "client",   "tenant",    "employee",   "adherent", "eleve",      "patiente",
                     "socio",    "alumno",    "cliente",    "guest",    "Teilnehmer", "vertreter",
                     "benutzer", "user",      "participant"};

TEST(ClassifierRole, takes_names_under_a_word_for_a_person_for_names) {
    for (const std::string& role : kRoles) {
        for (const char* table : {"beitraege", "artikel", "t1"}) {
            const Finding all = judge(role, kPersons, "text", table);
            EXPECT_EQ(category_of(all), "user.name") << table << '.' << role;
            EXPECT_EQ(all.decision, Decision::accept) << table << '.' << role;
            const Finding one = judge(role, {"Thomas Vogel"}, "text", table);
            EXPECT_EQ(category_of(one), "user.name") << table << '.' << role;
        }
    }
    EXPECT_EQ(category("mitglied", {"Thomas", "Jana", "Peter", "Anna"}), "user.name.first");
    EXPECT_EQ(category("benutzer", {"thomas.vogel", "jana.vogel", "peter.schmidt"}), "user.name");
    EXPECT_EQ(category("created_by", kPersons), "user.name");
}

TEST(ClassifierRole, takes_words_under_it_for_a_name_where_none_is_a_common_one) {
    const Finding finding =
        judge("mitglied", {"Nguyen Thi Ha", "Xochitl Quetzal", "Tlaloc Yaotl", "Itzel Zyanya"});

    EXPECT_EQ(category_of(finding), "user.name");
    EXPECT_EQ(finding.decision, Decision::review);
}

TEST(ClassifierRole, keeps_codes_and_numbers_for_references) {
    const Finding names_only = judge("mitglied", {});
    const Finding codes = judge("mitglied", {"K-1000", "K-1037", "K-1074", "K-1111", "K-1148"});
    const Finding numbers = judge("mitglied", {"12", "3", "48", "9"}, "integer");
    const Finding kinds =
        judge("mitglied",
              {"aktives Mitglied", "aktives Mitglied", "passives Mitglied", "aktives Mitglied",
               "passives Mitglied", "aktives Mitglied", "passives Mitglied", "aktives Mitglied"});

    for (const Finding* finding : {&names_only, &codes, &numbers, &kinds})
        EXPECT_EQ(category_of(*finding), "user.unique_id");
}

TEST(ClassifierRole, knows_names_that_recur) {
    Samples again;
    for (int month = 0; month < 12; ++month) {
        again.emplace_back("Thomas Vogel");
        again.emplace_back("Anna Weber");
    }

    EXPECT_EQ(category("mitglied", again), "user.name");
    for (const char* name : {"kind", "bezeichnung", "x1"}) {
        EXPECT_EQ(category_of(judge(name, again)), "user.name") << name;
        EXPECT_EQ(judge(name, again).decision, Decision::review) << name;
    }
}

TEST(ClassifierRole, reads_names_with_the_family_first) {
    const Samples turned = each(kPersons, [](const std::string& person) {
        const std::size_t space = person.find(' ');
        return person.substr(space + 1) + ", " + person.substr(0, space);
    });

    EXPECT_EQ(category("mitglied", turned), "user.name");
    EXPECT_EQ(category("x1", turned), "user.name");
}

TEST(ClassifierRole, never_throws_names_away_for_the_name_of_their_column) {
    for (const char* name : {"kind", "bezeichnung", "status", "sort_order", "file_name"}) {
        for (const std::size_t values : {std::size_t{1}, std::size_t{3}, kPersons.size()}) {
            const Finding finding =
                judge(name, Samples(kPersons.begin(), kPersons.begin() + long(values)));
            EXPECT_EQ(category_of(finding), "user.name") << name << ' ' << values;
            EXPECT_EQ(finding.decision, Decision::review) << name << ' ' << values;
            EXPECT_THAT(finding.reasons, testing::Contains(testing::HasSubstr("a person is asked")))
                << name;
        }
    }
    EXPECT_EQ(
        category("kind", {"Thomas", "Jana", "Peter", "Anna", "Lukas", "Maria", "Jan", "Laura"}),
        "user.name.first");
    // SQLite keeps texts in columns of numbers.
    EXPECT_EQ(category_of(judge("kind", kPersons, "integer")), "user.name");
}

TEST(ClassifierRole, does_not_take_words_of_lists_and_things_for_names) {
    const Samples things{"Oak table", "Steel lamp",  "Garden chair", "Blue mug",
                         "Tea tray",  "Bread knife", "Glass bowl",   "Wall clock"};
    for (const char* name : {"kind", "bezeichnung", "x1"})
        EXPECT_EQ(category(name, things), "-") << name;
    EXPECT_EQ(category("kind", {"Chrome Mobile", "Mobile Safari", "Firefox Mobile"}), "-");
}

TEST(ClassifierRole, counts_identifiers_in_the_values_whatever_the_column_is_called) {
    const Samples senders = each(kPersons, with_mail);

    for (const char* name : {"Absender", "sender", "name", "kunde", "kind", "bezeichnung", "c1"}) {
        for (const char* table : {"beitraege", "artikel"}) {
            const Finding finding = judge(name, senders, "text", table);
            EXPECT_EQ(category_of(finding), "user.content.private") << table << '.' << name;
            EXPECT_THAT(finding.reasons,
                        testing::Contains(testing::HasSubstr("e-mail addresses 100 %")))
                << table << '.' << name;
        }
    }
    EXPECT_EQ(category("kind", {"a1@post.example", "b2@post.example", "c3@post.example"}),
              "user.contact.email");
    EXPECT_EQ(category("kunde", {"Thomas Vogel, Rosenweg 3, 10115 Berlin",
                                 "Anna Weber, Lindenallee 48a, 80331 München"}),
              "user.contact.address");
}

TEST(ClassifierRole, does_not_take_the_numbers_of_messages_for_addresses) {
    EXPECT_EQ(category("message_id", {"<2026.a1@mail.example>", "<2026.b2@mail.example>"}), "-");
    EXPECT_EQ(category("messageid", {"2026.a1@mail.example", "2026.b2@mail.example"}), "-");
}

}  // namespace
}  // namespace gdprd::policy
