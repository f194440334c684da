#include "daemon/witness/ask_witness.hpp"

#include <gtest/gtest.h>

#include "audit/witness.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/audit/support/test_log.hpp"

namespace gdprd::daemon {
namespace {

using test::failed_with;
using test::succeeded;
using test::TestLog;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A real witness, asked without a network.
class AskWitnessTest : public testing::Test {
  protected:
    AskWitnessTest() {
        const auto vkey = audit::Witness::create(kOff, dir(), "witness.example.org/w1");
        GDPRD_ASSERT(vkey.has_value());
        key_ = *audit::parse_vkey(*vkey, audit::SignatureType::cosignature_v1);
        auto opened = audit::Witness::open(kOff, dir(), {log_.key()}, clock_);
        GDPRD_ASSERT(opened.has_value());
        witness_ = std::move(*opened);
        log_.grow_to(5);
    }
    [[nodiscard]] std::string dir() const { return temp_.path("w"); }
    HttpAnswered answer(const std::string& body) {
        ++questions_;
        const auto answer = witness_->add_checkpoint(kOff, body);
        GDPRD_ASSERT(answer.has_value());
        const int status = audit::http_status(answer->verdict);
        if (status == 409)
            return {409, "text/x.tlog.size", std::to_string(answer->latest_size) + "\n"};
        return {status, "text/plain", answer->cosignature};
    }
    Result<WitnessOutcome> ask(TestLog& log, std::uint64_t& known) {
        return ask_witness(
            kOff, key_, log.note(), log, known,
            [&](OffLoop, const std::string& body) -> Result<HttpAnswered> { return answer(body); });
    }
    Result<WitnessOutcome> ask_one_that_says(const HttpAnswered& said) {
        std::uint64_t known = 0;
        return ask_witness(
            kOff, key_, log_.note(), log_, known,
            [&](OffLoop, const std::string&) -> Result<HttpAnswered> { return said; });
    }

