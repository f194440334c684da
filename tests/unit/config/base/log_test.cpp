#include "config/base/log.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "config/base/personal.hpp"
#include "config/base/secret.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::log {
namespace {

static_assert(std::is_constructible_v<Field, std::string_view, int>);
static_assert(std::is_constructible_v<Field, std::string_view, StoreName>);
static_assert(!std::is_constructible_v<Field, std::string_view, std::string_view>);
static_assert(!std::is_constructible_v<Field, std::string_view, const char*>);
static_assert(!std::is_constructible_v<Field, std::string_view, Personal<std::string>>);
static_assert(!std::is_constructible_v<Field, std::string_view, Secret>);

std::string written_by(const std::function<void()>& action) {
    testing::internal::CaptureStderr();
    action();
    return testing::internal::GetCapturedStderr();
}

TEST(Log, writes_one_line_with_its_fields) {
    const std::string line = written_by([] {
        event(Event::daemon_started,
              {Field("store", StoreName("crm")), Field("entries", 42), Field("at", EntryIndex(7)),
               Field::safe_text("file", "/etc/gdprd/gdprd.yaml")});
    });
    EXPECT_TRUE(
        line.ends_with("info daemon_started: gdprd is ready store=crm entries=42 at=7 "
                       "file=/etc/gdprd/gdprd.yaml\n"))
        << line;
}

TEST(Log, keeps_the_sensitive_detail_of_an_error_out) {
    const Error error = Error(ErrorCode::io, "the store failed").with_detail("jane@example.com");
    const std::string line =
        written_by([&] { event(Event::config_rejected, {Field("reason", error)}); });
    EXPECT_NE(line.find("reason=\"io: the store failed\""), std::string::npos) << line;
    EXPECT_EQ(line.find("jane"), std::string::npos);
}

TEST(Log, cannot_be_made_to_look_like_two_lines) {
    const std::string line = written_by([] {
        event(Event::config_rejected, {Field::safe_text("file", "a\nerror x: \"forged\" \x1b[31m"),
                                       Field::safe_text("e", "")});
    });
    EXPECT_TRUE(line.ends_with(R"(file="a\u{a}error x: \"forged\" \u{1b}[31m" e="")"
                               "\n"))
        << line;
}

TEST(Log, drops_what_is_above_its_level) {
    set_level(Level::error);
    EXPECT_EQ(written_by([] { event(Event::daemon_started); }), "");
    EXPECT_NE(written_by([] { event(Event::config_rejected); }), "");
    set_level(Level::info);
}

TEST(LogEvents, each_have_a_sentence_and_an_advice) {
    constexpr int kCount = 0
#define GDPRD_LOG_EVENT(id, level, sentence, advice) +1
#include "config/base/log_events.def"
#undef GDPRD_LOG_EVENT
        ;
    std::set<std::string_view> ids;
    for (int i = 0; i < kCount; ++i) {
        const EventText& text = describe(static_cast<Event>(i));
        EXPECT_TRUE(ids.insert(text.id).second) << text.id;
        EXPECT_FALSE(text.sentence.empty()) << text.id;
        EXPECT_FALSE(text.advice.empty()) << text.id;
    }
}

}  // namespace
}  // namespace gdprd::log
