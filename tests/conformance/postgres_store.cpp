#include <libpq-fe.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/sql_words.hpp"

namespace gdprd::connectors::test {

namespace {

/// A libpq connection of the test's own.
class Client {
  public:
    Client(const std::string& host, const std::string& database)
        : connection_(PQconnectdb(
              ("host=" + host + " port=5432 user=postgres dbname=" + database).c_str())) {}
    ~Client() { PQfinish(connection_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void run(const std::string& sql, const std::vector<const char*>& params = {}) {
        PGresult* result =
            params.empty() ? PQexec(connection_, sql.c_str())
                           : PQexecParams(connection_, sql.c_str(), static_cast<int>(params.size()),
                                          nullptr, params.data(), nullptr, nullptr, 0);
        const ExecStatusType status = PQresultStatus(result);
        const std::string words = PQresultErrorMessage(result);
        PQclear(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        ADD_FAILURE() << "set-up failed: " << words;
        std::abort();
    }

  private:
    PGconn* connection_;
};

std::string script() {
    return std::string(GDPRD_SOURCE_DIR) + "/tests/support/postgres.sh";
}

/// One private server for the whole process; it goes when the process does.
class Server {
  public:
    Server() {
        const std::string start =
            "sh " + script() + " start --with " + std::to_string(::getpid()) + " 2>&1";
        std::FILE* pipe = ::popen(start.c_str(), "r");
        std::array<char, 512> line{};
        std::string words;
        while (std::fgets(line.data(), line.size(), pipe) != nullptr) words += line.data();
        if (::pclose(pipe) != 0) return;
        const auto begin = words.find("host=") + 5;
        directory_ = words.substr(begin, words.find(' ', begin) - begin);
    }
    [[nodiscard]] const std::string& directory() const { return directory_; }
    void call(const char* verb) const {
        const std::string command = "sh " + script() + " " + verb + " " + directory_;
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }

  private:
    std::string directory_;
};

Server& server() {
    static Server one;
    return one;
}

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string parameter(const Cell& cell) {
    return cell.kind == Cell::Kind::blob ? "\\x" + hex_encode(as_bytes(cell.bytes)) : cell.bytes;
}

class PostgresStore final : public StoreUnderTest {
  public:
    PostgresStore() {
        static int count = 0;
        database_ = "store_" + std::to_string(++count);
        Client(server().directory(), "postgres").run("CREATE DATABASE " + database_);
        open();
    }

    Abilities abilities() const override { return {.restarts = true}; }
    std::string ns() const override { return "public"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = StoreKind::postgresql;
        out.host = server().directory();
        out.database = database_;
        out.user = "postgres";
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        auto made = make_connector(std::move(settings));
        return made ? std::move(*made) : nullptr;
    }
    void create(const TableSpec& table) override {
        client_->run(create_table(table, [](const FieldSpec& field) {
            return field.type == FieldType::integer ? "bigint"
                   : field.type == FieldType::bytes ? "bytea"
                                                    : "text";
        }));
    }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        for (const auto& row : rows) {
            std::string marks;
            std::vector<std::string> texts;
            for (const auto& cell : row) texts.push_back(parameter(cell));
            std::vector<const char*> params;
            for (std::size_t i = 0; i < row.size(); ++i) {
                marks += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
                params.push_back(row[i].kind == Cell::Kind::null ? nullptr : texts[i].c_str());
            }
            client_->run("INSERT INTO " + quoted(table) + " VALUES (" + marks + ")", params);
        }
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        client_->run("INSERT INTO " + quoted(table) +
                         " SELECT i, $2 || i FROM generate_series(1, $1::bigint) AS s(i)",
                     {std::to_string(count).c_str(), prefix.c_str()});
    }
    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        const std::string text = parameter(value);
        client_->run("UPDATE " + quoted(table) + " SET " + quoted(field) + " = $1 WHERE " +
                         quoted(where_field) + " = $2",
                     {text.c_str(), where_text.c_str()});
    }
    Hold hold_write_lock(const std::string& table) override {
        return other_connection("BEGIN; DELETE FROM " + quoted(table));
    }
    Hold hold_read(const std::string& table) override {
        return other_connection("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM " +
                                quoted(table));
    }
    void forbid_deletes(const std::string& table) override {
        client_->run(
            "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN "
            "NULL; END'; CREATE TRIGGER keep BEFORE DELETE ON " +
            quoted(table) + " FOR EACH ROW EXECUTE FUNCTION keep()");
    }
    void create_endless_view(const std::string& name) override {
        client_->run("CREATE VIEW " + quoted(name) +
                     "(id) AS SELECT i FROM generate_series(1::bigint, 1000000000000) AS s(i) "
                     "WHERE i < 0");
    }
    void crash() override {
        client_.reset();
        server().call("crash");
    }
    void start_again() override {
        server().call("up");
        open();
    }

  private:
    void open() { client_ = std::make_unique<Client>(server().directory(), database_); }
    Hold other_connection(const std::string& sql) {
        auto other = std::make_shared<Client>(server().directory(), database_);
        other->run(sql);
        return other;
    }

    std::string database_;
    std::unique_ptr<Client> client_;
};

}  // namespace

StoreFactory postgres_factory() {
    return {"postgres", []() -> std::unique_ptr<StoreUnderTest> {
                if (server().directory().empty()) return nullptr;
                return std::make_unique<PostgresStore>();
            }};
}

}  // namespace gdprd::connectors::test
