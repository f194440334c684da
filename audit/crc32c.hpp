#pragma once

#include <cstdint>

#include "config/base/bytes.hpp"

namespace gdprd::audit {

/// CRC-32C (Castagnoli, reflected, as in RFC 3720 §B.4) of what `crc` covers followed by `bytes`;
/// begin with 0. crc32c("123456789") is 0xE3069283.
[[nodiscard]] std::uint32_t crc32c(BytesView bytes, std::uint32_t crc = 0) noexcept;

}  // namespace gdprd::audit
