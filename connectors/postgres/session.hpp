#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "connectors/call.hpp"
#include "connectors/settings.hpp"

struct pg_conn;
struct pg_result;

namespace gdprd::connectors {

/// RAII over PGresult: rows of text, or a count.
class PgResult {
  public:
    explicit PgResult(pg_result* result) noexcept : result_(result) {}
    PgResult(PgResult&& other) noexcept;
    PgResult& operator=(PgResult&& other) noexcept;
    ~PgResult();

    [[nodiscard]] int rows() const noexcept;
    [[nodiscard]] bool is_null(int row, int column) const noexcept;
    /// Borrowed while this lives.
    [[nodiscard]] std::string_view text(int row, int column) const noexcept;
    [[nodiscard]] std::string string(int row, int column) const {
        return std::string(text(row, column));
    }
    [[nodiscard]] bool flag(int row, int column) const noexcept { return text(row, column) == "t"; }
    /// As a number; 0 for what is none.
    [[nodiscard]] std::int64_t integer(int row, int column) const noexcept;
    /// Rows that a DELETE or UPDATE changed.
    [[nodiscard]] std::uint64_t affected() const noexcept;
    [[nodiscard]] pg_result* get() const noexcept { return result_; }

  private:
    pg_result* result_;
};

/// Parameters in text form; nullopt is NULL. A value with a NUL byte cannot be one.
using PgParams = std::vector<std::optional<std::string>>;

/// One connection, under settings that make every value's text canonical. Every wait is bounded and
/// ends when the call is cancelled. After `unavailable` it is of no more use: alive() is false.
class PgSession {
  public:
    /// References must outlive the session.
    static Result<std::unique_ptr<PgSession>> connect(const StoreSettings& settings,
                                                      const Call& call);
    ~PgSession();
    PgSession(const PgSession&) = delete;
    PgSession& operator=(const PgSession&) = delete;

    /// False once the server has closed the connection, or a statement was given up.
    [[nodiscard]] bool alive() noexcept;
    Result<PgResult> run(const std::string& sql, const PgParams& params = {});
    /// Rows one by one, in bounded memory. When `row` fails the connection is given up.
    Result<void> stream(const std::string& sql, const PgParams& params,
                        const std::function<Result<void>(const PgResult& row)>& row);
    /// No limit of time for the statements that follow (VACUUM), or the configured one again.
    Result<void> set_unlimited(bool unlimited);

    /// A `conflict` of the last transaction, which has ended, with the constraint, index or field
    /// that the server blames, if the database has one of that name: a trigger may name anything,
    /// a value too (RAISE … USING CONSTRAINT).
    [[nodiscard]] Error name_cause(const Error& error);

    [[nodiscard]] std::string server() const;  ///< "PostgreSQL 15.18"
    [[nodiscard]] bool uses_tls() const noexcept;
    /// ` COLLATE "und-x-icu"` where the server has it: letters of all languages fold alike.
    [[nodiscard]] const std::string& collate() const noexcept { return collate_; }

  private:
    struct Finish {
        void operator()(pg_conn* connection) const noexcept;
    };
    /// What the last failure names. A trigger may have put any value there (RAISE USING).
    struct Blamed {
        std::string constraint;
        std::string column;
    };
    using Deadline = std::chrono::steady_clock::time_point;

    PgSession(const StoreSettings& settings, const Call& call) : settings_(settings), call_(call) {}
    Result<void> open();
    Result<void> configure();
    Result<void> send(const std::string& sql, const PgParams& params);
    /// Waits until the socket can be read (or written); cancels at the server when asked to.
    Result<void> wait(short events);
    /// The next result of the statement under way; a null one at its end.
    Result<PgResult> next_result();
    [[nodiscard]] Error lost();
    /// Without any name that the server gives: see name_cause().
    [[nodiscard]] Error explain(const PgResult& failed);

    const StoreSettings& settings_;
    const Call& call_;
    Blamed blamed_;
    std::unique_ptr<pg_conn, Finish> connection_;
    std::string collate_;
    Deadline deadline_;
    bool unlimited_ = false;
    bool asked_to_cancel_ = false;
    bool broken_ = false;
};

}  // namespace gdprd::connectors
