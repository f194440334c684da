#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// Whether plain HTTP may leave the machine: only where answers prove themselves.
enum class PlainHttp : unsigned char { this_machine, anywhere };

/// Where a POST goes: "https://HOST/PATH", "http://", or "unix:PATH" and a path on that server.
struct HttpTarget {
    std::string url;     ///< what libcurl takes
    std::string socket;  ///< path of a Unix socket; empty: TCP
    std::string tls_ca;  ///< file of trusted certificates in PEM; empty: the system's
};
/// `path` ("/add-checkpoint", or nothing) is added to the prefix `url`. invalid_argument, naming
/// the three forms, for everything else: plain HTTP over a network would let anybody answer.
Result<HttpTarget> parse_http_target(std::string_view url, std::string_view path,
                                     std::string tls_ca, PlainHttp plain = PlainHttp::this_machine);

struct HttpPostLimits {
    std::chrono::milliseconds connect{std::chrono::seconds(5)};
    std::chrono::milliseconds whole{std::chrono::seconds(15)};
    std::size_t answer_bytes = 64UL * 1024;
    const std::atomic<bool>* stop = nullptr;  ///< set: the transfer is given up
    std::vector<std::string> headers;         ///< more lines, "name: value"
};

struct HttpAnswered {
    int status = 0;
    std::string content_type;
    std::string body;
};

/// One POST, its connection closed after it. TLS is verified, redirects are not followed. Any
/// status is an answer; `unavailable` when there is none, `limit_exceeded` when it is too long,
/// `cancelled` when told to stop.
Result<HttpAnswered> http_post(OffLoop off, const HttpTarget& target, std::string_view content_type,
                               std::string_view body, const HttpPostLimits& limits);

}  // namespace gdprd::daemon
