#include "connectors/mariadb/rows.hpp"

#include <algorithm>
#include <set>

#include "config/base/assert.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;

namespace {

constexpr std::size_t kTargetsPerStatement = 100;

Error bad_key() {
    return {ErrorCode::stale, "a row key does not fit the collection", "scan the store again"};
}

Error no_field() {
    return {ErrorCode::not_found, "the collection has no such field", "scan the store again"};
}

/// What tells this row from others of its collection: its key's values, each with its length.
std::string handle_of(const std::vector<Cell>& key) {
    std::string out;
    for (const Cell& cell : key)
        out += std::to_string(static_cast<int>(cell.kind)) + ":" +
               std::to_string(cell.bytes.size()) + ":" + cell.bytes + ";";
    return out;
}

std::string handle_of(const RowKey& key) {
    std::vector<Cell> values;
    values.reserve(key.values.size());
    for (const auto& value : key.values) values.push_back(value.expose());
    return handle_of(values);
}

}  // namespace

Result<MariaStepRows> MariaStepRows::create(MariaSession& session, const MariaLayout& layout,
                                            const std::vector<std::string>& fields,
                                            MariaLocks locks) {
    MariaStepRows out(session, layout, locks);
    for (const auto& name : fields) {
        const MariaField* field = layout.find(name);
        if (field == nullptr) return no_field();
        out.fields_.push_back(field);
        out.select_ += (out.select_.empty() ? "SELECT " : ", ") + value_of(*field);
    }
    if (fields.empty()) out.select_ = "SELECT 1";
    out.select_ += " FROM " + layout.table + " WHERE ";
    return out;
}

Result<std::string> MariaStepRows::condition(const RowKey& key, std::string_view of,
                                             MariaParams& params) const {
    if (key.kind == KeyKind::rowid || key.fields.empty() || key.fields.size() != key.values.size())
        return bad_key();
    std::string out;
    for (std::size_t i = 0; i < key.fields.size(); ++i) {
        const MariaField* field = layout_->find(key.fields[i]);
        if (field == nullptr) return bad_key();
        const auto one =
            equals(*field, of, key.values[i].expose(), key.kind == KeyKind::primary_key, params);
        // the field's type is another one now: a row that cannot be asked for is not gone
        if (!one) return bad_key();
        out += (i == 0 ? "" : " AND ") + *one;
    }
    return out;
}

Result<std::vector<LiveRow>> MariaStepRows::rows_at(const RowKey& key, std::size_t most) {
    MariaParams params;
    GDPRD_TRY_ASSIGN(const std::string where, condition(key, "", params));
    std::vector<LiveRow> out;
    const char* lock = locks_ == MariaLocks::for_update ? " FOR UPDATE" : "";
    GDPRD_TRY_ASSIGN(
        auto rows,
        session_->run(select_ + where + " LIMIT " + std::to_string(most) + lock, params));
    for (auto& row : rows) {
        LiveRow one;
        // rows that are the same are told apart by their number only
        one.handle = handle_of(key) + std::to_string(out.size());
        for (std::size_t i = 0; i < fields_.size(); ++i)
            one.values.emplace_back(read_cell(*fields_[i], std::move(row[i])));
        out.push_back(std::move(one));
    }
    return out;
}

Result<void> MariaStepRows::scan(const std::function<bool(LiveRow&& row)>& /*visit*/) {
    return Error(ErrorCode::unsupported, "MariaDB has no keys that it renumbers");
}

Result<bool> MariaStepRows::remove(const RowKey& key, const LiveRow& /*row*/) {
    MariaParams params;
    GDPRD_TRY_ASSIGN(const std::string where, condition(key, "", params));
    GDPRD_TRY_ASSIGN(
        const std::uint64_t gone,
        session_->change("DELETE FROM " + layout_->table + " WHERE " + where + " LIMIT 1", params));
    if (gone == 1) return true;
    if (key.kind == KeyKind::primary_key) return false;
    // without a key nobody can tell whether the row is gone or was changed by the step itself
    return Error(ErrorCode::conflict, "a row without a key changed while its step ran",
                 "see the triggers and references of the collection; nothing was changed");
}

