// Dutch.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "extra namen|overige namen|andere namen|voornaam|voornamen|tweede naam|roepnaam|voorletter|doopnaam|"
        "doopnamen|eerste voornaam|tweede voornaam|middelste naam|middelnaam|middelnamen"),
    last(
        "achternaam|geboortenaam|partnernaam|meisjesnaam|tussenvoegsel|voorvoegsel|geslachtsnaam|naam bij geboorte|"
        "achternaam partner|tussenvoegsels|eigen achternaam|gehuwde naam"),
    full(
        "opgemaakte naam|geformatteerde naam|volledige naam|naam klant|contactpersoon|bijnaam|naam ontvanger|"
        "rekeninghouder|kaarthouder|tenaamstelling|schuilnaam|weergavenaam|voor en achternaam|voornaam en achternaam|"
        "naam en voornaam|naam partner|echtgenoot|echtgenote|naam echtgenoot|naam moeder|naam vader|naam ouder|"
        "ouder verzorger|voogd|noodcontact|contact bij nood|naam contactpersoon|naam medewerker|naam werknemer|"
        "naam patiënt|naam leerling|naam lid|ten name van|schermnaam|roepnaam en achternaam|naam afzender|koosnaam|"
        "geadresseerde|ondertekenaar|ter attentie van|weergegeven naam|uw naam|uw volledige naam"),
    title("academische titel|titulatuur|adellijke titel"),
    email("e mailadres|emailadres|mailadres|e mail adres|elektronisch adres|privé e mail|e mail werk"),
    phone(
        "telefoon|telefoonnummer|telefoonnr|mobiel nummer|mobiele telefoon|mobielnummer|gsm nummer|telefoon thuis|"
        "telefoon werk|telefoon privé|thuistelefoon|werktelefoon|mobiele telefoonnummer|huistelefoon|"
        "zakelijke telefoon|autotelefoon|telefoonnummers|gsmnummer|vaste telefoon|vast nummer|telefoon zakelijk|"
        "doorkiesnummer|semafoon|pieper|tel mobiel|tel vast|06 nummer|portofoon|mobilofoon"),
    fax("faxnummer|fax thuis|fax werk|werkfax|thuisfax|fax privé|faxnr"),
    website("webpagina|startpagina"),
    address(
        "adres|postadres|woonadres|huisadres|thuisadres|bezorgadres|afleveradres|factuuradres|verblijfsadres|"
        "bezoekadres|verzendadres|correspondentieadres|privéadres|domicilieadres|verblijfadres|briefadres|werkadres|"
        "domicilie"),
    street(
        "straat|straatnaam|huisnummer|huisnr|toevoeging|postbus|adresregel|straat en huisnummer|straat en nummer|"
        "straat huisnummer|busnummer|adresregel 1|adresregel 2|huisnummertoevoeging"),
    city("lokaliteit|plaats|woonplaats|stad|gemeente|plaatsnaam|woongemeente|postplaats"),
    postcode("postcode|postkode"),
    state("provincie|staat provincie|deelstaat|gewest"),
    country("woonland|landcode|land van verblijf|landnaam"),
    birth("geboortedatum|geboortedag|geboortejaar|verjaardag|geboren|geboren op"),
    origin(
        "geboorteplaats|geboorteland|nationaliteit|opleiding|opleidingsniveau|aantal kinderen|overlijdensdatum|"
        "geboortegemeente|burgerschap|hoogst genoten opleiding|datum overlijden|gezinssamenstelling|land van herkomst"),
    age("leeftijd|leeftijdsgroep|leeftijdscategorie"),
    gender("geslacht|aanhef|aanspreektitel|aanspreekvorm"),
    marital("burgerlijke staat|burgerlijke stand|huwelijkse staat"),
    children("naam kind|kind naam|namen kinderen|geboortedatum kind|bsn kind"),
    language("moedertaal|voorkeurstaal"),
    job("functie|functietitel|beroep|functieomschrijving|werkzaam als|beroepstitel|titel functie"),
    workplace(
        "werkgever|afdeling|datum in dienst|werkplek|indiensttreding|datum indiensttreding|datum uit dienst|"
        "standplaats"),
    login("inloggen|gebruikersnaam|inlognaam|loginnaam|gebruikers id|aanmeldnaam|gebruikerscode"),
    password("wachtwoord|nieuw wachtwoord|paswoord|accountwachtwoord"),
    secret("beveiligingsvraag|geheime vraag|geheim antwoord|toegangscode"),
    bank("rekeningnummer|bankrekening|bankrekeningnummer|iban nummer|rekeningnr|bankgegevens|banknummer"),
    card("creditcard|creditcardnummer|kaartnummer|betaalkaart|bankpas|pasnummer bank"),
    income(
        "salaris|loon|inkomen|jaarinkomen|uurloon|bruto loon|bruto salaris|brutosalaris|netto salaris|maandloon|"
        "pensioen"),
    national(
        "burgerservicenummer|bsn|bsn nummer|rijksregisternummer|sofinummer|identiteitskaartnummer|fiscaal nummer|"
        "identiteitskaart|nummer identiteitsbewijs|identiteitsbewijs|legitimatienummer|legitimatiebewijs|id nummer|"
        "inszs nummer|documentnummer id|belastingnummer"),
    passport("paspoortnummer|paspoort|paspoortnr"),
    driving("rijbewijs|rijbewijsnummer"),
    permit("verblijfsvergunning|verblijfstitel|werkvergunning|vreemdelingennummer"),
    plate("nummerplaat|kentekennummer"),
    health(
        "diagnose|ziekte|ziektes|allergie|allergieën|medicatie|medicijnen|bloedgroep|handicap|beperking|gezondheid|"
        "gezondheidstoestand|ziekteverzuim|vaccinatie|vaccinaties|zwangerschap|medische gegevens|"
        "medische geschiedenis|medicijngebruik|ziektegeschiedenis|arbeidsongeschiktheid|arbeidsongeschikt|"
        "ziekmelding|ziek gemeld|dieet"),
    insurance("zorgverzekeringsnummer|zorgverzekering|zorgverzekeraar|polisnummer zorg|verzekerdennummer"),
    religion("geloof|geloofsovertuiging|godsdienst|religie"),
    political("politieke overtuiging|politieke partij|partijlidmaatschap"),
    orientation("seksuele voorkeur|seksuele gerichtheid"),
    ethnicity("etnische afkomst|etniciteit|ras afkomst"),
    union_member("vakbond|vakbondslidmaatschap|lidmaatschap vakbond"),
    crime("strafblad|strafrechtelijk verleden|veroordelingen"),
    image("pasfoto|profielfoto|foto|foto van persoon|portretfoto|profielafbeelding|contactfoto|foto van contact"),
    fingerprint("vingerafdrukken"),
    hobbies("interesse|vrijetijdsbesteding"),
    notes("opmerkingen|opmerking|notities|notitie|toelichting"),
    message("bericht"),
    seen("laatste login|laatst ingelogd|laatste aanmelding|laatste inlog|laatste aanmelddatum|laatst aangemeld"),
    key_of(
        "klantnummer|klantnr|lidnummer|lidmaatschapsnummer|personeelsnummer|patiëntnummer|leerlingnummer|"
        "studentnummer|medewerkernummer|debiteurnummer"),
    ip("ip adres"),
    consent("toestemming|nieuwsbrief"),
    person(
        "klant|gebruiker|medewerker|werknemer|patiënt|leerling|lid|leden|student|ontvanger|afzender|gast|contact|"
        "burger|cursist|patiënten|klanten|gebruikers|medewerkers|werknemers|leerlingen|studenten|docent|leraar|arts|"
        "huisarts|bezoeker|deelnemer|sollicitant|huurder|eigenaar|bestuurder|passagier|abonnee|vrijwilliger|speler|"
        "kandidaat|verzekerde|verzorger|personen|inwoner|verpleegkundige|trainer|behandelaar|cliënten|leidinggevende|"
        "begeleider|aanvrager"),
    organisation("bedrijf|organisatie|leverancier|school|vereniging"),
    event("bestelling|factuur|afspraak|reservering|betaling|inschrijving|aanmelding|levering|consult"),
    thing("product|artikel|bestand|project|pagina|categorie|afbeelding|taak|groep|onderwerp|campagne|campagnes"),
    not_it(
        "geverifieerd|bevestigd|aantal|sjabloon|soort|type|formaat|status|instelling|instellingen|melding|meldingen|"
        "notificaties|verbergen|verberg|tonen|toon|wijzigen|wijzig|gewijzigd|moet|attribuut|standaard|zichtbaar|"
        "verplicht|lengte|verloopt|verzonden|toegestaan|geldig|aangemaakt|verwijderd|bijgewerkt|actief|inactief|"
        "gecontroleerd|zichtbaarheid|toestaan|complexiteit|wijziging|sterkte|vervaldatum|reset|herinnering|"
        "groepsnaam|bestandsnaam|minimumlengte|minimale lengte|laatste wijziging|maximale|maximum|minimum|minimale|"
        "maximum aantal|uitloggen"),
    which(
        "thuis|huis|werk|andere|ander|overig|overige|privé|zakelijk|zakelijke|nieuw|nieuwe|oud|oude|primair|primaire|"
        "huidig|huidige|tijdelijk|tijdelijke|mijn|uw|jouw|persoonlijk|persoonlijke|alternatief|alternatieve|mobiele"),
};
// clang-format on

}  // namespace

std::span<const Line> dutch() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
