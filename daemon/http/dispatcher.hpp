#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "config/base/guarded.hpp"
#include "daemon/http/auth.hpp"
#include "daemon/http/handler.hpp"
#include "daemon/http/router.hpp"
#include "daemon/services/metrics.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/state/idempotency_store.hpp"

namespace gdprd::daemon {

/// A request as it came over the connection: its form was checked, nothing else.
struct RawRequest {
    std::string method;
    std::string target;  ///< "/path?query", as sent
    std::string body;
    std::string content_type;
    std::string authorization;
    std::string idempotency_key;
    std::string last_event_id;
    std::map<std::string, std::string, std::less<>> cloud_event;  ///< headers ce-NAME, by NAME
    Peer peer;
};

/// What the session must stream: a topic's events after one id.
struct EventStream {
    Topic topic;
    std::uint64_t after = 0;
};

using Answer = std::variant<Reply, EventStream>;

/// From request to answer: route, caller, role, idempotency, handler, problem. Thread-safe.
class Dispatcher {
  public:
    /// All must outlive the dispatcher; `replies` may be null (no replay).
    Dispatcher(const Router& router, IdempotencyStore* replies, Metrics& metrics,
               std::shared_ptr<const Access> access);

    /// Which threads answer() is to be called on. Does not block.
    [[nodiscard]] Lane lane_of(const RawRequest& raw) const;
    /// Never throws: a handler's exception is logged and becomes `internal`.
    [[nodiscard]] Answer answer(OffLoop off, RawRequest raw);
    void set_access(std::shared_ptr<const Access> access);
    [[nodiscard]] std::shared_ptr<const Access> access() { return *access_.lock(); }

  private:
    Result<Answer> route(OffLoop off, RawRequest& raw, std::string_view& pattern);
    Result<Reply> run_once(OffLoop off, const Handler& handler, const ApiRequest& request);

    const Router* router_;
    IdempotencyStore* replies_;
    Metrics* metrics_;
    Guarded<std::shared_ptr<const Access>> access_;
};

}  // namespace gdprd::daemon
