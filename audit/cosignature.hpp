#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/checkpoint.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// C2SP tlog-cosignature, cosignature/v1 (Ed25519): a witness says that at a time the largest
/// consistent tree it knows of a log is the one of this note.

/// Seconds since 1970-01-01T00:00:00Z; less than 2^63.
using CosignatureTime = std::uint64_t;

/// What is signed: "cosignature/v1 LF time N LF" and the note's text.
[[nodiscard]] std::string cosigned_message(std::string_view note_text, CosignatureTime time);
/// The line that goes under the note, signed with the Ed25519 `seed` under `name`.
[[nodiscard]] SignedNote::Line cosign(std::string_view name, const Secret& seed,
                                      std::string_view note_text, CosignatureTime time);
/// When `witness` (a vkey of type cosignature_v1) cosigned the note; absent when it did not, the
/// newest when it did so more than once. `crypto` when a line of this witness is bad.
Result<std::optional<CosignatureTime>> find_cosignature(const SignedNote& note,
                                                        const VerifierKey& witness);

}  // namespace gdprd::audit
