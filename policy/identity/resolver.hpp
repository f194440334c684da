#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/identity/seed.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::policy {

enum class Strength : unsigned char { possible, probable, certain };

/// What decided rows tell of the subject beyond the seeds.
struct Told {
    std::set<Seed> identifiers;
    std::vector<PersonName> names;
    std::set<std::string> birth_dates;  ///< normal form

    void add(const Told& other);
};

/// A row that belongs to the subject, or may.
struct SubjectRow {
    CollectionPath in;
    Row row;  ///< values in the order of Resolution::fields.at(in)
    Strength strength = Strength::possible;
    bool shared = false;  ///< also reachable from another subject: needs a decision
    std::string path;     ///< why: "crm.main.orders.customer_id → crm.main.customers (e-mail)"
    std::vector<std::string> evidence;  ///< for people, without values
    std::string match_id;  ///< stable over re-runs with the same request key; 16 hex digits
    bool decided = false;  ///< certain by itself, or accepted by a person
    Told told;             ///< of a row of Resolution::rows that others were found by
};

/// What a person said of an item of the review list.
enum class MatchVerdict : unsigned char { accepted, rejected };
using MatchVerdicts = std::map<std::string, MatchVerdict>;  ///< by match_id

/// Whose rows carry an identifier.
enum class Carriers : unsigned char {
    subject_alone,  ///< the subject's, and nobody else's that was not decided to be the subject's
    others_too,     ///< rows that are not the subject's, or wait for a person, or were rejected
    none,           ///< no row
};

/// Everything found of one subject. `rows` are certain or accepted and not (undecidedly) shared;
/// `review` wait for a person; `mentions` hold the subject's identifiers in text of other rows.
struct Resolution {
    std::map<CollectionPath, std::vector<std::string>> fields;  ///< order of the values of rows
    std::vector<SubjectRow> rows;
    std::vector<SubjectRow> review;
    std::vector<SubjectRow> mentions;
    /// Rows of other people that refer to one of `rows` (an employee's manager, who recommended
    /// whom): never the subject's; when the subject's row goes, their reference must go too.
    std::vector<SubjectRow> referencing;
    std::vector<Seed> identifiers;      ///< seeds plus what certain rows brought, normal forms
    std::map<Seed, Carriers> carriers;  ///< of each of `identifiers`
    std::set<CollectionPath> searched;  ///< looked into, found or not
    std::set<StoreName> failed;         ///< could not be searched
};

/// Finds one person in all stores by DESIGN §5, without I/O: ask next(), run the queries, supply()
/// the rows, until next() is empty; then finish(). Deterministic: the same answers give the same
/// resolution in any order of supply.
class Resolver {
  public:
    /// All references must outlive the resolver. `match_key` makes match ids unguessable.
    /// `recalled`: what rows told that were erased since. Such an identifier is nobody's now, and
    /// may have been given to somebody else: alone it makes no row certain.
    Resolver(const Catalogue& catalogue, const Policy& policy, std::vector<Seed> seeds,
             const MatchVerdicts& verdicts, const Secret& match_key, Told recalled = {});
    ~Resolver();
    Resolver(Resolver&&) noexcept;

    /// The next round of queries; each must be answered by supply() or store_failed() of its store.
    [[nodiscard]] std::vector<FindQuery> next();
    void supply(const FindQuery& query, const RowSet& rows);
    void store_failed(const StoreName& store);
    [[nodiscard]] Resolution finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] std::string_view to_string(Strength strength) noexcept;

}  // namespace gdprd::policy
