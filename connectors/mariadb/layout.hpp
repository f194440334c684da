#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mariadb/session.hpp"
#include "policy/catalogue/path.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// How the values of a type are compared with wanted values.
enum class MariaCompare : unsigned char {
    integer,  ///< YEAR too
    bits,     ///< BIT(n), as a number
    decimal,
    text,
    padded,  ///< CHAR(n): spaces at the end are nothing
    bytes,
    as_text,  ///< everything else: its text form
};

struct MariaField {
    std::string name;
    std::string charset;  ///< of text; empty for the rest
    MariaCompare compare = MariaCompare::as_text;
    policy::Cell::Kind cell = policy::Cell::Kind::text;
    bool listed = false;  ///< ENUM and SET: their index numbers are no values
    bool uuid = false;
};

/// What a statement over one collection needs to know.
struct MariaLayout {
    policy::CollectionName name;
    std::string table;           ///< quoted, with its database
    std::string engine;          ///< empty for views
    bool keeps_history = false;  ///< system-versioned: a deleted row stays as an old version
    std::uint64_t row_estimate = 0;
    std::vector<MariaField> fields;
    std::vector<std::string> primary_key;

    [[nodiscard]] const MariaField* find(std::string_view field) const noexcept;
    /// The primary key's fields, or all of them.
    [[nodiscard]] std::vector<std::string> key_fields() const;
};

/// `not_found` when there is no such collection.
Result<MariaLayout> load_layout(MariaSession& session, const policy::CollectionName& name);

using MariaLayouts = std::map<policy::CollectionName, MariaLayout>;
/// All collections of these databases, with as many statements as one of them takes.
Result<MariaLayouts> load_layouts(MariaSession& session, const std::vector<std::string>& databases);

/// `name` with backticks doubled: a name under every sql_mode.
[[nodiscard]] std::string quote_maria(std::string_view name);
[[nodiscard]] std::string quote_maria(const policy::CollectionName& name);
/// SQL of the field as it is read; `of` stands before its name: "" or "target.".
[[nodiscard]] std::string value_of(const MariaField& field, std::string_view of = "");
/// SQL of the field's value as text of one character set; bytes byte by byte.
[[nodiscard]] std::string text_of(const MariaField& field);
/// How a column of a row becomes a cell of this field.
[[nodiscard]] policy::Cell read_cell(const MariaField& field, std::optional<std::string>&& value);
/// The parameter that writes a cell into this field, or compares it with it; nullopt: the store
/// cannot hold it (text that is no UTF-8).
[[nodiscard]] std::optional<MariaParam> param_of(const MariaField& field, const policy::Cell& cell);
/// Whether a text can be compared with this field in the field's own character set, and so by its
/// index.
[[nodiscard]] bool fits_charset(const MariaField& field, std::string_view text) noexcept;
/// "-12.50": digits with at most one point, no more than a DECIMAL holds.
[[nodiscard]] bool is_decimal(std::string_view text) noexcept;
/// "007", "-0012.50" without the zeros before the number; anything else as it is.
[[nodiscard]] std::string plain_number(std::string_view text);

/// A condition that the field has exactly this value, whatever its collation takes for the same,
/// NULL equal to NULL; nullopt: no row can have it. `indexed`: by an index too, where one helps.
[[nodiscard]] std::optional<std::string> equals(const MariaField& field, std::string_view of,
                                                const policy::Cell& value, bool indexed,
                                                MariaParams& params);

}  // namespace gdprd::connectors
