#include "connectors/sqlite/residue.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "config/base/bytes.hpp"
#include "connectors/residue_words.hpp"
#include "connectors/sqlite/schema.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using sqlite::Statement;

constexpr std::size_t kPieceBytes = 1 << 20;

std::string utf16(std::string_view text, bool big_endian) {
    const auto units =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    std::string out;
    for (int32_t i = 0; i < units.length(); ++i) {
        const auto high = static_cast<char>(units.charAt(i) >> 8);
        const auto low = static_cast<char>(units.charAt(i) & 0xff);
        out += big_endian ? high : low;
        out += big_endian ? low : high;
    }
    return out;
}

/// Each value in the bytes that this database would store it in; none for an empty one.
std::vector<std::vector<std::string>> spellings(const std::vector<policy::PersonalCell>& values,
                                                const std::string& encoding) {
    std::vector<std::vector<std::string>> out;
    for (const auto& value : values) {
        const Cell& cell = value.expose();
        if (cell.kind == Cell::Kind::null || cell.bytes.empty()) {
            out.emplace_back();
            continue;
        }
        out.push_back({cell.bytes});
        if (encoding != "UTF-8" && cell.kind != Cell::Kind::blob)
            out.back().push_back(utf16(cell.bytes, encoding == "UTF-16be"));
    }
    return out;
}

class FileDescriptor {
  public:
    explicit FileDescriptor(const std::string& path)
        : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~FileDescriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    [[nodiscard]] int get() const noexcept { return fd_; }

  private:
    int fd_;
};

bool is_busy(const Error& error) {
    return error.code() == ErrorCode::unavailable;
}

constexpr const char* kBlocked = "another connection is using the database";

/// The bytes of the field in each row that holds ?1 in them.
std::string rows_with(const SqliteLayout& layout, const std::string& field) {
    const std::string bytes = "CAST(" + sqlite::quote_identifier(field) + " AS BLOB)";
    return "SELECT " + bytes + " FROM " + layout.table + " WHERE instr(" + bytes + ", ?1) > 0";
}

}  // namespace

bool has_room_for_vacuum(const std::string& path) {
    std::error_code failed;
    std::uintmax_t need = 0;
    for (const char* suffix : {"", "-wal"}) {
        const std::uintmax_t size = std::filesystem::file_size(path + suffix, failed);
        if (!failed) need += 2 * size;
    }
    const auto folder = std::filesystem::absolute(path, failed).parent_path();
    const auto space = std::filesystem::space(folder, failed);
    return !failed && space.available > need;
}

SqliteResidue::SqliteResidue(SqliteStoreFile& file, const StoreSettings& settings, const Call& call)
    : file_(file), settings_(settings), call_(call) {}

Result<std::string> SqliteResidue::pragma(const std::string& name) {
    GDPRD_TRY_ASSIGN(Statement row, file_.db().prepare("PRAGMA " + name));
    GDPRD_TRY_ASSIGN(const bool there, row.step());
    return there ? std::string(row.text(0)) : std::string();
}

Result<ResidueResult> SqliteResidue::run(const std::vector<policy::PersonalCell>& values) {
    result_.limits = {"backups and copies of the database file",
                      "blocks that the file system freed and has not overwritten"};
    Pending pending;
    if (settings_.purge == PurgeMode::none) {
        result_.limits.emplace_back("purging is off for this store");
    } else if (!file_.writable()) {
        pending = "the database file may not be written";
    } else {
        GDPRD_TRY_ASSIGN(pending, purge());
    }
    GDPRD_TRY_ASSIGN(const Pending unread, search(values));
    if (!pending) pending = unread;
    if (pending) {
        result_.state = ResidueResult::State::pending;
        result_.what = *pending;
    } else {
        const bool found = result_.values_found > 0;
        result_.state = found ? ResidueResult::State::found : ResidueResult::State::clean;
        result_.what = search_result("the database's files", values.size(), result_.values_found);
    }
    if (inside_longer_ > 0)
        result_.what +=
            "; " + values_are(inside_longer_) + " part of longer ones in rows that stay";
    return result_;
}

