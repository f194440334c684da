// Flipped bits and cut ends, anywhere.

#include <algorithm>

#include "tests/fault/tamper_deeds.hpp"

namespace gdprd::tamper {

using namespace audit;

namespace {

void flip(test::MemoryFiles& files, const std::string& name, std::uint64_t offset, Dice& dice) {
    bytes_of(files, name)[offset] ^= static_cast<std::uint8_t>(1U << dice.below(8));
}

/// What a changed byte of a segment is part of.
Verdict verdict_of_segment(const SampleTrail& trail, const std::string& file,
                           std::uint64_t offset) {
    std::uint64_t end = 0;
    std::uint64_t seq = 0;
    for (const FrameAt& frame : trail.frames) {
        if (frame.file != file) continue;
        end = frame.end();
        seq = frame.end_seq();
        if (offset >= end) continue;
        const std::uint64_t at = offset - frame.offset;
        const std::uint64_t first = frame.header.first_seq;
        if (at < kFrameHeaderBytes) return found_at(file, frame.offset, first);
        for (std::size_t i = 0; i < frame.leaves.size(); ++i) {
            const FramedLeaf& leaf = frame.leaves[i];
            // the two bytes of its length belong to it
            if (at >= leaf.offset - 2 && at < leaf.offset + leaf.bytes.size())
                return found_at(file, frame.offset + leaf.offset, first + i);
            if (at >= leaf.stored_at && at < leaf.stored_at + leaf.stored_bytes)
                return found_at(file, frame.offset + leaf.stored_at, first + i);
        }
        if (at < kFrameHeaderBytes + frame.header.leaves_bytes)  // the list of payloads left out
            return found_at(file, frame.offset, first);
        return found_at(file, offset, seq - 1);  // padding
    }
    // Behind the last frame there is nothing; a commit begins otherwise than one flipped bit.
    return found_at(file, offset, seq);
}

/// What a changed byte of `checkpoints` is part of: a note, and the end of one is also the
/// beginning of the next.
Verdict verdict_of_history(const SampleTrail& trail, std::uint64_t offset) {
    std::size_t note = trail.note_offsets.size() - 1;
    while (trail.note_offsets[note] > offset) --note;
    Verdict out = found_at("checkpoints", trail.note_offsets[note],
                           note == 0 ? 0 : trail.checkpoints[note - 1]);
    // A damaged last record may look like one that a crash cut off: then it is missing.
    if (note + 1 == trail.note_offsets.size()) {
        out.offset_from = 0;
        out.index_to = trail.size;
    }
    return out;
}

/// A key that is not led to any more makes the newest checkpoint no one's: entry 0 is in doubt.
Verdict verdict_of_succession(const SampleTrail& trail, std::uint64_t offset) {
    std::size_t record = trail.succession_offsets.size() - 1;
    while (trail.succession_offsets[record] > offset) --record;
    Verdict out = found_at("successions", trail.succession_offsets[record],
                           record == 0 ? 0 : trail.successions[record - 1]);
    out.index_from = 0;
    return out;
}

Verdict flip_anywhere(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const auto names = trail.names();
    const std::string& name = dice.of(names);
    const std::uint64_t size = trail.bytes(name).size();
    if (size == 0) return as(Verdict::Kind::none);
    const std::uint64_t offset = dice.below(size);
    flip(files, name, offset, dice);
    if (name.starts_with("segments/0")) return verdict_of_segment(trail, name, offset);
    if (name == "segments/spare" || name == "reserve") return found_at(name, offset, trail.size);
    if (name.starts_with("tree/")) {
        const auto level = static_cast<unsigned>(name.back() - '0');
        return found_at(name, offset, offset / 32 << (8 * level));
    }
    if (name == "checkpoints") return verdict_of_history(trail, offset);
    if (name == "successions") return verdict_of_succession(trail, offset);
    if (name == "keys/journal") return as(Verdict::Kind::harmless);  // done, and cleared
    Verdict out = found_at(name, 0, 0);
    if (name == "keys/epochs") out.offset_to = size;
    return out;
}

/// The same where entries are, so that not most of them fall into zeros.
Verdict flip_content(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& frame = dice.of(trail.frames);
    const std::uint64_t offset = frame.offset + dice.below(frame.header.content_bytes());
    flip(files, frame.file, offset, dice);
    return verdict_of_segment(trail, frame.file, offset);
}

/// As when a file was not written to its end. Each byte of the last frames is tried in turn.
Verdict truncate_segment(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const std::size_t last = trail.frames.size() - 1;
    const FrameAt& frame = trail.frames[last - dice.below(std::min<std::size_t>(last, 3))];
    const std::uint64_t at = frame.offset + dice.below(frame.header.frame_bytes() + 1);
    bytes_of(files, frame.file).resize(at);
    const FrameAt* next = nullptr;
    for (const FrameAt& one : trail.frames)
        if (one.header.first_seq == frame.end_seq()) next = &one;
    if (at == frame.end()) {
        if (next == nullptr || next->file != frame.file) return as(Verdict::Kind::harmless);
        return found_at(frame.file, at, frame.end_seq());
    }
    return found_at(frame.file, frame.offset, frame.header.first_seq);
}

/// Zeros behind the last frame are no entries.
Verdict truncate_free_space(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& last = trail.frames.back();
    Bytes& bytes = bytes_of(files, last.file);
    bytes.resize(last.end() + dice.below(bytes.size() - last.end() + 1));
    return as(Verdict::Kind::harmless);
}

/// Tree files are derived: a shorter one is rebuilt, half a hash is damage.
Verdict cut_derived(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    std::vector<std::string> levels;
    for (const std::string& name : trail.names())
        if (name.starts_with("tree/") && !trail.bytes(name).empty()) levels.push_back(name);
    if (levels.empty()) return as(Verdict::Kind::none);
    const std::string& name = dice.of(levels);
    const std::uint64_t size = trail.bytes(name).size();
    if (dice.one_in(5)) {
        (void)files.remove(trail_dir() + "/" + name);
        return as(Verdict::Kind::harmless);
    }
    const std::uint64_t at = dice.below(size);
    bytes_of(files, name).resize(at);
    if (at % 32 == 0) return as(Verdict::Kind::harmless);
    const auto level = static_cast<unsigned>(name.back() - '0');
    return found_at(name, at - at % 32, at / 32 << (8 * level));
}

Verdict remove_file(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const std::string name = dice.of(trail.names());
    if (name.starts_with("keys/") || name.starts_with("tree/")) return as(Verdict::Kind::none);
    (void)files.remove(trail_dir() + "/" + name);
    if (name.starts_with("segments/0")) {
        std::uint64_t before = 0;
        const FrameAt* end = nullptr;
        for (const FrameAt& frame : trail.frames) {
            if (frame.file == name) break;
            before = frame.end_seq();
            end = &frame;
        }
        if (end != nullptr) return found_at(end->file, end->end(), before);
        return found_at(trail.segments.size() > 1 ? trail.segments[1] : "segments", 0, 0);
    }
    if (name == "checkpoint" || name == "checkpoints") return found_at(name, 0, 0);
    if (name == "successions") return found_at("checkpoint", 0, 0);
    return as(Verdict::Kind::harmless);  // last-signed and vkey are remarked on
}

}  // namespace

void add_file_deeds(std::vector<Deed>& deeds) {
    deeds.push_back({"flip-anywhere", 6, flip_anywhere});
    deeds.push_back({"flip-content", 8, flip_content});
    deeds.push_back({"truncate-segment", 8, truncate_segment});
    deeds.push_back({"truncate-free-space", 1, truncate_free_space});
    deeds.push_back({"cut-derived", 3, cut_derived});
    deeds.push_back({"remove-file", 2, remove_file});
}

}  // namespace gdprd::tamper
