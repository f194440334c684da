#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "daemon/services/services.hpp"
#include "tests/unit/daemon/support/ctl_runner.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
using test::RunningApp;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

class AuditSearch : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(succeeded(gdprd_.start()));
        std::vector<audit::EntryDraft> drafts;
        for (int i = 0; i < 30; ++i) {
            audit::EntryDraft draft;
            draft.type = i % 3 == 0 ? audit::EntryType::write : audit::EntryType::read;
            draft.store = "crm";
            draft.collection = i % 2 == 0 ? "customers" : "orders";
            draft.fields = {"email", i % 5 == 0 ? "street" : "city"};
            draft.actor = "uid:" + std::to_string(i % 4);
            draft.purpose = "support";
            drafts.push_back(draft);
        }
        ASSERT_TRUE(succeeded(gdprd_.app().services().trail.record(kOff, drafts)));
    }

    /// The answer's entries, or what went wrong.
    json::value search(const std::string& query) {
        auto auditor = gdprd_.client("auditor");
        auto answer = auditor.get("/api/v1/audit/search?" + query);
        EXPECT_TRUE(succeeded(answer)) << query;
        return answer ? *answer : json::value(json::object{{"entries", json::array()}});
    }
    std::size_t count(const std::string& query) {
        return search(query).at("entries").as_array().size();
    }
    int status(const std::string& target) {
        auto auditor = gdprd_.client("auditor");
        const auto answer = auditor.send("GET", target);
        return answer ? answer->status : -1;
    }
    int gdprctl(std::vector<std::string> words) {
        auto ran = test::run_ctl(gdprd_, "auditor", std::move(words));
        out_ = std::move(ran.out);
        err_ = std::move(ran.err);
        return ran.code;
    }

    RunningApp gdprd_;
    std::string out_;
    std::string err_;
};

TEST_F(AuditSearch, takes_every_criterion_and_any_of_its_values) {
    EXPECT_EQ(count("reason=case%2017&store=crm"), 30U);
    EXPECT_EQ(count("reason=case%2017&collection=orders"), 15U);
    EXPECT_EQ(count("reason=case%2017&collection=orders,customers"), 30U);
    EXPECT_EQ(count("reason=case%2017&collection=orders&type=write"), 5U);
    EXPECT_EQ(count("reason=case%2017&field=street&store=crm"), 6U);
    EXPECT_EQ(count("reason=case%2017&actor=uid:1,uid:2&purpose=support"), 15U);
    EXPECT_EQ(count("reason=case%2017&store=erp"), 0U);
    EXPECT_EQ(count("reason=case%2017&store=crm&since=2100-01-01T00:00:00Z"), 0U);
    EXPECT_EQ(count("reason=case%2017&store=crm&until=2100-01-01T00:00:00Z"), 30U);
}

TEST_F(AuditSearch, gives_pages_in_both_orders) {
    for (const std::string order : {"newest", "oldest"}) {
        std::vector<std::uint64_t> seen;
        std::string from;
        for (;;) {
            const auto page =
                search("reason=case%2017&store=crm&limit=7&order=" + order + "&from=" + from);
            for (const auto& entry : page.at("entries").as_array())
                seen.push_back(entry.at("index").to_number<std::uint64_t>());
            if (page.at("next").is_null()) break;
            from = std::to_string(page.at("next").to_number<std::uint64_t>());
        }
        EXPECT_EQ(seen.size(), 30U);
        EXPECT_EQ(seen.front() < seen.back(), order == "oldest");
    }
}

TEST_F(AuditSearch, is_an_entry_with_its_reason_and_criteria) {
    search("reason=complaint%20of%20Tuesday&store=crm&field=email&type=read");

    const auto found = search("reason=review&actor=token:auditor&type=read");

    ASSERT_EQ(found.at("entries").as_array().size(), 1U);
    const auto& entry = found.at("entries").at(0);
    EXPECT_EQ(entry.at("rows").to_number<int>(), 20);
    const auto& payload = entry.at("payload");
    EXPECT_EQ(payload.at("reason").as_string(), "complaint of Tuesday");
    EXPECT_EQ(payload.at("stores"), (json::array{"crm"}));
    EXPECT_EQ(payload.at("fields"), (json::array{"email"}));
    EXPECT_EQ(payload.at("types"), (json::array{"read"}));
}

TEST_F(AuditSearch, refuses_what_must_not_be_recorded_or_makes_no_sense) {
    const std::string base = "/api/v1/audit/search?";
    EXPECT_EQ(status(base + "store=crm"), 400) << "no reason";
    for (const char* wrong : {"actor=ann.smith@example.org", "request=ann.smith", "type=nothing",
                              "subject=ann", "since=yesterday", "order=random", "limit=0",
                              "limit=100000", "store=a,,b", "colour=red", "store=%01"}) {
        EXPECT_EQ(status(base + "reason=case%2017&" + wrong), 400) << wrong;
    }
    EXPECT_EQ(status(base + "reason=ann.smith@example.org"), 400);
    EXPECT_EQ(status(base + "reason=" + std::string(600, 'x')), 400);
    auto admin = gdprd_.client("admin");
    EXPECT_EQ(admin.send("GET", base + "reason=curiosity")->status, 403);
    EXPECT_EQ(count("reason=review&actor=token:auditor"), 0U) << "a refused search leaves nothing";
}

