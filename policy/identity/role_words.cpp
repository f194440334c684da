#include "policy/identity/role_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "policy/identity/matcher.hpp"

namespace gdprd::policy {
namespace {

/// Beginnings of words, long enough that nothing else begins so.
constexpr std::array<std::string_view, 40> kBeginnings{
    "partner",  "spouse",   "wife",    "husband",     "emergenc", "guardian", "parent",
    "mother",   "father",   "sponsor", "referr",      "inviter",  "relative", "beneficiar",
    "conjoint", "parrain",  "filleul", "urgence",     "tuteur",   "tutrice",  "enfant",
    "notfall",  "ehepartn", "ehefrau", "ehemann",     "vormund",  "erziehun", "mutter",
    "werber",   "geworben", "conyuge", "cónyuge",     "padrino",  "madre",    "padre",
    "referido", "conjuge",  "cônjuge", "responsavel", "responsáv"};
/// Whole words.
constexpr std::array<std::string_view, 11> kWords{
    "child", "kin", "kid", "friend", "vater", "mère", "père", "hijo", "hija", "mãe", "pai"};

/// Whole words that say what a field holds.
constexpr std::array<std::string_view, 22> kKinds{
    "email",    "emails",    "e",      "mail",    "adr",      "addr", "address", "adresse",
    "phone",    "telephone", "tel",    "telefon", "telefono", "fax",  "number",  "no",
    "courriel", "correo",    "mobile", "mobil",   "cell",     "handy"};
/// Whole words that tell one of a person's addresses or numbers from another.
constexpr std::array<std::string_view, 31> kOneMore{
    "alt",        "alternate",  "alternative", "second",  "secondary",  "other",      "backup",
    "recovery",   "private",    "personal",    "home",    "work",       "business",   "office",
    "old",        "previous",   "former",      "new",     "additional", "extra",      "perso",
    "privat",     "dienstlich", "zweite",      "weitere", "alternativ", "secondaire", "secundario",
    "secundaria", "personnel",  "autre"};

// Folded, as fold_text does it; beginnings of words unless the name says that they are whole.
constexpr auto kAgents = std::to_array<std::string_view>(
    {"handle",    "handling",   "process",      "approv",      "assign",     "manager",
     "managed",   "agent",      "superviso",    "superviseu",  "boss",       "chief",
     "leader",    "representa", "salesp",       "salesrep",    "seller",     "vended",
     "vendeu",    "verkaufer",  "review",       "editor",      "edited",     "creator",
     "created",   "updated",    "modified",     "changed",     "verified",   "checked",
     "closed",    "opened",     "resolved",     "published",   "deleted",    "archived",
     "issued",    "authoris",   "authoriz",     "recorded",    "entered",    "prepared",
     "shipped",   "delivered",  "packed",       "served",      "operator",   "admin",
     "moderat",   "clerk",      "cashier",      "driver",      "courier",    "technic",
     "techniker", "advisor",    "adviser",      "asesor",      "consult",    "officer",
     "inspector", "auditor",    "coordinat",    "director",    "directeur",  "gestionnaire",
     "gestor",    "gerente",    "responsable",  "responsavel", "conseiller", "commercial",
     "jefe",      "chefe",      "encargad",     "encarregad",  "asignad",    "atribuid",
     "aprobad",   "aprovad",    "cread",        "criad",       "cree",       "valide",
     "traite",    "bearbeit",   "sachbearbeit", "ersteller",   "erstellt",   "angelegt",
     "genehmigt", "freigegeb",  "geandert",     "leiter",      "vorgesetzt", "betreuer",
     "berater",   "verantwort", "zustandig",    "prufer",      "interlocut", "trainer",
     "coach",     "teacher",    "instructor",   "doctor",      "physician",  "lawyer"});
constexpr auto kAgentWords = std::to_array<std::string_view>(
    {"lead", "rep", "reps", "mgr", "chef", "assignee", "handler", "approver", "reviewer"});
/// At the end of a name, or before "email", "id": whoever did what the words before say.
constexpr auto kDoers = std::to_array<std::string_view>({"by", "par", "por", "von"});
/// Before kDoers: what people do with their own rows.
constexpr auto kOwnDeeds = std::to_array<std::string_view>(
    {"order", "plac", "bought", "purchas", "request", "submitt", "book", "reserv", "paid", "rent",
     "borrow", "used", "post", "command", "bestellt", "gekauft", "pedid", "comprad"});
constexpr auto kHolders = std::to_array<std::string_view>(
    {"owner", "contact", "author", "auteur", "autric", "autor", "kontakt", "ansprechpartn",
     "inhaber", "eigentum", "besitzer", "proprieta", "duen", "dono", "contato"});
constexpr auto kStaff = std::to_array<std::string_view>(
    {"staff",      "employe",   "personnel",  "mitarbeit",  "angestellt", "bearbeiter",  "salarie",
     "collaborat", "emplead",   "trabajador", "funcionari", "empregad",   "colaborador", "agents",
     "agent",      "operators", "clerk",      "worker",     "crew",       "reps"});
constexpr auto kGoBetweens =
    std::to_array<std::string_view>({"delegat", "heir", "roommate", "nominee", "assistant", "legal",
                                     "recommend", "introduc", "shared", "recipient", "gift"});
constexpr auto kGoBetweenWords = std::to_array<std::string_view>({"cc", "bcc", "with"});
constexpr auto kOwnAddresses = std::to_array<std::string_view>(
    {"billing",  "invoice", "contact", "customer",     "client",      "user",     "account",
     "login",    "primary", "main",    "notification", "newsletter",  "delivery", "shipping",
     "rechnung", "factur",  "kunde",   "benutzer",     "utilisateur", "usuario",  "konto"});
constexpr auto kOrganisations = std::to_array<std::string_view>(
    {"compan",  "firm",    "organi",  "enterprise", "societ",     "entreprise", "unternehm",
     "empresa", "team",    "equip",   "group",      "department", "abteilung",  "branch",
     "filial",  "store",   "shop",    "product",    "produkt",    "produit",    "item",
     "artikel", "article", "categor", "campaign",   "project",    "event"});
constexpr auto kPeople = std::to_array<std::string_view>(
    {"user",     "account",  "customer", "client",     "member",  "person",   "people",
     "contact",  "subscrib", "patient",  "student",    "employe", "kunde",    "nutzer",
     "benutzer", "mitglied", "konto",    "konten",     "abonn",   "utilisat", "membre",
     "compte",   "usuario",  "socio",    "utilizador", "conta"});

bool begins(std::string_view word, std::span<const std::string_view> list) {
    return std::any_of(list.begin(), list.end(),
                       [&](std::string_view begin) { return word.starts_with(begin); });
}

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_role(std::string_view word) noexcept {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end() ||
           std::any_of(kBeginnings.begin(), kBeginnings.end(),
                       [&](std::string_view begin) { return word.starts_with(begin); });
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
/// Bytes of UTF-8 sequences count as letters.
bool is_letter(char c) noexcept {
    return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// In lower case; cut where letters end and where a capital begins.
std::vector<std::string> words_of(std::string_view field) {
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= field.size(); ++i) {
        const bool ends = i == field.size() || !is_letter(field[i]) ||
                          (is_upper(field[i]) && i > 0 && !is_upper(field[i - 1]));
        if (ends && !word.empty()) words.push_back(std::exchange(word, {}));
        if (i < field.size() && is_letter(field[i])) word.push_back(lower(field[i]));
    }
    return words;
}

/// Without accents.
std::vector<std::string> folded_words_of(std::string_view name) {
    auto words = words_of(name);
    for (std::string& word : words) word = fold_text(word);
    return words;
}

bool names_staff(std::string_view name) {
    const auto words = folded_words_of(name);
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return begins(word, kStaff); });
}

bool names_an_agent(std::string_view field) {
    const auto words = folded_words_of(field);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (begins(words[i], kAgents) || is_one_of(words[i], kAgentWords)) return true;
        if (i > 0 && is_one_of(words[i], kDoers) && !begins(words[i - 1], kOwnDeeds)) return true;
    }
    return false;
}

