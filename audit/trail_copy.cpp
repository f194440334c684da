#include "audit/trail_copy.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/checkpoint_files.hpp"
#include "audit/frame.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kSmallFileBytesMax = 1U << 20;
constexpr std::size_t kChunkBytes = 1U << 20;
/// On one disk with the trail, a commit's sync waits for what is on its way.
constexpr std::uint64_t kSyncedBytes = 1U << 20;
constexpr int kRoundsMax = 100;  ///< of looking for segments that were closed meanwhile

Error damaged(const std::string& segment, std::uint64_t offset, std::uint64_t seq) {
    return Error(ErrorCode::corrupt,
                 segment + " at offset " + std::to_string(offset) + ": no good frame with entry " +
                     std::to_string(seq),
                 "run gdprctl audit verify");
}

Result<Checkpoint> head_of(const std::string& note) {
    GDPRD_TRY_ASSIGN(const SignedNote parsed, parse_note(note));
    return parse_checkpoint_head(parsed.text);
}

/// Walks all frames of a segment that are there.
Result<void> each_frame(FileStore& files, const std::string& path,
                        const std::function<Result<void>(FrameScan&)>& action) {
    GDPRD_TRY_ASSIGN(const auto file, files.open(path, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    FrameScan scan(*file, size);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load());
        if (step != FrameScan::Step::frame) return {};
        GDPRD_TRY(action(scan));
        scan.skip_frame();
    }
}

Result<std::vector<FramedLeaf>> leaves_of(const FrameScan& scan) {
    const FrameHeader& header = scan.header();
    return parse_leaves(header, scan.frame().subspan(kFrameHeaderBytes, header.leaves_bytes));
}

