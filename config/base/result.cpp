#include "config/base/result.hpp"

#include "config/base/assert.hpp"

namespace gdprd {

struct Error::Body {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::string hint;
    std::string detail;
};

namespace {
const std::string kEmpty;
const std::string kUnset = "unspecified failure";
}  // namespace

std::string_view to_string(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::internal:
            return "internal";
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::unauthenticated:
            return "unauthenticated";
        case ErrorCode::forbidden:
            return "forbidden";
        case ErrorCode::refused:
            return "refused";
        case ErrorCode::stale:
            return "stale";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::timeout:
            return "timeout";
        case ErrorCode::cancelled:
            return "cancelled";
        case ErrorCode::limit_exceeded:
            return "limit_exceeded";
        case ErrorCode::corrupt:
            return "corrupt";
        case ErrorCode::io:
            return "io";
        case ErrorCode::crypto:
            return "crypto";
        case ErrorCode::unsupported:
            return "unsupported";
    }
    return "internal";
}

Error::Error(ErrorCode code, std::string message, std::string hint)
    : body_(std::make_shared<const Body>(Body{code, std::move(message), std::move(hint), {}})) {}

Error Error::with_detail(std::string detail) const {
    Error out;
    out.body_ = std::make_shared<const Body>(Body{code(), message(), hint(), std::move(detail)});
    return out;
}

Error Error::in(std::string_view context) const {
    Error out;
    out.body_ = std::make_shared<const Body>(
        Body{code(), std::string(context) + ": " + message(), hint(), sensitive_detail()});
    return out;
}

ErrorCode Error::code() const noexcept {
    return body_ ? body_->code : ErrorCode::internal;
}

const std::string& Error::message() const noexcept {
    return body_ ? body_->message : kUnset;
}

const std::string& Error::hint() const noexcept {
    return body_ ? body_->hint : kEmpty;
}

const std::string& Error::sensitive_detail() const noexcept {
    return body_ ? body_->detail : kEmpty;
}

void throw_exception_from_error(const Error& error, const boost::source_location& /*where*/) {
    assertion_failed("value() of a failed Result", error.message().c_str(), 0);
}

}  // namespace gdprd
