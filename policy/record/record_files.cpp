#include <boost/json.hpp>

#include "policy/catalogue/csv_cells.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/record/processing_record.hpp"

namespace gdprd::policy {
namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& list) {
    json::array out;
    for (const auto& text : list) out.emplace_back(text);
    return out;
}

/// What is not stated is null, not an empty text.
json::value stated(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object category_json(const RecordedCategory& recorded) {
    const CategoryEntry* entry = find_category(recorded.category.value());
    json::array stores;
    for (const auto& store : recorded.stores) stores.emplace_back(store.value());
    json::array owners;
    for (const auto& owner : recorded.owners) owners.emplace_back(owner);
    return {{"category", recorded.category.value()},
            {"description", entry == nullptr ? "" : entry->description},
            {"law", entry == nullptr ? "" : to_string(entry->sensitivity)},
            {"fields", recorded.fields},
            {"stores", std::move(stores)},
            {"owners", std::move(owners)}};
}

json::object activity_json(const RecordedActivity& activity) {
    const Purpose& purpose = *activity.purpose;
    const PurposeInformation& information = purpose.information;
    json::array categories;
    for (const auto& category : activity.categories) categories.push_back(category_json(category));
    json::object out{{"purpose", purpose.name.value()},
                     {"description", stated(purpose.description)},
                     {"legal_basis", article_of(purpose.basis)},
                     {"special_ground", stated(purpose.special_ground)},
                     {"subjects", texts(purpose.subjects)},
                     {"categories", std::move(categories)}};
    out["recipients"] =
        information.recipients ? json::value(texts(*information.recipients)) : json::value(nullptr);
    out["transfers"] = stated(information.transfers);
    out["retention"] = stated(information.retention);
    return out;
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const auto& text : list) out += (out.empty() ? "" : "; ") + text;
    return out;
}

std::string categories_of(const RecordedActivity& activity) {
    std::vector<std::string> keys;
    keys.reserve(activity.categories.size());
    for (const auto& one : activity.categories) keys.push_back(one.category.value());
    return joined(keys);
}

std::string owners_of(const RecordedActivity& activity) {
    std::set<std::string> owners;
    for (const auto& one : activity.categories) owners.insert(one.owners.begin(), one.owners.end());
    return joined({owners.begin(), owners.end()});
}

/// https://w3id.org/dpv/legal/eu/gdpr#A6-1-b
std::string_view dpv_basis(LegalBasis basis) {
    switch (basis) {
        case LegalBasis::consent:
            return "eu-gdpr:A6-1-a";
        case LegalBasis::contract:
            return "eu-gdpr:A6-1-b";
        case LegalBasis::legal_obligation:
            return "eu-gdpr:A6-1-c";
        case LegalBasis::vital_interests:
            return "eu-gdpr:A6-1-d";
        case LegalBasis::public_task:
            return "eu-gdpr:A6-1-e";
        case LegalBasis::legitimate_interests:
            return "eu-gdpr:A6-1-f";
    }
    return "";
}

json::object titled(std::string_view type, const std::string& title) {
    return {{"@type", type}, {"dct:title", title}};
}

json::object process_node(const RecordedActivity& activity) {
    const Purpose& purpose = *activity.purpose;
    json::array data;
    for (const auto& one : activity.categories)
        data.push_back(json::object{{"@type", dpv_iri(one.category.value())},
                                    {"dct:identifier", one.category.value()}});
    json::object out{{"@id", "urn:gdprd:purpose:" + purpose.name.value()},
                     {"@type", "dpv:Process"},
                     {"dct:title", purpose.name.value()}};
    out["dpv:hasPurpose"] = titled("dpv:Purpose", purpose.description);
    out["dpv:hasLegalBasis"] = json::object{{"@id", dpv_basis(purpose.basis)}};
    out["dpv:hasPersonalData"] = std::move(data);
    json::array subjects;
    for (const auto& subject : purpose.subjects)
        subjects.push_back(titled("dpv:DataSubject", subject));
    out["dpv:hasDataSubject"] = std::move(subjects);
    json::array recipients;
    if (purpose.information.recipients)
        for (const auto& recipient : *purpose.information.recipients)
            recipients.push_back(titled("dpv:Recipient", recipient));
    out["dpv:hasRecipient"] = std::move(recipients);
    if (!purpose.information.retention.empty())
        out["dpv:hasStorageCondition"] =
            titled("dpv:StorageCondition", purpose.information.retention);
    if (!purpose.information.transfers.empty() && purpose.information.transfers != "none")
        out["dpv:hasProcessing"] = titled("dpv:Transfer", purpose.information.transfers);
    return out;
}

}  // namespace

