// Lithuanian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "antras vardas|kiti vardai|papildomi vardai|visi vardai|krikšto vardas|pirmas vardas|viduriniai vardai|"
        "vidurinis vardas|antrasis vardas"),
    maybe_first("vardas"),
    last("pavardė|mergautinė pavardė|buvusi pavardė|ankstesnė pavardė"),
    full(
        "formatuotas vardas|vardas pavardė|vardas ir pavardė|pilnas vardas|kliento vardas|kontaktinis asmuo|"
        "slapyvardis|pravardė|gavėjo vardas|sąskaitos savininkas|sutuoktinis|sutuoktinio vardas|sutuoktinė|"
        "motinos vardas|tėvo vardas|globėjas|darbuotojo vardas|paciento vardas|mokinio vardas|rodomas vardas|"
        "kortelės savininkas|kortelės turėtojas|artimasis|skubus kontaktas|asmens vardas|pasirašė|rodomasis vardas|"
        "jūsų vardas|visas vardas|jūsų pilnas vardas|vardas kuris rodomas|tikrasis vardas|tikras vardas|"
        "realus vardas|ekrano vardas|savininko vardas|pristatymo vardas|asistento vardas|padėjėjo vardas|"
        "vadovo vardas|artimojo vardas|pardavėjo vardas|mokėjimo gavėjas|siuntėjo vardas|asmenvardis"),
    title("mokslinis laipsnis|akademinis laipsnis|asmens pavadinimas|asmeninis titulas"),
    email("el paštas|el pašto adresas|elektroninis paštas|elektroninio pašto adresas|el p|e paštas"),
    phone(
        "telefonas|telefono numeris|mobilusis telefonas|mobilus telefonas|mobiliojo telefono numeris|tel nr|"
        "namų telefonas|darbo telefonas|mob tel|telefono nr|mobilus|mobilusis|mobilaus numeris|"
        "kontaktinis telefonas|laidinis telefonas|automobilinis telefonas|pranešimų gaviklis|darbo tel|namų tel|"
        "telefonai|gaviklis|atgalinio skambučio numeris|įmonės telefonas|asistento telefonas|vidinis numeris|"
        "teleksas|isdn numeris|kitas telefonas|pagrindinis telefonas|tiesioginis telefonas|radijo telefonas|"
        "automobilio telefonas|pranešimų gaviklio numeris"),
    fax("faksas|fakso numeris|namų faksas|darbo faksas|fakso nr"),
    contact_details("kontaktinė informacija|kontaktiniai duomenys|kontaktų informacija"),
    website(
        "svetainė|interneto svetainė|pradžios puslapis|interneto puslapis|tinklalapis|tinklalapio adresas|"
        "tinklaraščio adresas"),
    address(
        "adresas|pašto adresas|namų adresas|gyvenamoji vieta|gyvenamosios vietos adresas|pristatymo adresas|"
        "deklaruota gyvenamoji vieta|korespondencijos adresas|darbo adresas|sąskaitos adresas|registracijos adresas"),
    street("gatvė|gatvės pavadinimas|namo numeris|buto numeris|pašto dėžutė|gatvė ir namo numeris|namo nr|buto nr"),
    city("vietovė|miestas|gyvenvietė|savivaldybė|seniūnija|gyvenamasis miestas"),
    postcode("pašto kodas|pašto indeksas"),
    state("valstija|apskritis|rajonas|provincija|regionas|rajonas valstija"),
    country("šalis|gyvenamoji šalis|valstybė|pilietybės šalis"),
    birth("gimimo data|gimtadienis|gimimo metai|gimimo diena|gimęs|gimusi|gimimo mėnuo"),
    origin(
        "gimimo vieta|gimimo šalis|pilietybė|tautybė|išsilavinimas|vaikų skaičius|mirties data|kilmės šalis|"
        "gimimo miestas|metinės|jubiliejus|sukaktis|vestuvių metinės"),
    age("amžius|amžiaus grupė"),
    gender("lytis|kreipinys"),
    marital("šeiminė padėtis|šeimyninė padėtis|santuokinė padėtis"),
    children("vaiko vardas|vaikų vardai|vaiko asmens kodas|vaiko gimimo data|vaikai"),
    language(
        "gimtoji kalba|bendravimo kalba|labiausiai mėgstama kalba|pageidaujama kalba|norima kalba|pirmenybinė kalba"),
    job(
        "pareigos|profesija|užsiėmimas|pareigybė|pareigų pavadinimas|darbo pavadinimas|vaidmuo darbe|"
        "vaidmuo įmonėje|pareigų vaidmuo"),
    workplace(
        "darbdavys|darbovietė|skyrius|darbo vieta|padalinys|priėmimo data|įdarbinimo data|samdymo data|"
        "priėmimo į darbą data"),
    login(
        "registracijos vardas|naudotojo vardas|vartotojo vardas|prisijungimo vardas|naudotojo id|tapatybės vardas|"
        "sip adresas|jabber adresas|prisijungimo id|abonento vardas|pokalbių adresas|momentinių pranešimų adresas"),
    password(
        "slaptažodis|naujas slaptažodis|slaptafrazė|slapta frazė|senas slaptažodis|dabartinis slaptažodis|"
        "nauja slaptafrazė"),
    secret("saugumo klausimas|saugos klausimas|saugos atsakymas|pin kodas"),
    bank("sąskaitos numeris|banko sąskaita|banko sąskaitos numeris|sąskaitos nr|atsiskaitomoji sąskaita"),
    card(
        "kredito kortelė|kredito kortelės numeris|kortelės numeris|kortelės galiojimo data|kortelės galiojimas|"
        "mokėjimo kortelės nr|mokėjimo kortelės numeris"),
    income(
        "atlyginimas|darbo užmokestis|pajamos|bruto atlyginimas|pensija|uždarbis|atskaitymai|išskaitymai|"
        "mėnesinis atlyginimas|metinis atlyginimas|valandinis atlygis|atlygis"),
    national(
        "asmens kodas|mokesčių mokėtojo kodas|asmens tapatybės kortelė|asmens tapatybės kortelės numeris|"
        "tapatybės kortelės numeris|socialinio draudimo numeris|asmens dokumento numeris|socialinio draudimo nr"),
    passport("paso numeris"),
    driving("vairuotojo pažymėjimas|vairuotojo pažymėjimo numeris"),
    permit("leidimas gyventi|leidimas dirbti|leidimo gyventi numeris"),
    plate("valstybinis numeris|automobilio numeris|automobilio valstybinis numeris|transporto priemonės numeris"),
    health(
        "diagnozė|ligos|alergija|alergijos|vaistai|kraujo grupė|negalia|neįgalumas|sveikatos būklė|susirgimas|"
        "skiepai|gydymas|nėštumas|ligos istorija|nedarbingumo pažymėjimas|pulsas|ramybės pulsas|poilsio pulsas|"
        "didžiausias pulsas|maksimalus pulsas|kraujospūdis|kūno svoris|rūkantis"),
    insurance("sveikatos draudimas|sveikatos draudimo numeris"),
    religion("tikėjimas|religija|religiniai įsitikinimai"),
    political("politinės pažiūros|partinė priklausomybė|politinė partija"),
    orientation("lytinė orientacija|seksualinė orientacija"),
    ethnicity("etninė kilmė|rasė"),
    union_member("profesinė sąjunga|narystė profesinėje sąjungoje"),
    crime("teistumas|nusikaltimai"),
    image(
        "nuotrauka|profilio nuotrauka|asmens nuotrauka|kontakto nuotrauka|adresato nuotrauka|nuotraukos|"
        "asmens nuotraukos"),
    fingerprint("pirštų atspaudai|piršto atspaudas"),
    hobbies("pomėgiai|interesai|hobiai"),
    notes("pastabos|pastaba|komentaras|užrašai|komentarai"),
    message("žinutė"),
    seen("paskutinis prisijungimas|paskutinį kartą prisijungė|paskutinį kartą prisijungęs|paskutinis apsilankymas"),
    key_of(
        "kliento numeris|kliento nr|kliento kodas|nario numeris|darbuotojo numeris|paciento numeris|darbuotojo id|"
        "naudotojo id numeris|kliento id|nario id|asmens id|kontakto id|paciento id|skaitytojo numeris|vadovo id|"
        "konsultanto id|darbuotojo nr|tabelio numeris"),
    ip("ip adresas"),
    consent("sutikimas|naujienlaiškis"),
    account_name("paskyros vardas|paskyros pavadinimas"),
    person(
        "klientas|kliento|naudotojas|naudotojo|vartotojas|darbuotojas|pacientas|mokinys|narys|asmuo|gavėjas|"
        "siuntėjas|svečias|klientai|vartotojai|darbuotojai|pacientai|mokiniai|studentas|nariai|asmenys|mokytojas|"
        "gydytojas|lankytojas|dalyvis|pareiškėjas|nuomininkas|savininkas|vairuotojas|keleivis|autorius|"
        "prenumeratorius|rėmėjas|savanoris|žaidėjas|pilietis|vaikas|pardavėjas|asistentas|padėjėjas|vadovas|"
        "viršininkas"),
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
        "požymis|požymiai|rūšiuoti|maksimalus|didžiausias|minimalus|atsijungti|įvesti|įveskite|įrašyti|išsaugoti|"
        "prisiminti|įsiminti|pamirštas|pamiršote|prarastas|neteisingas|neteisinga|klaidingas|netinkamas|baigėsi|"
        "pasibaigęs|siųsti|gauti|pridėti|ištrinti|šalinti|pašalinti|redaguoti|taisyti|pakeisti|pasirinkti|"
        "pasirinkite|ieškoti|naudoti|naudojamas|importuoti|eksportuoti|spausdinti|kopijuoti|perkelti|tikrinti|"
        "patikrinti|nepavyko|klaida|nėra|nesutampa|nerastas|palaikymas|dublikatai|aplankas|aplankai|antraštė|"
        "spalva|šriftas|serveris|serverio|skirtukas|ataskaita|sukurti|įjungti|išjungti|leisti|pasirašyti|šifruoti|"
        "atkurti|atstatyti|rikiuoti|parinktys|persiųsti|įspėti|įspėjimas|reikalingas|reikia|niekada|visada|riba|"
        "kanalo|sąrašo|numatytąjį|atmintis|atmintyje|kanalas|surinkti|metodas|tinkamas|tinkama|tikrinamas|"
        "tikrinama|pranešti"),
    which(
        "adreso|namų|darbo|kitas|kita|kiti|naujas|nauja|senas|pagrindinis|pagrindinė|dabartinis|laikinas|mano|jūsų|"
        "asmeninis|asmeninė|privatus|papildomas|alternatyvus|alternatyvi|verslo"),
    alone("user.health_and_medical", "liga"),
    in_person_table("user.name", "priešdėlis|priesaga"),
    in_person_table("user.demographic.gender", "sveikinimas"),
};
// clang-format on

}  // namespace

std::span<const Line> lithuanian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
