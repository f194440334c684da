#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/criteria.hpp"
#include "audit/definitions.hpp"
#include "audit/entry.hpp"
#include "audit/entry_outline.hpp"
#include "audit/proof.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

class FileStore;

enum class PayloadState : std::uint8_t {
    none,     ///< the entry never had one
    present,  ///< decoded
    sealed,   ///< under a subject key that was not given
    erased,   ///< its bytes were destroyed
};
[[nodiscard]] std::string_view to_string(PayloadState state) noexcept;

/// One entry, opened and with its names resolved.
struct EntryView {
    EntryIndex index;
    ClearHeader header;
    Hash leaf_hash{};
    EntryType type = EntryType::system;
    std::uint16_t flags = 0;
    WallTime wall_time;
    std::uint64_t monotonic_ns = 0;
    std::uint32_t incarnation = 0;
    std::string store, collection;
    std::vector<std::string> fields;  ///< sorted
    std::string actor, purpose, request;
    std::uint64_t row_count = 0;
    std::array<std::uint8_t, 16> source_position{};
    PayloadKeyId payload_key;
    PayloadState payload_state = PayloadState::none;
    std::optional<cbor::Value> payload;  ///< when present
    Bytes sealed;                        ///< when sealed: as stored (subject_payload.hpp)
};

/// Empty: everything. Definitions (flag kFlagDefinition) are left out unless asked for by type.
struct ScanFilter {
    std::optional<std::string> request;
    std::optional<EntryType> type;
};
/// Returns whether to go on.
using ScanSink = std::function<bool(const EntryView&)>;

/// Reads a trail's directory with the root key, whether its writer runs or not. Takes no lock and
/// writes nothing. Sees the entries that were durable when open() or refresh() ran.
/// One thread at a time.
class TrailReader {
  public:
    static Result<std::unique_ptr<TrailReader>> open(OffLoop off, const std::string& dir,
                                                     const Secret& root_key);
    ~TrailReader();

    Result<void> refresh(OffLoop off);
    [[nodiscard]] std::uint64_t size() const noexcept;
    /// not_found at or above size(); corrupt when stored bytes are not what was written.
    Result<EntryView> read(OffLoop off, EntryIndex index);
    /// The leaf's bytes and the stored payload (empty: none; zero bytes: erased).
    struct Stored {
        Bytes leaf;
        Bytes payload;
    };
    Result<Stored> read_stored(OffLoop off, EntryIndex index);
    /// Where an entry's stored payload is.
    struct StoredPlace {
        std::string segment;              ///< as segment_name()
        std::uint64_t segment_first = 0;  ///< seq of the segment's first entry
        std::uint64_t offset = 0;         ///< in its file
        std::uint64_t bytes = 0;
        bool erased = false;  ///< they are zeros, or were left out
    };
    Result<StoredPlace> locate(OffLoop off, EntryIndex index);
    /// All but the payload, which may be half destroyed. None: its epoch's key is destroyed.
    Result<std::optional<Envelope>> open_envelope(OffLoop off, EntryIndex index);
    /// The entries of [from, to) whose payload is under this subject's key and not erased.
    Result<std::vector<EntryIndex>> find_payloads(OffLoop off, std::uint64_t subject,
                                                  EntryIndex from, EntryIndex to);
    /// As find_payloads(), but under any subject's key, whole or in rows.
    Result<std::vector<EntryIndex>> find_personal(OffLoop off, EntryIndex from, EntryIndex to);
    /// The targets of the redact entries in [from, to).
    Result<std::vector<EntryIndex>> find_redacted(OffLoop off, EntryIndex from, EntryIndex to);
    /// Keeps nothing in memory of what it read: stored payloads may have been destroyed since.
    void forget() noexcept;
    /// Reads the keys again, and forgets the names that a destroyed epoch defined.
    Result<void> reload_keys();
    /// Passes over the entries of destroyed epochs.
    Result<void> scan(OffLoop off, EntryIndex from, EntryIndex to, const ScanFilter& filter,
                      const ScanSink& sink);
    /// Bytes of closed segments are changed in place: to be called before, while the trail's reader
    /// is locked, so that a copy which repacking made meanwhile is thrown away.
    void count_edit() noexcept;
    /// The entry, if it is what the criteria ask for. none: it is not, or the key of its epoch is
    /// destroyed.
    Result<std::optional<EntryView>> find(OffLoop off, EntryIndex index,
                                          const SearchCriteria& criteria);
    /// Streams entries of [from, to) in order while `sink` returns true, for an index. Those of
    /// destroyed epochs are left out.
    Result<void> outline(OffLoop off, EntryIndex from, EntryIndex to, const OutlineSink& sink);
    /// What an id in an envelope of this epoch stands for. Borrowed until the next call.
    Result<const Definition*> define(OffLoop off, std::uint64_t id, DefinitionKind kind,
                                     std::uint32_t epoch);
    /// As the key files say now; ascending.
    Result<std::vector<EpochSpan>> epochs(OffLoop off);
    /// The key that an epoch's part of the search index is under; not_found: destroyed or unknown.
    Result<Secret> index_key(OffLoop off, std::uint32_t epoch);
    /// Opens one disclosable entry for somebody without keys; `proof` is its tlog-proof.
    /// unsupported when its payload is of another kind.
    Result<Disclosure> disclose(OffLoop off, EntryIndex index, std::string proof);

  private:
    friend class Trail;
    friend class IndexFollower;
    friend class TrailEvidence;
    struct Impl;
    /// As open(), for the writer's own process, which says by see() how much is durable.
    static Result<std::unique_ptr<TrailReader>> open_for_writer(std::shared_ptr<FileStore> files,
                                                                const std::string& dir,
                                                                const Secret& root_key);
    Result<void> see(std::uint64_t size);
    /// How often count_edit() was called.
    [[nodiscard]] std::uint64_t edits() const noexcept;
    /// The file of a segment was replaced.
    void forget_files() noexcept;
    /// Keeps no file open and nothing of what it read: a file that was replaced can go.
    void close_files() noexcept;
    explicit TrailReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace gdprd::audit
