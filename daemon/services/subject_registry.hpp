#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/subject_keys.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "daemon/state/event_store.hpp"
#include "policy/identity/seed.hpp"

namespace gdprd::daemon {

class TrailService;

/// Which subject keys of the trail an identifier has: one, and more when an earlier one was not
/// known as the identifier's when an event came. An identifier itself is nowhere in it: only
/// its HMAC. Two identifiers have two keys, also when one person has both (DESIGN §3, 7).
/// Thread-safe.
class SubjectRegistry {
  public:
    using Key = audit::SubjectKeys::Key;
    /// `trail` and `store` must outlive it.
    SubjectRegistry(TrailService& trail, EventStore& store, const Secret& root_key);

    /// Of an identifier in normal form. A phone number has one key, whatever country its type says.
    [[nodiscard]] SubjectDigest digest_of(const policy::Seed& seed) const;
    /// The keys of identifiers in normal form, in their order; made where there is none. Of several
    /// the newest.
    Result<std::vector<Key>> find_or_make(OffLoop off, std::span<const policy::Seed> seeds);
    /// The numbers of all keys of each that are not destroyed, ascending; in their order.
    Result<std::vector<SubjectNumbers>> find(OffLoop off, std::span<const policy::Seed> seeds);
    /// The keys were destroyed: nothing leads to them any more.
    Result<void> forget(OffLoop off, std::span<const std::uint64_t> numbers);

  private:
    struct Making {
        std::vector<Key> spare;  ///< fresh keys, nobody's yet
    };
    Result<std::vector<Key>> make(OffLoop off, Making& making, std::size_t count);
    Result<std::vector<std::vector<Key>>> alive(OffLoop off,
                                                std::span<const SubjectDigest> digests);

    TrailService& trail_;
    EventStore& store_;
    Secret digest_key_;
    Guarded<Making> making_;
};

}  // namespace gdprd::daemon
