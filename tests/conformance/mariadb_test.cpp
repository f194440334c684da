#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "config/base/crypto.hpp"
#include "connectors/mariadb/mariadb_connector.hpp"
#include "policy/plan/empty_value.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/mariadb_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionKind;
using policy::MatchMode;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Maria : public testing::Test {
  protected:
    void SetUp() override {
        if (mariadb_server().socket().empty()) GTEST_SKIP() << "MariaDB is not installed";
        database_ = mariadb_server().create_database();
        client_ = std::make_unique<MariaClient>(mariadb_server().socket(), database_);
        connect([](StoreSettings&) {});
    }
    void connect(const std::function<void(StoreSettings&)>& change) {
        StoreSettings settings;
        settings.name = StoreName("desk");
        settings.kind = config::StoreKind::mariadb;
        settings.host = mariadb_server().socket();
        settings.database = database_;
        settings.user = "root";
        settings.lock_timeout = std::chrono::milliseconds(300);
        change(settings);
        connector_ = std::make_unique<MariaConnector>(std::move(settings));
    }
    policy::StoreSchema inspect() {
        auto schema = connector_->inspect(off_);
        EXPECT_TRUE(succeeded(schema));
        return schema ? std::move(*schema) : policy::StoreSchema{};
    }
    const policy::CollectionSchema* collection(const policy::StoreSchema& schema,
                                               const std::string& name) {
        const auto* out = schema.find({database_, name});
        EXPECT_NE(out, nullptr) << name;
        return out;
    }
    policy::RowSet find(const std::string& table, const std::string& field, const Cell& wanted,
                        MatchMode mode = MatchMode::exact) {
        policy::FindQuery query;
        query.in = {StoreName("desk"), {database_, table}};
        query.fields = {field};
        query.mode = mode;
        query.any_of = {{PersonalCell(wanted)}};
        auto rows = find_all(off_, *connector_, query);
        EXPECT_TRUE(succeeded(rows)) << table << "." << field;
        if (!rows) ADD_FAILURE() << rows.error().sensitive_detail();
        return rows ? std::move(*rows) : policy::RowSet{};
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
    static policy::Step update(const policy::RowSet& rows, const std::string& field,
                               const Cell& value) {
        policy::Step step = deletion(rows);
        step.kind = policy::StepKind::update_rows;
        step.actions = {{field, policy::FieldActionKind::replace, value, ""}};
        for (auto& row : step.rows) row.after = digest({field}, {PersonalCell(value)});
        return step;
    }
    Result<StepResult> apply(const policy::Step& step) {
        return connector_->apply(off_, step, digest);
    }
    Result<StepResult> erase(const policy::RowSet& rows) { return apply(deletion(rows)); }
    Result<StepResult> rehearse(const policy::Step& step) {
        return connector_->rehearse(off_, {&step}, [](const auto&) { return RowDigester(digest); });
    }
    std::vector<CheckFinding> findings() {
        auto out = connector_->check(off_);
        EXPECT_TRUE(succeeded(out));
        return out ? std::move(*out) : std::vector<CheckFinding>{};
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    std::string database_;
    std::unique_ptr<MariaClient> client_;
    std::unique_ptr<MariaConnector> connector_;
};

auto told(CheckFinding::Severity severity, const std::string& words) {
    return Contains(testing::AllOf(Field(&CheckFinding::severity, severity),
                                   Field(&CheckFinding::what, HasSubstr(words))));
}

// The field had another type when the plan was made: the row may be there under another key.
TEST_F(Maria, a_key_that_its_field_cannot_hold_is_stale_never_gone) {
    client_->run("CREATE TABLE t (id int PRIMARY KEY, m text); INSERT INTO t VALUES (7, 'x')");
    policy::RowSet rows = find("t", "id", integer(7));
    ASSERT_THAT(rows.rows, SizeIs(1));
    rows.rows[0].key.values = {PersonalCell(text("A-7"))};

    const auto erased = erase(rows);
    const auto read = connector_->read_rows(off_, rows.from, rows.fields, {rows.rows[0].key});

    EXPECT_TRUE(failed_with(erased, ErrorCode::stale));
    EXPECT_TRUE(failed_with(read, ErrorCode::stale));
}

TEST_F(Maria, tells_types_generated_fields_comments_and_partitions) {
    client_->run(
        "CREATE TABLE t (id int unsigned PRIMARY KEY, m varchar(80) CHARACTER SET latin1 NOT NULL "
        "COMMENT 'where to write', e enum('ok', 'bad'), s set('a', 'b'), n decimal(10,2), d date, "
        "ts timestamp(3) NULL, u uuid, j json, i inet6, b varbinary(9), c char(5), f float, g text "
        "AS (left(m, 5)) STORED, ok boolean, bits bit(12), y year, p point, CHECK (n >= 0)) "
        "COMMENT "
        "'people'; CREATE TABLE visit (id int, day date, PRIMARY KEY (id, day)) PARTITION BY "
        "HASH (id) PARTITIONS 3; INSERT INTO visit VALUES (1, '2026-05-05'), (2, '2026-05-06')");

    const auto schema = inspect();

    const auto* t = collection(schema, "t");
    ASSERT_NE(t, nullptr);
    EXPECT_THAT(schema.server, testing::StartsWith("MariaDB 1"));
    EXPECT_EQ(t->comment, "people");
    std::string types;
    for (const auto& field : t->fields) types += std::string(to_string(field.type)) + " ";
    EXPECT_EQ(types,
              "integer text text text numeric date timestamp uuid json inet bytes text real text "
              "boolean integer integer other ");
    EXPECT_FALSE(t->fields[1].nullable);
    EXPECT_EQ(t->fields[1].max_chars, 80U);
    EXPECT_EQ(t->fields[1].comment, "where to write");
    EXPECT_EQ(t->fields[0].declared_type, "int(10) unsigned");
    EXPECT_TRUE(t->fields[13].generated);
    EXPECT_THAT(t->checks, ElementsAre(HasSubstr(">= 0")));
    EXPECT_EQ(collection(schema, "visit")->kind, CollectionKind::partitioned);
    EXPECT_THAT(collection(schema, "visit")->primary_key, ElementsAre("id", "day"));
    EXPECT_EQ(erase(find("visit", "id", integer(2)))->done, 1U);
    EXPECT_THAT(find("visit", "id", integer(1)).rows, SizeIs(1));
}

TEST_F(Maria, finds_and_erases_by_values_of_every_type) {
    client_->run(
        "SET sql_mode = ''; SET time_zone = '+01:00'; CREATE TABLE t (n decimal(10,2), z int(6) "
        "ZEROFILL, big bigint unsigned, ts timestamp(3) NULL, d datetime, zero date, u uuid, j "
        "json, "
        "i inet6, b varbinary(20), c char(5), f float, dd double, ok boolean, e enum('ok', 'bad'), "
        "s set('a', 'b'), bits bit(12), y year, l varchar(20) CHARACTER SET latin1, ti time(2), r "
        "point); INSERT INTO t SELECT 12.50, 42, 18446744073709551615, '2026-03-05 10:00:00.125', "
        "'2026-03-05 10:00', '0000-00-00', '6f1e3d0a-2b0c-4d5e-8f90-123456789abc', '{\"a\": 1}', "
        "'2001:db8::7', x'00ff', 'ab', 0.1, 1e-7, true, 'bad', 'a,b', b'101', 2026, "
        "'M\xc3\xbcller', "
        "'-01:02:03.45', point(1, 2) FROM seq_1_to_2");
    const auto rows = find("t", "c", text("ab"));
    ASSERT_THAT(rows.rows, SizeIs(2));
    EXPECT_EQ(rows.rows[0].key.kind, policy::KeyKind::all_fields);
    const auto values = exposed(rows.rows[0].values);
    EXPECT_EQ(values[0], (Cell{Cell::Kind::real, "12.50"}));
    EXPECT_EQ(values[1], integer(42));
    EXPECT_EQ(values[2].bytes, "18446744073709551615");
    EXPECT_EQ(values[3], text("2026-03-05 09:00:00.125"));
    EXPECT_EQ(values[5], text("0000-00-00"));
    EXPECT_EQ(values[9], blob(std::string("\x00\xff", 2)));
    EXPECT_EQ(values[11], (Cell{Cell::Kind::real, "0.1"}));
    EXPECT_EQ(values[12], (Cell{Cell::Kind::real, "0.0000001"}));
    EXPECT_EQ(values[15], text("a,b"));
    EXPECT_EQ(values[16], integer(5));
    EXPECT_EQ(values[18], text("M\xc3\xbcller"));
    EXPECT_EQ(values[19], text("-01:02:03.45"));

    for (std::size_t i = 0; i < values.size(); ++i) {
        EXPECT_THAT(find("t", rows.fields[i], values[i]).rows, SizeIs(2)) << rows.fields[i];
        EXPECT_THAT(find("t", rows.fields[i], text("no such")).rows, SizeIs(0)) << rows.fields[i];
        EXPECT_THAT(find("t", rows.fields[i], text("777777777"), MatchMode::digits_inside).rows,
                    SizeIs(0));
        EXPECT_THAT(find("t", rows.fields[i], text("\xe2\x98\x82 \xf0\x9f\x98\x80")).rows,
                    SizeIs(0));
        for (const MatchMode mode : {MatchMode::folded, MatchMode::digits, MatchMode::contains})
            EXPECT_THAT(find("t", rows.fields[i], text("zz\xe2\x98\x82"), mode).rows, SizeIs(0));
    }
    EXPECT_THAT(find("t", "n", text("12.5")).rows, SizeIs(2));
    EXPECT_THAT(find("t", "u", text("6F1E3D0A-2B0C-4D5E-8F90-123456789ABC")).rows, SizeIs(2));
    const auto gone = erase(rows);
    ASSERT_TRUE(succeeded(gone)) << gone.error().sensitive_detail();
    EXPECT_EQ(gone->done, 2U);
}

// What a plan writes into a field that must not be null has to be storable, and read back as it was
// written: else the step fails at the run, or is told as stale by the next one.
TEST_F(Maria, stores_the_empty_value_of_every_type) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, ts timestamp NOT NULL, ts3 timestamp(3) NOT NULL, dt "
        "datetime(6) NOT NULL, d date NOT NULL, ti time(2) NOT NULL, u uuid NOT NULL, i6 inet6 NOT "
        "NULL, i4 inet4 NOT NULL, e enum('ok', 'it''s', 'Unknown') NOT NULL, s set('a', 'b') NOT "
        "NULL, b binary(9) NOT NULL, vb varbinary(9) NOT NULL, j json NOT NULL, y year NOT NULL, n "
        "decimal(10,2) unsigned NOT NULL, f float unsigned NOT NULL, c char(3) NOT NULL, bits "
        "bit(12) NOT NULL, big bigint unsigned NOT NULL UNIQUE, small smallint NOT NULL UNIQUE, "
        "medium mediumint unsigned NOT NULL UNIQUE, whole int unsigned NOT NULL UNIQUE, mail "
        "varchar(30) NOT NULL UNIQUE, CHECK (whole > 0)); INSERT INTO t VALUES (1, '2026-03-05 "
        "10:00', '2026-03-05 10:00', '2026-03-05 10:00', '2026-03-05', '10:00', "
        "'6f1e3d0a-2b0c-4d5e-8f90-123456789abc', '2001:db8::7', '192.0.2.1', 'it''s', 'a', 'x', "
        "'x', '[1]', 2026, 1, 1, 'abc', 7, 7, 7, 7, 7, 'ada@example.org')");
    const auto schema = inspect();
    const auto* t = collection(schema, "t");
    ASSERT_NE(t, nullptr);
    const auto dialect = policy::dialect_of(schema.server);

    for (const auto& field : t->fields) {
        if (field.name == "id") continue;
        const Hash random = crypto::sha256(as_bytes(field.name));
        const auto value = t->are_unique({field.name})
                               ? policy::unique_empty_value(field, dialect, false, random)
                               : policy::empty_value(field, dialect, false);
        ASSERT_TRUE(value) << field.name;
        const auto step = update(find("t", "id", integer(1)), field.name, *value);
        const auto written = apply(step);
        EXPECT_TRUE(succeeded(written)) << field.name << " " << value->bytes;
        if (!written) continue;
        EXPECT_EQ(*written, (StepResult{1, 0, 0})) << field.name << " " << value->bytes;
        EXPECT_EQ(*apply(step), (StepResult{0, 1, 0})) << field.name << " " << value->bytes;
    }
}

