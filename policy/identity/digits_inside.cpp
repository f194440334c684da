#include "policy/identity/digits_inside.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

constexpr char kOther = '_';

/// Soft hyphens, joiners, and the marks of direction that address books put around numbers.
bool has_no_width(char32_t c) noexcept {
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

char mark_of_ascii(char c) noexcept {
    if (text::is_digit(c) || text::is_lower(c)) return c;
    if (text::is_upper(c)) return static_cast<char>(c - 'A' + 'a');
    switch (c) {
        case ' ':
        case '\t':
            return ' ';
        case '\n':
        case '\r':
        case '\v':
        case '\f':
            return '\n';
        case '+':
        case '.':
        case '-':
        case '/':
        case '(':
        case ')':
        case ',':
            return c;
        case '[':
            return '(';
        case ']':
            return ')';
        case '~':
            return '-';
        case '\\':
            return '/';
        default:
            return kOther;
    }
}

/// '\0': nothing is seen of it.
char mark_of(char32_t c) noexcept {
    if (c < 0x80) return mark_of_ascii(static_cast<char>(c));
    if (has_no_width(c)) return '\0';
    if (c == 0x0085 || c == 0x2028 || c == 0x2029) return '\n';
    const char ascii = text::ascii_look_alike(c);
    // of stores, only some would know digits of other scripts for digits
    return ascii == '\0' || text::is_digit(ascii) ? kOther : mark_of_ascii(ascii);
}

struct Encoded {
    char32_t code = 0;
    std::size_t size = 0;  ///< bytes that it takes in the text
};

std::optional<std::uint32_t> number_in(std::string_view digits, int base) noexcept {
    std::uint32_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, value, base);
    if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return value;
}

/// "%20", "%C2%A0" (RFC 3986).
std::optional<Encoded> percent_encoded(std::string_view at) {
    std::string bytes;
    while (bytes.size() < 4 && at.size() >= 3 * bytes.size() + 3 && at[3 * bytes.size()] == '%') {
        const auto byte = number_in(at.substr(3 * bytes.size() + 1, 2), 16);
        if (!byte) break;
        bytes.push_back(static_cast<char>(*byte));
        if (*byte < 0x80) break;
    }
    if (bytes.empty()) return std::nullopt;
    std::size_t used = 0;
    const char32_t code = text::next_code_point(bytes, used);
    if (code == text::kIllFormed) return std::nullopt;
    return Encoded{code, 3 * used};
}

/// "\/", "\n", "\u00a0" (RFC 8259).
std::optional<Encoded> json_escaped(std::string_view at) {
    if (at.size() < 2) return std::nullopt;
    switch (at[1]) {
        case '/':
            return Encoded{U'/', 2};
        case 'n':
        case 'r':
        case 'f':
            return Encoded{U'\n', 2};
        case 't':
            return Encoded{U' ', 2};
        case 'u':
            if (const auto code = number_in(at.substr(2, 4), 16); code && at.size() >= 6)
                return Encoded{*code, 6};
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

/// "&nbsp;", "&#160;", "&#xa0;" (HTML).
std::optional<Encoded> entity(std::string_view at) {
    constexpr std::size_t kLongest = 9;
    constexpr std::array<std::pair<std::string_view, char32_t>, 13> kNames{{{"nbsp", 0xA0},
                                                                            {"ensp", 0x2002},
                                                                            {"emsp", 0x2003},
                                                                            {"thinsp", 0x2009},
                                                                            {"ndash", 0x2013},
                                                                            {"mdash", 0x2014},
                                                                            {"shy", 0xAD},
                                                                            {"plus", U'+'},
                                                                            {"sol", U'/'},
                                                                            {"hyphen", 0x2010},
                                                                            {"period", U'.'},
                                                                            {"lpar", U'('},
                                                                            {"rpar", U')'}}};
    const std::size_t end = at.substr(0, kLongest).find(';');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = at.substr(1, end - 1);
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const auto code = number_in(name.substr(hex ? 2 : 1), hex ? 16 : 10);
        return code ? std::optional(Encoded{*code, end + 1}) : std::nullopt;
    }
    const auto* known = std::find_if(kNames.begin(), kNames.end(),
                                     [&](const auto& one) { return one.first == name; });
    if (known == kNames.end()) return std::nullopt;
    return Encoded{known->second, end + 1};
}

/// Only what can stand in a number: "50%20…" aside, a percent sign is one.
std::optional<Encoded> encoded(std::string_view at) {
    std::optional<Encoded> out;
    if (at[0] == '%') out = percent_encoded(at);
    if (at[0] == '\\') out = json_escaped(at);
    if (at[0] == '&') out = entity(at);
    if (!out || out->code == '\0') return std::nullopt;
    const char mark = mark_of(out->code);
    return mark == '\0' || is_between_digits(mark) ? out : std::nullopt;
}

}  // namespace

bool is_between_digits(char mark) noexcept {
    constexpr std::string_view kBetween = " \n+.-/()";
    return kBetween.find(mark) != std::string_view::npos;
}

std::string dialled_marks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '%' || c == '\\' || c == '&') {
            if (const auto one = encoded(text.substr(at))) {
                at += one->size;
                if (const char mark = mark_of(one->code); mark != '\0') out.push_back(mark);
                continue;
            }
        }
        if (static_cast<unsigned char>(c) < 0x80) {
            out.push_back(mark_of_ascii(c));
            ++at;
            continue;
        }
        const char32_t code = text::next_code_point(text, at);
        // a no-break space of a text in Latin-1
        const char mark = code != text::kIllFormed                ? mark_of(code)
                          : static_cast<unsigned char>(c) == 0xA0 ? ' '
                                                                  : kOther;
        if (mark != '\0') out.push_back(mark);
    }
    return out;
}

DigitsPlace find_digits(std::string_view marks, std::string_view digits,
                        std::size_t from) noexcept {
    if (digits.empty()) return {};
    for (auto begin = marks.find(digits[0], from); begin != marks.npos;
         begin = marks.find(digits[0], begin + 1)) {
        std::size_t at = begin + 1;
        std::size_t seen = 1;
        for (std::size_t between = 0; seen < digits.size() && at < marks.size(); ++at) {
            if (marks[at] == digits[seen]) {
                ++seen;
                between = 0;
            } else if (!is_between_digits(marks[at]) || ++between > kBetweenDigitsMax) {
                break;
            }
        }
        if (seen == digits.size()) return {begin, at};
    }
    return {};
}

DigitsPlace digits_before(std::string_view marks, std::string_view digits,
                          std::size_t end) noexcept {
    std::size_t at = end;
    std::size_t last = end;
    for (std::size_t left = digits.size(), between = 0; left > 0;) {
        if (at == 0) return {};
        const char mark = marks[--at];
        if (mark == digits[left - 1]) {
            if (left == digits.size()) last = at + 1;
            --left;
            between = 0;
        } else if (!is_between_digits(mark) || ++between > kBetweenDigitsMax) {
            return {};
        }
    }
    return {at, last};
}

std::string only_digits(std::string_view text) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), text::is_digit);
    return out;
}

bool holds_digits_inside(std::string_view text, std::string_view digits) {
    const std::string wanted = only_digits(digits);
    const auto there = std::count_if(text.begin(), text.end(), text::is_digit);
    if (wanted.empty() || static_cast<std::size_t>(there) < wanted.size()) return false;
    return find_digits(dialled_marks(text), wanted, 0).found();
}

}  // namespace gdprd::policy
