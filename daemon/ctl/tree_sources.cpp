#include "daemon/ctl/tree_sources.hpp"

#include <curl/curl.h>

#include "config/base/assert.hpp"

namespace gdprd::daemon::ctl {

namespace {

constexpr long kConnectSeconds = 10;
constexpr long kAnswerSeconds = 120;
/// Slower than this for so long is no answer: each file would take its whole time.
constexpr long kSpeedMin = 100;  // bytes a second
constexpr long kSlowSeconds = 20;

struct Body {
    Bytes bytes;
    std::uint64_t bytes_max = 0;
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<Body*>(into);
    if (size * count > body.bytes_max - body.bytes.size()) return 0;
    const BytesView part = as_bytes({data, size * count});
    put_bytes(body.bytes, part);
    return part.size();
}

Error of_status(long status, const std::string& path) {
    const std::string what = path + ": the server answers " + std::to_string(status);
    if (status == 404 || status == 410) return Error(ErrorCode::not_found, what);
    if (status == 401) return Error(ErrorCode::unauthenticated, what);
    if (status == 403) return Error(ErrorCode::forbidden, what);
    return Error(ErrorCode::unavailable, what, "look at the server's log");
}

}  // namespace

Result<Bytes> ServedSource::get(const std::string& path, std::uint64_t bytes_max) {
    GDPRD_TRY_ASSIGN(const std::string body, client_.get_bytes("/api/v1/audit/log/" + path));
    if (body.size() > bytes_max)
        return Error(ErrorCode::limit_exceeded, path + " is larger than it can be");
    const BytesView bytes = as_bytes(body);
    return Bytes(bytes.begin(), bytes.end());
}

struct HttpSource::State {
    std::string url;
    CURL* handle = nullptr;
    char error[CURL_ERROR_SIZE] = {};
};

HttpSource::HttpSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpSource::~HttpSource() {
    curl_easy_cleanup(state_->handle);
}

Result<std::unique_ptr<HttpSource>> HttpSource::open(std::string url) {
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        return Error(ErrorCode::invalid_argument, "this is no URL of a web server",
                     "http://HOST/PATH or https://HOST/PATH");
    auto state = std::make_unique<State>();
    state->url = std::move(url);
    state->handle = curl_easy_init();
    GDPRD_ASSERT(state->handle != nullptr);
    CURL* const handle = state->handle;
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, kAnswerSeconds);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, kSpeedMin);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, state->error);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    return std::unique_ptr<HttpSource>(new HttpSource(std::move(state)));
}

Result<Bytes> HttpSource::get(const std::string& path, std::uint64_t bytes_max) {
    Body body;
    body.bytes_max = bytes_max;
    const std::string url = state_->url + "/" + path;
    curl_easy_setopt(state_->handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(state_->handle, CURLOPT_WRITEDATA, &body);
    const CURLcode code = curl_easy_perform(state_->handle);
    if (code == CURLE_WRITE_ERROR)
        return Error(ErrorCode::limit_exceeded, path + " is larger than it can be");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Error(ErrorCode::timeout,
                     "cannot fetch " + path + ": the server does not answer, or sends less than " +
                         std::to_string(kSpeedMin) + " bytes a second",
                     "look at the server and the way to it, or verify a copy of its files");
    if (code != CURLE_OK)
        return Error(ErrorCode::unavailable,
                     "cannot fetch " + path + ": " + curl_easy_strerror(code),
                     "is the server running, and the URL right?")
            .with_detail(state_->error);
    long status = 0;
    curl_easy_getinfo(state_->handle, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) return of_status(status, path);
    return std::move(body.bytes);
}

}  // namespace gdprd::daemon::ctl
