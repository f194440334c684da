#include "daemon/services/event_traces.hpp"

#include <algorithm>
#include <fstream>

#include "audit/subject_tree.hpp"
#include "policy/plan/render.hpp"
#include "tests/unit/daemon/services/event_world.hpp"

namespace gdprd::daemon::test {
namespace {

class EventTracesTest : public EventWorld {
  protected:
    static constexpr const char* kMaja = "maja.quistgaard@mail.example";
    /// Nothing of a person is kept.
    void erase_everything() {
        dir_.write("policies/shop.yaml",
                   "version: 1\n"
                   "purposes:\n"
                   "  shop: {description: To sell., basis: contract, categories: [user]}\n"
                   "erasure:\n"
                   "  - {name: all-goes, action: delete}\n"
                   "approvals: {access: none, erasure: other}\n");
        restart();
    }
    /// As somebody else does it: what leads to one person's key leads to the other's.
    void swap_numbers(std::uint64_t one, std::uint64_t other) {
        auto db = sqlite::Database::open(store_file(), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(
            succeeded(db->execute("CREATE TABLE old AS SELECT * FROM subjects;"
                                  "DELETE FROM subjects")));
        auto put = db->prepare(
            "INSERT INTO subjects SELECT digest, CASE number WHEN ?1 THEN ?2 WHEN ?2 THEN ?1 ELSE "
            "number END, mac FROM old");
        ASSERT_TRUE(succeeded(put));
        put->bind(1, static_cast<std::int64_t>(one)).bind(2, static_cast<std::int64_t>(other));
        ASSERT_TRUE(succeeded(put->run()));
    }
    /// 256 keys of persons have a node: what one says of itself is gone, as after damage.
    void lose_node_of(std::uint64_t number) {
        std::fstream file(state_dir() + "/trail/keys/subjects/0",
                          std::ios::in | std::ios::out | std::ios::binary);
        const std::string zeros(audit::kSubjectRecordBytes, '\0');
        file.seekp(static_cast<std::streamoff>(number / 256 * zeros.size()));
        ASSERT_TRUE(file.write(zeros.data(), static_cast<std::streamsize>(zeros.size())));
    }
    /// Of one event, whether what it told can still be read.
    bool is_readable(EntryIndex index) {
        return entry(index).payload_state == audit::PayloadState::present;
    }
    std::vector<std::string> notes_of(const RequestId& id) {
        const auto plan = requests_->find_plan(off_, id);
        EXPECT_TRUE(succeeded(plan));
        std::vector<std::string> out;
        if (!plan) return out;
        for (const auto& note : plan->notes)
            if (note.starts_with("trail:")) out.push_back(note);
        return out;
    }
};

TEST_F(EventTracesTest, an_executed_erasure_destroys_what_events_told_of_the_person) {
    erase_everything();
    const auto of_maja = taken(event("1", {{"email", kMaja}}));
    const auto of_both = taken(event("2", {{"email", kMaja}, {"email", "olu@mail.example"}}));
    const auto of_olu = taken(event("3", {{"email", "olu@mail.example"}}));
    const auto maja = number_of("email", kMaja);
    const auto olu = number_of("email", "olu@mail.example");
    ASSERT_TRUE(maja.has_value());

    const auto id = planned_request(policy::Right::erasure);
    const auto notes = notes_of(id);
    approve(id);
    EXPECT_EQ(run(id), policy::RequestState::completed);

    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes.front(),
              "trail: what events of other systems tell of this person is destroyed with subject "
              "key " +
                  std::to_string(*maja));
    EXPECT_FALSE(number_of("email", kMaja).has_value());
    EXPECT_EQ(number_of("email", "olu@mail.example"), olu);
    EXPECT_EQ(entry(of_maja.index).payload_state, audit::PayloadState::erased);
    EXPECT_EQ(entry(of_olu.index).payload_state, audit::PayloadState::present);
    const auto shared = entry(of_both.index);
    const auto rows = (*shared.payload)["rows"].as_array();
    ASSERT_TRUE(succeeded(rows));
    int open = 0;
    for (const auto& row : **rows) open += (**row.as_array())[1].is_null() ? 0 : 1;
    EXPECT_EQ(open, 1);
    EXPECT_TRUE(taken(event("1", {{"email", kMaja}})).repeated);
    const auto report = trail_->verify(off_, {});
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(report->redactions, 1U);
}

TEST_F(EventTracesTest, what_events_told_stays_while_data_of_the_person_is_kept) {
    taken(event("1", {{"email", kMaja}}));
    const auto maja = number_of("email", kMaja);

    const auto id = planned_request(policy::Right::erasure);
    approve(id);
    EXPECT_EQ(run(id), policy::RequestState::completed);

    ASSERT_EQ(notes_of(id).size(), 1U);
    EXPECT_NE(notes_of(id).front().find("stays readable"), std::string::npos);
    EXPECT_EQ(number_of("email", kMaja), maja);
}

TEST_F(EventTracesTest, an_event_under_a_key_that_no_plan_named_makes_the_plan_stale) {
    erase_everything();
    const auto id = planned_request(policy::Right::erasure);
    approve(id);
    EXPECT_TRUE(notes_of(id).empty());

    taken(event("1", {{"email", kMaja}}));

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::stale));
}

