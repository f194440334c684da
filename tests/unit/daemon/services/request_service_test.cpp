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

TEST_F(RequestServiceTest, an_erasure_without_approval_is_refused) {
    const auto id = planned_request(Right::erasure);

    const auto started = requests_->run(off_, id, dpo_);

    EXPECT_TRUE(failed_with(started, ErrorCode::refused));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
}

TEST_F(RequestServiceTest, who_made_the_plan_may_not_approve_it) {
    const auto id = planned_request(Right::erasure);
    const auto view = requests_->show(off_, id);

    const auto approved = requests_->approve(off_, id, *view->record.plan, dpo_);

    ASSERT_TRUE(failed_with(approved, ErrorCode::refused));
    EXPECT_THAT(approved.error().message(), testing::HasSubstr("made the plan"));
    EXPECT_THAT(approved.error().hint(), testing::HasSubstr("role approver"));
    EXPECT_TRUE(requests_->show(off_, id)->approved_by.empty());
}

TEST_F(RequestServiceTest, who_recorded_the_request_may_not_approve_the_plan_of_somebody_else) {
    const auto id = planned_request(Right::erasure);
    const ActorName second("token:second-dpo");
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, second)));
    const auto plan = requests_->show(off_, id).value().record.plan.value();

    const auto approved = requests_->approve(off_, id, plan, dpo_);

    ASSERT_TRUE(failed_with(approved, ErrorCode::refused));
    EXPECT_THAT(approved.error().message(), testing::HasSubstr("recorded the request"));
    EXPECT_THAT(approved.error().hint(), testing::HasSubstr("token:second-dpo"));
    EXPECT_EQ(requests_->show(off_, id)->record.state, RequestState::planned);
    EXPECT_TRUE(succeeded(requests_->approve(off_, id, plan, approver_)));
}

TEST_F(RequestServiceTest, the_letters_identifiers_can_be_seen_again_and_looking_is_an_entry) {
    const auto id = open_request(Right::access);

    const auto seen = requests_->identifiers(off_, id, dpo_);

    ASSERT_TRUE(succeeded(seen));
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().type.value(), "email");
    EXPECT_EQ(seen->front().value.expose(), "maja.quistgaard@mail.example");
    TrailQuery query;
    query.filter.request = id.value();
    const auto entries = trail_->list(off_, query);
    ASSERT_TRUE(succeeded(entries));
    const auto& last = entries->entries.back();
    EXPECT_EQ(last.actor, dpo_.value());
    EXPECT_EQ(*(*last.payload)["event"].as_string(), "identifiers_seen");
    EXPECT_EQ(
        cbor::encode(*last.payload),
        cbor::encode(cbor::Map{{"event", "identifiers_seen"}, {"identifiers", std::uint64_t{1}}}));
}

TEST_F(RequestServiceTest, identifiers_that_were_destroyed_on_schedule_are_said_to_be) {
    const auto id = open_request(Right::access);
    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));
    clock_.advance(std::chrono::days(400));
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));

    const auto seen = requests_->identifiers(off_, id, dpo_);

    ASSERT_TRUE(failed_with(seen, ErrorCode::not_found));
    EXPECT_THAT(seen.error().message(), testing::HasSubstr("destroyed on schedule"));
}

TEST_F(RequestServiceTest, a_plan_that_never_ran_has_no_proof) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    const auto open = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(requests_->cancel(off_, id, dpo_)));

    const auto closed = requests_->proof(off_, id);

    ASSERT_TRUE(failed_with(open, ErrorCode::not_found));
    EXPECT_THAT(open.error().hint(), testing::HasSubstr("gdprctl requests run " + id.value()));
    ASSERT_TRUE(failed_with(closed, ErrorCode::not_found));
    EXPECT_THAT(closed.error().hint(),
                testing::HasSubstr("gdprctl audit list --request " + id.value()));
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