/// Letters that a field must share with the name of a collection to be named after it.
constexpr std::size_t kStemChars = 4;

constexpr auto kKeyWords =
    std::to_array<std::string_view>({"id", "no", "nr", "num", "number", "nummer", "key", "ref",
                                     "code", "uuid", "guid", "fk", "pk"});

std::string letters_of(std::string_view name) {
    std::string out;
    for (const char c : fold_text(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    }
    return out;
}

}  // namespace

bool is_named_after(std::string_view field, std::string_view collection) {
    const std::string target = letters_of(collection);
    const std::size_t stem = std::max(kStemChars, target.size() > 2 ? target.size() - 2 : 0);
    return target.size() >= kStemChars && letters_of(field).starts_with(target.substr(0, stem));
}

bool is_key_of(std::string_view field, std::string_view collection) {
    if (!is_named_after(field, collection)) return false;
    const std::string name = letters_of(field);
    const std::string target = letters_of(collection);
    const auto apart = std::mismatch(name.begin(), name.end(), target.begin(), target.end());
    const std::string_view rest(apart.first, name.end());
    return rest.empty() || names_only_a_key(rest);
}

bool names_only_a_key(std::string_view field) {
    const std::string name = letters_of(field);
    return std::find(kKeyWords.begin(), kKeyWords.end(), name) != kKeyWords.end();
}

