#include <algorithm>

#include "audit/trail_parts.hpp"
#include "config/base/log.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kScanChunk = 256;

Error no_index() {
    return {ErrorCode::unsupported, "this trail has no search index", "see gdprd's log for why"};
}

}  // namespace

SubjectKeyLookup Trail::Impl::subject_lookup() {
    return [this](std::uint64_t number) -> Result<SubjectKey> {
        GDPRD_TRY_ASSIGN(const auto key, subjects->find(OffLoop::on_blocking_thread(), number));
        return SubjectKey{key->number, key->key.clone()};
    };
}

/// A trail works without its index: what is wrong with it is told, and searches are slow.
void Trail::Impl::open_index(IndexOptions options, const Secret& root_key) {
    if (!options.enabled) return;
    if (!options.subject_keys) options.subject_keys = subject_lookup();
    auto follower = TrailReader::open_for_writer(files, dir, root_key);
    auto opened = follower
                      ? SearchIndex::open({files, dir}, std::move(*follower), std::move(options),
                                          [this] { return head.lock()->size; })
                      : Result<std::unique_ptr<SearchIndex>>(follower.error());
    if (opened) {
        index = std::move(*opened);
    } else {
        log::event(log::Event::search_index_failed, {{"error", opened.error()}});
    }
}

Result<SearchPage> Trail::Impl::search(OffLoop off, const SearchQuery& query, std::uint64_t size) {
    const auto find = [&](EntryIndex at, const SearchCriteria& criteria) {
        auto locked = reader.lock();
        TrailReader& opened = **locked;
        if (at.value() >= opened.size()) {
            if (const auto seen = opened.see(head.lock()->size); !seen)
                return Result<std::optional<EntryView>>(seen.error());
        }
        return opened.find(off, at, criteria);
    };
    return index ? index->search(query, size, find)
                 : search_without_index(query, size, subject_lookup(), find);
}

Result<void> Trail::Impl::scan_found(OffLoop off, EntryIndex from, std::uint64_t end,
                                     const ScanFilter& filter, const ScanSink& sink) {
    SearchQuery query;
    query.order = SearchOrder::oldest_first;
    query.from = from;
    query.limit = kScanChunk;
    if (filter.request) query.criteria.requests = {*filter.request};
    if (filter.type) query.criteria.types = {*filter.type};
    for (;;) {
        GDPRD_TRY_ASSIGN(const SearchPage page, search(off, query, end));
        for (const EntryView& view : page.entries) {
            if (!sink(view)) return {};
        }
        if (!page.next) return {};
        query.from = page.next;
    }
}

Result<void> Trail::scan(OffLoop off, EntryIndex from, EntryIndex to, const ScanFilter& filter,
                         const ScanSink& sink) {
    const std::uint64_t end = std::min(to.value(), size());
    if (impl_->index && (filter.request || filter.type))
        return impl_->scan_found(off, from, end, filter, sink);
    // In parts, so that the sink runs without the lock and may call the trail itself.
    for (std::uint64_t at = from.value(); at < end; at += kScanChunk) {
        std::vector<EntryView> views;
        {
            auto reader = impl_->reader.lock();
            GDPRD_TRY((*reader)->see(size()));
            GDPRD_TRY((*reader)->scan(off, EntryIndex(at),
                                      EntryIndex(std::min(at + kScanChunk, end)), filter,
                                      [&](const EntryView& view) {
                                          views.push_back(view);
                                          return true;
                                      }));
        }
        for (const EntryView& view : views) {
            if (!sink(view)) return {};
        }
    }
    return {};
}

Result<SearchPage> Trail::search(OffLoop off, const SearchQuery& query) {
    if (query.limit == 0) {
        return Error(ErrorCode::invalid_argument, "a page of no entries was asked for");
    }
    return impl_->search(off, query, size());
}

Result<SearchStats> Trail::stats(OffLoop /*off*/) {
    if (!impl_->index) return no_index();
    return impl_->index->stats();
}

IndexState Trail::index_state() const {
    if (impl_->index) return impl_->index->state();
    IndexState out;
    out.entries = size();
    return out;
}

Result<void> Trail::catch_up_index(OffLoop /*off*/) {
    return impl_->index ? impl_->index->catch_up() : Result<void>(no_index());
}

}  // namespace gdprd::audit
