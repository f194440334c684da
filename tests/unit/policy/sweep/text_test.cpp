#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "policy/sweep/sweeper.hpp"
#include "policy/sweep/words_beside.hpp"

namespace gdprd::policy::sweep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

std::vector<Found> found_in(std::string_view text, Gate gate = best_gate()) {
    std::vector<Found> all;
    Sweeper(gate).text({text, 0, true}, [&](const Found& found) { all.push_back(found); });
    return all;
}

/// "kind:value" of all that is found.
std::vector<std::string> hits_in(std::string_view text) {
    std::vector<std::string> all;
    for (const Found& found : found_in(text)) {
        std::set<std::string> kinds;
        found.what.each(
            [&](std::size_t place) { kinds.insert(std::string(plural(detectors()[place].kind))); });
        for (const std::string& kind : kinds)
            all.push_back(kind + ":" + std::string(text.substr(found.at, found.size)));
    }
    return all;
}

TEST(TextSweep, finds_identifiers_in_sentences) {
    EXPECT_THAT(hits_in("Write to ada@mail.example, or call +49 30 901820."),
                ElementsAre("e-mail addresses:ada@mail.example", "phone numbers:+49 30 901820"));
    EXPECT_THAT(hits_in("Bitte auf DE89 3704 0044 0532 0130 00 (Musterbank) bis 1.12. zahlen"),
                ElementsAre("IBANs:DE89 3704 0044 0532 0130 00"));
    EXPECT_THAT(hits_in("IBAN:NL91 ABNA 0417 1643 00; Karte 4111-1111-1111-1111!"),
                ElementsAre("IBANs:NL91 ABNA 0417 1643 00", "card numbers:4111-1111-1111-1111"));
    EXPECT_THAT(hits_in("from 192.0.2.7 (00:1b:44:11:3a:b7), fe80::1 and 8.8.8.8."),
                ElementsAre("IP addresses:192.0.2.7", "device numbers:00:1b:44:11:3a:b7",
                            "IP addresses:fe80::1", "IP addresses:8.8.8.8"));
    EXPECT_THAT(hits_in("meet at 48.8566, 2.3522 tomorrow"),
                ElementsAre("coordinates:48.8566, 2.3522"));
    EXPECT_THAT(hits_in("son NIR est le 2 95 10 99 126 111 93, merci"),
                ElementsAre("national numbers:2 95 10 99 126 111 93"));
}

TEST(TextSweep, finds_them_in_json_links_and_fields) {
    EXPECT_THAT(hits_in(R"({"mail":"ada@mail.example","tel":"+49 30 901820","ip":"192.0.2.7"})"),
                ElementsAre("e-mail addresses:ada@mail.example", "phone numbers:+49 30 901820",
                            "IP addresses:192.0.2.7"));
    EXPECT_THAT(
        hits_in("mailto:ada@mail.example?x=<bob@mail.example>"),
        ElementsAre("e-mail addresses:ada@mail.example", "e-mail addresses:bob@mail.example"));
    EXPECT_THAT(hits_in("Tel.:+4930901820|Fax:+4930901821"),
                ElementsAre("phone numbers:+4930901820", "phone numbers:+4930901821"));
}

TEST(TextSweep, believes_weak_numbers_only_beside_a_word_that_names_them) {
    EXPECT_THAT(hits_in("order 44051401359 of 30.07.1985, 030 901820"), IsEmpty());
    EXPECT_THAT(hits_in("PESEL 44051401359"), ElementsAre("national numbers:44051401359"));
    EXPECT_THAT(hits_in("geboren am 30.07.1985 in Graz"), ElementsAre("birth dates:30.07.1985"));
    EXPECT_THAT(hits_in("née le 30/07/1985"), ElementsAre("birth dates:30/07/1985"));
    EXPECT_THAT(hits_in("Telefon (030) 901820."), ElementsAre("phone numbers:(030) 901820"));
    EXPECT_THAT(hits_in("the hotel 030 901820"), IsEmpty());
}

TEST(TextSweep, finds_addresses_with_letters_of_any_script) {
    EXPECT_THAT(hits_in("an „jörg@bücher.example“ – danke"),
                ElementsAre("e-mail addresses:jörg@bücher.example"));
    EXPECT_THAT(hits_in("\u00A0ada@mail.example\u2026"),
                ElementsAre("e-mail addresses:ada@mail.example"));
}

TEST(TextSweep, takes_no_prose_for_identifiers) {
    EXPECT_THAT(
        hits_in("In 1998 and 2003, 23 people of 1,299,000 paid 12.50 at 10:15:30 for v1.2.3; "
                "see 550e8400-e29b-41d4-a716-446655440000 and https://x.example/a/1234567890 "
                "on 2026-11-22 at 12:00. IP is not @ home. user_4111111111111111_x"),
        IsEmpty());
}

