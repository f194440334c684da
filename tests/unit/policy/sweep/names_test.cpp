#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "policy/sweep/letter_words.hpp"
#include "policy/sweep/sweeper.hpp"

namespace gdprd::policy::sweep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The names found in a text, by the detector behind "name.".
std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> all;
    Sweeper().text({text, 0, true}, [&](const Found& found) {
        found.what.each([&](std::size_t place) {
            if (detectors()[place].kind != Kind::name) return;
            const std::string how(detectors()[place].name.substr(5));
            all.push_back(how + ":" + std::string(text.substr(found.at, found.size)));
        });
    });
    return all;
}

struct OfLanguage {
    const char* language;
    const char* text;
    std::vector<std::string> names;
};

/// A greeting, an introduction or a signature in each language.
std::vector<OfLanguage> letters() {
    return {
        {"bg",
         "Уважаеми г-н Иванов,\nпиша Ви отново.\n\nС уважение,\nМария Петрова\n",
         {"greeting:Иванов", "signature:Мария Петрова"}},
        {"cs",
         "Vážený pane Nováku,\njmenuji se Ada Malá.\n\nS pozdravem\nAda Malá\n",
         {"greeting:Nováku", "introduced:Ada Malá", "signature:Ada Malá"}},
        {"da",
         "Kære Mette,\n\njeg hedder Søren Holm.\n\nMed venlig hilsen\nSøren Holm",
         {"greeting:Mette", "introduced:Søren Holm", "signature:Søren Holm"}},
        {"de",
         "Sehr geehrte Frau Dr. von der Heide,\n\nMit freundlichen Grüßen\ni. A. Jörg Groß\n",
         {"greeting:von der Heide", "signature:Jörg Groß"}},
        {"el",
         "Αγαπητέ κύριε Παπαδόπουλε,\n\nΜε εκτίμηση,\nΕλένη Νικολάου\n",
         {"greeting:Παπαδόπουλε", "signature:Ελένη Νικολάου"}},
        {"en",
         "Dear Mr O'Leary and Ms McBride,\n\nKind regards,\nAda Novak\nHead of Nothing\n",
         {"greeting:O'Leary", "greeting:McBride", "signature:Ada Novak"}},
        {"es",
         "Estimada Sra. García Lorente:\n\nMe llamo Íñigo Puig.\n\nUn cordial saludo,\nÍñigo",
         {"greeting:García Lorente", "introduced:Íñigo Puig", "signature:Íñigo"}},
        {"et",
         "Lugupeetud härra Tamm,\n\nLugupidamisega\nKatrin Mägi\n",
         {"greeting:Tamm", "signature:Katrin Mägi"}},
        {"fi",
         "Hyvä rouva Korhonen,\n\nnimeni on Aino Järvi.\n\nYstävällisin terveisin\nAino Järvi\n",
         {"greeting:Korhonen", "introduced:Aino Järvi", "signature:Aino Järvi"}},
        {"fr",
         "Bonjour Madame Le Goff,\n\nje m'appelle Loïc D'Aubigny.\n\nCordialement, Loïc D'Aubigny",
         {"greeting:Le Goff", "introduced:Loïc D'Aubigny", "signature:Loïc D'Aubigny"}},
        {"ga",
         "Dia duit Seán,\n\nIs mise Máire Ní Bhriain.\n\nLe meas,\nMáire Ní Bhriain\n",
         {"greeting:Seán", "introduced:Máire Ní Bhriain", "signature:Máire Ní Bhriain"}},
        {"hr",
         "Poštovani gospodine Horvat,\n\nS poštovanjem,\nIvana Kovačić\n",
         {"greeting:Horvat", "signature:Ivana Kovačić"}},
        {"hu",
         "Tisztelt Nagy Úr!\n\nA nevem Kovács Ákos.\n\nÜdvözlettel:\nKovács Ákos\n",
         {"greeting:Nagy", "introduced:Kovács Ákos", "signature:Kovács Ákos"}},
        {"it",
         "Gentile Sig.ra De Santis,\n\nmi chiamo Niccolò Bo.\n\nCordiali saluti\nNiccolò Bo\n",
         {"greeting:De Santis", "introduced:Niccolò Bo", "signature:Niccolò Bo"}},
        {"lt",
         "Gerbiamas pone Kazlauskai,\n\nPagarbiai\nRūta Žukaitė\n",
         {"greeting:Kazlauskai", "signature:Rūta Žukaitė"}},
        {"lv",
         "Cienījamais Bērziņa kungs!\n\nMani sauc Ilze Ozola.\n\nAr cieņu\nIlze Ozola\n",
         {"greeting:Bērziņa", "introduced:Ilze Ozola", "signature:Ilze Ozola"}},
        {"mt",
         "Għażiż Sur Borg,\n\nJisimni Ċensu Vella.\n\nTislijiet,\nĊensu Vella\n",
         {"greeting:Borg", "introduced:Ċensu Vella", "signature:Ċensu Vella"}},
        {"nl",
         "Geachte mevrouw van den Berg,\n\nMijn naam is Joost de Wit.\n\nMvg,\nJoost\n",
         {"greeting:van den Berg", "introduced:Joost de Wit", "signature:Joost"}},
        {"pl",
         "Szanowna Pani Wiśniewska,\n\nnazywam się Łukasz Żak.\n\nZ poważaniem,\nŁukasz Żak",
         {"greeting:Wiśniewska", "introduced:Łukasz Żak", "signature:Łukasz Żak"}},
        {"pt",
         "Exma. Sra. Dra. Ávila Rego,\n\nChamo-me Rui Quintela.\n\nAtenciosamente,\nRui Quintela",
         {"greeting:Ávila Rego", "introduced:Rui Quintela", "signature:Rui Quintela"}},
        {"ro",
         "Stimată doamnă Bălan,\n\nmă numesc Ștefan Rusu.\n\nCu stimă,\nȘtefan Rusu\n",
         {"greeting:Bălan", "introduced:Ștefan Rusu", "signature:Ștefan Rusu"}},
        {"sk",
         "Vážený pán Horvát,\n\nvolám sa Ľuba Malá.\n\nS pozdravom\nĽuba Malá\n",
         {"greeting:Horvát", "introduced:Ľuba Malá", "signature:Ľuba Malá"}},
        {"sl",
         "Spoštovana gospa Kranjc,\n\nime mi je Črt Zupan.\n\nLep pozdrav,\nČrt Zupan\n",
         {"greeting:Kranjc", "introduced:Črt Zupan", "signature:Črt Zupan"}},
        {"sv",
         "Hej Åsa!\n\nJag heter Örjan af Klint.\n\nVänliga hälsningar\nÖrjan af Klint\n",
         {"greeting:Åsa", "introduced:Örjan af Klint", "signature:Örjan af Klint"}},
    };
}

