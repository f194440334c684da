#include "audit/index/part_query.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

using Cursors = std::vector<std::unique_ptr<Cursor>>;

/// Clock readings are unsigned: what is before 1970 is before all of them.
std::uint64_t reading_of(WallTime time) {
    const auto ns = time.time_since_epoch().count();
    return ns < 0 ? 0 : static_cast<std::uint64_t>(ns);
}

/// Collects, criterion by criterion, the lists of its values.
class Gathering {
  public:
    Gathering(ListSource& lists, const SearchPlan& plan) : lists_(lists), plan_(plan) {}

    Result<std::unique_ptr<Cursor>> run() {
        const SearchCriteria& criteria = *plan_.criteria;
        if (!types_may_match()) return std::unique_ptr<Cursor>();
        GDPRD_TRY(all_names(criteria));
        if (!criteria.types.empty()) {
            GDPRD_TRY(any_of(criteria.types, [this](Cursors& found, EntryType type) {
                return take(found, lists_.keys().type_token(type));
            }));
        }
        if (nothing_) return std::unique_ptr<Cursor>();
        add_time();
        if (nothing_) return std::unique_ptr<Cursor>();
        const ZoneSpan span = lists_.span();
        if (every_.empty()) return cursor_over_all(span.first, span.end, plan_.order);
        return cursor_over_every(std::move(every_));
    }

  private:
    [[nodiscard]] bool types_may_match() const {
        const auto& types = plan_.criteria->types;
        return types.empty() || std::any_of(types.begin(), types.end(), [this](EntryType type) {
                   return (lists_.types() & (1U << static_cast<unsigned>(type))) != 0;
               });
    }

    Result<void> all_names(const SearchCriteria& criteria) {
        GDPRD_TRY(names(TokenKind::request, criteria.requests));
        GDPRD_TRY(subjects());
        GDPRD_TRY(names(TokenKind::actor, criteria.actors));
        GDPRD_TRY(names(TokenKind::purpose, criteria.purposes));
        GDPRD_TRY(names(TokenKind::collection, criteria.collections));
        GDPRD_TRY(fields());
        return names(TokenKind::store, criteria.stores);
    }

    Result<void> take(Cursors& found, const Token& token) {
        GDPRD_TRY_ASSIGN(auto cursor, lists_.walk(token, plan_.order));
        if (cursor) found.push_back(std::move(cursor));
        return {};
    }

    template <class Values, class Each>
    Result<void> any_of(const Values& values, Each each) {
        if (nothing_) return {};
        Cursors found;
        for (const auto& value : values) GDPRD_TRY(each(found, value));
        nothing_ = found.empty();
        if (!nothing_) every_.push_back(cursor_over_any(std::move(found), plan_.order));
        return {};
    }

    Result<void> names(TokenKind kind, const std::vector<std::string>& values) {
        if (values.empty()) return {};
        return any_of(values, [this, kind](Cursors& found, const std::string& name) {
            return take(found, lists_.keys().token(kind, name));
        });
    }

    /// A field's list names the sets that hold it; each set has its entries.
    Result<void> fields() {
        if (plan_.criteria->fields.empty()) return {};
        const auto sets_of = [this](Cursors& found, const std::string& field) -> Result<void> {
            GDPRD_TRY_ASSIGN(const auto sets,
                             lists_.read_all(lists_.keys().token(TokenKind::field, field)));
            for (const std::uint64_t set : sets)
                GDPRD_TRY(take(found, lists_.keys().field_set_token(set)));
            return {};
        };
        return any_of(plan_.criteria->fields, sets_of);
    }

    Result<void> subjects() {
        if (plan_.criteria->subjects.empty()) return {};
        const auto [earliest, latest] = times();
        const MonthNumber first = month_of_day(day_of(std::max(earliest, plan_.range.earliest)));
        const MonthNumber last = month_of_day(day_of(std::min(latest, plan_.range.latest)));
        return any_of(plan_.subjects,
                      [this, first, last](Cursors& found, const SubjectKey& key) -> Result<void> {
                          for (MonthNumber month = first; month <= last; ++month)
                              GDPRD_TRY(take(found, subject_token(key, month)));
                          return {};
                      });
    }

    [[nodiscard]] Zone times() const {
        Zone all{~std::uint64_t{0}, 0};
        for (const Zone& zone : lists_.zones()) {
            all.earliest = std::min(all.earliest, zone.earliest);
            all.latest = std::max(all.latest, zone.latest);
        }
        return all;
    }

    void add_time() {
        const Zone all = times();
        nothing_ = !plan_.range.meets(all);
        if (nothing_ || plan_.range.covers(all)) return;
        every_.push_back(
            cursor_over_zones(lists_.zones(), lists_.span(), plan_.range, plan_.order));
    }

    ListSource& lists_;
    const SearchPlan& plan_;
    Cursors every_;
    bool nothing_ = false;
};

}  // namespace

Result<SearchPlan> plan_search(const SearchQuery& query, const SubjectKeyLookup& subject_keys) {
    SearchPlan plan;
    plan.criteria = &query.criteria;
    plan.order = query.order;
    const SearchCriteria& criteria = query.criteria;
    if (criteria.since) plan.range.earliest = reading_of(*criteria.since);
    if (criteria.until) {
        const std::uint64_t end = reading_of(*criteria.until);
        plan.impossible = end == 0;
        plan.range.latest = end == 0 ? 0 : end - 1;
    }
    plan.impossible = plan.impossible || plan.range.earliest > plan.range.latest;
    if (criteria.subjects.empty()) return plan;
    if (!subject_keys) {
        return Error(ErrorCode::unsupported, "this trail has no keys of subjects to search by");
    }
    for (const std::uint64_t number : criteria.subjects) {
        auto key = subject_keys(number);
        if (key) {
            plan.subjects.push_back(std::move(*key));
        } else if (key.error().code() != ErrorCode::not_found) {
            return key.error();
        }
    }
    plan.impossible = plan.impossible || plan.subjects.empty();
    return plan;
}

Result<std::unique_ptr<Cursor>> PartLists::walk(const Token& token, SearchOrder order) {
    GDPRD_TRY_ASSIGN(const auto place, session_.records().find(token));
    if (!place) return std::unique_ptr<Cursor>();
    return session_.records().walk(*place, order);
}

Result<std::vector<std::uint64_t>> PartLists::read_all(const Token& token) {
    GDPRD_TRY_ASSIGN(const auto place, session_.records().find(token));
    if (!place) return std::vector<std::uint64_t>();
    return session_.records().read_all(*place);
}

const std::vector<Zone>& PartLists::zones() const {
    return session_.part().tables().zones;
}
ZoneSpan PartLists::span() const {
    return {session_.part().first(), session_.part().end()};
}
std::uint32_t PartLists::types() const {
    return session_.part().tables().trailer.types;
}

Result<std::unique_ptr<Cursor>> BuilderLists::walk(const Token& token, SearchOrder order) {
    const auto* numbers = builder_.find(token);
    if (numbers == nullptr) return std::unique_ptr<Cursor>();
    return cursor_over(*numbers, order);
}

Result<std::vector<std::uint64_t>> BuilderLists::read_all(const Token& token) {
    const auto* numbers = builder_.find(token);
    return numbers == nullptr ? std::vector<std::uint64_t>() : *numbers;
}

Result<std::unique_ptr<Cursor>> find_candidates(ListSource& lists, const SearchPlan& plan) {
    return Gathering(lists, plan).run();
}

}  // namespace gdprd::audit
