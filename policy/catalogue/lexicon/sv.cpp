// Swedish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "ytterligare namn|andra namn|förnamn|tilltalsnamn|mellannamn|dopnamn|samtliga förnamn|alla förnamn|"
        "förstahandsnamn|kallas|namn till vardags|andra förnamn|förnamn samtliga|dop namn|mellannamn 2"),
    last(
        "efternamn|familjenamn|flicknamn|tidigare efternamn|födelsenamn|efternamn som ogift|namn som gift|"
        "efternamn som gift|efternamn efter giftermål|efternamn vid födseln|födelseefternamn|tidigare namn|"
        "efternamnen|släktnamn|tidigare släktnamn"),
    full(
        "formaterat namn|fullständigt namn|kundnamn|kontaktperson|smeknamn|mottagarens namn|kontoinnehavare|"
        "kortinnehavare|hela namnet|för och efternamn|närmast anhörig|anhörig|anhörigs namn|makes namn|mors namn|"
        "fars namn|vårdnadshavare|namnförtydligande|visningsnamn|undertecknad av|kundens namn|patientens namn|"
        "elevens namn|målsman|anställds namn|fullständigt namn på person|namn på kontaktperson|nödkontakt|"
        "kortinnehavarens namn|visat namn|ditt namn|ditt fullständiga namn|namn på barn|riktigt namn|riktiga namn|"
        "verkligt namn|skärmnamn|namn att visa|fullst namn|ägarnamn|ägarens namn|ägare namn|kontoägare|leveransnamn|"
        "leverans namn|mottagen av|mottaget av|assistentens namn|chefens namn|försäljarens namn|betalningsmottagare|"
        "avsändarens namn|avsändarens fullständiga namn|namn vid födseln|namn vid födelsen|komplett namn|"
        "patronymikon|fadersnamn|modersnamn|faderns namn|moderns namn|faderns fullständiga namn|makens namn|"
        "makans namn|maka make|make maka|barnets fullständiga namn|vårdnadshavarens namn|vårdnadshavare namn|"
        "god man|förmyndare|förmyndarens namn|legal företrädare|nödkontakt namn|kontaktperson vid nödfall|"
        "kontakt i nödsituation|ice kontakt|anhörig namn|närmaste anhörig|adelstitel|önskat namn|föredraget namn|"
        "namn på kort|kontohavare|partners namn|sambo|sambos namn|ägare av debiterat konto|"
        "ägare av krediterat konto|namnsuffix|namnprefix|namntillägg"),
    title("akademisk titel|namntitel|personlig titel"),
    email(
        "e postadress|epostadress|mejl|mejladress|mailadress|e mejl|e post|e post privat|e postadress privat|"
        "e postadresser|e postadress arbete|e postadress hem|privat e post|jobbmejl|jobbmail|privat mejl|"
        "sekundär e post|annan e post|alternativ e post|alternativ e postadress|svarsadress e post|epost|"
        "svarsadress|andra e post|andra e postadress"),
    phone(
        "telefonnummer|telefonnr|mobilnummer|mobiltelefon|hemtelefon|arbetstelefon|mobilnr|telefon hem|"
        "telefon arbete|tel hem|tfn|mobiltelefonnummer|fast telefon|hemtelefonnummer|direktnummer|biltelefon|"
        "personsökare|kontakttelefon|telefon dagtid|telefon kvällstid|återuppringning|återuppringningsnummer|"
        "företagstelefon|telefon företag|assistentens telefon|anknytning|anknytningsnummer|telexnummer|isdn nummer|"
        "annan telefon|huvudtelefon|direktval|leveranstel|växelnummer|mobiltel|mobil|personsökarnummer|"
        "ring tillbaka|återuppringningsnr|nödtelefon|telefon vid nödfall|telefon i nödsituation|"
        "telefonnummer nödkontakt|telefonnummer till anhörig|telefonnr hem|telefonnr arbete|tel nr|telnr|tel mobil|"
        "tel arbete|mobil nr|mobil privat|mobil arbete|jobbtelefon|privattelefon|fast nummer|direktnr|växel|"
        "telefon mobil|telefon 1|telefon 2|telefonnummer 2|jourtelefon|kontaktnummer"),
    fax(
        "faxnummer|hemfax|arbetsfax|fax hem|fax arbete|fax nummer|hemtelefax|arbetstelefax|telefax|faxnr|fax nr|"
        "telefaxnummer|annan fax"),
    contact_details("kontaktuppgifter|kontaktinformation|kontaktdetaljer|kontaktinfo"),
    website(
        "webbplats|hemsida|webbsida|bloggadress|blogg|bloggens adress|webbadress|personlig webbplats|"
        "personlig hemsida"),
    address(
        "adress|postadress|hemadress|leveransadress|faktureringsadress|bostadsadress|folkbokföringsadress|"
        "besöksadress|fakturaadress|nuvarande adress|tillfällig adress|utdelningsadress|gatuadress och ort|"
        "boendeadress|stadigvarande adress|permanent adress|tidigare adress|adress hem|adress arbete|arbetsadress|"
        "kontaktadress|korrespondensadress|vistelseadress|adress till hemmet|fakturamottagarens adress|"
        "särskild postadress|utlandsadress|bosatt|adressetikett hem|adressetikett|adressetikett arbete"),
    street(
        "gata|gatuadress|gatunamn|husnummer|postbox|box adress|gata och nummer|gatuadress 2|lägenhetsnummer|lgh nr|"
        "husnr|postboxadress|boxnummer|boxadress|adressrad 1|adressrad 2|adressrad 3|gatunummer|gata och husnummer|"
        "gata lägenhetsnummer|byggnadens namn|byggnadsnamn|våningsplan och dörr|lägenhetsnr|lgh|box arbete|"
        "c o adress|co adress"),
    city(
        "stad|postort|ort|kommun|hemort|bostadsort|hemkommun|ort och land|folkbokföringsort|bostadskommun|"
        "leveransort|mottagarort|arbetsstad|hemstad|tätort|postadress ort|bostadsort kommun|ort arbete|ort hem|"
        "stadsdel"),
    postcode("postnummer|postnr|postnummer och ort|postnr och ort|postnr ort|zip kod|zipkod|post nummer"),
    state(
        "län|landskap|delstat|provins|landsting|arbetskommun arbetsstat|region|stat provins|län region|"
        "delstat provins|hemregion"),
    country(
        "hemland|bosättningsland|landskod|medborgarland|arbetsland|land region|bostadsland|land för medborgarskap|"
        "ursprungsland person|folkbokföringsland|land hem|land arbete"),
    birth(
        "födelsedatum|födelsedag|födelseår|född|födelsetid|födelse datum|född den|födelsemånad|födelseår och månad|"
        "född datum|födelsedag och år|födelsedata|föd datum|födelsedatum år"),
    origin(
        "födelseort|födelseland|nationalitet|medborgarskap|utbildning|antal barn|dödsdatum|födelsestad|"
        "födelseförsamling|utbildningsnivå|ursprungsland|bröllopsdag|årsdag|jubileum|bemärkelsedag|dödsort|dödsår|"
        "dödsmånad|dödsdag|ålder vid död|dopdatum|dopplats|giftermålsdatum|giftermålsort|vigseldatum|vigselort|"
        "bröllopsdatum|akademisk examen|examen|högsta utbildning|utbildningsbakgrund|födelsehemort|"
        "antal hemmavarande barn|födelselän|medborgarskapsland"),
    age("ålder|åldersgrupp|åldersintervall|åldersklass|åldersspann"),
    gender("kön|tilltal|könsidentitet|hälsningsfras|tilltalsform|juridiskt kön|könstillhörighet"),
    marital("civilstånd|civilstatus|äktenskaplig status|familjesituation|familjestatus|giftstatus|samboende status"),
    children("barnets namn|barns namn|barnets personnummer|barnets födelsedatum"),
    language("modersmål|föredraget språk|föredraget språk kund|önskat språk|språkval person"),
    job(
        "yrke|befattning|yrkestitel|jobbtitel|arbetstitel|sysselsättning|arbetsuppgift|roll på arbetet|tjänstetitel|"
        "jobbroll|roll i företaget|arbetsroll|tjänst titel|anställningstitel|titel position|titel befattning|"
        "arbetsroll titel|tjänstetitel befattning|tjänst befattning|roll i företag"),
    workplace(
        "arbetsgivare|arbetsplats|anställningsdatum|avdelning|anställd sedan|arbetsställe|anställningsform|"
        "slutdatum anställning|anställningsdag|anställdes datum|anställningsstart|anställningens början|"
        "startdatum anställning|avgångsdatum|arbetsgivarens namn|enhet anställd|organisationsenhet|"
        "organisatorisk enhet"),
    login(
        "användarnamn|inloggningsnamn|användar id|inloggning|identifierarnamn|inloggnings id|kontonamn inloggning|"
        "sip adress|jabber adress|snabbmeddelandeadress|chattadress|im adress|användarnamn inloggning|"
        "inloggningsuppgift|login namn|irc alias|ident namn"),
    password(
        "lösenord|nytt lösenord|kontolösenord|lösenfras|nytt lösen|gammalt lösenord|nuvarande lösenord|lösenmening"),
    secret(
        "säkerhetsfråga|säkerhetssvar|pinkod|pin kod|engångskod|hemlig fråga|svar på säkerhetsfråga|engångslösenord|"
        "säkerhetskod personlig"),
    bank(
        "kontonummer|bankkonto|bankkontonummer|bankgiro|bankkontonr|clearingnummer|plusgiro|bankuppgifter|"
        "iban nummer|kontonr|bankkonto nr|bankens kontonummer|iban nr|lönekonto|clearing och kontonummer|"
        "bankkontonummer clearing"),
    card(
        "kreditkort|kreditkortsnummer|kortnummer|betalkort|kort giltigt till|kortet giltigt till|utgångsdatum kort|"
        "kort giltigt tom|kreditkortsnr|betalkortsnummer|bankkort|bankkortsnummer|kortnr betalkort|debetkort"),
    income(
        "lön|inkomst|månadslön|årsinkomst|årslön|bruttolön|nettolön|timlön|pension|förmögenhet|taxerad inkomst|"
        "avdrag|ersättning lön|månadslön brutto|arvode|lönegrad|bruttoinkomst|lön per månad|lön brutto|lön netto|"
        "timlön brutto|hushållsinkomst|sammanlagd inkomst|inkomst per år|löneklass|lönetyp belopp"),
    national(
        "personnummer|samordningsnummer|skattenummer|personnr|identitetskort|id kort|id kortsnummer|legitimation|"
        "skatteregistreringsnummer|id handling|socialförsäkringsnummer|identitetskortsnummer|legitimationsnummer|"
        "id kort nr|id nummer person|nationellt id nummer|skatteidentifikationsnummer|person nr|pers nr|"
        "id kortets nummer|identitetskortets nummer|legitimationens nummer"),
    passport("passnummer|pass nr|pass nummer|passets nummer|resehandling nummer"),
    driving("körkort|körkortsnummer|körkort nr|körkortsnr|körkortsbehörighet|förarbevis"),
    permit("uppehållstillstånd|arbetstillstånd|uppehållsrätt|visumnummer|uppehållskort|arbets och uppehållstillstånd"),
    plate(
        "registreringsnummer|registreringsskylt|fordonets registreringsnummer|regnr|registreringsnummer bil|"
        "bilens registreringsnummer|fordonets regnr|nummerplåt"),
    health(
        "diagnos|sjukdom|sjukdomar|allergi|allergier|läkemedel|medicinering|blodgrupp|funktionsnedsättning|"
        "funktionshinder|hälsa|hälsotillstånd|sjukskrivning|sjukfrånvaro|vaccinationer|behandling|graviditet|"
        "sjukdomshistoria|hälsouppgifter|sjukdagar|medicin|mediciner|sjukskriven|vilopuls|maxpuls|blodtryck|"
        "kroppsvikt|rökare|specialkost|kostrestriktioner|handikapp|dödsorsak|medicinsk information|"
        "medicinska uppgifter|medicinska data|hälsoinformation|hälsodata|matallergi|matallergier|födoämnesallergi|"
        "överkänslighet|sjukdagar antal|funktionsvariation|sjukintyg|journal patient|vårdbehov|symptom"),
    insurance(
        "försäkringsnummer sjuk|sjukförsäkring|försäkringskassan nummer|sjukförsäkringsnummer|sjukförsäkringskort|"
        "europeiska sjukförsäkringskortet"),
    religion(
        "trosuppfattning|religiös övertygelse|religionstillhörighet|religion samfund|samfund|trossamfund|"
        "religiös tillhörighet|livsåskådning"),
    political(
        "politisk åskådning|politisk åsikt|partitillhörighet|politiskt parti|politiska åsikter|partimedlemskap|"
        "medlem i parti"),
    orientation("sexuell läggning|sexualitet"),
    ethnicity("etniskt ursprung|etnicitet|etnisk tillhörighet|nationellt ursprung|nationell bakgrund|etnisk bakgrund"),
    union_member("fackförening|fackligt medlemskap|fackmedlemskap|facklig tillhörighet|medlem i facket|fackförbund"),
    crime(
        "belastningsregister|brottsregister|brott|utdrag ur belastningsregistret|domar brott|brottsmisstankar|"
        "brottshistorik"),
    image(
        "profilbild|fotografi|porträtt|foto|passfoto|porträttbild|kontaktfoto|kontaktbild|bild på kontakt|"
        "bilder på person|foton|porträttfoto|foto på person|id foto|ansiktsbild|användarbild|bild på anställd"),
    fingerprint("fingeravtryck"),
    hobbies("intressen|fritidsintressen|hobbyer|biografi|biografisk information"),
    notes(
        "anteckning|anteckningar|kommentar|anmärkning|anmärkningar|kompisanteckning|kontaktanteckning|notering|"
        "noteringar|anm|anteckningar om kund|personliga anteckningar|kommentarer om person|"
        "övriga upplysningar om person"),
    message("meddelande"),
    seen("senaste inloggning|senast inloggad|sista inloggning|senaste login"),
    key_of(
        "kundnummer|kund nr|kundnr|medlemsnummer|anställningsnummer|patientnummer|elevnummer|kund id|användarnummer|"
        "anställningsnr|anställnings nr|anställd nr|kundnummer id|kontakt id|medlemsnr|personalnummer|föreståndarnr|"
        "låntagarnummer|anställd id|kundens nummer|medarbetarnummer|medarbetare id|personal id|medlems id|"
        "medlems nr|patient id|patientnr|student id|studentnummer|elev id|person id|låntagar id|bibliotekskort|"
        "lånekort|lojalitetskort|författar id|ägar id|användar nr|lönenummer|kontakt nr|deltagarnummer"),
    ip("ip adress"),
    consent(
        "samtycke|nyhetsbrev|samtycken|prenumererar på nyhetsbrev|samtycke till marknadsföring|"
        "samtycke till behandling|marknadsföringssamtycke|godkänner nyhetsbrev"),
    account_name("kontonamn"),
    person(
        "kund|användare|anställd|patient|elev|medlem|medarbetare|student|mottagare|avsändare|gäst|kontakt|förälder|"
        "medborgare|lärare|läkare|sjuksköterska|besökare|deltagare|sökande|hyresgäst|ägare|förare|passagerare|"
        "författare|prenumerant|givare|volontär|spelare|kunder|elever|medlemmar|anställda|patienter|barn|chef|"
        "handläggare|tränare|föräldrar|försäljare|assistent|boende|hyresgäster|ägare av bostad|låntagare|deltagarna|"
        "sökanden|författarna|chaufför|förarna|donator|volontärer|spelarna|köpare|säljare|läkarna|besökarna|"
        "abonnent|abonnenter|kandidat|kandidater|gäster|vårdnadshavare|partner|försäkringstagare|brukare|studenter|"
        "studerande|anhöriga|närstående|husägare|lärarna|medarbetarna|kursdeltagare|klient|klienter|skribent|"
        "moderator"),
    organisation("företag|leverantör|skola|förening"),
    event("beställning|bokning|betalning|anmälan"),
    thing(
        "produkt|vara|fil|projekt|sida|kategori|bild|uppgift|grupp|ärende|ämne|kampanj|kampanjer|kolumn|kolumner|"
        "objekt|drivrutin|tema|bok|böcker|kalender|inkomstkonto|skyltfönster"),
    not_it(
        "bekräftad|bekräftat|verifierad|verifierat|antal|mall|typ|format|status|inställning|inställningar|avisering|"
        "aviseringar|notifiering|notifieringar|dölj|visa|byt|ändra|attribut|standard|läge|synlig|krävs|byta|måste|"
        "bytt|ändrat|obligatorisk|längd|leverantör typ|utgår|skickad|tillåten|giltig|skapad|raderad|uppdaterad|"
        "inaktiv|antalet|visas|dold|kräver|komplexitet|ändring|styrka|utgångsdatum|återställ|återställning|"
        "påminnelse|gruppnamn|filnamn|minsta längd|lösenordsstyrka|maximalt|maximala|högsta antal|minsta|logga ut|"
        "e postklient|ange|skriv in|mata in|spara|kom ihåg|glömt|glömd|förlorat|fel|felaktig|felaktigt|ogiltig|"
        "ogiltigt|utgånget|har gått ut|skicka|ta emot|hämta|lägg till|lägga till|ta bort|radera|redigera|välj|sök|"
        "använd|används|importera|exportera|skriv ut|kopiera|flytta|kontrollera|kolla|misslyckades|misslyckad|inte|"
        "ingen|finns|stämmer|stöd för|support för|dubbletter|dubblerade|mapp|mappar|huvud|rubrik|färg|typsnitt|"
        "e postserver|server|serverns|avgränsare|rapport|rapporter|skapa|aktivera|inaktivera|tillåt|signera|"
        "kryptera|återställa|sortera|sortering|alternativ för|vidarebefordra|avisera|varna|varning|krävas|aldrig|"
        "alltid|gräns|ersätt|släng|samlar|e postkonto|mejlkonto|position för|inloggade|inloggad|minnet|minne|kanal|"
        "kanalens|insamlade|meddela|metod|korrekt|sortera efter|kontrollerar|ställ in|dagar kvar|dagar till|inga|"
        "angivna|anteckningsnamn|saknas|saknad|saknade|saknat|medtagna|ta med|inkludera|vanligaste|unika|unikt|"
        "samma|e postmeddelande|e postmeddelanden|e postalternativ|e posta|kopplad utskrift|nytt adressblock|"
        "adressblock|block|adresslista|ny adresslista|för webbanslutningar|webbanslutningar|ortnamn lista|element i|"
        "förhandsgranska|förhandsgranskning|med lösenord|utan namn|storlek|för sökning|webbplatstitel|slå ihop|"
        "slå samman|lista över|lista med|bekräfta|upprepa|kolumnnamn|objektnamn|temanamn|mallnamn|drivrutinens namn|"
        "position för block|visas som|besök webbplats|botlösenord|borttaget|borttagen|meddelandenamn|avaktiverat|"
        "skickats|inget|blockerad|blockerat|dolt|bekräftelse|avbryt|alla kommentarer|godkänn|förvald|få ett|"
        "bildadress|senaste kommentarer|webbplatsnamn|svara på kommentar"),
    which(
        "hem|privat|arbete|annan|annat|övrig|övriga|hemma|ny|gammal|primär|sekundär|nuvarande|tillfällig|mitt|din|"
        "ditt|företag adress|kontor|alternativ|ytterligare"),
    alone("user.contact.address.city", "plats"),
    alone("user.contact.address.street", "box"),
    alone("user.name", "maka"),
    concept_line("user.location", 2.4,
        "geografisk position|geografiskt läge|latitud|longitud|geografiska koordinater"),
    in_person_table("user.name", "titel"),
    phone("jobbmobil|arbetsmobil|tjänstemobil|privatmobil"),
    street("våning och dörr|våning och lägenhet"),
    title("titel före namnet|titel före namn"),
    full(
        "juridiskt ombud|ställföreträdare|husläkare|familjeläkare|partnerns namn|sambons namn|vårdnadshavares namn"),
    body("kroppslängd|längd i cm|kroppslängd cm"),
    seen("senaste aktivitet|senast aktiv|senaste besök"),
    consent("samtycke till behandling av personuppgifter|samtycke till personuppgiftsbehandling"),
    card("kortets giltighetstid|kortets utgångsdatum"),
    not_it("lösenordet går ut|går ut om|antal patienter|antal medlemmar|antal kunder|organisationsnummer"),
    children("barnens namn"),
    first("initialer|fonetiskt förnamn"),
    last("fonetiskt efternamn"),
    seen("datum för senaste inloggning"),
    phone("direktlinje|direkt telefon"),
    alone("user.name", "make maka|äkta make|sambo|hustru"),
    title("ägare|innehavare"),
    email("svara till|svar till"),
};
// clang-format on

}  // namespace

std::span<const Line> swedish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
