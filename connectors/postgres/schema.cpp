#include "connectors/postgres/schema.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "connectors/postgres/layout.hpp"

namespace gdprd::connectors {

namespace {

using policy::CollectionKind;
using policy::CollectionSchema;
using policy::FieldType;
using policy::ForeignKey;
using policy::OnDelete;

/// The relations that are looked at; every statement begins with it. $1: schemas, or NULL for all.
/// A partition is a leaf where one that it is a part of is looked at, too; else it is a `top`: a
/// table of its own, because nothing else leads to its rows.
constexpr const char* kWanted =
    "WITH RECURSIVE seen AS (SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, "
    "c.relispartition AND EXISTS (SELECT 1 FROM pg_partition_ancestors(c.oid) a JOIN pg_class ac "
    "ON ac.oid = a.relid JOIN pg_namespace an ON an.oid = ac.relnamespace WHERE a.relid <> c.oid "
    "AND ($1::text[] IS NULL OR an.nspname = ANY($1::text[]))) AS is_leaf, c.reltuples FROM "
    "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN "
    "('r', 'p', 'v', 'm', 'f') AND c.relname <> 'gdprd_anchor' AND "
    "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND "
    "($1::text[] IS NULL OR n.nspname = ANY($1::text[]))), wanted AS (SELECT *, relispartition AND "
    "NOT is_leaf AS is_top FROM seen) ";

using ByOid = std::map<std::string, CollectionSchema, std::less<>>;

class Inspection {
  public:
    Inspection(PgSession& session, const std::vector<std::string>& schemas) : session_(session) {
        params_.push_back(schemas.empty() ? std::nullopt
                                          : std::optional<std::string>(array_text(schemas)));
    }
    Result<std::vector<CollectionSchema>> run();

  private:
    /// Runs `visit(rows, row, collection)` for each row; the first column is the relation.
    template <class Visit>
    Result<void> each(const char* sql, const Visit& visit) {
        GDPRD_TRY_ASSIGN(const PgResult rows, session_.run(kWanted + std::string(sql), params_));
        for (int i = 0; i < rows.rows(); ++i) {
            const auto at = out_.find(rows.text(i, 0));
            // made between two of the statements: the next scan will see it
            if (at != out_.end()) visit(rows, i, at->second);
        }
        return {};
    }
    Result<void> load_collections();
    Result<void> load_fields();
    Result<void> load_constraints();
    Result<void> load_indexes();
    Result<void> load_triggers();
    Result<void> load_checks();
    Result<void> load_rules();

