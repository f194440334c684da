#include "policy/catalogue/lexicon/languages.hpp"

#include <array>

namespace gdprd::policy::lexicon {

std::span<const Language> languages() noexcept {
    static const std::array<Language, 26> all{{
        {"bg", bulgarian()},
        {"cs", czech()},
        {"da", danish()},
        {"de", german()},
        {"el", greek()},
        {"en", english()},
        {"es", spanish()},
        {"et", estonian()},
        {"fi", finnish()},
        {"fr", french()},
        {"ga", irish()},
        {"hr", croatian()},
        {"hu", hungarian()},
        {"it", italian()},
        {"lt", lithuanian()},
        {"lv", latvian()},
        {"mt", maltese()},
        {"nl", dutch()},
        {"pl", polish()},
        {"pt", portuguese()},
        {"ro", romanian()},
        {"sk", slovak()},
        {"sl", slovene()},
        {"sv", swedish()},
        {"columns", abbreviations()},
        {"columns", english_abbreviations()},
    }};
    return all;
}

}  // namespace gdprd::policy::lexicon
