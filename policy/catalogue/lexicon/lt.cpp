// Lithuanian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "antras vardas|kiti vardai|papildomi vardai|visi vardai|krikšto vardas|pirmas vardas|viduriniai vardai|"
        "vidurinis vardas|antrasis vardas|duotas vardas|vardas kuriuo vadinamas|vardai"),
    maybe_first("vardas"),
    last(
        "pavardė|mergautinė pavardė|buvusi pavardė|ankstesnė pavardė|pavardė santuokoje|pavardė po santuokos|"
        "pavardės|gimimo pavardė|šeimos vardas"),
    full(
        "formatuotas vardas|vardas pavardė|vardas ir pavardė|pilnas vardas|kliento vardas|kontaktinis asmuo|"
        "slapyvardis|pravardė|gavėjo vardas|sąskaitos savininkas|sutuoktinis|sutuoktinio vardas|sutuoktinė|"
        "motinos vardas|tėvo vardas|globėjas|darbuotojo vardas|paciento vardas|mokinio vardas|rodomas vardas|"
        "kortelės savininkas|kortelės turėtojas|artimasis|skubus kontaktas|asmens vardas|pasirašė|rodomasis vardas|"
        "jūsų vardas|visas vardas|jūsų pilnas vardas|vardas kuris rodomas|tikrasis vardas|tikras vardas|"
        "realus vardas|ekrano vardas|savininko vardas|pristatymo vardas|asistento vardas|padėjėjo vardas|"
        "vadovo vardas|artimojo vardas|pardavėjo vardas|mokėjimo gavėjas|siuntėjo vardas|asmenvardis|gimimo vardas|"
        "alt pavadinimas|tėvavardis|pageidaujamas vardas|nurodykite tėvą|nurodykite motiną|"
        "sutuoktinio vardas ir pavardė|vaiko vardas ir pavardė|globėjo vardas|teisėtas atstovas|"
        "įstatyminis atstovas|kontaktinis asmuo nelaimės atveju|skubios pagalbos kontaktas|bajoro titulas|"
        "kilmingumo titulas|vardas pavardė inicialai|pavardė vardas inicialai|gavėjo vardas ir pavardė|"
        "vardas kortelėje|darbuotojo vardas ir pavardė|kliento vardas ir pavardė|paciento vardas ir pavardė|"
        "pasirašantis asmuo|artimiausias giminaitis|naudotojo vardas ir pavardė|vardo priesaga|vardo priešdėlis|"
        "suformatuotas vardas"),
    title("mokslinis laipsnis|akademinis laipsnis|asmens pavadinimas|asmeninis titulas"),
    email(
        "el paštas|el pašto adresas|elektroninis paštas|elektroninio pašto adresas|el p|e paštas|"
        "el pašto adresas asmeninis|asmeninis el paštas|darbo el paštas|el paštas kitas|kontaktinis el paštas|"
        "el pašto adresai|atsakymo adresas"),
    phone(
        "telefonas|telefono numeris|mobilusis telefonas|mobilus telefonas|mobiliojo telefono numeris|tel nr|"
        "namų telefonas|darbo telefonas|mob tel|telefono nr|mobilus|mobilusis|mobilaus numeris|"
        "kontaktinis telefonas|laidinis telefonas|automobilinis telefonas|pranešimų gaviklis|darbo tel|namų tel|"
        "telefonai|gaviklis|atgalinio skambučio numeris|įmonės telefonas|asistento telefonas|vidinis numeris|"
        "teleksas|isdn numeris|kitas telefonas|pagrindinis telefonas|tiesioginis telefonas|radijo telefonas|"
        "automobilio telefonas|pranešimų gaviklio numeris|perskambinimas|perskambinimo numeris|mob nr|"
        "asmeninis telefonas|skubios pagalbos telefonas|telefonas darbe|telefonas namuose|papildomas telefonas"),
    fax("faksas|fakso numeris|namų faksas|darbo faksas|fakso nr|faksas namuose|faksas darbe|faksai"),
    contact_details(
        "kontaktinė informacija|kontaktiniai duomenys|kontaktų informacija|adresato išsami informacija|"
        "kontakto duomenys|kontaktinė informacija išsami"),
    website(
        "svetainė|interneto svetainė|pradžios puslapis|interneto puslapis|tinklalapis|tinklalapio adresas|"
        "tinklaraščio adresas|tinklaraštis|svetainės adresas|asmeninė svetainė|asmeninis puslapis"),
    address(
        "adresas|pašto adresas|namų adresas|gyvenamoji vieta|gyvenamosios vietos adresas|pristatymo adresas|"
        "deklaruota gyvenamoji vieta|korespondencijos adresas|darbo adresas|sąskaitos adresas|registracijos adresas|"
        "nuolatinė gyvenamoji vieta|laikinas adresas|ankstesnis adresas|faktinis adresas|adresas korespondencijai|"
        "deklaruotas adresas"),
    street(
        "gatvė|gatvės pavadinimas|namo numeris|buto numeris|pašto dėžutė|gatvė ir namo numeris|namo nr|buto nr|"
        "1 a adreso eilutė|2 a adreso eilutė|adreso eilutė 1|adreso eilutė 2|pastato pavadinimas|pastato numeris|"
        "gatvė buto numeris|gatvės numeris|pašto dėžutės numeris|abonentinė dėžutė"),
    city(
        "vietovė|miestas|gyvenvietė|savivaldybė|seniūnija|gyvenamasis miestas|miestas kaimas|gyvenamoji vietovė|"
        "kaimas|miestas ar gyvenvietė|darbo miestas|namų miestas"),
    postcode("pašto kodas|pašto indeksas|indeksas pašto|pašto kodas ir miestas|zip kodas"),
    state("valstija|apskritis|rajonas|provincija|regionas|rajonas valstija|apygarda|sritis apskritis"),
    country(
        "šalis|gyvenamoji šalis|valstybė|pilietybės šalis|šalis regionas|šalies kodas|gyvenamosios vietos šalis|"
        "valstybė kurioje gyvena"),
    birth("gimimo data|gimtadienis|gimimo metai|gimimo diena|gimęs|gimusi|gimimo mėnuo|gim data|gimimo dienos data"),
    origin(
        "gimimo vieta|gimimo šalis|pilietybė|tautybė|išsilavinimas|vaikų skaičius|mirties data|kilmės šalis|"
        "gimimo miestas|metinės|jubiliejus|sukaktis|vestuvių metinės|mirties vieta|mirties metai|mirties mėnuo|"
        "amžius mirties metu|krikšto data|krikšto vieta|santuokos data|santuokos vieta|vestuvių data|laipsnis|"
        "mokslo laipsnis|išsilavinimo lygis|pilietybė gimimo|baigta mokykla|kilmės vieta"),
    age("amžius|amžiaus grupė|amžius metais|amžiaus intervalas"),
    gender("lytis|kreipinys|lytinė tapatybė|kreipimasis"),
    marital("šeiminė padėtis|šeimyninė padėtis|santuokinė padėtis"),
    children("vaiko vardas|vaikų vardai|vaiko asmens kodas|vaiko gimimo data|vaikai"),
    language(
        "gimtoji kalba|bendravimo kalba|labiausiai mėgstama kalba|pageidaujama kalba|norima kalba|pirmenybinė kalba"),
    job(
        "pareigos|profesija|užsiėmimas|pareigybė|pareigų pavadinimas|darbo pavadinimas|vaidmuo darbe|"
        "vaidmuo įmonėje|pareigų vaidmuo|einamos pareigos|užimamos pareigos|kreipinys pareigos"),
    workplace(
        "darbdavys|darbovietė|skyrius|darbo vieta|padalinys|priėmimo data|įdarbinimo data|samdymo data|"
        "priėmimo į darbą data|atleidimo data|darbo pradžia|darbo sutarties data|organizacinis padalinys|"
        "organizacinis vienetas"),
    login(
        "registracijos vardas|naudotojo vardas|vartotojo vardas|prisijungimo vardas|naudotojo id|tapatybės vardas|"
        "sip adresas|jabber adresas|prisijungimo id|abonento vardas|pokalbių adresas|momentinių pranešimų adresas|"
        "vartotojo id"),
    password(
        "slaptažodis|naujas slaptažodis|slaptafrazė|slapta frazė|senas slaptažodis|dabartinis slaptažodis|"
        "nauja slaptafrazė|prisijungimo slaptažodis|paskyros slaptažodis|slaptažodžiai"),
    secret(
        "saugumo klausimas|saugos klausimas|saugos atsakymas|pin kodas|slaptas klausimas|"
        "atsakymas į saugumo klausimą|vienkartinis kodas"),
    bank(
        "sąskaitos numeris|banko sąskaita|banko sąskaitos numeris|sąskaitos nr|atsiskaitomoji sąskaita|"
        "asmeninės sąskaitos numeris|iban numeris|banko rekvizitai"),
    card(
        "kredito kortelė|kredito kortelės numeris|kortelės numeris|kortelės galiojimo data|kortelės galiojimas|"
        "mokėjimo kortelės nr|mokėjimo kortelės numeris|mokėjimo kortelė|debeto kortelė|banko kortelė"),
    income(
        "atlyginimas|darbo užmokestis|pajamos|bruto atlyginimas|pensija|uždarbis|atskaitymai|išskaitymai|"
        "mėnesinis atlyginimas|metinis atlyginimas|valandinis atlygis|atlygis|alga|neto atlyginimas|metinės pajamos|"
        "mėnesio pajamos|šeimos pajamos|valandinis įkainis"),
    national(
        "asmens kodas|mokesčių mokėtojo kodas|asmens tapatybės kortelė|asmens tapatybės kortelės numeris|"
        "tapatybės kortelės numeris|socialinio draudimo numeris|asmens dokumento numeris|socialinio draudimo nr|"
        "socialinio draudimo pažymėjimo numeris|tapatybės dokumento numeris|asmens dokumentas|asm kodas|id kortelė"),
    passport("paso numeris|paso nr|paso serija ir numeris|pasas"),
    driving("vairuotojo pažymėjimas|vairuotojo pažymėjimo numeris|vairuotojo pažymėjimo nr|teisės vairuoti"),
    permit("leidimas gyventi|leidimas dirbti|leidimo gyventi numeris|vizos numeris"),
    plate(
        "valstybinis numeris|automobilio numeris|automobilio valstybinis numeris|transporto priemonės numeris|"
        "transporto priemonės registracijos numeris|automobilio registracijos numeris|"
        "registracijos numeris automobilio"),
    health(
        "diagnozė|ligos|alergija|alergijos|vaistai|kraujo grupė|negalia|neįgalumas|sveikatos būklė|susirgimas|"
        "skiepai|gydymas|nėštumas|ligos istorija|nedarbingumo pažymėjimas|pulsas|ramybės pulsas|poilsio pulsas|"
        "didžiausias pulsas|maksimalus pulsas|kraujospūdis|kūno svoris|rūkantis|mirties priežastis|"
        "medicininė informacija|sveikatos informacija|sveikatos duomenys|medicininiai duomenys|neįgalumo lygis|"
        "vartojami vaistai|alergija maistui|nedarbingumas|simptomai"),
    insurance("sveikatos draudimas|sveikatos draudimo numeris|draudimo kortelės numeris|ligonių kasa|sodros numeris"),
    religion("tikėjimas|religija|religiniai įsitikinimai|religinė priklausomybė|tikyba|konfesija"),
    political("politinės pažiūros|partinė priklausomybė|politinė partija"),
    orientation("lytinė orientacija|seksualinė orientacija"),
    ethnicity("etninė kilmė|rasė|luomas|tautinė kilmė|etninė grupė"),
    union_member("profesinė sąjunga|narystė profesinėje sąjungoje|profsąjunga|profsąjungos narys"),
    crime("teistumas|nusikaltimai|teistumo pažyma|teistumai"),
    image(
        "nuotrauka|profilio nuotrauka|asmens nuotrauka|kontakto nuotrauka|adresato nuotrauka|nuotraukos|"
        "asmens nuotraukos|portretas|dokumento nuotrauka|naudotojo nuotrauka|nuotraukos asmens"),
    fingerprint("pirštų atspaudai|piršto atspaudas"),
    hobbies("pomėgiai|interesai|hobiai|biografija|biografinė informacija"),
    notes("pastabos|pastaba|komentaras|užrašai|komentarai|raštelis|papildoma informacija apie asmenį"),
    message("žinutė"),
    seen("paskutinis prisijungimas|paskutinį kartą prisijungė|paskutinį kartą prisijungęs|paskutinis apsilankymas"),
    key_of(
        "kliento numeris|kliento nr|kliento kodas|nario numeris|darbuotojo numeris|paciento numeris|darbuotojo id|"
        "naudotojo id numeris|kliento id|nario id|asmens id|kontakto id|paciento id|skaitytojo numeris|vadovo id|"
        "konsultanto id|darbuotojo nr|tabelio numeris|pirkėjas|pirkėjo kodas|darbuotojo kodas|studento numeris|"
        "mokinio numeris|naudotojo numeris|vartotojo numeris|asmens numeris|skaitytojo bilietas|lojalumo kortelė|"
        "autoriaus id|savininko id"),
    ip("ip adresas"),
    consent(
        "sutikimas|naujienlaiškis|sutikimas rinkodarai|sutikimas tvarkyti duomenis|sutikimai|"
        "sutikimas dėl naujienlaiškio"),
    account_name("paskyros vardas|paskyros pavadinimas"),
    person(
        "klientas|kliento|naudotojas|naudotojo|vartotojas|darbuotojas|pacientas|mokinys|narys|asmuo|gavėjas|"
        "siuntėjas|svečias|klientai|vartotojai|darbuotojai|pacientai|mokiniai|studentas|nariai|asmenys|mokytojas|"
        "gydytojas|lankytojas|dalyvis|pareiškėjas|nuomininkas|savininkas|vairuotojas|keleivis|autorius|"
        "prenumeratorius|rėmėjas|savanoris|žaidėjas|pilietis|vaikas|pardavėjas|asistentas|padėjėjas|vadovas|"
        "viršininkas|gyventojas|gyventojai|nuomininkai|savininkai|dalyviai|pareiškėjai|autoriai|vairuotojai|"
        "keleiviai|savanoriai|žaidėjai|treneris|treneriai|gydytojai|slaugytoja|lankytojai|studentai|mokytojai|"
        "kandidatas|kandidatai|svečiai|skaitytojas|skaitytojai|globėjai|sutuoktinis|piliečiai|vaikai|tėvai|"
        "naudotojai"),
    organisation("įmonė|įmonės|tiekėjas|mokykla"),
    event("užsakymas|užsakymai|rezervacija|mokėjimas|vizitas"),
    thing(
        "produktas|produkto|prekė|prekės|failas|failo|projektas|projekto|puslapis|kategorija|grupė|grupės|užduotis|"
        "kampanija|kampanijos|stulpelis|stulpelio|objektas|objekto|objektų|tvarkyklė|tema|knyga|knygos|šablonas|"
        "vietovės pavadinimas|skyriaus pavadinimas"),
    not_it(
        "patvirtintas|patvirtinta|patikrintas|patikrinta|skaičius|kiekis|šablonas|tipas|formatas|būsena|būklė|"
        "nuostatos|nustatymai|pranešimas|pranešimai|slėpti|rodyti|keisti|pakeistas|turi|atributas|numatytasis|"
        "numatyta|matomas|privalomas|ilgis|galioja|sukurta|ištrinta|atnaujinta|aktyvus|sudėtingumas|pakeitimas|"
        "keitimas|stiprumas|atstatymas|priminimas|grupės pavadinimas|failo pavadinimas|minimalus ilgis|galiojimas|"
        "požymis|požymiai|rūšiuoti|maksimalus|didžiausias|minimalus|atsijungti|įvesti|įveskite|įrašyti|išsaugoti|"
        "prisiminti|įsiminti|pamirštas|pamiršote|prarastas|neteisingas|neteisinga|klaidingas|netinkamas|baigėsi|"
        "pasibaigęs|siųsti|gauti|pridėti|ištrinti|šalinti|pašalinti|redaguoti|taisyti|pakeisti|pasirinkti|"
        "pasirinkite|ieškoti|naudoti|naudojamas|importuoti|eksportuoti|spausdinti|kopijuoti|perkelti|tikrinti|"
        "patikrinti|nepavyko|klaida|nėra|nesutampa|nerastas|palaikymas|dublikatai|aplankas|aplankai|antraštė|spalva|"
        "šriftas|serveris|serverio|skirtukas|ataskaita|sukurti|įjungti|išjungti|leisti|pasirašyti|šifruoti|atkurti|"
        "atstatyti|rikiuoti|parinktys|persiųsti|įspėti|įspėjimas|reikalingas|reikia|niekada|visada|riba|kanalo|"
        "sąrašo|numatytąjį|atmintis|atmintyje|kanalas|surinkti|metodas|tinkamas|tinkama|tikrinamas|tikrinama|"
        "pranešti|pridėk|dienų iki|dienos iki|pastabos pavadinimas|dydis|parinkite|kreipinio numeris|nenaudoti|"
        "įtraukti|apjungti|sujungti|trūksta|dažniausios|skirtingos|tos pačios|tas pats|toks pats|failo vardas|"
        "sąrašas|be vardo|aplankyti|aplankykite|nustatyti|peržiūra|elementai|stulpelių|iš naujo|patvirtinkite|"
        "patvirtinti|su slaptažodžiu|objektų pavadinimai|neteisingas adresas|ryšiams|unikalios|unikalus|"
        "slaptažodžio apsauga|objekto pavadinimas|darbuotojų skaičius|klientų skaičius|el pašto paskyra|el laiškas|"
        "boto|išsiųstas|pašalintas|patvirtinimas|patvirtinimo|yra būtinas|išjungtas|neleistinas|neleistina|"
        "užblokuotas|paslėptas|atšaukimas|autentifikacija|praleisti|perstatymą|politika|pajamų sąskaita|"
        "pajamų mokesčio informacija"),
    which(
        "adreso|namų|darbo|kitas|kita|kiti|naujas|nauja|senas|pagrindinis|pagrindinė|dabartinis|laikinas|mano|jūsų|"
        "asmeninis|asmeninė|privatus|papildomas|alternatyvus|alternatyvi|verslo"),
    alone("user.health_and_medical", "liga"),
    in_person_table("user.name", "priešdėlis|priesaga|titulas"),
    in_person_table("user.demographic.gender", "sveikinimas"),
    concept_line("user.location", 2.4, "geografinė padėtis|geografinė vieta|platuma|ilguma|geografinės koordinatės"),
    street("aukštas ir durys|aukštas ir butas"),
    full("šeimos gydytojas|gydantis gydytojas|partnerio vardas|partnerės vardas|sugyventinio vardas"),
    birth("gimė|gimimo data ir vieta"),
    bank("banko duomenys"),
    card("kortelė galioja iki"),
    body("kūno ūgis|ūgis cm"),
    seen("paskutinė veikla|paskutinis aktyvumas"),
    political("narystė partijoje|partijos narys"),
    not_it("baigs galioti|slaptažodis baigs galioti|pacientų skaičius|narių skaičius"),
    first("fonetinis vardas|inicialai"),
    last("fonetinė pavardė"),
    street("antra adreso eilutė|pirma adreso eilutė|adreso eilutė"),
    seen("paskutinio prisijungimo data"),
    phone("tiesioginė linija|tiesioginis numeris"),
    alone("user.name", "žmona|sutuoktinis|sutuoktinė|partneris|partnerė"),
    title("savininkas|savininkė|turėtojas"),
    email("atsakyti adresu|atsakyti į"),
};
// clang-format on

}  // namespace

std::span<const Line> lithuanian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
