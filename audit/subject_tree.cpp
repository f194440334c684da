#include "audit/subject_tree.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "audit/crc32c.hpp"
#include "audit/frame.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kMagic = "gdprdKN1";
constexpr unsigned kTop = kSubjectLevels - 1;
constexpr std::size_t kCachedNodesMax = 256;
constexpr std::size_t kSealedBytes = kSubjectRecordBytes - 4;
/// What stands in the slot of a destroyed key; a number is never given out twice.
constexpr std::uint8_t kDestroyed = 0xFF;

std::string file_name(unsigned level) {
    return "subjects/" + std::to_string(level);
}

std::string place(unsigned level, std::uint64_t index) {
    return "keys/" + file_name(level) + " at offset " + std::to_string(index * kSubjectRecordBytes);
}

/// A node opens only in its place.
Bytes node_aad(unsigned level, std::uint64_t index) {
    Bytes out;
    put_bytes(out, as_bytes(kMagic));
    out.push_back(static_cast<std::uint8_t>(level));
    put_u64(out, index);
    return out;
}

bool all_of_it(BytesView slot, std::uint8_t byte) {
    return std::all_of(slot.begin(), slot.end(), [byte](std::uint8_t b) { return b == byte; });
}

Error not_given_out(std::uint64_t number) {
    return Error(ErrorCode::not_found,
                 "there is no subject key " + std::to_string(number) + " in this trail");
}

}  // namespace

/// The slots in clear; wiped when it goes.
class SubjectTree::Node {
  public:
    Node() : slots_(kSubjectNodeBytes) {}
    explicit Node(Bytes slots) : slots_(std::move(slots)) {}
    Node(const Node& other) = default;
    Node& operator=(const Node&) = delete;
    ~Node() { crypto::wipe(slots_); }

    [[nodiscard]] std::span<std::uint8_t> slot(std::uint64_t index) {
        return std::span(slots_).subspan(index % kSubjectSlots * kSubjectSlotBytes,
                                         kSubjectSlotBytes);
    }
    [[nodiscard]] bool is_free(std::uint64_t index) { return all_zero(slot(index)); }
    [[nodiscard]] BytesView bytes() const { return slots_; }

  private:
    Bytes slots_;
};

SubjectTree::SubjectTree(std::shared_ptr<FileStore> files, std::string dir, RandomSource random,
                         std::vector<KeyWrite> pending)
    : files_(std::move(files)),
      dir_(std::move(dir)),
      random_(std::move(random)),
      pending_(std::move(pending)) {}
SubjectTree::~SubjectTree() = default;
SubjectTree::SubjectTree(SubjectTree&&) noexcept = default;
SubjectTree& SubjectTree::operator=(SubjectTree&&) noexcept = default;

/// Empty: the file does not reach so far.
Result<Bytes> SubjectTree::record_of(NodeId id) {
    const std::uint64_t offset = id.second * kSubjectRecordBytes;
    for (const KeyWrite& write : pending_) {
        if (write.name == file_name(id.first) && write.offset == offset) return write.bytes;
    }
    const auto file = files_->open(dir_ + "/keys/" + file_name(id.first), FileAccess::read);
    if (!file && file.error().code() == ErrorCode::not_found) return Bytes();
    if (!file) return file.error();
    Bytes record(kSubjectRecordBytes);
    GDPRD_TRY_ASSIGN(const std::size_t got, (*file)->read_at(offset, record));
    if (got == 0 || all_zero(record)) return Bytes();
    if (got != record.size()) return Error(ErrorCode::corrupt, "node is cut off");
    return record;
}

void SubjectTree::remember(NodeId id, std::shared_ptr<Node> node) {
    if (cache_.size() >= kCachedNodesMax) cache_.erase(cache_.begin());
    cache_[id] = std::move(node);
}

