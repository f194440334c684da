#include "connectors/postgres/postgres_connector.hpp"

#include <gmock/gmock.h>

#include "config/base/crypto.hpp"
#include "policy/plan/empty_value.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/postgres_server.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionKind;
using policy::MatchMode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class Postgres : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_server().directory().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
        database_ = postgres_server().create_database();
        client_ = std::make_unique<PgClient>(postgres_server().directory(), database_);
        connect([](StoreSettings&) {});
    }
    void connect(const std::function<void(StoreSettings&)>& change) {
        StoreSettings settings;
        settings.name = StoreName("desk");
        settings.kind = config::StoreKind::postgres;
        settings.host = postgres_server().directory();
        settings.database = database_;
        settings.user = "postgres";
        settings.lock_timeout = std::chrono::milliseconds(300);
        change(settings);
        connector_ = std::make_unique<PostgresConnector>(std::move(settings));
    }
    policy::StoreSchema inspect() {
        auto schema = connector_->inspect(off_);
        EXPECT_TRUE(succeeded(schema));
        return schema ? std::move(*schema) : policy::StoreSchema{};
    }
    policy::RowSet find(const std::string& table, const std::string& field, const Cell& wanted,
                        MatchMode mode = MatchMode::exact) {
        policy::FindQuery query;
        query.in = {StoreName("desk"), {"public", table}};
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
    Result<StepResult> erase(const policy::RowSet& rows) {
        return connector_->apply(off_, deletion(rows), digest);
    }
    /// Of the row with id 1.
    Result<StepResult> rehearse_deletion(const std::string& table) {
        const auto step = deletion(find(table, "id", integer(1)));
        return connector_->rehearse(off_, {&step}, [](const auto&) { return RowDigester(digest); });
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    std::string database_;
    std::unique_ptr<PgClient> client_;
    std::unique_ptr<PostgresConnector> connector_;
};

TEST_F(Postgres, tells_types_domains_enums_arrays_and_generated_fields) {
    client_->run(
        "CREATE DOMAIN mail AS varchar(80) NOT NULL; CREATE TYPE mood AS ENUM ('ok', 'bad');"
        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mail, e mood, a "
        "text[], n numeric(10,2), d date, ts timestamptz, u uuid, j jsonb, i inet, b bytea, c "
        "char(5), f float8, g text GENERATED ALWAYS AS (upper(c)) STORED, ok boolean);"
        "COMMENT ON COLUMN t.m IS 'where to write'; COMMENT ON TABLE t IS 'people'");

    const auto schema = inspect();

    const auto* t = schema.find({"public", "t"});
    ASSERT_NE(t, nullptr);
    EXPECT_EQ(t->comment, "people");
    std::string types;
    for (const auto& field : t->fields) types += std::string(to_string(field.type)) + " ";
    EXPECT_EQ(types,
              "integer text text array numeric date timestamp uuid json inet bytes text real text "
              "boolean ");
    EXPECT_TRUE(t->fields[0].generated);
    EXPECT_FALSE(t->fields[1].nullable);
    EXPECT_EQ(t->fields[1].max_chars, 80U);
    EXPECT_EQ(t->fields[1].comment, "where to write");
    EXPECT_EQ(t->fields[11].declared_type, "character(5)");
    EXPECT_TRUE(t->fields[13].generated);
}

// What a plan writes into a field that must not be null has to be read back as it was written.
TEST_F(Postgres, stores_the_empty_value_of_every_type) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, n numeric(10,2) NOT NULL, n0 numeric NOT NULL, ts "
        "timestamp(3) NOT NULL, tz timestamptz NOT NULL, ti time NOT NULL, tt timetz NOT NULL, d "
        "date NOT NULL, u uuid NOT NULL, j jsonb NOT NULL, i inet NOT NULL, ci cidr NOT NULL, m "
        "macaddr NOT NULL, b bytea NOT NULL, c char(9) NOT NULL, f float8 NOT NULL, a text[] NOT "
        "NULL, v varchar(40) NOT NULL UNIQUE, cu char(25) NOT NULL UNIQUE, s smallint NOT NULL "
        "UNIQUE, k bigint NOT NULL UNIQUE); INSERT INTO t VALUES (1, 1.5, 1.5, now(), now(), "
        "'10:00', '10:00', now(), '6f1e3d0a-2b0c-4d5e-8f90-123456789abc', '[1]', '192.0.2.1', "
        "'192.0.2.0/24', '08:00:2b:01:02:03', 'x', 'x', 1, '{x}', 'x', 'x', 7, 7)");
    const auto schema = inspect();
    const auto* t = schema.find({"public", "t"});
    ASSERT_NE(t, nullptr);
    const auto dialect = policy::dialect_of(schema.server);

    for (const auto& field : t->fields) {
        if (field.name == "id") continue;
        const Hash random = crypto::sha256(as_bytes(field.name));
        const auto value = t->are_unique({field.name})
                               ? policy::unique_empty_value(field, dialect, false, random)
                               : policy::empty_value(field, dialect, false);
        ASSERT_TRUE(value) << field.name;
        policy::Step step = deletion(find("t", "id", integer(1)));
        step.kind = policy::StepKind::update_rows;
        step.actions = {{field.name, policy::FieldActionKind::replace, *value, ""}};
        step.rows[0].after = digest({field.name}, {PersonalCell(*value)});
        const auto written = connector_->apply(off_, step, digest);
        EXPECT_TRUE(succeeded(written)) << field.name << " " << value->bytes;
        if (!written) continue;
        EXPECT_EQ(*connector_->apply(off_, step, digest), (StepResult{0, 1, 0})) << field.name;
    }
}

