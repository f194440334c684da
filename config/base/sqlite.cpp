#include "config/base/sqlite.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "config/base/assert.hpp"

namespace gdprd::sqlite {

namespace {

/// What a result code means to the caller. SQLite's own words may quote a value of a row, so they
/// become the sensitive detail.
Error meaning(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::unavailable, "the database is locked by another user of it",
                    "try again; see which process holds it"};
        case SQLITE_INTERRUPT:
            return {ErrorCode::cancelled, "the statement was interrupted"};
        case SQLITE_CONSTRAINT:
            return {ErrorCode::conflict, "a constraint of the database forbids this"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::corrupt, "the database file is damaged, or is no SQLite database"};
        case SQLITE_CANTOPEN:
            return {ErrorCode::io, "the database file cannot be opened"};
        case SQLITE_FULL:
            return {ErrorCode::io, "the disk is full"};
        case SQLITE_IOERR:
            return {ErrorCode::io, "the database file cannot be read or written"};
        case SQLITE_READONLY:
            return {ErrorCode::forbidden, "the database may not be written"};
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorCode::forbidden, "the database does not permit this"};
        case SQLITE_TOOBIG:
            return {ErrorCode::limit_exceeded, "a text, blob or row is too long for SQLite"};
        case SQLITE_SCHEMA:
            return {ErrorCode::stale, "the schema changed under the statement"};
        case SQLITE_MISMATCH:
            return {ErrorCode::invalid_argument, "a value has not the type of its column"};
        case SQLITE_ERROR:
            return {ErrorCode::invalid_argument, "SQLite does not accept the statement"};
        default:
            return {ErrorCode::internal, "SQLite failed with code " + std::to_string(code)};
    }
}

Error error_of(sqlite3* db, int code) {
    if (db == nullptr) return meaning(code);
    return meaning(code).with_detail(sqlite3_errmsg(db));
}

}  // namespace

Result<Database> Database::open(const std::string& path, OpenMode mode) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
        case OpenMode::read_only:
            flags |= SQLITE_OPEN_READONLY;
            break;
        case OpenMode::read_write:
            flags |= SQLITE_OPEN_READWRITE;
            break;
        case OpenMode::create:
            flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
            break;
    }
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database db(handle);
    if (code != SQLITE_OK) return error_of(handle, code);
    // Otherwise a misspelt "column" silently becomes the text 'column'.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    return db;
}

Database::Database(sqlite3* handle) noexcept : handle_(handle) {}

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

Database::~Database() {
    sqlite3_close_v2(handle_);
}

Result<Statement> Database::prepare(std::string_view sql) {
    GDPRD_ASSERT(sql.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    sqlite3_stmt* handle = nullptr;
    const char* tail = nullptr;
    const int code =
        sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &handle, &tail);
    Statement statement(handle_, handle);
    if (code != SQLITE_OK) return error_of(handle_, code);
    const std::string_view rest(tail, static_cast<std::size_t>(sql.data() + sql.size() - tail));
    if (handle == nullptr || rest.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return Error(ErrorCode::invalid_argument, "expected exactly one SQL statement");
    return statement;
}

Result<void> Database::execute(std::string_view sql) {
    const std::string terminated(sql);
    const int code = sqlite3_exec(handle_, terminated.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(handle_, code);
    return {};
}

void Database::set_busy_timeout(std::chrono::milliseconds timeout) {
    const auto most = std::chrono::milliseconds(std::numeric_limits<int>::max());
    sqlite3_busy_timeout(handle_, static_cast<int>(std::min(timeout, most).count()));
}

Result<void> Database::copy_to(Database& to) {
    sqlite3_backup* const job = sqlite3_backup_init(to.handle_, "main", handle_, "main");
    if (job == nullptr) return error_of(to.handle_, sqlite3_errcode(to.handle_));
    const int code = sqlite3_backup_step(job, -1);
    sqlite3_backup_finish(job);
    if (code != SQLITE_DONE) return meaning(code == SQLITE_OK ? SQLITE_BUSY : code);
    return {};
}

std::int64_t Database::changes() const noexcept {
    return sqlite3_changes64(handle_);
}

std::int64_t Database::last_insert_rowid() const noexcept {
    return sqlite3_last_insert_rowid(handle_);
}

void Database::interrupt() noexcept {
    sqlite3_interrupt(handle_);
}

sqlite3* Database::handle() noexcept {
    return handle_;
}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_),
      handle_(std::exchange(other.handle_, nullptr)),
      bind_code_(other.bind_code_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(db_, other.db_);
    std::swap(handle_, other.handle_);
    std::swap(bind_code_, other.bind_code_);
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(handle_);
}

Statement& Statement::bound(int code) {
    GDPRD_ASSERT(code != SQLITE_RANGE && code != SQLITE_MISUSE);
    if (bind_code_ == SQLITE_OK) bind_code_ = code;
    return *this;
}

Statement& Statement::bind(int index, std::nullptr_t) {
    return bound(sqlite3_bind_null(handle_, index));
}

Statement& Statement::bind(int index, std::int64_t value) {
    return bound(sqlite3_bind_int64(handle_, index, value));
}

Statement& Statement::bind(int index, double value) {
    return bound(sqlite3_bind_double(handle_, index, value));
}

Statement& Statement::bind(int index, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    return bound(
        sqlite3_bind_text64(handle_, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind(int index, BytesView blob) {
    if (blob.empty()) return bound(sqlite3_bind_zeroblob(handle_, index, 0));
    return bound(sqlite3_bind_blob64(handle_, index, blob.data(), blob.size(), SQLITE_TRANSIENT));
}

Result<bool> Statement::step() {
    if (bind_code_ != SQLITE_OK) return error_of(nullptr, bind_code_);
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return error_of(db_, code);
}

Result<void> Statement::run() {
    const Result<bool> row = step();
    reset();
    GDPRD_TRY(row);
    if (*row) return Error(ErrorCode::internal, "a statement that should give no rows gave one");
    return {};
}

void Statement::reset() {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    bind_code_ = SQLITE_OK;
}

int Statement::column_count() const noexcept {
    return sqlite3_column_count(handle_);
}

int Statement::column_type(int index) const noexcept {
    return sqlite3_column_type(handle_, index);
}

bool Statement::is_null(int index) const noexcept {
    return column_type(index) == SQLITE_NULL;
}

std::int64_t Statement::integer(int index) const noexcept {
    return sqlite3_column_int64(handle_, index);
}

double Statement::real(int index) const noexcept {
    return sqlite3_column_double(handle_, index);
}

std::string_view Statement::text(int index) const noexcept {
    const auto* data = sqlite3_column_text(handle_, index);
    if (data == nullptr) return {};
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_, index))};
}

BytesView Statement::blob(int index) const noexcept {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, index));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, index))};
}

std::string_view Statement::column_name(int index) const noexcept {
    const char* name = sqlite3_column_name(handle_, index);
    return name == nullptr ? std::string_view() : std::string_view(name);
}

Result<Transaction> Transaction::begin(Database& db) {
    GDPRD_TRY(db.execute("BEGIN IMMEDIATE"));
    return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Transaction::~Transaction() {
    // Some failures roll back by themselves; then there is nothing to end.
    if (db_ != nullptr && sqlite3_get_autocommit(db_->handle()) == 0)
        sqlite3_exec(db_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
    GDPRD_ASSERT(db_ != nullptr);
    GDPRD_TRY(db_->execute("COMMIT"));  // on failure the destructor rolls back
    db_ = nullptr;
    return {};
}

std::string quote_identifier(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
    return out;
}

}  // namespace gdprd::sqlite
