#include "daemon/services/witness_service.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "audit/cosigned_notes.hpp"
#include "audit/witness.hpp"
#include "config/limits.hpp"
#include "daemon/services/cosigned_checkpoint.hpp"
#include "tests/unit/daemon/services/trail_world.hpp"

namespace gdprd::daemon {
namespace {

using std::chrono::seconds;
using test::failed_with;
using test::kOff;
using test::succeeded;

class WitnessServiceTest : public test::TrailWorld {
  protected:
    void SetUp() override {
        open_trail();
        const auto vkey = audit::Witness::create(kOff, dir_.path("w"), "witness.example.org/w1");
        ASSERT_TRUE(succeeded(vkey));
        key_ = *audit::parse_vkey(*vkey, audit::SignatureType::cosignature_v1);
        auto witness = audit::Witness::open(kOff, dir_.path("w"),
                                            {*audit::parse_vkey(trail_->vkey())}, clock_);
        ASSERT_TRUE(succeeded(witness));
        witness_ = std::move(*witness);
        std::vector<WitnessTarget> targets(1);
        targets[0].name = "auditor";
        targets[0].key = key_;
        service_ = std::make_unique<WitnessService>(
            std::move(targets), seconds(60), *trail_, clock_,
            [this](OffLoop, const WitnessTarget&, const std::string& body) {
                return answer(body);
            });
    }
    [[nodiscard]] std::string trail_dir() const { return dir_.path("trail"); }
    Result<HttpAnswered> answer(const std::string& body) {
        ++questions_;
        if (away_) return Error(ErrorCode::unavailable, "the server does not answer");
        if (said_) return *said_;
        const auto answer = witness_->add_checkpoint(kOff, body);
        GDPRD_ASSERT(answer.has_value());
        const int status = audit::http_status(answer->verdict);
        if (status == 409)
            return HttpAnswered{409, "text/x.tlog.size",
                                std::to_string(answer->latest_size) + "\n"};
        return HttpAnswered{status, "text/plain", answer->cosignature};
    }
    WitnessStatus status() { return service_->status().front(); }

