#include <algorithm>
#include <array>
#include <utility>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_phone_plan.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

using phone::NumberPlan;

struct Country {
    std::string_view code;  ///< ISO 3166, lower case
    int calling_code;
    std::string_view abroad;  ///< dialled before a calling code
};

/// EU and EEA, United Kingdom, Switzerland, United States.
constexpr std::array<Country, 33> kCountries{{
    {"at", 43, "00"},  {"be", 32, "00"},  {"bg", 359, "00"}, {"ch", 41, "00"},  {"cy", 357, "00"},
    {"cz", 420, "00"}, {"de", 49, "00"},  {"dk", 45, "00"},  {"ee", 372, "00"}, {"es", 34, "00"},
    {"fi", 358, "00"}, {"fr", 33, "00"},  {"gb", 44, "00"},  {"gr", 30, "00"},  {"hr", 385, "00"},
    {"hu", 36, "00"},  {"ie", 353, "00"}, {"is", 354, "00"}, {"it", 39, "00"},  {"li", 423, "00"},
    {"lt", 370, "00"}, {"lu", 352, "00"}, {"lv", 371, "00"}, {"mt", 356, "00"}, {"nl", 31, "00"},
    {"no", 47, "00"},  {"pl", 48, "00"},  {"pt", 351, "00"}, {"ro", 40, "00"},  {"se", 46, "00"},
    {"si", 386, "00"}, {"sk", 421, "00"}, {"us", 1, "011"},
}};

const NumberPlan* find_plan(int calling_code) noexcept {
    for (const auto plans : {phone::european_plans(), phone::world_plans()}) {
        const auto plan =
            std::lower_bound(plans.begin(), plans.end(), calling_code,
                             [](const NumberPlan& a, int code) { return a.calling_code < code; });
        if (plan != plans.end() && plan->calling_code == calling_code) return &*plan;
    }
    return nullptr;
}

/// "4/6-9" has 7.
bool has_length(std::string_view lengths, int length) noexcept {
    while (!lengths.empty()) {
        const std::size_t end = std::min(lengths.find('/'), lengths.size());
        const std::string_view one = lengths.substr(0, end);
        const std::size_t dash = one.find('-');
        const int low = text::number(one.substr(0, dash));
        const int high = dash == std::string_view::npos ? low : text::number(one.substr(dash + 1));
        if (length >= low && length <= high) return true;
        lengths.remove_prefix(std::min(end + 1, lengths.size()));
    }
    return false;
}

/// "30,40-43" has 4215.
bool has_prefix(std::string_view prefixes, std::string_view number) noexcept {
    while (!prefixes.empty()) {
        const std::size_t end = std::min(prefixes.find(','), prefixes.size());
        const std::string_view one = prefixes.substr(0, end);
        const std::size_t width = std::min(one.find('-'), one.size());
        const std::string_view low = one.substr(0, width);
        const std::string_view high = width == one.size() ? low : one.substr(width + 1);
        const std::string_view head = number.substr(0, width);
        if (head.size() == width && head >= low && head <= high) return true;
        prefixes.remove_prefix(std::min(end + 1, prefixes.size()));
    }
    return false;
}

bool is_allocated(const NumberPlan& plan, std::string_view number) noexcept {
    if (plan.calling_code == 1 && (number.size() != 10 || number[3] < '2')) return false;
    std::string_view blocks = plan.blocks;
    while (!blocks.empty()) {
        const std::size_t end = std::min(blocks.find(' '), blocks.size());
        const std::string_view block = blocks.substr(0, end);
        const std::size_t colon = block.find(':');
        if (has_length(block.substr(0, colon), static_cast<int>(number.size())) &&
            has_prefix(block.substr(colon + 1), number)) {
            return true;
        }
        blocks.remove_prefix(std::min(end + 1, blocks.size()));
    }
    return false;
}

/// A person writes the trunk prefix also where it does not belong: +49 (0) 30 …
std::optional<std::string> national_number(const NumberPlan& plan, std::string_view digits) {
    std::string_view trunks = plan.trunk;
    while (!trunks.empty()) {
        const std::size_t end = std::min(trunks.find('|'), trunks.size());
        if (digits.starts_with(trunks.substr(0, end)) && is_allocated(plan, digits.substr(end))) {
            return std::string(digits.substr(end));
        }
        trunks.remove_prefix(std::min(end + 1, trunks.size()));
    }
    if (is_allocated(plan, digits)) return std::string(digits);
    return std::nullopt;
}

