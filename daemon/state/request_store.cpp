#include "daemon/state/request_store.hpp"

#include <fmt/format.h>

#include <charconv>

#include "config/limits.hpp"

namespace gdprd::daemon {
namespace {

constexpr std::string_view kRequestColumns =
    "id, kind, state, received, due, channel, language, created_ns, created_by, closed_ns, ground, "
    "plan, open_matches, run_by, body_state";

Error damaged(std::string_view what) {
    return Error(ErrorCode::corrupt, "the state database holds a malformed " + std::string(what),
                 "restore the state directory from a backup");
}

std::int64_t nanoseconds(WallTime time) {
    return time.time_since_epoch().count();
}
WallTime wall_time(std::int64_t ns) {
    return WallTime(std::chrono::nanoseconds(ns));
}

Result<Hash> hash_of(BytesView bytes) {
    Hash hash{};
    if (bytes.size() != hash.size()) return damaged("digest");
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

Result<RequestRecord> read_record(sqlite::Statement& row) {
    RequestRecord record;
    record.id = RequestId(std::string(row.text(0)));
    GDPRD_TRY_ASSIGN(record.right, policy::parse_right(row.text(1)));
    GDPRD_TRY_ASSIGN(record.state, policy::parse_request_state(row.text(2)));
    GDPRD_TRY_ASSIGN(record.received, parse_date(row.text(3)));
    GDPRD_TRY_ASSIGN(record.due, parse_date(row.text(4)));
    record.channel = row.text(5);
    record.language = row.text(6);
    record.created_at = wall_time(row.integer(7));
    record.created_by = ActorName(std::string(row.text(8)));
    if (!row.is_null(9)) record.closed_at = wall_time(row.integer(9));
    record.ground = row.text(10);
    if (!row.is_null(11)) {
        GDPRD_TRY_ASSIGN(const Hash digest, hash_of(row.blob(11)));
        record.plan = PlanDigest(digest);
    }
    record.open_matches = static_cast<std::uint64_t>(row.integer(12));
    record.run_by = ActorName(std::string(row.text(13)));
    record.bodies_destroyed = row.text(14) == "destroyed";
    return record;
}

/// Runs one statement whose parameters `bind` fills; no rows.
template <class Bind>
Result<void> run(StateDatabase& state, OffLoop off, std::string_view sql, Bind&& bind) {
    auto db = state.lock(off);
    GDPRD_TRY_ASSIGN(auto statement, db->prepare(sql));
    bind(statement);
    return statement.run();
}

/// Runs a query and hands each row to `read`, which returns a Result<void>.
template <class Bind, class Read>
Result<void> query(StateDatabase& state, OffLoop off, std::string_view sql, Bind&& bind,
                   Read&& read) {
    auto db = state.lock(off);
    GDPRD_TRY_ASSIGN(auto statement, db->prepare(sql));
    bind(statement);
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        GDPRD_TRY(read(statement));
    }
}

void bind_optional_index(sqlite::Statement& statement, int at,
                         const std::optional<EntryIndex>& index) {
    if (index)
        statement.bind(at, static_cast<std::int64_t>(index->value()));
    else
        statement.bind(at, nullptr);
}

std::optional<EntryIndex> optional_index(const sqlite::Statement& row, int at) {
    if (row.is_null(at)) return std::nullopt;
    return EntryIndex(static_cast<std::uint64_t>(row.integer(at)));
}

Result<RequestId> next_id(sqlite::Database& db, int year) {
    // A dropped request leaves its key's row, and a lost one its reserved number: neither is given
    // again.
    GDPRD_TRY_ASSIGN(auto statement,
                     db.prepare("SELECT max("
                                "coalesce((SELECT max(CAST(substr(request, 8) AS INTEGER)) "
                                "FROM request_keys WHERE request LIKE 'R-' || ?1 || '-%'), 0), "
                                "coalesce((SELECT last FROM request_numbers WHERE year = ?2), 0)) "
                                "+ 1"));
    statement.bind(1, std::string_view(fmt::format("{:04}", year)));
    statement.bind(2, std::int64_t{year});
    GDPRD_TRY(statement.step());
    if (statement.integer(0) > static_cast<std::int64_t>(config::limits::kRequestNumberMax))
        return Error(ErrorCode::limit_exceeded, "this year has no request numbers left");
    return RequestId(fmt::format("R-{:04}-{:04}", year, statement.integer(0)));
}

Result<void> insert_request(sqlite::Database& db, const RequestRecord& record,
                            std::uint64_t after_size) {
    GDPRD_TRY_ASSIGN(
        auto insert,
        db.prepare("INSERT INTO requests (id, kind, state, received, due, channel, language, "
                   "created_ns, created_by, after_size) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"));
    insert.bind(1, std::string_view(record.id.value()));
    insert.bind(2, policy::to_string(record.right));
    insert.bind(3, policy::to_string(record.state));
    insert.bind(4, std::string_view(format_date(record.received)));
    insert.bind(5, std::string_view(format_date(record.due)));
    insert.bind(6, std::string_view(record.channel));
    insert.bind(7, std::string_view(record.language));
    insert.bind(8, nanoseconds(record.created_at));
    insert.bind(9, std::string_view(record.created_by.value()));
    insert.bind(10, static_cast<std::int64_t>(after_size));
    return insert.run();
}

Result<void> insert_body(sqlite::Database& db, const RequestId& id, std::string_view name,
                         BytesView sealed) {
    GDPRD_TRY_ASSIGN(
        auto insert,
        db.prepare("INSERT INTO request_bodies (request, name, sealed) VALUES (?1, ?2, ?3) "
                   "ON CONFLICT (request, name) DO UPDATE SET sealed = excluded.sealed"));
    insert.bind(1, std::string_view(id.value()));
    insert.bind(2, name);
    insert.bind(3, sealed);
    return insert.run();
}

Result<void> put_digest(StateDatabase& state, OffLoop off, std::string_view sql,
                        const BoundDigest& digest) {
    return run(state, off, sql, [&](sqlite::Statement& s) {
        s.bind(1, std::string_view(digest.request.value()));
        s.bind(2, BytesView(digest.digest.value()));
        s.bind(3, std::string_view(digest.who.value()));
        s.bind(4, static_cast<std::int64_t>(digest.after_size));
    });
}

Result<void> bind_digest(StateDatabase& state, OffLoop off, std::string_view sql,
                         const BoundDigest& digest, EntryIndex entry) {
    return run(state, off, sql, [&](sqlite::Statement& s) {
        s.bind(1, std::string_view(digest.request.value()));
        s.bind(2, BytesView(digest.digest.value()));
        s.bind(3, std::string_view(digest.who.value()));
        s.bind(4, static_cast<std::int64_t>(entry.value()));
    });
}

Result<std::vector<BoundDigest>> digests(StateDatabase& state, OffLoop off, std::string_view sql,
                                         const RequestId& id) {
    std::vector<BoundDigest> found;
    GDPRD_TRY(query(
        state, off, sql, [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); },
        [&](sqlite::Statement& row) -> Result<void> {
            BoundDigest digest;
            digest.request = id;
            GDPRD_TRY_ASSIGN(const Hash hash, hash_of(row.blob(0)));
            digest.digest = PlanDigest(hash);
            digest.who = ActorName(std::string(row.text(1)));
            digest.after_size = static_cast<std::uint64_t>(row.integer(2));
            digest.entry = optional_index(row, 3);
            found.push_back(std::move(digest));
            return {};
        }));
    return found;
}

}  // namespace

