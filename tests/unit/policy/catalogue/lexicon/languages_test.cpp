#include "policy/catalogue/lexicon/languages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "policy/catalogue/classifier_names.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

using lexicon::Term;

/// The phrases of a line, folded.
std::vector<std::string> phrases_of(const lexicon::Line& line) {
    std::vector<std::string> phrases;
    std::string_view rest = line.phrases;
    while (true) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        phrases.push_back(names::fold(rest.substr(0, end)));
        if (end == rest.size()) return phrases;
        rest.remove_prefix(end + 1);
    }
}

TEST(Lexicon, has_the_24_official_languages_of_the_eu_once) {
    std::vector<std::string_view> codes;
    for (const lexicon::Language& language : lexicon::languages()) {
        EXPECT_FALSE(language.lines.empty()) << language.code;
        if (language.code != "columns") codes.push_back(language.code);
    }

    EXPECT_THAT(codes, testing::UnorderedElementsAre(
                           "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
                           "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"));
}

// A word that is entered twice has two categories sooner or later, and the heavier one wins unseen.
TEST(Lexicon, says_a_phrase_once_in_a_language) {
    for (const lexicon::Language& language : lexicon::languages()) {
        std::set<std::pair<Term, std::string>> seen;
        for (const lexicon::Line& line : language.lines) {
            for (const std::string& phrase : phrases_of(line)) {
                EXPECT_TRUE(seen.emplace(line.term, phrase).second)
                    << language.code << ": \"" << phrase << "\" is there twice";
            }
        }
    }
}

TEST(Lexicon, has_no_phrase_that_no_name_can_match) {
    for (const lexicon::Language& language : lexicon::languages()) {
        for (const lexicon::Line& line : language.lines) {
            for (const std::string& phrase : phrases_of(line)) {
                const auto words = std::count(phrase.begin(), phrase.end(), ' ') + 1;
                EXPECT_LE(words, static_cast<long>(names::kPhraseWordsMax))
                    << language.code << ": \"" << phrase << '"';
                EXPECT_EQ(phrase.find("  "), std::string::npos) << language.code << ": " << phrase;
                EXPECT_TRUE(!phrase.empty() && phrase.front() != ' ' && phrase.back() != ' ')
                    << language.code << ": \"" << phrase << '"';
                EXPECT_EQ(phrase.find_first_of("-_./'"), std::string::npos)
                    << language.code << ": \"" << phrase << "\" has a sign that splits words";
            }
        }
    }
}

TEST(Lexicon, names_only_categories_of_the_taxonomy) {
    for (const lexicon::Language& language : lexicon::languages()) {
        for (const lexicon::Line& line : language.lines) {
            if (line.term != Term::concept_) continue;
            EXPECT_NE(find_category(line.category), nullptr)
                << language.code << ": " << line.category;
        }
    }
}

// What forms of every country ask for. English is in the tables of identity and life.
TEST(Lexicon, knows_what_forms_ask_for_in_each_language) {
    constexpr std::string_view kAsked[] = {
        "user.name.first",
        "user.name.last",
        "user.name",
        "user.contact.email",
        "user.contact.phone_number",
        "user.contact.fax_number",
        "user.contact.address",
        "user.contact.address.street",
        "user.contact.address.city",
        "user.contact.address.postal_code",
        "user.contact.address.country",
        "user.demographic.date_of_birth",
        "user.demographic",
        "user.demographic.gender",
        "user.demographic.marital_status",
        "user.demographic.political_opinion",
        "user.demographic.sexual_orientation",
        "user.demographic.race_ethnicity",
        "user.demographic.religious_belief",
        "user.demographic.trade_union_membership",
        "user.childrens",
        "user.job_title",
        "user.workplace",
        "user.account.username",
        "user.authorization.password",
        "user.authorization.credentials",
        "user.financial",
        "user.financial.bank_account",
        "user.financial.credit_card",
        "user.government_id.national_identification_number",
        "user.government_id.passport_number",
        "user.government_id.drivers_license_number",
        "user.government_id.vehicle_registration",
        "user.government_id.immigration",
        "user.health_and_medical",
        "user.health_and_medical.insurance_beneficiary_id",
        "user.criminal_history",
        "user.content.self_image",
        "user.content.private",
        "user.unique_id",
        "user.contact",
        "user.contact.url",
        "user.contact.address.state",
        "user.demographic.age_range",
        "user.demographic.language",
        "user.demographic.profile",
        "user.device.ip_address",
        "user.privacy_preferences",
        "user.behavior",
    };
    for (const lexicon::Language& language : lexicon::languages()) {
        if (language.code == "columns" || language.code == "en") continue;
        std::set<std::string_view> there;
        for (const lexicon::Line& line : language.lines) there.insert(line.category);
        for (const std::string_view asked : kAsked) {
            EXPECT_TRUE(there.contains(asked)) << language.code << " has no word for " << asked;
        }
    }
}

// Labels are of forms and of programs: what a language lacks is taken for a person's data.
TEST(Lexicon, has_words_for_commands_things_and_persons_in_each_language) {
    for (const lexicon::Language& language : lexicon::languages()) {
        if (language.code == "columns" || language.code == "en") continue;
        for (const auto& [term, least] :
             {std::pair{Term::negator, 100}, std::pair{Term::thing, 10},
              std::pair{Term::person, 50}, std::pair{Term::qualifier, 20}}) {
            std::size_t phrases = 0;
            for (const lexicon::Line& line : language.lines) {
                if (line.term == term) phrases += phrases_of(line).size();
            }
            EXPECT_GE(phrases, static_cast<std::size_t>(least))
                << language.code << ", term " << static_cast<int>(term);
        }
    }
}

}  // namespace
}  // namespace gdprd::policy
