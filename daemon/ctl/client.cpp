#include "daemon/ctl/client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json.hpp>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <vector>

#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "daemon/ctl/event_lines.hpp"
#include "daemon/ctl/interrupt.hpp"
#include "daemon/http/json.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace http = boost::beast::http;
namespace json = boost::json;
using Parser = http::response_parser<http::string_body>;

constexpr std::chrono::minutes kAnswerTimeout{16};  // longer than gdprd's own limit of work

Error broken() {
    return Error(ErrorCode::io, "the connection to gdprd broke", "is gdprd running? see its log");
}

Error error_of(const HttpAnswer& answer) {
    auto fallback =
        Error(ErrorCode::internal, "gdprd answered with status " + std::to_string(answer.status));
    if (answer.content_type != "application/problem+json") return fallback;
    const auto value = parse_json(answer.body);
    if (!value || !value->is_object()) return fallback;
    const auto text = [&](std::string_view name) {
        const auto* member = value->get_object().if_contains(name);
        return member != nullptr && member->is_string() ? std::string(member->get_string())
                                                        : std::string();
    };
    auto code = ErrorCode::internal;
    const auto name = text("code");
    for (int i = 0; i <= static_cast<int>(ErrorCode::unsupported); ++i) {
        if (to_string(static_cast<ErrorCode>(i)) == name) code = static_cast<ErrorCode>(i);
    }
    return Error(code, text("detail"), text("hint"));
}

std::string fresh_key() {
    const auto random = Secret::random(16);
    return hex_encode(random.expose());
}

}  // namespace

struct Client::State {
    std::string path;
    Secret token;
    Descriptor socket;
    InterruptGuard guard;

    Result<void> connect();
    Result<void> send_all(std::string_view bytes);
    /// Bytes into `into`; 0: closed by gdprd.
    Result<std::size_t> receive(std::vector<char>& into);
    [[nodiscard]] std::string head(std::string_view method, std::string_view target,
                                   std::string_view more) const;
    Result<HttpAnswer> exchange(const std::string& request);
};

Result<void> Client::State::connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return Error(ErrorCode::invalid_argument, "the socket's path is too long");
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    Descriptor fresh(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (!fresh.valid() || ::connect(fresh.get(), generic, sizeof address) != 0) {
        if (errno == EACCES || errno == EPERM) {
            return Error(ErrorCode::forbidden, "you may not use the socket " + path,
                         "ask to be let into the group of the socket");
        }
        return Error(ErrorCode::unavailable, "gdprd does not answer at " + path,
                     "start gdprd, or give --socket PATH or --config FILE");
    }
    socket = std::move(fresh);
    return {};
}

Result<void> Client::State::send_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR && !interrupted()) continue;
        if (sent < 0 && errno == EINTR) return Error(ErrorCode::cancelled, "interrupted");
        // The other side turned us away before it read: what it answered can be read still.
        if (sent < 0 && errno == EPIPE) return {};
        if (sent < 0) return broken();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<std::size_t> Client::State::receive(std::vector<char>& into) {
    pollfd waiting{socket.get(), POLLIN, 0};
    const auto limit = std::chrono::milliseconds(kAnswerTimeout).count();
    const int ready = ::poll(&waiting, 1, static_cast<int>(limit));
    if (ready == 0) return Error(ErrorCode::timeout, "gdprd took too long to answer");
    if (ready < 0 && errno == EINTR) {
        if (interrupted()) return Error(ErrorCode::cancelled, "interrupted");
        return receive(into);
    }
    const auto count = ::recv(socket.get(), into.data(), into.size(), 0);
    if (count < 0) return broken();
    return static_cast<std::size_t>(count);
}

std::string Client::State::head(std::string_view method, std::string_view target,
                                std::string_view more) const {
    std::string out(method);
    out.append(" ").append(target).append(" HTTP/1.1\r\nHost: gdprd\r\nUser-Agent: gdprctl/");
    out.append(GDPRD_VERSION).append("\r\n");
    if (!token.empty()) {
        out.append("Authorization: Bearer ").append(token.expose_line()).append("\r\n");
    }
    return out.append(more).append("\r\n");
}