Result<SqliteResidue::Pending> SqliteResidue::purge() {
    // a reader that holds the WAL is found before the costly part
    using Part = Result<Pending> (SqliteResidue::*)();
    for (const Part part : {&SqliteResidue::empty_journals, &SqliteResidue::optimise_full_text,
                            &SqliteResidue::vacuum, &SqliteResidue::empty_journals}) {
        Result<Pending> pending = (this->*part)();
        if (!pending && is_busy(pending.error()) && !call_.cancelled()) return Pending(kBlocked);
        GDPRD_TRY(pending);
        if (*pending) return *pending;
    }
    return Pending();
}

Result<SqliteResidue::Pending> SqliteResidue::optimise_full_text() {
    GDPRD_TRY_ASSIGN(const std::vector<FullTextTable> tables, full_text_tables(file_.db()));
    for (const auto& one : tables) {
        const Result<void> done = file_.db().execute("INSERT INTO " + one.table + "(" + one.name +
                                                     ") VALUES ('optimize')");
        if (done) continue;
        if (done.error().code() != ErrorCode::invalid_argument &&
            done.error().code() != ErrorCode::corrupt)
            return done.error();
        result_.limits.push_back("the full-text index " + one.name + " cannot be optimised");
    }
    return Pending();
}

Result<SqliteResidue::Pending> SqliteResidue::vacuum() {
    GDPRD_TRY_ASSIGN(const std::vector<std::string> referenced,
                     tables_with_referenced_rowids(file_.db()));
    if (!referenced.empty()) {
        for (const auto& name : referenced)
            result_.limits.push_back("VACUUM was not run: row numbers of " + name +
                                     " may be referenced and it would change them");
        return Pending();
    }
    if (!has_room_for_vacuum(settings_.path))
        return Pending("VACUUM needs free disk space of twice the database");
    GDPRD_TRY(file_.db().execute("VACUUM"));
    return Pending();
}

/// The write-ahead log cut to nothing, or the rollback journal.
Result<SqliteResidue::Pending> SqliteResidue::empty_journals() {
    GDPRD_TRY_ASSIGN(const std::string mode, pragma("main.journal_mode"));
    if (mode == "wal") {
        GDPRD_TRY_ASSIGN(const std::string busy, pragma("main.wal_checkpoint(TRUNCATE)"));
        if (busy != "0") return Pending("another connection reads an old state from the WAL");
        return Pending();
    }
    // this connection truncates its journals; a transaction that writes the same version number
    // also empties one that others left behind (journal_mode = PERSIST)
    GDPRD_TRY(pragma("main.journal_mode = TRUNCATE"));
    GDPRD_TRY_ASSIGN(const std::string version, pragma("main.user_version"));
    GDPRD_TRY_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(file_.db()));
    GDPRD_TRY(file_.db().execute("PRAGMA main.user_version = " + version));
    GDPRD_TRY(transaction.commit());
    return Pending();
}

Result<SqliteResidue::Pending> SqliteResidue::search(
    const std::vector<policy::PersonalCell>& values) {
    GDPRD_TRY_ASSIGN(const std::string encoding, pragma("main.encoding"));
    ByteSearch bytes(spellings(values, encoding));
    // a read lock, so that nobody rewrites the file meanwhile
    GDPRD_TRY(file_.db().execute("BEGIN"));
    Result<void> done = [&]() -> Result<void> {
        GDPRD_TRY(pragma("main.schema_version"));
        GDPRD_TRY(search_main_file(bytes));
        GDPRD_TRY(search_beside(bytes, "-wal"));
        return search_beside(bytes, "-journal");
    }();
    const Result<void> ended = file_.db().execute("COMMIT");
    if (!done && is_busy(done.error()) && !call_.cancelled()) return Pending(kBlocked);
    GDPRD_TRY(done);
    GDPRD_TRY(ended);
    result_.values_found = bytes.found();
    if (result_.values_found > 0) GDPRD_TRY(discount_longer_words(values, bytes));
    return Pending();
}

