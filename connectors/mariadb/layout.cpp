#include "connectors/mariadb/layout.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "config/base/utf8.hpp"
#include "connectors/anchor.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::array<std::string_view, 6> kIntegers{"tinyint", "smallint", "mediumint",
                                                    "int",     "bigint",   "year"};
constexpr std::array<std::string_view, 5> kTexts{"varchar", "tinytext", "text", "mediumtext",
                                                 "longtext"};
/// Geometries are bytes: a number of their system of coordinates and WKB.
constexpr std::array<std::string_view, 14> kBytes{
    "binary",       "varbinary",         "tinyblob",   "blob",
    "mediumblob",   "longblob",          "geometry",   "point",
    "linestring",   "polygon",           "multipoint", "multilinestring",
    "multipolygon", "geometrycollection"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& types, std::string_view type) {
    return std::ranges::find(types, type) != types.end();
}

/// `type`: DATA_TYPE of information_schema.
void describe_type(MariaField& field, std::string_view type) {
    if (among(kIntegers, type)) {
        field.compare = MariaCompare::integer;
        field.cell = Cell::Kind::integer;
    } else if (type == "bit") {
        field.compare = MariaCompare::bits;
        field.cell = Cell::Kind::integer;
    } else if (type == "decimal") {
        field.compare = MariaCompare::decimal;
        field.cell = Cell::Kind::real;
    } else if (type == "float" || type == "double") {
        field.cell = Cell::Kind::real;
    } else if (type == "char") {
        field.compare = MariaCompare::padded;
    } else if (among(kTexts, type)) {
        field.compare = MariaCompare::text;
    } else if (among(kBytes, type)) {
        field.compare = MariaCompare::bytes;
        field.cell = Cell::Kind::blob;
    } else if (type == "enum" || type == "set") {
        field.listed = true;
    } else if (type == "uuid") {
        field.uuid = true;
    }
}

/// The layouts of one database, or of the collections there whose name is `only` or differs from it
/// in case and accents alone: information_schema compares them without regard to these.
class LayoutLoading {
  public:
    LayoutLoading(MariaSession& session, std::string database, const std::string* only)
        : session_(session), database_(std::move(database)), params_{text_param(database_)} {
        if (only == nullptr) return;
        and_name_ = " AND TABLE_NAME = ?";
        params_.push_back(text_param(*only));
    }
    Result<void> run(MariaLayouts& out) {
        GDPRD_TRY(load_collections(out));
        GDPRD_TRY(load_fields(out));
        return load_primary_keys(out);
    }

  private:
    /// `select` as far as its table, `rest` from behind the names' condition.
    template <class Visit>
    Result<void> each(const std::string& select, const std::string& rest, const Visit& visit) {
        return session_.stream(select + " WHERE TABLE_SCHEMA = ?" + and_name_ + rest, params_,
                               [&](MariaRow&& row) -> Result<void> {
                                   visit({database_, row[0].value_or("")}, row);
                                   return {};
                               });
    }
    Result<void> load_collections(MariaLayouts& out);
    Result<void> load_fields(MariaLayouts& out);
    Result<void> load_primary_keys(MariaLayouts& out);

    MariaSession& session_;
    std::string database_;
    std::string and_name_;
    MariaParams params_;
};

Result<void> LayoutLoading::load_collections(MariaLayouts& out) {
    return each("SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS FROM information_schema.TABLES",
                " AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')",
                [&](const policy::CollectionName& name, const MariaRow& row) {
                    if (name.name == kAnchorTable) return;
                    MariaLayout& one = out[name];
                    one.name = name;
                    one.table = quote_maria(name);
                    one.engine = row[2].value_or("");
                    one.keeps_history = row[1] == "SYSTEM VERSIONED";
                    const std::string estimate = row[3].value_or("0");
                    std::from_chars(estimate.data(), estimate.data() + estimate.size(),
                                    one.row_estimate);
                });
}

