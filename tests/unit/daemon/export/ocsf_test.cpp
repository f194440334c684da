#include "daemon/export/ocsf.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "config/base/crypto.hpp"
#include "daemon/export/json_form.hpp"
#include "tests/unit/daemon/export/sample_entries.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
using audit::EntryType;
using test::sample_entry;

/// What the OCSF 1.9.0 documentation demands of an object: attributes that are required, and sets
/// of which at least one must be there. Written from schema.ocsf.io, not from the code.
struct Demand {
    std::vector<std::string> required;
    std::vector<std::vector<std::string>> at_least_one;
};

const Demand kBaseEvent{
    {"activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"},
    {}};
const Demand kDatastoreActivity{{"actor", "src_endpoint"}, {{"database", "databucket", "table"}}};
const Demand kApiActivity{{"actor", "api", "src_endpoint"}, {}};
const Demand kMetadata{{"product", "version"}, {}};
// `vendor_name` is required up to 1.3, recommended later; `name` was required up to 1.4.
const Demand kProduct{{"name", "vendor_name"}, {}};
const Demand kActor{
    {}, {{"process", "user", "invoked_by", "session", "app_name", "app_uid", "application"}}};
const Demand kUser{{}, {{"account", "name", "uid"}}};
const Demand kEndpoint{{},
                       {{"ip", "uid", "name", "hostname", "svc_name", "instance_uid",
                         "interface_uid", "interface_name"}}};
const Demand kApi{{"operation"}, {}};
const Demand kRequest{{"uid"}, {}};
const Demand kEntity{{}, {{"name", "uid"}}};
const Demand kDatabase{{"type_id"}, {{"name", "uid"}}};
const Demand kClassification{{}, {{"category_id", "confidentiality_id"}}};
const Demand kClassifier{{"type"}, {{"name", "uid"}}};
const Demand kAttestation{{}, {{"fingerprint", "signatures"}}};
const Demand kFingerprint{{"algorithm_id", "value"}, {}};

void meets(const json::value& value, const Demand& demand, const std::string& where) {
    ASSERT_TRUE(value.is_object()) << where;
    const auto& object = value.as_object();
    for (const auto& name : demand.required)
        EXPECT_TRUE(object.contains(name)) << where << " lacks " << name;
    for (const auto& set : demand.at_least_one) {
        const bool one = std::any_of(set.begin(), set.end(),
                                     [&](const auto& name) { return object.contains(name); });
        EXPECT_TRUE(one) << where << " has none of " << set.front() << "...";
    }
}

bool is_one_of(const json::value& number, const std::set<int>& known) {
    return known.contains(number.to_number<int>());
}

void check_store(const json::object& event) {
    meets(event, kDatastoreActivity, "event");
    EXPECT_TRUE(is_one_of(event.at("activity_id"), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99}));
    EXPECT_TRUE(is_one_of(event.at("type_id"), {0, 1, 2, 3, 99}));
    meets(event.at("database"), kDatabase, "database");
    if (event.contains("table")) meets(event.at("table"), kEntity, "table");
    const auto* classes = event.at("database").as_object().if_contains("data_classifications");
    if (classes == nullptr) return;
    for (const auto& one : classes->as_array()) {
        meets(one, kClassification, "data_classification");
        EXPECT_TRUE(is_one_of(one.at("category_id"), {0, 1, 2, 3, 4, 5, 6, 99}));
        meets(one.at("classifier_details"), kClassifier, "classifier_details");
    }
}

void check_api(const json::object& event) {
    meets(event, kApiActivity, "event");
    EXPECT_TRUE(is_one_of(event.at("activity_id"), {0, 1, 2, 3, 4, 99}));
    meets(event.at("api"), kApi, "api");
    meets(event.at("api").at("service"), kEntity, "service");
    if (event.at("api").as_object().contains("request"))
        meets(event.at("api").at("request"), kRequest, "request");
}

void check_event(const json::value& value) {
    meets(value, kBaseEvent, "event");
    const auto& event = value.as_object();
    EXPECT_EQ(event.at("category_uid").to_number<int>(), 6);
    const int class_uid = event.at("class_uid").to_number<int>();
    EXPECT_EQ(event.at("type_uid").to_number<int>(),
              class_uid * 100 + event.at("activity_id").to_number<int>());
    EXPECT_TRUE(is_one_of(event.at("severity_id"), {0, 1, 2, 3, 4, 5, 6, 99}));
    if (event.contains("status_id")) EXPECT_TRUE(is_one_of(event.at("status_id"), {0, 1, 2, 99}));
    EXPECT_TRUE(event.at("time").is_int64()) << "milliseconds";
    meets(event.at("metadata"), kMetadata, "metadata");
    EXPECT_EQ(event.at("metadata").at("version").as_string(), "1.9.0");
    meets(event.at("metadata").at("product"), kProduct, "product");
    meets(event.at("actor"), kActor, "actor");
    meets(event.at("actor").at("user"), kUser, "user");
    meets(event.at("src_endpoint"), kEndpoint, "src_endpoint");
    ASSERT_TRUE(class_uid == 6005 || class_uid == 6003);
    class_uid == 6005 ? check_store(event) : check_api(event);
}

json::value render(const audit::EntryView& entry) {
    return json::parse(render_ocsf(entry, {"example.org/t", test::sample_catalogue()}));
}