TEST_F(AuditSearch, follows_new_entries_and_leaves_itself_out) {
    auto auditor = gdprd_.client("auditor");
    const auto begun = auditor.get("/api/v1/audit/tail?reason=watching");
    ASSERT_TRUE(succeeded(begun));
    EXPECT_TRUE(begun->at("entries").as_array().empty());
    const auto from = [](const json::value& answer) {
        return "&from=" + std::to_string(answer.at("next").to_number<std::uint64_t>());
    };
    audit::EntryDraft draft;
    draft.type = audit::EntryType::write;
    draft.store = "crm";
    ASSERT_TRUE(succeeded(gdprd_.app().services().trail.record(kOff, draft)));

    const auto first = auditor.get("/api/v1/audit/tail?reason=watching" + from(*begun));
    ASSERT_TRUE(succeeded(first));
    const auto size = gdprd_.app().services().trail.size();
    const auto second = auditor.get("/api/v1/audit/tail?reason=watching" + from(*first));

    ASSERT_TRUE(succeeded(second));
    ASSERT_EQ(first->at("entries").as_array().size(), 1U);
    EXPECT_EQ(first->at("entries").at(0).at("store").as_string(), "crm");
    EXPECT_TRUE(second->at("entries").as_array().empty());
    EXPECT_EQ(gdprd_.app().services().trail.size(), size) << "an empty look leaves no entry";
}

TEST_F(AuditSearch, is_there_as_verbs) {
    EXPECT_EQ(
        gdprctl({"audit", "search", "--reason", "case 17", "--collection", "orders", "--collection",
                 "customers", "--type", "write", "--since", "1d", "-o", "tsv"}),
        0)
        << err_;
    EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 11) << out_;
    EXPECT_EQ(gdprctl({"audit", "search", "--store", "crm"}), 2) << "no reason";
    EXPECT_EQ(gdprctl({"audit", "search", "--reason", "x", "--since", "yesterday"}), 2);
    EXPECT_EQ(gdprctl({"audit", "search", "--reason", "x", "--store", "a,b"}), 2);
    EXPECT_EQ(gdprctl({"audit", "search", "--reason", "x", "--limit", "4", "-o", "json"}), 0);
    EXPECT_EQ(json::parse(out_).as_array().size(), 4U);
    EXPECT_NE(err_.find("there are more: --from "), std::string::npos) << err_;

    EXPECT_EQ(gdprctl({"audit", "tail", "--reason", "x", "--from", "0", "--limit", "3", "--store",
                       "crm", "-o", "json"}),
              0)
        << err_;
    EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 3) << out_;
}

TEST_F(AuditSearch, counts_by_type_actor_store_and_day) {
    EXPECT_EQ(gdprctl({"audit", "stats", "-o", "json"}), 0) << err_;
    auto auditor = gdprd_.client("auditor");
    json::value stats;
    // The index follows within a second.
    for (std::uint64_t lag = 1; lag != 0;) {
        const auto answer = auditor.get("/api/v1/audit/stats");
        ASSERT_TRUE(succeeded(answer));
        stats = *answer;
        lag = stats.at("stores").as_object().contains("crm") ? 0 : 1;
    }
    EXPECT_EQ(stats.at("stores").at("crm").to_number<int>(), 30);
    EXPECT_EQ(stats.at("actors").at("uid:1").to_number<int>(), 8);
    EXPECT_EQ(stats.at("types").at("write").to_number<int>(), 10);
    EXPECT_EQ(gdprctl({"audit", "stats"}), 0) << err_;
    EXPECT_NE(out_.find("lag:"), std::string::npos) << out_;
}

TEST_F(AuditSearch, tells_which_names_no_entry_has) {
    const auto unknown = [&](const std::string& query) {
        return json::serialize(search("reason=x&" + query).at("unknown"));
    };

    EXPECT_EQ(unknown("store=crmm"), R"([{"criterion":"store","name":"crmm","suggestion":"crm"}])");
    EXPECT_EQ(unknown("store=crm&purpose=suport"),
              R"([{"criterion":"purpose","name":"suport","suggestion":"support"}])");
    EXPECT_EQ(unknown("actor=uid:1&field=zzzzzzzzzz"),
              R"([{"criterion":"field","name":"zzzzzzzzzz","suggestion":null}])");
    EXPECT_EQ(unknown("store=crm&actor=uid:0&type=gap"), "[]") << "each name is somewhere";
    EXPECT_EQ(unknown("store=crm"), "[]");
    EXPECT_EQ(gdprctl({"audit", "search", "--reason", "x", "--store", "crmm"}), 0);
    EXPECT_NE(err_.find("no entry has the store \"crmm\"; did you mean \"crm\"?"),
              std::string::npos)
        << err_;
}

TEST_F(AuditSearch, gives_no_cosigned_checkpoint_where_no_witness_is) {
    EXPECT_EQ(gdprctl({"audit", "checkpoint", "--cosigned"}), 1);
    EXPECT_NE(err_.find("no witness has cosigned a checkpoint"), std::string::npos) << err_;
    EXPECT_EQ(gdprctl({"audit", "checkpoint"}), 0);
    EXPECT_EQ(status("/api/v1/audit/checkpoint?cosigned=maybe"), 400);
}

}  // namespace
}  // namespace gdprd::daemon
