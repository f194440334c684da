#pragma once

#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// Checks one bare Merkle proof (RFC 9162 §2.1.3.2, §2.1.4.2), given as JSON:
///
///     {"type":"inclusion","index":n,"size":n,"leaf_hash":b64,"root":b64,"proof":[b64…]}
///     {"type":"consistency","size1":n,"size2":n,"root1":b64,"root2":b64,"proof":[b64…]}
///
/// No signature is involved: the roots are taken at their word. Strict: exactly these members, each
/// hash 32 bytes, at most 64 of them, and size1 = 0 refused, for it proves nothing. Pure. The error
/// says why the proof does not hold.
Result<void> check_proof_math(std::string_view text);

}  // namespace gdprd::daemon::ctl
