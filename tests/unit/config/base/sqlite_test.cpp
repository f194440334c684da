#include "config/base/sqlite.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::sqlite {
namespace {

using test::failed_with;
using test::succeeded;
using test::TempDir;

class Sqlite : public testing::Test {
  protected:
    Database open(OpenMode mode = OpenMode::create) {
        auto db = Database::open(dir.path("t.db"), mode);
        EXPECT_TRUE(succeeded(db));
        return std::move(*db);
    }
    static std::int64_t count(Database& db) {
        auto statement = db.prepare("SELECT count(*) FROM t");
        EXPECT_TRUE(succeeded(statement));
        EXPECT_TRUE(statement->step().has_value());
        return statement->integer(0);
    }
    TempDir dir;
};

TEST_F(Sqlite, gives_back_what_was_bound) {
    Database db = open();
    ASSERT_TRUE(succeeded(db.execute("CREATE TABLE t(i, r, s, b, n, e, z)")));
    auto insert = db.prepare("INSERT INTO t VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    ASSERT_TRUE(succeeded(insert));
    insert->bind(1, std::int64_t{-5}).bind(2, 2.5).bind(3, std::string_view("a\0b", 3));
    insert->bind(4, BytesView(Bytes{1, 2})).bind(5, nullptr).bind(6, std::string_view{});
    insert->bind(7, BytesView{});
    ASSERT_TRUE(succeeded(insert->run()));
    EXPECT_EQ(db.changes(), 1);
    EXPECT_EQ(db.last_insert_rowid(), 1);

    auto select = db.prepare("SELECT * FROM t");
    ASSERT_TRUE(succeeded(select));
    ASSERT_TRUE(*select->step());
    EXPECT_EQ(select->column_count(), 7);
    EXPECT_EQ(select->column_name(2), "s");
    EXPECT_EQ(select->integer(0), -5);
    EXPECT_EQ(select->real(1), 2.5);
    EXPECT_EQ(select->text(2), std::string_view("a\0b", 3));
    EXPECT_EQ(hex_encode(select->blob(3)), "0102");
    EXPECT_TRUE(select->is_null(4));
    EXPECT_EQ(select->column_type(5), SQLITE_TEXT);
    EXPECT_EQ(select->text(5), "");
    EXPECT_EQ(select->column_type(6), SQLITE_BLOB);
    EXPECT_FALSE(*select->step());
}

TEST_F(Sqlite, keeps_its_own_words_out_of_messages) {
    Database db = open();
    ASSERT_TRUE(succeeded(db.execute("CREATE TABLE t(email TEXT UNIQUE) STRICT")));
    ASSERT_TRUE(succeeded(db.execute("INSERT INTO t VALUES('jane@example.com')")));

    const auto twice = db.execute("INSERT INTO t VALUES('jane@example.com')");
    const auto absent = db.prepare("SELECT \"jane@example.com\" FROM t");

    EXPECT_TRUE(failed_with(twice, ErrorCode::conflict));
    EXPECT_TRUE(failed_with(absent, ErrorCode::invalid_argument));
    EXPECT_EQ(absent.error().message().find("jane"), std::string::npos);
    EXPECT_NE(absent.error().sensitive_detail().find("jane"), std::string::npos);
}

TEST_F(Sqlite, takes_one_statement_at_a_time) {
    Database db = open();
    EXPECT_TRUE(failed_with(db.prepare("SELECT 1; SELECT 2"), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(db.prepare("  "), ErrorCode::invalid_argument));
    EXPECT_TRUE(succeeded(db.prepare("SELECT 1 ; \n")));
}

TEST_F(Sqlite, rolls_back_what_was_not_committed) {
    Database db = open();
    ASSERT_TRUE(succeeded(db.execute("CREATE TABLE t(i)")));
    {
        auto transaction = Transaction::begin(db);
        ASSERT_TRUE(succeeded(transaction));
        ASSERT_TRUE(succeeded(db.execute("INSERT INTO t VALUES(1)")));
    }
    EXPECT_EQ(count(db), 0);
    {
        auto transaction = Transaction::begin(db);
        ASSERT_TRUE(succeeded(transaction));
        ASSERT_TRUE(succeeded(db.execute("INSERT INTO t VALUES(1)")));
        ASSERT_TRUE(succeeded(transaction->commit()));
    }
    EXPECT_EQ(count(db), 1);
}

TEST_F(Sqlite, tells_a_locked_database) {
    Database writer = open();
    ASSERT_TRUE(succeeded(writer.execute("CREATE TABLE t(i)")));
    auto transaction = Transaction::begin(writer);
    ASSERT_TRUE(succeeded(transaction));
    Database other = open(OpenMode::read_write);
    other.set_busy_timeout(std::chrono::milliseconds(1));

    EXPECT_TRUE(failed_with(Transaction::begin(other), ErrorCode::unavailable));

    ASSERT_TRUE(succeeded(transaction->commit()));
    EXPECT_TRUE(succeeded(Transaction::begin(other)));
}

TEST_F(Sqlite, ends_a_long_statement_when_interrupted) {
    Database db = open();
    auto forever = db.prepare(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
    ASSERT_TRUE(succeeded(forever));
    std::atomic<bool> ended{false};
    std::thread other([&] {
        while (!ended) db.interrupt();  // one before the start has no effect
    });

    const auto result = forever->step();

    ended = true;
    other.join();
    EXPECT_TRUE(failed_with(result, ErrorCode::cancelled));
}

TEST_F(Sqlite, opens_only_what_is_there_and_a_database) {
    EXPECT_TRUE(failed_with(Database::open(dir.path("t.db"), OpenMode::read_write), ErrorCode::io));
    dir.write("text.db", std::string(4096, 'x'));
    auto db = Database::open(dir.path("text.db"), OpenMode::read_only);
    ASSERT_TRUE(succeeded(db));
    EXPECT_TRUE(failed_with(db->prepare("SELECT * FROM sqlite_schema"), ErrorCode::corrupt));
}

TEST_F(Sqlite, does_not_write_when_opened_to_read) {
    ASSERT_TRUE(succeeded(open().execute("CREATE TABLE t(i)")));
    Database db = open(OpenMode::read_only);
    EXPECT_TRUE(failed_with(db.execute("INSERT INTO t VALUES(1)"), ErrorCode::forbidden));
}

TEST_F(Sqlite, statement_runs_again_after_a_failure) {
    Database db = open();
    ASSERT_TRUE(succeeded(db.execute("CREATE TABLE t(i INTEGER CHECK (i > 0)) STRICT")));
    auto insert = db.prepare("INSERT INTO t VALUES(?1)");
    ASSERT_TRUE(succeeded(insert));
    EXPECT_TRUE(failed_with(insert->bind(1, std::int64_t{-1}).run(), ErrorCode::conflict));
    EXPECT_TRUE(succeeded(insert->bind(1, std::int64_t{1}).run()));
    EXPECT_EQ(count(db), 1);
}

TEST_F(Sqlite, quoted_identifiers_stay_one_name) {
    Database db = open();
    const std::string name = "a\"; DROP TABLE t; --";
    ASSERT_TRUE(succeeded(db.execute("CREATE TABLE t(" + quote_identifier(name) + ")")));
    auto select = db.prepare("SELECT " + quote_identifier(name) + " FROM t");
    ASSERT_TRUE(succeeded(select));
    EXPECT_EQ(select->column_name(0), name);
    EXPECT_EQ(quote_identifier("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace gdprd::sqlite
