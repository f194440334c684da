#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/secret.hpp"
#include "daemon/http/handler.hpp"
#include "daemon/state/database.hpp"
#include "daemon/state/sealed.hpp"

namespace gdprd::daemon {

/// Answers to POSTs with an Idempotency-Key, sealed, for one day and at most
/// limits::kIdempotencyReplies of them. Thread-safe.
class IdempotencyStore {
  public:
    static constexpr std::chrono::hours kKept{24};

    /// `db` and `clock` must outlive the store.
    IdempotencyStore(StateDatabase& db, const Clock& clock, const Secret& root_key);

    /// The stored answer, or nothing when the caller must do the work and then call keep() or
    /// release(). `conflict` while the same key is being worked on; `refused` when the key came
    /// with another request before.
    Result<std::optional<Reply>> claim(OffLoop off, const ApiRequest& request);
    /// An answer that is too large is not kept.
    Result<void> keep(OffLoop off, const ApiRequest& request, const Reply& reply);
    void release(const ApiRequest& request);

  private:
    [[nodiscard]] Hash key_digest(const ApiRequest& request) const;
    [[nodiscard]] Hash request_digest(const ApiRequest& request) const;

    StateDatabase* db_;
    const Clock* clock_;
    Secret digest_key_;  ///< digests are keyed: nobody can guess a body from one
    SealedBox box_;
    Guarded<std::set<Hash>> running_;
};

}  // namespace gdprd::daemon
