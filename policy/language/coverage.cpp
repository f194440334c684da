#include "policy/language/coverage.hpp"

#include "policy/catalogue/leaf.hpp"

namespace gdprd::policy {
namespace {

bool is_annotated(const Policy* policy, const FieldPath& field) {
    const auto* found = policy == nullptr ? nullptr : policy->find_annotation(field);
    return found != nullptr && (found->category || found->not_personal);
}

}  // namespace

CatalogueCoverage coverage_of(const Catalogue& catalogue, const Policy* policy,
                              std::span<const StoreName> configured) {
    CatalogueCoverage out;
    out.unscanned = unscanned_stores(catalogue, configured);
    out.unreadable = unreadable_collections(catalogue);
    for (const auto& [path, task] : catalogue.tasks) out.tasks.push_back(&task);
    for (const auto& [path, field] : catalogue.fields) {
        if (is_leaf(catalogue, path.in)) continue;
        ++out.fields;
        if (field.decided_by != DecidedBy::classifier || is_annotated(policy, path)) {
            ++out.decided;
        } else if (field.decision != Decision::reject) {
            out.undecided.push_back(&field);
        }
    }
    return out;
}

}  // namespace gdprd::policy
