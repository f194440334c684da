#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "config/base/result.hpp"
#include "daemon/http/session.hpp"

namespace boost::asio {
class io_context;
}

namespace gdprd::daemon {

class Metrics;

/// Who may connect.
struct SocketAccess {
    unsigned mode = 0660;
    std::optional<gid_t> group;  ///< none: the process's own
};

/// Starts the coroutine of one connection. `ended` is called on the loop when it is over.
using SessionStart = std::function<std::shared_ptr<Session>(
    const boost::asio::any_io_executor& executor, std::unique_ptr<Stream> stream,
    std::function<void(const Session*)> ended)>;

/// What another protocol than HTTP does with connections.
struct Protocol {
    SessionStart start;
    std::string turned_away;  ///< what who is not admitted gets, as it is
    std::string setting;      ///< that names the socket
};

/// An address literal, IPv4 or IPv6, and a port; 0: any free one.
struct TcpAddress {
    std::string address;
    std::uint16_t port = 0;
};

/// Accepts connections on a Unix socket, or over TCP. Runs on the loop's one thread.
class Listener {
  public:
    /// Binds `path` with the given mode and group: `conflict` when another gdprd answers there; a
    /// socket that nobody serves any more is replaced; anything else at the path is refused.
    static Result<std::unique_ptr<Listener>> open(boost::asio::io_context& loop,
                                                  const std::string& path, SocketAccess access,
                                                  SessionTools tools, Metrics& metrics);
    /// The same for another protocol.
    static Result<std::unique_ptr<Listener>> open(boost::asio::io_context& loop,
                                                  const std::string& path, SocketAccess access,
                                                  Protocol protocol, Metrics& metrics);
    /// Plain TCP: nobody is told apart, so no route that asks for a role can be used over it, and
    /// all callers together have the connections of one user. For what anybody may call.
    static Result<std::unique_ptr<Listener>> open_tcp(boost::asio::io_context& loop,
                                                      const TcpAddress& address, SessionTools tools,
                                                      Metrics& metrics);
    ~Listener();

    /// Where open_tcp() listens; 0 for a Unix socket.
    [[nodiscard]] std::uint16_t port() const;
    void start();
    /// Stops accepting, removes the socket, lets the sessions finish. `done` is called on the loop
    /// when the last one is over.
    void stop(std::function<void()> done);
    /// Closes all sessions now.
    void abort();

  private:
    struct State;
    explicit Listener(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

}  // namespace gdprd::daemon
