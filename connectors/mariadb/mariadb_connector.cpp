#include "connectors/mariadb/mariadb_connector.hpp"

#include <algorithm>

#include "connectors/mariadb/anchor.hpp"
#include "connectors/mariadb/check.hpp"
#include "connectors/mariadb/finder.hpp"
#include "connectors/mariadb/residue.hpp"
#include "connectors/mariadb/rows.hpp"
#include "connectors/mariadb/schema.hpp"

namespace gdprd::connectors {

namespace {

/// A step is undone as a whole or not begun: told when the plan is made, by rehearse().
Result<void> check_writable(const MariaLayout& layout) {
    if (layout.keeps_history)
        return Error(ErrorCode::conflict,
                     "the table is system-versioned: it keeps every erased row as history",
                     "ALTER TABLE … DROP SYSTEM VERSIONING, or plan nothing there")
            .in(to_string(layout.name));
    if (layout.engine == "InnoDB") return {};
    return Error(ErrorCode::conflict,
                 layout.engine.empty()
                     ? "rows of a view are not erased"
                     : "the table is not InnoDB: a step could not be undone there",
                 layout.engine.empty() ? "plan the rows of its tables"
                                       : "ALTER TABLE … ENGINE = InnoDB, or plan nothing there")
        .in(to_string(layout.name));
}

}  // namespace

MariaConnector::MariaConnector(StoreSettings settings)
    : settings_(std::move(settings)),
      databases_(settings_.schemas.empty() ? std::vector{settings_.database} : settings_.schemas) {}

MariaConnector::~MariaConnector() = default;

Capabilities MariaConnector::capabilities() const {
    return {.transactions = true, .byte_search = false, .foreign_keys = true};
}

void MariaConnector::cancel() noexcept {
    call_.cancel();
}

Result<void> MariaConnector::connect() {
    if (session_ && session_->alive()) return {};
    session_.reset();
    GDPRD_TRY_ASSIGN(session_, MariaSession::connect(settings_, call_));
    return {};
}

template <class Body>
auto MariaConnector::in_call(const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    if (const Result<void> ready = connect(); !ready) return ours(ready.error());
    auto result = body();
    if (result) return result;
    // Whatever it was: a transaction may be open (after a cancellation ROLLBACK is not sent), the
    // session may write or have no limit of time. The server rolls back what is left without its
    // connection. A right that is granted meanwhile comes into force with the next one.
    session_.reset();
    return ours(result.error());
}

Result<std::vector<CheckFinding>> MariaConnector::check(OffLoop /*off_loop*/) {
    session_.reset();  // rights are told as a new connection has them
    return in_call([&] { return check_mariadb(*session_, settings_, databases_); });
}

Result<policy::StoreSchema> MariaConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        sampled_.reset();
        policy::StoreSchema out;
        out.store = settings_.name;
        out.server = session_->server();
        GDPRD_TRY_ASSIGN(out.collections, inspect_mariadb(*session_, databases_));
        return out;
    });
}

Result<Sample> MariaConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                      const std::vector<std::string>& fields, SampleBounds most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    return in_call([&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const MariaLayout* layout, layout_to_sample(from.collection));
        return sample_mariadb(*session_, *layout, fields, bounds.rows, bounds.chars);
    });
}

Result<const MariaLayout*> MariaConnector::layout_to_sample(const policy::CollectionName& of) {
    if (!sampled_) {
        GDPRD_TRY_ASSIGN(sampled_, load_layouts(*session_, databases_));
    }
    // one that was dropped or changed meanwhile is told by the server
    auto known = sampled_->find(of);
    if (known == sampled_->end()) {
        GDPRD_TRY_ASSIGN(MariaLayout made, load_layout(*session_, of));
        known = sampled_->emplace(of, std::move(made)).first;
    }
    return &known->second;
}

Result<ValuesRead> MariaConnector::read_values(OffLoop /*off_loop*/,
                                               const policy::CollectionPath& from,
                                               const std::vector<std::string>& fields,
                                               std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const MariaLayout* layout, layout_to_sample(from.collection));
        return read_values_mariadb(*session_, *layout, fields, max_rows, settings_.sample_chars_max,
                                   sink);
    });
}

Result<std::vector<std::string>> MariaConnector::find(OffLoop /*off_loop*/,
                                                      const policy::FindQuery& query,
                                                      const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const MariaLayout layout, load_layout(*session_, query.in.collection));
        MariaFinder finder(*session_, layout, query);
        GDPRD_TRY(finder.check());
        GDPRD_TRY(finder.run(sink));
        return finder.names();
    });
}

