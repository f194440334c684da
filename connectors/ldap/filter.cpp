#include "connectors/ldap/filter.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kPlain = " .@-_+:/,=";

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kPlain.find(c) != std::string_view::npos;
}

std::string joined(char how, const std::vector<std::string>& filters) {
    if (filters.size() == 1) return filters.front();
    std::string out = "(";
    out += how;
    for (const std::string& one : filters) out += one;
    return out + ')';
}

std::string compared(std::string_view attribute, std::string_view pattern) {
    std::string out = "(";
    out.append(attribute).append("=").append(pattern);
    return out + ')';
}

}  // namespace

std::string escape_filter_value(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (const char c : value) {
        if (is_plain(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '\\';
        out += kHex[byte >> 4U];
        out += kHex[byte & 0x0fU];
    }
    return out;
}

std::string equals_filter(std::string_view attribute, std::string_view value) {
    return compared(attribute, escape_filter_value(value));
}

std::string present_filter(std::string_view attribute) {
    return compared(attribute, "*");
}

std::string part_filter(std::string_view attribute, std::string_view value) {
    return compared(attribute, "*" + escape_filter_value(value) + "*");
}

std::string spread_filter(std::string_view attribute, std::string_view characters) {
    std::string pattern = "*";
    for (const char c : characters) {
        pattern += c;
        pattern += '*';
    }
    return compared(attribute, pattern);
}

std::string any_filter(const std::vector<std::string>& filters) {
    return joined('|', filters);
}

std::string all_filter(const std::vector<std::string>& filters) {
    return joined('&', filters);
}

}  // namespace gdprd::connectors
