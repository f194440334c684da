#pragma once

#include "config/base/result.hpp"
#include "daemon/http/handler.hpp"

namespace gdprd::daemon {

/// The one mapping of error codes to HTTP.
[[nodiscard]] int status_of(ErrorCode code) noexcept;
/// RFC 9457 problem details: type, title, status, code, detail (our message), hint. The sensitive
/// detail stays out.
[[nodiscard]] Reply problem(const Error& error);
/// The same with another status (405, 413, 415, 431), the code unchanged.
[[nodiscard]] Reply problem(int status, const Error& error);

}  // namespace gdprd::daemon