/// The node as it will be; null: it does not exist.
Result<std::shared_ptr<SubjectTree::Node>> SubjectTree::load(const Secret& kek, NodeId id) {
    const auto [level, index] = id;
    if (const auto found = planned_.find(id); found != planned_.end()) return found->second;
    if (const auto found = cache_.find(id); found != cache_.end()) return found->second;
    Secret key;
    if (level == kTop) {
        key = kek.clone();
    } else {
        GDPRD_TRY_ASSIGN(const auto parent, load(kek, {level + 1, index / kSubjectSlots}));
        if (!parent || parent->is_free(index)) return std::shared_ptr<Node>();
        key = Secret{BytesView(parent->slot(index))};
    }
    auto record = record_of(id);
    if (!record) return record.error().in(place(level, index));
    if (record->empty()) {
        // The top is written with the first key; every other node is there when its key is.
        if (level == kTop) return std::shared_ptr<Node>();
        return Error(ErrorCode::corrupt, "a node is missing: " + place(level, index));
    }
    const BytesView sealed = BytesView(*record).first(kSealedBytes);
    if (crc32c(sealed) != get_u32(BytesView(*record).subspan(kSealedBytes))) {
        return Error(ErrorCode::corrupt, "a node has a bad CRC: " + place(level, index));
    }
    auto slots = crypto::xaes_open(key, node_aad(level, index), sealed);
    if (!slots) return slots.error().in(place(level, index));
    auto node = std::make_shared<Node>(std::move(*slots));
    remember(id, node);
    return node;
}

/// A copy of the node that may be changed; made when there is none.
Result<std::shared_ptr<SubjectTree::Node>> SubjectTree::planned(const Secret& kek, NodeId id) {
    if (const auto found = planned_.find(id); found != planned_.end()) return found->second;
    const auto [level, index] = id;
    GDPRD_TRY_ASSIGN(const auto there, load(kek, id));
    auto copy = there ? std::make_shared<Node>(*there) : std::make_shared<Node>();
    if (!there && level != kTop) {
        GDPRD_TRY_ASSIGN(const auto parent, planned(kek, {level + 1, index / kSubjectSlots}));
        random_(parent->slot(index));
    }
    planned_[id] = copy;
    return copy;
}

/// A key that was given out, as its slot says.
Result<Secret> SubjectTree::slot_of(const Secret& kek, std::uint64_t number) {
    if (number >= kSubjectNumbers) return not_given_out(number);
    GDPRD_TRY_ASSIGN(const auto node, load(kek, {0, number / kSubjectSlots}));
    if (!node || node->is_free(number)) return not_given_out(number);
    return Secret{BytesView(node->slot(number))};
}

Result<Secret> SubjectTree::find(const Secret& kek, std::uint64_t number) {
    GDPRD_TRY_ASSIGN(Secret key, slot_of(kek, number));
    if (all_of_it(key.expose(), kDestroyed)) {
        return Error(ErrorCode::not_found,
                     "the subject key " + std::to_string(number) + " is destroyed");
    }
    return key;
}

Result<bool> SubjectTree::is_destroyed(const Secret& kek, std::uint64_t number) {
    GDPRD_TRY_ASSIGN(const Secret key, slot_of(kek, number));
    return all_of_it(key.expose(), kDestroyed);
}

std::optional<Error> SubjectTree::find_loss(const Secret& kek, std::uint64_t number) {
    for (unsigned level = kTop;; --level) {
        const std::uint64_t slot = number >> (8 * level);
        const auto node = load(kek, {level, slot / kSubjectSlots});
        if (!node) return node.error();
        // Every node below the top is missed by load() itself.
        if (!*node) return Error(ErrorCode::corrupt, "keys/" + file_name(level) + " is missing");
        if ((*node)->is_free(slot)) {
            return Error(ErrorCode::corrupt, "keys/" + file_name(level) +
                                                 " is older than the trail: it lacks subject keys");
        }
        if (level == 0) return std::nullopt;
    }
}

