#pragma once

#include <string>

#include "daemon/services/proof_bundle.hpp"

namespace gdprd::daemon {

/// What a verified bundle proves, in plain words, for the auditor: of each run its entries in
/// order, each step with its place, then what the plan kept and on what ground, and what it did not
/// reach; of several runs first what each did, and their sum. Holds no personal value, as the
/// bundle does not. A statement of an unknown shape leaves the places out.
[[nodiscard]] std::string render_bundle(const VerifiedBundle& bundle);

}  // namespace gdprd::daemon
