#include "audit/index/cursor.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

using Found = Result<std::optional<std::uint64_t>>;

class ListedNumbers final : public Cursor {
  public:
    ListedNumbers(std::vector<std::uint64_t> numbers, SearchOrder order)
        : numbers_(std::move(numbers)), order_(order) {}

    Found seek(std::uint64_t at) override {
        if (order_ == SearchOrder::oldest_first) {
            const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), at);
            if (found == numbers_.end()) return std::nullopt;
            return *found;
        }
        const auto behind = std::upper_bound(numbers_.begin(), numbers_.end(), at);
        if (behind == numbers_.begin()) return std::nullopt;
        return *(behind - 1);
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override { return numbers_.size(); }

  private:
    std::vector<std::uint64_t> numbers_;
    SearchOrder order_;
};

class EveryNumber final : public Cursor {
  public:
    EveryNumber(ZoneSpan span, SearchOrder order) : span_(span), order_(order) {}

    Found seek(std::uint64_t at) override {
        const bool up = order_ == SearchOrder::oldest_first;
        const std::uint64_t number = up ? std::max(at, span_.first) : std::min(at, span_.end - 1);
        if (number < span_.first || number >= span_.end) return std::nullopt;
        return number;
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override { return span_.end - span_.first; }

  private:
    ZoneSpan span_;
    SearchOrder order_;
};

class AnyOf final : public Cursor {
  public:
    AnyOf(std::vector<std::unique_ptr<Cursor>> of, SearchOrder order)
        : of_(std::move(of)), order_(order) {}

    Found seek(std::uint64_t at) override {
        std::optional<std::uint64_t> best;
        for (const auto& one : of_) {
            GDPRD_TRY_ASSIGN(const auto found, one->seek(at));
            if (!found) continue;
            const bool nearer = order_ == SearchOrder::oldest_first ? *found < best.value_or(~0ULL)
                                                                    : *found > best.value_or(0);
            if (!best || nearer) best = found;
        }
        return best;
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override {
        std::uint64_t sum = 0;
        for (const auto& one : of_) sum += one->weight();
        return sum;
    }

  private:
    std::vector<std::unique_ptr<Cursor>> of_;
    SearchOrder order_;
};

class EveryOf final : public Cursor {
  public:
    explicit EveryOf(std::vector<std::unique_ptr<Cursor>> of) : of_(std::move(of)) {
        std::sort(of_.begin(), of_.end(),
                  [](const auto& a, const auto& b) { return a->weight() < b->weight(); });
    }

    Found seek(std::uint64_t at) override {
        for (std::size_t agreed = 0; agreed < of_.size();) {
            GDPRD_TRY_ASSIGN(const auto found, of_[agreed]->seek(at));
            if (!found) return found;
            // The first of them proposes; whoever moves on makes the others look again.
            agreed = *found == at || agreed == 0 ? agreed + 1 : 0;
            at = *found;
        }
        return at;
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override { return of_.front()->weight(); }

  private:
    std::vector<std::unique_ptr<Cursor>> of_;
};

class ZonedNumbers final : public Cursor {
  public:
    ZonedNumbers(std::vector<Zone> zones, ZoneSpan span, TimeRange range, SearchOrder order)
        : zones_(std::move(zones)), span_(span), range_(range), order_(order) {}

    Found seek(std::uint64_t at) override {
        return order_ == SearchOrder::oldest_first ? up(at) : down(at);
    }
    [[nodiscard]] std::uint64_t weight() const noexcept override { return span_.end - span_.first; }

  private:
    [[nodiscard]] std::optional<std::uint64_t> up(std::uint64_t at) const {
        at = std::max(at, span_.first);
        while (at < span_.end) {
            const std::uint64_t zone = (at - span_.first) / kZoneEntries;
            if (range_.meets(zones_[zone])) return at;
            at = span_.first + (zone + 1) * kZoneEntries;
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::uint64_t> down(std::uint64_t at) const {
        at = std::min(at, span_.end - 1);
        while (at >= span_.first) {
            const std::uint64_t zone = (at - span_.first) / kZoneEntries;
            if (range_.meets(zones_[zone])) return at;
            if (zone == 0) break;
            at = span_.first + zone * kZoneEntries - 1;
        }
        return std::nullopt;
    }

    std::vector<Zone> zones_;
    ZoneSpan span_;
    TimeRange range_;
    SearchOrder order_;
};

}  // namespace

std::unique_ptr<Cursor> cursor_over(std::vector<std::uint64_t> numbers, SearchOrder order) {
    return std::make_unique<ListedNumbers>(std::move(numbers), order);
}

std::unique_ptr<Cursor> cursor_over_all(std::uint64_t first, std::uint64_t end, SearchOrder order) {
    return std::make_unique<EveryNumber>(ZoneSpan{first, end}, order);
}

std::unique_ptr<Cursor> cursor_over_any(std::vector<std::unique_ptr<Cursor>> of,
                                        SearchOrder order) {
    if (of.size() == 1) return std::move(of.front());
    return std::make_unique<AnyOf>(std::move(of), order);
}

std::unique_ptr<Cursor> cursor_over_every(std::vector<std::unique_ptr<Cursor>> of) {
    if (of.size() == 1) return std::move(of.front());
    return std::make_unique<EveryOf>(std::move(of));
}

std::unique_ptr<Cursor> cursor_over_zones(std::vector<Zone> zones, ZoneSpan span, TimeRange range,
                                          SearchOrder order) {
    return std::make_unique<ZonedNumbers>(std::move(zones), span, range, order);
}

}  // namespace gdprd::audit