TEST_F(Maria, takes_nothing_for_the_same_that_only_a_collation_does) {
    client_->run(
        "CREATE TABLE t (code varchar(20) COLLATE utf8mb4_bin PRIMARY KEY, mail varchar(40) "
        "COLLATE "
        "utf8mb4_unicode_ci, KEY (mail)); INSERT INTO t VALUES ('a', 'ada@example.org'), ('A', "
        "'ADA@example.org'), ('\xc3\xa4', '\xc3\xa4"
        "da@example.org'), ('b', 'ada@example.org ');"
        "CREATE TABLE log (who varchar(20) COLLATE utf8mb4_general_ci); INSERT INTO log VALUES "
        "('Ada'), ('ada'), ('ada '), ('\xc3\x81"
        "da')");

    const auto rows = find("t", "mail", text("ada@example.org"));
    const auto folded = find("t", "mail", text("ADA@EXAMPLE.ORG"), MatchMode::folded);
    const auto log = find("log", "who", text("ada"));

    ASSERT_THAT(rows.rows, SizeIs(1));
    EXPECT_EQ(rows.rows[0].values[0].expose(), text("a"));
    EXPECT_THAT(folded.rows, SizeIs(3)) << "of any case and with spaces around, but not \xc3\xa4";
    ASSERT_THAT(log.rows, SizeIs(1));
    ASSERT_EQ(apply(update(log, "who", text("erased")))->done, 1U);
    EXPECT_EQ(client_->value("SELECT group_concat(HEX(who) ORDER BY HEX(who)) FROM log"),
              "416461,61646120,657261736564,C3816461");
    ASSERT_EQ(erase(rows)->done, 1U);
    EXPECT_EQ(client_->value("SELECT count(*) FROM t"), "3");
}

