#include "policy/catalogue/classifier_name_score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "policy/catalogue/classifier_table_score.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

using context::Collection;
using context::FieldWords;
using context::Role;
using names::Unit;
using LexTerm = lexicon::Term;

/// Words that negate other concepts but belong to these: password_hash is the password.
struct Exemption {
    std::string_view category;
    std::string_view words;  ///< between spaces
};
constexpr std::array<Exemption, 25> kExemptions{{
    {"user.authorization.password",
     " hash hashed md5 sha1 sha256 checksum token digest encrypted key field smtp imap pop3 "},
    {"user.authorization.credentials", " token tokens key keys code codes hash hashed id "},
    {"user.demographic.date_of_birth",
     " date datum fecha dates day month year hour time timestamp at jour mois annee "},
    {"user.demographic",
     " code codes key type group class categorie category date status rating score level "},
    {"user.contact.address.country", " code codes key "},
    {"user.contact.address.state", " code codes key "},
    {"user.contact.address.postal_code", " code codes "},
    {"user.government_id", " id ids number type code key check value date expiry expires "},
    {"user.unique_id",
     " id ids uuid guid key keys code codes hash fk number valid validated default created updated "
     "modified changed deleted processed closed locked sent mod creat "},
    {"user.workplace", " date at status type group code list "},
    {"user.account", " date at status type level time smtp imap pop3 "},
    {"user.behavior", " date at count cnt total time timestamp rate history day list avg "},
    {"user.criminal_history", " date status type code check checks list level "},
    {"user.health_and_medical",
     " date type code codes status list group score day level key class degree value "},
    {"user.financial",
     " amount total min max avg rate score rating status group level number value code type count "
     "date year month hash expired expires expiry expiration mask key "},
    {"user.payment", " id type code method token key source part "},
    {"user.device", " id ids token type version hash key list "},
    {"user.location", " point code "},
    {"user.privacy_preferences",
     " at date status source time timestamp flag updated level type confirmed is has have allow "
     "list preferences preference email method checked subject send receive save "},
    {"user.content.private", " html text "},
    {"user.content.self_image", " file path id link url key page folder type hash "},
    {"user.contact.url", " link page links id path "},
    {"user.job_title", " code group type class category level list id "},
    {"user.social", " count cnt list type total id "},
    {"user.biometric", " template id data hash type size length weight code "},
}};

bool exempt(std::string_view category, std::string_view word) {
    const std::string padded = ' ' + std::string(word) + ' ';
    return std::any_of(kExemptions.begin(), kExemptions.end(), [&](const Exemption& e) {
        return is_within(category, e.category) && e.words.find(padded) != std::string_view::npos;
    });
}

/// How much the table matters to a concept: little to "email", all to "name".
double sensitivity(std::string_view category, double weight, double person) noexcept {
    if (is_within(category, "user.government_id") && weight >= 2.2) return 0.3;
    // "created_by", "user_id": who did it is a person in any table.
    if (is_within(category, "user.unique_id") && weight >= 2.2) return 0.35;
    if (weight >= 4.1) return person < 0 ? 0.55 : 0.4;
    if (weight >= 2.2) return 0.8;
    return 1.15;
}

/// The part of a name that says what the field holds.
struct Head {
    std::string_view category;
    double weight = 0;
    std::size_t at = 0;
    explicit operator bool() const noexcept { return !category.empty(); }
};

double depth(std::string_view key) {
    return static_cast<double>(std::count(key.begin(), key.end(), '.'));
}

bool is_concept(const Unit& unit, bool whole) noexcept {
    return unit.entry != nullptr &&
           (unit.entry->is(LexTerm::concept_) || (whole && unit.entry->is(LexTerm::whole_name)));
}

bool is_key_word(std::string_view word) {
    constexpr std::string_view kKeys =
        "|id|ids|uuid|guid|key|no|nr|number|nummer|numero|num|code|codigo|fk|ref|reference|cod|kod|"
        "nro|"
        "identifier|identifiant|identificador|kennung|schluessel|pk|uid|matricule|legajo|"
        "tunnus|tunniste|azonosito|identyfikator|identifikator|identificatore|αναγνωριστικο|"
        "идентификатор|aitheantas|szam|szama|numer|numeris|numurs|cislo|stevilka|broj|"
        "numar|номер|αριθμοσ|uimhir|numru|";
    return kKeys.find('|' + std::string(word) + '|') != std::string_view::npos;
}

