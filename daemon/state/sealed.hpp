#pragma once

#include <string_view>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"

namespace gdprd::daemon {

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

/// One random 32-byte key for each request, wrapped under a key from the root key. Destroying the
/// wrapped key destroys every body that was sealed under it. Thread-safe.
class RequestKeys {
  public:
    /// `db` must outlive this object.
    RequestKeys(StateDatabase& db, const Secret& root_key);

    /// `conflict` when the request has (or had) a key.
    Result<RequestKeySet> create(OffLoop off, const RequestId& request);
    /// The same inside a transaction of the caller's.
    Result<RequestKeySet> create_in(sqlite::Database& db, const RequestId& request);
    /// `not_found` when there is none, or it was destroyed.
    Result<RequestKeySet> load(OffLoop off, const RequestId& request);
    /// Overwrites the wrapped key, then empties the WAL. Done already: no error.
    Result<void> destroy(OffLoop off, const RequestId& request);

  private:
    StateDatabase* db_;
    Secret wrap_key_;
};

}  // namespace gdprd::daemon
