#include "daemon/services/pseudonym_key.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"

namespace gdprd::daemon {

namespace {

/// No request is called so: their names begin with "R-".
constexpr const char* kName = "pseudonyms";

Secret derive(const RequestKeySet& keys) {
    return crypto::hkdf_expand(keys.row, "pseudonym");
}

}  // namespace

bool needs_pseudonym_key(const policy::Policy& policy) {
    return std::any_of(policy.erasure.begin(), policy.erasure.end(), [](const auto& rule) {
        return rule.action == policy::ErasureActionKind::pseudonym;
    });
}

Result<Secret> pseudonym_key(OffLoop off, RequestKeys& keys) {
    const RequestId name(kName);
    const auto known = keys.load(off, name);
    if (known) return derive(*known);
    if (known.error().code() != ErrorCode::not_found) return known.error();
    const auto made = keys.create(off, name);
    if (made) return derive(*made);
    if (made.error().code() != ErrorCode::conflict) return made.error();
    // Somebody else made it in between, or it was destroyed.
    const auto again = keys.load(off, name);
    if (again) return derive(*again);
    if (again.error().code() != ErrorCode::not_found) return again.error();
    return Error(ErrorCode::not_found, "the key for pseudonyms was destroyed",
                 "use another action than pseudonym: new pseudonyms would not agree with old ones");
}

}  // namespace gdprd::daemon
