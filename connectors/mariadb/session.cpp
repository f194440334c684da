#include "connectors/mariadb/session.hpp"

#include <mysql.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "config/limits.hpp"
#include "connectors/mariadb/errors.hpp"
#include "connectors/row_bytes.hpp"

namespace gdprd::connectors {

namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPoll{50};
/// For a server to say that it stopped a statement, after it was told to or its own limit passed.
constexpr std::chrono::seconds kGrace{5};
/// For the second connection that tells it.
constexpr unsigned kStopSeconds = 2;
/// libmariadb runs each operation that can wait on a stack of its own: room for TLS and resolver.
constexpr std::size_t kStackBytes = 1 << 20;
/// The server's own time for writing to us while the caller works on a row.
constexpr int kSlowReaderSeconds = 600;
/// No plug-in that would send a password in clear, whatever the server asks for.
constexpr const char* kAuthentication =
    "mysql_native_password,client_ed25519,caching_sha2_password";

/// A password as C text for libmariadb, wiped at the end; libmariadb keeps a copy of its own.
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

/// Where and how to connect, as libmariadb takes it; borrows from the settings.
struct Place {
    explicit Place(const StoreSettings& settings)
        : local(settings.host.starts_with('/')),
          host(local ? nullptr : settings.host.c_str()),
          socket(local ? settings.host.c_str() : nullptr),
          port(local ? 0U : settings.port) {}
    bool local;
    const char* host;
    const char* socket;
    unsigned port;
};

void set_options(MYSQL* connection, const StoreSettings& settings, bool local) {
    const my_bool yes = 1;
    const my_bool no = 0;
    const unsigned off = 0;
    const unsigned long packet = config::limits::kRowBytes;  // a row comes as one
    mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(connection, MYSQL_OPT_LOCAL_INFILE, &off);  // a server may not read our files
    mysql_options(connection, MYSQL_OPT_RECONNECT, &no);
    mysql_options(connection, MYSQL_OPT_MAX_ALLOWED_PACKET, &packet);
    mysql_options(connection, MARIADB_OPT_RESTRICTED_AUTH, kAuthentication);
    mysql_options4(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "gdprd");
    const unsigned protocol = local ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
    mysql_options(connection, MYSQL_OPT_PROTOCOL, &protocol);
    if (local || settings.tls == config::TlsMode::disable) return;
    mysql_ssl_set(connection, nullptr, nullptr,
                  settings.ca_file.empty() ? nullptr : settings.ca_file.c_str(), nullptr, nullptr);
    if (settings.tls != config::TlsMode::prefer)
        mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT,
                  settings.tls == config::TlsMode::verify_full ? &yes : &no);
}

constexpr unsigned long kClientFlags = CLIENT_FOUND_ROWS | CLIENT_REMEMBER_OPTIONS;

/// What libmariadb reads a parameter from; numbers are kept beside it.
struct Bound {
    std::vector<MYSQL_BIND> binds;
    std::vector<std::int64_t> integers;
    std::vector<std::uint64_t> naturals;
};

