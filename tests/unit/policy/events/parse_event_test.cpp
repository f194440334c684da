#include "policy/events/parse_event.hpp"

#include <gtest/gtest.h>

#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using test::failed_with;
using test::succeeded;

constexpr std::string_view kWhole =
    R"({"id":"4711","source":"crm/app-1","type":"read","time":"2026-03-05T14:03:22.5+01:00",)"
    R"("actor":"svc-support","store":"crm","collection":"public.person","fields":["email","phone"],)"
    R"("purpose":"support","request":"R-2026-0001","rows":3,"position":"0a0b",)"
    R"("subjects":[{"type":"email","value":"Ann@example.org"}],"client":"192.0.2.7"})";
constexpr std::string_view kLeast =
    R"({"id":"1","source":"s","type":"write","time":"2026-03-05T14:03:22Z","actor":"a","store":"x"})";

/// kLeast with more members before its end.
std::string with(std::string_view members) {
    std::string out(kLeast);
    out.pop_back();
    return out.append(",").append(members).append("}");
}

TEST(ParseEvent, takes_every_member) {
    const auto event = parse_event(kWhole);

    ASSERT_TRUE(succeeded(event));
    EXPECT_EQ(event->id, "4711");
    EXPECT_EQ(event->source, "crm/app-1");
    EXPECT_EQ(event->kind, EventKind::read);
    EXPECT_EQ(event->at, *parse_time("2026-03-05T13:03:22.5Z"));
    EXPECT_EQ(event->actor, "svc-support");
    EXPECT_EQ(event->store, "crm");
    EXPECT_EQ(event->collection, "public.person");
    EXPECT_EQ(event->fields, (std::vector<std::string>{"email", "phone"}));
    EXPECT_EQ(event->purpose, "support");
    EXPECT_EQ(event->request.value(), "R-2026-0001");
    EXPECT_EQ(event->rows, 3U);
    EXPECT_EQ(event->position[14], 0x0a);
    EXPECT_EQ(event->position[15], 0x0b);
    ASSERT_EQ(event->subjects.size(), 1U);
    EXPECT_EQ(event->subjects[0].type.value(), "email");
    EXPECT_EQ(event->client.expose(), "192.0.2.7");
}

TEST(ParseEvent, needs_id_source_type_time_actor_and_store_only) {
    const auto event = parse_event(kLeast);

    ASSERT_TRUE(succeeded(event));
    EXPECT_EQ(event->kind, EventKind::write);
    EXPECT_TRUE(event->subjects.empty());
    for (const std::string name : {"id", "source", "type", "time", "actor", "store"}) {
        std::string without(kLeast);
        const auto at = without.find("\"" + name + "\"");
        const auto end = without.find_first_of(",}", at);
        without.erase(at, end - at + (without[end] == ',' ? 1 : 0));
        if (without[without.size() - 2] == ',') without.erase(without.size() - 2, 1);
        const auto refused = parse_event(without);
        ASSERT_TRUE(failed_with(refused, ErrorCode::invalid_argument)) << name;
        EXPECT_EQ(refused.error().message(), "event 1: member \"" + name + "\" is missing");
    }
}

TEST(ParseEvent, takes_a_cloud_event_in_structured_mode) {
    const auto event = parse_event(
        R"({"specversion":"1.0","id":"4711","source":"crm/app-1","type":"org.example.crm.read",)"
        R"("time":"2026-03-05T14:03:22.5+01:00","datacontenttype":"application/json",)"
        R"("traceparent":"00-a-b-01","data":{"actor":"svc-support","store":"crm",)"
        R"("collection":"public.person","fields":["email","phone"],"purpose":"support",)"
        R"("request":"R-2026-0001","rows":3,"position":"0a0b",)"
        R"("subjects":[{"type":"email","value":"Ann@example.org"}],"client":"192.0.2.7"}})");

    ASSERT_TRUE(succeeded(event));
    EXPECT_EQ(*event, *parse_event(kWhole));
}

