#include "daemon/services/earlier_packages.hpp"

#include <algorithm>

#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::daemon {

std::set<policy::Seed> pointers_at(const std::vector<policy::Seed>& letter,
                                   const policy::Resolution& found) {
    using policy::IdentifierPower;
    std::set<policy::Seed> out;
    const auto add = [&](const policy::Seed& seed, bool points) {
        if (points && !policy::proves_nothing(seed)) out.insert(seed);
    };
    for (const auto& seed : letter) add(seed, policy::power_of(seed.type) != IdentifierPower::none);
    for (const auto& seed : found.identifiers)
        add(seed, policy::power_of(seed.type) == IdentifierPower::unique);
    return out;
}

Result<std::vector<RequestId>> EarlierPackages::find(OffLoop off,
                                                     const std::set<policy::Seed>& person) {
    std::vector<RequestId> out;
    GDPRD_TRY_ASSIGN(const auto records, store_.list(off));
    for (const auto& record : records) {
        if (record.right != policy::Right::access || record.bodies_destroyed) continue;
        GDPRD_TRY_ASSIGN(const auto package, store_.find_body(off, record.id, "package"));
        if (!package) continue;
        GDPRD_TRY_ASSIGN(const auto sealed, bodies_(record.id));
        GDPRD_TRY_ASSIGN(const auto letter, sealed.identifiers(off));
        const bool same = std::any_of(letter.begin(), letter.end(),
                                      [&](const auto& seed) { return person.contains(seed); });
        if (same) out.push_back(record.id);
    }
    return out;
}

Result<std::vector<KeptPackage>> EarlierPackages::still_kept(
    OffLoop off, const std::vector<RequestId>& requests) {
    std::vector<KeptPackage> out;
    for (const auto& id : requests) {
        const auto record = store_.find(off, id);
        if (!record && record.error().code() == ErrorCode::not_found) continue;
        if (!record) return record.error();
        GDPRD_TRY_ASSIGN(const auto package, store_.find_body(off, id, "package"));
        if (!package || record->bodies_destroyed) continue;
        KeptPackage kept{id, std::nullopt};
        const std::optional<WallTime>& closed_at = record->closed_at;
        if (closed_at) kept.until = date_in(zone_, *closed_at + kept_);
        out.push_back(std::move(kept));
    }
    return out;
}

std::string to_text(const KeptPackage& package) {
    const std::string what =
        "the access package of request " + package.request.value() + " holds data of this person ";
    if (package.until) return what + "and is destroyed on " + format_date(*package.until);
    return what + "and is kept as long as that request is open";
}

}  // namespace gdprd::daemon