TEST_F(Maria, keeps_to_the_very_row_under_a_key_that_is_compared_without_case) {
    client_->run(
        "CREATE TABLE t (code varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, who text); "
        "INSERT "
        "INTO t VALUES ('Ada', 'x')");
    const auto rows = find("t", "code", text("Ada"));
    client_->run("DELETE FROM t; INSERT INTO t VALUES ('ADA', 'x')");

    const auto gone = erase(rows);

    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 0U);
    EXPECT_EQ(client_->value("SELECT code FROM t"), "ADA");
}

TEST_F(Maria, reads_and_writes_the_same_under_whatever_sql_mode_the_server_has) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, \"we`ird \"\"name\\\" varchar(40)); INSERT INTO t "
        "VALUES (1, 'a\\\\b''c\"d')");
    for (const char* mode : {"''", "'NO_BACKSLASH_ESCAPES'", "'ANSI_QUOTES'", "'ORACLE'",
                             "'TRADITIONAL,PAD_CHAR_TO_FULL_LENGTH'"}) {
        client_->run(std::string("SET GLOBAL sql_mode = ") + mode);
        connect([](StoreSettings&) {});
        const std::string name = "we`ird \"name\\";
        const auto rows = find("t", name, text("a\\b'c\"d"));
        ASSERT_THAT(rows.rows, SizeIs(1)) << mode;
        const auto there = apply(update(rows, name, text("\\' OR 1=1 -- ")));
        ASSERT_TRUE(succeeded(there)) << mode;
        EXPECT_EQ(
            apply(update(find("t", name, text("\\' OR 1=1 -- ")), name, text("a\\b'c\"d")))->done,
            1U);
    }
    client_->run("SET GLOBAL sql_mode = DEFAULT");
}

