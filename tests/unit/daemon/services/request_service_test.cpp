#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "daemon/services/package_check.hpp"
#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/proof_report.hpp"
#include "daemon/services/zip.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

using RequestServiceTest = RequestWorld;

TEST_F(RequestServiceTest, erasure_takes_the_person_keeps_the_invoice_and_spares_the_namesake) {
    const auto id = planned_request(Right::erasure);
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);

    EXPECT_EQ(count("shop",
                    "SELECT count(*) FROM customers WHERE email = 'maja.quistgaard@mail.example'"),
              0);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders WHERE customer_id = 1"), 0);
    EXPECT_EQ(
        count(
            "shop",
            "SELECT count(*) FROM invoices WHERE no = 'F-1' AND billing_name = 'Maja Quistgaard'"),
        1);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM tickets WHERE id = 1"), 0);
    EXPECT_EQ(
        count(
            "shop",
            "SELECT count(*) FROM customers WHERE id = 2 AND email = 'maja.q.other@mail.example'"),
        1);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders WHERE customer_id = 2"), 1);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM tickets WHERE id = 2"), 1);
}

TEST_F(RequestServiceTest, a_cancelled_erasure_says_how_many_steps_were_carried_out) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    std::filesystem::rename(store_path("desk"), store_path("desk") + ".away");
    stop();
    start();
    ASSERT_EQ(run(id), RequestState::partial);

    ASSERT_TRUE(succeeded(requests_->cancel(off_, id, dpo_)));

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->record.state, RequestState::cancelled);
    EXPECT_GT(view->steps_done, 0U);
    ASSERT_TRUE(view->steps_total.has_value());
    EXPECT_LT(view->steps_done, *view->steps_total);
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle)) << "steps were carried out: they can be proved";
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_THAT(render_bundle(*verified), testing::Not(testing::HasSubstr("What the plan kept")));
}

TEST_F(RequestServiceTest, an_access_request_ends_in_a_package_that_verifies) {
    const auto id = planned_request(Right::access);

    EXPECT_EQ(run(id), RequestState::completed);

    const auto zip = requests_->package(off_, id, dpo_);
    ASSERT_TRUE(succeeded(zip));
    const auto checked = check_package(*zip, trail_->vkey());
    ASSERT_TRUE(succeeded(checked));
    const auto members = read_zip(*zip);
    ASSERT_TRUE(succeeded(members));
    std::string all;
    for (const auto& member : *members) all += member.content;
    EXPECT_NE(all.find("maja.quistgaard@mail.example"), std::string::npos);
    EXPECT_NE(all.find("ring twice"), std::string::npos);
    EXPECT_EQ(all.find("maja.q.other@mail.example"), std::string::npos);
}

/// As after the trail's keys were restored from a backup that is older than the request.
TEST_F(RequestServiceTest, starts_when_the_key_of_a_package_that_is_due_was_lost) {
    const auto id = planned_request(policy::Right::access);
    ASSERT_EQ(run(id), policy::RequestState::completed);
    std::uint64_t number = 0;
    {
        auto db = state_->lock(off_);
        auto select = db->prepare("SELECT subject_key FROM request_keys");
        ASSERT_TRUE(succeeded(select));
        ASSERT_TRUE(*select->step());
        number = static_cast<std::uint64_t>(select->integer(0));
    }
    ASSERT_TRUE(succeeded(trail_->destroy_subject_key(off_, number)));
    clock_.advance(std::chrono::hours(24 * 40));

    stop();
    start();

    EXPECT_EQ(requests_->show(off_, id)->record.state, policy::RequestState::completed);
    auto db = state_->lock(off_);
    auto select = db->prepare("SELECT count(*) FROM request_bodies WHERE name = 'package'");
    ASSERT_TRUE(succeeded(select));
    ASSERT_TRUE(*select->step());
    EXPECT_EQ(select->integer(0), 0);
}

TEST_F(RequestServiceTest, an_access_package_is_made_also_when_nothing_was_found) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("nobody@mail.example")}};
    const auto record = requests_->create(off_, letter, dpo_);
    ASSERT_TRUE(succeeded(record));
    ASSERT_TRUE(succeeded(requests_->plan(off_, record->id, dpo_)));

    EXPECT_EQ(run(record->id), RequestState::completed);

    const auto zip = requests_->package(off_, record->id, dpo_);
    ASSERT_TRUE(succeeded(zip));
    EXPECT_TRUE(succeeded(check_package(*zip, trail_->vkey())));
}

TEST_F(RequestServiceTest, a_restart_keeps_requests_plans_and_approvals) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    stop();
    start();

    EXPECT_EQ(run(id), RequestState::completed);
}

TEST_F(RequestServiceTest, no_personal_value_lies_in_the_state_directory) {
    const auto access = planned_request(Right::access);
    EXPECT_EQ(run(access), RequestState::completed);
    const auto erasure = planned_request(Right::erasure);
    approve(erasure);
    EXPECT_EQ(run(erasure), RequestState::completed);

    for (const auto& file : std::filesystem::recursive_directory_iterator(dir_.path() + "/state")) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
        for (const auto* value :
             {"quistgaard", "Quistgaard", "33199000001", "K-100001", "ring twice"})
            EXPECT_EQ(bytes.find(value), std::string::npos) << value << " in " << file.path();
    }
}

TEST_F(RequestServiceTest, bodies_are_destroyed_on_schedule_and_the_proof_of_the_trail_stays) {
    const auto id = planned_request(Right::access);
    EXPECT_EQ(run(id), RequestState::completed);

    clock_.advance(std::chrono::days(31));
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));
    EXPECT_TRUE(failed_with(requests_->package(off_, id, dpo_), ErrorCode::not_found));

    clock_.advance(std::chrono::days(400));
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));
    EXPECT_TRUE(failed_with(requests_->find_plan(off_, id), ErrorCode::not_found));
    const auto report = trail_->verify(off_, {});
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->faults.empty());
}

TEST_F(RequestServiceTest, a_refused_request_stays_closed) {
    const auto id = open_request(Right::erasure);

    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::conflict));
}

TEST_F(RequestServiceTest, full_text_tables_are_searched_and_erased_as_tables_are) {
    create_store("desk",
                 "CREATE VIRTUAL TABLE letters USING fts5(email, body);"
                 "INSERT INTO letters VALUES ('maja.quistgaard@mail.example','I am Maja'),"
                 "('olu@mail.example','hello');"
                 "CREATE VIRTUAL TABLE old_letters USING fts4(email, body);"
                 "INSERT INTO old_letters VALUES ('maja.quistgaard@mail.example','I am Maja'),"
                 "('olu@mail.example','hello');");
    const auto access = planned_request(Right::access);
    ASSERT_EQ(run(access), RequestState::completed);
    const auto zip = requests_->package(off_, access, dpo_);
    ASSERT_TRUE(succeeded(zip));
    const auto members = read_zip(*zip);
    ASSERT_TRUE(succeeded(members));
    std::string all;
    for (const auto& member : *members) all += member.content;
    EXPECT_THAT(all, testing::HasSubstr("I am Maja"));

    const auto erasure = planned_request(Right::erasure);
    approve(erasure);
    ASSERT_EQ(run(erasure), RequestState::completed);

    for (const std::string table : {"letters", "old_letters"}) {
        EXPECT_EQ(count("desk", "SELECT count(*) FROM " + table), 1) << table;
        EXPECT_EQ(count("desk", "SELECT count(*) FROM " + table + " WHERE email LIKE 'maja%'"), 0);
    }
}

}  // namespace
}  // namespace gdprd::daemon::test
