#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/services/scan_service.hpp"
#include "daemon/services/stores.hpp"
#include "daemon/services/trail_service.hpp"
#include "policy/quality/collection_quality.hpp"

namespace gdprd::daemon {

class PolicyService;

using QualityId = Strong<struct QualityIdTag, std::string>;  ///< "Q-3-1"
[[nodiscard]] Topic topic_of(const QualityId& report);

struct MeasuredCollection {
    policy::CollectionQuality quality;  ///< of the rows that were read before a failure, too
    std::optional<Error> failure;
};

struct MeasuredStore {
    StoreName store;
    bool readable = true;          ///< false: a kind of store that is not read as a whole
    std::optional<Error> failure;  ///< of the whole store; the others were read all the same
    std::vector<MeasuredCollection> collections;

    /// Everything that the catalogue has of it was read.
    [[nodiscard]] bool is_done() const noexcept;
};

struct QualityReport {
    QualityId id;
    ScanState state = ScanState::running;
    CatalogueVersion catalogue;  ///< says which fields are personal
    std::vector<MeasuredStore> stores;
    std::optional<Error> failure;  ///< of the whole report
};

/// Reads the personal fields of the catalogue and tells how many values are empty, repeated,
/// malformed: counts alone, the values do not outlive the read. Thread-safe.
class QualityService {
  public:
    /// All must outlive the service.
    struct Means {
        Stores& stores;
        TrailService& trail;
        const ScanService& scans;
        const PolicyService& policies;
        ProgressHub& progress;
        const Clock& clock;
        const std::atomic<bool>& stopping;
    };
    explicit QualityService(const Means& means) : means_(means) {}

    /// What a report on `only` (empty: all stores) would read.
    Result<std::vector<policy::QualityTask>> plan(const std::vector<StoreName>& only) const;

    /// Claims an id; `conflict` while another report is being made, or before the first scan.
    Result<QualityId> prepare(const std::vector<StoreName>& only);
    /// Makes a prepared report: an intent entry before the first value is read, and of each
    /// collection that was read an entry with its fields. Progress goes to topic_of(id).
    QualityReport run(OffLoop off, const QualityId& id, const std::vector<StoreName>& only,
                      const ActorName& who);
    /// For a prepared report that will not be made.
    void abandon(const QualityId& id, const Error& why);
    [[nodiscard]] std::optional<QualityReport> find_report(const QualityId& id) const;

  private:
    [[nodiscard]] std::vector<StoreName> chosen(const std::vector<StoreName>& only) const;
    [[nodiscard]] std::vector<policy::QualityTask> tasks_of(const StoreName& store) const;
    Result<void> run_stores(OffLoop off, const std::vector<StoreName>& names, const ActorName& who,
                            QualityReport& report);
    Result<MeasuredStore> run_store(OffLoop off, const QualityId& id, const StoreName& name,
                                    const ActorName& who, const policy::ValueHasher& hasher);
    MeasuredCollection run_collection(OffLoop off, const policy::QualityTask& task,
                                      const policy::ValueHasher& hasher, bool& readable);
    void tell(const QualityId& id, const MeasuredCollection& collection);
    void keep(const QualityReport& report);

    Means means_;
    mutable Guarded<std::deque<QualityReport>> reports_;  ///< the latest last
    Guarded<std::uint64_t> last_number_{std::uint64_t{0}};
    std::atomic<bool> running_{false};
};

}  // namespace gdprd::daemon
