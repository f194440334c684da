#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "daemon/services/proof_bundle.hpp"

namespace gdprd::daemon {

struct CheckedPackage {
    VerifiedBundle bundle;
    std::vector<std::string> files;  ///< members whose SHA-256 the manifest names and that fit it
};

/// Verifies an access package offline: manifest.proof under `vkey`, manifest.json under the proof,
/// every other member under the manifest, none missing and none more. `corrupt` names the member.
Result<CheckedPackage> check_package(BytesView zip, std::string_view vkey);

}  // namespace gdprd::daemon
