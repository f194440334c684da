#include "policy/requests/state.hpp"

#include "config/base/assert.hpp"

namespace gdprd::policy {
namespace {

using S = RequestState;

constexpr Transition kTransitions[] = {
    {S::received, S::resolving, "the search in the stores has begun"},
    {S::received, S::review, "the search found possible matches"},
    {S::received, S::planned, "a plan was made"},
    {S::received, S::refused, "a ground of refusal applies"},
    {S::received, S::cancelled, "the subject withdrew the request"},

    {S::resolving, S::received, "the search was interrupted"},
    {S::resolving, S::review, "the search found possible matches"},
    {S::resolving, S::planned, "all matches are certain and a plan was made"},
    {S::resolving, S::refused, "a ground of refusal applies"},
    {S::resolving, S::cancelled, "the subject withdrew the request"},

    {S::review, S::received, "every match is decided, a new plan is needed"},
    {S::review, S::resolving, "a decision opened further rows to the search"},
    {S::review, S::planned, "every match is decided and a plan was made"},
    {S::review, S::refused, "a ground of refusal applies"},
    {S::review, S::cancelled, "the subject withdrew the request"},

    {S::planned, S::received, "a decision outdated the plan"},
    {S::planned, S::resolving, "the plan is stale"},
    {S::planned, S::review, "a decision was taken back, or the search found more"},
    {S::planned, S::approved, "an approver named the plan's digest"},
    {S::planned, S::executing, "the policy asks for no approval"},
    {S::planned, S::refused, "a ground of refusal applies"},
    {S::planned, S::cancelled, "the subject withdrew the request"},

    {S::approved, S::received, "a decision outdated the plan and its approval"},
    {S::approved, S::resolving, "the plan is stale"},
    {S::approved, S::review, "a decision was taken back, or the search found more"},
    {S::approved, S::planned, "a new plan takes the place of the approved one"},
    {S::approved, S::executing, "the run was started"},
    {S::approved, S::refused, "a ground of refusal applies"},
    {S::approved, S::cancelled, "the subject withdrew the request"},

    {S::executing, S::completed, "every step is done and verified"},
    {S::executing, S::partial, "steps failed, are stale, or leave residue"},
    {S::executing, S::cancelled, "stopped between steps; what was done stays done"},

    {S::partial, S::executing, "the run goes on"},
    {S::partial, S::resolving, "the plan is stale"},
    {S::partial, S::review, "the search for the rest found possible matches"},
    {S::partial, S::planned, "a plan for the rest was made"},
    {S::partial, S::refused, "a ground of refusal applies to the rest"},
    {S::partial, S::cancelled, "the subject withdrew; what was done stays done"},
};

constexpr auto kLast = static_cast<unsigned>(S::cancelled);

}  // namespace

std::span<const Transition> transitions() noexcept {
    return kTransitions;
}

const Transition* find_transition(RequestState from, RequestState to) noexcept {
    for (const Transition& transition : kTransitions) {
        if (transition.from == from && transition.to == to) return &transition;
    }
    return nullptr;
}

std::vector<RequestState> next_states(RequestState from) {
    std::vector<RequestState> found;
    for (const Transition& transition : kTransitions) {
        if (transition.from == from) found.push_back(transition.to);
    }
    return found;
}

bool is_final(RequestState state) noexcept {
    return state == S::completed || state == S::refused || state == S::cancelled;
}

Result<void> check_transition(RequestState from, RequestState to) {
    if (from == to || find_transition(from, to) != nullptr) return {};
    std::string next;
    for (const RequestState state : next_states(from)) {
        next.append(next.empty() ? "it can become " : ", ").append(to_string(state));
    }
    if (next.empty()) next = "nothing comes after it; take in a new request";
    return Error(ErrorCode::conflict,
                 "a request that is " + std::string(to_string(from)) + " cannot become " +
                     std::string(to_string(to)),
                 next);
}

std::string_view to_string(RequestState state) noexcept {
    switch (state) {
        case S::received:
            return "received";
        case S::resolving:
            return "resolving";
        case S::review:
            return "review";
        case S::planned:
            return "planned";
        case S::approved:
            return "approved";
        case S::executing:
            return "executing";
        case S::partial:
            return "partial";
        case S::completed:
            return "completed";
        case S::refused:
            return "refused";
        case S::cancelled:
            return "cancelled";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

Result<RequestState> parse_request_state(std::string_view text) {
    for (unsigned i = 0; i <= kLast; ++i) {
        if (to_string(static_cast<S>(i)) == text) return static_cast<S>(i);
    }
    return Error(ErrorCode::invalid_argument, "this is no state of a request");
}

}  // namespace gdprd::policy
