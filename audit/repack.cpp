#include "audit/repack.hpp"

#include <algorithm>

#include "audit/frame.hpp"

namespace gdprd::audit {

namespace {

/// A frame is read as a whole for one entry of it: large enough that padding is nothing, small
/// enough that a search is quick.
constexpr std::uint64_t kFrameContentBytes = 256ULL << 10;
constexpr std::size_t kFrameEntries = 1024;
/// What a sync must wait for stays small, so that commits do not wait behind it.
constexpr std::uint64_t kSyncBytes = 256ULL << 10;
/// Fewer bytes saved than this part of the segment are not worth the writing.
constexpr std::uint64_t kGainPart = 8;

std::string beside(const std::string& dir, const SegmentName& name) {
    return dir + "/" + name.name + ".new";
}

Error fault(const SegmentName& name, std::uint64_t offset, const std::string& what) {
    return Error(ErrorCode::corrupt, name.name + ": offset " + std::to_string(offset) + ": " + what,
                 "run gdprctl audit verify");
}

/// Collects frames into larger ones and writes them.
class Merger {
  public:
    Merger(StoredFile& out, Repacked& report) : out_(out), report_(report) {}

    /// `hashes` are those of the frame's leaves. The frame follows the one before.
    Result<void> add(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
                     const Secret& mac_key);
    /// Writes what is left and syncs.
    Result<void> finish();

  private:
    Result<void> flush();
    [[nodiscard]] bool takes(const FrameHeader& next) const;

    StoredFile& out_;
    Repacked& report_;
    FrameHeader header_;  ///< of the frame in the making; count 0: none
    Bytes leaves_;
    Bytes payloads_;
    std::vector<std::uint32_t> left_out_;
    std::vector<Hash> hashes_;
    Secret mac_key_;
    std::uint64_t at_ = 0;
    std::uint64_t synced_ = 0;
    Bytes scratch_;
};

bool Merger::takes(const FrameHeader& next) const {
    const std::uint64_t bytes = leaves_.size() + payloads_.size() + next.content_bytes();
    return next.epoch == header_.epoch && next.incarnation == header_.incarnation &&
           bytes <= kFrameContentBytes && header_.count + next.count <= kFrameEntries;
}

Result<void> Merger::add(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
                         const Secret& mac_key) {
    if (header_.count != 0 && !takes(frame.header)) GDPRD_TRY(flush());
    if (header_.count == 0) {
        header_ = frame.header;
        header_.count = 0;
        mac_key_ = mac_key.clone();
    }
    for (const FramedLeaf& leaf : frame.leaves) {
        put_u16(leaves_, static_cast<std::uint16_t>(leaf.bytes.size()));
        put_bytes(leaves_, leaf.bytes);
        const BytesView payload = stored_payload(bytes, leaf);
        if (leaf.header.payload_length != 0 && all_zero(payload)) {
            left_out_.push_back(header_.count);
        } else {
            put_bytes(payloads_, payload);
        }
        ++header_.count;
    }
    hashes_.insert(hashes_.end(), hashes.begin(), hashes.end());
    header_.root_after = frame.header.root_after;
    return {};
}

Result<void> Merger::flush() {
    for (const std::uint32_t leaf : left_out_) put_u32(leaves_, leaf);
    header_.flags = left_out_.empty() ? 0 : kFramePayloadsLeftOut;
    header_.leaves_bytes = static_cast<std::uint32_t>(leaves_.size());
    header_.payload_bytes = static_cast<std::uint32_t>(payloads_.size());
    Bytes frame(kFrameHeaderBytes);
    put_bytes(frame, leaves_);
    put_bytes(frame, payloads_);
    frame.resize(header_.frame_bytes());
    seal_frame_header(header_, frame, hashes_, mac_key_, scratch_);
    GDPRD_TRY(out_.write_at(at_, frame));
    at_ += frame.size();
    if (at_ - synced_ >= kSyncBytes) {
        GDPRD_TRY(out_.sync());
        synced_ = at_;
    }
    ++report_.frames_after;
    report_.payloads_left_out += left_out_.size();
    header_ = {};
    leaves_.clear();
    payloads_.clear();
    left_out_.clear();
    hashes_.clear();
    return {};
}

Result<void> Merger::finish() {
    if (header_.count != 0) GDPRD_TRY(flush());
    report_.bytes_after = at_;
    return out_.sync();
}

/// Reads one closed segment from its first frame to its last, and trusts nothing in it.
class Source {
  public:
    Source(const RepackContext& context, const ClosedSegment& segment, StoredFile& file,
           std::uint64_t size)
        : context_(context), segment_(segment), scan_(file, size) {}

    /// From the headers alone: what it has, and about what it would have.
    Result<Repacked> estimate();
    Result<Repacked::Outcome> copy(TreeEdge edge, Merger& out);

  private:
    Result<Repacked::Outcome> copy_frame(TreeEdge& edge, Merger& out);
    [[nodiscard]] Error fault_here(const std::string& what) const {
        return fault(segment_.name, scan_.offset(), what);
    }

