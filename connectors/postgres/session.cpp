#include "connectors/postgres/session.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "config/limits.hpp"
#include "connectors/postgres/errors.hpp"
#include "connectors/row_bytes.hpp"

namespace gdprd::connectors {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPoll{50};
/// For a server to say that it stopped a statement, after it was told to or its own limit passed.
constexpr std::chrono::seconds kGrace{5};

/// A password as C text for libpq, wiped at the end; libpq keeps a copy of its own.
class PasswordText {
  public:
    explicit PasswordText(const Secret& secret) {
        const std::string_view line = secret.expose_line();
        text_.reserve(line.size() + 1);
        text_.assign(line.begin(), line.end());
        text_.push_back('\0');
    }
    ~PasswordText() { ::explicit_bzero(text_.data(), text_.size()); }
    PasswordText(const PasswordText&) = delete;
    PasswordText& operator=(const PasswordText&) = delete;
    [[nodiscard]] const char* get() const noexcept { return text_.data(); }

  private:
    std::vector<char> text_;
};

class ConnectionParameters {
  public:
    void add(const char* name, const char* value) {
        names_.push_back(name);
        values_.push_back(value);
    }
    [[nodiscard]] PGconn* start() {
        add(nullptr, nullptr);
        return PQconnectStartParams(names_.data(), values_.data(), 0);
    }

  private:
    std::vector<const char*> names_;
    std::vector<const char*> values_;
};

}  // namespace

PgResult::PgResult(PgResult&& other) noexcept : result_(std::exchange(other.result_, nullptr)) {}

PgResult& PgResult::operator=(PgResult&& other) noexcept {
    std::swap(result_, other.result_);
    return *this;
}

PgResult::~PgResult() {
    PQclear(result_);
}

int PgResult::rows() const noexcept {
    return PQntuples(result_);
}

bool PgResult::is_null(int row, int column) const noexcept {
    return PQgetisnull(result_, row, column) != 0;
}

std::string_view PgResult::text(int row, int column) const noexcept {
    return {PQgetvalue(result_, row, column),
            static_cast<std::size_t>(PQgetlength(result_, row, column))};
}

