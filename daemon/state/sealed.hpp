#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/entry.hpp"
#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"

namespace gdprd::daemon {

class TrailService;

/// Seals bodies for the state directory (XAES-256-GCM, random nonce). `name` is bound to the
/// bytes: a body does not open under another name. Thread-safe.
class SealedBox {
  public:
    explicit SealedBox(Secret key) : key_(std::move(key)) {}
    [[nodiscard]] Bytes seal(std::string_view name, BytesView plain) const;
    Result<Bytes> open(std::string_view name, BytesView sealed) const;

  private:
    Secret key_;
};

/// The keys of one request, all derived from its one random key.
struct RequestKeySet {
    SealedBox bodies;  ///< label "body": request, plan, intents, package
    Secret row;        ///< label "row": policy::digest_row
    Secret match;      ///< label "match": Resolver's match ids
};

/// A subject key of the trail that is to wrap the key of one request.
using RequestKeyWrap = std::shared_ptr<const audit::SubjectKey>;

/// The key of a request, wrapped under a subject key of another trail than before.
struct CarriedKey {
    RequestId request;
    Bytes wrapped;
    std::uint64_t subject_key = 0;
};

/// One random 32-byte key for each request, wrapped under a subject key of the trail that belongs
/// to it alone. Destroying that one destroys every body that was sealed under the request's key,
/// in older copies of the state database too. Thread-safe.
class RequestKeys {
  public:
    /// `db` and `trail` must outlive this object.
    RequestKeys(StateDatabase& db, TrailService& trail, const Secret& root_key);

    /// Wraps what an earlier version wrapped under a key from the root key. At each start; says how
    /// many there were.
    Result<std::uint64_t> adopt(OffLoop off);

    /// For a state that goes over to this trail from another one, whose subject keys `old` finds:
    /// each key wrapped under a fresh subject key here. Those that `old` does not find are left
    /// out: nothing opens them any more. Writes nothing into the state.
    using OldSubjectKey = std::function<Result<Secret>(std::uint64_t number)>;
    Result<std::vector<CarriedKey>> carry(OffLoop off, const OldSubjectKey& old);

    /// For create_in(): appends to the trail, which no transaction of the state may wait for. Not
    /// used after all, it is never used.
    Result<RequestKeyWrap> prepare(OffLoop off);
    /// `conflict` when the request has (or had) a key.
    Result<RequestKeySet> create(OffLoop off, const RequestId& request);
    /// The same inside a transaction of the caller's.
    Result<RequestKeySet> create_in(sqlite::Database& db, const RequestId& request,
                                    const RequestKeyWrap& wrap);
    /// `not_found` when there is none, or it was destroyed.
    Result<RequestKeySet> load(OffLoop off, const RequestId& request);
    /// Destroys the subject key, overwrites the wrapped key, then empties the WAL. Done already,
    /// or never made: no error.
    Result<void> destroy(OffLoop off, const RequestId& request);

  private:
    struct Stored {
        Bytes wrapped;
        std::optional<std::uint64_t> subject_key;
    };
    Result<std::optional<Stored>> find(OffLoop off, const RequestId& request);
    Result<std::vector<CarriedKey>> wrapped_under_subjects(OffLoop off);
    Result<std::vector<std::pair<RequestId, Bytes>>> of_earlier_version(OffLoop off);
    Result<void> wrap_anew(OffLoop off, std::span<const std::pair<RequestId, Bytes>> earlier);

    StateDatabase* db_;
    TrailService* trail_;
    Secret earlier_wrap_key_;  ///< of rows without a subject key
};

}  // namespace gdprd::daemon
