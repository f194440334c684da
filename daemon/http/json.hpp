#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/handler.hpp"

namespace gdprd::daemon {

[[nodiscard]] Reply json_reply(int status, const boost::json::value& value);

/// Any JSON text within the limits of depth and size whose objects have each member once;
/// `invalid_argument` without quoting more than the name of a repeated member.
Result<boost::json::value> parse_json(std::string_view text);

/// The body as an object with no other members than `known`; an unknown one is refused with a
/// suggestion. An empty body is an empty object; another content type than application/json is
/// refused.
Result<boost::json::object> parse_body(const ApiRequest& request,
                                       std::initializer_list<std::string_view> known);
/// The query holds no other parameters than `known`.
Result<void> check_query(const ApiRequest& request, std::initializer_list<std::string_view> known);
/// A query parameter as a number; absent: `fallback`; above `max`: refused.
Result<std::uint64_t> query_number(const ApiRequest& request, std::string_view name,
                                   std::uint64_t fallback, std::uint64_t max);

/// Members by type; `invalid_argument` names the member, never its value.
Result<std::string> text_member(const boost::json::object& object, std::string_view name);
Result<std::optional<std::string>> optional_text(const boost::json::object& object,
                                                 std::string_view name);
Result<std::optional<std::uint64_t>> optional_number(const boost::json::object& object,
                                                     std::string_view name);
Result<std::optional<bool>> optional_bool(const boost::json::object& object, std::string_view name);
/// Absent: empty.
Result<std::vector<std::string>> text_list(const boost::json::object& object,
                                           std::string_view name);

}  // namespace gdprd::daemon
