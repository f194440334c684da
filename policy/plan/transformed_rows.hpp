#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// A row that an earlier plan of the same request wrote, or began to.
struct TransformedRow {
    CollectionPath in;
    RowKey key;
    std::vector<std::string> written;  ///< what `after` is over
    RowDigest after;
    std::set<std::string> made;  ///< those of them whose value was made of the one before
};

/// What a step left behind, once for each value that it made: another value of the row may have
/// been written again since. A row that its fields name is known by all that was written, because a
/// person's other row may hold the same value.
[[nodiscard]] std::vector<TransformedRow> rows_transformed_by(const Step& step,
                                                              const Secret& row_key);

/// Such rows, to be found again by what they hold now. Borrows them.
class TransformedRows {
  public:
    explicit TransformedRows(const std::vector<TransformedRow>& rows);

    /// Whether the field of a row was made of another value, and holds what was written then.
    /// `values` are of `fields`, all of the row.
    [[nodiscard]] bool was_made(const Secret& row_key, const CollectionPath& in, const RowKey& key,
                                const std::vector<std::string>& fields,
                                const std::vector<PersonalCell>& values,
                                const std::string& field) const;

  private:
    using Written = std::vector<std::string>;
    std::map<CollectionPath, std::map<Written, std::multimap<RowDigest, const TransformedRow*>>>
        rows_;
};

}  // namespace gdprd::policy
