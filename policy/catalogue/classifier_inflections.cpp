#include "policy/catalogue/classifier_inflections.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "policy/catalogue/lexicon/endings.hpp"

namespace gdprd::policy::names {
namespace {

constexpr std::size_t kStemLetters = 5;
constexpr std::size_t kLastStemLetters = 4;  ///< of a phrase: the words before it tell enough
constexpr std::size_t kEndingLetters = 5;

bool continues_letter(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t letters_of(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues_letter(c); }));
}

/// Whether `ending` is one of the words of `endings`; no ending always is.
bool is_ending(std::string_view endings, std::string_view ending) noexcept {
    if (ending.empty()) return true;
    for (std::size_t at = endings.find(ending); at != std::string_view::npos;
         at = endings.find(ending, at + 1)) {
        const std::size_t end = at + ending.size();
        if ((at == 0 || endings[at - 1] == ' ') && (end == endings.size() || endings[end] == ' '))
            return true;
    }
    return false;
}

/// Byte lengths of the phrase without the last 0, 1, … letters of its last word, the longest first.
struct Lengths {
    std::array<std::size_t, kEndingLetters + 1> of{};
    std::size_t count = 0;
    [[nodiscard]] std::span<const std::size_t> all() const noexcept { return {of.data(), count}; }
};
Lengths stems_of(std::string_view word) {
    Lengths lengths;
    const std::size_t space = word.rfind(' ');
    const bool single = space == std::string_view::npos;
    const std::size_t letters = letters_of(single ? word : word.substr(space + 1));
    const std::size_t stem = single ? kStemLetters : kLastStemLetters;
    if (letters <= stem) return lengths;
    std::size_t length = word.size();
    for (std::size_t cut = 0; cut <= kEndingLetters && letters - cut >= stem; ++cut) {
        lengths.of[lengths.count++] = length;
        do {
            --length;
        } while (length > 0 && continues_letter(word[length]));
    }
    return lengths;
}

}  // namespace

void Inflections::learn(std::string_view language, std::string_view word) {
    const std::string_view endings = lexicon::endings(language);
    if (endings.empty()) return;
    const Lengths stems = stems_of(word);
    const std::span<const std::size_t> lengths = stems.all();
    // The shortest stem: the longest ending is taken off. "o" ends neuters as they are in a
    // dictionary ("číslo"), but in the text of another language anything.
    const auto stem = std::find_if(lengths.rbegin(), lengths.rend(), [&](std::size_t length) {
        const std::string_view ending = word.substr(length);
        return ending == "o" || is_ending(endings, ending);
    });
    if (stem == lengths.rend()) return;
    stems_[std::string(word.substr(0, *stem))].push_back(Form{endings, std::string(word)});
}

std::string_view Inflections::known_form(std::string_view word) const {
    const Lengths lengths = stems_of(word);
    for (const std::size_t length : lengths.all()) {
        const auto found = stems_.find(word.substr(0, length));
        if (found == stems_.end()) continue;
        for (const Form& form : found->second) {
            if (is_ending(form.endings, word.substr(length))) return form.word;
        }
    }
    return {};
}

}  // namespace gdprd::policy::names
