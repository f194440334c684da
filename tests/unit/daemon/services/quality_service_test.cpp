#include "daemon/services/quality_service.hpp"

#include <gmock/gmock.h>

#include "connectors/fake/fake_connector.hpp"
#include "daemon/services/policy_service.hpp"
#include "tests/unit/daemon/services/trail_world.hpp"

namespace gdprd::daemon {
namespace {

using connectors::FakeConnector;
using connectors::FakeFault;
using connectors::FakeStore;
using policy::Cell;
using testing::ElementsAre;
using testing::SizeIs;

/// Two stores with addresses, scanned.
class QualityServiceTest : public test::TrailWorld {
  protected:
    void SetUp() override {
        open_trail();
        auto state = StateDatabase::open(test::kOff, dir_.path("state"));
        ASSERT_TRUE(test::succeeded(state));
        state_ = std::move(*state);
        dir_.write("policies/one.yaml", "version: 1\n");
        auto policies = PolicyService::open(test::kOff, dir_.path("policies"), *trail_, *state_);
        ASSERT_TRUE(test::succeeded(policies));
        policies_ = std::move(*policies);
        for (const char* name : {"crm", "shop"}) add_store(name);
        auto scans = ScanService::open(test::kOff, stores_, *trail_, progress_, *state_, stopping_,
                                       [] { return nullptr; });
        ASSERT_TRUE(test::succeeded(scans));
        scans_ = std::move(*scans);
        service_ = std::make_unique<QualityService>(QualityService::Means{
            stores_, *trail_, *scans_, *policies_, progress_, clock_, stopping_});
    }
    void add_store(const std::string& name) {
        auto store = std::make_shared<FakeStore>();
        for (const char* collection : {"contacts", "leads"}) {
            policy::CollectionSchema schema;
            schema.name = {"main", collection};
            schema.fields.emplace_back().name = "email";
            schema.fields.back().type = policy::FieldType::text;
            store->add(schema);
            for (const char* value : {"ann@example.org", "Ann@Example.org", "bob@", ""})
                store->insert(schema.name, {{Cell::Kind::text, value}});
        }
        connectors::StoreSettings settings;
        settings.name = StoreName(name);
        auto connector = std::make_unique<FakeConnector>(std::move(settings), store);
        connectors_[name] = connector.get();
        fakes_[name] = store;
        stores_.add(StoreName(name), "fake", std::move(connector));
    }
    QualityReport report(const std::vector<StoreName>& only = {}) {
        const auto id = service_->prepare(only);
        EXPECT_TRUE(test::succeeded(id));
        if (!id) return {};
        service_->run(test::kOff, *id, only, ActorName("uid:ann"));
        const auto found = service_->find_report(*id);
        EXPECT_TRUE(found);
        return found.value_or(QualityReport{});
    }
    void scan() {
        ASSERT_TRUE(test::succeeded(scans_->scan(test::kOff, {}, ActorName("uid:ann"))));
    }
    std::vector<audit::EntryView> entries(audit::EntryType type) {
        TrailQuery query;
        query.filter.type = type;
        const auto page = trail_->list(test::kOff, query);
        EXPECT_TRUE(test::succeeded(page));
        std::vector<audit::EntryView> out;
        for (const auto& entry : page->entries)
            if (entry.purpose == "data quality") out.push_back(entry);
        return out;
    }

