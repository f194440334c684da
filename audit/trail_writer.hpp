#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/checkpoint_files.hpp"
#include "audit/definitions.hpp"
#include "audit/frame_builder.hpp"
#include "audit/keyring.hpp"
#include "audit/recovery.hpp"
#include "audit/segments.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tile_files.hpp"
#include "audit/trail.hpp"

namespace gdprd::audit {

/// Drafts of one append() call, and what became of them.
struct AppendRequest {
    std::vector<PreparedDraft> drafts;
    std::vector<Appended> appended;
    std::optional<Error> error;
};

/// All that the writer thread does, without the thread: one owner at a time.
class TrailWriter {
  public:
    static Result<std::unique_ptr<TrailWriter>> open(const std::string& dir,
                                                     const TrailOptions& options,
                                                     const Secret& root_key, const Clock& clock);

    /// Writes the requests as one frame, durable when this returns; each request has its result or
    /// its error then.
    void commit(std::span<AppendRequest* const> requests);
    /// Begins another epoch, unless the present one has no entry yet; its id.
    Result<std::uint32_t> rotate_epoch();
    /// The key that is to follow the one that signs, made when there is none yet; durable.
    Result<VerifierKey> prepare_signing();
    /// Appends the entry that names the next key, signs it, and hands over to that key: it signs
    /// whatever is larger. After an error the present key goes on, or the trail is poisoned.
    Result<Succession> rotate_signing();
    /// From here on the present segments are not written to by commits.
    Result<void> close_segment();
    /// Signs and stores the present head unless it is signed already; the note's text.
    Result<std::string> sign();
    /// The same in three parts, so that storing, which waits for the disk, can go on beside
    /// commits: make_note() and note_stored() are the owner's, store_note() may run on another
    /// thread, one at a time.
    struct SignedHead {
        std::string note;
        std::uint64_t size = 0;
    };
    Result<SignedHead> make_note();
    Result<void> store_note(const SignedHead& head);
    void note_stored(const SignedHead& head);

    [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
    [[nodiscard]] const std::string& latest_note() const noexcept { return latest_note_; }
    [[nodiscard]] std::uint64_t signed_size() const noexcept { return signed_size_; }
    /// As many as TrailOptions::checkpoint_entries.
    [[nodiscard]] bool many_unsigned() const noexcept;
    /// An intent or an outcome, which nobody waits with.
    [[nodiscard]] bool step_entry_unsigned() const noexcept;
    [[nodiscard]] bool poisoned() const noexcept { return poisoned_.has_value(); }
    [[nodiscard]] const KeyRing& keys() const noexcept { return *keys_; }
    /// Its subject keys are anybody's, on any thread.
    [[nodiscard]] KeyRing& key_ring() noexcept { return *keys_; }
    [[nodiscard]] const SigningChain& chain() const noexcept { return *chain_; }
    /// The key that is made and not in use yet.
    [[nodiscard]] std::optional<VerifierKey> prepared() const;
    [[nodiscard]] std::uint32_t incarnation() const noexcept { return incarnation_; }
    [[nodiscard]] std::uint64_t bytes_cut() const noexcept { return bytes_cut_; }

  private:
    struct Locks {
        FileLock directory;
        FileLock file;
    };
    TrailWriter(std::shared_ptr<FileStore> files, std::string dir, const TrailOptions& options,
                const Clock& clock, Locks locks);
    Result<void> load_keys(const Secret& root_key);
    Result<void> load_chain();
    void destroy_replaced_key();
    Result<void> recover_files();
    Result<void> begin_incarnation();
    Result<void> begin_epoch();
    [[nodiscard]] FrameContext context() const;
    Result<void> try_commit(std::span<AppendRequest* const> requests);
    Result<void> build_and_write(std::span<AppendRequest* const> requests);
    template <class Action>
    auto with_reserve(Action action);
    Result<void> renew_reserve();
    Result<void> make_room(std::uint64_t bytes, SpaceClass space);
    [[nodiscard]] std::uint64_t wall_ns() const;

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    TrailOptions options_;
    const Clock& clock_;
    Locks locks_;
    RandomSource random_;
    std::unique_ptr<KeyRing> keys_;
    EpochKeys* epoch_keys_ = nullptr;
    std::unique_ptr<EpochKeys> helper_keys_;  ///< the same, for the builder's second thread
    std::unique_ptr<SigningChain> chain_;
    std::unique_ptr<CheckpointFiles> checkpoints_;
    std::unique_ptr<Journal> journal_;
    TileFiles tiles_;
    DefinitionTable definitions_;
    FrameBuilder builder_;
    TreeEdge edge_;
    std::string latest_note_;
    std::uint64_t signed_size_ = 0;
    std::uint64_t bytes_cut_ = 0;
    std::uint64_t epoch_first_seq_ = 0;
    MonotonicTime epoch_since_{};
    std::uint32_t epoch_ = 0;
    std::uint32_t incarnation_ = 0;
    bool created_ = false;
    std::atomic<bool> reserve_spent_ = false;
    bool full_ = false;  ///< the last append found no space; told once
    bool key_entry_due_ = false;
    bool step_entry_unsigned_ = false;
    bool replaced_key_stays_ = false;  ///< it could not be destroyed; told once
    std::optional<Error> poisoned_;
};

}  // namespace gdprd::audit
