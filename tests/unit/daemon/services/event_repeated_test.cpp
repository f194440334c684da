#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/daemon/services/event_world.hpp"

namespace gdprd::daemon::test {
namespace {

/// What is sent under a source and id that came before.
class EventRepeated : public EventWorld {
  protected:
    /// Refused, by its number, and nothing was written.
    void expect_conflict(const std::vector<policy::Event>& sent, std::size_t number,
                         const ActorName& from) {
        const auto size = trail_->size();
        const auto refused = events_->take(off_, *policies_->current(), sent, from);
        ASSERT_TRUE(failed_with(refused, ErrorCode::conflict));
        const auto& message = refused.error().message();
        EXPECT_TRUE(message.starts_with("event " + std::to_string(number) + ": ")) << message;
        EXPECT_EQ(message.find('@'), std::string::npos) << message;
        EXPECT_EQ(trail_->size(), size);
    }
    void expect_conflict(const std::vector<policy::Event>& sent, std::size_t number = 1) {
        expect_conflict(sent, number, feeder_);
    }
    static policy::Event of_ann(const std::string& id) {
        return event(id, {{"email", "ann@mail.example"}});
    }
    /// What the version before knew of events.
    void forget_contents() {
        close_events();
        auto db = sqlite::Database::open(store_file(), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(succeeded(db->execute("UPDATE events SET content = NULL")));
        open_events();
    }
};

TEST_F(EventRepeated, refuses_every_other_content_under_the_same_source_and_id) {
    taken(of_ann("1"));
    const std::vector<std::function<void(policy::Event&)>> changes{
        [](auto& e) { e.kind = policy::EventKind::write; },
        [](auto& e) { e.at += std::chrono::nanoseconds(1); },
        [](auto& e) { e.actor = "svc-other"; },
        [](auto& e) { e.store = "shop"; },
        [](auto& e) { e.collection = "public.other"; },
        [](auto& e) { e.fields = {"email", "phone"}; },
        [](auto& e) { e.purpose.clear(); },
        [](auto& e) { e.request = RequestId("R-2026-0001"); },
        [](auto& e) { e.rows = 3; },
        [](auto& e) { e.position[15] = 1; },
        [](auto& e) { e.subjects.clear(); },
        [](auto& e) { e.subjects = event("", {{"email", "bob@mail.example"}}).subjects; },
        [](auto& e) { e.client = Personal<std::string>("192.0.2.1"); }};

    for (const bool known_by_digest : {true, false}) {
        if (!known_by_digest) forget_contents();
        for (const auto& change : changes) {
            auto other = of_ann("1");
            change(other);
            expect_conflict({other});
        }
        EXPECT_TRUE(taken(of_ann("1")).repeated);
    }
    restart();
    auto other = of_ann("1");
    other.rows = 3;
    expect_conflict({event("2"), other}, 2);
    EXPECT_FALSE(taken(event("2")).repeated);  // nothing of that call was recorded
}

TEST_F(EventRepeated, refuses_the_same_event_from_another_caller) {
    taken(event("1"));
    const ActorName other("token:other");

    expect_conflict({event("1")}, 1, other);
    restart();
    expect_conflict({event("1")}, 1, other);
    forget_contents();
    expect_conflict({event("1")}, 1, other);
    EXPECT_TRUE(taken(event("1")).repeated);
}

TEST_F(EventRepeated, refuses_two_events_of_one_call_that_contradict_each_other) {
    auto other = event("1");
    other.actor = "svc-other";

    expect_conflict({event("1"), event("2"), other}, 3);
    EXPECT_FALSE(taken(event("1")).repeated);
}

TEST_F(EventRepeated, takes_for_the_same_what_differs_only_in_how_it_is_written) {
    auto first = event("1", {{"email", "ann@mail.example"}, {"phone", "+33199000001"}});
    first.fields = {"email", "phone"};
    auto again = event("1", {{"phone.fr", "01 99 00 00 01"}, {"email", "ANN@mail.example"}});
    again.subjects = {again.subjects[1], first.subjects[1]};
    again.fields = {"phone", "email", "phone"};
    taken(first);

    EXPECT_TRUE(taken(again).repeated);
    forget_contents();
    EXPECT_TRUE(taken(again).repeated);
}

TEST_F(EventRepeated, compares_what_an_erasure_left) {
    const auto both = event("1", {{"email", "ann@mail.example"}, {"email", "bob@mail.example"}});
    taken(both);
    taken(of_ann("2"));
    const auto ann = number_of("email", "ann@mail.example");
    ASSERT_TRUE(ann.has_value());
    ASSERT_TRUE(succeeded(trail_->trail().redactor().shred_subject(off_, *ann, {"dpo", "", {}})));
    auto other = both;
    other.rows = 9;

    for (const bool known_by_digest : {true, false}) {
        if (!known_by_digest) forget_contents();
        EXPECT_TRUE(taken(both).repeated);
        expect_conflict({other});
        EXPECT_TRUE(taken(of_ann("2")).repeated);
    }
}

}  // namespace
}  // namespace gdprd::daemon::test
