#include "connectors/postgres/postgres_connector.hpp"

#include <algorithm>

#include "connectors/postgres/anchor.hpp"
#include "connectors/postgres/check.hpp"
#include "connectors/postgres/finder.hpp"
#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/residue.hpp"
#include "connectors/postgres/rows.hpp"
#include "connectors/postgres/schema.hpp"

namespace gdprd::connectors {

PostgresConnector::PostgresConnector(StoreSettings settings) : settings_(std::move(settings)) {}

PostgresConnector::~PostgresConnector() = default;

Capabilities PostgresConnector::capabilities() const {
    return {.transactions = true, .byte_search = false, .foreign_keys = true};
}

void PostgresConnector::cancel() noexcept {
    call_.cancel();
}

Result<void> PostgresConnector::connect() {
    if (session_ && session_->alive()) return {};
    session_.reset();
    GDPRD_TRY_ASSIGN(session_, PgSession::connect(settings_, call_));
    return {};
}

template <class Body>
auto PostgresConnector::in_call(const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    if (const Result<void> ready = connect(); !ready) return ours(ready.error());
    auto result = body();
    if (!result) return ours(result.error());
    return result;
}

Result<std::vector<CheckFinding>> PostgresConnector::check(OffLoop /*off_loop*/) {
    return in_call([&] { return check_postgres(*session_, settings_); });
}

Result<policy::StoreSchema> PostgresConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        policy::StoreSchema out;
        out.store = settings_.name;
        out.server = session_->server();
        GDPRD_TRY_ASSIGN(out.collections, inspect_postgres(*session_, settings_.schemas));
        return out;
    });
}

Result<Sample> PostgresConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                         const std::vector<std::string>& fields,
                                         SampleBounds most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    return in_call([&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, from.collection));
        return sample_postgres(*session_, layout, fields, bounds.rows, bounds.chars);
    });
}

Result<ValuesRead> PostgresConnector::read_values(OffLoop /*off_loop*/,
                                                  const policy::CollectionPath& from,
                                                  const std::vector<std::string>& fields,
                                                  std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, from.collection));
        return read_values_postgres(*session_, layout, fields, max_rows, settings_.sample_chars_max,
                                    sink);
    });
}

Result<std::vector<std::string>> PostgresConnector::find(OffLoop /*off_loop*/,
                                                         const policy::FindQuery& query,
                                                         const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, query.in.collection));
        PgFinder finder(*session_, layout, query);
        GDPRD_TRY(finder.check());
        GDPRD_TRY(finder.run(sink));
        return finder.names();
    });
}

Result<policy::RowSet> PostgresConnector::read_rows(OffLoop /*off_loop*/,
                                                    const policy::CollectionPath& from,
                                                    const std::vector<std::string>& fields,
                                                    const std::vector<policy::RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, from.collection));
        policy::RowSet out{from, fields, {}};
        if (fields.empty())
            for (const auto& field : layout.fields) out.fields.push_back(field.name);
        GDPRD_TRY_ASSIGN(PgStepRows rows,
                         PgStepRows::create(*session_, layout, out.fields, RowLocks::none));
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

Result<StepResult> PostgresConnector::apply(OffLoop /*off_loop*/, const policy::Step& step,
                                            const RowDigester& digest) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(begin_writing());
        Result<StepResult> result = run_apply(step, digest);
        // a crash before COMMIT is answered undoes all or nothing of it: a resumed step tells by
        // the rows which. A lost connection rolls back by itself; the session is dropped then.
        if (result && result->done > 0) {
            touched_.insert(step.in.collection);
            const Result<PgResult> kept = session_->run("COMMIT");
            if (!kept) return session_->name_cause(kept.error());  // a deferred constraint
            return result;
        }
        const Result<PgResult> undone = session_->run("ROLLBACK");
        if (!result) return session_->name_cause(result.error());
        GDPRD_TRY(undone);
        return result;
    });
}

