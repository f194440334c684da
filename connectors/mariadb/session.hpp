#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "connectors/call.hpp"
#include "connectors/settings.hpp"

// as libmariadb names them
struct st_mysql;       // NOLINT(readability-identifier-naming)
struct st_mysql_stmt;  // NOLINT(readability-identifier-naming)

namespace gdprd::connectors {

/// A value bound to a statement, under a type that makes the server compare it exactly: text
/// compared with a number would be compared as floating point.
struct MariaParam {
    enum class Kind : unsigned char { null, text, bytes, integer, natural, decimal };
    Kind kind = Kind::null;
    std::string bytes;  ///< numbers in decimal
};
using MariaParams = std::vector<MariaParam>;
[[nodiscard]] MariaParam text_param(std::string text);

/// A row's columns; nullopt is NULL.
using MariaRow = std::vector<std::optional<std::string>>;

/// One connection, under settings that make every value's text canonical. Every wait is bounded and
/// ends when the call is cancelled. After `unavailable` it is of no more use: alive() is false.
class MariaSession {
  public:
    /// References must outlive the session.
    static Result<std::unique_ptr<MariaSession>> connect(const StoreSettings& settings,
                                                         const Call& call);
    ~MariaSession();
    MariaSession(const MariaSession&) = delete;
    MariaSession& operator=(const MariaSession&) = delete;

    /// False once the server has closed the connection, or a statement was given up.
    [[nodiscard]] bool alive() noexcept;
    /// All rows of a query.
    Result<std::vector<MariaRow>> run(const std::string& sql, const MariaParams& params = {});
    /// Rows that it changed, or found as they should become.
    Result<std::uint64_t> change(const std::string& sql, const MariaParams& params = {});
    /// Rows one by one, in bounded memory. When `row` fails the connection is given up.
    Result<void> stream(const std::string& sql, const MariaParams& params,
                        const std::function<Result<void>(MariaRow&& row)>& row);
    /// Has the server look at a statement, and at the rights that it takes, without running it.
    Result<void> prepare(const std::string& sql);

    /// Lets the session change things outside of transactions that say so (DDL), or forbids it.
    Result<void> set_read_only(bool read_only);
    /// No limit of time for the statements that follow (OPTIMIZE), or the configured one again.
    Result<void> set_unlimited(bool unlimited);

    [[nodiscard]] const std::string& server() const noexcept { return server_; }
    [[nodiscard]] bool uses_tls() const noexcept;

  private:
    struct Close {
        void operator()(st_mysql* connection) const noexcept;
        void operator()(st_mysql_stmt* statement) const noexcept;
    };
    using Statement = std::unique_ptr<st_mysql_stmt, Close>;
    using Deadline = std::chrono::steady_clock::time_point;

    MariaSession(const StoreSettings& settings, const Call& call)
        : settings_(settings), call_(call) {}
    Result<void> open();
    Result<void> configure();
    Result<Statement> prepared(const std::string& sql);
    Result<Statement> executed(const std::string& sql, const MariaParams& params);
    /// Runs one of libmariadb's operations that can wait: `start`, then `go_on` with what happened.
    template <class Start, class GoOn>
    void drive(const Start& start, const GoOn& go_on);
    /// Waits until the socket is ready; once the operation is given up it lets it fail at once.
    int wait(int events) noexcept;
    /// A second connection tells the server to stop what this one runs.
    void stop_at_server() noexcept;
    void give_up() noexcept;
    void start_clock(std::chrono::milliseconds limit) noexcept;
    [[nodiscard]] Error lost(const char* words);
    /// What made the operation fail that just ended.
    [[nodiscard]] Error explain(st_mysql_stmt& failed);

    const StoreSettings& settings_;
    const Call& call_;
    std::unique_ptr<st_mysql, Close> connection_;
    std::string server_;
    Deadline deadline_;
    bool unlimited_ = false;
    bool asked_to_stop_ = false;
    bool broken_ = false;
};

}  // namespace gdprd::connectors
