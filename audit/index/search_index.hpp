#pragma once

#include <memory>

#include "audit/index/index_follower.hpp"
#include "audit/index/index_shelf.hpp"
#include "audit/index/part_query.hpp"
#include "audit/search.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::audit {

/// The search index of one trail: what is on its shelf, the thread that fills it, and searches over
/// both and over what is not indexed yet, so that a search never misses a durable entry. Members
/// are safe from any thread.
class SearchIndex {
  public:
    /// `reader` becomes the follower's. io, unavailable: index/ cannot be used.
    static Result<std::unique_ptr<SearchIndex>> open(IndexPlace place,
                                                     std::unique_ptr<TrailReader> reader,
                                                     IndexOptions options, DurableSize durable);

    /// Entries for a search, opened by the caller's reader, which must see `size` entries.
    using Finder =
        std::function<Result<std::optional<EntryView>>(EntryIndex, const SearchCriteria&)>;
    Result<SearchPage> search(const SearchQuery& query, std::uint64_t size, const Finder& find);
    Result<SearchStats> stats();
    [[nodiscard]] IndexState state();
    /// After an epoch was destroyed: see IndexFollower::forget_destroyed().
    Result<void> forget_destroyed() { return follower_.forget_destroyed(); }
    Result<void> catch_up() { return follower_.catch_up(); }

  private:
    SearchIndex(IndexPlace place, std::unique_ptr<TrailReader> reader, IndexOptions options,
                DurableSize durable);

    SubjectKeyLookup subject_keys_;
    DurableSize durable_;
    IndexShelf shelf_;
    IndexFollower follower_;
};

/// The same without an index: every entry is looked at. For a trail that has none.
Result<SearchPage> search_without_index(const SearchQuery& query, std::uint64_t size,
                                        const SubjectKeyLookup& subject_keys,
                                        const SearchIndex::Finder& find);

}  // namespace gdprd::audit
