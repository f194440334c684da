#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "config/base/sqlite.hpp"
#include "connectors/call.hpp"
#include "connectors/settings.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// What the SQL function gdprd_matches(text) compares with; set for one find() at a time.
struct SqliteMatcher {
    policy::MatchMode mode = policy::MatchMode::folded;
    std::set<std::string> wanted;  ///< each a wanted_form()

    [[nodiscard]] bool matches(std::string_view text) const;
};

/// An open database of somebody else: waits for locks within bounds, stops when the call is
/// cancelled or overdue, overwrites what it deletes, and trusts no code in the schema.
class SqliteStoreFile {
  public:
    /// Opens for writing where the file's rights allow. Never creates it: `unavailable` when there
    /// is none. All references must outlive the object.
    static Result<std::unique_ptr<SqliteStoreFile>> open(const StoreSettings& settings, Call& call,
                                                         const SqliteMatcher& matcher);
    ~SqliteStoreFile();
    SqliteStoreFile(const SqliteStoreFile&) = delete;
    SqliteStoreFile& operator=(const SqliteStoreFile&) = delete;

    [[nodiscard]] sqlite::Database& db() noexcept { return db_; }
    [[nodiscard]] bool writable() const noexcept { return writable_; }
    /// False when the path names another file by now, or none.
    [[nodiscard]] bool is_current() const;
    /// No limit of time for the statements that follow, or the configured one again.
    void set_unlimited(bool unlimited) noexcept { unlimited_ = unlimited; }

  private:
    SqliteStoreFile(sqlite::Database db, const StoreSettings& settings, Call& call);
    Result<void> prepare(const SqliteMatcher& matcher);
    static int on_progress(void* self);
    static int on_busy(void* self, int waits);
    static int on_statement(unsigned event, void* self, void* statement, void* text);

    sqlite::Database db_;
    const StoreSettings& settings_;
    Call& call_;
    bool writable_ = false;
    bool unlimited_ = false;
    std::uint64_t device_ = 0;
    std::uint64_t inode_ = 0;
    std::chrono::steady_clock::time_point waiting_since_;
};

}  // namespace gdprd::connectors