TEST_F(Maria, writes_only_what_fits_and_names_no_value) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, c varchar(5), n tinyint, l varchar(9) CHARACTER SET "
        "latin1, e enum('a'), g int AS (id + 1) VIRTUAL); INSERT INTO t (id, c) VALUES (1, 'x')");
    const auto rows = find("t", "id", integer(1));

    for (const auto& [field, value] :
         std::vector<std::pair<std::string, Cell>>{{"c", text("far too long")},
                                                   {"n", integer(1000)},
                                                   {"n", text("secret")},
                                                   {"l", text("\xe2\x98\x82")},
                                                   {"e", text("secret")},
                                                   {"c", text("\xff")}}) {
        const auto written = apply(update(rows, field, value));
        ASSERT_TRUE(failed_with(written, ErrorCode::invalid_argument)) << field;
        EXPECT_THAT(written.error().message() + written.error().hint(), Not(HasSubstr("secret")));
    }
    EXPECT_TRUE(failed_with(apply(update(rows, "g", integer(7))), ErrorCode::refused));
    EXPECT_EQ(client_->value("SELECT c FROM t"), "x");
}

TEST_F(Maria, writes_nothing_where_a_step_could_not_be_undone) {
    client_->run(
        "CREATE TABLE old (id int PRIMARY KEY, who text) ENGINE = MyISAM; INSERT INTO old VALUES "
        "(1, 'Ada'); CREATE TABLE aria (id int PRIMARY KEY) ENGINE = Aria; INSERT INTO aria VALUES "
        "(1); CREATE TABLE kept (id int PRIMARY KEY, who text) WITH SYSTEM VERSIONING; INSERT INTO "
        "kept VALUES (1, 'Ada'); CREATE TABLE keyless (x int); CREATE VIEW v AS SELECT * FROM old");

    for (const char* table : {"old", "aria", "kept", "v"}) {
        const auto rows = find(table, "id", integer(1));
        ASSERT_THAT(rows.rows, SizeIs(1)) << table;
        EXPECT_TRUE(failed_with(rehearse(deletion(rows)), ErrorCode::conflict)) << table;
        const auto gone = erase(rows);
        ASSERT_TRUE(failed_with(gone, ErrorCode::conflict)) << table;
        EXPECT_THAT(gone.error().message(), HasSubstr(std::string(".") + table));
        EXPECT_THAT(find(table, "id", integer(1)).rows, SizeIs(1));
    }
    const auto found = findings();
    const std::string of = database_ + ".";
    EXPECT_THAT(found, told(CheckFinding::Severity::problem,
                            "never erased from: " + of + "aria, " + of + "old"));
    EXPECT_THAT(found, told(CheckFinding::Severity::problem, "never erased from: " + of + "kept"));
    EXPECT_THAT(found,
                told(CheckFinding::Severity::warning, "all their values: " + of + "keyless"));
    EXPECT_THAT(found, told(CheckFinding::Severity::warning, "may do everything"));
}