    audit::VerifierKey key_;
    std::unique_ptr<audit::Witness> witness_;
    std::unique_ptr<WitnessService> service_;
    std::optional<HttpAnswered> said_;
    bool away_ = false;
    int questions_ = 0;
};

TEST_F(WitnessServiceTest, keeps_and_quotes_what_the_witness_signed) {
    record();
    const std::string note = trail_->latest_checkpoint();
    service_->round(kOff);

    EXPECT_EQ(status().state, WitnessState::cosigned);
    const std::string kept = dir_.read("trail/cosigned/auditor");
    EXPECT_TRUE(kept.starts_with(note));
    const auto head = audit::find_witnessed_head({{"cosigned/auditor", kept}},
                                                 *audit::parse_vkey(trail_->vkey()), key_);
    ASSERT_TRUE(succeeded(head));
    EXPECT_EQ(head->checkpoint.size, status().size);
    ASSERT_EQ(anchors().size(), 1U);
    EXPECT_EQ((*anchors()[0].payload)["cosigned"], cbor::Value(kept));
}

TEST_F(WitnessServiceTest, gives_the_newest_cosigned_checkpoint_and_waits_for_one) {
    record();
    EXPECT_TRUE(failed_with(latest_cosigned(kOff, *trail_), ErrorCode::not_found));
    const auto nobody = await_cosigned(kOff, *trail_, 1, std::chrono::milliseconds(60));
    ASSERT_TRUE(succeeded(nobody));
    EXPECT_FALSE(nobody->has_value());
    service_->round(kOff);
    const std::string first = dir_.read("trail/cosigned/auditor");
    EXPECT_EQ(latest_cosigned(kOff, *trail_).value(), first);

    record();
    const std::uint64_t size = trail_->size();
    EXPECT_FALSE(find_cosigned(kOff, *trail_, size).value().has_value());
    std::thread round([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        service_->round(kOff);
    });
    const auto waited = await_cosigned(kOff, *trail_, size, seconds(60));
    round.join();

    ASSERT_TRUE(succeeded(waited));
    ASSERT_TRUE(waited->has_value());
    EXPECT_EQ(**waited, dir_.read("trail/cosigned/auditor"));
    EXPECT_NE(**waited, first);
    EXPECT_EQ(find_cosigned(kOff, *trail_, 1).value(), *waited) << "the larger of two";
}

TEST_F(WitnessServiceTest, anchors_only_what_is_new_and_not_too_often) {
    record();
    service_->round(kOff);
    ASSERT_EQ(anchors().size(), 1U);
    for (int i = 0; i < 3; ++i) {  // nothing but the anchor itself is new
        clock_.advance(seconds(100));
        ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
        service_->round(kOff);
    }
    EXPECT_EQ(anchors().size(), 1U);
    record();
    service_->round(kOff);
    EXPECT_EQ(anchors().size(), 2U);
    clock_.advance(seconds(59));
    record();
    service_->round(kOff);
    EXPECT_EQ(anchors().size(), 2U) << "a minute is not over";
    clock_.advance(seconds(1));
    service_->round(kOff);
    EXPECT_EQ(anchors().size(), 3U);
}

TEST_F(WitnessServiceTest, asks_nothing_while_nothing_is_new) {
    record();
    service_->round(kOff);
    ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
    service_->round(kOff);
    const int asked = questions_;
    for (int i = 0; i < 10; ++i) service_->round(kOff);
    EXPECT_EQ(questions_, asked);
}

TEST_F(WitnessServiceTest, pauses_longer_after_each_failure_and_tells_who_is_behind) {
    away_ = true;
    record();
    for (int i = 0; i < 60; ++i) {
        service_->round(kOff);
        clock_.advance(seconds(1));
    }
    EXPECT_EQ(questions_, 6) << "at 0, 1, 3, 7, 15 and 31 s";
    EXPECT_EQ(status().state, WitnessState::unreachable);
    EXPECT_EQ(status().error, "the server does not answer");
    EXPECT_FALSE(status().behind);
    clock_.advance(seconds(config::limits::kWitnessBehindSeconds));
    service_->round(kOff);
    EXPECT_TRUE(status().behind);

    away_ = false;
    clock_.advance(seconds(300));
    service_->round(kOff);

    EXPECT_EQ(status().state, WitnessState::cosigned);
    EXPECT_FALSE(status().behind);
    EXPECT_EQ(status().error, "");
}

TEST_F(WitnessServiceTest, ends_all_writing_when_the_witness_knows_more) {
    record();
    said_ = HttpAnswered{409, "text/x.tlog.size", "1000000\n"};
    service_->round(kOff);

    EXPECT_EQ(ended_, 1);
    EXPECT_FALSE(trail_->healthy());
    EXPECT_EQ(status().state, WitnessState::refuses);
    audit::EntryDraft draft;
    const auto before = trail_->size();
    EXPECT_TRUE(failed_with(trail_->record(kOff, draft), ErrorCode::unavailable));
    EXPECT_EQ(trail_->size(), before);
    service_->round(kOff);
    EXPECT_EQ(ended_, 1);
}

TEST_F(WitnessServiceTest, goes_on_while_a_witness_does_not_know_the_trail) {
    said_ = HttpAnswered{404, "text/plain", ""};
    record();
    service_->round(kOff);

    EXPECT_EQ(status().state, WitnessState::refuses);
    EXPECT_TRUE(trail_->healthy());
    EXPECT_TRUE(anchors().empty());
}

TEST_F(WitnessServiceTest, starts_and_stops_its_thread) {
    record();
    service_->start();
    service_->stop();
    service_->stop();
    EXPECT_LE(questions_, 1);
}

TEST(Witnesses, are_checked_when_the_settings_are_loaded) {
    config::Settings settings;
    EXPECT_TRUE(load_witnesses(settings)->empty());
    settings.witnesses["one"] = {
        "https://w.example.org/",
        "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", ""};
    const auto good = load_witnesses(settings);
    ASSERT_TRUE(succeeded(good));
    EXPECT_EQ(good->front().http.url, "https://w.example.org/add-checkpoint");
    settings.witnesses["one"].url = "http://w.example.org/";
    EXPECT_TRUE(failed_with(load_witnesses(settings), ErrorCode::invalid_argument));
    settings.witnesses["one"].url = "https://w.example.org/";
    settings.witnesses["one"].vkey = "example.org/log+00000000+AA==";
    const auto bad = load_witnesses(settings);
    ASSERT_TRUE(failed_with(bad, ErrorCode::invalid_argument));
    EXPECT_TRUE(bad.error().message().starts_with("witnesses.one.vkey")) << bad.error();
}

}  // namespace
}  // namespace gdprd::daemon
