#include "audit/index/postings.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {

constexpr unsigned kVarintBytesMax = 10;

Error bad_list() {
    return Error(ErrorCode::corrupt, "a list of the search index is damaged");
}

void put_chunk(Bytes& out, std::span<const std::uint64_t> numbers, std::uint64_t base) {
    std::uint64_t before = base;
    bool is_first = true;
    for (const std::uint64_t number : numbers) {
        GDPRD_ASSERT(is_first ? number >= before : number > before);
        put_varint(out, number - before);
        before = number;
        is_first = false;
    }
}

std::uint64_t chunks_of(std::uint64_t count) {
    return (count + kChunkPostings - 1) / kChunkPostings;
}

}  // namespace

void put_varint(Bytes& out, std::uint64_t value) {
    while (value >= 0x80U) {
        out.push_back(static_cast<std::uint8_t>(value | 0x80U));
        value >>= 7U;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

Result<std::uint64_t> take_varint(BytesView& in) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < kVarintBytesMax && i < in.size(); ++i) {
        const std::uint8_t byte = in[i];
        const std::uint64_t bits = byte & 0x7FU;
        if (i + 1 == kVarintBytesMax && byte > 1) break;  // more than 64 bits
        value |= bits << (7U * i);
        if ((byte & 0x80U) != 0) continue;
        if (byte == 0 && i != 0) break;  // longer than it need be
        in = in.subspan(i + 1);
        return value;
    }
    return bad_list();
}

Bytes encode_postings(std::span<const std::uint64_t> numbers, std::uint64_t base) {
    Bytes out;
    if (numbers.size() <= kChunkPostings) {
        put_chunk(out, numbers, base);
        return out;
    }
    Bytes table;
    Bytes chunks;
    std::uint64_t before = base;
    for (std::size_t at = 0; at < numbers.size(); at += kChunkPostings) {
        const auto part = numbers.subspan(at, std::min(kChunkPostings, numbers.size() - at));
        const std::size_t begin = chunks.size();
        put_chunk(chunks, part, base);
        put_varint(table, part.front() - before);
        put_varint(table, chunks.size() - begin);
        before = part.front();
    }
    put_varint(out, table.size());
    put_bytes(out, table);
    put_bytes(out, chunks);
    return out;
}

Result<std::uint64_t> skip_table_end(BytesView head, std::uint64_t body_bytes) {
    const std::size_t all = head.size();
    GDPRD_TRY_ASSIGN(const std::uint64_t table, take_varint(head));
    const std::uint64_t length_bytes = all - head.size();
    if (table > body_bytes - length_bytes) return bad_list();
    return length_bytes + table;
}

Result<std::vector<ChunkPlace>> parse_skip_table(BytesView table, std::uint64_t body_bytes,
                                                 std::uint64_t count, std::uint64_t base) {
    GDPRD_TRY_ASSIGN(std::uint64_t at, skip_table_end(table, body_bytes));
    if (at != table.size() || count <= kChunkPostings) return bad_list();
    GDPRD_TRY(take_varint(table));
    // Two bytes for each chunk at least: a count that was made up costs no memory.
    if (chunks_of(count) > table.size() / 2) return bad_list();
    std::vector<ChunkPlace> out(chunks_of(count));
    std::uint64_t before = base;
    for (ChunkPlace& place : out) {
        GDPRD_TRY_ASSIGN(const std::uint64_t step, take_varint(table));
        GDPRD_TRY_ASSIGN(place.bytes, take_varint(table));
        if (step > ~std::uint64_t{0} - before || place.bytes > body_bytes - at) return bad_list();
        if (&place != out.data() && step == 0) return bad_list();
        place.first = before + step;
        place.offset = at;
        before = place.first;
        at += place.bytes;
    }
    if (!table.empty() || at != body_bytes) return bad_list();
    return out;
}

Result<std::vector<std::uint64_t>> parse_chunk(BytesView bytes, std::uint64_t count,
                                               std::uint64_t base) {
    if (count == 0 || count > kChunkPostings || count > bytes.size()) return bad_list();
    std::vector<std::uint64_t> out;
    out.reserve(count);
    std::uint64_t before = base;
    for (std::uint64_t i = 0; i < count; ++i) {
        GDPRD_TRY_ASSIGN(const std::uint64_t step, take_varint(bytes));
        if (step > ~std::uint64_t{0} - before || (i != 0 && step == 0)) return bad_list();
        before += step;
        out.push_back(before);
    }
    if (!bytes.empty()) return bad_list();
    return out;
}

Result<std::vector<std::uint64_t>> decode_postings(BytesView body, std::uint64_t count,
                                                   std::uint64_t base) {
    if (count <= kChunkPostings) return parse_chunk(body, count, base);
    GDPRD_TRY_ASSIGN(const std::uint64_t table, skip_table_end(body, body.size()));
    GDPRD_TRY_ASSIGN(const auto places,
                     parse_skip_table(body.first(table), body.size(), count, base));
    std::vector<std::uint64_t> out;
    std::uint64_t left = count;
    for (const ChunkPlace& place : places) {
        const auto here = std::min<std::uint64_t>(left, kChunkPostings);
        GDPRD_TRY_ASSIGN(const auto chunk,
                         parse_chunk(body.subspan(place.offset, place.bytes), here, base));
        if (chunk.front() != place.first || (!out.empty() && chunk.front() <= out.back()))
            return bad_list();
        out.insert(out.end(), chunk.begin(), chunk.end());
        left -= here;
    }
    return out;
}

}  // namespace gdprd::audit
