#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A checkpoint whose time of existence an authority stamped (RFC 3161):
/// DIR/timestamps/SIZE.checkpoint holds the note, SIZE.tst the token, in DER, of its SHA-256.
struct StampedNote {
    std::string file;  ///< of the token, relative to the trail's directory
    std::string note;
    Bytes token;
};

/// Durable when it returns: the note first, so that a token never stands alone.
Result<void> store_stamped_note(OffLoop off, FileStore& files, const std::string& dir,
                                std::uint64_t size, const std::string& note, BytesView token);

/// All of them, the smallest tree first; `dir` is the trail's directory or the state directory
/// above it. A note without a token is left out: a crash came between. not_found: a token stands
/// alone.
Result<std::vector<StampedNote>> load_stamped_notes(OffLoop off, FileStore& files,
                                                    const std::string& dir);

}  // namespace gdprd::audit