TEST(Names, are_found_in_letters_of_every_official_language) {
    const std::vector<OfLanguage> all = letters();
    EXPECT_EQ(all.size(), letter_words().size());
    for (const OfLanguage& one : all) EXPECT_EQ(names_in(one.text), one.names) << one.language;
}

TEST(Names, are_not_what_nobody_is_called) {
    for (const char* text : {"Dear Sir or Madam,\n",
                             "Dear Customer,\n",
                             "Dear all,\n",
                             "Dear Support Team,\n",
                             "Hello World!\n",
                             "Hi there,\n",
                             "Dear Acme support,\n",
                             "To whom it may concern:\n",
                             "Sehr geehrte Damen und Herren,\n",
                             "Liebe Kolleginnen und Kollegen,\n",
                             "Hallo zusammen,\n",
                             "Sehr geehrter Kunde,\n",
                             "Madame, Monsieur,\n",
                             "Cher client,\n",
                             "Bonjour à tous,\n",
                             "Estimados señores:\n",
                             "Estimado Cliente:\n",
                             "Gentili Signori,\n",
                             "Gentile Cliente,\n",
                             "Szanowni Państwo,\n",
                             "Vážení zákazníci,\n",
                             "Kære kunde,\n",
                             "Geachte heer, mevrouw,\n",
                             "Beste collega's,\n",
                             "Prezados Senhores,\n",
                             "Tisztelt Ügyfelünk!\n",
                             "Kind regards,\nThe Support Team\n",
                             "Kind regards,\nYour Acme Ltd\n",
                             "Mit freundlichen Grüßen\nIhr Kundenservice\n",
                             "Cordialement,\nLe service clients\n",
                             "Saludos,\nEl equipo de ventas\n",
                             "Thanks,\nSent from my iPhone\n",
                             "Thanks\n\nPlease find it attached.\n",
                             "-- \nAcme GmbH\n",
                             "From: Support\n",
                             "Cc: sales department\n",
                             "my name is not important\n",
                             "I am Very Tired of this\n",
                             "Dear 2026,\n",
                             "Best Western is a hotel\n",
                             "Herr der Ringe\n",
                             "Name: 4711\n",
                             "From: New York\nTo: Buenos Aires\n",
                             "Name: Blue Widget\nPrice: 12\n",
                             "Sur Paris et Lyon, nous livrons demain.\n",
                             "Sur Internet, tout va bien.\n",
                             "Attention Required!\n",
                             "Attention Passengers:\n",
                             "God Almighty,\n",
                             "Dear user@host\n"})
        EXPECT_THAT(names_in(text), IsEmpty()) << text;
}

