#include "daemon/http/dispatcher.hpp"

#include <algorithm>
#include <boost/url/params_encoded_view.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <exception>

#include "config/base/log.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "daemon/http/problem.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kNoRoute = "none";

/// Decodes the query into `request`; each name once.
Result<void> read_query(std::string_view target, ApiRequest& request) {
    const auto url = boost::urls::parse_origin_form(target);
    if (!url) return Error(ErrorCode::invalid_argument, "the request target is not well formed");
    for (const auto& param : url->encoded_params()) {
        auto name = param.key.decode();
        auto value = param.value.decode();
        if (!valid_utf8(name) || !valid_utf8(value)) {
            return Error(ErrorCode::invalid_argument, "the query is not UTF-8");
        }
        if (!request.query.emplace(std::move(name), std::move(value)).second) {
            return Error(ErrorCode::invalid_argument, "a query parameter is given twice");
        }
    }
    return {};
}

Result<std::optional<std::string_view>> bearer_of(std::string_view authorization) {
    constexpr std::string_view kScheme = "bearer ";
    if (authorization.empty()) return std::optional<std::string_view>{};
    std::string lower(authorization.substr(0, kScheme.size()));
    for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    if (lower != kScheme || authorization.size() == kScheme.size()) {
        return Error(ErrorCode::unauthenticated, "only Authorization: Bearer is understood");
    }
    return std::optional<std::string_view>(authorization.substr(kScheme.size()));
}

bool may_use(const Route& route, const Caller& caller) {
    return std::any_of(route.allowed.begin(), route.allowed.end(),
                       [&](Role role) { return caller.roles.count(role) != 0; });
}

Error needs_role(const Route& route, const Caller& caller) {
    std::string roles;
    for (const auto role : route.allowed) {
        roles.append(roles.empty() ? "" : " or ").append(config::to_string(role));
    }
    return Error(ErrorCode::forbidden, caller.name.value() + " does not have the role for this",
                 "ask somebody with the role " + roles);
}

Result<std::uint64_t> position_of(const RawRequest& raw, const ApiRequest& request) {
    const auto text = raw.last_event_id.empty() ? request.query_or_empty("after")
                                                : std::string_view(raw.last_event_id);
    if (text.empty()) return std::uint64_t{0};
    std::uint64_t id = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, id);
    if (parsed.ec != std::errc{} || parsed.ptr != end) {
        return Error(ErrorCode::invalid_argument, "the event id to go on from is no number");
    }
    return id;
}

Result<void> check_idempotency_key(const std::string& key) {
    const auto printable = [](char c) { return c > 0x20 && c < 0x7f; };
    if (key.size() <= config::limits::kIdempotencyKeyBytes &&
        std::all_of(key.begin(), key.end(), printable)) {
        return {};
    }
    return Error(ErrorCode::invalid_argument,
                 "the Idempotency-Key must be at most 255 printable ASCII characters");
}

}  // namespace

Dispatcher::Dispatcher(const Router& router, IdempotencyStore* replies, Metrics& metrics,
                       std::shared_ptr<const Access> access)
    : router_(&router), replies_(replies), metrics_(&metrics), access_(std::move(access)) {}

void Dispatcher::set_access(std::shared_ptr<const Access> access) {
    *access_.lock() = std::move(access);
}

Lane Dispatcher::lane_of(const RawRequest& raw) const {
    const auto path = std::string_view(raw.target).substr(0, raw.target.find('?'));
    const auto match = router_->find(raw.method == "HEAD" ? "GET" : raw.method, path);
    return match.route == nullptr ? Lane::ordinary : match.route->lane;
}