TEST_F(Maria, tells_which_rights_to_grant) {
    const std::string user = "'reader'@'localhost'";
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, who text); INSERT INTO t VALUES (1, 'Ada'); "
        "CREATE TABLE hidden (id int PRIMARY KEY); DROP USER IF EXISTS " +
        user + "; CREATE USER " + user + "; GRANT SELECT ON " + database_ + ".t TO " + user +
        "; GRANT INSERT ON " + database_ + ".hidden TO " + user);
    connect([](StoreSettings& settings) { settings.user = "reader"; });
    const std::string of = database_ + ".";

    const auto poor = findings();

    EXPECT_THAT(poor, told(CheckFinding::Severity::problem, "may not be read: " + of + "hidden"));
    EXPECT_THAT(poor, told(CheckFinding::Severity::problem, "not erased from: " + of + "t"));
    EXPECT_THAT(poor, told(CheckFinding::Severity::warning, "triggers cannot be seen"));
    EXPECT_TRUE(failed_with(erase(find("t", "id", integer(1))), ErrorCode::forbidden));
    // what the hints say, typed
    for (const auto& finding : poor)
        if (finding.hint.starts_with("GRANT")) client_->run(finding.hint);
    for (const auto& finding : findings())
        EXPECT_NE(finding.severity, CheckFinding::Severity::problem) << finding.what;
    EXPECT_EQ(erase(find("t", "id", integer(1)))->done, 1U);
    client_->run("DROP USER " + user);
}

