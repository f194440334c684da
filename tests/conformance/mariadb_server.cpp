#include "tests/conformance/mariadb_server.hpp"

#include <gtest/gtest.h>
#include <mysql.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/support/source_tree.hpp"

namespace gdprd::connectors::test {

namespace {

std::string script() {
    return "sh '" + (gdprd::test::source_root() / "tests/support/mariadb.sh").string() + "' ";
}

void expect(bool done, const char* words) {
    if (done) return;
    std::fprintf(stderr, "set-up failed: %s\n", words);
    std::abort();
}

}  // namespace

MariaClient::MariaClient(const std::string& socket, const std::string& database)
    : connection_(mysql_init(nullptr)) {
    mysql_options(connection_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    expect(mysql_real_connect(connection_, nullptr, "root", nullptr, database.c_str(), 0,
                              socket.c_str(), CLIENT_MULTI_STATEMENTS) != nullptr,
           mysql_error(connection_));
    run("SET sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES'");
}

MariaClient::~MariaClient() {
    mysql_close(connection_);
}

void MariaClient::run(const std::string& sql) {
    expect(mysql_real_query(connection_, sql.data(), sql.size()) == 0, mysql_error(connection_));
    do {
        mysql_free_result(mysql_store_result(connection_));
        expect(mysql_errno(connection_) == 0, mysql_error(connection_));
    } while (mysql_next_result(connection_) == 0);
    expect(mysql_errno(connection_) == 0, mysql_error(connection_));
}

void MariaClient::run(const std::string& sql, const std::vector<policy::Cell>& params) {
    using Kind = policy::Cell::Kind;
    MYSQL_STMT* statement = mysql_stmt_init(connection_);
    expect(mysql_stmt_prepare(statement, sql.data(), sql.size()) == 0, mysql_stmt_error(statement));
    std::vector<MYSQL_BIND> binds(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) {
        binds[i].buffer_type = params[i].kind == Kind::null   ? MYSQL_TYPE_NULL
                               : params[i].kind == Kind::blob ? MYSQL_TYPE_BLOB
                                                              : MYSQL_TYPE_STRING;
        binds[i].buffer = const_cast<char*>(params[i].bytes.data());
        binds[i].buffer_length = params[i].bytes.size();
    }
    if (!params.empty())
        expect(mysql_stmt_bind_param(statement, binds.data()) == 0, mysql_stmt_error(statement));
    expect(mysql_stmt_execute(statement) == 0, mysql_stmt_error(statement));
    mysql_stmt_close(statement);
}

std::string MariaClient::value(const std::string& sql) {
    expect(mysql_real_query(connection_, sql.data(), sql.size()) == 0, mysql_error(connection_));
    MYSQL_RES* rows = mysql_store_result(connection_);
    expect(rows != nullptr, "no rows");
    MYSQL_ROW row = mysql_fetch_row(rows);
    std::string out = row == nullptr || row[0] == nullptr ? "" : row[0];
    mysql_free_result(rows);
    return out;
}

MariaServer::MariaServer() {
    const std::string start = script() + "start --with " + std::to_string(::getpid()) + " 2>&1";
    std::FILE* pipe = ::popen(start.c_str(), "r");
    if (pipe == nullptr) return;
    std::array<char, 512> line{};
    std::string words;
    while (std::fgets(line.data(), line.size(), pipe) != nullptr) words += line.data();
    if (::pclose(pipe) != 0) return;
    socket_ = words.substr(0, words.find('\n'));
}

std::string MariaServer::create_database() {
    std::string name = "store_" + std::to_string(++databases_);
    MariaClient(socket_, "mysql").run("CREATE DATABASE " + name);
    return name;
}

void MariaServer::call(const std::string& verb, const std::string& argument) const {
    ASSERT_EQ(std::system((script() + verb + " " + directory() + " " + argument).c_str()), 0)
        << verb;
}

MariaServer& mariadb_server() {
    static MariaServer one;
    return one;
}

}  // namespace gdprd::connectors::test
