#include "policy/identity/role_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

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

/// Whole words that say what a field holds.
constexpr std::array<std::string_view, 22> kKinds{
    "email",    "emails",    "e",      "mail",    "adr",      "addr", "address", "adresse",
    "phone",    "telephone", "tel",    "telefon", "telefono", "fax",  "number",  "no",
    "courriel", "correo",    "mobile", "mobil",   "cell",     "handy"};
/// Whole words that tell one of a person's addresses or numbers from another.
constexpr std::array<std::string_view, 31> kOneMore{
    "alt",        "alternate",  "alternative", "second",  "secondary",  "other",      "backup",
    "recovery",   "private",    "personal",    "home",    "work",       "business",   "office",
    "old",        "previous",   "former",      "new",     "additional", "extra",      "perso",
    "privat",     "dienstlich", "zweite",      "weitere", "alternativ", "secondaire", "secundario",
    "secundaria", "personnel",  "autre"};

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

/// In lower case; cut where letters end and where a capital begins.
std::vector<std::string> words_of(std::string_view field) {
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= field.size(); ++i) {
        const bool ends = i == field.size() || !is_letter(field[i]) ||
                          (is_upper(field[i]) && i > 0 && !is_upper(field[i - 1]));
        if (ends && !word.empty()) words.push_back(std::exchange(word, {}));
        if (i < field.size() && is_letter(field[i])) word.push_back(lower(field[i]));
    }
    return words;
}

}  // namespace

bool names_another_person(std::string_view field) {
    const auto words = words_of(field);
    return std::any_of(words.begin(), words.end(), is_role);
}

bool names_one_more(std::string_view field) {
    const auto is_kind = [](const std::string& word) {
        return std::find(kKinds.begin(), kKinds.end(), word) != kKinds.end();
    };
    const auto is_another = [](const std::string& word) {
        return std::find(kOneMore.begin(), kOneMore.end(), word) != kOneMore.end();
    };
    const auto words = words_of(field);
    const bool numbered = !field.empty() && field.back() >= '1' && field.back() <= '9';
    return std::all_of(words.begin(), words.end(),
                       [&](const auto& word) { return is_kind(word) || is_another(word); }) &&
           std::any_of(words.begin(), words.end(), is_kind) &&
           (numbered || std::any_of(words.begin(), words.end(), is_another));
}

}  // namespace gdprd::policy
