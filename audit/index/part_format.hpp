#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/index/cursor.hpp"
#include "audit/index/token.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A part of the index: one file for entries [first, first + count) of one epoch, in
/// index/FIRST-END.idx. A clear header in the first block; then blocks of 4096 bytes, each 4080
/// bytes sealed by AES-256-GCM under the file's key (nonce: number of the block from 0; additional
/// data: the header). Unsealed and put together they are: records, ascending by token; zones;
/// summary; fences; zeros up to a whole block. The last block is the trailer.
inline constexpr std::size_t kPartBlockBytes = 4096;
inline constexpr std::size_t kPartPlainBytes = kPartBlockBytes - 16;
inline constexpr std::size_t kPartHeaderBytes = 72;
inline constexpr std::uint64_t kPartEntriesMax = 1ULL << 24;
inline constexpr std::uint64_t kPartSummaryBytesMax = 64ULL << 20;

struct PartHeader {
    std::uint32_t epoch = 0;
    std::uint64_t first = 0;
    std::uint64_t count = 0;  ///< entries, 1 to kPartEntriesMax
    std::uint64_t base = 0;   ///< first seq of the epoch: numbers in records are 0 or more from it
    Hash salt{};
    [[nodiscard]] std::uint64_t end() const noexcept { return first + count; }
    [[nodiscard]] std::uint64_t zones() const noexcept {
        return (count + kZoneEntries - 1) / kZoneEntries;
    }
    friend bool operator==(const PartHeader&, const PartHeader&) = default;
};
[[nodiscard]] Bytes encode_part_header(const PartHeader& header);
Result<PartHeader> parse_part_header(BytesView bytes);

struct PartTrailer {
    std::uint64_t blocks = 0;  ///< of the file, the header's and the trailer's too
    std::uint64_t records_bytes = 0;
    std::uint64_t summary_bytes = 0;
    std::uint64_t fences = 0;
    std::uint64_t earliest = 0;  ///< wall clock of its entries
    std::uint64_t latest = 0;
    std::uint32_t types = 0;  ///< bit n: some entry has type n
    Hash last_leaf{};         ///< leaf hash of its last entry: an older trail's index is told apart
    friend bool operator==(const PartTrailer&, const PartTrailer&) = default;
};
[[nodiscard]] Bytes encode_part_trailer(const PartTrailer& trailer);
/// `plain` is the trailer's whole block; sizes are checked against the header and blocks.
Result<PartTrailer> parse_part_trailer(BytesView plain, const PartHeader& header,
                                       std::uint64_t blocks);

/// The first record that begins in a block.
struct PartFence {
    std::uint64_t prefix = 0;  ///< first 8 bytes of its token
    std::uint64_t offset = 0;  ///< of the record
    friend bool operator==(const PartFence&, const PartFence&) = default;
};
inline constexpr std::size_t kFenceBytes = 16;
inline constexpr std::size_t kZoneBytes = 16;
[[nodiscard]] Bytes encode_fences(const std::vector<PartFence>& fences);
/// Ascending in both members.
Result<std::vector<PartFence>> parse_fences(BytesView bytes, std::uint64_t records_bytes);
[[nodiscard]] Bytes encode_zones(const std::vector<Zone>& zones);
Result<std::vector<Zone>> parse_zones(BytesView bytes);

/// What a part says without its entries being looked at. Definitions are counted apart.
struct PartSummary {
    std::uint64_t definitions = 0;
    std::map<std::uint64_t, std::uint64_t> types;  ///< EntryType → entries
    std::map<std::uint64_t, std::uint64_t> days;   ///< days since 1970 → entries
    std::map<std::string, std::uint64_t> actors;
    std::map<std::string, std::uint64_t> stores;
    void add(const PartSummary& other);
    friend bool operator==(const PartSummary&, const PartSummary&) = default;
};
[[nodiscard]] Bytes encode_summary(const PartSummary& summary);
Result<PartSummary> parse_summary(BytesView bytes);

/// A record: token | varint count | varint bytes of the body | body (postings.hpp).
struct RecordHead {
    Token token{};
    std::uint64_t count = 0;
    std::uint64_t body_bytes = 0;
    std::uint64_t head_bytes = 0;
};
inline constexpr std::size_t kRecordHeadBytesMax = 16 + 10 + 10;
[[nodiscard]] Bytes encode_record(const Token& token, const std::vector<std::uint64_t>& numbers,
                                  std::uint64_t base);
/// `bytes` is the front of what is left of the records, at least kRecordHeadBytesMax of it or all;
/// `left` is all that is left.
Result<RecordHead> parse_record_head(BytesView bytes, std::uint64_t left);

/// "index/00000000000000000000-00000000000000065536.idx", relative to the trail's directory.
[[nodiscard]] std::string part_name(std::uint64_t first, std::uint64_t end);
struct PartName {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
};
/// Of the file name without its directory; none: it is no part.
[[nodiscard]] std::optional<PartName> parse_part_name(std::string_view file);

}  // namespace gdprd::audit
