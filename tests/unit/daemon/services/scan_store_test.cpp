#include "daemon/services/scan_store.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "connectors/fake/fake_connector.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

using connectors::FakeConnector;
using connectors::FakeFault;
using connectors::FakeStore;
using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionName;
using testing::ElementsAre;
using testing::SizeIs;

class ScanStore : public testing::Test {
  protected:
    ScanStore() {
        for (const char* name : {"letters", "orders"}) {
            policy::CollectionSchema schema;
            schema.name = {"main", name};
            schema.fields.emplace_back().name = "subject_line";
            store_->add(schema);
            store_->insert(schema.name, {{policy::Cell::Kind::text, "a text"}});
        }
    }
    static connectors::StoreSettings settings() {
        connectors::StoreSettings out;
        out.name = StoreName("crm");
        return out;
    }
    /// inspect() is the first call, sample() of the first collection the second.
    void fail_first_sample(ErrorCode code) {
        connector_.set_fault({2, FakeFault::Moment::before, Error(code, "not now")});
    }

    /// A third collection: a key, addresses and first names.
    void add_people(int count) {
        policy::CollectionSchema people;
        people.name = {"main", "people"};
        for (const char* field : {"id", "email", "first_name"}) {
            people.fields.emplace_back().name = field;
            people.fields.back().type = policy::FieldType::text;
        }
        people.fields.front().type = policy::FieldType::integer;
        people.primary_key = {"id"};
        store_->add(people);
        for (int i = 1; i <= count; ++i) {
            const auto n = std::to_string(i);
            store_->insert(people.name, {{policy::Cell::Kind::integer, n},
                                         {policy::Cell::Kind::text, "p" + n + "@example.com"},
                                         {policy::Cell::Kind::text, "Anna"}});
        }
    }
    Result<StoreFindings> scan() {
        return scan_store(off_, connector_, by_, [] { return true; });
    }

    policy::ValueHasher hasher_{Secret::random(32)};
    ComparisonMeans by_{&hasher_, 100};
    OffLoop off_ = OffLoop::on_blocking_thread();
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
    FakeConnector connector_{settings(), store_};
};

TEST_F(ScanStore, names_a_file_that_could_not_be_read) {
    policy::CollectionSchema broken;
    broken.name = {"main", "broken.csv"};
    broken.kind = policy::CollectionKind::unreadable;
    store_->add(broken);

    const auto found = scan();

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->fields, SizeIs(2));
    EXPECT_THAT(found->unsampled,
                ElementsAre(policy::CollectionPath{StoreName("crm"), broken.name}));
}

TEST_F(ScanStore, a_collection_that_somebody_locks_leaves_the_others_scanned) {
    fail_first_sample(ErrorCode::unavailable);

    const auto found = scan();

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->fields, SizeIs(2));
    EXPECT_EQ(found->rows_read, 1U);
    EXPECT_THAT(found->unsampled,
                ElementsAre(policy::CollectionPath{StoreName("crm"), {"main", "letters"}}));
}

TEST_F(ScanStore, a_store_that_went_away_in_the_middle_fails) {
    int collections = 0;
    const auto found = scan_store(off_, connector_, by_, [&] {
        if (++collections == 2) store_->down = true;
        return true;
    });

    EXPECT_TRUE(failed_with(found, ErrorCode::unavailable));
}

TEST_F(ScanStore, a_call_that_was_ended_ends_the_scan) {
    fail_first_sample(ErrorCode::cancelled);

    EXPECT_TRUE(failed_with(scan(), ErrorCode::cancelled));
}

