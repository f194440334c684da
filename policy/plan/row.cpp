#include "policy/plan/row.hpp"

#include <algorithm>
#include <numeric>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::policy {
namespace {

constexpr std::uint64_t kCellKinds = 5;
constexpr std::uint64_t kKeyKinds = 3;

Bytes bytes_of(std::string_view text) {
    const BytesView view = as_bytes(text);
    return {view.begin(), view.end()};
}

}  // namespace

std::string compared_bytes(const Cell& cell) {
    const std::string& number = cell.bytes;
    if (cell.kind != Cell::Kind::real || number.find('.') == std::string::npos ||
        number.find_first_of("eE") != std::string::npos)
        return number;
    std::string out = number.substr(0, number.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
    return out;
}

std::size_t RowSet::index_of(std::string_view field) const noexcept {
    const auto at = std::find(fields.begin(), fields.end(), field);
    return at == fields.end() ? npos : static_cast<std::size_t>(at - fields.begin());
}

RowDigest digest_row(const Secret& row_key, const CollectionPath& from,
                     const std::vector<std::string>& fields,
                     const std::vector<PersonalCell>& values) {
    GDPRD_ASSERT(fields.size() == values.size());
    std::vector<std::size_t> order(fields.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return fields[a] < fields[b]; });
    cbor::Array cells;
    for (const std::size_t at : order) {
        const Cell& cell = values[at].expose();
        cells.emplace_back(
            cbor::Array{fields[at], static_cast<std::uint64_t>(cell.kind), bytes_of(cell.bytes)});
    }
    const cbor::Value whole(cbor::Array{from.store.value(), from.collection.ns,
                                        from.collection.name, std::move(cells)});
    return RowDigest(crypto::hmac_sha256(row_key, cbor::encode(whole)));
}

cbor::Value to_cbor(const Cell& cell) {
    if (cell.kind == Cell::Kind::null) return nullptr;
    return cbor::Array{static_cast<std::uint64_t>(cell.kind), bytes_of(cell.bytes)};
}

Result<Cell> cell_from_cbor(const cbor::Value& value) {
    if (value.is_null()) return Cell{};
    GDPRD_TRY_ASSIGN(const cbor::Array* parts, value.as_array());
    if (parts->size() != 2) return Error(ErrorCode::corrupt, "a cell has a kind and bytes");
    GDPRD_TRY_ASSIGN(const std::uint64_t kind, (*parts)[0].as_u64());
    if (kind == 0 || kind >= kCellKinds) return Error(ErrorCode::corrupt, "unknown kind of cell");
    GDPRD_TRY_ASSIGN(const Bytes bytes, (*parts)[1].as_bytes());
    return Cell{static_cast<Cell::Kind>(kind), std::string(as_text(bytes))};
}

cbor::Value to_cbor(const RowKey& key) {
    cbor::Array fields(key.fields.begin(), key.fields.end());
    cbor::Array values;
    for (const PersonalCell& value : key.values) values.push_back(to_cbor(value.expose()));
    return cbor::Array{static_cast<std::uint64_t>(key.kind), std::move(fields), std::move(values)};
}

Result<RowKey> row_key_from_cbor(const cbor::Value& value) {
    GDPRD_TRY_ASSIGN(const cbor::Array* parts, value.as_array());
    if (parts->size() != 3) return Error(ErrorCode::corrupt, "a row key has three parts");
    GDPRD_TRY_ASSIGN(const std::uint64_t kind, (*parts)[0].as_u64());
    if (kind >= kKeyKinds) return Error(ErrorCode::corrupt, "unknown kind of row key");
    GDPRD_TRY_ASSIGN(const cbor::Array* fields, (*parts)[1].as_array());
    GDPRD_TRY_ASSIGN(const cbor::Array* values, (*parts)[2].as_array());
    RowKey key;
    key.kind = static_cast<KeyKind>(kind);
    for (const cbor::Value& field : *fields) {
        GDPRD_TRY_ASSIGN(std::string name, field.as_string());
        key.fields.push_back(std::move(name));
    }
    for (const cbor::Value& part : *values) {
        GDPRD_TRY_ASSIGN(Cell cell, cell_from_cbor(part));
        key.values.emplace_back(std::move(cell));
    }
    return key;
}

}  // namespace gdprd::policy
