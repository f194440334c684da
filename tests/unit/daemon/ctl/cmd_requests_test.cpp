#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "daemon/ctl/cli.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon::ctl {
namespace {

namespace json = boost::json;
using test::RunningApp;

/// gdprctl as the DPO, against a gdprd that runs.
class RequestsVerbs : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(test::succeeded(gdprd_.start())); }

    int run(std::vector<std::string> words) {
        words.insert(words.begin(), "gdprctl");
        for (const auto& word : {std::string("--socket"), gdprd_.path("s"),
                                 std::string("--token-file"), gdprd_.path("dpo.token")})
            words.push_back(word);
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        Cli cli;
        add_commands(cli);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = cli.run(static_cast<int>(argv.size()), argv.data());
        out_ = testing::internal::GetCapturedStdout();
        err_ = testing::internal::GetCapturedStderr();
        return code;
    }

    /// An access request with the id R-YEAR-0001 and so on.
    void record(const std::string& received) {
        std::vector<std::string> words{"requests", "new", "access", "--identifier",
                                       "email=ann.smith@example.org"};
        if (!received.empty()) words.insert(words.end(), {"--received", received});
        ASSERT_EQ(run(std::move(words)), 0) << err_;
    }

    RunningApp gdprd_;
    std::string out_;
    std::string err_;
};

TEST_F(RequestsVerbs, mark_what_is_overdue_and_count_the_days_that_are_left) {
    record("2020-01-02");
    record("");

    ASSERT_EQ(run({"requests", "list"}), 0);
    EXPECT_NE(out_.find("OVERDUE by "), std::string::npos) << out_;
    EXPECT_NE(err_.find("1 request is overdue (Art. 12(3))"), std::string::npos) << err_;

    ASSERT_EQ(run({"requests", "list", "-o", "json"}), 0);
    const auto list = json::parse(out_).at("requests").as_array();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].at("overdue"), false);
    EXPECT_GE(list[0].at("days_left").as_int64(), 28);
    EXPECT_EQ(list[1].at("overdue"), true);
    EXPECT_LT(list[1].at("days_left").as_int64(), 0);

    const auto id = std::string(list[1].at("id").as_string());
    ASSERT_EQ(run({"requests", "show", id}), 0);
    EXPECT_NE(out_.find("OVERDUE by "), std::string::npos) << out_;
}

TEST_F(RequestsVerbs, print_a_plans_steps_as_columns) {
    ASSERT_EQ(run({"catalogue", "scan"}), 0) << err_;
    record("");
    ASSERT_EQ(run({"requests", "list", "-o", "json"}), 0);
    const auto id = std::string(json::parse(out_).at("requests").at(0).at("id").as_string());
    ASSERT_EQ(run({"requests", "plan", id, "-o", "json"}), 20) << err_;
    const auto steps = json::parse(out_).at("steps").as_array().size();
    ASSERT_GT(steps, 0U);

    ASSERT_EQ(run({"requests", "plan", id, "--show", "-o", "tsv"}), 20) << err_;
    EXPECT_TRUE(out_.starts_with("number\tkind\tin\trows\tactions\n")) << out_;
    EXPECT_EQ(static_cast<std::size_t>(std::count(out_.begin(), out_.end(), '\n')), steps + 1);
}

TEST_F(RequestsVerbs, do_not_count_the_days_of_a_closed_request) {
    record("2020-01-02");
    ASSERT_EQ(run({"requests", "list", "-o", "json"}), 0);
    const auto id = std::string(json::parse(out_).at("requests").at(0).at("id").as_string());
    ASSERT_EQ(run({"requests", "cancel", id}), 0);

    ASSERT_EQ(run({"requests", "show", id, "-o", "json"}), 0);
    EXPECT_EQ(json::parse(out_).at("overdue"), false);
    EXPECT_FALSE(json::parse(out_).as_object().contains("days_left"));
    ASSERT_EQ(run({"requests", "list"}), 0);
    EXPECT_EQ(out_.find("OVERDUE"), std::string::npos);
    EXPECT_EQ(err_, "");
}

}  // namespace
}  // namespace gdprd::daemon::ctl
