#include "daemon/witness/witness_server.hpp"

#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <csignal>
#include <thread>

#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/http/dispatcher.hpp"
#include "daemon/http/problem.hpp"
#include "daemon/services/metrics.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/witness/rate_limit.hpp"

namespace gdprd::daemon {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kGrace{5};  // for answers under way
constexpr std::string_view kUnix = "unix:";
constexpr unsigned kEverybody = 0666;  // checkpoints are signed: who sends one is no matter
constexpr std::string_view kTextPlain = "text/plain; charset=utf-8";

Error bad_endpoint() {
    return Error(ErrorCode::invalid_argument, "this is no address to listen on",
                 "write 127.0.0.1:PORT, [::1]:PORT or unix:PATH");
}

void log_verdict(const audit::Witness::Answer& answer) {
    using audit::WitnessVerdict;
    // Only of logs that are trusted, with a signature that is good: outsiders do not fill the log.
    switch (answer.verdict) {
        case WitnessVerdict::cosign:
            log::event(log::Event::witness_cosigned,
                       {log::Field::safe_text("origin", answer.origin), {"size", answer.size}});
            break;
        case WitnessVerdict::other_root:
        case WitnessVerdict::bad_proof:
            log::event(log::Event::witness_saw_fork,
                       {log::Field::safe_text("origin", answer.origin),
                        {"size", answer.size},
                        {"latest_size", answer.latest_size},
                        {"evidence_kept", answer.evidence_kept ? 1 : 0},
                        log::Field::safe_text("why", audit::to_string(answer.verdict))});
            break;
        case WitnessVerdict::malformed:
        case WitnessVerdict::no_signature:
        case WitnessVerdict::unknown_origin:
        case WitnessVerdict::other_size:
            break;
    }
}

}  // namespace

Result<WitnessEndpoint> parse_witness_endpoint(std::string_view text) {
    if (text.starts_with(kUnix)) return WitnessEndpoint(std::string(text.substr(kUnix.size())));
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad_endpoint();
    std::string_view address = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    TcpAddress out;
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
    if (ec != std::errc{} || end != digits.data() + digits.size()) return bad_endpoint();
    const bool bracketed = address.starts_with('[') && address.ends_with(']');
    if (bracketed) address = address.substr(1, address.size() - 2);
    if (bracketed != (address.find(':') != std::string_view::npos)) return bad_endpoint();
    out.address = std::string(address);
    // It speaks plain HTTP: who is elsewhere comes by a TLS proxy on this machine.
    boost::system::error_code failed;
    const auto parsed = asio::ip::make_address(out.address, failed);
    if (failed || !parsed.is_loopback()) return bad_endpoint();
    return WitnessEndpoint(std::move(out));
}

Reply answer_add_checkpoint(OffLoop off, audit::Witness& witness, RateLimit& limit,
                            const std::string& body) {
    if (!limit.take()) {
        return problem(429, Error(ErrorCode::unavailable, "too many requests to this witness",
                                  "try again in a second"));
    }
    const auto answer = witness.add_checkpoint(off, body);
    if (!answer) {
        log::event(log::Event::witness_failed, {{"error", answer.error()}});
        return problem(answer.error());
    }
    log_verdict(*answer);
    Reply reply;
    reply.status = audit::http_status(answer->verdict);
    reply.content_type = kTextPlain;
    if (answer->verdict == audit::WitnessVerdict::cosign) {
        reply.body = answer->cosignature;
    } else if (reply.status == 409) {
        reply.content_type = audit::kTreeSizeMediaType;
        reply.body = std::to_string(answer->latest_size) + "\n";
    } else {
        reply.body = std::string(audit::to_string(answer->verdict)) + "\n";
    }
    return reply;
}

/// In construction order.
struct WitnessServer::Parts {
    Parts(audit::Witness& served, const Clock& clock)
        : witness(&served), limit(config::limits::kWitnessRequestsPerSecond, clock) {}

    void begin_shutdown();
    void wait_for_signal();

    audit::Witness* witness;
    RateLimit limit;
    Router router;
    Metrics metrics;
    ProgressHub progress;
    WorkerPool pool{1, config::limits::kHttpQueue};
    std::unique_ptr<Dispatcher> dispatcher;
    asio::io_context io{1};
    asio::signal_set signals{io};
    asio::steady_timer grace{io};
    std::unique_ptr<Listener> listener;
    std::string where;
    bool closing = false;
};

WitnessServer::WitnessServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
WitnessServer::~WitnessServer() {
    parts_->pool.stop();
}

Result<std::unique_ptr<WitnessServer>> WitnessServer::open(const WitnessEndpoint& endpoint,
                                                           audit::Witness& witness,
                                                           const Clock& clock) {
    std::unique_ptr<WitnessServer> out(new WitnessServer(std::make_unique<Parts>(witness, clock)));
    Parts& parts = *out->parts_;
    parts.router.add("POST", "/add-checkpoint", {}, [&parts](OffLoop off, const ApiRequest& r) {
        return Result<Reply>(answer_add_checkpoint(off, *parts.witness, parts.limit, r.body));
    });
    const auto nobody = std::make_shared<const Access>(std::map<std::string, Roles>{},
                                                       std::vector<Access::Token>{});
    parts.dispatcher = std::make_unique<Dispatcher>(parts.router, nullptr, parts.metrics, nobody);
    const SessionTools tools{parts.dispatcher.get(),
                             &parts.pool,
                             &parts.pool,
                             &parts.pool,
                             &parts.progress,
                             SessionDeadlines{},
                             audit::kAddCheckpointBytesMax};
    if (const auto* path = std::get_if<std::string>(&endpoint)) {
        GDPRD_TRY_ASSIGN(parts.listener, Listener::open(parts.io, *path, {kEverybody, std::nullopt},
                                                        tools, parts.metrics));
        parts.where = std::string(kUnix) + *path;
    } else {
        const auto& tcp = std::get<TcpAddress>(endpoint);
        GDPRD_TRY_ASSIGN(parts.listener, Listener::open_tcp(parts.io, tcp, tools, parts.metrics));
        const bool six = tcp.address.find(':') != std::string::npos;
        parts.where = "http://" + (six ? "[" + tcp.address + "]" : tcp.address) + ":" +
                      std::to_string(parts.listener->port());
    }
    return out;
}

const std::string& WitnessServer::where() const noexcept {
    return parts_->where;
}

void WitnessServer::run(const std::function<void()>& ready) {
    Parts& parts = *parts_;
    for (const int number : {SIGTERM, SIGINT}) parts.signals.add(number);
    parts.wait_for_signal();
    parts.listener->start();
    if (ready) ready();
    parts.io.run();
    parts.pool.stop();
}

void WitnessServer::stop() {
    asio::post(parts_->io, [parts = parts_.get()] { parts->begin_shutdown(); });
}

void WitnessServer::Parts::wait_for_signal() {
    signals.async_wait([this](boost::system::error_code failure, int) {
        if (failure) return;
        if (closing) ::_exit(1);  // what is not answered is not told; the state is whole
        begin_shutdown();
        wait_for_signal();
    });
}

void WitnessServer::Parts::begin_shutdown() {
    if (std::exchange(closing, true)) return;
    grace.expires_after(kGrace);
    grace.async_wait([this](boost::system::error_code failure) {
        if (!failure) listener->abort();
    });
    listener->stop([this] { io.stop(); });
}

}  // namespace gdprd::daemon
