#include "audit/recovery.hpp"

#include <algorithm>

#include "audit/frame.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kAdvice =
    "keep this directory as evidence and run gdprctl audit verify; restore a newer copy, or go on "
    "with a new trail that quotes the last checkpoint: give it a new trail.origin, then gdprd "
    "continue-trail --confirm=OLD-ORIGIN";

Error refuse(const std::string& what) {
    return Error(ErrorCode::corrupt, "trail refuses to be written: " + what, std::string(kAdvice));
}

std::string place(const std::string& segment, std::uint64_t offset) {
    return segment + " at offset " + std::to_string(offset);
}

/// Replays one trail; holds what the steps share.
class Replay {
  public:
    Replay(FileStore& files, const std::string& dir, KeyRing& keys, TileFiles& tiles)
        : files_(files), dir_(dir), keys_(keys), tiles_(tiles) {}

    Result<Recovered> run(const std::vector<CheckpointFiles::Known>& known);

  private:
    Result<void> choose_base(const std::vector<CheckpointFiles::Known>& known);
    Result<void> walk_segment(const std::string& name, StoredFile& file, std::uint64_t size);
    Result<void> after_the_end(const std::string& name, FrameScan& scan);
    Result<void> replay_frame(const FrameScan& scan);
    Result<bool> is_next_frame(const FrameScan& scan);
    Result<void> end_of_data(FrameScan& scan, const std::string& name);
    Result<void> cut(const JournalPosition& from);
    Result<void> compare_with(const std::vector<CheckpointFiles::Known>& known);

    FileStore& files_;
    const std::string& dir_;
    KeyRing& keys_;
    TileFiles& tiles_;
    std::vector<SegmentName> segments_;
    const CheckpointFiles::Known* newest_ = nullptr;
    Recovered out_;
    TreeEdge staged_;
    TileHashes complete_;
    Bytes scratch_;
    std::uint64_t next_seq_ = 0;  ///< of the frame that is walked over next
    bool ended_ = false;          ///< the torn tail or the zeros were reached
    std::vector<JournalPosition> torn_;
};

/// The newest checkpoint is where replay begins, if the tree files lead to its root.
Result<void> Replay::choose_base(const std::vector<CheckpointFiles::Known>& known) {
    for (const auto& candidate : known) {
        if (candidate.text.empty()) continue;  // compared with when all is there
        if (newest_ == nullptr || candidate.checkpoint.size > newest_->checkpoint.size) {
            newest_ = &candidate;
        }
    }
    for (const auto& other : known) {
        if (newest_ == nullptr) break;
        if (other.checkpoint.size == newest_->checkpoint.size &&
            other.checkpoint.root != newest_->checkpoint.root) {
            return refuse(other.source + " and " + newest_->source +
                          " are signed for the same size with different roots");
        }
    }
    if (newest_ != nullptr) {
        out_.latest_note = newest_->text;
        out_.signed_size = newest_->checkpoint.size;
        GDPRD_TRY_ASSIGN(const std::uint64_t in_tree, tiles_.size());
        if (in_tree >= out_.signed_size) {
            const auto edge = TreeEdge::load(tiles_, out_.signed_size);
            if (edge && edge->root() == newest_->checkpoint.root) out_.edge = *edge;
        }
    }
    return tiles_.truncate_to(out_.edge.size());
}

/// Whether the frame that was loaded is whole and the next one. Stages its leaves.
Result<bool> Replay::is_next_frame(const FrameScan& scan) {
    const FrameHeader& header = scan.header();
    if (header.first_seq != out_.edge.size()) return false;
    // What is signed was whole once: its payloads may have been destroyed since.
    const bool is_signed = header.first_seq + header.count <= out_.signed_size;
    const auto frame =
        parse_frame(scan.frame(), is_signed ? Payloads::may_be_erased : Payloads::all_there);
    if (!frame) return false;
    staged_ = out_.edge;
    for (auto& level : complete_) level.clear();
    std::vector<Hash> hashes;
    hashes.reserve(frame->leaves.size());
    for (const FramedLeaf& leaf : frame->leaves) {
        hashes.push_back(leaf_hash(leaf.bytes));
        staged_.append(hashes.back(), &complete_);
    }
    if (staged_.root() != header.root_after) return false;
    if (keys_.is_destroyed(header.epoch)) return true;
    const auto keys = keys_.epoch(header.epoch);
    if (!keys) return refuse(keys.error().message());
    return frame_mac((*keys)->mac, scan.frame(), hashes, scratch_) == header.mac;
}

Result<void> Replay::replay_frame(const FrameScan& scan) {
    out_.edge = staged_;
    tiles_.append(complete_);
    if (newest_ != nullptr && out_.edge.size() == newest_->checkpoint.size &&
        out_.edge.root() != newest_->checkpoint.root) {
        return refuse("its first " + std::to_string(out_.edge.size()) +
                      " entries are not those signed in " + newest_->source);
    }
    next_seq_ = scan.header().first_seq + scan.header().count;
    return {};
}

/// Zeros the unacknowledged rest, so that padding is zero again. A crash here leaves a shorter
/// tail, which the next recovery cuts.
Result<void> Replay::cut(const JournalPosition& from) {
    GDPRD_TRY_ASSIGN(const auto file, files_.open(dir_ + "/" + from.segment, FileAccess::write));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    FrameScan scan(*file, size);
    const Bytes zeros(kBlockBytes);
    for (std::uint64_t at = from.offset;;) {
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
        if (nonzero == size) break;
        const std::uint64_t begin = nonzero / kBlockBytes * kBlockBytes;
        GDPRD_TRY(file->write_at(begin, zeros));
        out_.bytes_cut += kBlockBytes;
        at = begin + kBlockBytes;
    }
    return file->sync();
}