Answer Dispatcher::answer(OffLoop off, RawRequest raw) {
    std::string_view pattern = kNoRoute;
    Result<Answer> result = Error();
    try {
        result = route(off, raw, pattern);
    } catch (const std::exception&) {
        // A bug or a third-party library; what() may quote a value and stays out.
        result = Error(ErrorCode::internal, "gdprd failed to answer this; its log has the event");
    }
    Answer out = result ? std::move(*result) : Answer(problem(result.error()));
    if (!result && result.error().code() == ErrorCode::internal) {
        log::event(log::Event::request_failed,
                   {log::Field::safe_text("route", pattern), log::Field("error", result.error())});
    }
    const auto* reply = std::get_if<Reply>(&out);
    metrics_->count_answer(pattern == kNoRoute ? kNoRoute : std::string_view(raw.method), pattern,
                           reply == nullptr ? 200 : reply->status);
    return out;
}

Result<Answer> Dispatcher::route(OffLoop off, RawRequest& raw, std::string_view& pattern) {
    ApiRequest request;
    GDPRD_TRY(read_query(raw.target, request));
    const auto path = std::string_view(raw.target).substr(0, raw.target.find('?'));
    // HEAD is GET whose body the session leaves out (RFC 9110 §9.3.2).
    const std::string method = raw.method == "HEAD" ? "GET" : raw.method;
    auto match = router_->find(method, path);
    if (match.route == nullptr) {
        if (match.methods.empty()) {
            return Error(ErrorCode::not_found, "there is no such path in the API",
                         "see openapi.yaml");
        }
        auto reply = problem(405, Error(ErrorCode::unsupported, "the path has no such method"));
        std::string allow;
        for (const auto& known : match.methods) {
            allow.append(allow.empty() ? "" : ", ") += known;
            if (known == "GET") allow += ", HEAD";
        }
        reply.headers.emplace_back("Allow", allow);
        return Answer(std::move(reply));
    }
    const auto& route = *match.route;
    pattern = route.pattern;
    if (!route.allowed.empty()) {
        GDPRD_TRY_ASSIGN(const auto token, bearer_of(raw.authorization));
        const auto access = *access_.lock();
        GDPRD_TRY_ASSIGN(request.caller, access->identify(off, raw.peer, token));
        if (!may_use(route, request.caller)) return needs_role(route, request.caller);
    }
    request.method = method;
    request.path = std::string(path);
    request.params = std::move(match.params);
    request.body = std::move(raw.body);
    request.content_type = std::move(raw.content_type);
    request.idempotency_key = std::move(raw.idempotency_key);
    request.cloud_event = std::move(raw.cloud_event);
    GDPRD_TRY(check_idempotency_key(request.idempotency_key));
    if (const auto* stream = std::get_if<StreamHandler>(&route.act)) {
        GDPRD_TRY_ASSIGN(const auto after, position_of(raw, request));
        GDPRD_TRY_ASSIGN(auto topic, (*stream)(off, request));
        return Answer(EventStream{std::move(topic), after});
    }
    GDPRD_TRY_ASSIGN(auto reply, run_once(off, std::get<Handler>(route.act), request));
    return Answer(std::move(reply));
}

Result<Reply> Dispatcher::run_once(OffLoop off, const Handler& handler, const ApiRequest& request) {
    const bool replayable =
        replies_ != nullptr && request.method == "POST" && !request.idempotency_key.empty();
    if (!replayable) return handler(off, request);
    GDPRD_TRY_ASSIGN(auto known, replies_->claim(off, request));
    if (known) {
        known->headers.emplace_back("Idempotency-Replayed", "true");
        return std::move(*known);
    }
    // Lets the key go whatever happens: an exception, or an error that a repetition may mend.
    struct Release {
        IdempotencyStore* store;
        const ApiRequest* request;
        ~Release() { store->release(*request); }
    } const release{replies_, &request};
    auto reply = handler(off, request);
    // A crash here leaves the work done and the answer unknown: the handler's own conflict checks
    // meet the repetition.
    if (reply && reply->status < 500) {
        // What is done is told as done, also when the answer cannot be kept for a repetition.
        const auto kept = replies_->keep(off, request, *reply);
        if (!kept)
            log::event(log::Event::reply_not_kept,
                       {log::Field::safe_text("path", request.path), {"error", kept.error()}});
    }
    return reply;
}

}  // namespace gdprd::daemon
