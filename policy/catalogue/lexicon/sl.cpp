// Slovene.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "dodatna imena|krstno ime|drugo ime|osebno ime|srednje ime|imena|krstna imena|prvo ime|lastno ime|"
        "dodatno ime|druga imena|ime 1|vmesno ime|klicno ime|po imenu|uporabljano ime|ime s katerim ga kličejo"),
    maybe_first("ime"),
    last(
        "priimek|dekliški priimek|rojstni priimek|prejšnji priimek|priimek ob rojstvu|priimek pred poroko|"
        "družinsko ime|drugi priimek|dekliško ime|priimki|poročno ime|priimek po poroki|poročni priimek"),
    full(
        "oblikovano ime|ime in priimek|polno ime|ime stranke|kontaktna oseba|vzdevek|ime prejemnika|imetnik računa|"
        "imetnik kartice|priimek in ime|celotno ime|priimek ime|ime priimek|ime zaposlenega|ime delavca|"
        "ime pacienta|ime in priimek pacienta|ime učenca|ime dijaka|ime študenta|ime člana|ime kupca|ime očeta|"
        "ime matere|zakonec|soprog|soproga|zakonski partner|ime zakonca|partner ime|skrbnik|zakoniti zastopnik|"
        "ime skrbnika|ime starša|stik v sili|kontakt v sili|oseba za stik|kontakt v nujnih primerih|"
        "ime kontaktne osebe|prikazno ime|prikazano ime|ime za prikaz|lastnik računa|lastnik kartice|ime na kartici|"
        "podpisnik|začetnice|inicialke|ime zdravnika|osebni zdravnik|izbrani zdravnik|ime voznika|ime pošiljatelja|"
        "vlagatelj|ime vlagatelja|upravičenec|psevdonim|naziv osebe|v roke|ime in priimek stranke|vaše ime|"
        "vaše polno ime|pokaži ime|nadimek|resnično ime|pravo ime|dejansko ime|ime zaslona|zaslonsko ime|"
        "prikazno ime osebe|ime lastnika|ime za dostavo|ime pomočnika|ime asistenta|ime nadrejenega|"
        "najbližji sorodnik|ime sorodnika|ime prodajalca|prejemnik plačila|ime plačnika|hišno ime|patronim|"
        "prednostno ime|plemiški naziv|želeno ime|očetovo ime|materino ime|kontaktna oseba v sili|"
        "oseba za nujne primere|pripona imena|predpona imena|oblikovano polno ime"),
    title("akademski naziv|znanstveni naziv|osebni naziv"),
    email(
        "e pošta|e poštni naslov|elektronska pošta|elektronski naslov|naslov e pošte|epošta|e naslov|"
        "e pošta zasebna|e pošta službena|email naslov|mail naslov|e mail naslov|zasebna e pošta|službena e pošta|"
        "epoštni naslov|elektronski poštni naslov|el pošta|el naslov|naslovi e pošte|elektronske pošte|"
        "naslov za odgovor"),
    phone(
        "telefon|telefonska številka|mobilni telefon|mobilna številka|številka telefona|domači telefon|"
        "službeni telefon|gsm številka|prenosni telefon|tel št|telefon doma|mobitel|mobilnik|številka mobitela|"
        "številka mobilnika|mobilna telefonska številka|stacionarni telefon|telefon v službi|telefon služba|"
        "hišni telefon|zasebni telefon|osebni telefon|kontaktni telefon|kontaktna številka|telefonska št|"
        "tel številka|telefonske številke|telefonska|telefon 1|telefon 2|telefon v avtu|avtotelefon|"
        "avtomobilski telefon|pozivnik|drugi telefon|glavni telefon|št telefona|interna številka telefona|"
        "prenosnik telefon|domača telefonska številka|službena telefonska številka|radijski telefon|radiotelefon|"
        "telefon za povratni klic|povratni klic|telefon podjetja|telefon pomočnika|teleks|isdn številka|"
        "številka isdn|drug telefon|glavni tel|neposredna številka|osebni klicnik|številka pozivnika|"
        "povratna številka|telefoni|telefon v sili|telefon za nujne primere|privzeti telefon"),
    fax(
        "faks|številka faksa|domači faks|službeni faks|telefaks|telefaks doma|faks doma|faks služba|faks v službi|"
        "domači telefaks|službeni telefaks|št faksa|faks številka"),
    contact_details("kontaktni podatki|podatki za stik|podrobnosti stika|podatki stika"),
    website(
        "spletna stran|domača stran|spletno mesto|spletišče|osebna stran|osebna spletna stran|spletni dnevnik|"
        "domača stran osebe|spletni naslov|naslov bloga|naslov osebnega koledarja"),
    address(
        "poštni naslov|domači naslov|naslov prebivališča|stalno prebivališče|naslov za dostavo|naslov bivališča|"
        "prebivališče|stalni naslov|začasni naslov|začasno prebivališče|naslov stalnega prebivališča|"
        "naslov začasnega prebivališča|naslov dostave|naslov za račun|naslov plačnika|naslov za pošiljanje|"
        "naslov za vročanje|kontaktni naslov|službeni naslov|naslov službe|naslov stranke|trenutni naslov|"
        "dostavni naslov|zasebni naslov|naslov doma|poštni naslovi|naslovi|domovanje"),
    street(
        "poštni nabiralnik|ulica|ulica in hišna številka|hišna številka|poštni predal|ime ulice|ulica in številka|"
        "ulica in h št|hišna št|h št|številka hiše|številka stanovanja|naslovna vrstica 1|naslovna vrstica 2|"
        "naslov 1|naslov 2|vrstica naslova 1|vrstica naslova 2|poštni predalček|cesta in številka|naziv stavbe|"
        "ime stavbe|ulica številka stanovanja|številka ulice"),
    city(
        "kraj|mesto|občina|kraj bivanja|naselje|kraj prebivališča|mesto prebivališča|mesto bivanja|poštni kraj|"
        "občina prebivališča|krajevna skupnost|kraj pošta|lokacija kraj"),
    postcode("poštna številka|poštna koda|poštna št|pošta številka|koda pošte|zip koda"),
    state(
        "zvezna država|regija bivanja|pokrajina|regija|država provinca|provinca|zvezna država provinca|"
        "regija prebivališča|država regija|okraj|država okraj|država okrožje|grofija"),
    country(
        "država|država prebivališča|država bivanja|koda države|država stalnega prebivališča|izvorna država|"
        "država izvora|domača država|dežela|država področje|domača džrava"),
    birth(
        "datum rojstva|rojstni datum|rojstni dan|leto rojstva|rojen|datum roj|rojstvo|rojstni datumi|mesec rojstva|"
        "rojena|dan rojstva|letnica rojstva|rojstno leto|rojstni mesec"),
    origin(
        "kraj rojstva|rojstni kraj|država rojstva|državljanstvo|narodnost|izobrazba|število otrok|mesto rojstva|"
        "občina rojstva|država državljanstva|nacionalnost|stopnja izobrazbe|raven izobrazbe|datum smrti|"
        "družinski člani|vzdrževani člani|vzdrževani otroci|narodna pripadnost|datum umrl|datum smrti osebe|"
        "obletnica|obletnica poroke|leto smrti|mesec smrti|kraj smrti|starost ob smrti|datum krsta|kraj krsta|"
        "kraj poroke"),
    age("starost|starostna skupina|starostni razred|starostna kategorija"),
    gender("spol|nagovor|spol osebe|spolna identiteta|naziv nagovora|uvodni pozdrav"),
    marital("zakonski stan|zakonski status|zakonsko stanje|datum poroke"),
    children("ime otroka|imena otrok|datum rojstva otroka|priimek otroka|otroci"),
    language(
        "materni jezik|prednostni jezik|jezik sporazumevanja|materinščina|priljubljen jezik|željeni jezik|"
        "želeni jezik|prednostni jezik stranke"),
    job(
        "poklic|delovno mesto|naziv delovnega mesta|zaposlitev|naziv delovnega mesta zaposlenega|delovni naziv|"
        "službeni naziv|funkcija zaposlenega|poklicni naziv|položaj v podjetju|položaj v službi|naziv zaposlitve|"
        "naziv dela|službeni položaj|naziv poklica|naziv službe|funkcija v službi|vloga v podjetju|delovna vloga|"
        "naziv položaj|naziv poklic"),
    workplace(
        "delodajalec|kraj dela|datum zaposlitve|oddelek|datum nastopa dela|datum prenehanja zaposlitve|"
        "mesto zaposlitve|ime delodajalca|datum zaposlitve delavca|organizacijska enota|služba oddelek|"
        "datum najetja|datum sprejema"),
    login(
        "uporabniško ime|prijavno ime|ime uporabnika|prijavno ime uporabnika|ime za prijavo|uporabniški račun|"
        "up ime|ime identitete|prijavni id|naslov sip|naslov jabber|uporabniška oznaka|vaša prijava|"
        "naslov za neposredno sporočanje"),
    password(
        "geslo|novo geslo|staro geslo|trenutno geslo|dostopno geslo|skrivno geslo|gesla|geslo smtp|geselska fraza|"
        "šifrirno geslo|geselski stavek|sedanje geslo"),
    secret("varnostno vprašanje|skrivno vprašanje|varnostni odgovor|skriti odgovor|koda pin|pin koda"),
    bank(
        "številka računa|bančni račun|transakcijski račun|številka bančnega računa|trr|št računa|številka trr|"
        "številka transakcijskega računa|osebni račun|iban številka|bančni podatki|tekoči račun"),
    card(
        "kreditna kartica|številka kartice|številka kreditne kartice|plačilna kartica|št kartice|debetna kartica|"
        "bančna kartica|plačilna kartica številka|veljavnost kartice|datum poteka kartice|"
        "veljavnost kreditne kartice"),
    income(
        "plača|dohodek|dohodki|bruto plača|neto plača|mesečni dohodek|letni dohodek|osebni dohodek|pokojnina|"
        "urna postavka delavca|družinski dohodek|prejemki|odbitki|odtegljaji|urna postavka|mesečna plača|"
        "letna plača"),
    national(
        "emšo|davčna številka|številka osebne izkaznice|osebna izkaznica|enotna matična številka|emšo številka|"
        "davčna št|davčna številka osebe|št osebne izkaznice|osebni dokument|številka osebnega dokumenta|"
        "matična številka občana|identifikacijska številka osebe|osebna identifikacijska številka|"
        "zavarovalna številka socialna|št socialnega zavarovanja|številka socialnega zavarovanja"),
    passport("potni list|številka potnega lista|potni list številka|št potnega lista|potni list št"),
    driving(
        "vozniško dovoljenje|številka vozniškega dovoljenja|št vozniškega dovoljenja|vozniška dovoljenja|"
        "kategorija vozniškega dovoljenja"),
    permit("dovoljenje za prebivanje|delovno dovoljenje|številka dovoljenja za prebivanje"),
    plate("registrska številka|registrska tablica|registrska oznaka|registrska številka vozila|številka šasije"),
    health(
        "diagnoza|bolezen|bolezni|alergija|alergije|zdravila|krvna skupina|invalidnost|zdravstveno stanje|obolenja|"
        "zdravstvene težave|zdravljenje|terapija|cepljenje|cepljenja|nosečnost|anamneza|bolniška|bolniški stalež|"
        "bolniški dopust|simptomi|stopnja invalidnosti|kronične bolezni|posebne potrebe|zdravstvena kartoteka|"
        "zdravila pacienta|diete|operacije pacienta|srčni utrip|utrip v mirovanju|utrip|pulz|mirujoči pulz|"
        "najvišji pulz|krvni tlak|telesna teža|kadilec|vzrok smrti|zdravstveni podatek|zdravstvene informacije|"
        "zdravstveni podatki"),
    insurance(
        "zdravstveno zavarovanje|številka zdravstvenega zavarovanja|številka zavarovanja|zzzs številka|"
        "kartica zdravstvenega zavarovanja|zdravstvena zavarovalnica|št zdravstvenega zavarovanja|številka zzzs"),
    religion("vera|veroizpoved|versko prepričanje|verska pripadnost|religija|verstvo"),
    political("politično prepričanje|politična stranka|politična pripadnost"),
    orientation("spolna usmerjenost"),
    ethnicity("etnično poreklo|rasa|etnična pripadnost|kasta|narodni izvor|nacionalno poreklo"),
    union_member("sindikat|članstvo v sindikatu"),
    crime("kazenska evidenca|kaznovanost|potrdilo o nekaznovanosti|obsodbe|kazniva dejanja"),
    image(
        "fotografija|slika osebe|profilna slika|slika profila|fotografija osebe|fotka|slika zaposlenega|"
        "osebna fotografija|portret|kontaktna slika|slika stika|fotografija stika|slike osebe|fotografije"),
    fingerprint("prstni odtis|prstni odtisi"),
    hobbies("interesi|hobiji|konjički|zanimanja prosti čas|biografske informacije|življenjepis|biografija"),
    notes(
        "opombe|opomba|komentar|komentarji|interne opombe|pripombe|pripomba|dodatne informacije|besedilo sporočila|"
        "beležke|beležka"),
    message("sporočilo"),
    seen("zadnja prijava|datum zadnje prijave|zadnji obisk|nazadnje prijavljen|zadnji vpis|zadnja povezava"),
    key_of(
        "številka stranke|šifra stranke|številka kupca|članska številka|številka zaposlenega|številka pacienta|"
        "matična številka|št stranke|koda stranke|številka člana|matična številka zaposlenega|številka študenta|"
        "vpisna številka|številka bralca|članska izkaznica|kartica zvestobe|številka kartice zvestobe|id stranke|"
        "id uporabnika|uporabniška št|uporabniška številka|id zaposlenega|št zaposlenega|id člana|id osebe|id stika|"
        "id kontakta|id pacienta|id nadzornega|id nadrejenega|id avtorja|šifra zaposlenega|šifra pacienta|"
        "delavčeva številka|zaposlenec"),
    ip("naslov ip|ip naslov"),
    consent(
        "soglasje|privolitev|privolitev v obdelavo|soglasje za obveščanje|e novice|prijava na novice|"
        "soglasje za trženje"),
    account_name("ime računa|naziv računa"),
    person(
        "stranka|stranke|uporabnik|uporabnika|zaposleni|delavec|pacient|učenec|dijak|član|oseba|študent|prejemnik|"
        "pošiljatelj|gost|kupec|uporabniki|zaposlena|delavci|pacienti|pacienta|učenci|učenca|dijaki|člani|člana|"
        "osebe|študenti|študenta|učitelj|učitelji|zdravnik|zdravniki|medicinska sestra|obiskovalec|obiskovalci|"
        "udeleženec|udeleženci|kandidat|kandidati|prosilec|najemnik|najemniki|lastnik|lastniki|voznik|vozniki|"
        "potnik|potniki|avtor|avtorji|naročnik|naročniki|donator|prostovoljec|prostovoljci|igralec|igralci|trener|"
        "državljan|državljani|občan|občani|davkoplačevalec|starš|starši|otrok|bralec|bralci|zavarovanec|"
        "zavarovanci|dolžnik|upnik|odvetnik|notar|prodajalec|stanovalec|stanovalci|gostje|kupci|kupca|stik|stiki|"
        "bolnik|bolniki|vodja|svetovalec|sodelavec|sodelavci|pomočnik|pomočnica|asistent|nadrejeni"),
    organisation("podjetje|podjetja|dobavitelj|šola"),
    event(
        "naročilo|naročila|račun|računi|plačilo|plačila|rezervacija|rezervacije|obisk|obiski|pogodba|pogodbe|"
        "izposoja|nakup|prodaja|prijavnica|pritožba"),
    thing(
        "izdelek|izdelka|datoteka|datoteke|projekt|projekta|stran|strani|kategorija|skupina|skupine|naloga|zahtevek|"
        "kampanja|kampanje|stolpec|stolpca|stolpcev|predmet|predmeta|predmetov|gonilnik|knjiga|knjige|koledar|"
        "koledarja|tema"),
    not_it(
        "preverjeno|preverjen|preverjena|potrjeno|potrjen|potrjena|število|količina|predloga|tip|vrsta|oblika|"
        "format|stanje|nastavitev|nastavitve|obvestilo|obvestila|skrij|prikaži|spremeni|spremenjeno|mora|program|"
        "atribut|privzeto|privzeta|viden|obvezno|dolžina|veljaven|zapletenost|kompleksnost|moč gesla|sprememba|"
        "ponastavitev|opomnik|ime skupine|ime datoteke|ime izdelka|najmanjša dolžina|potek|zadnja sprememba|"
        "največje|najmanjše|največ|odjava|vnesi|vnesite|vpiši|vpišite|shrani|shrani geslo|zapomni|zapomni si|"
        "pozabljeno|pozabljen|izgubljeno|nepravilno|nepravilen|neveljaven|neveljavno|neveljavna|napačen|napačno|"
        "poteklo|potekel|pošlji|prejmi|prenesi|dodaj|izbriši|odstrani|uredi|izberi|izberite|išči|poišči|uporabi|"
        "v uporabi|zaseden|zasedeno|uvozi|izvozi|natisni|pokaži geslo|kopiraj|premakni|preveri|preverjanje|"
        "spodletelo|ni uspelo|napaka|ne obstaja|se ne ujemata|ni najden|podpora|podvojeni|mapa|mape|barva|pisava|"
        "strežnik|strežnika|ločilo|poročilo|poročila|ustvari|omogoči|onemogoči|dovoli|podpiši|šifriraj|obnovi|"
        "razvrsti|vrstni red|možnosti|posreduj|opozori|opozorilo|zahtevano|zahtevaj|zahteva|nikoli|vedno|omejitev|"
        "zamenjaj|kanala|kanal|seznama|sporočila|skladbe|privzete|spreminjanju|datotek|pomnilnik|pomnilniku|zbrani|"
        "metoda|način|pravilno|pravilen|preverjam|obvesti|razvrsti po|nastavi|obišči|manjka|manjkajo|zbriši|"
        "naslov koledarja|naslov stolpca|naslov rodovnika|naslov knjige|naslov vira|vključi|vključeni|združi|"
        "brez imena|brez|velikost|najpogostejši|vseh|edinstveni|isti|enaka|imena stolpcev|potrdite|potrdi|"
        "imena predmetov|e poštno sporočilo|za spletne povezave|naslovno besedilo|dni do|seznam|predogled|elementi|"
        "z geslom|povezave|spremeni ime|poimenuj|naslovni blok|blok naslova|pozabili|ne more|botov|je poslano|"
        "odstranjeno|obvezen|pošiljanje|onemogočena|onemogočeno|skrito|potrditveno|preskoči|ponastavljanje|"
        "ponastavi|vsi komentarji|odobri|moderiranje|objavljanje|niste vnesli|najnovejši|ime spletišča|"
        "url fotografije|odgovori na komentar"),
    which(
        "domača|domače|služba|v službi|službeni|službena|službeno|delo|dom|doma|domači|drugi|druga|drugo|ostalo|novi|"
        "nova|stari|stara|staro|trenutni|trenutno|glavni|glavna|začasni|začasno|moj|moja|vaš|vaše|osebni|osebna|"
        "osebno|zasebni|zasebna|nadomestni|poslovni|poslovna|dodatni|dodatna|polno|celotno|službe|službene"),
    concept_line("user.account.username", kAmbiguous, "prijava"),
    concept_line("user.contact.address", 2.9, "naslov"),
    in_person_table("user.name", "predpona|pripona|naziv"),
    in_person_table("user.contact.phone_number", "interna"),
    in_person_table("user.demographic.gender", "pozdrav"),
    alone("user.demographic", "diploma"),
    alone("user.name", "žena|mož"),
    concept_line("user.location", 2.4,
        "zemljepisni položaj|zemljepisna širina|zemljepisna dolžina|zemljepisna lega|geografski položaj"),
    street("nadstropje in vrata|nadstropje in stanovanje"),
    title("naziv pred imenom|naziv za imenom"),
    full("ime partnerja|ime partnerke|družinski zdravnik"),
    birth("datum in kraj rojstva|kraj in datum rojstva"),
    workplace("naziv delodajalca|podatki o delodajalcu"),
    card("kartica velja do|potek kartice"),
    body("telesna višina|višina v cm"),
    seen("zadnja dejavnost|zadnja aktivnost"),
    political("članstvo v stranki|strankarska pripadnost"),
    not_it(
        "geslo poteče|poteče čez|čez dni|število bolnikov|število članov|število strank|matična številka podjetja|"
        "matična številka firme"),
    first("fonetično ime"),
    last("fonetični priimek"),
    full("ime stika|ime kontakta|ime in priimek stika"),
    phone("interna številka|interna linija|neposredna linija|direktna linija"),
    alone("user.name", "soprog|soproga|zakonec|zakonca"),
    title("lastnik|lastnica|imetnik"),
    email("odgovor na naslov|odgovori na naslov"),
};
// clang-format on

}  // namespace

std::span<const Line> slovene() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
