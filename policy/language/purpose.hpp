#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/catalogue/path.hpp"
#include "policy/language/source_span.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// Art. 6(1)(a) to (f); tokens as in YAML.
enum class LegalBasis : unsigned char {
    consent,
    contract,
    legal_obligation,
    vital_interests,
    public_task,
    legitimate_interests,
};

/// What answers to subjects say of a purpose (Art. 15(1)(c), (d), (g), (h) and (2)). An empty text,
/// or no list of recipients, is what the policy does not state: answers say so.
struct PurposeInformation {
    std::optional<std::vector<std::string>> recipients;  ///< an empty list: nobody
    std::string retention;            ///< the period, or the criteria that determine it
    std::string source;               ///< where the data comes from
    std::string automated_decisions;  ///< "none", or the logic, meaning and consequences
    std::string transfers;            ///< "none", or third country and safeguard (Art. 46)
    friend bool operator==(const PurposeInformation&, const PurposeInformation&) = default;
};

struct Purpose {
    PurposeName name;
    std::string description;
    LegalBasis basis = LegalBasis::consent;
    std::vector<Category> categories;
    std::string special_ground;  ///< "Art. 9(2)(h): …": needed for special categories
    PurposeInformation information;
    SourceSpan span;  ///< of its name
    ValuePlaces places{};
    std::vector<std::string> subjects{};  ///< whose data: "customers" (Art. 30(1)(c))
};

[[nodiscard]] std::string_view to_string(LegalBasis basis) noexcept;
/// "Art. 6(1)(b)".
[[nodiscard]] std::string_view article_of(LegalBasis basis) noexcept;

}  // namespace gdprd::policy
