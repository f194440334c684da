#include "policy/catalogue/classifier_names.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "policy/catalogue/classifier_inflections.hpp"
#include "policy/catalogue/lexicon/endings.hpp"
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::names {
namespace {

constexpr std::size_t kNameBytesMax = 512;
constexpr std::size_t kWordsMax = 32;

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};
using Table = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;
using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;

template <class Visit>
void for_each_part(std::string_view text, char separator, Visit visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void add(Table& table, std::string phrase, const lexicon::Line& line) {
    Entry& entry = table[std::move(phrase)];
    entry.terms = static_cast<std::uint16_t>(entry.terms | 1U << static_cast<unsigned>(line.term));
    const bool category =
        line.term == lexicon::Term::concept_ || line.term == lexicon::Term::whole_name;
    if (category && line.weight > entry.weight) {
        entry.category = line.category;
        entry.weight = line.weight;
    }
    if (line.term == lexicon::Term::negator) entry.negation = std::max(entry.negation, line.weight);
}

/// Words of which other cases are the same: not those that are a concept only as a whole name.
bool is_inflected(const lexicon::Line& line) noexcept {
    constexpr double kTelling = 2.2;
    return (line.term == lexicon::Term::concept_ && line.weight >= kTelling) ||
           line.term == lexicon::Term::person || line.term == lexicon::Term::negator ||
           line.term == lexicon::Term::thing || line.term == lexicon::Term::organisation ||
           line.term == lexicon::Term::qualifier;
}

/// Whether words of a phrase are glued to others: in languages that write compounds, and short
/// phrases in all ("datenaissance"). The particles of a long one make compounds of anything.
bool is_of_compounds(std::string_view phrase, const lexicon::Line& line,
                     std::string_view language) {
    if (lexicon::writes_compounds(language)) return true;
    return line.term != lexicon::Term::negator &&
           std::count(phrase.begin(), phrase.end(), ' ') <= 1;
}

struct Lexicon {
    Table table;
    Words vocabulary;  ///< the single words that compounds are made of
    Words openings;    ///< the first words of phrases of several words
    Inflections inflections;

    Lexicon() {
        for (const auto lines :
             {lexicon::identity_lines(), lexicon::life_lines(), lexicon::context_lines()}) {
            read(lines);
        }
        for (const lexicon::Language& language : lexicon::languages())
            read(language.lines, language.code);
    }

    void read(std::span<const lexicon::Line> lines, std::string_view language = {}) {
        for (const lexicon::Line& line : lines) {
            for_each_part(line.phrases, '|', [&](std::string_view phrase) {
                const bool folded =
                    std::all_of(phrase.begin(), phrase.end(), [](char c) { return c >= ' '; });
                if (folded)
                    take(phrase, line, language);
                else
                    take(fold(phrase), line, language);
            });
        }
    }

    void take(std::string_view phrase, const lexicon::Line& line, std::string_view language) {
        add(table, std::string(phrase), line);
        if (is_inflected(line)) inflections.learn(language, phrase);
        if (is_of_compounds(phrase, line, language))
            for_each_part(phrase, ' ', [&](std::string_view word) { vocabulary.emplace(word); });
        if (const std::size_t space = phrase.find(' '); space != std::string_view::npos)
            openings.emplace(phrase.substr(0, space));
        std::string glued(phrase);
        std::erase(glued, ' ');
        if (glued.size() == phrase.size() || glued.size() < 5) return;
        if (line.term != lexicon::Term::operational && line.term != lexicon::Term::negator) {
            add(table, std::move(glued), line);
        }
    }
};

const Lexicon& the_lexicon() {
    static const Lexicon lexicon;
    return lexicon;
}

/// Splits folded text at everything that is no letter or digit, and between letters and digits.
void split_plain(std::string_view run, std::vector<std::string>& out) {
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) out.push_back(std::move(word));
        word.clear();
    };
    for (const char c : run) {
        const bool digit = text::is_digit(c);
        if (!word.empty() && text::is_digit(word.back()) != digit) flush();
        word += c;
    }
    flush();
}

/// What Irish puts before the capital of a noun ("an tSeolta Bhaile", "ár gCustaiméirí").
bool is_mutation(const icu::UnicodeString& run) {
    return run == u"t" || run == u"n" || run == u"h" || run == u"b" || run == u"g" || run == u"m" ||
           run == u"d" || run == u"bh";
}

