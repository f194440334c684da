#pragma once

#include <map>
#include <set>

#include "config/base/zone.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/plan.hpp"
#include "policy/plan/transformed_rows.hpp"

namespace gdprd::policy {

/// Everything a plan is made of; nothing else is looked at.
struct PlanInput {
    RequestId request;
    Right right = Right::access;
    std::array<std::uint8_t, 16> nonce{};
    WallTime made_at{};
    Zone zone{};  ///< the organisation's: in which the days of periods are counted
    std::map<StoreName, std::uint32_t> rows_per_step;  ///< absent: limits' default
    std::set<StoreName> byte_search;  ///< stores whose residue step can search bytes
    /// Stores that earlier runs of the request wrote to and did not purge, with the byte strings
    /// that must be gone: they get a residue step also when nothing is left to erase there.
    std::map<StoreName, std::vector<PersonalCell>> residue_left;
    /// No value is made a second time of what was made already (a date would move twice).
    std::vector<TransformedRow> transformed;
    const Secret* pseudonym_key = nullptr;  ///< borrowed; needed where a rule says `pseudonym`
};

/// The plan for a resolution under a policy. For erasure: children before parents, references of
/// kept rows nulled or the referenced row kept as a stub, one residue step per store at the end.
/// `invalid_argument` when the policy cannot be carried out (names the rule and the field).
Result<Plan> make_plan(const PlanInput& input, const Catalogue& catalogue, const Policy& policy,
                       const Resolution& resolution, const Secret& row_key);

/// What becomes of a row of an erasure.
enum class Fate : unsigned char {
    erase,   ///< deleted
    change,  ///< the policy empties its fields instead of deleting it
    stub,    ///< deletable, but rows that stay refer to it: emptied
    keep,    ///< a rule keeps it, or some of its fields
};

/// One row of an erasure plan, and why it ends as it does.
struct RowFate {
    CollectionPath in;
    RowKey key;
    Fate fate = Fate::erase;
    std::vector<std::string> rules;  ///< names of the rules that keep it or fields of it
    std::string ground;              ///< why it stays: for the subject
    std::string why;                 ///< why it stays: for people
    std::optional<Date> until;       ///< the last day on which such a duty ends, where known
};

struct ExplainedPlan {
    Plan plan;
    std::vector<RowFate> fates;  ///< of all decided rows of an erasure; empty for access
};

/// make_plan(), and what it decided of each row.
Result<ExplainedPlan> explain_plan(const PlanInput& input, const Catalogue& catalogue,
                                   const Policy& policy, const Resolution& resolution,
                                   const Secret& row_key);

}  // namespace gdprd::policy
