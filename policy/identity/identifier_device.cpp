// What points at a device, or at a place on the globe.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

bool is_hex(char c) noexcept {
    return text::is_digit(c) || (c >= 'a' && c <= 'f');
}

/// "-12.3456" with at least four decimals, which is a place to some ten metres.
std::optional<double> degrees(std::string_view number, double most) noexcept {
    constexpr std::size_t kDecimalsMin = 4;
    const std::string_view body = number.substr(number.starts_with('-') || number.starts_with('+'));
    const std::size_t point = body.find('.');
    if (point == 0 || point == std::string_view::npos || body.size() - point - 1 < kDecimalsMin)
        return std::nullopt;
    if (!text::all_digits(body.substr(0, point)) || !text::all_digits(body.substr(point + 1)))
        return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(body.data(), body.data() + body.size(), value);
    if (read.ec != std::errc() || value > most) return std::nullopt;
    return number.starts_with('-') ? -value : value;
}

}  // namespace

IdentifierCheck check_mac(std::string_view value) {
    const std::string n = text::lower_ascii(text::trim(value));
    std::string digits;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (is_hex(n[i])) {
            digits += n[i];
            continue;
        }
        const bool pairs = n.size() == 17 && (n[i] == ':' || n[i] == '-') && i % 3 == 2;
        const bool cisco = n.size() == 14 && n[i] == '.' && i % 5 == 4;
        if ((!pairs && !cisco) || (pairs && n[i] != n[2]))
            return IdentifierCheck::refuse("not a MAC address");
    }
    if (digits.size() != 12 || n.size() == 12) return IdentifierCheck::refuse("not a MAC address");
    if (digits == "ffffffffffff" || digits == "000000000000")
        return IdentifierCheck::refuse("address of no device");
    std::string normal;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        if (i != 0) normal += ':';
        normal += digits.substr(i, 2);
    }
    return IdentifierCheck::accept(std::move(normal));
}

IdentifierCheck check_imei(std::string_view value) {
    std::string n = text::compact(value, " -/");
    if (!text::all_digits(n)) return IdentifierCheck::refuse("not only digits");
    if (n.size() != 15) return IdentifierCheck::refuse("wrong length");
    if (n.find_first_not_of('0') == std::string::npos)
        return IdentifierCheck::refuse("number of no device");
    return text::luhn(n) ? IdentifierCheck::accept(std::move(n))
                         : IdentifierCheck::refuse("wrong check digit");
}

IdentifierCheck check_geo(std::string_view value) {
    const std::string_view pair = text::trim(value);
    const std::size_t between = pair.find_first_of(",;");
    if (between == std::string_view::npos) return IdentifierCheck::refuse("not two numbers");
    const std::string_view north = text::trim(pair.substr(0, between));
    const std::string_view east = text::trim(pair.substr(between + 1));
    const auto latitude = degrees(north, 90);
    const auto longitude = degrees(east, 180);
    if (!latitude || !longitude)
        return IdentifierCheck::refuse("not a latitude and a longitude with four decimals");
    if (*latitude == 0 && *longitude == 0) return IdentifierCheck::refuse("place of nobody");
    const auto plain = [](std::string_view number) {
        return std::string(number.substr(number.starts_with('+') ? 1 : 0));
    };
    return IdentifierCheck::accept(plain(north) + ',' + plain(east));
}

}  // namespace gdprd::policy
