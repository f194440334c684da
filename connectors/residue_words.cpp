#include "connectors/residue_words.hpp"

namespace gdprd::connectors {

std::string values_are(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " value is" : " values are");
}

std::string search_result(std::string_view where, std::size_t wanted, std::uint64_t found) {
    if (wanted == 0) return "no value was searched for";
    std::string out = "searched ";
    out.append(where).append(" for ").append(std::to_string(wanted));
    out += wanted == 1 ? " value: " : " values: ";
    return out + (found == 0 ? "none found" : values_are(found) + " there");
}

}  // namespace gdprd::connectors
