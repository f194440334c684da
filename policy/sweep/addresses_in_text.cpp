#include "policy/sweep/addresses_in_text.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "policy/sweep/detector.hpp"

namespace gdprd::policy::sweep {
namespace {

using text::is_digit;

constexpr std::size_t kStreetWordsMax = 6;
constexpr std::size_t kTownBehindBytes = 110;
constexpr std::size_t kTownBeforeBytes = 64;
constexpr std::size_t kGapBytesMax = 60;
constexpr std::size_t kBackBytesMax = 80;

RE2::Options quiet() {
    RE2::Options options;
    options.set_log_errors(false);
    return options;
}

/// Postal codes of the EU's countries and Great Britain with a town behind, or before, them.
const RE2& town_behind_pattern() {
    static const RE2 pattern(
        R"((?:^|[^\p{L}\d])()"
        R"((?:\p{Lu}{1,3}[ -]{1,3})?(?:\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{4,6})[ \t]+\p{Lu}[\p{L}'.-]*\p{L})"
        R"(|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[AC-FHKNPRTV-Y]\d[\dW] ?[\dAC-FHKNPRTV-Y]{4}|[A-Z]{3} \d{4})"
        R"(|\p{Lu}[\p{L}-]+,? (?:L[TV]-\d{4,5}|[03-9]\d{3,5}|1[0-8]\d{2,4}|2[1-9]\d{2,4}|19\d{3,4}|20\d{3,4}))(?:[^\p{L}\d]|$))",
        quiet());
    return pattern;
}

const RE2& town_before_pattern() {
    static const RE2 pattern(
        R"((?:^|[^\p{L}\d])()"
        R"((?:\p{Lu}{1,3}-)?(?:\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4,6})[ \t]+\p{Lu}[\p{L}'.-]*\p{L}(?: \p{Lu}[\p{L}'.-]*\p{L})?)[,;]?\s{0,3}$)",
        quiet());
    return pattern;
}

re2::StringPiece piece_of(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

}  // namespace

/// Behind "12", "12a", "12-14", "12/3", "12 bis"; the same place when it is no house's number.
std::size_t AddressesInText::number_end(std::size_t at, std::size_t digits) const {
    const auto byte = [&](std::size_t place) { return place < text_.size() ? text_[place] : '\n'; };
    if (digits > kHouseDigitsMax || text_[at] == '0') return at;
    if (at > 0 && (is_word_byte(text_, at - 1) || byte(at - 1) == '-' || byte(at - 1) == '/'))
        return at;
    std::size_t end = at + digits;
    if (is_year(at, digits)) return at;
    if (text::is_alpha(byte(end)) && !is_word_byte(text_, end + 1)) ++end;
    for (int part = 0; part < 2 && (byte(end) == '/' || byte(end) == '-'); ++part) {
        std::size_t more = end + 1;
        while (is_digit(byte(more)) && more - end <= kHouseDigitsMax) ++more;
        if (text::is_alpha(byte(more)) && !is_word_byte(text_, more + 1)) ++more;
        if (more == end + 1) break;
        end = more;
    }
    for (const std::string_view more : {" bis", " ter", " quater"}) {
        if (text_.substr(end).starts_with(more) && !is_word_byte(text_, end + more.size()))
            end += more.size();
    }
    if (is_word_byte(text_, end)) return at;
    const char next = byte(end);
    if ((next == '.' || next == ',' || next == ':') && is_digit(byte(end + 1))) return at;
    const char unit = next == ' ' ? byte(end + 1) : next;
    if (unit == '%' || unit == '$' || text_.substr(end + (next == ' ' ? 1 : 0)).starts_with("€"))
        return at;
    return end;
}

/// The word before `at`, over blanks, a comma and the mark of an abbreviation ("ul.", "C/").
TextWord AddressesInText::word_before(std::size_t at) const {
    constexpr std::string_view kBetween = " .,/";
    std::size_t end = at;
    for (std::size_t blanks = 0; end > 0 && blanks < 3; ++blanks) {
        if (kBetween.find(text_[end - 1]) != std::string_view::npos)
            --end;
        else if (end > 1 && text_.substr(end - 2, 2) == "\xC2\xA0")
            end -= 2;
        else
            break;
    }
    const std::size_t begin = word_begin(text_, end);
    TextWord word = word_at(text_, begin);
    if (begin == end) word.end = word.begin;
    return word;
}

/// A street whose last word stands before its number.
AddressesInText::Street AddressesInText::street_named(const TextWord& last) const {
    const bool compound = last.capital && words_.is_compound(last.folded());
    const bool follows = words_.follows(last.folded());
    const bool may_be = last.capital && words_.may_be_compound(last.folded());
    if (!last.capital && !follows) return {};
    Street street{last.begin, last.begin, compound};
    TextWord word = last;
    bool named = compound || may_be;
    for (std::size_t seen = 0; seen < kStreetWordsMax; ++seen) {
        const TextWord before = word_before(word.begin);
        if (before.empty() || last.begin - before.begin > kBackBytesMax) break;
        const std::string_view between = text_.substr(before.end, word.begin - before.end);
        const bool leads = words_.leads(before.folded());
        const bool abbreviates =
            between == "." || between == ". " || between == "/" || between == "/ ";
        if (between != " " && between != "\xC2\xA0" &&
            !(abbreviates && (leads || before.letters <= 4)))
            break;
        if (leads && (last.capital || named)) return {before.begin, last.end, true};
        if (words_.is_at(before.folded()) && before.capital && last.capital) {
            street.begin = before.begin;
            named = true;
            break;
        }
        if (before.capital && follows) {
            street = {before.begin, last.end, true};
            named = true;
        } else if (before.capital) {
            if (compound) street.begin = before.begin;
        } else if (!words_.joins(before.folded())) {
            break;
        }
        word = before;
    }
    if (!named) return {};
    street.end = last.end;
    return street;
}

AddressesInText::Street AddressesInText::street_before(std::size_t at) const {
    TextWord last = word_before(at);
    for (int signs = 0; signs < 2 && !last.empty() && words_.is_number_sign(last.folded()); ++signs)
        last = word_before(last.begin);
    if (last.empty() || text_.substr(last.end, at - last.end).find('\n') != std::string_view::npos)
        return {};
    return street_named(last);
}

/// "rue de la Paix", "High Street" behind the number.
AddressesInText::Street AddressesInText::street_behind(std::size_t end) const {
    std::size_t at = end;
    if (at < text_.size() && text_[at] == ',') ++at;
    const std::size_t begin = skip_blanks(text_, at);
    if (begin == at || begin - at > 2) return {};
    bool leads = false;
    bool named = false;
    Street street;
    at = begin;
    for (std::size_t seen = 0; seen < kStreetWordsMax; ++seen) {
        const TextWord word = word_at(text_, at);
        if (word.empty() || word.end - begin > kBackBytesMax) break;
        std::size_t next = word.end;
        // "l'Église", "ir-Repubblika"
        const std::size_t joint = word.folded().find_first_of("'-");
        const bool elided = joint == 1 || joint == 2;
        if (seen == 0 && words_.leads_behind_number(word.folded())) {
            leads = true;
            if (next < text_.size() && text_[next] == '.') ++next;
        } else if (word.capital || elided) {
            named = true;
            if (leads) street = {begin, word.end, true};
            if (!leads && seen > 0 && words_.ends_english(word.folded()))
                street = {begin, word.end, true};
        } else if (!leads || !words_.joins(word.folded())) {
            break;
        }
        at = skip_blanks(text_, next);
        if (at == next) break;
    }
    return named ? street : Street{};
}

AddressesInText::Town AddressesInText::town_behind(std::size_t end) const {
    const std::string_view rest = text_.substr(std::min(end, text_.size()), kTownBehindBytes);
    re2::StringPiece found;
    if (!RE2::PartialMatch(piece_of(rest), town_behind_pattern(), &found)) return {};
    const auto begin = static_cast<std::size_t>(found.data() - rest.data());
    const std::string_view gap = rest.substr(0, begin);
    constexpr std::string_view kBreaks = ",;\n<|";
    constexpr std::size_t kCloseBytes = 4;
    constexpr std::ptrdiff_t kLinesMax = 3;
    const std::size_t first = gap.find_first_not_of(" \r.");
    const bool apart =
        first != std::string_view::npos && kBreaks.find(gap[first]) != std::string_view::npos;
    if (begin > kGapBytesMax || (begin > kCloseBytes && !apart)) return {};
    if (std::count(gap.begin(), gap.end(), '\n') > kLinesMax) return {};
    return {end + begin, end + begin + found.size()};
}

AddressesInText::Town AddressesInText::town_before(std::size_t begin) const {
    const std::size_t from = begin - std::min(begin, kTownBeforeBytes);
    const std::string_view before = text_.substr(from, begin - from);
    re2::StringPiece found;
    if (!RE2::PartialMatch(piece_of(before), town_before_pattern(), &found)) return {};
    const auto at = from + static_cast<std::size_t>(found.data() - before.data());
    return {at, at + found.size()};
}

/// A code and a town that everybody knows, at the begin of a line or behind a comma.
void AddressesInText::town_alone(std::size_t at, std::size_t digits) {
    if (digits < 4 || digits > 5) return;
    const std::string_view century = text_.substr(at, 2);
    if (digits == 4 && (century == "19" || century == "20")) return;  // more often a year
    std::size_t before = at;
    for (int blanks = 0; blanks < 4 && before > 0 && text_[before - 1] == ' '; ++blanks) --before;
    if (before > 0 && text_[before - 1] != '\n' && text_[before - 1] != ',' &&
        text_[before - 1] != '>')
        return;
    const TextWord word = word_at(text_, skip_blanks(text_, at + digits));
    if (!word.empty() && word.capital && words_.is_town(word.folded()))
        out_.push_back({kAddressTown, at, word.end});
}

void AddressesInText::number(std::size_t at) {
    std::size_t digits = 0;
    while (at + digits < text_.size() && is_digit(text_[at + digits])) ++digits;
    const std::size_t end = number_end(at, digits);
    Street street;
    if (end != at) {
        street = street_before(at);
        if (!street.empty()) {
            street.end = end;
        } else {
            street = street_behind(end);
            if (!street.empty()) street.begin = at;
        }
    }
    if (street.empty()) return town_alone(at, digits);
    const Town behind = town_behind(street.end);
    const Town before = behind.empty() ? town_before(street.begin) : Town{};
    if (!behind.empty() && behind.end - street.begin <= kReach)
        out_.push_back({kAddress, street.begin, behind.end});
    else if (!before.empty() && street.end - before.begin <= kReach)
        out_.push_back({kAddress, before.begin, street.end});
    else if (street.sure)
        out_.push_back({kAddressStreet, street.begin, street.end});
}

}  // namespace gdprd::policy::sweep
