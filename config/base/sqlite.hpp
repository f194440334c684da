#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace gdprd::sqlite {

class Statement;

enum class OpenMode { read_only, read_write, create };

/// RAII over sqlite3*. One thread at a time. Errors carry the code's meaning and never SQLite's own
/// message (it may quote a value), which goes into the sensitive detail.
class Database {
  public:
    static Result<Database> open(const std::string& path, OpenMode mode);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// `sql` is constant text with bound parameters, or identifiers quoted by quote_identifier.
    Result<Statement> prepare(std::string_view sql);
    /// Runs statements without parameters and without rows (pragmas, DDL, BEGIN).
    Result<void> execute(std::string_view sql);
    void set_busy_timeout(std::chrono::milliseconds timeout);
    /// Makes `to` a copy of this database, whole, as this connection sees it: inside a transaction
    /// that has read, as it was then.
    Result<void> copy_to(Database& to);
    [[nodiscard]] std::int64_t changes() const noexcept;
    [[nodiscard]] std::int64_t last_insert_rowid() const noexcept;
    /// Safe from any thread while this object lives: makes a running statement end with
    /// `cancelled`.
    void interrupt() noexcept;
    /// For functions and hooks that a connector registers; owned by this object.
    [[nodiscard]] sqlite3* handle() noexcept;

  private:
    explicit Database(sqlite3* handle) noexcept;
    sqlite3* handle_ = nullptr;
};

/// RAII over sqlite3_stmt*. Parameters are numbered from 1, columns from 0.
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    ~Statement();

    Statement& bind(int index, std::nullptr_t);
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);  ///< copied
    Statement& bind(int index, BytesView blob);         ///< copied

    /// true: a row is there; false: done. busy → unavailable, interrupt → cancelled.
    Result<bool> step();
    /// For statements without rows; reset afterwards, ready to be bound again.
    Result<void> run();
    /// Back to the start, bindings cleared.
    void reset();

    [[nodiscard]] int column_count() const noexcept;
    [[nodiscard]] int column_type(int index) const noexcept;  ///< SQLITE_INTEGER …
    [[nodiscard]] bool is_null(int index) const noexcept;
    [[nodiscard]] std::int64_t integer(int index) const noexcept;
    [[nodiscard]] double real(int index) const noexcept;
    /// Borrowed until the next step.
    [[nodiscard]] std::string_view text(int index) const noexcept;
    [[nodiscard]] BytesView blob(int index) const noexcept;
    [[nodiscard]] std::string_view column_name(int index) const noexcept;

  private:
    friend class Database;
    Statement(sqlite3* db, sqlite3_stmt* handle) noexcept : db_(db), handle_(handle) {}
    Statement& bound(int code);
    sqlite3* db_ = nullptr;
    sqlite3_stmt* handle_ = nullptr;
    int bind_code_ = 0;  // the first failed bind; step() tells it
};

/// BEGIN IMMEDIATE; rolled back unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(Database& db);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

  private:
    explicit Transaction(Database& db) noexcept : db_(&db) {}
    Database* db_;
};

/// "name" with quotes doubled.
[[nodiscard]] std::string quote_identifier(std::string_view name);

}  // namespace gdprd::sqlite
