#include "tests/fault/tamper_trail.hpp"

#include <algorithm>
#include <filesystem>

#include "audit/segments.hpp"
#include "config/base/assert.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::tamper {

using namespace audit;

namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

EntryDraft draft(Dice& dice) {
    EntryDraft out;
    out.type = dice.one_in(9) ? EntryType::outcome : EntryType::read;
    out.store = dice.one_in(3) ? "crm" : "shop";
    out.collection = dice.one_in(2) ? "customers" : "orders";
    out.actor = "uid:app";
    out.row_count = dice.below(1000);
    if (!dice.one_in(8)) out.payload = cbor::Map{{"data", Bytes(4 + dice.below(60), 0x42)}};
    return out;
}

/// What redaction does to a payload, once its redact entry is durable.
void destroy_payload(test::MemoryFiles& files, std::uint64_t seq) {
    for (const FrameAt& frame : frames_in(files)) {
        if (seq < frame.header.first_seq || seq >= frame.end_seq()) continue;
        const FramedLeaf& leaf = frame.leaves[seq - frame.header.first_seq];
        Bytes& bytes = files.bytes(trail_dir() + "/" + frame.file);
        const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(frame.offset + leaf.stored_at);
        std::fill(at, at + leaf.stored_bytes, std::uint8_t{0});
    }
}

}  // namespace

const std::string& trail_dir() {
    static const test::TempDir temp;
    static const std::string path = [] {
        std::filesystem::create_directory(temp.path("trail"));
        return temp.path("trail");
    }();
    return path;
}

std::vector<FrameAt> frames_in(test::MemoryFiles& files) {
    std::vector<FrameAt> out;
    const auto segments = list_segments(files, trail_dir());
    GDPRD_ASSERT(segments.has_value());
    for (const SegmentName& segment : *segments) {
        const BytesView bytes = files.bytes(trail_dir() + "/" + segment.name);
        for (std::uint64_t at = 0; at + kFrameHeaderBytes <= bytes.size();) {
            const auto header = parse_frame_header(bytes.subspan(at));
            if (!header) break;
            auto leaves =
                parse_leaves(*header, bytes.subspan(at + kFrameHeaderBytes, header->leaves_bytes));
            GDPRD_ASSERT(leaves.has_value());
            out.push_back({segment.name, at, *header, std::move(*leaves)});
            at += header->frame_bytes();
        }
    }
    return out;
}

void mend_crc(Bytes& segment, std::uint64_t offset) {
    const auto all = std::span(segment).subspan(offset);
    auto header = parse_frame_header(all);
    GDPRD_ASSERT(header.has_value());
    header->crc = frame_crc(all, all.subspan(kFrameHeaderBytes, header->leaves_bytes));
    encode_frame_header(*header, all);
}

std::vector<std::string> SampleTrail::names() const {
    std::vector<std::string> out;
    for (const std::string& path : files->names(trail_dir() + "/"))
        out.push_back(path.substr(trail_dir().size() + 1));
    std::erase(out, "lock");
    return out;
}

const FrameAt& SampleTrail::frame_of(std::uint64_t seq) const {
    const auto found = std::find_if(frames.begin(), frames.end(),
                                    [&](const FrameAt& frame) { return seq < frame.end_seq(); });
    GDPRD_ASSERT(found != frames.end());
    return *found;
}

