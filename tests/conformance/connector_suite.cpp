#include "tests/conformance/connector_suite.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "config/base/crypto.hpp"

namespace gdprd::connectors::test {

using policy::MatchMode;

Cell null() {
    return {};
}
Cell integer(std::int64_t value) {
    return {Cell::Kind::integer, std::to_string(value)};
}
Cell text(std::string value) {
    return {Cell::Kind::text, std::move(value)};
}
Cell blob(std::string value) {
    return {Cell::Kind::blob, std::move(value)};
}

std::vector<Cell> exposed(const std::vector<PersonalCell>& values) {
    std::vector<Cell> out;
    for (const auto& value : values) out.push_back(value.expose());
    return out;
}

std::vector<Cell> ConnectorSuite::exposed(const std::vector<PersonalCell>& values) const {
    std::vector<Cell> out = test::exposed(values);
    for (Cell& cell : out)
        if (!store_->abilities().typed && !cell.bytes.empty() &&
            cell.bytes.find_first_not_of("0123456789") == std::string::npos)
            cell.kind = Cell::Kind::integer;
    return out;
}

RowDigest digest(const std::vector<std::string>& fields, const std::vector<PersonalCell>& values) {
    std::map<std::string, const Cell*> sorted;
    for (std::size_t i = 0; i < fields.size(); ++i) sorted[fields[i]] = &values[i].expose();
    cbor::Array row;
    for (const auto& [field, cell] : sorted) {
        const BytesView bytes = as_bytes(cell->bytes);
        row.emplace_back(field);
        row.emplace_back(static_cast<int>(cell->kind));
        row.emplace_back(Bytes(bytes.begin(), bytes.end()));
    }
    return RowDigest(crypto::sha256(cbor::encode(row)));
}

TableSpec customers_table() {
    return {"customers", {{"id", FieldType::integer, false}, {"email"}, {"name"}}, {"id"}};
}

void ConnectorSuite::SetUp() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    const auto cannot = GetParam().cannot.find(test.substr(0, test.find('/')));
    if (cannot != GetParam().cannot.end()) GTEST_SKIP() << cannot->second;
    store_ = GetParam().make();
    if (store_ == nullptr) GTEST_SKIP() << "this kind of store is not installed";
    connector_ = store_->connect(store_->settings());
}

void ConnectorSuite::TearDown() {
    connector_.reset();
    store_.reset();
}

policy::CollectionPath ConnectorSuite::path(const std::string& table) const {
    return {store_->settings().name, {store_->ns(), table}};
}

void ConnectorSuite::make_customers() {
    store_->create(customers_table());
    store_->insert("customers", {{integer(1), text("ada@example.org"), text("Ada Example")},
                                 {integer(2), text("  Bob@Example.ORG "), text("Bob MÜLLER")},
                                 {integer(3), text("eve@example.com"), null()}});
}

void ConnectorSuite::make_orders(policy::OnDelete on_delete) {
    store_->create({"orders",
                    {{"id", FieldType::integer, false}, {"customer", FieldType::integer}},
                    {"id"},
                    {},
                    {{"", {"customer"}, {store_->ns(), "customers"}, {"id"}, on_delete, true}}});
}

policy::FindQuery ConnectorSuite::query(const std::string& table, const std::string& field,
                                        MatchMode mode, const std::vector<Cell>& wanted) const {
    policy::FindQuery out;
    out.in = path(table);
    out.fields = {field};
    out.mode = mode;
    for (const auto& cell : wanted) out.any_of.push_back({PersonalCell(cell)});
    return out;
}

policy::RowSet ConnectorSuite::find(const policy::FindQuery& query) {
    auto rows = find_all(off_, *connector_, query);
    EXPECT_TRUE(gdprd::test::succeeded(rows));
    return rows ? std::move(*rows) : policy::RowSet{};
}

policy::RowSet ConnectorSuite::find(const std::string& table, const std::string& field,
                                    const Cell& wanted) {
    return find(query(table, field, MatchMode::exact, {wanted}));
}

std::vector<std::vector<Cell>> ConnectorSuite::all_rows(const TableSpec& table) {
    std::vector<Cell> wanted;
    for (int i = 0; i < 50; ++i) wanted.push_back(integer(i));
    const auto rows = find(query(table.name, table.fields.front().name, MatchMode::exact, wanted));
    std::vector<std::vector<Cell>> out;
    for (const auto& row : rows.rows) out.push_back(exposed(row.values));
    std::ranges::sort(out);
    return out;
}

policy::StoreSchema ConnectorSuite::inspect() {
    auto schema = connector_->inspect(off_);
    EXPECT_TRUE(gdprd::test::succeeded(schema));
    return schema ? std::move(*schema) : policy::StoreSchema{};
}

void ConnectorSuite::reconnect(const std::function<void(StoreSettings&)>& change) {
    StoreSettings settings = store_->settings();
    change(settings);
    connector_ = store_->connect(std::move(settings));
}

policy::Step ConnectorSuite::delete_step(const policy::RowSet& rows) const {
    policy::Step step;
    step.number = 1;
    step.kind = policy::StepKind::delete_rows;
    step.in = rows.from;
    step.fields = rows.fields;
    for (const auto& row : rows.rows)
        step.rows.push_back({row.key, digest(rows.fields, row.values), RowDigest{}, {}});
    return step;
}

policy::Step ConnectorSuite::update_step(const policy::RowSet& rows, const std::string& field,
                                         const Cell& value) const {
    policy::Step step = delete_step(rows);
    step.kind = policy::StepKind::update_rows;
    const auto kind = value.kind == Cell::Kind::null ? policy::FieldActionKind::null
                                                     : policy::FieldActionKind::replace;
    step.actions.push_back({field, kind, value, "test"});
    for (auto& row : step.rows) row.after = digest({field}, {PersonalCell(value)});
    return step;
}

Result<StepResult> ConnectorSuite::apply(const policy::Step& step) {
    return connector_->apply(off_, step, digest);
}

Result<StepResult> ConnectorSuite::rehearse(const std::vector<policy::Step>& steps) {
    std::vector<const policy::Step*> borrowed;
    for (const auto& step : steps) borrowed.push_back(&step);
    return connector_->rehearse(off_, borrowed, [](const auto&) { return RowDigester(digest); });
}

Result<ResidueResult> ConnectorSuite::residue(const std::vector<Cell>& values) {
    std::vector<PersonalCell> wanted;
    for (const auto& value : values) wanted.emplace_back(value);
    return connector_->residue(off_, wanted);
}

}  // namespace gdprd::connectors::test

namespace gdprd::policy {
void PrintTo(const Cell& cell, std::ostream* out) {
    *out << "kind " << static_cast<int>(cell.kind) << " '" << cell.bytes.substr(0, 60) << "'";
}
}  // namespace gdprd::policy

namespace gdprd::connectors {
bool operator==(const StepResult& a, const StepResult& b) {
    return a.done == b.done && a.already_done == b.already_done && a.stale == b.stale;
}
void PrintTo(const StepResult& result, std::ostream* out) {
    *out << "done " << result.done << ", already done " << result.already_done << ", stale "
         << result.stale;
}
void PrintTo(const ResidueResult::State& state, std::ostream* out) {
    static constexpr std::array kNames = {"clean", "pending", "found", "unsupported"};
    *out << kNames.at(static_cast<std::size_t>(state));
}
}  // namespace gdprd::connectors
