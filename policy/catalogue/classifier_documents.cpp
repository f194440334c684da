#include "policy/catalogue/classifier_documents.hpp"

#include <algorithm>
#include <array>

#include "policy/catalogue/classifier_type_score.hpp"

namespace gdprd::policy {
namespace {

/// With less the table may be one of things.
constexpr double kAmongPersons = 0.3;
constexpr double kCalledDocument = 2.2;
constexpr std::string_view kContent = "user.content.private";

/// What programs call documents, in the languages that their schemas are written in; folded.
constexpr std::array<std::string_view, 78> kDocuments = {
    "allegato",   "anexo",       "anhang",      "anlage",   "archivo",    "arquivo",   "asiakirja",
    "attachment", "attachments", "avtal",       "bericht",  "bescheid",   "bijlage",   "bilaga",
    "brief",      "carta",       "certificate", "contract", "contrat",    "contrato",  "contratto",
    "csatolmany", "cv",          "datei",       "datoteka", "doc",        "docs",      "document",
    "documento",  "documentos",  "documents",   "docx",     "dokument",   "dokumenty", "dopis",
    "factura",    "facture",     "factuur",     "faktura",  "fattura",    "fichier",   "file",
    "files",      "formular",    "informe",     "invoice",  "lebenslauf", "letter",    "lettre",
    "liite",      "melleklet",   "odt",         "offer",    "passport",   "payslip",   "pdf",
    "piece",      "plik",        "priloha",     "prilog",   "quote",      "rapport",   "rechnung",
    "report",     "resume",      "scan",        "scans",    "smlouva",    "sopimus",   "szerzodes",
    "umowa",      "upload",      "vertrag",     "vloga",    "xlsx",       "zalacznik", "zeugnis",
    "zmluva",
};

}  // namespace

void read_as_document(const FieldEvidence& field, const context::Collection& collection,
                      const context::FieldWords& words, NameScore& name) {
    if (!name.category.empty() || name.operational || !holds_bytes(field)) return;
    if (collection.person < kAmongPersons || collection.of_templates) return;
    const bool called = std::ranges::any_of(words.uncut, [](const std::string& word) {
        return std::ranges::find(kDocuments, word) != kDocuments.end();
    });
    if (!called) return;
    name.category = kContent;
    name.concept_weight = kCalledDocument;
    name.terms.push_back({kCalledDocument, "bytes that are called a document"});
    name.terms.push_back({collection.person, "among data of persons"});
}

}  // namespace gdprd::policy
