#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "connectors/sqlite/schema.hpp"

namespace gdprd::connectors {

namespace {

using policy::FieldType;
using sqlite::Database;
using sqlite::Statement;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

bool is_word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// `word` (upper case) as a whole word of `text` (upper case).
bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_char(text[at - 1]);
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() || !is_word_char(text[end]))) return true;
    }
    return false;
}

/// SQL texts of the file that may use a bare rowid: views, triggers, virtual tables.
Result<std::vector<std::string>> texts_with_rowids(Database& db) {
    GDPRD_TRY_ASSIGN(Statement rows,
                     db.prepare("SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND "
                                "(type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL%')"));
    std::vector<std::string> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return out;
        std::string text = upper(rows.text(0));
        const bool external_content =
            text.find("CONTENT") != std::string::npos && text.starts_with("CREATE VIRTUAL");
        if (external_content || has_word(text, "ROWID") || has_word(text, "_ROWID_") ||
            has_word(text, "OID"))
            out.push_back(std::move(text));
    }
}

/// Where the quoted text, comment, word or single character that begins at `at` ends.
std::size_t token_end(std::string_view sql, std::size_t at) {
    const auto past = [&](std::string_view closing, std::size_t from) {
        const auto end = sql.find(closing, from);
        return end == std::string_view::npos ? sql.size() : end + closing.size();
    };
    const char c = sql[at];
    // a doubled quote reads as two texts side by side, which is as good
    if (c == '\'' || c == '"' || c == '`') return past(std::string_view(&sql[at], 1), at + 1);
    if (c == '[') return past("]", at + 1);
    if (sql.substr(at).starts_with("--")) return past("\n", at);
    if (sql.substr(at).starts_with("/*")) return past("*/", at + 2);
    std::size_t end = at;
    while (end < sql.size() && is_word_char(sql[end])) ++end;
    return std::max(end, at + 1);
}

}  // namespace

std::vector<std::string> check_clauses(std::string_view sql) {
    std::vector<std::string> out;
    std::size_t begin = std::string_view::npos;  // of the clause that is being read
    std::size_t depth = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = token_end(sql, at);
        const std::string_view token = sql.substr(at, end - at);
        if (begin == std::string_view::npos) {
            if (upper(token) == "CHECK") begin = at;
        } else if (token == "(") {
            ++depth;
        } else if (token == ")" && --depth == 0) {
            out.emplace_back(sql.substr(begin, end - begin));
            begin = std::string_view::npos;
        }
        at = end;
    }
    return out;
}

bool keeps_own_rows(std::string_view sql) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = token_end(sql, at);
        const std::string_view token = sql.substr(at, end - at);
        const bool space = token.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
        if (!space && !token.starts_with("--") && !token.starts_with("/*"))
            tokens.push_back(upper(token));
        at = end;
    }
    const auto used = std::ranges::find(tokens, "USING");
    if (used == tokens.end() || used + 1 == tokens.end()) return false;
    const auto module = used + 1;
    if (*module != "FTS3" && *module != "FTS4" && *module != "FTS5") return false;
    for (auto at = module; at + 1 != tokens.end(); ++at)
        if (*at == "CONTENT" && *(at + 1) == "=") return false;
    return true;
}

FieldType sqlite_field_type(std::string_view declared) {
    // in this order: "CHARINT" has integer affinity, "DATETIME" is more than a date
    static constexpr std::array<std::pair<std::string_view, FieldType>, 22> kWords{{
        {"BOOL", FieldType::boolean},
        {"TIMESTAMP", FieldType::timestamp},
        {"DATETIME", FieldType::timestamp},
        {"DATE", FieldType::date},
        {"INTERVAL", FieldType::text},
        {"POINT", FieldType::other},
        {"INT", FieldType::integer},
        {"SERIAL", FieldType::integer},
        {"UUID", FieldType::uuid},
        {"GUID", FieldType::uuid},
        {"UNIQUEIDENTIFIER", FieldType::uuid},
        {"JSON", FieldType::json},
        {"CHAR", FieldType::text},
        {"CLOB", FieldType::text},
        {"TEXT", FieldType::text},
        {"STRING", FieldType::text},
        {"BLOB", FieldType::bytes},
        {"BINARY", FieldType::bytes},
        {"REAL", FieldType::real},
        {"FLOA", FieldType::real},
        {"DOUB", FieldType::real},
        {"TIME", FieldType::time},
    }};
    const std::string name = upper(declared);
    if (name.empty()) return FieldType::other;
    for (const auto& [word, type] : kWords)
        if (name.find(word) != std::string::npos) return type;
    for (const char* word : {"INET", "CIDR"})
        if (name.starts_with(word)) return FieldType::inet;
    return FieldType::numeric;
}

Result<std::vector<std::string>> tables_with_referenced_rowids(Database& db) {
    GDPRD_TRY_ASSIGN(const std::vector<std::string> texts, texts_with_rowids(db));
    std::set<std::string> out;
    if (texts.empty()) return std::vector<std::string>();
    // VACUUM keeps the rowids of tables that have an INTEGER PRIMARY KEY
    GDPRD_TRY_ASSIGN(
        Statement rows,
        db.prepare("SELECT t.name FROM pragma_table_list AS t WHERE t.schema = 'main' AND t.type "
                   "= 'table' AND t.wr = 0 AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT "
                   "EXISTS (SELECT 1 FROM pragma_table_xinfo(t.name) AS c WHERE c.pk = 1 AND "
                   "upper(c.type) = 'INTEGER' AND (SELECT max(d.pk) FROM "
                   "pragma_table_xinfo(t.name) AS d) = 1)"));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) break;
        const std::string name = upper(rows.text(0));
        if (std::ranges::any_of(texts, [&](const auto& text) { return has_word(text, name); }))
            out.emplace(rows.text(0));
    }
    return std::vector<std::string>(out.begin(), out.end());
}

Result<std::vector<FullTextTable>> full_text_tables(Database& db) {
    GDPRD_TRY_ASSIGN(Statement rows,
                     db.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND "
                                "sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name"));
    std::vector<FullTextTable> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return out;
        const std::string sql = upper(rows.text(1));
        const bool full_text = std::ranges::any_of(std::array{"FTS3", "FTS4", "FTS5"},
                                                   [&](const char* m) { return has_word(sql, m); });
        if (!full_text) continue;
        const std::string quoted = sqlite::quote_identifier(rows.text(0));
        out.push_back({"main." + quoted, quoted});
    }
}

}  // namespace gdprd::connectors
