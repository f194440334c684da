#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/tree.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// C2SP tlog-witness, the call `add-checkpoint`, without I/O.

inline constexpr std::string_view kTreeSizeMediaType = "text/x.tlog.size";
inline constexpr std::size_t kConsistencyHashesMax = 63;
/// Bytes of a request body: the proof, and a checkpoint with many signatures.
inline constexpr std::size_t kAddCheckpointBytesMax = 64ULL * 1024;

/// A request body, taken apart; nothing of it is verified.
struct AddCheckpoint {
    std::uint64_t old_size = 0;
    std::vector<Hash> proof;  ///< consistency from old_size to checkpoint.size
    SignedNote note;
    Checkpoint checkpoint;  ///< of note.text; extension lines stay there only
};
/// Strict: format_add_checkpoint(parse_add_checkpoint(x)) == x.
Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);
[[nodiscard]] std::string format_add_checkpoint(std::uint64_t old_size, std::span<const Hash> proof,
                                                std::string_view note);

/// What becomes of a request.
enum class WitnessVerdict : std::uint8_t {
    cosign,          ///< 200
    malformed,       ///< 400: not the form, or old_size above the checkpoint's size
    no_signature,    ///< 403: no good signature of a trusted key, or a bad one
    unknown_origin,  ///< 404
    other_size,      ///< 409: old_size is not the latest cosigned size, which is told
    other_root,      ///< 409: the latest cosigned tree has the same size and another root
    bad_proof,       ///< 422: the checkpoint does not continue the latest cosigned one
};
/// Of the protocol's HTTP answer.
[[nodiscard]] int http_status(WitnessVerdict verdict) noexcept;
/// A sentence for the answer's body and the log.
[[nodiscard]] std::string_view to_string(WitnessVerdict verdict) noexcept;

/// Judges a request against the keys trusted for its origin (none: the origin is unknown) and the
/// latest tree cosigned of it ({0, empty root} when there is none).
[[nodiscard]] WitnessVerdict judge_checkpoint(const AddCheckpoint& request,
                                              std::span<const VerifierKey> keys,
                                              const TreeHead& latest);

}  // namespace gdprd::audit
