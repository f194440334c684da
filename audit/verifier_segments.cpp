#include <algorithm>

#include "audit/verifier_run.hpp"

namespace gdprd::audit {

namespace {

constexpr int kRereadsMax = 5;
constexpr std::chrono::milliseconds kRereadPause{10};
constexpr std::chrono::seconds kResumeEvery{10};

/// The pipeline lets go of a file before the file goes.
class PipelineUse {
  public:
    explicit PipelineUse(FramePipeline& pipeline) : pipeline_(pipeline) {}
    ~PipelineUse() { pipeline_.stop(); }
    PipelineUse(const PipelineUse&) = delete;
    PipelineUse& operator=(const PipelineUse&) = delete;

  private:
    FramePipeline& pipeline_;
};

}  // namespace

/// Names the leaf of a damaged frame that is not what it was, if that can be found out.
void Verification::blame(const FilePlace& start, BytesView bytes, const std::string& what) {
    const auto header = parse_frame_header(bytes);
    const std::uint64_t first = edge_.size();
    if (!header || header->first_seq != first || bytes.size() < header->frame_bytes()) {
        return faults_.add(start, first, what);
    }
    // A leaf that ends behind the area and is the one in the tree: the area's length is wrong.
    const BytesView rest = bytes.subspan(kFrameHeaderBytes);
    std::uint64_t at = 0;
    for (std::uint64_t seq = first; seq - first < header->count && at + 2 <= header->leaves_bytes;
         ++seq) {
        const auto stored = tree_.leaf(seq);
        if (!stored) return blame_unlisted(start, bytes, what);
        const std::uint64_t length = get_u16(rest.subspan(at));
        const FilePlace leaf{start.file, start.offset + kFrameHeaderBytes + at + 2};
        if (length > rest.size() - at - 2 || leaf_hash(rest.subspan(at + 2, length)) != *stored) {
            return faults_.add(leaf, seq, what + ": the entry is not the one in the tree");
        }
        at += 2 + length;
    }
    faults_.add(start, first, what + ": in the frame's header");
}

/// The same when the tree files do not reach that far: as the leaves themselves tell.
void Verification::blame_unlisted(const FilePlace& start, BytesView bytes,
                                  const std::string& what) {
    const auto header = parse_frame_header(bytes);
    FramePlace bad;
    const auto leaves =
        parse_leaves(*header, bytes.subspan(kFrameHeaderBytes, header->leaves_bytes), &bad);
    if (leaves) return faults_.add(start, edge_.size(), what);
    faults_.add({start.file, start.offset + bad.bad_offset}, bad.bad_seq,
                what + ": " + leaves.error().message());
}

void Verification::blame_padding(const PreparedFrame& prepared, const std::string& file) {
    const FrameHeader& header = prepared.frame.header;
    const BytesView padding = prepared.bytes.subspan(header.content_bytes());
    const auto found =
        std::find_if(padding.begin(), padding.end(), [](std::uint8_t byte) { return byte != 0; });
    if (found == padding.end()) return;
    const auto at = static_cast<std::uint64_t>(found - padding.begin());
    faults_.add({file, prepared.offset + header.content_bytes() + at},
                header.first_seq + header.count - 1, "padding is not zero");
}

/// The tree goes on with the leaves of a frame that were found good, stopping at each size that is
/// signed.
Result<Verification::Outcome> Verification::checkpoints_in(const PreparedFrame& prepared,
                                                           const std::string& file) {
    const FrameHeader& header = prepared.frame.header;
    const std::uint64_t end = header.first_seq + header.count;
    const TreeEdge before = edge_;
    for (auto& level : complete_) level.clear();
    append_leaves(prepared, header.count, edge_, &complete_);
    tree_.compare(complete_);
    if (const auto seq = tree_.differing_leaf(); seq && !suspect_ && *seq >= header.first_seq)
        suspect_ = CheckpointCheck::Suspect{
            {file, prepared.offset + prepared.frame.leaves[*seq - header.first_seq].offset}, *seq};
    std::string fitting;
    for (auto size = checkpoints_.next_size(); size && *size <= end;
         size = checkpoints_.next_size()) {
        TreeEdge at = before;
        append_leaves(prepared, static_cast<std::uint32_t>(*size - header.first_seq), at, nullptr);
        const bool behind = suspect_ && suspect_->seq < *size;
        const auto* const note = checkpoints_.at(at, behind ? suspect_ : std::nullopt);
        if (note != nullptr) fitting = *note;
    }
    if (fitting.empty() || options_.resume_path.empty()) return Outcome::goes_on;
    const bool stop = options_.stop != nullptr && options_.stop->load();
    if (!stop && std::chrono::steady_clock::now() - saved_at_ < kResumeEvery)
        return Outcome::goes_on;
    GDPRD_TRY(save(prepared, before, file, fitting));
    report_.interrupted = stop;
    return stop ? Outcome::stopped : Outcome::goes_on;
}

Result<Verification::Outcome> Verification::frame(const PreparedFrame& prepared,
                                                  const std::string& file) {
    const FilePlace at{file, prepared.offset};
    const FrameHeader& header = prepared.frame.header;
    TreeEdge next = edge_;
    append_leaves(prepared, header.count, next, nullptr);
    if (next.root() != header.root_after) {
        blame(at, prepared.bytes, "the entries do not lead to the frame's root");
        return Outcome::stopped;
    }
    blame_padding(prepared, file);
    entries_.frame(prepared, file);
    for (std::size_t i = 0; i < prepared.frame.leaves.size(); ++i) {
        const FramedLeaf& leaf = prepared.frame.leaves[i];
        payloads_.look(leaf.header, prepared.payloads[i], file, prepared.offset + leaf.stored_at);
        if (prepared.payloads[i] == PayloadFit::fits)
            subjects_.look(stored_payload(prepared.bytes, leaf));
        if (naming_.awaits(leaf.header.seq))
            naming_.look(leaf.header, {file, prepared.offset + leaf.offset});
        entries_.entry(prepared, i, file);
    }
    ++report_.frames;
    return checkpoints_in(prepared, file);
}

/// A frame with a good CRC that this thread read.
Result<Verification::Outcome> Verification::loaded_frame(const FrameScan& scan,
                                                         const std::string& file) {
    const FilePlace at{file, scan.offset()};
    if (scan.header().first_seq != edge_.size()) {
        faults_.add(at, edge_.size(),
                    "the frame here begins with entry " + std::to_string(scan.header().first_seq) +
                        ": entries were removed, reordered or duplicated");
        return Outcome::stopped;
    }
    loaded_.offset = scan.offset();
    if (!prepare_frame(scan.frame(), scan.header(), pipeline_->own_opener(), loaded_)) {
        blame(at, scan.frame(), "frame is damaged");
        return Outcome::stopped;
    }
    return frame(loaded_, file);
}

/// There is no good frame where the next one must be: the end of this segment, an unacknowledged
/// tail, or damage.
Result<Verification::Outcome> Verification::no_frame(FrameScan& scan, FrameScan::Step step,
                                                     const SegmentName& name) {
    const std::uint64_t at = scan.offset();
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
    if (nonzero == scan.size()) return Outcome::goes_on;
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(at + kBlockBytes));
    scan.seek(at);
    GDPRD_TRY_ASSIGN(const auto head, scan.load_header());
    const bool followed = valid != scan.size();
    // The first bytes of a frame reach the disk together: what begins otherwise was never one.
    const bool begun = head == FrameScan::Step::end  // the file ends within a header
                           ? nonzero == at
                           : scan.frame().front() == kFrameMagic.front();
    if (begun && !followed && edge_.size() >= checkpoints_.largest()) {
        report_.torn_tail = true;
        return Outcome::stopped;
    }
    if (step == FrameScan::Step::zeros || (!begun && !followed)) {
        faults_.add({name.name, nonzero}, edge_.size(),
                    followed ? "a frame is missing before offset " + std::to_string(valid)
                             : std::string("padding is not zero"));
        return Outcome::stopped;
    }
    GDPRD_TRY(scan.load());
    const bool cut = step == FrameScan::Step::end;
    blame({name.name, at}, scan.frame(), cut ? "frame is cut off" : scan.problem().message());
    return Outcome::stopped;
}

