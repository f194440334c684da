#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/index/part_builder.hpp"
#include "audit/reader.hpp"
#include "audit/search.hpp"

namespace gdprd::audit {

/// Turns outlines into numbers in lists. Owned by the follower's thread.
class EntryPoster {
  public:
    explicit EntryPoster(SubjectKeyLookup subject_keys) : subject_keys_(std::move(subject_keys)) {}

    /// Looks up what posting this entry needs: names through the reader, keys of subjects. On an
    /// error the entry cannot be indexed now.
    Result<void> prepare(TrailReader& reader, const EntryOutline& outline);
    /// Adds a prepared entry. The caller holds the builder's lock.
    void post(PartBuilder& builder, const IndexKeys& keys, const EntryOutline& outline);
    /// Another builder: list numbers are its own.
    void begin_part() { lists_.clear(); }
    void begin_epoch() { names_.clear(); }

  private:
    static constexpr std::size_t kNamesMax = 65536;
    static constexpr std::size_t kSubjectsMax = 262144;
    struct SubjectMonth {
        std::uint64_t number = 0;
        MonthNumber month = 0;
        friend bool operator==(const SubjectMonth&, const SubjectMonth&) = default;
    };
    struct SubjectMonthHash {
        std::size_t operator()(const SubjectMonth& one) const noexcept {
            return static_cast<std::size_t>((one.number * 4099 + one.month) *
                                            0x9E3779B97F4A7C15ULL);
        }
    };
    Result<void> prepare_name(TrailReader& reader, const EntryOutline& outline, std::uint64_t id,
                              DefinitionKind kind);
    Result<void> prepare_subject(std::uint64_t number, MonthNumber month);
    std::uint32_t list_of(PartBuilder& builder, const IndexKeys& keys, std::uint64_t id);

    SubjectKeyLookup subject_keys_;
    std::unordered_map<std::uint64_t, Definition> names_;     ///< by id, of one epoch
    std::unordered_map<std::uint64_t, std::uint32_t> lists_;  ///< by id, of one builder
    std::unordered_map<SubjectMonth, Token, SubjectMonthHash> subjects_;
};

}  // namespace gdprd::audit
