#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/cbor.hpp"
#include "policy/catalogue/decision.hpp"
#include "policy/catalogue/drift_task.hpp"
#include "policy/catalogue/link.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// One field of the catalogue: what it holds, how sure, and who said so.
struct CatalogueField {
    FieldPath path;
    std::optional<Category> category;   ///< deepest taxonomy key, or none
    std::uint32_t probability_ppm = 0;  ///< of the category, 0 … 1,000,000
    std::uint32_t personal_ppm = 0;     ///< that the field is personal data
    Decision decision = Decision::reject;
    DecidedBy decided_by = DecidedBy::classifier;
    std::vector<std::string> reasons;  ///< evidence, never a value

    /// Accepted, or in review with more likelihood than not: to be searched in a request.
    [[nodiscard]] bool is_personal() const noexcept;
};

/// All fields of all stores with what they hold, plus each store's schema at that time.
/// Content-addressed: the version is the digest of the deterministic CBOR.
struct Catalogue {
    std::vector<StoreSchema> stores;  ///< ordered by name
    std::map<FieldPath, CatalogueField> fields;
    Links links;       ///< found by comparing values; both ends are among `fields`
    DriftTasks tasks;  ///< open ones

    [[nodiscard]] const StoreSchema* find_store(const StoreName& store) const noexcept;
    [[nodiscard]] const CollectionSchema* find_collection(
        const CollectionPath& path) const noexcept;
    [[nodiscard]] const CatalogueField* find_field(const FieldPath& path) const noexcept;
    [[nodiscard]] std::vector<const CatalogueField*> fields_of(const CollectionPath& path) const;
    [[nodiscard]] const CatalogueLink* find_link(const LinkId& id) const;
};

[[nodiscard]] cbor::Value to_cbor(const Catalogue& catalogue);
Result<Catalogue> catalogue_from_cbor(const cbor::Value& value);
[[nodiscard]] CatalogueVersion version_of(const Catalogue& catalogue);

/// What a rescan changed.
struct Drift {
    std::vector<FieldPath> added;
    std::vector<FieldPath> vanished;
    std::vector<FieldPath> changed;  ///< type, key or category moved
};

/// A reason of fields that were judged without their values, which could not be read.
inline constexpr std::string_view kValuesUnread = "its values could not be read";

/// The catalogue after a scan of some stores: the scanned stores' fields are replaced, the others
/// kept; what a person or a policy decided stays as it is while the field exists. A field of the
/// scanned schema without a finding waits in review; a finding without a field is dropped.
/// What could not be read has not vanished: a collection that is `unreadable` now, and whatever is
/// below a closed directory or inside an unreadable archive or spreadsheet, stays with its fields
/// as an unreadable one. The fields of `unsampled` collections, whose findings come from names
/// alone, stay as values once showed them while their types do; each such field says so. Links
/// stay while both of their fields do; tasks are the old ones (see raise_tasks()). Pure.
[[nodiscard]] Catalogue merge_scan(const Catalogue& old, std::span<const StoreSchema> scanned,
                                   std::span<const CatalogueField> findings,
                                   std::span<const CollectionPath> unsampled = {});
/// Links one of whose fields is no longer there.
void drop_broken_links(Catalogue& catalogue);
[[nodiscard]] Drift diff(const Catalogue& before, const Catalogue& after);

}  // namespace gdprd::policy
