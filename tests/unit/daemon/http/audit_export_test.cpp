#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "daemon/services/services.hpp"
#include "tests/unit/daemon/support/ctl_runner.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
using test::RunningApp;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

class AuditExport : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(succeeded(gdprd_.start())); }

    void record(int entries) {
        std::vector<audit::EntryDraft> drafts;
        for (int i = 0; i < entries; ++i) {
            audit::EntryDraft draft;
            draft.type = i % 3 == 0 ? audit::EntryType::write : audit::EntryType::read;
            draft.store = "crm";
            draft.collection = "main.customers";
            draft.actor = "uid:alice";
            drafts.push_back(draft);
        }
        ASSERT_TRUE(succeeded(gdprd_.app().services().trail.record(kOff, drafts)));
    }
    test::CtlRun gdprctl(std::vector<std::string> words) {
        return test::run_ctl(gdprd_, "auditor", std::move(words));
    }
    static std::vector<std::string> lines_of(const std::string& text) {
        std::vector<std::string> out;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            out.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        return out;
    }
    std::string file_text(const std::string& path) {
        const auto bytes = read_file(path, 1U << 24U);
        EXPECT_TRUE(succeeded(bytes));
        return bytes ? std::string(as_text(*bytes)) : std::string();
    }

    RunningApp gdprd_;
};

TEST_F(AuditExport, writes_all_pages_of_what_meets_the_criteria_oldest_first) {
    record(2500);
    const auto path = gdprd_.path("out.ndjson");

    const auto ran = gdprctl({"audit", "export", "--format", "ocsf", "--reason", "case 17",
                              "--store", "crm", "--out", path});

    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto lines = lines_of(file_text(path));
    ASSERT_EQ(lines.size(), 2500U);
    std::uint64_t last = 0;
    for (const auto& line : lines) {
        const auto event = json::parse(line);
        EXPECT_EQ(event.at("class_uid").to_number<int>(), 6005);
        const auto index = event.at("metadata").at("sequence").to_number<std::uint64_t>();
        EXPECT_GT(index, last);
        last = index;
    }
    EXPECT_NE(ran.err.find("2500 entries"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(path + ".new"));
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(path).permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(AuditExport, is_an_entry_with_its_reason_and_ends_before_itself) {
    record(5);
    const auto size = gdprd_.app().services().trail.size();

    const auto ran = gdprctl({"audit", "export", "--format", "cloudevents", "--reason", "case 17"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    for (const auto& line : lines_of(ran.out))
        EXPECT_LT(std::stoull(std::string(json::parse(line).at("id").as_string())), size);
    auto auditor = gdprd_.client("auditor");
    const auto found = auditor.get("/api/v1/audit/search?reason=x&actor=token:auditor");
    ASSERT_TRUE(succeeded(found));
    ASSERT_EQ(found->at("entries").as_array().size(), 1U) << json::serialize(*found);
    const auto& entry = found->at("entries").at(0);
    EXPECT_EQ(entry.at("payload").at("what").as_string(), "export");
    EXPECT_EQ(entry.at("payload").at("format").as_string(), "cloudevents");
    EXPECT_EQ(entry.at("payload").at("reason").as_string(), "case 17");
    EXPECT_EQ(entry.at("rows").to_number<std::size_t>(), lines_of(ran.out).size());
}

TEST_F(AuditExport, takes_the_criteria_of_a_search) {
    record(30);

    const auto ran = gdprctl({"audit", "export", "--format", "cef", "--reason", "case 17", "--type",
                              "write", "--store", "crm"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 10U);
    for (const auto& line : lines) EXPECT_TRUE(line.starts_with("CEF:0|gdprd|gdprd|")) << line;
}

TEST_F(AuditExport, gives_a_subject_the_log_of_their_request_without_names) {
    audit::EntryDraft draft;
    draft.type = audit::EntryType::read;
    draft.store = "crm";
    draft.actor = "uid:alice";
    draft.request = "R-2026-0001";
    ASSERT_TRUE(succeeded(gdprd_.app().services().trail.record(kOff, draft)));
    draft.request = "R-2026-0002";
    ASSERT_TRUE(succeeded(gdprd_.app().services().trail.record(kOff, draft)));
    const auto log = [this](std::vector<std::string> more) {
        std::vector<std::string> words{"audit", "subject-log", "--reason", "answer", "-o", "json"};
        words.insert(words.end(), more.begin(), more.end());
        return test::run_ctl(gdprd_, "dpo", std::move(words));
    };

    const auto hidden = log({"--request", "R-2026-0001"});
    ASSERT_EQ(hidden.code, 0) << hidden.err;
    EXPECT_EQ(json::parse(hidden.out).as_array().size(), 1U);
    EXPECT_EQ(hidden.out.find("alice"), std::string::npos);
    const auto shown = log({"--request", "R-2026-0001", "--with-names"});
    EXPECT_NE(shown.out.find("uid:alice"), std::string::npos);
    EXPECT_EQ(json::parse(shown.out).as_array().size(), 2U) << "making the first is an access";
    EXPECT_EQ(log({}).code, 2) << "of nobody";
    EXPECT_EQ(log({"--request", "R-2026-0001", "--subject", "1"}).code, 2);
    EXPECT_EQ(gdprctl({"audit", "subject-log", "--reason", "x", "--request", "R-2026-0001"}).code,
              4);
}

TEST_F(AuditExport, refuses_other_formats_and_other_roles_and_leaves_no_file) {
    const auto path = gdprd_.path("out");
    const auto wrong =
        gdprctl({"audit", "export", "--format", "xml", "--reason", "x", "--out", path});
    EXPECT_EQ(wrong.code, 2) << wrong.err;
    EXPECT_NE(wrong.err.find("ocsf, cef or cloudevents"), std::string::npos) << wrong.err;
    const auto admin = test::run_ctl(
        gdprd_, "admin", {"audit", "export", "--format", "cef", "--reason", "x", "--out", path});
    EXPECT_EQ(admin.code, 4) << admin.err;
    EXPECT_EQ(gdprctl({"audit", "export", "--format", "cef", "--out", path}).code, 2)
        << "no reason";

    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

}  // namespace
}  // namespace gdprd::daemon
