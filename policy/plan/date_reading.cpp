#include "policy/plan/date_reading.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

namespace chrono = std::chrono;

/// Of compact forms: what lies beyond is rather a number than a date.
constexpr unsigned kFirstYear = 1900;
constexpr unsigned kLastYear = 2199;
constexpr std::size_t kSecondsDigits = 10;
constexpr std::size_t kMillisecondsDigits = 13;
constexpr std::size_t kTextBytesMax = 64;

/// Takes what it reads off the front of a text.
class Front {
  public:
    explicit Front(std::string_view rest) noexcept : rest_(rest) {}

    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }
    [[nodiscard]] char next() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }

    bool take(char c) noexcept {
        if (next() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_word(std::string_view word) noexcept {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    [[nodiscard]] std::size_t digits_ahead() const noexcept {
        const std::size_t end = rest_.find_first_not_of("0123456789");
        return end == std::string_view::npos ? rest_.size() : end;
    }

    /// A number of exactly so many digits.
    std::optional<unsigned> number(std::size_t digits) noexcept {
        unsigned out = 0;
        if (rest_.size() < digits) return std::nullopt;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!text::is_digit(rest_[i])) return std::nullopt;
            out = out * 10 + static_cast<unsigned>(rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return out;
    }

    void skip_digits() noexcept { rest_.remove_prefix(digits_ahead()); }

  private:
    std::string_view rest_;
};

using Readings = std::vector<Date>;

void add_day(Readings& out, unsigned year, unsigned month, unsigned day) {
    const Date date{chrono::year(static_cast<int>(year)), chrono::month(month), chrono::day(day)};
    if (date.ok() && year > 0) out.push_back(date);
}

/// "2016-01-12" and "2016/1/12", or "12/01/2016": the day or the month first, but with points.
Readings take_parted(Front& front) {
    Readings out;
    const std::size_t begins = front.digits_ahead();
    if (begins != 1 && begins != 2 && begins != 4) return out;
    const auto first = front.number(begins);
    const char mark = front.next();
    if (!first || (mark != '-' && mark != '/' && mark != '.') || !front.take(mark)) return out;
    const std::size_t middle = front.digits_ahead();
    if (middle != 1 && middle != 2) return out;
    const auto second = front.number(middle);
    if (!second || !front.take(mark)) return out;
    const std::size_t ends = front.digits_ahead();
    const bool year_first = begins == 4;
    if (year_first ? ends != 1 && ends != 2 : ends != 4) return out;
    const auto third = front.number(ends);
    if (!third) return out;
    if (year_first) {
        add_day(out, *first, *second, *third);
        return out;
    }
    add_day(out, *third, *second, *first);
    if (mark != '.') add_day(out, *third, *first, *second);
    return out;
}

Readings take_compact(Front& front) {
    Readings out;
    const auto year = front.number(4);
    const auto month = front.number(2);
    const auto day = front.number(2);
    if (year && month && day && *year >= kFirstYear && *year <= kLastYear)
        add_day(out, *year, *month, *day);
    return out;
}

/// A time of day, and how far its clock is ahead of UTC where that is said.
struct TimeOfDay {
    chrono::seconds time{0};
    std::optional<chrono::minutes> ahead;
};

std::optional<chrono::minutes> take_offset(Front& front) {
    const bool west = front.next() == '-';
    if (!front.take(west ? '-' : '+')) return std::nullopt;
    const auto hours = front.number(2);
    const bool parted = front.take(':');
    const bool more = front.digits_ahead() == 2;
    const auto minutes = more ? front.number(2) : std::optional(0U);
    if (!hours || !minutes || (parted && !more) || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const chrono::minutes ahead = chrono::hours(*hours) + chrono::minutes(*minutes);
    return west ? -ahead : ahead;
}

/// AM or PM behind a time of twelve hours.
std::optional<unsigned> take_half(Front& front, unsigned hour) {
    Front after = front;
    after.take(' ');
    const bool noon = after.take_word("PM") || after.take_word("pm");
    if (!noon && !after.take_word("AM") && !after.take_word("am")) return hour;
    if (hour < 1 || hour > 12) return std::nullopt;
    front = after;
    return hour % 12 + (noon ? 12U : 0U);
}

/// "T14:33", " 14:33:05.123+01:00", "143305Z", ", 2:33 PM"; all of the rest.
std::optional<TimeOfDay> take_time(Front& front) {
    if (!front.take('T')) {
        front.take(',');
        front.take(' ');
    }
    const std::size_t ahead = front.digits_ahead();
    const bool packed = ahead == 4 || ahead == 6;
    auto hour = front.number(ahead == 1 ? 1 : 2);
    if (!packed && !front.take(':')) return std::nullopt;
    const auto minute = front.number(2);
    const bool seconds = packed ? ahead == 6 : front.take(':');
    const auto second = seconds ? front.number(2) : std::optional(0U);
    if (!hour || !minute || !second || *minute > 59 || *second > 60) return std::nullopt;
    if (seconds && (front.next() == '.' || front.next() == ',')) {
        front.take(front.next());
        if (front.digits_ahead() == 0) return std::nullopt;
        front.skip_digits();
    }
    hour = take_half(front, *hour);
    if (!hour || *hour > 23) return std::nullopt;
    TimeOfDay out{chrono::hours(*hour) + chrono::minutes(*minute) + chrono::seconds(*second), {}};
    if (front.empty()) return out;
    front.take(' ');
    if (front.take('Z') || front.take_word("UTC") || front.take_word("GMT")) {
        out.ahead = chrono::minutes(0);
    } else {
        out.ahead = take_offset(front);
        if (!out.ahead) return std::nullopt;
    }
    if (!front.empty()) return std::nullopt;
    return out;
}

/// The day in the zone on which that moment falls. Moments that WallTime cannot hold keep theirs.
Date day_in(const Zone& zone, Date date, const TimeOfDay& time) {
    const int year = static_cast<int>(date.year());
    if (!time.ahead || year < 1700 || year > 2250) return date;
    const auto moment = chrono::sys_days(date) + time.time - *time.ahead;
    return date_in(zone, WallTime(moment));
}

std::optional<Date> latest_of(const Readings& readings) {
    std::optional<Date> out;
    for (const Date& one : readings)
        if (!out || *out < one) out = one;
    return out;
}

std::optional<Date> date_of_text(std::string_view text, const Zone& zone, bool may_be_utc) {
    Front front(text);
    const std::size_t ahead = front.digits_ahead();
    Readings readings =
        ahead == 8 || ahead == 12 || ahead == 14 ? take_compact(front) : take_parted(front);
    if (readings.empty() || front.empty()) return latest_of(readings);
    auto time = take_time(front);
    if (!time) return std::nullopt;
    for (Date& one : readings) one = day_in(zone, one, *time);
    if (may_be_utc && !time->ahead) {
        time->ahead = chrono::minutes(0);
        for (std::size_t i = 0, size = readings.size(); i < size; ++i)
            readings.push_back(day_in(zone, readings[i], *time));
    }
    return latest_of(readings);
}

std::optional<Date> date_of_number(std::string_view text, const Zone& zone) {
    if (!text::all_digits(text)) return std::nullopt;
    if (text.size() == 8 || text.size() == 14) return date_of_text(text, zone, false);
    if (text.size() != kSecondsDigits && text.size() != kMillisecondsDigits) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size() || text.front() == '0')
        return std::nullopt;
    const bool seconds = text.size() == kSecondsDigits;
    const auto since = seconds ? chrono::seconds(number) : chrono::milliseconds(number);
    const Date utc{chrono::floor<chrono::days>(chrono::sys_time<chrono::milliseconds>(since))};
    if (static_cast<int>(utc.year()) > 2250) return utc;
    return date_in(zone, WallTime(since));
}

}  // namespace

std::optional<Date> latest_date(const PersonalCell& cell, const Zone& zone, bool may_be_utc) {
    const Cell& value = cell.expose();
    if (value.bytes.size() > kTextBytesMax) return std::nullopt;
    switch (value.kind) {
        case Cell::Kind::integer:
            return date_of_number(value.bytes, zone);
        case Cell::Kind::text:
            return date_of_text(text::trim(value.bytes), zone, may_be_utc);
        case Cell::Kind::null:
        case Cell::Kind::real:
        case Cell::Kind::blob:
            return std::nullopt;
    }
    return std::nullopt;
}

bool may_hold_utc(std::string_view declared_type) {
    const std::string type = text::upper_ascii(declared_type);
    return type.starts_with("TIMESTAMP") && type.find("ZONE") == std::string::npos;
}

}  // namespace gdprd::policy
