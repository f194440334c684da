#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/identity/resolver_estate.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::policy {

struct RowId {
    CollectionPath in;
    RowKey key;
    friend auto operator<=>(const RowId&, const RowId&) = default;
};

/// What was asked of the stores and what they answered. Every lookup is asked once; answers only
/// add up, so that their order does not matter.
class Facts {
  public:
    explicit Facts(const Estate& estate) : estate_(&estate) {}

    /// How much of a row an answer holds.
    enum class Read : unsigned char {
        whole,     ///< all fields: the row may be the subject's
        compared,  ///< only the compared fields: it is probably another person's
    };
    struct Lookup {
        CollectionPath in;
        std::vector<std::size_t> at;
        MatchMode mode = MatchMode::exact;
        Read read = Read::whole;
        friend auto operator<=>(const Lookup&, const Lookup&) = default;
    };

    /// Asks for rows whose fields are these bytes, unless that was asked before, the store failed,
    /// or the field cannot hold them.
    void want(const Lookup& lookup, const std::vector<std::string>& wanted);
    [[nodiscard]] bool pending() const noexcept { return !pending_.empty(); }
    [[nodiscard]] std::vector<FindQuery> take();

    void supply(const FindQuery& query, const RowSet& rows);
    /// Forgets all of the store: half an answer is not one.
    void fail(const StoreName& store);

    using Table = std::map<RowKey, Values>;
    /// Whole rows, values in the order of the node's fields.
    [[nodiscard]] const Table& rows(const CollectionPath& in) const;
    [[nodiscard]] const Values* find(const RowId& row) const;
    /// How many rows are the same in every field (tables without any key); 1 otherwise.
    [[nodiscard]] std::size_t copies(const RowId& row) const;
    /// Whole rows whose fields are these bytes.
    [[nodiscard]] std::vector<RowKey> with(const CollectionPath& in,
                                           const std::vector<std::size_t>& at,
                                           const std::vector<std::string>& tuple) const;
    /// Answers to Read::compared of these fields; values in the order of `at`.
    [[nodiscard]] const Table& compared(const CollectionPath& in,
                                        const std::vector<std::size_t>& at) const;

    [[nodiscard]] const std::set<CollectionPath>& searched() const noexcept { return searched_; }
    [[nodiscard]] const std::set<StoreName>& failed() const noexcept { return failed_; }

  private:
    using Place = std::pair<CollectionPath, std::vector<std::size_t>>;
    using Index = std::map<std::vector<std::string>, std::vector<RowKey>>;

    const Estate* estate_;
    std::map<Lookup, std::set<std::vector<std::string>>> asked_;
    std::map<Lookup, std::set<std::vector<std::string>>> pending_;
    std::map<CollectionPath, Table> whole_;
    std::map<Place, Table> compared_;
    mutable std::map<Place, Index> indexes_;  ///< of whole_, dropped when it grows
    std::map<RowId, std::size_t> copies_;
    std::set<CollectionPath> searched_;
    std::set<StoreName> failed_;
};

}  // namespace gdprd::policy
