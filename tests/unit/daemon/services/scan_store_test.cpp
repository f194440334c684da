#include "daemon/services/scan_store.hpp"

#include <gmock/gmock.h>

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

    OffLoop off_ = OffLoop::on_blocking_thread();
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
    FakeConnector connector_{settings(), store_};
};

TEST_F(ScanStore, a_collection_that_somebody_locks_leaves_the_others_scanned) {
    fail_first_sample(ErrorCode::unavailable);

    const auto found = scan_store(off_, connector_, [] { return true; });

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->fields, SizeIs(2));
    EXPECT_EQ(found->rows_read, 1U);
    EXPECT_THAT(found->unsampled,
                ElementsAre(policy::CollectionPath{StoreName("crm"), {"main", "letters"}}));
}

TEST_F(ScanStore, a_store_that_went_away_in_the_middle_fails) {
    int collections = 0;
    const auto found = scan_store(off_, connector_, [&] {
        if (++collections == 2) store_->down = true;
        return true;
    });

    EXPECT_TRUE(failed_with(found, ErrorCode::unavailable));
}

TEST_F(ScanStore, a_call_that_was_ended_ends_the_scan) {
    fail_first_sample(ErrorCode::cancelled);

    EXPECT_TRUE(
        failed_with(scan_store(off_, connector_, [] { return true; }), ErrorCode::cancelled));
}

}  // namespace
}  // namespace gdprd::daemon
