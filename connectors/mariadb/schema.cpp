#include "connectors/mariadb/schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "connectors/anchor.hpp"

namespace gdprd::connectors {

namespace {

using policy::CollectionKind;
using policy::CollectionSchema;
using policy::FieldType;
using policy::ForeignKey;
using policy::OnDelete;

using ByName = std::map<std::string, CollectionSchema, std::less<>>;

std::string column(const MariaRow& row, std::size_t at) {
    return row[at].value_or("");
}

std::uint64_t number(const std::optional<std::string>& text) {
    std::uint64_t out = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), out);
    return out;
}

/// One database; each statement's first column is the collection's name.
class Inspection {
  public:
    Inspection(MariaSession& session, std::string database)
        : session_(session), database_(std::move(database)) {}
    Result<ByName> run();

  private:
    template <class Visit>
    Result<void> each(const std::string& sql, const Visit& visit) {
        return session_.stream(sql, {text_param(database_)}, [&](MariaRow&& row) -> Result<void> {
            const auto at = out_.find(column(row, 0));
            // made between two of the statements: the next scan will see it
            if (at != out_.end()) visit(row, at->second);
            return {};
        });
    }
    Result<void> load_collections();
    Result<void> load_fields();
    Result<void> load_indexes();
    Result<void> load_references();
    Result<void> load_checks();
    Result<void> load_triggers();

    MariaSession& session_;
    std::string database_;
    ByName out_;
};

/// Engines that hold no rows themselves.
bool lives_elsewhere(std::string_view engine) {
    static constexpr std::array<std::string_view, 5> kElsewhere{"FEDERATED", "CONNECT", "SPIDER",
                                                                "S3", "BLACKHOLE"};
    return std::ranges::find(kElsewhere, engine) != kElsewhere.end();
}

CollectionKind kind_of(std::string_view type, std::string_view engine, std::string_view options) {
    if (type == "VIEW") return CollectionKind::view;
    if (lives_elsewhere(engine)) return CollectionKind::foreign;
    return options.find("partitioned") != std::string_view::npos ? CollectionKind::partitioned
                                                                 : CollectionKind::table;
}

FieldType type_of(std::string_view name, std::string_view declared) {
    static const std::map<std::string_view, FieldType> types{
        {"tinyint", FieldType::integer},     {"smallint", FieldType::integer},
        {"mediumint", FieldType::integer},   {"int", FieldType::integer},
        {"bigint", FieldType::integer},      {"year", FieldType::integer},
        {"bit", FieldType::integer},         {"float", FieldType::real},
        {"double", FieldType::real},         {"decimal", FieldType::numeric},
        {"char", FieldType::text},           {"varchar", FieldType::text},
        {"tinytext", FieldType::text},       {"text", FieldType::text},
        {"mediumtext", FieldType::text},     {"longtext", FieldType::text},
        {"enum", FieldType::text},           {"set", FieldType::text},
        {"date", FieldType::date},           {"datetime", FieldType::timestamp},
        {"timestamp", FieldType::timestamp}, {"time", FieldType::time},
        {"uuid", FieldType::uuid},           {"inet4", FieldType::inet},
        {"inet6", FieldType::inet},          {"json", FieldType::json},
        {"binary", FieldType::bytes},        {"varbinary", FieldType::bytes},
        {"tinyblob", FieldType::bytes},      {"blob", FieldType::bytes},
        {"mediumblob", FieldType::bytes},    {"longblob", FieldType::bytes}};
    // what BOOLEAN becomes, and what a single BIT is used for
    if (declared == "tinyint(1)" || declared == "bit(1)") return FieldType::boolean;
    const auto at = types.find(name);
    return at == types.end() ? FieldType::other : at->second;
}

OnDelete rule_of(std::string_view rule) {
    if (rule == "RESTRICT") return OnDelete::restrict;
    if (rule == "CASCADE") return OnDelete::cascade;
    if (rule == "SET NULL") return OnDelete::set_null;
    return rule == "SET DEFAULT" ? OnDelete::set_default : OnDelete::no_action;
}

Result<void> Inspection::load_collections() {
    return session_.stream(
        "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, CREATE_OPTIONS, TABLE_ROWS, TABLE_COMMENT FROM "
        "information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', "
        "'SYSTEM VERSIONED')",
        {text_param(database_)}, [&](MariaRow&& row) -> Result<void> {
            if (column(row, 0) == kAnchorTable) return {};
            CollectionSchema one;
            one.name = {database_, column(row, 0)};
            one.kind = kind_of(column(row, 1), column(row, 2), column(row, 3));
            const bool view = one.kind == CollectionKind::view;
            if (row[4] && !view) one.row_estimate = number(row[4]);
            if (!view) one.comment = column(row, 5);  // a view's says "VIEW"
            out_.emplace(one.name.name, std::move(one));
            return {};
        });
}

