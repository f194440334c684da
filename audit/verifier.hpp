#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

class FileStore;

/// One thing that is not as it must be. `file` is relative to the trail's directory.
struct Fault {
    std::string file;
    std::uint64_t offset = 0;  ///< in the file
    std::uint64_t index = 0;   ///< first entry that is affected
    std::string what;
};
/// "segments/…: offset 4096: entry 17: what".
[[nodiscard]] std::string to_string(const Fault& fault);

struct VerifyOptions {
    std::string dir;  ///< the trail's directory, or the state directory that has it as trail/
    std::string vkey;
    std::vector<std::string> known_checkpoints;  ///< texts of notes kept elsewhere
    /// What faults call them, in the same order, such as file names; may be shorter.
    std::vector<std::string> known_names;
    /// Of the known ones some are kept apart from the trail, so that a missing last-signed is not
    /// remarked on.
    bool kept_elsewhere = false;
    /// The record of the last signed checkpoint, when it is elsewhere; empty: DIR/last-signed.
    std::string last_signed_path;
    /// Also checks MACs, envelopes, wrapped keys, references, clock and incarnation order.
    const Secret* root_key = nullptr;
    /// Called now and then with entries done and the size expected; may be empty.
    std::function<void(std::uint64_t done, std::uint64_t expected)> progress;
    /// Threads that hash and decrypt; 0: one for each core. The report does not depend on it.
    std::size_t threads = 0;
    /// Where the position is kept, now and then and when `stop` is set, so that a later run with
    /// the same file goes on from there; empty: nowhere. A file that does not fit a signed
    /// checkpoint of this trail is remarked on, and everything is read. Removed at the end.
    std::string resume_path;
    const std::atomic<bool>* stop = nullptr;  ///< looked at between frames; may be null
    std::size_t faults_max = 100;             ///< stops collecting there
    std::shared_ptr<FileStore> files;         ///< null: the real file system
};

struct VerifyReport {
    std::uint64_t size = 0;            ///< entries that verify, from the first on
    Hash root{};                       ///< of these
    std::uint64_t signed_size = 0;     ///< covered by a checkpoint
    std::vector<Fault> faults;         ///< empty: verified
    std::vector<std::string> remarks;  ///< no faults, but what the reader should know, with advice
    bool interrupted = false;  ///< stopped before the end: only what is before `size` was looked at
    std::uint64_t resumed_at = 0;  ///< entries that an earlier run had verified
    bool data_key_fits = true;     ///< false: `root_key` opened nothing; one of the faults
    std::uint64_t segments = 0, frames = 0;
    std::uint64_t payloads = 0;         ///< present and fitting their commitment
    std::uint64_t payloads_erased = 0;  ///< absent under a redact entry
    std::uint64_t redactions = 0;
    std::uint64_t redactions_pending = 0;  ///< redact entry there, payload not yet destroyed
    std::uint64_t checkpoints = 0;         ///< signatures and roots checked
    std::uint64_t tree_hashes = 0;         ///< compared with the tree files
    std::uint64_t envelopes = 0;           ///< opened, with a data key
    std::uint64_t epochs_without_key = 0;  ///< destroyed; their envelopes were not opened
    /// Sizes of checkpoints whose time stamps anchor entries quote, with a data key; of what was
    /// read in this run.
    std::vector<std::uint64_t> stamped;
    bool torn_tail =
        false;  ///< bytes of an unacknowledged frame at the end: recovery will cut them
    [[nodiscard]] bool ok() const noexcept { return faults.empty(); }
};

/// Reads everything once, in order, in bounded memory; writes nothing, takes no lock, so the writer
/// may run meanwhile. A trail of another key than the given one is one fault, and nothing more is
/// looked at. The Result fails only when it cannot look (no directory, bad vkey); what it
/// finds wrong is in the report. Where only the entries are gone, that is a fault.
Result<VerifyReport> verify_trail(OffLoop off, const VerifyOptions& options);

}  // namespace gdprd::audit
