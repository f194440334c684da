#include "config/base/sqlite.hpp"
#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/sql_words.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {

namespace {

using sqlite::Database;
using sqlite::OpenMode;
using sqlite::quote_identifier;

/// Set-up that fails is a broken test.
template <class T>
T must(Result<T> result) {
    if (!result) ADD_FAILURE() << result.error() << ": " << result.error().sensitive_detail();
    GDPRD_ASSERT(result.has_value());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void bind(sqlite::Statement& statement, int index, const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::null:
            statement.bind(index, nullptr);
            break;
        case Cell::Kind::integer:
            statement.bind(index, std::int64_t{std::stoll(cell.bytes)});
            break;
        case Cell::Kind::real:
            statement.bind(index, std::stod(cell.bytes));
            break;
        case Cell::Kind::text:
            statement.bind(index, std::string_view(cell.bytes));
            break;
        case Cell::Kind::blob:
            statement.bind(index, as_bytes(cell.bytes));
            break;
    }
}

class SqliteStore final : public StoreUnderTest {
  public:
    explicit SqliteStore(const std::string& journal_mode)
        : db_(must(Database::open(dir_.path("store.db"), OpenMode::create))) {
        must(db_.execute("PRAGMA journal_mode = " + journal_mode));
        // as careless as applications are
        must(db_.execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = OFF"));
    }

    Abilities abilities() const override {
        return {.invalid_text = true, .byte_search = true, .row_numbers = true};
    }
    std::string ns() const override { return "main"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::sqlite;
        out.path = dir_.path("store.db");
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        return must(make_connector(std::move(settings)));
    }

    void create(const TableSpec& table) override {
        must(db_.execute(create_table(table, [](const FieldSpec& field) {
            return field.type == FieldType::integer ? "INTEGER"
                   : field.type == FieldType::bytes ? "BLOB"
                   : field.type == FieldType::json  ? "JSON"
                                                    : "TEXT";
        })));
    }

    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        for (const auto& row : rows) insert_row(db_, table, row);
    }
    void drop(const std::string& table) override {
        must(db_.execute("DROP TABLE " + quote_identifier(table)));
    }

    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        auto statement = must(db_.prepare(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) INSERT "
            "INTO " +
            quote_identifier(table) + " SELECT i, ?2 || i FROM n"));
        statement.bind(1, count).bind(2, std::string_view(prefix));
        must(statement.run());
    }

    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        auto statement = must(db_.prepare("UPDATE " + quote_identifier(table) + " SET " +
                                          quote_identifier(field) + " = ?1 WHERE " +
                                          quote_identifier(where_field) + " = ?2"));
        bind(statement, 1, value);
        statement.bind(2, std::string_view(where_text));
        must(statement.run());
    }

    Hold hold_write_lock(const std::string& table) override {
        return other_connection("BEGIN IMMEDIATE; DELETE FROM " + quote_identifier(table));
    }
    Commit begin_insert(const std::string& table, const std::vector<Cell>& row) override {
        auto other = std::make_shared<Database>(
            must(Database::open(dir_.path("store.db"), OpenMode::read_write)));
        // the step that waits takes a read lock now and then, which a commit has to sit out
        other->set_busy_timeout(std::chrono::seconds(10));
        must(other->execute("BEGIN IMMEDIATE"));
        insert_row(*other, table, row);
        return [other] { must(other->execute("COMMIT")); };
    }
    Hold hold_read(const std::string& table) override {
        return other_connection("BEGIN; SELECT * FROM " + quote_identifier(table));
    }
    void forbid_deletes(const std::string& table) override {
        must(db_.execute("CREATE TRIGGER keep BEFORE DELETE ON " + quote_identifier(table) +
                         " BEGIN SELECT RAISE(IGNORE); END"));
    }
    void create_endless_view(const std::string& name) override {
        must(db_.execute("CREATE VIEW " + quote_identifier(name) +
                         "(id) AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 1000000000000) SELECT i FROM n"));
    }

  private:
    static void insert_row(Database& db, const std::string& table, const std::vector<Cell>& row) {
        std::string marks;
        for (std::size_t i = 0; i < row.size(); ++i) marks += i == 0 ? "?" : ", ?";
        auto statement =
            must(db.prepare("INSERT INTO " + quote_identifier(table) + " VALUES (" + marks + ")"));
        for (std::size_t i = 0; i < row.size(); ++i)
            bind(statement, static_cast<int>(i + 1), row[i]);
        must(statement.run());
    }
    Hold other_connection(const std::string& sql) {
        auto other = std::make_shared<Database>(
            must(Database::open(dir_.path("store.db"), OpenMode::read_write)));
        must(other->execute(sql));
        return other;
    }

    gdprd::test::TempDir dir_;
    Database db_;
};

}  // namespace

StoreFactory sqlite_factory() {
    return {"sqlite", [] { return std::make_unique<SqliteStore>("DELETE"); }};
}

StoreFactory sqlite_wal_factory() {
    return {"sqlite_wal", [] { return std::make_unique<SqliteStore>("WAL"); }};
}

}  // namespace gdprd::connectors::test
