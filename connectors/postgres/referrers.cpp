#include "connectors/postgres/referrers.hpp"

namespace gdprd::connectors {

namespace {

/// pg_constraint's letters for CASCADE, SET NULL and SET DEFAULT.
bool acts(std::string_view rule) {
    return rule == "c" || rule == "n" || rule == "d";
}

}  // namespace

Result<std::vector<PgReferrer>> load_referrers(PgSession& session, const PgLayout& to) {
    // What partitions have because their parent has it is left to the parent (conparentid). A
    // partition itself is asked about only where its parent is not looked at: what refers to the
    // parent refers to it.
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session.run(
            "SELECT c.oid, n.nspname, k.relname, k.relkind, c.confdeltype, c.confupdtype, "
            "source.attname, target.attname, format('OPERATOR(%I.%s)', opn.nspname, op.oprname), "
            "CASE WHEN target.attcollation <> source.attcollation THEN format(' COLLATE %I.%I', "
            "con.nspname, co.collname) ELSE '' END FROM pg_constraint c JOIN pg_class k ON k.oid = "
            "c.conrelid JOIN pg_namespace n ON n.oid = k.relnamespace CROSS JOIN LATERAL "
            "unnest(c.conkey, c.confkey, c.conpfeqop) WITH ORDINALITY AS f(source, target, equal, "
            "place) JOIN pg_attribute source ON source.attrelid = c.conrelid AND source.attnum = "
            "f.source JOIN pg_attribute target ON target.attrelid = c.confrelid AND target.attnum "
            "= f.target JOIN pg_operator op ON op.oid = f.equal JOIN pg_namespace opn ON opn.oid = "
            "op.oprnamespace LEFT JOIN pg_collation co ON co.oid = target.attcollation LEFT JOIN "
            "pg_namespace con ON con.oid = co.collnamespace WHERE c.contype = 'f' AND "
            "c.confrelid = $1::regclass AND (c.conparentid = 0 OR EXISTS (SELECT 1 FROM "
            "pg_constraint up WHERE up.oid = c.conparentid AND up.confrelid <> c.confrelid)) ORDER "
            "BY c.oid, f.place",
            {to.plain}));
    std::vector<PgReferrer> out;
    for (int i = 0; i < rows.rows(); ++i) {
        if (i == 0 || rows.text(i, 0) != rows.text(i - 1, 0)) {
            PgReferrer one;
            one.table = (rows.text(i, 3) == "r" ? "ONLY " : "") + quote_pg(rows.text(i, 1)) + "." +
                        quote_pg(rows.text(i, 2));
            one.acts_on_delete = acts(rows.text(i, 4));
            one.acts_on_update = acts(rows.text(i, 5));
            out.push_back(std::move(one));
        }
        PgReferrer& one = out.back();
        one.target_fields.push_back(rows.string(i, 7));
        one.condition += (one.condition.empty() ? "target." : " AND target.") +
                         quote_pg(rows.text(i, 7)) + " " + rows.string(i, 8) + " source." +
                         quote_pg(rows.text(i, 6)) + rows.string(i, 9);
    }
    return out;
}

}  // namespace gdprd::connectors