/// Seqs of the payloads that redact entries name; ascending, each once.
Result<std::vector<std::uint64_t>> find_targets(FileStore& files, const std::string& dir,
                                                const std::vector<SegmentName>& segments) {
    std::vector<std::uint64_t> out;
    for (const SegmentName& segment : segments) {
        GDPRD_TRY(each_frame(files, dir + "/" + segment.name, [&](FrameScan& scan) -> Result<void> {
            GDPRD_TRY_ASSIGN(const auto leaves, leaves_of(scan));
            for (const FramedLeaf& leaf : leaves) {
                if (leaf.header.leaf_class == LeafClass::redact) out.push_back(leaf.header.target);
            }
            return {};
        }));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Those of `targets` that are in this segment.
Result<std::uint64_t> erase_in(FileStore& files, const std::string& path,
                               std::span<const std::uint64_t> targets) {
    GDPRD_TRY_ASSIGN(const auto file, files.open(path, FileAccess::write));
    std::uint64_t erased = 0;
    GDPRD_TRY(each_frame(files, path, [&](FrameScan& scan) -> Result<void> {
        const FrameHeader& header = scan.header();
        const auto first = std::lower_bound(targets.begin(), targets.end(), header.first_seq);
        if (first == targets.end() || *first >= header.first_seq + header.count) return {};
        GDPRD_TRY_ASSIGN(const auto leaves, leaves_of(scan));
        for (auto at = first; at != targets.end() && *at < header.first_seq + header.count; ++at) {
            const FramedLeaf& leaf = leaves[*at - header.first_seq];
            if (leaf.stored_bytes == 0 || all_zero(stored_payload(scan.frame(), leaf))) continue;
            GDPRD_TRY(file->write_at(scan.offset() + leaf.stored_at, Bytes(leaf.stored_bytes)));
            ++erased;
        }
        return {};
    }));
    if (erased != 0) GDPRD_TRY(file->sync());
    return erased;
}

}  // namespace

TrailCopy::TrailCopy(Options options)
    : options_(std::move(options)), files_(options_.files ? options_.files : real_files()) {}

Result<void> TrailCopy::copy_file(const std::string& name) {
    GDPRD_TRY_ASSIGN(const Bytes bytes,
                     read_file(*files_, options_.from + "/" + name, kSmallFileBytesMax));
    return write_file_atomic(*files_, options_.to + "/" + name, bytes);
}

/// A directory of small files, if it is there.
Result<void> TrailCopy::copy_directory(const std::string& name) {
    const auto names = files_->list(options_.from + "/" + name);
    if (!names && names.error().code() == ErrorCode::not_found) return {};
    if (!names) return names.error();
    GDPRD_TRY(files_->make_directory(options_.to + "/" + name));
    for (const std::string& one : *names) {
        if (one.ends_with(".new")) continue;
        std::string path = name;
        path.append("/").append(one);
        GDPRD_TRY(copy_file(path));
    }
    return {};
}

/// Its frames with entries below `end`, one after the other, without the zeros after them.
Result<void> TrailCopy::copy_segment(const SegmentName& segment, std::uint64_t end) {
    GDPRD_TRY_ASSIGN(const auto file,
                     files_->open(options_.from + "/" + segment.name, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    GDPRD_TRY_ASSIGN(const auto copy,
                     files_->open(options_.to + "/" + segment.name, FileAccess::create));
    GDPRD_TRY(copy->truncate(0));
    FrameScan scan(*file, size);
    std::uint64_t next = segment.first_seq;
    std::uint64_t synced = 0;
    while (next < end) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load());
        if (step != FrameScan::Step::frame || scan.header().first_seq != next) {
            return damaged(segment.name, scan.offset(), next);
        }
        if (scan.header().count > end - next) {
            return Error(ErrorCode::stale, "a segment was repacked across the checkpoint");
        }
        GDPRD_TRY(copy->write_at(scan.offset(), scan.frame()));
        next += scan.header().count;
        scan.skip_frame();
        if (scan.offset() - synced >= kSyncedBytes) {
            GDPRD_TRY(copy->sync());
            synced = scan.offset();
        }
        if (options_.progress && !options_.progress(entries_ + next - segment.first_seq)) {
            return Error(ErrorCode::cancelled, "the copy of the trail was stopped");
        }
    }
    entries_ += next - segment.first_seq;
    return copy->sync();
}

/// Whether there was one to copy.
Result<bool> TrailCopy::copy_closed() {
    bool found = false;
    GDPRD_TRY_ASSIGN(const auto segments, list_segments(*files_, options_.from));
    for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
        if (copied_.contains(segments[i].first_seq)) continue;
        GDPRD_TRY(copy_segment(segments[i], segments[i + 1].first_seq));
        copied_.insert(segments[i].first_seq);
        found = true;
    }
    return found;
}

Result<void> TrailCopy::begin(OffLoop /*off*/) {
    GDPRD_TRY(files_->make_directory(options_.to));
    GDPRD_TRY(files_->make_directory(options_.to + "/segments"));
    GDPRD_TRY(copy_file("vkey"));
    GDPRD_TRY(copy_directory("cosigned"));
    GDPRD_TRY(copy_directory("timestamps"));
    // Under load others are closed meanwhile: they would wait for finish(), which holds up others.
    for (int round = 0; round < kRoundsMax; ++round) {
        GDPRD_TRY_ASSIGN(const bool more, copy_closed());
        if (!more) break;
    }
    return {};
}

Result<void> TrailCopy::copy_tree(std::uint64_t size) {
    GDPRD_TRY(files_->make_directory(options_.to + "/tree"));
    for (unsigned level = 0; level < kTileLevels; ++level) {
        const std::string name = "/tree/" + std::to_string(level);
        const auto file = files_->open(options_.from + name, FileAccess::read);
        if (!file && file.error().code() == ErrorCode::not_found) continue;
        if (!file) return file.error();
        GDPRD_TRY_ASSIGN(const std::uint64_t there, (*file)->size());
        const std::uint64_t hashes = level * 8 >= 64 ? 0 : size >> (level * 8);
        const std::uint64_t bytes = std::min(there / sizeof(Hash), hashes) * sizeof(Hash);
        GDPRD_TRY_ASSIGN(const auto copy, files_->open(options_.to + name, FileAccess::create));
        GDPRD_TRY(copy->truncate(0));
        Bytes chunk;
        for (std::uint64_t at = 0; at < bytes; at += chunk.size()) {
            chunk.resize(std::min<std::uint64_t>(kChunkBytes, bytes - at));
            GDPRD_TRY(read_exactly(**file, at, chunk));
            GDPRD_TRY(copy->write_at(at, chunk));
            GDPRD_TRY(copy->sync());
        }
        GDPRD_TRY(copy->sync());
    }
    return {};
}