std::optional<RequestNumber> parse_request_number(const RequestId& id) {
    constexpr std::size_t kYearAt = 2;
    constexpr std::size_t kNumberAt = 7;
    const std::string_view text = id.value();
    if (text.size() <= kNumberAt || text.substr(0, kYearAt) != "R-" || text[kNumberAt - 1] != '-')
        return std::nullopt;
    const auto whole = [&](std::string_view digits, auto& out) {
        if (digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
        const auto* end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, out);
        return parsed.ec == std::errc{} && parsed.ptr == end;
    };
    RequestNumber number;
    const auto year = text.substr(kYearAt, kNumberAt - 1 - kYearAt);
    if (!whole(year, number.year) || !whole(text.substr(kNumberAt), number.number))
        return std::nullopt;
    if (number.number > config::limits::kRequestNumberMax) return std::nullopt;
    return number;
}

Result<void> RequestStore::reserve_numbers(OffLoop off, const RequestNumber& highest) {
    return run(*db_, off,
               "INSERT INTO request_numbers (year, last) VALUES (?1, ?2) "
               "ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)",
               [&](sqlite::Statement& s) {
                   s.bind(1, std::int64_t{highest.year});
                   s.bind(2, static_cast<std::int64_t>(highest.number));
               });
}

Result<RequestId> RequestStore::create(OffLoop off, RequestRecord record, std::uint64_t after_size,
                                       const BodyMaker& seal_body) {
    return db_->transact(off, [&](sqlite::Database& db) -> Result<RequestId> {
        const int year = static_cast<int>(date_of(record.created_at).year());
        GDPRD_TRY_ASSIGN(record.id, next_id(db, year));
        GDPRD_TRY(insert_request(db, record, after_size));
        GDPRD_TRY_ASSIGN(const Bytes sealed, seal_body(db, record.id));
        GDPRD_TRY(insert_body(db, record.id, "identifiers", sealed));
        return record.id;
    });
}

