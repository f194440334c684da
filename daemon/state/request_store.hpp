#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "config/base/time.hpp"
#include "daemon/state/database.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/plan/execution.hpp"
#include "policy/plan/plan.hpp"
#include "policy/requests/state.hpp"

namespace gdprd::daemon {

/// The clear part of a request: ids, dates, states, names of staff. What is personal is in bodies.
struct RequestRecord {
    RequestId id;
    policy::Right right = policy::Right::access;
    policy::RequestState state = policy::RequestState::received;
    Date received{};
    Date due{};
    std::string channel;   ///< "letter", "email", "portal", …
    std::string language;  ///< BCP 47
    WallTime created_at{};
    ActorName created_by;
    std::optional<WallTime> closed_at;
    std::string ground;              ///< code of a refusal
    std::optional<PlanDigest> plan;  ///< in force
    std::uint64_t open_matches = 0;  ///< review items that nobody has decided
    ActorName run_by;
    bool bodies_destroyed = false;
};

/// A plan or approval and the trail entry that makes it exist.
struct BoundDigest {
    RequestId request;
    PlanDigest digest;
    ActorName who;
    std::uint64_t after_size = 0;     ///< trail size when the row was written
    std::optional<EntryIndex> entry;  ///< none: unbound
};

struct StepRecord {
    std::uint32_t number = 0;
    policy::StepState state = policy::StepState::pending;
    std::optional<EntryIndex> intent;
    std::optional<EntryIndex> outcome;
    std::string what;  ///< for people, without values
};

/// The parts of a request's id: "R-2026-0001" is number 1 of 2026.
struct RequestNumber {
    int year = 0;
    std::uint64_t number = 0;
};
/// None when the id has another form, or a number above the limit of a year.
[[nodiscard]] std::optional<RequestNumber> parse_request_number(const RequestId& id);

/// Requests, their sealed bodies, plans, approvals, verdicts and step states. Each call is one
/// transaction; a crash leaves a call wholly done or not done.
class RequestStore {
  public:
    /// `db` must outlive the store.
    explicit RequestStore(StateDatabase& db) : db_(&db) {}

    /// Takes the next id of `year` ("R-2026-0001") and stores the request unbound, with the body
    /// that `seal_body` makes once the id is known, in one transaction.
    using BodyMaker = std::function<Result<Bytes>(sqlite::Database& db, const RequestId& id)>;
    Result<RequestId> create(OffLoop off, RequestRecord record, std::uint64_t after_size,
                             const BodyMaker& seal_body);
    /// This number of its year and all below it are never given by create().
    Result<void> reserve_numbers(OffLoop off, const RequestNumber& highest);
    Result<void> bind(OffLoop off, const RequestId& id, EntryIndex entry);
    /// Requests whose entry is not known to be durable, with the trail size before them.
    Result<std::vector<std::pair<RequestId, std::uint64_t>>> unbound(OffLoop off);
    /// Removes a request that never came into being, with all that belongs to it.
    Result<void> drop(OffLoop off, const RequestId& id);

    Result<RequestRecord> find(OffLoop off, const RequestId& id);  ///< not_found when absent
    Result<std::vector<RequestRecord>> list(OffLoop off);          ///< newest first
    /// Writes the mutable columns: state, closed_at, ground, plan, open_matches, run_by, due.
    Result<void> update(OffLoop off, const RequestRecord& record);

    Result<void> put_body(OffLoop off, const RequestId& id, std::string_view name,
                          BytesView sealed);
    Result<std::optional<Bytes>> find_body(OffLoop off, const RequestId& id, std::string_view name);
    /// `prefix` empty: all bodies of the request.
    Result<void> drop_bodies(OffLoop off, const RequestId& id, std::string_view prefix);
    Result<void> mark_bodies_destroyed(OffLoop off, const RequestId& id);

    Result<void> put_verdict(OffLoop off, const RequestId& id, const std::string& match_id,
                             policy::MatchVerdict verdict, const ActorName& who);
    Result<policy::MatchVerdicts> verdicts(OffLoop off, const RequestId& id);

    Result<void> put_plan(OffLoop off, const BoundDigest& plan);
    Result<void> bind_plan(OffLoop off, const BoundDigest& plan, EntryIndex entry);
    Result<std::vector<BoundDigest>> plans(OffLoop off, const RequestId& id);
    Result<void> put_approval(OffLoop off, const BoundDigest& approval);
    Result<void> bind_approval(OffLoop off, const BoundDigest& approval, EntryIndex entry);
    Result<std::vector<BoundDigest>> approvals(OffLoop off, const RequestId& id);
    /// Start-up: forgets a plan or approval whose entry was never written.
    Result<void> drop_unbound_digests(OffLoop off, const RequestId& id);

    Result<void> put_step(OffLoop off, const RequestId& id, const PlanDigest& digest,
                          const StepRecord& step);
    Result<std::vector<StepRecord>> steps(OffLoop off, const RequestId& id,
                                          const PlanDigest& digest);

  private:
    StateDatabase* db_;
};

}  // namespace gdprd::daemon
