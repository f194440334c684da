#include "policy/catalogue/taxonomy.hpp"

#include <algorithm>
#include <array>

namespace gdprd::policy {
namespace {

constexpr std::array<CategoryEntry, 87> kTaxonomy{{
    {"system", DataClass::descriptive, Sensitivity::ordinary, "",
     "data of the system itself, about nobody"},
    {"system.authentication", DataClass::descriptive, Sensitivity::ordinary, "",
     "keys and tokens by which systems know each other"},
    {"system.operations", DataClass::descriptive, Sensitivity::ordinary, "",
     "data that keeps the system running"},
    {"user", DataClass::descriptive, Sensitivity::ordinary, "",
     "data about a person, kind unknown"},
    {"user.account", DataClass::descriptive, Sensitivity::ordinary, "Profile",
     "how the person's account was set up"},
    {"user.account.settings", DataClass::descriptive, Sensitivity::ordinary, "Preference",
     "choices made in the account"},
    {"user.account.username", DataClass::identity, Sensitivity::ordinary, "Username",
     "name the account is known by"},
    {"user.authorization", DataClass::descriptive, Sensitivity::ordinary, "Authenticating",
     "what the person may do in a system"},
    {"user.authorization.biometric", DataClass::identity, Sensitivity::special, "Biometric",
     "body features used to log in"},
    {"user.authorization.credentials", DataClass::identity, Sensitivity::ordinary, "Authenticating",
     "tokens, keys and secrets of a person's account"},
    {"user.authorization.password", DataClass::identity, Sensitivity::ordinary, "Password",
     "password, its hash or its reset token"},
    {"user.behavior", DataClass::quantitative, Sensitivity::ordinary, "Behavioural",
     "what the person was seen to do"},
    {"user.behavior.browsing_history", DataClass::quantitative, Sensitivity::ordinary,
     "BrowsingBehaviour", "pages visited, referrers, visits"},
    {"user.behavior.media_consumption", DataClass::quantitative, Sensitivity::ordinary,
     "TVViewingBehaviour", "what was watched, heard or read"},
    {"user.behavior.purchase_history", DataClass::quantitative, Sensitivity::ordinary,
     "PurchasesAndSpendingHabit", "what was bought, when and for how much"},
    {"user.behavior.search_history", DataClass::quantitative, Sensitivity::ordinary,
     "ServiceConsumptionBehaviour", "what was searched for"},
    {"user.biometric", DataClass::identity, Sensitivity::special, "Biometric",
     "measured features of the body"},
    {"user.biometric.fingerprint", DataClass::identity, Sensitivity::special, "Fingerprint",
     "finger prints"},
    {"user.biometric.health", DataClass::identity, Sensitivity::special, "PhysicalHealth",
     "body measurements that tell of health"},
    {"user.biometric.retinal", DataClass::identity, Sensitivity::special, "Retina",
     "scans of the eye"},
    {"user.biometric.voice", DataClass::identity, Sensitivity::special,
     "VoiceCommunicationRecording", "features of the voice"},
    {"user.childrens", DataClass::descriptive, Sensitivity::ordinary, "Offspring",
     "data about children"},
    {"user.contact", DataClass::identity, Sensitivity::ordinary, "Contact",
     "how to reach the person"},
    {"user.contact.address", DataClass::identity, Sensitivity::ordinary, "PhysicalAddress",
     "postal address"},
    {"user.contact.address.city", DataClass::descriptive, Sensitivity::ordinary, "City",
     "town of the postal address"},
    {"user.contact.address.country", DataClass::descriptive, Sensitivity::ordinary, "Country",
     "country of the postal address"},
    {"user.contact.address.postal_code", DataClass::descriptive, Sensitivity::ordinary,
     "PostalCode", "postal code"},
    {"user.contact.address.state", DataClass::descriptive, Sensitivity::ordinary, "Region",
     "state, province or region of the postal address"},
    {"user.contact.address.street", DataClass::identity, Sensitivity::ordinary, "Street",
     "street, house number and further address lines"},
    {"user.contact.email", DataClass::identity, Sensitivity::ordinary, "EmailAddress",
     "e-mail address"},
    {"user.contact.fax_number", DataClass::identity, Sensitivity::ordinary, "TelephoneNumber",
     "fax number"},
    {"user.contact.organization", DataClass::descriptive, Sensitivity::ordinary, "Professional",
     "organisation through which the person is reached"},
    {"user.contact.phone_number", DataClass::identity, Sensitivity::ordinary, "TelephoneNumber",
     "telephone number, fixed or mobile"},
    {"user.contact.url", DataClass::identity, Sensitivity::ordinary, "SocialMedia",
     "web site or profile page"},
    {"user.content", DataClass::qualitative, Sensitivity::ordinary, "Communication",
     "what the person wrote or made"},
    {"user.content.private", DataClass::qualitative, Sensitivity::ordinary, "Communication",
     "messages, notes and files not meant for the public"},
    {"user.content.public", DataClass::qualitative, Sensitivity::ordinary, "PublicLife",
     "posts, reviews and comments that others can read"},
    {"user.content.self_image", DataClass::identity, Sensitivity::ordinary, "Picture",
     "picture of the person"},
    {"user.criminal_history", DataClass::qualitative, Sensitivity::criminal, "Criminal",
     "offences, convictions, court cases"},
    {"user.demographic", DataClass::descriptive, Sensitivity::ordinary, "Demographic",
     "facts by which people are grouped"},
    {"user.demographic.age_range", DataClass::quantitative, Sensitivity::ordinary, "AgeRange",
     "age or age group"},
    {"user.demographic.date_of_birth", DataClass::identity, Sensitivity::ordinary, "BirthDate",
     "date or year of birth"},
    {"user.demographic.gender", DataClass::descriptive, Sensitivity::ordinary, "Gender",
     "gender, sex, form of address"},
    {"user.demographic.language", DataClass::descriptive, Sensitivity::ordinary, "Language",
     "language spoken or preferred"},
    {"user.demographic.marital_status", DataClass::descriptive, Sensitivity::ordinary,
     "MaritalStatus", "single, married, widowed"},
    {"user.demographic.philosophical_belief", DataClass::qualitative, Sensitivity::special,
     "PhilosophicalBelief", "philosophical conviction"},
    {"user.demographic.political_opinion", DataClass::qualitative, Sensitivity::special,
     "PoliticalOpinion", "political opinion or party"},
    {"user.demographic.profile", DataClass::descriptive, Sensitivity::ordinary, "IndividualProfile",
     "description, interests, segment or score of the person"},
    {"user.demographic.race_ethnicity", DataClass::descriptive, Sensitivity::special, "Ethnicity",
     "race or ethnic origin"},
    {"user.demographic.religious_belief", DataClass::qualitative, Sensitivity::special,
     "ReligiousBelief", "religion"},
    {"user.demographic.sexual_orientation", DataClass::descriptive, Sensitivity::special,
     "SexualPreference", "sexual orientation or sex life"},
    {"user.demographic.trade_union_membership", DataClass::descriptive, Sensitivity::special,
     "TradeUnionMembership", "membership in a trade union"},
    {"user.device", DataClass::descriptive, Sensitivity::ordinary, "DeviceBased",
     "the device and its settings"},
    {"user.device.cookie", DataClass::descriptive, Sensitivity::ordinary, "Tracking",
     "what a cookie holds"},
    {"user.device.cookie_id", DataClass::identity, Sensitivity::ordinary, "Tracking",
     "identifier in a cookie"},
    {"user.device.device_id", DataClass::identity, Sensitivity::ordinary, "MACAddress",
     "identifier of a device"},
    {"user.device.ip_address", DataClass::identity, Sensitivity::ordinary, "IPAddress",
     "network address"},
    {"user.financial", DataClass::quantitative, Sensitivity::ordinary, "Financial",
     "income, balances, credit"},
    {"user.financial.bank_account", DataClass::identity, Sensitivity::ordinary, "BankAccount",
     "account number, IBAN, bank"},
    {"user.financial.credit_card", DataClass::identity, Sensitivity::ordinary, "PaymentCard",
     "payment card"},
    {"user.government_id", DataClass::identity, Sensitivity::ordinary, "OfficialID",
     "number or document given by a state"},
    {"user.government_id.birth_certificate", DataClass::identity, Sensitivity::ordinary,
     "OfficialID", "birth certificate"},
    {"user.government_id.drivers_license_number", DataClass::identity, Sensitivity::ordinary,
     "VehicleLicense", "driving licence"},
    {"user.government_id.immigration", DataClass::identity, Sensitivity::ordinary, "OfficialID",
     "visa, residence permit"},
    {"user.government_id.national_identification_number", DataClass::identity,
     Sensitivity::ordinary, "OfficialID", "national, social-security or tax number"},
    {"user.government_id.passport_number", DataClass::identity, Sensitivity::ordinary, "Passport",
     "passport"},
    {"user.government_id.vehicle_registration", DataClass::identity, Sensitivity::ordinary,
     "VehicalLicenseRegistration", "number plate, registration"},
    {"user.health_and_medical", DataClass::qualitative, Sensitivity::special, "MedicalHealth",
     "state of health, treatment"},
    {"user.health_and_medical.genetic", DataClass::descriptive, Sensitivity::special, "Genetic",
     "genetic data"},
    {"user.health_and_medical.insurance_beneficiary_id", DataClass::identity, Sensitivity::special,
     "Insurance", "number with a health insurer"},
    {"user.health_and_medical.record_id", DataClass::identity, Sensitivity::special, "HealthRecord",
     "number of a patient or medical file"},
    {"user.job_title", DataClass::descriptive, Sensitivity::ordinary, "Job",
     "profession, position"},
    {"user.location", DataClass::descriptive, Sensitivity::ordinary, "Location",
     "where the person is or was"},
    {"user.location.imprecise", DataClass::descriptive, Sensitivity::ordinary, "Location",
     "region or town, derived"},
    {"user.location.precise", DataClass::descriptive, Sensitivity::ordinary, "GPSCoordinate",
     "coordinates"},
    {"user.name", DataClass::identity, Sensitivity::ordinary, "Name", "name of a person"},
    {"user.name.first", DataClass::identity, Sensitivity::ordinary, "Name", "given name"},
    {"user.name.last", DataClass::identity, Sensitivity::ordinary, "Name", "family name"},
    {"user.payment", DataClass::quantitative, Sensitivity::ordinary, "Transaction",
     "payments made or owed"},
    {"user.privacy_preferences", DataClass::descriptive, Sensitivity::ordinary, "PrivacyPreference",
     "consents and objections"},
    {"user.sensor", DataClass::quantitative, Sensitivity::ordinary, "Tracking",
     "measurements by sensors"},
    {"user.social", DataClass::descriptive, Sensitivity::ordinary, "Social",
     "relations and activity among people"},
    {"user.telemetry", DataClass::quantitative, Sensitivity::ordinary, "Tracking",
     "measurements that a program sends home"},
    {"user.unique_id", DataClass::identity, Sensitivity::ordinary, "UID",
     "number or key by which a system knows the person"},
    {"user.unique_id.pseudonymous", DataClass::identity, Sensitivity::ordinary, "Identifier",
     "identifier derived so that others cannot read it"},
    {"user.user_sensor", DataClass::quantitative, Sensitivity::ordinary, "Tracking",
     "measurements of the person's surroundings"},
    {"user.workplace", DataClass::descriptive, Sensitivity::ordinary, "WorkEnvironment",
     "employer, department, place of work"},
}};

}  // namespace

std::span<const CategoryEntry> taxonomy() noexcept {
    return kTaxonomy;
}

const CategoryEntry* find_category(std::string_view key) noexcept {
    const auto* entry =
        std::lower_bound(kTaxonomy.begin(), kTaxonomy.end(), key,
                         [](const CategoryEntry& a, std::string_view b) { return a.key < b; });
    return entry != kTaxonomy.end() && entry->key == key ? entry : nullptr;
}

std::string_view parent_of(std::string_view key) noexcept {
    const std::size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : key.substr(0, dot);
}

bool is_within(std::string_view key, std::string_view ancestor) noexcept {
    return key.starts_with(ancestor) &&
           (key.size() == ancestor.size() || key[ancestor.size()] == '.');
}

std::string dpv_iri(std::string_view key) {
    for (; !key.empty(); key = parent_of(key)) {
        const CategoryEntry* entry = find_category(key);
        if (entry != nullptr && !entry->dpv.empty()) {
            return "https://w3id.org/dpv/pd#" + std::string(entry->dpv);
        }
    }
    return "https://w3id.org/dpv#PersonalData";
}

std::string_view to_string(DataClass data_class) noexcept {
    switch (data_class) {
        case DataClass::identity:
            return "identity";
        case DataClass::descriptive:
            return "descriptive";
        case DataClass::qualitative:
            return "qualitative";
        case DataClass::quantitative:
            return "quantitative";
    }
    return "descriptive";
}

std::string_view to_string(Sensitivity sensitivity) noexcept {
    switch (sensitivity) {
        case Sensitivity::ordinary:
            return "ordinary";
        case Sensitivity::special:
            return "special";
        case Sensitivity::criminal:
            return "criminal";
    }
    return "ordinary";
}

}  // namespace gdprd::policy