TEST_F(Postgres, finds_and_erases_by_values_of_every_type) {
    client_->run(
        "CREATE TYPE mood AS ENUM ('ok', 'bad'); CREATE DOMAIN mail AS varchar(80);"
        "CREATE TABLE t (n numeric(10,2), ts timestamptz, u uuid, j json, i inet, b bytea, c "
        "char(5), f float8, ok boolean, e mood, m mail, a text[], d date);"
        "INSERT INTO t SELECT 12.50, '2026-03-05 10:00+01', "
        "'6f1e3d0a-2b0c-4d5e-8f90-123456789abc', '{\"a\": 1}', '192.0.2.7', '\\x00ff', 'ab', 0.1, "
        "true, 'bad', 'ada@example.org', '{x,\"y z\"}', '2026-03-05' FROM generate_series(1, 2)");
    const auto rows = find("t", "c", text("ab"));
    ASSERT_THAT(rows.rows, SizeIs(2));
    EXPECT_EQ(rows.rows[0].key.kind, policy::KeyKind::all_fields);
    const auto values = exposed(rows.rows[0].values);
    EXPECT_EQ(values[0], (Cell{Cell::Kind::real, "12.50"}));
    EXPECT_EQ(values[1], text("2026-03-05 09:00:00+00"));
    EXPECT_EQ(values[5], blob(std::string("\x00\xff", 2)));
    EXPECT_EQ(values[7], (Cell{Cell::Kind::real, "0.1"}));

    for (std::size_t i = 0; i < values.size(); ++i) {
        EXPECT_THAT(find("t", rows.fields[i], values[i]).rows, SizeIs(2)) << rows.fields[i];
        EXPECT_THAT(find("t", rows.fields[i], text("no such")).rows, SizeIs(0)) << rows.fields[i];
        EXPECT_THAT(find("t", rows.fields[i], text("777777777"), MatchMode::digits_inside).rows,
                    SizeIs(0));
        for (const MatchMode mode : {MatchMode::folded, MatchMode::digits, MatchMode::contains})
            EXPECT_THAT(find("t", rows.fields[i], text("zz"), mode).rows, SizeIs(0));
    }
    EXPECT_THAT(find("t", "n", text("12.5")).rows, SizeIs(2));
    EXPECT_THAT(find("t", "u", text("6F1E3D0A-2B0C-4D5E-8F90-123456789ABC")).rows, SizeIs(2));
    const auto gone = erase(rows);
    ASSERT_TRUE(succeeded(gone)) << gone.error().sensitive_detail();
    EXPECT_EQ(gone->done, 2U);
}

