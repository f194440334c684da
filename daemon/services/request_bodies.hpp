#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/services/event_traces.hpp"
#include "daemon/services/run_ending.hpp"
#include "daemon/services/standing_rows.hpp"
#include "daemon/state/request_store.hpp"
#include "daemon/state/sealed.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::daemon {

/// One item that a person decides: a row that may be the subject's. Or, as `mention`, a row of
/// somebody else that holds an identifier of the subject: nothing to decide, only to be looked at.
struct MatchItem {
    std::string id;
    bool mention = false;
    policy::CollectionPath in;
    policy::Strength strength = policy::Strength::possible;
    bool shared = false;
    std::string path;
    std::vector<std::string> evidence;
    std::vector<std::string> fields;           ///< personal fields of the row …
    std::vector<policy::PersonalCell> values;  ///< … and what they hold
};

/// A row of a plan by which others were found: a run that erases it erases the evidence.
struct ToldRow {
    std::string match_id;
    policy::CollectionPath in;
    policy::RowKey key;
    policy::Told told;
};

/// What a planning left for later: the items to decide, and every row id that was seen (so that
/// verification can tell a row that appeared afterwards from one that was there).
struct MatchList {  // items stay listed when they are decided
    std::vector<MatchItem> items;
    std::set<std::string> seen;
    std::vector<StandingRows> standing;  ///< of the plan; kept under its digest
    TraceKeys traces;                    ///< likewise
    std::vector<RequestId> packages;     ///< likewise: of access requests of the same person
    std::vector<ToldRow> told;           ///< likewise
};

/// The sealed bodies of one request, typed. Each opens only under its request and name.
class RequestBodies {
  public:
    RequestBodies(RequestStore& store, RequestId request, RequestKeySet keys);

    [[nodiscard]] const RequestKeySet& keys() const noexcept { return keys_; }

    [[nodiscard]] Bytes seal_identifiers(const std::vector<policy::Seed>& seeds) const;
    Result<std::vector<policy::Seed>> identifiers(OffLoop off) const;

    Result<void> put_plan(OffLoop off, const policy::Plan& plan) const;
    Result<policy::Plan> plan(OffLoop off, const PlanDigest& digest) const;

    /// What the plan leaves alone; empty for a plan that was made before this was kept.
    Result<void> put_standing(OffLoop off, const PlanDigest& digest,
                              const std::vector<StandingRows>& standing) const;
    Result<std::vector<StandingRows>> standing(OffLoop off, const PlanDigest& digest) const;

    /// Subject keys of the person's that the plan speaks of; none for an earlier plan.
    Result<void> put_traces(OffLoop off, const PlanDigest& digest, const TraceKeys& keys) const;
    Result<TraceKeys> traces(OffLoop off, const PlanDigest& digest) const;

    /// Empty for a plan that was made before this was kept.
    Result<void> put_told(OffLoop off, const PlanDigest& digest,
                          const std::vector<ToldRow>& rows) const;
    Result<std::vector<ToldRow>> told(OffLoop off, const PlanDigest& digest) const;

    /// Access requests of the person whose packages were still there; none for an earlier plan.
    Result<void> put_packages(OffLoop off, const PlanDigest& digest,
                              const std::vector<RequestId>& requests) const;
    Result<std::vector<RequestId>> packages(OffLoop off, const PlanDigest& digest) const;

    Result<void> put_matches(OffLoop off, const MatchList& matches) const;
    Result<MatchList> matches(OffLoop off) const;

    /// What the last run left open.
    Result<void> put_ending(OffLoop off, const RunEnding& ending) const;
    Result<std::optional<RunEnding>> ending(OffLoop off) const;

    /// Rows that a read step exported, until the package is made.
    Result<void> put_rows(OffLoop off, std::uint32_t step, const policy::RowSet& rows) const;
    Result<std::optional<policy::RowSet>> rows(OffLoop off, std::uint32_t step) const;

    Result<void> put_package(OffLoop off, BytesView zip) const;
    Result<std::optional<Bytes>> package(OffLoop off) const;
    /// Destroys the package and the exported rows, leaves the rest; needs no key.
    static Result<void> drop_exports(OffLoop off, RequestStore& store, const RequestId& request);

  private:
    Result<void> put(OffLoop off, const std::string& name, BytesView plain) const;
    Result<std::optional<Bytes>> find(OffLoop off, const std::string& name) const;
    [[nodiscard]] std::string bound_name(const std::string& name) const;

    RequestStore* store_;
    RequestId request_;
    RequestKeySet keys_;
};

}  // namespace gdprd::daemon
