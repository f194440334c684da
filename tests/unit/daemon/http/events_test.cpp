#include <boost/json.hpp>

#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon::test {
namespace {

namespace json = boost::json;

constexpr std::string_view kEvent =
    R"({"id":"1","source":"s","type":"write","time":"2026-03-05T14:03:22Z","actor":"a","store":"x"})";

class EventsApi : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(succeeded(gdprd_.start())); }
    ctl::HttpAnswer post(const std::string& token, std::string_view body, std::string_view type) {
        auto client = gdprd_.client(token);
        auto answer = client.send("POST", "/api/v1/events", body, type);
        EXPECT_TRUE(succeeded(answer));
        return answer ? std::move(*answer) : ctl::HttpAnswer{};
    }
    static json::array events_of(const ctl::HttpAnswer& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body;
        if (answer.status != 200) return {};
        return json::parse(answer.body).at("events").as_array();
    }
    RunningApp gdprd_;
};

TEST_F(EventsApi, takes_every_content_type_and_answers_with_index_and_hash) {
    const std::string cloud =
        R"({"specversion":"1.0","id":"2","source":"s","type":"org.example.read",)"
        R"("time":"2026-03-05T14:03:22Z","data":{"actor":"a","store":"x"}})";

    const auto one = events_of(post("feeder", kEvent, "application/json"));
    const auto lines = events_of(
        post("feeder", std::string(kEvent) + "\n" + cloud + "\n", "application/x-ndjson"));
    const auto structured = events_of(post("feeder", cloud, "application/cloudevents+json"));
    const auto batch = events_of(
        post("feeder", "[" + cloud + "]", "application/cloudevents-batch+json; charset=utf-8"));

    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(base64_decode(std::string(one[0].at("leaf_hash").as_string()))->size(), 32U);
    EXPECT_FALSE(one[0].at("repeated").as_bool());
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].at("repeated").as_bool());
    EXPECT_EQ(lines[0].at("index"), one[0].at("index"));
    EXPECT_FALSE(lines[1].at("repeated").as_bool());
    EXPECT_EQ(structured.at(0).at("leaf_hash"), lines[1].at("leaf_hash"));
    EXPECT_EQ(batch.at(0).at("index"), lines[1].at("index"));
    auto auditor = gdprd_.client("auditor");
    const auto index = std::to_string(one[0].at("index").to_number<std::uint64_t>());
    const auto entry = auditor.get("/api/v1/audit/entries/" + index);
    ASSERT_TRUE(succeeded(entry));
    EXPECT_TRUE(entry->at("reported").as_bool());
    EXPECT_EQ(entry->at("payload").at("by").as_string(), "token:feeder");
}

TEST_F(EventsApi, takes_events_of_feeders_only) {
    for (const auto* token : {"dpo", "approver", "admin", "auditor", ""})
        EXPECT_EQ(post(token, kEvent, "application/json").status, 403) << token;
    auto feeder = gdprd_.client("feeder");
    EXPECT_TRUE(failed_with(feeder.get("/api/v1/audit/entries"), ErrorCode::forbidden));
    EXPECT_TRUE(failed_with(feeder.get("/api/v1/stores"), ErrorCode::forbidden));
}

TEST_F(EventsApi, refuses_what_is_wrong_with_its_place) {
    const auto type = post("feeder", kEvent, "text/plain");
    const auto event =
        post("feeder", std::string(kEvent) + "\n{\"id\":\"ann\"}", "application/x-ndjson");

    EXPECT_EQ(type.status, 400);
    EXPECT_EQ(event.status, 400);
    EXPECT_NE(event.body.find(R"(event 2: member \"source\" is missing)"), std::string::npos)
        << event.body;
    EXPECT_EQ(event.body.find("ann"), std::string::npos);
    EXPECT_FALSE(
        events_of(post("feeder", kEvent, "application/json")).at(0).at("repeated").as_bool());
}

}  // namespace
}  // namespace gdprd::daemon::test