/// What is not signed yet may be in the making: a frame that is not whole is looked at again, and
/// it is a torn tail if it stays so and nothing follows. Absent: only zeros follow, looked at once,
/// because a moment later there may be a frame.
Result<std::optional<FrameScan::Step>> Verification::load_unsigned(FrameScan& scan) {
    using Found = std::optional<FrameScan::Step>;
    const std::uint64_t at = scan.offset();
    GDPRD_TRY_ASSIGN(const auto step, scan.load());
    if (step == FrameScan::Step::frame && parse_frame(scan.frame())) return Found(step);
    // No commit begins with another entry, whole or not.
    if (step == FrameScan::Step::frame && scan.header().first_seq != edge_.size())
        return Found(step);
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
    if (nonzero == scan.size()) return Found();
    for (int i = 0; i < kRereadsMax; ++i) {
        std::this_thread::sleep_for(kRereadPause);
        GDPRD_TRY_ASSIGN(const auto again, scan.load());
        if (again == FrameScan::Step::frame && parse_frame(scan.frame())) return Found(again);
    }
    if (step != FrameScan::Step::frame) return Found(step);
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(at + kBlockBytes));
    scan.seek(at);
    GDPRD_TRY_ASSIGN(const auto last, scan.load());
    return Found(valid == scan.size() ? FrameScan::Step::bad : last);
}

