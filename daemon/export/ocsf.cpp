#include "daemon/export/ocsf.hpp"

#include <boost/json.hpp>
#include <map>
#include <set>

#include "config/base/crypto.hpp"
#include "config/base/time.hpp"
#include "daemon/export/json_form.hpp"
#include "policy/catalogue/path.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;
using audit::EntryType;

constexpr std::string_view kVersion = "1.9.0";
constexpr int kCategory = 6;
constexpr int kApiActivity = 6003;
constexpr int kDatastoreActivity = 6005;
constexpr int kOther = 99;

/// An activity of a class, by its number there and its caption.
struct Activity {
    int id = kOther;
    std::string_view name;
};

Activity datastore_activity(const audit::EntryView& entry) {
    switch (operation_of(entry)) {
        case Operation::read:
            return {1, "Read"};
        case Operation::update:
            return {2, "Update"};
        case Operation::write:
            return {5, "Write"};
        case Operation::create:
            return {6, "Create"};
        case Operation::erase:
            return {7, "Delete"};
        case Operation::none:
            break;
    }
    return {kOther, audit::to_string(entry.type)};
}

Activity api_activity(const audit::EntryView& entry) {
    switch (entry.type) {
        case EntryType::request:
        case EntryType::plan:
        case EntryType::approval:
        case EntryType::catalogue:
        case EntryType::policy:
        case EntryType::actor:
        case EntryType::key:
        case EntryType::anchor:
            return {1, "Create"};
        case EntryType::read:
            return {2, "Read"};
        case EntryType::outcome:
            return {3, "Update"};
        case EntryType::redact:
            return {4, "Delete"};
        case EntryType::write:
        case EntryType::intent:
        case EntryType::gap:
        case EntryType::clock:
        case EntryType::system:
            break;
    }
    return {kOther, audit::to_string(entry.type)};
}

struct Severity {
    int id;
    std::string_view name;
};

Severity severity_of(const audit::EntryView& entry) {
    // What was lost is worth a look at once, what failed soon.
    if (entry.type == EntryType::gap) return {4, "High"};
    if (ending_of(entry) == Ending::failure) return {3, "Medium"};
    if (entry.type == EntryType::redact || operation_of(entry) == Operation::erase)
        return {2, "Low"};
    return {1, "Informational"};
}

json::object user_of(const audit::EntryView& entry) {
    if (entry.actor.empty() || entry.actor == "gdprd")
        return {{"name", "gdprd"}, {"uid", "gdprd"}, {"type_id", 3}, {"type", "System"}};
    const auto colon = entry.actor.find(':');
    const auto name = colon == std::string::npos ? entry.actor : entry.actor.substr(colon + 1);
    const bool person = entry.actor.starts_with("uid:");
    return {{"name", name},
            {"uid", entry.actor},
            {"type_id", person ? 1 : 0},
            {"type", person ? "User" : "Unknown"}};
}

struct Classified {
    int id;
    std::string_view name;
};

/// OCSF's data classification category of a taxonomy key.
Classified classify(std::string_view category) {
    if (policy::is_within(category, "user.government_id")) return {2, "Governmental"};
    for (const std::string_view financial : {"user.financial", "user.payment"})
        if (policy::is_within(category, financial)) return {3, "Financial"};
    for (const std::string_view secret :
         {"user.authorization.password", "user.authorization.credentials"})
        if (policy::is_within(category, secret)) return {6, "Security"};
    return {1, "Personal"};
}

/// The taxonomy keys of the fields that the entry names; of all fields of its collection when it
/// names none, for then whole rows are meant.
std::set<std::string> categories_of(const audit::EntryView& entry,
                                    const policy::Catalogue& catalogue) {
    std::set<std::string> out;
    const auto path = policy::parse_collection_path(entry.store + "." + entry.collection);
    if (!path) return out;
    for (const auto* field : catalogue.fields_of(*path)) {
        const bool named = entry.fields.empty() ||
                           std::find(entry.fields.begin(), entry.fields.end(), field->path.field) !=
                               entry.fields.end();
        if (named && field->category && field->is_personal()) out.insert(field->category->value());
    }
    return out;
}

json::array classifications_of(const audit::EntryView& entry, const policy::Catalogue& catalogue) {
    std::map<int, json::object> by_id;
    for (const auto& category : categories_of(entry, catalogue)) {
        const auto classified = classify(category);
        auto& out = by_id[classified.id];
        if (out.empty())
            out = {{"category_id", classified.id},
                   {"category", classified.name},
                   {"classifier_details", {{"name", "gdprd"}, {"type", "catalogue"}}},
                   {"discovery_details", json::array()}};
        out["discovery_details"].as_array().push_back(json::object{{"type", category}});
    }
    json::array out;
    for (auto& [id, object] : by_id) out.push_back(std::move(object));
    return out;
}

