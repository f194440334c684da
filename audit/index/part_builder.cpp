#include "audit/index/part_builder.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::audit {

void PartBuilder::begin_entry(std::uint64_t seq, std::uint64_t wall_ns, EntryType type,
                              bool definition) {
    GDPRD_ASSERT(seq == end());
    if (count_ % kZoneEntries == 0) zones_.push_back({wall_ns, wall_ns});
    Zone& zone = zones_.back();
    zone.earliest = std::min(zone.earliest, wall_ns);
    zone.latest = std::max(zone.latest, wall_ns);
    ++count_;
    types_ |= 1U << static_cast<unsigned>(type);
    if (definition) {
        ++summary_.definitions;
        return;
    }
    ++summary_.types[static_cast<std::uint64_t>(type)];
    ++summary_.days[day_of(wall_ns)];
}

std::uint32_t PartBuilder::list_of(const Token& token) {
    const auto next = static_cast<std::uint32_t>(lists_.size());
    const auto [found, is_new] = by_token_.try_emplace(token, next);
    if (is_new) lists_.push_back({token, {}});
    return found->second;
}

void PartBuilder::post(std::uint32_t list, std::uint64_t number) {
    auto& numbers = lists_[list].numbers;
    if (numbers.empty() || numbers.back() < number) {
        numbers.push_back(number);
        return;
    }
    const auto at = std::lower_bound(numbers.begin(), numbers.end(), number);
    if (*at != number) numbers.insert(at, number);
}

const std::vector<std::uint64_t>* PartBuilder::find(const Token& token) const {
    const auto found = by_token_.find(token);
    // A list may have been asked for and got no number yet.
    if (found == by_token_.end() || lists_[found->second].numbers.empty()) return nullptr;
    return &lists_[found->second].numbers;
}

Result<void> PartBuilder::write(FileStore& files, const std::string& dir, const IndexKeys& keys,
                                const Hash& last_leaf) const {
    std::vector<const List*> sorted;
    sorted.reserve(lists_.size());
    for (const List& list : lists_)
        if (!list.numbers.empty()) sorted.push_back(&list);
    std::sort(sorted.begin(), sorted.end(),
              [](const List* a, const List* b) { return a->token < b->token; });
    const PartHeader header{place_.epoch, place_.first, count_, place_.base, {}};
    GDPRD_TRY_ASSIGN(PartWriter writer, PartWriter::create(files, dir, header, keys));
    for (const List* list : sorted) GDPRD_TRY(writer.add(list->token, list->numbers));
    return writer.finish({zones_, summary_, types_, last_leaf});
}

}  // namespace gdprd::audit
