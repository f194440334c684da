#include "daemon/services/version_entries.hpp"

#include <algorithm>

namespace gdprd::daemon {

Result<EntryIndex> record_version(OffLoop off, TrailService& trail, VersionStore& versions,
                                  const Hash& version, audit::EntryDraft draft, cbor::Map payload) {
    payload["version"] = version;
    draft.payload = std::move(payload);
    GDPRD_TRY_ASSIGN(const auto appended, trail.record(off, std::move(draft)));
    GDPRD_TRY(versions.bind(off, version, appended.index));
    return appended.index;
}

Result<void> complete_bindings(OffLoop off, TrailService& trail, VersionStore& versions,
                               audit::EntryType type) {
    GDPRD_TRY_ASSIGN(const auto unbound, versions.find_unbound(off));
    if (unbound.empty()) return {};
    GDPRD_TRY_ASSIGN(const auto last, versions.find_last_binding(off));
    TrailQuery query;
    query.filter.type = type;
    query.from = EntryIndex(last ? last->entry.value() + 1 : 0);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, trail.list(off, query));
        for (const auto& entry : page.entries) {
            if (!entry.payload) continue;
            const auto version = (*entry.payload)["version"].as_hash();
            if (!version) continue;
            if (std::find(unbound.begin(), unbound.end(), *version) == unbound.end()) continue;
            GDPRD_TRY(versions.bind(off, *version, entry.index));
        }
        if (!page.next) break;
        query.from = *page.next;
    }
    return versions.drop_unbound(off);
}

}  // namespace gdprd::daemon
