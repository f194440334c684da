#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/key_files.hpp"
#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// All keys of a trail in clear, but for the root key and the ratchet. Never stored so: sealed for
/// recipients (config/base/crypto_cms) as soon as it is encoded.
struct KeyBackup {
    struct Epoch {
        EpochRecord record;  ///< without its wrapped key
        Secret key;          ///< empty: destroyed
    };
    std::string origin;
    Secret seed;
    std::uint64_t made_ns = 0;     ///< wall clock
    std::uint64_t trail_size = 0;  ///< entries then
    std::vector<Epoch> epochs;     ///< ascending ids
    Secret subjects;               ///< 32 bytes for each number from 0: key, or zeros, or ff
};
/// As man gdprd-trail.5 has it.
[[nodiscard]] Secret encode_key_backup(const KeyBackup& backup);
/// corrupt, with what is wrong.
Result<KeyBackup> parse_key_backup(BytesView bytes);

/// What was made of a backup.
struct RestoredKeys {
    std::uint64_t epochs = 0;
    std::uint64_t epochs_lost = 0;  ///< begun after the backup: their entries cannot be read
    std::uint64_t lost_from = 0;    ///< the first of these entries, when there are any
    std::uint64_t subjects = 0;
    std::uint64_t subjects_destroyed = 0;  ///< after the backup, by what the trail says
    std::uint64_t subjects_lost = 0;       ///< made after the backup, and not there any more
    std::uint64_t subjects_kept = 0;       ///< of `subjects`, made after the backup and still there
};
/// A longer copy of the same trail, whose keys need not be there.
struct NewerTrail {
    std::string dir;         ///< the trail's directory; empty: there is none
    std::uint64_t size = 0;  ///< entries of it that are believed
};
/// Makes the key files of the trail in `dir` anew, under this root key and a fresh ratchet; where
/// only keys of subjects are lost, these alone, in one step. Keys of subjects that this root key
/// still opens are kept. What the trail, or a newer copy of it, says was destroyed since the backup
/// is destroyed in it before anything is written. conflict: the keys are there and open, or the
/// trail is another's or in use; stale: the signing key was changed since the backup, by what the
/// trail or the newer copy says; crypto: a key is not the one that the trail committed to.
/// Interrupted, it is to be run again.
Result<RestoredKeys> restore_keys(OffLoop off, const std::string& dir, const Secret& root_key,
                                  KeyBackup backup, const NewerTrail& newer = {});

}  // namespace gdprd::audit