    std::atomic<bool> stopping_{false};
    Stores stores_;
    ProgressHub progress_;
    std::map<std::string, FakeConnector*> connectors_;
    std::map<std::string, std::shared_ptr<FakeStore>> fakes_;
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<PolicyService> policies_;
    std::unique_ptr<ScanService> scans_;
    std::unique_ptr<QualityService> service_;
};

TEST_F(QualityServiceTest, counts_what_is_repeated_malformed_and_blank) {
    scan();

    const auto made = report({StoreName("crm")});

    EXPECT_EQ(made.state, ScanState::done);
    ASSERT_THAT(made.stores, SizeIs(1));
    ASSERT_THAT(made.stores[0].collections, SizeIs(2));
    const auto& quality = made.stores[0].collections[0].quality;
    EXPECT_TRUE(quality.whole);
    ASSERT_THAT(quality.fields, SizeIs(1));
    EXPECT_EQ(quality.fields[0].rows, 4U);
    EXPECT_EQ(quality.fields[0].blank, 1U);
    EXPECT_EQ(quality.fields[0].repeats, (policy::Repeats{2, 1, 2, true}));
    EXPECT_EQ(quality.fields[0].malformed, (policy::Malformed{"email", 1}));
}

TEST_F(QualityServiceTest, records_the_intent_and_what_was_read_of_which_fields) {
    scan();

    report({StoreName("crm")});

    ASSERT_THAT(entries(audit::EntryType::intent), SizeIs(1));
    const auto reads = entries(audit::EntryType::read);
    ASSERT_THAT(reads, SizeIs(2));
    EXPECT_EQ(reads[0].store, "crm");
    EXPECT_EQ(reads[0].collection, "main.contacts");
    EXPECT_THAT(reads[0].fields, ElementsAre("email"));
    EXPECT_EQ(reads[0].row_count, 4U);
    EXPECT_EQ(reads[0].actor, "uid:ann");
}

TEST_F(QualityServiceTest, goes_on_after_a_collection_that_cannot_be_read) {
    scan();
    connectors_["crm"]->set_fault(
        {1, FakeFault::Moment::before, Error(ErrorCode::forbidden, "no right")});

    const auto made = report();

    EXPECT_EQ(made.state, ScanState::partial);
    const auto& crm = made.stores[0];
    EXPECT_FALSE(crm.failure);
    ASSERT_THAT(crm.collections, SizeIs(2));
    EXPECT_EQ(crm.collections[0].failure->code(), ErrorCode::forbidden);
    EXPECT_FALSE(crm.collections[1].failure);
    EXPECT_TRUE(made.stores[1].is_done());
}

TEST_F(QualityServiceTest, leaves_a_store_that_is_gone_and_reads_the_others) {
    scan();
    fakes_["crm"]->down = true;

    const auto made = report();

    EXPECT_EQ(made.state, ScanState::partial);
    ASSERT_TRUE(made.stores[0].failure);
    EXPECT_THAT(made.stores[0].collections, SizeIs(1));
    EXPECT_TRUE(made.stores[1].is_done());
    fakes_["shop"]->down = true;
    EXPECT_EQ(report().state, ScanState::failed);
}

TEST_F(QualityServiceTest, stops_with_gdprd_and_says_so) {
    scan();
    stopping_ = true;

    const auto made = report();

    EXPECT_EQ(made.state, ScanState::failed);
    EXPECT_EQ(made.stores[0].failure->code(), ErrorCode::cancelled);
}

TEST_F(QualityServiceTest, refuses_before_the_first_scan_and_for_an_unknown_store) {
    EXPECT_TRUE(test::failed_with(service_->prepare({}), ErrorCode::conflict));
    scan();
    EXPECT_TRUE(test::failed_with(service_->prepare({StoreName("crn")}), ErrorCode::not_found));
    const auto first = service_->prepare({});
    ASSERT_TRUE(test::succeeded(first));
    EXPECT_TRUE(test::failed_with(service_->prepare({}), ErrorCode::conflict));
    service_->abandon(*first, Error(ErrorCode::unavailable, "too much to do"));
    EXPECT_EQ(service_->find_report(*first)->state, ScanState::failed);
    EXPECT_TRUE(test::succeeded(service_->prepare({})));
}

TEST_F(QualityServiceTest, keeps_the_latest_reports) {
    scan();
    std::vector<QualityId> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(report({StoreName("crm")}).id);

    EXPECT_FALSE(service_->find_report(ids[3]));
    for (std::size_t i = 4; i < ids.size(); ++i) EXPECT_TRUE(service_->find_report(ids[i])) << i;
}

}  // namespace
}  // namespace gdprd::daemon
