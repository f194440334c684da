#include "policy/identity/phone_in_text.hpp"

#include <algorithm>

#include "config/limits.hpp"
#include "policy/identity/digits_inside.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kGroupDigitsMax = 4;  ///< of numbers that people write in groups
constexpr std::size_t kGroupsMax = 12;      ///< an IBAN has nine

std::vector<std::string> all_calling_codes() {
    std::vector<std::string> out;
    for (int code = 1; code < 1000; ++code) {
        const std::string digits = std::to_string(code);
        const std::string number = "+" + digits + "1";
        const auto parts = parts_of_phone(number);
        if (parts && parts->calling_code == digits) out.push_back(digits);
    }
    return out;
}

bool is_digit_at(std::string_view marks, std::size_t at) noexcept {
    return at < marks.size() && text::is_digit(marks[at]);
}

bool is_alnum_at(std::string_view marks, std::size_t at) noexcept {
    return at < marks.size() && text::is_alnum(marks[at]);
}

/// Where the letters and digits that end before `end` begin.
std::size_t word_before(std::string_view marks, std::size_t end) noexcept {
    while (end > 0 && text::is_alnum(marks[end - 1])) --end;
    return end;
}

std::size_t digits_behind(std::string_view marks, std::size_t begin) noexcept {
    std::size_t end = begin;
    while (is_digit_at(marks, end)) ++end;
    return end;
}

/// "+", "+ (": at most two marks between it and what begins at `at`.
bool plus_before(std::string_view marks, std::size_t at) noexcept {
    for (int between = 0; between < 2 && at > 0; ++between) {
        if (marks[at - 1] != ' ' && marks[at - 1] != '(') break;
        --at;
    }
    return at > 0 && marks[at - 1] == '+';
}

/// Whether a calling code stands before what begins at `begin`: another country's, as the number's
/// own was looked for before.
bool calling_code_before(std::string_view marks, std::size_t begin) noexcept {
    std::size_t end = begin;
    for (std::size_t between = 0; between < kBetweenDigitsMax && end > 0; ++between) {
        if (marks[end - 1] == '+' || !is_between_digits(marks[end - 1])) break;
        --end;
    }
    const std::size_t first = word_before(marks, end);
    const std::string_view word = marks.substr(first, end - first);
    if (end == begin || !text::all_digits(word)) return false;
    if (word.size() <= 3 && plus_before(marks, first)) return true;
    return word.starts_with("00") && word.size() >= 3 && word.size() <= 5;
}

std::size_t count_digits(std::string_view marks) noexcept {
    return static_cast<std::size_t>(std::count_if(marks.begin(), marks.end(), text::is_digit));
}

/// Whether the number is the end of a longer one that is written in groups of the same length, as
/// an IBAN is. Two phone numbers one behind the other are no longer one.
bool goes_on_before(std::string_view marks, std::size_t begin, std::size_t end) noexcept {
    const std::size_t first_end = digits_behind(marks, begin);
    const std::size_t group = first_end - begin;
    const bool in_groups = group >= 2 && group <= kGroupDigitsMax && first_end < end &&
                           marks[first_end] == ' ' && is_digit_at(marks, first_end + 1);
    if (!in_groups) return false;
    std::size_t groups = 0;
    std::size_t from = begin;
    while (groups < kGroupsMax && from >= group + 1 && marks[from - 1] == ' ' &&
           word_before(marks, from - 1) + group + 1 == from) {
        from -= group + 1;
        ++groups;
    }
    const bool another = marks[from] == '0' && count_digits(marks.substr(from, begin - from)) ==
                                                   count_digits(marks.substr(begin, end - begin));
    return groups >= 2 && !another;
}

/// Whether a number without "+" can begin there. `zero`: it begins with a 0 that is dialled.
bool begins_there(std::string_view marks, std::size_t begin, std::size_t end, bool zero) noexcept {
    if (begin == 0) return true;
    const char before = marks[begin - 1];
    if (text::is_alnum(before)) return false;
    if (before == '+' && !zero) return false;
    const bool joined = before == '-' || before == '.' || before == '/';
    if (joined && begin >= 2 && text::is_digit(marks[begin - 2]) && !(before == '/' && zero))
        return false;
    return !calling_code_before(marks, begin) && !goes_on_before(marks, begin, end);
}

}  // namespace

