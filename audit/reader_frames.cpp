// Which frame holds an entry, and the frames that were read last.

#include <algorithm>

#include "audit/reader_parts.hpp"
#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kFrameListsMax = 8;
constexpr std::size_t kLoadedFramesMax = 8;
constexpr std::size_t kLoadedBytesMax = 4U << 20;

}  // namespace

Result<void> TrailReader::Impl::select_file(const SegmentName& segment) {
    if (file && file_name == segment.name) return {};
    GDPRD_TRY_ASSIGN(file, files->open(dir + "/" + segment.name, FileAccess::read));
    GDPRD_TRY_ASSIGN(file_bytes, file->size());
    file_name = segment.name;
    return {};
}

/// Follows the frame headers on, to the frame that holds `until_seq` or to the end.
Result<void> TrailReader::Impl::walk(const SegmentName& segment, FrameList& list,
                                     std::uint64_t until_seq) {
    GDPRD_TRY(select_file(segment));
    FrameScan scan(*file, file_bytes);
    scan.seek(list.end);
    std::uint64_t next = segment.first_seq;
    if (!list.frames.empty()) next = list.frames.back().first_seq + list.frames.back().count;
    while (next <= until_seq) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load_header());
        if (step != FrameScan::Step::frame || scan.header().first_seq != next) break;
        list.frames.push_back({next, scan.offset(), scan.header().count});
        next += scan.header().count;
        scan.skip_frame();
        list.end = scan.offset();
    }
    return {};
}

/// The last one that begins at or before it.
const SegmentName& TrailReader::Impl::segment_of(std::uint64_t seq) const {
    const auto after = std::upper_bound(
        segments.begin(), segments.end(), seq,
        [](std::uint64_t wanted, const SegmentName& s) { return wanted < s.first_seq; });
    GDPRD_ASSERT(after != segments.begin());
    return *(after - 1);
}

/// Whoever reads what lies apart comes back to the same few frames: to look, to check, to change.
Result<const TrailReader::Impl::LoadedFrame*> TrailReader::Impl::load_frame_of(std::uint64_t seq) {
    for (auto at = loaded.begin(); at != loaded.end(); ++at) {
        const FrameHeader& header = at->frame.header;
        if (seq < header.first_seq || seq - header.first_seq >= header.count) continue;
        loaded.splice(loaded.begin(), loaded, at);
        return &loaded.front();
    }
    if (segments.empty() || seq < segments.front().first_seq) return no_such_entry(seq);
    const SegmentName& segment = segment_of(seq);
    auto known = load_known_frame_of(segment, seq);
    if (known) return known;
    // The file may be a repacked one by now, whose frames are elsewhere.
    lists.erase(segment.first_seq);
    file.reset();
    return load_known_frame_of(segment, seq);
}

Bytes TrailReader::Impl::make_room_for_frame() {
    Bytes buffer;
    std::size_t bytes = 0;
    for (const LoadedFrame& one : loaded) bytes += one.bytes.capacity();
    // One stays, however large: an entry that was opened may lie in it.
    while (loaded.size() > 1 && (loaded.size() >= kLoadedFramesMax || bytes > kLoadedBytesMax)) {
        bytes -= loaded.back().bytes.capacity();
        buffer = std::move(loaded.back().bytes);
        loaded.pop_back();
    }
    // A large one would keep its room for small frames, and those for company.
    if (buffer.capacity() > kLoadedBytesMax / 2) buffer = Bytes();
    return buffer;
}

void TrailReader::Impl::drop_frames() noexcept {
    for (LoadedFrame& one : loaded) crypto::wipe(one.bytes);
    loaded.clear();
}

Result<const TrailReader::Impl::LoadedFrame*> TrailReader::Impl::load_known_frame_of(
    const SegmentName& segment, std::uint64_t seq) {
    if (lists.size() > kFrameListsMax) lists.erase(lists.begin());
    FrameList& list = lists[segment.first_seq];
    GDPRD_TRY(walk(segment, list, seq));
    const auto found = std::upper_bound(
        list.frames.begin(), list.frames.end(), seq,
        [](std::uint64_t wanted, const FrameRef& ref) { return wanted < ref.first_seq; });
    if (found == list.frames.begin()) return no_such_entry(seq);
    const FrameRef& ref = *(found - 1);
    if (seq - ref.first_seq >= ref.count) return no_such_entry(seq);
    GDPRD_TRY(select_file(segment));
    FrameScan scan(*file, file_bytes, make_room_for_frame());
    scan.seek(ref.offset);
    GDPRD_TRY_ASSIGN(const auto step, scan.load());
    if (step != FrameScan::Step::frame || scan.header().first_seq != ref.first_seq ||
        scan.header().count != ref.count) {
        return damaged(seq, "its frame is damaged");
    }
    LoadedFrame one{ref.offset, {}, {}};
    one.frame.header = scan.header();
    one.bytes = std::move(scan).take_frame();
    GDPRD_TRY_ASSIGN(
        one.frame.leaves,
        parse_leaves(one.frame.header, BytesView(one.bytes).subspan(
                                           kFrameHeaderBytes, one.frame.header.leaves_bytes)));
    loaded.push_front(std::move(one));
    return &loaded.front();
}

/// The last segment decides; its last frame counts only when it is whole.
Result<void> TrailReader::Impl::find_size() {
    GDPRD_TRY_ASSIGN(segments, list_segments(*files, dir));
    file.reset();
    drop_frames();
    size = 0;
    // Segments that were closed may have been repacked since.
    std::erase_if(lists, [&](const auto& known) {
        return segments.empty() || known.first != segments.back().first_seq;
    });
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
        FrameList& list = lists[segment->first_seq];
        GDPRD_TRY(walk(*segment, list, ~std::uint64_t{0} - 1));
        while (!list.frames.empty()) {
            const FrameRef last = list.frames.back();
            FrameScan scan(*file, file_bytes);
            scan.seek(last.offset);
            GDPRD_TRY_ASSIGN(const auto step, scan.load());
            if (step == FrameScan::Step::frame && parse_frame(scan.frame())) {
                size = last.first_seq + last.count;
                return {};
            }
            list.end = last.offset;
            list.frames.pop_back();
        }
    }
    return {};
}

}  // namespace gdprd::audit
