#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/criteria.hpp"
#include "audit/entry.hpp"
#include "audit/reader.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

struct SearchQuery {
    SearchCriteria criteria;
    SearchOrder order = SearchOrder::newest_first;
    /// The first index to look at, in that order; none: from the end that the order begins with.
    std::optional<EntryIndex> from;
    std::size_t limit = 100;
};

struct SearchPage {
    std::vector<EntryView> entries;
    /// Where the next page begins; none: there is nothing more. A page may hold fewer than `limit`
    /// entries and still have a next one: a search that finds little stops now and then.
    std::optional<EntryIndex> next;
    std::uint64_t examined = 0;  ///< entries opened to find these
};

/// How far the search index is.
struct IndexState {
    bool enabled = false;
    std::uint64_t entries = 0;  ///< durable ones
    std::uint64_t indexed = 0;  ///< of these; the others are scanned by each search
    std::uint64_t parts = 0;    ///< files
    std::uint64_t bytes = 0;    ///< of the files
};

/// Counts over the indexed entries, definitions apart.
struct SearchStats {
    IndexState index;
    std::uint64_t definitions = 0;
    std::uint64_t unreadable = 0;  ///< in epochs whose key is destroyed
    std::map<EntryType, std::uint64_t> types;
    std::map<std::string, std::uint64_t> actors;
    std::map<std::string, std::uint64_t> stores;
    std::map<std::string, std::uint64_t> days;  ///< UTC, "2026-03-05"
};

/// The key of one data subject. not_found: there is none, or it is destroyed; any other error: ask
/// again later. Called from several threads.
using SubjectKeyLookup = std::function<Result<SubjectKey>(std::uint64_t number)>;

struct IndexOptions {
    bool enabled = false;
    std::uint32_t run_entries = 65536;  ///< kept in memory until so many are written as one part
    std::uint32_t fan_in = 8;           ///< so many small parts become one larger part
    std::uint64_t part_entries_max = 1ULL << 22;
    SubjectKeyLookup subject_keys;  ///< none: the trail asks its own keys
};

}  // namespace gdprd::audit