template <class Number>
Number number_of(const std::string& text) {
    Number value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void bind(Bound& out, std::size_t at, const MariaParam& param) {
    MYSQL_BIND& one = out.binds[at];
    const auto borrow = [&](enum_field_types type) {
        one.buffer_type = type;
        one.buffer = const_cast<char*>(param.bytes.data());  // libmariadb only reads it
        one.buffer_length = param.bytes.size();
    };
    switch (param.kind) {
        case MariaParam::Kind::null:
            one.buffer_type = MYSQL_TYPE_NULL;
            break;
        case MariaParam::Kind::text:
            borrow(MYSQL_TYPE_VAR_STRING);
            break;
        case MariaParam::Kind::bytes:
            borrow(MYSQL_TYPE_BLOB);
            break;
        case MariaParam::Kind::decimal:
            borrow(MYSQL_TYPE_NEWDECIMAL);
            break;
        case MariaParam::Kind::integer:
            out.integers[at] = number_of<std::int64_t>(param.bytes);
            one.buffer_type = MYSQL_TYPE_LONGLONG;
            one.buffer = &out.integers[at];
            break;
        case MariaParam::Kind::natural:
            out.naturals[at] = number_of<std::uint64_t>(param.bytes);
            one.buffer_type = MYSQL_TYPE_LONGLONG;
            one.is_unsigned = 1;
            one.buffer = &out.naturals[at];
            break;
    }
}

Bound bound(const MariaParams& params) {
    Bound out;
    out.binds.resize(params.size());
    out.integers.resize(params.size());
    out.naturals.resize(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) bind(out, i, params[i]);
    return out;
}

/// "1.500": seconds, as max_statement_time takes them.
std::string in_seconds(milliseconds time) {
    std::string rest = std::to_string(time.count() % 1000);
    rest.insert(0, 3 - rest.size(), '0');
    return std::to_string(time.count() / 1000) + "." + rest;
}

/// The server counts locks in whole seconds: rounded up.
std::string whole_seconds(milliseconds time) {
    return std::to_string(std::max<std::int64_t>(1, (time.count() + 999) / 1000));
}

void initialise_library() {
    // once, because libmariadb's own way to do it is not safe between threads
    static const int done = mysql_server_init(0, nullptr, nullptr);
    static_cast<void>(done);
}

}  // namespace

MariaParam text_param(std::string text) {
    return {MariaParam::Kind::text, std::move(text)};
}

void MariaSession::Close::operator()(st_mysql* connection) const noexcept {
    mysql_close(connection);
}

void MariaSession::Close::operator()(st_mysql_stmt* statement) const noexcept {
    mysql_stmt_close(statement);
}

MariaSession::~MariaSession() = default;

Result<std::unique_ptr<MariaSession>> MariaSession::connect(const StoreSettings& settings,
                                                            const Call& call) {
    std::unique_ptr<MariaSession> out(new MariaSession(settings, call));
    GDPRD_TRY(out->open());
    GDPRD_TRY(out->configure());
    return out;
}

template <class Start, class GoOn>
void MariaSession::drive(const Start& start, const GoOn& go_on) {
    for (int events = start(); events != 0;) events = go_on(wait(events));
}

int MariaSession::wait(int events) noexcept {
    const int asked = events & (MYSQL_WAIT_READ | MYSQL_WAIT_WRITE | MYSQL_WAIT_EXCEPT);
    for (;;) {
        if (broken_) return asked;  // the socket is shut: whatever is tried next fails at once
        if (call_.cancelled() && !asked_to_stop_) {
            asked_to_stop_ = true;
            deadline_ = Steady::now() + kGrace;
            stop_at_server();
        }
        if (Steady::now() >= deadline_) {
            give_up();
            return asked;
        }
        short wanted = 0;
        if ((events & MYSQL_WAIT_READ) != 0) wanted |= POLLIN;
        if ((events & MYSQL_WAIT_WRITE) != 0) wanted |= POLLOUT;
        if ((events & MYSQL_WAIT_EXCEPT) != 0) wanted |= POLLPRI;
        pollfd socket{mysql_get_socket(connection_.get()), wanted, 0};
        const int ready = ::poll(&socket, 1, static_cast<int>(kPoll.count()));
        if (ready < 0 && errno != EINTR) give_up();
        if (ready <= 0) continue;
        int out = 0;
        if ((socket.revents & POLLIN) != 0) out |= MYSQL_WAIT_READ;
        if ((socket.revents & POLLOUT) != 0) out |= MYSQL_WAIT_WRITE;
        if ((socket.revents & POLLPRI) != 0) out |= MYSQL_WAIT_EXCEPT;
        return out == 0 ? asked : out;
    }
}

void MariaSession::give_up() noexcept {
    broken_ = true;
    const my_socket socket = mysql_get_socket(connection_.get());
    if (socket >= 0) ::shutdown(socket, SHUT_RDWR);
}