TEST_F(Postgres, reads_padded_texts_without_what_fills_them_up) {
    client_->run(
        "CREATE TABLE person (no char(8) PRIMARY KEY, note char(9)); INSERT INTO person VALUES "
        "('K-1', ' a b'), ('K-2', ''); CREATE TABLE visit (no varchar(8) REFERENCES person (no));"
        "INSERT INTO visit VALUES ('K-1')");

    const auto rows = find("person", "no", text("K-1"));
    ASSERT_THAT(rows.rows, SizeIs(1));
    EXPECT_EQ(rows.rows[0].values[0].expose().bytes, "K-1");
    EXPECT_EQ(rows.rows[0].values[1].expose().bytes, " a b");
    EXPECT_EQ(find("visit", "no", rows.rows[0].values[0].expose()).rows[0].values[0],
              rows.rows[0].values[0]);

    client_->run("TRUNCATE visit");
    const auto gone = erase(rows);
    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 1U);
}

TEST_F(Postgres, reads_inheritance_children_as_collections_of_their_own) {
    client_->run(
        "CREATE TABLE payment (id int PRIMARY KEY, who text); CREATE TABLE payment_01 () INHERITS "
        "(payment); INSERT INTO payment VALUES (1, 'Ada'); INSERT INTO payment_01 VALUES (1, "
        "'Ada')");

    const auto schema = inspect();

    const auto* child = schema.find({"public", "payment_01"});
    ASSERT_NE(child, nullptr);
    EXPECT_EQ(child->kind, CollectionKind::table);
    EXPECT_EQ(child->parent, (policy::CollectionName{"public", "payment"}));
    EXPECT_TRUE(child->primary_key.empty());
    EXPECT_THAT(find("payment", "who", text("Ada")).rows, SizeIs(1));
    ASSERT_TRUE(succeeded(erase(find("payment", "who", text("Ada")))));
    EXPECT_THAT(find("payment", "who", text("Ada")).rows, SizeIs(0));
    EXPECT_THAT(find("payment_01", "who", text("Ada")).rows, SizeIs(1));
    EXPECT_EQ(erase(find("payment_01", "who", text("Ada")))->done, 1U);
}

TEST_F(Postgres, reads_and_writes_partitions_through_their_parent) {
    client_->run(
        "CREATE TABLE person (id int PRIMARY KEY); INSERT INTO person VALUES (1);"
        "CREATE TABLE visit (id int, day date, who int REFERENCES person, PRIMARY KEY (id, day)) "
        "PARTITION BY RANGE (day);"
        "CREATE TABLE visit_25 PARTITION OF visit FOR VALUES FROM ('2025-01-01') TO "
        "('2026-01-01');"
        "CREATE TABLE visit_26 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO "
        "('2027-01-01');"
        "INSERT INTO visit VALUES (1, '2025-05-05', 1), (2, '2026-05-05', 1)");

    const auto schema = inspect();

    const auto* parent = schema.find({"public", "visit"});
    const auto* leaf = schema.find({"public", "visit_25"});
    ASSERT_TRUE(parent != nullptr && leaf != nullptr);
    EXPECT_EQ(parent->kind, CollectionKind::partitioned);
    EXPECT_THAT(parent->primary_key, ElementsAre("id", "day"));
    EXPECT_THAT(parent->foreign_keys, SizeIs(1));
    EXPECT_EQ(leaf->kind, CollectionKind::partition);
    EXPECT_EQ(leaf->parent, parent->name);
    const auto rows = find("visit", "who", integer(1));
    ASSERT_THAT(rows.rows, SizeIs(2));
    const auto gone = erase(rows);
    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 2U);
    EXPECT_THAT(find("visit_26", "who", integer(1)).rows, SizeIs(0));
}

