#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/checkpoint_files.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tree.hpp"
#include "audit/verifier.hpp"
#include "config/base/cbor.hpp"

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
/// the caller, what signing keys said last, and all of `checkpoints`, streamed.
class CheckpointCheck {
  public:
    CheckpointCheck(FileStore& files, const std::string& dir, const VerifierKey& key,
                    FaultList& faults, VerifyReport& report);
    /// Before the segments are listed: the writer may go on meanwhile.
    Result<void> load(const VerifyOptions& options);
    /// The keys that signed, as far as the file successions is good; after load().
    [[nodiscard]] const SigningChain& keys() const noexcept { return keys_; }
    /// Smallest size that at() waits for; absent when there is none any more.
    [[nodiscard]] std::optional<std::uint64_t> next_size() const;
    /// An entry that may be why a checkpoint does not fit.
    struct Suspect {
        FilePlace place;
        std::uint64_t seq = 0;
    };
    /// The tree has next_size() leaves now. The note that it is compared with, if it fits.
    const std::string* at(const TreeEdge& edge, const std::optional<Suspect>& suspect = {});
    /// `complete`: all entries were seen; else the replay stopped at a fault before. Returns
    /// whether there are as many as were signed.
    bool finish(const TreeEdge& edge, const FilePlace& end, bool complete);
    /// Largest size that is known to be signed.
    [[nodiscard]] std::uint64_t largest() const noexcept { return largest_; }

    /// What goes into a resume file, and comes out of it after load(). False: this trail or what
    /// the caller knows of it has checkpoints below `size` that were not compared then.
    [[nodiscard]] cbor::Value saved() const;
    Result<bool> restore(const cbor::Value& saved, std::uint64_t size);

  private:
    struct Expected {
        Checkpoint checkpoint;
        FilePlace place;
        std::string note;
    };
    void expect(const std::string& note, const FilePlace& place);
    void take(const Result<Bytes>& file, const char* name, bool known);
    Result<void> load_keys();
    Result<Checkpoint> verify(const std::string& note);
    void next_of_log();
    void compare(const Expected& expected, const TreeEdge& edge,
                 const std::optional<Suspect>& suspect);
    [[nodiscard]] std::uint64_t log_offset() const;

    FileStore& files_;
    const std::string& dir_;
    const VerifierKey& key_;
    SigningChain keys_;
    std::uint64_t given_after_ = 0;  ///< the key given, or one after it, signs what is larger
    bool given_signed_ = false;      ///< and did
    FaultList& faults_;
    VerifyReport& report_;
    std::multimap<std::uint64_t, Expected> expected_;  ///< by size, not from the log
    std::vector<TreeHead> compared_;                   ///< of these
    std::string fitting_note_;
    std::optional<std::uint64_t> misfit_since_;  ///< the signed size behind which none fitted
    std::unique_ptr<StoredFile> log_file_;
    std::optional<CheckpointLogReader> log_;
    std::optional<Expected> log_next_;
    std::optional<Checkpoint> latest_;
    bool latest_in_log_ = false;
    std::uint64_t log_last_size_ = 0;
    std::uint64_t log_before_next_ = 0;  ///< the size before log_next_
    std::uint64_t log_notes_ = 0;        ///< good ones, log_next_ among them
    std::uint64_t log_end_ = 0;          ///< of the records, when all were read
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
    /// The first leaf whose stored hash was another.
    [[nodiscard]] std::optional<std::uint64_t> differing_leaf() const noexcept {
        return differing_leaf_;
    }
    /// Hashes of the first `size` leaves were compared in an earlier run.
    void skip_to(std::uint64_t size);
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
    std::optional<std::uint64_t> differing_leaf_;
    Bytes buffer_;
};

}  // namespace gdprd::audit
