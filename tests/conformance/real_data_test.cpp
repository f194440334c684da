#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/postgres_server.hpp"
#include "tests/support/source_tree.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::succeeded;
using testing::ElementsAre;
using testing::SizeIs;

/// Public sample databases beside the source tree; tests skip without them.
class RealData : public testing::Test {
  protected:
    static std::filesystem::path data(const std::string& name) {
        const char* given = std::getenv("GDPRD_SHARED");
        const std::filesystem::path shared =
            given == nullptr ? gdprd::test::source_root() / "../shared" : given;
        return shared / "data" / name;
    }
    void open(StoreSettings settings) {
        settings.name = StoreName("shop");
        auto made = make_connector(std::move(settings));
        ASSERT_TRUE(succeeded(made));
        connector_ = std::move(*made);
        auto schema = connector_->inspect(off_);
        ASSERT_TRUE(succeeded(schema));
        schema_ = std::move(*schema);
    }
    /// Loads scripts with psql into a fresh database and opens it.
    void open_postgres(const std::vector<std::filesystem::path>& scripts) {
        const std::string& host = postgres_server().directory();
        const std::string database = postgres_server().create_database();
        for (const auto& script : scripts) {
            // they create and connect to a database of their own
            std::ifstream in(script);
            std::string kept;
            for (std::string line; std::getline(in, line);)
                if (!line.starts_with("\\c ") && !line.starts_with("CREATE DATABASE") &&
                    !line.starts_with("DROP DATABASE"))
                    kept += line + "\n";
            const std::string file = dir_.write("script.sql", kept);
            ASSERT_EQ(std::system(("psql -X -q -h " + host + " -U postgres -d " + database +
                                   " -f " + file + " > /dev/null 2>&1")
                                      .c_str()),
                      0);
        }
        StoreSettings settings;
        settings.kind = config::StoreKind::postgres;
        settings.host = host;
        settings.database = database;
        settings.user = "postgres";
        open(std::move(settings));
    }
    const policy::CollectionSchema& collection(const std::string& ns, const std::string& name) {
        const auto* one = schema_.find({ns, name});
        static const policy::CollectionSchema kNone;
        EXPECT_NE(one, nullptr) << name;
        return one == nullptr ? kNone : *one;
    }
    policy::RowSet find(const policy::CollectionName& in, const std::string& field,
                        const Cell& wanted) {
        policy::FindQuery query;
        query.in = {StoreName("shop"), in};
        query.fields = {field};
        query.any_of = {{PersonalCell(wanted)}};
        auto rows = find_all(off_, *connector_, query);
        EXPECT_TRUE(succeeded(rows));
        return rows ? std::move(*rows) : policy::RowSet{};
    }

    gdprd::test::TempDir dir_;
    OffLoop off_ = OffLoop::on_blocking_thread();
    std::unique_ptr<Connector> connector_;
    policy::StoreSchema schema_;
};

TEST_F(RealData, chinook_on_sqlite_is_told_with_its_references) {
    const auto file = data("chinook/Chinook_Sqlite.sqlite");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the sample data is not there";
    std::filesystem::copy_file(file, dir_.path("chinook.db"));
    std::filesystem::permissions(dir_.path("chinook.db"), std::filesystem::perms::owner_all);
    StoreSettings settings;
    settings.path = dir_.path("chinook.db");

    open(std::move(settings));

    EXPECT_THAT(schema_.collections, SizeIs(11));
    const auto& customer = collection("main", "Customer");
    EXPECT_THAT(customer.primary_key, ElementsAre("CustomerId"));
    EXPECT_EQ(customer.row_estimate, 59U);
    ASSERT_THAT(customer.foreign_keys, SizeIs(1));
    EXPECT_EQ(customer.foreign_keys[0].target.name, "Employee");
    EXPECT_THAT(collection("main", "PlaylistTrack").primary_key,
                ElementsAre("PlaylistId", "TrackId"));
    EXPECT_THAT(find({"main", "Invoice"}, "CustomerId", integer(5)).rows, SizeIs(7));
}

TEST_F(RealData, chinook_on_postgres_is_told_with_its_references) {
    const auto script = data("chinook/Chinook_PostgreSql.sql");
    if (!std::filesystem::exists(script)) GTEST_SKIP() << "the sample data is not there";
    if (postgres_server().directory().empty()) GTEST_SKIP() << "PostgreSQL is not installed";

    open_postgres({script});

    EXPECT_THAT(schema_.collections, SizeIs(11));
    const auto& customer = collection("public", "customer");
    EXPECT_THAT(customer.primary_key, ElementsAre("customer_id"));
    ASSERT_THAT(customer.foreign_keys, SizeIs(1));
    EXPECT_EQ(customer.foreign_keys[0].target.name, "employee");
    EXPECT_THAT(find({"public", "invoice"}, "customer_id", integer(5)).rows, SizeIs(7));
}

TEST_F(RealData, sakila_payments_are_told_and_read_child_by_child) {
    const auto schema = data("sakila/postgres-sakila-schema.sql");
    if (!std::filesystem::exists(schema)) GTEST_SKIP() << "the sample data is not there";
    if (postgres_server().directory().empty()) GTEST_SKIP() << "PostgreSQL is not installed";

    open_postgres({schema, data("sakila/postgres-sakila-data.sql")});

    const policy::CollectionName payment{"public", "payment"};
    std::size_t children = 0;
    std::size_t rows = find(payment, "customer_id", integer(42)).rows.size();
    for (const auto& one : schema_.collections) {
        if (one.parent != payment) continue;
        ++children;
        EXPECT_EQ(one.kind, policy::CollectionKind::table);
        EXPECT_FALSE(one.foreign_keys.empty()) << one.name.name;
        rows += find(one.name, "customer_id", integer(42)).rows.size();
    }
    EXPECT_EQ(children, 6U);
    EXPECT_EQ(rows, 30U) << "each payment is read once";
    EXPECT_THAT(collection("public", "payment").triggers, testing::Not(testing::IsEmpty()));
    EXPECT_THAT(collection("public", "film_actor").primary_key, ElementsAre("actor_id", "film_id"));
    EXPECT_EQ(collection("public", "customer_list").kind, policy::CollectionKind::view);
    const auto customer = find({"public", "customer"}, "customer_id", integer(42));
    ASSERT_THAT(customer.rows, SizeIs(1));
    EXPECT_EQ(collection("public", "customer").foreign_keys.size(), 2U);
}

}  // namespace
}  // namespace gdprd::connectors::test
