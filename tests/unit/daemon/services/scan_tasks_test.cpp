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
        auto connector = std::make_unique<FakeConnector>(std::move(settings), store_);
        connector_ = connector.get();
        stores_.add(StoreName("crm"), "fake", std::move(connector));
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
    /// What somebody says who looks at the first open task now.
    TaskClosing shown() {
        const auto catalogue = scans_->current();
        const auto& task = catalogue->tasks.begin()->second;
        return {policy::id_of(task), policy::digest_of(*catalogue, task), "looked at"};
    }
    void close_all() {
        while (!scans_->current()->tasks.empty())
            ASSERT_TRUE(test::succeeded(scans_->close_task(test::kOff, shown(), kAnn)));
    }

    const ActorName kAnn{"uid:ann"};
    const policy::CollectionPath kPeople{StoreName("crm"), {"main", "people"}};
    std::shared_ptr<const policy::Policy> rules_;
    std::atomic<bool> stopping_{false};
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
    FakeConnector* connector_ = nullptr;  ///< of `stores_`
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
    auto closing = shown();
    const auto id = closing.id;
    for (const auto& bad : {std::string(), std::string(501, 'x')}) {
        closing.reason = bad;
        EXPECT_TRUE(test::failed_with(scans_->close_task(test::kOff, closing, kAnn),
                                      ErrorCode::invalid_argument));
    }
    closing.reason = "covered by r4";
    EXPECT_TRUE(test::succeeded(scans_->preview_closing(closing)));
    EXPECT_THAT(changes(), ElementsAre("new phone_number"));

    const auto closed = scans_->close_task(test::kOff, closing, kAnn);

    ASSERT_TRUE(test::succeeded(closed));
    EXPECT_EQ(policy::changes_of(*closed->catalogue, closed->task).at(0).field, "phone_number");
    EXPECT_THAT(changes(), IsEmpty());
    EXPECT_TRUE(
        test::failed_with(scans_->close_task(test::kOff, closing, kAnn), ErrorCode::not_found));
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

TEST_F(ScanTasks, closes_no_change_that_a_scan_added_after_it_was_shown) {
    migrate({"id", "email", "phone_number"});
    scan();
    const auto before = shown();
    migrate({"id", "email", "phone_number", "first_name"});
    scan();

    EXPECT_TRUE(test::failed_with(scans_->preview_closing(before), ErrorCode::conflict));
    EXPECT_TRUE(
        test::failed_with(scans_->close_task(test::kOff, before, kAnn), ErrorCode::conflict));
    EXPECT_THAT(changes(), ElementsAre("new first_name", "new phone_number"));

    EXPECT_TRUE(test::succeeded(scans_->close_task(test::kOff, shown(), kAnn)));
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(ScanTasks, what_only_the_policy_in_force_says_is_personal_is_missed_when_it_goes) {
    migrate({"id", "email", "width"});
    scan();
    close_all();
    auto rules = std::make_shared<policy::Policy>();
    rules->fields.emplace_back().field = {kPeople, "width"};
    rules->fields.back().category = Category("user.health_and_medical");
    rules_ = rules;

    migrate({"id", "email", "breadth"});
    scan();

    EXPECT_THAT(changes(), ElementsAre("vanished width"));
}

TEST_F(ScanTasks, a_table_that_one_scan_cannot_sample_keeps_what_its_values_showed) {
    migrate({"c7"});
    for (int i = 0; i < 50; ++i)
        store_->insert(kPeople.collection,
                       {{policy::Cell::Kind::text, "p" + std::to_string(i) + "@example.com"}});
    scan();
    close_all();
    const auto seen = *scans_->current()->find_field({kPeople, "c7"});
    ASSERT_EQ(seen.decision, policy::Decision::accept);

    // inspect() is the first call of a scan
    connector_->set_fault({2, connectors::FakeFault::Moment::before,
                           Error(ErrorCode::timeout, "somebody holds a lock")});
    scan();

    const auto kept = *scans_->current()->find_field({kPeople, "c7"});
    EXPECT_EQ(kept.decision, policy::Decision::accept);
    EXPECT_EQ(kept.category, seen.category);
    EXPECT_NE(kept.reasons, seen.reasons) << "that it was not read is told";
    EXPECT_THAT(changes(), IsEmpty());
    scan();
    EXPECT_EQ(scans_->current()->find_field({kPeople, "c7"})->reasons, seen.reasons);
}

TEST_F(ScanTasks, a_file_that_one_scan_cannot_read_keeps_what_people_said_of_it) {
    ASSERT_TRUE(
        test::succeeded(scans_->decide(test::kOff, {kPeople, "email"}, policy::Decision::reject,
                                       std::nullopt, Replaces::everybodys, kAnn)));
    auto& people = store_->collections.at(kPeople.collection).schema;
    const auto readable = people;
    people.kind = policy::CollectionKind::unreadable;
    people.fields.clear();
    scan();
    EXPECT_EQ(scans_->current()->find_collection(kPeople)->kind,
              policy::CollectionKind::unreadable);
    EXPECT_THAT(changes(), IsEmpty());

    people = readable;
    scan();

    const auto* email = scans_->current()->find_field({kPeople, "email"});
    ASSERT_NE(email, nullptr);
    EXPECT_EQ(email->decision, policy::Decision::reject);
    EXPECT_EQ(email->decided_by, policy::DecidedBy::person);
    EXPECT_THAT(changes(), IsEmpty());
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
