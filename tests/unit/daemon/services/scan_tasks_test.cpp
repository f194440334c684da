#include <gmock/gmock.h>

#include "connectors/fake/fake_connector.hpp"
#include "daemon/services/scan_service.hpp"
#include "policy/language/policy.hpp"
#include "tests/unit/daemon/services/trail_world.hpp"

namespace gdprd::daemon {
namespace {

using connectors::FakeConnector;
using connectors::FakeStore;
using testing::ElementsAre;
using testing::IsEmpty;

/// A store that is scanned, migrated, and scanned again.
class ScanTasks : public test::TrailWorld {
  protected:
    void SetUp() override {
        open_trail();
        auto state = StateDatabase::open(test::kOff, dir_.path("state"));
        ASSERT_TRUE(test::succeeded(state));
        state_ = std::move(*state);
        migrate({"id", "email"});
        connectors::StoreSettings settings;
        settings.name = StoreName("crm");
        stores_.add(StoreName("crm"), "fake",
                    std::make_unique<FakeConnector>(std::move(settings), store_));
        open_service();
        scan();
    }
    void open_service() {
        auto scans = ScanService::open(test::kOff, stores_, *trail_, progress_, *state_, stopping_,
                                       [this] { return rules_; });
        ASSERT_TRUE(test::succeeded(scans));
        scans_ = std::move(*scans);
    }
    void migrate(const std::vector<std::string>& fields) {
        policy::CollectionSchema people;
        people.name = {"main", "people"};
        for (const auto& name : fields) {
            people.fields.emplace_back().name = name;
            people.fields.back().type = policy::FieldType::text;
        }
        store_->add(people);
    }
    void scan() { ASSERT_TRUE(test::succeeded(scans_->scan(test::kOff, {}, kAnn))); }
    std::vector<std::string> changes() {
        std::vector<std::string> out;
        const auto catalogue = scans_->current();
        for (const auto& [path, task] : catalogue->tasks)
            for (const auto& change : policy::changes_of(*catalogue, task))
                out.push_back(std::string(change.kind()) + " " + change.field);
        return out;
    }
    policy::TaskId open_task() { return policy::id_of(scans_->current()->tasks.begin()->second); }

    const ActorName kAnn{"uid:ann"};
    const policy::CollectionPath kPeople{StoreName("crm"), {"main", "people"}};
    std::shared_ptr<const policy::Policy> rules_;
    std::atomic<bool> stopping_{false};
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
    Stores stores_;
    ProgressHub progress_;
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<ScanService> scans_;
};

TEST_F(ScanTasks, a_migration_opens_a_task_that_outlives_scans_and_restarts) {
    EXPECT_THAT(changes(), IsEmpty());

    migrate({"id", "phone_number"});
    scan();
    EXPECT_THAT(changes(), ElementsAre("vanished email", "new phone_number"));
    const auto id = open_task();
    scan();
    open_service();

    EXPECT_THAT(changes(), ElementsAre("vanished email", "new phone_number"));
    EXPECT_EQ(open_task(), id);
    EXPECT_TRUE(test::succeeded(scans_->find_open_task(id)));
}

TEST_F(ScanTasks, closing_asks_for_a_reason_and_is_an_entry) {
    migrate({"id", "email", "phone_number"});
    scan();
    const auto id = open_task();
    EXPECT_TRUE(test::failed_with(scans_->close_task(test::kOff, id, "", kAnn),
                                  ErrorCode::invalid_argument));
    EXPECT_TRUE(test::failed_with(scans_->close_task(test::kOff, id, std::string(501, 'x'), kAnn),
                                  ErrorCode::invalid_argument));

    ASSERT_TRUE(test::succeeded(scans_->close_task(test::kOff, id, "covered by r4", kAnn)));

    EXPECT_THAT(changes(), IsEmpty());
    EXPECT_TRUE(
        test::failed_with(scans_->close_task(test::kOff, id, "again", kAnn), ErrorCode::not_found));
    TrailQuery query;
    query.filter.type = audit::EntryType::catalogue;
    const auto page = trail_->list(test::kOff, query);
    ASSERT_TRUE(test::succeeded(page));
    const auto& entry = page->entries.back();
    EXPECT_EQ(entry.actor, "uid:ann");
    ASSERT_TRUE(entry.payload);
    EXPECT_EQ((*entry.payload)["reason"].as_string().value(), "covered by r4");
    EXPECT_EQ((*entry.payload)["task"].as_string().value(), id.value());
    scan();
    open_service();
    EXPECT_THAT(changes(), IsEmpty()) << "a closed task came back without a change";
}

TEST_F(ScanTasks, the_report_of_the_latest_scan_is_kept_however_many_there_were) {
    for (int i = 0; i < 200; ++i) {
        const auto id = scans_->prepare({});
        ASSERT_TRUE(test::succeeded(id));
        scans_->abandon(*id, Error(ErrorCode::unavailable, "too much to do"));
        ASSERT_TRUE(scans_->find_scan(*id)) << id->value();
    }
}

TEST_F(ScanTasks, a_store_that_does_not_answer_is_no_drift) {
    store_->down = true;
    (void)scans_->scan(test::kOff, {}, kAnn);
    EXPECT_THAT(changes(), IsEmpty());
}

}  // namespace
}  // namespace gdprd::daemon