void MariaSession::start_clock(milliseconds limit) noexcept {
    asked_to_stop_ = false;
    deadline_ = unlimited_ ? Deadline::max() : Steady::now() + limit;
}

void MariaSession::stop_at_server() noexcept {
    const unsigned long number = mysql_thread_id(connection_.get());
    const std::unique_ptr<MYSQL, Close> other(number == 0 ? nullptr : mysql_init(nullptr));
    if (!other) return;
    const Place place(settings_);
    set_options(other.get(), settings_, place.local);
    for (const auto option :
         {MYSQL_OPT_CONNECT_TIMEOUT, MYSQL_OPT_READ_TIMEOUT, MYSQL_OPT_WRITE_TIMEOUT})
        mysql_options(other.get(), option, &kStopSeconds);
    const PasswordText password(settings_.password);
    if (mysql_real_connect(other.get(), place.host, settings_.user.c_str(), password.get(), nullptr,
                           place.port, place.socket, kClientFlags) == nullptr)
        return;
    // a failure shows as a statement that does not end, which the deadline deals with
    static_cast<void>(mysql_query(other.get(), ("KILL QUERY " + std::to_string(number)).c_str()));
}

Result<void> MariaSession::open() {
    initialise_library();
    connection_.reset(mysql_init(nullptr));
    if (!connection_) return Error(ErrorCode::internal, "libmariadb has no memory left");
    MYSQL* connection = connection_.get();
    const Place place(settings_);
    // libmariadb would go on without it
    if (!place.local && !settings_.ca_file.empty() &&
        ::access(settings_.ca_file.c_str(), R_OK) != 0)
        return Error(ErrorCode::unavailable, "the file of root certificates cannot be read",
                     "see that the store's tls_ca exists and that gdprd's user may read it");
    set_options(connection, settings_, place.local);
    mysql_options(connection, MYSQL_OPT_NONBLOCK, &kStackBytes);
    const PasswordText password(settings_.password);
    start_clock(settings_.connect_timeout);
    MYSQL* made = nullptr;
    drive(
        [&] {
            return mysql_real_connect_start(&made, connection, place.host, settings_.user.c_str(),
                                            password.get(), settings_.database.c_str(), place.port,
                                            place.socket, kClientFlags);
        },
        [&](int ready) { return mysql_real_connect_cont(&made, connection, ready); });
    if (made != nullptr) return {};
    GDPRD_TRY(call_.check());
    if (broken_)
        return Error(ErrorCode::unavailable, "the server did not answer in connect_timeout");
    broken_ = true;
    return refused_mariadb(mysql_errno(connection), mysql_error(connection), call_);
}

Result<void> MariaSession::configure() {
    const char* version = mysql_get_server_info(connection_.get());
    const std::string_view told = version == nullptr ? "" : version;
    if (told.find("MariaDB") == std::string_view::npos)
        return Error(ErrorCode::unsupported, "the server is no MariaDB",
                     "MySQL was not tried with gdprd, and differs where it matters");
    // "10.11.19-MariaDB-0+deb12u1", before version 11 with "5.5.5-" in front
    std::string_view number = told.substr(0, told.find("-MariaDB"));
    if (number.starts_with("5.5.5-")) number.remove_prefix(6);
    server_ = "MariaDB " + std::string(number);
    GDPRD_TRY(change("SET NAMES utf8mb4 COLLATE utf8mb4_bin"));
    GDPRD_TRY(change(
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00', autocommit = 1, "
        "completion_type = 0, foreign_key_checks = 1, unique_checks = 1, "
        "check_constraint_checks = 1, sql_safe_updates = 0, sql_select_limit = DEFAULT, "
        "max_statement_time = " +
        in_seconds(settings_.statement_timeout) +
        ", innodb_lock_wait_timeout = " + whole_seconds(settings_.lock_timeout) +
        ", lock_wait_timeout = " + whole_seconds(settings_.lock_timeout) +
        ", idle_transaction_timeout = " + whole_seconds(settings_.statement_timeout + kGrace) +
        ", net_write_timeout = " + std::to_string(kSlowReaderSeconds)));
    // each statement sees what others have committed: a child row that came meanwhile too
    GDPRD_TRY(change("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"));
    return set_read_only(true);
}

