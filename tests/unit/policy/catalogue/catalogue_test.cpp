#include "policy/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

FieldSchema field(std::string name, FieldType type = FieldType::text) {
    FieldSchema schema;
    schema.name = std::move(name);
    schema.declared_type = std::string(to_string(type));
    schema.type = type;
    return schema;
}

StoreSchema crm() {
    CollectionSchema customers;
    customers.name = {"main", "customers"};
    customers.fields = {field("id", FieldType::integer), field("email"), field("note")};
    customers.fields[1].max_chars = 80;
    customers.fields[1].nullable = false;
    customers.primary_key = {"id"};
    customers.unique_keys = {{"email"}};
    customers.indexes = {{"email", "id"}};
    customers.row_estimate = 12;
    CollectionSchema orders;
    orders.name = {"main", "orders"};
    orders.fields = {field("id", FieldType::integer), field("customer_id", FieldType::integer)};
    orders.fields[0].generated = true;
    orders.foreign_keys = {
        {"fk", {"customer_id"}, {"main", "customers"}, {"id"}, OnDelete::cascade, true}};
    orders.parent = CollectionName{"main", "all_orders"};
    orders.kind = CollectionKind::partition;
    orders.triggers = {"touch"};
    orders.checks = {"CHECK (id > 0)"};
    orders.rules = {{"stay", true, false, true}};
    return {StoreName("crm"), "SQLite 3.40.1", {customers, orders}};
}

FieldPath at(std::string collection, std::string name, std::string store = "crm") {
    return {{StoreName(std::move(store)), {"main", std::move(collection)}}, std::move(name)};
}

CatalogueField finding(FieldPath path, const char* category) {
    CatalogueField found;
    found.path = std::move(path);
    found.category = Category(category);
    found.probability_ppm = 900'000;
    found.personal_ppm = 950'000;
    found.decision = Decision::accept;
    found.reasons = {"the name says e-mail"};
    return found;
}

Catalogue scanned() {
    const std::vector<StoreSchema> stores{crm()};
    const std::vector<CatalogueField> found{
        finding(at("customers", "email"), "user.contact.email")};
    return merge_scan({}, stores, found);
}

TEST(Catalogue, lists_every_field_of_a_scanned_store) {
    const Catalogue catalogue = scanned();

    EXPECT_EQ(catalogue.fields.size(), 5U);
    EXPECT_TRUE(catalogue.find_field(at("customers", "email"))->is_personal());
    EXPECT_EQ(catalogue.find_field(at("customers", "note"))->decision, Decision::review);
    EXPECT_FALSE(catalogue.find_field(at("customers", "note"))->is_personal());
    EXPECT_EQ(catalogue.fields_of(at("customers", "").in).size(), 3U);
    EXPECT_NE(catalogue.find_collection(at("orders", "").in), nullptr);
    EXPECT_EQ(catalogue.find_collection(at("invoices", "").in), nullptr);
}

TEST(Catalogue, survives_its_encoding_with_the_same_version) {
    const Catalogue catalogue = scanned();

    const auto bytes = cbor::encode(to_cbor(catalogue));
    const auto value = cbor::decode(bytes);
    ASSERT_TRUE(value);
    const auto read = catalogue_from_cbor(*value);

    ASSERT_TRUE(read);
    EXPECT_EQ(cbor::encode(to_cbor(*read)), bytes);
    EXPECT_EQ(version_of(*read), version_of(catalogue));
    const CollectionSchema& orders = read->stores[0].collections[1];
    EXPECT_EQ(orders.foreign_keys[0].on_delete, OnDelete::cascade);
    EXPECT_EQ(orders.parent, (CollectionName{"main", "all_orders"}));
    EXPECT_EQ(orders.checks, std::vector<std::string>{"CHECK (id > 0)"});
    EXPECT_EQ(orders.rules, (std::vector{ReplacingRule{"stay", true, false, true}}));
    EXPECT_EQ(read->stores[0].collections[0].fields[1].max_chars, 80U);
}

