// Latvian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "otrais vārds|priekšvārds|papildvārdi|papildu vārdi|personvārds|vārdi|citi vārdi|vidējais vārds|"
        "kristītais vārds|dotais vārds|pirmais vārds|vārda|otrs vārds|kristāmvārds|visi vārdi|ikdienas vārds"),
    maybe_first("vārds"),
    last(
        "uzvārds|dzimtais uzvārds|pirmslaulības uzvārds|dzimtas vārds|ģimenes vārds|pirmslaulību uzvārds|"
        "meitas uzvārds|iepriekšējais uzvārds|uzvārds laulībā|uzvārds pēc laulībām|uzvārdi|uzvārds dzimstot"),
    full(
        "formatēts vārds|formatēts nosaukums|vārds uzvārds|vārds un uzvārds|pilns vārds|klienta vārds|"
        "kontaktpersona|segvārds|iesauka|saņēmēja vārds|konta īpašnieks|pilnais vārds|kontaktpersonas vārds|"
        "darbinieka vārds|pacienta vārds|skolēna vārds|dzīvesbiedrs|dzīvesbiedra vārds|laulātais|laulātā vārds|"
        "mātes vārds|tēva vārds|vecāku vārdi|aizbildnis|tuvinieks|parādāmais vārds|rādāmais vārds|kartes īpašnieks|"
        "parakstītājs|ārkārtas kontaktpersona|attēlojamais vārds|personas vārds|lietotāja pilnais vārds|"
        "uzrādītais vārds|jūsu vārds|pilns vārds uzvārds|jūsu pilns vārds|attēlotais vārds|īstais vārds|"
        "patiesais vārds|reālais vārds|parādāmais nosaukums|ekrāna vārds|īpašnieka vārds|piegādes vārds|"
        "asistenta vārds|vadītāja vārds|tuvinieka vārds|pārdevēja vārds|maksājuma saņēmējs|sūtītāja vārds|"
        "klienta nosaukums|pseidonīms|tēvvārds|vēlamais vārds|tēva vārds un uzvārds|mātes vārds un uzvārds|"
        "laulātā vārds un uzvārds|bērna vārds un uzvārds|aizbildņa vārds|likumiskais pārstāvis|"
        "kontaktpersona ārkārtas gadījumā|muižniecības tituls|vārds uzvārds iniciāļi|uzvārds vārds iniciāļi|"
        "kartes turētājs|vārds uz kartes|darbinieka vārds un uzvārds|klienta vārds un uzvārds|tuvākais radinieks|"
        "paraksttiesīgā persona|sieva vīrs|vīrs sieva|laulātais draugs|vārda piedēklis|vārda priedēklis|"
        "noformētais vārds|noformēts vārds"),
    title("akadēmiskais grāds|zinātniskais grāds|personiskais tituls|personīgais tituls"),
    email(
        "e pasts|e pasta adrese|epasts|epasta adrese|e pastu|elektroniskais pasts|elektroniskā pasta adrese|"
        "e pastu adreses|e pasta adreses|personīgais e pasts|darba e pasts|kontakta e pasts|e pasts saziņai|"
        "atbildes adrese"),
    phone(
        "tālrunis|tālruņa numurs|telefons|telefona numurs|mobilais tālrunis|mobilais|mājas tālrunis|darba tālrunis|"
        "tālr|mobilā tālruņa numurs|tālruņa nr|telefona nr|mobilais telefons|mob tālr|tālr nr|mājas telefons|"
        "darba telefons|automašīnas tālrunis|peidžeris|kontakttālrunis|fiksētais tālrunis|stacionārais tālrunis|"
        "mobilā telefona numurs|tālruņi|radiotelefons|atzvana tālrunis|uzņēmuma tālrunis|asistenta tālrunis|"
        "iekšējais numurs|iekšējais tālrunis|telekss|isdn numurs|cits tālrunis|galvenais tālrunis|tiešais tālrunis|"
        "mob numurs|peidžera numurs|atzvanīšana|atzvanīšanas numurs|telefoni|mob nr|kontakta telefons|"
        "ārkārtas tālrunis|tālrunis mājās|tālrunis darbā|papildu tālrunis"),
    fax("fakss|faksa numurs|mājas fakss|darba fakss|faksa nr|faksa aparāts|fakss mājās|fakss darbā"),
    contact_details(
        "kontaktinformācija|kontaktdati|kontakta detaļas|kontakta informācija|detalizēta kontaktinformācija"),
    website(
        "mājaslapa|tīmekļa vietne|mājas lapa|tīmekļa lapa|personīgā lapa|vietne|web lapa|mājas web lapa|"
        "emuāra adrese|bloga adrese|emuārs|blogs|mājaslapas adrese|personīgā mājaslapa"),
    address(
        "adrese|pasta adrese|dzīvesvieta|dzīvesvietas adrese|mājas adrese|piegādes adrese|deklarētā adrese|"
        "deklarētā dzīvesvieta|faktiskā adrese|korespondences adrese|darba adrese|norēķinu adrese|uzturēšanās vieta|"
        "deklarētā dzīvesvietas adrese|pastāvīgā adrese|pagaidu adrese|iepriekšējā adrese|rēķina adrese|"
        "adrese saziņai"),
    street(
        "pasta kastīte|pastkastīte|iela|ielas nosaukums|mājas numurs|dzīvokļa numurs|pastkaste|abonenta kastīte|"
        "mājas nr|dzīvokļa nr|abonenta kaste|pasta kaste|ielas adrese|iela un mājas numurs|adreses 1 rinda|"
        "adreses 2 rinda|adreses rinda 1|adreses rinda 2|ēkas nosaukums|mājas nosaukums|iela dzīvokļa numurs|"
        "ielas numurs"),
    city(
        "lokalitāte|pilsēta|pagasts|apdzīvota vieta|dzīvesvietas pilsēta|pilsēta novads|apvidus|ciems|"
        "dzīvesvieta pilsēta|pilsēta vai ciems|pašvaldība"),
    postcode("pasta indekss|pasta kods|indekss pasta|pasta indekss un pilsēta"),
    state(
        "štats|pavalsts|novads|štats province|apriņķis|mājas rajons|rajons province|rajons|reģions|apgabals|province"),
    country("valsts|dzīvesvietas valsts|pilsonības valsts|valsts kods|valsts reģions|izcelsmes valsts|mītnes valsts"),
    birth(
        "dzimšanas datums|dzimšanas diena|dzimšanas gads|dzimis|dzimšanas dati|dzimusi|dz datums|dzimš dat|"
        "dzimšanas dat|dzimšanas mēnesis|dzim datums"),
    origin(
        "dzimšanas vieta|dzimšanas valsts|pilsonība|tautība|izglītība|bērnu skaits|valstspiederība|nacionalitāte|"
        "izglītības līmenis|miršanas datums|nāves datums|gadadiena|jubileja|kāzu gadadiena|miršanas vieta|"
        "nāves gads|nāves vieta|miršanas gads|nāves mēnesis|vecums nāves brīdī|kristību datums|kristību vieta|"
        "laulību datums|laulību vieta|kāzu datums|dzimšanas pilsēta"),
    age("vecums|vecuma grupa|vecums gados"),
    gender("dzimums|uzruna|dzimumidentitāte"),
    marital("ģimenes stāvoklis|laulības statuss|ģimenes statuss"),
    children("bērna vārds|bērnu vārdi|bērna personas kods|bērna dzimšanas datums|bērni"),
    language("dzimtā valoda|saziņas valoda|vēlamā valoda|izvēlētā valoda"),
    job(
        "amats|profesija|nodarbošanās|ieņemamais amats|amata nosaukums|darba nosaukums|amata loma|amata tituls|"
        "loma uzņēmumā|loma darbā|darba nosaukums amata|arods|tituls amats|darba loma"),
    workplace(
        "darba devējs|darba vieta|nodaļa|darbavieta|struktūrvienība|pieņemšanas datums|darba attiecību sākums|"
        "pieņemšanas darbā datums|darbā pieņemts|atlaišanas datums|departaments|darba sākuma datums|"
        "darba uzsākšanas datums|darba tiesisko attiecību sākums|organizatoriskā vienība|"
        "organizācijas struktūrvienība"),
    login(
        "pieteikšanās|pieslēgšanās|lietotājvārds|lietotāja vārds|lietotāja id|pieteikšanās vārds|"
        "lietotāja identifikators|pieslēgšanās vārds|ierakstīšanās vārds|identifikatora nosaukums|sip adrese|"
        "jabber adrese|ekrāna nosaukums|tūlītējās ziņojumapmaiņas adrese|konta lietotājvārds"),
    password(
        "parole|jauna parole|parole atkārtoti|ieejas frāze|paroles frāze|vecā parole|pašreizējā parole"),
    secret("drošības jautājums|drošības atbilde|pin kods|slepenais jautājums|vienreizējais kods"),
    bank("konta numurs|bankas konts|bankas konta numurs|norēķinu konts|konta nr|bankas rekvizīti|iban numurs"),
    card(
        "kredītkarte|kredītkartes numurs|kartes numurs|maksājumu karte|bankas karte|kartes derīguma termiņš|"
        "kredītkartes derīguma termiņš|kartes termiņš|debetkarte|kartes derīgums"),
    income(
        "alga|darba alga|ienākumi|bruto alga|neto alga|atalgojums|pensija|gada ienākumi|atvilkumi|ieturējumi|"
        "mēneša alga|gada alga|stundas likme|mēneša ienākumi|ģimenes ienākumi"),
    national(
        "personas kods|nodokļu maksātāja numurs|identitātes karte|identitātes kartes numurs|personas apliecība|"
        "personas apliecības numurs|id karte|id kartes numurs|nodokļu maksātāja kods|sociālās apdrošināšanas numurs|"
        "personas apliecinošs dokuments|pers kods"),
    passport("pases numurs|pases nr|pases sērija un numurs"),
    driving("vadītāja apliecība|vadītāja apliecības numurs|autovadītāja apliecība|vadītāja apliecības nr"),
    permit("uzturēšanās atļauja|darba atļauja|uzturēšanās atļaujas numurs|vīzas numurs"),
    plate(
        "automašīnas numurs|reģistrācijas numurs auto|transportlīdzekļa numurs|valsts numurs|auto numurs|"
        "valsts reģistrācijas numurs|transportlīdzekļa reģistrācijas numurs|automašīnas reģistrācijas numurs"),
    health(
        "diagnoze|slimība|slimības|alerģija|alerģijas|medikamenti|zāles|asinsgrupa|invaliditāte|veselības stāvoklis|"
        "asins grupa|vakcinācija|ārstēšana|grūtniecība|slimības vēsture|darbnespējas lapa|slimības lapa|pulss|"
        "miera pulss|maksimālais pulss|asinsspiediens|ķermeņa svars|smēķētājs|diēta|nāves cēlonis|"
        "medicīniskā informācija|medicīniskie dati|veselības dati|veselības informācija|invaliditātes grupa|"
        "lietojamie medikamenti|pārtikas alerģijas|darbnespēja"),
    insurance(
        "veselības apdrošināšana|veselības apdrošināšanas numurs|polises numurs veselība|"
        "veselības apdrošināšanas polise|eiropas veselības apdrošināšanas karte"),
    religion("ticība|reliģija|reliģiskā pārliecība|konfesija|reliģiskā piederība"),
    political(
        "politiskie uzskati|politiskā pārliecība|politiskā partija|partijas biedrs|politiskā piederība|"
        "partijas piederība"),
    orientation("seksuālā orientācija"),
    ethnicity("etniskā izcelsme|rase|etniskā piederība|kasta|nacionālā izcelsme"),
    union_member("arodbiedrība|dalība arodbiedrībā|arodbiedrības biedrs"),
    crime(
        "sodāmība|sodu reģistrs|krimināla sodāmība|sodāmības reģistrs|krimināllietas|sodāmības|noziedzīgi nodarījumi"),
    image(
        "fotogrāfija|foto|profila attēls|fotoattēls|pases foto|kontakta attēls|lietotāja attēls|"
        "kontakta fotogrāfija|kontakta foto|fotoattēli|fotogrāfijas|profila bilde|personas foto|portrets|"
        "dokumenta foto"),
    fingerprint("pirkstu nospiedumi|pirkstu nospiedums"),
    hobbies("vaļasprieki|hobiji|biogrāfiskie dati|biogrāfija"),
    notes("piezīmes|piezīme|komentārs|komentāri|piebildes|papildinformācija par personu"),
    message("ziņojums|ziņa"),
    seen(
        "pēdējā pieteikšanās|pēdējoreiz pieteicies|pēdējoreiz pieslēdzies|pēdējā pieslēgšanās|"
        "pēdējais pieslēgšanās laiks|pēdējais savienojums"),
    key_of(
        "klienta numurs|klienta nr|klienta kods|biedra numurs|darbinieka numurs|pacienta numurs|tabeles numurs|"
        "klienta karte|darbinieka id|klienta id|biedra id|personas id|kontakta id|pacienta id|lasītāja numurs|"
        "vadītāja id|darbinieka kods|skolēna numurs|studenta numurs|lietotāja numurs|personas numurs|lasītāja karte|"
        "autora id|īpašnieka id|pircēja kods"),
    ip("ip adrese"),
    consent(
        "piekrišana|jaunumu vēstule|piekrišana saņemt jaunumus|piekrišana mārketingam|piekrišana datu apstrādei|"
        "piekrišanas|jaunumu saņemšana|biļetens"),
    account_name("konta nosaukums|konta vārds"),
    person(
        "klients|klienta|lietotājs|lietotāja|darbinieks|pacients|skolēns|biedrs|persona|saņēmējs|sūtītājs|viesis|"
        "klienti|lietotāji|darbinieki|darbinieka|pacienti|pacienta|skolēna|students|biedri|personas|skolotājs|ārsts|"
        "dalībnieks|pretendents|īrnieks|īpašnieks|vadītājs|pasažieris|autors|abonents|ziedotājs|brīvprātīgais|"
        "spēlētājs|pilsonis|saņēmēja|bērns|pārdevējs|asistents|palīgs|priekšnieks|iedzīvotājs|iedzīvotāji|īrnieki|"
        "īpašnieki|dalībnieki|pretendenti|pieteicējs|autori|šoferis|pasažieri|spēlētāji|treneris|treneri|pircējs|"
        "pircēji|ārsti|apmeklētājs|apmeklētāji|studenti|skolotāji|abonenti|kandidāts|kandidāti|viesi|lasītājs|"
        "lasītāji|aizbildņi|laulātais|pilsoņi|saņēmēji|bērni|vecāki|skolēni"),
    organisation("uzņēmums|uzņēmuma|piegādātājs|skola"),
    event("pasūtījums|pasūtījumi|rezervācija|rēķins|maksājums|vizīte"),
    thing(
        "produkts|produkta|fails|faila|projekts|projekta|lapa|kategorija|grupa|grupas|uzdevums|prece|kampaņa|"
        "kampaņas|kolonna|kolonnas|objekts|objekta|objektu|draiveris|motīvs|grāmata|grāmatas|veidne|pastkaste|"
        "nodaļas nosaukums"),
    not_it(
        "apstiprināts|apstiprināta|pārbaudīts|pārbaudīta|verificēts|skaits|veidne|tips|veids|formāts|statuss|"
        "stāvoklis|iestatījums|iestatījumi|paziņojums|paziņojumi|slēpt|rādīt|mainīt|mainīta|jāmaina|atribūts|"
        "noklusējuma|redzams|obligāts|garums|derīgs|izveidots|dzēsts|atjaunināts|aktīvs|mainīts|sarežģītība|maiņa|"
        "izmaiņas|stiprums|atiestatīšana|atgādinājums|grupas nosaukums|faila nosaukums|minimālais garums|"
        "derīguma termiņš|termiņš|maksimālais|maksimālā|minimālais|atteikties|izrakstīties|ievadīt|ievadiet|"
        "saglabāt|saglabā|atcerēties|aizmirsta|aizmirsi|pazaudēta|nepareiza|nepareizs|nederīgs|nederīga|beigusies|"
        "izbeigusies|sūtīt|nosūtīt|saņemt|pievienot|dzēst|noņemt|rediģēt|labot|izmainīta|izvēlēties|izvēlieties|"
        "meklēt|izmantot|izmantojiet|lietot|lietošanā|importēt|eksportēt|drukāt|kopēt|pārvietot|pārbaudīt|neizdevās|"
        "kļūda|nav|nesakrīt|neeksistē|atbalsts|dublikāti|mape|mapes|galvene|krāsa|fonts|serveris|servera|atdalītājs|"
        "atskaite|pārskats|izveidot|ieslēgt|atslēgt|atļaut|parakstīt|šifrēt|atjaunot|kārtot|iespējas|opcijas|"
        "pārsūtīt|brīdināt|brīdinājums|nepieciešama|nepieciešams|nekad|vienmēr|limits|aizvietot|skatītājs|kanāla|"
        "saraksta|redaktors|atmiņa|kanāls|izdzēst|savāktās|savāktie|metode|pareiza|paziņot|tiek pārbaudīta|"
        "e pasta konts|nevar|nevēlamā|preferira|iestatīt|iestati|apmeklēt|apmeklējiet|firmas zīme|ziņojums|ziņojumi|"
        "tīmekļa savienojumiem|savienojumiem|ar paroli|nosūta|bez vārda|dienas līdz|saraksts|trūkst|trūkstošs|"
        "trūkstošie|izmērs|iekļaut|apvienot|sapludināt|vienādi|unikāli|apstiprināt|apstipriniet|atkārtoti|"
        "priekšskatījums|elementi|kolonnas nosaukums|objekta nosaukums|nepareiza parole|novietojums|"
        "darba lapas nosaukums|adreses bloks|atiestatīt|uzstādīt|botu|nodzēsts|faila adrese|sūtīšana|sūtīšanu|"
        "paslēpt|bloķējumus|bloķēts|apstiprini|atcelt|apstiprināšanu|politika|visi komentāri|pārbaude|noklusētais|"
        "noklusētā|netika atrasts|publicēt|izlaist|apstiprinājuma|pazudusi|aizmirsāt|jaunākie"),
    which(
        "adreses|mājas|darba|cits|citi|otrs|otra|jauns|jaunais|vecais|vecā|galvenais|galvenā|pašreizējā|pašreizējais|"
        "pagaidu|mans|mana|jūsu|personiskais|personiskā|personīgais|privātais|privātā|papildu|alternatīvais|biznesa|"
        "dienesta"),
    in_person_table("user.name", "priedēklis|piedēklis|sufikss|tituls"),
    in_person_table("user.demographic.gender", "sveiciens"),
    alone("user.contact.address", "adreses"),
    concept_line("user.location", 2.4,
        "ģeogrāfiskā atrašanās vieta|ģeogrāfiskais stāvoklis|ģeogrāfiskais platums|ģeogrāfiskais garums|"
        "ģeogrāfiskās koordinātas"),
    street("stāvs un durvis|stāvs un dzīvoklis"),
    full("ģimenes ārsts|ārstējošais ārsts|partnera vārds|partneres vārds"),
    card("karte derīga līdz"),
    body("ķermeņa garums|augums cm"),
    seen("pēdējā aktivitāte|pēdējais apmeklējums|pēdējoreiz aktīvs"),
    political("dalība partijā|piederība partijai"),
    not_it("parole beigsies|beigsies pēc|pacientu skaits|biedru skaits|klientu skaits"),
    first("fonētiskais vārds"),
    last("fonētiskais uzvārds"),
    street("adreses otrā rinda|adreses pirmā rinda|adreses rinda"),
    seen("pēdējās pieteikšanās datums|pēdējais pieslēgums"),
    phone("tiešā līnija|tiešais numurs"),
    alone("user.name", "vīrs|sieva|laulātais|partneris|partnere"),
    title("īpašnieks|īpašniece|turētājs"),
    email("atbildēt uz"),
};
// clang-format on

}  // namespace

std::span<const Line> latvian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
