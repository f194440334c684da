#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy/sweep/sweeper.hpp"

namespace gdprd::policy::sweep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "detector:text" of addresses and their parts.
std::vector<std::string> addresses_in(std::string_view text) {
    std::vector<std::string> all;
    Sweeper().text({text, 0, true}, [&](const Found& found) {
        found.what.each([&](std::size_t place) {
            const Detector& one = detectors()[place];
            if (one.kind == Kind::address || one.kind == Kind::street)
                all.push_back(std::string(one.name) + ":" +
                              std::string(text.substr(found.at, found.size)));
        });
    });
    return all;
}

TEST(Addresses, are_found_as_each_country_writes_them) {
    for (const char* text : {"Hauptstraße 12\n80331 München",
                             "Goethestr. 7a, D-50667 Köln",
                             "Am Markt 3, 01097 Dresden",
                             "Willy-Brandt-Platz 5\n8010 Graz",
                             "12 rue de la Paix\n75002 Paris",
                             "8 bis, avenue Foch, 69003 Lyon",
                             "12, rue de l'Église L-1855 Luxembourg",
                             "Calle Mayor 3, 28013 Madrid",
                             "C/ Alcalá, 45\n28009 Madrid",
                             "Via Roma 1\n00184 Roma",
                             "Corso Italia, 8 - 20121 Milano",
                             "Rua Augusta, nº 25\n1100-053 Lisboa",
                             "ul. Długa 5\n00-001 Warszawa",
                             "ul. Marszałkowska 101/12, 00-026 Warszawa",
                             "12 High Street\nLeeds LS1 4AP",
                             "48 Mill Road, Dublin D02 X285",
                             "Kerkstraat 12, 1012 AB Amsterdam",
                             "Van Goghlaan 48a\n9000 Gent",
                             "Karlovo náměstí 13\n120 00 Praha",
                             "Storgatan 5, 111 22 Stockholm",
                             "Vesterbrogade 10\n1620 København",
                             "Mannerheimintie 5, 00100 Helsinki",
                             "1051 Budapest, Fő utca 12",
                             "Str. Lungă nr. 5, 500035 Brașov",
                             "ул. Витоша 12, 1000 София",
                             "Ερμού οδός Αθηνάς 10, 105 51 Αθήνα",
                             "Ilica ulica 5, 10000 Zagreb",
                             "Brīvības iela 5, Rīga, LV-1010",
                             "Gedimino pr. 12, LT-01103 Vilnius",
                             "Pärnu mnt 10, 10148 Tallinn",
                             "12, Triq ir-Repubblika, Valletta VLT 1117",
                             "Slovenska cesta 5, 1000 Ljubljana",
                             "Hlavná ulica 7, 811 01 Bratislava"}) {
        const auto found = addresses_in(std::string("It is ") + "\n" + text + "\n");
        ASSERT_EQ(found.size(), 1U) << text << ' ' << ::testing::PrintToString(found);
        EXPECT_TRUE(found[0].starts_with("address:")) << text << ' ' << found[0];
    }
}

TEST(Addresses, are_told_as_parts_where_half_is_missing) {
    EXPECT_THAT(addresses_in("Wir wohnen in der Lindenallee 48a, gleich am Bach."),
                ElementsAre("address.street:Lindenallee 48a"));
    EXPECT_THAT(addresses_in("he lives at 12 High Street now"),
                ElementsAre("address.street:12 High Street"));
    EXPECT_THAT(addresses_in("Grüße\n80331 München\n"), ElementsAre("address.town:80331 München"));
}

TEST(Addresses, are_not_years_amounts_and_counts) {
    for (const char* text : {"In 1998 the harbour was dredged.",
                             "15000 Kunden haben 12 Kartons bestellt.",
                             "we sold 12 High End speakers",
                             "Kapitel 12, Seite 48",
                             "Am Montag 3 Stunden",
                             "Raum 12 Nord",
                             "Artikel 80331 Rot",
                             "about 100 people of 1,299,000",
                             "the street 12 times",
                             "Rechnung 20447 vom 3. Mai",
                             "Budget 2025 Planning",
                             "Zone 30\nParis 2024",
                             "iPhone 12 Pro",
                             "via 12",
                             "12. März 2024",
                             "Arbeitsplatz 12",
                             "Messehalle 3, Stand 1204",
                             "Intervalle 5, Version 2024",
                             "Todesfälle 12",
                             "Brigade 12",
                             "Speicherplatz 20 GB"})
        EXPECT_THAT(addresses_in(text), IsEmpty()) << text;
}

TEST(Addresses, are_found_in_cells) {
    Sweeper sweeper;
    EXPECT_TRUE(sweeper.value("Hauptstraße 12, 80331 München").inside.has(kAddress));
    EXPECT_TRUE(sweeper.value("Mill Road 123").inside.empty());
}

}  // namespace
}  // namespace gdprd::policy::sweep
