#include "daemon/http/listener.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <set>

#include "config/base/files.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/http/connection_count.hpp"
#include "daemon/http/problem.hpp"
#include "daemon/http/response.hpp"
#include "daemon/services/metrics.hpp"

namespace gdprd::daemon {

namespace {

namespace asio = boost::asio;
using Socket = asio::generic::stream_protocol::socket;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kAcceptPause{100};

class SocketStream final : public Stream {
  public:
    SocketStream(Socket socket, Peer peer) : socket_(std::move(socket)), peer_(std::move(peer)) {}

    asio::awaitable<Result<std::size_t>> read_some(std::span<char> into) override {
        const auto buffer = asio::buffer(into.data(), into.size());
        auto [failure, count] = co_await socket_.async_read_some(buffer, kAwait);
        if (failure == asio::error::eof) co_return std::size_t{0};
        if (failure) co_return Error(ErrorCode::io, "the connection broke");
        co_return count;
    }

    asio::awaitable<Result<void>> write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto buffer = asio::buffer(bytes.data(), bytes.size());
            auto [failure, count] = co_await socket_.async_write_some(buffer, kAwait);
            if (failure) co_return Error(ErrorCode::io, "the connection broke");
            bytes.remove_prefix(count);
        }
        co_return Result<void>();
    }

    void close() noexcept override {
        boost::system::error_code ignored;
        socket_.shutdown(Socket::shutdown_both, ignored);  // what is left unread does not reset
        socket_.close(ignored);
    }

    [[nodiscard]] const Peer& peer() const noexcept override { return peer_; }

  private:
    Socket socket_;
    Peer peer_;
};

/// Makes the path free: nothing there, or a socket that nobody serves.
Result<void> clear_path(asio::io_context& loop, const std::string& path,
                        const std::string& setting) {
    struct stat found{};
    if (::lstat(path.c_str(), &found) != 0) {
        if (errno == ENOENT) return {};
        return system_error("cannot look at", path, errno);
    }
    if (!S_ISSOCK(found.st_mode)) {
        return Error(ErrorCode::conflict, path + " exists and is no socket",
                     "give " + setting + " another path in gdprd.yaml");
    }
    asio::local::stream_protocol::socket probe(loop);
    boost::system::error_code failure;
    probe.connect(asio::local::stream_protocol::endpoint(path), failure);
    if (failure != asio::error::connection_refused) {
        return Error(ErrorCode::conflict, "another gdprd serves " + path,
                     "stop it first, or give " + setting + " another path");
    }
    return remove_file(path);
}

Result<void> let_in(const std::string& path, SocketAccess access) {
    constexpr auto kSameOwner = static_cast<uid_t>(-1);
    if (access.group && ::lchown(path.c_str(), kSameOwner, *access.group) != 0) {
        return Error(ErrorCode::forbidden, "cannot give " + path + " the group of socket.group",
                     "make the user that gdprd runs as a member of that group");
    }
    if (::chmod(path.c_str(), access.mode) != 0) {
        return system_error("cannot set mode of", path, errno);
    }
    return {};
}

/// Who is at the other end. Over TCP nobody knows: a user that no machine has.
Result<Peer> peer_at(Socket& socket, bool local) {
    if (local) return peer_of(socket.native_handle());
    Peer stranger;
    stranger.uid = static_cast<uid_t>(-1);
    stranger.gid = static_cast<gid_t>(-1);
    return stranger;
}

/// Tells who is not admitted why, as far as the socket's buffer takes it: nobody waits for them.
void turn_away(Socket& socket, const std::string& answer) {
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(answer), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

Protocol http_protocol(SessionTools tools) {
    return {
        [tools](const asio::any_io_executor& executor, std::unique_ptr<Stream> stream,
                std::function<void(const Session*)> ended) {
            return start_session(executor, std::move(stream), tools, std::move(ended));
        },
        render_response(problem(Error(ErrorCode::unavailable, "gdprd has too many open connections",
                                      "close those that are not needed, then try again")),
                        false),
        "listen"};
}

}  // namespace

struct Listener::State : std::enable_shared_from_this<Listener::State> {
    State(asio::io_context& loop, Protocol spoken, Metrics& counters)
        : acceptor(loop), pause(loop), protocol(std::move(spoken)), metrics(&counters) {}

    static asio::awaitable<void> accept_all(std::shared_ptr<State> self);
    void begin(Socket socket);
    void ended(const Session* session);

    Acceptor acceptor;
    asio::steady_timer pause;
    Protocol protocol;
    Metrics* metrics;
    ConnectionCount count;
    std::string path;  ///< of a Unix socket; empty: TCP
    std::map<const Session*, std::shared_ptr<Session>> sessions;
    std::function<void()> done;  ///< set once stopping
    bool stopping = false;
};

asio::awaitable<void> Listener::State::accept_all(std::shared_ptr<State> self) {
    while (!self->stopping) {
        auto [failure, socket] = co_await self->acceptor.async_accept(kAwait);
        if (self->stopping) co_return;
        if (failure) {
            // Mostly: no file descriptors. Wait, so that the log is not filled.
            log::event(log::Event::listener_failed, {{"errno", failure.value()}});
            self->pause.expires_after(kAcceptPause);
            co_await self->pause.async_wait(kAwait);
            continue;
        }
        self->begin(std::move(socket));
    }
}

