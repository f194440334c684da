#pragma once

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"
#include "policy/language/test_runner.hpp"

namespace gdprd::policy {

/// Plans the case's rows as those of one person, and compares.
[[nodiscard]] std::vector<TestFailure> check_rows(const Policy& policy, const Catalogue& catalogue,
                                                  const TestCase& test);
/// What is told of a field whose value is made of the one before; else `replaced`.
[[nodiscard]] FieldEnd end_of_transform(ErasureActionKind action) noexcept;
/// `catalogue`, with what the case says of categories, references and collections it lacks.
[[nodiscard]] Catalogue catalogue_for(const Catalogue& catalogue, const TestCase& test);

}  // namespace gdprd::policy
