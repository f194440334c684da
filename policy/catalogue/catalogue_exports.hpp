#pragma once

#include <string>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// The personal fields as JSON-LD in the words of the W3C Data Privacy Vocabulary 2: each store a
/// dcat:Dataset that has fields of a class of DPV's personal data extension (pd:); Art. 9 and 10
/// data are dpv:SpecialCategoryPersonalData and dpv:SensitivePersonalData besides. Leaves of
/// partitioned collections are left out, as from all exports: their data are their parent's.
[[nodiscard]] std::string to_dpv_jsonld(const Catalogue& catalogue);

/// All fields as CSV (RFC 4180, with a header, CRLF), for spreadsheets: a cell that one would take
/// for a formula gets an apostrophe before it.
[[nodiscard]] std::string to_csv(const Catalogue& catalogue);

}  // namespace gdprd::policy
