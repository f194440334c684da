// Partitions of which some lie in schemas that the store's settings leave out.
#include <gmock/gmock.h>

#include "connectors/postgres/postgres_connector.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/postgres_server.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionKind;
using testing::ElementsAre;
using testing::SizeIs;

class PostgresPartitions : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_server().directory().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
        database_ = postgres_server().create_database();
        client_ = std::make_unique<PgClient>(postgres_server().directory(), database_);
    }
    void connect(const std::string& schema) {
        StoreSettings settings;
        settings.name = StoreName("desk");
        settings.kind = config::StoreKind::postgres;
        settings.host = postgres_server().directory();
        settings.database = database_;
        settings.user = "postgres";
        settings.schemas = {schema};
        connector_ = std::make_unique<PostgresConnector>(std::move(settings));
    }
    policy::StoreSchema inspect() {
        auto schema = connector_->inspect(off_);
        EXPECT_TRUE(succeeded(schema));
        return schema ? std::move(*schema) : policy::StoreSchema{};
    }
    policy::RowSet find(const std::string& table, const std::string& field, const Cell& wanted) {
        policy::FindQuery query;
        query.in = {StoreName("desk"), {"parts", table}};
        query.fields = {field};
        query.any_of = {{PersonalCell(wanted)}};
        auto rows = find_all(off_, *connector_, query);
        EXPECT_TRUE(succeeded(rows)) << table << "." << field;
        return rows ? std::move(*rows) : policy::RowSet{};
    }
    Result<StepResult> erase(const policy::RowSet& rows) {
        policy::Step step;
        step.kind = policy::StepKind::delete_rows;
        step.in = rows.from;
        step.fields = rows.fields;
        for (const auto& row : rows.rows)
            step.rows.push_back({row.key, digest(rows.fields, row.values), {}, {}});
        return connector_->apply(off_, step, digest);
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    std::string database_;
    std::unique_ptr<PgClient> client_;
    std::unique_ptr<PostgresConnector> connector_;
};

// Nothing else leads to the rows of a partition whose parent is not looked at.
TEST_F(PostgresPartitions,
       takes_a_partition_for_a_table_where_its_parent_lies_in_no_schema_of_the_store) {
    client_->run(
        "CREATE SCHEMA app; CREATE SCHEMA parts;"
        "CREATE TABLE parts.place (id int PRIMARY KEY); INSERT INTO parts.place VALUES (7);"
        "CREATE TABLE app.person (id int PRIMARY KEY, mail text, place int REFERENCES parts.place) "
        "PARTITION BY RANGE (id);"
        "CREATE TABLE parts.person_1 PARTITION OF app.person FOR VALUES FROM (0) TO (10);"
        "CREATE TABLE parts.person_2 PARTITION OF app.person FOR VALUES FROM (10) TO (20) "
        "PARTITION BY RANGE (id);"
        "CREATE TABLE parts.person_21 PARTITION OF parts.person_2 FOR VALUES FROM (10) TO (15);"
        "CREATE TABLE app.person_3 PARTITION OF app.person FOR VALUES FROM (20) TO (30);"
        "CREATE TABLE parts.letter (id int PRIMARY KEY, who int REFERENCES app.person ON DELETE "
        "CASCADE);"
        "INSERT INTO app.person VALUES (1, 'ada@example.org', 7), (12, 'eve@example.org', 7);"
        "INSERT INTO parts.letter VALUES (1, 1), (2, 12)");
    connect("parts");

    const auto schema = inspect();

    const auto kind = [&](const char* name) {
        const auto* found = schema.find({"parts", name});
        return found == nullptr ? "none" : std::string(to_string(found->kind));
    };
    EXPECT_EQ(kind("person_1"), "table");
    EXPECT_EQ(kind("person_2"), "partitioned");
    EXPECT_EQ(kind("person_21"), "partition");
    const auto targets = [&](const char* name) {
        std::vector<std::string> out;
        for (const auto& key : schema.find({"parts", name})->foreign_keys)
            out.push_back(key.fields.front() + " " + key.target.ns + "." + key.target.name);
        return out;
    };
    EXPECT_THAT(targets("person_1"), ElementsAre("place parts.place"));
    EXPECT_THAT(targets("person_2"), ElementsAre("place parts.place"));
    EXPECT_THAT(targets("person_21"), ElementsAre());
    EXPECT_THAT(targets("letter"),
                testing::UnorderedElementsAre("who app.person", "who parts.person_1",
                                              "who parts.person_2"));

    const auto ada = find("person_1", "mail", text("ada@example.org"));
    ASSERT_THAT(ada.rows, SizeIs(1));
    EXPECT_TRUE(failed_with(erase(ada), ErrorCode::stale)) << "her letter would go along";
    client_->run("DELETE FROM parts.letter WHERE who = 1");
    const auto gone = erase(ada);
    ASSERT_TRUE(succeeded(gone));
    EXPECT_EQ(gone->done, 1U);
    const auto eve = find("person_2", "mail", text("eve@example.org"));
    EXPECT_THAT(eve.rows, SizeIs(1));
}

TEST_F(PostgresPartitions,
       leaves_a_partition_to_an_ancestor_that_is_looked_at_wherever_its_parent_lies) {
    client_->run(
        "CREATE SCHEMA app; CREATE SCHEMA between;"
        "CREATE TABLE app.person (id int PRIMARY KEY) PARTITION BY RANGE (id);"
        "CREATE TABLE between.some PARTITION OF app.person FOR VALUES FROM (0) TO (10) PARTITION "
        "BY RANGE (id); CREATE TABLE app.few PARTITION OF between.some FOR VALUES FROM (0) TO (5)");
    connect("app");

    const auto schema = inspect();

    ASSERT_NE(schema.find({"app", "few"}), nullptr);
    EXPECT_EQ(schema.find({"app", "person"})->kind, CollectionKind::partitioned);
    EXPECT_EQ(schema.find({"app", "few"})->kind, CollectionKind::partition);
}

}  // namespace
}  // namespace gdprd::connectors::test
