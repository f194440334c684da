#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "config/base/time.hpp"

namespace gdprd::policy {

/// Whether the controller's office works on a day.
using IsWorkingDay = std::function<bool(Date)>;
/// Monday to Friday.
[[nodiscard]] bool is_weekday(Date day) noexcept;
/// Monday to Friday, except the public holidays of the controller's place.
[[nodiscard]] IsWorkingDay working_days_without(std::set<Date> holidays);

/// Art. 99(2): the first day on which a request under the GDPR could be received.
inline constexpr Date kAppliesFrom =
    std::chrono::year(2018) / std::chrono::May / std::chrono::day(25);

/// Art. 12(3): by two further months where necessary for complexity or number.
enum class Extension : unsigned char { none, two_months };

/// Why the subject had to be asked before going on.
enum class SuspensionGround : unsigned char {
    identity,       ///< Art. 12(6): reasonable doubt about who asks
    clarification,  ///< recital 63: much data, which of it is meant
    none,           ///< asked without real doubt, or late: nothing is added
};

/// Days on which the controller waited for the subject: from the day of the question up to the
/// day of the answer (not counted). For an open question the caller gives today.
struct Suspension {
    Date asked;
    Date answered;
    SuspensionGround ground = SuspensionGround::none;
};

/// A due date and how it came about.
struct DueDate {
    Date due;
    std::vector<std::string> reasons;  ///< for people: one sentence for each rule that was applied
};

/// The day by which the subject must have an answer: Art. 12(3) GDPR with Art. 3 of Regulation
/// (EEC, Euratom) 1182/71. The same day number one (extended: three) months after receipt, or the
/// last day of that month where there is none; plus the days of justified suspensions, each day
/// once, of questions asked while the period ran; then the next working day. Dates are days in
/// the controller's zone.
[[nodiscard]] DueDate evaluate_due(Date received, Extension extension,
                                   std::span<const Suspension> suspensions,
                                   const IsWorkingDay& is_working_day);
/// The day alone, without suspensions.
[[nodiscard]] Date due_date(Date received, const IsWorkingDay& is_working_day,
                            Extension extension = Extension::none);
/// The day by which an extension must be told with its reasons: within one month of receipt.
[[nodiscard]] Date extension_notice_due(Date received, const IsWorkingDay& is_working_day);

/// Days until the answer is due: 0 on the last day, negative when it is overdue.
[[nodiscard]] std::chrono::days days_left(Date today, Date due) noexcept;

/// Art. 33(1): 72 hours after the controller became aware, through weekends and clock changes.
[[nodiscard]] WallTime breach_notice_due(WallTime aware) noexcept;

[[nodiscard]] std::string_view to_string(Extension extension) noexcept;
[[nodiscard]] std::string_view to_string(SuspensionGround ground) noexcept;

}  // namespace gdprd::policy
