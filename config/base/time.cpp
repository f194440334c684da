#include "config/base/time.hpp"

#include <cstdio>
#include <optional>

namespace gdprd {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

// What 64-bit nanoseconds around 1970 can hold, in whole years.
constexpr int kYearMin = 1678;
constexpr int kYearMax = 2261;

/// Takes fixed-width digits and separators off the front of a text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    std::optional<int> digits(std::size_t count) {
        if (rest_.size() < count) return std::nullopt;
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take_either(char a, char b) { return take(a) || take(b); }
    [[nodiscard]] bool done() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

std::optional<Date> scan_date(Scanner& in) {
    const auto year = in.digits(4);
    if (!year || !in.take('-')) return std::nullopt;
    const auto month = in.digits(2);
    if (!month || !in.take('-')) return std::nullopt;
    const auto day = in.digits(2);
    if (!day) return std::nullopt;
    const Date date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                    std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return date;
}

std::optional<std::chrono::nanoseconds> scan_time_of_day(Scanner& in) {
    const auto hours = in.digits(2);
    if (!hours || *hours > 23 || !in.take(':')) return std::nullopt;
    const auto minutes = in.digits(2);
    if (!minutes || *minutes > 59 || !in.take(':')) return std::nullopt;
    const auto seconds = in.digits(2);
    if (!seconds || *seconds > 59) return std::nullopt;
    std::chrono::nanoseconds total = std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
                                     std::chrono::seconds(*seconds);
    if (in.take('.')) {
        std::chrono::nanoseconds unit = std::chrono::milliseconds(100);
        auto digit = in.digits(1);
        if (!digit) return std::nullopt;
        for (; digit; digit = in.digits(1), unit /= 10) total += *digit * unit;
    }
    return total;
}

std::optional<std::chrono::minutes> scan_offset(Scanner& in) {
    using std::chrono::minutes;
    if (in.take_either('Z', 'z')) return minutes(0);
    const bool west = in.take('-');
    if (!west && !in.take('+')) return std::nullopt;
    const auto hour_part = in.digits(2);
    if (!hour_part || *hour_part > 23 || !in.take(':')) return std::nullopt;
    const auto minute_part = in.digits(2);
    if (!minute_part || *minute_part > 59) return std::nullopt;
    const minutes offset(*hour_part * 60 + *minute_part);
    return west ? -offset : offset;
}

Error not_a_time() {
    return {ErrorCode::invalid_argument, "this is not an RFC 3339 time",
            "write it as 2026-03-05T14:03:22Z"};
}

}  // namespace

std::string format_time(WallTime time) {
    const auto seconds = floor<std::chrono::seconds>(time);
    const auto day = floor<days>(seconds);
    const std::chrono::hh_mm_ss clock(seconds - day);
    char out[16] = {};
    std::snprintf(out, sizeof out, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return format_date(Date(day)) + out;
}

Result<WallTime> parse_time(std::string_view text) {
    Scanner in(text);
    const auto date = scan_date(in);
    if (!date || !(in.take_either('T', 't') || in.take(' '))) return not_a_time();
    const auto clock = scan_time_of_day(in);
    if (!clock) return not_a_time();
    const auto offset = scan_offset(in);
    if (!offset || !in.done()) return not_a_time();
    const int year = static_cast<int>(date->year());
    if (year < kYearMin || year > kYearMax)
        return Error(ErrorCode::invalid_argument, "the year must be between 1678 and 2261");
    return WallTime(sys_days(*date)) + *clock - *offset;
}

std::string format_date(Date date) {
    char out[16] = {};
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return out;
}

Result<Date> parse_date(std::string_view text) {
    Scanner in(text);
    const auto date = scan_date(in);
    if (!date || !in.done())
        return Error(ErrorCode::invalid_argument, "this is not a calendar date",
                     "write it as 2026-03-05");
    return *date;
}

Date date_of(WallTime time) {
    return Date(floor<days>(time));
}

}  // namespace gdprd
