#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/criteria.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

struct Services;

/// A name of a search that no entry has.
struct UnknownName {
    std::string_view criterion;  ///< "store"
    std::string name;            ///< as it was asked for
    std::optional<std::string> suggestion;
};

/// Of a search that found nothing: which of its names are in no entry at all, so that a slip is not
/// taken for an answer. Each name is searched for by itself; one that a bounded search neither
/// finds nor rules out is not listed.
Result<std::vector<UnknownName>> find_unknown_names(OffLoop off, Services& services,
                                                    const audit::SearchCriteria& criteria);

}  // namespace gdprd::daemon
