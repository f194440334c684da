#include "connectors/files/unescape.hpp"

#include <charconv>

namespace gdprd::connectors {

namespace {

constexpr std::size_t kUnitEscape = 6;  // \uXXXX

bool is_hex(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void append_utf8(std::uint32_t c, std::string& out) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | (c >> shift & 0x3FU));
    };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | c >> 6U);
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | c >> 12U);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | c >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

char escaped_by(char c) noexcept {
    switch (c) {
        case 'n':
        case 'N':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        default:
            return c;
    }
}

}  // namespace

void Unescaper::drop_surrogate(std::string& out) {
    if (surrogate_ != 0) append_utf8(surrogate_, out);
    surrogate_ = 0;
}

void Unescaper::take_unit(std::uint32_t unit, std::string& out) {
    const bool second = unit >= 0xDC00 && unit < 0xE000;
    if (second && surrogate_ != 0) {
        append_utf8(0x10000U + ((surrogate_ - 0xD800U) << 10U) + (unit - 0xDC00U), out);
        surrogate_ = 0;
        return;
    }
    drop_surrogate(out);
    if (unit >= 0xD800 && unit < 0xDC00) {
        surrogate_ = unit;
    } else {
        append_utf8(unit, out);
    }
}

/// A character of an escape that has begun.
void Unescaper::take(char c, std::string& out) {
    const bool is_unit = open_.size() > 1;
    if (!is_unit && c == 'u') {
        open_ += c;
    } else if (!is_unit) {
        drop_surrogate(out);
        out += escaped_by(c);
        open_.clear();
    } else if (!is_hex(c)) {
        finish(out);
        feed({&c, 1}, out);
    } else {
        open_ += c;
        if (open_.size() < kUnitEscape) return;
        std::uint32_t unit = 0;
        std::from_chars(open_.data() + 2, open_.data() + open_.size(), unit, 16);
        open_.clear();
        take_unit(unit, out);
    }
}

void Unescaper::feed(std::string_view piece, std::string& out) {
    while (!piece.empty()) {
        if (!open_.empty()) {
            const char c = piece.front();
            piece.remove_prefix(1);
            take(c, out);
            continue;
        }
        const std::string_view plain = piece.substr(0, piece.find('\\'));
        if (!plain.empty()) drop_surrogate(out);
        out.append(plain);
        piece.remove_prefix(plain.size());
        if (piece.empty()) return;
        open_ = "\\";
        piece.remove_prefix(1);
    }
}

void Unescaper::finish(std::string& out) {
    drop_surrogate(out);
    out.append(open_);
    open_.clear();
}

}  // namespace gdprd::connectors
