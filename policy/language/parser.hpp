#pragma once

#include <string>
#include <vector>

#include "config/base/result.hpp"
#include "policy/language/diagnostics.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// One file of a policy directory.
struct PolicyFile {
    std::string name;   ///< without the directory
    std::string bytes;  ///< its text
};

/// The policy that the files say together; their order does not matter. Pure. All errors are put
/// into `diagnostics`, each with its place, not only the first; then the result is
/// `invalid_argument` and names the first. What is wrong but readable is left to lint().
Result<Policy> parse_policies(const std::vector<PolicyFile>& files, Diagnostics& diagnostics);

/// Digest over the names and bytes of the files, sorted by name, as deterministic CBOR.
[[nodiscard]] PolicyVersion version_of(const std::vector<PolicyFile>& files);

}  // namespace gdprd::policy