/// Runs of letters and digits with a break before an upper-case letter that follows a lower-case
/// one and before the last capital of "HTMLBody".
std::vector<std::string> camel_parts(std::string_view name) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    std::vector<std::string> parts;
    const bool label = text.indexOf(static_cast<char16_t>(' ')) >= 0;
    icu::UnicodeString run;
    const auto flush = [&] {
        std::string utf8;
        run.toUTF8String(utf8);
        if (!utf8.empty()) parts.push_back(std::move(utf8));
        run.remove();
    };
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        // The sign of degree stands for the raised o of "n°".
        const bool raised = c == 0x00B0 && run.length() == 1 && u_tolower(run.char32At(0)) == 'n';
        if (raised) {
            run.append(static_cast<UChar32>('o'));
            continue;
        }
        if (u_isalnum(c) == 0) {
            // An accent that is written apart, or an apostrophe, does not end a word.
            if (u_charType(c) != U_NON_SPACING_MARK) flush();
            continue;
        }
        if (!run.isEmpty() && u_isupper(c) != 0 && !(label && is_mutation(run))) {
            const UChar32 before = run.char32At(run.length() - 1);
            const std::int32_t next = text.moveIndex32(i, 1);
            const bool next_lower = next < text.length() && u_islower(text.char32At(next)) != 0;
            if (u_islower(before) != 0 || (u_isupper(before) != 0 && next_lower)) flush();
        }
        run.append(c);
    }
    flush();
    return parts;
}

/// Words that may begin or end a compound although they are short.
bool is_short_part(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 43> kShort{
        "nom", "tel", "plz", "ort", "fax", "dob", "zip", "age", "sex", "bic", "dni",
        "nif", "url", "uid", "num", "nr",  "no",  "id",  "ip",  "geb", "str", "cp",
        "pwd", "ssn", "usr", "emp", "cod", "nro", "dat", "fec", "tlf", "gsm", "rue",
        "cap", "dir", "loc", "cli", "hem", "adr", "adh", "mdp", "etu", "pat"};
    return std::find(kShort.begin(), kShort.end(), word) != kShort.end();
}

/// A compound of which only the head is known, and names a concept by itself: "Biltelefon".
std::vector<std::string> split_head(const std::string& word) {
    constexpr std::size_t kHeadMin = 6;
    constexpr std::size_t kRestMin = 3;
    const Table& table = the_lexicon().table;
    const bool latin = static_cast<unsigned char>(word.front()) < 0x80U;
    const std::size_t bytes = latin ? 1 : 2;  // of a letter; Greek and Cyrillic have two
    for (std::size_t at = kRestMin * bytes; at + kHeadMin * bytes <= word.size(); ++at) {
        const auto found = table.find(std::string_view(word).substr(at));
        if (found != table.end() && found->second.is(lexicon::Term::concept_) &&
            found->second.weight >= 4.1) {
            return {word.substr(0, at), word.substr(at)};
        }
    }
    return {word};
}

/// "nname", "vname": abbreviations of columns, no parts of "Klassenname".
bool is_initial_and_name(std::string_view part) noexcept {
    return part.size() == 5 && part.ends_with("name");
}

/// Fewest known words that make up `word`; German links (s, n, en, es, e) may stand between them.
std::vector<std::string> split_compound(const std::string& word) {
    constexpr int kNone = 100;
    const Words& vocabulary = the_lexicon().vocabulary;
    const std::size_t n = word.size();
    std::vector<int> cost(n + 1, kNone);
    std::vector<std::pair<std::size_t, std::size_t>> from(n +
                                                          1);  // start and length of the last word
    cost[0] = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (cost[i] >= kNone) continue;
        for (std::size_t length = 2; i + length <= n; ++length) {
            const std::string_view part = std::string_view(word).substr(i, length);
            if (!vocabulary.contains(part) || is_initial_and_name(part)) continue;
            const bool edge = i == 0 || i + length == n;
            if (length < 4 && !(edge && is_short_part(part))) continue;
            for (const std::string_view link : {"", "s", "n", "en", "es", "e"}) {
                const std::size_t end = i + length + link.size();
                if (end > n || (!link.empty() && (end == n || length < 4))) continue;
                if (std::string_view(word).substr(i + length, link.size()) != link) continue;
                if (cost[i] + 1 < cost[end]) {
                    cost[end] = cost[i] + 1;
                    from[end] = {i, length};
                }
            }
        }
    }
    if (cost[n] >= kNone || cost[n] > 4) return split_head(word);
    std::vector<std::string> parts;
    for (std::size_t end = n; end > 0; end = from[end].first) {
        parts.push_back(word.substr(from[end].first, from[end].second));
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

}  // namespace

std::string fold(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    icu::UnicodeString in = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    if (U_SUCCESS(status) != 0) in = nfkd->normalize(in, status);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
        const UChar32 c = u_tolower(in.char32At(i));
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        switch (c) {
            case 0x00DF:
                out.append(u"ss", 2);
                break;
            case 0x00E6:
                out.append(u"ae", 2);
                break;
            case 0x0153:
                out.append(u"oe", 2);
                break;
            case 0x00F8:
                out.append(static_cast<UChar32>('o'));
                break;
            case 0x0142:
                out.append(static_cast<UChar32>('l'));
                break;
            case 0x0111:
                out.append(static_cast<UChar32>('d'));
                break;
            case 0x0131:
                out.append(static_cast<UChar32>('i'));
                break;
            case 0x0127:
                out.append(static_cast<UChar32>('h'));
                break;
            case 0x03C2:  // the sigma that ends a word
                out.append(static_cast<UChar32>(0x03C3));
                break;
            default:
                out.append(c);
        }
    }
    std::string utf8;
    out.toUTF8String(utf8);
    return utf8;
}