Result<HttpAnswer> Client::State::exchange(const std::string& request) {
    if (!socket.valid()) GDPRD_TRY(connect());
    GDPRD_TRY(send_all(request));
    Parser parser;
    parser.eager(true);
    parser.body_limit(config::limits::kClientBodyBytes);
    std::vector<char> buffer(64UL * 1024);
    std::string unread;
    while (!parser.is_done()) {
        GDPRD_TRY_ASSIGN(const auto count, receive(buffer));
        if (count == 0) return broken();
        unread.append(buffer.data(), count);
        boost::system::error_code failure;
        const auto used = parser.put(boost::asio::buffer(unread), failure);
        unread.erase(0, used);
        if (failure && failure != http::error::need_more) return broken();
    }
    if (!parser.get().keep_alive()) socket = Descriptor();
    auto message = parser.release();
    return HttpAnswer{static_cast<int>(message.result_int()), std::string(message["Content-Type"]),
                      std::move(message.body())};
}

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::create(std::string socket_path, const std::string& token_file) {
    auto state = std::make_unique<State>();
    state->path = std::move(socket_path);
    if (!token_file.empty()) {
        GDPRD_TRY_ASSIGN(state->token, Secret::load(token_file));
        const auto line = state->token.expose_line();
        if (line.empty() || line.find_first_of("\r\n \t") != std::string_view::npos) {
            return Error(ErrorCode::invalid_argument, "the token file must hold one line, no space",
                         "write the token alone into " + token_file);
        }
    }
    return Client(std::move(state));
}

Result<HttpAnswer> Client::send(std::string_view method, std::string_view target,
                                std::string_view body, std::string_view content_type) {
    std::string more;
    if (method == "POST") more.append("Idempotency-Key: ").append(fresh_key()).append("\r\n");
    if (!body.empty()) more.append("Content-Type: ").append(content_type).append("\r\n");
    if (!body.empty() || method != "GET") {
        more.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    }
    const auto request = state_->head(method, target, more).append(body);
    auto answer = state_->exchange(request);
    if (answer || answer.error().code() != ErrorCode::io) return answer;
    // The kept connection was closed meanwhile. The same key makes the repetition harmless.
    state_->socket = Descriptor();
    return state_->exchange(request);
}

Result<json::value> Client::get(std::string_view target) {
    GDPRD_TRY_ASSIGN(const auto answer, send("GET", target));
    if (answer.status / 100 != 2) return error_of(answer);
    return parse_json(answer.body);
}

Result<json::value> Client::post(std::string_view target, const json::value& body) {
    return post_text(target, json::serialize(body), "application/json");
}

Result<json::value> Client::post_text(std::string_view target, std::string_view body,
                                      std::string_view content_type) {
    GDPRD_TRY_ASSIGN(const auto answer, send("POST", target, body, content_type));
    if (answer.status / 100 != 2) return error_of(answer);
    if (answer.body.empty()) return json::value(json::object{});
    return parse_json(answer.body);
}

Result<std::string> Client::get_bytes(std::string_view target) {
    GDPRD_TRY_ASSIGN(auto answer, send("GET", target));
    if (answer.status / 100 != 2) return error_of(answer);
    return std::move(answer.body);
}

Result<void> Client::follow(std::string_view target,
                            const std::function<bool(const ServerEvent&)>& sink) {
    state_->socket = Descriptor();
    GDPRD_TRY(state_->connect());
    GDPRD_TRY(state_->send_all(state_->head("GET", target, "Accept: text/event-stream\r\n")));
    Parser parser;
    parser.eager(true);
    parser.body_limit(boost::none);
    EventLines lines;
    bool wanted = true;
    auto take_chunk = [&](std::uint64_t, boost::beast::string_view bytes,
                          boost::system::error_code&) {
        lines.feed({bytes.data(), bytes.size()}, [&](const ServerEvent& event) {
            if (wanted) wanted = sink(event);
        });
        return bytes.size();
    };
    parser.on_chunk_body(take_chunk);
    std::vector<char> buffer(16UL * 1024);
    std::string unread;
    while (wanted && !parser.is_done()) {
        GDPRD_TRY_ASSIGN(const auto count, state_->receive(buffer));
        if (count == 0) return broken();
        unread.append(buffer.data(), count);
        boost::system::error_code failure;
        const auto used = parser.put(boost::asio::buffer(unread), failure);
        unread.erase(0, used);
        if (failure && failure != http::error::need_more) return broken();
    }
    state_->socket = Descriptor();
    const auto status = static_cast<int>(parser.get().result_int());
    if (status / 100 == 2) return {};
    return error_of({status, std::string(parser.get()["Content-Type"]), parser.get().body()});
}

std::string url_encode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out.push_back(c);
        } else {
            out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
        }
    }
    return out;
}

}  // namespace gdprd::daemon::ctl
