#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/http/handler.hpp"
#include "daemon/services/progress.hpp"

namespace gdprd::daemon {

/// Checks a request for an event stream and names the topic to follow.
using StreamHandler = std::function<Result<Topic>(OffLoop, const ApiRequest&)>;

/// Which threads answer, so that what waits for one thing does not keep others from answers.
enum class Lane : unsigned char {
    ordinary,  ///< the trail, the state
    events,    ///< what other systems send, in any amount
    stores,    ///< waits for stores, which others may have locked
    probe      ///< memory only: whether gdprd lives
};

struct Route {
    std::string method;
    std::string pattern;  ///< "/api/v1/requests/{id}"; a parameter is one whole segment
    Roles allowed;        ///< any of these; empty: everybody who can reach the socket
    std::variant<Handler, StreamHandler> act;
    std::vector<std::string> segments;
    Lane lane = Lane::ordinary;
    bool takes_rest = false;  ///< the last parameter is all segments that follow, one or more
};

/// The table of routes. Filled before the listener starts, then only read (any thread).
class Router {
  public:
    void add(std::string method, std::string pattern, Roles allowed, Handler handler,
             Lane lane = Lane::ordinary);
    /// A GET whose last parameter is the rest of the path, with its slashes.
    void add_tree(std::string pattern, Roles allowed, Handler handler);
    /// A GET that answers text/event-stream: the ring of the topic, then what is published.
    void add_stream(std::string pattern, Roles allowed, StreamHandler handler);

    struct Match {
        const Route* route = nullptr;  ///< null: no such path, or not with this method
        std::map<std::string, std::string, std::less<>> params;
        std::vector<std::string> methods;  ///< what the path allows, for 405
    };
    /// `path` as sent (percent-encoded), without the query. Literal segments win over parameters.
    [[nodiscard]] Match find(std::string_view method, std::string_view path) const;
    [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace gdprd::daemon
