#include "policy/plan/transformed_rows.hpp"

#include <algorithm>

namespace gdprd::policy {

std::vector<TransformedRow> rows_transformed_by(const Step& step, const Secret& row_key) {
    if (step.kind != StepKind::update_rows) return {};
    std::vector<std::string> written;
    std::vector<std::string> made;
    std::vector<std::size_t> places;  // of what was made, among the values that differ per row
    std::size_t replaced = 0;
    for (const FieldAction& action : step.actions) {
        if (action.kind == FieldActionKind::keep) continue;
        written.push_back(action.field);
        if (!action.how.empty()) {
            made.push_back(action.field);
            places.push_back(replaced);
        }
        replaced += action.kind == FieldActionKind::replace ? 1 : 0;
    }
    if (made.empty()) return {};
    std::vector<TransformedRow> out;
    for (const RowTarget& row : step.rows) {
        if (row.key.kind != KeyKind::primary_key) {
            out.push_back({step.in, row.key, written, row.after, {made.begin(), made.end()}});
            continue;
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            if (places[i] >= row.writes.size()) continue;
            const PersonalCell value(row.writes[places[i]]);
            out.push_back({step.in,
                           row.key,
                           {made[i]},
                           digest_row(row_key, step.in, {made[i]}, {value}),
                           {made[i]}});
        }
    }
    return out;
}

TransformedRows::TransformedRows(const std::vector<TransformedRow>& rows) {
    for (const TransformedRow& row : rows) {
        rows_[row.in][row.written].emplace(row.after, &row);
    }
}

bool TransformedRows::was_made(const Secret& row_key, const CollectionPath& in, const RowKey& key,
                               const std::vector<std::string>& fields,
                               const std::vector<PersonalCell>& values,
                               const std::string& field) const {
    const auto here = rows_.find(in);
    if (here == rows_.end()) return false;
    for (const auto& [written, by_digest] : here->second) {
        std::vector<PersonalCell> now;
        for (const std::string& name : written) {
            const auto at = std::find(fields.begin(), fields.end(), name);
            if (at == fields.end()) break;
            now.push_back(values[static_cast<std::size_t>(at - fields.begin())]);
        }
        if (now.size() != written.size()) continue;
        const auto [begin, end] = by_digest.equal_range(digest_row(row_key, in, written, now));
        const bool found = std::any_of(begin, end, [&](const auto& one) {
            const TransformedRow& row = *one.second;
            // a key of all fields is another one once the row was written, a row number may be
            const bool same = row.key.kind != KeyKind::primary_key || row.key == key;
            return same && row.made.contains(field);
        });
        if (found) return true;
    }
    return false;
}

}  // namespace gdprd::policy