TEST_F(ScanStore, knows_by_other_collections_which_fields_refer_to_persons) {
    add_people(3);
    policy::CollectionSchema tours;
    tours.name = {"main", "guided_tours"};  // before "people"
    for (const char* field : {"first_guide", "meeting_point"}) {
        tours.fields.emplace_back().name = field;
        tours.fields.back().type = policy::FieldType::integer;
    }
    policy::ForeignKey& key = tours.foreign_keys.emplace_back();
    key.fields = {"first_guide"};
    key.target = {"main", "people"};
    key.target_fields = {"id"};
    store_->add(tours);

    const auto found = scan();

    ASSERT_TRUE(succeeded(found));
    const auto field = [&](std::string_view name) {
        return std::find_if(found->fields.begin(), found->fields.end(),
                            [&](const auto& f) { return f.path.field == name; });
    };
    ASSERT_NE(field("first_guide"), found->fields.end());
    ASSERT_TRUE(field("first_guide")->category.has_value());
    EXPECT_EQ(field("first_guide")->category->value(), "user.unique_id");
    EXPECT_EQ(field("first_guide")->decision, policy::Decision::accept);
    EXPECT_FALSE(field("meeting_point")->category.has_value());
}

TEST_F(ScanStore, hashes_the_columns_that_can_be_compared_and_no_others) {
    add_people(1500);

    const auto found = scan();

    ASSERT_TRUE(succeeded(found));
    ASSERT_THAT(found->compared.columns, SizeIs(2));
    EXPECT_EQ(found->compared.columns[0].path.field, "id");
    EXPECT_EQ(found->compared.columns[1].path.field, "email");
    EXPECT_EQ(found->compared.columns[1].sketch.distinct(), 1500U) << "more than the sample";
    EXPECT_TRUE(found->compared.columns[1].whole);
    EXPECT_EQ(found->compared.rows_read, 1500U);
}

TEST_F(ScanStore, a_collection_that_cannot_be_read_as_a_whole_is_told_and_no_failure) {
    add_people(10);
    // inspect, three samples, and then the values of people
    connector_.set_fault({5, FakeFault::Moment::before, Error(ErrorCode::timeout, "too slow")});

    const auto found = scan();

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->fields, SizeIs(5)) << "its sample was read, as those of the others";
    EXPECT_THAT(found->compared.columns, SizeIs(0));
    EXPECT_THAT(found->compared.unread, ElementsAre(policy::CollectionPath{
                                            StoreName("crm"), CollectionName{"main", "people"}}));
}

TEST_F(ScanStore, a_scan_without_comparison_only_samples) {
    add_people(10);

    const auto found = scan_store(off_, connector_, {nullptr, 100}, [] { return true; });

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->compared.columns, SizeIs(0));
    EXPECT_EQ(connector_.calls(), 4U) << "inspect and three samples";
}

TEST_F(ScanStore, more_columns_than_allowed_are_told) {
    add_people(10);

    const auto found = scan_store(off_, connector_, {&hasher_, 0}, [] { return true; });

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->compared.unread, SizeIs(1));
}

TEST_F(ScanStore, looks_into_structured_values_and_reads_long_ones_again) {
    policy::CollectionSchema users;
    users.name = {"main", "users"};
    users.fields.emplace_back().name = "prefs";
    users.fields.back().type = policy::FieldType::json;
    users.fields.emplace_back().name = "remark";
    store_->add(users);
    for (int i = 100; i < 110; ++i) {
        const std::string prefs = R"({"theme":")" + std::string(300, 'x') + R"(","reply_to":"p)" +
                                  std::to_string(i) + R"(@example.com"})";
        store_->insert(users.name, {{policy::Cell::Kind::text, prefs},
                                    {policy::Cell::Kind::text, "{see the other file}"}});
    }

    const auto found = scan_store(off_, connector_, {nullptr, 100}, [] { return true; });

    ASSERT_TRUE(succeeded(found));
    const auto field = [&](const std::string& name) -> const policy::CatalogueField* {
        for (const auto& one : found->fields)
            if (one.path.field == name) return &one;
        return nullptr;
    };
    ASSERT_NE(field("prefs#/reply_to"), nullptr) << "it stands behind the usual sample";
    EXPECT_EQ(field("prefs#/reply_to")->category, Category("user.contact.email"));
    ASSERT_NE(field("prefs"), nullptr);
    EXPECT_THAT(field("prefs")->reasons,
                testing::Contains("its values are JSON: 2 places inside, 1 of them personal"));
    EXPECT_THAT(found->fields, SizeIs(6)) << "the remarks have no places";
    EXPECT_EQ(found->rows_read, 22U) << "two, ten, and ten again";
}

}  // namespace
}  // namespace gdprd::daemon
