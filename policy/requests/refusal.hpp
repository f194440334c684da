#pragma once

#include <span>
#include <string_view>

#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// A ground on which a controller may refuse a request, or a part of it. A refusal also names the
/// authority and the court, within one month (Art. 12(4)).
struct RefusalGround {
    std::string_view code;      ///< stable token: "manifestly_unfounded"
    std::string_view article;   ///< "Art. 12(5)"
    std::string_view text;      ///< for the answer, in the controller's words
    std::string_view evidence;  ///< what the controller has to be able to show
    bool access;                ///< applies to access (Art. 15)
    bool erasure;               ///< applies to erasure (Art. 17)
};

/// All grounds, in the order of the articles.
[[nodiscard]] std::span<const RefusalGround> refusal_grounds() noexcept;
/// The error for a code that no ground has, with the one that was probably meant.
[[nodiscard]] Error unknown_refusal_ground(std::string_view code);
/// Null when no ground has this code.
[[nodiscard]] const RefusalGround* find_refusal_ground(std::string_view code) noexcept;
[[nodiscard]] bool applies_to(const RefusalGround& ground, Right right) noexcept;

}  // namespace gdprd::policy
