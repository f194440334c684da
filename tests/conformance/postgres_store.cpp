#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/postgres_server.hpp"
#include "tests/conformance/sql_words.hpp"

namespace gdprd::connectors::test {

namespace {

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
    PostgresStore() : database_(postgres_server().create_database()) { open(); }

    Abilities abilities() const override { return {.restarts = true}; }
    std::string ns() const override { return "public"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::postgres;
        out.host = postgres_server().directory();
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
            return field.type == FieldType::integer     ? "bigint"
                   : field.type == FieldType::bytes     ? "bytea"
                   : field.type == FieldType::json      ? "jsonb"
                   : field.type == FieldType::date      ? "date"
                   : field.type == FieldType::timestamp ? "timestamp(3)"
                                                        : "text";
        }));
    }
    void drop(const std::string& table) override { client_->run("DROP TABLE " + quoted(table)); }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        for (const auto& row : rows) insert_row(*client_, table, row);
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
    Commit begin_insert(const std::string& table, const std::vector<Cell>& row) override {
        auto other = std::make_shared<PgClient>(postgres_server().directory(), database_);
        other->run("BEGIN");
        insert_row(*other, table, row);
        return [other] { other->run("COMMIT"); };
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
        postgres_server().call("crash");
    }
    void start_again() override {
        postgres_server().call("up");
        open();
    }

  private:
    static void insert_row(PgClient& client, const std::string& table,
                           const std::vector<Cell>& row) {
        std::string marks;
        std::vector<std::string> texts;
        for (const auto& cell : row) texts.push_back(parameter(cell));
        std::vector<const char*> params;
        for (std::size_t i = 0; i < row.size(); ++i) {
            marks += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
            params.push_back(row[i].kind == Cell::Kind::null ? nullptr : texts[i].c_str());
        }
        client.run("INSERT INTO " + quoted(table) + " VALUES (" + marks + ")", params);
    }
    void open() { client_ = std::make_unique<PgClient>(postgres_server().directory(), database_); }
    Hold other_connection(const std::string& sql) {
        auto other = std::make_shared<PgClient>(postgres_server().directory(), database_);
        other->run(sql);
        return other;
    }

    std::string database_;
    std::unique_ptr<PgClient> client_;
};

}  // namespace

StoreFactory postgres_factory() {
    return {"postgres", []() -> std::unique_ptr<StoreUnderTest> {
                if (postgres_server().directory().empty()) return nullptr;
                return std::make_unique<PostgresStore>();
            }};
}

}  // namespace gdprd::connectors::test
