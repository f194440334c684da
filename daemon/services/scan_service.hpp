#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/services/scan_report.hpp"
#include "daemon/services/scan_store.hpp"
#include "daemon/services/stores.hpp"
#include "daemon/services/task_closing.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/catalogue_store.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {
struct Policy;
}

namespace gdprd::daemon {

/// The policy in force; null when there is none.
using PolicyInForce = std::function<std::shared_ptr<const policy::Policy>()>;

/// Whether a scan reads keys, addresses and numbers as a whole and compares them.
enum class Comparison : unsigned char { of_values, none };

/// Whose earlier word a person's decision on a field replaces.
enum class Replaces : unsigned char { everybodys, classifiers_alone };

/// The catalogue in force, and the scans that renew it. Thread-safe.
class ScanService {
  public:
    /// All must outlive the service. `rules` is asked in each scan.
    static Result<std::unique_ptr<ScanService>> open(OffLoop off, Stores& stores,
                                                     TrailService& trail, ProgressHub& progress,
                                                     StateDatabase& db,
                                                     const std::atomic<bool>& stopping,
                                                     PolicyInForce rules);

    /// Never null; empty before the first scan. A caller keeps what it got.
    [[nodiscard]] std::shared_ptr<const policy::Catalogue> current() const;

    /// Claims an id for a scan of `only` (empty: all stores); `conflict` while another runs.
    Result<ScanId> prepare(const std::vector<StoreName>& only);
    /// Runs a prepared scan: intent entry (values are read), introspection, bounded samples inside
    /// this call, findings, new version, catalogue entry. Progress goes to topic_of(id).
    ScanReport run(OffLoop off, const ScanId& id, const std::vector<StoreName>& only,
                   const ActorName& who, Comparison comparison = Comparison::of_values);
    /// For a prepared scan that will not run.
    void abandon(const ScanId& id, const Error& why);
    /// prepare and run.
    Result<ScanReport> scan(OffLoop off, const std::vector<StoreName>& only, const ActorName& who);
    [[nodiscard]] std::optional<ScanReport> find_scan(const ScanId& id) const;

    /// A person's word on a field, kept over rescans. accept with a category (absent: the one that
    /// the classifier proposed), or reject. `conflict` when it is to replace the classifier's word
    /// alone and a person has decided since.
    Result<policy::CatalogueField> decide(OffLoop off, const policy::FieldPath& field,
                                          policy::Decision decision,
                                          std::optional<Category> category, Replaces replaces,
                                          const ActorName& who);
    /// What decide() would make of the field; changes nothing.
    Result<policy::CatalogueField> preview_decision(const policy::FieldPath& field,
                                                    policy::Decision decision,
                                                    std::optional<Category> category,
                                                    Replaces replaces) const;

    /// A person's word on a link that a scan proposed (accept or reject), kept over rescans: a
    /// confirmed reference is one that plans follow, a confirmed copy holds what its original holds
    /// by `rules` and catalogue. `reason` goes into the trail alone. `conflict` when that was said
    /// already.
    Result<policy::CatalogueLink> decide_link(OffLoop off, const policy::LinkId& id,
                                              policy::Decision decision,
                                              const policy::Policy& rules,
                                              const std::string& reason, const ActorName& who);
    /// What decide_link() would make of it; changes nothing.
    Result<policy::CatalogueLink> preview_link(const policy::LinkId& id, policy::Decision decision,
                                               const policy::Policy& rules,
                                               const ActorName& who) const;

    /// An open task; `not_found` when there is none of that id, or no longer.
    Result<TaskInCatalogue> find_open_task(const policy::TaskId& id) const;
    /// Somebody looked at what moved: the task as it was closed. `conflict` when it tells something
    /// else by now than what was looked at.
    Result<TaskInCatalogue> close_task(OffLoop off, const TaskClosing& closing,
                                       const ActorName& who);
    /// What close_task() would close; changes nothing.
    Result<TaskInCatalogue> preview_closing(const TaskClosing& closing) const;

  private:
    ScanService(Stores& stores, TrailService& trail, ProgressHub& progress, StateDatabase& db,
                const std::atomic<bool>& stopping, PolicyInForce rules);
    Result<CatalogueVersion> put_in_force(OffLoop off, policy::Catalogue next, const ActorName& who,
                                          cbor::Map payload);

    [[nodiscard]] Result<policy::Catalogue> with_decision(const policy::LinkId& id,
                                                          policy::Decision decision,
                                                          const policy::Policy& rules,
                                                          const ActorName& who) const;
    Result<StoreFindings> scan_one(OffLoop off, const StoreName& store, const ComparisonMeans& by,
                                   ScannedStore& told);
    [[nodiscard]] policy::Links links_of(const policy::Catalogue& next,
                                         const std::vector<StoreName>& compared,
                                         const std::vector<policy::Column>& columns) const;
    Result<void> record_start(OffLoop off, const ScanId& id, const std::vector<StoreName>& stores,
                              const ActorName& who);
    Result<void> run_stores(OffLoop off, const std::vector<StoreName>& names, const ActorName& who,
                            Comparison comparison, ScanReport& report);
    void tell(const ScanId& id, const ScannedStore& store);
    void keep(const ScanReport& report);

    Stores* stores_;
    TrailService* trail_;
    ProgressHub* progress_;
    const std::atomic<bool>* stopping_;
    PolicyInForce rules_;
    CatalogueStore catalogues_;
    mutable Guarded<std::shared_ptr<const policy::Catalogue>> current_;
    mutable Guarded<std::map<ScanId, ScanReport>> scans_;
    Guarded<std::uint64_t> last_number_{std::uint64_t{0}};
    Guarded<char> changing_{'\0'};  ///< held while the catalogue is replaced: scans and decisions
    std::atomic<bool> running_{false};
};

}  // namespace gdprd::daemon