TEST_F(Postgres, sees_every_kind_of_row_that_a_reference_would_drag_along) {
    client_->run(
        "CREATE SCHEMA other; CREATE TABLE person (id int PRIMARY KEY, mail text COLLATE \"C\" "
        "UNIQUE, code varchar(9) UNIQUE); INSERT INTO person VALUES (1, 'ada@example.org', 'A'), "
        "(2, 'eve@example.com', 'E');"
        "CREATE TABLE other.letter (mail text REFERENCES person (mail) ON UPDATE CASCADE ON DELETE "
        "SET NULL); CREATE TABLE visit (day date, code varchar(9) REFERENCES person (code) ON "
        "DELETE SET DEFAULT) PARTITION BY RANGE (day); CREATE TABLE visit_26 PARTITION OF visit "
        "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); CREATE TABLE call (id bigint REFERENCES "
        "person ON DELETE CASCADE, boss int REFERENCES person)");
    const auto person = find("person", "id", integer(1));
    const auto written = [&](const char* field) {
        policy::Step step;
        step.kind = policy::StepKind::update_rows;
        step.in = person.from;
        step.fields = person.fields;
        step.actions = {{field, policy::FieldActionKind::null, {}, ""}};
        step.rows = {{person.rows[0].key,
                      digest(person.fields, person.rows[0].values),
                      digest({field}, {PersonalCell(null())}),
                      {}}};
        return connector_->apply(off_, step, digest);
    };
    for (const char* row : {"other.letter VALUES ('ada@example.org')",
                            "visit VALUES ('2026-05-05', 'A')", "call VALUES (1, 2)"}) {
        client_->run(std::string("INSERT INTO ") + row);
        EXPECT_TRUE(failed_with(erase(person), ErrorCode::stale)) << row;
        if (row[0] == 'o') EXPECT_TRUE(failed_with(written("mail"), ErrorCode::stale));
        client_->run("TRUNCATE other.letter, visit, call");
    }
    client_->run(
        "INSERT INTO other.letter VALUES ('eve@example.com'), (NULL); INSERT INTO call "
        "VALUES (2, NULL)");

    EXPECT_EQ(*written("mail"), (StepResult{1, 0, 0}));
    const auto gone = erase(find("person", "id", integer(1)));
    ASSERT_TRUE(succeeded(gone)) << gone.error().sensitive_detail();
    EXPECT_EQ(gone->done, 1U);
}

TEST_F(Postgres, lets_nobody_refer_to_a_row_between_its_check_and_its_deletion) {
    client_->run(
        "CREATE TABLE person (id int PRIMARY KEY); INSERT INTO person VALUES (1); CREATE TABLE "
        "call (id int REFERENCES person ON DELETE CASCADE); CREATE TABLE taken (id int);"
        // runs between the two, before DELETE locks anything: another session tries just then
        "CREATE EXTENSION IF NOT EXISTS dblink; CREATE FUNCTION meanwhile() RETURNS trigger "
        "LANGUAGE plpgsql AS $$ BEGIN PERFORM dblink_exec('host=" +
        postgres_server().directory() + " user=postgres dbname=" + database_ +
        "', 'SET lock_timeout = 200; INSERT INTO call VALUES (1); INSERT INTO taken VALUES (1)'); "
        "RETURN OLD; EXCEPTION WHEN lock_not_available THEN RETURN OLD; END $$; CREATE TRIGGER "
        "meanwhile BEFORE DELETE ON person FOR EACH STATEMENT EXECUTE FUNCTION meanwhile()");

    const auto gone = erase(find("person", "id", integer(1)));

    ASSERT_TRUE(succeeded(gone)) << gone.error().sensitive_detail();
    EXPECT_EQ(gone->done, 1U);
    EXPECT_THAT(find("taken", "id", integer(1)).rows, SizeIs(0)) << "it could not";
}