Result<void> RequestStore::bind(OffLoop off, const RequestId& id, EntryIndex entry) {
    return run(*db_, off, "UPDATE requests SET entry = ?2 WHERE id = ?1",
               [&](sqlite::Statement& s) {
                   s.bind(1, std::string_view(id.value()));
                   s.bind(2, static_cast<std::int64_t>(entry.value()));
               });
}

Result<std::vector<std::pair<RequestId, std::uint64_t>>> RequestStore::unbound(OffLoop off) {
    std::vector<std::pair<RequestId, std::uint64_t>> found;
    GDPRD_TRY(query(
        *db_, off, "SELECT id, after_size FROM requests WHERE entry IS NULL ORDER BY id",
        [](sqlite::Statement&) {},
        [&](sqlite::Statement& row) -> Result<void> {
            found.emplace_back(RequestId(std::string(row.text(0))),
                               static_cast<std::uint64_t>(row.integer(1)));
            return {};
        }));
    return found;
}

Result<void> RequestStore::drop(OffLoop off, const RequestId& id) {
    const auto bind_id = [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); };
    GDPRD_TRY(run(*db_, off, "UPDATE request_keys SET wrapped = NULL WHERE request = ?1", bind_id));
    return run(*db_, off, "DELETE FROM requests WHERE id = ?1", bind_id);
}

Result<RequestRecord> RequestStore::find(OffLoop off, const RequestId& id) {
    std::optional<RequestRecord> found;
    GDPRD_TRY(query(
        *db_, off,
        "SELECT " + std::string(kRequestColumns) +
            " FROM requests WHERE id = ?1 AND entry IS NOT NULL",
        [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); },
        [&](sqlite::Statement& row) -> Result<void> {
            GDPRD_TRY_ASSIGN(found, read_record(row));
            return {};
        }));
    if (!found) {
        return Error(ErrorCode::not_found, "there is no such request",
                     "gdprctl requests list shows all requests");
    }
    return std::move(*found);
}

Result<std::vector<RequestRecord>> RequestStore::list(OffLoop off) {
    std::vector<RequestRecord> found;
    GDPRD_TRY(query(
        *db_, off,
        "SELECT " + std::string(kRequestColumns) +
            " FROM requests WHERE entry IS NOT NULL ORDER BY created_ns DESC, id DESC",
        [](sqlite::Statement&) {},
        [&](sqlite::Statement& row) -> Result<void> {
            GDPRD_TRY_ASSIGN(auto record, read_record(row));
            found.push_back(std::move(record));
            return {};
        }));
    return found;
}