/// A short number may be part of a longer one that a row of somebody else holds: such bytes are
/// that row's. Told, not counted as found.
Result<void> SqliteResidue::discount_longer_words(const std::vector<policy::PersonalCell>& values,
                                                  const ByteSearch& bytes) {
    std::uint64_t longer = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!bytes.seen(i)) continue;
        GDPRD_TRY_ASSIGN(const Living how, living(values[i].expose().bytes));
        if (how == Living::inside_a_longer_word) ++longer;
    }
    result_.values_found -= longer;
    inside_longer_ = longer;
    return {};
}

Result<SqliteResidue::Living> SqliteResidue::living(const std::string& value) {
    Living how = Living::nowhere;
    GDPRD_TRY_ASSIGN(const auto collections, inspect_sqlite(file_.db()));
    for (const auto& collection : collections) {
        if (collection.kind != policy::CollectionKind::table &&
            collection.kind != policy::CollectionKind::virtual_table)
            continue;
        GDPRD_TRY_ASSIGN(const SqliteLayout layout, load_layout(file_.db(), collection.name));
        GDPRD_TRY_ASSIGN(const Living here, living_in(layout, value));
        how = std::max(how, here);
        if (how == Living::as_a_word) break;
    }
    return how;
}

Result<SqliteResidue::Living> SqliteResidue::living_in(const SqliteLayout& layout,
                                                       const std::string& value) {
    Living how = Living::nowhere;
    for (const auto& field : layout.fields) {
        GDPRD_TRY(call_.check());
        GDPRD_TRY_ASSIGN(Statement rows, file_.db().prepare(rows_with(layout, field)));
        rows.bind(1, as_bytes(value));
        for (;;) {
            GDPRD_TRY_ASSIGN(const bool more, rows.step());
            if (!more) break;
            if (holds_as_word(as_text(rows.blob(0)), value)) return Living::as_a_word;
            how = Living::inside_a_longer_word;
        }
    }
    return how;
}

/// Through SQLite's own handle: closing a second one would drop every lock that this process holds
/// on the file (POSIX advisory locks belong to the process).
Result<void> SqliteResidue::search_main_file(ByteSearch& bytes) {
    Error unreadable(ErrorCode::io, "the database file cannot be read");
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(file_.db().handle(), "main", SQLITE_FCNTL_FILE_POINTER,
                             static_cast<void*>(&file)) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr)
        return unreadable;
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) return unreadable;
    Bytes piece(kPieceBytes);
    for (sqlite3_int64 at = 0; at < size;) {
        GDPRD_TRY(call_.check());
        const auto count = std::min<sqlite3_int64>(size - at, kPieceBytes);
        if (file->pMethods->xRead(file, piece.data(), static_cast<int>(count), at) != SQLITE_OK)
            return unreadable;
        bytes.feed(BytesView(piece).first(static_cast<std::size_t>(count)));
        at += count;
    }
    bytes.end_of_stream();
    return {};
}

/// The WAL and the journal carry no locks, so a handle of our own does no harm.
Result<void> SqliteResidue::search_beside(ByteSearch& bytes, const char* suffix) {
    const FileDescriptor file(settings_.path + suffix);
    if (file.get() < 0 && errno == ENOENT) return {};
    Bytes piece(kPieceBytes);
    for (;;) {
        GDPRD_TRY(call_.check());
        const ssize_t count = file.get() < 0 ? -1 : ::read(file.get(), piece.data(), piece.size());
        if (count < 0) return Error(ErrorCode::io, "a file beside the database cannot be read");
        if (count == 0) break;
        bytes.feed(BytesView(piece).first(static_cast<std::size_t>(count)));
    }
    bytes.end_of_stream();
    return {};
}

}  // namespace gdprd::connectors
