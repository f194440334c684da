#include "daemon/state/database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

TEST(StateDatabase, numbers_its_migrations_from_one_without_gaps) {
    int expected = 0;
    for (const auto& migration : migrations()) EXPECT_EQ(migration.number, ++expected);
    EXPECT_GT(expected, 0);
}

TEST(StateDatabase, opens_again_what_it_created) {
    const test::TempDir dir;
    {
        const auto first = StateDatabase::open(kOff, dir.path());
        ASSERT_TRUE(test::succeeded(first));
    }
    const auto second = StateDatabase::open(kOff, dir.path());

    ASSERT_TRUE(test::succeeded(second));
    EXPECT_EQ((*second)->version(), static_cast<int>(migrations().size()));
}

TEST(StateDatabase, keeps_a_second_one_out_of_its_directory) {
    const test::TempDir dir;
    auto first = StateDatabase::open(kOff, dir.path());
    ASSERT_TRUE(test::succeeded(first));

    EXPECT_TRUE(test::failed_with(StateDatabase::open(kOff, dir.path()), ErrorCode::conflict));

    first->reset();
    EXPECT_TRUE(test::succeeded(StateDatabase::open(kOff, dir.path())));
}

TEST(StateDatabase, brings_a_file_of_each_earlier_version_forward) {
    for (int from = 1; from <= static_cast<int>(migrations().size()); ++from) {
        const test::TempDir dir;
        {
            auto old = sqlite::Database::open(dir.path() + "/state.db", sqlite::OpenMode::create);
            ASSERT_TRUE(test::succeeded(old));
            ASSERT_TRUE(test::succeeded(migrate(*old, from)));
            ASSERT_TRUE(test::succeeded(old->execute(
                "INSERT INTO request_keys (request, wrapped) VALUES ('R-2026-0001', x'00')")));
        }

        const auto state = StateDatabase::open(kOff, dir.path());

        ASSERT_TRUE(test::succeeded(state));
        auto db = (*state)->lock(kOff);
        auto count = db->prepare("SELECT count(*) FROM request_keys");
        ASSERT_TRUE(test::succeeded(count));
        ASSERT_TRUE(test::succeeded(count->step()));
        EXPECT_EQ(count->integer(0), 1);
    }
}

TEST(StateDatabase, refuses_a_file_of_a_newer_version) {
    const test::TempDir dir;
    {
        auto newer = sqlite::Database::open(dir.path() + "/state.db", sqlite::OpenMode::create);
        ASSERT_TRUE(test::succeeded(newer));
        ASSERT_TRUE(test::succeeded(newer->execute("PRAGMA user_version = 9999")));
    }

    EXPECT_TRUE(test::failed_with(StateDatabase::open(kOff, dir.path()), ErrorCode::unsupported));
}

TEST(StateDatabase, rolls_back_what_ends_in_an_error) {
    const test::TempDir dir;
    const auto state = StateDatabase::open(kOff, dir.path());
    ASSERT_TRUE(test::succeeded(state));
    const auto insert_then_fail = [](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY(db.execute("INSERT INTO request_keys (request) VALUES ('R-2026-0001')"));
        return Error(ErrorCode::refused, "not today");
    };

    EXPECT_TRUE(test::failed_with((*state)->transact(kOff, insert_then_fail), ErrorCode::refused));

    auto db = (*state)->lock(kOff);
    auto count = db->prepare("SELECT count(*) FROM request_keys");
    ASSERT_TRUE(test::succeeded(count));
    ASSERT_TRUE(test::succeeded(count->step()));
    EXPECT_EQ(count->integer(0), 0);
}

TEST(StateDatabase, keeps_its_tables_strict) {
    const test::TempDir dir;
    const auto state = StateDatabase::open(kOff, dir.path());
    ASSERT_TRUE(test::succeeded(state));
    auto db = (*state)->lock(kOff);
    auto loose = db->prepare(
        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 "
        "AND name NOT LIKE 'sqlite_%'");
    ASSERT_TRUE(test::succeeded(loose));
    ASSERT_TRUE(test::succeeded(loose->step()));

    EXPECT_EQ(loose->integer(0), 0);
}

}  // namespace
}  // namespace gdprd::daemon