TEST(ParseEvent, refuses_an_address_as_id_or_source_as_it_does_in_names) {
    const std::string rest =
        R"("type":"read","time":"2026-03-05T14:03:22Z","actor":"a","store":"s"})";

    const auto id = parse_event(R"({"id":"ann@example.org","source":"crm",)" + rest);
    const auto source = parse_event(R"({"id":"1","source":"crm/ann@example.org",)" + rest);

    ASSERT_FALSE(id);
    EXPECT_EQ(id.error().message(), "event 1: member \"id\" holds an @");
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().message(), "event 1: member \"source\" holds an @");
    EXPECT_TRUE(parse_event(R"({"id":"1","source":"crm",)" + rest));
}

TEST(ParseEvent, names_the_member_that_is_wrong_and_never_its_value) {
    const struct {
        std::string text;
        std::string told;
    } cases[] = {
        {"[]", "it is not a JSON object"},
        {"{", "it is not JSON"},
        {"\xff", "it is not UTF-8"},
        {with(R"("Ann Smith":1)"), "it has an unknown member"},
        {with(R"("id":"2")"), "a member is given twice in one object"},
        {with(R"("i\u0064":"2")"), "a member is given twice in one object"},
        {with(R"("rows":-1)"), "member \"rows\" must be a whole number, not negative"},
        {with(R"("rows":1.5)"), "member \"rows\" must be a whole number, not negative"},
        {with(R"("purpose":7)"), "member \"purpose\" must be text"},
        {with(R"("purpose":"ann@example.org")"), "member \"purpose\" holds an @"},
        {with(R"("purpose":"a\nb")"), "member \"purpose\" holds a control character"},
        {with(R"("purpose":"")"), "member \"purpose\" has 1 to 255 bytes"},
        {with(R"("fields":["a"])"), "member \"fields\" stands without \"collection\""},
        {with(R"("collection":"c","fields":"a")"), "member \"fields\" must be a list"},
        {with(R"("collection":"c","fields":[1])"), "member \"fields\" must be a list of texts"},
        {with(R"("request":"Ann")"), "member \"request\" is not the id of a request"},
        {with(R"("position":"xyz")"), "member \"position\" is not 2 to 32 hexadecimal digits"},
        {with(R"("client":"ann")"), "member \"client\" is not an IP address"},
        {with(R"("subjects":["ann"])"),
         "member \"subjects\" must be a list of {\"type\", \"value\"}"},
        {with(R"("subjects":[{"type":"email"}])"), "member \"subjects[0].value\" is missing"},
        {with(R"("subjects":[{"type":"email","value":"a","name":"Ann"}])"),
         "\"subjects[0]\" has an unknown member"},
        {R"({"id":"1","source":"s","type":"look","time":"2026-03-05T14:03:22Z"})",
         "member \"type\" is not read or write"},
        {R"({"id":"1","source":"s","type":"read","time":"yesterday"})",
         "member \"time\" is not a moment from 1970 on"},
        {R"({"id":"1","source":"s","type":"read","time":"1969-12-31T23:59:59Z"})",
         "member \"time\" is not a moment from 1970 on"},
        {R"({"id":"1","source":"s","type":"read","time":"2026-03-05T14:03:22Z",)"
         R"("actor":"uid:ann","store":"x"})",
         "member \"actor\" begins as gdprd's own callers do"},
        {R"({"id":"1","source":"s","type":"read","time":"2026-03-05T14:03:22Z",)"
         R"("actor":"gdprd","store":"x"})",
         "member \"actor\" is gdprd's own name"},
        {R"({"id":"1","source":"s","type":"read","time":"2026-03-05T14:03:22Z",)"
         R"("actor":"Token:dpo","store":"x"})",
         "member \"actor\" looks like the name of one of gdprd's own callers"},
        {R"({"id":"1","source":"s","type":"read","time":"2026-03-05T14:03:22Z",)"
         R"("actor":"a\u200Bb","store":"x"})",
         "member \"actor\" holds a character that cannot be seen, or begins or ends with a space"},
        {R"({"id":"1","source":"s","type":"read","time":"2026-03-05T14:03:22Z",)"
         R"("actor":"a","store":"x "})",
         "member \"store\" holds a character that cannot be seen, or begins or ends with a space"},
        {with(R"("collection":"c","fields":["a\u202Eb"])"),
         "member \"fields\" holds a character that cannot be seen, or begins or ends with a space"},
        {R"({"specversion":"0.3","id":"1"})", "member \"specversion\" is not 1.0"},
        {R"({"specversion":"1.0","id":"1","source":"s","type":"read",)"
         R"("time":"2026-03-05T14:03:22Z"})",
         "member \"type\" has no part before .read or .write"},
        {R"({"specversion":"1.0","id":"1","source":"s","type":"a.read",)"
         R"("time":"2026-03-05T14:03:22Z","data":{"actor":"a"}})",
         "member \"data.store\" is missing"},
        {R"({"specversion":"1.0","id":"1","source":"s","type":"a.read","subject":"ann",)"
         R"("time":"2026-03-05T14:03:22Z","data":{"actor":"a","store":"x"}})",
         "it has an unknown member"},
    };
    for (const auto& one : cases) {
        const auto refused = parse_event(one.text);
        ASSERT_TRUE(failed_with(refused, ErrorCode::invalid_argument)) << one.text;
        EXPECT_EQ(refused.error().message(), "event 1: " + one.told) << one.text;
        EXPECT_EQ(refused.error().hint().find("nn"), std::string::npos) << one.text;
    }
}

