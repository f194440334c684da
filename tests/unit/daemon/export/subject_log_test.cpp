#include "daemon/export/subject_log.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "daemon/services/event_entry.hpp"
#include "tests/unit/daemon/export/sample_entries.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;

TEST(SubjectLog, numbers_staff_in_place_of_their_names) {
    auto entry = test::sample_entry(audit::EntryType::read, "crm", "main.customers");
    entry.payload = cbor::Map{{"by", "uid:alice"}};
    SubjectLog hidden(StaffNames::hidden);
    std::vector<std::string> by;
    for (const char* actor : {"uid:alice", "token:carol", "uid:alice", "gdprd", ""}) {
        entry.actor = actor;
        const auto line = hidden.line(entry);
        by.emplace_back(line.at("by").as_string());
        EXPECT_EQ(json::serialize(line).find("alice"), std::string::npos);
    }

    EXPECT_EQ(by, (std::vector<std::string>{"staff 1", "staff 2", "staff 1", "gdprd, automatically",
                                            "gdprd, automatically"}));
    entry.actor = "uid:alice";
    EXPECT_EQ(SubjectLog(StaffNames::shown).line(entry).at("by").as_string(), "uid:alice");
}

TEST(SubjectLog, says_what_was_done_where_and_what_for) {
    auto entry = test::sample_entry(audit::EntryType::outcome, "crm", "main.customers");
    entry.fields = {"email"};
    entry.payload = cbor::Map{{"kind", "delete_rows"}, {"result", "done"}};

    const auto line = SubjectLog(StaffNames::hidden).line(entry);

    EXPECT_EQ(line.at("what").as_string(), "data erased");
    EXPECT_EQ(line.at("result").as_string(), "done");
    EXPECT_EQ(line.at("store").as_string(), "crm");
    EXPECT_EQ(line.at("collection").as_string(), "main.customers");
    EXPECT_EQ(line.at("fields"), (json::array{"email"}));
    EXPECT_EQ(line.at("purpose").as_string(), "support");
    EXPECT_FALSE(line.contains("payload"));
    EXPECT_EQ(line.at("reported"), json::value(false));
    entry.flags = kFlagReported;
    EXPECT_EQ(SubjectLog(StaffNames::hidden).line(entry).at("reported"), json::value(true));
}

}  // namespace
}  // namespace gdprd::daemon