TEST_F(RequestServiceTest, the_approver_may_not_run_it) {
    const auto id = planned_request(Right::erasure);
    approve(id);

    EXPECT_TRUE(failed_with(requests_->run(off_, id, approver_), ErrorCode::refused));
}

TEST_F(RequestServiceTest, a_plan_whose_rows_have_moved_is_stale_and_changes_nothing) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("UPDATE orders SET note = 'changed' WHERE id = 11")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers"), 2);
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

TEST_F(RequestServiceTest, the_proof_bundle_verifies_and_a_changed_one_does_not) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    EXPECT_EQ(run(id), RequestState::completed);

    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_TRUE(verified->complete);
    const auto report = render_bundle(*verified);
    EXPECT_NE(report.find("approved by token:approver"), std::string::npos);
    EXPECT_NE(report.find("delete_rows in shop.main.orders, 2 rows"), std::string::npos) << report;
    EXPECT_NE(report.find("left over"), std::string::npos) << report;
    for (std::size_t at = 0; at < bundle->size(); at += 97) {
        Bytes changed = *bundle;
        changed[at] ^= 1U;
        EXPECT_FALSE(verify_proof_bundle(changed, trail_->vkey())) << "byte " << at;
    }
}

TEST_F(RequestServiceTest, a_bundle_that_was_cut_down_does_not_verify_or_says_what_it_lacks) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    ASSERT_EQ(run(id), RequestState::completed);
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto whole = cbor::decode(*bundle);
    ASSERT_TRUE(succeeded(whole));
    const auto all = *whole->as_map().value();
    const auto entries = *all.at("entries").as_array().value();
    const auto cut = [&](const std::string& statement, const cbor::Array& kept) {
        auto changed = all;
        changed["statement"] = statement;
        changed["entries"] = kept;
        return verify_proof_bundle(cbor::encode(changed), trail_->vkey());
    };
    const auto statement = all.at("statement").as_string().value();
    const auto without = [&](std::size_t at) {
        auto kept = entries;
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
        return kept;
    };
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_TRUE(verified->approved);
    EXPECT_EQ(verified->steps_without_outcome, 0U);
    EXPECT_THAT(render_bundle(*verified), testing::Not(testing::HasSubstr("does not hold")));

    const auto no_statement = cut("", entries);
    ASSERT_TRUE(failed_with(no_statement, ErrorCode::corrupt));
    EXPECT_THAT(no_statement.error().message(), testing::HasSubstr("statement"));
    EXPECT_TRUE(failed_with(cut("", without(0)), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut("", {entries.back()}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(cut(statement, without(0)), ErrorCode::corrupt));
    std::size_t approval = 0;
    for (std::size_t i = 0; i < verified->entries.size(); ++i)
        if (verified->entries[i].type == static_cast<std::uint64_t>(audit::EntryType::approval))
            approval = i;
    ASSERT_GT(approval, 0U);
    // of a run that says it is complete every step's entries must be there
    for (std::size_t i = approval + 1; i + 1 < entries.size(); ++i)
        EXPECT_TRUE(failed_with(cut(statement, without(i)), ErrorCode::corrupt)) << i;
    const auto no_approval = cut(statement, without(approval));
    ASSERT_TRUE(succeeded(no_approval));
    EXPECT_FALSE(no_approval->approved);
    EXPECT_THAT(render_bundle(*no_approval), testing::HasSubstr("no approval of the plan"));
    const auto plan_only = cut(statement, {entries.front()});
    ASSERT_TRUE(succeeded(plan_only));
    EXPECT_GT(plan_only->steps_without_outcome, 0U);
    EXPECT_THAT(render_bundle(*plan_only), testing::HasSubstr("no outcome of "));
}

TEST_F(RequestServiceTest, a_store_that_is_down_leaves_the_case_open_until_it_is_back) {
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

TEST_F(RequestServiceTest, a_damaged_store_leaves_the_case_open_until_it_is_back) {
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

TEST_F(RequestServiceTest, a_run_that_cannot_go_on_does_not_stay_under_way) {
    const auto id = planned_request(Right::access);
    // What follows the last step fails: the package is not taken.
    ASSERT_TRUE(succeeded(state_->lock(off_)->execute(
        "CREATE TRIGGER full BEFORE INSERT ON request_bodies WHEN NEW.name = 'package' "
        "BEGIN SELECT raise(ABORT, 'no'); END")));

    EXPECT_EQ(run(id), RequestState::partial);

    ASSERT_TRUE(succeeded(state_->lock(off_)->execute("DROP TRIGGER full")));
    EXPECT_EQ(run(id), RequestState::completed);
}

TEST_F(RequestServiceTest, no_request_was_received_before_the_regulation_applied) {
    NewRequest letter;
    letter.right = Right::access;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("maja.quistgaard@mail.example")}};
    letter.received = parse_date("2018-05-24").value();
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));

    letter.received = parse_date("2018-05-25").value();
    EXPECT_TRUE(succeeded(requests_->create(off_, letter, dpo_)));
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