Result<void> LayoutLoading::load_fields(MariaLayouts& out) {
    return each(
        "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_SET_NAME FROM "
        "information_schema.COLUMNS",
        " ORDER BY ORDINAL_POSITION", [&](const policy::CollectionName& name, const MariaRow& row) {
            const auto at = out.find(name);
            if (at == out.end()) return;
            MariaField field;
            field.name = row[1].value_or("");
            field.charset = row[3].value_or("");
            describe_type(field, row[2].value_or(""));
            at->second.fields.push_back(std::move(field));
        });
}

Result<void> LayoutLoading::load_primary_keys(MariaLayouts& out) {
    return each("SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE",
                " AND CONSTRAINT_NAME = 'PRIMARY' ORDER BY ORDINAL_POSITION",
                [&](const policy::CollectionName& name, const MariaRow& row) {
                    const auto at = out.find(name);
                    // a system-versioned table's key ends with a hidden field that its current
                    // rows share
                    if (at != out.end() && at->second.find(row[1].value_or("")) != nullptr)
                        at->second.primary_key.push_back(row[1].value_or(""));
                });
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template <class Number>
bool is_number(std::string_view text) {
    Number value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    return !text.empty() && parsed.ec == std::errc() && parsed.ptr == end;
}

constexpr std::size_t kDecimalDigitsMax = 65;  ///< of the server's DECIMAL

Error no_collection() {
    return {ErrorCode::not_found, "the store has no such collection", "scan it again"};
}

/// The very bytes of a text, so that no collation has a say.
std::string exact_text(const std::string& text) {
    return "CAST(" + text + " AS BINARY)";
}

}  // namespace

const MariaField* MariaLayout::find(std::string_view field) const noexcept {
    const auto at = std::ranges::find(fields, field, &MariaField::name);
    return at == fields.end() ? nullptr : &*at;
}

std::vector<std::string> MariaLayout::key_fields() const {
    if (!primary_key.empty()) return primary_key;
    std::vector<std::string> out;
    out.reserve(fields.size());
    for (const auto& field : fields) out.push_back(field.name);
    return out;
}

Result<MariaLayout> load_layout(MariaSession& session, const policy::CollectionName& name) {
    MariaLayouts found;
    GDPRD_TRY(LayoutLoading(session, name.ns, &name.name).run(found));
    const auto at = found.find(name);
    if (at == found.end()) return no_collection();
    return std::move(at->second);
}

Result<MariaLayouts> load_layouts(MariaSession& session,
                                  const std::vector<std::string>& databases) {
    MariaLayouts out;
    for (const auto& database : databases)
        GDPRD_TRY(LayoutLoading(session, database, nullptr).run(out));
    return out;
}

std::string quote_maria(std::string_view name) {
    std::string out = "`";
    for (const char c : name) {
        if (c == '`') out += '`';
        out += c;
    }
    return out + '`';
}

std::string quote_maria(const policy::CollectionName& name) {
    return quote_maria(name.ns) + "." + quote_maria(name.name);
}

std::string value_of(const MariaField& field, std::string_view of) {
    std::string column = std::string(of) + quote_maria(field.name);
    if (field.compare == MariaCompare::bits) return "CAST(" + column + " AS UNSIGNED)";
    if (field.compare == MariaCompare::as_text && !field.listed)
        return "CAST(" + column + " AS CHAR)";
    return column;
}

std::string text_of(const MariaField& field) {
    const std::string column = quote_maria(field.name);
    switch (field.compare) {
        case MariaCompare::text:
        case MariaCompare::padded:
            return "CONVERT(" + column + " USING utf8mb4)";
        case MariaCompare::bytes:
            return "CONVERT(" + column + " USING latin1)";  // every byte is a character there
        case MariaCompare::integer:
        case MariaCompare::decimal:
            return "CAST(" + column + " AS CHAR)";
        case MariaCompare::bits:
            return "CAST(" + value_of(field) + " AS CHAR)";
        case MariaCompare::as_text:
            return field.listed ? "CONVERT(" + column + " USING utf8mb4)" : value_of(field);
    }
    return value_of(field);
}

