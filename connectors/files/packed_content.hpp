#pragma once

#include <cstddef>
#include <string_view>

namespace gdprd::connectors {

/// How many first bytes begins_packed() looks at.
inline constexpr std::size_t kPackedHeadBytes = 16;

/// Whether a content begins as those whose bytes do not show their texts: ZIP, OLE (documents of
/// Office before 2007), PDF, TNEF, and what gzip, bzip2, xz, zstd, 7z, RAR and others write.
[[nodiscard]] bool begins_packed(std::string_view head) noexcept;

/// Whether a line of a text begins what is encoded within it, and so is not read: a block of PGP or
/// PEM, a file of uuencode or yEnc; also where somebody quotes it ("> ").
[[nodiscard]] bool holds_encoded_block(std::string_view text) noexcept;

}  // namespace gdprd::connectors
