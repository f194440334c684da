#include "config/base/bytes.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

int base64_value(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    if (c == '/') return 63;
    return -1;
}

Error not_base64() {
    return {ErrorCode::invalid_argument, "this is not base64 (RFC 4648, padded, no white space)"};
}

template <class Integer>
void put_big_endian(Bytes& out, Integer value) {
    for (std::size_t i = sizeof(Integer); i-- > 0;)
        out.push_back(static_cast<std::uint8_t>((value >> (8 * i)) & 0xff));
}

std::uint64_t get_big_endian(BytesView bytes, std::size_t count) noexcept {
    GDPRD_ASSERT(bytes.size() >= count);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = (value << 8) | bytes[i];
    return value;
}

}  // namespace

BytesView as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(BytesView bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hex_encode(BytesView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out.push_back(kHexDigits[byte >> 4]);
        out.push_back(kHexDigits[byte & 0x0f]);
    }
    return out;
}

Result<Bytes> hex_decode(std::string_view text) {
    if (text.size() % 2 != 0)
        return Error(ErrorCode::invalid_argument, "hexadecimal text must have an even length");
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0)
            return Error(ErrorCode::invalid_argument, "this is not hexadecimal text");
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string base64_encode(BytesView bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = (group << 8) | (k < count ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(k <= count ? kBase64Digits[(group >> (18 - 6 * k)) & 0x3f] : '=');
    }
    return out;
}

Result<Bytes> base64_decode(std::string_view text) {
    if (text.size() % 4 != 0) return not_base64();
    std::size_t digits = text.size();
    if (text.ends_with("==")) {
        digits -= 2;
    } else if (text.ends_with('=')) {
        digits -= 1;
    }
    Bytes out;
    out.reserve(digits * 3 / 4);
    std::uint32_t pending = 0;
    unsigned pending_bits = 0;
    for (const char c : text.substr(0, digits)) {
        const int value = base64_value(c);
        if (value < 0) return not_base64();
        pending = (pending << 6) | static_cast<std::uint32_t>(value);
        pending_bits += 6;
        if (pending_bits >= 8) {
            pending_bits -= 8;
            out.push_back(static_cast<std::uint8_t>((pending >> pending_bits) & 0xff));
        }
        pending &= (1U << pending_bits) - 1U;
    }
    if (pending != 0) return not_base64();
    return out;
}

void put_u16(Bytes& out, std::uint16_t value) {
    put_big_endian(out, value);
}
void put_u32(Bytes& out, std::uint32_t value) {
    put_big_endian(out, value);
}
void put_u64(Bytes& out, std::uint64_t value) {
    put_big_endian(out, value);
}

void put_bytes(Bytes& out, BytesView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

std::uint16_t get_u16(BytesView bytes) noexcept {
    return static_cast<std::uint16_t>(get_big_endian(bytes, 2));
}

std::uint32_t get_u32(BytesView bytes) noexcept {
    return static_cast<std::uint32_t>(get_big_endian(bytes, 4));
}

std::uint64_t get_u64(BytesView bytes) noexcept {
    return get_big_endian(bytes, 8);
}

}  // namespace gdprd
