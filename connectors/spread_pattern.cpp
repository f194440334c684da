#include "connectors/spread_pattern.hpp"

namespace gdprd::connectors {

std::string spread_pattern(std::string_view digits, std::string_view times) {
    constexpr std::string_view kBetween =
        "(?:[^0-9A-Za-z]|%[0-9A-Fa-f]{2}|\\\\u[0-9A-Fa-f]{4}|\\\\[0-3][0-7]{2}|\\\\[nrft]|"
        "&[a-z]{2,6};|&#[0-9]{1,6};|&#[xX][0-9A-Fa-f]{1,6};)";
    std::string out;
    for (const char digit : digits) {
        if (!out.empty()) out.append(kBetween).append(times);
        out += digit;
    }
    return out;
}

}  // namespace gdprd::connectors
