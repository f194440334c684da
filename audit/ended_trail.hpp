#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/signing_chain.hpp"
#include "audit/verifier.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// A trail that another one is to continue: its last head, and what speaks against writing it.
struct EndedTrail {
    std::string origin;
    std::string vkey;
    std::string note;  ///< the largest checkpoint known that it signed, with its cosignatures
    Checkpoint head;   ///< of that note
    VerifyReport report;
    /// What keeps it from going on; derived files that can be rebuilt do not. Empty: nothing that
    /// its own files know.
    std::vector<Fault> evidence;
};

/// Reads everything, writes nothing. `dir` is the trail's own directory; `last_signed_path` as in
/// VerifyOptions. crypto: the root key does not open this trail. corrupt: no checkpoint in it
/// verifies, so there is no head to quote.
Result<EndedTrail> examine_ended_trail(OffLoop off, const std::string& dir,
                                       const std::string& last_signed_path, const Secret& root_key);

/// The verifier key beside a trail, the first that it signed with; not_found without the file.
Result<VerifierKey> load_vkey(OffLoop off, const std::string& dir);
/// The same with all that followed it.
Result<SigningChain> load_signing_keys(OffLoop off, const std::string& dir);

}  // namespace gdprd::audit
