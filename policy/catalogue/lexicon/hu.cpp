// Hungarian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "további nevek|keresztnév|utónév|második keresztnév|utónevek|keresztnevek|egyéb nevek|második utónév|"
        "utóneve|keresztneve|középső név|első keresztnév|második név|hívónév|megszólítási név|becenév utónév"),
    last(
        "vezetéknév|családnév|leánykori név|születési név|anyja neve|családi név|születési családi név|"
        "születési neve|leánykori neve|vezetékneve|korábbi név|születéskori név|házassági név|vezetéknevek|"
        "születéskori vezetéknév|korábbi vezetéknév|leánykori vezetéknév|házasságkötés utáni név"),
    full(
        "formázott név|teljes név|ügyfél neve|kapcsolattartó|kapcsolattartó neve|becenév|címzett neve|"
        "számlatulajdonos|kártyabirtokos|vevő neve|viselt név|vezetéknév és keresztnév|családi és utónév|"
        "ügyfél teljes neve|anyja születési neve|apja neve|édesanyja neve|házastárs|házastárs neve|házastársa|"
        "élettárs|törvényes képviselő|gondviselő|gondviselő neve|szülő neve|értesítendő személy|"
        "sürgősségi kapcsolattartó|vészhelyzeti kapcsolattartó|megjelenített név|megjelenítendő név|"
        "becenév vagy álnév|álnév|számlatulajdonos neve|kártyán szereplő név|aláíró|monogram|beteg neve|"
        "páciens neve|dolgozó neve|munkavállaló neve|tanuló neve|hallgató neve|tag neve|orvos neve|kezelőorvos|"
        "háziorvos|sofőr neve|járművezető neve|feladó neve|kérelmező|kérelmező neve|kedvezményezett neve|"
        "meghatalmazott|az ön neve|az ön teljes neve|teljes neve|megjelenő név|valódi név|igazi név|képernyőnév|"
        "tulajdonos neve|számla tulajdonosa|munkatárs neve|szállítási név|asszisztens neve|titkár neve|főnök neve|"
        "felettes neve|közeli hozzátartozó|hozzátartozó neve|eladó neve|kedvezményezett|befizető neve|"
        "kártyatulajdonos|apa neve|anya neve|apai név|anyai név|előnyben részesített név|törvényes képviselő neve|"
        "nemesi cím|azonosítási név|felhasználó teljes neve|hozzátartozó|név utótagja|név előtagja|igazi neved|"
        "valódi neved|a felhasználó valódi neve|felhasználó valódi neve"),
    title("tudományos fokozat|névelőtag|akadémiai cím|személyes cím|személyes titulus|névutótag"),
    email(
        "e mail cím|email cím|elektronikus levelezési cím|elektronikus cím|e mail címe|emailcím|privát e mail|"
        "munkahelyi e mail|e mailcím|mailcím|elérhetőség e mail|villanyposta|e mail címek|válaszlevél címe|"
        "válaszcím"),
    phone(
        "telefonszám|telefon|mobiltelefon|mobilszám|mobil|mobiltelefonszám|otthoni telefon|munkahelyi telefon|"
        "vezetékes telefon|telefonszáma|otthoni telefonszám|munkahelyi telefonszám|tel szám|telefonszámok|"
        "mobil szám|mobiltel|mobil telefonszám|privát telefonszám|céges telefonszám|vezetékes telefonszám|"
        "otthoni tel|munkahelyi tel|autótelefon|csipogó|személyhívó|kapcsolattartó telefonszáma|"
        "telefonos elérhetőség|telefon 1|telefon 2|másik telefon|elsődleges telefon|autó telefon|rádiótelefon|"
        "csipogó szám|visszahívás|visszahívási szám|céges telefon|asszisztens telefonja|telefonmellék|mellékszám|"
        "telex|isdn szám|másik telefonszám|elsődleges telefonszám|közvetlen szám|telefonszám mellék|csipogó száma|"
        "telefonok|sürgősségi telefonszám|vészhelyzeti telefonszám|személyhívó száma|telex száma|telexszám|"
        "visszahívó szám|rádiótelefon száma"),
    fax("faxszám|telefax|otthoni fax|munkahelyi fax|fax szám|otthoni faxszám|munkahelyi faxszám|telefax szám"),
    contact_details(
        "elérhetőség|elérhetőségek|elérhetőségi adatok|kapcsolattartási adatok|kapcsolat tulajdonságai|"
        "névjegy részletei"),
    website(
        "weboldal|honlap|weblap|személyes oldal|személyes honlap|webhely|webcím|blog címe|blogcím|web oldal|"
        "weboldalak|weboldal címe|honlap címe|személyes naptár címe|naptár címe"),
    address(
        "cím|lakcím|lakhely|postacím|levelezési cím|lakóhely|állandó lakcím|szállítási cím|számlázási cím|"
        "otthoni cím|tartózkodási hely|bejelentett lakóhely|ideiglenes lakcím|ideiglenes lakóhely|állandó lakhely|"
        "tartózkodási cím|értesítési cím|kézbesítési cím|kiszállítási cím|munkahelyi cím|otthoni lakcím|ügyfél címe|"
        "lakcíme|számlacím|levelezési címek|otthoni címcímke|címcímke"),
    street(
        "utca|utca házszám|házszám|utcanév|közterület neve|közterület|postafiók|emelet ajtó|utca és házszám|"
        "utca hsz|hsz|közterület jellege|lépcsőház|címsor 1|címsor 2|utca név|lakás száma|ház száma|épület neve|"
        "épület név|utca lakásszám|utca és lakás száma|utcaszám"),
    city(
        "város|település|helység|lakóhely város|település neve|lakóhely település|helységnév|városnév|lakcím város|"
        "településnév|helyszín település|helység lakóhely"),
    postcode("irányítószám|ir szám|irsz|irányító szám|postai irányítószám|ir sz"),
    state(
        "állam|megye|állam tartomány|megye régió|lakcím megye|állam vagy megye|régió|állam megye|megye állam|"
        "tartomány megye"),
    country(
        "ország|lakóhely szerinti ország|országkód|állampolgárság országa|lakcím ország|származási ország|"
        "ország régió|ország terület"),
    birth(
        "születési dátum|születési idő|születésnap|születési év|születés dátuma|születés ideje|született|szül dátum|"
        "szül idő|szül dát|születési ideje|született ekkor|születésnapja|születési hónap|születési nap|születés éve"),
    origin(
        "születési hely|születés helye|állampolgárság|nemzetiség|végzettség|iskolai végzettség|gyermekek száma|"
        "születési ország|szül hely|születési helye|születési város|legmagasabb iskolai végzettség|képzettség|"
        "halálozás dátuma|elhalálozás dátuma|eltartottak száma|családtagok|állampolgársága|halálozás dátum|"
        "halál dátuma|évforduló|házassági évforduló|halálozási dátum|halálozási hely|halálozási év|halálozási hónap|"
        "halál helye|halálozás helye|halálozás ideje|kora a halálakor|életkor halálkor|keresztelő dátuma|"
        "keresztelés helye|keresztelés dátuma|házasságkötés helye|esküvő dátuma|tanulmányok|tanulmányi fokozat"),
    age("életkor|kor|korcsoport|korosztály|életkora|korcsoportja"),
    gender("neme|megszólítás|neme szerint|nemi identitás"),
    marital("családi állapot|családi állapota|házasságkötés dátuma"),
    children("gyermek neve|gyermekek neve|gyermek születési dátuma|gyerek neve|gyerekek"),
    language(
        "anyanyelv|preferált nyelv|kommunikációs nyelv|előnyben részesített nyelv|választott nyelv|"
        "kapcsolattartás nyelve"),
    job(
        "foglalkozás|beosztás|munkakör|szakma|munkakör megnevezése|munkaköre|foglalkozása|beosztása|"
        "állás megnevezése|munkahelyi beosztás|titulus|munkakör neve|pozíció a cégnél|munkahelyi szerep|"
        "szerep a cégnél|szerep a cégben|cím beosztás|titulus beosztás|titulus pozíció|munkahelyi szerepkör"),
    workplace(
        "munkáltató|munkahely|belépés dátuma|részleg|osztály|munkáltató neve|munkaviszony kezdete|"
        "munkaviszony vége|munkavégzés helye|szervezeti egység|munkahely neve|felvétel dátuma|felvétel dátum|"
        "munkába állás"),
    login(
        "felhasználónév|felhasználói név|bejelentkezési név|azonosító név|felhasználó név|belépési név|"
        "felhasználói azonosító|smtp felhasználónév|munkatárs felhasználói neve|felhasználói neve|"
        "bejelentkezési azonosító|sip cím|jabber cím|az ön bejelentkezése|bejelentkezése|azonnali üzenetküldő cím|"
        "csevegőcím|belépési azonosító|otthoni azonnali üzenő címe|azonnali üzenő címe|azonnali üzenő azonosító|"
        "szerkesztőneved|felhasználóneved|kapcsolat neve felhasználó"),
    password(
        "jelszó|új jelszó|jelenlegi jelszó|régi jelszó|belépési jelszó|titkos jelszó|jelmondat|új jelmondat|"
        "régi jelmondat|smtp jelszó|jelszava|jelkifejezés|jelszavad"),
    secret("biztonsági kérdés|titkos kérdés|biztonsági válasz|pin kód"),
    bank(
        "bankszámlaszám|számlaszám|bankszámla|bankszámla száma|iban szám|bankszámla szám|számla száma banki|"
        "banki adatok|számlavezető bank|megbízó számla száma|számla száma|bankszámlája"),
    card(
        "bankkártya|hitelkártya|kártyaszám|hitelkártya száma|bankkártyaszám|hitelkártyaszám|kártya száma|"
        "betéti kártya|bankkártya száma|kártya lejárata|bankkártya lejárat|bankkártya lejárata|hitelkártya lejárata"),
    income(
        "fizetés|jövedelem|bér|munkabér|bruttó bér|nettó bér|bruttó fizetés|nettó fizetés|havi jövedelem|"
        "éves jövedelem|nyugdíj|órabér|alapbér|családi jövedelem|levonások|bérköltség|havi fizetés|éves fizetés|"
        "juttatás"),
    national(
        "személyi szám|személyi igazolvány szám|személyi igazolvány száma|személyazonosító igazolvány|adóazonosító|"
        "adóazonosító jel|személyi azonosító|személyazonosító|személyigazolvány szám|szig szám|szem ig szám|"
        "személyi ig szám|adóazonosító szám|személyi azonosító szám|igazolvány száma|személyazonosító okmány száma|"
        "okmányszám|társadalombiztosítási azonosító|adószám magánszemély|személyi igazolvány"),
    passport("útlevélszám|útlevél száma|útlevél|útlevél szám"),
    driving(
        "jogosítvány|vezetői engedély|vezetői engedély száma|jogosítvány száma|vezetői engedély szám|jogosítvány szám"),
    permit("tartózkodási engedély|tartózkodási engedély száma|munkavállalási engedély"),
    plate("rendszám|rendszámtábla|forgalmi rendszám|gépjármű rendszáma|alvázszám"),
    health(
        "diagnózis|betegség|betegségek|allergia|allergiák|gyógyszer|gyógyszerek|vércsoport|fogyatékosság|"
        "egészségi állapot|táppénz|kórelőzmény|anamnézis|terápia|védőoltás|oltások|terhesség|egészségügyi adatok|"
        "egészségi problémák|tünetek|keresőképtelenség|betegszabadság|megváltozott munkaképesség|rokkantság|"
        "krónikus betegség|gyógyszerérzékenység|ételallergia|kórtörténet|diagnózisok|pulzus|nyugalmi pulzus|"
        "nyugalmi pulzusszám|maximális pulzus|maximális pulzusszám|vérnyomás|testsúly|testmagasság|dohányzik|"
        "dohányos|halál oka|halál ok|halálok|orvosi információk|orvosi információ|egészségügyi információk|"
        "orvosi adatok"),
    insurance(
        "taj szám|tajszám|taj|társadalombiztosítási szám|társadalombiztosítási azonosító jel|egészségbiztosítás|"
        "egészségbiztosítási szám|taj kártya száma|biztosított azonosítója|egészségpénztár|taj azonosító"),
    religion("vallás|vallási meggyőződés|felekezet|vallása|vallási hovatartozás"),
    political("politikai vélemény|pártállás|párttagság|politikai nézet"),
    orientation("szexuális irányultság|szexuális orientáció"),
    ethnicity(
        "etnikai származás|faji származás|etnikum|etnikai hovatartozás|nemzetiségi hovatartozás|kaszt|"
        "nemzeti eredet|nemzeti származás"),
    union_member("szakszervezet|szakszervezeti tagság"),
    crime(
        "bűnügyi nyilvántartás|erkölcsi bizonyítvány|büntetett előélet|erkölcsi bizonyítvány száma|"
        "büntetett előéletű|priusz"),
    image(
        "fénykép|fotó|profilkép|arckép|igazolványkép|arcfénykép|avatarkép|dolgozó fényképe|kapcsolat fotója|"
        "kapcsolat képe|névjegy fényképe|fotója|személyképek|fényképek|arcképek"),
    fingerprint("ujjlenyomat"),
    hobbies(
        "hobbi|érdeklődési kör|hobbik|érdeklődés|kapcsolat érdeklődés|házastárs érdeklődése|életrajzi információ|"
        "életrajz|önéletrajz"),
    notes(
        "megjegyzés|megjegyzések|jegyzet|jegyzetek|hozzászólás|belső megjegyzés|egyéb információ|üzenet szövege|"
        "feljegyzés|feljegyzések|kiegészítő információk"),
    message("üzenet"),
    seen("utolsó bejelentkezés|utolsó belépés|legutóbbi belépés|utolsó bejelentkezés ideje"),
    key_of(
        "ügyfélszám|ügyfélazonosító|vevőkód|tagsági szám|törzsszám|dolgozói azonosító|betegazonosító|vevőazonosító|"
        "vevőszám|tagszám|tagazonosító|dolgozói szám|munkavállalói azonosító|hallgatói azonosító|neptun kód|"
        "oktatási azonosító|diákigazolvány szám|törzsvásárlói kártya|hűségkártya|hűségkártya száma|olvasójegy|"
        "olvasójegy száma|páciens azonosító|betegazonosító szám|felhasználó azonosító|felhasználóazonosító|"
        "ügyfél azonosítója|munkatárs azonosító|munkatárs szám|alkalmazott azonosító|alkalmazott szám|"
        "alkalmazotti szám|dolgozó azonosító|tag azonosító|tagi azonosító|személy azonosító|kapcsolat azonosító|"
        "beteg azonosító|alkalmazott id|ügyfél id"),
    ip("ip cím"),
    consent(
        "hozzájárulás|adatkezelési hozzájárulás|hírlevél|adatkezelési nyilatkozat|marketing hozzájárulás|"
        "hírlevél feliratkozás"),
    account_name("fióknév|fiók neve"),
    person(
        "ügyfél|ügyfelek|felhasználó|felhasználók|felhasználói|dolgozó|munkavállaló|beteg|páciens|tanuló|személy|"
        "hallgató|címzett|feladó|vendég|vevő|vevők|diák|állampolgár|dolgozók|munkavállalók|betegek|páciensek|"
        "tanulók|személyek|hallgatók|tanár|tanárok|orvos|orvosok|ápoló|látogató|látogatók|résztvevő|résztvevők|"
        "jelentkező|jelentkezők|pályázó|pályázók|kérelmezők|bérlő|bérlők|tulajdonos|tulajdonosok|sofőr|sofőrök|"
        "utas|utasok|szerző|szerzők|előfizető|előfizetők|adományozó|önkéntes|önkéntesek|játékos|játékosok|edző|"
        "állampolgárok|szülő|szülők|gyermek|gyermekek|gyerek|olvasó|olvasók|biztosított|biztosítottak|adós|"
        "hitelező|ügyvéd|közjegyző|eladó|lakó|lakók|vendégek|munkatárs|munkatársak|alkalmazott|alkalmazottak|"
        "kapcsolattartók|versenyző|versenyzők|címzettek|asszisztens|titkár|felettes|főnök"),
    organisation("cég|vállalat|beszállító|iskola"),
    event(
        "rendelés|rendelések|számla|foglalás|megrendelés|megrendelések|fizetések|foglalások|időpont|látogatás|"
        "szerződés|szerződések|kölcsönzés|kölcsönzések|vásárlás|vásárlások|eladás|bejelentés|panasz"),
    thing(
        "termék|fájl|projekt|oldal|kategória|kép|csoport|feladat|áru|kampány|kampányok|oszlop|oszlopok|oszlopnevek|"
        "objektum|objektumok|illesztőprogram|könyv|sablon|téma|postafiók"),
    not_it(
        "ellenőrizve|ellenőrzött|igazolt|hitelesített|megerősítve|megerősített|száma|darabszám|mennyiség|sablon|"
        "típus|típusa|fajta|formátum|állapot|státusz|beállítás|beállítások|értesítés|értesítések|elrejtése|elrejt|"
        "rejtse|módosítása|biztonsági|program|mutat|megváltoztatása|attribútum|alapértelmezett|látható|kötelező|"
        "hossz|lejár|elküldve|engedélyezett|érvényes|mód|bonyolultság|módosítás|erőssége|erősség|lejárat|"
        "visszaállítás|emlékeztető|csoport neve|csoportnév|fájl neve|fájlnév|minimális hossz|utolsó módosítás|"
        "termék neve|jelszóemlékeztető|maximális|legnagyobb|minimális|kijelentkezés|adja meg|adjon meg|megadása|"
        "megadás|beírás|mentése|mentés|mentse|megjegyzése|jegyezze|elfelejtett|elveszett|helytelen|hibás|hiba|"
        "érvénytelen|rossz|lejárt|küldése|küldés|elküldése|fogadása|fogadás|hozzáadása|hozzáadás|felvétele|felvéve|"
        "törlése|törlés|eltávolítása|szerkesztése|szerkesztés|megváltoztatva|változtatása|megváltoztatható|"
        "módosításakor|kiválasztása|választás|keresése|keresés|használata|használja|használatban|importálása|"
        "exportálása|nyomtatása|megjelenítése|megjelenítés|másolása|áthelyezése|ellenőrzése|ellenőrzés|sikertelen|"
        "nem lett|nem található|nem egyeznek|nem változtatható|nincs|támogatása|támogatás|többszörös|kettőzése|"
        "mappa|mappák|fejléc|szín|betűtípus|kiszolgáló|kiszolgálója|elválasztó|jelentés|létrehozása|engedélyezése|"
        "tiltása|aláírása|titkosítása|visszaállítása|helyreállítása|rendezése|rendezés|sorrend|opciók|lehetőségek|"
        "továbbítása|figyelmeztetés|szükséges|soha|mindig|korlát|cseréje|archiváló|linkek|számláló|formátuma|"
        "email fiók|e mail fiók|lista név|csatorna|fájlok|tulajdonság név|fejléc név|csoport név|memória|memóriában|"
        "tárolása|gyűjtött|összegyűjtött|módszer|rendben|értesítsen|értesítés kérése|ellenőrzés folyamatban|"
        "készítése|felkeresése|listája|nincsenek|jegyzet neve|védett|mérete|még egyszer|mé gegyszer|mutatása|"
        "összefűzése|hiányzó|összegzés|leggyakoribb|különleges|azonos|fizetési feltétel|fizetési feltételek|"
        "megerősítése|megerősítés|üzenet|webes kapcsolatokhoz|kapcsolatokhoz|pozíciója|előnézete|aláírja|"
        "változtassa|változtassa meg|korlátozása|tulajdonság|időformátum|alapértelmezés szerint|név nélkül|"
        "jelszóval|beállítása|napok|egyedi|számlaszám hossza|címblokk|címlista|oszlopok neve|elemek|nevezze át|"
        "átnevezése|alkalmazottak száma|felhasználók száma|ügyfelek száma|dolgozók száma|hossza|alaphelyzetbe|"
        "megadnod|nem elérhető|blokkolva|rejtett|visszavonása|hitelesítés|visszaállításának|kihagyása|"
        "összes hozzászólás|jóváhagyása|moderálása|nem találtunk|keresztül|kérése|újragenerálás|legutóbbi|"
        "nem egyezik|letiltva"),
    which(
        "otthoni|munkahelyi|egyéb|másik|más|új|régi|jelenlegi|elsődleges|másodlagos|ideiglenes|saját|személyes|magán|"
        "céges|üzleti|alternatív|további|az ön|teljes"),
    alone("user.demographic.gender", "nem"),
    concept_line("user.name", kAmbiguous, "név"),
    in_person_table("user.name", "előtag|utótag|titulus"),
    in_person_table("user.contact.phone_number", "mellék"),
    concept_line("user.location", 2.4, "földrajzi hely|földrajzi helyzet|földrajzi szélesség|földrajzi hosszúság"),
    street("emelet és ajtó|lépcsőház emelet ajtó"),
    full("partner neve|élettárs neve|kezelőorvos neve"),
    card("kártya érvényessége|kártya lejárati dátuma"),
    seen("utolsó tevékenység|utolsó aktivitás|utolsó látogatás|legutóbb aktív"),
    body("testmagasság cm|magasság cm"),
    title("név előtti titulus"),
    not_it("a jelszó lejár|jelszó lejár|betegek száma|tagok száma"),
    full("kapcsolat neve|névjegy neve"),
    seen("utolsó bejelentkezés dátuma|legutóbbi bejelentkezés"),
    phone("közvetlen vonal|közvetlen telefonszám"),
    alone("user.name", "férj|feleség|házastárs"),
    person("vezető"),
    title("tulajdonos|birtokos"),
    email("válasz cím|válasz erre a címre"),
    address("címek"),
};
// clang-format on

}  // namespace

std::span<const Line> hungarian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
