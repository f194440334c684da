#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/base/zone.hpp"
#include "daemon/services/earlier_packages.hpp"
#include "daemon/services/remaining_work.hpp"
#include "daemon/services/request_bodies.hpp"

namespace gdprd::daemon {

/// From gdprd.yaml.
struct RequestOptions {
    std::string organisation;
    std::string contact;
    Zone zone;                           ///< in which days are counted
    std::chrono::days package_kept{30};  ///< after the request was closed
    std::chrono::days bodies_kept{365};
    std::map<StoreName, std::uint32_t> rows_per_step;
};

/// A letter, as it came in.
struct NewRequest {
    policy::Right right = policy::Right::access;
    std::vector<policy::Seed> identifiers;  ///< as written; normal forms are made here
    std::optional<Date> received;           ///< absent: today
    std::string channel = "letter";
    std::string language = "en";
};

/// Rows that an erasure does not erase, by its plan.
struct RowsThatStay {
    std::uint64_t kept = 0;
    std::uint64_t left_over = 0;
};
[[nodiscard]] RowsThatStay rows_that_stay(const policy::Plan& plan);

/// A run of a plan that is no longer in force.
struct EarlierRun {
    PlanDigest plan;
    std::uint64_t steps_done = 0;
    std::uint64_t steps_total = 0;
    std::string result;                ///< "complete", "partial"; empty: it did not end
    std::optional<RowsThatStay> stay;  ///< none: the plan's body is gone
};

/// A request with what its DPO sees of it.
struct RequestView {
    RequestRecord record;
    std::vector<StepRecord> steps;
    std::uint64_t steps_done = 0;
    std::optional<std::uint64_t> steps_total;  ///< of the plan in force; none: its body is gone
    std::optional<RowsThatStay> stay;          ///< of an erasure, likewise
    std::vector<ActorName> approved_by;
    bool package_ready = false;
    std::vector<EarlierRun> earlier_runs;    ///< in the order of the trail
    std::vector<OpenEnd> open_ends;          ///< of a partial run of the plan in force
    std::vector<KeptPackage> kept_packages;  ///< of an erasure's person, still there now
};

}  // namespace gdprd::daemon