std::string e164(const NumberPlan& plan, std::string_view number) {
    return '+' + std::to_string(plan.calling_code) + std::string(number);
}

/// Digits after "+" or the international prefix. Calling codes are free of prefixes of each other.
IdentifierCheck check_international(std::string_view digits) {
    if (!text::all_digits(digits)) return IdentifierCheck::refuse("not a phone number");
    for (std::size_t width = 1; width <= 3 && width < digits.size(); ++width) {
        const NumberPlan* plan = find_plan(text::number(digits.substr(0, width)));
        if (plan == nullptr || digits[0] == '0') continue;
        const auto number = national_number(*plan, digits.substr(width));
        if (!number) return IdentifierCheck::refuse("not a number of that country's plan");
        return IdentifierCheck::accept(e164(*plan, *number));
    }
    return IdentifierCheck::refuse("no such country calling code");
}

/// Cuts "ext. 12", "x12", "#12" or ";ext=12" from the end: E.164 has no place for it.
std::string_view without_extension(std::string_view value) noexcept {
    const std::size_t last = value.find_last_not_of("0123456789 ");
    if (last == std::string_view::npos || last + 1 >= value.size()) return value;
    std::string_view head = value.substr(0, last + 1);
    constexpr std::array<std::string_view, 9> kMarks{";ext=", "extension", "extn.", "extn", "ext.",
                                                     "ext",   "x.",        "x",     "#"};
    for (const std::string_view mark : kMarks) {
        if (head.ends_with(mark)) return head.substr(0, head.size() - mark.size());
    }
    return value;
}

/// Digits with at most a leading "+"; nullopt when something else is in it.
std::optional<std::string> dialled(std::string_view value) {
    std::string lower = text::lower_ascii(text::trim(value));
    std::string_view body = lower;
    if (body.starts_with("tel:")) body.remove_prefix(4);
    std::string digits = text::compact(without_extension(body), " -./()[]\t,;~");
    const std::string_view after_plus =
        std::string_view(digits).substr(digits.starts_with('+') ? 1 : 0);
    if (!text::all_digits(after_plus) || after_plus.size() > 20) return std::nullopt;
    return digits;
}

}  // namespace

IdentifierCheck check_phone(std::string_view value) {
    const auto digits = dialled(value);
    if (!digits) return IdentifierCheck::refuse("not a phone number");
    if (digits->starts_with('+')) return check_international(std::string_view(*digits).substr(1));
    if (digits->starts_with("00")) return check_international(std::string_view(*digits).substr(2));
    return IdentifierCheck::refuse("no international prefix");
}

std::optional<IdentifierCheck> check_phone_in(std::string_view country, std::string_view value) {
    const auto* home = std::find_if(kCountries.begin(), kCountries.end(),
                                    [&](const Country& c) { return c.code == country; });
    if (home == kCountries.end()) return std::nullopt;
    const auto digits = dialled(value);
    if (!digits) return IdentifierCheck::refuse("not a phone number");
    const std::string_view view = *digits;
    if (view.starts_with('+')) return check_international(view.substr(1));
    if (view.starts_with(home->abroad))
        return check_international(view.substr(home->abroad.size()));
    const NumberPlan& plan = *find_plan(home->calling_code);
    if (const auto number = national_number(plan, view)) {
        return IdentifierCheck::accept(e164(plan, *number));
    }
    // The calling code without its "+", as spreadsheets leave it.
    const std::string code = std::to_string(home->calling_code);
    if (view.starts_with(code)) {
        if (const auto number = national_number(plan, view.substr(code.size()))) {
            return IdentifierCheck::accept(e164(plan, *number));
        }
    }
    return IdentifierCheck::refuse("not a number of that country's plan");
}

std::span<const std::string_view> phone_countries() noexcept {
    static const auto codes = [] {
        std::array<std::string_view, kCountries.size()> all;
        std::transform(kCountries.begin(), kCountries.end(), all.begin(),
                       [](const Country& c) { return c.code; });
        return all;
    }();
    return codes;
}

}  // namespace gdprd::policy
