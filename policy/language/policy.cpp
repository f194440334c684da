#include "policy/language/policy.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::policy {

const FieldAnnotation* Policy::find_annotation(const FieldPath& field) const noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&field](const auto& note) { return note.field == field; });
    return found == fields.end() ? nullptr : &*found;
}

const Purpose* Policy::find_purpose(const PurposeName& name) const noexcept {
    const auto found = std::find_if(purposes.begin(), purposes.end(),
                                    [&name](const auto& purpose) { return purpose.name == name; });
    return found == purposes.end() ? nullptr : &*found;
}

ApprovalRule Policy::approval_for(Right right) const noexcept {
    const auto found = approvals.find(right);
    if (found != approvals.end()) return found->second;
    switch (right) {
        case Right::access:
            return ApprovalRule::none;
        case Right::erasure:
            return ApprovalRule::other;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string to_string(const SourceSpan& span) {
    return span.file + ':' + std::to_string(span.line) + ':' + std::to_string(span.column);
}

std::string to_string(const Selector& select) {
    std::string text;
    const auto add = [&text](std::string_view what, std::string_view value) {
        if (!text.empty()) text += ", ";
        text.append(what).append(" ").append(value);
    };
    if (select.field) add("field", to_string(*select.field));
    if (select.collection) add("collection", to_string(*select.collection));
    if (select.category) add("category", select.category->value());
    if (select.purpose) add("purpose", select.purpose->value());
    if (select.store) add("store", select.store->value());
    return text.empty() ? "everything" : text;
}

std::string_view to_string(LegalBasis basis) noexcept {
    switch (basis) {
        case LegalBasis::consent:
            return "consent";
        case LegalBasis::contract:
            return "contract";
        case LegalBasis::legal_obligation:
            return "legal_obligation";
        case LegalBasis::vital_interests:
            return "vital_interests";
        case LegalBasis::public_task:
            return "public_task";
        case LegalBasis::legitimate_interests:
            return "legitimate_interests";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view article_of(LegalBasis basis) noexcept {
    switch (basis) {
        case LegalBasis::consent:
            return "Art. 6(1)(a)";
        case LegalBasis::contract:
            return "Art. 6(1)(b)";
        case LegalBasis::legal_obligation:
            return "Art. 6(1)(c)";
        case LegalBasis::vital_interests:
            return "Art. 6(1)(d)";
        case LegalBasis::public_task:
            return "Art. 6(1)(e)";
        case LegalBasis::legitimate_interests:
            return "Art. 6(1)(f)";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(ErasureActionKind action) noexcept {
    switch (action) {
        case ErasureActionKind::delete_row:
            return "delete";
        case ErasureActionKind::null:
            return "null";
        case ErasureActionKind::replace:
            return "replace";
        case ErasureActionKind::keep:
            return "keep";
        case ErasureActionKind::pseudonym:
            return "pseudonym";
        case ErasureActionKind::hash:
            return "hash";
        case ErasureActionKind::generalise:
            return "generalise";
        case ErasureActionKind::shift:
            return "shift";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(DatePrecision precision) noexcept {
    switch (precision) {
        case DatePrecision::year:
            return "year";
        case DatePrecision::month:
            return "month";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(ApprovalRule rule) noexcept {
    switch (rule) {
        case ApprovalRule::none:
            return "none";
        case ApprovalRule::any:
            return "any";
        case ApprovalRule::other:
            return "other";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
