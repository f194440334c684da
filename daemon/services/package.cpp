#include "daemon/services/package.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "config/base/crypto.hpp"
#include "config/base/utf8.hpp"
#include "daemon/services/package_cells.hpp"
#include "daemon/services/package_places.hpp"
#include "daemon/services/zip.hpp"
#include "policy/language/decide.hpp"
#include "policy/requests/information.hpp"

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

json::object field_json(const PackageInput& input, const policy::FieldPath& path) {
    json::object field{{"name", path.field}};
    if (const auto category = policy::category_of(input.policy, input.catalogue, path))
        field["category"] = category->value();
    return field;
}

/// Each column, and behind it the places inside its cells.
json::array fields_json(const PackageInput& input, const policy::RowSet& set,
                        const CellsShown& cells) {
    json::array fields;
    for (const auto& name : set.fields) {
        fields.push_back(field_json(input, {set.from, name}));
        for (const auto& place : cells.places(name)) fields.push_back(field_json(input, place));
    }
    return fields;
}

/// {"/email": "a@x.example"}; several values at one place are an array.
json::object inside_json(const std::vector<CellsShown::Value>& values) {
    json::object out;
    for (const auto& one : values) {
        auto text = cell_json({policy::Cell::Kind::text, one.value});
        const std::string at = valid_utf8(one.pointer) ? one.pointer : "?";
        auto* known = out.if_contains(at);
        if (known == nullptr) {
            out[at] = std::move(text);
            continue;
        }
        if (!known->is_array()) *known = json::array{std::move(*known)};
        known->get_array().push_back(std::move(text));
    }
    return out;
}

json::object collection_json(const PackageInput& input, const policy::RowSet& set) {
    const CellsShown cells(input.catalogue, set.from);
    json::array rows;
    for (const auto& row : set.rows) {
        json::object out;
        for (std::size_t i = 0; i < set.fields.size() && i < row.values.size(); ++i) {
            const auto& cell = row.values[i].expose();
            out[set.fields[i]] = cell_json(cell);
            const auto inside = cells.of(set.fields[i], cell);
            const std::string name = set.fields[i] + "#";
            const bool is_field =
                std::find(set.fields.begin(), set.fields.end(), name) != set.fields.end();
            if (!inside.empty() && !is_field) out[name] = inside_json(inside);
        }
        rows.push_back(std::move(out));
    }
    return {{"collection", policy::to_string(set.from.collection)},
            {"fields", fields_json(input, set, cells)},
            {"rows", std::move(rows)}};
}

template <class List>
json::array names_json(const List& list) {
    json::array out;
    for (const auto& item : list) out.emplace_back(item.value());
    return out;
}

/// Null: the policy does not state it.
json::value stated_json(const std::string& text) {
    return text.empty() ? json::value() : json::value(text);
}

json::object use_json(const policy::UseOfData& use) {
    const auto& purpose = *use.purpose;
    const auto& stated = purpose.information;
    json::value recipients;
    if (stated.recipients)
        recipients = json::array(stated.recipients->begin(), stated.recipients->end());
    json::object out{{"purpose", purpose.name.value()},
                     {"description", stated_json(purpose.description)},
                     {"legal_basis", policy::to_string(purpose.basis)},
                     {"article", policy::article_of(purpose.basis)},
                     {"categories", names_json(use.categories)},
                     {"recipients", std::move(recipients)},
                     {"retention", stated_json(stated.retention)},
                     {"source", stated_json(stated.source)},
                     {"automated_decisions", stated_json(stated.automated_decisions)},
                     {"transfers", stated_json(stated.transfers)}};
    if (!purpose.special_ground.empty()) out["special_ground"] = purpose.special_ground;
    return out;
}

json::object kept_json(const policy::KeptByDuty& kept) {
    json::object out{{"collection", policy::to_string(kept.in)},
                     {"fields", json::array(kept.fields.begin(), kept.fields.end())},
                     {"ground", kept.rule->ground}};
    if (kept.rule->keep_years) out["years"] = kept.rule->keep_years->count();
    if (kept.rule->from_field) {
        out["from"] = *kept.rule->from_field;
        out["counted_from"] = policy::to_string(kept.rule->counted_from);
    }
    return out;
}

/// Per personal field. A plan of an earlier release took a field that names the subject in somebody
/// else's row for empty.
json::array searched_json(const PackageInput& input) {
    const auto places = searched_places(input);
    json::array out;
    for (const auto& coverage : input.plan.coverage) {
        const bool left_over =
            coverage.state == policy::CoverageState::searched_empty &&
            places.at(coverage.field.in).mentioned_in.contains(coverage.field.field);
        out.push_back(json::object{
            {"field", policy::to_string(coverage.field)},
            {"state",
             policy::to_string(left_over ? policy::CoverageState::left_over : coverage.state)},
            {"rows", coverage.rows}});
    }
    return out;
}

json::array places_json(const PackageInput& input) {
    json::array out;
    for (const auto& [path, place] : searched_places(input))
        out.push_back(json::object{{"collection", policy::to_string(path)},
                                   {"result", place.result()},
                                   {"rows", place.rows}});
    return out;
}

/// What names the subject and is not in the copy.
json::array mentions_json(const policy::Plan& plan) {
    json::array out;
    for (const auto& residual : plan.residuals)
        if (is_mention(residual))
            out.push_back(json::object{{"collection", policy::to_string(residual.in)},
                                       {"field", residual.field},
                                       {"rows", residual.rows},
                                       {"why", residual.why}});
    return out;
}

json::array missing_json(const PackageInput& input) {
    json::array out;
    for (const auto& part : input.missing)
        out.push_back(json::object{{"place", part.place}, {"why", part.why}});
    return out;
}

std::string manifest_json(const PackageInput& input, const std::vector<ZipMember>& members) {
    json::object files;
    for (const auto& member : members)
        files[member.name] = hex_encode(crypto::sha256(as_bytes(member.content)));
    const json::object manifest{{"format", "gdprd-package/v1"},
                                {"request", input.plan.request.value()},
                                {"made_at", format_time(input.made_at)},
                                {"plan", hex_encode(policy::digest_of(input.plan).value())},
                                {"complete", input.missing.empty()},
                                {"missing", missing_json(input)},
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
    const auto information =
        policy::information_about(input.policy, input.catalogue, input.plan.coverage);
    json::array purposes;
    for (const auto& use : information.uses) purposes.push_back(use_json(use));
    json::array kept;
    for (const auto& line : information.kept) kept.push_back(kept_json(line));
    json::array rights;
    for (const auto right : information.rights)
        rights.push_back(json::object{{"right", policy::to_string(right)},
                                      {"article", policy::article_of(right)}});
    const auto& contacts = input.policy.contacts;
    return json::serialize(json::object{
               {"controller", input.organisation},
               {"contact", stated_json(input.contact)},
               {"data_protection_officer", stated_json(contacts.data_protection_officer)},
               {"supervisory_authority", stated_json(contacts.supervisory_authority)},
               {"categories", names_json(information.categories)},
               {"purposes", std::move(purposes)},
               {"categories_without_purpose", names_json(information.unexplained)},
               {"kept_by_law", std::move(kept)},
               {"rights", std::move(rights)},
               {"searched", searched_json(input)},
               {"places", places_json(input)},
               {"mentions", mentions_json(input.plan)},
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