std::vector<LostSubjects> SubjectTree::find_lost(const Secret& kek,
                                                 std::span<const SubjectRun> committed) {
    std::vector<LostSubjects> out;
    const auto add = [&out](const SubjectRun& run, const Error& why) {
        LostSubjects* const last = out.empty() ? nullptr : &out.back();
        const bool goes_on = last != nullptr && last->run.first + last->run.count == run.first &&
                             last->why.message() == why.message();
        if (goes_on) {
            last->run.count += run.count;
        } else {
            out.push_back({run, why});
        }
    };
    for (const SubjectRun& run : committed) {
        const std::uint64_t end = std::min(run.first + run.count, kSubjectNumbers);
        for (std::uint64_t number = run.first; number < end;) {
            const std::uint64_t next = std::min(end, (number / kSubjectSlots + 1) * kSubjectSlots);
            const auto node = load(kek, {0, number / kSubjectSlots});
            const bool there = node && *node;
            if (!there) {
                if (const auto why = find_loss(kek, number)) add({number, next - number}, *why);
            }
            for (; there && number < next; ++number) {
                if (!(*node)->is_free(number)) continue;
                if (const auto why = find_loss(kek, number)) add({number, 1}, *why);
            }
            number = next;
        }
    }
    return out;
}

/// Numbers are given out in order: the last slot in use of the last node of each level leads there.
Result<std::uint64_t> SubjectTree::next_number(const Secret& kek) {
    if (planned_next_) return *planned_next_;
    if (next_) return *next_;
    std::uint64_t index = 0;
    for (unsigned level = kTop;; --level) {
        GDPRD_TRY_ASSIGN(const auto node, load(kek, {level, index}));
        std::uint64_t last = kSubjectSlots;
        while (node && last > 0 && node->is_free(last - 1)) --last;
        if (!node || last == 0) {
            next_ = index * kSubjectSlots;
            break;
        }
        index = index * kSubjectSlots + last - 1;
        if (level == 0) {
            next_ = index + 1;
            break;
        }
    }
    return *next_;
}

Result<std::vector<SubjectKey>> SubjectTree::add(const Secret& kek, std::size_t count,
                                                 std::uint64_t least) {
    GDPRD_TRY_ASSIGN(std::uint64_t number, next_number(kek));
    number = std::max(number, least);
    if (count > kSubjectNumbers - number) {
        return Error(ErrorCode::limit_exceeded, "there are no subject key numbers left");
    }
    std::vector<SubjectKey> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i, ++number) {
        GDPRD_TRY_ASSIGN(const auto node, planned(kek, {0, number / kSubjectSlots}));
        const auto slot = node->slot(number);
        random_(slot);
        out.push_back({number, Secret{BytesView(slot)}});
    }
    planned_next_ = number;
    return out;
}

Result<void> SubjectTree::destroy(const Secret& kek, std::span<const std::uint64_t> numbers) {
    std::set<NodeId> touched;
    for (const std::uint64_t number : numbers) {
        if (number >= kSubjectNumbers) return not_given_out(number);
        const NodeId id{0, number / kSubjectSlots};
        GDPRD_TRY_ASSIGN(const auto there, load(kek, id));
        if (!there || there->is_free(number)) return not_given_out(number);
        GDPRD_TRY_ASSIGN(const auto node, planned(kek, id));
        const auto slot = node->slot(number);
        std::fill(slot.begin(), slot.end(), kDestroyed);
        touched.insert(id);
    }
    for (unsigned level = 0; level < kTop; ++level) {
        std::set<NodeId> above;
        for (const auto& [unused, index] : touched) {
            const NodeId parent_id{level + 1, index / kSubjectSlots};
            GDPRD_TRY_ASSIGN(const auto parent, planned(kek, parent_id));
            random_(parent->slot(index));
            above.insert(parent_id);
        }
        touched = std::move(above);
    }
    return {};
}

