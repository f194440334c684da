#include "daemon/outbound/http_post.hpp"

#include "connectors/http/transfer.hpp"

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

/// A timeout, too, is a server that cannot be had: it is tried again later.
Error no_answer(const Error& error) {
    if (error.code() != ErrorCode::timeout) return error;
    return Error(ErrorCode::unavailable, error.message());
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

Result<HttpAnswered> http_post(OffLoop off, const HttpTarget& target, std::string_view content_type,
                               std::string_view body, const HttpPostLimits& limits) {
    connectors::TransferRules rules;
    rules.socket = target.socket;
    rules.tls_ca = target.tls_ca;
    rules.connect = limits.connect;
    rules.whole = limits.whole;
    rules.answer_bytes = limits.answer_bytes;
    rules.environment_proxy = true;
    if (limits.stop != nullptr) rules.stopped = [stop = limits.stop] { return stop->load(); };
    connectors::HttpCall call;
    call.method = "POST";
    call.url = target.url;
    call.headers = limits.headers;
    call.headers.push_back("Content-Type: " + std::string(content_type));
    call.body = body;
    auto answer = connectors::Transfer(std::move(rules)).send(off, call);
    if (!answer) return no_answer(answer.error());
    HttpAnswered out;
    out.status = answer->status;
    out.content_type = answer->header("content-type");
    out.body = std::move(answer->body);
    return out;
}

}  // namespace gdprd::daemon