TEST_F(Maria, sees_every_kind_of_row_that_a_reference_would_drag_along) {
    const std::string other = mariadb_server().create_database();
    client_->run(
        "CREATE TABLE person (id int PRIMARY KEY, mail varchar(40) UNIQUE); INSERT INTO person "
        "VALUES (1, 'ada@example.org'), (2, 'eve@example.com'); CREATE TABLE " +
        other + ".letter (mail varchar(40), FOREIGN KEY (mail) REFERENCES " + database_ +
        ".person (mail) ON UPDATE CASCADE ON DELETE SET NULL); CREATE TABLE calls (id int, boss "
        "int, "
        "FOREIGN KEY (id) REFERENCES person (id) ON DELETE CASCADE, FOREIGN KEY (boss) REFERENCES "
        "person (id))");
    const auto person = find("person", "id", integer(1));
    const auto written = update(person, "mail", text("gone"));
    const std::string letter = other + ".letter VALUES ('ada@example.org')";
    for (const std::string& row : {letter, std::string("calls VALUES (1, 2)")}) {
        client_->run("INSERT INTO " + row);
        EXPECT_TRUE(failed_with(erase(person), ErrorCode::stale)) << row;
        if (row == letter) EXPECT_TRUE(failed_with(apply(written), ErrorCode::stale));
        client_->run("DELETE FROM " + other + ".letter; DELETE FROM calls");
    }
    client_->run("INSERT INTO " + other +
                 ".letter VALUES ('eve@example.com'), (NULL); INSERT INTO calls VALUES (2, NULL)");

    EXPECT_EQ(*apply(written), (StepResult{1, 0, 0}));
    EXPECT_EQ(erase(find("person", "id", integer(1)))->done, 1U);
    EXPECT_EQ(client_->value("SELECT count(*) FROM " + other + ".letter"), "2");
}

TEST_F(Maria, sees_a_reference_whose_rule_the_server_does_not_tell) {
    const std::string other = mariadb_server().create_database();
    const std::string user = "'looker'@'localhost'";
    client_->run(
        "CREATE TABLE person (id int PRIMARY KEY); INSERT INTO person VALUES (1); "
        "CREATE TABLE " +
        other + ".bill (person int, FOREIGN KEY (person) REFERENCES " + database_ +
        ".person (id) ON DELETE CASCADE); INSERT INTO " + other +
        ".bill VALUES (1); DROP USER IF EXISTS " + user + "; CREATE USER " + user +
        "; GRANT SELECT ON " + other + ".* TO " + user +
        "; GRANT SELECT, UPDATE, DELETE, TRIGGER ON " + database_ + ".* TO " + user);
    connect([&](StoreSettings& settings) {
        settings.user = "looker";
        settings.schemas = {database_, other};
    });

    EXPECT_TRUE(failed_with(erase(find("person", "id", integer(1))), ErrorCode::stale));
    EXPECT_EQ(client_->value("SELECT count(*) FROM " + other + ".bill"), "1");
    const auto schema = inspect();
    const auto* bill = schema.find({other, "bill"});
    ASSERT_NE(bill, nullptr);
    ASSERT_THAT(bill->foreign_keys, SizeIs(1));
    EXPECT_EQ(bill->foreign_keys.front().on_delete, policy::OnDelete::cascade);
    client_->run("DROP USER " + user);
}

