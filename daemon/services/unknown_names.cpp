#include "daemon/services/unknown_names.hpp"

#include <set>

#include "config/base/edit_distance.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

using audit::SearchCriteria;
using Names = std::vector<std::string>;

constexpr int kPagesMax = 16;

/// None: it cannot be said at this price.
Result<std::optional<bool>> is_in_an_entry(OffLoop off, TrailService& trail,
                                           Names SearchCriteria::* criterion,
                                           const std::string& name) {
    audit::SearchQuery query;
    query.criteria.*criterion = {name};
    query.limit = 1;
    for (int page = 0; page < kPagesMax; ++page) {
        GDPRD_TRY_ASSIGN(const auto found, trail.search(off, query));
        if (!found.entries.empty()) return std::optional(true);
        if (!found.next) return std::optional(false);
        query.from = found.next;
    }
    return std::optional<bool>();
}

template <class Counts>
void add_names(std::set<std::string>& to, const Counts& counts) {
    for (const auto& [name, count] : counts) to.insert(name);
}

/// What may have been meant: names that entries have, as far as they are counted, and names that
/// gdprd itself would use.
std::set<std::string> known_names(OffLoop off, Services& services, std::string_view criterion) {
    std::set<std::string> out;
    const auto catalogue = services.scans.current();
    if (criterion == "actor" || criterion == "store") {
        const auto stats = services.trail.stats(off);
        if (stats) add_names(out, criterion == "actor" ? stats->actors : stats->stores);
    }
    if (criterion == "store")
        for (const auto& store : services.stores.names()) out.insert(store.value());
    if (criterion == "purpose")
        for (const auto& purpose : services.policies.current()->purposes)
            out.insert(purpose.name.value());
    for (const auto& [path, field] : catalogue->fields) {
        if (criterion == "collection") out.insert(policy::to_string(path.in.collection));
        if (criterion == "field") out.insert(path.field);
    }
    return out;
}

}  // namespace

Result<std::vector<UnknownName>> find_unknown_names(OffLoop off, Services& services,
                                                    const SearchCriteria& criteria) {
    const std::pair<std::string_view, Names SearchCriteria::*> all[] = {
        {"actor", &SearchCriteria::actors},           {"store", &SearchCriteria::stores},
        {"collection", &SearchCriteria::collections}, {"field", &SearchCriteria::fields},
        {"purpose", &SearchCriteria::purposes},       {"request", &SearchCriteria::requests}};
    std::vector<UnknownName> out;
    for (const auto& [criterion, names] : all) {
        for (const auto& name : criteria.*names) {
            GDPRD_TRY_ASSIGN(const auto there, is_in_an_entry(off, services.trail, names, name));
            if (there.value_or(true)) continue;
            const auto known = known_names(off, services, criterion);
            const std::vector<std::string> candidates(known.begin(), known.end());
            out.push_back({criterion, name, closest(name, candidates)});
        }
    }
    return out;
}

}  // namespace gdprd::daemon
