#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "connectors/http/address_rules.hpp"

namespace gdprd::connectors {

/// Where calls go and what binds them.
struct TransferRules {
    std::string socket;  ///< path of a Unix socket; empty: TCP
    std::string tls_ca;  ///< file of trusted certificates in PEM; empty: the system's
    /// Which addresses may be connected to; none: all. With rules, plain HTTP reaches this machine
    /// alone.
    std::optional<AddressRules> addresses;
    std::chrono::milliseconds connect{std::chrono::seconds(5)};
    std::chrono::milliseconds whole{std::chrono::seconds(15)};  ///< of one call
    std::size_t answer_bytes = 64UL * 1024;                     ///< once decompressed
    std::size_t head_bytes = 64UL * 1024;                       ///< of all the answer's headers
    bool decompress = false;         ///< ask for compressed answers, and unpack them
    bool reuse = false;              ///< keep connections for the next call
    bool environment_proxy = false;  ///< go through the proxy that the environment names
    std::function<bool()> stopped;   ///< set: asked ten times a second; true gives the call up
};

/// One call. The URL and the headers may hold personal values and secrets: nothing of them comes
/// into an error.
struct HttpCall {
    std::string method = "GET";
    std::string url;
    std::vector<std::string> headers;       ///< "name: value"
    const Secret* authorization = nullptr;  ///< one more line, ending in a byte 0; borrowed
    std::optional<std::string> body;
    /// Whether doing it twice is doing it once. Else it gets a connection of its own: on a kept one
    /// that ends before the answer libcurl sends a call again by itself.
    bool repeatable = true;
};

struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in small letters
    std::string body;

    /// Of the first header of this name (in small letters); empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
    /// Of all headers of this name, with commas between them (RFC 9110, section 5.3).
    [[nodiscard]] std::string list_header(std::string_view name) const;
};

/// Sends calls with libcurl, one at a time. TLS is verified, redirects are not followed, no .netrc
/// is read. Its connections are kept until it dies, when the rules say so.
class Transfer {
  public:
    explicit Transfer(TransferRules rules);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    /// Any status is an answer. `unavailable` when there is none, `timeout`, `limit_exceeded` when
    /// it is too long, `forbidden` when the address may not be connected to, `cancelled` when
    /// stopped.
    Result<HttpAnswer> send(OffLoop off_loop, const HttpCall& call);
    /// Whether the last call may have reached the server.
    [[nodiscard]] bool was_sent() const noexcept { return was_sent_; }

  private:
    struct Handles;
    TransferRules rules_;
    std::unique_ptr<Handles> handles_;
    bool was_sent_ = false;
};

}  // namespace gdprd::connectors
