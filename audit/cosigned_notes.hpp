#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/cosignature.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/off_loop.hpp"

namespace gdprd::audit {

/// A checkpoint that stands beside a trail and may have cosignatures.
struct CosignedNote {
    std::string file;  ///< relative to the trail's directory
    std::string text;
};
/// `checkpoint` and the files of `cosigned/` (what each of the trail's witnesses signed last), as
/// far as they are there; `dir` is the trail's directory or the state directory above it.
Result<std::vector<CosignedNote>> load_cosigned_notes(OffLoop off, FileStore& files,
                                                      const std::string& dir);

/// The largest checkpoint of a log that a witness cosigned.
struct WitnessedHead {
    Checkpoint checkpoint;
    CosignatureTime time = 0;
    std::string file;
};
/// Of the notes that `log` signed. not_found when the witness cosigned none of them; crypto when
/// one has a bad signature of the log or of the witness.
Result<WitnessedHead> find_witnessed_head(const std::vector<CosignedNote>& notes,
                                          const SigningChain& log, const VerifierKey& witness);

}  // namespace gdprd::audit
