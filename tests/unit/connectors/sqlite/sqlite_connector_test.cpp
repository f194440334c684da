#include "connectors/sqlite/sqlite_connector.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "config/base/sqlite.hpp"
#include "connectors/sqlite/schema.hpp"
#include "policy/plan/empty_value.hpp"
#include "policy/plan/row.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::Cell;
using policy::CollectionKind;
using policy::FieldType;
using policy::PersonalCell;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SqliteFile : public testing::Test {
  protected:
    void execute(const std::string& sql) {
        auto db = sqlite::Database::open(path(), sqlite::OpenMode::create);
        ASSERT_TRUE(succeeded(db));
        const auto done = db->execute(sql);
        ASSERT_TRUE(succeeded(done)) << done.error().sensitive_detail();
    }
    std::string path() const { return dir_.path("store.db"); }
    SqliteConnector connector() const {
        StoreSettings settings;
        settings.name = StoreName("crm");
        settings.path = path();
        settings.lock_timeout = std::chrono::milliseconds(200);
        return SqliteConnector(std::move(settings));
    }
    static RowDigest digest(const std::vector<std::string>&,
                            const std::vector<PersonalCell>& values) {
        Hash out{};
        std::size_t at = 0;
        for (const auto& value : values)
            for (const char c : value.expose().bytes + "|")
                out[at++ % out.size()] ^= static_cast<std::uint8_t>(c + static_cast<char>(at));
        return RowDigest(out);
    }
    policy::FindQuery folded(const std::string& table, const std::string& field,
                             const std::string& wanted) const {
        policy::FindQuery out;
        out.in = {StoreName("crm"), {"main", table}};
        out.fields = {field};
        out.mode = policy::MatchMode::folded;
        out.any_of = {{PersonalCell(Cell{Cell::Kind::text, wanted})}};
        return out;
    }
    static policy::Step deletion(const policy::RowSet& rows) {
        policy::Step step;
        step.kind = policy::StepKind::delete_rows;
        step.in = rows.from;
        step.fields = rows.fields;
        for (const auto& row : rows.rows)
            step.rows.push_back({row.key, digest(rows.fields, row.values), {}, {}});
        return step;
    }

    gdprd::test::TempDir dir_;
    OffLoop off_ = OffLoop::on_blocking_thread();
};

TEST_F(SqliteFile, tells_what_declared_types_mean) {
    execute(
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(45) NOT NULL, c DATETIME, d DATE, e "
        "BOOLEAN, f NUMERIC(10,2), g DOUBLE, h, i BLOB, j UUID, k JSON, l TIME, m NVARCHAR(7), n "
        "TEXT GENERATED ALWAYS AS (b || 'x') STORED)");
    auto store = connector();

    const auto schema = store.inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    std::vector<FieldType> types;
    for (const auto& field : schema->collections.front().fields) types.push_back(field.type);
    EXPECT_THAT(
        types, ElementsAre(FieldType::integer, FieldType::text, FieldType::timestamp,
                           FieldType::date, FieldType::boolean, FieldType::numeric, FieldType::real,
                           FieldType::other, FieldType::bytes, FieldType::uuid, FieldType::json,
                           FieldType::time, FieldType::text, FieldType::text));
    const auto& fields = schema->collections.front().fields;
    EXPECT_EQ(fields[1].max_chars, 45U);
    EXPECT_FALSE(fields[1].nullable);
    EXPECT_TRUE(fields[13].generated);
}