TEST_F(RequestServiceTest, a_letter_with_a_bad_identifier_is_refused_without_quoting_it) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("not-an-address")}};

    const auto record = requests_->create(off_, letter, dpo_);

    ASSERT_TRUE(failed_with(record, ErrorCode::invalid_argument));
    EXPECT_EQ(record.error().message().find("not-an-address"), std::string::npos);
}

TEST_F(RequestServiceTest, a_letter_whose_identifier_leads_to_nobody_is_refused) {
    for (const auto& [type, value, told] :
         {std::tuple{"ip", "198.51.100.7", "of type ip is not searched for"},
          {"date", "1980-05-04", "of type date is not searched for"},
          {"email", "no-reply@shop.example", "is a filler"}}) {
        NewRequest letter;
        letter.identifiers = {
            {policy::IdentifierType("email"), Personal<std::string>("a@b.example")},
            {policy::IdentifierType(type), Personal<std::string>(value)}};

        const auto record = requests_->create(off_, letter, dpo_);

        ASSERT_TRUE(failed_with(record, ErrorCode::invalid_argument)) << type;
        EXPECT_NE(record.error().message().find(told), std::string::npos);
        EXPECT_EQ(record.error().message().find(value), std::string::npos);
    }
}

TEST_F(RequestServiceTest, days_are_counted_where_the_controller_is) {
    clock_.set(parse_time("2026-03-05T23:30:00Z").value());  // half past midnight in Paris

    const auto record = requests_->show(off_, open_request(Right::access))->record;

    EXPECT_EQ(format_date(requests_->today()), "2026-03-06");
    EXPECT_EQ(format_date(record.received), "2026-03-06");
    EXPECT_EQ(format_date(record.due), "2026-04-06");
}

TEST_F(RequestServiceTest, a_misspelt_word_is_answered_with_the_right_one) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("emial"), Personal<std::string>("ann@mail.example")}};
    EXPECT_NE(requests_->create(off_, letter, dpo_).error().hint().find("did you mean \"email\"?"),
              std::string::npos);
    letter.channel = "emial";
    EXPECT_NE(requests_->create(off_, letter, dpo_).error().hint().find("did you mean \"email\"?"),
              std::string::npos);
    const auto id = open_request(Right::access);
    EXPECT_NE(requests_->refuse(off_, id, "manifestly_unfound", dpo_)
                  .error()
                  .hint()
                  .find("did you mean \"manifestly_unfounded\"?"),
              std::string::npos);
    EXPECT_NE(policy::parse_right("acces").error().hint().find("did you mean \"access\"?"),
              std::string::npos);
}

TEST_F(RequestServiceTest, a_type_is_taken_in_capitals_too) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("phone.FR"), Personal<std::string>("01 99 00 00 01")}};

    const auto record = requests_->create(off_, letter, dpo_);

    ASSERT_TRUE(succeeded(record));
    const auto seen = requests_->identifiers(off_, record->id, dpo_);
    ASSERT_TRUE(succeeded(seen));
    EXPECT_EQ(seen->front().type.value(), "phone.fr");
}