SampleTrail SampleTrail::make(std::uint64_t seed) {
    SampleTrail out;
    Dice dice(seed);
    test::ManualClock clock;
    TrailOptions options;
    options.origin = "example.org/tamper";
    options.first_segment_bytes = 32U << 10;
    options.segment_bytes = (48U + 16 * dice.below(3)) << 10;
    options.checkpoint_every = std::chrono::milliseconds(0);
    options.checkpoint_entries = 7 + dice.below(20);
    out.files = std::make_shared<test::MemoryFiles>();
    options.files = out.files;
    const std::uint64_t starts = 2 + dice.below(3);
    std::vector<std::uint64_t> with_payload;
    const bool dense = dice.one_in(2);
    const bool rotates = dice.one_in(2);
    options.repacking = Repacking::off;
    for (std::uint64_t start = 0; start < starts; ++start) {
        if (dense && start + 1 == starts) options.repacking = Repacking::on;
        auto trail = Trail::open(kOff, trail_dir(), options, out.root_key, clock);
        GDPRD_ASSERT(trail.has_value());
        out.vkey = (*trail)->vkey();
        const std::uint64_t frames = 6 + dice.below(8);
        std::vector<std::uint64_t> to_destroy;
        for (std::uint64_t i = 0; i < frames; ++i) {
            std::vector<EntryDraft> drafts(1 + dice.below(dice.one_in(3) ? 30 : 4));
            for (EntryDraft& one : drafts) one = draft(dice);
            const auto appended = (*trail)->append(kOff, drafts);
            GDPRD_ASSERT(appended.has_value());
            for (std::size_t k = 0; k < drafts.size(); ++k)
                if (drafts[k].payload) with_payload.push_back((*appended)[k].index.value());
            clock.advance(std::chrono::seconds(1));
            if (!dice.one_in(4) || with_payload.empty()) continue;
            EntryDraft redact;
            redact.type = EntryType::redact;
            const std::size_t which = dice.below(with_payload.size());
            redact.redacts = EntryIndex(with_payload[which]);
            redact.payload = cbor::Map{{"approver", "token:dpo"}};
            GDPRD_ASSERT((*trail)->append(kOff, std::vector<EntryDraft>{redact}).has_value());
            if (!dice.one_in(3)) to_destroy.push_back(with_payload[which]);
            with_payload.erase(with_payload.begin() + static_cast<std::ptrdiff_t>(which));
        }
        if (start > 0 && rotates) {
            const auto keys = KeyRing::open(out.files, trail_dir(), out.root_key, {});
            GDPRD_ASSERT(keys.has_value());
            out.retired.push_back(keys->signing_seed().clone());
            const auto done = (*trail)->rotate_signing_key(kOff);
            GDPRD_ASSERT(done.has_value());
            out.successions.push_back(done->size);
            GDPRD_ASSERT((*trail)->append(kOff, std::vector<EntryDraft>{draft(dice)}).has_value());
        }
        GDPRD_ASSERT((*trail)->checkpoint(kOff).has_value());
        (*trail)->wait_for_repacking(kOff);
        out.size = (*trail)->size();
        trail->reset();
        for (const std::uint64_t seq : to_destroy) {
            destroy_payload(*out.files, seq);
            out.erased.push_back(seq);
        }
        if (start + 1 == starts) break;
        out.snapshots.push_back(out.files->copy());
        out.snapshot_sizes.push_back(out.size);
    }
    out.last_note = std::string(as_text(out.bytes("checkpoint")));
    out.frames = frames_in(*out.files);
    GDPRD_ASSERT(out.frames.back().end_seq() == out.size);
    for (const FrameAt& frame : out.frames)
        if (out.segments.empty() || out.segments.back() != frame.file)
            out.segments.push_back(frame.file);
    const std::string_view changes =
        out.retired.empty() ? std::string_view() : as_text(out.bytes("successions"));
    for (std::size_t at = 0; at < changes.size();) {
        out.succession_offsets.push_back(at);
        at = changes.find("\n\n", changes.find("\n\n", at) + 2) + 2;
    }
    const std::string_view notes = as_text(out.bytes("checkpoints"));
    for (std::size_t at = 0; at < notes.size();) {
        const auto end = notes.find("\n\n", notes.find("\n\n", at) + 2);
        const auto line = notes.find('\n', at) + 1;
        out.note_offsets.push_back(at);
        out.checkpoints.push_back(std::stoull(std::string(notes.substr(line, 20))));
        at = end + 2;
    }
    return out;
}

}  // namespace gdprd::tamper
