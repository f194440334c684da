#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>

namespace gdprd::daemon {

/// JSON in the one form of RFC 8785 (JCS): members sorted, no white space. Numbers must be integers
/// within 2^53 and member names ASCII, as in everything gdprd exports (asserted).
[[nodiscard]] std::string canonical_json(const boost::json::value& value);

/// A count from an entry: a number, or from 2^53 on, which JSON's readers do not hold exactly,
/// text.
[[nodiscard]] boost::json::value exact_number(std::uint64_t count);

}  // namespace gdprd::daemon
