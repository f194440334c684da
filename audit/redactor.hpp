#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/file_store.hpp"
#include "audit/reader.hpp"
#include "audit/redacting_file.hpp"
#include "audit/subject_keys.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// What a redaction did.
struct Redacted {
    std::uint64_t entries = 0;   ///< redact entries appended
    std::uint64_t payloads = 0;  ///< destroyed
    std::uint64_t bytes = 0;     ///< of them, overwritten with zeros
};

/// Destroys payloads of a trail: a durable entry of class redact for each, then zeros over its
/// stored bytes, synced, and whole blocks given back. What is to be done is noted first in the
/// file `redacting`, so that a crash at any point is made good by resume(). All members are safe
/// from any thread; one redaction runs at a time.
class Redactor {
  public:
    /// What it needs of its trail.
    struct TrailCalls {
        std::function<Result<void>(OffLoop, std::span<const EntryDraft>)> append;
        /// Signs the present head.
        std::function<Result<void>(OffLoop)> sign;
        /// The active segment takes no more frames.
        std::function<Result<void>(OffLoop)> close_segment;
        /// Runs the action with a reader that sees all durable entries.
        std::function<Result<void>(OffLoop, const std::function<Result<void>(TrailReader&)>&)> read;
        /// Which entries below `size` have a payload under this subject's key, by the search index.
        /// None: there is no index, or the key is gone; every entry must be looked at.
        std::function<Result<std::optional<std::vector<EntryIndex>>>(OffLoop, std::uint64_t subject,
                                                                     std::uint64_t size)>
            find;
        std::function<std::uint64_t()> size;
    };
    /// `subjects` must outlive it.
    Redactor(SubjectKeys& subjects, std::shared_ptr<FileStore> files, std::string dir,
             RedactingFile noted, TrailCalls trail);

    /// At most 4096 entries. Those without a payload, or whose payload is gone, are passed over.
    /// refused: a definition, a key commitment, or a plan, approval, intent, outcome or redact
    /// entry, which prove what was done and hold no value; nothing has changed then.
    Result<Redacted> redact(OffLoop off, std::span<const EntryIndex> targets,
                            const RedactionReason& reason);
    /// Destroys this subject's key, then every payload that was sealed under it. Rows of the
    /// subject in payloads that it shares with others do not open any more; their bytes stay.
    /// Done already: it looks for what is left. not_found: the number was never given out.
    Result<Redacted> shred_subject(OffLoop off, std::uint64_t number,
                                   const RedactionReason& reason);
    /// Destroys every payload that is under subjects' keys, whole or in rows, of the entries of
    /// [from, to), in steps of at most 4096: a crash leaves the steps before done, and the same
    /// call again goes on.
    Result<Redacted> empty(OffLoop off, EntryIndex from, EntryIndex to,
                           const RedactionReason& reason);
    /// Takes over what a crash or a full disk left; once, before any other call. corrupt: the file
    /// `redacting` is not what gdprd wrote for this trail as it is; nothing has changed then.
    Result<void> load(OffLoop off);
    /// Finishes what load() took over. An error: the next redaction tries it again first.
    Result<Redacted> resume(OffLoop off);
    /// No payload is destroyed while the returned turn lives; waits for a redaction under way.
    struct Turn {
        /// Begun and not finished. What the file says counts at the start only: others can write
        /// it while gdprd runs.
        std::optional<RedactionJob> pending;
    };
    [[nodiscard]] Guarded<Turn>::Locked pause(OffLoop /*off*/) { return turn_.lock(); }
    /// The file `redacting` for a copy of the trail that is taken in this turn; empty: none.
    [[nodiscard]] Bytes pending_file(const Turn& turn) const;

  private:
    using Job = RedactionJob;
    Result<Redacted> run(OffLoop off, Turn& turn, Job job);
    Result<Redacted> finish_pending(OffLoop off, Turn& turn);
    Result<Redacted> finish(OffLoop off, Job& job);
    Result<Hash> leaf_before(OffLoop off, std::uint64_t size);
    Result<void> check_targets(OffLoop off, Job& job);
    Result<void> append_entries(OffLoop off, const Job& job, Redacted& done);
    Result<void> find_targets(OffLoop off, Job& job);
    Result<void> destroy(OffLoop off, std::vector<EntryIndex> targets, Redacted& done);
    Result<void> destroy_in(OffLoop off, std::span<const EntryIndex> targets, Redacted& done);

    SubjectKeys& subjects_;
    std::shared_ptr<FileStore> files_;
    std::string dir_;
    RedactingFile noted_;
    TrailCalls trail_;
    Guarded<Turn> turn_;
};

}  // namespace gdprd::audit
