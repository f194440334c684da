#include "audit/frame.hpp"

#include <algorithm>
#include <cstring>

#include "audit/crc32c.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

/// Far above what a writer makes (see limits in the man page), far below what fits in no memory.
constexpr std::uint32_t kAreaBytesMax = 1U << 30;

void store_u32(std::span<std::uint8_t> out, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

void store_u64(std::span<std::uint8_t> out, std::uint64_t value) {
    for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
}

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what);
}

}  // namespace

std::uint64_t FrameHeader::content_bytes() const noexcept {
    return std::uint64_t{kFrameHeaderBytes} + leaves_bytes + payload_bytes;
}

std::uint64_t FrameHeader::frame_bytes() const noexcept {
    return round_up_to_block(content_bytes());
}

void encode_frame_header(const FrameHeader& header, std::span<std::uint8_t> out) {
    GDPRD_ASSERT(out.size() >= kFrameHeaderBytes);
    std::copy(kFrameMagic.begin(), kFrameMagic.end(), out.begin());
    store_u32(out.subspan(8), header.epoch);
    store_u32(out.subspan(12), header.incarnation);
    store_u64(out.subspan(16), header.first_seq);
    store_u32(out.subspan(24), header.count);
    store_u32(out.subspan(28), header.leaves_bytes);
    store_u32(out.subspan(32), header.payload_bytes);
    store_u32(out.subspan(36), header.flags);
    std::copy(header.root_after.begin(), header.root_after.end(), out.begin() + 40);
    std::copy(header.mac.begin(), header.mac.end(), out.begin() + 72);
    store_u32(out.subspan(104), header.crc);
}

Result<FrameHeader> parse_frame_header(BytesView bytes) {
    if (bytes.size() < kFrameHeaderBytes) return corrupt("frame header is cut off");
    if (!std::equal(kFrameMagic.begin(), kFrameMagic.end(), bytes.begin())) {
        return corrupt("no frame begins here: bad magic");
    }
    FrameHeader header;
    header.epoch = get_u32(bytes.subspan(8));
    header.incarnation = get_u32(bytes.subspan(12));
    header.first_seq = get_u64(bytes.subspan(16));
    header.count = get_u32(bytes.subspan(24));
    header.leaves_bytes = get_u32(bytes.subspan(28));
    header.payload_bytes = get_u32(bytes.subspan(32));
    header.flags = get_u32(bytes.subspan(36));
    std::copy_n(bytes.begin() + 40, 32, header.root_after.begin());
    std::copy_n(bytes.begin() + 72, 32, header.mac.begin());
    header.crc = get_u32(bytes.subspan(104));
    if ((header.flags & ~kFramePayloadsLeftOut) != 0) {
        return Error(ErrorCode::unsupported, "frame header has unknown flags",
                     "use a gdprctl that is not older than the trail's writer");
    }
    const std::uint64_t least = std::uint64_t{header.count} * (2 + kHeaderBytes);
    if (header.count == 0 || header.count > kFrameEntriesMax || header.leaves_bytes < least ||
        header.leaves_bytes > kAreaBytesMax || header.payload_bytes > kAreaBytesMax ||
        header.first_seq + header.count < header.first_seq) {
        return corrupt("frame header has impossible counts");
    }
    return header;
}

namespace {

/// The leaves themselves; `offset` is where they end.
Result<std::vector<FramedLeaf>> parse_leaf_run(const FrameHeader& header, BytesView leaves,
                                               std::uint64_t& offset, FramePlace& at) {
    std::vector<FramedLeaf> out;
    out.reserve(header.count);
    for (std::uint32_t i = 0; i < header.count; ++i) {
        at = {kFrameHeaderBytes + offset, header.first_seq + i};
        if (leaves.size() - offset < 2) return corrupt("leaf is cut off");
        const std::uint16_t length = get_u16(leaves.subspan(offset));
        offset += 2;
        if (leaves.size() - offset < length) return corrupt("leaf is longer than its frame");
        FramedLeaf leaf;
        leaf.bytes = leaves.subspan(offset, length);
        leaf.offset = kFrameHeaderBytes + offset;
        GDPRD_TRY_ASSIGN(leaf.header, parse_header(leaf.bytes));
        if (leaf.header.seq != header.first_seq + i) {
            return corrupt("leaf is not the one that belongs here: its seq does not run on");
        }
        if (leaf.header.epoch != header.epoch) return corrupt("leaf is of another epoch");
        leaf.stored_bytes = leaf.header.payload_length;
        offset += length;
        out.push_back(leaf);
    }
    return out;
}

/// Ascending numbers of leaves that have a payload, which is not there.
Result<void> parse_left_out(BytesView list, std::vector<FramedLeaf>& leaves) {
    if (list.empty() || list.size() % 4 != 0) {
        return corrupt("list of payloads left out has the wrong length");
    }
    std::uint64_t least = 0;
    for (; !list.empty(); list = list.subspan(4)) {
        const std::uint32_t number = get_u32(list);
        if (number < least || number >= leaves.size() || leaves[number].stored_bytes == 0) {
            return corrupt("list of payloads left out names what it cannot");
        }
        leaves[number].stored_bytes = 0;
        least = std::uint64_t{number} + 1;
    }
    return {};
}

}  // namespace