TEST_F(Postgres, notes_views_triggers_rules_and_foreign_tables) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, email text); CREATE UNIQUE INDEX ON t "
        "(lower(email)); CREATE INDEX ON t (email, id);"
        "CREATE VIEW v AS SELECT * FROM t; CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;"
        "CREATE RULE quiet AS ON INSERT TO t WHERE NEW.id < 0 DO INSTEAD NOTHING;"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER watch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
        "CREATE SCHEMA other; CREATE TABLE other.t (x int)");

    const auto schema = inspect();

    const auto* t = schema.find({"public", "t"});
    ASSERT_NE(t, nullptr);
    EXPECT_THAT(t->triggers, ElementsAre("rule quiet", "watch"));
    EXPECT_TRUE(t->unique_keys.empty());
    EXPECT_THAT(t->indexes, Contains(ElementsAre("email", "id")));
    EXPECT_EQ(schema.find({"public", "v"})->kind, CollectionKind::view);
    EXPECT_EQ(schema.find({"public", "mv"})->kind, CollectionKind::materialized_view);
    EXPECT_NE(schema.find({"other", "t"}), nullptr);
    connect([](StoreSettings& settings) { settings.schemas = {"other"}; });
    EXPECT_THAT(inspect().collections, SizeIs(1));
}

TEST_F(Postgres, tells_conditions_and_rules_that_replace_deletions) {
    client_->run(
        "CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%'); CREATE TABLE t (id int PRIMARY KEY, "
        "email mail, CONSTRAINT known CHECK (email IS NOT NULL OR id < 0)); INSERT INTO t VALUES "
        "(1, 'ada@example.org'); CREATE TABLE kept (id int PRIMARY KEY); INSERT INTO kept VALUES "
        "(1), (2); CREATE RULE stay AS ON DELETE TO kept DO INSTEAD NOTHING; CREATE TABLE partly "
        "(id int PRIMARY KEY); INSERT INTO partly VALUES (1); CREATE RULE at_times AS ON DELETE TO "
        "partly WHERE OLD.id = 1 DO INSTEAD NOTHING");

    const auto schema = inspect();
    const auto findings = connector_->check(off_);

    EXPECT_THAT(schema.find({"public", "t"})->checks,
                ElementsAre(HasSubstr("email IS NOT NULL OR id < 0"), HasSubstr("email: CHECK")));
    EXPECT_THAT(schema.find({"public", "kept"})->rules,
                ElementsAre(policy::ReplacingRule{"stay", true, false, true}));
    EXPECT_THAT(schema.find({"public", "partly"})->rules,
                ElementsAre(policy::ReplacingRule{"at_times", true, false, false}));
    ASSERT_TRUE(succeeded(findings));
    EXPECT_THAT(*findings, Contains(testing::Field(&CheckFinding::what,
                                                   HasSubstr("public.kept, public.partly"))));
    for (const char* table : {"kept", "partly"}) {
        EXPECT_TRUE(failed_with(rehearse_deletion(table), ErrorCode::conflict)) << table;
        EXPECT_TRUE(failed_with(erase(find(table, "id", integer(1))), ErrorCode::conflict));
    }
}

TEST_F(Postgres, rehearses_nothing_where_triggers_may_reach_out_and_sees_what_commit_would) {
    client_->run(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'; CREATE "
        "TABLE watched (id int PRIMARY KEY); INSERT INTO watched VALUES (1); CREATE TRIGGER watch "
        "AFTER DELETE ON watched FOR EACH ROW EXECUTE FUNCTION f(); CREATE TABLE person (id int "
        "PRIMARY KEY); INSERT INTO person VALUES (1); CREATE TABLE call (id int REFERENCES person "
        "DEFERRABLE INITIALLY DEFERRED); INSERT INTO call VALUES (1)");

    EXPECT_TRUE(failed_with(rehearse_deletion("watched"), ErrorCode::unsupported));
    const auto deferred = rehearse_deletion("person");

    ASSERT_TRUE(failed_with(deferred, ErrorCode::conflict));
    EXPECT_THAT(deferred.error().message(), HasSubstr("call_id_fkey"));
    EXPECT_THAT(find("person", "id", integer(1)).rows, SizeIs(1));
}

