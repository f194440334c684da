#include "connectors/sqlite/store_file.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace {

constexpr int kStepsBetweenLooks = 1'000;  ///< virtual machine steps, some 10 µs
constexpr std::chrono::milliseconds kLockPoll{10};

void matches_function(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    const auto* matcher = static_cast<const SqliteMatcher*>(sqlite3_user_data(context));
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
        sqlite3_result_int(context, 0);
        return;
    }
    // a BLOB's bytes are no text in the database's encoding: they are taken as they are
    const bool bytes = sqlite3_value_type(values[0]) == SQLITE_BLOB;
    const auto* text = bytes ? static_cast<const char*>(sqlite3_value_blob(values[0]))
                             : reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    if (text == nullptr && size > 0) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_int(context, matcher->matches({text == nullptr ? "" : text, size}) ? 1 : 0);
}

Error no_file() {
    return {ErrorCode::unavailable, "the database file cannot be reached",
            "see that the store's path exists and that gdprd's user may read it"};
}

}  // namespace

bool SqliteMatcher::matches(std::string_view text) const {
    return matches_any(mode, stored_form(mode, text), wanted);
}

SqliteStoreFile::SqliteStoreFile(sqlite::Database db, const StoreSettings& settings, Call& call)
    : db_(std::move(db)), settings_(settings), call_(call) {}

SqliteStoreFile::~SqliteStoreFile() = default;

Result<std::unique_ptr<SqliteStoreFile>> SqliteStoreFile::open(const StoreSettings& settings,
                                                               Call& call,
                                                               const SqliteMatcher& matcher) {
    struct stat file{};
    if (::stat(settings.path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return no_file();
    const bool writable = ::access(settings.path.c_str(), W_OK) == 0;
    Result<sqlite::Database> db = sqlite::Database::open(
        settings.path, writable ? sqlite::OpenMode::read_write : sqlite::OpenMode::read_only);
    if (!db) return no_file().with_detail(db.error().sensitive_detail());
    std::unique_ptr<SqliteStoreFile> out(new SqliteStoreFile(std::move(*db), settings, call));
    out->writable_ = writable;
    out->device_ = file.st_dev;
    out->inode_ = file.st_ino;
    GDPRD_TRY(out->prepare(matcher));
    return out;
}

Result<void> SqliteStoreFile::prepare(const SqliteMatcher& matcher) {
    sqlite3* handle = db_.handle();
    sqlite3_progress_handler(handle, kStepsBetweenLooks, &on_progress, this);
    sqlite3_busy_handler(handle, &on_busy, this);
    sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, &on_statement, this);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // SQLite's JSON functions do not count as harmless: triggers that call them would refuse every
    // change. What is not harmless here, gdprd's own function, is for its own statements alone.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);
    // the function only reads; sqlite3_create_function takes a pointer to non-const
    auto* user = const_cast<SqliteMatcher*>(&matcher);
    if (sqlite3_create_function_v2(handle, "gdprd_matches", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                   user, &matches_function, nullptr, nullptr, nullptr) != SQLITE_OK)
        return Error(ErrorCode::internal, "a function cannot be given to SQLite");
    GDPRD_TRY(db_.execute("PRAGMA foreign_keys = ON"));
    return db_.execute("PRAGMA secure_delete = ON");
}

bool SqliteStoreFile::is_current() const {
    struct stat file{};
    return ::stat(settings_.path.c_str(), &file) == 0 && file.st_dev == device_ &&
           file.st_ino == inode_;
}

int SqliteStoreFile::on_progress(void* self) {
    const Call& call = static_cast<SqliteStoreFile*>(self)->call_;
    return call.cancelled() || call.overdue() ? 1 : 0;
}

/// SQLite asks whether to wait on for a lock: bounded, and ended by cancel().
int SqliteStoreFile::on_busy(void* self, int waits) {
    auto* file = static_cast<SqliteStoreFile*>(self);
    const auto now = std::chrono::steady_clock::now();
    if (waits == 0) file->waiting_since_ = now;
    if (file->call_.cancelled() || now - file->waiting_since_ >= file->settings_.lock_timeout)
        return 0;
    std::this_thread::sleep_for(kLockPoll);
    return 1;
}

int SqliteStoreFile::on_statement(unsigned /*event*/, void* self, void* /*statement*/,
                                  void* /*text*/) {
    auto* file = static_cast<SqliteStoreFile*>(self);
    file->call_.start_statement(file->unlimited_ ? std::chrono::hours(24 * 365)
                                                 : file->settings_.statement_timeout);
    return 0;
}

}  // namespace gdprd::connectors
