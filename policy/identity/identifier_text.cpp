#include "policy/identity/identifier_text.hpp"

#include <algorithm>
#include <array>

namespace gdprd::policy::text {
namespace {

struct Replacement {
    char32_t first;
    char32_t last;
    char ascii;
};

constexpr std::array<Replacement, 20> kLookAlikes{{
    {0x00A0, 0x00A0, ' '}, {0x00B7, 0x00B7, '.'},  {0x1680, 0x1680, ' '}, {0x2000, 0x200A, ' '},
    {0x2010, 0x2015, '-'}, {0x2018, 0x2019, '\''}, {0x2022, 0x2022, '.'}, {0x2024, 0x2024, '.'},
    {0x2027, 0x2027, '.'}, {0x202F, 0x202F, ' '},  {0x2044, 0x2044, '/'}, {0x205F, 0x205F, ' '},
    {0x2212, 0x2212, '-'}, {0x2215, 0x2215, '/'},  {0x3000, 0x3000, ' '}, {0xFE63, 0xFE63, '-'},
    {0xFF0B, 0xFF0B, '+'}, {0xFF0D, 0xFF0D, '-'},  {0xFF0E, 0xFF0E, '.'}, {0xFF0F, 0xFF0F, '/'},
}};

}  // namespace

char ascii_look_alike(char32_t c) noexcept {
    if (c >= 0xFF10 && c <= 0xFF19) return static_cast<char>('0' + (c - 0xFF10));
    for (const Replacement& r : kLookAlikes) {
        if (c >= r.first && c <= r.last) return r.ascii;
    }
    return '\0';
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view kSpace = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string upper_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string compact(std::string_view text, std::string_view dropped) {
    if (std::all_of(text.begin(), text.end(), is_alnum)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    const auto is_dropped = [dropped](char ascii) {
        return std::any_of(dropped.begin(), dropped.end(), [ascii](char c) { return c == ascii; });
    };
    const auto put = [&](char ascii) {
        if (is_alnum(ascii) || !is_dropped(ascii)) out += ascii;
    };
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<signed char>(text[i]) >= 0) {
            put(text[i++]);
            continue;
        }
        const std::size_t start = i;
        const char ascii = ascii_look_alike(next_code_point(text, i));
        if (ascii == '\0')
            out.append(text.substr(start, i - start));
        else
            put(ascii);
    }
    return std::string(trim(out));
}

char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80) return lead;
    std::size_t more = 0;
    char32_t c = 0;
    char32_t least = 0;
    if (lead >= 0xC2 && lead < 0xE0) {
        more = 1;
        c = lead & 0x1FU;
        least = 0x80;
    } else if (lead >= 0xE0 && lead < 0xF0) {
        more = 2;
        c = lead & 0x0FU;
        least = 0x800;
    } else if (lead >= 0xF0 && lead < 0xF5) {
        more = 3;
        c = lead & 0x07U;
        least = 0x10000;
    } else {
        return kIllFormed;
    }
    if (at + more > text.size()) return kIllFormed;
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80) return kIllFormed;
        c = c << 6U | (byte(at + i) & 0x3FU);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return kIllFormed;
    at += more;
    return c;
}

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        if (next_code_point(text, i) == kIllFormed) return false;
    }
    return true;
}

bool luhn(std::string_view digits) noexcept {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const int d = digit(digits[i]) * (twice ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
    }
    return !digits.empty() && sum % 10 == 0;
}

namespace {

/// The product of two elements of the dihedral group of order ten: rotations are 0 to 4,
/// reflections 5 to 9.
int dihedral_product(int a, int b) noexcept {
    const int turn = a < 5 ? a % 5 + b % 5 : a % 5 - b % 5 + 5;
    return turn % 5 + ((a < 5) == (b < 5) ? 0 : 5);
}

}  // namespace

bool verhoeff(std::string_view digits) noexcept {
    constexpr std::string_view kPermutation = "1576283094";
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int d = digit(digits[digits.size() - 1 - i]);
        for (std::size_t turn = i % 8; turn > 0; --turn)
            d = digit(kPermutation[static_cast<std::size_t>(d)]);
        sum = dihedral_product(sum, d);
    }
    return !digits.empty() && sum == 0;
}

bool mod_11_10(std::string_view digits) noexcept {
    int check = 5;
    for (const char c : digits) check = ((check == 0 ? 10 : check) * 2 % 11 + digit(c)) % 10;
    return check == 1;
}

unsigned mod(std::string_view digits, unsigned divisor) noexcept {
    unsigned rest = 0;
    for (const char c : digits) rest = (rest * 10 + static_cast<unsigned>(digit(c))) % divisor;
    return rest;
}

int weighted(std::string_view digits, std::string_view weights) noexcept {
    int sum = 0;
    for (std::size_t i = 0; i < std::min(digits.size(), weights.size()); ++i) {
        sum += digit(digits[i]) * digit(weights[i]);
    }
    return sum;
}

}  // namespace gdprd::policy::text
