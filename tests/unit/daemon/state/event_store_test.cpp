#include "daemon/state/event_store.hpp"

#include <gtest/gtest.h>

#include <ostream>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::test {
namespace {

using namespace gdprd::test;

/// A file with three identifiers, as a stop leaves it.
class EventStoreTest : public testing::Test {
  protected:
    static SubjectDigest digest(std::uint8_t of) {
        std::array<std::uint8_t, 16> out{};
        out.fill(of);
        return SubjectDigest(out);
    }
    void SetUp() override {
        open();
        put({{digest(1), 11}, {digest(2), 12}, {digest(3), 13}});
        ASSERT_TRUE(succeeded(store_->put_events(off_, {}, {{}, {}, 100, EntryIndex(40)})));
    }
    void open() {
        store_.reset();
        auto opened = EventStore::open(off_, dir_.path(), root_key_);
        ASSERT_TRUE(succeeded(opened));
        store_ = std::move(*opened);
    }
    void put(const std::vector<KnownSubject>& subjects) {
        ASSERT_TRUE(succeeded(store_->put_subjects(off_, subjects)));
    }
    /// As somebody else does it.
    void alter(std::string_view sql) {
        auto db = sqlite::Database::open(dir_.path() + "/events.db", sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(succeeded(db->execute(sql)));
    }
    SubjectNumbers numbers(std::uint8_t of) {
        const SubjectDigest asked[] = {digest(of)};
        const auto found = store_->find_subjects(off_, asked);
        EXPECT_TRUE(succeeded(found));
        return found ? found->front() : SubjectNumbers();
    }
    /// The newest.
    std::optional<std::uint64_t> number(std::uint8_t of) {
        const auto all = numbers(of);
        return all.empty() ? std::nullopt : std::optional(all.back());
    }
    std::uint64_t seen_to() {
        const auto seen = store_->seen_to(off_);
        EXPECT_TRUE(succeeded(seen));
        return seen ? seen->value() : 0;
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    TempDir dir_;
    Secret root_key_ = Secret::random(32);
    std::unique_ptr<EventStore> store_;
};

TEST_F(EventStoreTest, is_the_same_after_a_restart_whatever_was_put_and_forgotten) {
    put({{digest(1), 21}, {digest(4), 12}, {digest(3), 13}});
    const std::uint64_t gone[] = {13, 99};
    ASSERT_TRUE(succeeded(store_->forget_subjects(off_, gone)));
    EXPECT_TRUE(succeeded(store_->check_subjects(off_)));

    open();

    EXPECT_EQ(numbers(1), (SubjectNumbers{11, 21}));
    EXPECT_EQ(number(2), std::nullopt);
    EXPECT_EQ(number(3), std::nullopt);
    EXPECT_EQ(number(4), 12U);
    EXPECT_EQ(seen_to(), 40U);
    EXPECT_TRUE(succeeded(store_->check_subjects(off_)));
}

TEST_F(EventStoreTest, goes_on_with_a_file_that_does_not_know_what_events_said) {
    const KnownEvent known{{7}, EntryIndex(5), {9}, EventDigest{8}};
    ASSERT_TRUE(succeeded(store_->put_events(off_, {&known, 1}, {{}, {}, 100, EntryIndex(40)})));
    // As the version before wrote it.
    alter(
        "CREATE TABLE kept AS SELECT * FROM events; DROP TABLE events;"
        "CREATE TABLE IF NOT EXISTS events ("
        " entry INTEGER NOT NULL PRIMARY KEY,"
        " digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),"
        " leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),"
        " at_seconds INTEGER NOT NULL) STRICT;"
        "INSERT INTO events SELECT entry, digest, leaf_hash, at_seconds FROM kept;"
        "DROP TABLE kept; PRAGMA user_version = 3");

    for (int start = 0; start < 2; ++start) {
        open();

        EXPECT_EQ(seen_to(), 40U);
        EXPECT_EQ(number(2), 12U);
        EXPECT_TRUE(succeeded(store_->check_subjects(off_)));
        const auto found = store_->find_events(off_, {&known.digest, 1});
        ASSERT_TRUE(succeeded(found));
        ASSERT_TRUE(found->front().has_value());
        EXPECT_EQ(found->front()->entry, known.entry);
        EXPECT_EQ(found->front()->leaf_hash, known.leaf_hash);
        EXPECT_EQ(found->front()->content, std::nullopt);
    }
    const KnownEvent fresh{{6}, EntryIndex(6), {9}, EventDigest{4}};
    ASSERT_TRUE(succeeded(store_->put_events(off_, {&fresh, 1}, {{}, {}, 100, EntryIndex(41)})));
    open();
    const auto newest = store_->newest(off_);
    ASSERT_TRUE(succeeded(newest));
    ASSERT_TRUE(newest->has_value());
    EXPECT_EQ((*newest)->content, fresh.content);
}

TEST_F(EventStoreTest, does_not_take_over_an_earlier_file_with_a_trigger_of_somebody_else) {
    alter(
        "DROP TABLE events;"
        "CREATE TABLE events ("
        " entry INTEGER NOT NULL PRIMARY KEY,"
        " digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),"
        " leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),"
        " at_seconds INTEGER NOT NULL) STRICT;"
        "CREATE TRIGGER mine AFTER INSERT ON events BEGIN DELETE FROM subjects; END;"
        "PRAGMA user_version = 3");

    open();

    EXPECT_EQ(seen_to(), 0U);  // made anew
    EXPECT_EQ(number(2), std::nullopt);
}

TEST_F(EventStoreTest, keeps_every_number_of_an_identifier_until_it_is_forgotten) {
    put({{digest(1), 31}});
    put({{digest(1), 21}});
    EXPECT_EQ(numbers(1), (SubjectNumbers{11, 21, 31}));

    const std::uint64_t gone[] = {11, 31};
    ASSERT_TRUE(succeeded(store_->forget_subjects(off_, gone)));

    EXPECT_EQ(numbers(1), (SubjectNumbers{21}));
    EXPECT_TRUE(succeeded(store_->check_subjects(off_)));
}

TEST_F(EventStoreTest, gives_no_number_of_an_altered_row) {
    alter("UPDATE subjects SET number = 99 WHERE number = 11");
    const SubjectDigest first[] = {digest(1)};

    EXPECT_TRUE(failed_with(store_->find_subjects(off_, first), ErrorCode::corrupt));
    EXPECT_EQ(number(2), 12U);
}

TEST_F(EventStoreTest, is_made_anew_when_its_version_is_another) {
    alter("PRAGMA user_version = 1");
    open();
    EXPECT_EQ(number(1), std::nullopt);
    EXPECT_EQ(seen_to(), 0U);
}

TEST_F(EventStoreTest, is_made_anew_under_another_root_key) {
    root_key_ = Secret::random(32);
    open();
    EXPECT_EQ(number(1), std::nullopt);
    EXPECT_EQ(seen_to(), 0U);
}

TEST_F(EventStoreTest, tells_that_its_file_is_gone) {
    std::filesystem::remove(dir_.path() + "/events.db");
    EXPECT_TRUE(failed_with(store_->check_subjects(off_), ErrorCode::corrupt));
}

struct Alteration {
    const char* name;
    const char* sql;
};
/// For the name of the test, which must be the same in each run.
void PrintTo(const Alteration& alteration, std::ostream* out) {
    *out << alteration.name;
}

class AlteredEventStore : public EventStoreTest, public testing::WithParamInterface<Alteration> {};

TEST_P(AlteredEventStore, is_told_while_it_is_open_and_made_anew_by_a_restart) {
    EXPECT_TRUE(succeeded(store_->check_subjects(off_)));

    alter(GetParam().sql);

    const auto told = store_->check_subjects(off_);
    ASSERT_TRUE(failed_with(told, ErrorCode::corrupt));
    EXPECT_NE(told.error().hint().find("restart gdprd"), std::string::npos);
    open();
    for (std::uint8_t of = 1; of <= 3; ++of) EXPECT_EQ(number(of), std::nullopt);
    EXPECT_EQ(seen_to(), 0U);
    EXPECT_TRUE(succeeded(store_->check_subjects(off_)));
}

INSTANTIATE_TEST_SUITE_P(
    EventStore, AlteredEventStore,
    testing::Values(
        Alteration{"numbers_swapped",
                   "UPDATE subjects SET number = 99 WHERE number = 11;"
                   "UPDATE subjects SET number = 11 WHERE number = 12;"
                   "UPDATE subjects SET number = 12 WHERE number = 99"},
        Alteration{"rows_swapped_with_their_macs",
                   "CREATE TEMP TABLE old AS SELECT * FROM subjects; DELETE FROM subjects;"
                   "INSERT INTO subjects SELECT a.digest, b.number, b.mac FROM old a JOIN old b"
                   " ON a.number + b.number = 24"},
        Alteration{"digest_flipped",
                   "UPDATE subjects SET digest = x'ff010101010101010101010101010101'"
                   " WHERE number = 11"},
        Alteration{"row_removed", "DELETE FROM subjects WHERE number = 12"},
        Alteration{"all_rows_removed", "DELETE FROM subjects"},
        Alteration{"seal_removed", "DELETE FROM seal"},
        Alteration{"seen_to_raised", "UPDATE seal SET upto = 50"},
        Alteration{"seen_to_lowered", "UPDATE seal SET upto = 30"},
        Alteration{"seal_altered", "UPDATE seal SET mac = zeroblob(32)"},
        Alteration{"trigger_added",
                   "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM subjects; END"},
        Alteration{"view_added", "CREATE VIEW v AS SELECT * FROM subjects"},
        Alteration{"table_added", "CREATE TABLE kept (digest BLOB)"},
        Alteration{"index_added", "CREATE INDEX i ON subjects (mac)"},
        Alteration{"table_made_anew",
                   "DROP TABLE subjects; CREATE TABLE subjects (digest BLOB, number INTEGER)"}),
    [](const auto& one) { return std::string(one.param.name); });

/// A row that was gdprd's own once, and was replaced.
TEST_F(EventStoreTest, does_not_take_an_older_row_back) {
    ASSERT_TRUE(
        succeeded(sqlite::Database::open(dir_.path() + "/kept.db", sqlite::OpenMode::create)));
    const std::string elsewhere = "ATTACH '" + dir_.path() + "/kept.db' AS kept;";
    alter(elsewhere + "CREATE TABLE kept.rows AS SELECT * FROM subjects WHERE number = 11");
    const std::uint64_t gone[] = {11};
    ASSERT_TRUE(succeeded(store_->forget_subjects(off_, gone)));
    put({{digest(1), 21}});
    alter(elsewhere +
          "DELETE FROM subjects WHERE number = 21; INSERT INTO subjects SELECT * FROM kept.rows");

    EXPECT_EQ(number(1), 11U);  // one row alone cannot tell
    EXPECT_TRUE(failed_with(store_->check_subjects(off_), ErrorCode::corrupt));
    open();
    EXPECT_EQ(number(1), std::nullopt);
}

}  // namespace
}  // namespace gdprd::daemon::test
