#include "audit/index/search_index.hpp"

#include <algorithm>

#include "config/base/log.hpp"
#include "config/base/time.hpp"

namespace gdprd::audit {

namespace {

/// A page that found little ends after so many entries were opened; its caller asks for the next.
constexpr std::uint64_t kExaminedMax = 100'000;

/// Entries that follow each other and are found in one way.
struct Region {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
    std::shared_ptr<Part> part;      ///< of a file
    std::unique_ptr<Cursor> cursor;  ///< of the part in memory; null: nothing matches
    enum class Kind { part, memory, dead, scanned } kind = Kind::scanned;
};

/// What holds entries below `size`, and the gaps, ascending and without overlap.
class Map {
  public:
    explicit Map(std::uint64_t size) : size_(size) {}

    Result<void> draw(IndexShelf& shelf, const SearchPlan& plan) {
        std::vector<Region> held;
        {
            auto content = shelf.lock();
            for (const auto& part : content->parts)
                held.push_back({part->first(), part->end(), part, nullptr, Region::Kind::part});
            for (const ZoneSpan& span : content->dead)
                held.push_back({span.first, span.end, nullptr, nullptr, Region::Kind::dead});
            const PartBuilder* const builder = content->builder.get();
            if (builder != nullptr && builder->count() != 0) {
                BuilderLists lists(*builder, *content->builder_keys);
                GDPRD_TRY_ASSIGN(auto cursor, find_candidates(lists, plan));
                held.push_back({builder->first(), builder->end(), nullptr, std::move(cursor),
                                Region::Kind::memory});
            }
        }
        std::sort(held.begin(), held.end(),
                  [](const Region& a, const Region& b) { return a.first < b.first; });
        for (Region& region : held) place(std::move(region));
        gap_until(size_);
        if (plan.order == SearchOrder::newest_first) std::reverse(regions_.begin(), regions_.end());
        return {};
    }
    [[nodiscard]] std::vector<Region>& regions() noexcept { return regions_; }

  private:
    void gap_until(std::uint64_t end) {
        if (at_ < end) regions_.push_back({at_, end, nullptr, nullptr, Region::Kind::scanned});
        at_ = std::max(at_, end);
    }
    void place(Region region) {
        region.first = std::max(region.first, at_);
        region.end = std::min(region.end, size_);
        if (region.first >= region.end) return;
        gap_until(region.first);
        at_ = region.end;
        regions_.push_back(std::move(region));
    }

    std::uint64_t size_;
    std::uint64_t at_ = 0;
    std::vector<Region> regions_;
};

/// One page of one search.
class Search {
  public:
    Search(const SearchQuery& query, const SearchPlan& plan, const SearchIndex::Finder& find,
           IndexShelf* shelf)
        : query_(query), plan_(plan), find_(find), shelf_(shelf) {}

    Result<SearchPage> run(std::vector<Region>& regions) {
        for (Region& region : regions) {
            if (!clip(region)) continue;
            GDPRD_TRY_ASSIGN(const bool more, look_into(region));
            if (!more) break;
        }
        return std::move(page_);
    }

  private:
    [[nodiscard]] bool up() const noexcept { return plan_.order == SearchOrder::oldest_first; }

    /// To what the cursor of the page leaves of it; false: nothing.
    [[nodiscard]] bool clip(Region& region) const {
        if (!query_.from) return true;
        const std::uint64_t from = query_.from->value();
        if (up()) {
            region.first = std::max(region.first, from);
        } else if (from < region.end) {
            region.end = from + 1;
        }
        return region.first < region.end;
    }

    Result<bool> look_into(Region& region) {
        switch (region.kind) {
            case Region::Kind::dead:
                return true;
            case Region::Kind::memory:
                return region.cursor ? walk(region, *region.cursor) : Result<bool>(true);
            case Region::Kind::scanned:
                return scan(region);
            case Region::Kind::part:
                return look_into_file(region);
        }
        return true;
    }

    Result<bool> scan(const Region& region) {
        const auto cursor = cursor_over_all(region.first, region.end, plan_.order);
        return walk(region, *cursor);
    }

    /// A part that is damaged, or was deleted, is put away and its entries looked at one by one
    /// from where the search is.
    Result<bool> look_into_file(Region& region) {
        const Zone times{region.part->tables().trailer.earliest,
                         region.part->tables().trailer.latest};
        if (!plan_.range.meets(times)) return true;
        failed_part_.reset();
        auto session = PartSession::open(region.part);
        if (!session) return without(region, session.error());
        PartLists lists(**session);
        auto cursor = find_candidates(lists, plan_);
        if (!cursor) return without(region, cursor.error());
        if (!*cursor) return true;
        auto more = walk(region, **cursor);
        return !more && failed_part_ ? without(region, more.error()) : more;
    }

