#include "connectors/mariadb/referrers.hpp"

#include "connectors/mariadb/layout.hpp"

namespace gdprd::connectors {

namespace {

/// The server tells the rule only to who has more than SELECT on the referring table: an untold one
/// may act.
bool acts(const std::optional<std::string>& rule) {
    return !rule || rule == "CASCADE" || rule == "SET NULL" || rule == "SET DEFAULT";
}

}  // namespace

Result<std::vector<MariaReferrer>> load_referrers(MariaSession& session,
                                                  const policy::CollectionName& to) {
    GDPRD_TRY_ASSIGN(
        const auto rows,
        session.run(
            "SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, "
            "k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE, k.REFERENCED_TABLE_SCHEMA, "
            "k.REFERENCED_TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE AS k LEFT JOIN "
            "information_schema.REFERENTIAL_CONSTRAINTS AS r ON r.CONSTRAINT_SCHEMA = "
            "k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = "
            "k.TABLE_NAME WHERE k.REFERENCED_TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME = ? "
            "ORDER BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION",
            {text_param(to.ns), text_param(to.name)}));
    std::vector<MariaReferrer> out;
    std::string last;
    for (const auto& row : rows) {
        const auto column = [&](std::size_t at) { return row[at].value_or(""); };
        if (column(7) != to.ns || column(8) != to.name) continue;
        const policy::CollectionName from{column(0), column(1)};
        const std::string key = quote_maria(from) + quote_maria(column(2));
        if (key != last) {
            MariaReferrer one;
            one.from = from;
            out.push_back(std::move(one));
            last = key;
        }
        MariaReferrer& one = out.back();
        // names that differ in case only meet in the join
        one.acts_on_delete = one.acts_on_delete || acts(row[5]);
        one.acts_on_update = one.acts_on_update || acts(row[6]);
        one.target_fields.push_back(column(4));
        one.condition += (one.condition.empty() ? "target." : " AND target.") +
                         quote_maria(column(4)) + " = source." + quote_maria(column(3));
    }
    return out;
}

}  // namespace gdprd::connectors