/// All but this unit only says which one: "handy nr", "cp livraison".
bool is_whole(const std::vector<Unit>& units, std::size_t at) noexcept {
    if (units[at].entry == nullptr || units[at].entry->category == "user.unique_id") return false;
    const std::string_view category = units[at].entry->category;
    // "pager nr" is a number, "age nr" the key of a list of ages.
    const bool number = is_within(category, "user.contact") ||
                        is_within(category, "user.government_id") ||
                        is_within(category, "user.financial");
    for (std::size_t i = 0; i < units.size(); ++i) {
        const names::Entry* entry = units[i].entry;
        if (i == at) continue;
        const bool which = entry != nullptr && !entry->is(LexTerm::concept_) &&
                           (entry->is(LexTerm::qualifier) || entry->is(LexTerm::person));
        if (!which || (!number && is_key_word(units[i].phrase))) return false;
    }
    return true;
}

/// The concept that names the field: the heaviest; among near equals the deeper, then the later
/// one.
Head concept_of(const std::vector<Unit>& units) {
    Head best;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (!is_concept(units[i], units.size() == 1 || is_whole(units, i))) continue;
        const names::Entry& entry = *units[i].entry;
        // "customer" is a reference when it is the whole name, an owner when something follows.
        const bool owner =
            entry.is(LexTerm::person) || entry.is(LexTerm::qualifier) || entry.is(LexTerm::thing);
        if (owner && units.size() > 1 && entry.weight < 3) continue;
        const double gain =
            entry.weight - best.weight + 0.4 * (depth(entry.category) - depth(best.category));
        const bool part_of_address =
            best.category == "user.contact.address" && is_within(entry.category, best.category);
        if (!best || gain > -0.3 || part_of_address) best = {entry.category, entry.weight, i};
    }
    return best;
}

/// Names that no phrase lists: a person and a key ("borrower_id", "id_cliente"), or just a person.
Head reference_of(const std::vector<Unit>& units) {
    const auto person = [](const Unit& unit) {
        return unit.entry != nullptr && unit.entry->is(LexTerm::person);
    };
    if (std::none_of(units.begin(), units.end(), person)) return {};
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (is_key_word(units[i].phrase)) return {"user.unique_id", 3.6, i};
    }
    const bool alone = units.size() == 1 && !units[0].entry->is(LexTerm::qualifier);
    // "invoice_party", "order_customer": the person of something that happened.
    const bool of_event =
        person(units.back()) && std::all_of(units.begin(), units.end() - 1, [](const Unit& unit) {
            return unit.entry != nullptr && unit.entry->negation == 0 &&
                   unit.entry->is(LexTerm::event);
        });
    return alone || of_event ? Head{"user.unique_id", 2.2, units.size() - 1} : Head{};
}

Head head_of(const std::vector<Unit>& units) {
    const Head found = concept_of(units);
    return found ? found : reference_of(units);
}

/// Which owner the other words name: a person lifts, a thing or a list of codes sinks.
double local_person(const std::vector<Unit>& units, std::size_t head, const Collection& collection,
                    bool& organisation) {
    double local = collection.person;
    bool person = false;
    bool thing = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (i == head || units[i].entry == nullptr) continue;
        const names::Entry& entry = *units[i].entry;
        if (entry.is(LexTerm::person))
            person = true;
        else if (entry.is(LexTerm::organisation))
            organisation = true;
        else if (entry.is(LexTerm::thing) && !entry.is(LexTerm::qualifier))
            thing = true;
    }
    if (person)
        local = std::max(local, 1.2) + 0.8;
    else if (organisation)
        local = std::min(local, 0.2);
    if (thing) local = std::min(local, person ? 0.5 : -1.5) - 0.8;
    return std::clamp(local, -3.0, 3.2);
}

/// Words that are about the concept: "verified", "type", "count".
void add_negators(const std::vector<Unit>& units, std::size_t head, NameScore& score) {
    double worst = 0;
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (i == head) continue;
        const names::Entry* entry = units[i].entry;
        if (entry == nullptr) {
            const bool trivial = units[i].phrase.size() <= 2;
            if (!trivial) ++unknown;
            continue;
        }
        if (exempt(score.category, units[i].phrase)) continue;
        double against = entry->negation;
        // The same word may be a qualifier ("public"); as such it changes nothing.
        if (against > 0 && entry->is(LexTerm::qualifier)) against = 0;
        if (entry->is(LexTerm::operational) && units[i].words >= 2)
            against = std::max(against, 5.2);
        worst = std::max(worst, against);
    }
    if (worst > 0)
        score.terms.push_back(
            {-worst, "a word in the name says it is about the value, not the value"});
    if (unknown > 0) {
        score.terms.push_back({-0.3 * static_cast<double>(std::min<std::size_t>(unknown, 3)),
                               "other words in the name"});
    }
}

