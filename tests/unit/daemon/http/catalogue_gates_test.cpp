// What people and builds rely on: the gates fail while something is unknown, lists and exports say
// what requests go by, and nobody's word is lost.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <cstdio>
#include <utility>

#include "daemon/services/services.hpp"
#include "tests/unit/daemon/support/ctl_runner.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
using test::CtlRun;
using testing::HasSubstr;
using testing::Not;

class CatalogueGates : public testing::Test {
  protected:
    void start() { ASSERT_TRUE(test::succeeded(gdprd_.start())); }
    void add_store(const std::string& name, const char* sql) {
        gdprd_.add_settings("  " + name + ": {kind: sqlite, path: " + name + ".db}\n");
        auto made = sqlite::Database::open(gdprd_.path(name + ".db"), sqlite::OpenMode::create);
        ASSERT_TRUE(test::succeeded(made));
        ASSERT_TRUE(test::succeeded(made->execute(sql)));
    }
    void add_files(const std::string& name, const std::string& text) {
        if (!std::exchange(has_files_, true)) {
            gdprd_.add_settings("  exports: {kind: files, path: exports}\n");
            ASSERT_TRUE(test::succeeded(make_directories(gdprd_.path("exports"))));
        }
        gdprd_.write("exports/" + name, text);
    }
    CtlRun dpo(std::vector<std::string> words) {
        return test::run_ctl(gdprd_, "dpo", std::move(words));
    }
    void scan(std::vector<std::string> more = {}) {
        std::vector<std::string> words{"catalogue", "scan"};
        words.insert(words.end(), more.begin(), more.end());
        const auto ran = dpo(words);
        ASSERT_EQ(ran.code, 0) << ran.err;
    }
    void decide_all() {
        auto client = gdprd_.client("dpo");
        const auto covered = client.get("/api/v1/catalogue/coverage");
        ASSERT_TRUE(test::succeeded(covered));
        for (const auto& field : covered->at("undecided").as_array())
            ASSERT_TRUE(test::succeeded(client.post(
                target(std::string(field.at("field").as_string()), "reject"), json::object{})));
    }
    static std::string target(const std::string& field, const std::string& verb) {
        return "/api/v1/catalogue/fields/" + ctl::url_encode(field) + "/" + verb;
    }

    test::RunningApp gdprd_;

  private:
    bool has_files_ = false;
};

