// Reading a collection as a whole, as a scan does it that compares columns.
#include <algorithm>

#include "connectors/value_reader.hpp"
#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

class ReadValues : public ConnectorSuite {
  protected:
    void SetUp() override {
        ConnectorSuite::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        reader_ = dynamic_cast<ValueReader*>(connector_.get());
        if (reader_ == nullptr) GTEST_SKIP() << "stores of this kind are not read as a whole";
    }
    Result<ValuesRead> read(const std::string& table, const std::vector<std::string>& fields,
                            std::uint64_t max_rows) {
        rows_.clear();
        return reader_->read_values(off_, path(table), fields, max_rows,
                                    [&](std::vector<PersonalCell>&& row) -> Result<void> {
                                        rows_.push_back(exposed(row));
                                        return {};
                                    });
    }

    ValueReader* reader_ = nullptr;
    std::vector<std::vector<Cell>> rows_;
};

TEST_P(ReadValues, gives_each_row_once_in_the_order_of_the_fields_asked_for) {
    store_->create({"t", {{"id", FieldType::integer, false}, {"mail"}, {"note"}}, {"id"}});
    store_->insert("t", {{integer(1), text("a@example.com"), text("one")},
                         {integer(2), null(), text("two")},
                         {integer(3), text("c@example.com"), text("")}});

    const auto done = read("t", {"note", "mail"}, 10);

    ASSERT_TRUE(gdprd::test::succeeded(done));
    EXPECT_EQ(done->rows, 3U);
    EXPECT_TRUE(done->whole);
    ASSERT_EQ(rows_.size(), 3U);
    std::sort(rows_.begin(), rows_.end());
    std::vector<std::string> notes;
    std::vector<std::string> mails;
    for (const auto& row : rows_) {
        ASSERT_EQ(row.size(), 2U);
        notes.push_back(row[0].bytes);
        mails.push_back(row[1].bytes);
    }
    EXPECT_EQ(std::count(notes.begin(), notes.end(), "one"), 1);
    EXPECT_EQ(std::count(notes.begin(), notes.end(), "two"), 1);
    EXPECT_EQ(std::count(mails.begin(), mails.end(), "c@example.com"), 1);
    EXPECT_EQ(std::count(mails.begin(), mails.end(), ""), 1);
}

TEST_P(ReadValues, stops_at_the_bound_and_says_whether_that_was_all) {
    store_->create({"t", {{"id", FieldType::integer, false}, {"name"}}, {"id"}});
    store_->insert_many("t", 50, "name ");

    for (const std::uint64_t most : {1U, 49U, 50U, 51U}) {
        const auto done = read("t", {"name"}, most);
        ASSERT_TRUE(gdprd::test::succeeded(done)) << most;
        EXPECT_EQ(done->rows, std::min<std::uint64_t>(most, 50)) << most;
        EXPECT_EQ(rows_.size(), done->rows) << most;
        EXPECT_EQ(done->whole, most >= 50) << most;
    }
    // and the connector is as good as before
    EXPECT_EQ(find("t", "id", integer(7)).rows.size(), 1U);
}

TEST_P(ReadValues, cuts_long_values_and_ends_with_the_error_of_the_sink) {
    store_->create({"t", {{"id", FieldType::integer, false}, {"name"}}, {"id"}});
    store_->insert("t", {{integer(1), text(std::string(5000, 'x'))}, {integer(2), text("y")}});

    ASSERT_TRUE(gdprd::test::succeeded(read("t", {"name"}, 10)));
    for (const auto& row : rows_) EXPECT_LE(row.front().bytes.size(), 256U);
    const auto stopped = reader_->read_values(off_, path("t"), {"name"}, 10,
                                              [](std::vector<PersonalCell>&&) -> Result<void> {
                                                  return Error(ErrorCode::limit_exceeded, "enough");
                                              });
    EXPECT_TRUE(gdprd::test::failed_with(stopped, ErrorCode::limit_exceeded));
    EXPECT_TRUE(gdprd::test::succeeded(read("t", {"name"}, 10))) << "it goes on afterwards";
    // where rows tell their fields, one that no row has may be one that went with its row
    const auto gone = read("t", {"gone"}, 10);
    if (GetParam().name == "jsonl" || GetParam().name == "tgz" || GetParam().name == "mbox") {
        EXPECT_TRUE(gdprd::test::succeeded(gone));
    } else {
        EXPECT_TRUE(gdprd::test::failed_with(gone, ErrorCode::not_found));
    }
}

INSTANTIATE_TEST_SUITE_P(Values, ReadValues,
                         testing::Values(sqlite_factory(), sqlite_wal_factory(), postgres_factory(),
                                         mariadb_factory(), fake_factory(), jsonl_factory(),
                                         csv_factory(), tgz_factory(), xlsx_factory(),
                                         ods_factory(), mbox_factory(), http_factory()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace gdprd::connectors::test
