#include "connectors/postgres/layout.hpp"

#include <algorithm>
#include <cstdlib>

#include "config/base/utf8.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::int64_t kFirstUserOid = 16'384;  ///< types below it are the server's own

/// `type`: pg_type.typname of the field's type, domains resolved.
void describe_type(PgField& field, std::string_view type) {
    if (type == "int2" || type == "int4" || type == "int8") {
        field.compare = PgCompare::integer;
        field.cell = Cell::Kind::integer;
    } else if (type == "numeric") {
        field.compare = PgCompare::numeric;
        field.cell = Cell::Kind::real;
    } else if (type == "float4" || type == "float8") {
        field.cell = Cell::Kind::real;
    } else if (type == "text" || type == "varchar" || type == "name") {
        field.compare = PgCompare::text;
    } else if (type == "bpchar") {
        field.compare = PgCompare::padded;
    } else if (type == "uuid") {
        field.compare = PgCompare::uuid;
    } else if (type == "bool") {
        field.compare = PgCompare::boolean;
    } else if (type == "inet") {
        field.is_inet = true;
    } else if (type == "bytea") {
        field.compare = PgCompare::bytes;
        field.cell = Cell::Kind::blob;
    }
}

Result<std::vector<PgField>> load_fields(PgSession& session, const std::string& oid) {
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session.run("WITH RECURSIVE base(field, type) AS (SELECT attnum, atttypid FROM "
                    "pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped "
                    "UNION ALL SELECT b.field, t.typbasetype FROM base b JOIN pg_type t ON t.oid = "
                    "b.type WHERE t.typtype = 'd') SELECT a.attname, format_type(a.atttypid, "
                    "a.atttypmod), t.typname, t.typnamespace = 'pg_catalog'::regnamespace, "
                    "t.oid FROM pg_attribute a JOIN base b ON b.field = a.attnum JOIN pg_type t ON "
                    "t.oid = b.type AND t.typtype <> 'd' WHERE a.attrelid = $1::oid ORDER BY "
                    "a.attnum",
                    {oid}));
    std::vector<PgField> out;
    for (int i = 0; i < rows.rows(); ++i) {
        PgField field;
        field.name = rows.string(i, 0);
        field.type = rows.string(i, 1);
        field.built_in = rows.flag(i, 3) && rows.integer(i, 4) < kFirstUserOid;
        if (field.built_in) describe_type(field, rows.text(i, 2));
        out.push_back(std::move(field));
    }
    return out;
}

Result<std::vector<std::string>> load_primary_key(PgSession& session, const std::string& oid) {
    GDPRD_TRY_ASSIGN(const PgResult rows,
                     session.run("SELECT a.attname FROM pg_constraint c, unnest(c.conkey) WITH "
                                 "ORDINALITY AS k(field, place) JOIN pg_attribute a ON a.attrelid "
                                 "= $1::oid AND a.attnum = k.field WHERE c.conrelid = $1::oid AND "
                                 "c.contype = 'p' ORDER BY k.place",
                                 {oid}));
    std::vector<std::string> out;
    out.reserve(static_cast<std::size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) out.push_back(rows.string(i, 0));
    return out;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// "\x0aff" to bytes; the server wrote it, so it is well formed.
std::string bytes_of(std::string_view text) {
    std::string out;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
        out += static_cast<char>(hex_value(text[i]) * 16 + hex_value(text[i + 1]));
    return out;
}

}  // namespace

const PgField* PgLayout::find(std::string_view field) const noexcept {
    const auto at = std::ranges::find(fields, field, &PgField::name);
    return at == fields.end() ? nullptr : &*at;
}

std::vector<std::string> PgLayout::key_fields() const {
    if (!primary_key.empty()) return primary_key;
    std::vector<std::string> out;
    out.reserve(fields.size());
    for (const auto& field : fields) out.push_back(field.name);
    return out;
}

Result<PgLayout> load_layout(PgSession& session, const policy::CollectionName& name) {
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session.run("SELECT c.oid, c.relkind, c.reltuples, CASE WHEN c.relkind IN ('r', 'm') THEN "
                    "pg_relation_size(c.oid) ELSE 0 END FROM pg_class c JOIN pg_namespace n ON "
                    "n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2 AND c.relname "
                    "<> 'gdprd_anchor' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
                    {name.ns, name.name}));
    if (rows.rows() != 1)
        return Error(ErrorCode::not_found, "the store has no such collection", "scan it again");
    const std::string oid = rows.string(0, 0);
    const std::string_view kind = rows.text(0, 1);
    PgLayout out;
    out.plain = quote_pg(name.ns) + "." + quote_pg(name.name);
    // a child by inheritance is a collection of its own: read through both, its rows count twice
    out.table = (kind == "r" ? "ONLY " : "") + out.plain;
    out.has_places = kind == "r" || kind == "p";
    out.can_sample = kind == "r" || kind == "m";
    out.row_estimate = std::strtod(rows.string(0, 2).c_str(), nullptr);
    out.bytes = static_cast<std::uint64_t>(rows.integer(0, 3));
    GDPRD_TRY_ASSIGN(out.fields, load_fields(session, oid));
    GDPRD_TRY_ASSIGN(out.primary_key, load_primary_key(session, oid));
    return out;
}

std::string text_of(const PgField& field) {
    const std::string column = "t." + quote_pg(field.name);
    if (field.compare == PgCompare::bytes) return "encode(" + column + ", 'escape')";
    // a cast would add /32 to every address
    if (field.is_inet) return "abbrev(" + column + ")";
    return column + "::text";
}

std::string quote_pg(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string array_text(const std::vector<std::string>& values) {
    std::string out = "{";
    for (const auto& value : values) {
        if (out.size() > 1) out += ',';
        out += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out + '}';
}

Cell read_cell(const PgField& field, const PgResult& rows, int row, int column) {
    if (rows.is_null(row, column)) return {};
    std::string_view text = rows.text(row, column);
    if (field.cell == Cell::Kind::blob) return {Cell::Kind::blob, bytes_of(text)};
    // what fills character(n) up is no part of the value: references lead over different lengths
    if (field.compare == PgCompare::padded) text = text.substr(0, text.find_last_not_of(' ') + 1);
    return {field.cell, std::string(text)};
}

std::optional<std::optional<std::string>> parameter_text(const PgField& field, const Cell& cell) {
    using Text = std::optional<std::string>;
    if (cell.kind == Cell::Kind::null) return Text();
    if (field.compare == PgCompare::bytes) return Text("\\x" + hex_encode(as_bytes(cell.bytes)));
    if (cell.bytes.find('\0') != std::string::npos || !valid_utf8(cell.bytes)) return std::nullopt;
    return Text(cell.bytes);
}

}  // namespace gdprd::connectors
