#include "daemon/services/timestamp_service.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "audit/file_store.hpp"
#include "audit/stamped_notes.hpp"
#include "config/base/crypto.hpp"
#include "tests/unit/daemon/services/trail_world.hpp"

namespace gdprd::daemon {
namespace {

using std::chrono::seconds;
using test::failed_with;
using test::kOff;
using test::succeeded;

/// The authority is a real one: `openssl ts`.
class TimestampServiceTest : public test::TrailWorld {
  protected:
    void SetUp() override {
        open_trail();
        dir_.write("tsa/cnf",
                   std::string_view("[config]\nserial = ./serial\nsigner_digest = sha256\n"
                                    "default_policy = 1.2.3.4.1\ndigests = sha256\n"
                                    "ess_cert_id_alg = sha256\n"));
        dir_.write("tsa/ext", std::string_view("extendedKeyUsage=critical,timeStamping\n"));
        dir_.write("tsa/serial", std::string_view("01\n"));
        openssl("req -x509 -newkey ed25519 -nodes -keyout ca.key -out ca.pem -subj /CN=ca");
        openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out csr -subj "
            "/CN=tsa");
        openssl("x509 -req -in csr -CA ca.pem -CAkey ca.key -CAcreateserial -out pem -extfile ext");
        TimestampAuthority authority;
        authority.every = seconds(3600);
        auto trust = crypto::TimestampTrust::load(dir_.path("tsa/ca.pem"));
        ASSERT_TRUE(succeeded(trust));
        authority.trust = std::move(*trust);
        service_ = std::make_unique<TimestampService>(
            std::move(authority), *trail_, clock_,
            [this](OffLoop, const HttpTarget&, BytesView question) { return answer(question); });
    }
    void openssl(const std::string& arguments) const {
        const std::string command = "cd '" + dir_.path("tsa") + "' && openssl " + arguments +
                                    " >/dev/null 2>log || { cat log; false; }";
        ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(concurrency-mt-unsafe)
    }
    Result<HttpAnswered> answer(BytesView question) {
        ++questions_;
        if (away_) return Error(ErrorCode::unavailable, "the server does not answer");
        dir_.write("tsa/q", question);
        openssl("ts -reply -config cnf -section config -queryfile q -signer pem -inkey key -out r");
        return HttpAnswered{status_, "application/timestamp-reply", dir_.read("tsa/r")};
    }
    std::vector<audit::StampedNote> stamped() {
        const auto all = audit::load_stamped_notes(kOff, *audit::real_files(), dir_.path("trail"));
        EXPECT_TRUE(succeeded(all));
        return *all;
    }