bool asks_for_number(const std::vector<std::string>& words) {
    constexpr std::string_view kNumber =
        "|number|no|nr|num|nummer|hausnummer|hausnr|huisnummer|numero|civico|";
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return kNumber.find('|' + word + '|') != std::string_view::npos;
    });
}

/// Words beside a card number that make it a payment card's.
bool speaks_of_payment(const std::vector<std::string>& words) {
    constexpr std::string_view kPayment =
        "|payment|payments|paid|pay|payer|credit|debit|billing|cc|cvv|cvc|cvv2|pan|expiry|exp|"
        "last4|visa|mastercard|iban|bank|transaction|transactions|checkout|psp|"
        "paiement|paiements|zahlung|zahlungen|pago|pagos|pagamento|pagamentos|";
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return kPayment.find('|' + word + '|') != std::string_view::npos;
    });
}

bool is_bare_card_number(std::string_view phrase) {
    constexpr std::string_view kBare =
        "|card number|cardno|card no|kartennummer|numero carte|numero tarjeta|tarjeta|"
        "numero cartao|numero carta|numer karty|kortnummer|";
    return kBare.find('|' + std::string(phrase) + '|') != std::string_view::npos;
}

/// Shops, libraries and clubs give cards too: a bare card number is a payment card's only where
/// something speaks of payment, or where the values do.
bool is_other_card(const Collection& collection, std::string_view phrase) {
    if (!is_bare_card_number(phrase) || speaks_of_payment(collection.name)) return false;
    return std::none_of(
        collection.fields.begin(), collection.fields.end(), [](const FieldWords& field) {
            return speaks_of_payment(field.leaf) || speaks_of_payment(field.parents) ||
                   speaks_of_payment(field.prefix);
        });
}

/// A bare "name" beside a first name is the last name ("nom, prenom"), and the other way round; an
/// address with a number is a line of it.
constexpr double kSessionKey = 2.5;

/// Tables of browser sessions: "sessions", "tt_sessions", "user_sessions", no "chat_sessions".
/// Their key is what the browser shows.
bool holds_sessions(const Collection& collection) {
    const auto& name = collection.name;
    if (name.empty() || (name.back() != "session" && name.back() != "sessions")) return false;
    return std::all_of(name.begin(), name.end() - 1, [](const std::string& word) {
        const names::Entry* entry = names::find(word);
        return entry == nullptr || entry->is(LexTerm::person);
    });
}

void refine(const Collection& collection, const std::vector<Unit>& units, NameScore& score) {
    const bool persons = collection.role == Role::person || collection.role == Role::unknown;
    // "nom_client" is bare: the other word only says whose.
    const auto whose = [](const Unit& unit) {
        return unit.entry != nullptr && unit.entry->is(LexTerm::person);
    };
    const auto others = std::count_if(units.begin(), units.end(), std::not_fn(whose));
    if (score.category == "user.name" && score.concept_weight < 2.2 && others == 1 && persons) {
        if (collection.has_first_name && !collection.has_last_name)
            score.category = "user.name.last";
        if (collection.has_last_name && !collection.has_first_name)
            score.category = "user.name.first";
    }
    if (score.category == "user.financial.credit_card" &&
        std::any_of(units.begin(), units.end(),
                    [&](const Unit& unit) { return is_other_card(collection, unit.phrase); })) {
        score.category = "user.unique_id";
    }
    const std::string_view last = units.back().phrase;
    if (score.category == "user.contact.address" && last.size() == 1 && last[0] >= '1' &&
        last[0] <= '4') {
        score.category = "user.contact.address.street";
    }
    if (units.size() == 1 && last == "id" && holds_sessions(collection)) {
        score.category = "user.device.cookie_id";
        score.concept_weight = kSessionKey;
        return;
    }
    constexpr std::string_view kAccounts =
        "|user|usuario|utilisateur|benutzer|utilizador|utente|usr|";
    if (units.size() == 1 && score.category == "user.unique_id" &&
        collection.role == Role::person &&
        kAccounts.find('|' + units[0].phrase + '|') != std::string_view::npos) {
        score.category = "user.account.username";
    }
}

