#include <gtest/gtest.h>

#include <future>

#include "config/limits.hpp"
#include "daemon/services/services.hpp"
#include "tests/unit/daemon/support/running_app.hpp"
#include "tests/unit/daemon/support/wire.hpp"

namespace gdprd::daemon {
namespace {

using test::Wire;

class SessionTest : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(test::succeeded(gdprd_.start())); }
    [[nodiscard]] Wire wire() const { return Wire(gdprd_.path("s")); }
    test::RunningApp gdprd_;
};

constexpr std::string_view kGet = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

TEST_F(SessionTest, answers_requests_that_come_together_in_order) {
    const auto peer = wire();
    ASSERT_TRUE(peer.connected());

    peer.send(std::string(kGet) + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(kGet));
    peer.close_writing();

    const auto answers = peer.read_all();
    EXPECT_EQ(count(answers, "HTTP/1.1 200"), 2U);
    EXPECT_EQ(count(answers, "HTTP/1.1 404"), 1U);
    EXPECT_LT(answers.find("200"), answers.find("404"));
}

TEST_F(SessionTest, reads_a_request_byte_by_byte) {
    const auto peer = wire();

    for (const char byte : kGet) peer.send(std::string_view(&byte, 1));

    EXPECT_NE(peer.read_until("alive\n").find("HTTP/1.1 200"), std::string::npos);
}

TEST_F(SessionTest, refuses_heads_that_two_readers_could_understand_differently) {
    const std::string line = "POST /api/v1/requests HTTP/1.1\r\n";
    for (const std::string& head :
         {line + "\r\n", line + "Host: a\r\nHost: b\r\n\r\n",
          line + "Host: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y\r\n\r\n",
          line + "Host: a\r\nIdempotency-Key: x\r\nIdempotency-Key: y\r\n\r\n"}) {
        const auto peer = wire();
        peer.send(head + std::string(kGet));
        const auto answers = peer.read_all();
        EXPECT_EQ(count(answers, "HTTP/1.1 400"), 1U) << head;
        EXPECT_EQ(count(answers, "HTTP/1.1"), 1U) << head;
    }
}

TEST_F(SessionTest, knows_no_transfer_encoding_but_chunked) {
    const std::string line = "POST /api/v1/requests HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ";
    for (const std::string coding :
         {"xchunked", "chunked, identity", "gzip, chunked", "identity"}) {
        const auto peer = wire();
        peer.send(line + coding + "\r\n\r\n" + std::string(kGet));
        const auto answers = peer.read_all();
        EXPECT_EQ(count(answers, "HTTP/1.1 501") + count(answers, "HTTP/1.1 400"), 1U) << coding;
        EXPECT_EQ(count(answers, "HTTP/1.1"), 1U) << coding;
    }
    const auto peer = wire();
    peer.send(line + "Chunked\r\nConnection: close\r\n\r\n0\r\n\r\n");
    EXPECT_EQ(count(peer.read_all(), "HTTP/1.1 403"), 1U);
}

TEST_F(SessionTest, closes_when_asked_to) {
    const auto peer = wire();

    peer.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    EXPECT_NE(peer.read_all().find("Connection: close"), std::string::npos);
}

TEST_F(SessionTest, answers_head_as_get_without_the_body) {
    const auto peer = wire();

    peer.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(kGet));
    peer.close_writing();

    const auto answers = peer.read_all();
    EXPECT_EQ(count(answers, "HTTP/1.1 200"), 2U);
    EXPECT_EQ(count(answers, "Content-Length: 6"), 2U);
    EXPECT_EQ(count(answers, "alive\n"), 1U);
}

TEST_F(SessionTest, answers_head_with_the_status_of_get_where_it_is_refused) {
    const auto peer = wire();

    peer.send("HEAD /api/v1/stores HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    const auto answer = peer.read_all();
    EXPECT_EQ(count(answer, "HTTP/1.1 403"), 1U);
    EXPECT_EQ(answer.find("{"), std::string::npos);
}

TEST_F(SessionTest, refuses_what_is_no_http_with_a_problem) {
    const auto peer = wire();

    peer.send("\x16\x03\x01 this is no HTTP\r\n\r\n");

    const auto answer = peer.read_all();
    EXPECT_NE(answer.find("HTTP/1.1 400"), std::string::npos);
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos);
}

TEST_F(SessionTest, refuses_heads_and_bodies_above_the_limits) {
    const auto long_head = wire();
    long_head.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " +
                   std::string(config::limits::kHttpHeadBytes, 'x') + "\r\n\r\n");
    EXPECT_NE(long_head.read_all().find("HTTP/1.1 431"), std::string::npos);

    const auto long_body = wire();
    long_body.send("POST /api/v1/scans HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                   std::to_string(config::limits::kHttpBodyBytes + 1) + "\r\n\r\n");
    EXPECT_NE(long_body.read_all().find("HTTP/1.1 413"), std::string::npos);
}

TEST_F(SessionTest, asks_for_the_body_of_who_waits_for_100_continue) {
    const auto peer = wire();

    peer.send(
        "POST /healthz HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        "Content-Length: 2\r\n\r\n");
    EXPECT_NE(peer.read_until("\r\n\r\n").find("100 Continue"), std::string::npos);
    peer.send("{}");

    EXPECT_NE(peer.read_until("}").find("HTTP/1.1 405"), std::string::npos);
}

TEST_F(SessionTest, turns_away_a_user_who_has_too_many_connections) {
    std::vector<std::unique_ptr<Wire>> open;
    for (std::size_t i = 0; i < config::limits::kHttpConnectionsPerUser; ++i) {
        open.push_back(std::make_unique<Wire>(gdprd_.path("s")));
        open.back()->send(kGet);
        ASSERT_FALSE(open.back()->read_until("alive").empty());
    }

    const auto extra = wire();

    EXPECT_NE(extra.read_all().find("HTTP/1.1 503"), std::string::npos);
    const auto told = gdprd_.client("dpo").send("GET", "/api/v1/stores");
    ASSERT_TRUE(test::succeeded(told));
    EXPECT_EQ(told->status, 503);
    open.front()->close_writing();
    open.front()->read_all();
    EXPECT_EQ(gdprd_.client("dpo").send("GET", "/api/v1/stores")->status, 200);
}

TEST_F(SessionTest, ends_idle_connections_and_streams_at_the_shutdown) {
    const auto idle = wire();
    idle.send(kGet);
    idle.read_until("alive\n");
    const ScanId id("S-1");
    gdprd_.app().services().progress.publish(topic_of(id), "store", "{}");

    EXPECT_EQ(gdprd_.stop(), 0);

    EXPECT_TRUE(idle.read_all().empty());
    EXPECT_FALSE(wire().connected());
}

TEST_F(SessionTest, is_not_disturbed_by_peers_that_go_away_in_the_middle) {
    for (int i = 0; i < 20; ++i) {
        const auto peer = wire();
        peer.send("POST /api/v1/scans HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"sto");
    }

    EXPECT_EQ(gdprd_.client("").send("GET", "/healthz")->status, 200);
}

}  // namespace
}  // namespace gdprd::daemon
