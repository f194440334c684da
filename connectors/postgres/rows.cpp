#include "connectors/postgres/rows.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "connectors/postgres/referrers.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;

namespace {

Error bad_key() {
    return {ErrorCode::stale, "a row key does not fit the collection", "scan the store again"};
}

/// `field = $n` by the field's own equality where the server has built it in; else, and where NULL
/// must equal NULL, by text.
std::string equals(const PgField& field, KeyKind kind, std::size_t parameter) {
    const std::string column = "t." + quote_pg(field.name);
    const std::string value = "$" + std::to_string(parameter) + "::" + field.type;
    if (kind == KeyKind::primary_key && field.built_in) return column + " = " + value;
    return column + "::text IS NOT DISTINCT FROM (" + value + ")::text";
}

}  // namespace

Result<PgStepRows> PgStepRows::create(PgSession& session, const PgLayout& layout,
                                      const std::vector<std::string>& fields, RowLocks locks) {
    PgStepRows out(session, layout, locks);
    // rows of views have no place; they are read again, never written
    out.select_ = layout.has_places ? "SELECT t.tableoid, t.ctid" : "SELECT NULL, NULL";
    for (const auto& name : fields) {
        const PgField* field = layout.find(name);
        if (field == nullptr)
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        out.fields_.push_back(field);
        out.select_ += ", t." + quote_pg(name);
    }
    out.select_ += " FROM " + layout.table + " AS t";
    return out;
}

Result<std::optional<std::string>> PgStepRows::where_key(const RowKey& key,
                                                         PgParams& params) const {
    if (key.kind == KeyKind::rowid || key.fields.empty() || key.fields.size() != key.values.size())
        return bad_key();
    std::string out;
    for (std::size_t i = 0; i < key.fields.size(); ++i) {
        const PgField* field = layout_->find(key.fields[i]);
        if (field == nullptr) return bad_key();
        const auto text = parameter_text(*field, key.values[i].expose());
        if (!text) return std::optional<std::string>();
        params.push_back(*text);
        out += (i == 0 ? " WHERE " : " AND ") + equals(*field, key.kind, params.size());
    }
    return std::optional(std::move(out));
}

std::string PgStepRows::where_row(const LiveRow& row, PgParams& params) {
    const auto space = row.handle.find(' ');
    params.emplace_back(row.handle.substr(0, space));
    params.emplace_back(row.handle.substr(space + 1));
    return " WHERE t.tableoid = $" + std::to_string(params.size() - 1) + "::oid AND t.ctid = $" +
           std::to_string(params.size()) + "::tid";
}

Result<std::vector<LiveRow>> PgStepRows::rows_at(const RowKey& key, std::size_t most) {
    PgParams params;
    GDPRD_TRY_ASSIGN(const std::optional<std::string> where, where_key(key, params));
    if (!where) return std::vector<LiveRow>();
    const char* lock = locks_ == RowLocks::for_update ? " FOR UPDATE OF t" : "";
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session_->run(select_ + *where + " LIMIT " + std::to_string(most) + lock, params));
    std::vector<LiveRow> out;
    for (int i = 0; i < rows.rows(); ++i) {
        LiveRow row;
        row.handle = rows.string(i, 0) + " " + rows.string(i, 1);
        for (std::size_t c = 0; c < fields_.size(); ++c)
            row.values.emplace_back(read_cell(*fields_[c], rows, i, static_cast<int>(c) + 2));
        out.push_back(std::move(row));
    }
    return out;
}

Result<void> PgStepRows::scan(const std::function<bool(LiveRow&& row)>& /*visit*/) {
    return Error(ErrorCode::unsupported, "PostgreSQL has no keys that it renumbers");
}

Result<PgResult> PgStepRows::change(const std::string& begin, const PgParams& params,
                                    const std::string& end, const RowKey& key, const LiveRow& row) {
    PgParams all = params;
    const std::string where = where_row(row, all);
    GDPRD_TRY_ASSIGN(PgResult changed, session_->run(begin + where + end, all));
    if (changed.affected() > 0 || key.kind != KeyKind::primary_key) return changed;
    all = params;
    GDPRD_TRY_ASSIGN(const std::optional<std::string> by_key, where_key(key, all));
    if (!by_key) return changed;
    return session_->run(begin + *by_key + end, all);
}

