#include "connectors/sqlite/referrers.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace gdprd::connectors {

namespace {

bool acts(std::string_view rule) {
    return rule == "CASCADE" || rule == "SET NULL" || rule == "SET DEFAULT";
}

/// The field as the collection declares it; SQLite compares names without case.
std::string declared_name(const SqliteLayout& of, const std::string& name) {
    const auto at = std::ranges::find_if(of.fields, [&](const std::string& field) {
        return sqlite3_stricmp(field.c_str(), name.c_str()) == 0;
    });
    return at == of.fields.end() ? name : *at;
}

}  // namespace

Result<std::vector<SqliteReferrer>> load_referrers(sqlite::Database& db, const SqliteLayout& to) {
    GDPRD_TRY_ASSIGN(
        sqlite::Statement rows,
        db.prepare("SELECT t.name, f.id, f.\"from\", f.\"to\", f.on_delete, f.on_update FROM "
                   "pragma_table_list AS t CROSS JOIN pragma_foreign_key_list(t.name, 'main') AS f "
                   "WHERE t.schema = 'main' AND t.type = 'table' AND f.\"table\" = ?1 COLLATE "
                   "NOCASE ORDER BY t.name, f.id, f.seq"));
    rows.bind(1, std::string_view(to.name));
    std::vector<SqliteReferrer> out;
    std::pair<std::string, std::int64_t> last;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) break;
        const std::pair at(std::string(rows.text(0)), rows.integer(1));
        if (out.empty() || at != last) {
            SqliteReferrer one;
            GDPRD_TRY_ASSIGN(one.from, load_layout(db, {"main", at.first}));
            one.acts_on_delete = acts(rows.text(4));
            one.acts_on_update = acts(rows.text(5));
            out.push_back(std::move(one));
            last = at;
        }
        out.back().fields.emplace_back(rows.text(2));
        if (!rows.is_null(3))
            out.back().target_fields.push_back(declared_name(to, std::string(rows.text(3))));
    }
    for (auto& one : out)
        if (one.target_fields.empty()) one.target_fields = to.primary_key;
    // SQLite lets a table declare what cannot be; it then refuses to delete from the target
    std::erase_if(out, [](const SqliteReferrer& one) {
        return one.fields.size() != one.target_fields.size();
    });
    return out;
}

}  // namespace gdprd::connectors
