#pragma once

#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::daemon {

/// Rows that a planning found and that no step of its plan touches: what is kept of the person, and
/// rows of others that name the person or refer to one of the person's rows. By key and a digest
/// over the fields that tell whose they are, no value of any other field.
struct StandingRows {
    struct One {
        policy::RowKey key;
        RowDigest digest;  ///< over `fields`
    };
    policy::CollectionPath in;
    bool own = false;                 ///< the person's
    std::vector<std::string> fields;  ///< identifiers, names and references
    std::vector<One> rows;
};

[[nodiscard]] std::vector<StandingRows> standing_rows(const policy::Plan& plan,
                                                      const policy::Resolution& resolution,
                                                      const policy::Catalogue& catalogue,
                                                      const policy::Policy& policy,
                                                      const Secret& row_key);

[[nodiscard]] cbor::Value to_cbor(const std::vector<StandingRows>& standing);
Result<std::vector<StandingRows>> standing_rows_from_cbor(const cbor::Value& value);

}  // namespace gdprd::daemon
