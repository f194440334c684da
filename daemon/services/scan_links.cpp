// What people say of the links that scans propose.
#include "config/limits.hpp"
#include "daemon/services/scan_service.hpp"
#include "policy/language/effective.hpp"

namespace gdprd::daemon {

namespace {

cbor::Map payload_of(const policy::CatalogueLink& link, const std::string& reason) {
    return {{"link", policy::id_of(link).value()},
            {"kind", policy::to_string(link.kind)},
            {"from", policy::to_string(link.from)},
            {"to", policy::to_string(link.to)},
            {"decision", policy::to_string(link.decision)},
            {"compared", link.of_from.compared},
            {"met", link.of_from.met},
            {"reason", reason}};
}

/// A confirmed copy holds what its original holds, as requests see it.
void accept_copy(policy::Catalogue& catalogue, const policy::CatalogueLink& link,
                 const policy::Policy& rules) {
    const auto* known = catalogue.find_field(link.to);
    if (known == nullptr) return;
    const auto original = policy::effective(rules, catalogue, *known);
    if (!original.is_personal() || !original.category) return;
    auto& copy = catalogue.fields.at(link.from);
    if (copy.decision == policy::Decision::accept &&
        copy.decided_by != policy::DecidedBy::classifier) {
        return;
    }
    copy.category = original.category;
    copy.decision = policy::Decision::accept;
    copy.decided_by = policy::DecidedBy::person;
    copy.reasons.push_back("confirmed as a copy of " + policy::to_string(link.to));
}

}  // namespace

Result<policy::Catalogue> ScanService::with_decision(const policy::LinkId& id,
                                                     policy::Decision decision,
                                                     const policy::Policy& rules,
                                                     const ActorName& who) const {
    auto next = *current();
    const auto* known = next.find_link(id);
    if (known == nullptr) {
        return Error(ErrorCode::not_found, "the catalogue has no such proposal",
                     "gdprctl proposals list");
    }
    auto& link = next.links.at({known->from, known->to});
    if (link.decision == decision) {
        return Error(ErrorCode::conflict, "that was decided already by " + link.decided_by,
                     "gdprctl proposals show " + id.value());
    }
    link.decision = decision;
    link.decided_by = who.value();
    if (decision == policy::Decision::accept && link.kind == policy::LinkKind::copy)
        accept_copy(next, link, rules);
    return next;
}

Result<policy::CatalogueLink> ScanService::preview_link(const policy::LinkId& id,
                                                        policy::Decision decision,
                                                        const policy::Policy& rules,
                                                        const ActorName& who) const {
    GDPRD_TRY_ASSIGN(const auto next, with_decision(id, decision, rules, who));
    return *next.find_link(id);
}

Result<policy::CatalogueLink> ScanService::decide_link(OffLoop off, const policy::LinkId& id,
                                                       policy::Decision decision,
                                                       const policy::Policy& rules,
                                                       const std::string& reason,
                                                       const ActorName& who) {
    if (reason.empty() || reason.size() > config::limits::kLinkReasonBytes) {
        return Error(ErrorCode::invalid_argument, "the reason is missing, or too long",
                     "say why in a sentence; it stands in the trail");
    }
    const auto changing = changing_.lock();
    GDPRD_TRY_ASSIGN(auto next, with_decision(id, decision, rules, who));
    auto decided = *next.find_link(id);
    GDPRD_TRY(put_in_force(off, std::move(next), who, payload_of(decided, reason)));
    return decided;
}

}  // namespace gdprd::daemon
