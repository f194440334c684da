#pragma once

#include <compare>
#include <string>

#include "config/base/personal.hpp"
#include "config/base/strong.hpp"

namespace gdprd::policy {

/// "email", "phone", "iban", "fr.nir", or a type of the policy's own ("customer_no"); "name" and
/// "birth_date" only strengthen or contradict.
using IdentifierType = Strong<struct IdentifierTypeTag, std::string>;

/// An identifier that points at the subject, in its normal form.
struct Seed {
    IdentifierType type;
    Personal<std::string> value;
    friend auto operator<=>(const Seed&, const Seed&) = default;
};

}  // namespace gdprd::policy