Result<std::vector<FramedLeaf>> parse_leaves(const FrameHeader& header, BytesView leaves,
                                             FramePlace* place) {
    GDPRD_ASSERT(leaves.size() == header.leaves_bytes);
    FramePlace unused;
    FramePlace& at = place != nullptr ? *place : unused;
    std::uint64_t offset = 0;
    GDPRD_TRY_ASSIGN(auto out, parse_leaf_run(header, leaves, offset, at));
    at = {kFrameHeaderBytes + offset, header.first_seq};
    if ((header.flags & kFramePayloadsLeftOut) != 0) {
        GDPRD_TRY(parse_left_out(leaves.subspan(offset), out));
    } else if (offset != leaves.size()) {
        return corrupt("leaves do not fill their area");
    }
    std::uint64_t payload = kFrameHeaderBytes + std::uint64_t{header.leaves_bytes};
    const std::uint64_t end = header.content_bytes();
    for (FramedLeaf& leaf : out) {
        at = {leaf.offset - 2, leaf.header.seq};
        leaf.stored_at = payload;
        if (leaf.stored_bytes > end - payload) return corrupt("payload exceeds its frame");
        payload += leaf.stored_bytes;
    }
    if (payload != end) return corrupt("payloads do not fill their area");
    return out;
}

BytesView stored_payload(BytesView frame, const FramedLeaf& leaf) {
    return frame.subspan(leaf.stored_at, leaf.stored_bytes);
}

std::uint32_t frame_crc(BytesView header, BytesView leaves) noexcept {
    return crc32c(leaves, crc32c(header.first(kFrameCrcInputBytes)));
}

Hash frame_mac(const Secret& mac_key, BytesView header, std::span<const Hash> leaves,
               Bytes& scratch) {
    scratch.resize(kFrameMacInputBytes + 32 * leaves.size());
    std::memcpy(scratch.data(), header.data(), kFrameMacInputBytes);
    if (!leaves.empty()) {
        std::memcpy(scratch.data() + kFrameMacInputBytes, leaves.data(), 32 * leaves.size());
    }
    return crypto::hmac_sha256(mac_key, scratch);
}

void seal_frame_header(FrameHeader& header, std::span<std::uint8_t> frame,
                       std::span<const Hash> leaves, const Secret& mac_key, Bytes& scratch) {
    const auto head = frame.first(kFrameHeaderBytes);
    encode_frame_header(header, head);
    header.mac = frame_mac(mac_key, head, leaves, scratch);
    encode_frame_header(header, head);
    header.crc = frame_crc(head, frame.subspan(kFrameHeaderBytes, header.leaves_bytes));
    encode_frame_header(header, head);
}

Result<Frame> parse_frame(BytesView bytes, Payloads payloads) {
    Frame frame;
    GDPRD_TRY_ASSIGN(frame.header, parse_frame_header(bytes));
    if (bytes.size() < frame.header.frame_bytes()) return corrupt("frame is cut off");
    const BytesView leaves = bytes.subspan(kFrameHeaderBytes, frame.header.leaves_bytes);
    if (frame_crc(bytes, leaves) != frame.header.crc) return corrupt("frame has a bad CRC");
    GDPRD_TRY_ASSIGN(frame.leaves, parse_leaves(frame.header, leaves));
    for (const FramedLeaf& leaf : frame.leaves) {
        if (leaf.header.payload_length == 0) continue;
        const BytesView stored = stored_payload(bytes, leaf);
        if (payload_commitment(stored) != leaf.header.payload_commitment &&
            (payloads == Payloads::all_there || !all_zero(stored))) {
            return corrupt("payload does not fit its commitment");
        }
    }
    return frame;
}

Bytes encode_frame(const Frame& frame, BytesView original) {
    Bytes out(kFrameHeaderBytes);
    encode_frame_header(frame.header, out);
    for (const FramedLeaf& leaf : frame.leaves) {
        put_u16(out, static_cast<std::uint16_t>(leaf.bytes.size()));
        const std::size_t at = out.size();
        out.resize(at + leaf.bytes.size());
        encode_header(leaf.header, std::span(out).subspan(at));
        const std::size_t clear = leaf.header.encoded_bytes();
        std::copy(leaf.bytes.begin() + static_cast<std::ptrdiff_t>(clear), leaf.bytes.end(),
                  out.begin() + static_cast<std::ptrdiff_t>(at + clear));
    }
    if ((frame.header.flags & kFramePayloadsLeftOut) != 0) {
        for (std::uint32_t i = 0; i < frame.leaves.size(); ++i) {
            const FramedLeaf& leaf = frame.leaves[i];
            if (leaf.stored_bytes != leaf.header.payload_length) put_u32(out, i);
        }
    }
    for (const FramedLeaf& leaf : frame.leaves) put_bytes(out, stored_payload(original, leaf));
    out.resize(frame.header.frame_bytes());
    return out;
}

bool padding_is_zero(const FrameHeader& header, BytesView bytes) noexcept {
    const std::uint64_t content = header.content_bytes();
    return all_zero(bytes.subspan(content, header.frame_bytes() - content));
}

bool all_zero(BytesView bytes) noexcept {
    if (bytes.empty()) return true;
    // memcmp against itself, one byte on: zero everywhere if the first byte is zero and each equals
    // its neighbour.
    return bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
}

}  // namespace gdprd::audit
