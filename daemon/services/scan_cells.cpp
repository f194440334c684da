#include "daemon/services/scan_cells.hpp"

#include <algorithm>
#include <utility>

#include "config/limits.hpp"

namespace gdprd::daemon {

namespace {

namespace limits = config::limits;
using policy::FieldType;
using Values = std::vector<Personal<std::string>>;

bool may_have_structure(const policy::FieldSchema& field) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::other:
            return true;
        case FieldType::integer:
        case FieldType::real:
        case FieldType::numeric:
        case FieldType::boolean:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::inet:
        case FieldType::array:
            return false;
    }
    return false;
}

/// Some value may go on behind its sample.
bool may_be_cut(const Values& samples) {
    constexpr std::size_t kUsualChars = 256;
    return std::any_of(samples.begin(), samples.end(),
                       [](const auto& sample) { return sample.expose().size() >= kUsualChars; });
}

/// The column again, longer; nothing when that fails for another reason than a stop.
Result<Values> read_longer(OffLoop off, connectors::Connector& connector,
                           const policy::CollectionPath& path, const std::string& field,
                           CellsFound& out) {
    auto sample =
        connector.sample(off, path, {field}, {limits::kCellSampleRows, limits::kCellSampleChars});
    if (!sample) {
        if (sample.error().code() == ErrorCode::cancelled) return sample.error();
        return Values{};
    }
    out.rows_read += sample->rows_read;
    if (sample->values.empty()) return Values{};
    out.values_sampled += sample->values.front().size();
    return std::move(sample->values.front());
}

}  // namespace

Result<CellsFound> scan_cells(OffLoop off, connectors::Connector& connector,
                              const policy::CollectionPath& path,
                              const policy::CollectionSchema& schema,
                              std::span<const policy::FieldEvidence> columns) {
    CellsFound out;
    std::vector<policy::CellColumn> found;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (!may_have_structure(schema.fields[at])) continue;
        const Values& samples = columns[at].samples;
        const auto format = policy::format_of_column(samples);
        if (!format) continue;
        Values longer;
        if (may_be_cut(samples)) {
            GDPRD_TRY_ASSIGN(longer, read_longer(off, connector, path, columns[at].field, out));
        }
        policy::sweep::Sweeper sweeper;
        auto column =
            policy::read_cell_column(at, *format, longer.empty() ? samples : longer, sweeper);
        if (!column.paths.empty() || column.cut > 0) found.push_back(std::move(column));
    }
    if (found.empty()) return out;
    std::vector<policy::CellColumn> told;
    for (auto& column : found) {
        auto paths = std::exchange(column.paths, {});
        told.push_back(column);
        column.paths = std::move(paths);
    }
    out.inside = policy::classify_cells(columns, std::move(found));
    for (const auto& column : told) {
        const std::string begin = columns[column.at].field + "#/";
        std::size_t places = 0;
        std::size_t personal = 0;
        for (const auto& one : out.inside) {
            if (!one.field.starts_with(begin)) continue;
            ++places;
            personal += one.finding.decision != policy::Decision::reject ? 1U : 0U;
        }
        out.columns.emplace_back(column.at, policy::told_of(column, places, personal));
    }
    return out;
}

}  // namespace gdprd::daemon
