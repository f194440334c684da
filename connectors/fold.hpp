#pragma once

#include <string>
#include <string_view>

namespace gdprd::connectors {

/// Trimmed, compatibility-normalised and case-folded (Unicode NFKC_Casefold): two texts that are
/// equal after trimming and lower-casing fold to the same. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string fold(std::string_view text);

/// Letters and digits only, upper-cased: "+33 6 12-34" → "3361234", "fr76 3000" → "FR763000".
[[nodiscard]] std::string alphanumerics(std::string_view text);

}  // namespace gdprd::connectors
