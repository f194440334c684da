#pragma once

#include <string>

namespace gdprd::policy {

/// The JSON Schema (draft 2020-12) of a policy file, for editors; made of the table of keys and
/// shipped as config/examples/policy.schema.json. Several lines, ends with a line end.
[[nodiscard]] std::string editor_schema();
/// The same for a file of cases (*.test.yaml), shipped as config/examples/policy-test.schema.json.
[[nodiscard]] std::string editor_schema_of_tests();

}  // namespace gdprd::policy
