#include "connectors/sqlite/sqlite_connector.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "connectors/sqlite/anchor.hpp"
#include "connectors/sqlite/check.hpp"
#include "connectors/sqlite/finder.hpp"
#include "connectors/sqlite/residue.hpp"
#include "connectors/sqlite/rows.hpp"
#include "connectors/sqlite/sampling.hpp"
#include "connectors/sqlite/schema.hpp"

namespace gdprd::connectors {

SqliteConnector::SqliteConnector(StoreSettings settings) : settings_(std::move(settings)) {}

SqliteConnector::~SqliteConnector() = default;

Capabilities SqliteConnector::capabilities() const {
    return {.transactions = true, .byte_search = true, .foreign_keys = true};
}

void SqliteConnector::cancel() noexcept {
    call_.cancel();
}

Result<void> SqliteConnector::connect() {
    if (file_ && file_->is_current()) return {};
    file_.reset();
    GDPRD_TRY_ASSIGN(file_, SqliteStoreFile::open(settings_, call_, matcher_));
    return {};
}

template <class Body>
auto SqliteConnector::in_call(const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    if (const Result<void> ready = connect(); !ready) return ours(ready.error());
    call_.on_cancel([db = &file_->db()] { db->interrupt(); });
    auto result = body();
    if (!result) return ours(result.error());
    return result;
}

Result<std::vector<CheckFinding>> SqliteConnector::check(OffLoop /*off_loop*/) {
    return in_call([&] { return check_sqlite(*file_, settings_); });
}

Result<policy::StoreSchema> SqliteConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        policy::StoreSchema out;
        out.store = settings_.name;
        out.server = std::string("SQLite ") + sqlite3_libversion();
        GDPRD_TRY_ASSIGN(out.collections, inspect_sqlite(file_->db()));
        return out;
    });
}

Result<Sample> SqliteConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                       const std::vector<std::string>& fields, SampleBounds most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    return in_call([&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_->db(), from.collection));
        return sample_sqlite(file_->db(), layout, fields, bounds);
    });
}

Result<ValuesRead> SqliteConnector::read_values(OffLoop /*off_loop*/,
                                                const policy::CollectionPath& from,
                                                const std::vector<std::string>& fields,
                                                std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_->db(), from.collection));
        return read_values_sqlite(file_->db(), layout, fields,
                                  {max_rows, settings_.sample_chars_max}, call_, sink);
    });
}

Result<std::vector<std::string>> SqliteConnector::find(OffLoop /*off_loop*/,
                                                       const policy::FindQuery& query,
                                                       const RowSink& sink) {
    return in_call([&] { return run_find(query, sink); });
}

Result<std::vector<std::string>> SqliteConnector::run_find(const policy::FindQuery& query,
                                                           const RowSink& sink) {
    GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_->db(), query.in.collection));
    SqliteFinder finder(file_->db(), layout, query, matcher_);
    GDPRD_TRY(finder.check());
    GDPRD_TRY(finder.run([&](policy::Row&& row) -> Result<void> {
        GDPRD_TRY(call_.check());
        return sink(std::move(row));
    }));
    return finder.names();
}

Result<policy::RowSet> SqliteConnector::read_rows(OffLoop /*off_loop*/,
                                                  const policy::CollectionPath& from,
                                                  const std::vector<std::string>& fields,
                                                  const std::vector<policy::RowKey>& keys) {
    return in_call([&] { return run_read(from, fields, keys); });
}

Result<policy::RowSet> SqliteConnector::run_read(const policy::CollectionPath& from,
                                                 const std::vector<std::string>& fields,
                                                 const std::vector<policy::RowKey>& keys) {
    GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_->db(), from.collection));
    policy::RowSet out{from, fields.empty() ? layout.fields : fields, {}};
    SqliteStepRows rows(file_->db(), layout, out.fields);
    GDPRD_TRY(read_again(keys, rows, out));
    return out;
}

Result<StepResult> SqliteConnector::apply(OffLoop /*off_loop*/, const policy::Step& step,
                                          const RowDigester& digest) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(file_->db()));
        GDPRD_TRY_ASSIGN(const StepResult result, run_apply(step, digest));
        // a crash before COMMIT leaves the journal, which the next opener rolls back: nothing was
        // done; after it the rows are in their state after, and a resumed step counts them so
        if (result.done > 0) GDPRD_TRY(transaction.commit());
        return result;
    });
}

Result<StepResult> SqliteConnector::run_apply(const policy::Step& step, const RowDigester& digest) {
    GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_->db(), step.in.collection));
    SqliteStepRows rows(file_->db(), layout, step.fields);
    return apply_step(step, digest, rows);
}

/// A crash leaves the journal, which the next opener rolls back too.
Result<StepResult> SqliteConnector::rehearse(OffLoop /*off_loop*/,
                                             const std::vector<const policy::Step*>& steps,
                                             const DigesterOf& digest_of) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY_ASSIGN(const sqlite::Transaction rolled_back,
                         sqlite::Transaction::begin(file_->db()));
        return apply_in_turn(
            steps, digest_of,
            [&](const policy::Step& step, const RowDigester& digest) -> Result<StepResult> {
                GDPRD_TRY_ASSIGN(const StepResult result, run_apply(step, digest));
                GDPRD_TRY(check_references_whole());
                return result;
            });
    });
}

/// Deferred references are SQLite's to check at COMMIT, which a rehearsal never reaches.
Result<void> SqliteConnector::check_references_whole() {
    int broken = 0;
    int unused = 0;
    sqlite3_db_status(file_->db().handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &unused, 0);
    if (broken == 0) return {};
    return Error(ErrorCode::conflict, "a constraint of the database forbids this");
}

Result<ResidueResult> SqliteConnector::residue(OffLoop /*off_loop*/,
                                               const std::vector<policy::PersonalCell>& values) {
    return in_call([&] {
        file_->set_unlimited(true);
        auto result = SqliteResidue(*file_, settings_, call_).run(values);
        file_->set_unlimited(false);
        return result;
    });
}

Result<std::optional<std::string>> SqliteConnector::read_anchor(OffLoop /*off_loop*/,
                                                                const std::string& origin) {
    return in_call([&] { return read_sqlite_anchor(file_->db(), origin); });
}

/// A crash leaves the journal, which the next opener rolls back: the row is as it was.
Result<void> SqliteConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& change) {
    return in_call([&]() -> Result<void> {
        if (!file_->writable())
            return Error(ErrorCode::forbidden, "the database file may not be written",
                         "give gdprd's user the right to write it, or set anchor: false");
        return write_sqlite_anchor(file_->db(), change);
    });
}

}  // namespace gdprd::connectors
