#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/description.hpp"

namespace gdprd::connectors {

// Between a service's JSON and cells. What these hold is personal.

/// `unavailable` when it is no JSON in UTF-8, or nested too deep; nothing of it is in the error.
Result<boost::json::value> parse_answer(std::string_view body);
/// What a JSON Pointer leads to (RFC 6901); null when nothing is there.
[[nodiscard]] const boost::json::value* find_at(const boost::json::value& in,
                                                const std::string& pointer);
/// A field of a row: absent and null are NULL; a boolean is "true" or "false"; an object or array
/// is its JSON with members in order of their names.
[[nodiscard]] policy::Cell read_cell(const boost::json::value& row, const FieldDescription& field,
                                     const CollectionDescription& of);
/// All fields of these names, which the collection has.
[[nodiscard]] std::vector<policy::PersonalCell> read_cells(const boost::json::value& row,
                                                           const CollectionDescription& of,
                                                           const std::vector<std::string>& fields);
/// A count as a number, or as text of digits; nullopt for anything else.
[[nodiscard]] std::optional<std::uint64_t> read_count(const boost::json::value* value);
/// A text or a whole number as text; empty for anything else.
[[nodiscard]] std::string read_text(const boost::json::value* value);
/// What leads on to the next page; empty when the list ends here: absent, null, false and "".
/// `invalid_argument` for anything else that is neither text nor a whole number.
Result<std::string> read_next(const boost::json::value* value);

/// A described body with its values.
Result<std::string> expand_body(const config::yaml::Node& body, const TemplateValues& values);

/// What a field becomes.
struct FieldChange {
    const FieldDescription* field = nullptr;
    policy::PersonalCell value;
};
/// The body of an update: what the description says, and each changed field where it is written.
Result<std::string> update_body(const CallDescription& update, const TemplateValues& values,
                                const std::vector<FieldChange>& changes);

/// Names of members of a row that no field and no `ignore` names: those beside named ones, with
/// plain names alone, since a member's name may itself be personal. `others`: how many more.
void note_unnamed(const boost::json::value& row, const CollectionDescription& of,
                  std::set<std::string>& names, std::uint64_t& others);

}  // namespace gdprd::connectors
