#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/fault/tamper_trail.hpp"

namespace gdprd::tamper {

/// What the verifier must say of one deed.
struct Verdict {
    enum class Kind {
        found,     ///< a fault, the first of which is in the place and of the index given
        harmless,  ///< it verifies: nothing that was acknowledged is missing or another
        torn,      ///< the same, with a torn tail, which recovery cuts
        none       ///< the deed changed nothing: not counted
    };
    Kind kind = Kind::found;
    std::string file;
    std::uint64_t offset_from = 0, offset_to = 0;  ///< inclusive
    std::uint64_t index_from = 0, index_to = 0;    ///< inclusive
    bool with_key = false;  ///< only the root key shows it; without it, it must verify
    std::vector<std::string> known = {};  ///< checkpoints kept elsewhere
};

/// One way to tamper: does it to `files`, a copy of the trail's.
struct Deed {
    std::string name;
    std::uint64_t weight = 1;
    std::function<Verdict(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice)> act;
};
void add_file_deeds(std::vector<Deed>& deeds);
void add_frame_deeds(std::vector<Deed>& deeds);
void add_history_deeds(std::vector<Deed>& deeds);

/// A fault at exactly one place.
inline Verdict found_at(std::string file, std::uint64_t offset, std::uint64_t index) {
    return {Verdict::Kind::found, std::move(file), offset, offset, index, index};
}
/// In the hash of leaf `seq` in the tree files: an altered leaf's hash may begin as the old one did.
inline Verdict found_in_tree(std::uint64_t seq) {
    constexpr std::uint64_t kHashBytes = 32;
    const std::uint64_t offset = kHashBytes * seq;
    return {Verdict::Kind::found, "tree/0", offset, offset + kHashBytes - 1, seq, seq};
}
inline Verdict as(Verdict::Kind kind) {
    Verdict out;
    out.kind = kind;
    return out;
}
inline Bytes& bytes_of(test::MemoryFiles& files, const std::string& name) {
    return files.bytes(trail_dir() + "/" + name);
}

}  // namespace gdprd::tamper