bool is_decimal(std::string_view text) noexcept {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits > 0 && digits <= static_cast<std::ptrdiff_t>(kDecimalDigitsMax) &&
           std::ranges::count(text, '.') <= 1 &&
           text.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string plain_number(std::string_view text) {
    const bool negative = text.starts_with('-');
    std::string_view digits = text.substr(negative ? 1 : 0);
    while (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        digits.remove_prefix(1);
    return (negative ? "-" : "") + std::string(digits);
}

Cell read_cell(const MariaField& field, std::optional<std::string>&& value) {
    if (!value) return {};
    const bool number =
        field.compare == MariaCompare::integer || field.compare == MariaCompare::decimal;
    // ZEROFILL and YEAR
    if (number) return {field.cell, plain_number(*value)};
    return {field.cell, std::move(*value)};
}

std::optional<MariaParam> param_of(const MariaField& field, const Cell& cell) {
    if (cell.kind == Cell::Kind::null) return MariaParam{};
    if (field.compare == MariaCompare::bytes)
        return MariaParam{MariaParam::Kind::bytes, cell.bytes};
    if (!valid_utf8(cell.bytes)) return std::nullopt;
    if (field.compare == MariaCompare::integer || field.compare == MariaCompare::bits) {
        if (is_number<std::int64_t>(cell.bytes))
            return MariaParam{MariaParam::Kind::integer, cell.bytes};
        if (is_number<std::uint64_t>(cell.bytes))
            return MariaParam{MariaParam::Kind::natural, cell.bytes};
    }
    return text_param(cell.bytes);
}

bool fits_charset(const MariaField& field, std::string_view text) noexcept {
    if (field.charset == "utf8mb4" || is_ascii(text)) return true;
    const auto beyond_three_bytes = [](char c) { return static_cast<unsigned char>(c) >= 0xf0; };
    return field.charset.starts_with("utf8") && std::ranges::none_of(text, beyond_three_bytes);
}

std::optional<std::string> equals(const MariaField& field, std::string_view of, const Cell& value,
                                  bool indexed, MariaParams& params) {
    const std::string column = std::string(of) + quote_maria(field.name);
    if (value.kind == Cell::Kind::null) return column + " IS NULL";
    std::optional<MariaParam> param = param_of(field, value);
    const bool is_text =
        field.compare == MariaCompare::text || field.compare == MariaCompare::padded;
    // the server takes surrogates for UTF-8: such a text is compared by its bytes alone
    const bool by_bytes = is_text || field.compare == MariaCompare::as_text;
    if (!param && !by_bytes) return std::nullopt;
    if (!is_text && field.compare != MariaCompare::as_text) {
        if (field.compare == MariaCompare::decimal) param->kind = MariaParam::Kind::decimal;
        // the server would take it for 0
        const bool is_bytes = field.compare == MariaCompare::bytes;
        if (!is_bytes && (param->kind == MariaParam::Kind::text || !is_decimal(value.bytes)))
            return std::nullopt;
        params.push_back(std::move(*param));
        return column + " = ?";
    }
    std::string out;
    const bool by_index = param && indexed &&
                          (is_text ? fits_charset(field, value.bytes)
                                   : field.cell != Cell::Kind::real && !field.listed);
    if (by_index) {
        params.push_back(*param);
        out = column + " = ? AND ";
    }
    params.push_back({MariaParam::Kind::bytes, value.bytes});
    const std::string text =
        is_text || field.listed ? "CONVERT(" + column + " USING utf8mb4)" : value_of(field, of);
    return out + exact_text(text) + " = ?";
}

}  // namespace gdprd::connectors