TEST_F(RequestServiceTest, a_name_alone_identifies_nobody) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("name"), Personal<std::string>("Maja Quistgaard")}};

    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
}

TEST_F(RequestServiceTest, a_refused_request_stays_closed) {
    const auto id = open_request(Right::erasure);

    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::conflict));
}

TEST_F(RequestServiceTest, a_decision_on_a_match_can_be_taken_back) {
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(db->execute("INSERT INTO customers VALUES (3,'K-100003','Olu','Adeyemi',"
                                  "'maja.quistgaard@mail.example',NULL)")));
    }
    const auto id = planned_request(Right::erasure);
    const auto items = requests_->matches(off_, id, dpo_);
    ASSERT_TRUE(succeeded(items));
    ASSERT_FALSE(items->empty());
    for (const auto& item : *items) {
        if (item.mention) continue;
        ASSERT_TRUE(succeeded(
            requests_->decide_match(off_, id, item.id, policy::MatchVerdict::accepted, dpo_)));
    }
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));

    for (const auto& item : *items) {
        if (item.mention) continue;
        EXPECT_TRUE(succeeded(
            requests_->decide_match(off_, id, item.id, policy::MatchVerdict::rejected, dpo_)));
    }
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM customers WHERE id = 3"), 1);
}

TEST_F(RequestServiceTest, a_partners_address_leads_to_nobody) {
    {
        auto shop = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(shop->execute("ALTER TABLE customers ADD COLUMN partner_email TEXT;"
                                    "UPDATE customers SET partner_email ="
                                    " 'bert@mail.example' WHERE id = 1")));
        auto desk = sqlite::Database::open(store_path("desk"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(desk->execute("CREATE TABLE newsletter (email TEXT);"
                                    "INSERT INTO newsletter VALUES"
                                    " ('bert@mail.example')")));
    }
    const auto id = planned_request(Right::erasure);
    approve(id);

    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("desk", "SELECT count(*) FROM newsletter"), 1);
}

TEST_F(RequestServiceTest, a_new_invoice_that_must_stay_makes_the_plan_stale) {
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute(
            "DELETE FROM invoices; DROP TABLE invoices; CREATE TABLE invoices (no TEXT PRIMARY KEY,"
            " customer_id INTEGER REFERENCES customers(id) ON DELETE CASCADE, issued_on TEXT NOT "
            "NULL,"
            " billing_name TEXT NOT NULL)")));
    }
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(
            db->execute("INSERT INTO invoices VALUES ('F-9',1,'2026-01-02','Maja Quistgaard')")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
    EXPECT_EQ(count("shop", "SELECT count(*) FROM invoices"), 1);
}

TEST_F(RequestServiceTest, a_new_trigger_makes_the_plan_stale) {
    const auto id = planned_request(Right::erasure);
    approve(id);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(
            succeeded(db->execute("CREATE TRIGGER gone AFTER DELETE ON orders BEGIN"
                                  " DELETE FROM customers; END")));
    }

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
}

TEST_F(RequestServiceTest, a_plan_that_the_store_would_refuse_is_not_made) {
    create_store("shop",
                 "CREATE TRIGGER needed BEFORE UPDATE ON customers WHEN NEW.email IS NULL "
                 "BEGIN SELECT RAISE(ABORT, 'needed'); END");
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(failed_with(plan, ErrorCode::conflict));
    EXPECT_THAT(plan.error().message(), testing::HasSubstr("shop.main.customers"));
    EXPECT_FALSE(requests_->show(off_, id)->record.plan.has_value());
    EXPECT_EQ(count("shop", "SELECT count(*) FROM orders"), 3) << "a rehearsal changes nothing";
}

