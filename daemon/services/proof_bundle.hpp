#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/proof.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

/// One run of a plan, as its bundle discloses it.
struct RunToProve {
    std::string statement;            ///< the plan's JSON; empty in a package's bundle only
    std::vector<EntryIndex> entries;  ///< of the plan: plan, approval, intents and outcomes
};

/// A proof bundle is deterministic CBOR. Of one run: {"format":"gdprd-proof/v1","request",
/// "statement","entries":[disclosure…]}: the plan's JSON rendering and the plan, approval, intent
/// and outcome entries, each with its inclusion proof. Of several: {"format":"gdprd-proof/v2",
/// "request","runs":[{"statement","entries"}…]}, in the order of the trail. Both have
/// "successions", the trail's file, when its signing key was changed. It holds no personal value
/// and no key; with the trail's public key it verifies offline and for ever (man gdprd-trail.5,
/// PROOF BUNDLE). `limit_exceeded`: no verifier would take what the trail holds.
Result<Bytes> make_proof_bundle(OffLoop off, TrailService& trail, const RequestId& request,
                                const std::vector<RunToProve>& runs);

/// What the bundle proves of one plan.
struct VerifiedRun {
    std::string statement;  ///< JSON of the plan; empty in a package's bundle only
    std::vector<audit::VerifiedDisclosure> entries;
    Hash digest{};                            ///< of the plan
    bool complete = false;                    ///< the last outcome of the whole run says "complete"
    bool approved = false;                    ///< it holds an approval of the plan
    std::uint64_t steps = 0;                  ///< of the plan, by its entry
    std::uint64_t steps_done = 0;             ///< by the last outcome of each
    std::uint64_t steps_without_outcome = 0;  ///< of the plan's; not run, or left out
};

struct VerifiedBundle {
    std::string request;
    std::vector<VerifiedRun> runs;  ///< at least one, in the order of the trail
    std::vector<Hash> missing;      ///< plans carried out before that a plan names; no run of them
    audit::Checkpoint checkpoint;   ///< the newest one of the entries
    Hash manifest{};                ///< of a package's bundle, else zero

    /// Whether the request came to its end: the last run did.
    [[nodiscard]] bool complete() const { return runs.back().complete; }
};

/// Checks every signature, inclusion proof and opening by `vkey`, or by the keys that follow it;
/// that all entries speak of the same request, those of a run of one plan, and that each run comes
/// after the one before; that each statement is there and the one its plan entry names (a package's
/// bundle is one entry, the outcome with the manifest, and has none); that no intent stands before
/// the approval, and that each outcome follows its intent. `crypto` or `corrupt` says which entry
/// fails. What was left out of a run that is not complete cannot be seen; a run that was left out
/// is missing where a later plan names it. Pure.
Result<VerifiedBundle> verify_proof_bundle(BytesView bundle, std::string_view vkey);

}  // namespace gdprd::daemon
