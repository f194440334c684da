#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "policy/sweep/byte_triples.hpp"
#include "policy/sweep/text_word.hpp"

namespace gdprd::policy::sweep {

/// What a phrase of a letter does; a phrase may have several.
using Role = std::uint16_t;
inline constexpr Role kGreeting = 1U << 0U;
inline constexpr Role kTitle = 1U << 1U;  ///< before a name, after a greeting
inline constexpr Role kForm = 1U << 2U;   ///< before a name, at the begin of a line too
inline constexpr Role kTitleBehind = 1U << 3U;
inline constexpr Role kClosing = 1U << 4U;
inline constexpr Role kIntroduction = 1U << 5U;
inline constexpr Role kMayIntroduce = 1U << 6U;
inline constexpr Role kLabel = 1U << 7U;
/// A label behind which things and places stand too.
inline constexpr Role kLabelOfThings = 1U << 8U;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>()(text);
    }
};
using Words = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// The phrases of letter_words() by their first words.
class LetterPhrases {
  public:
    [[nodiscard]] static const LetterPhrases& all();

    /// Whether a phrase that a line can begin with may begin at `at`: says no, quickly, to nearly
    /// all lines.
    [[nodiscard]] bool may_begin(std::string_view text, std::size_t at) const noexcept {
        return at + 2 < text.size() && begins_.may_have(text.data() + at);
    }

    struct Match {
        std::size_t end = 0;
        std::uint16_t roles = 0;  ///< 0: no phrase
        bool one_word = false;
    };
    /// The longest phrase at `at` with one of the roles.
    [[nodiscard]] Match longest(std::string_view text, std::size_t at, std::uint16_t roles) const;

    [[nodiscard]] bool is_particle(std::string_view folded) const {
        return particles_.contains(folded);
    }
    [[nodiscard]] bool is_conjunction(std::string_view folded) const {
        return conjunctions_.contains(folded);
    }
    /// Words that no name holds.
    [[nodiscard]] bool is_no_name(std::string_view folded) const {
        return no_names_.contains(folded);
    }
    [[nodiscard]] bool is_given_name(std::string_view folded) const {
        return given_.contains(folded);
    }

  private:
    LetterPhrases();
    void add(std::string_view phrases, Role role);
    void open(std::string_view spelled);

    struct Phrase {
        std::vector<std::string> more;  ///< the words behind the first
        std::uint16_t roles = 0;
    };
    std::unordered_map<std::string, std::vector<Phrase>, TextHash, std::equal_to<>> phrases_;
    ByteTriples<16> begins_;
    Words particles_;
    Words conjunctions_;
    Words no_names_;
    Words given_;
};

}  // namespace gdprd::policy::sweep
