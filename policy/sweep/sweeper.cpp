#include "policy/sweep/sweeper.hpp"

#include <algorithm>
#include <cstring>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kValueBytesMin = 3;  // "::1"
constexpr std::size_t kEmailBytesMax = 320;
/// Shorter values without '@' are one word or none that a sweep could find.
constexpr std::size_t kTextBytesMin = 12;

bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view value) noexcept {
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    return value;
}

/// Whether a value can hold more than one word.
bool has_parts(std::string_view value) noexcept {
    return value.size() >= kTextBytesMin && std::any_of(value.begin(), value.end(), [](char c) {
               return !text::is_alnum(c) && c != '.' && c != '-' && c != '_' && c != '/';
           });
}

/// Whether a short text has what any identifier inside it would have.
bool may_hold(std::string_view value) noexcept {
    std::size_t digits = 0;
    std::size_t marks = 0;
    for (const char c : value) {
        digits += text::is_digit(c) ? 1U : 0U;
        marks += c == ':' || c == '-' ? 1U : 0U;
        if (c == '@') return true;
    }
    return digits >= 4 || marks >= 2;
}

/// "2026-11-22 10:15:00" and what may follow: common, and nothing that is looked for.
bool is_moment(std::string_view value) noexcept {
    return value.size() >= 16 && value.size() <= 32 && value[4] == '-' && value[7] == '-' &&
           (value[10] == ' ' || value[10] == 'T') && value[13] == ':' &&
           std::none_of(value.begin() + 16, value.end(), is_space);
}

}  // namespace

DetectorSet validated(DetectorSet patterns, std::string_view value) {
    DetectorSet good;
    patterns.each([&](std::size_t place) {
        if (passes(place, value)) good.add(place);
    });
    return good;
}

Sweeper::Sweeper(Gate gate) : gate_(gate) {}

DetectorSet Sweeper::patterns_of(std::string_view value) {
    return shapes_.patterns_of(shape_of(value));
}

DetectorSet Sweeper::whole(std::string_view value, DetectorSet asked) {
    if (value.size() < kValueBytesMin) return {};
    if (std::memchr(value.data(), '@', value.size()) != nullptr) {
        DetectorSet email;
        if (value.size() <= kEmailBytesMax && passes(kEmail, value)) email.add(kEmail);
        return email;
    }
    if (value.size() > kShapeBytesMax) return {};
    const DetectorSet patterns = patterns_of(value);
    return validated(DetectorSet(patterns.bits() & asked.bits()), value);
}

ValueHits Sweeper::value(std::string_view value) {
    return this->value(value, DetectorSet(~std::uint64_t{0}));
}

ValueHits Sweeper::value(std::string_view value, DetectorSet asked) {
    value = trimmed(value);
    const DetectorSet as_whole = whole(value, asked);
    if (!as_whole.empty()) return {as_whole, {}};
    const bool may_hold_mail = value.find('@') != std::string_view::npos;
    if (!may_hold_mail && (!has_parts(value) || is_moment(value))) return {};
    if (value.size() <= kShapeBytesMax && !may_hold(value)) return {};
    return {{}, in_text(value)};
}

DetectorSet Sweeper::in_text(std::string_view text) {
    DetectorSet all;
    this->text({text, 0, true}, [&all](const Found& found) { all |= found.what; });
    return all;
}

}  // namespace gdprd::policy::sweep