    const RepackContext& context_;
    const ClosedSegment& segment_;
    FrameScan scan_;
    std::vector<Hash> hashes_;
    Bytes scratch_;
};

Result<Repacked> Source::estimate() {
    Repacked out;
    out.bytes_before = scan_.size();
    std::uint64_t content = 0;
    for (scan_.seek(0);;) {
        GDPRD_TRY_ASSIGN(const auto step, scan_.load_header());
        if (step == FrameScan::Step::bad) return fault_here(scan_.problem().message());
        if (step != FrameScan::Step::frame) break;
        content += scan_.header().content_bytes();
        ++out.frames_before;
        scan_.skip_frame();
    }
    out.bytes_after = round_up_to_block(content + content / kFrameContentBytes * kBlockBytes);
    return out;
}

Result<Repacked::Outcome> Source::copy_frame(TreeEdge& edge, Merger& out) {
    const auto frame = parse_frame(scan_.frame(), Payloads::may_be_erased);
    if (!frame) return fault_here(frame.error().message());
    const FrameHeader& header = frame->header;
    if (header.first_seq != edge.size()) return fault_here("the frame is not the next one");
    hashes_.clear();
    for (const FramedLeaf& leaf : frame->leaves) {
        hashes_.push_back(leaf_hash(leaf.bytes));
        edge.append(hashes_.back(), nullptr);
    }
    if (edge.root() != header.root_after) {
        return fault_here("the entries do not lead to the frame's root");
    }
    if (!padding_is_zero(header, scan_.frame())) return fault_here("padding is not zero");
    auto keys = context_.keys.epoch(header.epoch);
    if (!keys && keys.error().code() == ErrorCode::not_found) {
        GDPRD_TRY(context_.keys.reload());
        keys = context_.keys.epoch(header.epoch);
    }
    if (!keys && context_.keys.is_destroyed(header.epoch)) return Repacked::Outcome::no_key;
    if (!keys) return keys.error();
    if (frame_mac((*keys)->mac, scan_.frame(), hashes_, scratch_) != header.mac) {
        return fault_here("frame has a bad MAC");
    }
    GDPRD_TRY(out.add(*frame, scan_.frame(), hashes_, (*keys)->mac));
    return Repacked::Outcome::beside;
}

Result<Repacked::Outcome> Source::copy(TreeEdge edge, Merger& out) {
    for (scan_.seek(0);; scan_.skip_frame()) {
        if (context_.stopping) return Repacked::Outcome::stopped;
        GDPRD_TRY_ASSIGN(const auto step, scan_.load());
        if (step == FrameScan::Step::bad) return fault_here(scan_.problem().message());
        if (step != FrameScan::Step::frame) break;
        GDPRD_TRY_ASSIGN(const auto outcome, copy_frame(edge, out));
        if (outcome != Repacked::Outcome::beside) return outcome;
    }
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan_.first_nonzero(scan_.offset()));
    if (nonzero != scan_.size()) return fault_here("padding is not zero");
    if (edge.size() != segment_.end_seq) return fault_here("entries are missing at its end");
    // The writer made the tree files from its own memory: a second witness of what is copied.
    const auto wanted = tree_root(context_.tree, segment_.end_seq);
    if (!wanted || edge.root() != *wanted) {
        return fault_here("the entries are not those of the tree files");
    }
    GDPRD_TRY(out.finish());
    return Repacked::Outcome::beside;
}

}  // namespace

Result<Repacked> repack_beside(const RepackContext& context, const ClosedSegment& segment) {
    using Outcome = Repacked::Outcome;
    const std::string path = context.dir + "/" + segment.name.name;
    GDPRD_TRY_ASSIGN(const auto file, context.files.open(path, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    Source source(context, segment, *file, size);
    GDPRD_TRY_ASSIGN(Repacked report, source.estimate());
    if (report.bytes_after + report.bytes_before / kGainPart > report.bytes_before) return report;
    auto edge = TreeEdge::load(context.tree, segment.name.first_seq);
    // Recovery begins at the last checkpoint: that must not be in the middle of a frame.
    if (segment.end_seq > context.signed_size || !edge ||
        !tree_root(context.tree, segment.end_seq)) {
        report.outcome = Outcome::not_yet;
        return report;
    }
    Result<Outcome> copied = Error();
    {
        GDPRD_TRY_ASSIGN(const auto out,
                         context.files.open(beside(context.dir, segment.name), FileAccess::create));
        GDPRD_TRY(out->truncate(0));
        Merger merger(*out, report);
        copied = source.copy(std::move(*edge), merger);
    }
    if (!copied || *copied != Outcome::beside) {
        discard_beside(context.files, context.dir, segment.name);
    }
    if (!copied) return copied.error();
    report.outcome = *copied;
    return report;
}

Result<void> put_in_place(FileStore& files, const std::string& dir, const SegmentName& name) {
    GDPRD_TRY(files.rename(beside(dir, name), dir + "/" + name.name));
    return files.sync_directory(dir + "/segments");
}

void discard_beside(FileStore& files, const std::string& dir, const SegmentName& name) {
    static_cast<void>(files.remove(beside(dir, name)));
}

}  // namespace gdprd::audit
