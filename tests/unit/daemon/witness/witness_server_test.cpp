#include "daemon/witness/witness_server.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "daemon/witness/rate_limit.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/audit/support/test_log.hpp"
#include "tests/unit/daemon/support/wire.hpp"

namespace gdprd::daemon {
namespace {

using test::succeeded;
using test::TestLog;
using test::Wire;

const OffLoop kOff = OffLoop::on_blocking_thread();

class WitnessServerTest : public testing::Test {
  protected:
    WitnessServerTest() {
        log_.grow_to(5);
        GDPRD_ASSERT(audit::Witness::create(kOff, dir(), "witness.example.org/w1").has_value());
        auto witness = audit::Witness::open(kOff, dir(), {log_.key()}, clock_);
        GDPRD_ASSERT(witness.has_value());
        witness_ = std::move(*witness);
    }
    [[nodiscard]] std::string dir() const { return temp_.path("w"); }
    Reply ask(const std::string& body) {
        return answer_add_checkpoint(kOff, *witness_, limit_, body);
    }

    test::TempDir temp_;
    test::ManualClock clock_;
    TestLog log_;
    std::unique_ptr<audit::Witness> witness_;
    RateLimit limit_{10, clock_};
};

TEST_F(WitnessServerTest, answers_in_the_words_of_the_protocol) {
    const Reply cosigned = ask(log_.request(0));
    EXPECT_EQ(cosigned.status, 200);
    EXPECT_TRUE(succeeded(audit::parse_signature_lines(cosigned.body)));

    const Reply conflict = ask(log_.request(3));
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(conflict.content_type, "text/x.tlog.size");
    EXPECT_EQ(conflict.body, "5\n");

    TestLog stranger("example.org/stranger", 0x22);
    stranger.grow_to(2);
    EXPECT_EQ(ask(stranger.request(0)).status, 404);
    EXPECT_EQ(ask(log_.request(6)).status, 400);
    EXPECT_EQ(ask("").status, 400);
    TestLog fork;
    fork.grow_to(9, 1);
    EXPECT_EQ(ask(fork.request(5)).status, 422);
}

TEST_F(WitnessServerTest, answers_no_more_than_its_limit) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(ask("").status, 400);
    EXPECT_EQ(ask("").status, 429);
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(ask(log_.request(0)).status, 200);
}

TEST_F(WitnessServerTest, serves_over_a_socket_and_ends) {
    const auto server =
        WitnessServer::open(*parse_witness_endpoint("unix:" + temp_.path("s")), *witness_, clock_);
    ASSERT_TRUE(succeeded(server));
    std::thread thread([&] { (*server)->run({}); });
    {
        const Wire wire(temp_.path("s"));
        const std::string body = log_.request(0);
        wire.send("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body);
        const std::string answer = wire.read_until("=\n");
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
        wire.send("GET /add-checkpoint HTTP/1.1\r\nHost: w\r\n\r\n");
        EXPECT_TRUE(wire.read_until("\r\n\r\n").starts_with("HTTP/1.1 405"));
        wire.send("POST /other HTTP/1.1\r\nHost: w\r\nContent-Length: 0\r\n\r\n");
        EXPECT_NE(wire.read_until("\r\n\r\n").find("HTTP/1.1 404"), std::string::npos);
    }
    {
        const Wire wire(temp_.path("s"));
        wire.send("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 1000000\r\n\r\n");
        EXPECT_TRUE(wire.read_all().starts_with("HTTP/1.1 413"));
    }
    (*server)->stop();
    thread.join();
    EXPECT_FALSE(Wire(temp_.path("s")).connected());
}

TEST(WitnessEndpoint, is_a_socket_or_an_address_literal) {
    EXPECT_EQ(std::get<std::string>(*parse_witness_endpoint("unix:/run/w")), "/run/w");
    const auto four = parse_witness_endpoint("127.0.0.1:7780");
    ASSERT_TRUE(succeeded(four));
    EXPECT_EQ(std::get<TcpAddress>(*four).address, "127.0.0.1");
    EXPECT_EQ(std::get<TcpAddress>(*four).port, 7780);
    EXPECT_EQ(std::get<TcpAddress>(*parse_witness_endpoint("[::1]:0")).address, "::1");
    for (const auto* wrong : {"", "7780", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80",
                              "127.0.0.1:80x", "[127.0.0.1]:80"}) {
        EXPECT_FALSE(parse_witness_endpoint(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace gdprd::daemon
