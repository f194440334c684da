#pragma once

#include <atomic>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::daemon::ctl {

struct HttpAnswer {
    int status = 0;
    std::string content_type;
    std::string body;
};

struct ServerEvent {
    std::uint64_t id = 0;
    std::string name;
    std::string data;
};

/// HTTP/1.1 to gdprd over its Unix socket; blocking, one request at a time, reconnects by itself.
/// The first Ctrl-C ends a call under way with `cancelled`.
class Client {
  public:
    /// `token_file` empty: the peer's own identity. Does not connect yet.
    static Result<Client> create(std::string socket_path, const std::string& token_file);
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    /// Any answer, also 4xx and 5xx.
    Result<HttpAnswer> send(std::string_view method, std::string_view target,
                            std::string_view body = {},
                            std::string_view content_type = "application/json");
    /// The body of a 2xx answer; a problem+json answer becomes an Error with its code, detail and
    /// hint. POSTs carry a fresh Idempotency-Key and are repeated once when the connection broke.
    Result<boost::json::value> get(std::string_view target);
    Result<boost::json::value> post(std::string_view target, const boost::json::value& body);
    /// The same with a body that is no JSON value.
    Result<boost::json::value> post_text(std::string_view target, std::string_view body,
                                         std::string_view content_type);
    /// The same for answers that are not JSON (packages, proofs).
    Result<std::string> get_bytes(std::string_view target);

    /// Follows an event stream until it ends or `sink` returns false.
    Result<void> follow(std::string_view target,
                        const std::function<bool(const ServerEvent&)>& sink);

  private:
    struct State;
    explicit Client(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// One segment of a path, or a query value, percent-encoded.
[[nodiscard]] std::string url_encode(std::string_view text);

}  // namespace gdprd::daemon::ctl
