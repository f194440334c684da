#include "policy/catalogue/lexicon/endings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gdprd::policy::lexicon {

std::string_view endings(std::string_view language) noexcept {
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Pair, 16> kEndings{{
        {"bg", "а я о е и ът ят та то те ове ите ата ето ия ията на но ни"},
        {"cs", "a e i u y ou em um ech ach ami ovi ove ych ym ymi eho emu ej ec ce ci cu cem"},
        {"da", "en et er erne ens ets ernes ne s e r"},
        {"el", "οσ ου ο ον οι ων ουσ η ησ ασ α εσ εισ εωσ ι ια ιου εα"},
        {"et", "i e a u d t le ga de te id ide ile st"},
        {"fi", "n t a i en in an ta ssa lla lle sta lta na nsa ien jen ita ista"},
        {"hr", "a e i o u om em ima ama ih ega emu oga og oj im ov ev ju"},
        {"hu", "a e ja je k ok ek ak t at et ot i ai ei jai nak nek ban ben val vel"},
        {"lt",
         "as is ys us a e o ai iai u iu ams iams oje yje aus ies es io os ui ei uose imi omis"},
        {"lv", "s is us a e i u am im as es os ies iem ai ei"},
        {"pl", "a e i u y em ow om ach ami owi owie ego emu ej ich ych ym im ie ia iem"},
        {"ro", "ul ului a ei lor le uri e i iei ii ilor ea elor"},
        {"sk", "a e i u y ou em um om och ov ach ami ovi ove ych ym ymi eho emu ej ec ca cov"},
        {"sl", "a e i o u om em ima ama ih ega emu ov ev jo"},
        {"sv", "en et er or ar erna orna arna ens ets s n t na a e"},
        {"it", "o a i e"},
    }};
    const auto* found = std::find_if(kEndings.begin(), kEndings.end(),
                                     [&](const Pair& pair) { return pair.first == language; });
    return found != kEndings.end() ? found->second : std::string_view{};
}

bool writes_compounds(std::string_view language) noexcept {
    static constexpr std::array<std::string_view, 11> kCompounding{
        "", "columns", "da", "de", "el", "en", "et", "fi", "hu", "nl", "sv"};
    return std::find(kCompounding.begin(), kCompounding.end(), language) != kCompounding.end();
}

}  // namespace gdprd::policy::lexicon