    PgSession& session_;
    PgParams params_;
    ByOid out_;
};

CollectionKind kind_of(std::string_view relkind, bool is_leaf) {
    if (relkind == "r") return is_leaf ? CollectionKind::partition : CollectionKind::table;
    if (relkind == "p") return is_leaf ? CollectionKind::partition : CollectionKind::partitioned;
    if (relkind == "m") return CollectionKind::materialized_view;
    return relkind == "f" ? CollectionKind::foreign : CollectionKind::view;
}

FieldType type_of(std::string_view name, std::string_view category) {
    static const std::map<std::string_view, FieldType> types{{"int2", FieldType::integer},
                                                             {"int4", FieldType::integer},
                                                             {"int8", FieldType::integer},
                                                             {"float4", FieldType::real},
                                                             {"float8", FieldType::real},
                                                             {"numeric", FieldType::numeric},
                                                             {"money", FieldType::numeric},
                                                             {"text", FieldType::text},
                                                             {"varchar", FieldType::text},
                                                             {"bpchar", FieldType::text},
                                                             {"citext", FieldType::text},
                                                             {"name", FieldType::text},
                                                             {"xml", FieldType::text},
                                                             {"bool", FieldType::boolean},
                                                             {"date", FieldType::date},
                                                             {"timestamp", FieldType::timestamp},
                                                             {"timestamptz", FieldType::timestamp},
                                                             {"time", FieldType::time},
                                                             {"timetz", FieldType::time},
                                                             {"uuid", FieldType::uuid},
                                                             {"json", FieldType::json},
                                                             {"jsonb", FieldType::json},
                                                             {"bytea", FieldType::bytes},
                                                             {"inet", FieldType::inet},
                                                             {"cidr", FieldType::inet},
                                                             {"macaddr", FieldType::inet},
                                                             {"macaddr8", FieldType::inet}};
    const auto at = types.find(name);
    if (at != types.end()) return at->second;
    if (category == "A") return FieldType::array;
    return category == "E" ? FieldType::text : FieldType::other;
}

OnDelete rule_of(std::string_view code) {
    if (code == "r") return OnDelete::restrict;
    if (code == "c") return OnDelete::cascade;
    if (code == "n") return OnDelete::set_null;
    return code == "d" ? OnDelete::set_default : OnDelete::no_action;
}

Result<void> Inspection::load_collections() {
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session_.run(
            kWanted + std::string("SELECT w.oid, w.nspname, w.relname, w.relkind, "
                                  "w.is_leaf, w.reltuples, obj_description(w.oid, "
                                  "'pg_class'), pn.nspname, p.relname FROM wanted w LEFT JOIN "
                                  "pg_inherits i ON i.inhrelid = w.oid AND i.inhseqno = 1 LEFT "
                                  "JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace "
                                  "pn ON pn.oid = p.relnamespace"),
            params_));
    for (int i = 0; i < rows.rows(); ++i) {
        CollectionSchema one;
        one.name = {rows.string(i, 1), rows.string(i, 2)};
        one.kind = kind_of(rows.text(i, 3), rows.flag(i, 4));
        const double estimate = std::strtod(rows.string(i, 5).c_str(), nullptr);
        // -1: never analysed; views have 0
        if (estimate >= 0 && one.kind != CollectionKind::view)
            one.row_estimate = static_cast<std::uint64_t>(estimate);
        one.comment = rows.text(i, 6);
        if (!rows.is_null(i, 8)) one.parent = {rows.string(i, 7), rows.string(i, 8)};
        out_.emplace(rows.string(i, 0), std::move(one));
    }
    return {};
}

Result<void> Inspection::load_fields() {
    // domains are seen through, to the type that they are made of
    const char* sql =
        ", base(domain, type, mod) AS (SELECT oid, typbasetype, typtypmod FROM pg_type WHERE "
        "typtype = 'd' UNION ALL SELECT b.domain, t.typbasetype, t.typtypmod FROM base b JOIN "
        "pg_type t ON t.oid = b.type WHERE t.typtype = 'd') SELECT a.attrelid, a.attname, "
        "format_type(a.atttypid, a.atttypmod), t.typname, t.typcategory, a.attnotnull OR "
        "coalesce(d.typnotnull, false), a.attgenerated <> '' OR a.attidentity = 'a', "
        "coalesce(b.mod, "
        "a.atttypmod), col_description(a.attrelid, a.attnum) FROM wanted w JOIN pg_attribute a ON "
        "a.attrelid = w.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN base b ON b.domain = "
        "a.atttypid AND NOT EXISTS (SELECT 1 FROM pg_type x WHERE x.oid = b.type AND x.typtype = "
        "'d') LEFT JOIN pg_type d ON d.oid = a.atttypid AND d.typtype = 'd' JOIN pg_type t ON "
        "t.oid "
        "= coalesce(b.type, a.atttypid) ORDER BY a.attrelid, a.attnum";
    return each(sql, [](const PgResult& rows, int i, CollectionSchema& into) {
        policy::FieldSchema field;
        field.name = rows.string(i, 1);
        field.declared_type = rows.string(i, 2);
        field.type = type_of(rows.text(i, 3), rows.text(i, 4));
        field.nullable = !rows.flag(i, 5);
        field.generated = rows.flag(i, 6);
        const bool bounded = rows.text(i, 3) == "varchar" || rows.text(i, 3) == "bpchar";
        // the modifier of character types is their length and a header of 4
        if (bounded && rows.integer(i, 7) > 4)
            field.max_chars = static_cast<std::uint32_t>(rows.integer(i, 7) - 4);
        field.comment = rows.text(i, 8);
        into.fields.push_back(std::move(field));
    });
}

Result<void> Inspection::load_constraints() {
    // What a partition has because its parent has it is left to the parent (conparentid), unless
    // the parent is not looked at: such a partition refers, and is referred to, by itself.
    const char* sql =
        "SELECT c.conrelid, c.oid, c.contype, c.conname, a.attname, tn.nspname, tc.relname, "
        "ta.attname, c.confdeltype FROM wanted w JOIN pg_constraint c ON c.conrelid = w.oid LEFT "
        "JOIN pg_constraint up ON up.oid = c.conparentid AND c.contype = 'f' LEFT JOIN wanted to_w "
        "ON to_w.oid = c.confrelid CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(field, "
        "place) JOIN pg_attribute a ON a.attrelid = "
        "c.conrelid AND a.attnum = k.field LEFT JOIN pg_class tc ON tc.oid = c.confrelid LEFT JOIN "
        "pg_namespace tn ON tn.oid = tc.relnamespace LEFT JOIN pg_attribute ta ON ta.attrelid = "
        "c.confrelid AND ta.attnum = c.confkey[k.place] WHERE c.contype IN ('p', 'u') OR "
        "(c.contype = "
        "'f' AND (c.conparentid = 0 OR (w.is_top AND up.conrelid <> c.conrelid) OR (to_w.is_top "
        "AND up.confrelid <> c.confrelid))) ORDER BY c.conrelid, c.conname, c.oid, "
        "k.place";
    std::string last;
    return each(sql, [&](const PgResult& rows, int i, CollectionSchema& into) {
        const bool fresh = last != rows.text(i, 1);
        last = rows.string(i, 1);
        const std::string_view kind = rows.text(i, 2);
        if (kind == "p") {
            into.primary_key.push_back(rows.string(i, 4));
        } else if (kind == "u") {
            if (fresh) into.unique_keys.emplace_back();
            into.unique_keys.back().push_back(rows.string(i, 4));
        } else {
            if (fresh) {
                ForeignKey key;
                key.name = rows.string(i, 3);
                key.target = {rows.string(i, 5), rows.string(i, 6)};
                key.on_delete = rule_of(rows.text(i, 8));
                into.foreign_keys.push_back(std::move(key));
            }
            into.foreign_keys.back().fields.push_back(rows.string(i, 4));
            into.foreign_keys.back().target_fields.push_back(rows.string(i, 7));
        }
    });
}

Result<void> Inspection::load_indexes() {
    // up to the first expression: its attnum is 0 and joins to nothing
    const char* sql =
        "SELECT i.indrelid, i.indexrelid, a.attname, k.place, i.indisunique AND NOT i.indisprimary "
        "AND i.indimmediate AND i.indnkeyatts = 1 AND NOT EXISTS (SELECT 1 FROM pg_constraint u "
        "WHERE u.conindid = i.indexrelid AND u.contype IN ('p', 'u')) FROM wanted w JOIN pg_index "
        "i ON i.indrelid = w.oid AND i.indisvalid AND i.indpred IS NULL CROSS JOIN LATERAL "
        "unnest(i.indkey::int2[]) WITH ORDINALITY AS k(field, place) JOIN pg_attribute a ON "
        "a.attrelid = i.indrelid AND a.attnum = k.field WHERE k.place <= i.indnkeyatts ORDER BY "
        "i.indrelid, i.indexrelid, "
        "k.place";
    std::string last;
    std::int64_t next = 1;
    return each(sql, [&](const PgResult& rows, int i, CollectionSchema& into) {
        const bool fresh = last != rows.text(i, 1);
        last = rows.string(i, 1);
        if (fresh) next = 1;
        if (rows.integer(i, 3) != next) return;
        if (next == 1) into.indexes.emplace_back();
        ++next;
        into.indexes.back().push_back(rows.string(i, 2));
        if (rows.flag(i, 4)) into.unique_keys.push_back({rows.string(i, 2)});
    });
}

Result<void> Inspection::load_triggers() {
    const char* sql =
        "SELECT t.tgrelid, t.tgname FROM wanted w JOIN pg_trigger t ON t.tgrelid = w.oid AND NOT "
        "t.tgisinternal UNION ALL SELECT r.ev_class, 'rule ' || r.rulename FROM wanted w JOIN "
        "pg_rewrite r ON r.ev_class = w.oid AND r.rulename <> '_RETURN' ORDER BY 1, 2";
    return each(sql, [](const PgResult& rows, int i, CollectionSchema& into) {
        into.triggers.push_back(rows.string(i, 1));
    });
}

Result<void> Inspection::load_checks() {
    // of the collection, and of the domains that its fields are made of
    const char* sql =
        "SELECT c.conrelid, pg_get_constraintdef(c.oid, true) FROM wanted w JOIN pg_constraint c "
        "ON c.conrelid = w.oid AND c.contype = 'c' UNION ALL SELECT a.attrelid, a.attname || ': ' "
        "|| pg_get_constraintdef(c.oid, true) FROM wanted w JOIN pg_attribute a ON a.attrelid = "
        "w.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_constraint c ON c.contypid = "
        "a.atttypid AND c.contype = 'c' ORDER BY 1, 2";
    return each(sql, [](const PgResult& rows, int i, CollectionSchema& into) {
        into.checks.push_back(rows.string(i, 1));
    });
}

Result<void> Inspection::load_rules() {
    // ev_type: '2' update, '4' delete; ev_qual is "<>" when there is no condition
    const char* sql =
        "SELECT r.ev_class, r.rulename, r.ev_type = '4', r.ev_type = '2', r.ev_qual::text = '<>' "
        "FROM wanted w JOIN pg_rewrite r ON r.ev_class = w.oid AND r.is_instead AND r.ev_type IN "
        "('2', '4') AND r.ev_enabled <> 'D' WHERE w.relkind IN ('r', 'p') ORDER BY 1, 2";
    return each(sql, [](const PgResult& rows, int i, CollectionSchema& into) {
        into.rules.push_back(
            {rows.string(i, 1), rows.flag(i, 2), rows.flag(i, 3), rows.flag(i, 4)});
    });
}

Result<std::vector<CollectionSchema>> Inspection::run() {
    GDPRD_TRY(load_collections());
    GDPRD_TRY(load_fields());
    GDPRD_TRY(load_constraints());
    GDPRD_TRY(load_indexes());
    GDPRD_TRY(load_triggers());
    GDPRD_TRY(load_checks());
    GDPRD_TRY(load_rules());
    std::vector<CollectionSchema> out;
    for (auto& [oid, one] : out_) out.push_back(std::move(one));
    std::ranges::sort(out, {}, &CollectionSchema::name);
    return out;
}

}  // namespace

Result<std::vector<CollectionSchema>> inspect_postgres(PgSession& session,
                                                       const std::vector<std::string>& schemas) {
    return Inspection(session, schemas).run();
}

}  // namespace gdprd::connectors
