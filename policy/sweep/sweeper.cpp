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

Sweeper::Sweeper(Gate gate, LookFor what) : gate_(gate), people_(what == LookFor::people_too) {}

DetectorSet Sweeper::patterns_of(std::string_view value) {
    return shapes_.patterns_of(shape_of(value));
}

DetectorSet Sweeper::whole(const Value& value) {
    const std::string_view text = value.text;
    if (text.size() < kValueBytesMin) return {};
    if (value.has_at) {
        DetectorSet email;
        if (text.size() <= kEmailBytesMax && passes(kEmail, text)) email.add(kEmail);
        return email;
    }
    if (text.size() > kShapeBytesMax) return {};
    if (value.column == nullptr) return validated(patterns_of(text), text);
    const DetectorSet patterns = shapes_.patterns_of(shape_of(text), value.column->last);
    return validated(DetectorSet(patterns.bits() & value.column->asked.bits()), text);
}

ValueHits Sweeper::value(std::string_view value) {
    return judge({value, value.find('@') != std::string_view::npos, nullptr});
}

ValueHits Sweeper::judge(Value value) {
    value.text = trimmed(value.text);
    const DetectorSet as_whole = whole(value);
    if (!as_whole.empty()) return {as_whole, {}};
    if (!value.has_at && (!has_parts(value.text) || is_moment(value.text))) return {};
    if (value.text.size() <= kShapeBytesMax && !may_hold(value.text)) return {};
    return {{}, in_text(value.text)};
}

DetectorSet Sweeper::in_text(std::string_view text) {
    DetectorSet all;
    this->text({text, 0, true}, [&all](const Found& found) { all |= found.what; });
    return all;
}

}  // namespace gdprd::policy::sweep
