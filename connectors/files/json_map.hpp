#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Objects whose names are data: {"anna@x.example": {…}, "otto@x.example": {…}}. No such name may
/// become the name of a field, which stands in clear in the catalogue.

/// The field that holds the name of a member that is a row.
constexpr std::string_view kJsonKeyField = "$key";

/// Whether a member is named by an e-mail address. A note about another member (OData's
/// born@odata.type, born@Vendor.term beside born) is not.
[[nodiscard]] bool has_address_names(std::string_view checked_object);
/// Whether each member is named by a number: a customer's, a telephone's, a day.
[[nodiscard]] bool has_number_names(std::string_view checked_object);
/// Whether the members are rows: one is named by an e-mail address, or each by a number, or each is
/// an object, and those that are not empty have an e-mail address each among their own members, or
/// are several with a member of the same name in all. An
/// object without members holds no row. It still holds rows when some of them are removed.
[[nodiscard]] bool holds_rows(std::string_view checked_object);

/// Behind the member of an object that `text` begins with (its name in quotes); npos while more of
/// it is needed to tell. Only counts brackets.
[[nodiscard]] std::size_t member_end(std::string_view text);

/// A member as a row: its name and where its value stands.
struct MapMember {
    std::string_view quoted_name;
    std::size_t value = 0;
};
/// `invalid_argument` when the text is no member with a value of valid JSON.
Result<MapMember> split_member(std::string_view text);

}  // namespace gdprd::connectors