TEST(Catalogue, refuses_an_encoding_with_unknown_tokens_or_doubles) {
    cbor::Map twice = *to_cbor(scanned()).as_map().value();
    cbor::Array fields = *twice["fields"].as_array().value();
    fields.push_back(fields[0]);
    twice["fields"] = cbor::Value(fields);
    EXPECT_FALSE(catalogue_from_cbor(cbor::Value(twice)));

    cbor::Map token = *to_cbor(scanned()).as_map().value();
    cbor::Map entry = *fields[0].as_map().value();
    entry["decision"] = cbor::Value("perhaps");
    token["fields"] = cbor::Value(cbor::Array{cbor::Value(entry)});
    EXPECT_FALSE(catalogue_from_cbor(cbor::Value(token)));
    EXPECT_FALSE(catalogue_from_cbor(cbor::Value()));
}

TEST(Catalogue, has_another_version_when_anything_moves) {
    Catalogue changed = scanned();
    changed.fields.at(at("customers", "email")).reasons.clear();

    EXPECT_NE(version_of(changed), version_of(scanned()));
}

TEST(MergeScan, keeps_what_a_person_decided_when_the_classifier_changes_its_mind) {
    Catalogue old = scanned();
    CatalogueField& email = old.fields.at(at("customers", "email"));
    email.decision = Decision::reject;
    email.decided_by = DecidedBy::person;

    const std::vector<StoreSchema> stores{crm()};
    const std::vector<CatalogueField> found{finding(at("customers", "email"), "user.contact.email"),
                                            finding(at("customers", "note"), "user.content")};
    const Catalogue merged = merge_scan(old, stores, found);

    EXPECT_EQ(merged.find_field(at("customers", "email"))->decision, Decision::reject);
    EXPECT_EQ(merged.find_field(at("customers", "email"))->decided_by, DecidedBy::person);
    EXPECT_EQ(merged.find_field(at("customers", "note"))->category, Category("user.content"));
}

TEST(MergeScan, drops_vanished_fields_and_keeps_other_stores) {
    Catalogue old = scanned();
    StoreSchema desk = crm();
    desk.store = StoreName("desk");
    old = merge_scan(old, std::vector<StoreSchema>{desk}, {});
    StoreSchema smaller = crm();
    smaller.collections[0].fields.pop_back();

    const Catalogue merged = merge_scan(old, std::vector<StoreSchema>{smaller}, {});

    EXPECT_EQ(merged.find_field(at("customers", "note")), nullptr);
    EXPECT_NE(merged.find_field(at("customers", "note", "desk")), nullptr);
    ASSERT_EQ(merged.stores.size(), 2U);
    EXPECT_EQ(merged.stores[0].store, StoreName("crm"));
}

TEST(Diff, names_added_vanished_and_changed_fields) {
    const Catalogue before = scanned();
    StoreSchema moved = crm();
    moved.collections[0].fields.pop_back();
    moved.collections[0].fields.push_back(field("phone"));
    moved.collections[1].foreign_keys.clear();
    const std::vector<CatalogueField> found{finding(at("customers", "email"), "user.contact")};

    const Drift drift = diff(before, merge_scan(before, std::vector<StoreSchema>{moved}, found));

    EXPECT_EQ(drift.added, std::vector<FieldPath>{at("customers", "phone")});
    EXPECT_EQ(drift.vanished, std::vector<FieldPath>{at("customers", "note")});
    EXPECT_EQ(drift.changed,
              (std::vector<FieldPath>{at("customers", "email"), at("orders", "customer_id")}));
}

TEST(Diff, is_empty_for_the_same_catalogue) {
    const Drift drift = diff(scanned(), scanned());

    EXPECT_TRUE(drift.added.empty() && drift.vanished.empty() && drift.changed.empty());
}