Result<void> PostgresConnector::begin_writing() {
    GDPRD_TRY(session_->run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"));
    // the store's own triggers may name tables without their schema
    GDPRD_TRY(session_->run("SET LOCAL search_path TO DEFAULT"));
    return {};
}

Result<StepResult> PostgresConnector::rehearse(OffLoop /*off_loop*/,
                                               const std::vector<const policy::Step*>& steps,
                                               const DigesterOf& digest_of) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(begin_writing());
        Result<StepResult> result = try_steps(steps, digest_of);
        // a lost connection rolls back by itself
        const Result<PgResult> undone = session_->run("ROLLBACK");
        if (!result) return session_->name_cause(result.error());
        GDPRD_TRY(undone);
        return result;
    });
}

Result<StepResult> PostgresConnector::try_steps(const std::vector<const policy::Step*>& steps,
                                                const DigesterOf& digest_of) {
    // all of them first: nothing runs when one cannot be tried
    for (const policy::Step* step : steps) {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, step->in.collection));
        GDPRD_TRY(check_no_triggers(layout));
    }
    return apply_in_turn(
        steps, digest_of,
        [&](const policy::Step& step, const RowDigester& digest) -> Result<StepResult> {
            GDPRD_TRY_ASSIGN(const StepResult result, run_apply(step, digest));
            // deferred constraints are checked at COMMIT, which a rehearsal never reaches
            GDPRD_TRY(session_->run("SET CONSTRAINTS ALL IMMEDIATE"));
            GDPRD_TRY(session_->run("SET CONSTRAINTS ALL DEFERRED"));
            return result;
        });
}

Result<void> PostgresConnector::check_no_triggers(const PgLayout& layout) {
    GDPRD_TRY_ASSIGN(
        const PgResult triggers,
        session_->run("SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND "
                      "tgrelid IN (SELECT $1::regclass UNION SELECT relid FROM "
                      "pg_partition_tree($1::regclass)) LIMIT 1",
                      {layout.plain}));
    if (triggers.rows() == 0) return {};
    return Error(ErrorCode::unsupported,
                 "triggers of " + layout.plain + " may reach out of a transaction", "");
}

Result<StepResult> PostgresConnector::run_apply(const policy::Step& step,
                                                const RowDigester& digest) {
    GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(*session_, step.in.collection));
    GDPRD_TRY_ASSIGN(PgStepRows rows,
                     PgStepRows::create(*session_, layout, step.fields, RowLocks::for_update));
    return apply_step(step, digest, rows);
}

Result<ResidueResult> PostgresConnector::residue(OffLoop /*off_loop*/,
                                                 const std::vector<policy::PersonalCell>& values) {
    return in_call([&]() -> Result<ResidueResult> {
        GDPRD_TRY(session_->set_unlimited(true));
        Result<ResidueResult> result = PgResidue(*session_, settings_).run(touched_, values);
        if (session_->alive()) GDPRD_TRY(session_->set_unlimited(false));
        // kept until they are purged, so that a retry looks at them again
        const bool settled = result && (result->state == ResidueResult::State::clean ||
                                        result->state == ResidueResult::State::unsupported);
        if (settled) touched_.clear();
        return result;
    });
}

Result<std::optional<std::string>> PostgresConnector::read_anchor(OffLoop /*off_loop*/,
                                                                  const std::string& origin) {
    return in_call(
        [&] { return read_pg_anchor(*session_, pg_anchor_table(settings_.schemas), origin); });
}

/// A crash before COMMIT is answered leaves the row as it was, or written: the next read tells.
Result<void> PostgresConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& change) {
    return in_call([&]() -> Result<void> {
        GDPRD_TRY(begin_writing());
        const Result<void> written =
            write_pg_anchor(*session_, pg_anchor_table(settings_.schemas), change);
        const Result<PgResult> ended = session_->run(written ? "COMMIT" : "ROLLBACK");
        if (!written) return session_->name_cause(written.error());
        GDPRD_TRY(ended);
        return {};
    });
}

}  // namespace gdprd::connectors