std::int64_t PgResult::integer(int row, int column) const noexcept {
    std::int64_t value = 0;
    const std::string_view digits = text(row, column);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::uint64_t PgResult::affected() const noexcept {
    std::uint64_t value = 0;
    const std::string_view digits = PQcmdTuples(result_);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

void PgSession::Finish::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

PgSession::~PgSession() = default;

Result<std::unique_ptr<PgSession>> PgSession::connect(const StoreSettings& settings,
                                                      const Call& call) {
    std::unique_ptr<PgSession> out(new PgSession(settings, call));
    GDPRD_TRY(out->open());
    GDPRD_TRY(out->configure());
    return out;
}

Result<void> PgSession::open() {
    const PasswordText password(settings_.password);
    const std::string port = std::to_string(settings_.port);
    const std::string tls(to_string(settings_.tls));
    const bool local = settings_.host.starts_with('/');
    ConnectionParameters parameters;
    parameters.add("host", settings_.host.c_str());
    parameters.add("port", port.c_str());
    parameters.add("dbname", settings_.database.c_str());
    parameters.add("user", settings_.user.c_str());
    if (!settings_.password.empty()) parameters.add("password", password.get());
    parameters.add("passfile", "/dev/null/none");  // only what gdprd.yaml says
    parameters.add("sslmode", local ? "disable" : tls.c_str());
    if (!settings_.ca_file.empty()) parameters.add("sslrootcert", settings_.ca_file.c_str());
    parameters.add("gssencmode", "disable");
    parameters.add("client_encoding", "UTF8");
    parameters.add("application_name", "gdprd");
    parameters.add("keepalives_idle", "30");
    parameters.add("keepalives_interval", "10");
    parameters.add("keepalives_count", "3");
    parameters.add("tcp_user_timeout", "30000");
    connection_.reset(parameters.start());
    PGconn* connection = connection_.get();
    if (connection == nullptr) return lost();
    // libpq would print what a function of the database raises, values and all
    PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
    deadline_ = Steady::now() + settings_.connect_timeout;
    for (PostgresPollingStatusType state = PGRES_POLLING_WRITING;;
         state = PQconnectPoll(connection)) {
        if (state == PGRES_POLLING_OK) return {};
        if (state == PGRES_POLLING_FAILED || PQstatus(connection) == CONNECTION_BAD)
            return refused_connection(PQerrorMessage(connection));
        GDPRD_TRY(call_.check());
        if (Steady::now() >= deadline_)
            return Error(ErrorCode::unavailable, "the server did not answer in connect_timeout");
        const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        pollfd socket{PQsocket(connection), events, 0};
        // an early return without an event only means one more turn, but never a busy one
        while (::poll(&socket, 1, static_cast<int>(kPoll.count())) == 0 &&
               Steady::now() < deadline_ && !call_.cancelled()) {
        }
    }
}

Result<void> PgSession::configure() {
    const auto limit = [](std::chrono::milliseconds time) { return std::to_string(time.count()); };
    // row_security off: a policy that would hide rows makes a statement fail, not find less
    const std::array<std::pair<const char*, std::string>, 15> wanted{{
        {"search_path", "pg_catalog, pg_temp"},
        {"DateStyle", "ISO, YMD"},
        {"IntervalStyle", "iso_8601"},
        {"TimeZone", "UTC"},
        {"extra_float_digits", "1"},
        {"bytea_output", "hex"},
        {"standard_conforming_strings", "on"},
        {"row_security", "off"},
        {"default_transaction_read_only", "on"},
        {"synchronous_commit", "on"},
        {"client_min_messages", "error"},
        {"jit", "off"},
        {"lock_timeout", limit(settings_.lock_timeout)},
        {"statement_timeout", limit(settings_.statement_timeout)},
        {"idle_in_transaction_session_timeout", limit(settings_.statement_timeout + kGrace)},
    }};
    std::string sql;
    PgParams params;
    for (const auto& [name, value] : wanted) {
        params.emplace_back(value);
        sql += params.size() == 1 ? "SELECT " : ", ";
        sql += std::string("pg_catalog.set_config('") + name + "', $" +
               std::to_string(params.size()) + ", false)";
    }
    GDPRD_TRY(run(sql, params));
    GDPRD_TRY_ASSIGN(const PgResult icu,
                     run("SELECT 1 FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu' AND "
                         "collnamespace = 'pg_catalog'::pg_catalog.regnamespace"));
    if (icu.rows() > 0) collate_ = " COLLATE \"und-x-icu\"";
    return {};
}

Result<void> PgSession::set_unlimited(bool unlimited) {
    const std::string limit = unlimited ? "0" : std::to_string(settings_.statement_timeout.count());
    GDPRD_TRY(run("SELECT set_config('statement_timeout', $1, false)", {limit}));
    unlimited_ = unlimited;
    return {};
}

bool PgSession::alive() noexcept {
    PGconn* connection = connection_.get();
    if (broken_ || PQstatus(connection) != CONNECTION_OK ||
        PQtransactionStatus(connection) != PQTRANS_IDLE)
        return false;
    // a server that closed the connection left its farewell or an end of file to be read; twice,
    // because the first reading may give the farewell only
    for (int i = 0; i < 2; ++i) {
        pollfd socket{PQsocket(connection), POLLIN, 0};
        if (::poll(&socket, 1, 0) <= 0) return true;
        if (PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK) return false;
    }
    return true;
}

Error PgSession::lost() {
    broken_ = true;
    const Error error(ErrorCode::unavailable, "the connection to the server is lost",
                      "see that the server runs and can be reached");
    return connection_ ? error.with_detail(PQerrorMessage(connection_.get())) : error;
}

Error PgSession::explain(const PgResult& failed) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) return call_.explain(lost());
    const char* state = PQresultErrorField(failed.get(), PG_DIAG_SQLSTATE);
    const Error error = error_of_state(state == nullptr ? "" : state, call_);
    // a NOT NULL has no name but its field's
    const auto part = [&](int which) {
        const char* name = PQresultErrorField(failed.get(), which);
        return std::string(name == nullptr ? "" : name);
    };
    blamed_ = {part(PG_DIAG_CONSTRAINT_NAME), part(PG_DIAG_COLUMN_NAME)};
    return error.with_detail(PQresultErrorMessage(failed.get()));
}

Error PgSession::name_cause(const Error& error) {
    const Blamed blamed = std::exchange(blamed_, {});
    if (error.code() != ErrorCode::conflict || !alive()) return error;
    const std::array<std::pair<const std::string*, const char*>, 2> asked{{
        {&blamed.constraint,
         "SELECT 1 FROM pg_constraint WHERE conname = $1 UNION ALL SELECT 1 FROM pg_index i JOIN "
         "pg_class c ON c.oid = i.indexrelid WHERE c.relname = $1 LIMIT 1"},
        {&blamed.column,
         "SELECT 1 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attname = $1 "
         "AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') LIMIT 1"},
    }};
    for (const auto& [name, sql] : asked) {
        if (name->empty()) continue;
        const Result<PgResult> known = run(sql, {*name});
        if (known && known->rows() > 0)
            return Error(error.code(), error.message() + ": " + *name, error.hint())
                .with_detail(std::string(error.sensitive_detail()));
    }
    return error;
}

