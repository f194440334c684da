#pragma once

#include <sys/types.h>

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

/// Accepts connections on a Unix socket. Runs on the loop's one thread.
class Listener {
  public:
    /// Binds `path` with the given mode and group: `conflict` when another gdprd answers there; a
    /// socket that nobody serves any more is replaced; anything else at the path is refused.
    static Result<std::unique_ptr<Listener>> open(boost::asio::io_context& loop,
                                                  const std::string& path, SocketAccess access,
                                                  SessionTools tools, Metrics& metrics);
    ~Listener();

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
