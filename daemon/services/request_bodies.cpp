#include "daemon/services/request_bodies.hpp"

#include "config/base/cbor.hpp"

namespace gdprd::daemon {
namespace {

using cbor::Array;
using cbor::Map;
using cbor::Value;

Value cells_to_cbor(const std::vector<policy::PersonalCell>& cells) {
    Array out;
    for (const auto& cell : cells) out.push_back(policy::to_cbor(cell.expose()));
    return out;
}

Result<std::vector<policy::PersonalCell>> cells_from_cbor(const Value& value) {
    GDPRD_TRY_ASSIGN(const Array* array, value.as_array());
    std::vector<policy::PersonalCell> out;
    for (const auto& item : *array) {
        GDPRD_TRY_ASSIGN(auto cell, policy::cell_from_cbor(item));
        out.emplace_back(std::move(cell));
    }
    return out;
}

Value strings_to_cbor(const std::vector<std::string>& texts) {
    return Array(texts.begin(), texts.end());
}

Result<std::vector<std::string>> strings_from_cbor(const Value& value) {
    GDPRD_TRY_ASSIGN(const Array* array, value.as_array());
    std::vector<std::string> out;
    for (const auto& item : *array) {
        GDPRD_TRY_ASSIGN(auto text, item.as_string());
        out.push_back(std::move(text));
    }
    return out;
}

Value seeds_to_cbor(const std::vector<policy::Seed>& seeds) {
    Array out;
    for (const auto& seed : seeds)
        out.push_back(Map{{"type", seed.type.value()}, {"value", seed.value.expose()}});
    return out;
}

Result<std::vector<policy::Seed>> seeds_from_cbor(const Value& value) {
    GDPRD_TRY_ASSIGN(const Array* array, value.as_array());
    std::vector<policy::Seed> seeds;
    for (const auto& item : *array) {
        GDPRD_TRY_ASSIGN(auto type, item["type"].as_string());
        GDPRD_TRY_ASSIGN(auto text, item["value"].as_string());
        seeds.push_back(
            {policy::IdentifierType(std::move(type)), Personal<std::string>(std::move(text))});
    }
    return seeds;
}

Value collection_to_cbor(const policy::CollectionPath& path) {
    return Map{
        {"store", path.store.value()}, {"ns", path.collection.ns}, {"name", path.collection.name}};
}

Result<policy::CollectionPath> collection_from_cbor(const Value& value) {
    GDPRD_TRY_ASSIGN(auto store, value["store"].as_string());
    GDPRD_TRY_ASSIGN(auto ns, value["ns"].as_string());
    GDPRD_TRY_ASSIGN(auto name, value["name"].as_string());
    return policy::CollectionPath{StoreName(std::move(store)), {std::move(ns), std::move(name)}};
}

Value told_to_cbor(const ToldRow& row) {
    const auto& told = row.told;
    Array names;
    for (const auto& name : told.names)
        names.push_back(
            Map{{"words", strings_to_cbor(name.words)}, {"last", strings_to_cbor(name.last)}});
    return Map{{"match", row.match_id},
               {"in", collection_to_cbor(row.in)},
               {"key", policy::to_cbor(row.key)},
               {"identifiers", seeds_to_cbor({told.identifiers.begin(), told.identifiers.end()})},
               {"names", std::move(names)},
               {"birth_dates", Array(told.birth_dates.begin(), told.birth_dates.end())}};
}

Result<ToldRow> told_from_cbor(const Value& value) {
    ToldRow row;
    GDPRD_TRY_ASSIGN(row.match_id, value["match"].as_string());
    GDPRD_TRY_ASSIGN(row.in, collection_from_cbor(value["in"]));
    GDPRD_TRY_ASSIGN(row.key, policy::row_key_from_cbor(value["key"]));
    GDPRD_TRY_ASSIGN(const auto seeds, seeds_from_cbor(value["identifiers"]));
    row.told.identifiers.insert(seeds.begin(), seeds.end());
    GDPRD_TRY_ASSIGN(const Array* names, value["names"].as_array());
    for (const auto& name : *names) {
        auto& out = row.told.names.emplace_back();
        GDPRD_TRY_ASSIGN(out.words, strings_from_cbor(name["words"]));
        GDPRD_TRY_ASSIGN(out.last, strings_from_cbor(name["last"]));
    }
    GDPRD_TRY_ASSIGN(const auto dates, strings_from_cbor(value["birth_dates"]));
    row.told.birth_dates.insert(dates.begin(), dates.end());
    return row;
}

Value item_to_cbor(const MatchItem& item) {
    return Map{{"id", item.id},
               {"mention", item.mention},
               {"in", collection_to_cbor(item.in)},
               {"strength", static_cast<unsigned>(item.strength)},
               {"shared", item.shared},
               {"path", item.path},
               {"evidence", strings_to_cbor(item.evidence)},
               {"fields", strings_to_cbor(item.fields)},
               {"values", cells_to_cbor(item.values)}};
}

Result<MatchItem> item_from_cbor(const Value& value) {
    MatchItem item;
    GDPRD_TRY_ASSIGN(item.id, value["id"].as_string());
    GDPRD_TRY_ASSIGN(item.mention, value["mention"].as_bool());
    GDPRD_TRY_ASSIGN(item.in, collection_from_cbor(value["in"]));
    GDPRD_TRY_ASSIGN(const auto strength, value["strength"].as_u64());
    item.strength = static_cast<policy::Strength>(std::min<std::uint64_t>(strength, 2));
    GDPRD_TRY_ASSIGN(item.shared, value["shared"].as_bool());
    GDPRD_TRY_ASSIGN(item.path, value["path"].as_string());
    GDPRD_TRY_ASSIGN(item.evidence, strings_from_cbor(value["evidence"]));
    GDPRD_TRY_ASSIGN(item.fields, strings_from_cbor(value["fields"]));
    GDPRD_TRY_ASSIGN(item.values, cells_from_cbor(value["values"]));
    return item;
}

Value rows_to_cbor(const policy::RowSet& set) {
    Array rows;
    for (const auto& row : set.rows)
        rows.push_back(
            Map{{"key", policy::to_cbor(row.key)}, {"values", cells_to_cbor(row.values)}});
    return Map{{"from", collection_to_cbor(set.from)},
               {"fields", strings_to_cbor(set.fields)},
               {"rows", std::move(rows)}};
}

Result<policy::RowSet> rows_from_cbor(const Value& value) {
    policy::RowSet set;
    GDPRD_TRY_ASSIGN(set.from, collection_from_cbor(value["from"]));
    GDPRD_TRY_ASSIGN(set.fields, strings_from_cbor(value["fields"]));
    GDPRD_TRY_ASSIGN(const Array* rows, value["rows"].as_array());
    for (const auto& item : *rows) {
        policy::Row row;
        GDPRD_TRY_ASSIGN(row.key, policy::row_key_from_cbor(item["key"]));
        GDPRD_TRY_ASSIGN(row.values, cells_from_cbor(item["values"]));
        set.rows.push_back(std::move(row));
    }
    return set;
}

Error missing(std::string_view what) {
    return Error(ErrorCode::not_found, "this request has no " + std::string(what),
                 "it was not made yet, or it was destroyed on schedule");
}

std::string plan_name(const PlanDigest& digest) {
    return "plan/" + hex_encode(digest.value());
}
std::string standing_name(const PlanDigest& digest) {
    return "standing/" + hex_encode(digest.value());
}
std::string traces_name(const PlanDigest& digest) {
    return "traces/" + hex_encode(digest.value());
}
std::string told_name(const PlanDigest& digest) {
    return "told/" + hex_encode(digest.value());
}

std::string packages_name(const PlanDigest& digest) {
    return "packages/" + hex_encode(digest.value());
}
std::string rows_name(std::uint32_t step) {
    return "rows/" + std::to_string(step);
}

}  // namespace

RequestBodies::RequestBodies(RequestStore& store, RequestId request, RequestKeySet keys)
    : store_(&store), request_(std::move(request)), keys_(std::move(keys)) {}

std::string RequestBodies::bound_name(const std::string& name) const {
    return request_.value() + "/" + name;
}

Result<void> RequestBodies::put(OffLoop off, const std::string& name, BytesView plain) const {
    return store_->put_body(off, request_, name, keys_.bodies.seal(bound_name(name), plain));
}

Result<std::optional<Bytes>> RequestBodies::find(OffLoop off, const std::string& name) const {
    GDPRD_TRY_ASSIGN(const auto sealed, store_->find_body(off, request_, name));
    if (!sealed) return std::optional<Bytes>();
    GDPRD_TRY_ASSIGN(auto plain, keys_.bodies.open(bound_name(name), *sealed));
    return std::optional<Bytes>(std::move(plain));
}

Bytes RequestBodies::seal_identifiers(const std::vector<policy::Seed>& seeds) const {
    return keys_.bodies.seal(bound_name("identifiers"), cbor::encode(seeds_to_cbor(seeds)));
}

Result<std::vector<policy::Seed>> RequestBodies::identifiers(OffLoop off) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, "identifiers"));
    if (!plain) return missing("identifiers");
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    return seeds_from_cbor(value);
}

