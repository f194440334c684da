#include "policy/catalogue/classifier_value_score.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

using values::Profile;

/// A format that the values follow, and what it proves by itself.
struct Detected {
    std::string_view category;
    double weight = 0;
    std::string reason;
};

constexpr double kMost = 0.8;
constexpr double kSentenceLength = 11;
/// From so many values on a list of words is told from names.
constexpr std::size_t kEnough = 8;
/// Fewer that are given and family names: a person is asked.
constexpr double kFewNames = 2.4;
/// Who paid every month stands in a table twelve times a year.
constexpr double kNamesAgain = 3.0;
/// So many common names are more than chance.
constexpr double kCommon = 0.25;
/// In so many values an identifier stands that has a form of its own.
constexpr double kHalf = 0.5;

double share_of(const Profile& p, sweep::Kind kind) noexcept {
    return p.inside[static_cast<std::size_t>(kind)];
}

/// E-mail addresses and bank accounts inside the values: neither comes about by chance.
bool holds_sure_identifiers(const Profile& p) noexcept {
    return share_of(p, sweep::Kind::email) >= kHalf ||
           share_of(p, sweep::Kind::bank_account) >= kHalf;
}

/// Formats that say what a value is whatever its name.
Detected strong_format(const Profile& p) {
    if (p.email >= 0.6) return {"user.contact.email", 5.5, "values are e-mail addresses"};
    if (p.iban >= kMost) return {"user.financial.bank_account", 5.5, "values are IBANs"};
    if (p.ip >= kMost && p.ip_small < 0.9)
        return {"user.device.ip_address", 4.6, "values are IP addresses"};
    if (p.phone_plus >= kMost)
        return {"user.contact.phone_number", 4.8, "values are international phone numbers"};
    if (!p.national.empty()) {
        return {"user.government_id.national_identification_number", 4.2,
                "values satisfy the rules of a national number"};
    }
    const bool random = !p.monotonic && !p.epochs && p.distinct * 2 > p.count;
    if (p.card >= 0.9 && p.count >= 4 && random) {
        return {"user.financial.credit_card", 4.0,
                "values are card numbers by issuer and check digit"};
    }
    return {};
}

/// Shapes that hint, but need the name or the table.
Detected weak_format(const Profile& p, const context::Collection& collection) {
    const double person = collection.person;
    const bool words = p.enumerated < 0.3 && p.with_digit < 0.2;
    const bool names = words && p.count >= kEnough && p.distinct * 2 > p.count;
    const bool of_people = p.given_name >= 0.6 && p.family_name >= 0.4;
    const bool seem_so = p.count >= kEnough && p.given_name >= 0.45 && p.family_name >= 0.25;
    if (words && !names && p.two_words >= kMost && (of_people || seem_so) &&
        p.letters_only >= kMost) {
        return p.count < kEnough
                   ? Detected{"user.name", kFewNames, "the few values look like names of persons"}
                   : Detected{"user.name", kNamesAgain, "values look like names that recur"};
    }
    if (names && p.two_words >= 0.6 && p.given_name >= (p.family_name >= 0.15 ? 0.3 : 0.5) &&
        p.letters_only >= kMost) {
        return {"user.name", p.family_name >= 0.2 ? 4.0 : 3.2, "values look like names of persons"};
    }
    if (names && p.given_name >= 0.4 && p.letters_only >= 0.9 && p.mean_length < 14) {
        return {"user.name.first", 3.0 + 0.2 * person, "values are common given names"};
    }
    if (names && p.family_name >= 0.4 && p.letters_only >= 0.9 && p.mean_length < 16) {
        return {"user.name.last", 3.0 + 0.2 * person, "values are common family names"};
    }
    if (p.address >= 0.5)
        return {"user.contact.address", 3.2 + 0.3 * person, "values are postal addresses"};
    if (p.street >= 0.5)
        return {"user.contact.address.street", 3.2 + 0.3 * person, "values look like streets"};
    const bool separated = p.phone >= kMost && p.number < 0.5;
    if (separated && p.count >= 3 && p.mean_length >= 9) {
        return {"user.contact.phone_number", 1.6 + 0.4 * std::max(person, 0.0),
                "values look like phone numbers"};
    }
    if (p.mentions >= 0.2) return {"user.content.private", 3.0, mentions_in_words(p)};
    if (p.place >= 0.4 && p.letters_only >= kMost) {
        return {"user.contact.address.city", 1.2 + 0.6 * person, "values are names of towns"};
    }
    return {};
}

