// Danish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "yderligere navne|andre navne|fornavn|fornavne|mellemnavn|kaldenavn|døbenavn|kald e navn|første fornavn|"
        "daglige fornavn|dagligt navn|andet fornavn|ekstra navne|ekstra fornavne|øvrige navne|øvrige fornavne"),
    last(
        "efternavn|slægtsnavn|pigenavn|fødenavn|tidligere efternavn|navn som gift|efternavn som gift|"
        "efternavn efter ægteskab|efternavn ved fødslen|efternavne|familienavn|familienavne|slægtsnavne"),
    full(
        "formateret navn|fulde navn|navn og adresse|kundenavn|kontaktperson|øgenavn|kælenavn|medarbejdernavn|"
        "modtagernavn|kontohaver|kortholder|for og efternavn|navn på pårørende|pårørende|nærmeste pårørende|"
        "ægtefælle|ægtefælles navn|mors navn|fars navn|forældres navne|kontoindehaver|underskrevet af|"
        "navn på kontaktperson|visningsnavn|initialer på person|kundens navn|medarbejderens navn|patientens navn|"
        "elevens navn|nødkontakt|fuldt navn|vist navn|dit navn|dit fulde navn|navn der vises|navn på barn|"
        "rigtigt navn|rigtige navn|virkeligt navn|skærmnavn|ejernavn|ejers navn|navn på ejer|kontoejer|"
        "forsendelsesnavn|leveringsnavn|modtaget af|assistentens navn|assistent navn|chefens navn|leders navn|"
        "pårørende navn|sælgers navn|betalingsmodtager|kontaktpersonens navn|vis navn|dæknavn|navn ved fødslen|"
        "slægtstilnavn|tilnavn|patronym|foretrukket navn|moders navn|faders navn|angiv fader|angiv moder|"
        "navn på far|navn på mor|adelstitel|kontaktperson i nødstilfælde|værges navn|partners navn|samlevers navn|"
        "barnets fulde navn|pårørendes navn|kortindehaver|fuldmagtshaver|navnesuffiks|navnepræfiks|lederens navn|"
        "navn på leder|nærmeste leder|formatteret navn|formateret fuldt navn"),
    title("akademisk titel|navnetitel|personlig titel"),
    email(
        "e mailadresse|mailadresse|emailadresse|epostadresse|e post adresse|elektronisk postadresse|privat e mail|"
        "email privat|e mail 2"),
    phone(
        "telefonnummer|telefon nr|mobilnummer|mobiltelefon|mobil nr|tlf|tlf nr|tlfnr|hjemmetelefon|arbejdstelefon|"
        "telefon privat|telefon hjemme|telefon arbejde|mobilnr|mobiltlf|fastnettelefon|fastnetnummer|kontakttelefon|"
        "privattelefon|direkte nummer|biltelefon|personsøger|telefon 2|fastnet nr|fastnet nummer|tilbagekald|"
        "tilbagekaldsnummer|firmatelefon|telefon firma|assistents telefon|lokalnummer|lokalnr|lokal nr|telexnummer|"
        "isdn nummer|anden telefon|primær telefon|personsøgernummer|telefonnumre|mobilnumre|nødtelefon|"
        "telefon i nødstilfælde|tlf privat|tlf arbejde|tlf hjem|privat telefon|direkte telefon|sekundær telefon"),
    fax(
        "faxnummer|hjemmefax|arbejdsfax|fax arbejde|fax hjemme|fax nummer|fax nr|faxnr|telefaxnummer|anden fax|"
        "telefax"),
    contact_details("kontaktoplysninger|kontaktinformation|kontaktdetaljer"),
    website("hjemmeside|webside|blogadresse|websted|netsted|bloggens adresse|blog"),
    address(
        "postadresse|hjemmeadresse|privatadresse|leveringsadresse|faktureringsadresse|bopæl|folkeregisteradresse|"
        "boligadresse|folkeregistreret adresse|besøgsadresse|fakturaadresse|nuværende adresse|midlertidig adresse|"
        "forsendelsesadresse|permanent adresse|tidligere adresse|bopælsadresse|arbejdsadresse|modtageradresse|"
        "opholdsadresse|korrespondanceadresse|kontaktadresse|anden adresse"),
    street(
        "gadenavn|vejnavn|gade|vej|gadeadresse|husnummer|husnr|postboks|adresselinje|gade og husnummer|"
        "vej og husnummer|lejlighedsnummer|gade og nummer|adresselinje 1|adresselinje 2|vej og nr|gadenummer|"
        "vejnummer|bygningens navn|bygningsnavn|etage og dør|lejlighed nr|gade lejlighedsnummer|"
        "vejnavn og husnummer|gade nr"),
    city(
        "lokalitet|bynavn|postdistrikt|kommune|hjemby|postby|by og sted|fødselsby bopæl|bopælskommune|hjemmeby|"
        "arbejdsby|stedsangivelse|bopælsby|by og land"),
    postcode("postnummer|postnr|postnr og by|postnummer og by|post nr|zip kode"),
    state(
        "landsdel|delstat|region på bopæl|stat provins|område region|stat eller provins|område landsdel|region|"
        "provins"),
    country("hjemland|bopælsland|landekode|landenavn|statsborgerland|land region|landekode bopæl"),
    birth(
        "fødselsdato|fødselsdag|fødselsår|fødedato|født|født den|fødselsdag og år|fødsels dato|fødselsmåned|"
        "fødselsdato år|født dato|fødsels dag"),
    origin(
        "fødested|fødeby|fødeland|nationalitet|statsborgerskab|dødsdato|uddannelse|antal børn|fødselssted|"
        "fødselsland|uddannelsesniveau|dødsdag|dødssted|oprindelsesland|børn antal|bryllupsdag|mærkedag|årsdag|"
        "jubilæum|dødsår|dødsmåned|alder ved død|universitetsgrad|dåbsdato|dåbssted|vielsesdato|vielsessted|"
        "bryllupsdato|højeste uddannelse|statsborgerskab ved fødsel|skolegang"),
    age("aldersgruppe|aldersinterval|alder i år"),
    gender("køn|tiltaleform|starthilsen|kønsidentitet|juridisk køn|tiltale"),
    marital(
        "civilstand|ægteskabelig status|civilstatus|ægteskabelig stilling|ægteskabsstatus|civil stand|samlivsstatus"),
    children("barnets navn|børns navne|barnets fødselsdato|barnets cpr nummer"),
    language("modersmål|foretrukket sprog|foretrukne sprog|ønsket sprog|sprog kunde"),
    job(
        "stilling|stillingsbetegnelse|jobtitel|erhverv|jobfunktion|arbejdstitel|beskæftigelse|job titel|titel job|"
        "jobrolle|stillingstitel|titel i firmaet|rolle i firmaet|titel stilling|arbejdsområde|erhverv titel"),
    workplace(
        "arbejdsgiver|arbejdsplads|ansættelsesdato|arbejdssted|ansat siden|arbejdsstedets navn|tiltrædelsesdato|"
        "fratrædelsesdato|ansat dato|ansættelses dato|avdeling|afdelingsnavn|ansættelsesstart|startdato ansættelse|"
        "organisatorisk enhed|organisationsenhed"),
    login(
        "log ind|brugernavn|bruger id|logind|login navn|identnavn|logonnavn|log ind navn|sip adresse|"
        "jabber adresse|chatadresse|im adresse"),
    password(
        "adgangskode|kodeord|ny adgangskode|løsen|nyt løsen|gammelt løsen|løsenord|adgangssætning|adgangsfrase|"
        "kodefrase|adgangsord"),
    secret("sikkerhedsspørgsmål|sikkerhedssvar|pinkode|pin kode|engangskode"),
    bank(
        "kontonummer|bankkonto|bankkontonummer|registreringsnummer bank|reg nr og kontonummer|bankoplysninger|"
        "bankforbindelse|iban nummer|registreringsnummer og kontonummer|reg nr og konto|bankkontonr|iban nr|lønkonto"),
    card(
        "kreditkort|kreditkortnummer|kortnummer|betalingskort|kreditkort udløbsdato|kortets udløbsdato|kort udløber"),
    income(
        "løn|månedsløn|årsindkomst|indkomst|timeløn|årsløn|bruttoløn|nettoløn|lønoplysninger|løntrin|formue|pension|"
        "gage|fradrag|vederlag|løngruppe|løn pr måned|indtægt|husstandsindkomst|timesats|lønsats|lønkode"),
    national(
        "cpr nummer|personnummer|cpr nr|cprnr|skattenummer|legitimationsnummer|id kort|identitetskort|"
        "identitetskortnummer|skatteidentifikationsnummer|socialsikringsnummer|sundhedskortnummer|id kort nummer|"
        "id kortnummer"),
    passport("pasnummer|pas nr|pasnr|pas nummer|rejsedokument nummer"),
    driving("kørekort|kørekortnummer|kørekort nr|kørekortets nummer|førerbevis"),
    permit("opholdstilladelse|arbejdstilladelse|opholds og arbejdstilladelse|visumnummer|opholdskort"),
    plate("nummerplade|registreringsnummer bil|køretøjets registreringsnummer|bilens registreringsnummer"),
    health(
        "diagnose|sygdom|sygdomme|allergi|allergier|medicin|blodtype|handicap|helbred|helbredsoplysninger|"
        "sygefravær|vaccinationer|behandling|medicinering|sygemelding|graviditet|sygehistorie|helbredsforhold|"
        "helbredstilstand|funktionsnedsættelse|sygedage|hvilepuls|makspuls|blodtryk|kropsvægt|ryger|kosthensyn|diæt|"
        "dødsårsag|medicinsk information|medicinske oplysninger|helbredsmæssige oplysninger|fødevareallergi|"
        "handicap type|sygefraværsdage"),
    insurance(
        "sygesikring|sygesikringsnummer|sygesikringsbevis|sygesikringskort|sundhedskort|sygeforsikringsnummer|"
        "sygeforsikring"),
    religion("trosretning|religiøs overbevisning|religiøst tilhørsforhold|livssyn"),
    political("politisk overbevisning|politisk holdning|politisk parti|partimedlemskab|politisk tilhørsforhold"),
    orientation("seksuel orientering|seksualitet"),
    ethnicity(
        "etnisk oprindelse|etnicitet|race etnicitet|kaste|national oprindelse|etnisk baggrund|etnisk tilhørsforhold"),
    union_member("fagforening|fagforeningsmedlemskab|medlem af fagforening|fagforbund"),
    crime("straffeattest|strafbare forhold|strafferegister|domme|lovovertrædelser"),
    image(
        "billede af person|profilbillede|foto|portræt|portrætbillede|billede af medarbejder|kontaktfoto|"
        "kontaktbillede|billede af kontakt|billeder af person|fotos"),
    fingerprint("fingeraftryk"),
    hobbies("interesser|fritidsinteresser|biografisk info|biografiske oplysninger|biografi"),
    notes(
        "bemærkning|bemærkninger|noter|kommentar|vennenoter|bemærk|notat|notater|noter om person|kommentarer|"
        "personlige noter"),
    message("besked"),
    seen(
        "sidste login|seneste login|sidst logget ind|sidste log ind|seneste log ind|sidst logget på|"
        "seneste forbindelse|sidste forbindelse|senest logget på"),
    key_of(
        "kundenummer|kunde nr|kundenr|medlemsnummer|medlems nr|medarbejdernummer|medarbejder nr|patientnummer|"
        "elevnummer|studienummer|bruger nr|brugernummer|medarbejder id|kunde id|kontakt id|medlems id|"
        "afdelingsleder id|ansat nr|personale nr|lånernummer|medarbejdernr|bruger id nr|elev nr|patient id|"
        "person id|lønnummer|forfatter id|ejer id"),
    ip("ip adresse"),
    consent(
        "samtykke|nyhedsbrev|markedsføringssamtykke|samtykkeerklæring|tilmeldt nyhedsbrev|"
        "samtykke til markedsføring|samtykke til behandling|marketingsamtykke|samtykker"),
    account_name("kontonavn"),
    person(
        "kunde|bruger|medarbejder|patient|elev|medlem|ansat|studerende|modtager|afsender|gæst|bestyrer|kontakt|"
        "forælder|borger|lærer|læge|sygeplejerske|besøgende|deltager|ansøger|lejer|ejer|chauffør|passager|forfatter|"
        "frivillig|spiller|elever|kunder|brugere|medlemmer|medarbejdere|patienter|kontaktpersoner|barn|leder|"
        "ansvarlig|sagsbehandler|træner|kursist|sælger|assistent|borgere|beboer|beboere|lejere|ejere|låner|lånere|"
        "deltagere|ansøgere|forfattere|chauffører|donor|frivillige|spillere|trænere|værge|ægtefælle|partner|køber|"
        "købere|læger|underviser|undervisere|abonnent|abonnenter|kandidat|kandidater|gæster|forsikringstager|"
        "pårørende"),
    organisation("firma|virksomhed|leverandør|skole"),
    event("bestilling|aftale|betaling|tilmelding"),
    thing(
        "produkt|vare|fil|projekt|side|kategori|billede|opgave|gruppe|modul|sag|hændelse|emne|kampagne|kampagner|"
        "kolonne|kolonner|objekt|objekter|tema|bog|skrifttype|server"),
    not_it(
        "bekræftet|verificeret|antal|skabelon|type|format|status|indstilling|indstillinger|underretning|"
        "underretninger|notifikation|skjul|vis|skift|ændret|skal|attribut|standard|tilstand|synlig|påkrævet|længde|"
        "udbyder|udløber|udløb|sendt|tilladt|gyldig|oprettet|slettet|opdateret|inaktiv|antallet|vises|skjult|krævet|"
        "kræves|kompleksitet|ændring|styrke|udløbsdato|nulstil|nulstilling|påmindelse|gruppenavn|filnavn|"
        "minimumslængde|mindste længde|maksimum|maksimalt|maksimale|minimum|log ud|indtast|angiv|gem|gemme|husk|"
        "glemt|mistet|forkert|ugyldig|ugyldigt|ugyldige|udløbet|send|sende|modtag|hent|tilføj|slet|fjern|rediger|"
        "ændr|ændre|skifte|vælg|søg|brug|anvend|i brug|importer|eksporter|udskriv|vise|kopier|flyt|tjek|kontroller|"
        "mislykkedes|mislykket|fejl|ikke|ingen|findes|matcher|understøttelse|dubletter|dublerede|mappe|mapper|hoved|"
        "teksthoved|farve|skrifttype|mailserver|server|servernavn|skilletegn|rapport|rapporter|opret|aktivér|"
        "deaktiver|tillad|underskriv|kryptér|gendan|sortér|sortering|videresend|advar|advarsel|aldrig|altid|grænse|"
        "erstat|kassér|indsamler|saml|e mail konto|mail konto|mailkonto|kontotype|hukommelse|kanal|kanalens|"
        "indsamlede|giv besked|metode|korrekt|sorter efter|kontrollerer|ok|dage til|liste|liste over|notenavn|"
        "internetbrowser|medtaget|medtag|inkluder|sammenflet|flet|mangler|manglende|størrelse|til søgning|"
        "almindeligste|unikke|samme|føj til|besked|beskeder|gentag|bekræft|placering af|elementer|forhåndsvis|"
        "forhåndsvist|med adgangskode|for webforbindelser|sæt|angiv adgangskode|opsætning|uden navn|ny adresseliste|"
        "drivernavn|titel på|ugyldigt navn|antal noter|kolonnenavn|objektnavn|temanavn|skabelonnavn|"
        "beskyttelse med adgangskode|besøg webside|bot|fjernet|bekræftelse|deaktiveret|intet|blokeret|"
        "alle kommentarer|godkend|nye kommentarer|skriv kommentar|navn på besked|webstedsnavn|besvar kommentar"),
    which(
        "hjem|privat|arbejde|arbejds|andet|anden|andre|hjemme|ny|gammel|primær|sekundær|nuværende|midlertidig|mit|"
        "din|dit|firma adresse|øvrig|øvrige|forretning|kontor|værdi"),
    alone("user.contact.address.city", "by|sted|lokalitet"),
    in_person_table("user.name", "præfiks|suffiks|titel"),
    in_person_table("user.contact.phone_number", "lokalnr"),
    in_person_table("user.demographic.gender", "hilsen"),
    concept_line("user.location", 2.4, "geografisk position|geografisk placering|længdegrad|breddegrad"),
    title("titel foran navnet|titel før navn"),
    full("juridisk repræsentant|praktiserende læge|egen læge|familielæge|partnerens navn"),
    card("kort gyldigt til"),
    body("kropshøjde|højde i cm"),
    seen("seneste aktivitet|sidste aktivitet|sidst aktiv|seneste besøg"),
    street("etage dør"),
    political("medlem af parti"),
    not_it("udløber om|antal patienter|antal medlemmer|antal kunder"),
    children("børnenes navne"),
    country("land eller område|land eller region"),
    first("initialer|fonetisk navn"),
    seen("dato for seneste login|dato for sidste login"),
    phone("direkte linje"),
    alone("user.name", "ægtemand|hustru|kone|samlever"),
    title("ejer|indehaver"),
    email("svar til|svaradresse"),
    state("amt amtskommune"),
};
// clang-format on

}  // namespace

std::span<const Line> danish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
