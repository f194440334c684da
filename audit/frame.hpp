#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/entry.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// A frame: what one commit writes. Header ‖ leaves (u16 length ‖ leaf, each) ‖ payloads (stored
/// bytes, in the order of the leaves, no gaps) ‖ zeros up to a multiple of 4096. Repacking merges
/// frames, and leaves out destroyed payloads: a list of them (u32 each, number of the leaf in the
/// frame, ascending) then ends the leaves area.
inline constexpr std::uint64_t kBlockBytes = 4096;
inline constexpr std::size_t kFrameHeaderBytes = 108;
inline constexpr std::size_t kFrameMacInputBytes = 72;  ///< the part of the header under the MAC
inline constexpr std::size_t kFrameCrcInputBytes = 104;
inline constexpr std::array<std::uint8_t, 8> kFrameMagic = {'g', 'd', 'p', 'r', 'd', 'T', 'F', '1'};
/// Flag: payloads are left out, and the list of them is there.
inline constexpr std::uint32_t kFramePayloadsLeftOut = 0x1;
/// 4096 drafts, each with all its definitions, and the key entry.
inline constexpr std::uint32_t kFrameEntriesMax = 32768;

struct FrameHeader {
    std::uint32_t epoch = 0;
    std::uint32_t incarnation = 0;
    std::uint64_t first_seq = 0;
    std::uint32_t count = 0;
    std::uint32_t leaves_bytes = 0;
    std::uint32_t payload_bytes = 0;
    std::uint32_t flags = 0;  ///< kFramePayloadsLeftOut or zero
    Hash root_after{};        ///< Merkle root of the first first_seq + count leaves
    Hash mac{};               ///< HMAC(mac key, header[0, 72) ‖ leaf hashes)
    std::uint32_t crc = 0;    ///< CRC-32C of header[0, 104) ‖ leaves

    /// Without the zeros at the end.
    [[nodiscard]] std::uint64_t content_bytes() const noexcept;
    /// With them.
    [[nodiscard]] std::uint64_t frame_bytes() const noexcept;
    friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

/// Writes kFrameHeaderBytes.
void encode_frame_header(const FrameHeader& header, std::span<std::uint8_t> out);
/// Magic, flags and plausible counts and lengths. The CRC is not looked at. unsupported: a flag of
/// a later version.
Result<FrameHeader> parse_frame_header(BytesView bytes);

/// A leaf inside a frame; `bytes` borrows from the buffer that was parsed.
struct FramedLeaf {
    BytesView bytes;
    ClearHeader header;
    std::uint64_t offset = 0;  ///< of the leaf, from the frame's start
    /// Of its stored payload, from the frame's start. Who changes bytes there in a file tells
    /// TrailReader::count_edit().
    std::uint64_t stored_at = 0;
    std::uint32_t stored_bytes = 0;  ///< in this frame: 0 when there is none, or it is left out
};
/// Borrows from the frame; empty when it is left out.
[[nodiscard]] BytesView stored_payload(BytesView frame, const FramedLeaf& leaf);

/// Takes the leaves area apart: lengths add up, seqs run on from first_seq, all are of one epoch.
/// On error `bad_offset` (from the frame's start) and `bad_seq` say where.
struct FramePlace {
    std::uint64_t bad_offset = 0;
    std::uint64_t bad_seq = 0;
};
Result<std::vector<FramedLeaf>> parse_leaves(const FrameHeader& header, BytesView leaves,
                                             FramePlace* place = nullptr);

[[nodiscard]] std::uint32_t frame_crc(BytesView header, BytesView leaves) noexcept;
/// `scratch` is overwritten; given so that the writer does not allocate.
[[nodiscard]] Hash frame_mac(const Secret& mac_key, BytesView header, std::span<const Hash> leaves,
                             Bytes& scratch);

/// Sets MAC and CRC of `header` and writes it before the leaves area, which is in its place in
/// `frame` already.
void seal_frame_header(FrameHeader& header, std::span<std::uint8_t> frame,
                       std::span<const Hash> leaves, const Secret& mac_key, Bytes& scratch);

/// A frame in memory that is whole but for what only keys and the tree can tell: CRC, leaves,
/// payload commitments.
struct Frame {
    FrameHeader header;
    std::vector<FramedLeaf> leaves;

    /// Of an entry that is in it.
    [[nodiscard]] const FramedLeaf& leaf(std::uint64_t seq) const {
        return leaves[seq - header.first_seq];
    }
};
/// A destroyed payload is zeros, or left out.
enum class Payloads : std::uint8_t { all_there, may_be_erased };
/// `bytes` begins at the frame and is at least frame_bytes() long.
Result<Frame> parse_frame(BytesView bytes, Payloads payloads = Payloads::all_there);
/// Header, leaves and payloads as parse_frame() saw them, back to bytes.
[[nodiscard]] Bytes encode_frame(const Frame& frame, BytesView original);

/// The zeros after the content. They are no part of a commit: a frame with others is reported, not
/// cut.
[[nodiscard]] bool padding_is_zero(const FrameHeader& header, BytesView bytes) noexcept;

[[nodiscard]] bool all_zero(BytesView bytes) noexcept;
[[nodiscard]] constexpr std::uint64_t round_up_to_block(std::uint64_t bytes) noexcept {
    return (bytes + kBlockBytes - 1) / kBlockBytes * kBlockBytes;
}

}  // namespace gdprd::audit
