#include "daemon/services/compare_columns.hpp"

#include "config/limits.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::daemon {

Result<void> read_columns(OffLoop off, connectors::Connector& connector,
                          const policy::CollectionPath& path,
                          const policy::CollectionSchema& schema,
                          const std::vector<policy::FieldEvidence>& evidence,
                          const std::vector<policy::Finding>& found, const ComparisonMeans& by,
                          ComparedColumns& out) {
    auto* reader = dynamic_cast<connectors::ValueReader*>(&connector);
    if (reader == nullptr || by.hasher == nullptr) return {};
    std::vector<std::string> fields;
    std::vector<policy::ColumnReader> columns;
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const auto& field = schema.fields[i];
        const auto kind = policy::value_kind_of(field, found[i].category, evidence[i].samples);
        if (!kind) continue;
        fields.push_back(field.name);
        columns.emplace_back(policy::FieldPath{path, field.name}, *kind, *by.hasher);
    }
    if (fields.empty()) return {};
    if (out.columns.size() + fields.size() > by.columns_most) {
        out.unread.push_back(path);
        return {};
    }
    const auto take = [&](std::vector<policy::PersonalCell>&& row) -> Result<void> {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const policy::Cell& cell = row[i].expose();
            if (cell.kind != policy::Cell::Kind::null) columns[i].add(cell.bytes);
        }
        return {};
    };
    const auto read = reader->read_values(off, path, fields, config::limits::kComparedRows, take);
    if (!read) {
        const auto code = read.error().code();
        if (code == ErrorCode::cancelled) return read.error();
        // Too slow, or locked by somebody; or is the whole store gone?
        if (code == ErrorCode::unavailable && !connector.check(off)) return read.error();
        out.unread.push_back(path);
        return {};
    }
    out.rows_read += read->rows;
    for (auto& column : columns) out.columns.push_back(std::move(column).finish(read->whole));
    return {};
}

}  // namespace gdprd::daemon
