#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

using Role = config::Role;
using Roles = std::set<Role>;

/// Who asks: "uid:alice" or "token:dpo", with the roles that `access` gives them.
struct Caller {
    ActorName name;
    Roles roles;
};

/// A request whose head was checked, whose body is whole, and whose caller may use the route.
struct ApiRequest {
    std::string method;
    std::string path;                                        ///< decoded, without the query
    std::map<std::string, std::string, std::less<>> params;  ///< "{id}" of the route, decoded
    std::map<std::string, std::string, std::less<>> query;   ///< decoded; a repeated key is refused
    std::string body;
    std::string content_type;
    /// Attributes of a CloudEvent in binary mode: ce-id is "id". As sent.
    std::map<std::string, std::string, std::less<>> cloud_event;
    Caller caller;
    std::string idempotency_key;

    /// A path parameter; the route has it, or this asserts.
    [[nodiscard]] const std::string& param(std::string_view name) const;
    /// A query parameter, or empty text.
    [[nodiscard]] std::string_view query_or_empty(std::string_view name) const;
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;  ///< any bytes
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Runs on a worker thread and may block. An Error becomes problem+json (daemon/http/problem).
using Handler = std::function<Result<Reply>(OffLoop, const ApiRequest&)>;

}  // namespace gdprd::daemon
