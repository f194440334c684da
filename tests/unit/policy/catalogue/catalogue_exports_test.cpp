#include "policy/catalogue/catalogue_exports.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "policy/catalogue/catalogue_json.hpp"
#include "policy/catalogue/fides.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Catalogue hospital() {
    const auto read = catalogue_from_json(R"json({"stores": [{"store": "ward", "collections": [
        {"namespace": "main", "name": "=cmd()", "kind": "table",
         "fields": [{"name": "a,\"b\"", "declared_type": "TEXT", "type": "text"},
                    {"name": "size", "type": "integer"}]}]}],
      "fields": [
        {"path": "ward.main.\"=cmd()\".\"a,\"\"b\"\"\"", "category": "user.health_and_medical",
         "probability_ppm": 995000, "personal_ppm": 995000, "decision": "accept",
         "decided_by": "person", "reasons": ["the name says so", "a person said so"]},
        {"path": "ward.main.\"=cmd()\".size", "probability_ppm": 0, "personal_ppm": 1200,
         "decision": "reject", "decided_by": "classifier"}]})json");
    EXPECT_TRUE(gdprd::test::succeeded(read));
    return read ? *read : Catalogue{};
}

TEST(CatalogueCsv, quotes_and_disarms) {
    const std::string csv = to_csv(hospital());

    EXPECT_THAT(csv, StartsWith("store,namespace,collection,field,"));
    EXPECT_THAT(csv, HasSubstr("\r\nward,main,\"'=cmd()\",\"a,\"\"b\"\"\",TEXT,"
                               "user.health_and_medical,special,qualitative,99.5,accept,person,yes,"
                               "the name says so; a person said so\r\n"));
    EXPECT_THAT(csv, HasSubstr("size,,,,,0.1,reject,classifier,no,\r\n"));
}

TEST(CatalogueDpv, names_personal_fields_in_the_vocabulary) {
    const auto parsed = boost::json::parse(to_dpv_jsonld(hospital()));

    const auto& graph = parsed.at("@graph").as_array();
    ASSERT_EQ(graph.size(), 2U);  // the store, and the one personal field
    EXPECT_EQ(graph[0].at("@type"), "dcat:Dataset");
    const auto& field = graph[1];
    EXPECT_EQ(graph[0].at("dpv:hasPersonalData").at(0).at("@id"), field.at("@id"));
    EXPECT_EQ(field.at("@id"), "urn:gdprd:field:ward.main.%3Dcmd%28%29.%22a%2C%22%22b%22%22%22");
    EXPECT_THAT(std::string(field.at("@type").at(0).as_string()),
                StartsWith("https://w3id.org/dpv/pd#"));
    EXPECT_EQ(field.at("@type").at(1), "dpv:SpecialCategoryPersonalData");
}

Catalogue with_a_leaf() {
    Catalogue catalogue = hospital();
    CollectionSchema leaf = catalogue.stores[0].collections[0];
    leaf.name.name = "leaf";
    leaf.kind = CollectionKind::partition;
    CatalogueField field = catalogue.fields.begin()->second;
    field.path.in.collection = leaf.name;
    catalogue.fields.emplace(field.path, field);
    catalogue.stores[0].collections.push_back(leaf);
    return catalogue;
}

TEST(CatalogueExports, leave_the_parts_of_a_partitioned_table_to_their_parent) {
    const Catalogue catalogue = with_a_leaf();

    EXPECT_EQ(to_csv(catalogue), to_csv(hospital()));
    EXPECT_EQ(to_dpv_jsonld(catalogue), to_dpv_jsonld(hospital()));
    EXPECT_EQ(to_fides(catalogue).yaml, to_fides(hospital()).yaml);
    EXPECT_THAT(to_json(catalogue), HasSubstr("leaf"));  // the catalogue itself has them
    EXPECT_THAT(to_csv(catalogue), Not(HasSubstr("leaf")));
}

}  // namespace
}  // namespace gdprd::policy
