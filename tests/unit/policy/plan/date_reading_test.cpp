#include "policy/plan/date_reading.hpp"

#include <gtest/gtest.h>

namespace gdprd::policy {
namespace {

std::string read_as(Cell::Kind kind, const std::string& bytes, const char* zone) {
    const auto date = latest_date(PersonalCell(Cell{kind, bytes}), find_zone(zone).value());
    return date ? format_date(*date) : "none";
}

std::string read_text(const std::string& text, const char* zone = "UTC") {
    return read_as(Cell::Kind::text, text, zone);
}

std::string read_number(const std::string& text, const char* zone = "UTC") {
    return read_as(Cell::Kind::integer, text, zone);
}

TEST(DateReading, reads_the_usual_forms) {
    for (const char* text : {"2016-01-15",
                             "2016/01/15",
                             "2016.1.15",
                             "15.01.2016",
                             "15/01/2016",
                             "15-01-2016",
                             "01/15/2016",
                             "15/1/2016",
                             "20160115",
                             " 2016-01-15 ",
                             "2016-01-15 09:30",
                             "2016-01-15T09:30:00.123456",
                             "2016-01-15 09:30:00,5",
                             "15/01/2016 9:30",
                             "20160115093000",
                             "20160115T093000Z",
                             "201601150930",
                             "1/15/2016, 11:30:00 PM",
                             "2016-01-15 12:00 am",
                             "2016-01-15 00:00:00+00",
                             "2016-01-15 23:59:60"}) {
        EXPECT_EQ(read_text(text), "2016-01-15") << text;
    }
}

TEST(DateReading, takes_the_later_of_two_readings) {
    EXPECT_EQ(read_text("12/11/2016"), "2016-12-11");
    EXPECT_EQ(read_text("11/12/2016"), "2016-12-11");
    EXPECT_EQ(read_text("12-11-2016"), "2016-12-11");
    EXPECT_EQ(read_text("01/02/2016 23:30:00Z", "Europe/Berlin"), "2016-02-02");
    EXPECT_EQ(read_text("15/06/2012"), "2012-06-15");
    EXPECT_EQ(read_text("06/15/2012"), "2012-06-15");
    EXPECT_EQ(read_text("12.11.2016"), "2016-11-12") << "with points the day comes first";
}

TEST(DateReading, puts_a_moment_into_the_zone) {
    EXPECT_EQ(read_text("2016-12-31T23:30:00Z", "Europe/Berlin"), "2017-01-01");
    EXPECT_EQ(read_text("2016-06-30 22:00:00+00", "Europe/Berlin"), "2016-07-01");
    EXPECT_EQ(read_text("2017-01-01 00:30:00+01:00", "UTC"), "2016-12-31");
    EXPECT_EQ(read_text("2017-01-01 00:30:00 +0530", "Europe/Paris"), "2016-12-31");
    EXPECT_EQ(read_text("2016-12-31 20:00:00-05", "Europe/Paris"), "2017-01-01");
    EXPECT_EQ(read_text("2016-12-31 23:30:00 UTC", "Europe/Helsinki"), "2017-01-01");
    EXPECT_EQ(read_text("2016-12-31 23:30:00", "Europe/Berlin"), "2016-12-31");
    EXPECT_EQ(read_text("2016-12-31 11:30 PM Z", "Europe/Berlin"), "2017-01-01");
    EXPECT_EQ(read_text("9999-12-31T23:30:00Z", "Europe/Berlin"), "9999-12-31");
    EXPECT_EQ(read_text("0001-01-01T00:00:00Z", "Europe/Berlin"), "0001-01-01");
}

TEST(DateReading, reads_integers_as_compact_dates_and_as_moments) {
    EXPECT_EQ(read_number("20160115"), "2016-01-15");
    EXPECT_EQ(read_number("20160115093000"), "2016-01-15");
    EXPECT_EQ(read_number("1483225200", "UTC"), "2016-12-31");
    EXPECT_EQ(read_number("1483225200", "Europe/Berlin"), "2017-01-01");
    EXPECT_EQ(read_number("1483225200000", "Europe/Berlin"), "2017-01-01");
    EXPECT_EQ(read_number("9999999999"), "2286-11-20");
    EXPECT_EQ(read_number("9999999999999"), "2286-11-20");
}

TEST(DateReading, guesses_nothing) {
    // years, days, seconds of other clocks, numbers of something else
    for (const char* number : {"0", "-1", "2016", "42384", "20161315", "10101015", "474588000",
                               "14832252000", "148322520000", "0148322520", "1483225200000000",
                               "-1483225200", "99999999999999", "123456789012345678901234567890"}) {
        EXPECT_EQ(read_number(number), "none") << number;
    }
    for (const char* text : {"",
                             " ",
                             "2016",
                             "2016-01",
                             "15/06/12",
                             "31/02/2016",
                             "2016-02-30",
                             "0000-00-00",
                             "2016-01-15 to 2019-01-15",
                             "2016-01-15/2019-01-15",
                             "2016-01-15x",
                             "2016-01-15 24:00",
                             "2016-01-15 09:60",
                             "2016-01-15 0930:00",
                             "2016-01-15 09:30:00 CET",
                             "0044-03-15 BC",
                             "2016-01-15T",
                             "2016-01-15 09",
                             "2016-01-15 09:30:00.",
                             "2016-01-15 09:30+1",
                             "2016-01-15 09:30+25:00",
                             "2016-01-15 09:30+01:",
                             "2016-01-15 13:30 PM",
                             "2016-01/15",
                             "10000-01-01",
                             "1483225200",
                             "99/99/2016",
                             "15 Jan 2016",
                             "infinity",
                             "12101115",
                             "2016-001-15",
                             "/01/2016",
                             "1/1/1/2016"}) {
        EXPECT_EQ(read_text(text), "none") << text;
    }
    EXPECT_EQ(read_text("2016-01-15" + std::string(100, ' ')), "none");
    EXPECT_EQ(read_as(Cell::Kind::real, "1483225200.0", "UTC"), "none");
    EXPECT_EQ(read_as(Cell::Kind::blob, "2016-01-15", "UTC"), "none");
    EXPECT_EQ(read_as(Cell::Kind::null, "", "UTC"), "none");
}

TEST(DateReading, takes_the_later_day_where_a_time_may_be_of_utc) {
    EXPECT_TRUE(may_hold_utc("timestamp"));
    EXPECT_TRUE(may_hold_utc("TIMESTAMP(6)"));
    EXPECT_FALSE(may_hold_utc("timestamp without time zone"));
    EXPECT_FALSE(may_hold_utc("datetime"));
    const auto day = [](const char* text, const char* zone) {
        return format_date(*latest_date(PersonalCell(Cell{Cell::Kind::text, text}),
                                        find_zone(zone).value(), true));
    };
    EXPECT_EQ(day("2015-12-31 23:30:00", "Europe/Berlin"), "2016-01-01");
    EXPECT_EQ(day("2015-12-31 20:30:00", "Europe/Berlin"), "2015-12-31");
    EXPECT_EQ(day("2016-01-01 02:30:00", "Europe/London"), "2016-01-01");
    EXPECT_EQ(day("2015-12-31 23:30:00+02:00", "Europe/Berlin"), "2015-12-31");
}

}  // namespace
}  // namespace gdprd::policy
