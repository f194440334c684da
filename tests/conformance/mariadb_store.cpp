#include <algorithm>

#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/mariadb_server.hpp"
#include "tests/conformance/sql_words.hpp"

namespace gdprd::connectors::test {

namespace {

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// Text in a key or an index needs a bound.
bool is_indexed(const TableSpec& table, const std::string& field) {
    const auto has = [&](const std::vector<std::string>& fields) {
        return std::ranges::find(fields, field) != fields.end();
    };
    return has(table.primary_key) || std::ranges::any_of(table.unique_keys, has) ||
           std::ranges::any_of(table.foreign_keys,
                               [&](const auto& key) { return has(key.fields); });
}

class MariaStore final : public StoreUnderTest {
  public:
    MariaStore() : database_(mariadb_server().create_database()) { open(); }

    Abilities abilities() const override { return {.restarts = true}; }
    std::string ns() const override { return database_; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::mariadb;
        out.host = mariadb_server().socket();
        out.database = database_;
        out.user = "root";
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        auto made = make_connector(std::move(settings));
        return made ? std::move(*made) : nullptr;
    }
    void create(const TableSpec& table) override {
        client_->run(create_table(table, [&](const FieldSpec& field) {
            return field.type == FieldType::integer     ? "bigint"
                   : field.type == FieldType::bytes     ? "longblob"
                   : field.type == FieldType::json      ? "json"
                   : field.type == FieldType::date      ? "date"
                   : field.type == FieldType::timestamp ? "datetime(3)"
                   : is_indexed(table, field.name)      ? "varchar(190)"
                                                        : "longtext";
        }));
    }
    void drop(const std::string& table) override { client_->run("DROP TABLE " + quoted(table)); }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        for (const auto& row : rows) insert_row(*client_, table, row);
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        client_->run("INSERT INTO " + quoted(table) + " SELECT seq, concat(?, seq) FROM seq_1_to_" +
                         std::to_string(count),
                     {text(prefix)});
    }
    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        client_->run("UPDATE " + quoted(table) + " SET " + quoted(field) + " = ? WHERE " +
                         quoted(where_field) + " = ?",
                     {value, text(where_text)});
    }
    Hold hold_write_lock(const std::string& table) override {
        return other_connection("BEGIN; DELETE FROM " + quoted(table));
    }
    Commit begin_insert(const std::string& table, const std::vector<Cell>& row) override {
        auto other = std::make_shared<MariaClient>(mariadb_server().socket(), database_);
        other->run("BEGIN");
        insert_row(*other, table, row);
        return [other] { other->run("COMMIT"); };
    }
    Hold hold_read(const std::string& table) override {
        return other_connection("START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT * FROM " +
                                quoted(table));
    }
    /// MariaDB's triggers cannot pass a row over in silence: this one raises an error.
    void forbid_deletes(const std::string& table) override {
        client_->run("CREATE TRIGGER keep BEFORE DELETE ON " + quoted(table) +
                     " FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept'");
    }
    void create_endless_view(const std::string& name) override {
        client_->run("CREATE VIEW " + quoted(name) +
                     " AS SELECT CAST(seq AS SIGNED) AS id FROM seq_1_to_1000000000000000 WHERE "
                     "seq + rand() < 0");
    }
    void crash() override {
        client_.reset();
        mariadb_server().call("crash");
    }
    void start_again() override {
        mariadb_server().call("up");
        open();
    }

  private:
    static void insert_row(MariaClient& client, const std::string& table,
                           const std::vector<Cell>& row) {
        std::string marks;
        for (std::size_t i = 0; i < row.size(); ++i) marks += i == 0 ? "?" : ", ?";
        client.run("INSERT INTO " + quoted(table) + " VALUES (" + marks + ")", row);
    }
    void open() { client_ = std::make_unique<MariaClient>(mariadb_server().socket(), database_); }
    Hold other_connection(const std::string& sql) {
        auto other = std::make_shared<MariaClient>(mariadb_server().socket(), database_);
        other->run(sql);
        return other;
    }

    std::string database_;
    std::unique_ptr<MariaClient> client_;
};

}  // namespace

StoreFactory mariadb_factory() {
    return {"mariadb", []() -> std::unique_ptr<StoreUnderTest> {
                if (mariadb_server().socket().empty()) return nullptr;
                return std::make_unique<MariaStore>();
            }};
}

}  // namespace gdprd::connectors::test