TEST_F(EventTracesTest, a_shared_identifiers_key_stays_until_a_person_decides_for_the_row) {
    erase_everything();
    taken(event("1", {{"email", kMaja}}));
    const auto maja = number_of("email", kMaja);
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(
            succeeded(db->execute("UPDATE customers SET email = 'maja.quistgaard@mail.example',"
                                  " first_name = 'Bo', phone = '+33199000009' WHERE id = 2")));
    }
    const auto id = planned_request(policy::Right::erasure);
    const auto open = notes_of(id);
    decide_all(id, policy::MatchVerdict::rejected);
    EXPECT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    const auto rejected = notes_of(id);
    const auto plan = requests_->find_plan(off_, id);
    ASSERT_TRUE(succeeded(plan));
    EXPECT_TRUE(plan->subject_keys.empty());
    const auto other = open_request(policy::Right::erasure);
    do {  // what is accepted leads to more
        ASSERT_TRUE(succeeded(requests_->plan(off_, other, dpo_)));
        decide_all(other, policy::MatchVerdict::accepted);
        ASSERT_TRUE(succeeded(requests_->plan(off_, other, dpo_)));
    } while (requests_->show(off_, other)->record.open_matches > 0);
    const auto accepted = notes_of(other);

    for (const auto& notes : {open, rejected}) {
        ASSERT_EQ(notes.size(), 1U);
        EXPECT_EQ(
            notes.front(),
            "trail: what events of other systems tell under subject key " + std::to_string(*maja) +
                " (e-mail) stays readable: rows that nobody decided to be this person's carry "
                "it too. If it is this person's alone, two people destroy it: gdprctl keys "
                "destroy --subject=" +
                std::to_string(*maja) + " --reason=TEXT");
    }
    ASSERT_EQ(accepted.size(), 1U);
    EXPECT_NE(accepted.front().find("is destroyed with subject key"), std::string::npos)
        << accepted.front();
}

