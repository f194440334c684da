#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/verifier.hpp"
#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A checkpoint whose time of existence an authority stamped (RFC 3161):
/// DIR/timestamps/SIZE.checkpoint holds the note, SIZE.tst the token, in DER, of its SHA-256.
struct StampedNote {
    std::string file;  ///< of the token, relative to the trail's directory
    std::string note;  ///< empty: the checkpoint is not there
    Bytes token;
};

/// Durable when it returns: the note first, so that a token never stands alone.
Result<void> store_stamped_note(OffLoop off, FileStore& files, const std::string& dir,
                                std::uint64_t size, const std::string& note, BytesView token);

/// All of them, the smallest tree first; `dir` is the trail's directory or the state directory
/// above it. A note without a token is left out: a crash came between.
Result<std::vector<StampedNote>> load_stamped_notes(OffLoop off, FileStore& files,
                                                    const std::string& dir);

/// Which stamped checkpoints are there, without a look into them; `trail` is its directory. Adds to
/// the report a fault for each token whose checkpoint is gone, and a remark for checkpoints whose
/// token is gone and for tokens that entries quote (VerifyReport::stamped) and no file holds.
void check_stamps(FileStore& files, const std::string& trail, VerifyReport& report,
                  std::size_t faults_max);

}  // namespace gdprd::audit
