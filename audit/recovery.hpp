#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/checkpoint_files.hpp"
#include "audit/file_store.hpp"
#include "audit/keyring.hpp"
#include "audit/segments.hpp"
#include "audit/tile_files.hpp"
#include "audit/tree.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

struct Recovered {
    TreeEdge edge;
    JournalPosition position;
    std::string latest_note;        ///< newest checkpoint known; empty: none yet
    std::uint64_t signed_size = 0;  ///< its size
    std::uint64_t bytes_cut = 0;    ///< of a torn tail
};

/// Finds where the trail ends. Replays the frames after the last checkpoint while CRC, MAC, seq,
/// commitments and recomputed root agree; from the first entry when the tree files do not lead to
/// that checkpoint's root (they are rebuilt then). Cuts a tail after which nothing valid follows.
/// corrupt, with the evidence: a bad frame before a valid one; a trail that is shorter than, or
/// another than, a checkpoint says.
Result<Recovered> recover(FileStore& files, const std::string& dir, KeyRing& keys,
                          const std::vector<CheckpointFiles::Known>& known, TileFiles& tiles);

}  // namespace gdprd::audit