TEST(Names, in_the_middle_of_a_sentence_are_not_found) {
    EXPECT_THAT(names_in("We met Ada Novak at the harbour, and Emil Berg said nothing."),
                IsEmpty());
}

TEST(Names, stand_behind_labels_and_titles_that_begin_a_line) {
    EXPECT_THAT(names_in("From: Novak, Ada <ada@mail.example>\nCc: Emil Berg; Ines Costa\n"),
                ElementsAre("greeting:Novak, Ada", "greeting:Emil Berg", "greeting:Ines Costa"));
    EXPECT_THAT(names_in("Notiz vom 3. Mai\nFrau Müller hat angerufen.\n"),
                ElementsAre("greeting:Müller"));
    EXPECT_THAT(names_in("Ansprechpartnerin: Frau Svenja Brandner\n"),
                ElementsAre("greeting:Svenja Brandner"));
}

TEST(Names, stand_below_closings_and_the_dashes_of_mail) {
    EXPECT_THAT(names_in("see you\n-- \nAda Novak\n"), ElementsAre("signature:Ada Novak"));
    EXPECT_THAT(names_in("Regards\n\n\nDr. Ada Novak, Leeds\n"),
                ElementsAre("signature:Ada Novak"));
    EXPECT_THAT(names_in("Kind regards,\nAcme Ltd\nAda Novak\n"),
                ElementsAre("signature:Ada Novak"));
    EXPECT_THAT(names_in("lg\nanna\n"), ElementsAre("signature:anna"));
    EXPECT_THAT(names_in("Viele Grüße aus Hamburg\nAda Novak\n"),
                ElementsAre("signature:Ada Novak"));
}

TEST(Names, are_found_in_quotations_and_markup) {
    EXPECT_THAT(names_in("<p>Dear Mrs Novak,</p><p>thanks</p>\n<p>Best regards<br>Emil Berg</p>"),
                ElementsAre("greeting:Novak", "signature:Emil Berg"));
    EXPECT_THAT(names_in("> Hallo Ada,\r\n> danke.\r\n> Grüße\r\n> Emil Berg\r\n"),
                ElementsAre("greeting:Ada", "signature:Emil Berg"));
}

TEST(Names, stand_above_addresses) {
    EXPECT_THAT(names_in("An:\n\nSvenja Brandner\nHauptstraße 12\n80331 München\n"),
                ElementsAre("addressed:Svenja Brandner"));
    EXPECT_THAT(names_in("Musterwerke GmbH\nHauptstraße 12\n80331 München\n"), IsEmpty());
}

TEST(Names, are_looked_for_in_long_cells_only) {
    Sweeper sweeper;
    EXPECT_TRUE(sweeper.value("Dear Mrs Novak, thank you").inside.empty());
    EXPECT_TRUE(sweeper
                    .value("Dear Mrs Novak, thank you for the letter that you wrote to us in the "
                           "spring of the year")
                    .inside.has(kNameGreeting));
}

}  // namespace
}  // namespace gdprd::policy::sweep