TEST(Catalogue, tells_places_inside_cells_that_the_last_scan_did_not_see) {
    const std::vector<StoreSchema> stores{crm()};
    const FieldPath zip = at("customers", "note#/zip");
    const FieldPath mail = at("customers", "note#/mail");
    const std::vector<CatalogueField> found{finding(zip, "user.contact.address.postal_code"),
                                            finding(mail, "user.contact.email")};
    Catalogue first = merge_scan({}, stores, found);
    first.fields.at(zip).decided_by = DecidedBy::person;
    const auto told = [](const Catalogue& in, const FieldPath& path) {
        const auto& reasons = in.find_field(path)->reasons;
        return std::count_if(reasons.begin(), reasons.end(), [](const std::string& reason) {
            return reason.starts_with("not seen");
        });
    };

    const Catalogue gone = merge_scan(merge_scan(first, stores, {}), stores, {});
    const Catalogue back = merge_scan(gone, stores, found);

    for (const FieldPath& path : {zip, mail}) {
        EXPECT_EQ(told(first, path), 0);
        EXPECT_EQ(told(gone, path), 1) << "once, however often";
        EXPECT_EQ(told(back, path), 0);
    }
}

TEST(Catalogue, takes_a_single_name_for_a_place_of_any_name) {
    const std::vector<StoreSchema> stores{crm()};
    const FieldPath any = at("customers", "note#/contacts/*/email");
    const FieldPath home = at("customers", "note#/contacts/home/email");
    Catalogue first = merge_scan({}, stores, std::vector{finding(any, "user.contact.email")});
    first.fields.at(any).decided_by = DecidedBy::person;

    const Catalogue later =
        merge_scan(first, stores, std::vector{finding(home, "user.contact.email")});

    ASSERT_NE(later.find_field(any), nullptr);
    EXPECT_EQ(later.find_field(any)->reasons, first.find_field(any)->reasons)
        << "the sample was smaller, and showed it";
}

TEST(Catalogue, keeps_what_a_scan_found_inside_cells) {
    const std::vector<StoreSchema> stores{crm()};
    const std::vector<CatalogueField> first{
        finding(at("customers", "note#/contacts/*/email"), "user.contact.email"),
        finding(at("customers", "note#/users/anna"), "user.name"),
        finding(at("customers", "note#/zip"), "user.contact.address.postal_code"),
        finding(at("customers", "gone#/zip"), "user.contact.address.postal_code")};
    Catalogue catalogue = merge_scan({}, stores, first);

    EXPECT_NE(catalogue.find_field(at("customers", "note#/zip")), nullptr);
    EXPECT_EQ(catalogue.find_field(at("customers", "gone#/zip")), nullptr) << "no such column";
    EXPECT_NE(catalogue.find_field(at("customers", "note")), nullptr);

    auto& zip = catalogue.fields.at(at("customers", "note#/zip"));
    zip.decided_by = DecidedBy::person;
    zip.decision = Decision::reject;
    auto again = first;
    again.erase(again.begin());
    again[0] = finding(at("customers", "note#/users/*"), "user.name");
    const Catalogue later = merge_scan(catalogue, stores, again);

    EXPECT_EQ(later.find_field(at("customers", "note#/zip"))->decided_by, DecidedBy::person);
    EXPECT_FALSE(later.find_field(at("customers", "note#/zip"))->is_personal());
    EXPECT_NE(later.find_field(at("customers", "note#/contacts/*/email")), nullptr)
        << "another sample may not show it";
    EXPECT_EQ(later.find_field(at("customers", "note#/users/anna")), nullptr)
        << "its name turned out to be data";
    const auto value = cbor::decode(cbor::encode(to_cbor(later)));
    ASSERT_TRUE(value);
    EXPECT_EQ(version_of(*catalogue_from_cbor(*value)), version_of(later));

    StoreSchema without = crm();
    without.collections[0].fields.pop_back();
    EXPECT_EQ(merge_scan(later, std::vector{without}, {}).find_field(at("customers", "note#/zip")),
              nullptr);
}

}  // namespace
}  // namespace gdprd::policy