Result<void> MariaSession::set_read_only(bool read_only) {
    GDPRD_TRY(
        change(std::string("SET SESSION TRANSACTION READ ") + (read_only ? "ONLY" : "WRITE")));
    return {};
}

Result<void> MariaSession::set_unlimited(bool unlimited) {
    GDPRD_TRY(change("SET SESSION max_statement_time = " +
                     (unlimited ? "0" : in_seconds(settings_.statement_timeout))));
    unlimited_ = unlimited;
    return {};
}

bool MariaSession::alive() noexcept {
    if (broken_) return false;
    // what was not rolled back must not be committed by the next START TRANSACTION
    if ((connection_->server_status & SERVER_STATUS_IN_TRANS) != 0) return false;
    // between statements the server has nothing to say but farewell
    pollfd socket{mysql_get_socket(connection_.get()), POLLIN, 0};
    return ::poll(&socket, 1, 0) == 0;
}

Error MariaSession::lost(const char* words) {
    give_up();
    return Error(ErrorCode::unavailable, "the connection to the server is lost",
                 "see that the server runs and can be reached")
        .with_detail(words);
}

namespace {

constexpr unsigned kServerLost = 2013;
constexpr unsigned long kPacketBytes = 1UL << 24U;

/// libmariadb 3.3 calls a row that is larger than it may take a lost connection: by then its buffer
/// has grown as far as whole packets of the row fit.
bool buffer_is_full(const NET& net) {
    return net.max_packet + kPacketBytes > net.max_packet_size;
}

}  // namespace

Error MariaSession::explain(st_mysql_stmt& failed) {
    // while rows come, libmariadb leaves the error with the connection
    const unsigned of_statement = mysql_stmt_errno(&failed);
    const unsigned number = of_statement != 0 ? of_statement : mysql_errno(connection_.get());
    const char* words =
        of_statement != 0 ? mysql_stmt_error(&failed) : mysql_error(connection_.get());
    if (asked_to_stop_) {
        // the order to stop may reach the server late and hit the next statement
        give_up();
        return Error(ErrorCode::cancelled, "the call was cancelled").with_detail(words);
    }
    if (broken_)
        return Error(ErrorCode::timeout, "the server does not end a statement in time")
            .with_detail(words);
    if (number == kServerLost && buffer_is_full(connection_->net)) {
        give_up();
        return row_too_large().with_detail(words);
    }
    const Error error = error_of_number(number, call_);
    constexpr unsigned kFirstOfClient = 2000;
    constexpr unsigned kLastOfClient = 2999;
    if (error.code() == ErrorCode::unavailable && number >= kFirstOfClient &&
        number <= kLastOfClient)
        return lost(words);
    return error.with_detail(words);
}

Result<MariaSession::Statement> MariaSession::prepared(const std::string& sql) {
    if (broken_) return lost("");
    GDPRD_TRY(call_.check());
    Statement out(mysql_stmt_init(connection_.get()));
    if (!out) return lost("");
    start_clock(settings_.statement_timeout + kGrace);
    int failed = 0;
    drive([&] { return mysql_stmt_prepare_start(&failed, out.get(), sql.data(), sql.size()); },
          [&](int ready) { return mysql_stmt_prepare_cont(&failed, out.get(), ready); });
    if (failed != 0) return explain(*out);
    return out;
}

Result<MariaSession::Statement> MariaSession::executed(const std::string& sql,
                                                       const MariaParams& params) {
    GDPRD_TRY_ASSIGN(Statement out, prepared(sql));
    if (mysql_stmt_param_count(out.get()) != params.size())
        return Error(ErrorCode::internal, "a statement has another number of parameters");
    Bound values = bound(params);
    if (!params.empty() && mysql_stmt_bind_param(out.get(), values.binds.data()) != 0)
        return explain(*out);
    start_clock(settings_.statement_timeout + kGrace);
    int failed = 0;
    drive([&] { return mysql_stmt_execute_start(&failed, out.get()); },
          [&](int ready) { return mysql_stmt_execute_cont(&failed, out.get(), ready); });
    if (failed != 0) return explain(*out);
    return out;
}

