#include "daemon/outbound/http_post.hpp"

#include <curl/curl.h>

#include <memory>

namespace gdprd::daemon {

namespace {

constexpr std::string_view kUnix = "unix:";
constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";

Error bad_target() {
    return Error(ErrorCode::invalid_argument, "this is no address of a server to send to",
                 "write https://HOST/PATH, unix:PATH, or http:// with 127.0.0.1, [::1] or "
                 "localhost");
}

/// The host of "HOST[:PORT][/PATH]"; empty when there is user information, which has no place here.
std::string_view host_of(std::string_view rest) {
    const std::string_view authority = rest.substr(0, rest.find('/'));
    if (authority.find('@') != std::string_view::npos) return {};
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        return end == std::string_view::npos ? std::string_view{} : authority.substr(0, end + 1);
    }
    return authority.substr(0, authority.find(':'));
}

bool is_this_machine(std::string_view host) {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

struct Easy {
    void operator()(CURL* handle) const noexcept { ::curl_easy_cleanup(handle); }
};
struct List {
    void operator()(curl_slist* list) const noexcept { ::curl_slist_free_all(list); }
};

struct Received {
    std::string body;
    std::size_t limit = 0;
    bool too_long = false;
    const std::atomic<bool>* stop = nullptr;
};

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto* const received = static_cast<Received*>(to);
    const std::size_t length = size * count;
    if (length > received->limit - received->body.size()) {
        received->too_long = true;
        return 0;  // ends the transfer
    }
    received->body.append(bytes, length);
    return length;
}

int look_for_stop(void* from, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* const stop = static_cast<const Received*>(from)->stop;
    return stop != nullptr && *stop ? 1 : 0;
}

void set_options(CURL* handle, const HttpTarget& target, std::string_view body,
                 const HttpPostLimits& limits, Received& received) {
    const auto set = [handle](CURLoption option, auto value) {
        ::curl_easy_setopt(handle, option, value);  // fails only for options that are not there
    };
    set(CURLOPT_URL, target.url.c_str());
    if (!target.socket.empty()) set(CURLOPT_UNIX_SOCKET_PATH, target.socket.c_str());
    if (!target.tls_ca.empty()) {
        set(CURLOPT_CAINFO, target.tls_ca.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(CURLOPT_USERAGENT, "gdprd/" GDPRD_VERSION);
    set(CURLOPT_WRITEFUNCTION, &take_bytes);
    set(CURLOPT_WRITEDATA, &received);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &look_for_stop);
    set(CURLOPT_XFERINFODATA, &received);
}

Error no_answer(CURLcode code, const Received& received) {
    if (received.too_long)
        return Error(ErrorCode::limit_exceeded, "the server's answer is too long");
    if (code == CURLE_ABORTED_BY_CALLBACK) return Error(ErrorCode::cancelled, "told to stop");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Error(ErrorCode::unavailable, "the server took too long to answer");
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
        return Error(ErrorCode::unavailable, "the server's certificate cannot be verified",
                     "set tls_ca to the certificates that vouch for it");
    return Error(ErrorCode::unavailable, "the server does not answer")
        .with_detail(::curl_easy_strerror(code));
}

}  // namespace

Result<HttpTarget> parse_http_target(std::string_view url, std::string_view path,
                                     std::string tls_ca, PlainHttp plain) {
    if (url.find_first_of(" \t\r\n?#") != std::string_view::npos) return bad_target();
    if (url.starts_with(kUnix)) {
        if (url.size() == kUnix.size()) return bad_target();
        const std::string_view where = path.empty() ? std::string_view("/") : path;
        return HttpTarget{
            "http://localhost" + std::string(where), std::string(url.substr(kUnix.size())), {}};
    }
    const bool https = url.starts_with(kHttps);
    if (!https && !url.starts_with(kHttp)) return bad_target();
    const auto host = host_of(url.substr(https ? kHttps.size() : kHttp.size()));
    const bool allowed = https || plain == PlainHttp::anywhere || is_this_machine(host);
    if (host.empty() || !allowed) return bad_target();
    std::string whole(url);
    if (!path.empty() && whole.ends_with('/')) whole.pop_back();
    whole += path;
    return HttpTarget{std::move(whole), {}, std::move(tls_ca)};
}

Result<HttpAnswered> http_post(OffLoop /*off*/, const HttpTarget& target,
                               std::string_view content_type, std::string_view body,
                               const HttpPostLimits& limits) {
    static const CURLcode ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, Easy> handle(ready == CURLE_OK ? ::curl_easy_init() : nullptr);
    if (!handle) return Error(ErrorCode::internal, "libcurl cannot be used");
    const std::string type = "Content-Type: " + std::string(content_type);
    std::unique_ptr<curl_slist, List> headers(::curl_slist_append(nullptr, type.c_str()));
    // Without it libcurl asks before it sends a larger body, and waits a second for the answer.
    bool whole = headers != nullptr && ::curl_slist_append(headers.get(), "Expect:") != nullptr;
    for (const auto& line : limits.headers)
        whole = whole && ::curl_slist_append(headers.get(), line.c_str()) != nullptr;
    if (!whole) return Error(ErrorCode::internal, "libcurl has no memory");
    Received received{{}, limits.answer_bytes, false, limits.stop};
    set_options(handle.get(), target, body, limits, received);
    ::curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    const CURLcode done = ::curl_easy_perform(handle.get());
    if (done != CURLE_OK) return no_answer(done, received);
    HttpAnswered out;
    long status = 0;
    const char* answered_type = nullptr;
    ::curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    ::curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &answered_type);
    out.status = static_cast<int>(status);
    if (answered_type != nullptr) out.content_type = answered_type;
    out.body = std::move(received.body);
    return out;
}

}  // namespace gdprd::daemon