Result<void> RequestBodies::put_plan(OffLoop off, const policy::Plan& plan) const {
    return put(off, plan_name(policy::digest_of(plan)), cbor::encode(policy::to_cbor(plan)));
}

Result<policy::Plan> RequestBodies::plan(OffLoop off, const PlanDigest& digest) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, plan_name(digest)));
    if (!plain) return missing("plan");
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(auto plan, policy::plan_from_cbor(value));
    if (policy::digest_of(plan) != digest)
        return Error(ErrorCode::corrupt, "the stored plan does not fit its digest",
                     "plan the request again");
    return plan;
}

Result<void> RequestBodies::put_standing(OffLoop off, const PlanDigest& digest,
                                         const std::vector<StandingRows>& standing) const {
    return put(off, standing_name(digest), cbor::encode(to_cbor(standing)));
}

Result<std::vector<StandingRows>> RequestBodies::standing(OffLoop off,
                                                          const PlanDigest& digest) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, standing_name(digest)));
    if (!plain) return std::vector<StandingRows>();
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    return standing_rows_from_cbor(value);
}

Result<void> RequestBodies::put_traces(OffLoop off, const PlanDigest& digest,
                                       const TraceKeys& keys) const {
    return put(off, traces_name(digest), cbor::encode(to_cbor(keys)));
}