// What a plan writes into a field that must not be null has to be read back as it was written.
TEST_F(SqliteFile, stores_the_empty_value_of_every_type) {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, b VARCHAR(45) NOT NULL, c DATETIME NOT NULL, d "
        "DATE "
        "NOT NULL, f NUMERIC(10,2) NOT NULL, g DOUBLE NOT NULL, i BLOB NOT NULL, j UUID NOT NULL, "
        "k "
        "JSON NOT NULL, l TIME NOT NULL, n INT NOT NULL UNIQUE, dec DECIMAL NOT NULL);"
        "INSERT INTO t VALUES (1, 'x', '2026-01-01', '2026-01-01', 1.5, 1.5, x'00', 'x', '[1]', "
        "'10:00', 7, '1.50')");
    auto store = connector();
    const auto schema = store.inspect(off_);
    ASSERT_TRUE(succeeded(schema));
    const auto kinds_too = [](const std::vector<std::string>& fields,
                              const std::vector<PersonalCell>& values) {
        return policy::digest_row(Secret(as_bytes("a key of thirty-two bytes, at it")),
                                  {StoreName("crm"), {"main", "t"}}, fields, values);
    };
    for (const auto& field : schema->collections.front().fields) {
        if (field.name == "id") continue;
        const auto dialect = policy::dialect_of(schema->server);
        const auto value = field.name == "n"
                               ? policy::unique_empty_value(field, dialect, false, Hash{})
                               : policy::empty_value(field, dialect, false);
        ASSERT_TRUE(value) << field.name;
        policy::RowKey key;
        key.fields = {"id"};
        key.values = {PersonalCell(Cell{Cell::Kind::integer, "1"})};
        const auto rows = store.read_rows(off_, {StoreName("crm"), {"main", "t"}}, {}, {key});
        ASSERT_TRUE(succeeded(rows));
        policy::Step step = deletion(*rows);
        step.kind = policy::StepKind::update_rows;
        step.actions = {{field.name, policy::FieldActionKind::replace, *value, ""}};
        step.rows.at(0).before = kinds_too(rows->fields, rows->rows.at(0).values);
        step.rows.at(0).after = kinds_too({field.name}, {PersonalCell(*value)});
        const auto written = store.apply(off_, step, kinds_too);
        EXPECT_TRUE(succeeded(written)) << field.name << " " << value->bytes;
        if (written) EXPECT_EQ(written->done, 1U) << field.name;
    }
}

TEST_F(SqliteFile, leaves_shadow_tables_out_and_tells_views_and_triggers) {
    execute(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);"
        "CREATE VIRTUAL TABLE notes_fts USING fts5(body);"
        "CREATE VIEW short AS SELECT id FROM notes;"
        "CREATE VIEW broken AS SELECT x FROM gone;"
        "CREATE TRIGGER watch AFTER DELETE ON notes BEGIN SELECT 1; END;");
    auto store = connector();

    const auto schema = store.inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    std::vector<std::string> names;
    for (const auto& one : schema->collections) names.push_back(one.name.name);
    ASSERT_THAT(names, ElementsAre("broken", "notes", "notes_fts", "short"));
    EXPECT_THAT(schema->collections[0].fields, IsEmpty());
    EXPECT_THAT(schema->collections[1].triggers, ElementsAre("watch"));
    EXPECT_EQ(schema->collections[2].kind, CollectionKind::virtual_table);
    EXPECT_EQ(schema->collections[2].fields.size(), 1U);
    EXPECT_EQ(schema->collections[3].kind, CollectionKind::view);
}

TEST_F(SqliteFile, resolves_references_to_keys_that_are_not_named) {
    execute(
        "CREATE TABLE Customers (Id INTEGER PRIMARY KEY);"
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer REFERENCES CUSTOMERS, other "
        "REFERENCES customers(ID) ON DELETE SET NULL, lost REFERENCES nowhere(x));");
    auto store = connector();

    const auto schema = store.inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    const auto* orders = schema->find({"main", "orders"});
    ASSERT_NE(orders, nullptr);
    ASSERT_EQ(orders->foreign_keys.size(), 3U);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(orders->foreign_keys[static_cast<std::size_t>(i)].target.name, "Customers");
        EXPECT_THAT(orders->foreign_keys[static_cast<std::size_t>(i)].target_fields,
                    ElementsAre("Id"));
    }
    EXPECT_EQ(orders->foreign_keys[1].on_delete, policy::OnDelete::set_null);
}

TEST_F(SqliteFile, finds_a_row_again_after_vacuum_renumbered_it) {
    execute(
        "CREATE TABLE log (who TEXT);"
        "INSERT INTO log VALUES ('a'), ('b'), ('Ada'), ('c'), ('Ada');"
        "DELETE FROM log WHERE who IN ('a', 'b');");
    auto store = connector();
    const auto rows = find_all(off_, store, folded("log", "who", "ada"));
    ASSERT_TRUE(succeeded(rows));
    ASSERT_EQ(rows->rows.size(), 2U);
    const auto step = deletion(*rows);
    execute("VACUUM");

    const auto first = store.apply(off_, step, digest);
    const auto second = store.apply(off_, step, digest);

    ASSERT_TRUE(succeeded(first) && succeeded(second));
    EXPECT_EQ(first->done, 2U);
    EXPECT_EQ(second->already_done + second->stale, 2U);
    EXPECT_TRUE(find_all(off_, store, folded("log", "who", "ada"))->rows.empty());
    EXPECT_EQ(find_all(off_, store, folded("log", "who", "c"))->rows.size(), 1U);
}

