#include "config/base/utf8.hpp"

#include <cstdint>
#include <cstdio>

namespace gdprd {

namespace {

struct Decoded {
    char32_t code_point = 0;
    std::size_t length = 0;  // 0: not UTF-8
};

Decoded decode_one(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    std::size_t length = 0;
    char32_t value = 0;
    char32_t least = 0;
    if ((first & 0xe0) == 0xc0) {
        length = 2, value = first & 0x1f, least = 0x80;
    } else if ((first & 0xf0) == 0xe0) {
        length = 3, value = first & 0x0f, least = 0x800;
    } else if ((first & 0xf8) == 0xf0) {
        length = 4, value = first & 0x07, least = 0x10000;
    } else {
        return {};
    }
    if (text.size() < length) return {};
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        value = (value << 6) | (byte(i) & 0x3f);
    }
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < least || surrogate || value > 0x10ffff) return {};
    return {value, length};
}

// C0, DEL, C1, line separators, and the characters that reorder or hide text.
bool is_unsafe(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xe0000 && c <= 0xe007f);
}

}  // namespace

bool valid_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const Decoded next = decode_one(text);
        if (next.length == 0) return false;
        text.remove_prefix(next.length);
    }
    return true;
}

PrintablePiece next_printable(std::string_view text) {
    const Decoded next = decode_one(text);
    char escaped[16] = {};
    if (next.length == 0) {
        std::snprintf(escaped, sizeof escaped, "\\x%02x",
                      static_cast<unsigned>(static_cast<std::uint8_t>(text[0])));
        return {escaped, 1, false};
    }
    if (!is_unsafe(next.code_point))
        return {std::string(text.substr(0, next.length)), next.length, true};
    std::snprintf(escaped, sizeof escaped, "\\u{%x}", static_cast<unsigned>(next.code_point));
    return {escaped, next.length, false};
}

std::string printable(std::string_view text, std::size_t bytes_max) {
    std::string out;
    while (!text.empty()) {
        const PrintablePiece piece = next_printable(text);
        if (out.size() + piece.text.size() > bytes_max) return out + "...";
        out += piece.text;
        text.remove_prefix(piece.length);
    }
    return out;
}

}  // namespace gdprd