Result<void> TrailCopy::copy_checkpoints(std::uint64_t size) {
    GDPRD_TRY_ASSIGN(const auto file,
                     files_->open(options_.from + "/checkpoints", FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t bytes, file->size());
    GDPRD_TRY_ASSIGN(const Bytes vkey,
                     read_file(*files_, options_.from + "/vkey", kSmallFileBytesMax));
    const std::string_view key = as_text(vkey);
    CheckpointLogReader reader(*file, std::string(key.substr(0, key.find('+'))), bytes);
    GDPRD_TRY_ASSIGN(const auto copy,
                     files_->open(options_.to + "/checkpoints", FileAccess::create));
    GDPRD_TRY(copy->truncate(0));
    std::uint64_t at = 0;
    std::string pending;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto note, reader.next());
        const bool wanted = note && head_of(note->text) && head_of(note->text)->size <= size;
        if (wanted) pending.append(note->text).append("\n");
        if (wanted && pending.size() < kChunkBytes) continue;
        GDPRD_TRY(copy->write_at(at, as_bytes(pending)));
        at += pending.size();
        pending.clear();
        if (!wanted) return copy->sync();
    }
}

Result<void> TrailCopy::finish(OffLoop /*off*/, const std::string& note) {
    GDPRD_TRY_ASSIGN(const Checkpoint head, head_of(note));
    GDPRD_TRY_ASSIGN(const auto segments, list_segments(*files_, options_.from));
    const std::uint64_t before = entries_;
    for (std::size_t i = 0; i < segments.size() && segments[i].first_seq < head.size; ++i) {
        if (copied_.contains(segments[i].first_seq)) continue;
        const bool closed = i + 1 < segments.size();
        const std::uint64_t end =
            closed ? std::min(head.size, segments[i + 1].first_seq) : head.size;
        const auto done = copy_segment(segments[i], end);
        if (!done) {
            entries_ = before;
            return done;
        }
    }
    GDPRD_TRY(copy_tree(head.size));
    GDPRD_TRY(copy_checkpoints(head.size));
    GDPRD_TRY_ASSIGN(const std::string all, load_successions(*files_, options_.from));
    if (const std::string known = successions_until(all, head.size); !known.empty())
        GDPRD_TRY(write_file_atomic(*files_, options_.to + "/successions", as_bytes(known)));
    GDPRD_TRY(write_file_atomic(*files_, options_.to + "/last-signed", as_bytes(note)));
    return write_file_atomic(*files_, options_.to + "/checkpoint", as_bytes(note));
}

Result<std::uint64_t> erase_redacted(OffLoop /*off*/, FileStore& files, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const auto segments, list_segments(files, dir));
    GDPRD_TRY_ASSIGN(const auto targets, find_targets(files, dir, segments));
    std::uint64_t erased = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto begin = std::lower_bound(targets.begin(), targets.end(), segments[i].first_seq);
        const auto end = i + 1 < segments.size()
                             ? std::lower_bound(begin, targets.end(), segments[i + 1].first_seq)
                             : targets.end();
        if (begin == end) continue;
        GDPRD_TRY_ASSIGN(const std::uint64_t some,
                         erase_in(files, dir + "/" + segments[i].name, {begin, end}));
        erased += some;
    }
    return erased;
}

}  // namespace gdprd::audit
