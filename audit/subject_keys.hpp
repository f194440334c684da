#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/entry.hpp"
#include "audit/file_store.hpp"
#include "audit/keyring.hpp"
#include "config/base/bytes.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// The subject keys of one trail: made, committed to by a key entry before their first use, found
/// by their number, destroyed. All members are safe from any thread.
class SubjectKeys {
  public:
    /// What it needs of its trail.
    struct TrailCalls {
        /// Durable when it returns; the index of each.
        std::function<Result<std::vector<EntryIndex>>(OffLoop, std::span<const EntryDraft>)> append;
        /// Stored payload of an entry.
        std::function<Result<Bytes>(OffLoop, EntryIndex)> payload;
        std::function<std::uint64_t()> size;
    };
    /// `keys` must outlive it.
    SubjectKeys(KeyRing& keys, std::shared_ptr<FileStore> files, const std::string& dir,
                TrailCalls trail);

    using Key = std::shared_ptr<const SubjectKey>;
    /// `count` (1 to 4096) fresh keys under consecutive numbers. When this returns they are durable
    /// and the trail has their commitments.
    Result<std::vector<Key>> add(OffLoop off, std::size_t count);
    /// not_found: no entry commits to it, or it is destroyed; corrupt: it is neither there nor
    /// destroyed, so that nobody may take it for erased; crypto: it is not the key that was logged.
    Result<Key> find(OffLoop off, std::uint64_t number);
    /// Records that at most 1024 keys end, then destroys them in one step and replaces the ratchet;
    /// no copy of the key files from before opens them with what is left. What is destroyed already
    /// is passed over; not_found for a number never given out: nothing has changed then. A crash
    /// between leaves keys that are recorded and not destroyed: the caller comes again. corrupt:
    /// one is lost, see find(); nothing has changed.
    Result<void> destroy(OffLoop off, std::span<const std::uint64_t> numbers);
    /// corrupt: an entry commits to the key, and it is neither there nor destroyed. Looks at the
    /// tree each time.
    Result<void> check_not_lost(OffLoop off, std::uint64_t number);

  private:
    struct Cache {
        std::unordered_map<std::uint64_t, Key> keys;
        std::uint64_t destructions = 0;
        bool rebuilt =
            false;  ///< `logged` has every commitment: it was built again since the start
    };
    Result<void> log(OffLoop off, const std::vector<Key>& keys);
    Result<void> check(OffLoop off, const SubjectKey& key);
    Result<bool> is_logged_at(OffLoop off, const SubjectKey& key, std::uint64_t seq);
    Result<void> note(std::uint64_t first, std::size_t count, EntryIndex entry);
    Result<std::uint64_t> noted(std::uint64_t number);
    Result<bool> is_committed(OffLoop off, std::uint64_t number);
    Result<std::uint64_t> logged_end(OffLoop off);
    Result<void> rebuild(OffLoop off);

    KeyRing& keys_;
    std::shared_ptr<FileStore> files_;
    std::string path_;  ///< of the derived file keys/subjects/logged
    TrailCalls trail_;
    Guarded<Cache> cache_;
};

/// Payload of the key entry that logs the commitments of `keys`, of consecutive numbers.
[[nodiscard]] cbor::Value subject_commitments(
    std::span<const std::shared_ptr<const SubjectKey>> keys);

}  // namespace gdprd::audit
