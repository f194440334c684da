#pragma once

#include <string>
#include <vector>

#include "policy/plan/row.hpp"

struct st_mysql;  // NOLINT(readability-identifier-naming): the library names it

namespace gdprd::connectors::test {

/// A connection of the test's own, under sql_mode ANSI_QUOTES; a statement that fails ends the test
/// program.
class MariaClient {
  public:
    MariaClient(const std::string& socket, const std::string& database);
    ~MariaClient();
    MariaClient(const MariaClient&) = delete;
    MariaClient& operator=(const MariaClient&) = delete;

    void run(const std::string& sql);
    void run(const std::string& sql, const std::vector<policy::Cell>& params);
    /// The first column of the first row.
    [[nodiscard]] std::string value(const std::string& sql);

  private:
    st_mysql* connection_;
};

/// A private server, made on first use; it goes when the process does.
class MariaServer {
  public:
    MariaServer();
    /// Path; empty when MariaDB is not installed.
    [[nodiscard]] const std::string& socket() const noexcept { return socket_; }
    [[nodiscard]] std::string directory() const { return socket_.substr(0, socket_.rfind('/')); }
    /// A fresh database; its name.
    [[nodiscard]] std::string create_database();
    /// "crash", "up": the verbs of tests/support/mariadb.sh, and what follows the directory.
    void call(const std::string& verb, const std::string& argument = "") const;

  private:
    std::string socket_;
    int databases_ = 0;
};

/// One for the whole process, because it takes a second to start.
MariaServer& mariadb_server();

}  // namespace gdprd::connectors::test