Result<void> Inspection::load_fields() {
    const char* sql =
        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, IS_GENERATED, "
        "CHARACTER_MAXIMUM_LENGTH, COLUMN_COMMENT FROM information_schema.COLUMNS WHERE "
        "TABLE_SCHEMA = ? ORDER BY ORDINAL_POSITION";
    return each(sql, [](const MariaRow& row, CollectionSchema& into) {
        policy::FieldSchema field;
        field.name = column(row, 1);
        field.declared_type = column(row, 2);
        const std::string type = column(row, 3);
        field.type = type_of(type, field.declared_type);
        field.nullable = column(row, 4) == "YES";
        field.generated = column(row, 5) == "ALWAYS";
        if (type == "varchar" || type == "char")
            field.max_chars = static_cast<std::uint32_t>(number(row[6]));
        field.comment = column(row, 7);
        into.fields.push_back(std::move(field));
    });
}

Result<void> Inspection::load_indexes() {
    const char* sql =
        "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME FROM information_schema.STATISTICS "
        "WHERE TABLE_SCHEMA = ? AND INDEX_TYPE NOT IN ('FULLTEXT', 'SPATIAL', 'RTREE') ORDER BY "
        "TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";
    std::string last;
    std::string last_table;
    return each(sql, [&](const MariaRow& row, CollectionSchema& into) {
        const bool fresh = last != column(row, 1) || last_table != column(row, 0);
        last = column(row, 1);
        last_table = column(row, 0);
        const std::string field = column(row, 3);
        if (into.find_field(field) == nullptr) return;  // hidden: of system versioning
        if (last == "PRIMARY") into.primary_key.push_back(field);
        const bool unique = column(row, 2) == "0" && last != "PRIMARY";
        if (fresh) into.indexes.emplace_back();
        into.indexes.back().push_back(field);
        if (unique && fresh) into.unique_keys.emplace_back();
        if (unique) into.unique_keys.back().push_back(field);
    });
}

Result<void> Inspection::load_references() {
    std::map<std::pair<std::string, std::string>, OnDelete> rules;
    const char* by_name =
        "SELECT TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE FROM "
        "information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?";
    GDPRD_TRY(each(by_name, [&](const MariaRow& row, CollectionSchema& /*of*/) {
        rules[{column(row, 0), column(row, 1)}] = rule_of(column(row, 2));
    }));
    const char* sql =
        "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, "
        "REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE "
        "WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, "
        "CONSTRAINT_NAME, ORDINAL_POSITION";
    return each(sql, [&](const MariaRow& row, CollectionSchema& into) {
        const std::string name = column(row, 1);
        if (into.foreign_keys.empty() || into.foreign_keys.back().name != name) {
            ForeignKey key;
            key.name = name;
            key.target = {column(row, 3), column(row, 4)};
            // told only to who has more than SELECT on the table: taken for the one that reaches
            // far
            const auto rule = rules.find({into.name.name, name});
            key.on_delete = rule == rules.end() ? OnDelete::cascade : rule->second;
            into.foreign_keys.push_back(std::move(key));
        }
        into.foreign_keys.back().fields.push_back(column(row, 2));
        into.foreign_keys.back().target_fields.push_back(column(row, 5));
    });
}

Result<void> Inspection::load_checks() {
    const char* sql =
        "SELECT TABLE_NAME, CONSTRAINT_NAME, LEVEL, CHECK_CLAUSE FROM "
        "information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ? ORDER BY TABLE_NAME, "
        "CONSTRAINT_NAME";
    return each(sql, [](const MariaRow& row, CollectionSchema& into) {
        const std::string clause = column(row, 3);
        // JSON is a LONGTEXT with this check of its own
        const auto field =
            std::ranges::find(into.fields, column(row, 1), &policy::FieldSchema::name);
        if (column(row, 2) == "Column" && clause.starts_with("json_valid(") &&
            field != into.fields.end()) {
            field->type = FieldType::json;
            return;
        }
        into.checks.push_back(clause);
    });
}

Result<void> Inspection::load_triggers() {
    const char* sql =
        "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME FROM information_schema.TRIGGERS WHERE "
        "EVENT_OBJECT_SCHEMA = ? ORDER BY 1, 2";
    return each(sql, [](const MariaRow& row, CollectionSchema& into) {
        into.triggers.push_back(column(row, 1));
    });
}

Result<ByName> Inspection::run() {
    GDPRD_TRY(load_collections());
    GDPRD_TRY(load_fields());
    GDPRD_TRY(load_indexes());
    GDPRD_TRY(load_references());
    GDPRD_TRY(load_checks());
    GDPRD_TRY(load_triggers());
    return std::move(out_);
}

}  // namespace

Result<std::vector<CollectionSchema>> inspect_mariadb(MariaSession& session,
                                                      const std::vector<std::string>& databases) {
    std::vector<CollectionSchema> out;
    for (const auto& database : databases) {
        GDPRD_TRY_ASSIGN(ByName one, Inspection(session, database).run());
        for (auto& [name, collection] : one) out.push_back(std::move(collection));
    }
    std::ranges::sort(out, {}, &CollectionSchema::name);
    return out;
}

}  // namespace gdprd::connectors