Result<void> PgSession::wait(short events) {
    for (;;) {
        if (call_.cancelled() && !asked_to_cancel_) {
            asked_to_cancel_ = true;
            deadline_ = Steady::now() + kGrace;
            std::array<char, 256> words{};
            PGcancel* request = PQgetCancel(connection_.get());
            PQcancel(request, words.data(), static_cast<int>(words.size()));
            PQfreeCancel(request);
        }
        if (Steady::now() >= deadline_) {
            broken_ = true;
            if (asked_to_cancel_) return Error(ErrorCode::cancelled, "the call was cancelled");
            return Error(ErrorCode::timeout, "the server does not end a statement in time");
        }
        pollfd socket{PQsocket(connection_.get()), events, 0};
        const int ready = ::poll(&socket, 1, static_cast<int>(kPoll.count()));
        if (ready > 0) return {};
        if (ready < 0 && errno != EINTR) return lost();
    }
}

Result<void> PgSession::send(const std::string& sql, const PgParams& params) {
    if (broken_) return lost();
    std::vector<const char*> values;
    values.reserve(params.size());
    for (const auto& value : params) values.push_back(value ? value->c_str() : nullptr);
    PGconn* connection = connection_.get();
    asked_to_cancel_ = false;
    deadline_ = unlimited_ ? Deadline::max() : Steady::now() + settings_.statement_timeout + kGrace;
    if (PQsendQueryParams(connection, sql.c_str(), static_cast<int>(values.size()), nullptr,
                          values.data(), nullptr, nullptr, 0) == 0)
        return lost();
    for (;;) {
        const int left = PQflush(connection);
        if (left < 0) return lost();
        if (left == 0) return {};
        GDPRD_TRY(wait(POLLIN | POLLOUT));
        if (PQconsumeInput(connection) == 0) return lost();
    }
}

Result<PgResult> PgSession::next_result() {
    PGconn* connection = connection_.get();
    while (PQisBusy(connection) != 0) {
        GDPRD_TRY(wait(POLLIN));
        if (PQconsumeInput(connection) == 0) return call_.explain(lost());
    }
    return PgResult(PQgetResult(connection));
}

namespace {

bool has_row_too_large(const PgResult& result) {
    for (int row = 0; row < result.rows(); ++row) {
        std::uint64_t bytes = 0;
        for (int column = 0; column < PQnfields(result.get()); ++column)
            bytes += static_cast<std::uint64_t>(PQgetlength(result.get(), row, column));
        if (bytes > config::limits::kRowBytes) return true;
    }
    return false;
}

}  // namespace

Result<PgResult> PgSession::run(const std::string& sql, const PgParams& params) {
    GDPRD_TRY(send(sql, params));
    PgResult out(nullptr);
    for (;;) {
        GDPRD_TRY_ASSIGN(PgResult one, next_result());
        if (one.get() == nullptr) break;
        out = std::move(one);
    }
    const ExecStatusType status = PQresultStatus(out.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return explain(out);
    if (has_row_too_large(out)) return row_too_large();
    return out;
}

Result<void> PgSession::stream(const std::string& sql, const PgParams& params,
                               const std::function<Result<void>(const PgResult& row)>& row) {
    GDPRD_TRY(send(sql, params));
    PQsetSingleRowMode(connection_.get());
    Result<void> done;
    for (;;) {
        GDPRD_TRY_ASSIGN(const PgResult one, next_result());
        if (one.get() == nullptr) return done;
        const ExecStatusType status = PQresultStatus(one.get());
        if (status == PGRES_SINGLE_TUPLE) {
            Result<void> taken = has_row_too_large(one) ? Result<void>(row_too_large()) : row(one);
            if (!taken) {
                broken_ = true;  // leaving is quicker than reading the rest
                return taken;
            }
        } else if (status != PGRES_TUPLES_OK) {
            done = explain(one);
        }
    }
}

std::string PgSession::server() const {
    const int version = PQserverVersion(connection_.get());
    return "PostgreSQL " + std::to_string(version / 10'000) + "." +
           std::to_string(version % 10'000);
}

bool PgSession::uses_tls() const noexcept {
    return PQsslInUse(connection_.get()) != 0;
}

}  // namespace gdprd::connectors
