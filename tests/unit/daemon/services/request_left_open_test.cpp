#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/proof_report.hpp"
#include "tests/support/archives.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::RequestState;
using policy::Right;

using RequestLeftOpenTest = RequestWorld;

TEST_F(RequestLeftOpenTest, a_store_that_is_down_leaves_the_case_open_until_it_is_back) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    std::filesystem::rename(store_path("desk"), store_path("desk") + ".away");
    stop();
    start();

    EXPECT_EQ(run(id), RequestState::partial);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers WHERE id = 1 AND email IS NOT NULL"),
              0);

    std::filesystem::rename(store_path("desk") + ".away", store_path("desk"));
    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM tickets WHERE id = 1"), 0);
}

TEST_F(RequestLeftOpenTest, a_damaged_store_leaves_the_case_open_until_it_is_back) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    const auto good = store_path("desk") + ".good";
    const auto damage = [&] {
        stop();
        std::filesystem::remove(store_path("desk"));
        std::ofstream(store_path("desk")) << std::string(7000, 'g');
        start();
    };
    const auto mend = [&] {
        stop();
        std::filesystem::copy_file(good, store_path("desk"),
                                   std::filesystem::copy_options::overwrite_existing);
        start();
    };
    stop();
    std::filesystem::copy_file(store_path("desk"), good);
    start();
    std::filesystem::rename(store_path("desk"), store_path("desk") + ".away");
    EXPECT_EQ(run(id), RequestState::partial);

    damage();
    EXPECT_EQ(run(id), RequestState::partial);

    mend();
    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM tickets WHERE id = 1"), 0);
}

TEST_F(RequestLeftOpenTest, a_run_that_cannot_go_on_does_not_stay_under_way) {
    const auto id = planned_request(Right::access);
    // What follows the last step fails: the package is not taken.
    ASSERT_TRUE(succeeded(state_->lock(off_)->execute(
        "CREATE TRIGGER full BEFORE INSERT ON request_bodies WHEN NEW.name = 'package' "
        "BEGIN SELECT raise(ABORT, 'no'); END")));

    EXPECT_EQ(run(id), RequestState::partial);

    ASSERT_TRUE(succeeded(state_->lock(off_)->execute("DROP TRIGGER full")));
    EXPECT_EQ(run(id), RequestState::completed);
}

TEST_F(RequestLeftOpenTest, verification_says_how_many_rows_of_others_still_name_the_person) {
    create_store("desk",
                 "CREATE TABLE events (id INTEGER PRIMARY KEY, payload JSON, raw BLOB);"
                 "INSERT INTO events VALUES (1,'{\"to\": \"maja.quistgaard@mail.example\"}',NULL),"
                 "(2,NULL,CAST('maja.quistgaard@mail.example' AS BLOB)),(3,'{}',NULL);");
    const auto id = planned_request(policy::Right::erasure);
    const auto plan = requests_->find_plan(off_, id);
    ASSERT_TRUE(succeeded(plan));
    approve(id);

    ASSERT_EQ(run(id), policy::RequestState::completed);

    std::set<std::string> residual;
    for (const auto& line : plan->residuals)
        residual.insert(line.in.collection.name + "." + line.field);
    EXPECT_TRUE(residual.contains("events.payload") && residual.contains("events.raw"));
    TrailQuery query;
    query.filter.request = id.value();
    query.filter.type = audit::EntryType::outcome;
    const auto entries = trail_->list(off_, query);
    ASSERT_TRUE(succeeded(entries));
    const auto mentions = (*entries->entries.back().payload)["mentions"].as_u64();
    ASSERT_TRUE(succeeded(mentions));
    EXPECT_EQ(*mentions, 3U) << "a ticket's text, a document, a binary value";
}

