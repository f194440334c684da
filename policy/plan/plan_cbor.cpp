#include <utility>

#include "policy/plan/plan.hpp"

namespace gdprd::policy {
namespace {

using cbor::Array;
using cbor::Map;
using cbor::Value;

// ---- writing

Value to_value(const CollectionPath& path) {
    return Array{path.store.value(), path.collection.ns, path.collection.name};
}

Value to_value(const std::vector<std::string>& texts) {
    return Array(texts.begin(), texts.end());
}

Value to_value(const FieldAction& action) {
    Map out{{"field", action.field},
            {"kind", to_string(action.kind)},
            {"value", to_cbor(action.value)},
            {"reason", action.reason}};
    // Absent in plans of earlier versions, whose digests are approved.
    if (!action.how.empty()) out.emplace("how", action.how);
    return out;
}

Value to_value(const RowTarget& row) {
    Array writes;
    for (const Cell& cell : row.writes) writes.push_back(to_cbor(cell));
    return Map{{"key", to_cbor(row.key)},
               {"before", row.before.value()},
               {"after", row.after.value()},
               {"writes", std::move(writes)}};
}

Value to_value(const PersonalCell& cell) {
    return to_cbor(cell.expose());
}

// Declared first: a template finds only what stands before it in an unnamed namespace.
Value to_value(const Step& step);
Value to_value(const KeptLine& line);
Value to_value(const Residual& residual);
Value to_value(const Coverage& coverage);

template <class T>
Value list_of(const std::vector<T>& items) {
    Array out;
    for (const T& item : items) out.push_back(to_value(item));
    return out;
}

Value to_value(const Step& step) {
    return Map{{"number", step.number},
               {"kind", to_string(step.kind)},
               {"in", to_value(step.in)},
               {"fields", to_value(step.fields)},
               {"actions", list_of(step.actions)},
               {"rows", list_of(step.rows)},
               {"reason", step.reason},
               {"notes", to_value(step.notes)},
               {"residue_values", list_of(step.residue_values)}};
}

Value to_value(const KeptLine& line) {
    Map out{{"in", to_value(line.in)},
            {"fields", to_value(line.fields)},
            {"rows", line.rows},
            {"ground", line.ground},
            {"rule", line.rule},
            {"until", line.until ? Value(format_date(*line.until)) : Value()}};
    // plans without it keep the digest that they were approved under
    if (!line.period.empty()) out.emplace("period", line.period);
    return out;
}

Value to_value(const Residual& residual) {
    Map out{{"in", to_value(residual.in)},
            {"field", residual.field},
            {"rows", residual.rows},
            {"why", residual.why}};
    // plans without it keep the digest that they were approved under
    if (residual.archived) out.emplace("archived", true);
    return out;
}

Value to_value(const Coverage& coverage) {
    return Map{{"in", to_value(coverage.field.in)},
               {"field", coverage.field.field},
               {"state", to_string(coverage.state)},
               {"rows", coverage.rows},
               {"why", coverage.why}};
}

// ---- reading

template <class T>
using Read = Result<T> (*)(const Value&);

template <class T>
Result<std::vector<T>> read_list(const Value& value, Read<T> read) {
    GDPRD_TRY_ASSIGN(const Array* items, value.as_array());
    std::vector<T> out;
    out.reserve(items->size());
    for (const Value& item : *items) {
        GDPRD_TRY_ASSIGN(T one, read(item));
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::string> read_text(const Value& value) {
    return value.as_string();
}

Result<std::vector<std::string>> read_texts(const Value& value) {
    return read_list<std::string>(value, read_text);
}

/// The enumerator among `all` whose token this is.
template <class E>
Result<E> read_token(const Value& value, std::initializer_list<E> all) {
    GDPRD_TRY_ASSIGN(const std::string token, value.as_string());
    for (const E one : all) {
        if (token == to_string(one)) return one;
    }
    return Error(ErrorCode::corrupt, "unknown word in a plan");
}

Result<CollectionPath> read_path(const Value& value) {
    GDPRD_TRY_ASSIGN(std::vector<std::string> parts, read_texts(value));
    if (parts.size() != 3) return Error(ErrorCode::corrupt, "a collection path has three parts");
    return CollectionPath{StoreName(std::move(parts[0])),
                          CollectionName{std::move(parts[1]), std::move(parts[2])}};
}

Result<FieldAction> read_action(const Value& value) {
    FieldAction out;
    GDPRD_TRY_ASSIGN(out.field, value["field"].as_string());
    GDPRD_TRY_ASSIGN(out.kind,
                     read_token(value["kind"], {FieldActionKind::null, FieldActionKind::replace,
                                                FieldActionKind::keep}));
    GDPRD_TRY_ASSIGN(out.value, cell_from_cbor(value["value"]));
    GDPRD_TRY_ASSIGN(out.reason, value["reason"].as_string());
    if (!value["how"].is_null()) {
        GDPRD_TRY_ASSIGN(out.how, value["how"].as_string());
    }
    return out;
}

Result<RowTarget> read_target(const Value& value) {
    RowTarget out;
    GDPRD_TRY_ASSIGN(out.key, row_key_from_cbor(value["key"]));
    GDPRD_TRY_ASSIGN(const Hash before, value["before"].as_hash());
    GDPRD_TRY_ASSIGN(const Hash after, value["after"].as_hash());
    GDPRD_TRY_ASSIGN(out.writes, read_list<Cell>(value["writes"], cell_from_cbor));
    out.before = RowDigest(before);
    out.after = RowDigest(after);
    return out;
}

Result<PersonalCell> read_personal(const Value& value) {
    GDPRD_TRY_ASSIGN(Cell cell, cell_from_cbor(value));
    return PersonalCell(std::move(cell));
}

Result<std::uint32_t> read_number(const Value& value) {
    GDPRD_TRY_ASSIGN(const std::uint64_t number, value.as_u64());
    if (number > UINT32_MAX) return Error(ErrorCode::corrupt, "a step's number is too large");
    return static_cast<std::uint32_t>(number);
}

Result<Step> read_step(const Value& value) {
    Step out;
    GDPRD_TRY_ASSIGN(out.number, read_number(value["number"]));
    GDPRD_TRY_ASSIGN(out.kind,
                     read_token(value["kind"], {StepKind::read, StepKind::delete_rows,
                                                StepKind::update_rows, StepKind::residue}));
    GDPRD_TRY_ASSIGN(out.in, read_path(value["in"]));
    GDPRD_TRY_ASSIGN(out.fields, read_texts(value["fields"]));
    GDPRD_TRY_ASSIGN(out.actions, read_list<FieldAction>(value["actions"], read_action));
    GDPRD_TRY_ASSIGN(out.rows, read_list<RowTarget>(value["rows"], read_target));
    GDPRD_TRY_ASSIGN(out.reason, value["reason"].as_string());
    GDPRD_TRY_ASSIGN(out.notes, read_texts(value["notes"]));
    GDPRD_TRY_ASSIGN(out.residue_values,
                     read_list<PersonalCell>(value["residue_values"], read_personal));
    return out;
}

Result<KeptLine> read_kept(const Value& value) {
    KeptLine out;
    GDPRD_TRY_ASSIGN(out.in, read_path(value["in"]));
    GDPRD_TRY_ASSIGN(out.fields, read_texts(value["fields"]));
    GDPRD_TRY_ASSIGN(out.rows, value["rows"].as_u64());
    GDPRD_TRY_ASSIGN(out.ground, value["ground"].as_string());
    GDPRD_TRY_ASSIGN(out.rule, value["rule"].as_string());
    if (!value["until"].is_null()) {
        GDPRD_TRY_ASSIGN(const std::string day, value["until"].as_string());
        GDPRD_TRY_ASSIGN(const Date until, parse_date(day));
        out.until = until;
    }
    if (value["period"].is_null()) return out;
    GDPRD_TRY_ASSIGN(out.period, value["period"].as_string());
    return out;
}

Result<Residual> read_residual(const Value& value) {
    Residual out;
    GDPRD_TRY_ASSIGN(out.in, read_path(value["in"]));
    GDPRD_TRY_ASSIGN(out.field, value["field"].as_string());
    GDPRD_TRY_ASSIGN(out.rows, value["rows"].as_u64());
    GDPRD_TRY_ASSIGN(out.why, value["why"].as_string());
    if (value["archived"].is_null()) return out;
    GDPRD_TRY_ASSIGN(out.archived, value["archived"].as_bool());
    return out;
}

Result<Coverage> read_coverage(const Value& value) {
    Coverage out;
    GDPRD_TRY_ASSIGN(out.field.in, read_path(value["in"]));
    GDPRD_TRY_ASSIGN(out.field.field, value["field"].as_string());
    GDPRD_TRY_ASSIGN(
        out.state, read_token(value["state"], {CoverageState::found, CoverageState::searched_empty,
                                               CoverageState::not_applicable, CoverageState::kept,
                                               CoverageState::failed, CoverageState::left_over,
                                               CoverageState::not_searched_by_name}));
    GDPRD_TRY_ASSIGN(out.rows, value["rows"].as_u64());
    GDPRD_TRY_ASSIGN(out.why, value["why"].as_string());
    return out;
}

Result<void> read_head(const Value& value, Plan& out) {
    GDPRD_TRY_ASSIGN(std::string request, value["request"].as_string());
    out.request = RequestId(std::move(request));
    GDPRD_TRY_ASSIGN(out.right, read_token(value["right"], {Right::access, Right::erasure}));
    GDPRD_TRY_ASSIGN(const Bytes nonce, value["nonce"].as_bytes());
    if (nonce.size() != out.nonce.size()) {
        return Error(ErrorCode::corrupt, "a plan's nonce has 16 bytes");
    }
    std::copy(nonce.begin(), nonce.end(), out.nonce.begin());
    GDPRD_TRY_ASSIGN(const Hash catalogue, value["catalogue"].as_hash());
    GDPRD_TRY_ASSIGN(const Hash rules, value["policy"].as_hash());
    out.catalogue = CatalogueVersion(catalogue);
    out.policy = PolicyVersion(rules);
    GDPRD_TRY_ASSIGN(const std::int64_t made_at, value["made_at"].as_i64());
    out.made_at = WallTime(std::chrono::nanoseconds(made_at));
    return {};
}

Result<Plan> read_plan(const Value& value) {
    Plan out;
    GDPRD_TRY(read_head(value, out));
    GDPRD_TRY_ASSIGN(out.steps, read_list<Step>(value["steps"], read_step));
    GDPRD_TRY_ASSIGN(out.kept, read_list<KeptLine>(value["kept"], read_kept));
    GDPRD_TRY_ASSIGN(out.residuals, read_list<Residual>(value["residuals"], read_residual));
    GDPRD_TRY_ASSIGN(out.coverage, read_list<Coverage>(value["coverage"], read_coverage));
    GDPRD_TRY_ASSIGN(out.notes, read_texts(value["notes"]));
    GDPRD_TRY_ASSIGN(const std::vector<std::string> unreachable, read_texts(value["unreachable"]));
    for (const std::string& store : unreachable) out.unreachable.emplace_back(store);
    if (value["subject_keys"].is_null()) return out;
    GDPRD_TRY_ASSIGN(const Array* keys, value["subject_keys"].as_array());
    for (const Value& key : *keys) {
        GDPRD_TRY_ASSIGN(const std::uint64_t number, key.as_u64());
        out.subject_keys.push_back(number);
    }
    return out;
}

}  // namespace

cbor::Value to_cbor(const Plan& plan) {
    Array unreachable;
    for (const StoreName& store : plan.unreachable) unreachable.emplace_back(store.value());
    Map out{{"request", plan.request.value()},
            {"right", to_string(plan.right)},
            {"nonce", Bytes(plan.nonce.begin(), plan.nonce.end())},
            {"catalogue", plan.catalogue.value()},
            {"policy", plan.policy.value()},
            {"made_at", static_cast<std::int64_t>(plan.made_at.time_since_epoch().count())},
            {"steps", list_of(plan.steps)},
            {"kept", list_of(plan.kept)},
            {"residuals", list_of(plan.residuals)},
            {"coverage", list_of(plan.coverage)},
            {"notes", to_value(plan.notes)},
            {"unreachable", std::move(unreachable)}};
    // Left out where there are none, so that a plan of before has the digest that it had.
    if (!plan.subject_keys.empty())
        out.emplace("subject_keys", Array(plan.subject_keys.begin(), plan.subject_keys.end()));
    return out;
}

Result<Plan> plan_from_cbor(const cbor::Value& value) {
    Result<Plan> plan = read_plan(value);
    if (!plan) return plan.error().in("this is not a plan");
    return plan;
}

}  // namespace gdprd::policy
