#include "policy/catalogue/link.hpp"

#include <gtest/gtest.h>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

FieldPath path(const char* text) {
    return parse_field_path(text).value();
}

CatalogueLink link(const char* from, const char* to, Decision decision = Decision::review) {
    CatalogueLink out;
    out.kind = LinkKind::reference;
    out.from = path(from);
    out.to = path(to);
    out.decision = decision;
    out.holds = "number";
    out.of_from = {100, 99, 900'000, 1'000'000};
    out.of_to = {200, 99, 400'000, 600'000};
    out.from_side = {150, 100, true};
    out.to_side = {200, 200, false};
    out.reasons = {"the names fit"};
    return out;
}

Links links(std::initializer_list<CatalogueLink> all) {
    Links out;
    for (const auto& one : all) out.emplace(std::pair(one.from, one.to), one);
    return out;
}

const char* const kFrom = "crm.main.orders.contact_id";
const char* const kTo = "crm.main.contacts.id";
const std::vector<StoreName> kCrm{StoreName("crm")};

Decision decision_after(const CatalogueLink& before, std::span<const CatalogueLink> found) {
    const Links merged = merge_links(links({before}), kCrm, found);
    return merged.at({path(kFrom), path(kTo)}).decision;
}

TEST(MergeLinks, replaces_what_nobody_decided) {
    EXPECT_TRUE(merge_links(links({link(kFrom, kTo)}), kCrm, {}).empty());
    EXPECT_EQ(merge_links({}, kCrm, std::vector{link(kFrom, kTo)}).size(), 1U);
}

TEST(MergeLinks, keeps_open_links_of_stores_that_were_not_compared_with_each_other) {
    const auto across = link("exports.main.a.mail", "crm.main.contacts.email");

    EXPECT_EQ(merge_links(links({across}), kCrm, {}).size(), 1U);
}

TEST(MergeLinks, keeps_what_a_person_confirmed_whatever_is_found) {
    const auto confirmed = link(kFrom, kTo, Decision::accept);

    EXPECT_EQ(decision_after(confirmed, {}), Decision::accept);
    EXPECT_EQ(decision_after(confirmed, std::vector{link(kFrom, kTo)}), Decision::accept);
}

TEST(MergeLinks, keeps_what_a_person_dismissed_until_the_values_change) {
    const auto dismissed = link(kFrom, kTo, Decision::reject);
    auto same = link(kFrom, kTo);
    same.from_side.distinct = 109;
    auto grown = link(kFrom, kTo);
    grown.from_side.distinct = 120;

    EXPECT_EQ(decision_after(dismissed, {}), Decision::reject);
    EXPECT_EQ(decision_after(dismissed, std::vector{same}), Decision::reject);
    EXPECT_EQ(decision_after(dismissed, std::vector{grown}), Decision::review);
}

TEST(LinkId, is_of_the_two_fields_alone) {
    auto other = link(kFrom, kTo, Decision::accept);
    other.of_from = {};

    EXPECT_EQ(id_of(link(kFrom, kTo)), id_of(other));
    EXPECT_NE(id_of(link(kFrom, kTo)), id_of(link(kTo, kFrom)));
    EXPECT_EQ(id_of(other).value().size(), 12U);
}

/// Two tables, and a link between them.
Catalogue catalogue(const CatalogueLink& one) {
    StoreSchema crm{StoreName("crm"), "", {}};
    for (const FieldPath& field : {one.from, one.to}) {
        CollectionSchema& schema = crm.collections.emplace_back();
        schema.name = field.in.collection;
        schema.fields.emplace_back().name = field.field;
    }
    Catalogue out = merge_scan({}, std::vector{crm}, {});
    out.links = links({one});
    return out;
}

TEST(CatalogueLinks, survive_their_encoding) {
    const Catalogue before = catalogue(link(kFrom, kTo, Decision::accept));

    const auto read = catalogue_from_cbor(to_cbor(before));

    ASSERT_TRUE(read);
    EXPECT_EQ(version_of(*read), version_of(before));
    EXPECT_NE(version_of(*read), version_of(catalogue(link(kFrom, kTo))));
    const CatalogueLink& one = read->links.begin()->second;
    EXPECT_EQ(one.of_from, (LinkShare{100, 99, 900'000, 1'000'000}));
    EXPECT_EQ(one.to_side, (LinkSide{200, 200, false}));
    EXPECT_NE(read->find_link(id_of(one)), nullptr);
}

TEST(CatalogueLinks, are_refused_when_they_are_wrong) {
    const auto refused = [](auto&& change) {
        cbor::Map whole = *to_cbor(catalogue(link(kFrom, kTo))).as_map().value();
        cbor::Array list = *whole["links"].as_array().value();
        cbor::Map one = *list[0].as_map().value();
        change(one);
        whole["links"] = cbor::Array{cbor::Value(one)};
        return !catalogue_from_cbor(cbor::Value(whole));
    };
    EXPECT_FALSE(refused([](cbor::Map&) {}));
    EXPECT_TRUE(refused([](cbor::Map& one) { one["to"] = "crm.main.contacts.gone"; }));
    EXPECT_TRUE(refused([](cbor::Map& one) { one["kind"] = "rumour"; }));
    EXPECT_TRUE(refused([](cbor::Map& one) { one["of_to"] = cbor::Map{}; }));
    EXPECT_TRUE(refused([](cbor::Map& one) { one.erase("from_side"); }));
}

TEST(CatalogueLinks, go_with_the_field_that_vanishes) {
    const Catalogue before = catalogue(link(kFrom, kTo, Decision::accept));
    StoreSchema shrunk = before.stores[0];
    shrunk.collections.pop_back();

    EXPECT_EQ(merge_scan(before, before.stores, {}).links.size(), 1U);
    EXPECT_TRUE(merge_scan(before, std::vector{shrunk}, {}).links.empty());
}

TEST(ReferencesOf, has_those_that_a_person_confirmed) {
    const auto count = [](Decision decision) {
        return references_of({}, catalogue(link(kFrom, kTo, decision)), path(kFrom).in).size();
    };
    EXPECT_EQ(count(Decision::review), 0U);
    EXPECT_EQ(count(Decision::reject), 0U);
    ASSERT_EQ(count(Decision::accept), 1U);
    const auto keys =
        references_of({}, catalogue(link(kFrom, kTo, Decision::accept)), path(kFrom).in);
    EXPECT_FALSE(keys[0].key.declared);
    EXPECT_EQ(keys[0].key.target, path(kTo).in.collection);
    EXPECT_EQ(keys[0].key.target_fields, std::vector<std::string>{"id"});
}

}  // namespace
}  // namespace gdprd::policy
