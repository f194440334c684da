#pragma once

#include <string>
#include <vector>

struct pg_conn;

namespace gdprd::connectors::test {

/// A libpq connection of the test's own; a statement that fails ends the test program.
class PgClient {
  public:
    PgClient(const std::string& host, const std::string& database);
    ~PgClient();
    PgClient(const PgClient&) = delete;
    PgClient& operator=(const PgClient&) = delete;

    void run(const std::string& sql, const std::vector<const char*>& params = {});

  private:
    pg_conn* connection_;
};

/// A private server, made on first use; it goes when the process does.
class PostgresServer {
  public:
    PostgresServer();
    /// Of its socket; empty when PostgreSQL is not installed.
    [[nodiscard]] const std::string& directory() const noexcept { return directory_; }
    /// A fresh database; its name.
    [[nodiscard]] std::string create_database();
    /// "crash", "up": the verbs of tests/support/postgres.sh, and what follows the directory.
    void call(const std::string& verb, const std::string& argument = "") const;

  private:
    std::string directory_;
    int databases_ = 0;
};

/// One for the whole process, because it takes a second to start.
PostgresServer& postgres_server();

}  // namespace gdprd::connectors::test
