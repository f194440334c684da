#include "policy/catalogue/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "policy/catalogue/classifier_context.hpp"
#include "policy/catalogue/classifier_name_score.hpp"
#include "policy/catalogue/classifier_type_score.hpp"
#include "policy/catalogue/classifier_value_score.hpp"
#include "policy/catalogue/classifier_values.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

/// Of a hundred fields of a business database about a dozen hold personal data.
constexpr double kPrior = -2.0;

/// A whole number or UUID where the name is that of a person.
constexpr double kKeyOfPerson = 0.7;

constexpr double kAcceptFrom = 0.8;
constexpr double kReviewFrom = 0.5;
/// Art. 9 and 10: a person looks at it much earlier.
constexpr double kReviewSensitiveFrom = 0.3;

double probability_of(double log_odds) noexcept {
    return 1.0 / (1.0 + std::exp(-log_odds));
}

Decision decide(double personal, std::string_view category) {
    const CategoryEntry* entry = find_category(category);
    const bool sensitive = entry != nullptr && entry->sensitivity != Sensitivity::ordinary;
    if (personal >= kAcceptFrom) return Decision::accept;
    return personal >= (sensitive ? kReviewSensitiveFrom : kReviewFrom) ? Decision::review
                                                                        : Decision::reject;
}

/// The heaviest terms, in order of weight, as sentences for people.
std::vector<std::string> reasons_of(std::vector<Evidence> terms) {
    std::sort(terms.begin(), terms.end(), [](const Evidence& a, const Evidence& b) {
        return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight)
                                                        : a.reason < b.reason;
    });
    std::vector<std::string> reasons;
    for (const Evidence& term : terms) {
        if (reasons.size() == 6) break;
        const long tenths = std::lround(term.weight * 10);
        if (tenths == 0) continue;
        reasons.push_back(term.reason + (tenths > 0 ? " (+" : " (-") +
                          std::to_string(std::abs(tenths) / 10) + '.' +
                          std::to_string(std::abs(tenths) % 10) + ')');
    }
    if (reasons.empty()) reasons.emplace_back("nothing in name, type or values points at a person");
    return reasons;
}

Finding combine(const FieldEvidence& field, const context::Collection& collection,
                const context::FieldWords& words, sweep::Sweeper& sweeper) {
    NameScore name = score_name(collection, words);
    const values::Profile profile = values::profile(field.samples, sweeper);
    // A number where a person is named refers to the person.
    if (name.person_word && holds_keys(field, profile)) {
        if (is_within(name.category, "user.name") || name.category == "user.account.username")
            name.category = "user.unique_id";
        // "user" in whatever table: whose it is, or who did it.
        if (name.category == "user.unique_id" && name.concept_weight < 3)
            name.terms.push_back({kKeyOfPerson, "a key where a person is named"});
    }
    const ValueScore value = score_values(profile, name, collection);

    std::vector<Evidence> terms = name.terms;
    std::string_view category = name.category;
    if (!value.category.empty() && value.replaces) {
        // What the values are wins over what the name only suggests: its terms no longer count.
        std::erase_if(terms, [](const Evidence& term) { return term.weight > 0; });
        category = value.category;
    }
    terms.insert(terms.end(), value.terms.begin(), value.terms.end());
    if (!category.empty()) {
        for (Evidence& term : score_type(field, profile, category, name.whole))
            terms.push_back(std::move(term));
    }
    double log_odds = kPrior;
    for (const Evidence& term : terms) log_odds += term.weight;

    Finding finding;
    finding.personal = probability_of(log_odds);
    finding.probability = category.empty()
                              ? 0.0
                              : finding.personal * (name.ambiguous && !value.replaces ? 0.8 : 0.97);
    if (is_within(category, "user.content") ||
        (is_within(category, "user.unique_id") && name.concept_weight < 2.2)) {
        finding.probability *= 0.9;
    }
    finding.decision = category.empty() ? Decision::reject : decide(finding.personal, category);
    if (finding.decision != Decision::reject) finding.category = Category(std::string(category));
    finding.reasons = reasons_of(std::move(terms));
    return finding;
}

/// A name that says more than that it is a key: "num_cli", "kundenID", not "id".
bool is_telling_key(std::string_view field) {
    return names::words_of(field).size() >= 2 && field.find('.') == std::string_view::npos;
}

/// Fields of other tables that have the name of a key of a table of persons refer to its rows:
/// applications name a reference like the key it refers to, or like the table and a key
/// ("address_id"), with or without declaring it.
class PersonKeys {
  public:
    void learn_table(const FieldEvidence& field, const context::Collection& collection) {
        if (collection.role != context::Role::person || collection.identifying == 0) return;
        const std::vector<names::Unit> units = names::units_of(collection.name);
        const bool reaches_persons =
            std::all_of(units.begin(), units.end(), [](const names::Unit& unit) {
                return unit.entry != nullptr && (unit.entry->is(lexicon::Term::person) ||
                                                 is_within(unit.entry->category, "user.contact"));
            });
        if (!reaches_persons) return;
        tables_.insert({field.store.value(), singular(joined(collection.name))});
    }
    void learn(const FieldEvidence& field, const context::Collection& collection,
               const Finding& finding) {
        const bool persons = collection.person_head && collection.identifying >= 2;
        if (persons && finding.category && finding.category->value() == "user.unique_id" &&
            is_telling_key(field.field)) {
            keys_.insert({field.store.value(), text::lower_ascii(field.field)});
        }
    }
    void apply(const FieldEvidence& field, Finding& finding) const {
        const bool key = keys_.contains({field.store.value(), text::lower_ascii(field.field)});
        if (finding.category || !(key || names_table(field))) return;
        constexpr double kNamedLikeKey = 3.4;
        finding.personal = probability_of(kPrior + kNamedLikeKey);
        finding.probability = finding.personal * 0.97;
        finding.category = Category("user.unique_id");
        finding.decision = decide(finding.personal, "user.unique_id");
        finding.reasons = {"named like the key of a table of persons (+3.4)"};
    }

  private:
    using Names = std::set<std::pair<std::string, std::string>>;  ///< store and folded name

    static std::string joined(std::span<const std::string> words) {
        std::string name;
        for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
        return name;
    }
    static std::string singular(std::string name) {
        if (name.ends_with("sses") || name.ends_with("xes")) return name.substr(0, name.size() - 2);
        if (name.ends_with('s') && !name.ends_with("ss")) name.pop_back();
        return name;
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
    Names tables_;
};

}  // namespace

std::vector<Finding> classify(std::span<const FieldEvidence> fields) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> collections;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        collections[{fields[i].store.value(), fields[i].collection}].push_back(i);
    }
    std::vector<Finding> findings(fields.size());
    sweep::Sweeper sweeper;
    PersonKeys keys;
    for (const auto& [name, members] : collections) {
        std::vector<const FieldEvidence*> own;
        for (const std::size_t i : members) own.push_back(&fields[i]);
        const context::Collection collection = context::read_collection(own);
        keys.learn_table(*own.front(), collection);
        for (std::size_t i = 0; i < members.size(); ++i) {
            findings[members[i]] = combine(*own[i], collection, collection.fields[i], sweeper);
            keys.learn(*own[i], collection, findings[members[i]]);
        }
    }
    for (std::size_t i = 0; i < fields.size(); ++i) keys.apply(fields[i], findings[i]);
    return findings;
}

}  // namespace gdprd::policy
