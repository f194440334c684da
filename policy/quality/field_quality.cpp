#include "policy/quality/field_quality.hpp"

#include <utility>

#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::policy {

namespace {

/// Elsewhere "no", "none" and 0 are answers.
bool can_hold_fillers(const FieldMeaning& of) {
    if (of.identifier || of.type == FieldType::date || of.type == FieldType::timestamp) return true;
    if (!of.category) return false;
    const std::string& key = of.category->value();
    return is_within(key, "user.name") || is_within(key, "user.contact") ||
           is_within(key, "user.demographic.date_of_birth");
}

}  // namespace

FieldReader::FieldReader(FieldMeaning meaning, std::size_t kept_max, const ValueHasher& hasher,
                         Date today)
    : meaning_(std::move(meaning)), repeats_(kept_max), form_(meaning_, today), hasher_(&hasher) {
    out_.path = meaning_.path;
    out_.category = meaning_.category;
    out_.is_identifier = meaning_.identifier.has_value();
    if (can_hold_fillers(meaning_)) out_.fillers = 0;
}

bool FieldReader::is_filler(std::string_view value) const {
    return out_.fillers &&
           is_placeholder(meaning_.identifier.value_or(IdentifierType("text")), value);
}

Personal<std::string> FieldReader::same_form(std::string_view value) const {
    const std::string_view trimmed = text::trim(value);
    if (!meaning_.identifier) return Personal<std::string>(std::string(trimmed));
    auto seed = normalise(*meaning_.identifier, trimmed, {});
    if (seed) return std::move(seed->value);
    return Personal<std::string>(text::lower_ascii(trimmed));
}

void FieldReader::add(const Cell& cell) {
    ++out_.rows;
    if (cell.kind == Cell::Kind::null) {
        ++out_.null;
        return;
    }
    if (text::trim(cell.bytes).empty()) {
        ++out_.blank;
        return;
    }
    if (is_filler(cell.bytes)) {
        ++*out_.fillers;
        return;
    }
    form_.add(cell.bytes);
    repeats_.add(hasher_->hash(ValueKind::code, same_form(cell.bytes)));
}

FieldQuality FieldReader::finish() && {
    out_.repeats = std::move(repeats_).finish();
    out_.malformed = form_.result();
    return std::move(out_);
}

}  // namespace gdprd::policy