/// A text of everything that decides: identifiers, parts of them, separators, long words.
std::string random_text(std::mt19937& random, std::size_t size) {
    static const std::vector<std::string> parts{"ada@mail.example",
                                                "jörg@bücher.example",
                                                "DE89 3704 0044 0532 0130 00",
                                                "NL91 ABNA",
                                                "0417 1643 00",
                                                "4111 1111 1111 1111",
                                                "+49 30 901820",
                                                "(030) 901820",
                                                "Tel.",
                                                "geboren",
                                                "30.07.1985",
                                                "PESEL",
                                                "44051401359",
                                                "AB 12 34 56 C",
                                                "192.0.2.7",
                                                "fe80::1",
                                                "::",
                                                "00-1b-cc-dd-ee-ff",
                                                "48.8566, 2.3522",
                                                "1998",
                                                "12",
                                                "3",
                                                "AB",
                                                "word",
                                                "Straße",
                                                "@",
                                                "a",
                                                std::string(70, 'x'),
                                                std::string(90, '7'),
                                                "2 95 10 99 126 111 93",
                                                "12345678901234567890",
                                                "\nDear Mrs Novak,",
                                                "\nKind regards,\nAda Novak\n",
                                                "\nmy name is Emil Berg",
                                                "\nCc: Novak, Ada;",
                                                "\n-- \nAda Novak\n",
                                                "\nViele Grüße",
                                                "Hauptstraße 12",
                                                "12 rue de la Paix",
                                                "Via Roma 1,",
                                                "80331 München",
                                                "\n75002 Paris",
                                                "1051 Budapest, Fő utca",
                                                "Leeds LS1 4AP",
                                                "\nAda Novak\n",
                                                std::string(30, ' ')};
    static const std::vector<std::string> between{" ", " ", " ", ", ", ".",      "\n",
                                                  ";", ":", "-", "",   "\u00A0", "\u201D"};
    std::string text;
    while (text.size() < size) {
        text += parts[random() % parts.size()];
        text += between[random() % between.size()];
    }
    return text;
}

TEST(TextSweep, finds_the_same_in_parts_of_any_size) {
    std::mt19937 random(11);
    std::size_t hits = 0;
    for (int i = 0; i < 60; ++i) {
        const std::string text = random_text(random, 3000 + random() % 20'000);
        const std::vector<Found> whole = found_in(text);
        hits += whole.size();

        std::vector<Found> in_parts;
        Sweeper sweeper;
        std::size_t begin = 0;  // of the part in the text
        std::size_t from = 0;
        std::size_t end = 0;
        do {
            end = std::min(text.size(), end + 300 + random() % 3000);
            const TextPart part{std::string_view(text).substr(begin, end - begin), from - begin,
                                end == text.size()};
            from = begin + sweeper.text(part, [&](const Found& found) {
                in_parts.push_back({found.what, found.at + begin, found.size});
            });
            begin = from - std::min(from, Sweeper::kLookBack);
        } while (end < text.size());

        ASSERT_THAT(in_parts, UnorderedElementsAreArray(whole)) << "text " << i;
    }
    EXPECT_GT(hits, 1000U);
}

TEST(TextSweep, finds_the_same_by_every_gate) {
    std::mt19937 random(5);
    for (int i = 0; i < 20; ++i) {
        const std::string text = random_text(random, 5000);
        const std::vector<Found> expected = found_in(text, Gate::scalar);
        for (const Gate gate : {Gate::sse2, Gate::avx2}) {
            if (usable(gate)) EXPECT_EQ(found_in(text, gate), expected);
        }
    }
}

TEST(TextSweep, finds_what_lies_across_the_pieces_of_a_long_value) {
    for (std::size_t shift = 0; shift < 40; ++shift) {
        std::string text(Sweeper::kPartBytes - 20 - shift, ' ');
        text += "ada@mail.example DE89 3704 0044 0532 0130 00 ";
        text.append(Sweeper::kPartBytes, 'x');
        EXPECT_EQ(hits_in(text).size(), 2U) << shift;
    }
}

TEST(WordsBeside, are_whole_words_when_they_are_short) {
    EXPECT_TRUE(says("Tel: ", Kind::phone));
    EXPECT_TRUE(says("Telefonnummer ", Kind::phone));
    EXPECT_FALSE(says("hotel ", Kind::phone));
    EXPECT_FALSE(says("idea ", Kind::national_number));
    EXPECT_TRUE(says("ID ", Kind::national_number));
    EXPECT_FALSE(says("", Kind::birth_date));
    EXPECT_FALSE(says("geb. " + std::string(kBesideBytes, ' '), Kind::birth_date));
}

}  // namespace
}  // namespace gdprd::policy::sweep
