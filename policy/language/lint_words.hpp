#pragma once

#include <string_view>

#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Art. 9(1) and Art. 10: a ground beyond Art. 6 is needed.
[[nodiscard]] bool needs_special_ground(const Category& category);
/// Where a value of a purpose, a field or a rule stands; its own place where it has no such value.
template <class Item>
[[nodiscard]] const SourceSpan& place_of(const Item& item, std::string_view key) {
    const auto found = item.places.find(key);
    return found == item.places.end() ? item.span : found->second;
}
/// A place for what is missing in a policy as a whole: its first statement.
[[nodiscard]] SourceSpan start_of(const Policy& policy);
/// Where a value of the policy stands (Policy::places), else its first statement.
[[nodiscard]] SourceSpan place_of(const Policy& policy, std::string_view key);

}  // namespace gdprd::policy
