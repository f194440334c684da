// Slovak.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "ďalšie mená|krstné meno|druhé meno|stredné meno|mená|vlastné meno|prvé meno|ďalšie krstné mená|"
        "meno foneticky|prostredné meno|používané meno|bežné meno|meno ktorým je volaný|oslovované meno"),
    maybe_first("meno"),
    last(
        "priezvisko|rodné priezvisko|priezvisko za slobodna|dievčenské meno|predchádzajúce priezvisko|"
        "dievčenské priezvisko|druhé priezvisko|rodinné meno|meno rodiny|meno za slobodna|meno v manželstve|"
        "priezvisko v manželstve|priezvisko po sobáši|priezviská|priezvisko pri narodení"),
    full(
        "formátované meno|meno a priezvisko|celé meno|meno zákazníka|kontaktná osoba|prezývka|meno príjemcu|"
        "majiteľ účtu|držiteľ karty|priezvisko a meno|meno priezvisko|priezvisko meno|meno pacienta|"
        "meno zamestnanca|meno žiaka|meno študenta|meno člena|meno klienta|meno otca|meno matky|manžel|manželka|"
        "manžel manželka|meno manžela|meno manželky|zákonný zástupca|meno zákonného zástupcu|núdzový kontakt|"
        "kontakt v prípade núdze|meno kontaktnej osoby|zobrazované meno|zobrazené meno|zobrazovacie meno|"
        "držiteľ účtu|majiteľ karty|meno na karte|meno držiteľa karty|podpísal|iniciály|meno lekára|"
        "ošetrujúci lekár|meno vodiča|meno odosielateľa|žiadateľ|meno žiadateľa|k rukám|oprávnená osoba|"
        "blízka osoba|manželský partner|plné meno|vaše meno|vaše celé meno|zobraziť meno|skutočné meno|pravé meno|"
        "ozajstné meno|meno na obrazovke|meno vlastníka|vlastník účtu|vlastník karty|meno odberateľa|dodacie meno|"
        "prijaté kým|meno asistenta|meno nadriadeného|najbližší príbuzný|meno príbuzného|meno predajcu|"
        "príjemca platby|meno platcu|meno po otcovi|preferované meno|displej názov|šľachtický titul|"
        "kontaktná osoba pre prípad núdze|kontakt pre prípad núdze|osoba pre prípad núdze|partner partnerka|"
        "prípona mena|predpona mena|sformátované meno|formátované celé meno"),
    title("akademický titul|titul pred menom|titul za menom|osobný titul"),
    email(
        "e mailová adresa|emailová adresa|elektronická pošta|adresa elektronickej pošty|súkromný e mail|"
        "pracovný e mail|osobný e mail|kontaktný e mail|adresa e mailu|elektronická adresa|mailová adresa|"
        "adresa pre odpoveď"),
    phone(
        "telefónne číslo|číslo telefónu|mobilný telefón|mobilné číslo|mobil|telefón domov|telefón do práce|"
        "pevná linka|tel číslo|telefón|telefóny|mobilné číslo telefónu|súkromný telefón|pracovný telefón|"
        "služobný telefón|kontaktný telefón|domáci telefón|telefónny kontakt|č telefónu|tel domov|tel do práce|"
        "telefón 1|telefón 2|telefón v aute|telefón byt|telefón zamestnanie|mobil súkromný|hlavný telefón|"
        "telefónne čísla|domáce telefónne číslo|rádiotelefón|vysielačka|spätné volanie|firemný telefón|"
        "telefón firmy|telefón asistenta|klapka|telefónna linka|ďalekopis|telex|číslo isdn|iný telefón|priama linka|"
        "číslo pagera|číslo pre spätné volanie|telefón pre prípad núdze|núdzový telefón|číslo telexu"),
    fax("číslo faxu|fax domov|fax do práce|faxové číslo|domáci fax|pracovný fax|fax práca|číslo fax"),
    contact_details(
        "kontaktné údaje|kontaktné informácie|detaily kontaktu|podrobnosti kontaktu|podrobnosti o kontakte"),
    website(
        "webová stránka|internetová stránka|domovská stránka|webové sídlo|osobná stránka|osobná webová stránka|"
        "webové stránky|adresa blogu|web stránka"),
    address(
        "adresa|poštová adresa|adresa bydliska|trvalé bydlisko|doručovacia adresa|fakturačná adresa|bydlisko|"
        "domáca adresa|adresa trvalého bydliska|adresa trvalého pobytu|trvalý pobyt|prechodný pobyt|"
        "prechodné bydlisko|miesto pobytu|kontaktná adresa|korešpondenčná adresa|adresa na doručovanie|"
        "adresa doručenia|dodacia adresa|adresa domov|adresa do práce|súkromná adresa|pracovná adresa|"
        "adresa zákazníka|súčasná adresa|menovka adresy|menovka adresy domov|štítok adresy"),
    street(
        "ulica|ulica a číslo|súpisné číslo|číslo domu|poštová schránka|poštový priečinok|názov ulice|ulica č|"
        "orientačné číslo|číslo bytu|č domu|ulica a č domu|ulica číslo|poštový box|adresa riadok 1|adresa riadok 2|"
        "poštová priehradka|riadok adresy 1|riadok adresy 2|adresný riadok 1|názov budovy|meno budovy|číslo ulice|"
        "ulica číslo bytu|číslo budovy"),
    city("lokalita|mesto|obec|mesto bydliska|mesto obec|obec mesto|mestská časť|miesto bydliska"),
    postcode(
        "psč|poštové smerovacie číslo|psč bydliska|smerovacie číslo|poštový kód|poštové smerové číslo|poštové číslo"),
    state("kraj|okres|štát kraj|kraj bydliska|okres bydliska|štát provincia|kraj alebo štát|kraj okres"),
    country(
        "krajina|štát|krajina bydliska|kód krajiny|štát bydliska|krajina pôvodu|domovská krajina|krajina región|"
        "krajina oblasť|štát krajina"),
    birth(
        "dátum narodenia|deň narodenia|rok narodenia|narodeniny|narodený|dátum nar|dat narodenia|narodená|"
        "mesiac narodenia|dátumnarodenia"),
    origin(
        "miesto narodenia|krajina narodenia|štátna príslušnosť|národnosť|občianstvo|vzdelanie|počet detí|"
        "obec narodenia|štát narodenia|rodisko|najvyššie vzdelanie|dosiahnuté vzdelanie|dátum úmrtia|dátum smrti|"
        "vyživované osoby|počet vyživovaných detí|miesto nar|výročie|výročie svadby|rok úmrtia|mesiac úmrtia|"
        "miesto úmrtia|vek úmrtia|vek pri úmrtí|titul vzdelanie|dátum krstu|miesto krstu|dátum svadby|miesto sobáša|"
        "stupeň vzdelania"),
    age("vek|veková skupina|veková kategória|vekové rozpätie"),
    gender("pohlavie|oslovenie|pohlavie osoby"),
    marital("rodinný stav|manželský stav|dátum sobáša"),
    children("meno dieťaťa|mená detí|dátum narodenia dieťaťa|priezvisko dieťaťa"),
    language("materinský jazyk|preferovaný jazyk|uprednostňovaný jazyk|jazyk komunikácie"),
    job(
        "povolanie|pracovná pozícia|zamestnanie|funkcia|profesia|pracovné zaradenie|názov pozície|pracovný titul|"
        "vykonávaná profesia|pozícia v zamestnaní|pracovná funkcia|titul zamestnania|pracovné zaradenie zamestnanca|"
        "označenie povolania|názov zamestnania|úloha zamestnania|pracovná rola|úloha v zamestnaní|titul pozícia|"
        "titul povolanie"),
    workplace(
        "zamestnávateľ|pracovisko|dátum nástupu|oddelenie|miesto výkonu práce|dátum výstupu|"
        "dátum ukončenia pracovného pomeru|názov zamestnávateľa|útvar zamestnanca|dátum prijatia do zamestnania|"
        "organizačná jednotka|organizačný útvar"),
    login(
        "prihlásenie|používateľské meno|prihlasovacie meno|meno používateľa|užívateľské meno|používateľský účet|"
        "prihlasovacie údaje|prezývka používateľa|meno smtp|identifikačné meno|prihlasovacie id|adresa sip|"
        "adresa jabber|adresa im"),
    password(
        "heslo|nové heslo|prihlasovacie heslo|prístupové heslo|staré heslo|aktuálne heslo|heslo smtp|tajná veta|"
        "nová tajná veta|stará tajná veta|heslová fráza|prístupová fráza|súčasné heslo"),
    secret("bezpečnostná otázka|kontrolná otázka|tajná otázka|bezpečnostná odpoveď|pin kód"),
    bank("číslo účtu|bankový účet|číslo bankového účtu|č účtu|bankové spojenie|iban číslo|účet v banke"),
    card(
        "kreditná karta|číslo karty|číslo kreditnej karty|platobná karta|č karty|číslo platobnej karty|"
        "debetná karta|banková karta|dátum platnosti karty|platnosť karty|dátum platnosti kreditnej karty"),
    income(
        "mzda|hrubá mzda|čistá mzda|čistý príjem|hrubý príjem|mesačný príjem|ročný príjem|"
        "príjem domácnosti|dôchodok|hodinová mzda|zrážky|zrážky zo mzdy|mesačný plat|ročný plat|hrubý plat|"
        "čistý plat"),
    national(
        "rodné číslo|číslo občianskeho preukazu|občiansky preukaz|daňové identifikačné číslo|číslo op|"
        "číslo dokladu totožnosti|doklad totožnosti|preukaz totožnosti|číslo preukazu totožnosti|číslo občianskeho|"
        "číslo sociálneho poistenia|č op|číslo sociálneho zabezpečenia"),
    passport("číslo pasu|cestovný pas|číslo cestovného pasu|č pasu"),
    driving("vodičský preukaz|číslo vodičského preukazu|č vodičského preukazu|vodičské oprávnenie"),
    permit("povolenie na pobyt|číslo povolenia na pobyt|pracovné povolenie"),
    plate("evidenčné číslo vozidla|ečv|špz|ečv vozidla"),
    health(
        "diagnóza|choroba|choroby|alergia|alergie|lieky|krvná skupina|postihnutie|zdravotný stav|invalidita|"
        "zdravotné postihnutie|ochorenie|ochorenia|anamnéza|liečba|očkovanie|zdravotné problémy|práceneschopnosť|"
        "stupeň postihnutia|ťzp|príznaky|zdravotná dokumentácia|tehotenstvo|zdravotné ťažkosti|pokojový pulz|"
        "maximálny pulz|pulz|krvný tlak|puls pri odpočinku|maximálny puls|telesná hmotnosť|fajčiar|príčina úmrtia|"
        "dôvod úmrtia|zdravotné informácie|lekárske informácie|zdravotné údaje"),
    insurance(
        "zdravotná poisťovňa|číslo poistenca|zdravotné poistenie|číslo zdravotného poistenia|"
        "kód zdravotnej poisťovne|číslo zdravotnej poisťovne"),
    religion("náboženstvo|vierovyznanie|náboženské vyznanie|náboženské presvedčenie"),
    political("politické názory|politická príslušnosť|politická strana"),
    orientation("sexuálna orientácia"),
    ethnicity("etnický pôvod|rasa|etnická príslušnosť|kasta|národnostný pôvod|národný pôvod"),
    union_member("odbory|členstvo v odboroch"),
    crime("register trestov|odsúdenia|výpis z registra trestov|trestná bezúhonnosť"),
    image(
        "fotografia|foto|profilová fotografia|portrét|fotka|fotografia zamestnanca|profilový obrázok|"
        "fotka používateľa|fotka kontaktu|fotografia kontaktu|obrázok kontaktu|fotografie|fotky"),
    fingerprint("odtlačok prsta|odtlačky prstov"),
    hobbies("záujmy|koníčky|záľuby|životopis|životopisné údaje"),
    notes(
        "poznámka|poznámky|komentár|pripomienky|interná poznámka|doplňujúce informácie|ďalšie informácie|text správy|"
        "komentáre|odkaz pre"),
    message("správa"),
    seen(
        "posledné prihlásenie|dátum posledného prihlásenia|posledná návšteva|naposledy prihlásený|posledný login|"
        "posledné pripojenie"),
    key_of(
        "číslo zákazníka|zákaznícke číslo|osobné číslo|číslo zamestnanca|číslo pacienta|členské číslo|č zákazníka|"
        "kód zákazníka|evidenčné číslo zamestnanca|číslo člena|číslo študenta|číslo čitateľa|čitateľský preukaz|"
        "vernostná karta|číslo vernostnej karty|id zákazníka|id pacienta|id odberateľa|číslo odberateľa|"
        "id zamestnanca|id člena|id osoby|id kontaktu|id používateľa|id nadriadeného|id supervízora|"
        "identifikátor používateľa|kód zamestnanca|kód pacienta|číslo používateľa"),
    ip("ip adresa|adresa ip"),
    consent("súhlas|súhlas so spracovaním|súhlas s marketingom|súhlas gdpr|odber noviniek"),
    account_name("názov účtu|meno účtu"),
    person(
        "zákazník|zákazníci|zákazníka|používateľ|používateľa|zamestnanec|pacient|žiak|člen|osoba|študent|príjemca|"
        "odosielateľ|učiteľ|učitelia|lekár|lekári|lekára|sestra|návštevník|návštevníci|účastník|účastníci|uchádzač|"
        "uchádzači|nájomník|majiteľ|majitelia|vlastník|vlastníci|vodič|vodiči|cestujúci|autori|predplatiteľ|"
        "odberateľ|darca|darcovia|dobrovoľník|dobrovoľníci|hráč|hráči|tréner|občan|občania|rodič|rodičia|dieťa|"
        "deti|čitateľ|čitatelia|poistenec|dlžník|veriteľ|advokát|notár|predavač|predajca|kupujúci|nájomca|obyvateľ|"
        "absolvent|zamestnanci|zamestnanca|pacienti|pacienta|žiaci|členovia|osoby|študenti|používatelia|pracovník|"
        "pracovníci|klienti|hostia|asistent|asistentka|nadriadený|vedúci"),
    organisation("firma|spoločnosť|dodávateľ|škola"),
    event(
        "zmluva|zmluvy|platba|platby|faktúry|objednávky|rezervácia|návšteva|výpožička|registrácia|prihláška|nákup|"
        "predaj|vyšetrenie|sťažnosť|reklamácia"),
    thing(
        "produkt|produktu|súbor|súboru|projekt|projektu|stránka|stránky|kategória|skupina|skupiny|úloha|tovar|"
        "kampaň|kampane|stĺpec|stĺpca|stĺpce|objekt|objektu|objektov|ovládač|téma|kniha|šablóna"),
    not_it(
        "overené|overený|overená|potvrdená|potvrdené|potvrdený|počet|množstvo|šablóna|typ|druh|formát|stav|"
        "nastavenie|nastavenia|oznámenie|oznámenia|upozornenie|upozornenia|skryť|zobraziť|nezobrazovať|zmeniť|zmena|"
        "zmenené|musí|program|atribút|predvolený|predvolená|viditeľný|povinné|dĺžka|platný|režim|zložitosť|"
        "sila hesla|zmena hesla|obnovenie|pripomenutie|názov skupiny|meno skupiny|názov súboru|meno súboru|"
        "minimálna dĺžka|vypršanie|posledná zmena|maximálny|maximálna|minimálny|odhlásiť|odhlásenie|zadajte|zadať|"
        "vložiť|uložiť|zapamätať|pamätať|zabudnuté|stratené|nesprávne|nesprávny|zlá|zlý|zlé|neplatná|neplatný|"
        "neplatné|vypršalo|odoslať|poslať|prijať|stiahnuť|pridať|zmazať|odstrániť|upraviť|zmeňte|vybrať|vyberte|"
        "zvoliť|hľadať|nájsť|použiť|používať|používa sa|obsadená|importovať|exportovať|tlačiť|zobrazovať|kopírovať|"
        "presunúť|skontrolovať|kontrola|zlyhalo|zlyhanie|chyba|nie je|neexistuje|nezhodujú|nenájdený|podpora|"
        "duplicitné|priečinok|priečinky|hlavička|hlavičku|farba|písmo|server|servera|oddeľovač|výkaz|správa o|"
        "vytvoriť|povoliť|zakázať|podpísať|zašifrovať|obnoviť|zoradiť|triedenie|poradie|voľby|možnosti|preposlať|"
        "varovať|varovanie|vyžadované|vyžadovať|vyžaduje|nikdy|vždy|obmedzenie|nahradiť|zrušiť|kanála|kanál|zoznamu|"
        "mapované|e mailový účet|emailový účet|poštový účet|odoslanej|prijatej|pamäti|pamäť|dni medzi|príznak|"
        "spôsob|spôsob prihlásenia|zozbierané|v poriadku|overuje|overuje sa|usporiadať|usporiadať podľa|upozorňovať|"
        "zachytiť|vytváranie|editovať|meno rodiny|farby|vrátane|bez mena|veľkosť|názov lokality|meno lokality|"
        "vymazať|zastúpené|unikátne|jedinečné|rovnaké|rovnaký|vygenerovať|zahrnúť|potvrdiť|nebol nakonfigurovaný|"
        "umiestnenie|prvky|náhľad|názov miesta|navštíviť|dní do|chýbajúce|zlúčiť|s heslom|pre pripojenia|nastaviť|"
        "znovu|zoznam|lokalít|názov stĺpca|na chate|nepoužiť|nepoužívať|blok s adresou|blok adresy|zabudli|nedokáže|"
        "neúspešné|zrušené|odstránené|žiadna|žiadne|blokovaný|všetky komentáre|schváliť|moderácia|preskočiť|"
        "potvrdzovací|získať|resetovať|najnovšie|skryté|tomuto používateľovi|odpovedať na komentár"),
    which(
        "adresy|domáca|domácej|práce|práca|do práce|pracovný|pracovná|pracovné|domov|domáci|domáce|ďalší|ďalšia|"
        "ďalšie|iný|iná|ostatné|nový|nová|nové|starý|stará|aktuálny|súčasný|hlavný|vedľajší|dočasný|môj|moje|váš|"
        "vaše|osobný|osobná|súkromný|súkromná|súkromné|alternatívny|služobný|firemný|celé|vlastný"),
    alone("user.financial", "príjem|plat"),
    in_person_table("user.name", "predpona|prípona|titul|tituly"),
    in_person_table("user.demographic.gender", "oslovenie"),
    alone("user.contact.address", "adresy"),
    concept_line("user.location", 2.4, "zemepisná poloha|zemepisná šírka|zemepisná dĺžka|geografická poloha"),
    street("poschodie a dvere|poschodie a byt"),
    full("meno partnera|meno partnerky|rodinný lekár"),
    birth("dátum a miesto narodenia|miesto a dátum narodenia"),
    job("pozícia vo firme|funkcia vo firme"),
    body("telesná výška|výška v cm"),
    seen("posledná aktivita|naposledy aktívny"),
    political("členstvo v strane|členstvo v politickej strane|stranícka príslušnosť"),
    card("karta platná do"),
    not_it("heslo vyprší|vyprší o|počet pacientov|počet členov|počet zákazníkov"),
    first("fonetické meno"),
    last("fonetické priezvisko"),
    street("druhý riadok adresy|prvý riadok adresy|riadok adresy"),
    phone("priame číslo"),
    alone("user.name", "manžel|manželka"),
    title("majiteľ|vlastník|držiteľ"),
    email("odpovedať na adresu|odpoveď na"),
};
// clang-format on

}  // namespace

std::span<const Line> slovak() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
