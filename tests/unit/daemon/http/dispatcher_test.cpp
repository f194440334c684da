#include "daemon/http/dispatcher.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

class DispatcherTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = StateDatabase::open(kOff, dir_.path());
        ASSERT_TRUE(test::succeeded(opened));
        state_ = std::move(*opened);
        replies_ = std::make_unique<IdempotencyStore>(*state_, clock_, root_);
        router_.add("POST", "/count", {Role::dpo}, [this](OffLoop, const ApiRequest& request) {
            ++calls_;
            if (request.body == "fail") return Result<Reply>(Error(ErrorCode::stale, "moved"));
            return Result<Reply>(Reply{201, "text/plain", std::to_string(calls_), {}});
        });
        router_.add("GET", "/open", {}, [](OffLoop, const ApiRequest&) -> Result<Reply> {
            return Reply{200, "text/plain", "open", {}};
        });
        router_.add("GET", "/bug", {}, [](OffLoop, const ApiRequest&) -> Result<Reply> {
            throw std::runtime_error("ann.smith@example.org");
        });
        router_.add_stream("/events/{id}", {Role::dpo},
                           [](OffLoop, const ApiRequest& request) -> Result<Topic> {
                               return Topic("scans/" + request.param("id"));
                           });
        dispatcher_ = std::make_unique<Dispatcher>(router_, replies_.get(), metrics_, access());
    }

    static std::shared_ptr<const Access> access() {
        return std::make_shared<const Access>(
            std::map<std::string, Roles>{{"uid:54321", {Role::dpo}},
                                         {"uid:54322", {Role::auditor}}},
            std::vector<Access::Token>{});
    }

    static RawRequest request(std::string method, std::string target) {
        RawRequest raw;
        raw.method = std::move(method);
        raw.target = std::move(target);
        raw.peer.uid = 54321;
        raw.peer.gid = 54321;
        return raw;
    }

    Reply reply(RawRequest raw) {
        auto answer = dispatcher_->answer(kOff, std::move(raw));
        auto* found = std::get_if<Reply>(&answer);
        EXPECT_NE(found, nullptr);
        return found == nullptr ? Reply{} : std::move(*found);
    }

    RawRequest post(const std::string& key, std::string body) {
        auto raw = request("POST", "/count");
        raw.idempotency_key = key;
        raw.body = std::move(body);
        return raw;
    }

    test::TempDir dir_;
    test::ManualClock clock_;
    Secret root_ = Secret::random(32);
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<IdempotencyStore> replies_;
    Router router_;
    Metrics metrics_;
    std::unique_ptr<Dispatcher> dispatcher_;
    int calls_ = 0;
};

TEST_F(DispatcherTest, tells_unknown_paths_from_unknown_methods) {
    EXPECT_EQ(reply(request("GET", "/nowhere")).status, 404);

    const auto wrong = reply(request("DELETE", "/count"));

    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.headers.front().second, "POST");
    EXPECT_EQ(reply(request("DELETE", "/open")).headers.front().second, "GET, HEAD");
}

TEST_F(DispatcherTest, takes_head_where_get_is_and_nowhere_else) {
    EXPECT_EQ(reply(request("HEAD", "/open")).status, 200);
    EXPECT_EQ(reply(request("HEAD", "/count")).status, 405);
}

TEST_F(DispatcherTest, refuses_the_wrong_role_before_the_handler_runs) {
    auto raw = request("POST", "/count");
    raw.peer.uid = 54322;

    EXPECT_EQ(reply(raw).status, 403);
    EXPECT_EQ(calls_, 0);
}

TEST_F(DispatcherTest, understands_bearer_only) {
    auto raw = request("POST", "/count");
    raw.authorization = "Basic YW5uOmFubg==";

    EXPECT_EQ(reply(raw).status, 401);
}

TEST_F(DispatcherTest, turns_an_exception_into_a_problem_without_its_words) {
    const auto answer = reply(request("GET", "/bug"));

    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("ann.smith"), std::string::npos);
}

