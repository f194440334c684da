#include "daemon/services/standing_rows.hpp"

#include <map>
#include <set>

#include "policy/identity/resolver_estate.hpp"

namespace gdprd::daemon {

using cbor::Array;
using cbor::Map;
using cbor::Value;

namespace {

using RowName = std::pair<policy::CollectionPath, policy::RowKey>;

std::set<RowName> rows_of_steps(const policy::Plan& plan) {
    std::set<RowName> rows;
    for (const auto& step : plan.steps)
        for (const auto& row : step.rows) rows.emplace(step.in, row.key);
    return rows;
}

/// Positions of the fields by which a row of the collection is somebody's.
std::set<std::size_t> telling_fields(const policy::Estate& estate, const policy::Node& node) {
    std::set<std::size_t> at;
    for (const auto& field : node.identifying) at.insert(field.at);
    for (const auto* list :
         {&node.first_names, &node.last_names, &node.full_names, &node.birth_dates})
        at.insert(list->begin(), list->end());
    for (const auto out : node.out) {
        const auto& reference = estate.references[out];
        const auto from_at = reference.from_at();
        at.insert(from_at.begin(), from_at.end());
    }
    for (const auto in : node.in) {
        const auto& reference = estate.references[in];
        at.insert(reference.to_at.begin(), reference.to_at.end());
    }
    return at;
}

Result<StandingRows> one_from_cbor(const Value& value) {
    StandingRows out;
    GDPRD_TRY_ASSIGN(auto store, value["store"].as_string());
    out.in.store = StoreName(std::move(store));
    GDPRD_TRY_ASSIGN(out.in.collection.ns, value["ns"].as_string());
    GDPRD_TRY_ASSIGN(out.in.collection.name, value["name"].as_string());
    GDPRD_TRY_ASSIGN(out.own, value["own"].as_bool());
    GDPRD_TRY_ASSIGN(const Array* fields, value["fields"].as_array());
    for (const auto& field : *fields) {
        GDPRD_TRY_ASSIGN(auto name, field.as_string());
        out.fields.push_back(std::move(name));
    }
    GDPRD_TRY_ASSIGN(const Array* rows, value["rows"].as_array());
    for (const auto& row : *rows) {
        StandingRows::One one;
        GDPRD_TRY_ASSIGN(one.key, policy::row_key_from_cbor(row["key"]));
        GDPRD_TRY_ASSIGN(const Hash digest, row["digest"].as_hash());
        one.digest = RowDigest(digest);
        out.rows.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::vector<StandingRows> standing_rows(const policy::Plan& plan,
                                        const policy::Resolution& resolution,
                                        const policy::Catalogue& catalogue,
                                        const policy::Policy& policy, const Secret& row_key) {
    const auto estate = policy::make_estate(catalogue, policy);
    const auto planned = rows_of_steps(plan);
    std::map<std::pair<policy::CollectionPath, bool>, StandingRows> found;
    const auto add = [&](const policy::SubjectRow& row, bool own) {
        const auto node = estate.nodes.find(row.in);
        if (node == estate.nodes.end() || planned.contains({row.in, row.row.key})) return;
        const auto& names = resolution.fields.at(row.in);
        std::vector<policy::PersonalCell> values;
        std::vector<std::string> fields;
        for (const auto at : telling_fields(estate, node->second)) {
            if (at >= names.size() || at >= row.row.values.size()) continue;
            fields.push_back(names[at]);
            values.push_back(row.row.values[at]);
        }
        auto& standing = found[{row.in, own}];
        standing.in = row.in;
        standing.own = own;
        standing.fields = fields;
        standing.rows.push_back({row.row.key, policy::digest_row(row_key, row.in, fields, values)});
    };
    for (const auto& row : resolution.rows) add(row, true);
    for (const auto* others : {&resolution.review, &resolution.mentions, &resolution.referencing})
        for (const auto& row : *others) add(row, false);
    std::vector<StandingRows> out;
    out.reserve(found.size());
    for (auto& [where, rows] : found) out.push_back(std::move(rows));
    return out;
}

Value to_cbor(const std::vector<StandingRows>& standing) {
    Array out;
    for (const auto& one : standing) {
        Array rows;
        rows.reserve(one.rows.size());
        for (const auto& row : one.rows)
            rows.push_back(Map{{"key", policy::to_cbor(row.key)}, {"digest", row.digest.value()}});
        out.push_back(Map{{"store", one.in.store.value()},
                          {"ns", one.in.collection.ns},
                          {"name", one.in.collection.name},
                          {"own", one.own},
                          {"fields", Array(one.fields.begin(), one.fields.end())},
                          {"rows", std::move(rows)}});
    }
    return out;
}

Result<std::vector<StandingRows>> standing_rows_from_cbor(const Value& value) {
    GDPRD_TRY_ASSIGN(const Array* array, value.as_array());
    std::vector<StandingRows> out;
    for (const auto& item : *array) {
        GDPRD_TRY_ASSIGN(auto one, one_from_cbor(item));
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace gdprd::daemon