TEST_F(EventTracesTest, a_run_whose_rows_were_all_rejected_destroys_nothing) {
    erase_everything();
    const auto told = taken(event("1", {{"email", kMaja}}));
    {
        auto db = sqlite::Database::open(store_path("shop"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(
            succeeded(db->execute("UPDATE customers SET email = 'maja.quistgaard@mail.example',"
                                  " first_name = 'Bo', phone = '+33199000009' WHERE id = 2")));
    }
    const auto id = planned_request(policy::Right::erasure);
    decide_all(id, policy::MatchVerdict::rejected);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    const auto record = requests_->show(off_, id);
    ASSERT_EQ(record->record.open_matches, 0U);
    approve(id);

    EXPECT_EQ(run(id), policy::RequestState::completed);

    EXPECT_TRUE(is_readable(told.index));
}

TEST_F(EventTracesTest, a_letter_alone_proves_an_e_mail_address_and_no_phone_number_or_office) {
    erase_everything();
    taken(event("1", {{"email", "nobody.known@mail.example"}}));
    taken(event("2", {{"phone", "+33199000077"}}));
    taken(event("3", {{"email", "info@mail.example"}}));
    const auto mail = number_of("email", "nobody.known@mail.example").value();
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    NewRequest letter;
    letter.right = policy::Right::erasure;
    for (const auto& [type, value] :
         {std::pair("email", "nobody.known@mail.example"), std::pair("phone", "+33199000077"),
          std::pair("email", "info@mail.example")})
        letter.identifiers.push_back(
            {policy::IdentifierType(type), Personal<std::string>(std::string(value))});
    const auto made = requests_->create(off_, letter, dpo_);
    ASSERT_TRUE(succeeded(made));

    const auto plan = requests_->plan(off_, made->id, dpo_);

    ASSERT_TRUE(succeeded(plan));
    EXPECT_TRUE(plan->steps.empty());
    EXPECT_EQ(plan->subject_keys, std::vector<std::uint64_t>{mail});
    const auto text = policy::render_text(*plan);
    EXPECT_EQ(text.find("nothing: no row"), std::string::npos);
    EXPECT_NE(text.find("at the end: destroy what events of other systems told of the person"),
              std::string::npos);
    EXPECT_NE(text.find("no row says that it is this person's alone"), std::string::npos);
    EXPECT_NE(text.find("an office's or a filler"), std::string::npos);
}

TEST_F(EventTracesTest, a_phone_number_that_rows_brought_is_told_and_stays) {
    erase_everything();
    taken(event("1", {{"email", kMaja}}));
    taken(event("2", {{"phone", "+33199000001"}}));
    const auto mail = number_of("email", kMaja).value();
    const auto phone = number_of("phone", "+33199000001").value();

    const auto id = planned_request(policy::Right::erasure);

    const auto plan = requests_->find_plan(off_, id);
    ASSERT_TRUE(succeeded(plan));
    EXPECT_EQ(plan->subject_keys, std::vector<std::uint64_t>{mail});
    const auto notes = notes_of(id);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_NE(notes[1].find("subject key " + std::to_string(phone)), std::string::npos);
    EXPECT_NE(notes[1].find("rows brought it"), std::string::npos);
}

TEST_F(EventTracesTest, no_plan_is_made_by_an_altered_events_db_and_a_restart_mends_it) {
    erase_everything();
    const auto of_maja = taken(event("1", {{"email", kMaja}}));
    const auto of_olu = taken(event("2", {{"email", "olu@mail.example"}}));
    const auto maja = number_of("email", kMaja).value();
    const auto olu = number_of("email", "olu@mail.example").value();
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);

    swap_numbers(maja, olu);
    const auto refused = requests_->plan(off_, id, dpo_);

    ASSERT_TRUE(failed_with(refused, ErrorCode::corrupt));
    EXPECT_NE(refused.error().hint().find("restart gdprd"), std::string::npos);
    restart();
    EXPECT_EQ(number_of("email", kMaja), maja);
    EXPECT_EQ(number_of("email", "olu@mail.example"), olu);
    EXPECT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    EXPECT_EQ(run(id), policy::RequestState::completed);
    EXPECT_FALSE(is_readable(of_maja.index));
    EXPECT_TRUE(is_readable(of_olu.index));
}

/// An event that comes between the alteration and the restart gets a second key.
TEST_F(EventTracesTest, an_erasure_destroys_every_key_that_the_person_came_to_have) {
    erase_everything();
    const auto earlier = taken(event("1", {{"email", kMaja}}));
    const auto of_olu = taken(event("2", {{"email", "olu@mail.example"}}));
    const auto first = number_of("email", kMaja).value();
    {
        auto db = sqlite::Database::open(store_file(), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(
            succeeded(db->execute("DELETE FROM subjects WHERE number = " + std::to_string(first))));
    }
    const auto later = taken(event("3", {{"email", kMaja}}));
    const auto second = number_of("email", kMaja).value();
    ASSERT_NE(second, first);
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);
    ASSERT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::corrupt));

    restart();
    SubjectNumbers both{first, second};
    std::sort(both.begin(), both.end());
    EXPECT_EQ(all_numbers_of("email", kMaja), both);
    const auto newest = taken(event("4", {{"email", kMaja}}));
    EXPECT_EQ(all_numbers_of("email", kMaja), both);
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    EXPECT_EQ(requests_->find_plan(off_, id)->subject_keys, both);
    EXPECT_NE(notes_of(id).front().find("subject keys " + std::to_string(both[0]) + ", " +
                                        std::to_string(both[1])),
              std::string::npos);
    approve(id);
    EXPECT_EQ(run(id), policy::RequestState::completed);

    EXPECT_FALSE(is_readable(earlier.index));
    EXPECT_FALSE(is_readable(later.index));
    EXPECT_FALSE(is_readable(newest.index));
    EXPECT_TRUE(is_readable(of_olu.index));
    EXPECT_TRUE(all_numbers_of("email", kMaja).empty());
}

