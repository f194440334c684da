#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

class TrailService;

/// Whether the keys of the epochs go with the entries. Who has them reads every entry of these
/// epochs that they come by, but what is sealed for one person.
enum class BundleKeys : std::uint8_t { withheld, given };

struct BundleOrder {
    std::vector<EntryIndex> entries;  ///< what was asked for, ascending
    std::string criteria;             ///< JSON: what was asked, for the reader
    BundleKeys keys = BundleKeys::withheld;
    /// How long to wait for a witness to cosign a checkpoint that covers the entries.
    std::chrono::milliseconds cosignature_wait{0};
};

struct MadeBundle {
    Bytes zip;
    std::vector<EntryIndex> entries;    ///< all that are in it
    std::vector<std::uint32_t> epochs;  ///< whose keys are in it
    bool cosigned = false;              ///< the checkpoint in it, by a witness
};
/// An auditor's bundle (daemon/export/bundle/README.txt): entries in clear with their stored bytes,
/// what opens them, proofs under one checkpoint with its cosignatures, and the readme and script by
/// which it is verified without gdprd. Entries that the asked ones need (definitions of names with
/// the keys, redactions) come too. limit_exceeded above kBundleEntries.
Result<MadeBundle> make_audit_bundle(OffLoop off, TrailService& trail, const BundleOrder& order,
                                     WallTime now);

struct CheckedBundle {
    audit::Checkpoint checkpoint;
    std::vector<std::string> entries;  ///< "12 read", proven at their place with their bytes
    std::uint64_t opened = 0;          ///< of these, whose text was shown by its digest and fits
    // What is proven of them; each is in one of these.
    std::uint64_t read = 0;              ///< every part, with the key of their epoch
    std::uint64_t read_but_payload = 0;  ///< all but a payload that is sealed for one person
    std::uint64_t text = 0;              ///< text, time, type and request
    std::uint64_t told = 0;              ///< place and bytes only
};
/// Whether a zip is such a bundle, and not an access package.
[[nodiscard]] bool is_audit_bundle(BytesView zip);
/// Place, bytes and openings of every entry, under `vkey`, and what the keys of epochs in it open,
/// as verify.py checks it. `corrupt` or `crypto` names the entry.
Result<CheckedBundle> check_audit_bundle(BytesView zip, std::string_view vkey);

}  // namespace gdprd::daemon
