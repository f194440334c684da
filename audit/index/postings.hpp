#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Unsigned LEB128, at most 10 bytes.
void put_varint(Bytes& out, std::uint64_t value);
/// Takes one off the front of `in`; corrupt when it does not end, or is longer than it need be.
Result<std::uint64_t> take_varint(BytesView& in);

/// A list of numbers, ascending and each once. Up to kChunkPostings of them are one chunk:
/// varints, the first number minus a base, then differences. More of them are chunks after a skip
/// table: varint length of the table | for each chunk varint(first - first of the one before) |
/// varint(bytes) | chunks.
inline constexpr std::size_t kChunkPostings = 1024;

/// All numbers are `base` or more (asserted).
[[nodiscard]] Bytes encode_postings(std::span<const std::uint64_t> numbers, std::uint64_t base);
/// The whole list; corrupt unless it is exactly what encode_postings() writes for `count` numbers.
Result<std::vector<std::uint64_t>> decode_postings(BytesView body, std::uint64_t count,
                                                   std::uint64_t base);

/// Where a chunk of a long list is.
struct ChunkPlace {
    std::uint64_t first = 0;   ///< its first number
    std::uint64_t offset = 0;  ///< from the list's body
    std::uint64_t bytes = 0;
};
/// How long the head of a list's body is at most: enough to learn the length of its skip table.
inline constexpr std::size_t kSkipHeadBytes = 10;
/// Of a list with more than kChunkPostings: bytes of the body up to the end of the skip table.
/// `head` is the first kSkipHeadBytes of the body, or all of it.
Result<std::uint64_t> skip_table_end(BytesView head, std::uint64_t body_bytes);
/// `table` is the body up to skip_table_end().
Result<std::vector<ChunkPlace>> parse_skip_table(BytesView table, std::uint64_t body_bytes,
                                                 std::uint64_t count, std::uint64_t base);
/// The numbers of one chunk; its first is told by the skip table, or is in the bytes.
Result<std::vector<std::uint64_t>> parse_chunk(BytesView bytes, std::uint64_t count,
                                               std::uint64_t base);

}  // namespace gdprd::audit
