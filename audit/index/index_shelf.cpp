#include "audit/index/index_shelf.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

/// What holds entries, ascending; destroyed epochs have none to hold.
std::vector<ZoneSpan> held_spans(const IndexShelf::Content& content) {
    std::vector<ZoneSpan> held = content.dead;
    for (const auto& part : content.parts) held.push_back({part->first(), part->end()});
    if (content.builder && content.builder->count() != 0)
        held.push_back({content.builder->first(), content.builder->end()});
    std::sort(held.begin(), held.end(),
              [](const ZoneSpan& a, const ZoneSpan& b) { return a.first < b.first; });
    return held;
}

}  // namespace

void IndexShelf::put(std::shared_ptr<Part> part) {
    std::unique_ptr<PartBuilder> held_builder;  // dies without the lock
    auto content = content_.lock();
    auto& builder = content->builder;
    if (builder && builder->first() >= part->first() && builder->end() <= part->end())
        held_builder = std::move(builder);
    auto& parts = content->parts;
    std::erase_if(parts, [&](const std::shared_ptr<Part>& other) {
        const bool held = other->first() >= part->first() && other->end() <= part->end();
        // A part that is built anew has the file of the one before.
        if (held && other->path() != part->path()) other->remove_when_unused();
        return held;
    });
    const auto place =
        std::upper_bound(parts.begin(), parts.end(), part->first(),
                         [](std::uint64_t first, const std::shared_ptr<Part>& other) {
                             return first < other->first();
                         });
    parts.insert(place, std::move(part));
}

bool IndexShelf::drop(const std::shared_ptr<const Part>& part) {
    {
        auto content = content_.lock();
        const auto gone = std::erase_if(
            content->parts, [&](const std::shared_ptr<Part>& other) { return other == part; });
        if (gone == 0) return false;
    }
    part->remove_file();
    return true;
}

std::optional<IndexShelf::Gap> IndexShelf::first_gap(std::uint64_t size) {
    const auto held = held_spans(*content_.lock());
    std::uint64_t at = 0;
    for (const ZoneSpan& span : held) {
        if (span.first > at) break;
        at = std::max(at, span.end);
    }
    if (at >= size) return std::nullopt;
    std::uint64_t end = size;
    for (const ZoneSpan& span : held)
        if (span.first > at) end = std::min(end, span.first);
    return Gap{at, end};
}

std::uint64_t IndexShelf::indexed(std::uint64_t size) {
    std::uint64_t sum = 0;
    std::uint64_t at = 0;
    for (const ZoneSpan& span : held_spans(*content_.lock())) {
        const std::uint64_t from = std::max(at, span.first);
        const std::uint64_t to = std::min(size, span.end);
        if (to > from) sum += to - from;
        at = std::max(at, span.end);
    }
    return sum;
}

}  // namespace gdprd::audit