bool stands_in_address(const Collection& collection, const FieldWords& words) {
    // An order that refers to whole addresses has a state of its own.
    const bool persons = collection.role == Role::person || collection.role == Role::unknown;
    return collection.has_address_part || (persons && collection.has_address) ||
           std::any_of(words.parents.begin(), words.parents.end(), [](const std::string& w) {
               const names::Entry* entry = names::find(w);
               return entry != nullptr && is_within(entry->category, "user.contact.address");
           });
}

/// Rules for words that mean different things in different tables.
void add_special_cases(const Collection& collection, const FieldWords& words,
                       const std::vector<Unit>& units, bool organisation, NameScore& score) {
    const std::string_view key = score.category;
    const bool weak = score.concept_weight < 2.2;
    const bool of_address = std::any_of(units.begin(), units.end(), [](const Unit& unit) {
        return unit.entry != nullptr && unit.entry->category == "user.contact.address";
    });
    const bool person_table = collection.role == Role::person || collection.person >= 2.0;
    const bool of_organisation = organisation || collection.role == Role::organisation;
    const auto against = [&](double weight, const char* reason) {
        score.terms.push_back({-weight, reason});
    };
    if (is_within(key, "user.name") && weak && of_organisation)
        against(2.2, "names an organisation");
    if (is_within(key, "user.government_id") && organisation && !person_table)
        against(3.0, "the number of an organisation");
    const bool shared = is_within(key, "user.contact.url") ||
                        is_within(key, "user.contact.organization") ||
                        is_within(key, "user.financial") || is_within(key, "user.contact.address");
    if (shared && collection.role == Role::organisation && score.concept_weight < 4.1) {
        against(1.6, "may be the organisation's own");
    }
    const bool told_apart = collection.identifying > 0 && collection.role != Role::thing &&
                            collection.role != Role::lookup && !of_organisation;
    if (is_within(key, "user.name") && weak && !person_table && score.local_person < 2 &&
        !told_apart) {
        if (collection.is_label && score.whole)
            score.terms.push_back({0.4, "a name and nothing else: a person may be asked"});
        else
            against(collection.role == Role::unknown ? 0.8 : 2.0,
                    "a bare name outside a table of persons");
    }
    if (is_within(key, "user.name") && weak && !person_table && told_apart)
        score.terms.push_back({0.5, "beside an address or number that reaches a person"});
    if (is_within(key, "user.contact.address") && collection.role == Role::lookup)
        against(1.5, "a list of places");
    // A label that stands alone has no neighbours to speak against it.
    if (key == "user.contact.address.state" && weak && !of_address && !collection.is_label &&
        !stands_in_address(collection, words)) {
        against(3.0, "no other part of an address beside it");
    }
    if (of_address && key != "user.contact.address" && is_within(key, "user.contact.address"))
        score.terms.push_back({1.2, "a part of an address by its own name"});
    if (key == "user.unique_id" && weak && !(person_table && collection.person_head))
        against(person_table ? 3.0 : 1.8, "key of something that is no person");
    if (is_within(key, "user.biometric") && weak && !(person_table && collection.person_head))
        against(2.5, "a size or weight of something that is no person");
    if (key == "user.authorization.credentials" && weak && is_of_tokens(collection))
        score.terms.push_back({1.6, "in a table of tokens"});
    if (collection.of_templates && (is_within(key, "user.name") || is_within(key, "user.contact")))
        against(3.0, "in a template, before anybody is named");
    if (key == "user.account.settings" && weak && of_organisation)
        against(1.0, "the organisation's own setting");
    const bool of_thing =
        collection.role == Role::thing || collection.role == Role::lookup || of_organisation;
    if (key == "user.demographic.language" && of_thing && score.local_person < 1)
        against(1.5, "the language of something that is no person");
    if (key == "user.childrens" && of_thing) against(2.5, "a child in a tree of things");
    if (key == "user.job_title" && weak && !person_table)
        against(2.0, "a title outside a table of persons");
    if (is_within(key, "user.content") && weak &&
        (collection.role == Role::event || collection.role == Role::content)) {
        score.terms.push_back({0.8, "written in the course of it"});
    }
    if (is_within(key, "user.content") && weak && collection.holds_custom_values)
        score.terms.push_back({0.6, "what people enter in fields of their own"});
    if (is_within(key, "user.account.settings") && weak && collection.names_person)
        score.terms.push_back({0.6, "in a table that names a person"});
    if (is_within(key, "user.contact.address") && !weak && collection.has_person_name) {
        score.terms.push_back({0.8, "beside a person's name"});
    }
}

