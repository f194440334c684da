#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "policy/sweep/letter_phrases.hpp"
#include "policy/sweep/placed_find.hpp"

namespace gdprd::policy::sweep {

/// Names of persons that the form of a letter gives away: behind a greeting, a form of address or a
/// label that begin a line, below a closing, above a postal address, or where somebody introduces
/// himself right after a greeting. Names in the middle of a sentence are not found.
class NamesInText {
  public:
    /// No name is farther from the begin of the line that announces it.
    static constexpr std::size_t kReach = 190;
    static constexpr std::size_t kNameBytesMax = 100;

    /// Finds are added to `out`; both must live as long as this.
    NamesInText(std::string_view text, std::vector<PlacedFind>& out)
        : text_(text), out_(out), phrases_(LetterPhrases::all()) {}

    /// Whether a line that begins at `begin` could announce a name: says no, quickly, to nearly
    /// all.
    [[nodiscard]] bool may_hold(std::size_t begin) const noexcept {
        if (begin >= text_.size() || text_[begin] == '\n') return false;
        constexpr std::string_view kMargin = " \t>|*\"\r_<-\xC2";
        return phrases_.may_begin(text_, begin) ||
               kMargin.find(text_[begin]) != std::string_view::npos;
    }
    /// Looks at the line that begins at `begin`.
    void line(std::size_t begin);
    /// The same for the first line of a text, where people introduce themselves too.
    void first_line();
    /// Looks at the line above a postal address that begins at `begin`.
    void above_address(std::size_t begin);

  private:
    struct Name {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t words = 0;
        std::size_t letters = 0;  ///< of the longest word
        bool known = false;       ///< has a common given name
        bool no_person = false;   ///< has a word that no name holds
        [[nodiscard]] bool empty() const noexcept { return words == 0; }
    };
    /// Where a name begins behind titles.
    struct Titles {
        std::size_t end = 0;
        bool any = false;
    };

    [[nodiscard]] Name name_at(std::size_t at) const;
    [[nodiscard]] bool takes(const TextWord& word, Name& name) const;
    [[nodiscard]] Titles titles_at(std::size_t at, std::uint16_t roles) const;
    [[nodiscard]] std::size_t behind_title(std::size_t at) const;
    [[nodiscard]] bool ends_greeting(std::size_t at) const;
    [[nodiscard]] bool ends_signature(const Name& name) const;
    [[nodiscard]] std::size_t next_in_greeting(std::size_t at) const;
    bool greeting(std::size_t at);
    void closing(const LetterPhrases::Match& phrase);
    void signature(std::size_t line, bool known_only);
    bool signed_at(std::size_t at, bool known_only, bool& no_person);
    void label(const LetterPhrases::Match& phrase);
    void introduction(const LetterPhrases::Match& phrase);
    void introductions(std::size_t from);
    void take(std::size_t detector, const Name& name);

    std::string_view text_;
    std::vector<PlacedFind>& out_;
    const LetterPhrases& phrases_;
    std::size_t line_ = 0;  ///< begin of the line that is looked at
};

}  // namespace gdprd::policy::sweep
