#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gdprd::policy {

/// A member name that stands twice in one object of a JSON text. RFC 8259 leaves open which of the
/// two counts, so a reader and a check before it may take different ones. `text` must have been
/// parsed already.
[[nodiscard]] std::optional<std::string> find_repeated_member(std::string_view text);

}  // namespace gdprd::policy
