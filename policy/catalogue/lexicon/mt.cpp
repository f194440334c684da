// Maltese.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "isem propju|isem tal magħmudija|isem mogħti|l ewwel isem|isem tan nofs|it tieni isem|ismijiet oħra|"
        "isem l ewwel|ismijiet addizzjonali|isem ewlieni|isem preferut|isem imsejjaħ|ismijiet mogħtija"),
    maybe_first("isem"),
    last(
        "kunjom|il kunjom|kunjom ta xbubitha|kunjom xbubitha|kunjom tax xbubija|kunjom ta qabel iż żwieġ|"
        "kunjom fit twelid|l kunjom|isem tal familja|kunjom tar raġel|kunjom miżżewġa|kunjom wara ż żwieġ|"
        "kunjom xebba|kunjomijiet|kunjom preċedenti"),
    full(
        "isem u kunjom|isem sħiħ|isem komplut|isem tal klijent|persuna ta kuntatt|kunjom u isem|isem il klijent|"
        "isem il pazjent|isem tal pazjent|isem l impjegat|isem tal impjegat|isem l istudent|isem tal istudent|"
        "isem il membru|isem il missier|isem l omm|isem missier|isem omm|isem ir raġel|isem il mara|isem il konjuġi|"
        "konjuġi|kuntatt ta emerġenza|kuntatt f każ ta emerġenza|persuna li għandha tiġi kkuntattjata|"
        "isem tal kuntatt|isem il kuntatt|isem tad detentur tal kont|detentur tal kont|detentur tal karta|"
        "isem fuq il karta|isem li jidher|isem tal wiri|laqam|psewdonimu|inizjali|firmatarju|isem id destinatarju|"
        "isem il benefiċjarju|kustodju|gwardjan|rappreżentant legali|isem it tabib|tabib tal familja|isem is sid|"
        "ismek|ismek sħiħ|isem muri|isem viżibbli|isem reali|l isem veru|isem veru|isem fuq l iskrin|sid il kont|"
        "detentur tal kard|riċevut minn|isem l assistent|isem il maniġer|l eqreb qarib|isem il bejjiegħ|"
        "benefiċjarju|isem it tutur|tutur legali|kuntatt f emerġenza|persuna ta kuntatt f emerġenza|isem ta missier|"
        "isem ta omm|qraba|isem li jintwera|isem tal ġenitur|isem murija|suffiss tal isem|prefiss tal isem|"
        "isem proprju"),
    title("titolu akkademiku|titlu personali"),
    email(
        "posta elettronika|indirizz elettroniku|indirizz tal email|indirizz tal posta elettronika|imejl|"
        "indirizz tal imejl|ittra elettronika|indirizz imejl|indirizz email|l indirizz elettroniku|"
        "indirizz tal e mail|emejl|imejl personali|indirizz tal posta elettronika personali"),
    phone(
        "telefown|numru tat telefon|numru tat telefown|numru tal mowbajl|mowbajl|telefon tad dar|numru telefoniku|"
        "telefown tad dar|telefon tax xogħol|telefown tax xogħol|numru tat telefown tad dar|"
        "numru tat telefon tad dar|numru tat telefon tax xogħol|telefon ċellulari|ċellulari|numru taċ ċellulari|"
        "numru ċellulari|mobajl|numru tal mobajl|numru tal mobile|telefon fiss|numru fiss|telefon ta kuntatt|"
        "numru ta kuntatt|telefon tal karozza|pejġer|numru tat telefon ta emerġenza|tel tad dar|tel tax xogħol|"
        "numru telefoniku personali|telefon tax xogħol estensjoni|telefon tal kumpanija|telefon tal assistent|"
        "teleks|telefon ieħor|telefon prinċipali|linja diretta|numru ta emerġenza kuntatt|telefon f emerġenza|"
        "numri tat telefon|estensjoni telefonika|sejħa lura|numru biex iċċempel lura|numru isdn|numru tal pager|"
        "numru tat telex|pager"),
    fax("numru tal feks|feks|numru tal fax|fax tad dar|fax tax xogħol|numru tal faks|feks tad dar|feks tax xogħol"),
    contact_details("dettalji ta kuntatt|dettalji tal kuntatt|informazzjoni ta kuntatt"),
    website("sit web|sit elettroniku|paġna web|sit elettroniku personali|paġna personali|websajt|paġna ewlenija"),
    address(
        "indirizz|indirizz tad dar|indirizz postali|indirizz residenzjali|residenza|indirizz privat|"
        "indirizz permanenti|indirizz temporanju|indirizz tal kunsinna|indirizz tal kont|indirizz tal fattura|"
        "indirizz għall korrispondenza|indirizz attwali|indirizz tax xogħol|post ta residenza|"
        "indirizz tar residenza|indirizz sħiħ|indirizz tal klijent|domiċilju|indirizz preċedenti|"
        "indirizz korrispondenza"),
    street(
        "triq|isem it triq|numru tad dar|kaxxa postali|triq u numru|isem tat triq|numru tal bieb|isem id dar|"
        "isem tad dar|numru tal appartament|kaxxa tal posta|kaxxa tal ittri|l indirizz linja 1|indirizz linja 1|"
        "indirizz linja 2|isem il bini|isem tal bini|linja tal indirizz 1|linja tal indirizz 2"),
    city("belt|lokalità|raħal|il belt|belt jew raħal|belt raħal|belt ta residenza|muniċipalità|lokalità ta residenza"),
    postcode("kodiċi postali|kodiċi postal|kodiċi tal posta|kodiċi tal indirizz"),
    state("stat provinċja|provinċja|reġjun ta residenza|kontea|stat jew provinċja|reġjun|distrett"),
    country(
        "pajjiż|pajjiż ta residenza|pajjiż tar residenza|pajjiż ta oriġini|pajjiż taċ ċittadinanza|"
        "kodiċi tal pajjiż|pajjiż tal oriġini|pajjiż reġjun"),
    birth(
        "data tat twelid|id data tat twelid|jum it twelid|sena tat twelid|data ta twelid|twelid|għeluq is snin|"
        "għeluq snin|sena ta twelid|xahar tat twelid|imwieled|imwielda|jum ta twelid|anniversarju tat twelid"),
    origin(
        "post tat twelid|post it twelid|nazzjonalità|ċittadinanza|edukazzjoni|post ta twelid|pajjiż tat twelid|"
        "pajjiż it twelid|belt tat twelid|livell ta edukazzjoni|livell edukattiv|numru ta tfal|data tal mewt|"
        "membri tal familja|dipendenti familja|anniversarju|anniversarju taż żwieġ|post tal mewt|sena tal mewt|"
        "data tal magħmudija|data taż żwieġ|data tat tieġ|età meta miet"),
    age("età|grupp ta età|medda ta età"),
    gender("ġeneru|is sess|ġeneru tal persuna|identità tal ġeneru|titlu ta korteżija"),
    marital("stat ċivili|stat matrimonjali|status ċivili|stat taż żwieġ"),
    children("isem it tifel|isem it tifla|ismijiet tat tfal|data tat twelid tat tifel"),
    language(
        "lingwa materna|lingwa|lingwa preferuta|lingwa tal komunikazzjoni|l ilsien matern|ilsien matern|"
        "lingwa ta komunikazzjoni"),
    job(
        "xogħol|professjoni|okkupazzjoni|kariga|titlu tax xogħol|impjieg|okkupazzjoni attwali|pożizzjoni tax xogħol|"
        "titolu tal impjieg|titlu tal impjieg|mestier|rwol fuq ix xogħol|karika|rwol fix xogħol|rwol fil kumpanija|"
        "titolu tax xogħol|titolu professjoni|rwol tax xogħol"),
    workplace(
        "min iħaddem|post tax xogħol|dipartiment|impjegatur|min jimpjega|data tal impjieg|data tal bidu tal impjieg|"
        "post tal impjieg|taqsima tax xogħol|unità organizzattiva"),
    login(
        "isem tal utent|isem l utent|isem ta utent|isem tal login|isem għad dħul|isem l utenti|isem użatur|"
        "isem tal user|isem ta identifikazzjoni|indirizz sip"),
    password(
        "kelma tal moħġa|kelma sigrieta|password|password ġdida|kodiċi sigriet|kelma sigrieta ġdida|"
        "kelma ta aċċess|kodiċi ta aċċess|frażi sigrieta|password kurrenti|passphrase"),
    secret("mistoqsija ta sigurtà|mistoqsija sigrieta|tweġiba sigrieta|kodiċi pin|mistoqsija tas sigurtà"),
    bank(
        "kont bankarju|numru tal kont|kont tal bank|numru tal kont bankarju|kont tal bank numru|numru iban|"
        "dettalji tal bank|dettalji bankarji|numru ta kont"),
    card(
        "karta tal kreditu|karta ta kreditu|numru tal karta|numru tal karta ta kreditu|karta ta debitu|"
        "karta bankarja|numru ta karta|karta tal bank|data ta skadenza tal kard|skadenza tal kard"),
    income(
        "paga|salarju|dħul|salarju gross|salarju nett|introjtu|introjtu annwali|paga fis siegħa|pensjoni|"
        "dħul annwali|dħul tal familja|qligħ|tnaqqis mis salarju|remunerazzjoni|paga gross|paga netta|dħul fix xahar"),
    national(
        "numru tal karta tal identità|karta tal identità|numru tat taxxa|numru tas sigurtà soċjali|"
        "karta ta identità|numru tal id|karta tal id|karta ta l identità|numru tal identità|"
        "numru ta identifikazzjoni|numru ta identifikazzjoni tat taxxa|numru ta sigurtà soċjali|"
        "numru tas sigurtà soċjali tal impjegat|numru tal karta ta l identità|dokument tal identità|"
        "numru personali ta identifikazzjoni|numru tad dokument tal identità"),
    passport("numru tal passaport|passaport|numru ta passaport|passaport numru"),
    driving("liċenzja tas sewqan|numru tal liċenzja tas sewqan|liċenzja tas sewwieq|liċenzja tas sewqan numru"),
    permit("permess ta residenza|permess tax xogħol"),
    plate("numru tal pjanċa|numru tar reġistrazzjoni tal vettura|pjanċa tal karozza"),
    health(
        "dijanjosi|mard|marda|allerġija|allerġiji|mediċini|grupp tad demm|diżabilità|stat ta saħħa|"
        "kundizzjoni medika|kundizzjonijiet mediċi|mediċina|trattament|kura medika|tilqim|vaċċinazzjoni|tqala|"
        "storja medika|rekord mediku|sintomi|intolleranzi|saħħa|ċertifikat mediku|kundizzjoni tas saħħa|"
        "grupp tad demm rhesus|leave tal mard|polz|rata tal qalb|pressjoni tad demm|piż tal ġisem|kawża tal mewt|"
        "informazzjoni medika|dejta medika|grad ta diżabilità|allerġiji tal ikel"),
    insurance("assigurazzjoni tas saħħa|numru tal assigurazzjoni tas saħħa|numru tal polza tas saħħa|karta tas saħħa"),
    religion("reliġjon|twemmin reliġjuż|fidi reliġjuża|denominazzjoni"),
    political("opinjoni politika|partit politiku|twemmin politiku"),
    orientation("orjentazzjoni sesswali"),
    ethnicity("oriġini etnika|razza|etniċità|grupp etniku|oriġini razzjali|oriġini nazzjonali|kasta"),
    union_member("sħubija fi trejdjunjin|trejdjunjin|sħubija fi trejd junjin"),
    crime("kondotta|fedina penali|rekord kriminali|kundanni"),
    image(
        "ritratt|ritratt tal profil|ritratt personali|ritratt tal passaport|stampa tal profil|ritratt tal kuntatt|"
        "stampa tal kuntatt|ritratti|ritratti tal persuna"),
    fingerprint("marki tas swaba|marka tas saba"),
    hobbies("passatempi|interessi personali|delizzji|bijografija"),
    notes(
        "noti|kummenti|rimarki|kumment|osservazzjonijiet|nota interna|test tal messaġġ|rimarka|informazzjoni oħra|"
        "noti personali"),
    message("messaġġ"),
    seen("l aħħar login|l aħħar dħul"),
    key_of(
        "numru tal klijent|numru tal membru|numru tal impjegat|numru ta klijent|kodiċi tal klijent|numru ta membru|"
        "numru ta impjegat|numru tal pazjent|numru tal istudent|numru tas sħubija|karta tal lealtà|id tal utent|"
        "id tal impjegat|id tal klijent|id tal membru|id tal pazjent|numru tal utent|numru tal persuna"),
    ip("indirizz ip"),
    consent("kunsens|kunsens għall marketing|kunsens tal gdpr|bullettin|abbonament newsletter|kunsensi"),
    account_name("isem tal kont"),
    person(
        "klijent|utent|ħaddiem|impjegat|pazjent|student|membru|persuna|klijenti|utenti|ħaddiema|impjegati|pazjenti|"
        "studenti|membri|persuni|għalliem|għalliema|tabib|tobba|infermier|mistieden|mistednin|viżitatur|viżitaturi|"
        "parteċipant|parteċipanti|applikant|applikanti|kandidat|kandidati|inkwilin|inkwilini|sewwieq|passiġġier|"
        "passiġġieri|awtur|abbonat|abbonati|donatur|voluntier|voluntiera|plejer|ċittadin|ċittadini|ġenitur|"
        "ġenituri|tifel|tifla|tfal|benefiċjarju|xerrej|avukat|nutar|destinatarju|mittent|assistent|superjur"),
    event("ordni|ordnijiet|fatturi|ħlas|ħlasijiet|prenotazzjoni|appuntament|appuntamenti|żjara|kuntratt|bejgħ"),
    thing(
        "prodott|fajl|proġett|paġna|kategorija|grupp|prodotti|fajls|proġetti|servizz|kaxxa|kompitu|kampanja|kampanji"),
    not_it(
        "ivverifikat|ivverifikata|ikkonfermata|ikkonfermat|għadd|mudell|tip|format|status|settings|notifika|"
        "notifiki|aħbi|uri|uża|mudell tal|ivverifika|moħbi|muri|attiv|inattiv|bdil|ibdel|ħassar|maħluq|aġġornat|"
        "awtorizzat|obbligatorju|kumplessità|bidla|tibdil|saħħa tal password|skadenza|riset|tfakkira|isem tal grupp|"
        "isem tal fajl|tul minimu|l aħħar bidla|massimu|minimu|daħħal|ikteb|ssejvja|salva|ftakar|minsija|mitlufa|"
        "ħażina|ħażin|mhux validu|mhux valida|skadiet|ibgħat|irċievi|żid|neħħi|editja|immodifika|agħżel|fittex|"
        "importa|esporta|stampa|ikkopja|mexxi|iċċekkja|falla|żball|mhux|appoġġ|duplikat|folder|intestatura|kulur|"
        "server|separatur|rapport|oħloq|attiva|iddiżattiva|ippermetti|iffirma|ikkripta|irkupra|ordna|għażliet|"
        "twissija|meħtieġa|qatt|dejjem|limitu|kanal|lista|metodu|miġbura|korretta|mingħajr isem|żur|waqqaf|daqs|"
        "lista ta|nieqes|inkludi|għaqqad|ikkonferma|bil password|għal konnessjonijiet|messaġġ tal email|reġa daħħal|"
        "issettja|elementi|previżjoni|post tal|isem tal kolonna|isem tal oġġett|blokk tal indirizz|insejt|"
        "numru ta impjegati|numru ta klijenti|issortja|tul tal password|problemi|ma kienx|mhuwiex possibbli|"
        "irrisettja|biddel|intbagħtet|tneħħa|opzjonijiet|hemm bżonn|l ebda|ebda|impedixxi|invalidu|imblukkata|"
        "konfermazzjoni|postjata"),
    which(
        "tax xogħol|tad dar|tar residenza|ieħor|oħra|oħrajn|ġdid|ġdida|qadim|qadima|attwali|prinċipali|sekondarju|"
        "temporanju|tiegħi|tiegħek|personali|privata|alternattiv|tan negozju|sħiħ"),
    alone("user.demographic.gender", "sess"),
    in_person_table("user.name", "prefiss|suffiss|titlu"),
    organisation("kumpanija|kumpaniji|fornitur|fornituri|skola"),
    concept_line("user.location", 2.4, "pożizzjoni ġeografika|latitudni|lonġitudni"),
    street("sular u bieb|sular u appartament"),
    title("titlu qabel l isem"),
    full("isem is sieħeb|isem is sieħba|isem il kustodju"),
    job("pożizzjoni fil kumpanija|pożizzjoni fix xogħol"),
    card("karta valida sa|data tal iskadenza tal karta"),
    body("tul tal ġisem|tul f cm"),
    seen("l aħħar attività|l aħħar żjara"),
    political("sħubija f partit|membru ta partit"),
    last("kunjom tat twelid|kunjom mat twelid"),
    not_it("tiskadi fi|numru ta pazjenti|numru ta membri"),
    first("isem fonetiku"),
    last("kunjom fonetiku"),
    children("ismijiet it tfal|isem it tfal"),
    phone("numru dirett"),
    seen("data tal aħħar dħul"),
    alone("user.name", "sieħeb|sieħba|konjuġi"),
    person("maniġer"),
    title("proprjetarju"),
    email("wieġeb lil|indirizz għat tweġiba"),
};
// clang-format on

}  // namespace

std::span<const Line> maltese() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
