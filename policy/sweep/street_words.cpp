#include "policy/sweep/street_words.hpp"

#include <algorithm>

#include "policy/catalogue/classifier_lexicon.hpp"
#include "policy/catalogue/classifier_names.hpp"

namespace gdprd::policy::sweep {
namespace {

// Separated by spaces, as they are spelled.
constexpr std::string_view kLeading =
    "rue avenue av ave boulevard bd bld place pl impasse allée allee chemin ch route rte quai "
    "cours "
    "square passage sentier ruelle venelle faubourg esplanade résidence villa cité montée "
    "calle c avenida avda avd av plaza pza paseo pº camino carretera ctra ronda travesía rambla "
    "glorieta callejón pasaje costanilla carrer passeig plaça "
    "via v viale v.le piazza piazzale p.zza p.za corso c.so vicolo largo strada lungomare borgo "
    "contrada vico salita "
    "rua r avenida travessa tv praça praca pç largo estrada alameda beco calçada rotunda azinhaga "
    "urbanização "
    "ul ulica al aleja aleje os osiedle pl plac rondo "
    "str strada bd bulevardul b-dul bdul bul calea şoseaua șoseaua șos aleea splaiul piața "
    "ул улица бул булевард пл площад жк ж.к "
    "οδός οδος λεωφόρος λεωφ λ πλατεία "
    "triq vjal misraħ pjazza sqaq "
    "sráid bóthar "
    "ulice třída tř nám náměstí nábřeží nábř trg cesta námestie trieda nábrežie "
    "kaya calle";
// ASCII at the begin.
constexpr std::string_view kLeadingBehind =
    "rue avenue av ave boulevard bd bld place pl impasse allée allee chemin ch route rte quai "
    "cours "
    "square passage sentier ruelle venelle faubourg résidence villa cité montée promenade clos "
    "triq vjal misraħ pjazza sqaq";
constexpr std::string_view kFollowing =
    "straße strasse str weg platz gasse allee ring damm ufer chaussee promenade steig pfad stieg "
    "street st road rd lane ln avenue ave drive close terrace square crescent grove gardens "
    "straat laan plein gracht kade weg dreef singel steenweg hof park boulevard "
    "gatan gata väg vägen vej gade allé plads torv torg stræde gränd stigen "
    "torget torvet backen gränden stranden kajen gården esplanaden allén "
    "katu tie kuja polku tori puistotie bulevardi "
    "utca u út útja tér tere körút krt köz sor sétány rakpart fasor "
    "iela gatve gatvė g alėja al pl prospektas pr bulvāris prospekts laukums skersgatvis "
    "tänav tn mnt maantee pst puiestee tee väljak "
    "ulica ulice ul cesta c náměstí nám námestie třída trieda nábřeží nábrežie trg put";
constexpr std::string_view kEnglish =
    "street st road rd lane ln avenue ave drive dr close court ct place pl terrace tce way "
    "crescent "
    "cres gardens gdns grove square sq hill row park walk mews quay boulevard blvd green parade "
    "rise view heights circus wharf mall embankment bridge yard";
// Folded: ends of one word.
constexpr std::string_view kEndings =
    "strasse strase str weg gasse allee platz chaussee straat laan plein gracht steenweg gatan "
    "vagen gata vej gade alle plads torv stien straede katu kuja raitti puisto utca korut grand";
constexpr std::string_view kWeakEndings =
    "ring ufer damm hof berg feld markt tor graben wall pfad steig steg weide garten grund rain "
    "anger dreef singel dijk kade hof park baan lei markt torg vag plan stig backe toften parken "
    "have haven tie polku tori bulevardi esplanadi";
constexpr std::string_view kNoCompounds =
    "arbeitsplatz parkplatz stellplatz sitzplatz studienplatz ausbildungsplatz platz umweg heimweg "
    "rechtsweg dienstweg postweg ausweg hinweg ruckweg unterweg hering monitoring marketing "
    "controlling tagessatz halle messehalle sporthalle werkhalle lagerhalle turnhalle markthalle "
    "falle todesfalle ausfalle unfalle vorfalle zwischenfalle intervalle metalle kristalle "
    "brigade brigaden speicherplatz lagerplatz testplatz liegeplatz standplatz startplatz gate weg "
    "allee alle gasse strasse str gata gade plein grand vej";
constexpr std::string_view kAt =
    "am an im in zum zur auf unter bei beim vor hinter alte alter alten";
constexpr std::string_view kNumbers =
    "nr nro no n nº num núm numero número numéro br č čp čís c blok bl αρ αριθ broj št hausnummer "
    "no. бр № house";
constexpr std::string_view kJoins =
    "de la las los del des du d l della delle dello degli dei di da do dos das e y et van der den "
    "het ten ter de' św im gen ks of the a i";

template <class Visit>
void each_word(std::string_view all, Visit visit) {
    while (!all.empty()) {
        const std::size_t end = std::min(all.find(' '), all.size());
        if (end > 0) visit(all.substr(0, end));
        all.remove_prefix(std::min(end + 1, all.size()));
    }
}

Words folded_words(std::string_view words) {
    Words all;
    each_word(words, [&](std::string_view word) { all.insert(names::fold(word)); });
    return all;
}

std::vector<std::string> as_list(std::string_view words) {
    std::vector<std::string> all;
    each_word(words, [&](std::string_view word) { all.emplace_back(word); });
    return all;
}

bool ends_with_any(std::string_view word, const std::vector<std::string>& endings) {
    constexpr std::size_t kStemMin = 3;
    return std::any_of(endings.begin(), endings.end(), [word](const std::string& ending) {
        return word.size() >= ending.size() + kStemMin && word.ends_with(ending);
    });
}

}  // namespace

const StreetWords& StreetWords::all() {
    static const StreetWords words;
    return words;
}

StreetWords::StreetWords()
    : leading_(folded_words(kLeading)),
      leading_behind_(folded_words(kLeadingBehind)),
      following_(folded_words(kFollowing)),
      english_(folded_words(kEnglish)),
      at_(folded_words(kAt)),
      numbers_(folded_words(kNumbers)),
      joins_(folded_words(kJoins)),
      towns_(folded_words(lexicon::place_names())),
      endings_(as_list(kEndings)),
      weak_endings_(as_list(kWeakEndings)),
      no_compounds_(folded_words(kNoCompounds)) {
    each_word(kLeadingBehind, [this](std::string_view word) {
        // a blank behind it, or the dot of an abbreviation
        for (const char* behind : {" ", ". "}) {
            std::string form = std::string(word) + behind;
            lead_begins_.add(form);
            form[0] = static_cast<char>(form[0] - 'a' + 'A');
            lead_begins_.add(form);
        }
    });
    for (const std::string_view words : {kFollowing, kNumbers, kEndings}) {
        each_word(words, [this](std::string_view word) {
            const std::string form = "  " + std::string(word);
            follow_ends_.add(std::string_view(form).substr(form.size() - 3));
        });
    }
}

bool StreetWords::is_compound(std::string_view folded) const {
    return ends_with_any(folded, endings_) && !no_compounds_.contains(folded);
}

bool StreetWords::may_be_compound(std::string_view folded) const {
    return ends_with_any(folded, weak_endings_);
}

}  // namespace gdprd::policy::sweep
