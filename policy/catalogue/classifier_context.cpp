#include "policy/catalogue/classifier_context.hpp"

#include <algorithm>
#include <map>

#include "policy/catalogue/classifier_abbreviations.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy::context {
namespace {

using lexicon::Term;
using names::Unit;

Role role_of(const names::Entry& entry) noexcept {
    // A word may be several things; the one that decides most about the rows comes first.
    if (entry.is(Term::lookup)) return Role::lookup;
    if (is_within(entry.category, "user.contact.address") && entry.is(Term::concept_))
        return Role::person;  // a book of addresses
    if (entry.is(Term::person)) return Role::person;
    if (entry.is(Term::event)) return Role::event;
    if (entry.is(Term::content)) return Role::content;
    if (entry.is(Term::organisation)) return Role::organisation;
    if (entry.is(Term::record)) return Role::record;
    if (entry.is(Term::thing)) return Role::thing;
    return Role::unknown;
}

/// Also of the singular, when the plural is known for something else ("templates").
Role role_of(const Unit& unit) {
    const Role role = unit.entry != nullptr ? role_of(*unit.entry) : Role::unknown;
    if (role != Role::unknown || !unit.phrase.ends_with('s')) return role;
    const names::Entry* singular =
        names::find(std::string_view(unit.phrase).substr(0, unit.phrase.size() - 1));
    return singular != nullptr ? role_of(*singular) : Role::unknown;
}

/// The score of a table that is named for one role.
double base_score(Role role) noexcept {
    switch (role) {
        case Role::person:
            return 2.3;
        case Role::event:
        case Role::content:
            return 0.9;
        case Role::organisation:
            return 0.4;
        case Role::record:
            return 0.5;
        case Role::thing:
            return -2.0;
        case Role::lookup:
            return -2.6;
        case Role::unknown:
            return 0.0;
    }
    return 0.0;
}

/// "labels", "form": the list of fields itself, which says nothing about its rows.
bool names_the_form(const std::vector<std::string>& words) {
    constexpr std::string_view kForms =
        "|label|labels|field|fields|column|columns|form|forms|formular|formulaire|formulario|";
    return words.size() == 1 && kForms.find('|' + words[0] + '|') != std::string_view::npos;
}

/// Head last in English and German ("user roles"), first in Romance languages ("types de client"):
/// a list of codes at either end decides; otherwise persons win over what happened with them.
void read_name(std::string_view name, Collection& out) {
    constexpr std::size_t kTellingName = 3;
    out.is_label = out.fields.size() == 1;
    std::vector<Role> roles;
    for (const std::string_view part : names::path_parts(name)) {
        roles.clear();  // a namespace before the name says little
        out.person_head = false;
        out.named_for = nullptr;
        const auto words = names::words_of(part);
        if (names_the_form(words)) continue;
        for (const Unit& unit : names::units_of(words)) {
            const Role role = role_of(unit);
            if (role != Role::unknown) roles.push_back(role);
            if (unit.entry != nullptr && unit.phrase.size() >= kTellingName) out.is_label = false;
            // An address book is of persons, but its rows are addresses.
            out.person_head = unit.entry != nullptr && unit.entry->is(Term::person);
            // "contact_mechanisms" hold what reaches a person, "person_identifiers" what tells
            // them.
            const bool of_concept =
                unit.entry != nullptr && unit.entry->is(Term::concept_) &&
                (unit.entry->weight >= 4.1 || unit.entry->category == "user.contact");
            out.named_for = of_concept ? unit.entry : nullptr;
        }
    }
    // "user_preferences" is one phrase of the lexicon, and names a user all the same.
    out.names_person = std::any_of(out.name.begin(), out.name.end(), [](const std::string& word) {
        const names::Entry* entry = names::find(word);
        return entry != nullptr && entry->is(Term::person);
    });
    if (roles.empty()) return;
    const auto has = [&](Role role) {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    const bool person = has(Role::person);
    out.names_person = out.names_person || person;
    const Role last = roles.back();
    out.role = last;
    const bool configures = std::any_of(out.name.begin(), out.name.end(), [](const auto& word) {
        return word == "configuration" || word == "config";
    });
    if (roles.front() == Role::lookup || last == Role::lookup || configures)
        out.role = Role::lookup;
    else if (person && last == Role::thing)
        out.role = roles.front() == Role::person ? Role::thing : Role::person;
    else if (person && (last == Role::organisation || last == Role::person))
        out.role = Role::person;
    else if (last == Role::thing && has(Role::event))
        out.role = Role::thing;
    out.person = base_score(out.role);
    const bool happened =
        out.role == Role::event || out.role == Role::content || out.role == Role::record;
    if (person && happened) out.person = 1.8;
    if (person && out.role == Role::thing)
        out.person = -1.0;  // "user groups", but also "user files"
}

/// The word that most fields begin (or end) with: an affix of the table ("cust_name", "c_city",
/// "nom_adh"). A last word that is a concept or speaks about one stays: "home_phone, work_phone".
std::string common_affix(const std::vector<FieldWords>& fields, bool at_end) {
    if (fields.size() < 4) return {};
    std::map<std::string, std::size_t> counts;
    for (const FieldWords& field : fields) {
        if (field.leaf.size() >= 2) ++counts[at_end ? field.leaf.back() : field.leaf.front()];
    }
    for (const auto& [word, count] : counts) {
        if (count * 10 < fields.size() * (at_end ? 5U : 6U)) continue;
        const names::Entry* entry = at_end ? names::find(word) : nullptr;
        if (entry == nullptr) return word;
        // "log" in "date_log, text_log" is the table's own word, "id" never is.
        const bool row = entry->is(Term::record) || entry->is(Term::event) ||
                         entry->is(Term::thing) || entry->is(Term::content);
        const bool speaks = entry->is(Term::concept_) || entry->is(Term::whole_name) ||
                            entry->is(Term::qualifier) || (entry->negation > 0 && !row);
        if (!speaks) return word;
    }
    return {};
}

void strip_affixes(Collection& collection) {
    const std::string prefix = common_affix(collection.fields, false);
    const std::string suffix = common_affix(collection.fields, true);
    for (FieldWords& field : collection.fields) {
        field.uncut = field.leaf;
        if (!suffix.empty() && field.leaf.size() >= 2 && field.leaf.back() == suffix) {
            field.leaf.pop_back();
            field.prefix.push_back(suffix);
        }
        if (!prefix.empty() && field.leaf.size() >= 2 && field.leaf.front() == prefix) {
            field.leaf.erase(field.leaf.begin());
            field.prefix.push_back(prefix);
        }
        // Custom fields of some services end in "__c", SAP-like ones in a lone letter.
        while (field.leaf.size() >= 2 && field.leaf.back().size() == 1 &&
               !(field.leaf.back()[0] >= '0' && field.leaf.back()[0] <= '9')) {
            field.leaf.pop_back();
        }
    }
}

FieldWords read_field(const FieldEvidence& field) {
    FieldWords out;
    const auto parts = names::path_parts(field.field);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto words = names::words_of(parts[i]);
        names::write_out(words);
        if (i + 1 == parts.size())
            out.leaf = std::move(words);
        else
            out.parents.insert(out.parents.end(), words.begin(), words.end());
    }
    out.comment = names::words_of(field.comment);
    return out;
}

/// The concept of a name whose other words only say which one: "billing city".
const names::Entry* only_concept(const std::vector<std::string>& leaf) {
    const names::Entry* only = nullptr;
    for (const Unit& unit : names::units_of(leaf)) {
        if (unit.entry == nullptr) return nullptr;
        if (unit.entry->is(Term::concept_)) {
            if (only != nullptr) return nullptr;
            only = unit.entry;
        } else if (!unit.entry->is(Term::qualifier) && !unit.entry->is(Term::person)) {
            return nullptr;
        }
    }
    return only;
}

/// The parts of a mail besides its text: who reads three of them in one table reads mails.
bool is_part_of_mail(const std::string& phrase) {
    constexpr std::string_view kParts =
        "|subject|betreff|objet|asunto|assunto|oggetto|header|headers|mail headers|message id|"
        "messageid|in reply to|inreplyto|references|sender|recipient|recipients|from address|"
        "to address|reply to|cc|bcc|";
    return kParts.find('|' + phrase + '|') != std::string_view::npos;
}
constexpr std::size_t kPartsOfMail = 3;

std::string phrase_of(const FieldWords& field) {
    std::string phrase;
    for (const std::string& word : field.leaf) phrase += (phrase.empty() ? "" : " ") + word;
    return phrase;
}

/// "custom_values", "objectcustomfieldvalues": fields that the users of a program define.
bool names_custom_values(const std::vector<std::string>& words) {
    std::string name;
    for (const std::string& word : words) name += word;
    return name.find("custom") != std::string::npos && name.find("value") != std::string::npos;
}

/// Two fields tell what was there before and after.
bool tells_changes(const std::vector<FieldWords>& fields) {
    const auto has = [&](std::string_view phrases) {
        return std::any_of(fields.begin(), fields.end(), [&](const FieldWords& field) {
            std::string name = "|";
            for (const std::string& word : field.leaf) name += (name.size() > 1 ? " " : "") + word;
            return phrases.find(name + '|') != std::string_view::npos;
        });
    };
    return has("|old value|oldvalue|value before|previous value|") &&
           has("|new value|newvalue|value after|value|");
}

/// "author_id", "comment_author", "posted_by": who wrote what stands in the row. Who made the row
/// in a table of whatever ("created_by") says nothing of its texts.
bool names_author(const FieldWords& field) {
    constexpr std::string_view kAuthors = "|author|writer|poster|commenter|uploader|submitter|";
    constexpr std::string_view kWrote = "|written by|posted by|uploaded by|submitted by|";
    const auto& words = field.leaf;
    if (words.empty()) return false;
    const bool key = words.size() >= 2 && words.back() == "id";
    const std::string& last = key ? words[words.size() - 2] : words.back();
    return kAuthors.find('|' + last + '|') != std::string_view::npos ||
           kWrote.find('|' + phrase_of(field) + '|') != std::string_view::npos;
}

/// What a field's name alone says, for its siblings: the whole leaf is one phrase.
void count_sibling(const FieldWords& field, Collection& out, std::size_t& things) {
    const std::string phrase = phrase_of(field);
    const names::Entry* entry = names::find(phrase);
    if (entry == nullptr) entry = only_concept(field.leaf);
    if (entry == nullptr) return;
    if (entry->is(Term::concept_) || entry->is(Term::whole_name)) {
        const std::string_view key = entry->category;
        const bool identifies =
            is_within(key, "user.name") || is_within(key, "user.contact") ||
            is_within(key, "user.demographic") || is_within(key, "user.government_id") ||
            is_within(key, "user.authorization") || is_within(key, "user.health_and_medical");
        if (identifies && entry->weight >= 4.1 && !is_within(key, "user.contact.address"))
            ++out.identifying;
        if (is_within(key, "user.contact.address") && entry->weight >= 2.8) {
            out.has_address = true;
            if (key != "user.contact.address") out.has_address_part = true;
        }
        if (is_within(key, "user.name") && entry->weight >= 4.1) out.has_person_name = true;
        if (key == "user.name.first") out.has_first_name = true;
        if (key == "user.name.last") out.has_last_name = true;
        if (key == "user.job_title" && entry->weight >= 3) out.has_job = true;
    }
    constexpr std::string_view kThings =
        "|price|sku|stock|quantity|barcode|ean|isbn|slug|permalink|prix|preis|precio|preco|"
        "artikelnummer|unit price|"
        "weight|product id|category id|plan id|iso code|iso iso2|iso3|alpha 2|alpha 3|meta "
        "title|currency symbol|"
        "url key|mime type|file size|file name|file path|checksum|duration|width|height|";
    if (kThings.find('|' + phrase + '|') != std::string_view::npos) ++things;
}

}  // namespace

