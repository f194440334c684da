#pragma once

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// `corrupt` unless the zip has exactly the form that make_zip() writes: members from the first
/// byte on, each directly after the one before; the central directory, then its end record, and
/// nothing after it; every header twice the same. The contents are not looked at: read_zip() does
/// that.
Result<void> check_zip_form(BytesView zip);

}  // namespace gdprd::daemon
