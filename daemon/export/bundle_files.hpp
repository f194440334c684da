#pragma once

#include <string_view>

namespace gdprd::daemon {

/// daemon/export/bundle/README.txt and verify.py, as they go into every bundle.
[[nodiscard]] std::string_view bundle_readme() noexcept;
[[nodiscard]] std::string_view bundle_verifier() noexcept;

}  // namespace gdprd::daemon
