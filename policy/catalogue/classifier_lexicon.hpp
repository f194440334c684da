#pragma once

#include <span>
#include <string_view>

namespace gdprd::policy::lexicon {

/// What a word or phrase in a name tells.
enum class Term : unsigned char {
    concept_,      ///< a category of personal data
    whole_name,    ///< a category, but only when it is the whole name: short or ambiguous words
    person,        ///< whom: customer, Benutzer, élève
    organisation,  ///< company, Lieferant, établissement
    event,         ///< something that happened with a person: order, ticket, appointment
    content,       ///< something people wrote: message, comment
    thing,         ///< product, file, host
    lookup,        ///< list of codes, configuration: country, role, setting
    record,        ///< log, session, visit
    negator,       ///< about the concept, not the concept: verified, count, type, template
    qualifier,     ///< which one: primary, billing, home; changes nothing
    operational,   ///< a whole name that is never about a person: created_at, sort_order
};

/// One line of the lexicon: phrases separated by "|", words by a space, folded to lower-case ASCII.
/// `weight` is the evidence in log-odds (concepts), scaled by how much the name alone decides:
/// 4.5 and more by itself, around 2.5 with a person's table around it, 1 only there.
struct Line {
    Term term;
    std::string_view category;
    double weight;
    std::string_view phrases;
};

[[nodiscard]] std::span<const Line> identity_lines() noexcept;  ///< names, contact, identifiers
[[nodiscard]] std::span<const Line>
life_lines() noexcept;  ///< demographic, health, money, behaviour
[[nodiscard]] std::span<const Line> context_lines() noexcept;  ///< roles, negators, qualifiers

/// Given names, street words and the like for looking at values; separated by spaces, folded.
[[nodiscard]] std::string_view given_names() noexcept;
[[nodiscard]] std::string_view family_names() noexcept;
[[nodiscard]] std::string_view place_names() noexcept;
[[nodiscard]] std::string_view street_words() noexcept;
/// Words that look like names and are none: weekdays, months, browsers, systems, regions, colours.
[[nodiscard]] std::string_view enumerated_words() noexcept;

}  // namespace gdprd::policy::lexicon
