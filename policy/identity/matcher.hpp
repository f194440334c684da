#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gdprd::policy {

/// A name as folded words: no case, no accents, no titles; hyphens part words, apostrophes do not.
struct PersonName {
    std::vector<std::string> words;  ///< all of them, in the order given
    std::vector<std::string> last;   ///< those known to be the family name; may be empty

    [[nodiscard]] bool empty() const noexcept { return words.empty(); }
};

enum class NameVerdict : unsigned char { unknown, agrees, contradicts };

/// Lower case, accents and ligatures taken apart, white space at both ends gone. "Müller" and
/// "MULLER" are the same then.
[[nodiscard]] std::string fold_text(std::string_view text);

/// From a full name, in any order of its words.
[[nodiscard]] PersonName parse_name(std::string_view full);
[[nodiscard]] PersonName make_name(std::string_view first, std::string_view last);

/// Whether two names can be one person's. Order does not matter; a word may have small typos, be
/// written "ue" for "ü", or be an initial. They agree when each word of the shorter name is found
/// in the longer one; a word that is in neither form of the other name contradicts.
[[nodiscard]] NameVerdict compare_names(const PersonName& a, const PersonName& b);

/// That the family names agree: by the parts known as such, else by two words in common.
[[nodiscard]] bool last_names_agree(const PersonName& a, const PersonName& b);

/// That two whole words of the names are the same, "ue" for "ü" aside: no initials, no typos.
[[nodiscard]] bool share_two_words(const PersonName& a, const PersonName& b);

}  // namespace gdprd::policy