Result<TraceKeys> RequestBodies::traces(OffLoop off, const PlanDigest& digest) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, traces_name(digest)));
    if (!plain) return TraceKeys();
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    return trace_keys_from_cbor(value);
}

Result<void> RequestBodies::put_told(OffLoop off, const PlanDigest& digest,
                                     const std::vector<ToldRow>& rows) const {
    Array out;
    for (const auto& row : rows) out.push_back(told_to_cbor(row));
    return put(off, told_name(digest), cbor::encode(Value(std::move(out))));
}

Result<std::vector<ToldRow>> RequestBodies::told(OffLoop off, const PlanDigest& digest) const {
    std::vector<ToldRow> out;
    GDPRD_TRY_ASSIGN(const auto plain, find(off, told_name(digest)));
    if (!plain) return out;
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(const Array* array, value.as_array());
    for (const auto& item : *array) {
        GDPRD_TRY_ASSIGN(auto row, told_from_cbor(item));
        out.push_back(std::move(row));
    }
    return out;
}

Result<void> RequestBodies::put_packages(OffLoop off, const PlanDigest& digest,
                                         const std::vector<RequestId>& requests) const {
    Array ids;
    for (const auto& id : requests) ids.emplace_back(id.value());
    return put(off, packages_name(digest), cbor::encode(Value(std::move(ids))));
}

Result<std::vector<RequestId>> RequestBodies::packages(OffLoop off,
                                                       const PlanDigest& digest) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, packages_name(digest)));
    if (!plain) return std::vector<RequestId>();
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(const auto ids, strings_from_cbor(value));
    std::vector<RequestId> out;
    for (const auto& id : ids) out.emplace_back(id);
    return out;
}

Result<void> RequestBodies::put_matches(OffLoop off, const MatchList& matches) const {
    Array items;
    for (const auto& item : matches.items) items.push_back(item_to_cbor(item));
    const Value body =
        Map{{"items", std::move(items)}, {"seen", Array(matches.seen.begin(), matches.seen.end())}};
    return put(off, "matches", cbor::encode(body));
}

Result<MatchList> RequestBodies::matches(OffLoop off) const {
    MatchList list;
    GDPRD_TRY_ASSIGN(const auto plain, find(off, "matches"));
    if (!plain) return list;
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(const Array* items, value["items"].as_array());
    for (const auto& item : *items) {
        GDPRD_TRY_ASSIGN(auto match, item_from_cbor(item));
        list.items.push_back(std::move(match));
    }
    GDPRD_TRY_ASSIGN(const auto seen, strings_from_cbor(value["seen"]));
    list.seen.insert(seen.begin(), seen.end());
    return list;
}

Result<void> RequestBodies::put_ending(OffLoop off, const RunEnding& ending) const {
    return put(off, "ending", cbor::encode(to_cbor(ending)));
}

Result<std::optional<RunEnding>> RequestBodies::ending(OffLoop off) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, "ending"));
    if (!plain) return std::optional<RunEnding>();
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(auto ending, run_ending_from_cbor(value));
    return std::optional<RunEnding>(std::move(ending));
}

Result<void> RequestBodies::put_rows(OffLoop off, std::uint32_t step,
                                     const policy::RowSet& rows) const {
    return put(off, rows_name(step), cbor::encode(rows_to_cbor(rows)));
}

Result<std::optional<policy::RowSet>> RequestBodies::rows(OffLoop off, std::uint32_t step) const {
    GDPRD_TRY_ASSIGN(const auto plain, find(off, rows_name(step)));
    if (!plain) return std::optional<policy::RowSet>();
    GDPRD_TRY_ASSIGN(const Value value, cbor::decode(*plain));
    GDPRD_TRY_ASSIGN(auto rows, rows_from_cbor(value));
    return std::optional<policy::RowSet>(std::move(rows));
}

Result<void> RequestBodies::put_package(OffLoop off, BytesView zip) const {
    return put(off, "package", zip);
}

Result<std::optional<Bytes>> RequestBodies::package(OffLoop off) const {
    return find(off, "package");
}

Result<void> RequestBodies::drop_exports(OffLoop off, RequestStore& store,
                                         const RequestId& request) {
    GDPRD_TRY(store.drop_bodies(off, request, "rows/"));
    return store.drop_bodies(off, request, "package");
}

}  // namespace gdprd::daemon
