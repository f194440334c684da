#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// A purpose that data found about a person serves, and which of their categories it uses.
struct UseOfData {
    const Purpose* purpose = nullptr;  ///< borrowed from the policy
    std::vector<Category> categories;
};

/// Data found that a rule keeps although the person may ask for its erasure.
struct KeptByDuty {
    CollectionPath in;
    const ErasureRule* rule = nullptr;  ///< borrowed from the policy
    std::vector<std::string> fields;    ///< empty: whole rows
};

/// What a person may ask for next.
enum class SubjectRight : unsigned char {
    rectification,  ///< Art. 16
    erasure,        ///< Art. 17
    restriction,    ///< Art. 18
    portability,    ///< Art. 20: under consent and contract only
    objection,      ///< Art. 21
    withdrawal,     ///< Art. 7(3): under consent only
    complaint,      ///< Art. 77
};

/// The information of Art. 15(1)(a) to (h) and (2) about the data found, as far as the policy
/// states it; what it does not state is empty in Purpose::information and Policy::contacts.
struct SubjectInformation {
    std::vector<Category> categories;   ///< found, sorted
    std::vector<UseOfData> uses;        ///< in the order of the policy
    std::vector<Category> unexplained;  ///< found, but no purpose uses them: sorted
    std::vector<KeptByDuty> kept;
    std::vector<SubjectRight> rights;
};

/// From the fields of `coverage` that hold rows of the person. Borrows from `policy`.
[[nodiscard]] SubjectInformation information_about(const Policy& policy, const Catalogue& catalogue,
                                                   std::span<const Coverage> coverage);

[[nodiscard]] std::string_view to_string(SubjectRight right) noexcept;
/// "Art. 16".
[[nodiscard]] std::string_view article_of(SubjectRight right) noexcept;

}  // namespace gdprd::policy