/// The next frame as other threads prepared it. Null: this thread must look for itself.
const PreparedFrame* Verification::frame_ahead(const FrameScan& scan, StoredFile& file,
                                               const SegmentName* next) {
    if (!pipeline_->running()) {
        const std::uint64_t until = next != nullptr ? ~std::uint64_t{0} : checkpoints_.largest();
        pipeline_->start(file, scan.size(), {scan.offset(), edge_.size(), until});
    }
    return pipeline_->next();
}

Result<Verification::Outcome> Verification::segment(const SegmentName& name,
                                                    const SegmentName* next, std::uint64_t offset) {
    if (offset == 0 && name.first_seq != edge_.size()) {
        // What is missing was at the end of the segment before, or a segment of its own.
        const bool gap = name.first_seq > edge_.size();
        faults_.add(gap && report_.segments != 0 ? end_ : FilePlace{name.name, 0}, edge_.size(),
                    gap ? "entries are missing before " + name.name
                        : std::string("the segment begins with an earlier entry"));
        return Outcome::stopped;
    }
    const auto file = files_.open(dir_ + "/" + name.name, FileAccess::read);
    if (!file) return file.error();
    const PipelineUse use(*pipeline_);
    GDPRD_TRY_ASSIGN(const std::uint64_t size, (*file)->size());
    FrameScan scan(**file, size);
    scan.seek(offset);
    ++report_.segments;
    for (;;) {
        end_ = {name.name, scan.offset()};
        const bool unsigned_yet = edge_.size() >= checkpoints_.largest() && next == nullptr;
        const PreparedFrame* const ahead = unsigned_yet ? nullptr : frame_ahead(scan, **file, next);
        Outcome outcome = Outcome::goes_on;
        if (ahead != nullptr) {
            GDPRD_TRY_ASSIGN(outcome, frame(*ahead, name.name));
            scan.seek(ahead->offset + ahead->frame.header.frame_bytes());
        } else {
            FrameScan::Step step = FrameScan::Step::end;
            if (unsigned_yet) {
                GDPRD_TRY_ASSIGN(const auto found, load_unsigned(scan));
                if (!found) return Outcome::goes_on;
                step = *found;
            } else {
                GDPRD_TRY_ASSIGN(step, scan.load());
            }
            if (step != FrameScan::Step::frame) return no_frame(scan, step, name);
            GDPRD_TRY_ASSIGN(outcome, loaded_frame(scan, name.name));
            scan.skip_frame();
        }
        if (outcome == Outcome::stopped) return outcome;
        if (options_.progress) options_.progress(edge_.size(), checkpoints_.largest());
    }
}

}  // namespace gdprd::audit