TEST(ParseEvent, reads_lines_and_tells_which_event_is_wrong) {
    const std::string two = std::string(kLeast) + "\r\n\n" + std::string(kWhole);

    const auto events = parse_event_lines(two);
    const auto refused = parse_event_lines(two + "\n{}\n");

    ASSERT_TRUE(succeeded(events));
    ASSERT_EQ(events->size(), 2U);
    EXPECT_EQ((*events)[1], *parse_event(kWhole));
    ASSERT_TRUE(failed_with(refused, ErrorCode::invalid_argument));
    EXPECT_EQ(refused.error().message(), "event 3: member \"id\" is missing");
    EXPECT_TRUE(failed_with(parse_event_lines("\n \n"), ErrorCode::invalid_argument));
}

TEST(ParseEvent, reads_a_batch_and_tells_which_event_is_wrong) {
    const std::string two = "[" + std::string(kLeast) + "," + std::string(kWhole);

    const auto events = parse_event_batch(two + "]");
    const auto refused = parse_event_batch(two + ",7]");

    ASSERT_TRUE(succeeded(events));
    EXPECT_EQ(events->size(), 2U);
    ASSERT_TRUE(failed_with(refused, ErrorCode::invalid_argument));
    EXPECT_EQ(refused.error().message(), "event 3: it is not a JSON object");
    EXPECT_TRUE(failed_with(parse_event_batch("[]"), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(parse_event_batch("{}"), ErrorCode::invalid_argument));
}

TEST(ParseEvent, refuses_what_is_beyond_the_limits) {
    std::string lines;
    for (std::size_t i = 0; i <= config::limits::kEventsPerCall; ++i)
        lines.append(kLeast).append("\n");
    const std::string long_one =
        with("\"purpose\":\"" + std::string(config::limits::kEventBytes, 'a') + "\"");
    std::string deep = R"("fields":)" + std::string(10, '[') + std::string(10, ']');

    EXPECT_TRUE(failed_with(parse_event_lines(lines), ErrorCode::limit_exceeded));
    EXPECT_TRUE(failed_with(parse_event(long_one), ErrorCode::limit_exceeded));
    EXPECT_TRUE(failed_with(parse_event(with(deep)), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::policy
