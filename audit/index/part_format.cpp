#include "audit/index/part_format.hpp"

#include <algorithm>

#include "audit/index/postings.hpp"
#include "config/base/assert.hpp"
#include "config/base/cbor.hpp"

namespace gdprd::audit {

namespace {

constexpr std::array<std::uint8_t, 8> kMagic = {'g', 'd', 'p', 'r', 'd', 'I', 'X', '1'};
constexpr std::size_t kTrailerBytes = 6 * 8 + 4 + 32;
constexpr std::size_t kNumberDigits = 20;
constexpr std::string_view kSuffix = ".idx";

Error bad_part(const std::string& what) {
    return Error(ErrorCode::corrupt, "a part of the search index is damaged: " + what);
}

cbor::Array pairs(const std::map<std::uint64_t, std::uint64_t>& counts) {
    cbor::Array out;
    for (const auto& [number, count] : counts) out.push_back(cbor::Array{number, count});
    return out;
}

cbor::Map named(const std::map<std::string, std::uint64_t>& counts) {
    cbor::Map out;
    for (const auto& [name, count] : counts) out.emplace(name, count);
    return out;
}

Result<std::map<std::uint64_t, std::uint64_t>> parse_pairs(const cbor::Value& value) {
    GDPRD_TRY_ASSIGN(const cbor::Array* all, value.as_array());
    std::map<std::uint64_t, std::uint64_t> out;
    for (const cbor::Value& item : *all) {
        GDPRD_TRY_ASSIGN(const cbor::Array* pair, item.as_array());
        if (pair->size() != 2) return bad_part("summary");
        GDPRD_TRY_ASSIGN(const std::uint64_t number, (*pair)[0].as_u64());
        GDPRD_TRY_ASSIGN(const std::uint64_t count, (*pair)[1].as_u64());
        if (!out.empty() && number <= out.rbegin()->first) return bad_part("summary");
        out.emplace_hint(out.end(), number, count);
    }
    return out;
}

Result<std::map<std::string, std::uint64_t>> parse_named(const cbor::Value& value) {
    GDPRD_TRY_ASSIGN(const cbor::Map* all, value.as_map());
    std::map<std::string, std::uint64_t> out;
    for (const auto& [name, counted] : *all) {
        GDPRD_TRY_ASSIGN(const std::uint64_t count, counted.as_u64());
        out.emplace_hint(out.end(), name, count);
    }
    return out;
}

template <class Key>
void add_counts(std::map<Key, std::uint64_t>& to, const std::map<Key, std::uint64_t>& from) {
    for (const auto& [key, count] : from) to[key] += count;
}

std::string digits(std::uint64_t number) {
    std::string out = std::to_string(number);
    out.insert(0, kNumberDigits - out.size(), '0');
    return out;
}

std::optional<std::uint64_t> parse_digits(std::string_view text) {
    std::uint64_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || out > (~std::uint64_t{0} - 9) / 10) return std::nullopt;
        out = out * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return out;
}

}  // namespace

Bytes encode_part_header(const PartHeader& header) {
    Bytes out(kMagic.begin(), kMagic.end());
    put_u32(out, header.epoch);
    put_u32(out, 0);
    put_u64(out, header.first);
    put_u64(out, header.count);
    put_u64(out, header.base);
    put_bytes(out, header.salt);
    GDPRD_ASSERT(out.size() == kPartHeaderBytes);
    return out;
}