TEST_F(SqliteFile, erases_from_full_text_indexes) {
    execute(
        "CREATE VIRTUAL TABLE notes USING fts5(body);"
        "INSERT INTO notes VALUES ('call adaexampleuniqueword back'), ('nothing');");
    auto store = connector();
    auto query = folded("notes", "body", "adaexampleuniqueword");
    query.mode = policy::MatchMode::contains;
    const auto rows = find_all(off_, store, query);
    ASSERT_TRUE(succeeded(rows));
    ASSERT_EQ(rows->rows.size(), 1U);
    ASSERT_TRUE(succeeded(store.apply(off_, deletion(*rows), digest)));

    const auto residue =
        store.residue(off_, {PersonalCell(Cell{Cell::Kind::text, "adaexampleuniqueword"})});

    ASSERT_TRUE(succeeded(residue));
    EXPECT_EQ(residue->state, ResidueResult::State::clean) << residue->what;
}

TEST_F(SqliteFile, changes_what_triggers_with_json_functions_watch) {
    execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, who TEXT);"
        "CREATE TABLE log (what TEXT); INSERT INTO people VALUES (1, 'Ada');"
        "CREATE TRIGGER watch AFTER DELETE ON people BEGIN "
        "INSERT INTO log VALUES (json_object('id', old.id)); END");
    auto store = connector();
    const auto rows = find_all(off_, store, folded("people", "who", "Ada"));
    ASSERT_TRUE(succeeded(rows));

    const auto gone = store.apply(off_, deletion(*rows), digest);

    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 1U);
}

TEST_F(SqliteFile, says_that_a_trigger_needs_what_its_application_has) {
    execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, who TEXT);"
        "INSERT INTO people VALUES (1, 'Ada');"
        "CREATE TRIGGER watch AFTER DELETE ON people BEGIN SELECT of_the_application(); END");
    auto store = connector();
    const auto rows = find_all(off_, store, folded("people", "who", "Ada"));
    ASSERT_TRUE(succeeded(rows));

    const auto gone = store.apply(off_, deletion(*rows), digest);

    ASSERT_TRUE(failed_with(gone, ErrorCode::invalid_argument));
    EXPECT_THAT(gone.error().message(), testing::HasSubstr("has triggers"));
    EXPECT_THAT(find_all(off_, store, folded("people", "who", "Ada"))->rows, testing::SizeIs(1));
}

TEST_F(SqliteFile, tells_full_text_tables_with_rows_of_their_own_from_those_without) {
    execute(
        "CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT);"
        "CREATE VIRTUAL TABLE a_own USING fts5(content, body);"
        "CREATE VIRTUAL TABLE b_own USING FTS4(body, tokenize=porter);"
        "CREATE VIRTUAL TABLE c_of_docs USING fts5(body, content='docs', content_rowid='id');"
        "CREATE VIRTUAL TABLE d_nobodys USING fts5(body, content = '');"
        "CREATE VIRTUAL TABLE e_of_docs USING fts4(body, CONTENT=\"docs\");");
    auto store = connector();

    const auto schema = store.inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    std::string kinds;
    for (const auto& one : schema->collections)
        kinds += one.name.name + " " + std::string(to_string(one.kind)) + "; ";
    EXPECT_EQ(
        kinds,
        "a_own virtual_table; b_own virtual_table; c_of_docs foreign; d_nobodys foreign; docs "
        "table; e_of_docs foreign; ");
}

TEST_F(SqliteFile, does_not_vacuum_where_bare_row_numbers_are_referenced) {
    execute(
        "CREATE TABLE docs (body TEXT);"
        "INSERT INTO docs VALUES ('keep');"
        "CREATE VIRTUAL TABLE docs_fts USING fts5(body, content='docs');");
    auto store = connector();

    const auto residue = store.residue(off_, {PersonalCell(Cell{Cell::Kind::text, "no such"})});
    const auto findings = store.check(off_);

    ASSERT_TRUE(succeeded(residue) && succeeded(findings));
    EXPECT_THAT(residue->limits, testing::Contains(HasSubstr("docs")));
    EXPECT_THAT(*findings, testing::Contains(testing::Field(&CheckFinding::what,
                                                            HasSubstr("VACUUM will not be run"))));
}

