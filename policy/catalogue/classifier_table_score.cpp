#include "policy/catalogue/classifier_table_score.hpp"

#include <string_view>

namespace gdprd::policy {

using context::Collection;

namespace {

constexpr double kTableConcept = 3.0;
constexpr double kTokenValue = 3.0;
constexpr double kDoneBy = 3.0;
/// What people enter themselves may be anything: a person is to look.
constexpr double kFreeValue = 2.2;

bool is_one_of(std::string_view phrases, const std::string& phrase) {
    return phrases.find('|' + phrase + '|') != std::string_view::npos;
}

/// The one column that holds what a table is named for.
bool is_value_word(const std::string& name) {
    return is_one_of(
        "|value|number|number compact|value compact|raw|raw value|original|original "
        "value|wert|nummer|"
        "valeur|numero|valor|",
        name);
}

bool is_of_sessions(const Collection& collection) {
    return !collection.name.empty() &&
           (collection.name.back() == "session" || collection.name.back() == "sessions");
}

/// "user_applications", "client_devices": what a key opens for a person.
bool opens_something(const Collection& collection) {
    return collection.names_person && collection.name.size() >= 2 &&
           is_one_of(
               "|application|applications|app|apps|device|devices|integration|integrations|login|"
               "logins|access|",
               collection.name.back());
}

/// Not "id", which the lexicon knows.
bool is_number_of_row(const std::string& name) {
    return is_one_of("|code|number|no|nr|num|ref|reference|nummer|numero|", name);
}

bool is_changed_value(const std::string& name) {
    return is_one_of(
        "|old value|new value|oldvalue|newvalue|value before|value after|previous value|value|",
        name);
}

}  // namespace

bool is_of_tokens(const Collection& collection) {
    if (collection.name.empty()) return false;
    const std::string& last = collection.name.back();
    return last.ends_with("token") || last.ends_with("tokens");
}

bool is_done_by(const std::vector<std::string>& words) {
    if (words.size() < 2 || words.back() != "by") return false;
    const std::string& done = words[words.size() - 2];
    constexpr std::string_view kIrregular =
        "|done|sent|taken|given|written|made|paid|sold|bought|seen|read|held|led|drawn|chosen|";
    constexpr std::string_view kByThings =
        "|replaced|superseded|followed|caused|blocked|multiplied|divided|limited|powered|sorted|"
        "ordered|grouped|indexed|partitioned|preceded|triggered|";
    return (done.ends_with("ed") || is_one_of(kIrregular, done)) && !is_one_of(kByThings, done);
}

bool is_of_attachments(const Collection& collection) {
    return !collection.name.empty() &&
           is_one_of("|attachment|attachments|upload|uploads|", collection.name.back());
}

bool is_description(const std::string& whole) {
    return is_one_of("|description|beschreibung|descripcion|descricao|descrizione|", whole);
}

bool is_term_of_employment(const Collection& collection, const std::string& whole) {
    constexpr std::string_view kEmployed =
        "|employee|employees|employment|employments|staff|worker|workers|personnel|mitarbeiter|"
        "personal|beschaftigte|salarie|salaries|employe|employes|empleado|empleados|dipendente|"
        "dipendenti|funcionario|funcionarios|medewerker|medewerkers|pracownik|pracownicy|";
    constexpr std::string_view kTerms =
        "|start date|end date|date start|date end|from date|to date|date from|date to|eintritt|"
        "austritt|date debut|date fin|fecha inicio|fecha fin|data inicio|data fim|";
    return !collection.name.empty() && is_one_of(kEmployed, collection.name.back()) &&
           is_one_of(kTerms, whole);
}

NameScore score_by_table(const Collection& collection, const std::vector<std::string>& words) {
    std::string whole;
    for (const std::string& word : words) whole += (whole.empty() ? "" : " ") + word;
    NameScore score;
    score.local_person = collection.person;
    const auto says = [&](std::string_view category, double weight, std::string reason) {
        score.category = category;
        score.concept_weight = weight;
        score.whole = true;
        score.terms.push_back({weight, std::move(reason)});
    };
    const bool value = is_value_word(whole);
    const bool key = whole == "key";
    if (is_term_of_employment(collection, whole)) {
        says("user.workplace", kTableConcept, "how long somebody works there");
    } else if (is_done_by(words)) {
        says("user.unique_id", kDoneBy, "somebody did it");
        score.person_word = true;
    } else if (value && collection.named_for != nullptr) {
        says(collection.named_for->category, kTableConcept,
             "the table's name says " + std::string(collection.named_for->category));
    } else if ((is_of_tokens(collection) && (value || key)) ||
               (is_of_sessions(collection) && key)) {
        says("user.authorization.credentials", kTokenValue, "the key of a table of keys");
    } else if (value && collection.holds_custom_values) {
        says("user", kFreeValue, "what people enter in fields of their own");
    } else if (collection.holds_changes && is_changed_value(whole)) {
        says("user", kFreeValue, "a value before or after a change");
    } else if (key && opens_something(collection)) {
        says("user.authorization.credentials", kFreeValue, "the key of something of a user's");
    } else if (is_number_of_row(whole) && collection.role == context::Role::person &&
               collection.person_head) {
        says("user.unique_id", kFreeValue, "the number of a row that is a person");
    }
    return score;
}

}  // namespace gdprd::policy
