#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "audit/entry.hpp"
#include "audit/file_store.hpp"
#include "audit/key_journal.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// Fills a span with random bytes; replaced only where stored sample bytes are made.
using RandomSource = std::function<void(std::span<std::uint8_t>)>;

inline constexpr unsigned kSubjectLevels = 7;  ///< 256^7 = 2^56 numbers
inline constexpr std::uint64_t kSubjectNumbers = 1ULL << 56;
inline constexpr std::uint64_t kSubjectsMax = 1ULL << 26;  ///< that are restored or listed at once
/// Below DIR: derived, which entry commits to which key.
inline constexpr const char* kLoggedSubjects = "/keys/subjects/logged";
inline constexpr std::size_t kSubjectSlots = 256;
inline constexpr std::size_t kSubjectSlotBytes = 32;
inline constexpr std::size_t kSubjectNodeBytes = kSubjectSlots * kSubjectSlotBytes;
/// Consecutive numbers of subject keys.
struct SubjectRun {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};
/// Keys that were given out, are not destroyed, and cannot be read.
struct LostSubjects {
    SubjectRun run;
    Error why;  ///< corrupt or crypto; names the file
};

/// nonce 24 ‖ sealed slots ‖ tag 16 ‖ CRC 4: one record of DIR/keys/subjects/LEVEL.
inline constexpr std::size_t kSubjectRecordBytes = 24 + kSubjectNodeBytes + 16 + 4;

/// The tree of subject keys in DIR/keys/subjects. A node holds 256 slots of 32 bytes: at level 0
/// the subject keys, above it the keys of the nodes below; the one node of level 6 is sealed under
/// the key-encryption key. This class plans changes as writes and makes none itself: what it is
/// told to keep() must be in the files by then. Not thread-safe.
class SubjectTree {
  public:
    /// `pending`: changes that stand in the journal, for who only reads.
    SubjectTree(std::shared_ptr<FileStore> files, std::string dir, RandomSource random,
                std::vector<KeyWrite> pending);
    ~SubjectTree();
    SubjectTree(SubjectTree&&) noexcept;
    SubjectTree& operator=(SubjectTree&&) noexcept;

    /// not_found: never given out, or destroyed (the message says which); crypto, corrupt: a node
    /// does not open.
    Result<Secret> find(const Secret& kek, std::uint64_t number);
    /// not_found: never given out.
    Result<bool> is_destroyed(const Secret& kek, std::uint64_t number);
    /// Why the key of a number that an entry of the trail commits to is neither there nor
    /// destroyed; none: it is.
    std::optional<Error> find_loss(const Secret& kek, std::uint64_t number);
    /// All such numbers of these.
    std::vector<LostSubjects> find_lost(const Secret& kek, std::span<const SubjectRun> committed);
    /// The number that the next new key gets.
    Result<std::uint64_t> next_number(const Secret& kek);

    /// Plans `count` new keys under consecutive numbers, the first at or above `least`.
    Result<std::vector<SubjectKey>> add(const Secret& kek, std::size_t count, std::uint64_t least);
    /// Plans the end of these keys: each node from a key to the top gets a key of its own anew.
    /// What is destroyed already is passed over; not_found for a number never given out.
    Result<void> destroy(const Secret& kek, std::span<const std::uint64_t> numbers);
    /// All slots of level 0 up to next_number(), in order.
    Result<Bytes> slots(const Secret& kek);
    /// The slots of level 0 below `count` that can be read; zeros for the others.
    Bytes readable_slots(const Secret& kek, std::uint64_t count);
    /// Plans a tree of these slots; what the files hold does not matter.
    Result<void> fill(const Secret& kek, BytesView slots);
    /// Plans that the top, if there is a tree, is sealed anew.
    Result<void> reseal(const Secret& kek);
    /// The writes of all that was planned; the top is sealed under `kek`.
    Result<std::vector<KeyWrite>> writes(const Secret& kek);
    /// The planned changes stand, or are given up.
    void keep();
    void drop();

  private:
    using NodeId = std::pair<unsigned, std::uint64_t>;  ///< level, index
    class Node;
    Result<std::shared_ptr<Node>> load(const Secret& kek, NodeId id);
    Result<std::shared_ptr<Node>> planned(const Secret& kek, NodeId id);
    Result<Secret> slot_of(const Secret& kek, std::uint64_t number);
    Result<Bytes> record_of(NodeId id);
    void remember(NodeId id, std::shared_ptr<Node> node);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    RandomSource random_;
    std::vector<KeyWrite> pending_;
    std::map<NodeId, std::shared_ptr<Node>> cache_;
    std::map<NodeId, std::shared_ptr<Node>> planned_;
    std::optional<std::uint64_t> next_;
    std::optional<std::uint64_t> planned_next_;
};

}  // namespace gdprd::audit