PhoneInText::PhoneInText(const std::string& normal_form) {
    const auto parts = parts_of_phone(normal_form);
    if (parts) {
        national_ = parts->national;
        codes_ = {std::string(parts->calling_code)};
        std::string_view trunks = parts->trunk;
        while (!trunks.empty()) {
            const std::size_t end = std::min(trunks.find('|'), trunks.size());
            trunks_.emplace_back(trunks.substr(0, end));
            trunks.remove_prefix(std::min(end + 1, trunks.size()));
        }
        const bool american = parts->calling_code == "1";
        bare_ = trunks_.empty() || american;
        // as on letters to abroad, also where home dials another prefix
        if (!bare_ && std::find(trunks_.begin(), trunks_.end(), "0") == trunks_.end())
            trunks_.emplace_back("0");
    } else {
        national_ = only_digits(normal_form);
        codes_ = all_calling_codes();
        bare_ = !national_.starts_with('0');
        if (!bare_) {
            national_.erase(0, 1);
            trunks_ = {"0"};
        }
    }
    for (const std::string& code : codes_) {
        from_abroad_.push_back(code);
        for (const std::string& trunk : trunks_) from_abroad_.push_back(code + trunk);
    }
    wanted_ = national_;
    if (parts && wanted_.size() < config::limits::kSweptCharsMin)
        wanted_ = codes_.front() + national_;
    if (wanted_.size() < config::limits::kSweptCharsMin) wanted_.clear();
}

bool PhoneInText::stands_in(std::string_view text) const {
    return holds_digits_inside(text, wanted_) && stands_in_marks(dialled_marks(text));
}

bool PhoneInText::stands_in_marks(std::string_view marks) const {
    if (wanted_.empty()) return false;
    for (DigitsPlace at = find_digits(marks, national_, 0); at.found();
         at = find_digits(marks, national_, at.begin + 1)) {
        if (ends_there(marks, at.end) && is_number_at(marks, at.begin, at.end)) return true;
    }
    return false;
}

/// By what stands before the national number.
bool PhoneInText::is_number_at(std::string_view marks, std::size_t begin, std::size_t end) const {
    for (const std::string& prefix : from_abroad_) {
        const DigitsPlace at = digits_before(marks, prefix, begin);
        if (!at.found()) continue;
        if (plus_before(marks, at.begin)) return true;
        for (const char* dialled : {"00", "011"}) {
            const DigitsPlace whole = digits_before(marks, dialled, at.begin);
            if (whole.found() && begins_there(marks, whole.begin, end, true)) return true;
        }
        if (codes_.size() == 1 && begins_there(marks, at.begin, end, false)) return true;
    }
    if (wanted_ != national_) return false;  // too short to be told apart without the country
    for (const std::string& trunk : trunks_) {
        const DigitsPlace at = digits_before(marks, trunk, begin);
        if (at.found() && begins_there(marks, at.begin, end, trunk.starts_with('0'))) return true;
    }
    return bare_ && begins_there(marks, begin, end, false);
}

/// By what stands behind it: an extension, a sum's cents and a decimal are of another number.
bool PhoneInText::ends_there(std::string_view marks, std::size_t end) const {
    if (end >= marks.size()) return true;
    const char behind = marks[end];
    const std::string_view rest = marks.substr(end + 1);
    if (text::is_digit(behind)) return false;
    if (text::is_alpha(behind))
        return (behind == 'x' && !is_alnum_at(marks, end + 1)) ||
               (behind == 'x' && is_digit_at(marks, end + 1)) ||
               marks.substr(end).starts_with("ext");
    if (!is_digit_at(marks, end + 1)) return true;
    if (behind == '-') return rest[0] == '0' && !is_digit_at(rest, 1);  // the exchange's own
    if (behind == '/') return rest[0] == '0';                           // another number
    if (behind == '.') return false;
    if (behind == ',') return digits_behind(rest, 0) > 2;
    if (behind != ' ') return true;
    std::size_t last = end;
    while (last > 0 && text::is_digit(marks[last - 1])) --last;
    const std::size_t group = end - last;
    const bool in_groups = group <= kGroupDigitsMax && last >= 2 && marks[last - 1] == ' ' &&
                           text::is_digit(marks[last - 2]);
    const std::size_t more = digits_behind(rest, 0);
    if (!in_groups || rest[0] == '0' || more > group) return true;
    const std::size_t next = digits_behind(rest, more + 1);
    if (more < rest.size() && rest[more] == ' ' && next > more + 1 && next - more - 1 <= group)
        return false;
    return std::none_of(codes_.begin(), codes_.end(), [&](const std::string& code) {
        return is_phone("+" + code + national_ + std::string(rest.substr(0, more)));
    });
}

}  // namespace gdprd::policy
