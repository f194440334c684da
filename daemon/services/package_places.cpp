#include "daemon/services/package_places.hpp"

#include <algorithm>

namespace gdprd::daemon {

using policy::CoverageState;

bool is_mention(const policy::Residual& residual) noexcept {
    return residual.rows > 0 && !residual.field.empty();
}

std::string_view SearchedPlace::result() const noexcept {
    if (failed) return "no_answer";
    if (rows > 0) return "found";
    if (!mentioned_in.empty()) return "mentioned";
    if (searched) return "nothing_found";
    return by_name_only ? "not_searched_by_name" : "not_searched";
}

std::map<policy::CollectionPath, SearchedPlace> searched_places(const PackageInput& input) {
    std::map<policy::CollectionPath, SearchedPlace> places;
    // A collection without a personal field has rows of the subject too (the lines of an order),
    // and a plan reads many rows in several steps.
    for (const auto& set : input.rows)
        if (!set.rows.empty()) places[set.from].rows += set.rows.size();
    for (const auto& coverage : input.plan.coverage) {
        auto& place = places[coverage.field.in];
        place.rows = std::max(place.rows, coverage.rows);
        place.failed = place.failed || coverage.state == CoverageState::failed;
        const bool by_name = coverage.state == CoverageState::not_searched_by_name;
        place.by_name_only = place.by_name_only || by_name;
        place.searched =
            place.searched || (!by_name && coverage.state != CoverageState::not_applicable);
    }
    for (const auto& residual : input.plan.residuals)
        if (is_mention(residual)) places[residual.in].mentioned_in.insert(residual.field);
    return places;
}

}  // namespace gdprd::daemon
