#include "policy/links/column.hpp"

#include <algorithm>
#include <charconv>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kDigitsMax = 18;

/// The number that the digits of a number or code make, its last ones when there are many.
std::optional<std::int64_t> number_in(const std::string& form) {
    std::string digits;
    for (const char c : form)
        if (text::is_digit(c)) digits.push_back(c);
    if (digits.size() > kDigitsMax) digits.erase(0, digits.size() - kDigitsMax);
    std::int64_t number = 0;
    const char* end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, number).ec != std::errc()) return std::nullopt;
    return form.starts_with('-') ? -number : number;
}

}  // namespace

double Column::density() const {
    if (!least || !greatest) return 1;
    const double range = static_cast<double>(*greatest) - static_cast<double>(*least) + 1;
    return std::min(1.0, static_cast<double>(sketch.distinct()) / range);
}

ColumnReader::ColumnReader(FieldPath path, ValueKind kind, const ValueHasher& hasher)
    : hasher_(&hasher) {
    column_.path = std::move(path);
    column_.kind = kind;
}

void ColumnReader::add(std::string_view value) {
    const auto form = comparable_form(column_.kind, value);
    if (!form) return;
    ++column_.values;
    column_.sketch.add(hasher_->hash(column_.kind, *form));
    if (is_identifying(column_.kind)) return;
    const auto number = number_in(form->expose());
    if (!number) return;
    column_.least = std::min(column_.least.value_or(*number), *number);
    column_.greatest = std::max(column_.greatest.value_or(*number), *number);
}

Column ColumnReader::finish(bool whole) && {
    column_.whole = whole;
    column_.sketch.trim();
    return std::move(column_);
}

}  // namespace gdprd::policy