TEST_F(DispatcherTest, refuses_queries_that_say_two_things) {
    EXPECT_EQ(reply(request("GET", "/open?a=1&a=2")).status, 400);
    EXPECT_EQ(reply(request("GET", "/open?a=%ff")).status, 400);
    EXPECT_EQ(reply(request("GET", "/open?a=%zz")).status, 400);
    EXPECT_EQ(reply(request("GET", "/open?a=1&b=2")).status, 200);
}

TEST_F(DispatcherTest, streams_from_the_last_event_that_the_caller_has) {
    auto raw = request("GET", "/events/S-1?after=3");
    const auto by_query = dispatcher_->answer(kOff, raw);
    raw.last_event_id = "5";
    const auto by_header = dispatcher_->answer(kOff, raw);

    ASSERT_NE(std::get_if<EventStream>(&by_query), nullptr);
    EXPECT_EQ(std::get<EventStream>(by_query).topic.value(), "scans/S-1");
    EXPECT_EQ(std::get<EventStream>(by_query).after, 3U);
    EXPECT_EQ(std::get<EventStream>(by_header).after, 5U);
    raw.last_event_id = "x";
    EXPECT_EQ(reply(raw).status, 400);
}

TEST_F(DispatcherTest, replays_the_answer_for_the_same_key_and_body) {
    EXPECT_EQ(reply(post("k1", "a")).body, "1");
    EXPECT_EQ(reply(post("k1", "a")).body, "1");
    EXPECT_EQ(calls_, 1);

    EXPECT_EQ(reply(post("k2", "a")).body, "2");
    EXPECT_EQ(reply(post("", "a")).body, "3");
}

TEST_F(DispatcherTest, refuses_a_key_that_comes_with_another_body) {
    EXPECT_EQ(reply(post("k1", "a")).status, 201);

    EXPECT_EQ(reply(post("k1", "b")).status, 422);
    EXPECT_EQ(calls_, 1);
}

TEST_F(DispatcherTest, lets_a_failed_request_be_sent_again) {
    EXPECT_EQ(reply(post("k1", "fail")).status, 412);
    EXPECT_EQ(reply(post("k1", "fail")).status, 412);
    EXPECT_EQ(calls_, 2);
}

TEST_F(DispatcherTest, tells_what_was_done_also_when_the_answer_cannot_be_kept) {
    ASSERT_TRUE(test::succeeded(state_->lock(kOff)->execute(
        "CREATE TRIGGER full BEFORE INSERT ON idempotency BEGIN SELECT raise(ABORT, 'no'); END")));

    const auto first = reply(post("k1", "a"));

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.body, "1");
}

TEST_F(DispatcherTest, forgets_an_answer_after_a_day) {
    EXPECT_EQ(reply(post("k1", "a")).body, "1");

    clock_.advance(std::chrono::hours(25));

    EXPECT_EQ(reply(post("k1", "a")).body, "2");
}

TEST_F(DispatcherTest, keeps_answers_sealed) {
    router_.add("POST", "/letter", {Role::dpo}, [](OffLoop, const ApiRequest&) -> Result<Reply> {
        return Reply{200, "text/plain", "ann.smith@example.org", {}};
    });
    auto raw = request("POST", "/letter");
    raw.idempotency_key = "k";

    EXPECT_EQ(reply(raw).status, 200);

    auto db = state_->lock(kOff);
    auto select = db->prepare(
        "SELECT count(*), sum(instr(reply, x'616e6e2e736d697468')) "
        "FROM idempotency");
    ASSERT_TRUE(test::succeeded(select));
    ASSERT_TRUE(test::succeeded(select->step()));
    EXPECT_EQ(select->integer(0), 1);
    EXPECT_EQ(select->integer(1), 0);
}

TEST_F(DispatcherTest, refuses_keys_that_are_no_plain_text) {
    EXPECT_EQ(reply(post(std::string(256, 'k'), "a")).status, 400);
    EXPECT_EQ(reply(post("k 1", "a")).status, 400);
    EXPECT_EQ(calls_, 0);
}

}  // namespace
}  // namespace gdprd::daemon
