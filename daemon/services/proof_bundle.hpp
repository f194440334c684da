#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/proof.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

/// A proof bundle is deterministic CBOR, {"format":"gdprd-proof/v1","request","statement",
/// "entries":[disclosure…]}, and "successions", the trail's file, when its signing key was changed:
/// the plan's JSON rendering and the plan, approval, intent and outcome
/// entries, each with its inclusion proof. It holds no personal value and no key; with the trail's
/// public key it verifies offline and for ever (man gdprd-trail.5, "Proof bundle").
Result<Bytes> make_proof_bundle(OffLoop off, TrailService& trail, const RequestId& request,
                                const std::string& statement,
                                const std::vector<EntryIndex>& entries);

struct VerifiedBundle {
    std::string request;
    std::string statement;  ///< JSON of the plan; empty in a package's bundle only
    std::vector<audit::VerifiedDisclosure> entries;
    audit::Checkpoint checkpoint;             ///< the newest one of the entries
    bool complete = false;                    ///< the last outcome of the whole run says "complete"
    bool approved = false;                    ///< it holds an approval of the plan
    std::uint64_t steps_without_outcome = 0;  ///< of the plan's; not run, or left out
    Hash manifest{};                          ///< of a package's bundle, else zero
};

/// Checks every signature, inclusion proof and opening by `vkey`, or by the keys that follow it;
/// that all entries speak of the same request and plan; that the statement is there and the one the
/// plan entry names (a package's bundle is one entry, the outcome with the manifest, and has none);
/// that no intent stands before the approval, and that each outcome follows its intent. `crypto` or
/// `corrupt` says which entry fails. What was left out of a run that is not complete cannot be
/// seen. Pure.
Result<VerifiedBundle> verify_proof_bundle(BytesView bundle, std::string_view vkey);

}  // namespace gdprd::daemon
