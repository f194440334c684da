#include "policy/requests/deadlines.hpp"

#include <algorithm>
#include <tuple>

#include "config/base/assert.hpp"

namespace gdprd::policy {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

/// A place where nobody works for so long has no calendar; ends the search for a working day.
constexpr int kClosedDaysMax = 366;

/// Art. 3(2)(c) of Regulation 1182/71: the same date, or the last day of the month.
Date months_after(Date day, months count) {
    const Date same_number = day + count;
    if (same_number.ok()) return same_number;
    return same_number.year() / same_number.month() / std::chrono::last;
}

/// Art. 3(4) of Regulation 1182/71.
Date next_working_day(Date day, const IsWorkingDay& is_working_day) {
    sys_days moved(day);
    for (int i = 0; i < kClosedDaysMax && !is_working_day(Date(moved)); ++i) moved += days(1);
    return Date(moved);
}

months period_of(Extension extension) noexcept {
    switch (extension) {
        case Extension::none:
            return months(1);
        case Extension::two_months:
            return months(3);
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string counted(std::int64_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

/// Days on which a justified question was open that was asked while the period, with what was
/// added by earlier questions, still ran.
std::set<sys_days> suspended_days(sys_days received, sys_days due,
                                  std::span<const Suspension> suspensions) {
    std::vector<Suspension> in_order(suspensions.begin(), suspensions.end());
    std::sort(in_order.begin(), in_order.end(), [](const auto& a, const auto& b) {
        return std::tie(a.asked, a.answered) < std::tie(b.asked, b.answered);
    });
    std::set<sys_days> found;
    for (const Suspension& wait : in_order) {
        if (wait.ground == SuspensionGround::none) continue;
        const sys_days asked(wait.asked);
        if (asked < received || asked > due + days(found.size())) continue;
        for (sys_days day = asked; day < sys_days(wait.answered); day += days(1)) {
            found.insert(day);
        }
    }
    return found;
}

}  // namespace

bool is_weekday(Date day) noexcept {
    const std::chrono::weekday name{sys_days(day)};
    return name != std::chrono::Saturday && name != std::chrono::Sunday;
}

IsWorkingDay working_days_without(std::set<Date> holidays) {
    return [holidays = std::move(holidays)](Date day) {
        return is_weekday(day) && !holidays.contains(day);
    };
}

DueDate evaluate_due(Date received, Extension extension, std::span<const Suspension> suspensions,
                     const IsWorkingDay& is_working_day) {
    GDPRD_ASSERT(received.ok());
    DueDate result;
    const months period = period_of(extension);
    Date due = months_after(received, period);
    result.reasons.push_back("received " + format_date(received) + ", " +
                             counted(period.count(), "month") + ": " + format_date(due) +
                             " (Art. 12(3))");
    const auto waited = suspended_days(sys_days(received), sys_days(due), suspensions);
    if (!waited.empty()) {
        due = Date(sys_days(due) + days(waited.size()));
        result.reasons.push_back("waited for the subject for " +
                                 counted(static_cast<std::int64_t>(waited.size()), "day") + ": " +
                                 format_date(due) + " (Art. 12(6), recital 63)");
    }
    result.due = next_working_day(due, is_working_day);
    if (result.due != due) {
        result.reasons.push_back("not a working day, so the next one: " + format_date(result.due) +
                                 " (Regulation 1182/71 Art. 3(4))");
    }
    if (extension != Extension::none) {
        result.reasons.push_back("the extension must be told with its reasons by " +
                                 format_date(extension_notice_due(received, is_working_day)) +
                                 " (Art. 12(3))");
    }
    return result;
}

Date due_date(Date received, const IsWorkingDay& is_working_day, Extension extension) {
    return evaluate_due(received, extension, {}, is_working_day).due;
}

Date extension_notice_due(Date received, const IsWorkingDay& is_working_day) {
    return due_date(received, is_working_day);
}

std::chrono::days days_left(Date today, Date due) noexcept {
    return std::chrono::sys_days(due) - std::chrono::sys_days(today);
}

WallTime breach_notice_due(WallTime aware) noexcept {
    return aware + std::chrono::hours(72);  // Art. 33(1)
}

std::string_view to_string(Extension extension) noexcept {
    switch (extension) {
        case Extension::none:
            return "none";
        case Extension::two_months:
            return "two_months";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(SuspensionGround ground) noexcept {
    switch (ground) {
        case SuspensionGround::identity:
            return "identity";
        case SuspensionGround::clarification:
            return "clarification";
        case SuspensionGround::none:
            return "none";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