    Result<bool> without(Region& region, const Error& error) {
        if (shelf_ != nullptr && shelf_->drop(region.part)) {
            log::event(log::Event::search_index_damaged,
                       {log::Field::safe_text("file", region.part->path()), {"error", error}});
        }
        if (failed_part_) {
            (up() ? region.first : region.end) = up() ? *failed_part_ : *failed_part_ + 1;
        }
        return scan(region);
    }

    /// False: the page is full.
    Result<bool> walk(const Region& region, Cursor& cursor) {
        std::uint64_t at = up() ? region.first : region.end - 1;
        for (;;) {
            const auto sought = cursor.seek(at);
            if (!sought) {
                failed_part_ = at;
                return sought.error();
            }
            const std::optional<std::uint64_t> candidate = *sought;
            if (!candidate || *candidate < region.first || *candidate >= region.end) return true;
            at = *candidate;
            GDPRD_TRY_ASSIGN(const bool more, examine(at));
            if (!more) return false;
            if (up() ? ++at == region.end : at-- == region.first) return true;
        }
    }

    Result<bool> examine(std::uint64_t seq) {
        if (page_.examined == kExaminedMax) {
            page_.next = EntryIndex(seq);
            return false;
        }
        ++page_.examined;
        GDPRD_TRY_ASSIGN(auto view, find_(EntryIndex(seq), query_.criteria));
        if (!view) return true;
        if (page_.entries.size() == query_.limit) {
            page_.next = EntryIndex(seq);
            return false;
        }
        page_.entries.push_back(std::move(*view));
        return true;
    }

    const SearchQuery& query_;
    const SearchPlan& plan_;
    const SearchIndex::Finder& find_;
    IndexShelf* shelf_;
    SearchPage page_;
    std::optional<std::uint64_t> failed_part_;  ///< where the cursor of a part failed
};

void add_to(SearchStats& stats, const PartSummary& summary) {
    stats.definitions += summary.definitions;
    for (const auto& [type, count] : summary.types)
        stats.types[static_cast<EntryType>(type)] += count;
    for (const auto& [name, count] : summary.actors) stats.actors[name] += count;
    for (const auto& [name, count] : summary.stores) stats.stores[name] += count;
    for (const auto& [day, count] : summary.days) {
        const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
        stats.days[format_date(date)] += count;
    }
}

}  // namespace

SearchIndex::SearchIndex(IndexPlace place, std::unique_ptr<TrailReader> reader,
                         IndexOptions options, DurableSize durable)
    : subject_keys_(options.subject_keys),
      durable_(durable),
      follower_(std::move(place), std::move(reader), std::move(options), std::move(durable),
                shelf_) {}

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(IndexPlace place,
                                                       std::unique_ptr<TrailReader> reader,
                                                       IndexOptions options, DurableSize durable) {
    std::unique_ptr<SearchIndex> index(new SearchIndex(std::move(place), std::move(reader),
                                                       std::move(options), std::move(durable)));
    GDPRD_TRY(index->follower_.load());
    index->follower_.start();
    return index;
}

Result<SearchPage> SearchIndex::search(const SearchQuery& query, std::uint64_t size,
                                       const Finder& find) {
    GDPRD_TRY_ASSIGN(const SearchPlan plan, plan_search(query, subject_keys_));
    if (plan.impossible) return SearchPage();
    Map map(size);
    GDPRD_TRY(map.draw(shelf_, plan));
    return Search(query, plan, find, &shelf_).run(map.regions());
}

Result<SearchPage> search_without_index(const SearchQuery& query, std::uint64_t size,
                                        const SubjectKeyLookup& subject_keys,
                                        const SearchIndex::Finder& find) {
    GDPRD_TRY_ASSIGN(const SearchPlan plan, plan_search(query, subject_keys));
    if (plan.impossible) return SearchPage();
    IndexShelf empty;
    Map map(size);
    GDPRD_TRY(map.draw(empty, plan));
    return Search(query, plan, find, nullptr).run(map.regions());
}

Result<SearchStats> SearchIndex::stats() {
    SearchStats out;
    std::vector<std::shared_ptr<Part>> parts;
    {
        auto content = shelf_.lock();
        parts = content->parts;
        for (const ZoneSpan& span : content->dead) out.unreadable += span.end - span.first;
        if (content->builder) add_to(out, content->builder->summary());
    }
    for (const auto& part : parts) {
        const auto session = PartSession::open(part);
        const auto summary = session ? load_part_summary(**session, part->tables())
                                     : Result<PartSummary>(session.error());
        if (summary) {
            add_to(out, *summary);
        } else if (shelf_.drop(part)) {
            log::event(log::Event::search_index_damaged,
                       {log::Field::safe_text("file", part->path()), {"error", summary.error()}});
        }
    }
    out.index = state();
    return out;
}

IndexState SearchIndex::state() {
    IndexState out;
    out.enabled = true;
    out.entries = durable_();
    out.indexed = shelf_.indexed(out.entries);
    auto content = shelf_.lock();
    out.parts = content->parts.size();
    for (const auto& part : content->parts) out.bytes += part->file_bytes();
    return out;
}

}  // namespace gdprd::audit