std::vector<Unit> units_of_field(const FieldWords& words) {
    std::vector<Unit> leaf = names::units_of(words.leaf);
    const auto add_owners = [&leaf](const std::vector<std::string>& owners) {
        for (Unit& unit : names::units_of(owners)) {
            if (unit.entry != nullptr &&
                (unit.entry->is(LexTerm::person) || unit.entry->is(LexTerm::thing) ||
                 unit.entry->is(LexTerm::organisation))) {
                leaf.insert(leaf.begin(), std::move(unit));
            }
        }
    };
    if (words.parents.empty()) {
        if (concept_of(leaf)) {
            add_owners(words.prefix);
            return leaf;
        }
        // What the affix is needed for: "user_url" among fields that begin with "user".
        std::vector<Unit> full = names::units_of(words.uncut);
        const Head head = words.prefix.empty() ? Head{} : head_of(full);
        const bool only_affix = head && std::find(words.prefix.begin(), words.prefix.end(),
                                                  full[head.at].phrase) != words.prefix.end();
        return head && !only_affix ? full : leaf;
    }
    // "card.fingerprint" is one phrase, whatever "fingerprint" alone would be.
    std::vector<std::string> joined{words.parents.back()};
    joined.insert(joined.end(), words.leaf.begin(), words.leaf.end());
    std::vector<Unit> phrase = names::units_of(joined);
    if (phrase.size() == 1 && is_concept(phrase[0], false)) return phrase;
    if (head_of(leaf)) {
        add_owners(words.parents);  // they only say whose it is
        return leaf;
    }
    std::vector<std::string> all = words.parents;
    all.insert(all.end(), words.leaf.begin(), words.leaf.end());
    return names::units_of(all);
}

}  // namespace

double NameScore::sum() const noexcept {
    double sum = 0;
    for (const Evidence& term : terms) sum += term.weight;
    return sum;
}

NameScore score_name(const Collection& collection, const FieldWords& words) {
    NameScore score;
    std::vector<Unit> units = units_of_field(words);
    std::string whole;
    for (const std::string& word : words.leaf) whole += (whole.empty() ? "" : " ") + word;
    const names::Entry* entire = names::find(whole);
    score.local_person = collection.person;
    if (is_term_of_employment(collection, whole)) return score_by_table(collection, words.leaf);
    // "weight" of a person is no business field.
    const bool concept_too =
        entire != nullptr && ((entire->is(LexTerm::concept_) && entire->weight >= 1.8) ||
                              (entire->is(LexTerm::whole_name) && collection.person >= 2.0));
    if (entire != nullptr && entire->is(LexTerm::operational) && !concept_too) {
        score.operational = true;
        score.terms.push_back({-4.5, "name of a technical or business field"});
        return score;
    }
    Head head = head_of(units);
    bool from_comment = false;
    if (!head && !words.comment.empty() && words.comment.size() <= 6) {
        units = names::units_of(words.comment);
        head = concept_of(units);
        from_comment = bool(head);
    }
    if (!head) return score_by_table(collection, words.leaf);

    score.category = head.category;
    score.concept_weight = head.weight;
    score.whole = units.size() == 1;
    score.person_word = is_done_by(words.leaf) || (units[head.at].entry != nullptr &&
                                                   units[head.at].entry->is(LexTerm::person));
    score.number = asks_for_number(words.leaf);
    bool organisation = false;
    score.local_person = local_person(units, head.at, collection, organisation);
    const bool written =
        collection.has_author || (is_of_attachments(collection) && is_description(whole));
    if (written && is_within(score.category, "user.content.private")) {
        constexpr double kWritten = 0.9;  // as in a table of messages
        score.local_person = std::max(score.local_person, kWritten);
    }
    refine(collection, units, score);
    const double weight = std::max(head.weight, score.concept_weight);
    score.terms.push_back({from_comment ? weight * 0.8 : weight,
                           std::string(from_comment ? "the comment says " : "the name says ") +
                               std::string(score.category)});
    const double context =
        score.local_person * sensitivity(head.category, head.weight, score.local_person);
    if (std::abs(context) > 0.05) {
        score.terms.push_back(
            {context, context > 0 ? "among data of persons" : "among data of things or codes"});
    }
    add_negators(units, head.at, score);
    add_special_cases(collection, words, units, organisation, score);
    score.ambiguous = std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
        return is_concept(unit, false) && unit.entry->weight >= 2.2 &&
               !unit.entry->is(LexTerm::person) &&
               !is_within(unit.entry->category, head.category) &&
               !is_within(head.category, unit.entry->category);
    });
    return score;
}

}  // namespace gdprd::policy
