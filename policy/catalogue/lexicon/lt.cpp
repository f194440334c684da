// Lithuanian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "antras vardas|kiti vardai|papildomi vardai|visi vardai|krikšto vardas|pirmas vardas|viduriniai vardai|"
        "vidurinis vardas"),
    maybe_first("vardas"),
    last("pavardė|mergautinė pavardė|buvusi pavardė|ankstesnė pavardė"),
    full(
        "formatuotas vardas|vardas pavardė|vardas ir pavardė|pilnas vardas|kliento vardas|kontaktinis asmuo|"
        "slapyvardis|pravardė|gavėjo vardas|sąskaitos savininkas|sutuoktinis|sutuoktinio vardas|sutuoktinė|"
        "motinos vardas|tėvo vardas|globėjas|darbuotojo vardas|paciento vardas|mokinio vardas|rodomas vardas|"
        "kortelės savininkas|kortelės turėtojas|artimasis|skubus kontaktas|asmens vardas|pasirašė|rodomasis vardas|"
        "jūsų vardas|visas vardas|jūsų pilnas vardas|vardas kuris rodomas"),
    title("mokslinis laipsnis|akademinis laipsnis"),
    email("el paštas|el pašto adresas|elektroninis paštas|elektroninio pašto adresas|el p|e paštas"),
    phone(
        "telefonas|telefono numeris|mobilusis telefonas|mobilus telefonas|mobiliojo telefono numeris|tel nr|"
        "namų telefonas|darbo telefonas|mob tel|telefono nr|mobilus|mobilusis|mobilaus numeris|kontaktinis telefonas|"
        "laidinis telefonas|automobilinis telefonas|pranešimų gaviklis|darbo tel|namų tel|telefonai"),
    fax("faksas|fakso numeris|namų faksas|darbo faksas|fakso nr"),
    website("svetainė|interneto svetainė|pradžios puslapis|interneto puslapis|tinklalapis|tinklalapio adresas"),
    address(
        "adresas|pašto adresas|namų adresas|gyvenamoji vieta|gyvenamosios vietos adresas|pristatymo adresas|"
        "deklaruota gyvenamoji vieta|korespondencijos adresas|darbo adresas|sąskaitos adresas|registracijos adresas"),
    street("gatvė|gatvės pavadinimas|namo numeris|buto numeris|pašto dėžutė|gatvė ir namo numeris|namo nr|buto nr"),
    city("vietovė|miestas|gyvenvietė|savivaldybė|seniūnija|gyvenamasis miestas"),
    postcode("pašto kodas|pašto indeksas"),
    state("valstija|apskritis|rajonas|provincija|regionas|rajonas valstija"),
    country("šalis|gyvenamoji šalis|valstybė|pilietybės šalis"),
    birth("gimimo data|gimtadienis|gimimo metai|gimimo diena|gimęs|gimusi"),
    origin("gimimo vieta|gimimo šalis|pilietybė|tautybė|išsilavinimas|vaikų skaičius|mirties data|kilmės šalis"),
    age("amžius|amžiaus grupė"),
    gender("lytis|kreipinys"),
    marital("šeiminė padėtis|šeimyninė padėtis|santuokinė padėtis"),
    children("vaiko vardas|vaikų vardai|vaiko asmens kodas|vaiko gimimo data|vaikai"),
    language("gimtoji kalba|bendravimo kalba"),
    job("pareigos|profesija|užsiėmimas|pareigybė|pareigų pavadinimas|darbo pavadinimas"),
    workplace("darbdavys|darbovietė|skyrius|darbo vieta|padalinys|priėmimo data|įdarbinimo data"),
    login("registracijos vardas|naudotojo vardas|vartotojo vardas|prisijungimo vardas|naudotojo id"),
    password("slaptažodis|naujas slaptažodis"),
    secret("saugumo klausimas|saugos klausimas|saugos atsakymas|pin kodas"),
    bank("sąskaitos numeris|banko sąskaita|banko sąskaitos numeris|sąskaitos nr|atsiskaitomoji sąskaita"),
    card("kredito kortelė|kredito kortelės numeris|kortelės numeris"),
    income("atlyginimas|darbo užmokestis|pajamos|bruto atlyginimas|pensija"),
    national(
        "asmens kodas|mokesčių mokėtojo kodas|asmens tapatybės kortelė|asmens tapatybės kortelės numeris|"
        "tapatybės kortelės numeris|socialinio draudimo numeris|asmens dokumento numeris"),
    passport("paso numeris"),
    driving("vairuotojo pažymėjimas|vairuotojo pažymėjimo numeris"),
    permit("leidimas gyventi|leidimas dirbti|leidimo gyventi numeris"),
    plate("valstybinis numeris|automobilio numeris|automobilio valstybinis numeris|transporto priemonės numeris"),
    health(
        "diagnozė|ligos|alergija|alergijos|vaistai|kraujo grupė|negalia|neįgalumas|sveikatos būklė|susirgimas|"
        "skiepai|gydymas|nėštumas|ligos istorija|nedarbingumo pažymėjimas"),
    insurance("sveikatos draudimas|sveikatos draudimo numeris"),
    religion("tikėjimas|religija|religiniai įsitikinimai"),
    political("politinės pažiūros|partinė priklausomybė|politinė partija"),
    orientation("lytinė orientacija|seksualinė orientacija"),
    ethnicity("etninė kilmė|rasė"),
    union_member("profesinė sąjunga|narystė profesinėje sąjungoje"),
    crime("teistumas|nusikaltimai"),
    image("nuotrauka|profilio nuotrauka|asmens nuotrauka|kontakto nuotrauka|adresato nuotrauka"),
    fingerprint("pirštų atspaudai|piršto atspaudas"),
    hobbies("pomėgiai|interesai|hobiai"),
    notes("pastabos|pastaba|komentaras|užrašai|komentarai"),
    message("žinutė"),
    seen("paskutinis prisijungimas|paskutinį kartą prisijungė|paskutinį kartą prisijungęs|paskutinis apsilankymas"),
    key_of("kliento numeris|kliento nr|kliento kodas|nario numeris|darbuotojo numeris|paciento numeris"),
    ip("ip adresas"),
    consent("sutikimas|naujienlaiškis"),
    person(
        "klientas|kliento|naudotojas|naudotojo|vartotojas|darbuotojas|pacientas|mokinys|narys|asmuo|gavėjas|"
        "siuntėjas|svečias|klientai|vartotojai|darbuotojai|pacientai|mokiniai|studentas|nariai|asmenys|mokytojas|"
        "gydytojas|lankytojas|dalyvis|pareiškėjas|nuomininkas|savininkas|vairuotojas|keleivis|autorius|"
        "prenumeratorius|rėmėjas|savanoris|žaidėjas|pilietis|vaikas"),
    organisation("įmonė|įmonės|tiekėjas|mokykla"),
    event("užsakymas|užsakymai|rezervacija|mokėjimas|vizitas"),
    thing(
        "produktas|produkto|prekė|prekės|failas|failo|projektas|projekto|puslapis|kategorija|grupė|grupės|užduotis|"
        "kampanija|kampanijos"),
    not_it(
        "patvirtintas|patvirtinta|patikrintas|patikrinta|skaičius|kiekis|šablonas|tipas|formatas|būsena|būklė|"
        "nuostatos|nustatymai|pranešimas|pranešimai|slėpti|rodyti|keisti|pakeistas|turi|atributas|numatytasis|"
        "numatyta|matomas|privalomas|ilgis|galioja|sukurta|ištrinta|atnaujinta|aktyvus|sudėtingumas|pakeitimas|"
        "keitimas|stiprumas|atstatymas|priminimas|grupės pavadinimas|failo pavadinimas|minimalus ilgis|galiojimas|"
        "požymis|požymiai|rūšiuoti|maksimalus|didžiausias|minimalus|atsijungti"),
    which(
        "adreso|namų|darbo|kitas|kita|kiti|naujas|nauja|senas|pagrindinis|pagrindinė|dabartinis|laikinas|mano|jūsų|"
        "asmeninis|asmeninė|privatus|papildomas|alternatyvus|alternatyvi|verslo"),
    alone("user.health_and_medical", "liga"),
};
// clang-format on

}  // namespace

std::span<const Line> lithuanian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
