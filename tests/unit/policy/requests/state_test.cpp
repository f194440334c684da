#include "policy/requests/state.hpp"

#include <gtest/gtest.h>

#include <set>

#include "policy/requests/refusal.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using S = RequestState;

std::vector<S> all_states() {
    std::vector<S> states;
    for (unsigned i = 0; i <= static_cast<unsigned>(S::cancelled); ++i) {
        states.push_back(static_cast<S>(i));
    }
    return states;
}

std::set<S> reachable_from(S start) {
    std::set<S> seen{start};
    std::vector<S> open{start};
    while (!open.empty()) {
        const S state = open.back();
        open.pop_back();
        for (const S next : next_states(state)) {
            if (seen.insert(next).second) open.push_back(next);
        }
    }
    return seen;
}

TEST(RequestState, reads_back_its_token) {
    for (const S state : all_states()) {
        const auto read = parse_request_state(to_string(state));
        ASSERT_TRUE(test::succeeded(read));
        EXPECT_EQ(*read, state);
    }
    EXPECT_TRUE(test::failed_with(parse_request_state("done"), ErrorCode::invalid_argument));
}

TEST(RequestState, has_a_reason_for_every_move_and_names_it_once) {
    std::set<std::pair<S, S>> seen;
    for (const Transition& transition : transitions()) {
        EXPECT_FALSE(transition.why.empty());
        EXPECT_NE(transition.from, transition.to);
        EXPECT_TRUE(seen.emplace(transition.from, transition.to).second)
            << to_string(transition.from) << " to " << to_string(transition.to);
    }
}

TEST(RequestState, reaches_every_state_and_never_sticks_in_an_open_one) {
    EXPECT_EQ(reachable_from(S::received).size(), all_states().size());
    for (const S state : all_states()) {
        EXPECT_EQ(next_states(state).empty(), is_final(state)) << to_string(state);
        if (!is_final(state)) {
            EXPECT_TRUE(reachable_from(state).contains(S::completed)) << to_string(state);
            EXPECT_TRUE(reachable_from(state).contains(S::cancelled)) << to_string(state);
        }
    }
}

TEST(RequestState, executes_only_what_was_planned_and_completes_only_what_ran) {
    for (const S state : all_states()) {
        const bool may_run = state == S::planned || state == S::approved || state == S::partial;
        EXPECT_EQ(find_transition(state, S::executing) != nullptr, may_run) << to_string(state);
        EXPECT_EQ(find_transition(state, S::completed) != nullptr, state == S::executing);
        EXPECT_EQ(find_transition(state, S::approved) != nullptr, state == S::planned);
    }
}

TEST(RequestState, says_what_may_come_instead) {
    const auto moved = check_transition(S::executing, S::refused);

    ASSERT_TRUE(test::failed_with(moved, ErrorCode::conflict));
    EXPECT_EQ(moved.error().message(), "a request that is executing cannot become refused");
    EXPECT_EQ(moved.error().hint(), "it can become completed, partial, cancelled");
    EXPECT_TRUE(test::succeeded(check_transition(S::planned, S::approved)));
    EXPECT_TRUE(test::succeeded(check_transition(S::partial, S::partial)));
    EXPECT_FALSE(check_transition(S::completed, S::received));
}

TEST(RefusalGrounds, cite_their_article_and_have_distinct_codes) {
    std::set<std::string_view> codes;
    for (const RefusalGround& ground : refusal_grounds()) {
        EXPECT_TRUE(codes.insert(ground.code).second) << ground.code;
        EXPECT_TRUE(ground.article.starts_with("Art. ")) << ground.code;
        EXPECT_FALSE(ground.text.empty());
        EXPECT_FALSE(ground.evidence.empty());
        EXPECT_TRUE(ground.access || ground.erasure);
        EXPECT_EQ(find_refusal_ground(ground.code), &ground);
    }
    EXPECT_EQ(find_refusal_ground("because"), nullptr);
}

TEST(RefusalGrounds, keep_the_exceptions_of_article_17_for_erasure) {
    int letters = 0;
    for (const RefusalGround& ground : refusal_grounds()) {
        if (!ground.article.starts_with("Art. 17(3)(")) continue;
        ++letters;
        EXPECT_TRUE(applies_to(ground, Right::erasure));
        EXPECT_FALSE(applies_to(ground, Right::access));
    }
    EXPECT_EQ(letters, 5);
    EXPECT_FALSE(applies_to(*find_refusal_ground("rights_of_others"), Right::erasure));
}

}  // namespace
}  // namespace gdprd::policy
