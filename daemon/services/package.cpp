#include "daemon/services/package.hpp"

#include <boost/json.hpp>
#include <map>
#include <set>

#include "config/base/crypto.hpp"
#include "config/base/utf8.hpp"
#include "daemon/services/zip.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::daemon {
namespace json = boost::json;
namespace {

/// A cell as JSON: numbers as text stay exact; bytes that are no UTF-8 go as base64.
json::value cell_json(const policy::Cell& cell) {
    switch (cell.kind) {
        case policy::Cell::Kind::null:
            return nullptr;
        case policy::Cell::Kind::integer:
        case policy::Cell::Kind::real:
        case policy::Cell::Kind::text:
            if (valid_utf8(cell.bytes)) return json::value(cell.bytes);
            break;
        case policy::Cell::Kind::blob:
            break;
    }
    return json::object{{"base64", base64_encode(as_bytes(cell.bytes))}};
}

json::array fields_json(const PackageInput& input, const policy::RowSet& set) {
    json::array fields;
    for (const auto& name : set.fields) {
        const policy::FieldPath path{set.from, name};
        json::object field{{"name", name}};
        if (const auto category = policy::category_of(input.policy, input.catalogue, path))
            field["category"] = category->value();
        fields.push_back(std::move(field));
    }
    return fields;
}

json::object collection_json(const PackageInput& input, const policy::RowSet& set) {
    json::array rows;
    for (const auto& row : set.rows) {
        json::object out;
        for (std::size_t i = 0; i < set.fields.size() && i < row.values.size(); ++i)
            out[set.fields[i]] = cell_json(row.values[i].expose());
        rows.push_back(std::move(out));
    }
    return {{"collection", policy::to_string(set.from.collection)},
            {"fields", fields_json(input, set)},
            {"rows", std::move(rows)}};
}

std::set<std::string> categories_found(const PackageInput& input) {
    std::set<std::string> found;
    for (const auto& coverage : input.plan.coverage) {
        if (coverage.rows == 0) continue;
        if (const auto c = policy::category_of(input.policy, input.catalogue, coverage.field))
            found.insert(c->value());
    }
    return found;
}

bool within(const std::string& category, const std::string& parent) {
    return category == parent || category.starts_with(parent + ".");
}

json::array strings_json(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::string manifest_json(const PackageInput& input, const std::vector<ZipMember>& members) {
    json::object files;
    for (const auto& member : members)
        files[member.name] = hex_encode(crypto::sha256(as_bytes(member.content)));
    const json::object manifest{{"format", "gdprd-package/v1"},
                                {"request", input.plan.request.value()},
                                {"made_at", format_time(input.made_at)},
                                {"plan", hex_encode(policy::digest_of(input.plan).value())},
                                {"sha256", std::move(files)}};
    return json::serialize(manifest) + "\n";
}

}  // namespace

std::string render_store_json(const PackageInput& input, const StoreName& store) {
    json::array collections;
    for (const auto& set : input.rows)
        if (set.from.store == store) collections.push_back(collection_json(input, set));
    return json::serialize(
               json::object{{"store", store.value()}, {"collections", std::move(collections)}}) +
           "\n";
}

std::string render_information_json(const PackageInput& input) {
    const auto found = categories_found(input);
    json::array purposes;
    for (const auto& purpose : input.policy.purposes) {
        json::array categories;
        for (const auto& category : found)
            for (const auto& covered : purpose.categories)
                if (within(category, covered.value())) categories.emplace_back(category);
        if (categories.empty()) continue;
        purposes.push_back(json::object{{"purpose", purpose.name.value()},
                                        {"description", purpose.description},
                                        {"legal_basis", policy::to_string(purpose.basis)},
                                        {"recipients", strings_json(purpose.recipients)},
                                        {"categories", std::move(categories)}});
    }
    json::array searched;
    for (const auto& coverage : input.plan.coverage)
        searched.push_back(json::object{{"field", policy::to_string(coverage.field)},
                                        {"state", policy::to_string(coverage.state)},
                                        {"rows", coverage.rows}});
    return json::serialize(json::object{
               {"controller", input.organisation},
               {"contact", input.contact},
               {"categories", json::array(found.begin(), found.end())},
               {"purposes", std::move(purposes)},
               {"searched", std::move(searched)},
               {"rights",
                json::array{"Art. 16 rectification", "Art. 17 erasure", "Art. 18 restriction",
                            "Art. 21 objection", "Art. 77 complaint to a supervisory authority"}},
           }) +
           "\n";
}

Result<Bytes> build_package(const PackageInput& input, const ManifestProver& prove) {
    std::vector<ZipMember> members;
    members.push_back({"index.html", render_package_html(input)});
    members.push_back({"information.json", render_information_json(input)});
    std::set<StoreName> stores;
    for (const auto& schema : input.catalogue.stores) stores.insert(schema.store);
    for (const auto& store : stores)
        members.push_back({"data/" + store.value() + ".json", render_store_json(input, store)});
    const auto manifest = manifest_json(input, members);
    GDPRD_TRY_ASSIGN(const Bytes proof, prove(crypto::sha256(as_bytes(manifest))));
    members.push_back({"manifest.json", manifest});
    members.push_back({"manifest.proof", std::string(as_text(proof))});
    return make_zip(members, input.made_at);
}

}  // namespace gdprd::daemon