void put_store(json::object& event, const audit::EntryView& entry, const ExportContext& context) {
    // 1 relational; a store that the catalogue does not know may be anything.
    const bool known = context.catalogue != nullptr &&
                       context.catalogue->find_store(StoreName(entry.store)) != nullptr;
    json::object database{{"name", entry.store},
                          {"type_id", known ? 1 : 0},
                          {"type", known ? "Relational" : "Unknown"}};
    if (context.catalogue != nullptr && !entry.collection.empty()) {
        auto classes = classifications_of(entry, *context.catalogue);
        if (!classes.empty()) database["data_classifications"] = std::move(classes);
    }
    event["database"] = std::move(database);
    const bool table = !entry.collection.empty();
    if (table) event["table"] = json::object{{"name", entry.collection}};
    event["type_id"] = table ? 3 : 1;
    event["type"] = table ? "Table" : "Database";
}

void put_api(json::object& event, const audit::EntryView& entry) {
    json::object api{{"operation", audit::to_string(entry.type)},
                     {"service", json::object{{"name", "gdprd"}}}};
    if (!entry.request.empty()) api["request"] = json::object{{"uid", entry.request}};
    event["api"] = std::move(api);
}

json::object metadata_of(const audit::EntryView& entry, const ExportContext& context) {
    json::object out{
        {"version", kVersion},
        {"product",
         json::object{{"name", "gdprd"}, {"vendor_name", "gdprd"}, {"version", GDPRD_VERSION}}},
        {"profiles", json::array{"data_classification", "record_integrity"}},
        {"uid", context.origin + "/" + std::to_string(entry.index.value())},
        {"sequence", entry.index.value()},
        {"log_name", context.origin},
        {"event_code", audit::to_string(entry.type)},
        {"original_time", format_time(entry.wall_time)}};
    if (!entry.request.empty()) out["correlation_uid"] = entry.request;
    return out;
}

json::object unmapped_of(const audit::EntryView& entry) {
    json::array fields;
    for (const auto& field : entry.fields) fields.emplace_back(field);
    json::object out{{"rows", exact_number(entry.row_count)},
                     {"leaf_hash", hex_encode(entry.leaf_hash)},
                     {"incarnation", entry.incarnation},
                     {"payload_state", audit::to_string(entry.payload_state)},
                     {"reported", is_reported(entry)}};
    if (!fields.empty()) out["fields"] = std::move(fields);
    if (!entry.purpose.empty()) out["purpose"] = entry.purpose;
    return out;
}

void put_status(json::object& event, const audit::EntryView& entry) {
    switch (ending_of(entry)) {
        case Ending::none:
            return;
        case Ending::success:
            event["status_id"] = 1;
            event["status"] = "Success";
            break;
        case Ending::failure:
            event["status_id"] = 2;
            event["status"] = "Failure";
            break;
        case Ending::other:
            event["status_id"] = kOther;
            event["status"] = ending_word(entry);
            break;
    }
    event["status_code"] = ending_word(entry);
}

/// The attestation without its fingerprint is part of what the fingerprint is over.
void put_attestation(json::object& event, const ExportContext& context) {
    const auto uid = event.at("metadata").at("uid").as_string();
    json::object attestation{
        {"uid", uid}, {"chain_uid", context.origin}, {"authority_uid", context.origin}};
    event["attestation_list"] = json::array{attestation};
    const auto digest = crypto::sha256(as_bytes(canonical_json(event)));
    attestation["fingerprint"] = json::object{
        {"algorithm_id", 3},          {"algorithm", "SHA-256"}, {"serialization_id", 2},
        {"serialization", "JCS"},     {"encoding_id", 1},       {"encoding", "Hex"},
        {"value", hex_encode(digest)}};
    event["attestation_list"] = json::array{std::move(attestation)};
}

}  // namespace

std::string render_ocsf(const audit::EntryView& entry, const ExportContext& context) {
    const bool in_store = !entry.store.empty();
    const auto activity = in_store ? datastore_activity(entry) : api_activity(entry);
    const auto severity = severity_of(entry);
    const int class_uid = in_store ? kDatastoreActivity : kApiActivity;
    const std::string class_name = in_store ? "Datastore Activity" : "API Activity";
    json::object event{
        {"category_uid", kCategory},
        {"category_name", "Application Activity"},
        {"class_uid", class_uid},
        {"class_name", class_name},
        {"activity_id", activity.id},
        {"activity_name", activity.name},
        {"type_uid", class_uid * 100 + activity.id},
        {"type_name",
         class_name + ": " + (activity.id == kOther ? "Other" : std::string(activity.name))},
        {"severity_id", severity.id},
        {"severity", severity.name},
        {"time", milliseconds_of(entry.wall_time)},
        {"message", sentence_of(entry)},
        {"metadata", metadata_of(entry, context)},
        {"actor", json::object{{"user", user_of(entry)}}},
        // The entry says who, not from which machine; what recorded it is the nearest source known.
        {"src_endpoint", json::object{{"svc_name", "gdprd"}, {"uid", context.origin}}},
        {"unmapped", unmapped_of(entry)}};
    if (in_store) {
        put_store(event, entry, context);
    } else {
        put_api(event, entry);
    }
    put_status(event, entry);
    put_attestation(event, context);
    return canonical_json(event);
}

}  // namespace gdprd::daemon
