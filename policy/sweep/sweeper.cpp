#include "policy/sweep/sweeper.hpp"

#include "policy/sweep/inside_value.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kValueBytesMin = 3;  // "::1"
constexpr std::size_t kEmailBytesMax = 320;

bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view value) noexcept {
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    return value;
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
    return shapes_.known(shape_of(value)).patterns;
}

ValueHits Sweeper::value(std::string_view value) {
    return value.find('@') != std::string_view::npos ? judge_with_at(value)
                                                     : judge_without_at(value, nullptr);
}

ValueHits Sweeper::judge_with_at(std::string_view value) {
    value = trimmed(value);
    DetectorSet email;
    email.add(kEmail);
    const bool whole =
        value.size() >= kValueBytesMin && value.size() <= kEmailBytesMax && passes(kEmail, value);
    return whole ? ValueHits{email, {}} : ValueHits{{}, in_text(value)};
}

ValueHits Sweeper::judge_without_at(std::string_view value, Column* column) {
    value = trimmed(value);
    if (value.size() < kValueBytesMin) return {};
    if (value.size() > kShapeBytesMax)
        return has_parts(value) ? ValueHits{{}, in_text(value)} : ValueHits{};
    const KnownShape& known =
        column != nullptr ? shapes_.known(value, column->last) : shapes_.known(shape_of(value));
    const DetectorSet asked = column != nullptr ? column->asked : DetectorSet(~std::uint64_t{0});
    const DetectorSet whole = validated(DetectorSet(known.patterns.bits() & asked.bits()), value);
    if (!whole.empty()) return {whole, {}};
    if (!known.may_hold || !may_stand_inside(value)) return {};
    return {{}, in_text(value)};
}

DetectorSet Sweeper::in_text(std::string_view text) {
    DetectorSet all;
    this->text({text, 0, true}, [&all](const Found& found) { all |= found.what; });
    return all;
}

}  // namespace gdprd::policy::sweep
