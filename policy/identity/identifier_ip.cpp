#include <array>
#include <cstdint>
#include <optional>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

using Groups = std::array<std::uint16_t, 8>;

std::optional<std::uint32_t> parse_v4(std::string_view value) noexcept {
    std::uint32_t address = 0;
    std::uint32_t octet = 0;
    bool digits = false;  // in this octet
    int dots = 0;
    for (const char c : value) {
        if (c == '.') {
            if (!digits || ++dots > 3) return std::nullopt;
            address = address << 8U | octet;
            octet = 0;
            digits = false;
            continue;
        }
        const bool leading_zero = digits && octet == 0;  // octal to some readers
        if (!text::is_digit(c) || leading_zero) return std::nullopt;
        octet = octet * 10 + static_cast<std::uint32_t>(text::digit(c));
        if (octet > 255) return std::nullopt;
        digits = true;
    }
    if (!digits || dots != 3) return std::nullopt;
    return address << 8U | octet;
}

std::optional<std::uint16_t> parse_group(std::string_view hex) noexcept {
    if (hex.empty() || hex.size() > 4) return std::nullopt;
    unsigned group = 0;
    for (const char c : hex) {
        unsigned nibble = 0;
        if (text::is_digit(c))
            nibble = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            nibble = static_cast<unsigned>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            nibble = static_cast<unsigned>(c - 'A' + 10);
        else
            return std::nullopt;
        group = group << 4U | nibble;
    }
    return static_cast<std::uint16_t>(group);
}

/// One side of "::": groups separated by ":", the last one possibly a dotted quad.
/// Returns how many groups were written from `at` on.
std::optional<std::size_t> parse_side(std::string_view side, Groups& out, std::size_t at,
                                      std::string_view after) noexcept {
    const std::size_t start = at;
    while (!side.empty()) {
        const std::size_t colon = side.find(':');
        const std::string_view part = side.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && after.empty() && part.find('.') != std::string_view::npos) {
            const auto v4 = parse_v4(part);
            if (!v4 || at + 2 > out.size()) return std::nullopt;
            out[at++] = static_cast<std::uint16_t>(*v4 >> 16U);
            out[at++] = static_cast<std::uint16_t>(*v4 & 0xFFFFU);
            break;
        }
        const auto group = parse_group(part);
        if (!group || at >= out.size()) return std::nullopt;
        out[at++] = *group;
        if (last) break;
        side.remove_prefix(colon + 1);
        if (side.empty()) return std::nullopt;  // a single trailing colon
    }
    return at - start;
}

std::optional<Groups> parse_v6(std::string_view value) noexcept {
    Groups groups{};
    const std::size_t gap = value.find("::");
    if (gap == std::string_view::npos) {
        const auto count = parse_side(value, groups, 0, {});
        return count && *count == groups.size() ? std::optional(groups) : std::nullopt;
    }
    const std::string_view tail = value.substr(gap + 2);
    Groups right{};
    const auto left_count = parse_side(value.substr(0, gap), groups, 0, "::");
    const auto right_count = parse_side(tail, right, 0, {});
    if (!left_count || !right_count || *left_count + *right_count > groups.size() - 1) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < *right_count; ++i) {
        groups[groups.size() - *right_count + i] = right[i];
    }
    return groups;
}

std::string format_v4(std::uint32_t address) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (!out.empty()) out += '.';
        out += std::to_string(address >> static_cast<unsigned>(shift) & 0xFFU);
    }
    return out;
}

void put_hex(std::string& out, std::uint16_t group) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
        const unsigned nibble = static_cast<unsigned>(group) >> static_cast<unsigned>(shift) & 0xFU;
        started = started || nibble != 0 || shift == 0;
        if (started) out += kDigits[nibble];
    }
}

/// RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups (the first of
/// equals) as "::", IPv4-mapped addresses in mixed notation.
std::string format_v6(const Groups& groups) {
    std::size_t best = groups.size();
    std::size_t best_length = 1;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0) ++end;
        if (end - i > best_length) {
            best = i;
            best_length = end - i;
        }
        if (end > i) i = end - 1;
    }
    if (best == 0 && best_length == 5 && groups[5] == 0xFFFF) {
        return "::ffff:" + format_v4(static_cast<std::uint32_t>(groups[6]) << 16U | groups[7]);
    }
    std::string out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == best) {
            out += "::";
            i += best_length - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        put_hex(out, groups[i]);
    }
    return out;
}

}  // namespace

IdentifierCheck check_ip(std::string_view value) {
    const std::string_view trimmed = text::trim(value);
    if (trimmed.find(':') == std::string_view::npos) {
        // Without leading zeros there is one way to write it.
        return parse_v4(trimmed) ? IdentifierCheck::accept(std::string(trimmed))
                                 : IdentifierCheck::refuse("not an IP address");
    }
    if (trimmed.find('%') != std::string_view::npos) return IdentifierCheck::refuse("has a zone");
    const auto v6 = parse_v6(trimmed);
    return v6 ? IdentifierCheck::accept(format_v6(*v6))
              : IdentifierCheck::refuse("not an IP address");
}

bool is_ipv4(std::string_view value) {
    return parse_v4(value).has_value();
}

}  // namespace gdprd::policy
