// Swedish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first("ytterligare namn|andra namn|förnamn|tilltalsnamn|mellannamn|dopnamn|samtliga förnamn|alla förnamn"),
    last("efternamn|familjenamn|flicknamn|tidigare efternamn|födelsenamn|efternamn som ogift"),
    full(
        "formaterat namn|fullständigt namn|kundnamn|kontaktperson|smeknamn|mottagarens namn|kontoinnehavare|"
        "kortinnehavare|hela namnet|för och efternamn|närmast anhörig|anhörig|anhörigs namn|makes namn|mors namn|"
        "fars namn|vårdnadshavare|namnförtydligande|visningsnamn|undertecknad av|kundens namn|patientens namn|"
        "elevens namn|målsman|anställds namn|fullständigt namn på person|namn på kontaktperson|nödkontakt|"
        "kortinnehavarens namn|visat namn|ditt namn|ditt fullständiga namn|namn på barn|riktigt namn|riktiga namn|"
        "verkligt namn|skärmnamn|namn att visa|fullst namn|ägarnamn|ägarens namn|ägare namn|kontoägare|"
        "leveransnamn|leverans namn|mottagen av|mottaget av|assistentens namn|chefens namn|försäljarens namn|"
        "betalningsmottagare|avsändarens namn|avsändarens fullständiga namn"),
    title("akademisk titel|namntitel|personlig titel"),
    email("e postadress|epostadress|mejl|mejladress|mailadress|e mejl|e post|e post privat|e postadress privat"),
    phone(
        "telefonnummer|telefonnr|mobilnummer|mobiltelefon|hemtelefon|arbetstelefon|mobilnr|telefon hem|"
        "telefon arbete|tel hem|tfn|mobiltelefonnummer|fast telefon|hemtelefonnummer|direktnummer|biltelefon|"
        "personsökare|kontakttelefon|telefon dagtid|telefon kvällstid|återuppringning|återuppringningsnummer|"
        "företagstelefon|telefon företag|assistentens telefon|anknytning|anknytningsnummer|telexnummer|isdn nummer|"
        "annan telefon|huvudtelefon|direktval|leveranstel|växelnummer|mobiltel|mobil|personsökarnummer"),
    fax("faxnummer|hemfax|arbetsfax|fax hem|fax arbete|fax nummer|hemtelefax|arbetstelefax"),
    contact_details("kontaktuppgifter|kontaktinformation"),
    website("webbplats|hemsida|webbsida|bloggadress"),
    address(
        "adress|postadress|hemadress|leveransadress|faktureringsadress|bostadsadress|folkbokföringsadress|"
        "besöksadress|fakturaadress|nuvarande adress|tillfällig adress|utdelningsadress|gatuadress och ort|"
        "boendeadress"),
    street(
        "gata|gatuadress|gatunamn|husnummer|postbox|box adress|gata och nummer|gatuadress 2|lägenhetsnummer|lgh nr|"
        "husnr|postboxadress|boxnummer|boxadress"),
    city(
        "stad|postort|ort|kommun|hemort|bostadsort|hemkommun|ort och land|folkbokföringsort|bostadskommun|"
        "leveransort|mottagarort"),
    postcode("postnummer|postnr"),
    state("län|landskap|delstat|provins|landsting"),
    country("hemland|bosättningsland|landskod|medborgarland"),
    birth("födelsedatum|födelsedag|födelseår|född|födelsetid|födelse datum|född den|födelsemånad"),
    origin(
        "födelseort|födelseland|nationalitet|medborgarskap|utbildning|antal barn|dödsdatum|födelsestad|"
        "födelseförsamling|utbildningsnivå|ursprungsland|bröllopsdag|årsdag|jubileum|bemärkelsedag"),
    age("ålder|åldersgrupp|åldersintervall"),
    gender("kön|tilltal|könsidentitet|hälsningsfras|tilltalsform"),
    marital("civilstånd|civilstatus|äktenskaplig status"),
    children("barnets namn|barns namn|barnets personnummer|barnets födelsedatum"),
    language("modersmål|föredraget språk|föredraget språk kund|önskat språk|språkval person"),
    job(
        "yrke|befattning|yrkestitel|jobbtitel|arbetstitel|sysselsättning|arbetsuppgift|roll på arbetet|"
        "tjänstetitel|jobbroll|roll i företaget|arbetsroll|tjänst titel|anställningstitel"),
    workplace(
        "arbetsgivare|arbetsplats|anställningsdatum|avdelning|anställd sedan|arbetsställe|anställningsform|"
        "slutdatum anställning|anställningsdag|anställdes datum"),
    login(
        "användarnamn|inloggningsnamn|användar id|inloggning|identifierarnamn|inloggnings id|kontonamn inloggning|"
        "sip adress|jabber adress|snabbmeddelandeadress|chattadress|im adress"),
    password(
        "lösenord|nytt lösenord|kontolösenord|lösenfras|nytt lösen|gammalt lösenord|nuvarande lösenord|lösenmening"),
    secret("säkerhetsfråga|säkerhetssvar|pinkod|pin kod|engångskod"),
    bank(
        "kontonummer|bankkonto|bankkontonummer|bankgiro|bankkontonr|clearingnummer|plusgiro|bankuppgifter|iban nummer"),
    card(
        "kreditkort|kreditkortsnummer|kortnummer|betalkort|kort giltigt till|kortet giltigt till|utgångsdatum kort|"
        "kort giltigt tom"),
    income(
        "lön|inkomst|månadslön|årsinkomst|årslön|bruttolön|nettolön|timlön|pension|förmögenhet|taxerad inkomst|"
        "avdrag|ersättning lön|månadslön brutto|arvode|lönegrad|bruttoinkomst"),
    national(
        "personnummer|samordningsnummer|skattenummer|personnr|identitetskort|id kort|id kortsnummer|legitimation|"
        "skatteregistreringsnummer|id handling"),
    passport("passnummer|pass nr"),
    driving("körkort|körkortsnummer"),
    permit("uppehållstillstånd|arbetstillstånd"),
    plate("registreringsnummer|registreringsskylt|fordonets registreringsnummer"),
    health(
        "diagnos|sjukdom|sjukdomar|allergi|allergier|läkemedel|medicinering|blodgrupp|funktionsnedsättning|"
        "funktionshinder|hälsa|hälsotillstånd|sjukskrivning|sjukfrånvaro|vaccinationer|behandling|graviditet|"
        "sjukdomshistoria|hälsouppgifter|sjukdagar|medicin|mediciner|sjukskriven|vilopuls|maxpuls|blodtryck|"
        "kroppsvikt|rökare|specialkost|kostrestriktioner|handikapp"),
    insurance("försäkringsnummer sjuk|sjukförsäkring"),
    religion("trosuppfattning|religiös övertygelse|religionstillhörighet"),
    political("politisk åskådning|politisk åsikt|partitillhörighet|politiskt parti"),
    orientation("sexuell läggning|sexualitet"),
    ethnicity("etniskt ursprung|etnicitet|etnisk tillhörighet"),
    union_member("fackförening|fackligt medlemskap|fackmedlemskap"),
    crime("belastningsregister|brottsregister|brott"),
    image(
        "profilbild|fotografi|porträtt|foto|passfoto|porträttbild|kontaktfoto|kontaktbild|bild på kontakt|"
        "bilder på person|foton|porträttfoto"),
    fingerprint("fingeravtryck"),
    hobbies("intressen|fritidsintressen|hobbyer"),
    notes(
        "anteckning|anteckningar|kommentar|anmärkning|anmärkningar|kompisanteckning|kontaktanteckning|notering|"
        "noteringar|anm"),
    message("meddelande"),
    seen("senaste inloggning|senast inloggad|sista inloggning|senaste login"),
    key_of(
        "kundnummer|kund nr|kundnr|medlemsnummer|anställningsnummer|patientnummer|elevnummer|kund id|"
        "användarnummer|anställningsnr|anställnings nr|anställd nr|kundnummer id|kontakt id|medlemsnr|"
        "personalnummer|föreståndarnr|låntagarnummer|anställd id"),
    ip("ip adress"),
    consent("samtycke|nyhetsbrev|samtycken|prenumererar på nyhetsbrev"),
    account_name("kontonamn"),
    person(
        "kund|användare|anställd|patient|elev|medlem|medarbetare|student|mottagare|avsändare|gäst|kontakt|förälder|"
        "medborgare|lärare|läkare|sjuksköterska|besökare|deltagare|sökande|hyresgäst|ägare|förare|passagerare|"
        "författare|prenumerant|givare|volontär|spelare|kunder|elever|medlemmar|anställda|patienter|barn|chef|"
        "handläggare|tränare|föräldrar|försäljare|assistent"),
    organisation("företag|leverantör|skola|förening"),
    event("beställning|bokning|betalning|anmälan"),
    thing("produkt|vara|fil|projekt|sida|kategori|bild|uppgift|grupp|ärende|ämne|kampanj|kampanjer"),
    not_it(
        "bekräftad|bekräftat|verifierad|verifierat|antal|mall|typ|format|status|inställning|inställningar|"
        "avisering|aviseringar|notifiering|notifieringar|dölj|visa|byt|ändra|attribut|standard|läge|synlig|krävs|"
        "byta|måste|bytt|ändrat|obligatorisk|längd|leverantör typ|utgår|skickad|tillåten|giltig|skapad|raderad|"
        "uppdaterad|inaktiv|antalet|visas|dold|kräver|komplexitet|ändring|styrka|utgångsdatum|återställ|"
        "återställning|påminnelse|gruppnamn|filnamn|minsta längd|lösenordsstyrka|maximalt|maximala|högsta antal|"
        "minsta|logga ut|e postklient|ange|skriv in|mata in|spara|kom ihåg|glömt|glömd|förlorat|fel|felaktig|"
        "felaktigt|ogiltig|ogiltigt|utgånget|har gått ut|skicka|ta emot|hämta|lägg till|lägga till|ta bort|radera|"
        "redigera|välj|sök|använd|används|importera|exportera|skriv ut|kopiera|flytta|kontrollera|kolla|"
        "misslyckades|misslyckad|inte|ingen|finns|stämmer|stöd för|support för|dubbletter|dubblerade|mapp|mappar|"
        "huvud|rubrik|färg|typsnitt|e postserver|server|serverns|avgränsare|rapport|rapporter|skapa|aktivera|"
        "inaktivera|tillåt|signera|kryptera|återställa|sortera|sortering|alternativ för|vidarebefordra|avisera|"
        "varna|varning|krävas|aldrig|alltid|gräns|ersätt|släng|samlar|e postkonto|mejlkonto|position för|inloggade|"
        "inloggad|minnet|minne|kanal|kanalens|insamlade|meddela|metod|korrekt|sortera efter|kontrollerar"),
    which(
        "hem|privat|arbete|annan|annat|övrig|övriga|hemma|ny|gammal|primär|sekundär|nuvarande|tillfällig|mitt|din|"
        "ditt|företag adress|kontor|alternativ|ytterligare"),
    alone("user.contact.address.city", "plats"),
};
// clang-format on

}  // namespace

std::span<const Line> swedish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
