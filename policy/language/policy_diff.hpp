#pragma once

#include <set>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// A field that two policies treat in different ways, in the words of `policy explain`.
struct FieldDifference {
    FieldPath field;
    std::string now;        ///< what an erasure does under the policy in force
    std::string next;       ///< what it would do under the other one
    std::string holds_now;  ///< category, "no personal data", "personal data without a category"
    std::string holds_next;
    std::string links_now;  ///< identifier, reference and purpose that are said of it; may be empty
    std::string links_next;
    std::string why;  ///< the rule of the other one that decides
};

/// What another policy would change in the estate; pure.
struct PolicyDifference {
    std::size_t fields = 0;  ///< personal under either of the two, or named by one
    std::vector<FieldDifference> changed;
    std::set<CollectionPath> collections;    ///< of the changed fields
    std::vector<FieldPath> without_purpose;  ///< personal under the other one, no legal basis
    std::vector<FieldPath> undecided;        ///< nobody confirmed or annotated what they hold
    /// Approvals, residue steps, purposes, contacts: "approval of erasure: …".
    std::vector<std::string> others;

    [[nodiscard]] bool empty() const noexcept { return changed.empty() && others.empty(); }
};

[[nodiscard]] PolicyDifference diff_policies(const Policy& now, const Policy& next,
                                             const Catalogue& catalogue);

/// An open request whose plan was made under the policy in force.
struct OpenPlan {
    RequestId request;
    Right right = Right::access;
    std::size_t collections = 0;  ///< of the plan's, how many hold changed fields
};

/// The difference, and the plans that go stale with the other policy.
[[nodiscard]] std::string render_text(const PolicyDifference& difference,
                                      const std::vector<OpenPlan>& stale);
/// {"fields", "changed": [{field, now, then, holds_now, holds_then, links_now, links_then, why}], "collections": […], "without_purpose", "undecided", "others",
/// "stale": [{request, right, collections}]}
[[nodiscard]] std::string render_json(const PolicyDifference& difference,
                                      const std::vector<OpenPlan>& stale);

}  // namespace gdprd::policy
