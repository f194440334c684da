#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "daemon/ctl/output.hpp"

namespace gdprd::daemon::ctl {

/// Says how many entries of the trail nobody can read, if there are any.
void say_unreadable(Output& out, std::uint64_t entries);
/// The member as text: "-" when absent or null, lists joined by ", ".
[[nodiscard]] std::string member_text(const boost::json::value& object, std::string_view name);
/// One row per element of the array `list`, one column per member name.
[[nodiscard]] Table table_of(const boost::json::value& list,
                             std::initializer_list<std::string_view> columns);
/// "name: value" lines of an object's scalar members, for `show` verbs.
[[nodiscard]] std::string lines_of(const boost::json::value& object);

}  // namespace gdprd::daemon::ctl