Collection read_collection(std::span<const FieldEvidence* const> fields) {
    Collection out;
    for (const FieldEvidence* field : fields) out.fields.push_back(read_field(*field));
    strip_affixes(out);
    out.name = names::words_of(fields.front()->collection);
    read_name(fields.front()->collection, out);
    std::size_t things = 0;
    for (const FieldWords& field : out.fields) count_sibling(field, out, things);
    out.holds_custom_values = names_custom_values(out.name);
    out.holds_changes = tells_changes(out.fields);
    out.has_author = std::any_of(out.fields.begin(), out.fields.end(), names_author);
    constexpr std::string_view kTemplates =
        "|template|templates|vorlage|vorlagen|modele|modeles|plantilla|plantillas|modelo|modelos|";
    out.of_templates =
        !out.name.empty() && kTemplates.find('|' + out.name.back() + '|') != std::string_view::npos;
    if (out.of_templates) out.identifying = 0;  // their fields are of those who will be named
    double siblings = 0.75 * static_cast<double>(std::min<std::size_t>(out.identifying, 3));
    siblings -=
        0.6 * static_cast<double>(std::min<std::size_t>(things, 3)) / (out.identifying > 0 ? 2 : 1);
    if (out.identifying >= 3 && (out.role == Role::unknown || out.role == Role::thing))
        out.role = Role::person;
    if (out.identifying >= 3 && out.role == Role::person) out.person_head = true;
    if (out.identifying >= 3 && out.person < 0) out.person = 0;
    const auto of_mail = std::count_if(out.fields.begin(), out.fields.end(), [](const auto& field) {
        return is_part_of_mail(phrase_of(field));
    });
    if (static_cast<std::size_t>(of_mail) >= kPartsOfMail && out.role != Role::person) {
        out.role = Role::content;
        out.person = std::max(out.person, base_score(Role::content));
    }
    // A table named for something else holds persons' data at most as a part of it.
    const bool persons = out.role == Role::person || out.role == Role::unknown;
    out.person = std::clamp(out.person + siblings, -3.0, persons ? 3.2 : 1.9);
    return out;
}

std::string_view to_string(Role role) noexcept {
    switch (role) {
        case Role::unknown:
            return "unknown";
        case Role::person:
            return "person";
        case Role::organisation:
            return "organisation";
        case Role::event:
            return "event";
        case Role::content:
            return "content";
        case Role::thing:
            return "thing";
        case Role::lookup:
            return "lookup";
        case Role::record:
            return "record";
    }
    return "unknown";
}

}  // namespace gdprd::policy::context
