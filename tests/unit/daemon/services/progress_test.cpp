#include "daemon/services/progress.hpp"

#include <gtest/gtest.h>

namespace gdprd::daemon {
namespace {

const Topic kTopic("scans/S-1");

TEST(ProgressHub, replays_what_was_published_before) {
    ProgressHub hub;
    hub.publish(kTopic, "store", "{\"n\":1}");
    hub.publish(kTopic, "store", "{\"n\":2}");

    const auto batch = hub.read(kTopic, 0, 10);

    ASSERT_EQ(batch.events.size(), 2U);
    EXPECT_EQ(batch.events[0].id, 1U);
    EXPECT_EQ(batch.events[1].json, "{\"n\":2}");
    EXPECT_EQ(batch.lost, 0U);
    EXPECT_FALSE(batch.finished);
}

TEST(ProgressHub, tells_a_slow_reader_how_many_events_it_lost) {
    ProgressHub hub;
    for (int i = 0; i < 1000; ++i) hub.publish(kTopic, "step", "{}");

    const auto batch = hub.read(kTopic, 10, 5);

    ASSERT_EQ(batch.events.size(), 5U);
    EXPECT_EQ(batch.events.front().id, 10 + batch.lost + 1);
    EXPECT_GT(batch.lost, 0U);
}

TEST(ProgressHub, a_new_run_tells_nothing_of_an_earlier_one) {
    ProgressHub hub;
    const Topic topic("requests/R-2026-0001");
    hub.publish(topic, "step", "{\"step\":1}");
    hub.publish(topic, "done", "{}");
    hub.finish(topic);

    hub.begin(topic);
    EXPECT_FALSE(hub.read(topic, 0, 10).finished);
    hub.publish(topic, "step", "{\"step\":2}");

    const auto batch = hub.read(topic, 0, 10);
    ASSERT_EQ(batch.events.size(), 1U);
    EXPECT_EQ(batch.events.front().json, "{\"step\":2}");
    EXPECT_EQ(batch.events.front().id, 3U);
    EXPECT_EQ(batch.lost, 0U);
}

TEST(ProgressHub, says_finished_only_when_all_was_read) {
    ProgressHub hub;
    hub.publish(kTopic, "step", "{}");
    hub.publish(kTopic, "done", "{}");
    hub.finish(kTopic);

    EXPECT_FALSE(hub.read(kTopic, 0, 1).finished);
    EXPECT_TRUE(hub.read(kTopic, 1, 1).finished);
    EXPECT_TRUE(hub.read(kTopic, 2, 1).finished);
}

TEST(ProgressHub, wakes_subscribers_until_they_go) {
    ProgressHub hub;
    int woken = 0;
    {
        const auto subscription = hub.subscribe(kTopic, [&woken] { ++woken; });
        hub.publish(kTopic, "step", "{}");
        hub.finish(kTopic);
    }
    hub.publish(kTopic, "step", "{}");

    EXPECT_EQ(woken, 2);
}

TEST(ProgressHub, forgets_the_quietest_topic_when_there_are_too_many) {
    ProgressHub hub;
    hub.publish(kTopic, "step", "{}");
    for (int i = 0; i < 1000; ++i) {
        hub.publish(Topic("scans/T-" + std::to_string(i)), "step", "{}");
    }

    EXPECT_TRUE(hub.read(kTopic, 0, 1).events.empty());
    EXPECT_FALSE(hub.read(Topic("scans/T-999"), 0, 1).events.empty());
}

}  // namespace
}  // namespace gdprd::daemon