TEST_F(Postgres, samples_how_a_row_begins_that_is_too_large_to_be_read) {
    client_->run(
        "CREATE UNLOGGED TABLE big (id int PRIMARY KEY, said text);"
        "ALTER TABLE big ALTER COLUMN said SET STORAGE EXTERNAL;"
        "INSERT INTO big VALUES (1, repeat('x', 270000000)), (2, 'short')");
    policy::FindQuery query;
    query.in = {StoreName("desk"), {"public", "big"}};
    query.fields = {"id"};
    query.any_of = {{PersonalCell(integer(1))}};

    const auto sample = connector_->sample(off_, query.in, {"id", "said"}, 10);
    const auto large = find_all(off_, *connector_, query);

    ASSERT_TRUE(succeeded(sample));
    EXPECT_THAT(sample->values[1], SizeIs(2));
    EXPECT_TRUE(failed_with(large, ErrorCode::limit_exceeded));
    EXPECT_THAT(find("big", "id", integer(2)).rows, SizeIs(1)) << "the connector works on";
}

TEST_F(Postgres, gives_samples_of_addresses_without_the_length_of_a_host) {
    client_->run(
        "CREATE DOMAIN peer AS inet; CREATE TABLE t (i inet, p peer, n inet); INSERT INTO t VALUES "
        "('198.51.100.1', '2001:db8::1/128', '192.0.2.0/24')");

    const auto sample =
        connector_->sample(off_, {StoreName("desk"), {"public", "t"}}, {"i", "p", "n"}, 10);

    ASSERT_TRUE(succeeded(sample));
    std::vector<std::string> values;
    for (const auto& column : sample->values)
        for (const auto& value : column) values.push_back(value.expose());
    EXPECT_THAT(values, ElementsAre("198.51.100.1", "2001:db8::1", "192.0.2.0/24"));
}

TEST_F(Postgres, names_what_refused_a_step_only_where_the_schema_has_that_name) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, email text, name text); INSERT INTO t VALUES (1, "
        "'ada@example.org', 'Lovelace'); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''no'' USING ERRCODE = ''23514'', CONSTRAINT = OLD.email, COLUMN = "
        "OLD.name, TABLE = OLD.name, SCHEMA = OLD.name, DATATYPE = OLD.name; END'; CREATE TRIGGER "
        "w BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TABLE person (id int "
        "PRIMARY KEY); INSERT INTO person VALUES (1); CREATE TABLE call (id int REFERENCES person "
        "ON DELETE NO ACTION); INSERT INTO call VALUES (1)");

    const auto by_trigger = erase(find("t", "id", integer(1)));
    const auto by_reference = erase(find("person", "id", integer(1)));

    ASSERT_TRUE(failed_with(by_trigger, ErrorCode::conflict));
    const auto told = by_trigger.error().message() + by_trigger.error().hint();
    EXPECT_THAT(told, testing::Not(HasSubstr("ada@example.org")));
    EXPECT_THAT(told, testing::Not(HasSubstr("Lovelace")));
    ASSERT_TRUE(failed_with(by_reference, ErrorCode::conflict));
    EXPECT_THAT(by_reference.error().message(), HasSubstr("call_id_fkey"));
}