TEST_F(Maria, commits_nothing_of_a_step_that_was_cancelled_between_two_statements) {
    client_->run(
        "CREATE TABLE a (id int PRIMARY KEY, who varchar(10)); INSERT INTO a SELECT seq, 'ada' "
        "FROM "
        "seq_1_to_50; CREATE TABLE b (id int PRIMARY KEY); INSERT INTO b VALUES (1)");
    const auto many = deletion(find("a", "who", text("ada")));
    const auto other = deletion(find("b", "id", integer(1)));
    int seen = 0;
    const RowDigester cancelling = [&](const auto& fields, const auto& values) {
        if (++seen == 30) connector_->cancel();
        return digest(fields, values);
    };

    EXPECT_FALSE(connector_->apply(off_, many, cancelling));
    EXPECT_EQ(apply(other)->done, 1U);
    EXPECT_EQ(client_->value("SELECT count(*) FROM a"), "50");
    seen = 0;
    EXPECT_FALSE(connector_->rehearse(off_, {&many}, [&](const auto&) { return cancelling; }));
    client_->run("INSERT INTO b VALUES (1)");
    EXPECT_EQ(apply(other)->done, 1U);
    EXPECT_EQ(client_->value("SELECT count(*) FROM a"), "50");
}

TEST_F(Maria, erases_a_row_whose_text_only_the_server_takes_for_unicode) {
    client_->run(
        "CREATE TABLE chat (who varchar(40), msg text CHARACTER SET utf8mb3); INSERT INTO chat "
        "VALUES ('ada@example.org', CONVERT(x'EDA0BDEDB880' USING utf8mb3))");

    const auto rows = find("chat", "who", text("ada@example.org"));

    ASSERT_THAT(rows.rows, SizeIs(1));
    const auto done = erase(rows);
    if (done) EXPECT_EQ(*done, (StepResult{1, 0, 0}));
    EXPECT_EQ(client_->value("SELECT count(*) FROM chat"), done ? "0" : "1");
}

TEST_F(Maria, rehearses_nothing_where_triggers_may_reach_out) {
    client_->run(
        "CREATE TABLE watched (id int PRIMARY KEY); INSERT INTO watched VALUES (1); CREATE TABLE "
        "trace (id int) ENGINE = MyISAM; CREATE TRIGGER watch AFTER DELETE ON watched FOR EACH ROW "
        "INSERT INTO trace VALUES (OLD.id)");

    const auto tried = rehearse(deletion(find("watched", "id", integer(1))));

    EXPECT_TRUE(failed_with(tried, ErrorCode::unsupported));
    EXPECT_EQ(client_->value("SELECT count(*) FROM trace"), "0");
    EXPECT_THAT(collection(inspect(), "watched")->triggers, ElementsAre("watch"));
}

TEST_F(Maria, looks_at_hundreds_of_tables_in_seconds) {
    std::string sql;
    for (int i = 0; i < 600; ++i)
        sql += "CREATE TABLE t" + std::to_string(i) +
               " (id int PRIMARY KEY, a text, b text, c int REFERENCES t" + std::to_string(i) +
               " (id));";
    client_->run(sql);
    const auto begin = std::chrono::steady_clock::now();

    const auto schema = inspect();

    EXPECT_THAT(schema.collections, SizeIs(600));
    EXPECT_THAT(schema.collections[0].foreign_keys, SizeIs(1));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST_F(Maria, looks_for_residue_and_names_what_may_stay) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, who text, raw blob); INSERT INTO t VALUES (1, "
        "'ada@example.org', NULL), (2, 'eve@example.com', 'K-100007')");
    const auto residue = [&](const char* value) {
        auto out = connector_->residue(off_, {PersonalCell(text(value))});
        EXPECT_TRUE(succeeded(out));
        return out ? std::move(*out) : ResidueResult{};
    };
    ASSERT_EQ(erase(find("t", "id", integer(1)))->done, 1U);

    const auto gone = residue("ada@example.org");
    EXPECT_EQ(gone.state, ResidueResult::State::unsupported);
    EXPECT_THAT(gone.limits, Contains(HasSubstr("redo log")));
    EXPECT_EQ(residue("eve@example.com").state, ResidueResult::State::found);
    EXPECT_EQ(residue("K-10000").values_found, 0U) << "part of a longer word";
    connect([](StoreSettings& settings) { settings.purge = PurgeMode::full; });
    ASSERT_EQ(erase(find("t", "id", integer(2)))->done, 1U);
    const auto rewritten = residue("eve@example.com");
    EXPECT_EQ(rewritten.state, ResidueResult::State::clean) << rewritten.what;
}

