#include "policy/links/open_links.hpp"

namespace gdprd::policy {
namespace {

bool is_annotated(const Policy& rules, const CatalogueLink& link) {
    if (link.kind != LinkKind::reference) return false;
    const FieldAnnotation* note = rules.find_annotation(link.from);
    return note != nullptr && note->references && *note->references == link.to;
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
