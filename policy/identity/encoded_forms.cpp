#include "policy/identity/encoded_forms.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "config/base/bytes.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

std::string percent_encoded(std::string_view text, std::string_view space) {
    constexpr std::string_view kUnreserved = "-._~";
    std::string out;
    for (const char c : text) {
        if (c == ' ') {
            out += space;
        } else if (text::is_alnum(c) || kUnreserved.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const std::array<std::uint8_t, 1> byte{static_cast<std::uint8_t>(c)};
            out += '%' + hex_encode(BytesView(byte));
        }
    }
    return out;
}

enum class Quotes : unsigned char { as_they_are, named, numbered };
enum class Others : unsigned char { as_they_are, decimal, hexadecimal };

std::string numbered(char32_t c, Others how) {
    if (how == Others::decimal) return "&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";";
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes.at(i) = static_cast<std::uint8_t>(c >> (8U * (3U - i)));
    const std::string hex = hex_encode(BytesView(bytes));
    return "&#x" + hex.substr(std::min(hex.find_first_not_of('0'), hex.size())) + ";";
}

/// What XML needs encoded, and more as programs like it: "&#252;", "&#xfc;".
std::string entity_encoded(const std::string& text, Quotes quotes, Others others) {
    const icu::UnicodeString decoded = icu::UnicodeString::fromUTF8(text);
    std::string out;
    for (std::int32_t at = 0; at < decoded.length(); at = decoded.moveIndex32(at, 1)) {
        const auto c = static_cast<char32_t>(decoded.char32At(at));
        const bool quote = c == '\'' || c == '"';
        if (c == '&' || c == '<' || c == '>') {
            out += c == '&' ? "&amp;" : (c == '<' ? "&lt;" : "&gt;");
        } else if (quote && quotes == Quotes::named) {
            out += c == '"' ? "&quot;" : "&apos;";
        } else if (quote && quotes == Quotes::numbered) {
            out += numbered(c, Others::decimal);
        } else if ((c >= 0x80 || c == '@') && others != Others::as_they_are) {
            out += numbered(c, others);
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
    std::vector<std::string> out{percent_encoded(text, "%20"), percent_encoded(text, "+")};
    for (const Quotes quotes : {Quotes::as_they_are, Quotes::named, Quotes::numbered})
        out.push_back(entity_encoded(text, quotes, Others::as_they_are));
    for (const Others others : {Others::decimal, Others::hexadecimal})
        out.push_back(entity_encoded(text, Quotes::as_they_are, others));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    std::erase(out, text);
    return out;
}

}  // namespace gdprd::policy
