#include "daemon/http/session.hpp"

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <chrono>
#include <optional>

#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/http/dispatcher.hpp"
#include "daemon/http/problem.hpp"
#include "daemon/http/response.hpp"
#include "daemon/services/event_service.hpp"
#include "daemon/services/progress.hpp"

namespace gdprd::daemon {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::chrono::seconds kWrite{20};      // to take an answer, or a batch of events
constexpr std::chrono::minutes kWork{15};       // to answer: bounded by the stores' timeouts
constexpr std::chrono::seconds kKeepAlive{15};  // comment line in a quiet event stream
constexpr std::size_t kEventsPerWrite = 64;
constexpr std::string_view kCloudEventPrefix = "ce-";

class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession> {
  public:
    HttpSession(const asio::any_io_executor& executor, std::unique_ptr<Stream> stream,
                SessionTools tools)
        : stream_(std::move(stream)), tools_(tools), deadline_(executor), news_(executor) {}

    static asio::awaitable<void> run(std::shared_ptr<HttpSession> self);

    void finish() override {
        finishing_ = true;
        news_.cancel();
        if (idle_) stream_->close();
    }
    void abort() override {
        finishing_ = true;
        news_.cancel();
        stream_->close();
    }

  private:
    enum class Read : unsigned char { whole, closed, refused };

    /// The connection's one deadline: closes the socket, which ends every await on it.
    void arm(std::chrono::steady_clock::duration limit) {
        deadline_.expires_after(limit);
        deadline_.async_wait([weak = weak_from_this()](boost::system::error_code failure) {
            const auto self = weak.lock();
            if (self != nullptr && !failure) self->stream_->close();
        });
    }

    asio::awaitable<Read> read_request(Parser& parser);
    asio::awaitable<void> refuse(boost::system::error_code failure);
    asio::awaitable<Answer> answer(RawRequest raw);
    asio::awaitable<bool> serve(Parser& parser);
    asio::awaitable<bool> send(Reply reply, bool keep_alive);
    asio::awaitable<void> stream_events(EventStream what);
    asio::awaitable<bool> write(std::string bytes);

