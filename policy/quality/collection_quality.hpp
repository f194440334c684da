#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"
#include "policy/quality/field_quality.hpp"
#include "policy/quality/last_change.hpp"

namespace gdprd::policy {

/// What is to be read of one collection.
struct QualityTask {
    CollectionPath in;
    std::vector<FieldMeaning> fields;        ///< the personal ones, in order of their names
    std::optional<std::string> last_change;  ///< see find_last_change()

    /// Names of `fields`, then last_change where it is none of them.
    [[nodiscard]] std::vector<std::string> names() const;
};

/// Personal fields (after the policy's annotations) of a store's tables and files; views, leaves of
/// partitioned tables and foreign tables show other rows again. Fields of bytes are left out. Pure.
[[nodiscard]] std::vector<QualityTask> plan_quality(const Policy& policy,
                                                    const Catalogue& catalogue,
                                                    const StoreName& store);

/// The state of one collection's personal fields.
struct CollectionQuality {
    CollectionPath in;
    std::uint64_t rows = 0;  ///< that were read
    bool whole = false;      ///< there are no more
    std::vector<FieldQuality> fields;
    std::optional<LastChange> last_change;
};

/// Takes the rows of one collection; keeps counts and keyed hashes, in memory that does not grow
/// with the rows.
class CollectionReader {
  public:
    /// `hasher` must outlive the reader.
    CollectionReader(const QualityTask& task, const ValueHasher& hasher, Date today);
    /// Values of task.names(), in that order.
    void add(const std::vector<PersonalCell>& row);
    [[nodiscard]] CollectionQuality finish(bool whole) &&;

  private:
    CollectionPath in_;
    std::vector<FieldReader> fields_;
    std::optional<AgeCounter> ages_;
    std::size_t ages_at_ = 0;
    std::uint64_t rows_ = 0;
};

}  // namespace gdprd::policy