TEST_F(RequestLeftOpenTest, a_row_that_appears_during_the_run_is_named_with_what_to_do) {
    create_store("shop",
                 "CREATE TABLE hist (id INTEGER PRIMARY KEY, email TEXT);"
                 "CREATE TRIGGER keep AFTER UPDATE OF email ON customers WHEN OLD.email IS NOT NULL"
                 " BEGIN INSERT INTO hist(email) VALUES (OLD.email); END;");
    const auto id = planned_request(Right::erasure);
    approve(id);

    ASSERT_EQ(run(id), RequestState::partial);

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    ASSERT_EQ(view->open_ends.size(), 1U);
    EXPECT_EQ(what_to_do(view->open_ends.front(), id),
              "1 row with this person's data appeared in shop.main.hist during the run: gdprctl "
              "requests plan " +
                  id.value() + ", then approve and run again");
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    const auto report = render_bundle(*verified);
    EXPECT_THAT(report, testing::HasSubstr("1 appeared during the run, 1 row of others still names "
                                           "the person"));
    EXPECT_THAT(report, testing::HasSubstr("still in the files"));
    EXPECT_THAT(report,
                testing::HasSubstr("residue in desk, none of the searched identifiers is left"));

    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM hist"), 0);
    EXPECT_TRUE(requests_->show(off_, id)->open_ends.empty());
}

/// As tables of an audit log are: nobody has seen the copy, and no plan has told of it.
TEST_F(RequestLeftOpenTest, a_copy_in_a_document_that_appears_during_the_run_is_named_too) {
    create_store("shop",
                 "CREATE TABLE log (id INTEGER PRIMARY KEY, old JSON);"
                 "CREATE TRIGGER keep AFTER UPDATE OF email ON customers WHEN OLD.email IS NOT NULL"
                 " BEGIN INSERT INTO log(old) VALUES ('{\"was\": \"' || OLD.email || '\"}'); END;");
    const auto id = planned_request(Right::erasure);
    approve(id);

    ASSERT_EQ(run(id), RequestState::partial);

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    ASSERT_FALSE(view->open_ends.empty());
    EXPECT_THAT(what_to_do(view->open_ends.front(), id),
                testing::StartsWith(
                    "1 row with this person's data appeared in shop.main.log during the run"));

    const auto plan = requests_->plan(off_, id, dpo_);
    ASSERT_TRUE(succeeded(plan));
    EXPECT_TRUE(std::ranges::any_of(plan->residuals, [](const auto& line) {
        return line.in.collection.name == "log" && line.field == "old";
    })) << "a person decides what is to be done about it";
}

TEST_F(RequestLeftOpenTest, a_store_that_was_not_reached_is_named_with_what_to_do) {
    const auto id = planned_request(Right::erasure);
    std::filesystem::rename(store_path("desk"), store_path("desk") + ".away");
    stop();
    start();
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);

    ASSERT_EQ(run(id), RequestState::partial);

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    std::vector<std::string> told;
    for (const auto& end : view->open_ends) told.push_back(what_to_do(end, id));
    EXPECT_THAT(told,
                testing::Contains("store desk could not be searched when the plan was made and is "
                                  "not in it; when it can: gdprctl requests plan " +
                                  id.value() + ", then approve and run again"));
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_THAT(render_bundle(*verified), testing::HasSubstr("no answer  store desk"));
}

TEST_F(RequestLeftOpenTest, a_store_that_holds_nonsense_leaves_the_others_planned) {
    const auto id = planned_request(Right::erasure);
    stop();
    dir_.write("desk.db", std::string(8192, 'x'));
    start();

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_EQ(plan->unreachable, std::vector{StoreName("desk")});
    EXPECT_THAT(plan->notes,
                testing::Contains(testing::StartsWith("store desk could not be searched: ")));
    approve(id);
    ASSERT_EQ(run(id), RequestState::partial);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders WHERE customer_id = 1"), 0);
}

