#include "policy/identity/matcher.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "config/base/edit_distance.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kTypoFrom = 4;  ///< shorter words must be equal
constexpr std::size_t kTwoTyposFrom = 9;
constexpr std::array<std::string_view, 18> kTitles{
    "dr", "prof", "mr",  "mrs",  "ms",       "mx",     "miss", "herr", "frau",
    "hr", "fr",   "mme", "mlle", "monsieur", "madame", "sr",   "sra",  "senhor"};

/// Letters without a canonical decomposition.
std::u16string_view plain_letters(UChar32 c) noexcept {
    switch (c) {
        case 0x00F8:
            return u"o";  // ø
        case 0x0142:
            return u"l";  // ł
        case 0x0111:
            return u"d";  // đ
        case 0x00E6:
            return u"ae";  // æ
        case 0x0153:
            return u"oe";  // œ
        case 0x00F0:
            return u"d";  // ð
        case 0x00FE:
            return u"th";  // þ
        case 0x0131:
            return u"i";  // dotless i
        default:
            return {};
    }
}

icu::UnicodeString fold(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
    auto source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    if (U_FAILURE(status) != 0) return source;
    const icu::UnicodeString split = apart->normalize(folding->normalize(source, status), status);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < split.length(); i = split.moveIndex32(i, 1)) {
        const UChar32 c = split.char32At(i);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        const std::u16string_view plain = plain_letters(c);
        if (plain.empty()) out.append(c);
        for (const char16_t unit : plain) out.append(unit);
    }
    return out;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::vector<std::string> split_words(std::string_view name) {
    const icu::UnicodeString folded = fold(name);
    std::vector<std::string> words;
    icu::UnicodeString word;
    const auto finish = [&] {
        if (!word.isEmpty()) words.push_back(to_utf8(word));
        word.remove();
    };
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (c == '\'' || c == 0x2019) continue;
        if (u_isalnum(c)) {
            word.append(c);
        } else {
            finish();
        }
    }
    finish();
    std::erase_if(words, [](const std::string& w) {
        return std::find(kTitles.begin(), kTitles.end(), w) != kTitles.end();
    });
    return words;
}

/// "mueller" as "muller": how people without umlauts on the keyboard write them.
std::string without_digraphs(std::string_view word) {
    std::string out;
    for (const char c : word) {
        const bool after_vowel =
            !out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u');
        if (c == 'e' && after_vowel) continue;
        out.push_back(c);
    }
    return out;
}

bool words_agree(std::string_view a, std::string_view b) {
    if (a == b || without_digraphs(a) == without_digraphs(b)) return true;
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter == 1) return a.front() == b.front();  // an initial
    if (shorter < kTypoFrom || a.front() != b.front()) return false;
    return edit_distance(a, b) <= (shorter >= kTwoTyposFrom ? 2U : 1U);
}

/// How many words of `a` find their own partner in `b`; equal ones first, so that a typo does not
/// take the partner of an exact word.
std::size_t common_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> rest = b;
    std::vector<std::string> open;
    std::size_t common = 0;
    for (const std::string& word : a) {
        const auto equal = std::find(rest.begin(), rest.end(), word);
        if (equal == rest.end()) {
            open.push_back(word);
        } else {
            rest.erase(equal);
            ++common;
        }
    }
    for (const std::string& word : open) {
        const auto near = std::find_if(rest.begin(), rest.end(), [&](const std::string& other) {
            return words_agree(word, other);
        });
        if (near == rest.end()) continue;
        rest.erase(near);
        ++common;
    }
    return common;
}

}  // namespace

std::string fold_text(std::string_view text) {
    icu::UnicodeString folded = fold(text);
    folded.trim();
    return to_utf8(folded);
}

PersonName parse_name(std::string_view full) {
    return {split_words(full), {}};
}

PersonName make_name(std::string_view first, std::string_view last) {
    PersonName name{split_words(first), split_words(last)};
    name.words.insert(name.words.end(), name.last.begin(), name.last.end());
    return name;
}

NameVerdict compare_names(const PersonName& a, const PersonName& b) {
    if (a.empty() || b.empty()) return NameVerdict::unknown;
    const std::size_t shorter = std::min(a.words.size(), b.words.size());
    return common_words(a.words, b.words) == shorter ? NameVerdict::agrees
                                                     : NameVerdict::contradicts;
}

bool last_names_agree(const PersonName& a, const PersonName& b) {
    const bool known = !a.last.empty() && !b.last.empty();
    if (known) {
        return common_words(a.last, b.last) == std::min(a.last.size(), b.last.size());
    }
    if (!a.last.empty()) return common_words(a.last, b.words) == a.last.size();
    if (!b.last.empty()) return common_words(b.last, a.words) == b.last.size();
    return common_words(a.words, b.words) >= 2;
}

bool share_two_words(const PersonName& a, const PersonName& b) {
    const auto whole = [](const PersonName& name) {
        std::multiset<std::string> words;
        for (const std::string& word : name.words) {
            if (word.size() > 1) words.insert(without_digraphs(word));
        }
        return words;
    };
    const auto of_a = whole(a);
    const auto of_b = whole(b);
    std::vector<std::string> common;
    std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                          std::back_inserter(common));
    return common.size() >= 2;
}

}  // namespace gdprd::policy
