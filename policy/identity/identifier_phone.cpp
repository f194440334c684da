#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "config/base/assert.hpp"
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

/// Numbers that begin with `low` to `high`, of `width` digits.
struct Prefix {
    std::size_t width;
    int low;
    int high;
};

struct Block {
    std::uint32_t lengths = 0;  ///< bit n: national numbers of n digits
    std::vector<Prefix> prefixes;
};

/// A number plan as read from its text once.
struct Plan {
    const NumberPlan* text = nullptr;
    std::vector<Block> blocks;
};

constexpr std::size_t kPrefixDigitsMax = 9;

/// Calls `take(low, high)` for each item of "4/6-9" or "30,40-43".
template <class Take>
void each_range(std::string_view list, char separator, Take take) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(separator), list.size());
        const std::string_view one = list.substr(0, end);
        const std::size_t dash = one.find('-');
        const std::string_view low = one.substr(0, dash);
        take(low, dash == std::string_view::npos ? low : one.substr(dash + 1));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

Block read_block(std::string_view text) {
    Block block;
    const std::size_t colon = text.find(':');
    each_range(text.substr(0, colon), '/', [&](std::string_view low, std::string_view high) {
        for (int length = text::number(low); length <= text::number(high); ++length)
            block.lengths |= 1U << static_cast<unsigned>(length);
    });
    each_range(text.substr(colon + 1), ',', [&](std::string_view low, std::string_view high) {
        GDPRD_ASSERT(low.size() == high.size() && low.size() <= kPrefixDigitsMax);
        block.prefixes.push_back({low.size(), text::number(low), text::number(high)});
    });
    return block;
}

std::vector<Plan> read_plans() {
    std::vector<Plan> plans(1000);  // by calling code
    for (const auto part : {phone::european_plans(), phone::world_plans()}) {
        for (const NumberPlan& one : part) {
            Plan& plan = plans[static_cast<std::size_t>(one.calling_code)];
            if (plan.text != nullptr) continue;
            plan.text = &one;
            std::string_view blocks = one.blocks;
            while (!blocks.empty()) {
                const std::size_t end = std::min(blocks.find(' '), blocks.size());
                plan.blocks.push_back(read_block(blocks.substr(0, end)));
                blocks.remove_prefix(std::min(end + 1, blocks.size()));
            }
        }
    }
    return plans;
}

const Plan* find_plan(int calling_code) {
    static const std::vector<Plan> plans = read_plans();
    const Plan& plan = plans[static_cast<std::size_t>(calling_code)];
    return plan.text == nullptr ? nullptr : &plan;
}

bool is_allocated(const Plan& plan, std::string_view number) noexcept {
    if (plan.text->calling_code == 1 && (number.size() != 10 || number[3] < '2')) return false;
    if (number.size() >= 32) return false;
    std::array<int, kPrefixDigitsMax + 1> begins{};  ///< value of the first n digits
    const std::size_t most = std::min(number.size(), kPrefixDigitsMax);
    for (std::size_t i = 0; i < most; ++i) begins[i + 1] = begins[i] * 10 + text::digit(number[i]);
    return std::any_of(plan.blocks.begin(), plan.blocks.end(), [&](const Block& block) {
        if ((block.lengths >> number.size() & 1U) == 0) return false;
        return std::any_of(block.prefixes.begin(), block.prefixes.end(), [&](const Prefix& one) {
            return one.width <= most && begins[one.width] >= one.low &&
                   begins[one.width] <= one.high;
        });
    });
}

/// A person writes the trunk prefix also where it does not belong: +49 (0) 30 …
std::optional<std::string_view> national_number(const Plan& plan, std::string_view digits) {
    std::string_view trunks = plan.text->trunk;
    while (!trunks.empty()) {
        const std::size_t end = std::min(trunks.find('|'), trunks.size());
        if (digits.starts_with(trunks.substr(0, end)) && is_allocated(plan, digits.substr(end))) {
            return digits.substr(end);
        }
        trunks.remove_prefix(std::min(end + 1, trunks.size()));
    }
    if (is_allocated(plan, digits)) return digits;
    return std::nullopt;
}

std::string e164(const Plan& plan, std::string_view number) {
    return '+' + std::to_string(plan.text->calling_code) + std::string(number);
}

/// A number of a plan, or why it is none.
struct Allocated {
    const Plan* plan = nullptr;
    std::string_view number;
    std::string_view fault;
};

/// Of digits after "+" or the international prefix, and nothing else. Calling codes are free of
/// prefixes of each other.
Allocated allocated(std::string_view digits) {
    if (digits.empty()) return {nullptr, {}, "not a phone number"};
    for (std::size_t width = 1; width <= 3 && width < digits.size(); ++width) {
        const Plan* plan = find_plan(text::number(digits.substr(0, width)));
        if (plan == nullptr || digits[0] == '0') continue;
        const auto number = national_number(*plan, digits.substr(width));
        if (!number) return {nullptr, {}, "not a number of that country's plan"};
        return {plan, *number, {}};
    }
    return {nullptr, {}, "no such country calling code"};
}

IdentifierCheck check_international(std::string_view digits) {
    const Allocated found = allocated(digits);
    return found.plan != nullptr ? IdentifierCheck::accept(e164(*found.plan, found.number))
                                 : IdentifierCheck::refuse(found.fault);
}

