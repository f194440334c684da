#pragma once

#include <string>

namespace gdprd::policy {

/// The JSON Schema (draft 2020-12) of a policy file, for editors; made of the table of keys and
/// shipped as config/examples/policy.schema.json. Several lines, ends with a line end.
[[nodiscard]] std::string editor_schema();

}  // namespace gdprd::policy