Result<PartHeader> parse_part_header(BytesView bytes) {
    if (bytes.size() < kPartHeaderBytes || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
        return bad_part("it has another header");
    PartHeader out;
    out.epoch = get_u32(bytes.subspan(8));
    out.first = get_u64(bytes.subspan(16));
    out.count = get_u64(bytes.subspan(24));
    out.base = get_u64(bytes.subspan(32));
    const BytesView salt = bytes.subspan(40, out.salt.size());
    std::copy(salt.begin(), salt.end(), out.salt.begin());
    if (get_u32(bytes.subspan(12)) != 0 || out.count == 0 || out.count > kPartEntriesMax ||
        out.base > out.first || out.first > ~std::uint64_t{0} - out.count)
        return bad_part("its header has impossible numbers");
    return out;
}

Bytes encode_part_trailer(const PartTrailer& trailer) {
    Bytes out;
    for (const std::uint64_t number : {trailer.blocks, trailer.records_bytes, trailer.summary_bytes,
                                       trailer.fences, trailer.earliest, trailer.latest})
        put_u64(out, number);
    put_u32(out, trailer.types);
    put_bytes(out, trailer.last_leaf);
    GDPRD_ASSERT(out.size() == kTrailerBytes);
    return out;
}

Result<PartTrailer> parse_part_trailer(BytesView plain, const PartHeader& header,
                                       std::uint64_t blocks) {
    if (plain.size() < kTrailerBytes || blocks < 2) return bad_part("it is too short");
    PartTrailer out;
    std::size_t at = 0;
    for (std::uint64_t* number : {&out.blocks, &out.records_bytes, &out.summary_bytes, &out.fences,
                                  &out.earliest, &out.latest}) {
        *number = get_u64(plain.subspan(at));
        at += 8;
    }
    out.types = get_u32(plain.subspan(at));
    const BytesView leaf = plain.subspan(at + 4, out.last_leaf.size());
    std::copy(leaf.begin(), leaf.end(), out.last_leaf.begin());
    if (out.blocks != blocks) return bad_part("its length is not what it was");
    const std::uint64_t room = (blocks - 2) * kPartPlainBytes;
    const std::uint64_t zones = header.zones() * kZoneBytes;
    // Each is compared before anything is added: no sum overflows.
    if (out.records_bytes > room || out.summary_bytes > kPartSummaryBytesMax ||
        out.fences > room / kFenceBytes || zones > room ||
        out.records_bytes + zones + out.summary_bytes + out.fences * kFenceBytes > room)
        return bad_part("its trailer has impossible numbers");
    return out;
}

Bytes encode_fences(const std::vector<PartFence>& fences) {
    Bytes out;
    out.reserve(fences.size() * kFenceBytes);
    for (const PartFence& fence : fences) {
        put_u64(out, fence.prefix);
        put_u64(out, fence.offset);
    }
    return out;
}

Result<std::vector<PartFence>> parse_fences(BytesView bytes, std::uint64_t records_bytes) {
    if (bytes.size() % kFenceBytes != 0) return bad_part("fences");
    std::vector<PartFence> out;
    out.reserve(bytes.size() / kFenceBytes);
    for (; !bytes.empty(); bytes = bytes.subspan(kFenceBytes)) {
        const PartFence fence{get_u64(bytes), get_u64(bytes.subspan(8))};
        const bool ascends =
            out.empty() || (fence.prefix >= out.back().prefix && fence.offset > out.back().offset);
        if (!ascends || fence.offset >= records_bytes) return bad_part("fences");
        out.push_back(fence);
    }
    return out;
}

Bytes encode_zones(const std::vector<Zone>& zones) {
    Bytes out;
    out.reserve(zones.size() * kZoneBytes);
    for (const Zone& zone : zones) {
        put_u64(out, zone.earliest);
        put_u64(out, zone.latest);
    }
    return out;
}

Result<std::vector<Zone>> parse_zones(BytesView bytes) {
    if (bytes.size() % kZoneBytes != 0) return bad_part("zones");
    std::vector<Zone> out;
    out.reserve(bytes.size() / kZoneBytes);
    for (; !bytes.empty(); bytes = bytes.subspan(kZoneBytes)) {
        out.push_back({get_u64(bytes), get_u64(bytes.subspan(8))});
        if (out.back().earliest > out.back().latest) return bad_part("zones");
    }
    return out;
}

void PartSummary::add(const PartSummary& other) {
    definitions += other.definitions;
    add_counts(types, other.types);
    add_counts(days, other.days);
    add_counts(actors, other.actors);
    add_counts(stores, other.stores);
}

Bytes encode_summary(const PartSummary& summary) {
    return cbor::encode(cbor::Map{{"actors", named(summary.actors)},
                                  {"days", pairs(summary.days)},
                                  {"definitions", summary.definitions},
                                  {"stores", named(summary.stores)},
                                  {"types", pairs(summary.types)}});
}

Result<PartSummary> parse_summary(BytesView bytes) {
    GDPRD_TRY_ASSIGN(const cbor::Value value, cbor::decode(bytes));
    PartSummary out;
    GDPRD_TRY_ASSIGN(out.definitions, value["definitions"].as_u64());
    GDPRD_TRY_ASSIGN(out.types, parse_pairs(value["types"]));
    GDPRD_TRY_ASSIGN(out.days, parse_pairs(value["days"]));
    GDPRD_TRY_ASSIGN(out.actors, parse_named(value["actors"]));
    GDPRD_TRY_ASSIGN(out.stores, parse_named(value["stores"]));
    return out;
}

Bytes encode_record(const Token& token, const std::vector<std::uint64_t>& numbers,
                    std::uint64_t base) {
    const Bytes body = encode_postings(numbers, base);
    Bytes out(token.begin(), token.end());
    put_varint(out, numbers.size());
    put_varint(out, body.size());
    put_bytes(out, body);
    return out;
}

Result<RecordHead> parse_record_head(BytesView bytes, std::uint64_t left) {
    RecordHead out;
    const std::size_t all = bytes.size();
    if (all < out.token.size()) return bad_part("records");
    std::copy_n(bytes.begin(), out.token.size(), out.token.begin());
    bytes = bytes.subspan(out.token.size());
    GDPRD_TRY_ASSIGN(out.count, take_varint(bytes));
    GDPRD_TRY_ASSIGN(out.body_bytes, take_varint(bytes));
    out.head_bytes = all - bytes.size();
    if (out.count == 0 || out.count > kPartEntriesMax || out.body_bytes < out.count ||
        out.body_bytes > left - out.head_bytes)
        return bad_part("records");
    return out;
}

std::string part_name(std::uint64_t first, std::uint64_t end) {
    return "index/" + digits(first) + "-" + digits(end) + std::string(kSuffix);
}

std::optional<PartName> parse_part_name(std::string_view file) {
    if (file.size() != 2 * kNumberDigits + 1 + kSuffix.size() || !file.ends_with(kSuffix) ||
        file[kNumberDigits] != '-')
        return std::nullopt;
    const auto first = parse_digits(file.substr(0, kNumberDigits));
    const auto end = parse_digits(file.substr(kNumberDigits + 1, kNumberDigits));
    if (!first || !end || *first >= *end) return std::nullopt;
    return PartName{*first, *end};
}

}  // namespace gdprd::audit
