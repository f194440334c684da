#include "policy/sweep/text_word.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <vector>

#include "policy/catalogue/classifier_names.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr char32_t kFoldedFrom = 0x80;
constexpr char32_t kFoldedTo = 0x2000;
constexpr char32_t kApostrophe = 0x2019;
constexpr char32_t kNoBreakSpace = 0xA0;
constexpr char32_t kNarrowSpace = 0x202F;

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x800) {
        out += static_cast<char>(0xC0U | c >> 6U);
    } else {
        out += static_cast<char>(0xE0U | c >> 12U);
        out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    }
    out += static_cast<char>(0x80U | (c & 0x3FU));
}

/// What each letter is folded to.
std::string_view folded_letter(char32_t c) {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> made;
        made.reserve(kFoldedTo - kFoldedFrom);
        for (char32_t one = kFoldedFrom; one < kFoldedTo; ++one) {
            std::string letter;
            append_utf8(letter, one);
            made.push_back(u_isalpha(static_cast<UChar32>(one)) != 0 ? names::fold(letter) : "");
        }
        return made;
    }();
    return c >= kFoldedFrom && c < kFoldedTo ? std::string_view(all[c - kFoldedFrom])
                                             : std::string_view();
}

bool is_letter(char32_t c) noexcept {
    if (c < 0x80) return text::is_alpha(static_cast<char>(c));
    return c != text::kIllFormed && (u_isalpha(static_cast<UChar32>(c)) != 0 ||
                                     u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK);
}

bool is_capital(char32_t c) noexcept {
    if (c < 0x80) return text::is_upper(static_cast<char>(c));
    return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}

bool is_joint(char32_t c) noexcept {
    return c == '\'' || c == '-' || c == kApostrophe || c == 0x2010 || c == 0x2011;
}

char32_t code_point(std::string_view text, std::size_t& at) noexcept {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x80) return text::next_code_point(text, at);
    ++at;
    return c;
}

bool letter_follows(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && is_letter(code_point(text, at));
}

void add(TextWord& word, std::string_view folded) noexcept {
    for (const char c : folded) {
        if (word.size < TextWord::kFoldedMax) word.bytes[word.size++] = c;
    }
}

/// Looks at one more letter of the word.
void take(TextWord& word, char32_t c, bool after_joint, std::size_t& capitals) {
    const bool capital = is_capital(c);
    const bool joined = word.size > word.letters;  // "O'Leary"; or a letter folded to two
    if (word.letters == 0) word.capital = capital;
    // "McDonald", "DeLuca": one capital in the third or fourth place
    const bool as_in_names = after_joint || word.letters == 2 || word.letters == 3;
    if (capital && word.letters > 0 && capitals < word.letters && !as_in_names) word.mixed = true;
    if (!capital && capitals > 1 && capitals == word.letters && !joined)
        word.mixed = true;  // "KGaA"
    capitals += capital ? 1 : 0;
    ++word.letters;
    if (c < 0x80) {
        const char lower = static_cast<char>(c | 0x20U);
        add(word, {&lower, 1});
    } else {
        add(word, folded_letter(c));
    }
}

}  // namespace

TextWord word_at(std::string_view text, std::size_t at) noexcept {
    TextWord word;
    word.begin = word.end = at;
    std::size_t capitals = 0;
    bool after_joint = false;
    while (at < text.size()) {
        const char32_t c = code_point(text, at);
        if (is_letter(c)) {
            take(word, c, after_joint, capitals);
            after_joint = false;
        } else if (word.letters > 0 && !after_joint && is_joint(c) && letter_follows(text, at)) {
            const char joint = c == '\'' || c == kApostrophe ? '\'' : '-';
            add(word, {&joint, 1});
            after_joint = true;
        } else {
            break;
        }
        if (at - word.begin > TextWord::kBytesMax) return {.begin = word.begin, .end = word.begin};
        if (!after_joint) word.end = at;
    }
    word.shouted = word.letters > 1 && capitals == word.letters;
    if (word.shouted) word.mixed = false;
    return word;
}

bool is_word_byte(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size()) return false;
    if (text::is_alnum(text[at])) return true;
    return static_cast<signed char>(text[at]) < 0 && is_letter(code_point(text, at));
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
    const std::size_t most = std::min(text.size(), at + kBlanksBytesMax);
    while (at < most) {
        std::size_t next = at;
        const char32_t c = code_point(text, next);
        if (c != ' ' && c != '\t' && c != kNoBreakSpace && c != kNarrowSpace) break;
        at = next;
    }
    return at;
}

std::size_t skip_margin(std::string_view text, std::size_t at) noexcept {
    const std::size_t most = std::min(text.size(), at + kMarginBytesMax);
    while (at < most) {
        const char c = text[at];
        if (c == '<') {
            const std::size_t end = text.substr(0, most).find('>', at);
            if (end == std::string_view::npos) break;
            at = end + 1;
        } else if (c == ' ' || c == '\t' || c == '>' || c == '|' || c == '*' || c == '"' ||
                   c == '\r' || c == '_') {
            ++at;
        } else if (static_cast<unsigned char>(c) == 0xC2U && at + 1 < most &&
                   (static_cast<unsigned char>(text[at + 1]) == 0xA0U ||
                    static_cast<unsigned char>(text[at + 1]) == 0xBFU ||
                    static_cast<unsigned char>(text[at + 1]) == 0xA1U)) {
            at += 2;  // a no-break space, and what Spanish sentences begin with
        } else {
            break;
        }
    }
    return at;
}

bool is_line_end(std::string_view text, std::size_t at) noexcept {
    return at >= text.size() || text[at] == '\n' || text[at] == '\r' || text[at] == '<';
}

std::size_t next_line(std::string_view text, std::size_t at, std::size_t most) noexcept {
    const std::string_view seen = text.substr(0, std::min(text.size(), at + most));
    const std::size_t end = seen.find_first_of("\n<", at);
    if (end == std::string_view::npos) return end;
    if (seen[end] == '\n') return end + 1;
    const std::size_t closed = seen.find('>', end);
    return closed == std::string_view::npos ? closed : closed + 1;
}

std::size_t word_begin(std::string_view text, std::size_t end) noexcept {
    std::size_t begin = end;
    while (begin > 0 && end - begin < TextWord::kBytesMax) {
        const char c = text[begin - 1];
        const bool high = static_cast<signed char>(c) < 0;
        if (!text::is_alpha(c) && c != '-' && c != '\'' && !high) break;
        // a no-break space and its like are no letters
        if (high && begin >= 2 && static_cast<unsigned char>(c) == 0xA0U &&
            static_cast<unsigned char>(text[begin - 2]) == 0xC2U)
            break;
        --begin;
    }
    while (begin < end && (text[begin] == '-' || text[begin] == '\'')) ++begin;
    return begin;
}

}  // namespace gdprd::policy::sweep
