#include "connectors/files/packed_content.hpp"

#include <algorithm>
#include <array>

namespace gdprd::connectors {

namespace {

using namespace std::string_view_literals;

constexpr std::array kPacked{"PK\x03\x04"sv,
                             "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
                             "%PDF"sv,
                             "\x78\x9F\x3E\x22"sv,
                             "\x1F\x8B"sv,
                             "7z\xBC\xAF\x27\x1C"sv,
                             "Rar!"sv,
                             "\x28\xB5\x2F\xFD"sv,
                             "\xFD\x37zXZ\x00"sv,
                             "\x04\x22\x4D\x18"sv,
                             "LZIP"sv,
                             "\x1F\x9D"sv,
                             "MSCF\x00\x00\x00\x00"sv};
constexpr std::string_view kBzip = "BZh";               // then a digit and one of these
constexpr std::string_view kBzipBlock = "1AY&SY";       // the digits of pi
constexpr std::string_view kBzipNone = "\x17rE8P\x90";  // and of its root: there is no block
constexpr std::string_view kBlock = "-----BEGIN ";
constexpr std::string_view kSignedText = "-----BEGIN PGP SIGNED MESSAGE-----";
constexpr std::string_view kUuencoded = "begin ";
constexpr std::string_view kYenc = "=ybegin ";

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

/// "begin 644 NAME", "begin-base64 644 NAME".
bool is_uuencoded(std::string_view line) {
    if (line.starts_with("begin-base64 ")) return true;
    if (!line.starts_with(kUuencoded)) return false;
    line.remove_prefix(kUuencoded.size());
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(line, is_octal) - line.begin());
    return digits >= 3 && digits <= 4 && line.substr(digits).starts_with(' ');
}

}  // namespace

bool begins_packed(std::string_view head) noexcept {
    if (std::ranges::any_of(kPacked, [&](std::string_view one) { return head.starts_with(one); }))
        return true;
    if (!head.starts_with(kBzip) || head.size() <= kBzip.size()) return false;
    const std::string_view block = head.substr(kBzip.size() + 1);
    return block.starts_with(kBzipBlock) || block.starts_with(kBzipNone);
}

bool holds_encoded_block(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        const std::size_t begin = line.find_first_not_of("> \t");
        if (begin == std::string_view::npos) continue;
        line.remove_prefix(begin);
        if (line.starts_with(kBlock) && !line.starts_with(kSignedText)) return true;
        if (line.starts_with(kYenc) || is_uuencoded(line)) return true;
    }
    return false;
}

}  // namespace gdprd::connectors
