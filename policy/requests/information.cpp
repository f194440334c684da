#include "policy/requests/information.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "config/base/assert.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

/// Sorts what the fields say into uses, categories and duties.
class Sheet {
  public:
    Sheet(const Policy& policy, const Catalogue& catalogue)
        : policy_(policy), catalogue_(catalogue) {}

    void add(const FieldPath& field) {
        const auto category = category_of(policy_, catalogue_, field);
        const auto purposes = purposes_of(policy_, catalogue_, field);
        if (category) {
            categories_.insert(*category);
            if (purposes.empty()) unexplained_.insert(*category);
        }
        for (const Purpose* purpose : purposes) {
            auto& used = uses_[purpose];
            if (category) used.insert(*category);
        }
        add_duty(field);
    }

    [[nodiscard]] SubjectInformation take() const {
        SubjectInformation out;
        out.categories.assign(categories_.begin(), categories_.end());
        out.unexplained.assign(unexplained_.begin(), unexplained_.end());
        for (const Purpose& purpose : policy_.purposes) {
            const auto use = uses_.find(&purpose);
            if (use == uses_.end()) continue;
            out.uses.push_back({&purpose, {use->second.begin(), use->second.end()}});
        }
        for (const auto& [place, fields] : kept_) {
            out.kept.push_back({place.first, place.second, {fields.begin(), fields.end()}});
        }
        out.rights = rights();
        return out;
    }

  private:
    void add_duty(const FieldPath& field) {
        const FieldDecision rows = decide_rows(policy_, catalogue_, field.in);
        if (rows.action == ErasureActionKind::keep) {
            kept_[{field.in, rows.rule}];
            return;
        }
        const FieldDecision decision = decide_field(policy_, catalogue_, field);
        if (decision.action == ErasureActionKind::keep) {
            kept_[{field.in, decision.rule}].insert(field.field);
        }
    }

    [[nodiscard]] std::vector<SubjectRight> rights() const {
        const auto any = [this](LegalBasis basis) {
            return std::any_of(uses_.begin(), uses_.end(),
                               [basis](const auto& use) { return use.first->basis == basis; });
        };
        using enum SubjectRight;
        std::vector<SubjectRight> found{rectification, erasure, restriction};
        if (any(LegalBasis::consent) || any(LegalBasis::contract)) found.push_back(portability);
        found.push_back(objection);
        if (any(LegalBasis::consent)) found.push_back(withdrawal);
        found.push_back(complaint);
        return found;
    }

    const Policy& policy_;
    const Catalogue& catalogue_;
    std::set<Category> categories_;
    std::set<Category> unexplained_;
    std::map<const Purpose*, std::set<Category>> uses_;
    std::map<std::pair<CollectionPath, const ErasureRule*>, std::set<std::string>> kept_;
};

}  // namespace

SubjectInformation information_about(const Policy& policy, const Catalogue& catalogue,
                                     std::span<const Coverage> coverage) {
    Sheet sheet(policy, catalogue);
    for (const Coverage& line : coverage) {
        if (line.rows > 0) sheet.add(line.field);
    }
    return sheet.take();
}

std::string_view to_string(SubjectRight right) noexcept {
    switch (right) {
        case SubjectRight::rectification:
            return "rectification";
        case SubjectRight::erasure:
            return "erasure";
        case SubjectRight::restriction:
            return "restriction";
        case SubjectRight::portability:
            return "portability";
        case SubjectRight::objection:
            return "objection";
        case SubjectRight::withdrawal:
            return "withdrawal";
        case SubjectRight::complaint:
            return "complaint";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view article_of(SubjectRight right) noexcept {
    switch (right) {
        case SubjectRight::rectification:
            return "Art. 16";
        case SubjectRight::erasure:
            return "Art. 17";
        case SubjectRight::restriction:
            return "Art. 18";
        case SubjectRight::portability:
            return "Art. 20";
        case SubjectRight::objection:
            return "Art. 21";
        case SubjectRight::withdrawal:
            return "Art. 7(3)";
        case SubjectRight::complaint:
            return "Art. 77";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