namespace {
/// Whether the sign at `at` parts a path. Before a blank, an ordinal sign or the end it ends an
/// abbreviation ("El. paštas", "n.º 2"), and a stroke between words of a label means "or"
/// ("Title / Position", "State/Province").
bool parts_path(std::string_view field, std::size_t at) noexcept {
    const std::string_view rest = field.substr(at + 1);
    if (field[at] == '.') return !rest.starts_with(' ') && !rest.starts_with("º");
    if (field[at] != '/') return true;
    const bool label = field.find(' ') != std::string_view::npos;
    const bool capital = !rest.empty() && (static_cast<unsigned char>(rest.front()) >= 0x80U ||
                                           (rest.front() >= 'A' && rest.front() <= 'Z'));
    return !label && !(capital && at > 0);
}
}  // namespace

std::vector<std::string_view> path_parts(std::string_view field) {
    std::vector<std::string_view> parts;
    constexpr std::string_view kSeparators = ".[]/:>";
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= field.size(); ++at) {
        const bool ends =
            at == field.size() ||
            (kSeparators.find(field[at]) != std::string_view::npos && parts_path(field, at));
        if (!ends) continue;
        if (at > begin) parts.push_back(field.substr(begin, at - begin));
        begin = at + 1;
    }
    return parts;
}

namespace {
/// Two whole words, not a word and a particle.
const Entry* find_glued(const std::string& first, const std::string& second) {
    constexpr std::size_t kWordMin = 4;
    const auto word = [](const std::string& w) {
        return w.size() >= kWordMin && std::all_of(w.begin(), w.end(), text::is_alpha);
    };
    if (!word(first) || !word(second)) return nullptr;
    const Table& table = the_lexicon().table;
    const auto found = table.find(first + second);
    return found != table.end() ? &found->second : nullptr;
}

const Entry* find_inflected(std::string_view phrase) {
    const Lexicon& lexicon = the_lexicon();
    const std::string_view known = lexicon.inflections.known_form(phrase);
    return known.empty() ? nullptr : &lexicon.table.find(known)->second;
}
}  // namespace

const Entry* find(std::string_view phrase) {
    const Table& table = the_lexicon().table;
    if (const auto found = table.find(phrase); found != table.end()) return &found->second;
    if (phrase.size() < 4) return nullptr;
    if (phrase.find(' ') != std::string_view::npos) {  // "phone numbers", "email addresses"
        for (const std::string_view ending : {"s", "es"}) {
            if (!phrase.ends_with(ending)) continue;
            const auto found = table.find(phrase.substr(0, phrase.size() - ending.size()));
            if (found != table.end()) return &found->second;
        }
        return find_inflected(phrase);
    }
    for (const std::string_view ending : {"s", "es", "e", "n", "en", "er"}) {
        const std::size_t stem = ending == "s" ? 3 : 4;
        if (!phrase.ends_with(ending) || phrase.size() < ending.size() + stem) continue;
        const auto found = table.find(phrase.substr(0, phrase.size() - ending.size()));
        if (found != table.end()) return &found->second;
    }
    // Umlauts written out: "strasse" has none, "haendler" is "handler" after folding "händler".
    std::string plain(phrase);
    for (const std::string_view pair : {"ae", "oe", "ue"}) {
        for (std::size_t at = plain.find(pair); at != std::string::npos;
             at = plain.find(pair, at + 1)) {
            plain.erase(at + 1, 1);
        }
    }
    if (plain != phrase) {
        const auto found = table.find(plain);
        if (found != table.end()) return &found->second;
    }
    return find_inflected(phrase);
}

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    for (const std::string& part : camel_parts(name.substr(0, kNameBytesMax))) {
        std::vector<std::string> plain;
        split_plain(fold(part), plain);
        for (std::string& word : plain) {
            if (words.size() >= kWordsMax) return words;
            if (word.size() < 5 || find(word) != nullptr) {
                words.push_back(std::move(word));
                continue;
            }
            for (std::string& piece : split_compound(word)) words.push_back(std::move(piece));
        }
    }
    return words;
}

std::vector<Unit> units_of(std::span<const std::string> words) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < words.size();) {
        Unit best{words[i], nullptr, 1};
        std::string phrase;
        const bool opens = the_lexicon().openings.contains(words[i]);
        const std::size_t most = opens ? kPhraseWordsMax : 2;
        for (std::size_t n = 1; n <= most && i + n <= words.size(); ++n) {
            phrase += (n == 1 ? "" : " ") + words[i + n - 1];
            const Entry* entry = n == 1 || opens ? find(phrase) : nullptr;
            // "AnzeigeName" is the word "anzeigename".
            if (entry == nullptr && n == 2) entry = find_glued(words[i], words[i + 1]);
            if (entry != nullptr) best = Unit{phrase, entry, n};
        }
        i += best.words;
        units.push_back(std::move(best));
    }
    return units;
}

}  // namespace gdprd::policy::names
