#include "daemon/http/response.hpp"

#include <gtest/gtest.h>

#include "daemon/ctl/event_lines.hpp"

namespace gdprd::daemon {
namespace {

TEST(Response, carries_any_bytes_with_their_length) {
    const std::string bytes("a\0\r\n\r\nb", 7);

    const auto text = render_response(Reply{200, "application/zip", bytes, {}}, true);

    EXPECT_NE(text.find("Content-Length: 7\r\n"), std::string::npos);
    EXPECT_EQ(text.substr(text.size() - 7), bytes);
    EXPECT_NE(text.find("Cache-Control: no-store\r\n"), std::string::npos);
}

TEST(Response, tells_a_gap_before_the_events) {
    ProgressHub::Batch batch;
    batch.lost = 7;
    batch.events.push_back({9, "step", "{\"n\":1}"});

    const auto chunk = render_events(batch);

    const auto body = chunk.substr(chunk.find("\r\n") + 2);
    std::vector<ctl::ServerEvent> events;
    ctl::EventLines lines;
    lines.feed(body, [&](const ctl::ServerEvent& event) { events.push_back(event); });
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].name, "gap");
    EXPECT_EQ(events[0].data, "{\"lost\":7}");
    EXPECT_EQ(events[1].id, 9U);
}

TEST(EventLines, reads_events_in_whatever_pieces_they_come) {
    const std::string text = ": hello\nid: 4\nevent: step\ndata: {\"a\":1}\n\nid: 5\ndata: x\n\n";
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        std::vector<ctl::ServerEvent> events;
        ctl::EventLines lines;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            lines.feed(std::string_view(text).substr(at, piece),
                       [&](const ctl::ServerEvent& event) { events.push_back(event); });
        }
        ASSERT_EQ(events.size(), 2U) << piece;
        EXPECT_EQ(events[0].name, "step");
        EXPECT_EQ(events[0].data, "{\"a\":1}");
        EXPECT_EQ(events[1].id, 5U);
    }
}

}  // namespace
}  // namespace gdprd::daemon