    test::TempDir temp_;
    test::ManualClock clock_;
    audit::VerifierKey key_;
    TestLog log_;
    std::unique_ptr<audit::Witness> witness_;
    int questions_ = 0;
};

TEST_F(AskWitnessTest, learns_the_size_and_proves_from_there) {
    std::uint64_t known = 0;
    ASSERT_TRUE(succeeded(ask(log_, known)));
    EXPECT_EQ(known, 5U);
    log_.grow_to(700);

    std::uint64_t forgotten = 0;
    const auto outcome = ask(log_, forgotten);

    ASSERT_TRUE(succeeded(outcome));
    ASSERT_TRUE(std::holds_alternative<Cosigned>(*outcome));
    EXPECT_EQ(std::get<Cosigned>(*outcome).time, 1772712000U);
    EXPECT_EQ(forgotten, 700U);
    EXPECT_EQ(questions_, 3) << "one for the first size, then two: the old size was not known";
    log_.grow_to(701);
    ASSERT_TRUE(succeeded(ask(log_, forgotten)));
    EXPECT_EQ(questions_, 4);
}

TEST_F(AskWitnessTest, finds_a_trail_that_was_set_back) {
    std::uint64_t known = 0;
    TestLog older;
    older.grow_to(3);
    ASSERT_TRUE(succeeded(ask(log_, known)));

    for (const std::uint64_t thought : {0U, 3U, 5U, 99U}) {
        known = thought;
        const auto outcome = ask(older, known);
        ASSERT_TRUE(succeeded(outcome));
        ASSERT_TRUE(std::holds_alternative<Contradicted>(*outcome)) << thought;
        const auto& against = std::get<Contradicted>(*outcome);
        EXPECT_TRUE(against.longer);
        EXPECT_EQ(against.witness_size, 5U);
        EXPECT_EQ(against.our_size, 3U);
    }
}

TEST_F(AskWitnessTest, finds_a_second_history_of_any_size) {
    std::uint64_t known = 0;
    ASSERT_TRUE(succeeded(ask(log_, known)));
    for (const std::uint64_t size : {5U, 6U, 300U}) {
        TestLog fork;
        fork.grow_to(4);
        fork.grow_to(size, 1);
        known = 0;
        const auto outcome = ask(fork, known);
        ASSERT_TRUE(succeeded(outcome));
        ASSERT_TRUE(std::holds_alternative<Contradicted>(*outcome)) << size;
        EXPECT_FALSE(std::get<Contradicted>(*outcome).longer);
        EXPECT_EQ(std::get<Contradicted>(*outcome).witness_size, 5U);
    }
}

TEST_F(AskWitnessTest, tells_who_must_be_asked_when_the_witness_does_not_know_the_trail) {
    TestLog stranger("example.org/stranger", 0x22);
    stranger.grow_to(2);
    std::uint64_t known = 0;
    EXPECT_TRUE(failed_with(ask(stranger, known), ErrorCode::not_found));
    TestLog other_key("example.org/log", 0x22);
    other_key.grow_to(6);
    EXPECT_TRUE(failed_with(ask(other_key, known), ErrorCode::forbidden));
}

TEST_F(AskWitnessTest, believes_no_answer_that_is_not_the_protocols) {
    const std::string line = audit::format_signature_line(
        audit::cosign("other", Secret(BytesView(Bytes(32, 1))), "text\n", 1));
    for (const HttpAnswered& said : std::vector<HttpAnswered>{{200, "text/plain", ""},
                                                              {200, "text/plain", "hello\n"},
                                                              {200, "text/plain", line},
                                                              {409, "text/html", "9\n"},
                                                              {409, "text/x.tlog.size", "9"},
                                                              {409, "text/x.tlog.size", "-9\n"},
                                                              {409, "text/x.tlog.size", "0\n"},
                                                              {409, "text/x.tlog.size", "4\n"},
                                                              {302, "", ""},
                                                              {500, "", ""},
                                                              {429, "", ""}}) {
        EXPECT_TRUE(failed_with(ask_one_that_says(said), ErrorCode::unavailable))
            << said.status << " " << said.body;
    }
}

/// Before gdprd stops because of it, a witness must have said it.
TEST_F(AskWitnessTest, takes_no_refusal_of_a_proxy_for_the_witnesss) {
    std::uint64_t known = 0;
    ASSERT_TRUE(succeeded(ask(log_, known)));
    const std::vector<HttpAnswered> proxies{{422, "text/html", "<h1>Unprocessable</h1>"},
                                            {422, "text/x.tlog.size", "5\n"},
                                            {409, "text/html", "5\n"},
                                            {409, "text/x.tlog.sizes", "5\n"},
                                            {409, "", ""}};
    for (const HttpAnswered& said : proxies) {
        for (const std::uint64_t thought : {0U, 3U, 5U}) {
            known = thought;
            const auto outcome = ask_witness(
                kOff, key_, log_.note(), log_, known,
                [&](OffLoop, const std::string&) -> Result<HttpAnswered> { return said; });
            ASSERT_TRUE(failed_with(outcome, ErrorCode::unavailable)) << said.status << thought;
            EXPECT_NE(outcome.error().message().find("answered in a way no witness does"),
                      std::string::npos)
                << outcome.error().message();
        }
    }
}

TEST_F(AskWitnessTest, takes_no_refusal_that_the_witness_does_not_repeat) {
    std::uint64_t known = 0;
    ASSERT_TRUE(succeeded(ask(log_, known)));
    log_.grow_to(9);
    bool first = true;
    const auto outcome = ask_witness(kOff, key_, log_.note(), log_, known,
                                     [&](OffLoop, const std::string& body) -> Result<HttpAnswered> {
                                         if (std::exchange(first, false))
                                             return HttpAnswered{422, "", ""};
                                         return answer(body);
                                     });
    EXPECT_TRUE(failed_with(outcome, ErrorCode::unavailable));
}

TEST_F(AskWitnessTest, believes_a_refusal_without_a_size_of_a_witness_that_tells_its_size) {
    std::uint64_t known = 0;
    ASSERT_TRUE(succeeded(ask(log_, known)));
    TestLog fork;
    fork.grow_to(4);
    fork.grow_to(5, 1);
    const auto outcome = ask_witness(kOff, key_, fork.note(), fork, known,
                                     [&](OffLoop, const std::string& body) -> Result<HttpAnswered> {
                                         // C2SP asks for no body where the sizes agree and the
                                         // roots do not.
                                         if (body.starts_with("old 5\n"))
                                             return HttpAnswered{409, "", ""};
                                         return answer(body);
                                     });
    ASSERT_TRUE(succeeded(outcome));
    EXPECT_TRUE(std::holds_alternative<Contradicted>(*outcome));
}

TEST_F(AskWitnessTest, refuses_a_cosignature_of_another_checkpoint) {
    TestLog other;
    other.grow_to(9);
    const auto line = answer(other.request(0)).body;
    EXPECT_TRUE(failed_with(ask_one_that_says({200, "text/plain", line}), ErrorCode::unavailable));
}

}  // namespace
}  // namespace gdprd::daemon
