#include "policy/identity/encoded_forms.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "config/base/bytes.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

/// `left`: what stays as it is besides letters and digits.
std::string percent_encoded(std::string_view text, std::string_view left, std::string_view space) {
    std::string out;
    for (const char c : text) {
        if (c == ' ') {
            out += space;
        } else if (text::is_alnum(c) || left.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const std::array<std::uint8_t, 1> byte{static_cast<std::uint8_t>(c)};
            out += '%' + hex_encode(BytesView(byte));
        }
    }
    return out;
}

/// Of RFC 3986's unreserved characters; what encodeURIComponent() leaves too; each with an "@".
constexpr std::array<std::string_view, 4> kLeftInUrls{"-._~", "-._~@", "-._~!'()*", "-._~!'()*@"};

struct Quotes {
    std::string_view two;
    std::string_view one;
};

/// As they are; by names; by numbers; as htmlspecialchars() of PHP and html.escape() of Python do.
constexpr std::array<Quotes, 6> kQuotes{{{"\"", "'"},
                                         {"&quot;", "&apos;"},
                                         {"&#34;", "&#39;"},
                                         {"&#x22;", "&#x27;"},
                                         {"&quot;", "&#039;"},
                                         {"&quot;", "&#x27;"}}};

enum class Numbers : unsigned char { none, decimal, hexadecimal };

std::string numbered(char32_t c, Numbers how) {
    if (how == Numbers::decimal) return "&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";";
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes.at(i) = static_cast<std::uint8_t>(c >> (8U * (3U - i)));
    const std::string hex = hex_encode(BytesView(bytes));
    return "&#x" + hex.substr(std::min(hex.find_first_not_of('0'), hex.size())) + ";";
}

/// What XML needs encoded, and more as programs like it: what is not ASCII ("&#252;", "&#xfc;"),
/// and "@".
struct Entities {
    Quotes quotes;
    Numbers beyond_ascii;
    Numbers at;
};

std::string entity_encoded(const icu::UnicodeString& text, const Entities& how) {
    std::string out;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = static_cast<char32_t>(text.char32At(i));
        const Numbers number = c == '@' ? how.at : c >= 0x80 ? how.beyond_ascii : Numbers::none;
        if (c == '&' || c == '<' || c == '>') {
            out += c == '&' ? "&amp;" : (c == '<' ? "&lt;" : "&gt;");
        } else if (c == '\'' || c == '"') {
            out += c == '"' ? how.quotes.two : how.quotes.one;
        } else if (number != Numbers::none) {
            out += numbered(c, number);
        } else {
            icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
        }
    }
    return out;
}

}  // namespace

std::string escaped_in_json(const std::string& text) {
    const icu::UnicodeString decoded = icu::UnicodeString::fromUTF8(text);
    std::string out;
    for (std::int32_t at = 0; at < decoded.length(); ++at) {
        const char16_t unit = decoded.charAt(at);
        if (unit < 0x80) {
            out.push_back(static_cast<char>(unit));
        } else {
            const std::array<std::uint8_t, 2> bytes{static_cast<std::uint8_t>(unit >> 8U),
                                                    static_cast<std::uint8_t>(unit & 0xffU)};
            out += "\\u" + hex_encode(BytesView(bytes));
        }
    }
    return out;
}

std::vector<std::string> encoded_inside_cells(const std::string& text) {
    std::vector<std::string> out;
    for (const std::string_view left : kLeftInUrls) {
        out.push_back(percent_encoded(text, left, "%20"));
        out.push_back(percent_encoded(text, left, "+"));
    }
    const icu::UnicodeString decoded = icu::UnicodeString::fromUTF8(text);
    for (const Quotes& quotes : kQuotes) {
        for (const Numbers number : {Numbers::none, Numbers::decimal, Numbers::hexadecimal}) {
            for (const Numbers at : {Numbers::none, Numbers::decimal, Numbers::hexadecimal})
                out.push_back(entity_encoded(decoded, {quotes, number, at}));
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    std::erase(out, text);
    return out;
}

}  // namespace gdprd::policy
