#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"

namespace gdprd {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;
/// SHA-256 output and everything of its size.
using Hash = std::array<std::uint8_t, 32>;

[[nodiscard]] BytesView as_bytes(std::string_view text) noexcept;
[[nodiscard]] std::string_view as_text(BytesView bytes) noexcept;

[[nodiscard]] std::string hex_encode(BytesView bytes);
/// Lower or upper case, even length; anything else is invalid_argument.
Result<Bytes> hex_decode(std::string_view text);

/// RFC 4648 §4, padded.
[[nodiscard]] std::string base64_encode(BytesView bytes);
/// Strict: canonical padding, no white space, unused bits zero.
Result<Bytes> base64_decode(std::string_view text);

/// Big-endian integers, as all of gdprd's formats use them.
void put_u16(Bytes& out, std::uint16_t value);
void put_u32(Bytes& out, std::uint32_t value);
void put_u64(Bytes& out, std::uint64_t value);
void put_bytes(Bytes& out, BytesView bytes);
[[nodiscard]] std::uint16_t get_u16(BytesView bytes) noexcept;  ///< first 2 bytes; asserts on fewer
[[nodiscard]] std::uint32_t get_u32(BytesView bytes) noexcept;  ///< first 4 bytes
[[nodiscard]] std::uint64_t get_u64(BytesView bytes) noexcept;  ///< first 8 bytes

}  // namespace gdprd