Result<void> MariaSession::prepare(const std::string& sql) {
    GDPRD_TRY(prepared(sql));
    return {};
}

Result<std::uint64_t> MariaSession::change(const std::string& sql, const MariaParams& params) {
    GDPRD_TRY_ASSIGN(const Statement done, executed(sql, params));
    return std::uint64_t{mysql_stmt_affected_rows(done.get())};
}

Result<std::vector<MariaRow>> MariaSession::run(const std::string& sql, const MariaParams& params) {
    std::vector<MariaRow> out;
    GDPRD_TRY(stream(sql, params, [&](MariaRow&& row) -> Result<void> {
        out.push_back(std::move(row));
        return {};
    }));
    return out;
}

namespace {

/// The columns of a statement's row: their lengths are told first, then each is fetched.
class RowBuffers {
  public:
    explicit RowBuffers(std::size_t columns)
        : binds_(columns), lengths_(columns), nulls_(columns), errors_(columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            MYSQL_BIND& one = binds_[i];
            one.buffer_type = MYSQL_TYPE_STRING;
            one.length = &lengths_[i];
            one.is_null = &nulls_[i];
            one.error = &errors_[i];
        }
    }
    [[nodiscard]] MYSQL_BIND* binds() { return binds_.data(); }

    /// nullopt: libmariadb failed.
    std::optional<MariaRow> read(MYSQL_STMT* statement) {
        MariaRow out(binds_.size());
        for (std::size_t i = 0; i < binds_.size(); ++i) {
            if (nulls_[i] != 0) continue;
            std::string& value = out[i].emplace(lengths_[i], '\0');
            if (value.empty()) continue;
            MYSQL_BIND into{};
            into.buffer_type = MYSQL_TYPE_STRING;
            into.buffer = value.data();
            into.buffer_length = value.size();
            if (mysql_stmt_fetch_column(statement, &into, static_cast<unsigned>(i), 0) != 0)
                return std::nullopt;
        }
        return out;
    }

  private:
    std::vector<MYSQL_BIND> binds_;
    std::vector<unsigned long> lengths_;
    std::vector<my_bool> nulls_;
    std::vector<my_bool> errors_;
};

}  // namespace

Result<void> MariaSession::stream(const std::string& sql, const MariaParams& params,
                                  const std::function<Result<void>(MariaRow&& row)>& row) {
    GDPRD_TRY_ASSIGN(const Statement statement, executed(sql, params));
    MYSQL_STMT* rows = statement.get();
    RowBuffers buffers(mysql_stmt_field_count(rows));
    if (mysql_stmt_bind_result(rows, buffers.binds()) != 0) return explain(*rows);
    for (;;) {
        int state = 0;
        drive([&] { return mysql_stmt_fetch_start(&state, rows); },
              [&](int ready) { return mysql_stmt_fetch_cont(&state, rows, ready); });
        if (state == MYSQL_NO_DATA) return {};
        if (state != 0 && state != MYSQL_DATA_TRUNCATED) return explain(*rows);
        std::optional<MariaRow> one = buffers.read(rows);
        Result<void> taken = one ? row(std::move(*one))
                                 : Result<void>(Error(ErrorCode::internal, "a row is malformed"));
        // between two rows nothing waits, so that wait() sees no cancellation
        if (taken && call_.cancelled())
            taken = Error(ErrorCode::cancelled, "the call was cancelled");
        if (!taken) {
            give_up();  // leaving is quicker than reading the rest
            return taken;
        }
    }
}

bool MariaSession::uses_tls() const noexcept {
    return mysql_get_ssl_cipher(connection_.get()) != nullptr;
}

}  // namespace gdprd::connectors
