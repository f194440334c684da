#include "policy/requests/deadlines.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

const IsWorkingDay kWeekdays = is_weekday;
const IsWorkingDay kEaster2026 =
    working_days_without({day("2026-04-03"), day("2026-04-06"), day("2026-05-01")});

struct Case {
    const char* received;
    Extension extension;
    const char* due;
    const char* why;
};

// Art. 12(3) GDPR, Regulation (EEC, Euratom) 1182/71 Art. 3.
TEST(DueDate, follows_the_calendar) {
    for (const Case& c : {
             Case{"2026-03-05", Extension::none, "2026-04-07", "Easter Sunday and Monday"},
             Case{"2026-01-31", Extension::none, "2026-03-02", "no 31 February; a Saturday"},
             Case{"2026-01-31", Extension::two_months, "2026-04-30", "no 31 April"},
             Case{"2028-01-31", Extension::none, "2028-02-29", "leap year"},
             Case{"2028-01-30", Extension::none, "2028-02-29", "leap year, no 30 February"},
             Case{"2027-01-29", Extension::none, "2027-03-01", "no leap year; 28th is a Sunday"},
             Case{"2028-02-29", Extension::none, "2028-03-29", "from a leap day"},
             Case{"2027-11-29", Extension::two_months, "2028-02-29", "into a leap year"},
             Case{"2026-11-30", Extension::two_months, "2027-03-01", "28 February is a Sunday"},
             Case{"2026-05-31", Extension::none, "2026-06-30", "no 31 June"},
             Case{"2026-12-31", Extension::none, "2027-02-01", "over the year; a Sunday"},
             Case{"2026-03-03", Extension::none, "2026-04-07", "Good Friday, then Easter"},
             Case{"2026-04-01", Extension::none, "2026-05-04", "1 May is a Friday and a holiday"},
             Case{"2026-06-06", Extension::none, "2026-07-06", "received on a Saturday"},
             Case{"2100-01-31", Extension::none, "2100-03-01", "2100 is no leap year; a Sunday"},
         }) {
        EXPECT_EQ(format_date(due_date(day(c.received), kEaster2026, c.extension)), c.due)
            << c.received << ' ' << c.why;
    }
}

TEST(DueDate, counts_an_extension_from_receipt_and_not_from_the_first_month) {
    EXPECT_EQ(due_date(day("2026-01-31"), kWeekdays, Extension::two_months), day("2026-04-30"));
    EXPECT_EQ(extension_notice_due(day("2026-01-31"), kWeekdays), day("2026-03-02"));
}

TEST(DueDate, adds_the_days_of_a_justified_suspension_once) {
    const std::vector<Suspension> waits{
        {day("2026-06-10"), day("2026-06-15"), SuspensionGround::identity},
        {day("2026-06-12"), day("2026-06-17"), SuspensionGround::clarification},
    };

    const DueDate due = evaluate_due(day("2026-06-01"), Extension::none, waits, kWeekdays);

    EXPECT_EQ(due.due, day("2026-07-08"));
    EXPECT_EQ(due.reasons,
              (std::vector<std::string>{
                  "received 2026-06-01, 1 month: 2026-07-01 (Art. 12(3))",
                  "waited for the subject for 7 days: 2026-07-08 (Art. 12(6), recital 63)"}));
}

TEST(DueDate, adds_nothing_for_an_idle_or_late_question) {
    const std::vector<Suspension> waits{
        {day("2026-06-10"), day("2026-06-15"), SuspensionGround::none},
        {day("2026-07-02"), day("2026-07-20"), SuspensionGround::identity},
        {day("2026-06-20"), day("2026-06-20"), SuspensionGround::identity},
        {day("2026-05-20"), day("2026-06-20"), SuspensionGround::identity},
    };

    EXPECT_EQ(evaluate_due(day("2026-06-01"), Extension::none, waits, kWeekdays).due,
              day("2026-07-01"));
}

TEST(DueDate, counts_a_question_asked_in_the_time_that_an_earlier_one_added) {
    const std::vector<Suspension> waits{
        {day("2026-07-03"), day("2026-07-06"), SuspensionGround::clarification},
        {day("2026-06-10"), day("2026-06-15"), SuspensionGround::identity},
    };

    EXPECT_EQ(evaluate_due(day("2026-06-01"), Extension::none, waits, kWeekdays).due,
              day("2026-07-09"));
}

TEST(DueDate, says_every_rule_that_it_applied) {
    const DueDate due = evaluate_due(day("2026-01-05"), Extension::two_months, {}, kEaster2026);

    EXPECT_EQ(due.due, day("2026-04-07"));
    EXPECT_EQ(due.reasons,
              (std::vector<std::string>{
                  "received 2026-01-05, 3 months: 2026-04-05 (Art. 12(3))",
                  "not a working day, so the next one: 2026-04-07 (Regulation 1182/71 Art. 3(4))",
                  "the extension must be told with its reasons by 2026-02-05 (Art. 12(3))"}));
}

TEST(DueDate, ends_where_nobody_ever_works) {
    const Date due = due_date(day("2026-06-01"), [](Date) { return false; });

    EXPECT_GT(due, day("2026-07-01"));
}

RC_GTEST_PROP(DueDate, is_a_working_day_at_least_28_days_away, ()) {
    const int offset = *rc::gen::inRange(0, 60000);
    const Date received{std::chrono::sys_days(day("2000-01-01")) + std::chrono::days(offset)};

    const Date due = due_date(received, kWeekdays);
    const Date later = due_date(received, kWeekdays, Extension::two_months);

    const auto wait = std::chrono::sys_days(due) - std::chrono::sys_days(received);
    RC_ASSERT(is_weekday(due));
    RC_ASSERT(wait >= std::chrono::days(28));
    RC_ASSERT(wait <= std::chrono::days(33));
    RC_ASSERT(later > due);
}

TEST(DaysLeft, counts_the_due_day_itself_as_in_time) {
    EXPECT_EQ(days_left(day("2028-02-28"), day("2028-03-01")), std::chrono::days(2));
    EXPECT_EQ(days_left(day("2026-04-07"), day("2026-04-07")), std::chrono::days(0));
    EXPECT_EQ(days_left(day("2026-04-08"), day("2026-04-07")), std::chrono::days(-1));
}

// Art. 33(1): Friday 17:30 in Berlin (summer time) to Monday 16:30 (winter time).
TEST(BreachNotice, is_due_after_72_hours_through_weekends_and_clock_changes) {
    const WallTime aware = parse_time("2026-10-23T17:30:00+02:00").value();

    EXPECT_EQ(breach_notice_due(aware), parse_time("2026-10-26T16:30:00+01:00").value());
    EXPECT_EQ(format_time(breach_notice_due(aware)), "2026-10-26T15:30:00Z");
}

}  // namespace
}  // namespace gdprd::policy
