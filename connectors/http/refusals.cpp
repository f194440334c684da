#include "connectors/http/refusals.hpp"

namespace gdprd::connectors {

namespace {

bool is_read(HttpPurpose purpose) {
    return purpose == HttpPurpose::list || purpose == HttpPurpose::row;
}

std::string with_status(const char* words, int status) {
    return std::string(words) + " (status " + std::to_string(status) + ")";
}

Error refused_change(int status, HttpPurpose purpose) {
    const bool erases = purpose == HttpPurpose::erase;
    return {ErrorCode::conflict,
            with_status(erases ? "the service refuses to erase a row"
                               : "the service refuses to change a row",
                        status),
            erases ? "see in the service what else refers to the row; it must go first"
                   : "see which of the fields the service wants a value in; the policy can replace "
                     "them instead"};
}

}  // namespace

Error refusal(int status, HttpPurpose purpose) {
    switch (status) {
        case 401:
            return {ErrorCode::forbidden,
                    with_status("the service does not know who is asking", status),
                    "see that the store's user and password are right and have not ended"};
        case 403:
            return {ErrorCode::forbidden,
                    with_status(is_read(purpose) ? "the service does not let gdprd read this"
                                                 : "the service does not let gdprd change this",
                                status),
                    "give the service's user that gdprd asks as the right to it"};
        case 404:
        case 410:
            if (purpose == HttpPurpose::update)
                return {ErrorCode::stale, with_status("a row is no longer there", status),
                        "plan again"};
            return {ErrorCode::not_found, with_status("the service has no such address", status),
                    "see that base_url is right, and compare the description's path with the "
                    "service's own documentation"};
        case 409:
        case 422:
            if (!is_read(purpose)) return refused_change(status, purpose);
            break;
        case 429:
            return {ErrorCode::unavailable,
                    with_status("the service asks to call less often", status),
                    "try again later, or set rate in a description of your own"};
        default:
            break;
    }
    if (status >= 500)
        return {ErrorCode::unavailable, with_status("the service failed", status),
                "see the service's own log, and try again"};
    if (is_read(purpose))
        return {ErrorCode::invalid_argument,
                with_status("the service does not take the call", status),
                "compare the description with the documentation of the service's version"};
    return refused_change(status, purpose);
}

}  // namespace gdprd::connectors
