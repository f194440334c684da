#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "daemon/services/package.hpp"

namespace gdprd::daemon {

/// What the search of one collection came to, as the subject is told.
struct SearchedPlace {
    std::uint64_t rows = 0;              ///< the subject's own, which the copy holds
    std::set<std::string> mentioned_in;  ///< fields of other rows that name the subject: no copy
    bool searched = false;
    bool by_name_only = false;  ///< nothing but names in which no identifier stands
    bool failed = false;        ///< its store did not answer

    /// found, mentioned, nothing_found, not_searched_by_name, not_searched or no_answer; `found`
    /// goes before `mentioned`.
    [[nodiscard]] std::string_view result() const noexcept;
};

/// Every collection with personal fields, with rows of the subject, or with a mention of them.
[[nodiscard]] std::map<policy::CollectionPath, SearchedPlace> searched_places(
    const PackageInput& input);

/// Whether this line of an access plan tells that other rows name the subject in one field.
[[nodiscard]] bool is_mention(const policy::Residual& residual) noexcept;

}  // namespace gdprd::daemon
