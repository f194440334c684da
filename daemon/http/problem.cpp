#include "daemon/http/problem.hpp"

#include <boost/json.hpp>

namespace gdprd::daemon {

namespace {

std::string_view title_of(int status) noexcept {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 431:
            return "Request Header Fields Too Large";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Internal Server Error";
    }
}

}  // namespace

int status_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::internal:
            return 500;
        case ErrorCode::invalid_argument:
            return 400;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::unauthenticated:
            return 401;
        case ErrorCode::forbidden:
            return 403;
        case ErrorCode::refused:
            return 422;
        case ErrorCode::stale:
            return 412;
        case ErrorCode::unavailable:
            return 503;
        case ErrorCode::timeout:
            return 504;
        case ErrorCode::cancelled:
            return 503;
        case ErrorCode::limit_exceeded:
            return 413;
        case ErrorCode::corrupt:
        case ErrorCode::io:
        case ErrorCode::crypto:
            return 500;
        case ErrorCode::unsupported:
            return 501;
    }
    return 500;
}

Reply problem(const Error& error) {
    return problem(status_of(error.code()), error);
}

Reply problem(int status, const Error& error) {
    boost::json::object out;
    out["type"] = "about:blank";
    out["title"] = title_of(status);
    out["status"] = status;
    out["code"] = to_string(error.code());
    out["detail"] = error.message();
    if (!error.hint().empty()) out["hint"] = error.hint();
    Reply reply{status, "application/problem+json", boost::json::serialize(out), {}};
    if (status == 503) reply.headers.emplace_back("Retry-After", "1");
    if (status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
}

}  // namespace gdprd::daemon
