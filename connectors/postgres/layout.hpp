#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/postgres/session.hpp"
#include "policy/catalogue/path.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// How the values of a type are compared with wanted text, so that a value that is none of the type
/// is no match instead of an error.
enum class PgCompare : unsigned char {
    integer,
    numeric,
    text,
    padded,  ///< character(n)
    uuid,
    boolean,
    bytes,
    as_text,  ///< everything else: its text form
};

struct PgField {
    std::string name;
    std::string type;  ///< as the server writes it, quoted where it must be: ready for a cast
    PgCompare compare = PgCompare::as_text;
    policy::Cell::Kind cell = policy::Cell::Kind::text;
    bool is_inet = false;
    bool built_in = true;  ///< its operators are found without a search path
};

/// What a statement over one collection needs to know.
struct PgLayout {
    std::string table;        ///< quoted, with ONLY where children are collections of their own
    std::string plain;        ///< the same without ONLY
    bool has_places = false;  ///< tableoid and ctid name a row
    bool can_sample = false;
    double row_estimate = -1;
    std::uint64_t bytes = 0;
    std::vector<PgField> fields;
    std::vector<std::string> primary_key;

    [[nodiscard]] const PgField* find(std::string_view field) const noexcept;
    /// The primary key's fields, or all of them.
    [[nodiscard]] std::vector<std::string> key_fields() const;
};

/// `not_found` when there is no such collection.
Result<PgLayout> load_layout(PgSession& session, const policy::CollectionName& name);

/// SQL of the field's value in `t` as text, as it is read; bytes with what is no ASCII escaped.
[[nodiscard]] std::string text_of(const PgField& field);
/// "name" with quotes doubled.
[[nodiscard]] std::string quote_pg(std::string_view name);
/// A value as the text of an array: {"a","b\"c"}.
[[nodiscard]] std::string array_text(const std::vector<std::string>& values);
/// How the bytes of a result become a cell of this field.
[[nodiscard]] policy::Cell read_cell(const PgField& field, const PgResult& rows, int row,
                                     int column);
/// The text that a parameter of this field's type takes. Outer nullopt: the store cannot hold it (a
/// NUL byte, no UTF-8); inner: NULL.
[[nodiscard]] std::optional<std::optional<std::string>> parameter_text(const PgField& field,
                                                                       const policy::Cell& cell);

}  // namespace gdprd::connectors
