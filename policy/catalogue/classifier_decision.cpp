#include "policy/catalogue/classifier_decision.hpp"

#include <cmath>

#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

constexpr double kAcceptFrom = 0.8;
constexpr double kReviewFrom = 0.5;
constexpr double kReviewSensitiveFrom = 0.3;

}  // namespace

double probability_of(double log_odds) noexcept {
    return 1.0 / (1.0 + std::exp(-log_odds));
}

Decision decide(double personal, std::string_view category) {
    const CategoryEntry* entry = find_category(category);
    const bool sensitive = entry != nullptr && entry->sensitivity != Sensitivity::ordinary;
    if (personal >= kAcceptFrom) return Decision::accept;
    return personal >= (sensitive ? kReviewSensitiveFrom : kReviewFrom) ? Decision::review
                                                                        : Decision::reject;
}

}  // namespace gdprd::policy