TEST_F(Maria, writes_nothing_outside_of_a_step) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY); CREATE FUNCTION evil() RETURNS int BEGIN INSERT INTO "
        "t VALUES (1); RETURN 1; END; CREATE VIEW v AS SELECT evil() AS id");

    policy::FindQuery query;
    query.in = {StoreName("desk"), {database_, "v"}};
    query.fields = {"id"};
    query.any_of = {{PersonalCell(integer(1))}};
    EXPECT_FALSE(find_all(off_, *connector_, query));
    EXPECT_THAT(find("t", "id", integer(1)).rows, SizeIs(0));
}

TEST_F(Maria, looks_at_the_databases_that_it_is_told_to) {
    const std::string other = mariadb_server().create_database();
    client_->run("CREATE TABLE a (id int); CREATE TABLE " + other + ".b (id int)");

    EXPECT_THAT(inspect().collections, SizeIs(1));
    connect([&](StoreSettings& settings) { settings.schemas = {other, database_}; });
    EXPECT_THAT(inspect().collections, SizeIs(2));
}

TEST_F(Maria, refuses_a_server_that_is_not_there_and_a_wrong_password) {
    client_->run("CREATE OR REPLACE USER 'locked'@'localhost' IDENTIFIED BY 'x'");
    connect([](StoreSettings& settings) { settings.user = "locked"; });
    EXPECT_TRUE(failed_with(connector_->inspect(off_), ErrorCode::forbidden));
    connect([](StoreSettings& settings) { settings.database = "no_such"; });
    EXPECT_TRUE(failed_with(connector_->inspect(off_), ErrorCode::not_found));
    connect([](StoreSettings& settings) { settings.host = "/nonexistent"; });

    const auto schema = connector_->inspect(off_);

    ASSERT_TRUE(failed_with(schema, ErrorCode::unavailable));
    EXPECT_THAT(schema.error().message(), testing::StartsWith("desk: "));
}

TEST_F(Maria, gives_up_on_a_server_that_takes_the_connection_and_says_nothing) {
    const gdprd::test::TempDir directory;
    const std::string path = directory.path("s");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int silent = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_EQ(::bind(silent, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(silent, 1), 0);
    connect([&](StoreSettings& settings) {
        settings.host = path;
        settings.connect_timeout = std::chrono::milliseconds(200);
    });
    const auto begin = std::chrono::steady_clock::now();

    const auto schema = connector_->inspect(off_);

    ::close(silent);
    ASSERT_TRUE(failed_with(schema, ErrorCode::unavailable));
    EXPECT_THAT(schema.error().message(), HasSubstr("connect_timeout"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(Maria, says_not_found_of_a_table_that_was_dropped_since_it_was_listed) {
    client_->run("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int PRIMARY KEY)");
    ASSERT_THAT(inspect().collections, SizeIs(2));
    client_->run("DROP TABLE t");

    const auto sample = [&](const char* table) {
        return connector_->sample(off_, {StoreName("desk"), {database_, table}}, {"id"}, 10);
    };

    EXPECT_TRUE(failed_with(sample("t"), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(sample("u"))) << "the others go on";
}

}  // namespace
}  // namespace gdprd::connectors::test