bool is_name_like(std::string_view category) {
    return is_within(category, "user.name") || is_within(category, "user.contact.address.street") ||
           category == "user.contact.address" || category == "user.contact.address.city" ||
           category == "user.job_title" || category == "user.contact.organization";
}

/// Values that cannot be what the name says.
void contradict(const Profile& p, const NameScore& name, std::vector<Evidence>& terms) {
    const std::string_view category = name.category;
    const auto against = [&](double weight, const char* reason) {
        terms.push_back({-weight, reason});
    };
    if (category == "user.contact.email" && p.email + p.mentions < 0.1 && p.hex < 0.5) {
        against(4.0, "values are no e-mail addresses");
    }
    if (category == "user.contact.phone_number" && p.phone < 0.3)
        against(3.0, "values are no phone numbers");
    if (category == "user.contact.phone_number" && (p.epochs || p.monotonic))
        against(3.5, "values are a series");
    if (category == "user.device.ip_address" && p.ip < 0.3 && p.hex < 0.5 && p.integer < 0.9) {
        against(3.0, "values are no IP addresses");
    }
    if (category == "user.demographic.date_of_birth" && p.date + p.year < 0.3 && p.integer < 0.9) {
        against(2.5, "values are no dates");
    }
    if (category == "user.demographic.date_of_birth" && p.date + p.year >= 0.9 && p.birth < 0.1) {
        against(2.5, "no value is a plausible birth date");
    }
    const bool house_number = category == "user.contact.address.street" && name.number;
    if (is_name_like(category) && !house_number &&
        (p.number >= 0.9 || p.hex >= 0.9 || p.uuid >= 0.9)) {
        against(4.5, "values are numbers or keys");
    }
    if (is_within(category, "user.name") && p.enumerated >= 0.5)
        against(4.0, "values are words of a fixed list");
    if (is_within(category, "user.name") && p.with_digit >= 0.6 && p.number < 0.9)
        against(2.0, "values hold digits");
    const bool one_name = is_within(category, "user.name") || category == "user.unique_id";
    if (one_name && p.email < kHalf && holds_sure_identifiers(p))
        against(2.0, "values hold more than that");
    if (is_within(category, "user.name") && p.url >= 0.5) against(4.0, "values are links");
    if (is_within(category, "user.name") && p.count >= 20 && p.distinct <= p.count / 10) {
        against(1.5, "few different values");
    }
    // Sentences that recur are what people repeat, words that do are states or kinds.
    const bool words = p.mean_length < kSentenceLength;
    if (is_within(category, "user.content") && p.count >= 10 && p.distinct <= 3 && words)
        against(2.5, "few different values");
    if (is_within(category, "user.government_id.national_identification_number") &&
        (p.monotonic || p.epochs || p.with_digit < 0.3)) {
        against(3.5, "values are a series or no numbers");
    }
    if (category == "user.authorization.password" && p.count >= 5 && p.distinct <= 2)
        against(2.0, "few different values");
}

/// Values that are what the name says.
void confirm(const Profile& p, std::string_view category, std::vector<Evidence>& terms) {
    const auto agree = [&](double weight, std::string reason) {
        terms.push_back({weight, std::move(reason)});
    };
    if (is_within(category, "user.name") && p.given_name >= kCommon && p.enumerated < 0.4) {
        agree(1.6, "values begin with common given names");
    } else if (is_within(category, "user.name") && p.family_name >= kCommon && p.enumerated < 0.4) {
        agree(1.4, "values end with common family names");
    }
    if (category == "user.demographic.date_of_birth" && p.birth >= 0.8 &&
        p.date_spread_years >= 15) {
        agree(1.0, "dates spread like births");
    }
    if (category == "user.demographic.gender" && p.gender_code >= 0.7)
        agree(1.2, "values are codes of gender");
    if (category == "user.contact.phone_number" && p.phone >= kMost)
        agree(1.0, "values look like phone numbers");
    if (is_within(category, "user.contact.address") && (p.street >= 0.4 || p.place >= 0.3)) {
        agree(1.0, "values look like addresses");
    }
    if (is_within(category, "user.content") && p.free_text >= 0.4)
        agree(1.2, "values are free text");
    if (is_within(category, "user.content") && p.mentions >= 0.05) agree(1.2, mentions_in_words(p));
    if (category == "user.unique_id" && p.count >= 5 && p.distinct == p.count)
        agree(0.3, "every value is different");
}