TEST_F(SqliteFile, searches_the_bytes_of_utf16_databases) {
    execute(
        "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT "
        "INTO t VALUES (1, 'Ada Müller')");
    auto store = connector();

    const auto residue = store.residue(off_, {PersonalCell(Cell{Cell::Kind::text, "Ada Müller"}),
                                              PersonalCell(Cell{Cell::Kind::text, "Eve Müller"})});

    ASSERT_TRUE(succeeded(residue));
    EXPECT_EQ(residue->values_found, 1U);
}

TEST_F(SqliteFile, empties_a_journal_that_another_connection_left) {
    execute(
        "PRAGMA journal_mode = PERSIST; PRAGMA secure_delete = OFF; CREATE TABLE t (id INTEGER "
        "PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'adajournalword'); DELETE FROM t;");
    ASSERT_THAT(dir_.read("store.db-journal"), HasSubstr("adajournalword"));
    auto store = connector();

    const auto residue =
        store.residue(off_, {PersonalCell(Cell{Cell::Kind::text, "adajournalword"})});

    ASSERT_TRUE(succeeded(residue));
    EXPECT_EQ(residue->state, ResidueResult::State::clean) << residue->what;
}

TEST_F(SqliteFile, never_creates_the_file_and_follows_a_replaced_one) {
    auto store = connector();
    EXPECT_TRUE(failed_with(store.inspect(off_), ErrorCode::unavailable));
    EXPECT_FALSE(std::filesystem::exists(path()));

    execute("CREATE TABLE first (id INTEGER)");
    EXPECT_EQ(store.inspect(off_)->collections.front().name.name, "first");
    std::filesystem::rename(path(), path() + ".old");
    execute("CREATE TABLE second (id INTEGER)");
    EXPECT_EQ(store.inspect(off_)->collections.front().name.name, "second");
}

TEST_F(SqliteFile, erases_every_row_of_a_table_without_row_numbers) {
    execute(
        "CREATE TABLE seats (town TEXT, seat INTEGER, who TEXT, PRIMARY KEY (town, seat)) WITHOUT "
        "ROWID; INSERT INTO seats VALUES ('Porto', 1, 'Ada'), ('Porto', 2, 'Ada')");
    auto store = connector();
    const auto rows = find_all(off_, store, folded("seats", "who", "Ada"));
    ASSERT_TRUE(succeeded(rows));

    const auto gone = store.apply(off_, deletion(*rows), digest);

    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 2U);
    EXPECT_THAT(find_all(off_, store, folded("seats", "who", "Ada"))->rows, IsEmpty());
}

TEST_F(SqliteFile, sees_every_kind_of_row_that_a_reference_would_drag_along) {
    execute(
        "CREATE TABLE Person (id INTEGER PRIMARY KEY, mail TEXT COLLATE NOCASE UNIQUE, boss "
        "INTEGER "
        "REFERENCES person ON DELETE SET NULL); INSERT INTO Person VALUES (1, 'ada@example.org', "
        "NULL);"
        "CREATE TABLE seats (town TEXT, mail TEXT REFERENCES PERSON (Mail) ON DELETE SET DEFAULT "
        "ON "
        "UPDATE CASCADE, PRIMARY KEY (town)) WITHOUT ROWID;"
        "CREATE TABLE calls (who REFERENCES person ON DELETE CASCADE, other INTEGER REFERENCES "
        "person)");
    auto store = connector();
    const auto person = find_all(off_, store, folded("Person", "mail", "ada@example.org"));
    ASSERT_TRUE(succeeded(person));
    auto update = deletion(*person);
    update.kind = policy::StepKind::update_rows;
    update.actions = {{"mail", policy::FieldActionKind::null, {}, ""}};
    update.rows[0].after = digest({"mail"}, {PersonalCell(Cell{})});
    for (const char* row : {"seats VALUES ('Porto', 'ADA@example.org')", "calls VALUES ('1', NULL)",
                            "Person VALUES (2, 'eve@example.com', 1)"}) {
        execute(std::string("INSERT INTO ") + row);
        EXPECT_TRUE(failed_with(store.apply(off_, deletion(*person), digest), ErrorCode::stale))
            << row;
        if (row[0] == 's')
            EXPECT_TRUE(failed_with(store.apply(off_, update, digest), ErrorCode::stale));
        execute("DELETE FROM seats; DELETE FROM calls; DELETE FROM Person WHERE id = 2");
    }

    const auto emptied = store.apply(off_, update, digest);

    ASSERT_TRUE(succeeded(emptied));
    EXPECT_EQ(emptied->done, 1U);
}

