#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/cosignature.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_key.hpp"
#include "audit/witness_protocol.hpp"
#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"

namespace gdprd::audit {

/// The latest checkpoint of a log that a witness cosigned.
struct WitnessedLog {
    Checkpoint checkpoint;
    CosignatureTime time = 0;
    std::string note;  ///< with the log's signature and the witness's cosignature
};
using WitnessedLogs = std::map<std::string, WitnessedLog, std::less<>>;  ///< by origin

/// Checks every note by the witness's own cosignature; corrupt, naming what is wrong, when the file
/// is not as the witness wrote it, not_found when it is not there.
Result<WitnessedLogs> load_witnessed_logs(OffLoop off, FileStore& files, const std::string& dir,
                                          const VerifierKey& witness);

/// A conforming C2SP witness (tlog-witness, tlog-cosignature): its key, the logs it trusts, and the
/// latest checkpoint of each. DIR holds `key` (a note signer key), `vkey`, `state`, and
/// `evidence/`: checkpoints that trusted logs signed and that do not continue what was cosigned, at
/// most kWitnessEvidence. Thread-safe.
class Witness {
  public:
    /// Makes DIR (0700) with a new key and an empty state; conflict when there is a key already.
    /// Returns the vkey.
    static Result<std::string> create(OffLoop off, const std::string& dir, const std::string& name);
    /// Locks DIR: conflict when another process has it. `logs` are the keys trusted, each for the
    /// origin that is its name. corrupt when `state` is missing or damaged: a witness that forgot
    /// would cosign a log that was set back. `files` null: the real file system.
    static Result<std::unique_ptr<Witness>> open(OffLoop off, const std::string& dir,
                                                 const std::vector<VerifierKey>& logs,
                                                 const Clock& clock,
                                                 std::shared_ptr<FileStore> files = nullptr);

    struct Answer {
        WitnessVerdict verdict = WitnessVerdict::malformed;
        std::string origin;             ///< of a trusted log, else empty
        std::uint64_t size = 0;         ///< of the checkpoint sent
        std::uint64_t latest_size = 0;  ///< of the latest one cosigned, where the origin is known
        std::string cosignature;        ///< the line, with its LF; verdict cosign only
        /// DIR/evidence/ holds the checkpoint sent: verdicts other_root and bad_proof.
        bool evidence_kept = false;
    };
    /// Judges a request body, and makes the new checkpoint durable before the cosignature is
    /// returned; one at a time. unavailable when it cannot be stored (no later one is cosigned
    /// then: what is on the disk is not known) or when the clock is behind the last cosignature.
    Result<Answer> add_checkpoint(OffLoop off, std::string_view body);

    [[nodiscard]] std::string vkey() const { return key_.vkey(); }
    [[nodiscard]] std::size_t logs() const noexcept { return trusted_.size(); }

  private:
    struct State {
        WitnessedLogs latest;
        bool failed = false;
    };
    Witness(FileLock lock, SigningKey key, const Clock& clock, std::shared_ptr<FileStore> files,
            std::string dir)
        : lock_(std::move(lock)),
          key_(std::move(key)),
          clock_(clock),
          files_(std::move(files)),
          dir_(std::move(dir)) {}
    /// What a trusted log signed and should not have: with `state` it shows two histories.
    Result<void> keep_evidence(const AddCheckpoint& request, const std::vector<VerifierKey>& keys);
    Result<void> cosign_and_store(State& state, const AddCheckpoint& request,
                                  const std::vector<VerifierKey>& keys, Answer& answer);

    FileLock lock_;
    SigningKey key_;
    const Clock& clock_;
    std::shared_ptr<FileStore> files_;
    std::string dir_;
    std::map<std::string, std::vector<VerifierKey>, std::less<>> trusted_;  ///< by origin
    Guarded<State> state_;
};

}  // namespace gdprd::audit
