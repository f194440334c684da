#include "daemon/export/cloud_event.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "daemon/services/event_entry.hpp"
#include "tests/unit/daemon/export/sample_entries.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;

TEST(CloudEvent, has_the_attributes_of_the_specification) {
    for (const auto& entry : test::entries_of_every_type()) {
        const auto event = json::parse(render_cloud_event(entry, {"example.org/t x", {}}));

        // CloudEvents 1.0.2, section 3: required attributes are non-empty strings, and attribute
        // names have small letters and digits only.
        for (const char* required : {"specversion", "id", "source", "type"})
            EXPECT_FALSE(event.at(required).as_string().empty()) << required;
        for (const auto& member : event.as_object())
            EXPECT_EQ(member.key().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"),
                      json::string_view::npos)
                << member.key();
        EXPECT_EQ(event.at("specversion").as_string(), "1.0");
        EXPECT_EQ(event.at("source").as_string(), "example.org/t%20x") << "a URI reference";
        EXPECT_EQ(event.at("datacontenttype").as_string(), "application/json");
        EXPECT_TRUE(event.at("data").is_object());
        EXPECT_TRUE(parse_time(std::string(event.at("time").as_string())));
    }
}

TEST(CloudEvent, tells_the_entry_and_no_payload) {
    auto entry = test::sample_entry(audit::EntryType::outcome, "crm", "main.customers");
    entry.fields = {"email"};
    entry.payload = cbor::Map{{"result", "done"}, {"value", "ann.smith@example.org"}};

    const auto line = render_cloud_event(entry, {"example.org/t", {}});

    const auto event = json::parse(line);
    EXPECT_EQ(line.find("ann.smith"), std::string::npos);
    EXPECT_EQ(event.at("id").as_string(), "4711");
    EXPECT_EQ(event.at("sequence").as_string(), "00000000000000004711");
    EXPECT_EQ(event.at("type").as_string(), "gdprd.trail.outcome");
    EXPECT_EQ(event.at("subject").as_string(), "R-2026-0001");
    const auto& data = event.at("data");
    EXPECT_EQ(data.at("store").as_string(), "crm");
    EXPECT_EQ(data.at("fields"), (json::array{"email"}));
    EXPECT_EQ(data.at("rows").to_number<int>(), 12);
    EXPECT_EQ(data.at("result").as_string(), "done");
    EXPECT_EQ(data.at("reported"), json::value(false));
    entry.flags = kFlagReported;
    EXPECT_EQ(json::parse(render_cloud_event(entry, {"t", {}})).at("data").at("reported"),
              json::value(true));
}

}  // namespace
}  // namespace gdprd::daemon
