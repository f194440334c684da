#include "policy/catalogue/classifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>

namespace gdprd::policy {
namespace {

FieldEvidence field(std::string collection, std::string name, std::string type = {},
                    std::vector<std::string> samples = {}) {
    FieldEvidence evidence;
    evidence.store = StoreName("crm");
    evidence.collection = std::move(collection);
    evidence.field = std::move(name);
    evidence.declared_type = std::move(type);
    for (std::string& sample : samples) evidence.samples.emplace_back(std::move(sample));
    return evidence;
}

std::string category_of(const Finding& finding) {
    return finding.category ? finding.category->value() : "-";
}

/// The categories of the fields of one collection, in order.
std::vector<std::string> categories(const std::string& collection,
                                    const std::vector<std::string>& names) {
    std::vector<FieldEvidence> fields;
    fields.reserve(names.size());
    for (const std::string& name : names) fields.push_back(field(collection, name));
    std::vector<std::string> out;
    for (const Finding& finding : classify(fields)) out.push_back(category_of(finding));
    return out;
}

std::string alone(FieldEvidence evidence) {
    return category_of(classify(std::vector<FieldEvidence>{std::move(evidence)}).front());
}

using testing::ElementsAre;

TEST(Classifier, reads_names_in_many_spellings) {
    EXPECT_THAT(
        categories("contacts", {"FirstName", "last_name", "EMailAddress", "mobilePhone", "DOB"}),
        ElementsAre("user.name.first", "user.name.last", "user.contact.email",
                    "user.contact.phone_number", "user.demographic.date_of_birth"));
    EXPECT_THAT(categories("t", {"prénom", "dateNaissance", "Straße", "KUNDENNUMMER",
                                 "codigoPostal", "palavra_passe"}),
                ElementsAre("user.name.first", "user.demographic.date_of_birth",
                            "user.contact.address.street", "user.unique_id",
                            "user.contact.address.postal_code", "user.authorization.password"));
}

TEST(Classifier, knows_words_about_a_value_from_the_value) {
    for (const char* name : {"email_verified", "email_count", "has_phone", "phone_type",
                             "email_template", "email_sent_at", "is_email_valid", "nb_emails",
                             "phone_country_code_id", "address_type"}) {
        EXPECT_EQ(alone(field("users", name)), "-") << name;
    }
    EXPECT_EQ(alone(field("users", "password_hash")), "user.authorization.password");
}

TEST(Classifier, lets_the_table_decide_what_a_name_is) {
    EXPECT_EQ(alone(field("customers", "name")), "user.name");
    for (const char* table :
         {"products", "countries", "files", "categories", "user_roles", "browsers"}) {
        EXPECT_EQ(alone(field(table, "name")), "-") << table;
    }
    EXPECT_EQ(alone(field("products", "customer_name")), "user.name");
    for (const char* name :
         {"file_name", "host_name", "column_name", "product_name", "browser_name"}) {
        EXPECT_EQ(alone(field("customers", name)), "-") << name;
    }
}

TEST(Classifier, takes_the_bare_name_for_what_its_siblings_lack) {
    EXPECT_THAT(categories("clients", {"nom", "prenom"}),
                ElementsAre("user.name.last", "user.name.first"));
    EXPECT_THAT(categories("clientes", {"nombre", "apellidos"}),
                ElementsAre("user.name.first", "user.name.last"));
}

TEST(Classifier, respects_declared_types) {
    EXPECT_EQ(alone(field("users", "email", "boolean")), "-");
    EXPECT_EQ(alone(field("users", "email", "int(11)")), "-");
    EXPECT_EQ(alone(field("users", "email", "timestamp")), "-");
    EXPECT_EQ(alone(field("users", "email", "varchar(255)")), "user.contact.email");
    EXPECT_EQ(alone(field("customer", "city", "int")), "-");
}

TEST(Classifier, recognises_values_under_meaningless_names) {
    EXPECT_EQ(
        alone(field("t1", "c1", "", {"ada@example.com", "bob@example.org", "eve@example.net"})),
        "user.contact.email");
    EXPECT_EQ(alone(field("t1", "c2", "",
                          {"DE89370400440532013000", "GB82WEST12345698765432",
                           "FR1420041010050500013M02606"})),
              "user.financial.bank_account");
    EXPECT_EQ(alone(field("t1", "c3", "", {"192.0.2.1", "198.51.100.7", "203.0.113.9"})),
              "user.device.ip_address");
}

TEST(Classifier, does_not_take_series_for_identity_numbers) {
    std::vector<std::string> epochs;
    std::vector<std::string> sequence;
    std::vector<std::string> cards;
    for (int i = 0; i < 40; ++i) {
        epochs.push_back(std::to_string(1700000000 + i * 7919 % 50000));
        sequence.push_back(std::to_string(100000000 + i));
        cards.push_back(std::to_string(4000000000000000LL + i));
    }
    for (const auto& series : {epochs, sequence, cards}) {
        EXPECT_EQ(alone(field("t1", "value", "", series)), "-");
        EXPECT_EQ(alone(field("t1", "c", "bigint", series)), "-");
    }
}

TEST(Classifier, takes_a_bare_card_number_for_a_payment_card_only_where_payment_is_near) {
    for (const char* table : {"loyalty", "customers", "library_members"}) {
        EXPECT_EQ(categories(table, {"customer_id", "card_no", "points"})[1], "user.unique_id")
            << table;
    }
    for (const char* name : {"credit_card_no", "payment_card", "pan", "debit_card_number"}) {
        EXPECT_EQ(alone(field("loyalty", name)), "user.financial.credit_card") << name;
    }
    EXPECT_EQ(alone(field("payments", "card_number")), "user.financial.credit_card");
    EXPECT_EQ(categories("customers", {"card_number", "card_expiry", "cvv"})[0],
              "user.financial.credit_card");
    EXPECT_EQ(alone(field("loyalty", "card_no", "",
                          {"4242424242424242", "5555555555554444", "4012888888881881",
                           "4000056655665556", "378282246310005"})),
              "user.financial.credit_card");
    EXPECT_EQ(alone(field("loyalty", "card_no", "", {"L-10094", "L-55021", "L-18274", "L-90231"})),
              "user.unique_id");
}

TEST(Classifier, knows_the_official_languages_of_the_eu) {
    for (const char* name :
         {"Fødselsdato",         "Födelsedatum",      "Syntymäaika",         "Sünnikuupäev",
          "Dzimšanas datums",    "Gimimo data",       "Geboortedatum",       "Dáta breithe",
          "Data di nascita",     "Data nașterii",     "Ημερομηνία γέννησης", "Data tat-twelid",
          "Data urodzenia",      "Datum narození",    "Dátum narodenia",     "Datum rojstva",
          "Datum rođenja",       "Születési dátum",   "Дата на раждане",     "Data de nascimento",
          "Fecha de nacimiento", "Date de naissance", "Geburtsdatum"}) {
        EXPECT_EQ(alone(field("t", name)), "user.demographic.date_of_birth") << name;
    }
    for (const char* name : {"Nazwa produktu", "E-mail ověřen", "Počet telefonů", "Typ adresy",
                             "Ime datoteke", "Sähköposti-ilmoitukset", "Τύπος αρχείου"}) {
        EXPECT_EQ(alone(field("t", name)), "-") << name;
    }
}

TEST(Classifier, knows_words_in_other_cases_and_numbers) {
    for (const char* name : {"Telefonní čísla", "ID uživatele", "e-pasta adreses", "IDZaposlenika",
                             "N° de client", "Αριθμοί τηλεφώνου"}) {
        EXPECT_NE(alone(field("", name)), "-") << name;
    }
    // Words of one language that are others in the next: days, not, value, length.
    for (const char* name : {"Dni pomiędzy odpowiedziami", "Nie dodano konta", "Værdi",
                             "Začiatok dňa", "Longitud de clave"}) {
        EXPECT_EQ(alone(field("", name)), "-") << name;
    }
}

TEST(Classifier, knows_what_is_done_with_a_value_from_the_value) {
    for (const char* name :
         {"Passwort speichern", "Mémoriser le mot de passe", "Contraseña incorrecta",
          "Użyj adresu e-mail", "Zapamatovat heslo", "Salasana on vanhentunut", "Adressbuch",
          "Libreta de direcciones", "Jelszó megjegyzése", "Adres serwera", "Senha expirou"}) {
        EXPECT_EQ(alone(field("", name)), "-") << name;
    }
}

TEST(Classifier, takes_a_prefix_for_a_persons_only_in_a_table_of_persons) {
    EXPECT_EQ(categories("customers", {"firstname", "lastname", "email", "prefix"}).back(),
              "user.name");
    EXPECT_EQ(categories("number_ranges", {"prefix", "length", "country"}).front(), "-");
}

TEST(Classifier, does_not_take_the_tax_number_of_a_company_for_a_persons) {
    EXPECT_EQ(alone(field("settings", "NIF da empresa")), "-");
    EXPECT_NE(alone(field("clientes", "NIF")), "-");
}

TEST(Classifier, cuts_affixes_that_recur_in_a_table) {
    EXPECT_THAT(categories("club_membres", {"nom_mbr", "prenom_mbr", "ville_mbr", "cp_mbr"}),
                ElementsAre("user.name.last", "user.name.first", "user.contact.address.city",
                            "user.contact.address.postal_code"));
    EXPECT_THAT(categories("wp_users", {"user_login", "user_pass", "user_url", "user_email"}),
                ElementsAre("user.account.username", "user.authorization.password",
                            "user.contact.url", "user.contact.email"));
    EXPECT_THAT(categories("person_role", {"person_id", "role_id", "site_id", "team_id"}),
                ElementsAre("user.unique_id", "-", "-", "-"));
}

TEST(Classifier, lets_a_table_say_what_its_value_is) {
    EXPECT_EQ(categories("member_phone_numbers", {"id", "value", "kind"})[1],
              "user.contact.phone_number");
    EXPECT_EQ(categories("parameters", {"id", "value", "kind"})[1], "-");
}

TEST(Classifier, takes_a_row_key_for_a_persons_only_where_rows_are_persons) {
    EXPECT_EQ(categories("users", {"id", "email"})[0], "user.unique_id");
    EXPECT_EQ(categories("user_preferences", {"id", "theme"})[0], "-");
}

TEST(Classifier, takes_a_number_where_a_person_is_named_for_a_reference) {
    EXPECT_EQ(alone(field("tickets", "owner", "integer")), "user.unique_id");
    EXPECT_EQ(alone(field("tickets", "owner", "text")), "user.name");
}

TEST(Classifier, does_not_take_book_numbers_and_shuffled_series_for_identity_numbers) {
    // ISBN-10 and the NHS number have the same check digit.
    EXPECT_EQ(alone(field("t1", "c1", "",
                          {"0306406152", "0471958697", "0131103628", "0201633612", "0262033844",
                           "0596007124", "0321563840", "0132350882"})),
              "-");
    constexpr std::int64_t kSteps = 40;
    std::vector<std::string> steps;
    steps.reserve(kSteps);
    for (std::int64_t i = 0; i < kSteps; ++i)
        steps.push_back(std::to_string(8500101001 + 97 * (i * 7 % kSteps)));
    EXPECT_EQ(alone(field("t1", "c2", "", steps)), "-");
}

TEST(Classifier, takes_numbers_for_house_numbers_but_not_for_streets) {
    const std::vector<std::string> numbers{"6", "12", "117", "3", "48", "9", "21", "5"};
    EXPECT_EQ(alone(field("customers", "street_number", "", numbers)),
              "user.contact.address.street");
    EXPECT_EQ(alone(field("customers", "street", "", numbers)), "-");
}

TEST(Classifier, takes_a_district_for_an_address_only_beside_one) {
    EXPECT_EQ(categories("address", {"address", "district", "postal_code"})[1],
              "user.contact.address.state");
    EXPECT_EQ(categories("elections", {"district", "votes", "turnout"})[0], "-");
}

TEST(Classifier, does_not_take_fixed_lists_for_names) {
    EXPECT_EQ(
        alone(field("people", "name", "", {"Monday", "Tuesday", "Friday", "Sunday", "Monday"})),
        "-");
    EXPECT_EQ(alone(field("visits", "name", "", {"Chrome", "Firefox", "Safari", "Edge", "Chrome"})),
              "-");
}

TEST(Classifier, believes_values_that_contradict_the_name) {
    EXPECT_EQ(alone(field("users", "email", "", {"0", "1", "1", "0", "1"})), "-");
    EXPECT_EQ(alone(field("users", "phone", "", {"yes", "no", "no", "yes"})), "-");
}

TEST(Classifier, cuts_long_values_between_characters) {
    std::vector<std::string> letters;
    for (int i = 0; i < 5; ++i) {
        std::string letter = "Bitte antworten Sie an ada@example.com, danke. " +
                             std::string(static_cast<std::size_t>(i), 'x');
        for (int n = 0; n < 1500; ++n) letter += "\u00fc";
        letters.push_back(std::move(letter));
    }
    EXPECT_EQ(alone(field("t1", "c9", "text", letters)), "user.content.private");
}

TEST(Classifier, takes_a_number_that_is_always_the_same_for_a_reference) {
    const std::vector<std::string> ones(12, "1");

    EXPECT_EQ(alone(field("scrips", "creator", "integer", ones)), "user.unique_id");
    EXPECT_EQ(alone(field("scrips", "is_admin", "integer", ones)), "-");
}

TEST(Classifier, knows_mails_by_what_stands_beside_their_text) {
    EXPECT_THAT(
        categories("attachments", {"id", "subject", "messageid", "headers", "content", "filesize"}),
        ElementsAre("-", "user.content.private", "-", testing::_, "user.content.private", "-"));
    EXPECT_THAT(categories("attachments", {"id", "filename", "content", "filesize"}),
                ElementsAre("-", "-", "-", "-"));
}

TEST(Classifier, takes_a_sentence_that_recurs_for_what_people_write) {
    const std::vector<std::string> sentence(12, "Looked through the shelf");
    const std::vector<std::string> kind(12, "open");

    EXPECT_EQ(alone(field("work", "comments", "text", sentence)), "user.content.private");
    EXPECT_EQ(alone(field("work", "comments", "text", kind)), "-");
}

TEST(Classifier, does_not_let_names_of_towns_outweigh_the_name_of_a_column) {
    const std::vector<std::string> zones(12, "Berlin");

    EXPECT_EQ(alone(field("user_preferences", "time_zone", "text", zones)),
              "user.account.settings");
}

TEST(Classifier, takes_the_key_of_a_browsers_session_for_a_cookie) {
    EXPECT_EQ(alone(field("sessions", "id", "char(32)")), "user.device.cookie_id");
    EXPECT_EQ(alone(field("sessions", "id", "integer")), "-");
    EXPECT_EQ(alone(field("chat_sessions", "id", "char(32)")), "-");
}

TEST(Classifier, counts_a_failed_login_among_what_people_do) {
    EXPECT_EQ(categories("users", {"email", "failed_login"})[1], "user.behavior");
}

TEST(Classifier, gives_reasons_without_values) {
    const auto finding =
        classify(std::vector<FieldEvidence>{field(
                     "t1", "c1", "", {"ada@example.com", "bob@example.org", "eve@example.net"})})
            .front();

    ASSERT_FALSE(finding.reasons.empty());
    for (const std::string& reason : finding.reasons) {
        EXPECT_EQ(reason.find("example."), std::string::npos);
    }
}

TEST(Classifier, asks_a_person_earlier_about_special_categories) {
    const auto findings =
        classify(std::vector<FieldEvidence>{field("records", "allergies_status_list", "int")});

    EXPECT_NE(findings.front().decision, Decision::accept);
}

TEST(Classifier, keeps_the_order_of_the_fields_of_mixed_collections) {
    const std::vector<FieldEvidence> fields{field("b", "email"), field("a", "sort_order"),
                                            field("b", "first_name")};
    const auto findings = classify(fields);

    EXPECT_THAT((std::vector<std::string>{category_of(findings[0]), category_of(findings[1]),
                                          category_of(findings[2])}),
                ElementsAre("user.contact.email", "-", "user.name.first"));
}

TEST(Classifier, tells_names_and_addresses_in_texts_and_their_share) {
    const std::string letter =
        "Dear Mrs Novak, thank you for the letter that you wrote to us in the spring of the year";
    const std::string address =
        "Bitte ab sofort an die Lindenallee 48a, 80331 München schicken, und sonst bleibt alles so";
    const std::string nothing =
        "the harbour committee agreed that in spring nobody would ask who paid for the dredging";
    const auto findings = classify(
        std::vector{field("tickets", "col7", "text", {letter, address, nothing, nothing})});
    ASSERT_EQ(category_of(findings.front()), "user.content.private");
    EXPECT_THAT(findings.front().reasons,
                testing::Contains(testing::HasSubstr(
                    "50 % of the texts hold identifiers: names 25 %, postal addresses 25 %")));
    for (const std::string& reason : findings.front().reasons)
        EXPECT_EQ(reason.find("Novak"), std::string::npos);
    EXPECT_EQ(alone(field("t2", "col7", "text", {nothing, nothing + " twice"})), "-");
}

TEST(Classifier, takes_cells_that_are_postal_addresses_for_them) {
    EXPECT_EQ(alone(field("t", "c5", "text",
                          {"Kungsvägen 48A, 111 22 Stockholm", "12 rue de la Paix, 75002 Paris",
                           "Fő utca 12, 1051 Budapest"})),
              "user.contact.address");
}

}  // namespace
}  // namespace gdprd::policy