bool ends_with_in_any_case(std::string_view whole, std::string_view lower) noexcept {
    return whole.size() >= lower.size() &&
           std::equal(lower.rbegin(), lower.rend(), whole.rbegin(), [](char want, char c) {
               return want == (text::is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
           });
}

/// Cuts "ext. 12", "x12", "#12" or ";ext=12" from the end: E.164 has no place for it.
std::string_view without_extension(std::string_view value) noexcept {
    const std::size_t last = value.find_last_not_of("0123456789 ");
    if (last == std::string_view::npos || last + 1 >= value.size()) return value;
    const std::string_view head = value.substr(0, last + 1);
    constexpr std::array<std::string_view, 9> kMarks{";ext=", "extension", "extn.", "extn", "ext.",
                                                     "ext",   "x.",        "x",     "#"};
    for (const std::string_view mark : kMarks) {
        if (ends_with_in_any_case(head, mark)) return head.substr(0, head.size() - mark.size());
    }
    return value;
}

/// What most people write in a number, and whether it is dialled.
enum class Written : unsigned char { unusual, between, dialled };

constexpr std::array<Written, 256> kWritten = [] {
    std::array<Written, 256> written{};
    for (const char c : std::string_view(" -./()"))
        written[static_cast<unsigned char>(c)] = Written::between;
    for (const char c : std::string_view("+0123456789"))
        written[static_cast<unsigned char>(c)] = Written::dialled;
    return written;
}();

constexpr std::size_t kUsualBytesMax = 32;

/// Digits with at most a leading "+".
struct Dialled {
    std::array<char, kUsualBytesMax> bytes;
    std::size_t size = 0;
    [[nodiscard]] std::string_view view() const noexcept { return {bytes.data(), size}; }
};

bool digits_after_plus(std::string_view digits) noexcept {
    constexpr std::size_t kDigitsMax = 20;
    static_assert(1 + kDigitsMax < kUsualBytesMax);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    return text::all_digits(digits) && digits.size() <= kDigitsMax;
}

/// Whether a number has what most people write only; if so takes what it dials, unchecked.
bool take_usual(std::string_view value, Dialled& out) noexcept {
    if (value.size() > kUsualBytesMax) return false;
    std::size_t size = 0;
    for (const char c : value) {
        const Written written = kWritten[static_cast<unsigned char>(c)];
        if (written == Written::unusual) return false;
        out.bytes[size] = c;
        size += written == Written::dialled ? 1U : 0U;
    }
    out.size = size;
    return true;
}

/// Empty when something else is in the value.
Dialled dialled(std::string_view value) {
    Dialled out;
    if (!take_usual(value, out)) {
        const std::string digits = text::compact(dialled_part(value), " -./()[]\t,;~");
        out.size = digits.copy(out.bytes.data(), out.bytes.size());  // all, or more than it may be
    }
    if (!digits_after_plus(out.view())) out.size = 0;
    return out;
}

}  // namespace

std::string_view dialled_part(std::string_view value) noexcept {
    constexpr std::string_view kScheme = "tel:";
    std::string_view body = text::trim(value);
    if (ends_with_in_any_case(body.substr(0, kScheme.size()), kScheme)) {
        body.remove_prefix(kScheme.size());
        body = body.substr(0, body.find(';'));
    }
    return without_extension(body);
}

IdentifierCheck check_phone(std::string_view value) {
    const Dialled digits = dialled(value);
    const std::string_view view = digits.view();
    if (view.empty()) return IdentifierCheck::refuse("not a phone number");
    if (view.starts_with('+')) return check_international(view.substr(1));
    if (view.starts_with("00")) return check_international(view.substr(2));
    return IdentifierCheck::refuse("no international prefix");
}

bool is_phone(std::string_view value) {
    const Dialled digits = dialled(value);
    const std::string_view view = digits.view();
    if (view.starts_with('+')) return allocated(view.substr(1)).plan != nullptr;
    return view.starts_with("00") && allocated(view.substr(2)).plan != nullptr;
}

std::optional<PhoneParts> parts_of_phone(std::string_view e164) {
    if (!e164.starts_with('+') || !text::all_digits(e164.substr(1))) return std::nullopt;
    const std::string_view digits = e164.substr(1);
    for (std::size_t width = 1; width <= 3 && width < digits.size(); ++width) {
        const Plan* plan = find_plan(text::number(digits.substr(0, width)));
        if (plan == nullptr || digits[0] == '0') continue;
        return PhoneParts{digits.substr(0, width), digits.substr(width), plan->text->trunk};
    }
    return std::nullopt;
}

std::optional<IdentifierCheck> check_phone_in(std::string_view country, std::string_view value) {
    const auto* home = std::find_if(kCountries.begin(), kCountries.end(),
                                    [&](const Country& c) { return c.code == country; });
    if (home == kCountries.end()) return std::nullopt;
    const Dialled digits = dialled(value);
    const std::string_view view = digits.view();
    if (view.empty()) return IdentifierCheck::refuse("not a phone number");
    if (view.starts_with('+')) return check_international(view.substr(1));
    if (view.starts_with(home->abroad))
        return check_international(view.substr(home->abroad.size()));
    const Plan& plan = *find_plan(home->calling_code);
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
