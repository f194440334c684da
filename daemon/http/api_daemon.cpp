#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "daemon/http/api.hpp"
#include "daemon/services/backup_service.hpp"
#include "daemon/services/services.hpp"
#include "policy/links/open_links.hpp"

namespace gdprd::daemon {

namespace {

/// Resident memory now, or 0 where /proc does not tell.
std::uint64_t resident_bytes() {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"),
                                                               &std::fclose);
    unsigned long long total = 0;
    unsigned long long resident = 0;
    if (file == nullptr || std::fscanf(file.get(), "%llu %llu", &total, &resident) != 2) return 0;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

Reply plain(int status, std::string body) {
    return Reply{status, "text/plain; charset=utf-8", std::move(body), {}};
}

/// What an alarm can be made of: whether somebody else knows how long the trail is, and how well.
struct WitnessFigures {
    std::uint64_t count = 0;
    std::uint64_t behind = 0;
    std::uint64_t lag = 0;  ///< entries that one of them has not seen
};

WitnessFigures witness_figures(const Services& services) {
    WitnessFigures out;
    if (services.witnesses == nullptr) return out;
    const std::uint64_t entries = services.trail.size();
    for (const WitnessStatus& one : services.witnesses->status()) {
        ++out.count;
        if (one.behind || one.state == WitnessState::refuses) ++out.behind;
        out.lag = std::max(out.lag, entries - std::min(entries, one.size));
    }
    return out;
}

struct ExportFigures {
    std::uint64_t count = 0;
    std::uint64_t behind = 0;
    std::uint64_t lag = 0;  ///< entries that one of them may not have
};

ExportFigures export_figures(const Services& services) {
    ExportFigures out;
    if (services.exports == nullptr) return out;
    const std::uint64_t entries = services.trail.size();
    for (const ExportStatus& one : services.exports->status()) {
        ++out.count;
        if (one.behind) ++out.behind;
        out.lag = std::max(out.lag, entries - std::min(entries, one.next.value()));
    }
    return out;
}

Result<Reply> metrics(OffLoop off, const Services& services) {
    const auto exports = export_figures(services);
    const auto witnesses = witness_figures(services);
    const auto* const anchors = services.anchors;
    const auto* const timestamps = services.timestamps;
    const auto catalogue = services.scans.current();
    const auto text = services.metrics.render(
        {{"gdprd_trail_entries", "Durable entries of the trail.", services.trail.size()},
         {"gdprd_trail_healthy", "1 while the trail can be written.", services.trail.healthy()},
         {"gdprd_trail_signing_keys", "Keys that signed checkpoints of the trail.",
          services.trail.trail().signing_keys().terms().size()},
         {"gdprd_witnesses", "Configured witnesses of the trail.", witnesses.count},
         {"gdprd_witnesses_behind", "Witnesses that refuse, or have not cosigned for long.",
          witnesses.behind},
         {"gdprd_witness_lag_entries", "Entries that one of the witnesses has not cosigned.",
          witnesses.lag},
         {"gdprd_exports", "Configured receivers of the trail's entries.", exports.count},
         {"gdprd_exports_behind", "Receivers that entries have waited for for long.",
          exports.behind},
         {"gdprd_export_lag_entries", "Entries that one of the receivers may not have.",
          exports.lag},
         {"gdprd_anchors", "Stores that keep the trail's newest checkpoint.",
          anchors == nullptr ? 0 : anchors->count()},
         {"gdprd_anchors_failing", "Stores where the checkpoint cannot be read or written.",
          anchors == nullptr ? 0 : anchors->failing()},
         {"gdprd_timestamps_failing", "1 while the time-stamp authority gives no token.",
          timestamps != nullptr && timestamps->failing()},
         {"gdprd_backup_timestamp_seconds", "When the newest backup was begun; 0: there is none.",
          services.backups == nullptr ? 0 : services.backups->newest()},
         {"gdprd_state_has_room", "1 while the state directory has space.",
          services.space.enough(off)},
         {"gdprd_jobs_busy", "Scans and executions queued or running.", services.jobs.busy()},
         {"gdprd_stores", "Configured stores.", services.stores.names().size()},
         {"gdprd_catalogue_fields", "Fields of the catalogue.", catalogue->fields.size()},
         {"gdprd_proposals_open", "References and copies that wait for a person's word.",
          policy::open_links(*catalogue, services.policies.current().get()).size()},
         {"process_resident_memory_bytes", "Resident memory.", resident_bytes()}});
    return Reply{200, "text/plain; version=0.0.4; charset=utf-8", text, {}};
}

}  // namespace

void add_daemon_routes(Router& router, Services& services) {
    // Anybody who reaches the socket may ask these two; they tell nothing about the data.
    router.add(
        "GET", "/healthz", {},
        [](OffLoop, const ApiRequest&) -> Result<Reply> { return plain(200, "alive\n"); },
        Lane::probe);
    router.add(
        "GET", "/readyz", {},
        [&services](OffLoop off, const ApiRequest&) -> Result<Reply> {
            if (services.stopping) return plain(503, "stopping\n");
            if (!services.trail.healthy()) return plain(503, "the trail cannot be written\n");
            if (!services.space.enough(off))
                return plain(503, "the state directory has no space\n");
            return plain(200, "ready\n");
        },
        Lane::probe);
    router.add(
        "GET", "/metrics", {Role::dpo, Role::approver, Role::admin, Role::auditor},
        [&services](OffLoop off, const ApiRequest&) { return metrics(off, services); },
        Lane::probe);
}

}  // namespace gdprd::daemon
