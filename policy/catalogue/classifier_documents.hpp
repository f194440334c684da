#pragma once

#include "policy/catalogue/classifier.hpp"
#include "policy/catalogue/classifier_context.hpp"
#include "policy/catalogue/classifier_name_score.hpp"

namespace gdprd::policy {

/// A binary field among data of persons that is called a document: "invoice_pdf", "scan", a cached
/// report. Nobody reads what is inside; a person is asked, because printed invoices, contracts and
/// scanned passports stand in such fields. Changes `name` only where it has no concept yet.
void read_as_document(const FieldEvidence& field, const context::Collection& collection,
                      const context::FieldWords& words, NameScore& name);

}  // namespace gdprd::policy