Result<Bytes> SubjectTree::slots(const Secret& kek) {
    GDPRD_TRY_ASSIGN(const std::uint64_t count, next_number(kek));
    Bytes out;
    out.reserve(count * kSubjectSlotBytes);
    for (std::uint64_t number = 0; number < count; number += kSubjectSlots) {
        GDPRD_TRY_ASSIGN(const auto node, load(kek, {0, number / kSubjectSlots}));
        const auto wanted = std::min<std::uint64_t>(kSubjectSlots, count - number);
        if (node) {
            put_bytes(out, node->bytes().first(wanted * kSubjectSlotBytes));
        } else {
            out.resize(out.size() + wanted * kSubjectSlotBytes);
        }
    }
    return out;
}

Bytes SubjectTree::readable_slots(const Secret& kek, std::uint64_t count) {
    Bytes out(count * kSubjectSlotBytes);
    for (std::uint64_t number = 0; number < count; number += kSubjectSlots) {
        const auto node = load(kek, {0, number / kSubjectSlots});
        if (!node || !*node) continue;
        const auto wanted = std::min<std::uint64_t>(kSubjectSlots, count - number);
        const BytesView slots = (*node)->bytes().first(wanted * kSubjectSlotBytes);
        std::copy(slots.begin(), slots.end(),
                  out.begin() + static_cast<std::ptrdiff_t>(number * kSubjectSlotBytes));
    }
    return out;
}

Result<void> SubjectTree::fill(const Secret& kek, BytesView slots) {
    const std::uint64_t count = slots.size() / kSubjectSlotBytes;
    cache_.clear();
    planned_.clear();
    // Below a top that is planned empty nothing is looked for in the files.
    if (count > 0) planned_[{kTop, 0}] = std::make_shared<Node>();
    for (std::uint64_t number = 0; number < count; ++number) {
        const BytesView slot = slots.subspan(number * kSubjectSlotBytes, kSubjectSlotBytes);
        // Each node, also an empty one, over what its place holds.
        if (all_zero(slot) && number % kSubjectSlots != 0) continue;
        GDPRD_TRY_ASSIGN(const auto node, planned(kek, {0, number / kSubjectSlots}));
        std::copy(slot.begin(), slot.end(), node->slot(number).begin());
    }
    planned_next_ = count;
    return {};
}

Result<void> SubjectTree::reseal(const Secret& kek) {
    GDPRD_TRY_ASSIGN(const auto top, load(kek, {kTop, 0}));
    if (top) GDPRD_TRY(planned(kek, {kTop, 0}));
    return {};
}

Result<std::vector<KeyWrite>> SubjectTree::writes(const Secret& kek) {
    std::vector<KeyWrite> out;
    for (const auto& [id, node] : planned_) {
        const auto [level, index] = id;
        Secret key;
        if (level == kTop) {
            key = kek.clone();
        } else {
            GDPRD_TRY_ASSIGN(const auto parent, load(kek, {level + 1, index / kSubjectSlots}));
            GDPRD_ASSERT(parent != nullptr);
            key = Secret{BytesView(parent->slot(index))};
        }
        Bytes record(crypto::kXaesNonceBytes);
        random_(record);
        const Bytes nonce = record;
        put_bytes(record,
                  crypto::xaes_seal_with_nonce(key, nonce, node_aad(level, index), node->bytes()));
        put_u32(record, crc32c(record));
        GDPRD_ASSERT(record.size() == kSubjectRecordBytes);
        out.push_back({file_name(level), index * kSubjectRecordBytes, std::move(record)});
    }
    return out;
}

void SubjectTree::keep() {
    for (auto& [id, node] : planned_) remember(id, std::move(node));
    planned_.clear();
    if (planned_next_) next_ = planned_next_;
    planned_next_.reset();
}

void SubjectTree::drop() {
    planned_.clear();
    planned_next_.reset();
}

}  // namespace gdprd::audit
