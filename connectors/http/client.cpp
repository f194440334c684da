#include "connectors/http/client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "config/limits.hpp"
#include "connectors/http/json_values.hpp"
#include "connectors/http/refusals.hpp"

namespace gdprd::connectors {

namespace {

namespace limits = config::limits;
using Steady = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kSleep = 20ms;
constexpr auto kFirstPause = 250ms;
constexpr unsigned kUnreachableTries = 2;

bool is_this_machine(const std::string& host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

/// A path begins below the base, with or without its slash.
Result<Url> parse_base(const std::string& text) {
    std::string whole = text;
    if (!whole.ends_with('/')) whole += '/';
    auto url = Url::parse(whole);
    const bool good = url && text.find_first_of("?#") == std::string::npos &&
                      (url->is_https() || is_this_machine(url->host()));
    if (good) return url;
    return Error(ErrorCode::invalid_argument, "base_url is no address of a service",
                 "write https://HOST/PATH without user, password and query, or http:// with "
                 "127.0.0.1, [::1] or localhost");
}

bool waits_for_cursor(const TextTemplate& text, const TemplateValues& values) {
    const auto names = text.names();
    return !values.contains("cursor") && std::ranges::count(names, "cursor") > 0;
}

/// But for a slash at the end, which some frameworks insist on.
bool is_same_place(const Url& one, const Url& other) {
    const auto bare = [](std::string_view text) {
        if (text.ends_with('/')) text.remove_suffix(1);
        return text;
    };
    return bare(one.text()) == bare(other.text());
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::optional<std::chrono::seconds> parse_retry_after(std::string_view text,
                                                      std::chrono::system_clock::time_point now) {
    std::int64_t seconds = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, seconds);
    if (parsed.ec == std::errc() && parsed.ptr == end && seconds >= 0)
        return std::chrono::seconds(seconds);
    const std::time_t when = ::curl_getdate(std::string(text).c_str(), nullptr);
    if (when < 0) return std::nullopt;
    const auto left = when - std::chrono::system_clock::to_time_t(now);
    return std::chrono::seconds(std::max<std::time_t>(left, 0));
}

Result<std::unique_ptr<HttpClient>> HttpClient::create(const Description& description,
                                                       const StoreSettings& settings, Call& call) {
    GDPRD_TRY_ASSIGN(Url base, parse_base(settings.base_url));
    GDPRD_TRY_ASSIGN(Authorization authorization,
                     Authorization::create(description.auth, settings.user, settings.password));
    TransferRules rules;
    GDPRD_TRY_ASSIGN(rules.addresses, AddressRules::create(settings.allow_addresses));
    rules.tls_ca = settings.ca_file;
    rules.connect = settings.connect_timeout;
    rules.whole = settings.statement_timeout;
    rules.answer_bytes = limits::kHttpAnswerBytes;
    rules.head_bytes = limits::kHttpAnswerHeadBytes;
    rules.decompress = true;
    rules.reuse = true;
    rules.stopped = [&call] { return call.cancelled(); };
    return std::unique_ptr<HttpClient>(new HttpClient(description, call, std::move(base),
                                                      std::move(authorization), std::move(rules)));
}

HttpClient::HttpClient(const Description& description, Call& call, Url base,
                       Authorization authorization, TransferRules rules)
    : description_(&description),
      call_(&call),
      base_(std::move(base)),
      authorization_(std::move(authorization)),
      transfer_(std::move(rules)) {}

Result<Url> HttpClient::address_of(const CallDescription& call,
                                   const TemplateValues& values) const {
    GDPRD_TRY_ASSIGN(const Personal<std::string> path, call.path.expand_path(values));
    std::string text = base_.text();
    text += std::string_view(path.expose()).substr(path.expose().starts_with('/') ? 1 : 0);
    char separator = '?';
    for (const auto& [name, value] : call.query) {
        if (waits_for_cursor(value, values)) continue;
        GDPRD_TRY_ASSIGN(const Personal<std::string> one, value.expand(values));
        text += separator + percent_encode(name) + '=' + percent_encode(one.expose());
        separator = '&';
    }
    if (text.size() > limits::kHttpUrlBytes)
        return Error(ErrorCode::limit_exceeded, "the address of a call grows too long");
    GDPRD_TRY_ASSIGN(Url url, Url::parse(text));
    if (!url.has_origin_of(base_))
        return Error(ErrorCode::invalid_argument, "a path of the description leaves base_url");
    return url;
}

Result<HttpAnswer> HttpClient::send(OffLoop off_loop, const CallDescription& call,
                                    HttpPurpose purpose, const TemplateValues& values,
                                    std::string_view collection, std::optional<std::string> body) {
    Attempt attempt;
    GDPRD_TRY_ASSIGN(attempt.url, address_of(call, values));
    if (!body && call.body) {
        GDPRD_TRY_ASSIGN(body, expand_body(*call.body, values));
    }
    const bool reads = purpose == HttpPurpose::list || purpose == HttpPurpose::row;
    attempt.call.method = call.method;
    attempt.call.body = std::move(body);
    attempt.purpose = purpose;
    if (purpose == HttpPurpose::row || purpose == HttpPurpose::erase) {
        attempt.gone = call.gone;
        attempt.gone.insert(attempt.gone.end(), {404, 410});
    }
    attempt.collection = collection;
    attempt.repeatable = reads || call.method == "DELETE" || call.method == "PUT";
    return run(off_loop, attempt);
}

Result<HttpAnswer> HttpClient::follow(OffLoop off_loop, const Url& from, std::string_view to,
                                      std::string_view collection) {
    Attempt attempt;
    auto url = from.resolve(to);
    if (!url || !url->has_origin_of(base_) || to.size() > limits::kHttpUrlBytes)
        return Error(ErrorCode::forbidden,
                     "the next page's address is not on the service's own origin: not followed",
                     "see that base_url is the address under which the service knows itself")
            .in(collection);
    attempt.url = std::move(*url);
    attempt.call.method = "GET";
    attempt.collection = collection;
    attempt.repeatable = true;
    return run(off_loop, attempt);
}

Result<HttpAnswer> HttpClient::run(OffLoop off_loop, Attempt& attempt) {
    for (const auto& [name, value] : description_->headers)
        attempt.call.headers.emplace_back(name).append(": ").append(value);
    attempt.call.headers.emplace_back("Accept: application/json");
    if (attempt.call.body) attempt.call.headers.emplace_back("Content-Type: application/json");
    attempt.call.repeatable = attempt.repeatable;
    for (;;) {
        GDPRD_TRY(wait_until(std::max(next_call_, Steady::now() + attempt.pause)));
        next_call_ = Steady::now() + description_->between;
        auto tried = try_once(off_loop, attempt);
        if (!tried) return tried.error().in(attempt.collection);
        std::optional<HttpAnswer> answer = std::move(*tried);
        if (answer) {
            answered_by_ = attempt.url;
            return std::move(*answer);
        }
    }
}

Result<std::optional<HttpAnswer>> HttpClient::try_once(OffLoop off_loop, Attempt& attempt) {
    ++attempt.tries;
    attempt.pause = kFirstPause * (1U << (attempt.tries - 1));
    GDPRD_TRY_ASSIGN(attempt.call.authorization, authorization_.line(off_loop, transfer_, base_));
    attempt.call.url = attempt.url.text();
    auto answer = transfer_.send(off_loop, attempt.call);
    if (answer) return judge(attempt, std::move(*answer));
    const Error& error = answer.error();
    // a call that may have been carried out is sent again only when that changes nothing
    const bool again =
        error.code() == ErrorCode::unavailable &&
        (transfer_.was_sent() ? attempt.repeatable && attempt.tries < limits::kHttpTries
                              : attempt.tries < kUnreachableTries);
    if (again) return std::optional<HttpAnswer>();
    if (error.code() == ErrorCode::timeout)
        return Error(ErrorCode::timeout, "the service took longer than statement_timeout",
                     "see what keeps it busy, or raise the store's statement_timeout");
    if (transfer_.was_sent() && !attempt.repeatable && error.code() == ErrorCode::unavailable)
        return Error(error.code(), error.message() + "; it may have done what it was asked",
                     "run it again: rows are read first, and what is done is not done twice")
            .with_detail(error.sensitive_detail());
    return error;
}

Result<std::optional<HttpAnswer>> HttpClient::judge(Attempt& attempt, HttpAnswer&& answer) {
    const int status = answer.status;
    if (status >= 200 && status < 300) return std::optional(std::move(answer));
    if (std::ranges::count(attempt.gone, status) > 0) return std::optional(std::move(answer));
    if (is_redirect(status)) {
        GDPRD_TRY(redirect(attempt, answer));
        return std::optional<HttpAnswer>();
    }
    if (status == 401 && !attempt.got_token && authorization_.forget_token()) {
        attempt.got_token = true;
        return std::optional<HttpAnswer>();
    }
    const bool busy = status == 429;  // it was not carried out
    const bool failing = status == 502 || status == 503 || status == 504;
    if ((busy || (failing && attempt.repeatable)) && attempt.tries < limits::kHttpTries) {
        GDPRD_TRY(ask_to_wait(attempt, answer));
        return std::optional<HttpAnswer>();
    }
    return refusal(status, attempt.purpose).with_detail(answer.body.substr(0, kRefusalWords));
}

/// Only within the service's own origin, so that nobody else sees the secret or the values, and
/// only in ways that repeat the same call. What changes a row goes to no other address than the
/// row's: it may be another person's.
Result<void> HttpClient::redirect(Attempt& attempt, const HttpAnswer& answer) {
    const bool same_call = answer.status == 307 || answer.status == 308 ||
                           (attempt.call.method == "GET" && !attempt.call.body);
    const auto to = attempt.url.resolve(answer.header("location"));
    const bool changes =
        attempt.purpose == HttpPurpose::erase || attempt.purpose == HttpPurpose::update;
    const bool follows = same_call && to && to->has_origin_of(base_) &&
                         (!changes || is_same_place(*to, attempt.url)) &&
                         ++attempt.redirects <= limits::kHttpRedirects;
    if (!follows)
        return Error(ErrorCode::forbidden, "the service redirects to another place: not followed",
                     "set base_url to the address that it redirects to, if that is meant");
    attempt.url = *to;
    attempt.pause = 0ms;
    --attempt.tries;
    return {};
}

Result<void> HttpClient::ask_to_wait(Attempt& attempt, const HttpAnswer& answer) {
    const auto asked =
        parse_retry_after(answer.header("retry-after"), std::chrono::system_clock::now());
    if (!asked) return {};
    if (asked->count() > static_cast<std::int64_t>(limits::kHttpRetrySeconds))
        return Error(ErrorCode::unavailable,
                     "the service asks to wait " + std::to_string(asked->count()) + " seconds",
                     "try again then, or set rate in a description of your own to call less often");
    attempt.pause = std::max<std::chrono::milliseconds>(*asked, kFirstPause);
    return {};
}

Result<void> HttpClient::wait(std::chrono::milliseconds span) {
    return wait_until(Steady::now() + span);
}

Result<void> HttpClient::wait_until(Steady::time_point when) {
    GDPRD_TRY(call_->check());
    while (Steady::now() < when) {
        std::this_thread::sleep_for(std::min<Steady::duration>(kSleep, when - Steady::now()));
        GDPRD_TRY(call_->check());
    }
    return {};
}

}  // namespace gdprd::connectors
