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
        "kortinnehavarens namn|visat namn|ditt namn|ditt fullständiga namn|namn på barn"),
    title("akademisk titel|namntitel"),
    email("e postadress|epostadress|mejl|mejladress|mailadress|e mejl|e post|e post privat|e postadress privat"),
    phone(
        "telefonnummer|telefonnr|mobilnummer|mobiltelefon|hemtelefon|arbetstelefon|mobilnr|telefon hem|"
        "telefon arbete|tel hem|tfn|mobiltelefonnummer|fast telefon|hemtelefonnummer|direktnummer|biltelefon|"
        "personsökare|kontakttelefon|telefon dagtid|telefon kvällstid"),
    fax("faxnummer|hemfax|arbetsfax|fax hem|fax arbete|fax nummer|hemtelefax|arbetstelefax"),
    website("webbplats|hemsida|webbsida"),
    address(
        "adress|postadress|hemadress|leveransadress|faktureringsadress|bostadsadress|folkbokföringsadress|"
        "besöksadress|fakturaadress|nuvarande adress|tillfällig adress|utdelningsadress|gatuadress och ort|"
        "boendeadress"),
    street(
        "gata|gatuadress|gatunamn|husnummer|postbox|box adress|gata och nummer|gatuadress 2|lägenhetsnummer|lgh nr|"
        "husnr|postboxadress|boxnummer|boxadress"),
    city("stad|postort|ort|kommun|hemort|bostadsort|hemkommun|ort och land|folkbokföringsort|bostadskommun"),
    postcode("postnummer|postnr"),
    state("län|landskap|delstat|provins|landsting"),
    country("hemland|bosättningsland|landskod|medborgarland"),
    birth("födelsedatum|födelsedag|födelseår|född|födelsetid|födelse datum|född den"),
    origin(
        "födelseort|födelseland|nationalitet|medborgarskap|utbildning|antal barn|dödsdatum|födelsestad|"
        "födelseförsamling|utbildningsnivå|ursprungsland"),
    age("ålder|åldersgrupp|åldersintervall"),
    gender("kön|tilltal|könsidentitet"),
    marital("civilstånd|civilstatus|äktenskaplig status"),
    children("barnets namn|barns namn|barnets personnummer|barnets födelsedatum"),
    language("modersmål|föredraget språk"),
    job("yrke|befattning|yrkestitel|jobbtitel|arbetstitel|sysselsättning|arbetsuppgift|roll på arbetet|tjänstetitel"),
    workplace(
        "arbetsgivare|arbetsplats|anställningsdatum|avdelning|anställd sedan|arbetsställe|anställningsform|"
        "slutdatum anställning"),
    login("användarnamn|inloggningsnamn|användar id|inloggning"),
    password("lösenord|nytt lösenord|kontolösenord"),
    secret("säkerhetsfråga|säkerhetssvar|pinkod|pin kod|engångskod"),
    bank(
        "kontonummer|bankkonto|bankkontonummer|bankgiro|bankkontonr|clearingnummer|plusgiro|bankuppgifter|iban nummer"),
    card("kreditkort|kreditkortsnummer|kortnummer|betalkort"),
    income("lön|inkomst|månadslön|årsinkomst|årslön|bruttolön|nettolön|timlön|pension|förmögenhet|taxerad inkomst"),
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
        "sjukdomshistoria|hälsouppgifter|sjukdagar|medicin|mediciner|sjukskriven"),
    insurance("försäkringsnummer sjuk|sjukförsäkring"),
    religion("trosuppfattning|religiös övertygelse|religionstillhörighet"),
    political("politisk åskådning|politisk åsikt|partitillhörighet|politiskt parti"),
    orientation("sexuell läggning|sexualitet"),
    ethnicity("etniskt ursprung|etnicitet|etnisk tillhörighet"),
    union_member("fackförening|fackligt medlemskap|fackmedlemskap"),
    crime("belastningsregister|brottsregister|brott"),
    image("profilbild|fotografi|porträtt|foto|passfoto|porträttbild|kontaktfoto|kontaktbild|bild på kontakt"),
    fingerprint("fingeravtryck"),
    hobbies("intressen|fritidsintressen|hobbyer"),
    notes("anteckning|anteckningar|kommentar|anmärkning|anmärkningar"),
    message("meddelande"),
    seen("senaste inloggning|senast inloggad|sista inloggning|senaste login"),
    key_of("kundnummer|kund nr|kundnr|medlemsnummer|anställningsnummer|patientnummer|elevnummer|kund id"),
    ip("ip adress"),
    consent("samtycke|nyhetsbrev|samtycken|prenumererar på nyhetsbrev"),
    person(
        "kund|användare|anställd|patient|elev|medlem|medarbetare|student|mottagare|avsändare|gäst|kontakt|förälder|"
        "medborgare|lärare|läkare|sjuksköterska|besökare|deltagare|sökande|hyresgäst|ägare|förare|passagerare|"
        "författare|prenumerant|givare|volontär|spelare|kunder|elever|medlemmar|anställda|patienter|barn|chef|"
        "handläggare|tränare|föräldrar"),
    organisation("företag|leverantör|skola|förening"),
    event("beställning|bokning|betalning|anmälan"),
    thing("produkt|vara|fil|projekt|sida|kategori|bild|uppgift|grupp|ärende|ämne|kampanj|kampanjer"),
    not_it(
        "bekräftad|bekräftat|verifierad|verifierat|antal|mall|typ|format|status|inställning|inställningar|avisering|"
        "aviseringar|notifiering|notifieringar|dölj|visa|byt|ändra|attribut|standard|läge|synlig|krävs|byta|måste|"
        "bytt|ändrat|obligatorisk|längd|leverantör typ|utgår|skickad|tillåten|giltig|skapad|raderad|uppdaterad|"
        "inaktiv|antalet|visas|dold|kräver|komplexitet|ändring|styrka|utgångsdatum|återställ|återställning|"
        "påminnelse|gruppnamn|filnamn|minsta längd|lösenordsstyrka|maximalt|maximala|högsta antal|minsta|logga ut|"
        "e postklient"),
    which(
        "hem|privat|arbete|annan|annat|övrig|övriga|hemma|ny|gammal|primär|sekundär|nuvarande|tillfällig|mitt|din|"
        "ditt|företag adress|kontor|alternativ|ytterligare"),
};
// clang-format on

}  // namespace

std::span<const Line> swedish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
