#include "audit/index/part_records.hpp"

#include <algorithm>

#include "audit/index/postings.hpp"

namespace gdprd::audit {

namespace {

Error bad_list() {
    return Error(ErrorCode::corrupt, "a list of the search index is damaged");
}

/// A list of many chunks: the skip table is in memory, and the chunk looked at last.
class ChunkedList final : public Cursor {
  public:
    ChunkedList(PartRecords& records, ListPlace place, std::vector<ChunkPlace> chunks,
                SearchOrder order)
        : records_(records), place_(place), chunks_(std::move(chunks)), order_(order) {}

    Result<std::optional<std::uint64_t>> seek(std::uint64_t at) override {
        // The last chunk that begins at or before `at` may hold it.
        const auto behind = std::upper_bound(
            chunks_.begin(), chunks_.end(), at,
            [](std::uint64_t wanted, const ChunkPlace& chunk) { return wanted < chunk.first; });
        const auto index = static_cast<std::size_t>(behind - chunks_.begin());
        if (order_ == SearchOrder::oldest_first) {
            if (index == 0) return chunks_.front().first;
            GDPRD_TRY(load(index - 1));
            const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), at);
            if (found != numbers_.end()) return *found;
            if (index == chunks_.size()) return std::nullopt;
            return chunks_[index].first;
        }
        if (index == 0) return std::nullopt;
        GDPRD_TRY(load(index - 1));
        return *(std::upper_bound(numbers_.begin(), numbers_.end(), at) - 1);
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override { return place_.count; }

  private:
    Result<void> load(std::size_t index) {
        if (index == loaded_) return {};
        const ChunkPlace& chunk = chunks_[index];
        const std::uint64_t before = std::uint64_t{index} * kChunkPostings;
        GDPRD_TRY_ASSIGN(const Bytes bytes,
                         records_.bytes(place_.offset + chunk.offset, chunk.bytes));
        GDPRD_TRY_ASSIGN(
            numbers_,
            parse_chunk(bytes, std::min<std::uint64_t>(kChunkPostings, place_.count - before),
                        records_.base()));
        if (numbers_.front() != chunk.first) return bad_list();
        loaded_ = index;
        return {};
    }

    PartRecords& records_;
    ListPlace place_;
    std::vector<ChunkPlace> chunks_;
    SearchOrder order_;
    std::vector<std::uint64_t> numbers_;
    std::size_t loaded_ = ~std::size_t{0};
};

Result<Bytes> read_bytes(PlainBytes& plain, std::uint64_t offset, std::uint64_t count) {
    Bytes out(count);
    GDPRD_TRY(plain.read(offset, out));
    return out;
}

}  // namespace

Result<PartTables> load_part_tables(PlainBytes& plain, const PartHeader& header,
                                    const PartTrailer& trailer) {
    PartTables out{header, trailer, {}, {}};
    const std::uint64_t zones = trailer.records_bytes;
    const std::uint64_t fences = zones + header.zones() * kZoneBytes + trailer.summary_bytes;
    GDPRD_TRY_ASSIGN(const Bytes zone_bytes, read_bytes(plain, zones, header.zones() * kZoneBytes));
    GDPRD_TRY_ASSIGN(out.zones, parse_zones(zone_bytes));
    GDPRD_TRY_ASSIGN(const Bytes fence_bytes,
                     read_bytes(plain, fences, trailer.fences * kFenceBytes));
    GDPRD_TRY_ASSIGN(out.fences, parse_fences(fence_bytes, trailer.records_bytes));
    return out;
}

Result<PartSummary> load_part_summary(PlainBytes& plain, const PartTables& tables) {
    const std::uint64_t at = tables.trailer.records_bytes + tables.header.zones() * kZoneBytes;
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_bytes(plain, at, tables.trailer.summary_bytes));
    return parse_summary(bytes);
}

Result<Bytes> PartRecords::bytes(std::uint64_t offset, std::uint64_t count) {
    const std::uint64_t all = tables_.trailer.records_bytes;
    if (offset > all || count > all - offset) return bad_list();
    return read_bytes(plain_, offset, count);
}

Result<std::optional<PartRecords::Record>> PartRecords::next(std::uint64_t& offset) {
    const std::uint64_t all = tables_.trailer.records_bytes;
    if (offset >= all) return std::nullopt;
    const std::uint64_t left = all - offset;
    std::array<std::uint8_t, kRecordHeadBytesMax> buffer{};
    const auto head_bytes =
        std::span(buffer).first(std::min<std::uint64_t>(left, kRecordHeadBytesMax));
    GDPRD_TRY(plain_.read(offset, head_bytes));
    GDPRD_TRY_ASSIGN(const RecordHead head, parse_record_head(head_bytes, left));
    Record out{head.token, {head.count, offset + head.head_bytes, head.body_bytes}};
    offset = out.place.offset + out.place.body_bytes;
    return out;
}

Result<std::optional<ListPlace>> PartRecords::find(const Token& token) {
    // From the last block whose first record is certainly before it.
    const auto& fences = tables_.fences;
    auto fence = std::lower_bound(
        fences.begin(), fences.end(), get_u64(token),
        [](const PartFence& one, std::uint64_t prefix) { return one.prefix < prefix; });
    if (fences.empty()) return std::nullopt;
    if (fence != fences.begin()) --fence;
    std::uint64_t offset = fence->offset;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto record, next(offset));
        if (!record || record->token > token) return std::nullopt;
        if (record->token == token) return record->place;
    }
}

Result<std::vector<std::uint64_t>> PartRecords::read_all(const ListPlace& place) {
    GDPRD_TRY_ASSIGN(const Bytes body, bytes(place.offset, place.body_bytes));
    return decode_postings(body, place.count, base());
}

Result<std::unique_ptr<Cursor>> PartRecords::walk(const ListPlace& place, SearchOrder order) {
    if (place.count <= kChunkPostings) {
        GDPRD_TRY_ASSIGN(auto numbers, read_all(place));
        return cursor_over(std::move(numbers), order);
    }
    GDPRD_TRY_ASSIGN(const Bytes head, bytes(place.offset, std::min<std::uint64_t>(
                                                               kSkipHeadBytes, place.body_bytes)));
    GDPRD_TRY_ASSIGN(const std::uint64_t end, skip_table_end(head, place.body_bytes));
    GDPRD_TRY_ASSIGN(const Bytes table, bytes(place.offset, end));
    GDPRD_TRY_ASSIGN(auto chunks, parse_skip_table(table, place.body_bytes, place.count, base()));
    return std::unique_ptr<Cursor>(
        std::make_unique<ChunkedList>(*this, place, std::move(chunks), order));
}

}  // namespace gdprd::audit
