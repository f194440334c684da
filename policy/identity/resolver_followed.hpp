#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/identity/resolver_facts.hpp"

namespace gdprd::policy {

/// Which rows a reference joins. Values are compared as bytes, because real schemas refer from text
/// to integers; where a store keeps 12, '12' and x'3132' apart (SQLite, in a field without a type),
/// rows of several people have the same bytes, and the type decides among them.

/// Whether the cells at those positions are of the same kinds, one by one.
[[nodiscard]] bool of_same_kinds(const Values& one, const std::vector<std::size_t>& at,
                                 const Values& other, const std::vector<std::size_t>& other_at);
/// Texts of decimals as numbers are compared, where any is one: what refers to 12.50 by text says
/// so.
[[nodiscard]] std::optional<std::vector<std::string>> as_numbers(std::vector<std::string> tuple);
/// Whether some cell at those positions is a number that may have decimals.
[[nodiscard]] bool has_reals(const Values& values, const std::vector<std::size_t>& at);
/// The rows of `via.to` that a row of `via.from` with these values refers to, as far as `facts`
/// knows them; asks for them.
[[nodiscard]] std::vector<RowKey> referred_rows(Facts& facts, const Reference& via,
                                                const Values& from);
/// The rows of `via.from` that refer to a row of `via.to` with these values, as far as `facts`
/// knows them; asks for them.
[[nodiscard]] std::vector<RowKey> referring_rows(Facts& facts, const Reference& via,
                                                 const Values& to);

}  // namespace gdprd::policy
