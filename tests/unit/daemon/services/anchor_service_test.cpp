#include "daemon/services/anchor_service.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "audit/ended_trail.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tile_files.hpp"
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
    std::string& successions() { return store_->anchors[std::string(kOrigin) + " successions"]; }
    void rotate() { ASSERT_TRUE(succeeded(trail_->trail().rotate_signing_key(kOff))); }
    /// A trail of yesterday, and the store as it is after the key was changed since.
    void set_back_to_before_a_change_of_the_key() {
        record();
        open("other");  // frees the trail's lock
        copy("trail", "yesterday");
        open("trail");
        rotate();
        record();
        service_->round(kOff);
        ASSERT_FALSE(anchor().empty());
        open("yesterday");
        record(audit::EntryType::system, 9);
    }
    /// The log of a round.
    std::string logged() {
        testing::internal::CaptureStderr();
        service_->round(kOff);
        return testing::internal::GetCapturedStderr();
    }
    std::string signed_by(const Secret& seed, const std::string& origin, std::uint64_t size) const {
        audit::Checkpoint head;
        head.origin = origin;
        head.size = size;
        return audit::sign_checkpoint(head, seed);
    }

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

TEST_F(AnchorServiceTest, keeps_the_changes_of_the_key_beside_the_checkpoint) {
    record();
    service_->round(kOff);
    EXPECT_EQ(store_->anchors.size(), 1U);

    rotate();
    record();
    clock_.advance(seconds(60));
    service_->round(kOff);
    EXPECT_EQ(successions(), *trail_->successions(kOff));
    EXPECT_NE(successions(), "");

    rotate();
    record();
    clock_.advance(seconds(60));
    service_->round(kOff);
    EXPECT_EQ(successions(), *trail_->successions(kOff));
    EXPECT_EQ(anchor(), trail_->latest_checkpoint());
    EXPECT_EQ(ended_, 0);
}

TEST_F(AnchorServiceTest, ends_a_trail_that_was_set_back_to_before_a_change_of_its_key) {
    set_back_to_before_a_change_of_the_key();
    const auto known = store_->anchors;

    const std::string log = logged();

    EXPECT_EQ(ended_, 1) << log;
    EXPECT_NE(log.find("set back to before it"), std::string::npos) << log;
    EXPECT_EQ(store_->anchors, known) << "the evidence was written over";
}

TEST_F(AnchorServiceTest, knows_a_later_key_also_when_the_checkpoint_was_set_back_too) {
    record();
    service_->round(kOff);
    const std::string first = anchor();
    set_back_to_before_a_change_of_the_key();
    clock_.advance(seconds(60));
    open("trail");
    service_->round(kOff);
    store_->anchors[kOrigin] = first;

    open("yesterday");
    const std::string log = logged();

    EXPECT_NE(log.find("holds a change of its signing key"), std::string::npos) << log;
    EXPECT_EQ(anchor(), first);
}

TEST_F(AnchorServiceTest, writes_nothing_over_a_checkpoint_of_its_name_by_a_key_it_does_not_know) {
    set_back_to_before_a_change_of_the_key();
    store_->anchors.erase(std::string(kOrigin) + " successions");  // as an earlier gdprd left it
    const auto known = store_->anchors;

    const std::string log = logged();

    EXPECT_EQ(ended_, 1) << log;
    EXPECT_NE(log.find("signed by none of the keys that are known here"), std::string::npos) << log;
    EXPECT_NE(log.find("somebody else"), std::string::npos) << log;
    EXPECT_EQ(store_->anchors, known);
}

TEST_F(AnchorServiceTest, ends_a_trail_whose_replaced_key_signed_on_elsewhere) {
    record();
    open("other");
    copy("trail", "copy");
    open("trail");
    record(audit::EntryType::system, 20);
    service_->round(kOff);
    const std::string known = anchor();

    open("copy");
    rotate();
    record();
    const std::string log = logged();

    EXPECT_EQ(ended_, 1) << log;
    EXPECT_NE(log.find("which signs only up to"), std::string::npos) << log;
    EXPECT_EQ(anchor(), known);
}

TEST_F(AnchorServiceTest, tells_two_changes_of_the_key_from_one) {
    record();
    open("other");
    copy("trail", "copy");
    open("trail");
    rotate();
    record();
    service_->round(kOff);

    open("copy");
    rotate();
    record();
    const std::string log = logged();

    EXPECT_EQ(ended_, 1) << log;
    EXPECT_NE(log.find("here it is another: there are two trails"), std::string::npos) << log;
}

TEST_F(AnchorServiceTest, shows_the_checkpoint_and_what_to_do) {
    record();
    const std::string note = signed_by(Secret::random(32), kOrigin, 7);
    const auto keys = trail_->trail().signing_keys();
    const auto ours = keys.verify(trail_->latest_checkpoint());
    ASSERT_TRUE(succeeded(ours));
    audit::TileReader tiles(audit::real_files(), trail_->dir());

    const auto judged = judge_anchor(crm_, {note, std::nullopt}, keys, *ours, tiles);

    ASSERT_TRUE(succeeded(judged));
    ASSERT_EQ(judged->kind, AnchorVerdict::Kind::contradicts);
    const std::string words = judged->evidence.message();
    EXPECT_NE(words.find("\n  example.com/test\n  7\n  "), std::string::npos) << words;
    EXPECT_NE(words.find("\n  \xe2\x80\x94 example.com/test "), std::string::npos) << words;
    const std::string hint = judged->evidence.hint();
    EXPECT_NE(hint.find("put back the newest state"), std::string::npos) << hint;
    EXPECT_NE(hint.find("continue-trail"), std::string::npos) << hint;
    EXPECT_NE(hint.find("DELETE FROM gdprd_anchor WHERE origin = 'example.com/test'"),
              std::string::npos)
        << hint;
}

TEST_F(AnchorServiceTest, writes_anew_what_is_no_checkpoint_of_its_own) {
    record();
    std::string altered = trail_->latest_checkpoint();
    altered.insert(altered.find('\n') + 1, "1");  // our key's signature, of another size
    for (const std::string& row :
         {altered, signed_by(Secret::random(32), "example.com/other", 7), std::string("\xff\n")}) {
        store_->anchors[kOrigin] = row;
        successions() = row;
        clock_.advance(seconds(60));
        record();
        const std::string log = logged();
        EXPECT_NE(log.find("anchor_damaged"), std::string::npos) << log;
        EXPECT_EQ(anchor(), trail_->latest_checkpoint());
    }
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