bool names_another_person(std::string_view field) {
    const auto words = words_of(field);
    return std::any_of(words.begin(), words.end(), is_role);
}

bool names_one_more(std::string_view field) {
    const auto is_kind = [](const std::string& word) {
        return std::find(kKinds.begin(), kKinds.end(), word) != kKinds.end();
    };
    const auto is_another = [](const std::string& word) {
        return std::find(kOneMore.begin(), kOneMore.end(), word) != kOneMore.end();
    };
    const auto words = words_of(field);
    const bool numbered = !field.empty() && field.back() >= '1' && field.back() <= '9';
    return std::all_of(words.begin(), words.end(),
                       [&](const auto& word) { return is_kind(word) || is_another(word); }) &&
           std::any_of(words.begin(), words.end(), is_kind) &&
           (numbered || std::any_of(words.begin(), words.end(), is_another));
}

ReferenceRole role_of_reference(std::string_view field, std::string_view target,
                                bool named_after_target) {
    if (!named_after_target) {
        if (names_an_agent(field)) return ReferenceRole::agent;
        const auto words = folded_words_of(field);
        const bool holder = std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return begins(word, kHolders);
        });
        if (holder && names_staff(target)) return ReferenceRole::agent;
        if (holder || names_another_person(field)) return ReferenceRole::other;
    }
    return names_staff(field) || names_staff(target) ? ReferenceRole::staff
                                                     : ReferenceRole::subject;
}

bool names_a_go_between(std::string_view field) {
    const auto words = folded_words_of(field);
    return names_an_agent(field) ||
           std::any_of(words.begin(), words.end(), [](const std::string& word) {
               return begins(word, kGoBetweens) || is_one_of(word, kGoBetweenWords);
           });
}

bool names_only_its_kind(std::string_view field) {
    const auto words = folded_words_of(field);
    const bool numbered = !field.empty() && field.back() >= '1' && field.back() <= '9';
    return !numbered && !words.empty() &&
           std::all_of(words.begin(), words.end(),
                       [](const std::string& word) { return is_one_of(word, kKinds); });
}

bool names_its_kind(std::string_view field) {
    const auto words = folded_words_of(field);
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return is_one_of(word, kKinds); });
}

bool names_the_row_itself(std::string_view field) {
    const auto words = folded_words_of(field);
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return begins(word, kOwnAddresses); });
}

bool names_an_organisation(std::string_view collection) {
    const auto words = folded_words_of(collection);
    return !words.empty() && begins(words.back(), kOrganisations);
}

bool names_people(std::string_view collection) {
    const auto words = folded_words_of(collection);
    return !words.empty() && begins(words.back(), kPeople);
}

std::string_view to_string(ReferenceRole role) noexcept {
    switch (role) {
        case ReferenceRole::subject:
            return "subject";
        case ReferenceRole::staff:
            return "staff";
        case ReferenceRole::agent:
            return "agent";
        case ReferenceRole::other:
            return "other";
    }
    return "";
}

}  // namespace gdprd::policy
