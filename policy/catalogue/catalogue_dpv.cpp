#include <boost/json.hpp>

#include "policy/catalogue/catalogue_exports.hpp"
#include "policy/catalogue/leaf.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

namespace json = boost::json;

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// RFC 8141: what a URN does not take is percent-encoded.
std::string urn(std::string_view kind, std::string_view name) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out = "urn:gdprd:" + std::string(kind) + ":";
    for (const char c : name) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

json::object id(std::string value) {
    return {{"@id", std::move(value)}};
}

json::object field_node(const CatalogueField& field) {
    json::array types;
    std::string_view description;
    if (field.category) {
        types.emplace_back(dpv_iri(field.category->value()));
        if (const CategoryEntry* entry = find_category(field.category->value())) {
            description = entry->description;
            if (entry->sensitivity == Sensitivity::special)
                types.emplace_back("dpv:SpecialCategoryPersonalData");
            if (entry->sensitivity == Sensitivity::criminal)
                types.emplace_back("dpv:SensitivePersonalData");
        }
    } else {
        types.emplace_back("dpv:PersonalData");
    }
    const std::string path = to_string(field.path);
    json::object out{{"@id", urn("field", path)}, {"@type", std::move(types)}};
    out["dct:identifier"] = path;
    if (!description.empty()) out["dct:description"] = description;
    out["dct:isPartOf"] = id(urn("store", field.path.in.store.value()));
    return out;
}

}  // namespace

std::string to_dpv_jsonld(const Catalogue& catalogue) {
    std::vector<const CatalogueField*> personal;
    for (const auto& [path, field] : catalogue.fields)
        if (field.is_personal() && !is_leaf(catalogue, path.in)) personal.push_back(&field);
    json::array graph;
    for (const StoreSchema& store : catalogue.stores) {
        json::array has;
        for (const auto* field : personal)
            if (field->path.in.store == store.store)
                has.push_back(id(urn("field", to_string(field->path))));
        json::object node{{"@id", urn("store", store.store.value())}, {"@type", "dcat:Dataset"}};
        node["dct:title"] = store.store.value();
        node["dpv:hasPersonalData"] = std::move(has);
        graph.push_back(std::move(node));
    }
    for (const auto* field : personal) graph.push_back(field_node(*field));
    const json::object context{{"dpv", "https://w3id.org/dpv#"},
                               {"pd", "https://w3id.org/dpv/pd#"},
                               {"dcat", "http://www.w3.org/ns/dcat#"},
                               {"dct", "http://purl.org/dc/terms/"}};
    return json::serialize(json::object{{"@context", context}, {"@graph", std::move(graph)}}) +
           "\n";
}

}  // namespace gdprd::policy
