#pragma once

#include <set>
#include <string>
#include <string_view>

#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// A wanted value, or a stored one, as texts are compared in a mode, any but exact: folded, letters
/// and digits only, or a number's digits and what stands between them. An empty wanted one, white
/// space or punctuation alone, says nothing.
[[nodiscard]] std::string wanted_form(policy::MatchMode mode, std::string_view wanted);
[[nodiscard]] std::string stored_form(policy::MatchMode mode, std::string_view stored);

/// Whether a value, as its stored_form(), matches one of the wanted_form()s.
[[nodiscard]] bool matches_any(policy::MatchMode mode, const std::string& stored,
                               const std::set<std::string>& wanted);

}  // namespace gdprd::connectors