/// Nothing valid may follow, here or in a later segment. What is torn is cut at the very end, when
/// it is sure that the trail may be written: until then the evidence stays as it is.
Result<void> Replay::end_of_data(FrameScan& scan, const std::string& name) {
    const std::uint64_t from = scan.offset();
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(from));
    if (nonzero == scan.size()) return {};
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(from + kBlockBytes));
    if (valid != scan.size()) {
        return refuse("damaged in the middle: no good frame in " + place(name, from) + " (entry " +
                      std::to_string(next_seq_) + "), but a valid one in " + place(name, valid));
    }
    torn_.push_back({name, from});
    return {};
}

Result<void> Replay::walk_segment(const std::string& name, StoredFile& file, std::uint64_t size) {
    FrameScan scan(file, size);
    if (ended_) return after_the_end(name, scan);
    for (;;) {
        GDPRD_TRY_ASSIGN(FrameScan::Step step, scan.load_header());
        const bool before_base = next_seq_ < out_.edge.size();
        if (step == FrameScan::Step::frame && before_base) {
            if (scan.header().first_seq != next_seq_) {
                return refuse("frame out of order in " + place(name, scan.offset()) + " (entry " +
                              std::to_string(next_seq_) + ")");
            }
            next_seq_ += scan.header().count;
            scan.skip_frame();
            continue;
        }
        if (step == FrameScan::Step::frame) {
            GDPRD_TRY_ASSIGN(step, scan.load());
        }
        if (step == FrameScan::Step::frame) {
            GDPRD_TRY_ASSIGN(const bool next, is_next_frame(scan));
            if (next) {
                GDPRD_TRY(replay_frame(scan));
                out_.position = {name, scan.offset() + scan.header().frame_bytes()};
                scan.skip_frame();
                continue;
            }
        }
        // A segment that is full ends in zeros or at its end, and the next one goes on.
        out_.position = {name, scan.offset()};
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(scan.offset()));
        const bool next_goes_on = std::any_of(segments_.begin(), segments_.end(), [&](auto& s) {
            return s.first_seq == next_seq_ && s.name != name;
        });
        if (nonzero == size && next_goes_on) return {};
        ended_ = true;
        return end_of_data(scan, name);
    }
}

/// No crash leaves a segment after the one that the trail ends in.
Result<void> Replay::after_the_end(const std::string& name, FrameScan& scan) {
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(0));
    const std::string where =
        valid == scan.size() ? name : "a valid frame in " + place(name, valid);
    return refuse("entries from " + std::to_string(next_seq_) +
                  " on are missing or damaged, but there is " + where);
}

Result<void> Replay::compare_with(const std::vector<CheckpointFiles::Known>& known) {
    for (const auto& other : known) {
        const Checkpoint& checkpoint = other.checkpoint;
        if (checkpoint.size > out_.edge.size()) {
            return refuse("it has " + std::to_string(out_.edge.size()) + " entries, but " +
                          other.source + " is signed for " + std::to_string(checkpoint.size) +
                          " with root " + base64_encode(checkpoint.root));
        }
        GDPRD_TRY_ASSIGN(const Hash root, tree_root(tiles_, checkpoint.size));
        if (root != checkpoint.root) {
            return refuse("its first " + std::to_string(checkpoint.size) +
                          " entries are not those signed in " + other.source + " with root " +
                          base64_encode(checkpoint.root));
        }
    }
    return {};
}

Result<Recovered> Replay::run(const std::vector<CheckpointFiles::Known>& known) {
    GDPRD_TRY(choose_base(known));
    GDPRD_TRY_ASSIGN(segments_, list_segments(files_, dir_));
    // Walking begins in the segment that holds the first entry to replay.
    std::size_t first = 0;
    while (first + 1 < segments_.size() && segments_[first + 1].first_seq <= out_.edge.size()) {
        ++first;
    }
    if (!segments_.empty()) next_seq_ = segments_[first].first_seq;
    const std::uint64_t base = out_.edge.size();
    if (next_seq_ > base) return refuse("its first segment is missing");
    for (std::size_t i = first; i < segments_.size(); ++i) {
        const std::string path = dir_ + "/" + segments_[i].name;
        GDPRD_TRY_ASSIGN(const auto file, files_.open(path, FileAccess::read));
        GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
        if (size == 0 || size % kBlockBytes != 0) {
            return refuse(segments_[i].name + " has an impossible length");
        }
        GDPRD_TRY(walk_segment(segments_[i].name, *file, size));
    }
    if (next_seq_ > out_.edge.size()) {
        return refuse("frame headers before " + place(out_.position.segment, out_.position.offset) +
                      " count more entries than are signed");
    }
    if (next_seq_ < base) {
        return refuse("it ends at entry " + std::to_string(next_seq_) + ", but " + newest_->source +
                      " is signed for " + std::to_string(base) + " with root " +
                      base64_encode(newest_->checkpoint.root));
    }
    GDPRD_TRY(compare_with(known));
    for (const JournalPosition& torn : torn_) GDPRD_TRY(cut(torn));
    GDPRD_TRY(tiles_.flush());
    return std::move(out_);
}

}  // namespace

Result<Recovered> recover(FileStore& files, const std::string& dir, KeyRing& keys,
                          const std::vector<CheckpointFiles::Known>& known, TileFiles& tiles) {
    return Replay(files, dir, keys, tiles).run(known);
}

}  // namespace gdprd::audit