    std::unique_ptr<Stream> stream_;
    SessionTools tools_;
    asio::steady_timer deadline_;
    asio::steady_timer news_;  ///< waits for events; cancelled to wake
    std::string unread_;       ///< received, not yet parsed
    bool idle_ = false;        ///< waits for the first byte of a request
    bool answered_ = false;    ///< a request came over this connection before
    bool head_only_ = false;   ///< the request in hand is a HEAD
    bool finishing_ = false;
};

/// Why a head that Beast takes is refused all the same: what two readers of it could understand
/// differently (RFC 9110 §7.2, RFC 9112 §6.1).
std::optional<Reply> find_wrong_head(const Parser& parser) {
    const auto& message = parser.get();
    const auto bad = [](const char* what) {
        return problem(Error(ErrorCode::invalid_argument, what));
    };
    constexpr unsigned kHttp11 = 11;
    if (message.version() >= kHttp11 && message.count(http::field::host) == 0)
        return bad("the request has no Host header");
    for (const auto name : {"Host", "Authorization", "Idempotency-Key", "Content-Type"}) {
        if (message.count(name) > 1) return bad("a header that may stand once stands twice");
    }
    const auto codings = message.count(http::field::transfer_encoding);
    const auto coding = message[http::field::transfer_encoding];
    if (codings > 1 || (codings == 1 && !boost::beast::iequals(coding, "chunked"))) {
        return problem(501, Error(ErrorCode::unsupported,
                                  "the only Transfer-Encoding that gdprd knows is chunked"));
    }
    return std::nullopt;
}

RawRequest raw_of(Parser& parser, const Peer& peer) {
    auto message = parser.release();
    const auto field = [&](std::string_view name) { return std::string(message[name]); };
    RawRequest raw;
    raw.method = std::string(message.method_string());
    raw.target = std::string(message.target());
    raw.content_type = field("Content-Type");
    raw.authorization = field("Authorization");
    raw.idempotency_key = field("Idempotency-Key");
    raw.last_event_id = field("Last-Event-ID");
    for (const auto& header : message) {
        std::string name(header.name_string());
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        // Of two of one name neither counts: the event is refused for what is missing.
        if (!name.starts_with(kCloudEventPrefix)) continue;
        name.erase(0, kCloudEventPrefix.size());
        const auto twice = message.count(header.name_string()) > 1;
        raw.cloud_event[std::move(name)] = twice ? std::string() : std::string(header.value());
    }
    raw.body = std::move(message.body());
    raw.peer = peer;
    return raw;
}

WorkerPool* pool_of(const SessionTools& tools, Lane lane) {
    switch (lane) {
        case Lane::ordinary:
            break;
        case Lane::events:
            return tools.event_pool == nullptr ? tools.pool : tools.event_pool;
        case Lane::stores:
            return tools.store_pool;
        case Lane::probe:
            return tools.probe_pool;
    }
    return tools.pool;
}

asio::awaitable<void> HttpSession::run(std::shared_ptr<HttpSession> self) {
    bool open = true;
    while (open && !self->finishing_) {
        Parser parser;
        parser.eager(true);
        parser.header_limit(static_cast<std::uint32_t>(config::limits::kHttpHeadBytes));
        parser.body_limit(self->tools_.body_bytes_max);
        const auto read = co_await self->read_request(parser);
        if (read != Read::whole) break;
        open = co_await self->serve(parser);
        self->answered_ = true;
    }
    self->deadline_.cancel();
    self->stream_->close();
}

// NOLINTNEXTLINE(cppcoreguidelines-avoid-reference-coroutine-parameters): the caller awaits it
asio::awaitable<HttpSession::Read> HttpSession::read_request(Parser& parser) {
    std::array<char, 16UL * 1024> buffer{};
    arm(answered_ ? tools_.deadlines.idle : tools_.deadlines.first_byte);
    bool continued = false;
    bool checked = false;
    for (bool first = true;; first = false) {
        if (!unread_.empty()) {
            boost::system::error_code failure;
            const auto used = parser.put(asio::buffer(unread_), failure);
            unread_.erase(0, used);
            if (failure && failure != http::error::need_more) {
                co_await refuse(failure);
                co_return Read::refused;
            }
            if (parser.is_header_done() && !checked) {
                checked = true;
                if (auto wrong = find_wrong_head(parser)) {
                    head_only_ = false;
                    co_await send(std::move(*wrong), false);
                    co_return Read::refused;
                }
            }
            if (parser.is_done()) co_return Read::whole;
        }
        if (parser.is_header_done() && !continued && parser.get()[http::field::expect] != "") {
            continued = true;
            const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
            if (!written) co_return Read::closed;
        }
        idle_ = first && unread_.empty();
        const auto count = co_await stream_->read_some(buffer);
        idle_ = false;
        if (!count || *count == 0) co_return Read::closed;
        if (first) arm(tools_.deadlines.request);
        unread_.append(buffer.data(), *count);
    }
}

asio::awaitable<void> HttpSession::refuse(boost::system::error_code failure) {
    head_only_ = false;
    auto reply = problem(Error(ErrorCode::invalid_argument, "this is no well-formed HTTP request"));
    if (failure == http::error::header_limit) {
        reply = problem(431, Error(ErrorCode::limit_exceeded, "the request's head is too large"));
    } else if (failure == http::error::body_limit) {
        reply = problem(413, Error(ErrorCode::limit_exceeded, "the request's body is too large"));
    }
    co_await send(std::move(reply), false);
}

/// Puts the work on the pool and resumes here with its answer.
asio::awaitable<Answer> HttpSession::answer(RawRequest raw) {
    auto work = std::make_shared<RawRequest>(std::move(raw));
    auto* const dispatcher = tools_.dispatcher;
    const Lane lane = dispatcher->lane_of(*work);
    auto* const pool = pool_of(tools_, lane);
    const auto executor = deadline_.get_executor();
    auto* const events = lane == Lane::events ? tools_.events : nullptr;
    auto initiate = [work, dispatcher, pool, executor, events](auto handler) {
        using Handler = decltype(handler);
        const auto shared = std::make_shared<Handler>(std::move(handler));
        const auto resume = [shared, executor](Answer answer) {
            asio::post(executor, [shared, answer = std::move(answer)]() mutable {
                (*shared)(std::move(answer));
            });
        };
        const bool taken = pool->try_post([work, dispatcher, resume](OffLoop off) {
            resume(dispatcher->answer(off, std::move(*work)));
        });
        if (!taken) {
            if (events != nullptr) events->note_refused();
            resume(problem(Error(ErrorCode::unavailable, "gdprd has too many requests to answer",
                                 "try again in a second")));
        }
    };
    auto result = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Answer)>(
        std::move(initiate), asio::use_awaitable);
    co_return result;
}