Result<policy::RowSet> MariaConnector::read_rows(OffLoop /*off_loop*/,
                                                 const policy::CollectionPath& from,
                                                 const std::vector<std::string>& fields,
                                                 const std::vector<policy::RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const MariaLayout layout, load_layout(*session_, from.collection));
        policy::RowSet out{from, fields, {}};
        if (fields.empty())
            for (const auto& field : layout.fields) out.fields.push_back(field.name);
        GDPRD_TRY_ASSIGN(MariaStepRows rows,
                         MariaStepRows::create(*session_, layout, out.fields, MariaLocks::none));
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

Result<void> MariaConnector::begin_writing() {
    GDPRD_TRY(session_->change("START TRANSACTION READ WRITE"));
    return {};
}

Result<StepResult> MariaConnector::apply(OffLoop /*off_loop*/, const policy::Step& step,
                                         const RowDigester& digest) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(begin_writing());
        Result<StepResult> result = run_apply(step, digest);
        // a crash before COMMIT is answered undoes all or nothing of it: a resumed step tells by
        // the rows which. A lost connection rolls back by itself; the session is dropped then.
        if (result && result->done > 0) {
            touched_.insert(step.in.collection);
            GDPRD_TRY(session_->change("COMMIT"));
            return result;
        }
        const Result<std::uint64_t> undone = session_->change("ROLLBACK");
        GDPRD_TRY(result);
        GDPRD_TRY(undone);
        return result;
    });
}

Result<StepResult> MariaConnector::rehearse(OffLoop /*off_loop*/,
                                            const std::vector<const policy::Step*>& steps,
                                            const DigesterOf& digest_of) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(begin_writing());
        Result<StepResult> result = try_steps(steps, digest_of);
        // a lost connection rolls back by itself
        const Result<std::uint64_t> undone = session_->change("ROLLBACK");
        GDPRD_TRY(result);
        GDPRD_TRY(undone);
        return result;
    });
}

Result<StepResult> MariaConnector::try_steps(const std::vector<const policy::Step*>& steps,
                                             const DigesterOf& digest_of) {
    // all of them first: nothing runs when one cannot be tried
    for (const policy::Step* step : steps) {
        GDPRD_TRY_ASSIGN(const MariaLayout layout, load_layout(*session_, step->in.collection));
        GDPRD_TRY(check_writable(layout));
        GDPRD_TRY(check_no_triggers(layout));
    }
    return apply_in_turn(steps, digest_of,
                         [&](const policy::Step& step, const RowDigester& digest) {
                             return run_apply(step, digest);
                         });
}

Result<void> MariaConnector::check_no_triggers(const MariaLayout& layout) {
    GDPRD_TRY_ASSIGN(const auto triggers,
                     session_->run("SELECT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS "
                                   "WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND "
                                   "EVENT_MANIPULATION <> 'INSERT'",
                                   {text_param(layout.name.ns), text_param(layout.name.name)}));
    const bool has_one = std::ranges::any_of(
        triggers, [&](const MariaRow& row) { return row[0] == layout.name.name; });
    if (!has_one) return {};
    return Error(ErrorCode::unsupported, "triggers of " + to_string(layout.name) +
                                             " may reach out of a transaction (tables that are not "
                                             "InnoDB)");
}

Result<StepResult> MariaConnector::run_apply(const policy::Step& step, const RowDigester& digest) {
    GDPRD_TRY_ASSIGN(const MariaLayout layout, load_layout(*session_, step.in.collection));
    GDPRD_TRY(check_writable(layout));
    GDPRD_TRY_ASSIGN(MariaStepRows rows,
                     MariaStepRows::create(*session_, layout, step.fields, MariaLocks::for_update));
    return apply_step(step, digest, rows);
}

Result<ResidueResult> MariaConnector::residue(OffLoop /*off_loop*/,
                                              const std::vector<policy::PersonalCell>& values) {
    return in_call([&]() -> Result<ResidueResult> {
        GDPRD_TRY(session_->set_unlimited(true));
        Result<ResidueResult> result =
            MariaResidue(*session_, settings_).run(touched_, databases_, values);
        if (session_->alive()) GDPRD_TRY(session_->set_unlimited(false));
        if (result && result->state != ResidueResult::State::found) touched_.clear();
        return result;
    });
}

Result<std::optional<std::string>> MariaConnector::read_anchor(OffLoop /*off_loop*/,
                                                               const std::string& origin) {
    return in_call([&] { return read_maria_anchor(*session_, databases_.front(), origin); });
}

/// A crash before the statement is answered leaves the row as it was, or written: the next read
/// tells.
Result<void> MariaConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& change) {
    return in_call([&]() -> Result<void> {
        GDPRD_TRY(session_->set_read_only(false));
        Result<void> written = write_maria_anchor(*session_, databases_.front(), change);
        if (session_->alive()) GDPRD_TRY(session_->set_read_only(true));
        return written;
    });
}

}  // namespace gdprd::connectors
