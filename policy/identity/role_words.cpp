#include "policy/identity/role_words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gdprd::policy {
namespace {

/// Beginnings of words, long enough that nothing else begins so.
constexpr std::array<std::string_view, 40> kBeginnings{
    "partner",  "spouse",   "wife",    "husband",     "emergenc", "guardian", "parent",
    "mother",   "father",   "sponsor", "referr",      "inviter",  "relative", "beneficiar",
    "conjoint", "parrain",  "filleul", "urgence",     "tuteur",   "tutrice",  "enfant",
    "notfall",  "ehepartn", "ehefrau", "ehemann",     "vormund",  "erziehun", "mutter",
    "werber",   "geworben", "conyuge", "cónyuge",     "padrino",  "madre",    "padre",
    "referido", "conjuge",  "cônjuge", "responsavel", "responsáv"};
/// Whole words.
constexpr std::array<std::string_view, 11> kWords{
    "child", "kin", "kid", "friend", "vater", "mère", "père", "hijo", "hija", "mãe", "pai"};

bool is_role(std::string_view word) noexcept {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end() ||
           std::any_of(kBeginnings.begin(), kBeginnings.end(),
                       [&](std::string_view begin) { return word.starts_with(begin); });
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
/// Bytes of UTF-8 sequences count as letters.
bool is_letter(char c) noexcept {
    return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool names_another_person(std::string_view field) noexcept {
    std::string word;
    for (std::size_t i = 0; i <= field.size(); ++i) {
        const bool ends = i == field.size() || !is_letter(field[i]) ||
                          (is_upper(field[i]) && i > 0 && !is_upper(field[i - 1]));
        if (ends) {
            if (is_role(word)) return true;
            word.clear();
        }
        if (i < field.size() && is_letter(field[i])) word.push_back(lower(field[i]));
    }
    return false;
}

}  // namespace gdprd::policy
