#include "daemon/http/trail_look.hpp"

#include "daemon/services/services.hpp"

namespace gdprd::daemon {

Result<void> record_look(Services& services, OffLoop off, const ApiRequest& request,
                         TrailLook look) {
    audit::EntryDraft draft;
    draft.type = audit::EntryType::read;
    draft.actor = request.caller.name.value();
    draft.purpose = kLookPurpose;
    draft.request = std::move(look.about);
    draft.row_count = look.entries;
    draft.payload = std::move(look.payload);
    GDPRD_TRY(services.trail.record(off, std::move(draft)));
    return {};
}

}  // namespace gdprd::daemon
