#include "policy/sweep/letter_phrases.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "policy/catalogue/classifier_lexicon.hpp"
#include "policy/catalogue/classifier_names.hpp"
#include "policy/sweep/letter_words.hpp"

namespace gdprd::policy::sweep {
namespace {

template <class Visit>
void each_part(std::string_view all, char separator, Visit visit) {
    while (!all.empty()) {
        const std::size_t end = std::min(all.find(separator), all.size());
        if (end > 0) visit(all.substr(0, end));
        all.remove_prefix(std::min(end + 1, all.size()));
    }
}

Words folded_set(std::string_view words, char separator) {
    Words all;
    each_part(words, separator, [&](std::string_view word) { all.insert(names::fold(word)); });
    return all;
}

/// Dots and blanks between the words of a phrase; npos when there are none.
std::size_t skip_between(std::string_view text, std::size_t at) noexcept {
    std::size_t end = at;
    if (end < text.size() && text[end] == '.') ++end;
    // "Sehr geehrte Damen und Herren, ...", "Veuillez agréer, Madame, ...": commas are left out
    if (end < text.size() && text[end] == ',') ++end;
    end = skip_blanks(text, end);
    return end == at ? std::string_view::npos : end;
}

std::string with_capital(std::string_view spelled, bool all) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(spelled.data(), static_cast<std::int32_t>(spelled.size())));
    icu::UnicodeString first(text, 0, all ? text.length() : text.moveIndex32(0, 1));
    first.toUpper();
    if (!all) first.append(text, text.moveIndex32(0, 1), text.length());
    std::string out;
    first.toUTF8String(out);
    return out;
}

}  // namespace

const LetterPhrases& LetterPhrases::all() {
    static const LetterPhrases phrases;
    return phrases;
}

LetterPhrases::LetterPhrases()
    : particles_(folded_set(name_particles(), '|')),
      conjunctions_(folded_set(name_conjunctions(), '|')),
      no_names_(folded_set(no_names(), '|')),
      given_(folded_set(lexicon::given_names(), ' ')) {
    for (const LetterWords& one : letter_words()) {
        add(one.greetings, kGreeting);
        add(one.titles, kTitle);
        add(one.forms, kForm);
        add(one.titles_behind, kTitleBehind);
        add(one.closings, kClosing);
        add(one.introductions, kIntroduction);
        add(one.may_introduce, kMayIntroduce);
        add(one.labels, kLabel);
        no_names_.merge(folded_set(one.others, '|'));
    }
    add(labels_of_things_too(), kLabelOfThings);
    for (auto& [first, all] : phrases_) {
        std::sort(all.begin(), all.end(),
                  [](const Phrase& a, const Phrase& b) { return a.more.size() > b.more.size(); });
    }
}

/// Remembers the first three bytes of a phrase, in each way that it may be written.
void LetterPhrases::open(std::string_view spelled) {
    const std::string_view first = spelled.substr(0, spelled.find(' '));
    const std::string_view second = spelled.substr(std::min(first.size() + 1, spelled.size()));
    for (const std::string& word : {std::string(first), names::fold(first)}) {
        for (const std::string& form :
             {word, with_capital(word, false), with_capital(word, true)}) {
            if (form.size() > 2) {
                begins_.add(form);
                continue;
            }
            for (const char* behind :
                 {"  ", ". ", ".\n", ".\r", ": ", ":\n", " :", ", ", ",\n", ",\r", "! ", "!\n",
                  "\n\n", "\r\n", "- ", "<b", "<p", "<d", "</"})
                begins_.add(form + behind);
            begins_.add(form + "\xC2\xA0");
            if (form.size() < 2 && !second.empty()) {  // "a l'attention"
                begins_.add(form + ' ' + second[0]);
                begins_.add(form + ' ' + with_capital(second.substr(0, 1), true));
            }
        }
    }
}

void LetterPhrases::add(std::string_view phrases, Role role) {
    each_part(phrases, '|', [&](std::string_view spelled) {
        if (role != kTitleBehind && role != kTitle) open(spelled);
        const std::string folded = names::fold(spelled);
        std::string first;
        Phrase phrase;
        each_part(folded, ' ', [&](std::string_view word) {
            if (first.empty())
                first = word;
            else
                phrase.more.emplace_back(word);
        });
        std::vector<Phrase>& same = phrases_[first];
        const auto known = std::find_if(same.begin(), same.end(),
                                        [&](const Phrase& one) { return one.more == phrase.more; });
        Phrase& kept = known != same.end() ? *known : same.emplace_back(std::move(phrase));
        kept.roles = static_cast<std::uint16_t>(kept.roles | role);
    });
}

LetterPhrases::Match LetterPhrases::longest(std::string_view text, std::size_t at,
                                            std::uint16_t roles) const {
    const TextWord first = word_at(text, at);
    if (first.empty()) return {};
    const auto found = phrases_.find(first.folded());
    if (found == phrases_.end()) return {};
    for (const Phrase& phrase : found->second) {
        if ((phrase.roles & roles) == 0) continue;
        std::size_t end = first.end;
        bool same = true;
        for (const std::string& wanted : phrase.more) {
            const std::size_t next = skip_between(text, end);
            const TextWord word = next == std::string_view::npos ? TextWord{} : word_at(text, next);
            same = !word.empty() && word.folded() == wanted;
            if (!same) break;
            end = word.end;
        }
        if (same && !is_word_byte(text, end)) return {end, phrase.roles, phrase.more.empty()};
    }
    return {};
}

}  // namespace gdprd::policy::sweep
