#include "policy/sweep/names_in_text.hpp"

#include <algorithm>
#include <array>

#include "policy/identity/identifier_text.hpp"
#include "policy/sweep/detector.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kWordsMax = 5;
constexpr std::size_t kGreetedMax = 3;
constexpr std::size_t kEmptyLinesMax = 4;
constexpr std::size_t kLineBytesMax = 60;
constexpr std::string_view kDash = "\xE2\x80\x93";

bool is_one_of(std::string_view text, std::size_t at, std::string_view marks) noexcept {
    return at < text.size() && marks.find(text[at]) != std::string_view::npos;
}

/// Behind the punctuation that ends a greeting or a closing.
std::size_t skip_marks(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t kMarksMax = 4;
    at = skip_blanks(text, at);
    for (std::size_t seen = 0; seen < kMarksMax; ++seen) {
        if (is_one_of(text, at, ",.!;:-"))
            ++at;
        else if (text.substr(at).starts_with(kDash))
            at += kDash.size();
        else
            return at;
        at = skip_blanks(text, at);
    }
    return at;
}

/// Behind "i. A.", "gez." and a dash before the name of who signs.
std::size_t skip_for_whom(std::string_view text, std::size_t at) noexcept {
    constexpr std::array<std::string_view, 10> kBefore{"i.A.", "i. A.", "i.V.", "i. V.", "ppa.",
                                                       "gez.", "p.p.",  "/s/",  "Fdo.:", "Fdo:"};
    for (const std::string_view one : kBefore) {
        if (text.substr(at).starts_with(one)) at += one.size();
    }
    for (std::size_t marks = 0; marks < 4 && is_one_of(text, at, "-~ "); ++marks) ++at;
    return skip_blanks(text, at);
}

/// "<ada@mail.example>" of RFC 5322.
bool is_mailbox_at(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t kLocalBytesMax = 64;
    if (!is_one_of(text, at, "<")) return false;
    const std::size_t end = text.substr(at, kLocalBytesMax + 2).find_first_of("@> \n");
    return end != std::string_view::npos && text[at + end] == '@';
}

}  // namespace

void NamesInText::take(std::size_t detector, const Name& name) {
    if (name.begin > line_ + kReach || name.end - name.begin > kNameBytesMax) return;
    out_.push_back({detector, name.begin, name.end});
}

/// Whether a word is one more of the name.
bool NamesInText::takes(const TextWord& word, Name& name) const {
    const std::string_view folded = word.folded();
    const bool elided = !word.capital && word.size > 3 && folded[1] == '\'';  // "d'Angelo"
    if ((!word.capital && !elided) || word.letters < 2) return false;
    if (word.mixed || phrases_.is_no_name(folded)) {
        name.no_person = true;
        return false;
    }
    if (name.words > 0 && phrases_.longest(text_, word.begin, kTitleBehind).roles != 0)
        return false;
    ++name.words;
    name.known = name.known || phrases_.is_given_name(folded);
    name.letters = std::max(name.letters, word.letters);
    name.end = word.end;
    return true;
}

NamesInText::Name NamesInText::name_at(std::size_t at) const {
    Name name{.begin = at, .end = at};
    std::size_t place = at;
    for (std::size_t seen = 0; seen < kWordsMax; ++seen) {
        const TextWord word = word_at(text_, place);
        if (word.empty()) break;
        std::size_t end = word.end;
        const bool initial = word.letters == 1 && word.capital;
        if (initial) {
            if (is_one_of(text_, end, "."))
                ++end;
            else if (name.words == 0)
                break;
        } else if (!phrases_.is_particle(word.folded())) {
            if (!takes(word, name)) break;
        } else if (seen == 0 && (word.folded() == "der" || word.letters == 1)) {
            break;  // "Herr der Ringe"
        }
        place = skip_blanks(text_, end);
        if (place == end && !initial) break;
    }
    if (name.no_person) name.words = 0;
    const bool goes_on = is_one_of(text_, name.end, "@_&") ||
                         (name.end < text_.size() && text::is_digit(text_[name.end]));
    if (goes_on || is_word_byte(text_, name.end)) name.words = 0;
    return name;
}

NamesInText::Titles NamesInText::titles_at(std::size_t at, std::uint16_t roles) const {
    constexpr std::size_t kTitlesMax = 5;
    Titles titles{at, false};
    for (std::size_t i = 0; i < kTitlesMax; ++i) {
        std::size_t next = titles.end;
        const TextWord joint = word_at(text_, next);
        if (titles.any && !joint.empty() && phrases_.is_conjunction(joint.folded()))
            next = skip_blanks(text_, joint.end);
        const auto match = phrases_.longest(text_, next, roles);
        if (match.roles == 0) break;
        std::size_t end = match.end;
        // "Sra.", "Dipl.-Ing.", "Sr(a)."
        for (std::size_t marks = 0; marks < 3 && is_one_of(text_, end, ".-,"); ++marks) ++end;
        titles.end = skip_blanks(text_, end);
        if ((match.roles & (kTitle | kForm)) != 0) titles.any = true;
        if (titles.end == match.end) break;
    }
    return titles;
}