    std::unique_ptr<TimestampService> service_;
    bool away_ = false;
    int status_ = 200;
    int questions_ = 0;
};

TEST_F(TimestampServiceTest, keeps_and_quotes_a_token_of_the_newest_checkpoint) {
    record();
    const std::string note = trail_->latest_checkpoint();
    service_->round(kOff);

    ASSERT_EQ(stamped().size(), 1U);
    EXPECT_EQ(stamped()[0].note, note);
    EXPECT_TRUE(
        succeeded(crypto::read_timestamp(stamped()[0].token, crypto::sha256(as_bytes(note)))));
    ASSERT_EQ(anchors().size(), 1U);
    EXPECT_EQ((*anchors()[0].payload)["stamped"], cbor::Value(note));
    EXPECT_EQ((*anchors()[0].payload)["token"], cbor::Value(stamped()[0].token));
}

TEST_F(TimestampServiceTest, verification_tells_which_of_the_files_are_gone) {
    record();
    service_->round(kOff);
    ASSERT_EQ(stamped().size(), 1U);
    const std::string token = dir_.path("trail/" + stamped()[0].file);
    const std::string note = token.substr(0, token.size() - 4) + ".checkpoint";
    const auto verified = [&] {
        auto report = trail_->verify(kOff, {});
        EXPECT_TRUE(succeeded(report));
        return report ? std::move(*report) : audit::VerifyReport{};
    };
    EXPECT_TRUE(verified().ok());
    EXPECT_TRUE(verified().remarks.empty());

    std::filesystem::rename(note, dir_.path("kept"));
    const auto without_note = verified();
    ASSERT_EQ(without_note.faults.size(), 1U);
    EXPECT_EQ(without_note.faults[0].what, "it is not there, and the time stamp of it is");
    EXPECT_TRUE(stamped()[0].note.empty());
    std::filesystem::rename(dir_.path("kept"), note);
    std::filesystem::remove(token);
    const auto without_token = verified();
    EXPECT_TRUE(without_token.ok());
    ASSERT_EQ(without_token.remarks.size(), 2U);
    EXPECT_NE(without_token.remarks[0].find("is without a time stamp"), std::string::npos);
    EXPECT_NE(without_token.remarks[1].find("is not there, though an anchor entry quotes"),
              std::string::npos);
    std::filesystem::remove_all(dir_.path("trail/timestamps"));
    const auto without_any = verified();
    EXPECT_TRUE(without_any.ok());
    EXPECT_EQ(without_any.remarks.size(), 1U);
}

TEST_F(TimestampServiceTest, stamps_each_period_and_never_what_is_not_new) {
    record();
    service_->round(kOff);
    for (int i = 0; i < 3; ++i) {  // nothing but the anchor itself is new
        clock_.advance(seconds(3600));
        ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
        service_->round(kOff);
    }
    EXPECT_EQ(questions_, 1);

    record();
    service_->round(kOff);
    EXPECT_EQ(questions_, 2);
    record();
    clock_.advance(seconds(3599));
    service_->round(kOff);
    EXPECT_EQ(questions_, 2);
    clock_.advance(seconds(1));
    service_->round(kOff);
    EXPECT_EQ(questions_, 3);
    EXPECT_EQ(anchors().size(), 3U);
}

TEST_F(TimestampServiceTest, stamps_after_a_run_but_not_each_second) {
    record();
    service_->round(kOff);
    record(audit::EntryType::outcome);

    clock_.advance(seconds(59));
    service_->round(kOff);
    EXPECT_EQ(questions_, 1);
    clock_.advance(seconds(1));
    service_->round(kOff);
    EXPECT_EQ(questions_, 2);
    clock_.advance(seconds(60));
    record();
    service_->round(kOff);
    EXPECT_EQ(questions_, 2) << "the run has its stamp";
}

TEST_F(TimestampServiceTest, goes_on_without_an_authority_and_tells_it_once) {
    record();
    away_ = true;
    testing::internal::CaptureStderr();
    service_->round(kOff);
    service_->round(kOff);  // too early
    EXPECT_EQ(questions_, 1);
    for (const int pause : {1, 2, 4}) {
        clock_.advance(seconds(pause));
        service_->round(kOff);
    }
    EXPECT_EQ(questions_, 4);
    EXPECT_TRUE(service_->failing());
    record();  // nothing waits
    away_ = false;
    status_ = 503;
    clock_.advance(seconds(8));
    service_->round(kOff);
    status_ = 200;
    clock_.advance(seconds(16));
    service_->round(kOff);
    const std::string log = testing::internal::GetCapturedStderr();

    EXPECT_FALSE(service_->failing());
    EXPECT_EQ(stamped().size(), 1U);
    std::size_t told = 0;
    for (auto at = log.find("timestamp_failed"); at != std::string::npos;
         at = log.find("timestamp_failed", at + 1))
        ++told;
    EXPECT_EQ(told, 2U) << log;  // two troubles
    EXPECT_NE(log.find("timestamp_back"), std::string::npos) << log;
}

TEST_F(TimestampServiceTest, takes_no_token_that_its_certificates_do_not_vouch_for) {
    record();
    // The authority has another key from now on, that nobody vouched for.
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out pem "
        "-subj /CN=tsa -addext extendedKeyUsage=critical,timeStamping");
    service_->round(kOff);

    EXPECT_EQ(questions_, 1);
    EXPECT_TRUE(stamped().empty());
    EXPECT_TRUE(anchors().empty());
}

TEST(TimestampAuthority, needs_a_url_that_is_one) {
    config::Settings settings;
    const auto none = load_timestamp_authority(kOff, settings);
    ASSERT_TRUE(succeeded(none));
    EXPECT_FALSE(none->has_value());

    settings.timestamps.ca = "/some/file";
    EXPECT_TRUE(failed_with(load_timestamp_authority(kOff, settings), ErrorCode::invalid_argument));
    settings.timestamps.url = "http://tsa.example.org";
    EXPECT_TRUE(failed_with(load_timestamp_authority(kOff, settings), ErrorCode::not_found));
    settings.timestamps.ca.clear();
    EXPECT_TRUE(succeeded(load_timestamp_authority(kOff, settings)));
    settings.timestamps.url = "tsa.example.org";
    EXPECT_TRUE(failed_with(load_timestamp_authority(kOff, settings), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::daemon