void Listener::State::begin(Socket socket) {
    auto peer = peer_at(socket, !path.empty());
    if (!peer || !count.admit(peer->uid)) {
        metrics->count_rejected_connection();
        turn_away(socket, protocol.turned_away);
        return;  // closed by its destructor
    }
    const auto user = peer->uid;
    const auto executor = acceptor.get_executor();
    auto stream = std::make_unique<SocketStream>(std::move(socket), std::move(*peer));
    auto session = protocol.start(executor, std::move(stream),
                                  [self = shared_from_this(), user](const Session* s) {
                                      self->count.leave(user);
                                      self->ended(s);
                                  });
    const auto* key = session.get();
    sessions.emplace(key, std::move(session));
}

void Listener::State::ended(const Session* session) {
    sessions.erase(session);
    if (stopping && sessions.empty() && done) std::exchange(done, nullptr)();
}

Listener::Listener(std::shared_ptr<State> state) : state_(std::move(state)) {}
Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::open(asio::io_context& loop, const std::string& path,
                                                 SocketAccess access, SessionTools tools,
                                                 Metrics& metrics) {
    return open(loop, path, access, http_protocol(tools), metrics);
}

Result<std::unique_ptr<Listener>> Listener::open(asio::io_context& loop, const std::string& path,
                                                 SocketAccess access, Protocol protocol,
                                                 Metrics& metrics) {
    if (path.empty() || path.size() > config::limits::kSocketPathBytes) {
        return Error(ErrorCode::invalid_argument, "the socket's path is empty or too long",
                     "use at most 107 bytes in " + protocol.setting);
    }
    GDPRD_TRY(clear_path(loop, path, protocol.setting));
    auto state = std::make_shared<State>(loop, std::move(protocol), metrics);
    state->path = path;
    boost::system::error_code failure;
    const asio::local::stream_protocol::endpoint endpoint(path);
    state->acceptor.open(endpoint.protocol(), failure);
    // Nobody gets in between bind and chmod: it is born closed.
    const auto old_mask = ::umask(0177);
    if (!failure) state->acceptor.bind(endpoint, failure);
    ::umask(old_mask);
    if (failure) return system_error("cannot listen on", path, failure.value());
    GDPRD_TRY(let_in(path, access));
    state->acceptor.listen(asio::socket_base::max_listen_connections, failure);
    if (failure) return system_error("cannot listen on", path, failure.value());
    return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

Result<std::unique_ptr<Listener>> Listener::open_tcp(asio::io_context& loop,
                                                     const TcpAddress& address, SessionTools tools,
                                                     Metrics& metrics) {
    boost::system::error_code failure;
    const auto literal = asio::ip::make_address(address.address, failure);
    if (failure) {
        return Error(ErrorCode::invalid_argument, "this is no address to listen on",
                     "write 127.0.0.1:PORT, [::1]:PORT or unix:PATH");
    }
    const asio::ip::tcp::endpoint endpoint(literal, address.port);
    auto state = std::make_shared<State>(loop, http_protocol(tools), metrics);
    state->acceptor.open(endpoint.protocol(), failure);
    if (!failure) state->acceptor.set_option(asio::socket_base::reuse_address(true), failure);
    if (!failure) state->acceptor.bind(endpoint, failure);
    if (!failure) state->acceptor.listen(asio::socket_base::max_listen_connections, failure);
    const auto where = address.address + " port " + std::to_string(address.port);
    if (failure) return system_error("cannot listen on", where, failure.value());
    return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

std::uint16_t Listener::port() const {
    if (!state_->path.empty()) return 0;
    boost::system::error_code failure;
    const auto bound = state_->acceptor.local_endpoint(failure);
    asio::ip::tcp::endpoint endpoint;
    if (failure || bound.size() > endpoint.capacity()) return 0;
    std::memcpy(endpoint.data(), bound.data(), bound.size());
    endpoint.resize(bound.size());
    return endpoint.port();
}

void Listener::start() {
    // accept_all handles its own failures; what is left is a bug and must not be swallowed.
    const auto rethrow = [](const std::exception_ptr& bug) {
        if (bug) std::rethrow_exception(bug);
    };
    asio::co_spawn(state_->acceptor.get_executor(), State::accept_all(state_), rethrow);
}

void Listener::stop(std::function<void()> done) {
    state_->stopping = true;
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
    if (!state_->path.empty()) ::unlink(state_->path.c_str());
    state_->done = std::move(done);
    if (state_->sessions.empty()) {
        std::exchange(state_->done, nullptr)();
        return;
    }
    const auto sessions = state_->sessions;
    for (const auto& [key, session] : sessions) session->finish();
}

void Listener::abort() {
    const auto sessions = state_->sessions;
    for (const auto& [key, session] : sessions) session->abort();
}

}  // namespace gdprd::daemon
