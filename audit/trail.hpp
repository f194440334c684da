#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/proof.hpp"
#include "audit/reader.hpp"
#include "audit/search.hpp"
#include "audit/signing_chain.hpp"
#include "audit/trail_options.hpp"
#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

class Redactor;
struct EpochRecord;
struct KeyBackup;
class SubjectKeys;

struct Appended {
    EntryIndex index;
    Hash leaf_hash;
};

/// The trail: durable before it is acknowledged, append-only, tamper-evident without any key.
///
/// All members are safe from any thread. One writer thread, owned by this object, does all writing;
/// calls that arrive while it is busy share its next frame. After a failed sync the trail is
/// poisoned: every later append fails and the process should end, so that recovery decides what is
/// there. The directory is locked; a second open gets `conflict`.
class Trail {
  public:
    /// Creates the trail when `dir` has none; else recovers it: cuts a torn tail, refuses
    /// (`corrupt`, with the evidence in the message) a trail damaged in the middle or shorter than
    /// any checkpoint known, or with a file `redacting` that gdprd did not write. Begins a new
    /// incarnation and epoch and appends a clock entry.
    /// `root_key`: at least 32 bytes, kept while the trail is open; `clock` outlives the trail.
    static Result<std::unique_ptr<Trail>> open(OffLoop off, const std::string& dir,
                                               TrailOptions options, const Secret& root_key,
                                               const Clock& clock);
    /// Signs a last checkpoint, stops the writer, unlocks.
    ~Trail();
    Trail(const Trail&) = delete;
    Trail& operator=(const Trail&) = delete;

    /// 1 to 4096 drafts, in order, in one frame. Returns when all of them are durable. On error
    /// none is acknowledged: invalid_argument or limit_exceeded (a draft is wrong or too large:
    /// nothing was written), unavailable (no space for the next segment: nothing was written, make
    /// room and go on), io (poisoned).
    Result<std::vector<Appended>> append(OffLoop off, std::span<const EntryDraft> drafts);

    /// Signs the present tree head, unless it is signed already; returns the note's text.
    Result<std::string> checkpoint(OffLoop off);
    /// The latest note signed, without signing; always there after open().
    [[nodiscard]] std::string latest_checkpoint() const;

    [[nodiscard]] std::uint64_t size() const;  ///< durable entries
    [[nodiscard]] Hash root() const;           ///< of the durable entries
    /// Of the first signing key: it never changes, and leads to all that follow.
    [[nodiscard]] const std::string& vkey() const noexcept;
    /// All that signed, with the sizes that are their own.
    [[nodiscard]] SigningChain signing_keys() const;
    /// The key that is to follow, if it is made already.
    [[nodiscard]] std::optional<VerifierKey> prepared_signing_key() const;
    [[nodiscard]] const std::string& origin() const noexcept;
    [[nodiscard]] std::uint32_t incarnation() const noexcept;
    /// Bytes of an unacknowledged torn tail that open() cut; 0 after a clean stop.
    [[nodiscard]] std::uint64_t bytes_cut_at_open() const noexcept;

    /// Until the closed segments that the tree files cover are dense; for tests and measurements.
    void wait_for_repacking(OffLoop off);

    /// One entry, decrypted; not_found at or above size().
    Result<EntryView> read(OffLoop off, EntryIndex index);
    Result<Hash> leaf_hash(OffLoop off, EntryIndex index);  ///< needs no key of its epoch
    /// Streams entries of [from, to) in order while `sink` returns true. Where the filter names
    /// something the search index helps.
    Result<void> scan(OffLoop off, EntryIndex from, EntryIndex to, const ScanFilter& filter,
                      const ScanSink& sink);
    /// One page of a search; complete whether the index is behind or not there. invalid_argument: a
    /// page of no entries was asked for.
    Result<SearchPage> search(OffLoop off, const SearchQuery& query);
    /// unsupported without an index.
    Result<SearchStats> stats(OffLoop off);
    [[nodiscard]] IndexState index_state() const;
    /// Waits until what is durable now is indexed; unsupported without an index.
    Result<void> catch_up_index(OffLoop off);
    /// C2SP tlog-proof text against the latest checkpoint, signing one first when it does not cover
    /// `index` yet.
    Result<std::string> prove(OffLoop off, EntryIndex index);
    /// What shows one plan, approval, intent, outcome or redact entry to somebody without keys:
    /// leaf, stored payload, its opening, inclusion proof, checkpoint (proof.hpp).
    Result<Disclosure> disclose(OffLoop off, EntryIndex index);

    /// The keys of data subjects, for payloads of kind subject and for rows.
    [[nodiscard]] SubjectKeys& subject_keys() noexcept;
    [[nodiscard]] std::vector<EpochRecord> epochs() const;  ///< oldest first
    /// Makes the signing key that is to follow, so that others can be told of it before it signs;
    /// the same one until rotate_signing_key() takes it into use.
    Result<VerifierKey> prepare_signing_key(OffLoop off);
    /// The trail names its next signing key in an entry, the present key signs for the last time
    /// and says who follows, and whatever is larger is signed by the next key. The key before is
    /// destroyed when the first checkpoint of the next one is durable.
    Result<Succession> rotate_signing_key(OffLoop off);
    /// Begins another epoch; its id. Its key entry comes with the next entry.
    Result<std::uint32_t> rotate_epoch(OffLoop off);
    /// Destroys the payloads of this epoch that are under subjects' keys, which live on, then
    /// records that the epoch's key ends, destroys it and replaces the ratchet: no entry of the
    /// epoch can be read any more, all still verify. Takes as long as the epoch has such payloads;
    /// cut short, the key is there, and the same call again goes on. Done already: no error;
    /// not_found; refused for the newest.
    Result<void> destroy_epoch(OffLoop off, std::uint32_t id);
    /// All keys in clear, for recipients only.
    Result<KeyBackup> backup_keys(OffLoop off);
    /// Destroys payloads, and all of one subject. open() does what a crash left of that.
    [[nodiscard]] Redactor& redactor() noexcept;

  private:
    friend class TrailEvidence;
    struct Impl;
    explicit Trail(std::unique_ptr<Impl> impl);
    void make_subject_keys();
    void make_redactor(const Secret& root_key);
    std::unique_ptr<Impl> impl_;
};

}  // namespace gdprd::audit
