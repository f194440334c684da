#pragma once

#include <atomic>

#include "config/base/clock.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/services/anchor_service.hpp"
#include "daemon/services/backup_service.hpp"
#include "daemon/services/event_service.hpp"
#include "daemon/services/export_service.hpp"
#include "daemon/services/key_service.hpp"
#include "daemon/services/metrics.hpp"
#include "daemon/services/policy_service.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/services/scan_service.hpp"
#include "daemon/services/space_watch.hpp"
#include "daemon/services/state_mark.hpp"
#include "daemon/services/stores.hpp"
#include "daemon/services/timestamp_service.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/services/witness_service.hpp"
#include "daemon/state/database.hpp"
#include "daemon/state/sealed.hpp"

namespace gdprd::daemon {

class QualityService;

/// What routes and services use of each other; App owns all of it and outlives every user.
struct Services {
    const Clock& clock;
    StateDatabase& state;
    const StateMark& mark;
    RequestKeys& request_keys;
    TrailService& trail;
    Stores& stores;
    PolicyService& policies;
    ScanService& scans;
    ProgressHub& progress;
    Metrics& metrics;
    WorkerPool& jobs;  ///< for runs that outlast a request; handlers have their own pool
    /// Set when gdprd shuts down: a run stops at its next boundary.
    const std::atomic<bool>& stopping;
    SpaceWatch& space;
    KeyService& keys;
    const WitnessService* witnesses = nullptr;     ///< null: a test without
    const ExportService* exports = nullptr;        ///< null: a test without
    EventService* events = nullptr;                ///< null: a test without
    const AnchorService* anchors = nullptr;        ///< null: a test without
    const TimestampService* timestamps = nullptr;  ///< null: a test without
    BackupService* backups = nullptr;              ///< null: a test without
    QualityService* quality = nullptr;             ///< null: a test without
};

}  // namespace gdprd::daemon