TEST(Ocsf, has_every_required_attribute_of_its_class) {
    for (const auto& entry : test::entries_of_every_type()) {
        SCOPED_TRACE(std::string(audit::to_string(entry.type)) + " " + entry.store);

        check_event(render(entry));
        check_event(json::parse(render_ocsf(entry, {"example.org/t", nullptr})));
    }
}

TEST(Ocsf, names_activities_by_what_happened_to_the_data) {
    const auto activity = [](audit::EntryView entry, const char* operation) {
        if (*operation != 0) entry.payload = cbor::Map{{"operation", operation}};
        return render(entry).at("type_uid").to_number<int>();
    };
    const auto read = sample_entry(EntryType::read, "crm", "main.customers");
    const auto write = sample_entry(EntryType::write, "crm", "main.customers");

    EXPECT_EQ(activity(read, ""), 600501);
    EXPECT_EQ(activity(write, ""), 600505);
    EXPECT_EQ(activity(write, "insert"), 600506);
    EXPECT_EQ(activity(write, "update"), 600502);
    EXPECT_EQ(activity(write, "delete"), 600507);
    EXPECT_EQ(activity(write, "Ann Smith"), 600505) << "not a word of ours";
    EXPECT_EQ(activity(sample_entry(EntryType::intent, "crm"), "delete"), 600599);
    EXPECT_EQ(activity(sample_entry(EntryType::request), ""), 600301);
    EXPECT_EQ(activity(sample_entry(EntryType::read), ""), 600302);
    EXPECT_EQ(activity(sample_entry(EntryType::redact), ""), 600304);
}

TEST(Ocsf, says_what_the_fields_hold_by_the_catalogue) {
    auto entry = sample_entry(EntryType::read, "crm", "main.customers");
    const auto classes = [&] {
        std::map<int, std::string> out;
        const auto event = render(entry);
        const auto* all = event.at("database").as_object().if_contains("data_classifications");
        if (all == nullptr) return out;
        for (const auto& one : all->as_array())
            out[one.at("category_id").to_number<int>()] =
                json::serialize(one.at("discovery_details"));
        return out;
    };

    EXPECT_EQ(classes(),
              (std::map<int, std::string>{{1, R"([{"type":"user.contact.email"}])"},
                                          {2, R"([{"type":"user.government_id.passport_number"}])"},
                                          {3, R"([{"type":"user.financial.bank_account"}])"},
                                          {6, R"([{"type":"user.authorization.password"}])"}}));
    entry.fields = {"email", "status"};
    EXPECT_EQ(classes(), (std::map<int, std::string>{{1, R"([{"type":"user.contact.email"}])"}}));
    entry.fields = {"status"};
    EXPECT_TRUE(classes().empty());
}

TEST(Ocsf, carries_the_fingerprint_of_its_own_canonical_form) {
    const auto line =
        render_ocsf(sample_entry(EntryType::read, "crm", "main.customers"), {"example.org/t", {}});
    auto event = json::parse(line);
    EXPECT_EQ(canonical_json(event), line) << "the line is in RFC 8785 form";
    auto& attestation = event.at("attestation_list").at(0);
    meets(attestation, kAttestation, "attestation");
    meets(attestation.at("fingerprint"), kFingerprint, "fingerprint");
    const std::string told(attestation.at("fingerprint").at("value").as_string());

    attestation.as_object().erase("fingerprint");

    EXPECT_EQ(told, hex_encode(crypto::sha256(as_bytes(canonical_json(event)))));
    event.as_object()["message"] = "another";
    EXPECT_NE(told, hex_encode(crypto::sha256(as_bytes(canonical_json(event)))));
}

TEST(Ocsf, lets_nothing_of_a_payload_out_but_its_own_words) {
    auto entry = sample_entry(EntryType::outcome, "crm", "main.customers");
    entry.payload = cbor::Map{{"result", "stale"},
                              {"kind", "update_rows"},
                              {"by", "uid:bob"},
                              {"text", "ann.smith@example.org"}};

    const auto line = render_ocsf(entry, {"example.org/t", test::sample_catalogue()});

    EXPECT_EQ(line.find("ann.smith"), std::string::npos) << line;
    EXPECT_EQ(line.find("uid:bob"), std::string::npos) << line;
    EXPECT_EQ(json::parse(line).at("status").as_string(), "Failure");
    entry.payload = cbor::Map{{"result", "Ann Smith"}};
    EXPECT_EQ(render_ocsf(entry, {"example.org/t", {}}).find("Ann"), std::string::npos);
}

TEST(Ocsf, takes_any_count_and_name) {
    auto entry = sample_entry(EntryType::write, "crm", "a\"b\\c\n\x01\xC3\xA9");
    entry.row_count = ~0ULL;

    const auto event = render(entry);

    EXPECT_EQ(event.at("unmapped").at("rows").as_string(), "18446744073709551615");
    EXPECT_EQ(event.at("table").at("name").as_string(), entry.collection);
}

TEST(CanonicalJson, writes_the_form_of_rfc_8785) {
    const auto value = json::parse(R"({"b":[1,-2,true,null,{}],"a":"\u00e9\u0007\n\/\"","A":0})");

    EXPECT_EQ(canonical_json(value),
              "{\"A\":0,\"a\":\"\xC3\xA9\\u0007\\n/\\\"\",\"b\":[1,-2,true,null,{}]}");
}

}  // namespace
}  // namespace gdprd::daemon
