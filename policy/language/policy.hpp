#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/base/strong.hpp"
#include "policy/catalogue/path.hpp"
#include "policy/identity/role_words.hpp"
#include "policy/language/erasure_action.hpp"
#include "policy/language/period.hpp"
#include "policy/language/purpose.hpp"
#include "policy/language/source_span.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// Whom answers name besides the controller. Empty: not stated.
struct Contacts {
    std::string data_protection_officer;
    std::string representative;         ///< in the Union, of a controller outside (Art. 27)
    std::string supervisory_authority;  ///< Art. 15(1)(f), 77: name and how to reach it
    friend bool operator==(const Contacts&, const Contacts&) = default;
};

/// Where a field refers to, for what the store declares no key, or says too little.
struct AnnotatedReference {
    FieldPath field;
    bool owned = false;  ///< the row that is referred to belongs to the subject too
    /// What the reference says of the person it leads to; none: its name tells.
    std::optional<ReferenceRole> role;
    /// Fields of the referring collection and the value that each must have; a row with others
    /// does not refer by it (a column that says of which table an id is).
    std::map<std::string, std::string> where;
    /// What stands before the value in the referring text: "party.party," of "party.party,42". A
    /// text that begins otherwise does not refer by it.
    std::string prefix{};
    SourceSpan span{};
};

/// What a person knows about a field and a scan cannot: overrides the classifier.
struct FieldAnnotation {
    FieldPath field;
    std::optional<Category> category;  ///< `category: none` sets not_personal
    bool not_personal = false;
    std::optional<std::string> identifier;  ///< identifier type it carries: "email", "customer_no"
    bool not_identifier = false;            ///< `identifier: none`: never searched for by value
    std::vector<AnnotatedReference> references;
    std::optional<PurposeName> purpose;
    SourceSpan span;  ///< of the path
    ValuePlaces places{};
};

/// Which fields or collections a rule speaks of. All that are set must fit; a category fits its
/// descendants; a purpose fits the fields annotated with it and, of the fields without such an
/// annotation, those of its categories. The most specific wins: field > collection >
/// store+category > category > purpose > store > everything; within one of these the deeper
/// category, then purpose, then store; equal specificity with another action is a lint error.
struct Selector {
    std::optional<StoreName> store;
    std::optional<CollectionPath> collection;
    std::optional<FieldPath> field;
    std::optional<Category> category;
    std::optional<PurposeName> purpose;
    friend auto operator<=>(const Selector&, const Selector&) = default;
};

/// `keep` needs a ground (Art. 17(3) letter or a law) and a period.
struct ErasureRule {
    std::string name;
    Selector select;
    ErasureActionKind action = ErasureActionKind::delete_row;
    std::optional<std::string> with;  ///< of replace: the fixed text
    std::string ground;               ///< of keep: "Art. 17(3)(b): § 147 AO", in the author's words
    std::optional<std::chrono::years> keep_years;
    std::optional<std::string> from_field;     ///< of keep: date field of the same collection
    CountedFrom counted_from{};                ///< of keep: what of that date the period runs from
    std::optional<DatePrecision> precision;    ///< of generalise: dates; else first_chars is set
    std::optional<std::uint32_t> first_chars;  ///< of generalise: texts
    std::optional<std::uint32_t> shift_days;   ///< of shift: how far at most
    SourceSpan span;
    ValuePlaces places{};
};

/// Who in the organisation answers for what is selected; the most specific wins, as for erasure.
struct OwnerRule {
    std::string owner;  ///< a team or a role's mailbox; printed, listed, exported: nobody's name
    Selector select;
    SourceSpan span;  ///< of the entry
    ValuePlaces places{};
};

/// Who may approve a plan.
enum class ApprovalRule : unsigned char {
    none,   ///< runs without approval (default for access)
    any,    ///< any approver
    other,  ///< an approver who neither recorded, planned nor runs it (default for erasure)
};

struct Policy {
    std::vector<Purpose> purposes;
    std::vector<FieldAnnotation> fields;
    std::vector<ErasureRule> erasure;
    std::vector<OwnerRule> owners;
    std::map<Right, ApprovalRule> approvals;
    Contacts contacts;
    std::vector<std::string> security_measures;  ///< Art. 30(1)(g), 32(1); of all files
    /// Stores whose residue step is switched off, with the reason given.
    std::map<StoreName, std::string> residue_off;
    ValuePlaces places;     ///< "approvals.erasure", "residue.STORE" (of the store's name)
    PolicyVersion version;  ///< digest over (file name, bytes) of all files, sorted

    [[nodiscard]] const FieldAnnotation* find_annotation(const FieldPath& field) const noexcept;
    [[nodiscard]] const Purpose* find_purpose(const PurposeName& name) const noexcept;
    [[nodiscard]] ApprovalRule approval_for(Right right) const noexcept;
};

/// What the selector says: "category user.contact in store crm", "everything".
[[nodiscard]] std::string to_string(const Selector& select);
[[nodiscard]] std::string_view to_string(ApprovalRule rule) noexcept;

}  // namespace gdprd::policy
