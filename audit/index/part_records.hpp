#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "audit/index/part_format.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// The unsealed bytes of a part's blocks, put together.
class PlainBytes {
  public:
    virtual ~PlainBytes() = default;
    /// All of `out`; corrupt beyond the end.
    virtual Result<void> read(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
};

/// A list in a part.
struct ListPlace {
    std::uint64_t count = 0;
    std::uint64_t offset = 0;  ///< of its body
    std::uint64_t body_bytes = 0;
};

/// What is read once of each part and kept.
struct PartTables {
    PartHeader header;
    PartTrailer trailer;
    std::vector<PartFence> fences;
    std::vector<Zone> zones;
};
Result<PartTables> load_part_tables(PlainBytes& plain, const PartHeader& header,
                                    const PartTrailer& trailer);
Result<PartSummary> load_part_summary(PlainBytes& plain, const PartTables& tables);

/// Looks lists up in the records. Borrows both; one thread.
class PartRecords {
  public:
    PartRecords(PlainBytes& plain, const PartTables& tables) : plain_(plain), tables_(tables) {}

    /// none: no entry of the part has this token.
    Result<std::optional<ListPlace>> find(const Token& token);
    Result<std::vector<std::uint64_t>> read_all(const ListPlace& place);
    /// Walks a list, reading of a long one only what is looked at. Borrows this.
    Result<std::unique_ptr<Cursor>> walk(const ListPlace& place, SearchOrder order);

    /// One record after the other; `offset` is moved on. none: the end.
    struct Record {
        Token token{};
        ListPlace place;
    };
    Result<std::optional<Record>> next(std::uint64_t& offset);
    [[nodiscard]] std::uint64_t base() const noexcept { return tables_.header.base; }
    Result<Bytes> bytes(std::uint64_t offset, std::uint64_t count);

  private:
    PlainBytes& plain_;
    const PartTables& tables_;
};

}  // namespace gdprd::audit
