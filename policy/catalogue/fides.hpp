#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// Dataset files of Fides (fideslang 3, Dataset): `dataset:` a list of one per namespace of a
/// store, with collections, fields, `data_categories` of the personal ones, and in `fides_meta`
/// keys, types and references.
struct FidesDatasets {
    std::string yaml;
    std::uint64_t fields = 0;
    std::vector<std::string> left_out;  ///< paths: a Fides name has no dot, so these have none
};

/// The key of a namespace's dataset: the store's name, with ".NAMESPACE" when the store has
/// several.
[[nodiscard]] FidesDatasets to_fides(const Catalogue& catalogue);

/// What a dataset file says of one field of the catalogue.
struct FidesVerdict {
    FieldPath field;
    std::optional<Category> category;  ///< none: `system` categories alone, no personal data
};

struct FidesReading {
    std::vector<FidesVerdict> verdicts;
    /// "line 12: …": a dataset, collection or field that the catalogue lacks, a category that the
    /// taxonomy lacks, a field that is listed twice, or what else is passed over.
    std::vector<std::string> notes;
};

/// Reads dataset files made by Fides, by others or by to_fides(). A listed field without categories
/// has those of its collection, else of its dataset, else it says nothing; of several `user`
/// categories the first counts. A dataset is matched with a store by its
/// key: "STORE" or "STORE.NAMESPACE". `invalid_argument` with the line for anything that is no
/// dataset file; limits::kPolicyFileBytes * 16 bytes at most.
Result<FidesReading> read_fides(std::string_view yaml, const Catalogue& catalogue);

}  // namespace gdprd::policy