Result<bool> PgStepRows::remove(const RowKey& key, const LiveRow& row) {
    GDPRD_TRY_ASSIGN(const PgResult gone,
                     change("DELETE FROM " + layout_->table + " AS t", {}, "", key, row));
    if (gone.affected() == 1) return true;
    if (key.kind == KeyKind::primary_key && gone.affected() == 0) return false;
    // without a key nobody can tell whether the row is gone or was changed by the step itself
    return Error(ErrorCode::conflict, "a row without a key changed while its step ran",
                 "see the triggers and references of the collection; nothing was changed");
}

Result<std::optional<std::vector<PersonalCell>>> PgStepRows::write(
    const RowKey& key, const LiveRow& row, const std::vector<Assignment>& changes) {
    GDPRD_ASSERT(!changes.empty());
    PgParams params;
    std::string sets;
    std::string names;
    std::vector<const PgField*> written;
    for (const auto& change : changes) {
        const PgField* field = layout_->find(change.field);
        if (field == nullptr)
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        auto text = parameter_text(*field, change.value);
        if (!text)
            return Error(ErrorCode::invalid_argument, "a text to write is not UTF-8",
                         "PostgreSQL keeps UTF-8 without NUL only");
        params.push_back(std::move(*text));
        const std::string quoted = quote_pg(change.field);
        sets += (written.empty() ? "" : ", ") + quoted + " = $" + std::to_string(params.size()) +
                "::" + field->type;
        names += (written.empty() ? "t." : ", t.") + quoted;
        written.push_back(field);
    }
    GDPRD_TRY_ASSIGN(const PgResult now, change("UPDATE " + layout_->table + " AS t SET " + sets,
                                                params, " RETURNING " + names, key, row));
    if (now.rows() != 1) return std::optional<std::vector<PersonalCell>>();
    std::vector<PersonalCell> out;
    out.reserve(written.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        out.emplace_back(read_cell(*written[i], now, 0, static_cast<int>(i)));
    return std::optional(std::move(out));
}

/// The rows are locked FOR UPDATE: whoever makes a row refer to one of them, by insert or update,
/// waits for that lock (it needs KEY SHARE), and who did so before is seen by these statements.
Result<std::uint64_t> PgStepRows::count_dragged(const std::vector<StepRow>& rows,
                                                const std::vector<std::string>& written) {
    GDPRD_ASSERT(locks_ == RowLocks::for_update);
    std::vector<std::string> spaces;
    std::vector<std::string> places;
    for (const auto& row : rows) {
        const auto space = row.live.handle.find(' ');
        spaces.push_back(row.live.handle.substr(0, space));
        places.push_back(row.live.handle.substr(space + 1));
    }
    const PgParams params{array_text(spaces), array_text(places)};
    const std::string these = "(SELECT * FROM unnest($1::oid[], $2::tid[]))";
    GDPRD_TRY_ASSIGN(const std::vector<PgReferrer> referrers, load_referrers(*session_, *layout_));
    const auto count_from = [&](const PgReferrer& referrer) {
        return "SELECT count(*) FROM " + layout_->table + " AS target JOIN " + referrer.table +
               " AS source ON " + referrer.condition +
               " WHERE target.ctid = ANY($2::tid[]) AND (target.tableoid, target.ctid) IN " +
               these + " AND (source.tableoid, source.ctid) NOT IN " + these;
    };
    std::uint64_t out = 0;
    for (const auto& referrer : referrers) {
        const bool touched = std::ranges::any_of(written, [&](const std::string& field) {
            return std::ranges::find(referrer.target_fields, field) != referrer.target_fields.end();
        });
        if (!(written.empty() ? referrer.acts_on_delete : referrer.acts_on_update && touched))
            continue;
        GDPRD_TRY_ASSIGN(const PgResult count, session_->run(count_from(referrer), params));
        out += static_cast<std::uint64_t>(count.integer(0, 0));
    }
    return out;
}

}  // namespace gdprd::connectors
