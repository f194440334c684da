#pragma once

#include "policy/catalogue/classifier_lexicon.hpp"

/// Shorthand for the tables of single languages: one line per concept and language. The weights are
/// those of the same concepts in classifier_lexicon_identity.cpp and classifier_lexicon_life.cpp.
namespace gdprd::policy::lexicon {

constexpr Line concept_line(std::string_view category, double weight, std::string_view phrases) {
    return {Term::concept_, category, weight, phrases};
}
/// Words of two meanings that are a concept only where nothing but them is the name.
constexpr Line alone(std::string_view category, std::string_view phrases) {
    return {Term::whole_name, category, 4.0, phrases};
}
/// Words that say it as the whole name in a table of persons, and nowhere else: "prefix",
/// "extension".
constexpr Line in_person_table(std::string_view category, std::string_view phrases) {
    return {Term::whole_name, category, 1.5, phrases};
}
/// Words that are a given name in one language and any name in another, or a name and an amount:
/// alone they are a concept, beside words that are not known they are not.
inline constexpr double kAmbiguous = 2.25;

// clang-format off
constexpr Line first(std::string_view p) { return concept_line("user.name.first", 5.0, p); }
constexpr Line maybe_first(std::string_view p) { return concept_line("user.name.first", kAmbiguous, p); }
constexpr Line last(std::string_view p) { return concept_line("user.name.last", 5.0, p); }
constexpr Line full(std::string_view p) { return concept_line("user.name", 4.6, p); }
constexpr Line any_name(std::string_view p) { return concept_line("user.name", 1.7, p); }
constexpr Line title(std::string_view p) { return concept_line("user.name", 2.4, p); }
constexpr Line email(std::string_view p) { return concept_line("user.contact.email", 5.2, p); }
constexpr Line phone(std::string_view p) { return concept_line("user.contact.phone_number", 4.9, p); }
constexpr Line fax(std::string_view p) { return concept_line("user.contact.fax_number", 4.6, p); }
constexpr Line contact_details(std::string_view p) { return concept_line("user.contact", 3.4, p); }
constexpr Line website(std::string_view p) { return concept_line("user.contact.url", 2.6, p); }
constexpr Line organisation_of(std::string_view p) { return concept_line("user.contact.organization", 2.3, p); }
constexpr Line address(std::string_view p) { return concept_line("user.contact.address", 4.3, p); }
constexpr Line street(std::string_view p) { return concept_line("user.contact.address.street", 4.6, p); }
constexpr Line city(std::string_view p) { return concept_line("user.contact.address.city", 2.9, p); }
constexpr Line postcode(std::string_view p) { return concept_line("user.contact.address.postal_code", 4.2, p); }
constexpr Line state(std::string_view p) { return concept_line("user.contact.address.state", 2.4, p); }
constexpr Line country(std::string_view p) { return concept_line("user.contact.address.country", 2.3, p); }
constexpr Line birth(std::string_view p) { return concept_line("user.demographic.date_of_birth", 5.0, p); }
constexpr Line origin(std::string_view p) { return concept_line("user.demographic", 4.0, p); }
constexpr Line age(std::string_view p) { return concept_line("user.demographic.age_range", 3.4, p); }
constexpr Line gender(std::string_view p) { return concept_line("user.demographic.gender", 4.4, p); }
constexpr Line marital(std::string_view p) { return concept_line("user.demographic.marital_status", 4.7, p); }
constexpr Line children(std::string_view p) { return concept_line("user.childrens", 4.2, p); }
constexpr Line language(std::string_view p) { return concept_line("user.demographic.language", 3.0, p); }
constexpr Line job(std::string_view p) { return concept_line("user.job_title", 3.6, p); }
constexpr Line workplace(std::string_view p) { return concept_line("user.workplace", 2.7, p); }
constexpr Line login(std::string_view p) { return concept_line("user.account.username", 4.3, p); }
/// The account one logs in with, or one that is kept: of money, of mail.
constexpr Line account_name(std::string_view p) { return concept_line("user.account.username", 1.9, p); }
constexpr Line password(std::string_view p) { return concept_line("user.authorization.password", 4.9, p); }
constexpr Line secret(std::string_view p) { return concept_line("user.authorization.credentials", 3.6, p); }
constexpr Line bank(std::string_view p) { return concept_line("user.financial.bank_account", 4.8, p); }
constexpr Line card(std::string_view p) { return concept_line("user.financial.credit_card", 4.8, p); }
constexpr Line income(std::string_view p) { return concept_line("user.financial", 3.6, p); }
constexpr Line national(std::string_view p) { return concept_line("user.government_id.national_identification_number", 4.8, p); }
constexpr Line passport(std::string_view p) { return concept_line("user.government_id.passport_number", 4.8, p); }
constexpr Line driving(std::string_view p) { return concept_line("user.government_id.drivers_license_number", 4.7, p); }
constexpr Line permit(std::string_view p) { return concept_line("user.government_id.immigration", 4.3, p); }
constexpr Line plate(std::string_view p) { return concept_line("user.government_id.vehicle_registration", 3.6, p); }
constexpr Line health(std::string_view p) { return concept_line("user.health_and_medical", 4.6, p); }
constexpr Line insurance(std::string_view p) { return concept_line("user.health_and_medical.insurance_beneficiary_id", 4.5, p); }
constexpr Line religion(std::string_view p) { return concept_line("user.demographic.religious_belief", 4.8, p); }
constexpr Line political(std::string_view p) { return concept_line("user.demographic.political_opinion", 4.8, p); }
constexpr Line orientation(std::string_view p) { return concept_line("user.demographic.sexual_orientation", 4.9, p); }
constexpr Line ethnicity(std::string_view p) { return concept_line("user.demographic.race_ethnicity", 4.8, p); }
constexpr Line union_member(std::string_view p) { return concept_line("user.demographic.trade_union_membership", 4.8, p); }
constexpr Line crime(std::string_view p) { return concept_line("user.criminal_history", 4.7, p); }
constexpr Line image(std::string_view p) { return concept_line("user.content.self_image", 3.9, p); }
constexpr Line fingerprint(std::string_view p) { return concept_line("user.biometric.fingerprint", 1.1, p); }
constexpr Line body(std::string_view p) { return concept_line("user.biometric.health", 2.9, p); }
constexpr Line hobbies(std::string_view p) { return concept_line("user.demographic.profile", 2.6, p); }
constexpr Line notes(std::string_view p) { return concept_line("user.content.private", 3.1, p); }
/// A message as such: a person's words, or one that a program sends or shows.
constexpr Line message(std::string_view p) { return concept_line("user.content.private", 2.15, p); }
constexpr Line seen(std::string_view p) { return concept_line("user.behavior", 2.0, p); }
constexpr Line key_of(std::string_view p) { return concept_line("user.unique_id", 3.6, p); }
constexpr Line ip(std::string_view p) { return concept_line("user.device.ip_address", 4.9, p); }
constexpr Line consent(std::string_view p) { return concept_line("user.privacy_preferences", 2.9, p); }

constexpr Line person(std::string_view p) {
    return {Term::person, "", 0, p};
}
constexpr Line organisation(std::string_view p) {
    return {Term::organisation, "", 0, p};
}
constexpr Line thing(std::string_view p) {
    return {Term::thing, "", 0, p};
}
constexpr Line event(std::string_view p) {
    return {Term::event, "", 0, p};
}
constexpr Line not_it(std::string_view p) {
    return {Term::negator, "", 5.2, p};
}
constexpr Line which(std::string_view p) {
    return {Term::qualifier, "", 0, p};
}
// clang-format on

}  // namespace gdprd::policy::lexicon
