#include "daemon/http/handler.hpp"

#include "config/base/assert.hpp"

namespace gdprd::daemon {

const std::string& ApiRequest::param(std::string_view name) const {
    auto found = params.find(name);
    GDPRD_ASSERT(found != params.end());
    return found->second;
}

std::string_view ApiRequest::query_or_empty(std::string_view name) const {
    auto found = query.find(name);
    return found == query.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace gdprd::daemon