/// False: the connection must be closed.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-reference-coroutine-parameters): the caller awaits it
asio::awaitable<bool> HttpSession::serve(Parser& parser) {
    const bool keep_alive = parser.get().keep_alive();
    arm(kWork);
    RawRequest raw = raw_of(parser, stream_->peer());
    head_only_ = raw.method == "HEAD";
    Answer result = co_await answer(std::move(raw));
    if (auto* reply = std::get_if<Reply>(&result)) {
        const bool stay = keep_alive && !finishing_;
        const bool written = co_await send(std::move(*reply), stay);
        co_return written&& stay;
    }
    co_await stream_events(std::move(std::get<EventStream>(result)));
    co_return false;
}

asio::awaitable<bool> HttpSession::send(Reply reply, bool keep_alive) {
    auto bytes = head_only_ ? render_head(reply, keep_alive) : render_response(reply, keep_alive);
    const bool written = co_await write(std::move(bytes));
    co_return written;
}

asio::awaitable<bool> HttpSession::write(std::string bytes) {
    arm(kWrite);
    const auto written = co_await stream_->write(bytes);
    co_return written.has_value();
}

asio::awaitable<void> HttpSession::stream_events(EventStream what) {
    if (head_only_) {
        co_await write(event_stream_head());
        co_return;
    }
    const auto executor = deadline_.get_executor();
    const auto subscription =
        tools_.progress->subscribe(what.topic, [weak = weak_from_this(), executor] {
            asio::post(executor, [weak] {
                if (const auto self = weak.lock()) self->news_.cancel();
            });
        });
    bool open = co_await write(event_stream_head());
    while (open && !finishing_) {
        const auto batch = tools_.progress->read(what.topic, what.after, kEventsPerWrite);
        if (!batch.events.empty()) {
            what.after = batch.events.back().id;
            open = co_await write(render_events(batch));
        } else if (!batch.finished) {
            // No news between the read above and here: wake-ups are posted to this thread.
            news_.expires_after(kKeepAlive);
            auto [woken] = co_await news_.async_wait(kAwait);
            if (!woken) open = co_await write(event_stream_comment());
        }
        if (batch.finished) break;
    }
    if (open) co_await write(event_stream_end());
}

}  // namespace

std::shared_ptr<Session> start_session(const asio::any_io_executor& executor,
                                       std::unique_ptr<Stream> stream, SessionTools tools,
                                       std::function<void(const Session*)> ended) {
    auto session = std::make_shared<HttpSession>(executor, std::move(stream), tools);
    const auto finished = [session, ended = std::move(ended)](const std::exception_ptr& bug) {
        if (bug) {
            log::event(log::Event::request_failed, {log::Field::safe_text("route", "connection")});
            session->abort();
        }
        ended(session.get());
    };
    asio::co_spawn(executor, HttpSession::run(session), finished);
    return session;
}

}  // namespace gdprd::daemon
