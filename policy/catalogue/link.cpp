#include "policy/catalogue/link.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/dismissed_link.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kIdBytes = 5;

bool has_moved(const LinkSide& before, const LinkSide& now) {
    const std::uint64_t most = std::max(before.distinct, now.distinct);
    const std::uint64_t apart = most - std::min(before.distinct, now.distinct);
    return apart * 10 > most;
}

}  // namespace

std::string_view to_string(LinkKind kind) noexcept {
    switch (kind) {
        case LinkKind::reference:
            return "reference";
        case LinkKind::copy:
            return "copy";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

LinkId id_of(const CatalogueLink& link) {
    const cbor::Value ends(cbor::Array{to_string(link.from), to_string(link.to)});
    const Hash digest = crypto::sha256(cbor::encode(ends));
    return LinkId("L-" + hex_encode(BytesView(digest).first(kIdBytes)));
}

bool stays_dismissed(const Links& known, const CatalogueLink& found) {
    const auto at = known.find({found.from, found.to});
    if (at == known.end() || at->second.decision != Decision::reject) return false;
    const CatalogueLink& was = at->second;
    return !has_moved(was.from_side, found.from_side) && !has_moved(was.to_side, found.to_side);
}

Links merge_links(const Links& old, std::span<const StoreName> compared,
                  std::span<const CatalogueLink> found) {
    const auto was_compared = [&](const FieldPath& path) {
        return std::find(compared.begin(), compared.end(), path.in.store) != compared.end();
    };
    Links merged;
    for (const auto& [ends, link] : old) {
        const bool open = link.decision == Decision::review;
        if (!open || !was_compared(link.from) || !was_compared(link.to)) merged.emplace(ends, link);
    }
    for (const CatalogueLink& link : found) {
        const auto [at, is_new] = merged.try_emplace({link.from, link.to}, link);
        CatalogueLink& known = at->second;
        if (is_new || known.decision != Decision::reject) continue;
        if (stays_dismissed(merged, link)) continue;
        known = link;
        known.reasons.emplace_back("was dismissed, but the values have changed since");
    }
    return merged;
}

}  // namespace gdprd::policy