Result<void> RequestStore::update(OffLoop off, const RequestRecord& record) {
    return run(*db_, off,
               "UPDATE requests SET state = ?2, closed_ns = ?3, ground = ?4, plan = ?5, "
               "open_matches = ?6, "
               "run_by = ?7, due = ?8 WHERE id = ?1",
               [&](sqlite::Statement& s) {
                   s.bind(1, std::string_view(record.id.value()));
                   s.bind(2, policy::to_string(record.state));
                   if (record.closed_at)
                       s.bind(3, nanoseconds(*record.closed_at));
                   else
                       s.bind(3, nullptr);
                   s.bind(4, std::string_view(record.ground));
                   if (record.plan)
                       s.bind(5, BytesView(record.plan->value()));
                   else
                       s.bind(5, nullptr);
                   s.bind(6, static_cast<std::int64_t>(record.open_matches));
                   s.bind(7, std::string_view(record.run_by.value()));
                   s.bind(8, std::string_view(format_date(record.due)));
               });
}

Result<void> RequestStore::put_body(OffLoop off, const RequestId& id, std::string_view name,
                                    BytesView sealed) {
    auto db = db_->lock(off);
    return insert_body(*db, id, name, sealed);
}

Result<std::optional<Bytes>> RequestStore::find_body(OffLoop off, const RequestId& id,
                                                     std::string_view name) {
    std::optional<Bytes> found;
    GDPRD_TRY(query(
        *db_, off, "SELECT sealed FROM request_bodies WHERE request = ?1 AND name = ?2",
        [&](sqlite::Statement& s) {
            s.bind(1, std::string_view(id.value()));
            s.bind(2, name);
        },
        [&](sqlite::Statement& row) -> Result<void> {
            const auto blob = row.blob(0);
            found = Bytes(blob.begin(), blob.end());
            return {};
        }));
    return found;
}

Result<void> RequestStore::drop_bodies(OffLoop off, const RequestId& id, std::string_view prefix) {
    return run(*db_, off,
               "DELETE FROM request_bodies WHERE request = ?1 AND substr(name, 1, length(?2)) = ?2",
               [&](sqlite::Statement& s) {
                   s.bind(1, std::string_view(id.value()));
                   s.bind(2, prefix);
               });
}

Result<void> RequestStore::mark_bodies_destroyed(OffLoop off, const RequestId& id) {
    return run(*db_, off, "UPDATE requests SET body_state = 'destroyed' WHERE id = ?1",
               [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); });
}

Result<void> RequestStore::put_verdict(OffLoop off, const RequestId& id,
                                       const std::string& match_id, policy::MatchVerdict verdict,
                                       const ActorName& who) {
    return run(
        *db_, off,
        "INSERT INTO request_verdicts (request, match_id, verdict, actor) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (request, match_id) DO UPDATE SET verdict = excluded.verdict, actor = "
        "excluded.actor",
        [&](sqlite::Statement& s) {
            s.bind(1, std::string_view(id.value()));
            s.bind(2, std::string_view(match_id));
            s.bind(3, verdict == policy::MatchVerdict::accepted ? std::string_view("accepted")
                                                                : std::string_view("rejected"));
            s.bind(4, std::string_view(who.value()));
        });
}

Result<policy::MatchVerdicts> RequestStore::verdicts(OffLoop off, const RequestId& id) {
    policy::MatchVerdicts found;
    GDPRD_TRY(query(
        *db_, off, "SELECT match_id, verdict FROM request_verdicts WHERE request = ?1",
        [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); },
        [&](sqlite::Statement& row) -> Result<void> {
            found[std::string(row.text(0))] = row.text(1) == "accepted"
                                                  ? policy::MatchVerdict::accepted
                                                  : policy::MatchVerdict::rejected;
            return {};
        }));
    return found;
}

Result<void> RequestStore::put_plan(OffLoop off, const BoundDigest& plan) {
    return put_digest(
        *db_, off,
        "INSERT INTO request_plans (request, digest, made_by, after_size) VALUES (?1,?2,?3,?4)",
        plan);
}

