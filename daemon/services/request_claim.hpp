#pragma once

#include <set>
#include <utility>

#include "config/base/guarded.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

/// While it lives, no other call or run changes the same request.
class RequestClaim {
  public:
    using Busy = Guarded<std::set<RequestId>>;

    /// `conflict` when somebody holds it. `busy` must outlive the claim.
    static Result<RequestClaim> take(Busy& busy, const RequestId& id) {
        if (!busy.lock()->insert(id).second)
            return Error(ErrorCode::conflict, "this request is being worked on",
                         "wait for it: gdprctl requests show " + id.value());
        return RequestClaim(busy, id);
    }
    RequestClaim(RequestClaim&& other) noexcept
        : busy_(std::exchange(other.busy_, nullptr)), id_(std::move(other.id_)) {}
    RequestClaim& operator=(RequestClaim&&) = delete;
    ~RequestClaim() {
        if (busy_ != nullptr) busy_->lock()->erase(id_);
    }

  private:
    RequestClaim(Busy& busy, RequestId id) : busy_(&busy), id_(std::move(id)) {}
    Busy* busy_;
    RequestId id_;
};

}  // namespace gdprd::daemon
