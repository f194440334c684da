#pragma once

#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// What an error number of the server, or of libmariadb, means to the caller of this call.
[[nodiscard]] Error error_of_number(unsigned number, const Call& call);
/// A connection that could not be made; TLS failures have one number for all, and words.
[[nodiscard]] Error refused_mariadb(unsigned number, const char* words, const Call& call);

}  // namespace gdprd::connectors
