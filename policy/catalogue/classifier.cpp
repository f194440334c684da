#include "policy/catalogue/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "policy/catalogue/classifier_context.hpp"
#include "policy/catalogue/classifier_decision.hpp"
#include "policy/catalogue/classifier_documents.hpp"
#include "policy/catalogue/classifier_name_score.hpp"
#include "policy/catalogue/classifier_type_score.hpp"
#include "policy/catalogue/classifier_value_score.hpp"
#include "policy/catalogue/classifier_values.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

/// A whole number or UUID where the name is that of a person.
constexpr double kKeyOfPerson = 0.7;

/// Log-odds of what a person is asked about: a little more likely than not.
constexpr double kAsksPerson = 0.1;

/// "message_id", "in_reply_to": written like e-mail addresses, and nobody's.
bool names_message(const context::FieldWords& words) {
    std::string name;
    for (const std::string& word : words.leaf) name += word;
    return name.ends_with("messageid") || name.ends_with("inreplyto") || name == "references";
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
    read_as_name(profile, name);
    read_as_document(field, collection, words, name);
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
    // Rejected by its name alone: a person is to look at the values.
    const bool rejected =
        !category.empty() && decide(probability_of(log_odds), category) == Decision::reject;
    if (rejected && value.stands && !names_message(words)) {
        category = value.category;
        terms.push_back({kAsksPerson - log_odds, "whatever the name says, a person is asked"});
        log_odds = kAsksPerson;
    }

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

}  // namespace

std::vector<Finding> classify(std::span<const FieldEvidence> fields) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> collections;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        collections[{fields[i].store.value(), fields[i].collection}].push_back(i);
    }
    std::vector<Finding> findings(fields.size());
    sweep::Sweeper sweeper;
    for (const auto& [name, members] : collections) {
        std::vector<const FieldEvidence*> own;
        for (const std::size_t i : members) own.push_back(&fields[i]);
        const context::Collection collection = context::read_collection(own);
        for (std::size_t i = 0; i < members.size(); ++i) {
            findings[members[i]] = combine(*own[i], collection, collection.fields[i], sweeper);
        }
    }
    find_references(fields, findings);
    return findings;
}

}  // namespace gdprd::policy
