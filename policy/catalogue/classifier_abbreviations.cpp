#include "policy/catalogue/classifier_abbreviations.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "policy/catalogue/classifier_names.hpp"

namespace gdprd::policy::names {
namespace {

std::string_view in_full(std::string_view word) noexcept {
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Pair, 21> kCut{{
        {"nm", "name"},         {"nme", "name"},      {"cd", "code"},     {"cde", "code"},
        {"dt", "date"},         {"dte", "date"},      {"amt", "amount"},  {"desc", "description"},
        {"ctry", "country"},    {"cntry", "country"}, {"nbr", "number"},  {"flg", "flag"},
        {"dept", "department"}, {"grp", "group"},     {"bal", "balance"}, {"hist", "history"},
        {"typ", "type"},        {"stat", "status"},   {"upd", "updated"}, {"ts", "timestamp"},
        {"qty", "quantity"},
    }};
    const auto* found = std::find_if(kCut.begin(), kCut.end(),
                                     [&](const Pair& pair) { return pair.first == word; });
    return found != kCut.end() ? found->second : std::string_view{};
}

}  // namespace

void write_out(std::vector<std::string>& words) {
    for (std::size_t i = 0; words.size() >= 2 && i < words.size(); ++i) {
        const std::string_view full = in_full(words[i]);
        const bool known = full.empty() || find(words[i]) != nullptr ||
                           (i > 0 && find(words[i - 1] + ' ' + words[i]) != nullptr) ||
                           (i + 1 < words.size() && find(words[i] + ' ' + words[i + 1]) != nullptr);
        if (!known) words[i] = full;
    }
}

}  // namespace gdprd::policy::names