TEST(CheckClauses, reads_conditions_and_nothing_that_only_looks_like_one) {
    EXPECT_THAT(
        check_clauses("CREATE TABLE t (a TEXT DEFAULT 'CHECK (1)' check(length(a) > 0 AND a "
                      "<> ')'), \"check\" INT, -- CHECK (2)\n b INT /* CHECK (3) */, "
                      "recheck INT, CONSTRAINT c CHECK (b IN (1, (2))), CHECK [broken"),
        ElementsAre("check(length(a) > 0 AND a <> ')')", "CHECK (b IN (1, (2)))"));
}

TEST_F(SqliteFile, sees_in_a_rehearsal_what_commit_would_refuse) {
    execute(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, who TEXT); INSERT INTO person VALUES (1, "
        "'Ada'); CREATE TABLE calls (who INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED); "
        "INSERT INTO calls VALUES (1)");
    auto store = connector();
    const auto rows = find_all(off_, store, folded("person", "who", "Ada"));
    ASSERT_TRUE(succeeded(rows));
    const auto step = deletion(*rows);

    const auto tried =
        store.rehearse(off_, {&step}, [](const auto&) { return RowDigester(digest); });

    EXPECT_TRUE(failed_with(tried, ErrorCode::conflict));
}

/// A text of 3 MiB, which SQLite would read whole for its first characters.
constexpr const char* kLargeText = "'\u00e9\u00e9' || replace(hex(zeroblob(1572864)), '0', 'x')";

TEST_F(SqliteFile, samples_how_large_values_begin_and_what_stands_beside_them) {
    execute(std::string("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c, d AS (b || 'd'));"
                        "INSERT INTO t VALUES (-3, 'one', 'mail'), (2, ") +
            kLargeText + ", 'post'), (9, 'three', zeroblob(2097152)), (12, 'four', NULL);");
    auto store = connector();
    const policy::CollectionPath from{StoreName("crm"), {"main", "t"}};
    std::vector<std::vector<PersonalCell>> read;

    const auto sample = store.sample(off_, from, {"a", "b", "c", "d"}, 10);
    const auto values = store.read_values(off_, from, {"b"}, 3, [&](auto&& row) -> Result<void> {
        read.push_back(std::move(row));
        return {};
    });

    ASSERT_TRUE(succeeded(sample));
    EXPECT_EQ(sample->rows_read, 4U);
    ASSERT_THAT(sample->values, testing::SizeIs(4));
    EXPECT_THAT(sample->values[0], testing::SizeIs(4));
    ASSERT_THAT(sample->values[1], testing::SizeIs(4));
    EXPECT_TRUE(sample->values[1][1].expose().starts_with("\u00e9\u00e9xxx"));
    EXPECT_EQ(sample->values[1][1].expose().size(), StoreSettings().sample_chars_max + 2);
    EXPECT_THAT(sample->values[2], testing::SizeIs(2)) << "bytes are no text";
    EXPECT_THAT(sample->values[3], testing::SizeIs(3)) << "what is computed is not read in pieces";
    ASSERT_TRUE(succeeded(values));
    EXPECT_EQ(values->rows, 3U);
    EXPECT_FALSE(values->whole);
    ASSERT_THAT(read, testing::SizeIs(3));
    EXPECT_EQ(read[1][0].expose().bytes, sample->values[1][1].expose());
    EXPECT_EQ(read[2][0].expose().bytes, "three");
}

TEST_F(SqliteFile, does_not_sample_large_values_of_a_table_without_row_numbers) {
    execute(std::string("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;"
                        "INSERT INTO t VALUES ('k', ") +
            kLargeText + ");");
    auto store = connector();
    const policy::CollectionPath from{StoreName("crm"), {"main", "t"}};

    const auto sample = store.sample(off_, from, {"b"}, 10);
    const auto keys = store.sample(off_, from, {"a"}, 10);
    const auto rows = find_all(off_, store, folded("t", "a", "k"));

    EXPECT_TRUE(failed_with(sample, ErrorCode::limit_exceeded));
    ASSERT_TRUE(succeeded(keys));
    EXPECT_EQ(keys->rows_read, 1U);
    ASSERT_TRUE(succeeded(rows));
    EXPECT_EQ(rows->rows.front().values[1].expose().bytes.size(), 3 * 1024 * 1024U + 4);
}

}  // namespace
}  // namespace gdprd::connectors
