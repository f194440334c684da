#include "tests/conformance/postgres_server.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/support/source_tree.hpp"

namespace gdprd::connectors::test {

namespace {

std::string script() {
    return "sh '" + (gdprd::test::source_root() / "tests/support/postgres.sh").string() + "' ";
}

}  // namespace

PgClient::PgClient(const std::string& host, const std::string& database)
    : connection_(
          PQconnectdb(("host=" + host + " port=5432 user=postgres dbname=" + database).c_str())) {}

PgClient::~PgClient() {
    PQfinish(connection_);
}

void PgClient::run(const std::string& sql, const std::vector<const char*>& params) {
    PGresult* result = params.empty()
                           ? PQexec(connection_, sql.c_str())
                           : PQexecParams(connection_, sql.c_str(), static_cast<int>(params.size()),
                                          nullptr, params.data(), nullptr, nullptr, 0);
    const ExecStatusType status = PQresultStatus(result);
    const std::string words = PQresultErrorMessage(result);
    PQclear(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    std::fprintf(stderr, "set-up failed: %s\n", words.c_str());
    std::abort();
}

PostgresServer::PostgresServer() {
    const std::string start = script() + "start --with " + std::to_string(::getpid()) + " 2>&1";
    std::FILE* pipe = ::popen(start.c_str(), "r");
    if (pipe == nullptr) return;
    std::array<char, 512> line{};
    std::string words;
    while (std::fgets(line.data(), line.size(), pipe) != nullptr) words += line.data();
    if (::pclose(pipe) != 0) return;
    const auto begin = words.find("host=") + 5;
    directory_ = words.substr(begin, words.find(' ', begin) - begin);
}

std::string PostgresServer::create_database() {
    std::string name = "store_" + std::to_string(++databases_);
    PgClient(directory_, "postgres").run("CREATE DATABASE " + name);
    return name;
}

void PostgresServer::call(const std::string& verb, const std::string& argument) const {
    ASSERT_EQ(std::system((script() + verb + " " + directory_ + " " + argument).c_str()), 0)
        << verb;
}

PostgresServer& postgres_server() {
    static PostgresServer one;
    return one;
}

}  // namespace gdprd::connectors::test
