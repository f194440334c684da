#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/payload.hpp"
#include "audit/trail.hpp"
#include "config/base/bytes.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

struct EpochSummary;

/// One entry with all that shows it to others.
struct Evidence {
    EntryView view;
    Bytes leaf;
    Bytes payload;                   ///< stored bytes; zeros: erased; empty: none
    std::optional<Opening> opening;  ///< of a disclosable payload that is there
    /// Entries of its epoch that define the names in its envelope.
    std::vector<EntryIndex> definitions;
};

/// The key of one epoch, to be given away: who has it reads every envelope and every payload of the
/// epoch but those under subjects' keys, wherever they come by its leaves, and cannot be made to
/// forget it by destroying it here.
struct RevealedEpoch {
    std::uint32_t epoch = 0;
    Secret key;
    EntryIndex key_entry;  ///< the entry that logged the key's commitment
};

/// What shows entries of an open trail to people who have no gdprd. From any thread, as the trail.
class TrailEvidence {
  public:
    /// `trail` must outlive it.
    explicit TrailEvidence(Trail& trail) : trail_(&trail) {}

    /// not_found at or above the trail's size, or when the epoch's key is destroyed.
    Result<Evidence> entry(OffLoop off, EntryIndex index);
    /// not_found: the epoch is unknown, or its key is destroyed.
    Result<RevealedEpoch> epoch(OffLoop off, std::uint32_t epoch);
    /// What of an epoch cannot be read any more once its key is destroyed. not_found as epoch().
    /// Others may read meanwhile.
    Result<EpochSummary> summarise(OffLoop off, std::uint32_t id);
    /// C2SP tlog-proof text against this checkpoint of the trail, which may carry cosignatures;
    /// invalid_argument when it does not cover `index`.
    Result<std::string> prove_under(OffLoop off, EntryIndex index, const std::string& note);

  private:
    static Result<Evidence> read(TrailReader& reader, OffLoop off, EntryIndex index);
    Trail* trail_;
};

}  // namespace gdprd::audit