std::string record_json(const ProcessingRecord& record) {
    const Policy& policy = *record.policy;
    json::array activities;
    for (const auto& activity : record.activities) activities.push_back(activity_json(activity));
    json::object controller{{"name", record.controller.name},
                            {"contact", stated(record.controller.contact)}};
    controller["representative"] = stated(policy.contacts.representative);
    controller["data_protection_officer"] = stated(policy.contacts.data_protection_officer);
    return json::serialize(json::object{{"article", "30(1)"},
                                        {"controller", std::move(controller)},
                                        {"activities", std::move(activities)},
                                        {"security_measures", texts(policy.security_measures)},
                                        {"gaps", texts(record.gaps)}}) +
           "\n";
}

std::string record_csv(const ProcessingRecord& record) {
    const Policy& policy = *record.policy;
    std::string out;
    add_csv_line(out, {"controller", "contact", "representative", "data protection officer",
                       "purpose", "description", "subjects", "categories of data", "recipients",
                       "transfers", "time limits", "security measures", "legal basis", "owners"});
    for (const auto& activity : record.activities) {
        const Purpose& purpose = *activity.purpose;
        const PurposeInformation& information = purpose.information;
        const std::string recipients = !information.recipients ? ""
                                       : information.recipients->empty()
                                           ? "nobody"
                                           : joined(*information.recipients);
        add_csv_line(out, {record.controller.name, record.controller.contact,
                           policy.contacts.representative, policy.contacts.data_protection_officer,
                           purpose.name.value(), purpose.description, joined(purpose.subjects),
                           categories_of(activity), recipients, information.transfers,
                           information.retention, joined(policy.security_measures),
                           article_of(purpose.basis), owners_of(activity)});
    }
    return out;
}

std::string record_jsonld(const ProcessingRecord& record) {
    json::array graph;
    json::object controller = titled("dpv:DataController", record.controller.name);
    controller["@id"] = "urn:gdprd:controller";
    controller["dpv:hasContact"] = record.controller.contact;
    const auto& contacts = record.policy->contacts;
    if (!contacts.representative.empty())
        controller["dpv:hasRepresentative"] = titled("dpv:Representative", contacts.representative);
    if (!contacts.data_protection_officer.empty())
        controller["dpv:hasDataProtectionOfficer"] =
            titled("dpv:DataProtectionOfficer", contacts.data_protection_officer);
    graph.push_back(std::move(controller));
    json::array measures;
    for (const auto& measure : record.policy->security_measures)
        measures.push_back(titled("dpv:TechnicalOrganisationalMeasure", measure));
    for (const auto& activity : record.activities) {
        json::object node = process_node(activity);
        node["dpv:hasDataController"] = json::object{{"@id", "urn:gdprd:controller"}};
        node["dpv:hasTechnicalOrganisationalMeasure"] = measures;
        graph.push_back(std::move(node));
    }
    const json::object context{{"dpv", "https://w3id.org/dpv#"},
                               {"pd", "https://w3id.org/dpv/pd#"},
                               {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
                               {"dct", "http://purl.org/dc/terms/"}};
    return json::serialize(json::object{{"@context", context}, {"@graph", std::move(graph)}}) +
           "\n";
}

}  // namespace gdprd::policy
