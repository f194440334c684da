#include "daemon/services/anchor_service.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "audit/ended_trail.hpp"
#include "connectors/fake/fake_connector.hpp"
#include "daemon/services/stores.hpp"
#include "tests/unit/daemon/services/trail_world.hpp"

namespace gdprd::daemon {
namespace {

using std::chrono::seconds;
using test::kOff;
using test::succeeded;

class AnchorServiceTest : public test::TrailWorld {
  protected:
    void SetUp() override {
        connectors::StoreSettings settings;
        settings.name = crm_;
        stores_.add(crm_, "fake",
                    std::make_unique<connectors::FakeConnector>(std::move(settings), store_));
        open("trail");
    }
    void open(const std::string& name) {
        service_.reset();
        open_trail(name);
        service_ = std::make_unique<AnchorService>(std::vector<StoreName>{crm_}, seconds(60),
                                                   stores_, *trail_, clock_);
    }
    void copy(const std::string& from, const std::string& to) const {
        std::filesystem::copy(dir_.path(from), dir_.path(to),
                              std::filesystem::copy_options::recursive);
    }
    std::string anchor() { return store_->anchors[kOrigin]; }

    StoreName crm_{"crm"};
    std::shared_ptr<connectors::FakeStore> store_ = std::make_shared<connectors::FakeStore>();
    Stores stores_;
    std::unique_ptr<AnchorService> service_;
};

TEST_F(AnchorServiceTest, keeps_the_newest_checkpoint_but_not_each_second) {
    record();
    service_->round(kOff);
    const std::string first = trail_->latest_checkpoint();
    EXPECT_EQ(anchor(), first);

    record();
    clock_.advance(seconds(59));
    service_->round(kOff);
    EXPECT_EQ(anchor(), first);
    clock_.advance(seconds(1));
    service_->round(kOff);
    EXPECT_EQ(anchor(), trail_->latest_checkpoint());
    EXPECT_NE(anchor(), first);
    EXPECT_EQ(ended_, 0);
}

TEST_F(AnchorServiceTest, ends_a_trail_that_was_set_back) {
    record();
    open("other");  // frees the trail's lock
    copy("trail", "yesterday");
    open("trail");
    record(audit::EntryType::system, 3);
    service_->round(kOff);
    const std::string known = anchor();

    open("yesterday");
    record();
    service_->round(kOff);

    EXPECT_EQ(ended_, 1);
    EXPECT_FALSE(trail_->healthy());
    EXPECT_EQ(anchor(), known) << "the evidence was written over";
}

TEST_F(AnchorServiceTest, ends_one_of_two_histories) {
    record();
    open("other");
    copy("trail", "copy");
    open("trail");
    record(audit::EntryType::system, 3);
    service_->round(kOff);
    const std::string known = anchor();

    open("copy");
    record(audit::EntryType::system, 8);  // longer, but another
    testing::internal::CaptureStderr();
    service_->round(kOff);
    const std::string log = testing::internal::GetCapturedStderr();

    EXPECT_EQ(ended_, 1);
    EXPECT_NE(log.find("trail_contradicted"), std::string::npos) << log;
    EXPECT_NE(log.find("two trails"), std::string::npos) << log;
    EXPECT_EQ(anchor(), known);
}

TEST_F(AnchorServiceTest, tells_of_an_anchor_that_somebody_else_wrote_and_writes_it_anew) {
    record();
    store_->anchors[kOrigin] = "no checkpoint";
    testing::internal::CaptureStderr();
    service_->round(kOff);
    const std::string log = testing::internal::GetCapturedStderr();

    EXPECT_NE(log.find("error anchor_damaged"), std::string::npos) << log;
    EXPECT_EQ(anchor(), trail_->latest_checkpoint());
    EXPECT_EQ(ended_, 0);
}

TEST_F(AnchorServiceTest, goes_on_without_a_store_and_tells_it_once) {
    record();
    store_->down = true;
    testing::internal::CaptureStderr();
    for (const int pause : {0, 1, 2, 4}) {
        clock_.advance(seconds(pause));
        service_->round(kOff);
        EXPECT_EQ(service_->failing(), 1U);
    }
    store_->down = false;
    clock_.advance(seconds(8));
    service_->round(kOff);
    EXPECT_EQ(service_->failing(), 0U);
    EXPECT_EQ(service_->count(), 1U);
    const std::string log = testing::internal::GetCapturedStderr();

    const auto told = log.find("anchor_failed");
    EXPECT_NE(told, std::string::npos) << log;
    EXPECT_EQ(log.find("anchor_failed", told + 1), std::string::npos) << log;
    EXPECT_NE(log.find("anchor_back"), std::string::npos) << log;
    EXPECT_EQ(anchor(), trail_->latest_checkpoint());
    EXPECT_EQ(ended_, 0);
}

}  // namespace
}  // namespace gdprd::daemon
