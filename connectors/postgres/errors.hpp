#pragma once

#include <string_view>

#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// What a SQLSTATE means to the caller of this call.
[[nodiscard]] Error error_of_state(std::string_view state, const Call& call);
/// A connection that could not be made; libpq gives no SQLSTATE for it, only words.
[[nodiscard]] Error refused_connection(const char* words);

}  // namespace gdprd::connectors