TEST_F(RequestLeftOpenTest, a_file_that_could_not_be_read_leaves_the_case_open) {
    dir_.write("papers/list.csv", "email,name\n\"maja,");
    connectors::StoreSettings settings;
    settings.name = StoreName("papers");
    settings.kind = config::StoreKind::files;
    settings.path = dir_.path() + "/papers";
    auto connector = connectors::make_connector(std::move(settings));
    ASSERT_TRUE(succeeded(connector));
    stores_->add(StoreName("papers"), "files", std::move(*connector));
    for (const Right right : {Right::access, Right::erasure}) {
        const auto id = planned_request(right);
        approve(id);

        EXPECT_EQ(run(id), RequestState::partial);

        const auto view = requests_->show(off_, id);
        ASSERT_TRUE(succeeded(view));
        ASSERT_EQ(view->open_ends.size(), 1U);
        EXPECT_EQ(view->open_ends[0].cause, OpenCause::unread);
        EXPECT_EQ(view->open_ends[0].in, "papers.main.\"list.csv\"");
    }
    dir_.write("papers/list.csv", "email,name\n");
    const auto mended = planned_request(Right::access);
    approve(mended);
    EXPECT_EQ(run(mended), RequestState::completed);
}

TEST_F(RequestLeftOpenTest, rows_in_an_archive_leave_the_case_open_until_it_is_gone) {
    const std::string people =
        "email,name\nmaja.quistgaard@mail.example,Maja\nbo@mail.example,Bo\n";
    dir_.write("papers/list.csv", people);
    const std::string packed =
        gdprd::test::pack(gdprd::test::Packing::tgz, {{"old/list.csv", people}});
    dir_.write("papers/2024.tgz", packed);
    connectors::StoreSettings settings;
    settings.name = StoreName("papers");
    settings.kind = config::StoreKind::files;
    settings.path = dir_.path() + "/papers";
    auto connector = connectors::make_connector(std::move(settings));
    ASSERT_TRUE(succeeded(connector));
    stores_->add(StoreName("papers"), "files", std::move(*connector));
    const auto copied = planned_request(Right::access);
    approve(copied);
    EXPECT_EQ(run(copied), RequestState::completed);

    const auto id = planned_request(Right::erasure);
    approve(id);
    EXPECT_EQ(run(id), RequestState::partial);

    EXPECT_EQ(dir_.read("papers/list.csv"), "email,name\nbo@mail.example,Bo\n");
    EXPECT_EQ(dir_.read("papers/2024.tgz"), packed);
    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    const auto open = std::ranges::find(view->open_ends, OpenCause::archived, &OpenEnd::cause);
    ASSERT_NE(open, view->open_ends.end());
    EXPECT_THAT(what_to_do(*open, id),
                testing::StartsWith("1 row of this person stands in papers.\"2024.tgz\".\"old/"
                                    "list.csv\", in an archive, which gdprd never writes: "));
    std::string told;
    for (const auto& step : view->steps) told += step.what + "\n";
    EXPECT_THAT(told, testing::HasSubstr("1 of them in archives"));
    std::filesystem::remove(dir_.path("papers/2024.tgz"));
    const auto again = planned_request(Right::erasure);
    approve(again);
    EXPECT_EQ(run(again), RequestState::completed);
}

TEST_F(RequestLeftOpenTest, a_residue_step_tells_what_was_searched_and_what_was_not) {
    create_store("desk",
                 "INSERT INTO tickets VALUES (3,'bo@mail.example','Bo','Ek',"
                 "'ask Maja.Quistgaard@mail.example');");
    const auto id = planned_request(Right::erasure);
    approve(id);

    ASSERT_EQ(run(id), RequestState::completed);

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    std::string told;
    for (const auto& step : view->steps) told += step.what + "\n";
    EXPECT_THAT(told, testing::HasSubstr("searched the database's files for "));
    EXPECT_THAT(told, testing::HasSubstr("none found. Out of reach: backups and copies of the "
                                         "database file; "));
    EXPECT_THAT(told, testing::HasSubstr(". Not searched for: 1 value that rows which stay carry. "
                                         "Out of reach: backups"));
}

}  // namespace
}  // namespace gdprd::daemon::test