Result<std::optional<std::vector<PersonalCell>>> MariaStepRows::write(
    const RowKey& key, const LiveRow& /*row*/, const std::vector<Assignment>& changes) {
    GDPRD_ASSERT(!changes.empty());
    using Written = std::optional<std::vector<PersonalCell>>;
    MariaParams params;
    std::string sets;
    RowKey key_after = key;
    std::vector<const MariaField*> written;
    for (const auto& change : changes) {
        const MariaField* field = layout_->find(change.field);
        if (field == nullptr) return no_field();
        auto param = param_of(*field, change.value);
        if (!param)
            return Error(ErrorCode::invalid_argument, "a text to write is not UTF-8",
                         "MariaDB keeps it in fields of binary types only");
        params.push_back(std::move(*param));
        sets += (written.empty() ? "" : ", ") + quote_maria(field->name) + " = ?";
        written.push_back(field);
        const auto at = std::ranges::find(key_after.fields, change.field);
        if (at != key_after.fields.end())
            key_after.values[static_cast<std::size_t>(at - key_after.fields.begin())] =
                PersonalCell(change.value);
    }
    GDPRD_TRY_ASSIGN(const std::string where, condition(key, "", params));
    GDPRD_TRY_ASSIGN(
        const std::uint64_t found,
        session_->change(
            "UPDATE " + layout_->table + " SET " + sets + " WHERE " + where + " LIMIT 1", params));
    if (found != 1) return Written();
    return read_written(key_after, written);
}

Result<std::optional<std::vector<PersonalCell>>> MariaStepRows::read_written(
    const RowKey& key, const std::vector<const MariaField*>& written) {
    using Written = std::optional<std::vector<PersonalCell>>;
    MariaParams params;
    GDPRD_TRY_ASSIGN(const std::string where, condition(key, "", params));
    std::string select;
    for (const MariaField* field : written)
        select += (select.empty() ? "SELECT " : ", ") + value_of(*field);
    GDPRD_TRY_ASSIGN(
        auto rows,
        session_->run(select + " FROM " + layout_->table + " WHERE " + where + " LIMIT 1", params));
    if (rows.empty()) return Written();
    std::vector<PersonalCell> out;
    out.reserve(written.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        out.emplace_back(read_cell(*written[i], std::move(rows[0][i])));
    return Written(std::move(out));
}

/// The rows are locked FOR UPDATE: who makes a row refer to one of them waits for that lock (the
/// server takes a shared one on the row referred to), and who did so before is seen by these
/// statements, because each of them sees what is committed then.
Result<std::uint64_t> MariaStepRows::count_dragged(const std::vector<StepRow>& rows,
                                                   const std::vector<std::string>& written) {
    GDPRD_ASSERT(locks_ == MariaLocks::for_update);
    GDPRD_TRY_ASSIGN(const std::vector<MariaReferrer> referrers,
                     load_referrers(*session_, layout_->name));
    std::uint64_t out = 0;
    for (const auto& referrer : referrers) {
        const bool touched = std::ranges::any_of(written, [&](const std::string& field) {
            return std::ranges::find(referrer.target_fields, field) != referrer.target_fields.end();
        });
        if (!(written.empty() ? referrer.acts_on_delete : referrer.acts_on_update && touched))
            continue;
        GDPRD_TRY_ASSIGN(const std::uint64_t count, count_dragged_by(referrer, rows));
        out += count;
    }
    return out;
}

Result<std::uint64_t> MariaStepRows::count_dragged_by(const MariaReferrer& referrer,
                                                      const std::vector<StepRow>& rows) {
    // rows of the step itself may refer to each other
    const bool own = referrer.from == layout_->name;
    std::set<std::string> these;
    if (own)
        for (const auto& row : rows) these.insert(handle_of(row.target->key));
    std::vector<const MariaField*> key;
    std::string select;
    for (const auto& name : layout_->key_fields()) {
        key.push_back(layout_->find(name));
        select += (select.empty() ? "SELECT " : ", ") + value_of(*key.back(), "source.");
    }
    if (!own) select = "SELECT count(*)";
    select += " FROM " + layout_->table + " AS target JOIN " + quote_maria(referrer.from) +
              " AS source ON " + referrer.condition + " WHERE ";
    std::uint64_t out = 0;
    for (std::size_t at = 0; at < rows.size(); at += kTargetsPerStatement) {
        MariaParams params;
        std::string where;
        for (std::size_t i = at; i < std::min(rows.size(), at + kTargetsPerStatement); ++i) {
            GDPRD_TRY_ASSIGN(const auto one, condition(rows[i].target->key, "target.", params));
            where += (where.empty() ? "(" : " OR (") + one + ")";
        }
        GDPRD_TRY(session_->stream(select + where, params, [&](MariaRow&& row) -> Result<void> {
            if (!own) {
                out += std::stoull(row[0].value_or("0"));
                return {};
            }
            std::vector<Cell> values;
            values.reserve(key.size());
            for (std::size_t i = 0; i < key.size(); ++i)
                values.push_back(read_cell(*key[i], std::move(row[i])));
            if (!these.contains(handle_of(values))) ++out;
            return {};
        }));
    }
    return out;
}

}  // namespace gdprd::connectors