TEST_F(CatalogueGates, the_check_fails_while_a_store_was_never_scanned) {
    add_store("hr", "CREATE TABLE numbers (n INTEGER)");
    start();
    scan({"--store", "crm"});
    decide_all();

    const auto ran = dpo({"catalogue", "check"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("store hr was never scanned"));
    EXPECT_THAT(ran.err, HasSubstr("gdprctl catalogue scan"));
    const auto by_files = dpo({"catalogue", "check", "--policy", gdprd_.path("policies")});
    EXPECT_EQ(by_files.code, 1) << by_files.err;
    EXPECT_THAT(by_files.err, HasSubstr("store hr was never scanned"));

    scan();
    decide_all();
    EXPECT_EQ(dpo({"catalogue", "check"}).code, 0);
}

TEST_F(CatalogueGates, the_check_fails_while_a_file_cannot_be_read_offline_too) {
    add_files("broken.xlsx", "this is no workbook");
    start();
    scan();
    decide_all();

    const auto ran = dpo({"catalogue", "check"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("exports.main.\"broken.xlsx\" cannot be read: "));
    EXPECT_THAT(ran.err, HasSubstr("formats"));
    gdprd_.write("catalogue.json", dpo({"-o", "json", "catalogue", "list"}).out);
    const auto offline = dpo({"catalogue", "check", "--catalogue", gdprd_.path("catalogue.json")});
    EXPECT_EQ(offline.code, 1);
    EXPECT_THAT(offline.err, HasSubstr("broken.xlsx"));

    ASSERT_EQ(std::remove(gdprd_.path("exports/broken.xlsx").c_str()), 0);
    scan();
    EXPECT_EQ(dpo({"catalogue", "check"}).code, 0);
}

TEST_F(CatalogueGates, the_record_is_not_complete_while_nobody_knows_what_the_stores_hold) {
    gdprd_.write("policies/10.yaml",
                 "version: 1\nsecurity_measures: [encryption]\npurposes:\n  support:\n    "
                 "description: Answering.\n    basis: contract\n    categories: [user]\n    "
                 "subjects: [customers]\n    recipients: []\n    transfers: none\n    retention: "
                 "A year.\n");
    add_files("broken.xlsx", "this is no workbook");
    start();

    const auto empty = dpo({"record", "check"});
    EXPECT_EQ(empty.code, 1);
    EXPECT_THAT(empty.err, HasSubstr("the catalogue is empty"));
    scan({"--store", "crm"});
    const auto half = dpo({"record", "check"});
    EXPECT_EQ(half.code, 1);
    EXPECT_THAT(half.err, HasSubstr("what the store exports holds"));
    EXPECT_THAT(half.err, Not(HasSubstr("the catalogue is empty")));
    scan();
    const auto unread = dpo({"record", "check"});
    EXPECT_EQ(unread.code, 1);
    EXPECT_THAT(unread.err, HasSubstr("broken.xlsx"));
    ASSERT_EQ(std::remove(gdprd_.path("exports/broken.xlsx").c_str()), 0);
    scan();
    const auto whole = dpo({"record", "check"});
    EXPECT_EQ(whole.code, 0) << whole.err;
}

TEST_F(CatalogueGates, lists_and_exports_go_by_the_annotations_of_the_policy) {
    gdprd_.write("policies/20.yaml",
                 "version: 1\nfields:\n  crm.main.customers.status: {category: user.content}\n"
                 "  crm.main.customers.email: {category: none}\n");
    start();
    scan();

    const auto listed = dpo({"catalogue", "list", "--personal"}).out;
    EXPECT_THAT(listed, HasSubstr("crm.main.customers.status"));
    EXPECT_THAT(listed, Not(HasSubstr("crm.main.customers.email")));
    EXPECT_THAT(dpo({"catalogue", "show", "crm.main.customers.status"}).out,
                HasSubstr("annotated in the policy (20.yaml:3"));
    const auto personal = HasSubstr("accept,policy,yes,");
    EXPECT_THAT(dpo({"catalogue", "export", "--format", "csv"}).out, personal);
    EXPECT_THAT(dpo({"catalogue", "export", "--format", "fides"}).out,
                Not(HasSubstr("user.contact.email")));

    const auto whole = dpo({"-o", "json", "catalogue", "list"}).out;
    EXPECT_THAT(whole, Not(HasSubstr("\"policy\"")));  // the catalogue itself stays
    gdprd_.write("catalogue.json", whole);
    const std::vector<std::string> offline{
        "catalogue", "export", "--format", "csv", "--catalogue", gdprd_.path("catalogue.json")};
    EXPECT_THAT(dpo(offline).out, Not(personal));
    auto with_policy = offline;
    with_policy.insert(with_policy.end(), {"--policy", gdprd_.path("policies")});
    EXPECT_THAT(dpo(with_policy).out, personal);
    gdprd_.write("policies/20.yaml", "fields: 5\n");
    EXPECT_EQ(dpo(with_policy).code, 2);
}

TEST_F(CatalogueGates, a_confirmed_copy_holds_what_the_policy_says_of_its_original) {
    std::string sql = "CREATE TABLE staff (no INTEGER PRIMARY KEY, mail TEXT);";
    std::string csv = "mail\n";
    for (int i = 0; i < 40; ++i) {
        const std::string mail = "person" + std::to_string(i) + "@example.org";
        sql += "INSERT INTO staff (mail) VALUES ('" + mail + "');";
        csv += mail + "\n";
    }
    add_store("hr", sql.c_str());
    add_files("old.csv", csv);
    gdprd_.write("policies/20.yaml",
                 "version: 1\nfields: {hr.main.staff.mail: {category: user.account.username}}\n");
    start();
    scan();
    auto client = gdprd_.client("dpo");
    ASSERT_TRUE(
        test::succeeded(client.post(target("hr.main.staff.mail", "reject"), json::object{})));
    const auto open = client.get("/api/v1/proposals");
    ASSERT_TRUE(test::succeeded(open));
    ASSERT_EQ(open->at("proposals").as_array().size(), 1U);
    const auto id = std::string(open->at("proposals").at(0).at("id").as_string());

    const auto confirmed = dpo({"proposals", "confirm", id, "--reason", "an export of staff"});

    EXPECT_EQ(confirmed.code, 0) << confirmed.err;
    const auto copy =
        client.get("/api/v1/catalogue/fields/" + ctl::url_encode("exports.main.\"old.csv\".mail"));
    ASSERT_TRUE(test::succeeded(copy));
    EXPECT_EQ(copy->at("category"), "user.account.username");
    EXPECT_EQ(copy->at("decided_by"), "person");
}

TEST_F(CatalogueGates, a_decision_that_must_not_replace_a_persons_is_refused_under_the_lock) {
    start();
    scan();
    auto client = gdprd_.client("dpo");
    const std::string notes = "crm.main.customers.notes";
    const json::object careful{{"category", "user.content"}, {"only_undecided", true}};
    ASSERT_TRUE(test::succeeded(client.post(target(notes, "reject"), json::object{})));

    EXPECT_TRUE(
        test::failed_with(client.post(target(notes, "confirm"), careful), ErrorCode::conflict));
    EXPECT_EQ(client.get("/api/v1/catalogue/fields/" + notes)->at("decision"), "reject");
    EXPECT_TRUE(test::succeeded(
        client.post(target("crm.main.customers.email", "reject"), {{"only_undecided", true}})));
    EXPECT_TRUE(test::failed_with(
        client.post(target("crm.main.customers.email", "reject"), {{"only_undecided", true}}),
        ErrorCode::conflict));
    EXPECT_TRUE(test::succeeded(
        client.post(target(notes, "confirm"), json::object{{"category", "user.content"}})));
}

}  // namespace
}  // namespace gdprd::daemon
