#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "config/limits.hpp"
#include "daemon/http/stream.hpp"

namespace boost::asio {
class any_io_executor;
}

namespace gdprd::daemon {

class Dispatcher;
class EventService;
class ProgressHub;
class WorkerPool;

/// How long a session waits for its peer before it closes the connection.
struct SessionDeadlines {
    std::chrono::milliseconds first_byte{std::chrono::seconds(10)};  ///< of a new connection
    std::chrono::milliseconds idle{std::chrono::seconds(60)};        ///< between requests
    std::chrono::milliseconds request{std::chrono::seconds(20)};     ///< to send a whole one
};

/// What sessions share; all of it outlives them.
struct SessionTools {
    Dispatcher* dispatcher = nullptr;
    WorkerPool* pool = nullptr;
    WorkerPool* store_pool = nullptr;  ///< for Lane::stores
    WorkerPool* probe_pool = nullptr;  ///< for Lane::probe
    ProgressHub* progress = nullptr;
    SessionDeadlines deadlines;
    std::uint64_t body_bytes_max = config::limits::kHttpBodyBytes;
    WorkerPool* event_pool = nullptr;  ///< for Lane::events; null: `pool`
    EventService* events = nullptr;    ///< is told of calls that a full event_pool refused
};

/// One connection: read a request, have it answered on a pool, write, again. All members run on
/// the loop's one thread. Owned by its coroutine and by whoever keeps a pointer.
class Session {
  public:
    virtual ~Session() = default;
    /// Closes at once when idle or streaming; else after the answer under way was written.
    virtual void finish() = 0;
    /// Closes now.
    virtual void abort() = 0;
};

/// Starts the coroutine. `ended` is called on the loop when the session is over.
std::shared_ptr<Session> start_session(const boost::asio::any_io_executor& executor,
                                       std::unique_ptr<Stream> stream, SessionTools tools,
                                       std::function<void(const Session*)> ended);

}  // namespace gdprd::daemon
