#include "policy/language/owners.hpp"

#include "policy/language/decide.hpp"

namespace gdprd::policy {

const OwnerRule* find_owner(const Policy& policy, const Catalogue& catalogue,
                            const FieldPath& field) {
    if (policy.owners.empty()) return nullptr;
    const FieldFacts facts = facts_of(policy, catalogue, field);
    const OwnerRule* best = nullptr;
    for (const OwnerRule& rule : policy.owners) {
        if (!fits(rule.select, facts)) continue;
        if (best == nullptr || specificity_of(rule.select) > specificity_of(best->select))
            best = &rule;
    }
    return best;
}

std::string owner_of(const Policy* policy, const Catalogue& catalogue, const FieldPath& field) {
    if (policy == nullptr) return {};
    const OwnerRule* rule = find_owner(*policy, catalogue, field);
    return rule == nullptr ? std::string() : rule->owner;
}

FieldOwners owners_of(const Policy* policy, const Catalogue& catalogue) {
    FieldOwners out;
    if (policy == nullptr || policy->owners.empty()) return out;
    for (const auto& [path, field] : catalogue.fields) {
        std::string owner = owner_of(policy, catalogue, path);
        if (!owner.empty()) out.emplace(path, std::move(owner));
    }
    return out;
}

std::set<std::string> owners_of(const Policy* policy, const Catalogue& catalogue,
                                const DriftTask& task) {
    std::set<std::string> out;
    for (const auto& [field, before] : task.before) {
        std::string owner = owner_of(policy, catalogue, {task.in, field});
        if (!owner.empty()) out.insert(std::move(owner));
    }
    return out;
}

std::set<std::string> all_owners(const Policy* policy) {
    std::set<std::string> out;
    if (policy == nullptr) return out;
    for (const OwnerRule& rule : policy->owners) out.insert(rule.owner);
    return out;
}

}  // namespace gdprd::policy
