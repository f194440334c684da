#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "audit/cosignature.hpp"
#include "audit/tree.hpp"
#include "config/base/off_loop.hpp"
#include "daemon/outbound/http_post.hpp"

namespace gdprd::daemon {

/// A witness of the trail, as gdprd.yaml names it.
struct WitnessTarget {
    std::string name;
    audit::VerifierKey key;
    HttpTarget http;
};

/// The witness signed the checkpoint.
struct Cosigned {
    std::string line;  ///< its signature line, verified, with its LF
    audit::CosignatureTime time = 0;
};

/// The witness holds a checkpoint that this trail cannot have: it was set back, or there are two.
struct Contradicted {
    std::uint64_t witness_size = 0;  ///< entries of the trail that the witness knows
    std::uint64_t our_size = 0;      ///< entries of the checkpoint that was sent
    bool longer = false;             ///< the witness knows more entries; false: it knows others
    /// The evidence as a sentence, for the operator.
    [[nodiscard]] std::string to_string(const std::string& witness) const;
};

using WitnessOutcome = std::variant<Cosigned, Contradicted>;
/// Sends a body to add-checkpoint.
using AskOnce = std::function<Result<HttpAnswered>(OffLoop, const std::string& body)>;

/// Submits `note`, a checkpoint of the log whose tree `tiles` holds, and learns the witness's size
/// on the way; `known_size` is what it was thought to be, and is what it is afterwards. Errors:
/// what `ask` says; unavailable for an answer that is none of the protocol's, as of
/// a proxy; not_found or
/// forbidden when the witness does not know this trail or its key.
Result<WitnessOutcome> ask_witness(OffLoop off, const audit::VerifierKey& witness,
                                   const std::string& note, audit::HashSource& tiles,
                                   std::uint64_t& known_size, const AskOnce& ask);

}  // namespace gdprd::daemon
