#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "connectors/files/xlsx_rows.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kLetters = 26;

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    return std::nullopt;
}

/// The unit that "_xHHHH_" at `at` stands for.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
    constexpr std::size_t kSize = 7;
    if (at + kSize > text.size() || text[at] != '_' || text[at + 1] != 'x' ||
        text[at + kSize - 1] != '_')
        return std::nullopt;
    unsigned out = 0;
    for (std::size_t i = at + 2; i < at + kSize - 1; ++i) {
        const auto digit = hex_digit(text[i]);
        if (!digit) return std::nullopt;
        out = out << 4U | *digit;
    }
    return out;
}

std::string clock(std::int64_t seconds) {
    std::array<char, 16> out{};
    (void)std::snprintf(out.data(), out.size(), "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                        static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return out.data();
}

}  // namespace

std::optional<XlsxPlace> parse_place(std::string_view text) {
    XlsxPlace out;
    std::size_t at = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
        out.column = out.column * kLetters + static_cast<std::size_t>(text[at] - 'A') + 1;
        if (out.column > kXlsxColumns) return std::nullopt;
    }
    constexpr std::size_t kDigitsMax = 7;
    if (at == 0 || at == text.size() || text.size() - at > kDigitsMax) return std::nullopt;
    for (; at < text.size(); ++at) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
        out.row = out.row * 10 + static_cast<std::uint32_t>(text[at] - '0');
    }
    --out.column;
    return out;
}

std::string column_letters(std::size_t column) {
    std::string out;
    for (++column; column > 0; column = (column - 1) / kLetters)
        out.insert(out.begin(), static_cast<char>('A' + (column - 1) % kLetters));
    return out;
}

/// Only of units below 0x80: what Excel writes. Others stay as they are.
std::string decode_xstring(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto unit = escaped_unit(text, at);
        if (unit && *unit < 0x80) {
            out += static_cast<char>(*unit);
            at += 7;
        } else {
            out += text[at++];
        }
    }
    return out;
}

std::string encode_xstring(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto unit = escaped_unit(text, at);
        if (text[at] == '\r') {
            out += "_x000D_";
        } else if (unit && *unit < 0x80) {
            out += "_x005F_";
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string xlsx_date(double days, bool from_1904) {
    using std::chrono::sys_days;
    using std::chrono::year_month_day;
    constexpr double kDaysMax = 2'958'466;  // 10000-01-01
    constexpr std::int64_t kSecondsOfDay = 86'400;
    if (!(days >= 0 && days < kDaysMax)) return {};
    auto day = static_cast<std::int64_t>(std::floor(days));
    auto seconds = std::llround((days - std::floor(days)) * kSecondsOfDay);
    if (seconds == kSecondsOfDay) {
        ++day;
        seconds = 0;
    }
    if (day == 0 && !from_1904) return clock(seconds);
    // 1900 counts as a leap year, as in the program that began with it
    constexpr std::int64_t kLeapDay = 60;
    if (!from_1904 && day == kLeapDay) return {};
    const year_month_day first =
        from_1904
            ? year_month_day{std::chrono::year{1904}, std::chrono::January, std::chrono::day{1}}
            : year_month_day{std::chrono::year{1899}, std::chrono::December, std::chrono::day{31}};
    const std::int64_t ahead = !from_1904 && day > kLeapDay ? day - 1 : day;
    const year_month_day date{sys_days(first) + std::chrono::days(ahead)};
    std::array<char, 16> out{};
    (void)std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return seconds == 0 ? std::string(out.data()) : std::string(out.data()) + "T" + clock(seconds);
}

}  // namespace gdprd::connectors
