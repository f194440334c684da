#include "audit/leaf_reader.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

Error no_such_entry(std::uint64_t seq) {
    return Error(ErrorCode::not_found, "no entry " + std::to_string(seq) + " in the trail");
}

Error damaged(std::uint64_t seq, const std::string& what) {
    return Error(ErrorCode::corrupt, "entry " + std::to_string(seq) + ": " + what,
                 "run gdprctl audit verify");
}

}  // namespace

Result<void> LeafReader::open_segment(std::size_t number) {
    segment_ = number;
    offset_ = 0;
    GDPRD_TRY_ASSIGN(file_, files_->open(dir_ + "/" + segments_[number].name, FileAccess::read));
    GDPRD_TRY_ASSIGN(file_bytes_, file_->size());
    return {};
}

Result<void> LeafReader::seek(std::uint64_t seq) {
    frame_.leaves.clear();
    GDPRD_TRY_ASSIGN(segments_, list_segments(*files_, dir_));
    const auto after = std::upper_bound(
        segments_.begin(), segments_.end(), seq,
        [](std::uint64_t wanted, const SegmentName& one) { return wanted < one.first_seq; });
    if (after == segments_.begin()) return no_such_entry(seq);
    GDPRD_TRY(open_segment(static_cast<std::size_t>(after - segments_.begin()) - 1));
    FrameScan scan(*file_, file_bytes_);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load_header());
        if (step != FrameScan::Step::frame) return no_such_entry(seq);
        if (seq < scan.header().first_seq) return damaged(seq, "its frame is missing");
        if (seq - scan.header().first_seq < scan.header().count) break;
        scan.skip_frame();
    }
    offset_ = scan.offset();
    seq_ = scan.header().first_seq;
    GDPRD_TRY(load_frame());
    seq_ = seq;
    return {};
}

/// The frame that begins with entry seq_.
Result<void> LeafReader::load_frame() {
    frame_.leaves.clear();
    for (;;) {
        FrameScan scan(*file_, file_bytes_);
        scan.seek(offset_);
        GDPRD_TRY_ASSIGN(const auto step, scan.load());
        if (step == FrameScan::Step::frame) {
            if (scan.header().first_seq != seq_) return damaged(seq_, "its frame is missing");
            frame_.header = scan.header();
            bytes_.assign(scan.frame().begin(), scan.frame().end());
            offset_ += frame_.header.frame_bytes();
            break;
        }
        if (step == FrameScan::Step::bad) return damaged(seq_, "its frame is damaged");
        if (segment_ + 1 == segments_.size()) return no_such_entry(seq_);
        GDPRD_TRY(open_segment(segment_ + 1));
    }
    GDPRD_TRY_ASSIGN(
        frame_.leaves,
        parse_leaves(frame_.header,
                     BytesView(bytes_).subspan(kFrameHeaderBytes, frame_.header.leaves_bytes)));
    return {};
}

Result<LeafReader::Entry> LeafReader::next() {
    if (frame_.leaves.empty() || seq_ - frame_.header.first_seq >= frame_.header.count)
        GDPRD_TRY(load_frame());
    const FramedLeaf& leaf = frame_.leaves[seq_ - frame_.header.first_seq];
    Entry out;
    out.leaf = leaf.bytes;
    out.header = leaf.header;
    const BytesView stored = stored_payload(bytes_, leaf);
    if (!stored.empty() && payload_commitment(stored) == leaf.header.payload_commitment) {
        out.payload = stored;
    } else if (!all_zero(stored)) {
        return damaged(seq_, "its payload was altered");
    }
    ++seq_;
    return out;
}

}  // namespace gdprd::audit
