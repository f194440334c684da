#include "daemon/services/event_traces.hpp"

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
    EXPECT_TRUE(taken(event("1")).repeated);
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

}  // namespace
}  // namespace gdprd::daemon::test
