#include "daemon/outbound/stream_connection.hpp"

#include <curl/curl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <array>
#include <charconv>

namespace gdprd::daemon {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::string_view kTls = "tls://";
constexpr std::string_view kTcp = "tcp://";
// How often a wait looks whether it is told to stop.
constexpr std::chrono::milliseconds kLook{50};

Error bad_target() {
    return Error(ErrorCode::invalid_argument, "this is no address of a stream",
                 "write tls://HOST:PORT, or tcp:// with 127.0.0.1, [::1] or localhost");
}

bool is_this_machine(std::string_view host) {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

bool is_host(std::string_view host) {
    const bool bracketed = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
    if (bracketed) host = host.substr(1, host.size() - 2);
    constexpr std::string_view kName =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    const std::string_view allowed = bracketed ? "0123456789abcdefABCDEF:." : kName;
    return !host.empty() && host.find_first_not_of(allowed) == std::string_view::npos;
}

Error not_sent() {
    return Error(ErrorCode::unavailable, "the connection to the receiver broke");
}

Error no_connection(CURLcode code) {
    if (code == CURLE_ABORTED_BY_CALLBACK) return Error(ErrorCode::cancelled, "told to stop");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Error(ErrorCode::unavailable, "the receiver took too long to take the connection");
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
        return Error(ErrorCode::unavailable, "the receiver's certificate cannot be verified",
                     "set tls_ca to the certificates that vouch for it");
    if (code == CURLE_SSL_CERTPROBLEM)
        return Error(ErrorCode::unavailable, "our own certificate or its key cannot be used",
                     "look at tls_cert and tls_key");
    return Error(ErrorCode::unavailable, "the receiver takes no connection")
        .with_detail(::curl_easy_strerror(code));
}

struct Easy {
    void operator()(CURL* handle) const noexcept { ::curl_easy_cleanup(handle); }
};

int look_for_stop(void* from, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* const stop = static_cast<const std::atomic<bool>*>(from);
    return stop != nullptr && *stop ? 1 : 0;
}

void set_options(CURL* handle, const StreamTarget& target, const StreamLimits& limits) {
    const auto set = [handle](CURLoption option, auto value) {
        ::curl_easy_setopt(handle, option, value);  // fails only for options that are not there
    };
    const std::string url = (target.tls ? "https://" : "http://") + target.host + ":" +
                            std::to_string(target.port) + "/";
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_CONNECT_ONLY, 1L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_SSL_ENABLE_ALPN, 0L);  // RFC 5425 knows no protocol name
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!target.tls_ca.empty()) {
        set(CURLOPT_CAINFO, target.tls_ca.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!target.tls_cert.empty()) set(CURLOPT_SSLCERT, target.tls_cert.c_str());
    if (!target.tls_key.empty()) set(CURLOPT_SSLKEY, target.tls_key.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &look_for_stop);
    set(CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(limits.stop));
}

}  // namespace

Result<StreamTarget> parse_stream_target(std::string_view url) {
    StreamTarget out;
    out.tls = url.starts_with(kTls);
    if (!out.tls && !url.starts_with(kTcp)) return bad_target();
    url.remove_prefix(kTls.size());  // both have the same length
    const auto colon = url.rfind(':');
    if (colon == std::string_view::npos) return bad_target();
    const auto port = url.substr(colon + 1);
    const auto parsed = std::from_chars(port.data(), port.data() + port.size(), out.port);
    out.host = std::string(url.substr(0, colon));
    if (parsed.ec != std::errc{} || parsed.ptr != port.data() + port.size() || out.port == 0 ||
        !is_host(out.host) || (!out.tls && !is_this_machine(out.host)))
        return bad_target();
    return out;
}

struct StreamConnection::Parts {
    std::unique_ptr<CURL, Easy> handle;
    curl_socket_t socket = CURL_SOCKET_BAD;
    StreamLimits limits;

    /// Waits for the socket, or a little; `cancelled`, or `unavailable` after the deadline.
    Result<void> wait(short events, SteadyTime deadline) const;
    Result<void> wait_until_acknowledged(SteadyTime deadline) const;
};

StreamConnection::StreamConnection(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StreamConnection::~StreamConnection() = default;

Result<std::unique_ptr<StreamConnection>> StreamConnection::open(OffLoop /*off*/,
                                                                 const StreamTarget& target,
                                                                 const StreamLimits& limits) {
    static const CURLcode ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    auto parts = std::make_unique<Parts>();
    parts->limits = limits;
    if (ready == CURLE_OK) parts->handle.reset(::curl_easy_init());
    if (!parts->handle) return Error(ErrorCode::internal, "libcurl cannot be used");
    set_options(parts->handle.get(), target, limits);
    const CURLcode done = ::curl_easy_perform(parts->handle.get());
    if (done != CURLE_OK) return no_connection(done);
    ::curl_easy_getinfo(parts->handle.get(), CURLINFO_ACTIVESOCKET, &parts->socket);
    if (parts->socket == CURL_SOCKET_BAD) return not_sent();
    return std::unique_ptr<StreamConnection>(new StreamConnection(std::move(parts)));
}

Result<void> StreamConnection::Parts::wait(short events, SteadyTime deadline) const {
    if (limits.stop != nullptr && *limits.stop) return Error(ErrorCode::cancelled, "told to stop");
    if (std::chrono::steady_clock::now() >= deadline)
        return Error(ErrorCode::unavailable, "the receiver took too long to take the entries");
    pollfd one{socket, events, 0};
    ::poll(&one, 1, static_cast<int>(kLook.count()));
    return {};
}

/// The kernel keeps what the other machine did not acknowledge yet.
Result<void> StreamConnection::Parts::wait_until_acknowledged(SteadyTime deadline) const {
    constexpr std::chrono::milliseconds kFirstPause{1};
    for (auto pause = kFirstPause;; pause = std::min(pause * 2, kLook)) {
        int waiting = 0;
        if (::ioctl(socket, SIOCOUTQ, &waiting) != 0) return not_sent();
        if (waiting == 0) return {};
        if (limits.stop != nullptr && *limits.stop)
            return Error(ErrorCode::cancelled, "told to stop");
        if (std::chrono::steady_clock::now() >= deadline)
            return Error(ErrorCode::unavailable, "the receiver took too long to take the entries");
        pollfd broken{socket, 0, 0};  // tells errors only
        if (::poll(&broken, 1, static_cast<int>(pause.count())) > 0) return not_sent();
    }
}

Result<void> StreamConnection::send(OffLoop /*off*/, std::string_view bytes) {
    const auto deadline = std::chrono::steady_clock::now() + parts_->limits.send;
    while (!bytes.empty()) {
        std::size_t sent = 0;
        const CURLcode code =
            ::curl_easy_send(parts_->handle.get(), bytes.data(), bytes.size(), &sent);
        if (code != CURLE_OK && code != CURLE_AGAIN) return not_sent();
        bytes.remove_prefix(sent);
        if (code == CURLE_AGAIN) GDPRD_TRY(parts_->wait(POLLOUT, deadline));
    }
    GDPRD_TRY(parts_->wait_until_acknowledged(deadline));
    if (!is_open()) return not_sent();
    return {};
}

bool StreamConnection::is_open() {
    std::array<char, 4096> thrown_away{};
    for (;;) {
        std::size_t received = 0;
        const CURLcode code = ::curl_easy_recv(parts_->handle.get(), thrown_away.data(),
                                               thrown_away.size(), &received);
        if (code == CURLE_AGAIN) return true;
        if (code != CURLE_OK || received == 0) return false;
    }
}

}  // namespace gdprd::daemon
