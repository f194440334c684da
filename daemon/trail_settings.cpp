#include "daemon/trail_settings.hpp"

#include "daemon/services/anchor_service.hpp"
#include "daemon/services/witness_service.hpp"

namespace gdprd::daemon {

std::string trail_dir(const config::Settings& settings) {
    return settings.state + "/trail";
}

Result<void> check_with_others(OffLoop off, const config::Settings& settings,
                               const std::string& note) {
    GDPRD_TRY(check_with_witnesses(off, settings, note));
    return check_with_anchors(off, settings, note);
}

audit::TrailOptions trail_options(OffLoop off, const config::Settings& settings) {
    audit::TrailOptions options;
    options.origin = settings.trail.origin;
    options.segment_bytes = settings.trail.segment_bytes;
    options.first_segment_bytes = settings.trail.first_segment_bytes;
    options.checkpoint_entries = settings.trail.checkpoint_entries;
    options.checkpoint_every = std::chrono::seconds(settings.trail.checkpoint_seconds);
    options.last_signed_path = settings.trail.last_signed;
    options.before_writing = [off, &settings](const std::string& newest_note) {
        return check_with_others(off, settings, newest_note);
    };
    options.index.enabled = true;
    return options;
}

}  // namespace gdprd::daemon
