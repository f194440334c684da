#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "audit/frame.hpp"
#include "audit/keyring.hpp"
#include "audit/trail.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/unit/audit/support/memory_files.hpp"

namespace gdprd::tamper {

/// A number below `end`, from 0 on; the same with every library.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t below(std::uint64_t end) { return end == 0 ? 0 : engine_() % end; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    template <class T>
    const T& of(const std::vector<T>& all) {
        return all[below(all.size())];
    }

  private:
    std::mt19937_64 engine_;
};

/// The trails are in memory, under the name of a directory that is there only to be locked.
const std::string& trail_dir();

/// A frame in the files, and its leaves.
struct FrameAt {
    std::string file;
    std::uint64_t offset = 0;
    audit::FrameHeader header;
    std::vector<audit::FramedLeaf> leaves;  ///< offsets only: the bytes may be gone
    [[nodiscard]] std::uint64_t end_seq() const { return header.first_seq + header.count; }
    [[nodiscard]] std::uint64_t end() const { return offset + header.frame_bytes(); }
};

/// A closed trail in memory, of a shape that the seed decides: several segments, epochs,
/// incarnations, sizes of frames, redacted entries whose payloads are destroyed.
struct SampleTrail {
    std::shared_ptr<test::MemoryFiles> files;
    /// The same at earlier times, oldest first, each closed with a checkpoint.
    std::vector<std::shared_ptr<test::MemoryFiles>> snapshots;
    std::vector<std::uint64_t> snapshot_sizes;
    Secret root_key{BytesView(Bytes(32, 0x5A))};
    std::string vkey;
    std::string last_note;
    std::uint64_t size = 0;
    std::vector<FrameAt> frames;
    std::vector<std::uint64_t> erased;        ///< payloads that are destroyed
    std::vector<std::string> segments;        ///< relative names
    std::vector<std::uint64_t> checkpoints;   ///< sizes of all notes in `checkpoints`
    std::vector<std::uint64_t> note_offsets;  ///< of these
    std::vector<Secret> retired;              ///< signing keys that were replaced
    /// Of each succession: the last size that the key before signed, and where its record begins.
    std::vector<std::uint64_t> successions, succession_offsets;

    static SampleTrail make(std::uint64_t seed);
    [[nodiscard]] Bytes& bytes(const std::string& name) const {
        return files->bytes(trail_dir() + "/" + name);
    }
    [[nodiscard]] std::vector<std::string> names() const;
    /// How often the signing key was changed in the entries from there on.
    [[nodiscard]] std::size_t changed_after(std::uint64_t entries) const {
        return static_cast<std::size_t>(
            std::count_if(successions.begin(), successions.end(),
                          [&](std::uint64_t at) { return at > entries; }));
    }
    [[nodiscard]] const FrameAt& frame_of(std::uint64_t seq) const;
};

/// The frames of the segments, as the files have them.
std::vector<FrameAt> frames_in(test::MemoryFiles& files);
/// Makes the CRC of the frame at `offset` fit what is there.
void mend_crc(Bytes& segment, std::uint64_t offset);

}  // namespace gdprd::tamper