TEST_F(Postgres, looks_at_hundreds_of_tables_in_seconds) {
    client_->run(
        "DO $$ BEGIN FOR i IN 1..600 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a "
        "text, b text, c int REFERENCES t%s)', i, i); END LOOP; END $$");
    const auto begin = std::chrono::steady_clock::now();

    const auto schema = inspect();

    EXPECT_THAT(schema.collections, SizeIs(600));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST_F(Postgres, fails_rather_than_finding_less_under_row_security) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, who text); INSERT INTO t VALUES (1, 'Ada');"
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY; DROP ROLE IF EXISTS reader; CREATE ROLE reader "
        "LOGIN; GRANT SELECT ON t TO reader");
    connect([](StoreSettings& settings) { settings.user = "reader"; });

    policy::FindQuery query;
    query.in = {StoreName("desk"), {"public", "t"}};
    query.fields = {"who"};
    query.any_of = {{PersonalCell(text("Ada"))}};
    EXPECT_TRUE(failed_with(find_all(off_, *connector_, query), ErrorCode::forbidden));
    const auto findings = connector_->check(off_);
    ASSERT_TRUE(succeeded(findings));
    const auto problem = [](const char* words) {
        return Contains(testing::Field(&CheckFinding::what, HasSubstr(words)));
    };
    EXPECT_THAT(*findings, problem("row security"));
    EXPECT_THAT(*findings, problem("not erased from: public.t"));
    EXPECT_THAT(*findings, problem("cannot be vacuumed"));
    client_->run("DROP OWNED BY reader; DROP ROLE reader");
}

TEST_F(Postgres, purges_and_names_what_may_stay) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY, who text); INSERT INTO t VALUES (1, "
        "'ada@example.org'), (2, 'eve@example.com')");
    const std::vector<PersonalCell> gone{PersonalCell(text("ada@example.org"))};
    const std::vector<PersonalCell> kept{PersonalCell(text("eve@example.com"))};

    {
        PgClient reader(postgres_server().directory(), database_);
        reader.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM t");
        ASSERT_TRUE(succeeded(erase(find("t", "id", integer(1)))));
        const auto pending = connector_->residue(off_, gone);
        ASSERT_TRUE(succeeded(pending));
        EXPECT_EQ(pending->state, ResidueResult::State::pending) << pending->what;
    }
    const auto found = connector_->residue(off_, kept);
    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(found->state, ResidueResult::State::found);
    const auto normal = connector_->residue(off_, gone);
    ASSERT_TRUE(succeeded(normal));
    EXPECT_EQ(normal->state, ResidueResult::State::unsupported);
    EXPECT_THAT(normal->limits, Contains(HasSubstr("write-ahead log")));

    connect([](StoreSettings& settings) { settings.purge = PurgeMode::full; });
    ASSERT_TRUE(succeeded(erase(find("t", "id", integer(2)))));
    const auto full = connector_->residue(off_, kept);
    ASSERT_TRUE(succeeded(full));
    EXPECT_EQ(full->state, ResidueResult::State::clean) << full->what;
}

TEST_F(Postgres, writes_nothing_outside_of_a_step) {
    client_->run(
        "CREATE TABLE t (id int PRIMARY KEY); CREATE FUNCTION evil() RETURNS int LANGUAGE plpgsql "
        "AS 'BEGIN INSERT INTO public.t VALUES (1); RETURN 1; END'; CREATE VIEW v AS SELECT "
        "evil() AS id");

    policy::FindQuery query;
    query.in = {StoreName("desk"), {"public", "v"}};
    query.fields = {"id"};
    query.any_of = {{PersonalCell(integer(1))}};
    EXPECT_TRUE(failed_with(find_all(off_, *connector_, query), ErrorCode::forbidden));
    EXPECT_THAT(find("t", "id", integer(1)).rows, SizeIs(0));
}

TEST_F(Postgres, refuses_a_server_that_is_not_there) {
    connect([](StoreSettings& settings) { settings.host = "/nonexistent"; });

    const auto schema = connector_->inspect(off_);

    ASSERT_TRUE(failed_with(schema, ErrorCode::unavailable));
    EXPECT_THAT(schema.error().message(), testing::StartsWith("desk: "));
}

}  // namespace
}  // namespace gdprd::connectors::test
