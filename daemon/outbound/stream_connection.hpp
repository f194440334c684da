#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// Where a stream of bytes goes: "tls://HOST:PORT", or "tcp://HOST:PORT" on this machine only.
struct StreamTarget {
    std::string host;  ///< name or address; an IPv6 address in brackets
    std::uint16_t port = 0;
    bool tls = false;
    std::string tls_ca;    ///< file of trusted certificates in PEM; empty: the system's
    std::string tls_cert;  ///< our own certificate in PEM, for receivers that ask; empty: none
    std::string tls_key;   ///< its key
};
/// Host, port and kind; the files are the caller's. invalid_argument names the two forms: a plain
/// stream over a network would show everybody on the way who did what.
Result<StreamTarget> parse_stream_target(std::string_view url);

struct StreamLimits {
    std::chrono::milliseconds connect{std::chrono::seconds(10)};
    std::chrono::milliseconds send{std::chrono::seconds(30)};
    const std::atomic<bool>* stop = nullptr;  ///< set: what is under way is given up
};

/// One outgoing connection, TCP or verified TLS (libcurl). One thread at a time.
class StreamConnection {
  public:
    /// `unavailable` when there is no connection, `cancelled` when told to stop.
    static Result<std::unique_ptr<StreamConnection>> open(OffLoop off, const StreamTarget& target,
                                                          const StreamLimits& limits);
    ~StreamConnection();
    StreamConnection(const StreamConnection&) = delete;
    StreamConnection& operator=(const StreamConnection&) = delete;

    /// Returns when the receiver's machine has acknowledged all of it. That its program has read
    /// it, nobody tells over TCP. After an error the connection is of no more use.
    Result<void> send(OffLoop off, std::string_view bytes);
    /// false: the receiver ended it. What it sends is thrown away.
    [[nodiscard]] bool is_open();

  private:
    struct Parts;
    explicit StreamConnection(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace gdprd::daemon
