#include "policy/links/open_links.hpp"

#include <algorithm>

namespace gdprd::policy {
namespace {

bool is_annotated(const Policy& rules, const CatalogueLink& link) {
    if (link.kind != LinkKind::reference) return false;
    const FieldAnnotation* note = rules.find_annotation(link.from);
    return note != nullptr &&
           std::any_of(note->references.begin(), note->references.end(),
                       [&link](const AnnotatedReference& one) { return one.field == link.to; });
}

}  // namespace

std::vector<const CatalogueLink*> open_links(const Catalogue& catalogue, const Policy* rules) {
    std::vector<const CatalogueLink*> out;
    for (const auto& [ends, link] : catalogue.links) {
        if (link.decision != Decision::review) continue;
        if (rules == nullptr || !is_annotated(*rules, link)) out.push_back(&link);
    }
    return out;
}

}  // namespace gdprd::policy
