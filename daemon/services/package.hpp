#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::daemon {

/// A part of the plan that could not be read: the copy is not complete.
struct MissingPart {
    std::string place;  ///< a store, or "crm.main.orders"
    std::string why;
};

/// Everything the access package says. `rows` hold the subject's own values: this is the export
/// for which Personal<T> was kept.
struct PackageInput {
    const policy::Plan& plan;
    const policy::Catalogue& catalogue;
    const policy::Policy& policy;
    std::vector<policy::RowSet> rows;
    std::string organisation;
    std::string contact;
    std::string language;  ///< of the subject, as the request says: "fr"
    Date received;
    WallTime made_at{};
    std::vector<MissingPart> missing = {};  ///< the page and the manifest name them
};

/// Puts the manifest's SHA-256 into the trail and returns a proof bundle of that entry: the signed
/// checkpoint over it is the manifest's signature.
using ManifestProver = std::function<Result<Bytes>(const Hash& manifest)>;

/// The copy of Art. 15(3) as one zip: index.html for reading, data/STORE.json for machines,
/// information.json (Art. 15(1)), manifest.json with each file's SHA-256, manifest.proof over it.
/// Made also when nothing was found: the pages then say where was searched.
Result<Bytes> build_package(const PackageInput& input, const ManifestProver& prove);

/// index.html: one readable page without script, links or outside content, in the subject's
/// language where there are words for it (daemon/services/package_words).
[[nodiscard]] std::string render_package_html(const PackageInput& input);

/// data/STORE.json: per collection the fields with their category and the rows. What stands inside
/// the cells of a field "prefs" is in "prefs#", by JSON Pointer.
[[nodiscard]] std::string render_store_json(const PackageInput& input, const StoreName& store);

/// information.json: what Art. 15(1)(a) to (h) and (2) ask for, about the categories found. A null
/// is what the policy does not state.
[[nodiscard]] std::string render_information_json(const PackageInput& input);

}  // namespace gdprd::daemon
