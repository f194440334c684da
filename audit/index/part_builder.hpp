#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/index/part_writer.hpp"

namespace gdprd::audit {

struct TokenHash {
    std::size_t operator()(const Token& token) const noexcept {
        return static_cast<std::size_t>(get_u64(token));
    }
};

/// A part in memory, entry by entry, in order. One owner at a time.
class PartBuilder {
  public:
    /// `epoch` and its first seq, and the first entry to come.
    struct Place {
        std::uint32_t epoch = 0;
        std::uint64_t base = 0;
        std::uint64_t first = 0;
    };
    explicit PartBuilder(Place place) : place_(place) {}

    /// Adds an entry of this seq, which is end(): its clock and type are noted.
    void begin_entry(std::uint64_t seq, std::uint64_t wall_ns, EntryType type, bool definition);
    /// A number for a token, so that the token of a name is made once.
    [[nodiscard]] std::uint32_t list_of(const Token& token);
    /// Number of `seq` in a list; again: nothing. Lower numbers than those there are put in order.
    void post(std::uint32_t list, std::uint64_t number);
    void count_actor(const std::string& name) { ++summary_.actors[name]; }
    void count_store(const std::string& name) { ++summary_.stores[name]; }

    [[nodiscard]] std::uint32_t epoch() const noexcept { return place_.epoch; }
    [[nodiscard]] std::uint64_t first() const noexcept { return place_.first; }
    [[nodiscard]] std::uint64_t end() const noexcept { return place_.first + count_; }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] std::uint32_t types() const noexcept { return types_; }
    [[nodiscard]] const std::vector<Zone>& zones() const noexcept { return zones_; }
    [[nodiscard]] const PartSummary& summary() const noexcept { return summary_; }
    /// null: no entry has it.
    [[nodiscard]] const std::vector<std::uint64_t>* find(const Token& token) const;

    Result<void> write(FileStore& files, const std::string& dir, const IndexKeys& keys,
                       const Hash& last_leaf) const;

  private:
    struct List {
        Token token{};
        std::vector<std::uint64_t> numbers;
    };
    Place place_;
    std::uint64_t count_ = 0;
    std::uint32_t types_ = 0;
    std::vector<Zone> zones_;
    PartSummary summary_;
    std::unordered_map<Token, std::uint32_t, TokenHash> by_token_;
    std::vector<List> lists_;
};

}  // namespace gdprd::audit
