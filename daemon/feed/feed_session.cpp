#include "daemon/feed/feed_session.hpp"

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <vector>

#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/feed/answer_feed.hpp"

namespace gdprd::daemon {

namespace {

namespace asio = boost::asio;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::chrono::seconds kWrite{60};           // to take the answers
constexpr std::chrono::minutes kWork{15};            // to answer
constexpr std::chrono::milliseconds kPoolPause{20};  // until a full pool is asked again
constexpr std::size_t kReadBytes = 128UL * 1024;

class FeedSession final : public Session, public std::enable_shared_from_this<FeedSession> {
  public:
    FeedSession(const asio::any_io_executor& executor, std::unique_ptr<Stream> stream,
                FeedTools tools)
        : stream_(std::move(stream)),
          tools_(std::move(tools)),
          deadline_(executor),
          pause_(executor) {}

    static asio::awaitable<void> run(std::shared_ptr<FeedSession> self);

    void finish() override {
        finishing_ = true;
        if (idle_) stream_->close();
    }
    void abort() override {
        finishing_ = true;
        pause_.cancel();
        stream_->close();
    }

  private:
    /// Closes the socket, which ends every await on it. A feeder that has nothing to say may wait.
    void arm(std::chrono::steady_clock::duration limit) {
        deadline_.expires_after(limit);
        deadline_.async_wait([weak = weak_from_this()](boost::system::error_code failure) {
            const auto self = weak.lock();
            if (self != nullptr && !failure) self->stream_->close();
        });
    }

    asio::awaitable<bool> read_more();
    asio::awaitable<bool> serve(std::string lines);
    asio::awaitable<std::optional<std::string>> ask_pool(std::shared_ptr<const std::string> lines);
    asio::awaitable<bool> write(std::string bytes);
    std::string take_lines();

    std::unique_ptr<Stream> stream_;
    FeedTools tools_;
    asio::steady_timer deadline_;
    asio::steady_timer pause_;
    std::vector<char> buffer_ = std::vector<char>(kReadBytes);
    std::string unread_;
    std::size_t looked_ = 0;  ///< bytes of unread_ without a line end
    bool idle_ = false;
    bool ended_ = false;  ///< the other side sends nothing more
    bool finishing_ = false;
};

/// Whole lines, as many as are recorded at once; empty: there is none. The end of what was sent
/// ends a line too.
std::string FeedSession::take_lines() {
    std::size_t end = 0;
    for (std::size_t lines = 0; lines < config::limits::kFeedBatch; ++lines) {
        const auto found = unread_.find('\n', std::max(end, looked_));
        if (found == std::string::npos) {
            looked_ = unread_.size();
            break;
        }
        end = found + 1;
    }
    if (end == 0 && ended_) end = unread_.size();
    std::string out = unread_.substr(0, end);
    unread_.erase(0, end);
    looked_ -= std::min(looked_, end);
    return out;
}

asio::awaitable<void> FeedSession::run(std::shared_ptr<FeedSession> self) {
    bool open = true;
    while (open && !self->finishing_) {
        std::string lines = self->take_lines();
        if (!lines.empty()) {
            open = co_await self->serve(std::move(lines));
        } else if (self->unread_.size() > config::limits::kEventBytes) {
            const Error error(ErrorCode::limit_exceeded, "a line is longer than an event may be",
                              "end each event with a line feed");
            co_await self->write(feed_error(error));
            open = false;
        } else {
            open = !self->ended_;
            if (open) open = co_await self->read_more();
        }
    }
    self->deadline_.cancel();
    self->stream_->close();
}

/// False: the connection broke.
asio::awaitable<bool> FeedSession::read_more() {
    deadline_.cancel();
    idle_ = true;
    const auto count = co_await stream_->read_some(buffer_);
    idle_ = false;
    if (!count) co_return false;
    if (*count == 0) ended_ = true;
    unread_.append(buffer_.data(), *count);
    co_return true;
}

asio::awaitable<bool> FeedSession::serve(std::string lines) {
    const auto shared = std::make_shared<const std::string>(std::move(lines));
    arm(kWork);
    for (;;) {
        auto answer = co_await ask_pool(shared);
        if (answer) {
            const bool written = co_await write(std::move(*answer));
            co_return written;
        }
        // Too much for the pool: nothing is read meanwhile, and nothing is dropped.
        pause_.expires_after(kPoolPause);
        co_await pause_.async_wait(kAwait);
        if (finishing_) co_return false;
    }
}

/// None: the pool is full.
asio::awaitable<std::optional<std::string>> FeedSession::ask_pool(
    std::shared_ptr<const std::string> lines) {
    using Answer = std::optional<std::string>;
    auto* const pool = tools_.pool;
    const auto executor = deadline_.get_executor();
    const auto self = shared_from_this();
    auto initiate = [lines, pool, executor, self](auto handler) {
        using Handler = decltype(handler);
        const auto shared = std::make_shared<Handler>(std::move(handler));
        const auto resume = [shared, executor](Answer answer) {
            asio::post(executor, [shared, answer = std::move(answer)]() mutable {
                (*shared)(std::move(answer));
            });
        };
        const bool taken = pool->try_post([lines, self, resume](OffLoop off) {
            std::string answer;
            try {
                answer = self->tools_.answer(off, self->stream_->peer(), *lines);
            } catch (const std::exception&) {
                // What it says may quote a value and stays out.
                const Error error(ErrorCode::internal,
                                  "gdprd failed to answer this; its log has the event");
                log::event(log::Event::request_failed,
                           {log::Field::safe_text("route", "events.socket")});
                answer = feed_error(error);
            }
            resume(std::move(answer));
        });
        if (!taken) resume(std::nullopt);
    };
    auto result = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Answer)>(
        std::move(initiate), asio::use_awaitable);
    co_return result;
}

asio::awaitable<bool> FeedSession::write(std::string bytes) {
    arm(kWrite);
    const auto written = co_await stream_->write(bytes);
    co_return written.has_value();
}

}  // namespace

Protocol feed_protocol(FeedTools tools) {
    Protocol out;
    out.start = [tools = std::move(tools)](const asio::any_io_executor& executor,
                                           std::unique_ptr<Stream> stream,
                                           std::function<void(const Session*)> ended) {
        auto session = std::make_shared<FeedSession>(executor, std::move(stream), tools);
        const auto finished = [session, ended = std::move(ended)](const std::exception_ptr& bug) {
            if (bug) {
                log::event(log::Event::request_failed,
                           {log::Field::safe_text("route", "events.socket")});
                session->abort();
            }
            ended(session.get());
        };
        asio::co_spawn(executor, FeedSession::run(session), finished);
        return session;
    };
    out.turned_away =
        feed_error(Error(ErrorCode::unavailable, "gdprd has too many open connections",
                         "close those that are not needed, then try again"));
    out.setting = "events.socket";
    return out;
}

}  // namespace gdprd::daemon