/// Behind a title that follows the name; the same place when there is none.
std::size_t NamesInText::behind_title(std::size_t at) const {
    const auto match = phrases_.longest(text_, skip_blanks(text_, at), kTitleBehind);
    return match.roles != 0 ? match.end : at;
}

bool NamesInText::ends_greeting(std::size_t at) const {
    const std::size_t end = skip_blanks(text_, at);
    if (is_line_end(text_, end) || is_one_of(text_, end, ",!.:;-")) return true;
    if (text_.substr(end).starts_with(kDash) || is_one_of(text_, end, "&/")) return true;
    const TextWord word = word_at(text_, end);
    return !word.empty() && phrases_.is_conjunction(word.folded());
}

/// Where the next one who is greeted may begin: behind "and", or ", dear"; npos when nobody is.
std::size_t NamesInText::next_in_greeting(std::size_t at) const {
    std::size_t next = skip_blanks(text_, at);
    if (is_one_of(text_, next, "&/")) return skip_blanks(text_, next + 1);
    if (is_one_of(text_, next, ",")) {
        next = skip_blanks(text_, next + 1);
        return phrases_.longest(text_, next, kGreeting).roles != 0 ? next : std::string_view::npos;
    }
    const TextWord word = word_at(text_, next);
    if (word.empty() || !phrases_.is_conjunction(word.folded())) return std::string_view::npos;
    return skip_blanks(text_, word.end);
}

/// Whether somebody is greeted by name.
bool NamesInText::greeting(std::size_t at) {
    bool any = false;
    for (std::size_t i = 0; i < kGreetedMax && at != std::string_view::npos; ++i) {
        const Titles titles = titles_at(at, kGreeting | kTitle | kForm);
        const Name name = name_at(titles.end);
        if (name.empty()) break;
        const std::size_t end = behind_title(name.end);
        const bool titled = titles.any || end != name.end;
        if (!titled && !ends_greeting(end)) break;
        take(kNameGreeting, name);
        any = true;
        at = next_in_greeting(end);
    }
    return any;
}

bool NamesInText::ends_signature(const Name& name) const {
    const std::size_t end = skip_blanks(text_, name.end);
    if (is_line_end(text_, end)) return true;
    if (is_line_end(text_, skip_marks(text_, end))) return true;
    return name.words > 1 &&
           (is_one_of(text_, end, ",|(/-;") || text_.substr(end).starts_with(kDash));
}

/// Whether somebody's name is what the line at `at` holds.
bool NamesInText::signed_at(std::size_t at, bool known_only, bool& no_person) {
    const Titles titles = titles_at(skip_for_whom(text_, at), kTitle | kForm);
    Name name = name_at(titles.end);
    no_person = name.no_person;
    const TextWord word = word_at(text_, titles.end);
    if (name.empty() && !word.capital && phrases_.is_given_name(word.folded())) {
        // "anna"
        name = {.begin = word.begin,
                .end = word.end,
                .words = 1,
                .letters = word.letters,
                .known = true};
        if (!is_line_end(text_, skip_marks(text_, name.end))) return false;
    }
    if (name.empty() || !ends_signature(name)) return false;
    constexpr std::size_t kLettersMin = 3;
    const bool believed = name.words > 1 || name.known || titles.any;
    if (!believed && (known_only || name.letters < kLettersMin)) return false;
    take(kNameSignature, name);
    return true;
}

/// The lines from `line` on: the name is in the first that is not empty, or below a firm's.
void NamesInText::signature(std::size_t line, bool known_only) {
    constexpr std::size_t kLinesMax = 2;
    for (std::size_t seen = 0; seen < kLinesMax && line != std::string_view::npos; ++seen) {
        std::size_t at = skip_margin(text_, line);
        for (std::size_t empty = 0; empty < kEmptyLinesMax && is_one_of(text_, at, "\n"); ++empty)
            at = skip_margin(text_, at + 1);
        if (at > line_ + kReach || is_line_end(text_, at)) return;
        if (phrases_.longest(text_, at, kClosing | kGreeting).roles != 0) return;
        bool no_person = false;
        if (signed_at(at, known_only, no_person) || !no_person) return;
        known_only = true;
        line = next_line(text_, at, kLineBytesMax);
    }
}

void NamesInText::closing(const LetterPhrases::Match& phrase) {
    const std::size_t at = skip_marks(text_, phrase.end);
    bool goes_on = false;
    if (!is_line_end(text_, at)) {
        const bool marked = at > skip_blanks(text_, phrase.end);
        const Titles titles = titles_at(at, kTitle | kForm);
        const Name name = name_at(titles.end);
        const bool believed = marked || !phrase.one_word || name.known || titles.any;
        if (!name.empty() && believed && is_line_end(text_, skip_marks(text_, name.end)))
            return take(kNameSignature, name);
        goes_on = true;  // "greetings from Leeds"
    }
    signature(next_line(text_, at, kLineBytesMax), goes_on);
}