TEST_F(RequestServiceTest, a_plan_that_cannot_be_tried_says_so) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);
    auto other = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
    ASSERT_TRUE(succeeded(other));
    ASSERT_TRUE(succeeded(other->execute("BEGIN IMMEDIATE")));

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_THAT(plan->notes, testing::Contains(testing::HasSubstr("not tried beforehand")));
}

TEST_F(RequestServiceTest, verification_says_how_many_rows_of_others_still_name_the_person) {
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

TEST_F(RequestServiceTest, a_mention_tells_where_it_is_and_cannot_be_decided) {
    create_store("desk",
                 "CREATE TABLE events (no INTEGER PRIMARY KEY, payload JSON);"
                 "INSERT INTO events VALUES (77,'{\"to\": \"maja.quistgaard@mail.example\"}');");
    const auto id = planned_request(policy::Right::access);
    const auto items = requests_->matches(off_, id, dpo_);
    ASSERT_TRUE(succeeded(items));
    const auto event = std::find_if(items->begin(), items->end(), [](const MatchItem& item) {
        return item.in.collection.name == "events";
    });
    ASSERT_NE(event, items->end());

    EXPECT_TRUE(event->mention);
    EXPECT_THAT(event->fields, testing::ElementsAre("no", "payload"));
    EXPECT_EQ(event->values.front().expose().bytes, "77");
    const auto decided =
        requests_->decide_match(off_, id, event->id, policy::MatchVerdict::accepted, dpo_);
    ASSERT_TRUE(failed_with(decided, ErrorCode::conflict));
    EXPECT_THAT(decided.error().message(), testing::HasSubstr("a row of desk.main.events"));
    EXPECT_TRUE(failed_with(
        requests_->decide_match(off_, id, "0000000000000000", policy::MatchVerdict::accepted, dpo_),
        ErrorCode::not_found));
}

TEST_F(RequestServiceTest, a_row_that_appears_during_the_run_is_named_with_what_to_do) {
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
    EXPECT_THAT(report, testing::HasSubstr("residue in desk, no "));

    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    EXPECT_EQ(run(id), RequestState::completed);
    EXPECT_EQ(count("shop", "SELECT count(*) FROM hist"), 0);
    EXPECT_TRUE(requests_->show(off_, id)->open_ends.empty());
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

TEST_F(RequestServiceTest, a_store_that_was_not_reached_is_named_with_what_to_do) {
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
    EXPECT_THAT(told, testing::Contains("store desk did not answer when the plan was made and is "
                                        "not in it; when it does: gdprctl requests plan " +
                                        id.value() + ", then approve and run again"));
    const auto bundle = requests_->proof(off_, id);
    ASSERT_TRUE(succeeded(bundle));
    const auto verified = verify_proof_bundle(*bundle, trail_->vkey());
    ASSERT_TRUE(succeeded(verified));
    EXPECT_THAT(render_bundle(*verified), testing::HasSubstr("no answer  store desk"));
}

TEST_F(RequestServiceTest, a_residue_step_tells_what_was_searched_and_what_was_not) {
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

TEST_F(RequestServiceTest, words_of_a_person_do_not_go_into_the_clear_columns) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("maja.quistgaard@mail.example")}};
    letter.channel = "maja.quistgaard@mail.example";
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
    letter.channel = "letter";
    letter.language = "maja.quistgaard";
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
}

TEST_F(RequestServiceTest, a_table_that_no_scan_has_seen_is_not_left_out_in_silence) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    {
        auto db = sqlite::Database::open(store_path("desk"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("CREATE TABLE newsletter (email TEXT)")));
    }
    const auto id = open_request(Right::erasure);

    const auto plan = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(failed_with(plan, ErrorCode::stale));
    EXPECT_NE(plan.error().hint().find("catalogue scan"), std::string::npos);
}

TEST_F(RequestServiceTest, a_store_that_was_never_scanned_is_not_left_out_in_silence) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {StoreName("shop")}, ActorName("token:admin"))));
    const auto id = open_request(Right::erasure);

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::stale));
}

}  // namespace
}  // namespace gdprd::daemon::test