Result<void> RequestStore::bind_plan(OffLoop off, const BoundDigest& plan, EntryIndex entry) {
    return bind_digest(
        *db_, off,
        "UPDATE request_plans SET entry = ?4 WHERE request = ?1 AND digest = ?2 AND made_by = ?3",
        plan, entry);
}

Result<std::vector<BoundDigest>> RequestStore::plans(OffLoop off, const RequestId& id) {
    return digests(
        *db_, off,
        "SELECT digest, made_by, after_size, entry FROM request_plans WHERE request = ?1 "
        "ORDER BY after_size",
        id);
}

Result<void> RequestStore::put_approval(OffLoop off, const BoundDigest& approval) {
    return put_digest(*db_, off,
                      "INSERT INTO request_approvals (request, digest, approver, after_size) "
                      "VALUES (?1,?2,?3,?4) ON CONFLICT DO NOTHING",
                      approval);
}

Result<void> RequestStore::bind_approval(OffLoop off, const BoundDigest& approval,
                                         EntryIndex entry) {
    return bind_digest(*db_, off,
                       "UPDATE request_approvals SET entry = ?4 WHERE request = ?1 AND digest = ?2 "
                       "AND approver = ?3",
                       approval, entry);
}

Result<std::vector<BoundDigest>> RequestStore::approvals(OffLoop off, const RequestId& id) {
    return digests(
        *db_, off,
        "SELECT digest, approver, after_size, entry FROM request_approvals WHERE request = ?1 "
        "ORDER BY after_size",
        id);
}

Result<void> RequestStore::drop_unbound_digests(OffLoop off, const RequestId& id) {
    const auto bind_id = [&](sqlite::Statement& s) { s.bind(1, std::string_view(id.value())); };
    GDPRD_TRY(
        run(*db_, off, "DELETE FROM request_plans WHERE request = ?1 AND entry IS NULL", bind_id));
    return run(*db_, off, "DELETE FROM request_approvals WHERE request = ?1 AND entry IS NULL",
               bind_id);
}

Result<void> RequestStore::put_step(OffLoop off, const RequestId& id, const PlanDigest& digest,
                                    const StepRecord& step) {
    return run(*db_, off,
               "INSERT INTO request_steps (request, digest, number, state, intent, outcome, what) "
               "VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT (request, digest, number) DO UPDATE SET "
               "state = excluded.state, intent = excluded.intent, outcome = excluded.outcome, "
               "what = excluded.what",
               [&](sqlite::Statement& s) {
                   s.bind(1, std::string_view(id.value()));
                   s.bind(2, BytesView(digest.value()));
                   s.bind(3, static_cast<std::int64_t>(step.number));
                   s.bind(4, policy::to_string(step.state));
                   bind_optional_index(s, 5, step.intent);
                   bind_optional_index(s, 6, step.outcome);
                   s.bind(7, std::string_view(step.what));
               });
}

Result<std::vector<StepRecord>> RequestStore::steps(OffLoop off, const RequestId& id,
                                                    const PlanDigest& digest) {
    std::vector<StepRecord> found;
    GDPRD_TRY(query(
        *db_, off,
        "SELECT number, state, intent, outcome, what FROM request_steps "
        "WHERE request = ?1 AND digest = ?2 ORDER BY number",
        [&](sqlite::Statement& s) {
            s.bind(1, std::string_view(id.value()));
            s.bind(2, BytesView(digest.value()));
        },
        [&](sqlite::Statement& row) -> Result<void> {
            StepRecord step;
            step.number = static_cast<std::uint32_t>(row.integer(0));
            GDPRD_TRY_ASSIGN(step.state, policy::parse_step_state(row.text(1)));
            step.intent = optional_index(row, 2);
            step.outcome = optional_index(row, 3);
            step.what = row.text(4);
            found.push_back(std::move(step));
            return {};
        }));
    return found;
}

}  // namespace gdprd::daemon
