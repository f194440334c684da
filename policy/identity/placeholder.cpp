#include "policy/identity/placeholder.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "policy/identity/identifier_text.hpp"
#include "policy/identity/matcher.hpp"

namespace gdprd::policy {
namespace {

/// As fold_text leaves them, without anything but letters and digits.
constexpr auto kFillers = std::to_array<std::string_view>(
    {"na",      "nn",        "nan",       "nil",       "nul",          "null",
     "none",    "no",        "not",       "nothing",   "notavailable", "notapplicable",
     "unknown", "undefined", "default",   "dummy",     "empty",        "missing",
     "guest",   "guestuser", "anonymous", "anon",      "anonymised",   "anonymized",
     "test",    "tester",    "testuser",  "example",   "todo",         "tbd",
     "x",       "xx",        "xxx",       "xxxx",      "xxxxx",        "deleted",
     "erased",  "removed",   "redacted",  "unbekannt", "keine",        "kein",
     "keiner",  "leer",      "gast",      "entfallt",  "ka",           "geloscht",
     "anonym",  "inconnu",   "inconnue",  "aucun",     "aucune",       "vide",
     "neant",   "nc",        "invite",    "anonyme",   "supprime",     "desconocido",
     "ninguno", "ninguna",   "invitado",  "anonimo",   "vacio",        "desconhecido",
     "nenhum",  "convidado", "walkin",    "cash",      "laufkunde",    "barverkauf"});
/// The part of an e-mail address before the @, without anything but letters and digits.
constexpr auto kNobodysMailboxes = std::to_array<std::string_view>({"noreply",
                                                                    "noreplay",
                                                                    "donotreply",
                                                                    "dontreply",
                                                                    "noresponse",
                                                                    "nereply",
                                                                    "nepasrepondre",
                                                                    "nepasreponse",
                                                                    "keineantwort",
                                                                    "nichtantworten",
                                                                    "bittenichtantworten",
                                                                    "noresponder",
                                                                    "naoresponda",
                                                                    "mailerdaemon",
                                                                    "mailer",
                                                                    "bounce",
                                                                    "bounces",
                                                                    "devnull",
                                                                    "null",
                                                                    "none",
                                                                    "unknown",
                                                                    "unbekannt",
                                                                    "inconnu",
                                                                    "anonymous",
                                                                    "anonym",
                                                                    "keine",
                                                                    "aucun"});
constexpr auto kOffices = std::to_array<std::string_view>({"nobody",
                                                           "test",
                                                           "tester",
                                                           "dummy",
                                                           "example",
                                                           "guest",
                                                           "gast",
                                                           "invite",
                                                           "info",
                                                           "infos",
                                                           "information",
                                                           "office",
                                                           "contact",
                                                           "contacts",
                                                           "contactus",
                                                           "hello",
                                                           "mail",
                                                           "email",
                                                           "post",
                                                           "team",
                                                           "admin",
                                                           "administrator",
                                                           "administration",
                                                           "webmaster",
                                                           "postmaster",
                                                           "hostmaster",
                                                           "root",
                                                           "abuse",
                                                           "security",
                                                           "support",
                                                           "help",
                                                           "helpdesk",
                                                           "service",
                                                           "services",
                                                           "customerservice",
                                                           "customercare",
                                                           "sales",
                                                           "orders",
                                                           "order",
                                                           "shop",
                                                           "store",
                                                           "billing",
                                                           "invoice",
                                                           "invoices",
                                                           "accounting",
                                                           "accounts",
                                                           "finance",
                                                           "payments",
                                                           "marketing",
                                                           "press",
                                                           "media",
                                                           "news",
                                                           "newsletter",
                                                           "notifications",
                                                           "notification",
                                                           "alerts",
                                                           "jobs",
                                                           "career",
                                                           "careers",
                                                           "hr",
                                                           "legal",
                                                           "privacy",
                                                           "dpo",
                                                           "dataprotection",
                                                           "reception",
                                                           "enquiries",
                                                           "inquiries",
                                                           "feedback",
                                                           "system",
                                                           "daemon",
                                                           "kontakt",
                                                           "anfrage",
                                                           "anfragen",
                                                           "buero",
                                                           "buro",
                                                           "empfang",
                                                           "sekretariat",
                                                           "verwaltung",
                                                           "zentrale",
                                                           "kundenservice",
                                                           "kundendienst",
                                                           "vertrieb",
                                                           "verkauf",
                                                           "bestellung",
                                                           "bestellungen",
                                                           "rechnung",
                                                           "rechnungen",
                                                           "buchhaltung",
                                                           "presse",
                                                           "bewerbung",
                                                           "personal",
                                                           "datenschutz",
                                                           "poststelle",
                                                           "praxis",
                                                           "kanzlei",
                                                           "accueil",
                                                           "bureau",
                                                           "secretariat",
                                                           "serviceclient",
                                                           "clients",
                                                           "ventes",
                                                           "commande",
                                                           "commandes",
                                                           "facturation",
                                                           "factures",
                                                           "facture",
                                                           "comptabilite",
                                                           "rh",
                                                           "recrutement",
                                                           "direction",
                                                           "bonjour",
                                                           "courrier",
                                                           "contacto",
                                                           "informacion",
                                                           "ventas",
                                                           "pedidos",
                                                           "facturacion",
                                                           "atencion",
                                                           "oficina",
                                                           "contato",
                                                           "vendas",
                                                           "geral",
                                                           "escritorio"});

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Letters and digits, folded.
std::string letters_of(std::string_view value) {
    std::string out;
    for (const char c : fold_text(value)) {
        if (text::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80) out.push_back(c);
    }
    return out;
}

std::string mailbox_of(std::string_view address) {
    const std::string_view local = address.substr(0, address.rfind('@'));
    return letters_of(local.substr(0, local.find('+')));
}

/// "0", "0000", "9999": what a form wants where a number is mandatory.
bool is_filler_number(std::string_view letters) {
    constexpr std::size_t kNinesMin = 4;
    const auto all = [&](char digit) { return letters.find_first_not_of(digit) == letters.npos; };
    return all('0') || (letters.size() >= kNinesMin && all('9'));
}

}  // namespace

bool is_placeholder(const IdentifierType& type, std::string_view value) {
    if (type.value() == "email" && value.find('@') != std::string_view::npos)
        return is_one_of(mailbox_of(value), kNobodysMailboxes);
    const std::string letters = letters_of(value);
    return letters.empty() || is_filler_number(letters) || is_one_of(letters, kFillers);
}

bool is_erasure_text(std::string_view value) {
    constexpr std::string_view kErased = "erased";
    constexpr std::size_t kUniqueHex = 12;
    if (!value.starts_with(kErased)) return false;
    const std::string_view rest = value.substr(kErased.size());
    return rest.empty() || (rest.size() == kUniqueHex + 1 && rest.front() == '-' &&
                            rest.find_first_not_of("0123456789abcdef", 1) == rest.npos);
}

bool is_role_mailbox(const IdentifierType& type, std::string_view value) {
    return type.value() == "email" && value.find('@') != std::string_view::npos &&
           is_one_of(mailbox_of(value), kOffices);
}

bool proves_nothing(const Seed& seed) {
    const std::string& value = seed.value.expose();
    return is_placeholder(seed.type, value) || is_role_mailbox(seed.type, value);
}

}  // namespace gdprd::policy
