// Frames, entries and payloads that change places, go, or come twice; by somebody without a key,
// who can make a CRC fit.

#include <algorithm>

#include "tests/fault/tamper_deeds.hpp"

namespace gdprd::tamper {

using namespace audit;

namespace {

Bytes frame_bytes(const SampleTrail& trail, const FrameAt& frame) {
    const Bytes& all = trail.bytes(frame.file);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(frame.offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(frame.header.frame_bytes())};
}

void put(test::MemoryFiles& files, const FrameAt& at, BytesView bytes) {
    Bytes& all = bytes_of(files, at.file);
    std::copy(bytes.begin(), bytes.end(), all.begin() + static_cast<std::ptrdiff_t>(at.offset));
}

/// Two frames of the same length, in order.
std::optional<std::pair<const FrameAt*, const FrameAt*>> twins(const SampleTrail& trail,
                                                               Dice& dice) {
    const FrameAt& a = dice.of(trail.frames);
    std::vector<const FrameAt*> others;
    for (const FrameAt& b : trail.frames)
        if (&b != &a && b.header.frame_bytes() == a.header.frame_bytes()) others.push_back(&b);
    if (others.empty()) return std::nullopt;
    const FrameAt* b = dice.of(others);
    if (b->header.first_seq < a.header.first_seq) return std::pair(b, &a);
    return std::pair(&a, b);
}

Verdict swap_frames(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const auto pair = twins(trail, dice);
    if (!pair) return as(Verdict::Kind::none);
    const auto [a, b] = *pair;
    put(files, *a, frame_bytes(trail, *b));
    put(files, *b, frame_bytes(trail, *a));
    return found_at(a->file, a->offset, a->header.first_seq);
}

Verdict duplicate_frame(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const auto pair = twins(trail, dice);
    if (!pair) return as(Verdict::Kind::none);
    const auto [a, b] = *pair;
    put(files, *b, frame_bytes(trail, *a));
    return found_at(b->file, b->offset, b->header.first_seq);
}

/// An old frame behind the last one, as if it had been written again.
Verdict replay_frame(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& last = trail.frames.back();
    const FrameAt& old = dice.of(trail.frames);
    Bytes& all = bytes_of(files, last.file);
    if (last.end() + old.header.frame_bytes() > all.size()) return as(Verdict::Kind::none);
    FrameAt place = last;
    place.offset = last.end();
    put(files, place, frame_bytes(trail, old));
    return found_at(last.file, last.end(), trail.size);
}

/// Its place filled with zeros, or closed up by what follows.
Verdict drop_frame(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& frame = dice.of(trail.frames);
    Bytes& all = bytes_of(files, frame.file);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(frame.offset);
    const auto end = begin + static_cast<std::ptrdiff_t>(frame.header.frame_bytes());
    const bool closed_up = dice.one_in(2);
    if (closed_up) {
        all.erase(begin, end);
        all.resize(trail.bytes(frame.file).size());
    } else {
        std::fill(begin, end, std::uint8_t{0});
    }
    Verdict out = found_at(frame.file, frame.offset, frame.header.first_seq);
    // Zeros are told from where something follows them.
    if (!closed_up) out.offset_to = frame.end();
    return out;
}

/// The leaves area with the leaves in this order; `which` may repeat or leave out.
void rebuild(const SampleTrail& trail, test::MemoryFiles& files, const FrameAt& frame,
             const std::vector<std::size_t>& which) {
    const Bytes old = frame_bytes(trail, frame);
    Bytes fresh(old.begin(), old.begin() + kFrameHeaderBytes);
    for (const std::size_t i : which) {
        const FramedLeaf& leaf = frame.leaves[i];
        put_u16(fresh, static_cast<std::uint16_t>(leaf.bytes.size()));
        put_bytes(fresh, BytesView(old).subspan(leaf.offset, leaf.bytes.size()));
    }
    FrameHeader header = frame.header;
    header.count = static_cast<std::uint32_t>(which.size());
    header.leaves_bytes = static_cast<std::uint32_t>(fresh.size() - kFrameHeaderBytes);
    header.payload_bytes = 0;
    for (const std::size_t i : which) {
        const FramedLeaf& leaf = frame.leaves[i];
        header.payload_bytes += leaf.stored_bytes;
        put_bytes(fresh, BytesView(old).subspan(leaf.stored_at, leaf.stored_bytes));
    }
    encode_frame_header(header, fresh);
    // It must end where the old one did, or what follows is lost too.
    fresh.resize(std::max<std::size_t>(fresh.size(), old.size()));
    FrameAt place = frame;
    if (round_up_to_block(fresh.size()) > old.size()) return;
    put(files, place, fresh);
    mend_crc(bytes_of(files, frame.file), frame.offset);
}

const FrameAt* frame_of_many(const SampleTrail& trail, Dice& dice) {
    for (int i = 0; i < 20; ++i) {
        const FrameAt& frame = dice.of(trail.frames);
        if (frame.leaves.size() >= 3 && frame.header.flags == 0) return &frame;
    }
    return nullptr;
}

Verdict entry_deed(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice, int deed) {
    const FrameAt* const frame = frame_of_many(trail, dice);
    if (frame == nullptr) return as(Verdict::Kind::none);
    std::vector<std::size_t> which(frame->leaves.size());
    for (std::size_t i = 0; i < which.size(); ++i) which[i] = i;
    const std::size_t a = dice.below(which.size() - 1);
    std::size_t first = a;
    if (deed == 0) std::swap(which[a], which[a + 1 + dice.below(which.size() - 1 - a)]);
    if (deed == 1) which.erase(which.begin() + static_cast<std::ptrdiff_t>(a));
    if (deed == 2) {
        which[a + 1] = which[a];
        first = a + 1;
    }
    const Bytes before = bytes_of(files, frame->file);
    rebuild(trail, files, *frame, which);
    if (bytes_of(files, frame->file) == before) return as(Verdict::Kind::none);
    const FramedLeaf& leaf = frame->leaves[first];
    Verdict out =
        found_at(frame->file, frame->offset + leaf.offset, frame->header.first_seq + first);
    // A frame that is shorter than it was: what is wrong may be told of the frame.
    if (deed == 1) {
        out.offset_from = frame->offset;
        out.index_from = frame->header.first_seq;
    }
    return out;
}

Verdict swap_payloads(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    struct Payload {
        const FrameAt* frame;
        const FramedLeaf* leaf;
    };
    std::vector<Payload> all;
    for (const FrameAt& frame : trail.frames)
        for (const FramedLeaf& leaf : frame.leaves)
            if (leaf.header.payload_length != 0 &&
                std::find(trail.erased.begin(), trail.erased.end(), leaf.header.seq) ==
                    trail.erased.end())
                all.push_back({&frame, &leaf});
    Payload a = dice.of(all);
    std::vector<Payload> same;
    for (const Payload& b : all)
        if (b.leaf != a.leaf && b.leaf->header.payload_length == a.leaf->header.payload_length)
            same.push_back(b);
    if (same.empty()) return as(Verdict::Kind::none);
    Payload b = dice.of(same);
    if (b.leaf->header.seq < a.leaf->header.seq) std::swap(a, b);
    for (std::uint32_t i = 0; i < a.leaf->header.payload_length; ++i)
        std::swap(bytes_of(files, a.frame->file)[a.frame->offset + a.leaf->stored_at + i],
                  bytes_of(files, b.frame->file)[b.frame->offset + b.leaf->stored_at + i]);
    return found_at(a.frame->file, a.frame->offset + a.leaf->stored_at, a.leaf->header.seq);
}

bool is_redacted(const SampleTrail& trail, std::uint64_t seq) {
    for (const FrameAt& frame : trail.frames)
        for (const FramedLeaf& leaf : frame.leaves)
            if (leaf.header.leaf_class == LeafClass::redact && leaf.header.target == seq)
                return true;
    return false;
}

/// Zeros without a redact entry are a fault; with one they are what redaction does.
Verdict zero_payload(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& frame = dice.of(trail.frames);
    const FramedLeaf& leaf = dice.of(frame.leaves);
    const std::uint32_t length = leaf.stored_bytes;
    const std::uint64_t at = frame.offset + leaf.stored_at;
    if (length == 0) return as(Verdict::Kind::none);
    Bytes& all = bytes_of(files, frame.file);
    std::fill_n(all.begin() + static_cast<std::ptrdiff_t>(at), length, std::uint8_t{0});
    if (is_redacted(trail, leaf.header.seq)) return as(Verdict::Kind::harmless);
    // An epoch's first payload is read for what it says, before it is known that none names it.
    if (leaf.header.seq == frame.header.first_seq) {
        Verdict out = found_at(frame.file, at, leaf.header.seq);
        out.offset_from = frame.offset + leaf.offset;
        return out;
    }
    return found_at(frame.file, at, leaf.header.seq);
}

}  // namespace

void add_frame_deeds(std::vector<Deed>& deeds) {
    deeds.push_back({"swap-frames", 4, swap_frames});
    deeds.push_back({"duplicate-frame", 4, duplicate_frame});
    deeds.push_back({"replay-frame", 3, replay_frame});
    deeds.push_back({"drop-frame", 4, drop_frame});
    const auto entry = [](int deed) {
        return [deed](const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
            return entry_deed(trail, files, dice, deed);
        };
    };
    deeds.push_back({"swap-entries", 3, entry(0)});
    deeds.push_back({"drop-entry", 3, entry(1)});
    deeds.push_back({"duplicate-entry", 3, entry(2)});
    deeds.push_back({"swap-payloads", 3, swap_payloads});
    deeds.push_back({"zero-payload", 3, zero_payload});
}

}  // namespace gdprd::tamper
