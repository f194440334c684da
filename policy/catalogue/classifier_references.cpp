// What the collections of a store tell of each other's fields: which of them refer to persons.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "policy/catalogue/classifier.hpp"
#include "policy/catalogue/classifier_context.hpp"
#include "policy/catalogue/classifier_decision.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

using context::Collection;

/// A reference that the store declares: what it leads to is known, not guessed.
constexpr double kRefersToPersons = 5.0;
constexpr double kNamedLikeKey = 3.4;

using Names = std::set<std::pair<std::string, std::string>>;  ///< store and folded name

std::string joined(std::span<const std::string> words) {
    std::string name;
    for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
    return name;
}

std::string singular(std::string name) {
    if (name.ends_with("sses") || name.ends_with("xes")) return name.substr(0, name.size() - 2);
    if (name.ends_with('s') && !name.ends_with("ss")) name.pop_back();
    return name;
}

/// A name that says more than that it is a key: "num_cli", "kundenID", not "id".
bool is_telling_key(std::string_view field) {
    return names::words_of(field).size() >= 2 && field.find('.') == std::string_view::npos;
}

/// Rows that are ways to reach persons: "addresses", "email_addresses".
bool reaches_persons(const Collection& collection) {
    if (collection.role != context::Role::person || collection.identifying == 0) return false;
    const std::vector<names::Unit> units = names::units_of(collection.name);
    return std::all_of(units.begin(), units.end(), [](const names::Unit& unit) {
        return unit.entry != nullptr && (unit.entry->is(lexicon::Term::person) ||
                                         is_within(unit.entry->category, "user.contact"));
    });
}

bool is_of_persons(const Collection& collection) {
    return (collection.role == context::Role::person && collection.person_head) ||
           reaches_persons(collection);
}

/// Fields of other tables that have the name of a key of a table of persons refer to its rows:
/// applications name a reference like the key it refers to, or like the table and a key
/// ("address_id"), with or without declaring it.
class Persons {
  public:
    void learn(const FieldEvidence& first, const Collection& collection) {
        if (reaches_persons(collection))
            tables_.insert({first.store.value(), singular(joined(collection.name))});
        if (is_of_persons(collection)) targets_.insert({first.store.value(), first.collection});
    }
    void learn_key(const FieldEvidence& field, const Collection& collection,
                   const Finding& finding) {
        const bool persons = collection.person_head && collection.identifying >= 2;
        if (persons && finding.category && finding.category->value() == "user.unique_id" &&
            is_telling_key(field.field)) {
            keys_.insert({field.store.value(), text::lower_ascii(field.field)});
        }
    }
    void apply(const FieldEvidence& field, Finding& finding) const {
        const bool other = finding.category && finding.category->value() != "user.unique_id";
        if (other || finding.decision == Decision::accept) return;
        if (!field.refers_to.empty()) {
            if (targets_.contains({field.store.value(), field.refers_to}))
                refer(finding, kRefersToPersons, "a declared reference to a table of persons");
            return;  // elsewhere: it is not what its name resembles
        }
        if (finding.category) return;
        if (keys_.contains({field.store.value(), text::lower_ascii(field.field)}) ||
            names_table(field)) {
            refer(finding, kNamedLikeKey, "named like the key of a table of persons");
        }
    }

  private:
    static void refer(Finding& finding, double weight, std::string reason) {
        finding.personal = probability_of(kPrior + weight);
        finding.probability = finding.personal * 0.97;
        finding.category = Category("user.unique_id");
        finding.decision = decide(finding.personal, "user.unique_id");
        const long tenths = std::lround(weight * 10);
        finding.reasons = {std::move(reason) + " (+" + std::to_string(tenths / 10) + '.' +
                           std::to_string(tenths % 10) + ')'};
    }
    /// "address_id", "billing_address_id", "id_address" where a table "addresses" is of persons.
    bool names_table(const FieldEvidence& field) const {
        constexpr std::string_view kKey = "id";
        const std::vector<std::string> words = names::words_of(field.field);
        if (tables_.empty() || words.size() < 2) return false;
        std::span<const std::string> table = words;
        if (words.back() == kKey)
            table = table.first(words.size() - 1);
        else if (words.front() == kKey)
            table = table.subspan(1);
        else
            return false;
        for (; !table.empty(); table = table.subspan(1)) {
            if (tables_.contains({field.store.value(), singular(joined(table))})) return true;
        }
        return false;
    }

    Names keys_;
    Names tables_;   ///< in the singular
    Names targets_;  ///< as they are called
};

}  // namespace

void find_references(std::span<const FieldEvidence> fields, std::span<Finding> findings) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> collections;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        collections[{fields[i].store.value(), fields[i].collection}].push_back(i);
    }
    Persons persons;
    for (const auto& [name, members] : collections) {
        std::vector<const FieldEvidence*> own;
        for (const std::size_t i : members) own.push_back(&fields[i]);
        const Collection collection = context::read_collection(own);
        persons.learn(*own.front(), collection);
        for (const std::size_t i : members) persons.learn_key(fields[i], collection, findings[i]);
    }
    for (std::size_t i = 0; i < fields.size(); ++i) persons.apply(fields[i], findings[i]);
}

}  // namespace gdprd::policy
