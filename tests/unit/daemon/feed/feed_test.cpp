#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "daemon/feed/answer_feed.hpp"
#include "tests/unit/daemon/services/event_world.hpp"
#include "tests/unit/daemon/support/running_app.hpp"
#include "tests/unit/daemon/support/wire.hpp"

namespace gdprd::daemon::test {
namespace {

namespace json = boost::json;

std::string line(const std::string& id, const std::string& more = {}) {
    return R"({"id":")" + id +
           R"(","source":"s","type":"read","time":"2026-03-05T14:03:22Z","actor":"a","store":"x")" +
           more + "}\n";
}

std::vector<json::object> parse_answers(const std::string& text) {
    std::vector<json::object> out;
    std::size_t begin = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        out.push_back(json::parse(text.substr(begin, end - begin)).as_object());
        begin = end + 1;
    }
    EXPECT_EQ(begin, text.size());
    return out;
}

std::string read_lines(const Wire& from, std::ptrdiff_t count) {
    std::string out;
    while (std::count(out.begin(), out.end(), '\n') < count) {
        const auto more = from.read_until("\n");
        if (more.empty()) break;
        out += more;
    }
    return out;
}

class AnswerFeed : public EventWorld {
  protected:
    std::vector<json::object> answers(const std::string& lines, uid_t uid = 77) {
        const Access access({{"uid:77", {Role::feeder}}, {"uid:78", {Role::dpo}}}, {});
        const auto rules = policies_->current();
        return parse_answers(
            answer_feed(off_, {*events_, *rules, access, metrics_}, Peer{uid, uid, {}}, lines));
    }
};

TEST_F(AnswerFeed, answers_each_line_in_order_and_lets_no_wrong_one_keep_another_out) {
    const auto got = answers(line("1") + "no event\n\n" +
                             line("2", R"(,"subjects":[{"type":"email","value":"not-a-mail"}])") +
                             line("3") + line("1"));

    ASSERT_EQ(got.size(), 5U);
    EXPECT_FALSE(got[0].at("repeated").as_bool());
    EXPECT_EQ(got[1].at("error").at("code").as_string(), "invalid_argument");
    EXPECT_EQ(got[1].at("error").at("detail").as_string(), "it is not JSON");
    const std::string wrong = json::serialize(got[2].at("error"));
    EXPECT_NE(wrong.find("subjects[0]"), std::string::npos) << wrong;
    EXPECT_EQ(wrong.find("not-a-mail"), std::string::npos) << wrong;
    EXPECT_FALSE(got[3].at("repeated").as_bool());
    EXPECT_TRUE(got[4].at("repeated").as_bool());
    EXPECT_EQ(got[4].at("leaf_hash"), got[0].at("leaf_hash"));
}

TEST_F(AnswerFeed, tells_who_sends_something_else_under_an_id_that_came_before) {
    const std::string other = R"(,"rows":99)";
    const auto first = answers(line("1"));

    const auto got = answers(line("2") + line("1", other) + line("2", other) + line("1"));

    ASSERT_EQ(got.size(), 4U);
    EXPECT_FALSE(got[0].at("repeated").as_bool());
    EXPECT_EQ(got[1].at("error").at("code").as_string(), "conflict");
    EXPECT_EQ(got[2].at("error").at("code").as_string(), "conflict");
    EXPECT_EQ(got[3].at("leaf_hash"), first.at(0).at("leaf_hash"));
}

TEST_F(AnswerFeed, takes_nothing_of_who_is_no_feeder) {
    const auto size = trail_->size();
    for (const uid_t uid : {uid_t{78}, uid_t{79}}) {
        const auto got = answers(line("1") + line("2"), uid);
        ASSERT_EQ(got.size(), 2U);
        EXPECT_EQ(got[1].at("error").at("code").as_string(), "forbidden");
    }
    EXPECT_EQ(trail_->size(), size);
}

class FeedSocket : public testing::Test {
  protected:
    void SetUp() override {
        auto file = read_file(gdprd_.config(), 1U << 20U);
        ASSERT_TRUE(succeeded(file));
        std::string text(as_text(*file));
        const auto at = text.find("  token:dpo: [dpo]\n");
        ASSERT_NE(at, std::string::npos);
        text.insert(at, "  uid:" + std::to_string(::getuid()) + ": [feeder]\n");
        gdprd_.write("gdprd.yaml", text + "events: {socket: \"unix:feed\"}\n");
        ASSERT_TRUE(succeeded(gdprd_.start()));
    }
    RunningApp gdprd_;
};

TEST_F(FeedSocket, takes_lines_in_pieces_and_answers_before_the_end) {
    const Wire feeder(gdprd_.path("feed"));
    ASSERT_TRUE(feeder.connected());
    const std::string two = line("1") + line("2");

    feeder.send(two.substr(0, 30));
    feeder.send(two.substr(30, 120));
    feeder.send(two.substr(150));
    const auto first = parse_answers(read_lines(feeder, 2));
    feeder.send(line("3"));
    std::string last = line("4");
    last.pop_back();
    feeder.send(last);
    feeder.close_writing();
    const auto rest = parse_answers(feeder.read_all());

    EXPECT_EQ(first.size(), 2U);
    EXPECT_EQ(rest.size(), 2U);
}

TEST_F(FeedSocket, answers_many_more_events_than_are_recorded_at_once) {
    const Wire feeder(gdprd_.path("feed"));
    constexpr int kEvents = 5000;
    std::string all;
    for (int i = 0; i < kEvents; ++i) all += line(std::to_string(i));

    std::thread sender([&] {
        feeder.send(all);
        feeder.close_writing();
    });
    const auto got = parse_answers(feeder.read_all());
    sender.join();

    ASSERT_EQ(got.size(), static_cast<std::size_t>(kEvents));
    std::uint64_t before = 0;
    for (const auto& one : got) {
        ASSERT_TRUE(one.contains("index")) << json::serialize(one);
        const auto index = one.at("index").to_number<std::uint64_t>();
        EXPECT_GT(index, before);
        before = index;
    }
}

TEST_F(FeedSocket, ends_a_connection_whose_line_has_no_end) {
    const Wire feeder(gdprd_.path("feed"));

    feeder.send(std::string(300'000, 'a'));
    const auto got = parse_answers(feeder.read_all());

    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].at("error").at("code").as_string(), "limit_exceeded");
}

TEST_F(FeedSocket, ends_with_gdprd_while_a_feeder_waits) {
    const Wire feeder(gdprd_.path("feed"));
    feeder.send(line("1"));
    EXPECT_NE(feeder.read_until("}\n").find("index"), std::string::npos);

    EXPECT_EQ(gdprd_.stop(), 0);

    EXPECT_EQ(feeder.read_all(), "");
}

}  // namespace
}  // namespace gdprd::daemon::test
