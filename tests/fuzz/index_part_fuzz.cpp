#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "audit/index/part_records.hpp"
#include "audit/index/postings.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

namespace {

/// What a part's blocks hold when the key opened them: the fuzzer is past the sealing.
class InMemory final : public PlainBytes {
  public:
    explicit InMemory(BytesView bytes) : bytes_(bytes) {}
    Result<void> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (offset > bytes_.size() || out.size() > bytes_.size() - offset)
            return Error(ErrorCode::corrupt, "beyond the end");
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
        return {};
    }

  private:
    BytesView bytes_;
};

/// A list is refused, or is exactly what the encoder writes.
void list_round_trips(PartRecords& records, const PartRecords::Record& record) {
    const auto numbers = records.read_all(record.place);
    const auto body = records.bytes(record.place.offset, record.place.body_bytes);
    GDPRD_ASSERT(body.has_value());
    if (numbers) {
        GDPRD_ASSERT(numbers->size() == record.place.count);
        GDPRD_ASSERT(std::is_sorted(numbers->begin(), numbers->end()));
        GDPRD_ASSERT(encode_postings(*numbers, records.base()) == *body);
    }
    // A walk reads less of it: it may go where read_all() refuses, but never back.
    const auto cursor = records.walk(record.place, SearchOrder::oldest_first);
    if (!cursor) return;
    std::uint64_t at = 0;
    for (int i = 0; i < 64; ++i) {
        const auto found = (*cursor)->seek(at);
        if (!found || !*found || **found == ~std::uint64_t{0}) break;
        GDPRD_ASSERT(**found >= at);
        at = **found + 1;
    }
}

/// Header | trailer | the rest, as the plain bytes of as many blocks as they fill.
void whole_part(BytesView input) {
    const auto header = parse_part_header(input);
    if (!header) return;
    input = input.subspan(kPartHeaderBytes);
    constexpr std::size_t kTrailer = 84;
    if (input.size() < kTrailer) return;
    const std::uint64_t blocks = get_u64(input);
    const auto trailer = parse_part_trailer(input.first(kTrailer), *header, blocks);
    if (!trailer) return;
    GDPRD_ASSERT(encode_part_trailer(*trailer) == Bytes(input.begin(), input.begin() + kTrailer));
    input = input.subspan(kTrailer);
    // Tables are as large as the file is: one that is not there is not made up.
    if (header->zones() * kZoneBytes + trailer->fences * kFenceBytes > input.size()) return;
    InMemory plain(input);
    const auto tables = load_part_tables(plain, *header, *trailer);
    if (!tables) return;
    if (trailer->summary_bytes <= input.size()) {
        const auto summary = load_part_summary(plain, *tables);
        if (summary) GDPRD_ASSERT(parse_summary(encode_summary(*summary)).has_value());
    }
    PartRecords records(plain, *tables);
    std::uint64_t offset = 0;
    for (int i = 0; i < 64; ++i) {
        const auto record = records.next(offset);
        if (!record || !*record) break;
        if ((*record)->place.body_bytes > input.size()) break;
        list_round_trips(records, **record);
        const auto found = records.find((*record)->token);
        if (found && *found) GDPRD_ASSERT((*found)->count <= kPartEntriesMax);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    whole_part(input);
    static_cast<void>(parse_summary(input));
    static_cast<void>(parse_fences(input, input.size()));
    static_cast<void>(parse_zones(input));
    const auto name = parse_part_name(as_text(input));
    if (name)
        GDPRD_ASSERT(part_name(name->first, name->end) == "index/" + std::string(as_text(input)));
    if (!input.empty()) {
        const auto numbers = decode_postings(input.subspan(1), input[0], 0);
        if (numbers) {
            const Bytes again = encode_postings(*numbers, 0);
            GDPRD_ASSERT(std::equal(again.begin(), again.end(), input.begin() + 1, input.end()));
        }
    }
    return 0;
}