/// Words that no key consists of: names, addresses, texts.
bool are_words(std::string_view category) {
    return is_within(category, "user.name") || category == "user.contact.address" ||
           is_within(category, "user.content");
}

/// Found by more than a hint: no name of a column makes something else of it.
bool stands_whatever_the_name(const Profile& p, std::string_view category) {
    if (category == "user.name" || category == "user.contact.address") return true;
    if (category == "user.name.first") return p.given_name >= kMost;
    if (category == "user.name.last") return p.family_name >= kMost;
    if (category == "user.contact.email" || category == "user.financial.bank_account") return true;
    return category == "user.content.private" && holds_sure_identifiers(p);
}

}  // namespace

void read_as_name(const Profile& p, NameScore& name) {
    if (!name.person_word || name.category != "user.unique_id" || p.count == 0) return;
    // Kinds of members recur, too, but do not begin with given names.
    const bool common = p.given_name >= kCommon || p.family_name >= kCommon;
    const bool varied = common || p.count < kEnough || p.distinct * 2 > p.count;
    if (!varied || p.enumerated >= 0.3 || p.letters_only < kMost || p.free_text >= 0.2) return;
    std::string_view category;
    if (p.two_words >= 0.6)
        category = "user.name";
    else if (p.given_name >= 0.4)
        category = "user.name.first";
    else if (p.family_name >= 0.4)
        category = "user.name.last";
    if (category.empty()) return;
    const std::string said = "the name says " + std::string(name.category);
    for (Evidence& term : name.terms) {
        if (term.reason == said)
            term.reason = "the name is a word for a person, the values are words";
    }
    name.category = category;
}

ValueScore score_values(const Profile& profile, const NameScore& name,
                        const context::Collection& collection) {
    ValueScore score;
    if (profile.count == 0) return score;
    Detected found = strong_format(profile);
    const bool strong = !found.category.empty();
    if (!strong) found = weak_format(profile, collection);
    if (!found.category.empty()) {
        const bool agrees = !name.category.empty() && (is_within(found.category, name.category) ||
                                                       is_within(name.category, found.category));
        const bool same_kind =
            agrees ||
            (is_within(name.category, "user.name") && is_within(found.category, "user.name")) ||
            (is_within(name.category, "user.government_id") &&
             is_within(found.category, "user.government_id"));
        score.category = found.category;
        // A fax number is a phone number to its values; a user name may be an e-mail address.
        const bool keeps =
            same_kind || name.category == "user.contact.fax_number" ||
            (name.category == "user.account.username" && found.category == "user.contact.email") ||
            (is_within(name.category, "user.content") && !strong);
        // Names of towns do not make a time zone an address: a hint that weighs less than the name.
        const bool outweighs = name.concept_weight < 2.2 && found.weight > name.concept_weight;
        // A key is one word, and what holds e-mail addresses is more than a name.
        const bool no_key = name.category == "user.unique_id" && are_words(found.category);
        const bool text = found.category == "user.content.private" && !keeps;
        std::vector<Evidence> speaks_against;
        if (text && !name.category.empty()) contradict(profile, name, speaks_against);
        score.replaces = !keeps && (strong || outweighs || no_key || !speaks_against.empty() ||
                                    name.category.empty());
        score.stands = stands_whatever_the_name(profile, found.category);
        if (keeps)
            score.terms.push_back({found.weight * 0.5, found.reason});
        else if (score.replaces)
            score.terms.push_back({found.weight, found.reason});
    }
    if (!score.replaces && !name.category.empty()) {
        if (!strong) contradict(profile, name, score.terms);
        confirm(profile, name.category, score.terms);
    }
    return score;
}

}  // namespace gdprd::policy
