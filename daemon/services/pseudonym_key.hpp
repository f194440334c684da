#pragma once

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "daemon/state/sealed.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::daemon {

/// Whether some rule of the policy says `pseudonym`.
[[nodiscard]] bool needs_pseudonym_key(const policy::Policy& policy);

/// The one key for pseudonyms, under which a value gets the same pseudonym in every store and
/// request. It lies among the requests' keys, wrapped as they are under a subject key of the trail,
/// and is made when it is first needed. `not_found` when it was destroyed: pseudonyms made before
/// then are anybody's, and new ones would not agree with them.
Result<Secret> pseudonym_key(OffLoop off, RequestKeys& keys);

}  // namespace gdprd::daemon
