#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/checkpoint_files.hpp"
#include "audit/definitions.hpp"
#include "audit/frame.hpp"
#include "audit/keyring.hpp"
#include "audit/tree.hpp"
#include "audit/verifier.hpp"

namespace gdprd::audit {
/// The parts of verify_trail(), each of which looks at one thing while the entries stream by.

/// Where in a file something is.
struct FilePlace {
    std::string file;
    std::uint64_t offset = 0;
};

/// Collects faults up to a limit.
class FaultList {
  public:
    FaultList(VerifyReport& report, std::size_t limit) : report_(report), limit_(limit) {}
    void add(const FilePlace& place, std::uint64_t index, std::string what);

  private:
    VerifyReport& report_;
    std::size_t limit_;
};

/// Roots that the trail must have at certain sizes: `checkpoint`, `last-signed`, the notes given by
/// the caller, and all of `checkpoints`, streamed.
class CheckpointCheck {
  public:
    CheckpointCheck(FileStore& files, const std::string& dir, const VerifierKey& key,
                    FaultList& faults, VerifyReport& report);
    /// Before the segments are listed: the writer may go on meanwhile.
    Result<void> load(const VerifyOptions& options);
    /// The tree has `edge.size()` leaves now.
    void at(const TreeEdge& edge);
    /// All entries were seen; false: the replay stopped at a fault before.
    void finish(const TreeEdge& edge, const FilePlace& end, bool complete);
    /// Largest size that is known to be signed.
    [[nodiscard]] std::uint64_t largest() const noexcept { return largest_; }

  private:
    struct Expected {
        Checkpoint checkpoint;
        FilePlace place;
    };
    void expect(const std::string& note, const FilePlace& place);
    Result<void> load_file(const char* name, const std::string& path);
    void next_of_log();
    void compare(const Expected& expected, const TreeEdge& edge);

    FileStore& files_;
    const std::string& dir_;
    const VerifierKey& key_;
    FaultList& faults_;
    VerifyReport& report_;
    std::multimap<std::uint64_t, Expected> expected_;  ///< by size, not from the log
    std::unique_ptr<StoredFile> log_file_;
    std::optional<CheckpointLogReader> log_;
    std::optional<Expected> log_next_;
    std::optional<Checkpoint> latest_;
    bool latest_in_log_ = false;
    std::uint64_t log_last_size_ = 0;
    std::uint64_t largest_ = 0;
};

/// Compares tile hashes with the tree files.
class TreeCheck {
  public:
    TreeCheck(FileStore& files, const std::string& dir, FaultList& faults, VerifyReport& report)
        : files_(files), dir_(dir), faults_(faults), report_(report) {}
    /// Before the segments are listed.
    Result<void> load();
    void compare(const TileHashes& complete);
    void finish(std::uint64_t size);
    /// The stored hash of a leaf, to find out which leaf of a bad frame is not what it was.
    std::optional<Hash> leaf(std::uint64_t seq);

  private:
    struct Level {
        std::unique_ptr<StoredFile> file;
        std::uint64_t hashes = 0;  ///< in the file when verification began
        std::uint64_t compared = 0;
        bool faulty = false;
    };
    FileStore& files_;
    const std::string& dir_;
    FaultList& faults_;
    VerifyReport& report_;
    std::array<Level, kTileLevels> levels_;
    Bytes buffer_;
};

/// Payload commitments and redactions: all that needs no key.
class PayloadCheck {
  public:
    PayloadCheck(FaultList& faults, VerifyReport& report) : faults_(faults), report_(report) {}
    /// Returns whether the payload is there and fits.
    bool look(const FramedLeaf& leaf, BytesView stored, const FilePlace& place);
    void finish();

  private:
    FaultList& faults_;
    VerifyReport& report_;
    std::map<std::uint64_t, FilePlace> absent_;  ///< destroyed, redact entry not yet seen
};

/// With a data key: MACs, envelopes, payloads of the epoch, references, order of clocks.
class EntryCheck {
  public:
    EntryCheck(FaultList& faults, VerifyReport& report) : faults_(faults), report_(report) {}
    /// `keys` null: only what is readable without a key (epoch order, key commitments).
    void use(std::unique_ptr<KeyRing> keys) { keys_ = std::move(keys); }
    void frame(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
               const FilePlace& place);
    void entry(const Frame& frame, const FramedLeaf& leaf, BytesView stored, bool payload_there,
               const FilePlace& place);
    /// Every wrapped key opens, whether an entry uses it or not.
    void finish();

  private:
    void epoch_begins(const FramedLeaf& leaf, BytesView stored, const FilePlace& place);
    void references(const Envelope& envelope, const FramedLeaf& leaf, const FilePlace& place);
    void payload(const Envelope& envelope, const FramedLeaf& leaf, BytesView stored,
                 const FilePlace& place);

    FaultList& faults_;
    VerifyReport& report_;
    std::unique_ptr<KeyRing> keys_;
    EpochKeys* epoch_keys_ = nullptr;
    std::uint32_t epoch_ = 0;
    std::uint32_t incarnation_ = 0;
    std::uint64_t monotonic_ns_ = 0;
    std::unordered_map<std::uint64_t, DefinitionKind> definitions_;  ///< of the present epoch
    Bytes scratch_;
};

}  // namespace gdprd::audit