/// The MACs are right here: who has the root key wrote them, or gdprd itself was wrong.
TEST_F(EventTracesTest, a_key_is_not_destroyed_when_the_trail_says_that_it_is_somebody_elses) {
    erase_everything();
    taken(event("1", {{"email", kMaja}}));
    taken(event("2", {{"email", "olu@mail.example"}}));
    const auto digest = [&](const char* mail) {
        return events_->subjects().digest_of(
            {policy::IdentifierType("email"), Personal<std::string>(mail)});
    };
    const auto maja = number_of("email", kMaja).value();
    const auto olu = number_of("email", "olu@mail.example").value();
    const KnownSubject swapped[] = {{digest(kMaja), olu}, {digest("olu@mail.example"), maja}};
    ASSERT_TRUE(succeeded(store_->put_subjects(off_, swapped)));
    ASSERT_TRUE(succeeded(store_->check_subjects(off_)));
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));

    const auto id = open_request(policy::Right::erasure);

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::corrupt));
}

TEST_F(EventTracesTest, a_run_leaves_the_keys_alone_when_events_db_was_altered_meanwhile) {
    erase_everything();
    const auto of_maja = taken(event("1", {{"email", kMaja}}));
    const auto of_olu = taken(event("2", {{"email", "olu@mail.example"}}));
    const auto maja = number_of("email", kMaja).value();
    const auto olu = number_of("email", "olu@mail.example").value();
    const auto id = planned_request(policy::Right::erasure);
    approve(id);
    std::atomic<bool> altered{false};
    ASSERT_TRUE(jobs_->try_post([&](OffLoop /*off*/) {
        while (!altered) std::this_thread::yield();
    }));

    ASSERT_TRUE(succeeded(requests_->run(off_, id, dpo_)));
    swap_numbers(maja, olu);
    altered = true;
    wait_for_runs();

    const auto view = requests_->show(off_, id);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->record.state, policy::RequestState::partial);
    ASSERT_EQ(view->open_ends.size(), 1U);
    EXPECT_EQ(view->open_ends.front().cause, OpenCause::traces);
    EXPECT_TRUE(is_readable(of_maja.index));
    EXPECT_TRUE(is_readable(of_olu.index));
    restart();
    EXPECT_EQ(run(id), policy::RequestState::completed);
    EXPECT_FALSE(is_readable(of_maja.index));
    EXPECT_TRUE(is_readable(of_olu.index));
}

/// The key of the request is in another node than that of the event.
TEST_F(EventTracesTest, a_lost_key_keeps_its_own_erasure_waiting_and_nothing_else) {
    erase_everything();
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    const auto id = open_request(policy::Right::erasure);
    ASSERT_TRUE(succeeded(trail_->add_subject_keys(off_, 300)));
    taken(event("1", {{"email", kMaja}}));
    const auto maja = number_of("email", kMaja).value();
    ASSERT_TRUE(succeeded(trail_->add_subject_keys(off_, 300)));
    ASSERT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
    approve(id);
    lose_node_of(maja);
    restart();

    EXPECT_TRUE(failed_with(requests_->run(off_, id, dpo_), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(trail_->destroy_subject_key(off_, maja), ErrorCode::corrupt));
    const audit::RedactionReason reason{dpo_.value(), id.value(), {}};
    EXPECT_TRUE(failed_with(trail_->shred_subject(off_, maja, reason), ErrorCode::corrupt));
    EXPECT_TRUE(trail_->healthy());
    taken(event("2", {{"email", "olu@mail.example"}}));
}

}  // namespace
}  // namespace gdprd::daemon::test
