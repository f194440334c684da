#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"

namespace gdprd::policy {

/// Where a request stands.
enum class RequestState : unsigned char {
    received,   ///< taken in, the clock runs
    resolving,  ///< the person's rows are being looked for
    review,     ///< possible matches wait for a person's decision
    planned,    ///< a plan is stored and waits for approval
    approved,   ///< the plan's digest is approved
    executing,  ///< steps are being done, or will be resumed
    partial,    ///< some steps are done, some failed or stale: the case stays open
    completed,  ///< every step done, every field accounted for
    refused,    ///< ended with a coded ground (Art. 12(4))
    cancelled,  ///< withdrawn by the subject
};

/// An allowed move, and why it happens.
struct Transition {
    RequestState from;
    RequestState to;
    std::string_view why;
};

/// The whole table. What is not in it is not allowed; a state may always stay as it is.
[[nodiscard]] std::span<const Transition> transitions() noexcept;
/// Null when the move is not allowed.
[[nodiscard]] const Transition* find_transition(RequestState from, RequestState to) noexcept;
/// States that may come next.
[[nodiscard]] std::vector<RequestState> next_states(RequestState from);
/// completed, refused, cancelled: nothing comes after.
[[nodiscard]] bool is_final(RequestState state) noexcept;
/// `conflict`, with both states and what may come instead, when the move is not allowed.
Result<void> check_transition(RequestState from, RequestState to);

[[nodiscard]] std::string_view to_string(RequestState state) noexcept;
Result<RequestState> parse_request_state(std::string_view text);

}  // namespace gdprd::policy