void NamesInText::label(const LetterPhrases::Match& phrase) {
    const bool of_things = (phrase.roles & kLabelOfThings) != 0;
    std::size_t at = skip_blanks(text_, phrase.end);
    if (!is_one_of(text_, at, ":")) return;
    ++at;
    for (std::size_t i = 0; i < kGreetedMax; ++i) {
        at = skip_blanks(text_, at);
        if (is_one_of(text_, at, "\"'")) ++at;
        const Titles titles = titles_at(at, kTitle | kForm);
        Name name = name_at(titles.end);
        if (name.words == 1 && is_one_of(text_, name.end, ",")) {  // "Novak, Ada"
            const Name given = name_at(skip_blanks(text_, name.end + 1));
            if (!given.empty()) {
                name.end = given.end;
                name.words += given.words;
                name.known = name.known || given.known;
            }
        }
        const std::size_t end = skip_blanks(text_, name.end);
        const bool ends = is_line_end(text_, end) || is_one_of(text_, end, ",;(\"'/|[");
        const bool believed =
            name.known || titles.any || is_mailbox_at(text_, end) || (name.words > 1 && !of_things);
        if (name.empty() || !ends || !believed) return;
        take(kNameGreeting, name);
        const std::size_t more =
            text_.substr(0, std::min(text_.size(), end + kLineBytesMax)).find_first_of(",;\n", end);
        if (more == std::string_view::npos || text_[more] == '\n') return;
        at = more + 1;
    }
}

void NamesInText::introduction(const LetterPhrases::Match& phrase) {
    std::size_t at = skip_blanks(text_, phrase.end);
    if (is_one_of(text_, at, ":,")) at = skip_blanks(text_, at + 1);
    if (at == phrase.end) return;
    const Titles titles = titles_at(at, kTitle | kForm);
    const Name name = name_at(titles.end);
    const bool sure = (phrase.roles & kIntroduction) != 0;
    if (name.empty() || !(sure || titles.any || (name.known && name.words > 1))) return;
    take(kNameIntroduced, name);
}

void NamesInText::introductions(std::size_t from) {
    const std::size_t end = std::min(text_.size(), line_ + kReach);
    for (std::size_t at = from; at < end;) {
        const TextWord word = word_at(text_, at);
        if (word.empty()) {
            ++at;
            continue;
        }
        const auto phrase = phrases_.longest(text_, at, kIntroduction | kMayIntroduce);
        if (phrase.roles != 0) introduction(phrase);
        at = word.end;
    }
}

void NamesInText::line(std::size_t begin) {
    line_ = begin;
    std::size_t at = skip_margin(text_, begin);
    if (text_.substr(begin).starts_with("--") && is_line_end(text_, skip_blanks(text_, begin + 2)))
        return signature(next_line(text_, begin + 2, kLineBytesMax), true);
    if (!phrases_.may_begin(text_, at)) return;
    constexpr std::uint16_t kAll =
        kGreeting | kForm | kClosing | kLabel | kIntroduction | kMayIntroduce;
    const auto phrase = phrases_.longest(text_, at, kAll);
    if (phrase.roles == 0) return;
    bool greeted = false;
    if ((phrase.roles & (kGreeting | kForm)) != 0) greeted = greeting(at);
    if ((phrase.roles & kGreeting) != 0) introductions(phrase.end);
    if (greeted) return;
    if ((phrase.roles & kLabel) != 0) label(phrase);
    if ((phrase.roles & kClosing) != 0) closing(phrase);
    if ((phrase.roles & (kIntroduction | kMayIntroduce)) != 0) introduction(phrase);
}

void NamesInText::above_address(std::size_t begin) {
    if (begin == 0 || begin >= text_.size()) return;
    std::size_t end = begin;
    while (end > 0 && begin - end < kNameBytesMax && is_one_of(text_, end - 1, " \t>|\r")) --end;
    if (end == 0 || text_[end - 1] != '\n') return;
    const std::size_t most = end - 1 - std::min(end - 1, kNameBytesMax);
    const std::size_t before = text_.substr(0, end - 1).rfind('\n');
    if (before == std::string_view::npos ? most > 0 : before < most) return;
    line_ = before == std::string_view::npos ? 0 : before + 1;
    const Titles titles = titles_at(skip_margin(text_, line_), kTitle | kForm);
    const Name name = name_at(titles.end);
    const bool believed = name.words > 1 || (titles.any && name.words > 0);
    if (believed && is_line_end(text_, skip_marks(text_, name.end))) take(kNameAddressed, name);
}

void NamesInText::first_line() {
    line(0);
    introductions(0);
}

}  // namespace gdprd::policy::sweep
