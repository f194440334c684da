// Dutch.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "extra namen|overige namen|andere namen|voornaam|voornamen|tweede naam|roepnaam|voorletter|doopnaam|"
        "doopnamen|eerste voornaam|tweede voornaam|middelste naam|middelnaam|middelnamen|tussennaam"),
    last(
        "achternaam|geboortenaam|partnernaam|meisjesnaam|tussenvoegsel|voorvoegsel|geslachtsnaam|naam bij geboorte|"
        "achternaam partner|tussenvoegsels|eigen achternaam|gehuwde naam"),
    full(
        "opgemaakte naam|geformatteerde naam|volledige naam|naam klant|contactpersoon|bijnaam|naam ontvanger|"
        "rekeninghouder|kaarthouder|tenaamstelling|schuilnaam|weergavenaam|voor en achternaam|"
        "voornaam en achternaam|naam en voornaam|naam partner|echtgenoot|echtgenote|naam echtgenoot|naam moeder|"
        "naam vader|naam ouder|ouder verzorger|voogd|noodcontact|contact bij nood|naam contactpersoon|"
        "naam medewerker|naam werknemer|naam patiënt|naam leerling|naam lid|ten name van|schermnaam|"
        "roepnaam en achternaam|naam afzender|koosnaam|geadresseerde|ondertekenaar|ter attentie van|"
        "weergegeven naam|uw naam|uw volledige naam|echte naam|werkelijke naam|je naam|jouw naam|naam eigenaar|"
        "naam van de eigenaar|eigenaar van rekening|naam rekeninghouder|naam leveradres|aflevernaam|ontvangen door|"
        "naam assistent|naam leidinggevende|naam familielid|naaste|naam verkoper|begunstigde naam|naam begunstigde|"
        "contactpersoon naam"),
    title("academische titel|titulatuur|adellijke titel|persoonlijke titel"),
    email("e mailadres|emailadres|mailadres|e mail adres|elektronisch adres|privé e mail|e mail werk"),
    phone(
        "telefoon|telefoonnummer|telefoonnr|mobiel nummer|mobiele telefoon|mobielnummer|gsm nummer|telefoon thuis|"
        "telefoon werk|telefoon privé|thuistelefoon|werktelefoon|mobiele telefoonnummer|huistelefoon|"
        "zakelijke telefoon|autotelefoon|telefoonnummers|gsmnummer|vaste telefoon|vast nummer|telefoon zakelijk|"
        "doorkiesnummer|semafoon|pieper|tel mobiel|tel vast|06 nummer|portofoon|mobilofoon|terugbelnummer|"
        "telefoon bedrijf|bedrijfstelefoon|telefoon assistent|toestelnummer|telexnummer|isdn nummer|"
        "andere telefoon|ander telefoonnummer|rechtstreeks nummer|privénummer|piepernummer|semafoonnummer"),
    fax("faxnummer|fax thuis|fax werk|werkfax|thuisfax|fax privé|faxnr"),
    contact_details("contactgegevens|contactinformatie"),
    website("webpagina|startpagina|blogadres|adres van blog"),
    address(
        "adres|postadres|woonadres|huisadres|thuisadres|bezorgadres|afleveradres|factuuradres|verblijfsadres|"
        "bezoekadres|verzendadres|correspondentieadres|privéadres|domicilieadres|verblijfadres|briefadres|"
        "werkadres|domicilie|betaaladres|bestemmingsadres|betalingsadres"),
    street(
        "straat|straatnaam|huisnummer|huisnr|toevoeging|postbus|adresregel|straat en huisnummer|straat en nummer|"
        "straat huisnummer|busnummer|adresregel 1|adresregel 2|huisnummertoevoeging|vervolg straat"),
    city(
        "lokaliteit|plaats|woonplaats|stad|gemeente|plaatsnaam|woongemeente|postplaats|afleverplaats|"
        "bestemmingsplaats"),
    postcode("postcode|postkode"),
    state("provincie|staat provincie|deelstaat|gewest"),
    country("woonland|landcode|land van verblijf|landnaam"),
    birth("geboortedatum|geboortedag|geboortejaar|verjaardag|geboren|geboren op|geboortemaand"),
    origin(
        "geboorteplaats|geboorteland|nationaliteit|opleiding|opleidingsniveau|aantal kinderen|overlijdensdatum|"
        "geboortegemeente|burgerschap|hoogst genoten opleiding|datum overlijden|gezinssamenstelling|"
        "land van herkomst|sterfdag|trouwdag|jubileum|huwelijksverjaardag"),
    age("leeftijd|leeftijdsgroep|leeftijdscategorie"),
    gender("geslacht|aanhef|aanspreektitel|aanspreekvorm"),
    marital("burgerlijke staat|burgerlijke stand|huwelijkse staat"),
    children("naam kind|kind naam|namen kinderen|geboortedatum kind|bsn kind"),
    language("moedertaal|voorkeurstaal|gewenste taal|voorkeur taal|taal klant"),
    job(
        "functie|functietitel|beroep|functieomschrijving|werkzaam als|beroepstitel|titel functie|werkfunctie|"
        "functienaam|rol in het bedrijf|taakomschrijving"),
    workplace(
        "werkgever|afdeling|datum in dienst|werkplek|indiensttreding|datum indiensttreding|datum uit dienst|"
        "standplaats|datum aangenomen|datum van indiensttreding|aangenomen op"),
    login(
        "inloggen|gebruikersnaam|inlognaam|loginnaam|gebruikers id|aanmeldnaam|gebruikerscode|log in naam|"
        "inlog naam|gebruikers naam|sip adres|jabber adres|uw aanmelding|aanmelding gebruiker|im adres|chatadres|"
        "expresberichten adres"),
    password(
        "wachtwoord|nieuw wachtwoord|paswoord|accountwachtwoord|wachtwoordzin|wachtzin|smtp wachtwoord gebruiker|"
        "wachtwoorden|toegangswachtwoord"),
    secret("beveiligingsvraag|geheime vraag|geheim antwoord|toegangscode"),
    bank("rekeningnummer|bankrekening|bankrekeningnummer|iban nummer|rekeningnr|bankgegevens|banknummer"),
    card(
        "creditcard|creditcardnummer|kaartnummer|betaalkaart|bankpas|pasnummer bank|vervaldatum kaart|"
        "vervaldatum creditcard|kaart geldig tot"),
    income(
        "salaris|loon|inkomen|jaarinkomen|uurloon|bruto loon|bruto salaris|brutosalaris|netto salaris|maandloon|"
        "pensioen|aftrekposten|inhoudingen|beloning|brutoloon|nettoloon|jaarloon|bezoldiging"),
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
        "ziekmelding|ziek gemeld|dieet|polsslag|polsslag in rust|hartslag|rusthartslag|maximale hartslag|"
        "maximale polsslag|bloeddruk|lichaamsgewicht|lichaamslengte|roker|dieetwensen"),
    insurance("zorgverzekeringsnummer|zorgverzekering|zorgverzekeraar|polisnummer zorg|verzekerdennummer"),
    religion("geloof|geloofsovertuiging|godsdienst|religie"),
    political("politieke overtuiging|politieke partij|partijlidmaatschap"),
    orientation("seksuele voorkeur|seksuele gerichtheid"),
    ethnicity("etnische afkomst|etniciteit|ras afkomst"),
    union_member("vakbond|vakbondslidmaatschap|lidmaatschap vakbond"),
    crime("strafblad|strafrechtelijk verleden|veroordelingen"),
    image(
        "pasfoto|profielfoto|foto|foto van persoon|portretfoto|profielafbeelding|contactfoto|foto van contact|"
        "foto s|pasfoto s|handtekening afbeelding"),
    fingerprint("vingerafdrukken"),
    hobbies("interesse|vrijetijdsbesteding"),
    notes("opmerkingen|opmerking|notities|notitie|toelichting|aantekening|aantekeningen"),
    message("bericht"),
    seen("laatste login|laatst ingelogd|laatste aanmelding|laatste inlog|laatste aanmelddatum|laatst aangemeld"),
    key_of(
        "klantnummer|klantnr|lidnummer|lidmaatschapsnummer|personeelsnummer|patiëntnummer|leerlingnummer|"
        "studentnummer|medewerkernummer|debiteurnummer|gebruikersnummer|werknemersnummer|personeelsnr|"
        "relatienummer|id klant|id gebruiker|contact id|leidinggevende id|auteursnummer"),
    ip("ip adres"),
    consent("toestemming|nieuwsbrief"),
    account_name("accountnaam|naam van account"),
    person(
        "klant|gebruiker|medewerker|werknemer|patiënt|leerling|lid|leden|student|ontvanger|afzender|gast|contact|"
        "burger|cursist|patiënten|klanten|gebruikers|medewerkers|werknemers|leerlingen|studenten|docent|leraar|"
        "arts|huisarts|bezoeker|deelnemer|sollicitant|huurder|eigenaar|bestuurder|passagier|abonnee|vrijwilliger|"
        "speler|kandidaat|verzekerde|verzorger|personen|inwoner|verpleegkundige|trainer|behandelaar|cliënten|"
        "leidinggevende|begeleider|aanvrager|verkoper|assistent|assistente"),
    organisation("bedrijf|organisatie|leverancier|school|vereniging"),
    event("bestelling|factuur|afspraak|reservering|betaling|inschrijving|aanmelding|levering|consult"),
    thing("product|artikel|bestand|project|pagina|categorie|afbeelding|taak|groep|onderwerp|campagne|campagnes"),
    not_it(
        "geverifieerd|bevestigd|aantal|sjabloon|soort|type|formaat|status|instelling|instellingen|melding|"
        "meldingen|notificaties|verbergen|verberg|tonen|toon|wijzigen|wijzig|gewijzigd|moet|attribuut|standaard|"
        "zichtbaar|verplicht|lengte|verloopt|verzonden|toegestaan|geldig|aangemaakt|verwijderd|bijgewerkt|actief|"
        "inactief|gecontroleerd|zichtbaarheid|toestaan|complexiteit|wijziging|sterkte|vervaldatum|reset|"
        "herinnering|groepsnaam|bestandsnaam|minimumlengte|minimale lengte|laatste wijziging|maximale|maximum|"
        "minimum|minimale|maximum aantal|uitloggen|invoeren|voer|invullen|opslaan|bewaren|onthouden|onthoud|"
        "vergeten|verloren|onjuist|onjuiste|ongeldig|ongeldige|fout|foutief|foute|verkeerd|verkeerde|verlopen|"
        "versturen|verstuur|sturen|stuur|verzenden|ontvangen|ophalen|toevoegen|voeg|verwijderen|verwijder|bewerken|"
        "bewerk|veranderen|verander|veranderd|aanpassen|kiezen|kies|selecteren|selecteer|zoeken|doorzoeken|gebruik|"
        "gebruiken|in gebruik|importeren|exporteren|afdrukken|weergeven|weergave|kopiëren|kopieer|verplaatsen|"
        "controleren|controle|controleer|mislukt|mislukte|niet|geen|bestaat|gelijk|ondersteuning|dubbele|dubbel|"
        "mappen|koptekst|kopregel|kleur|lettertype|mailserver|server|scheidingsteken|rapport|rapporten|maken|maak|"
        "aanmaken|inschakelen|uitschakelen|ondertekenen|versleutelen|herstellen|sorteren|sortering|opties|"
        "doorsturen|waarschuwen|waarschuwing|vereist|vereiste|nooit|altijd|limiet|vervangen|opmaak|pad naar|"
        "verzamelde|verzamelen|koppelingen|bezig|archiveerder|mailaccount|e mailaccount|mail account|geheugen|"
        "kanaal|genomen|methode|correct|sorteren op|wordt gecontroleerd|melden|bekijken|bijwerken"),
    which(
        "thuis|huis|werk|andere|ander|overig|overige|privé|zakelijk|zakelijke|nieuw|nieuwe|oud|oude|primair|primaire|"
        "huidig|huidige|tijdelijk|tijdelijke|mijn|uw|jouw|persoonlijk|persoonlijke|alternatief|alternatieve|mobiele"),
    in_person_table("user.name", "voorvoegsel|achtervoegsel"),
    in_person_table("user.contact.phone_number", "extensie|toestel"),
    in_person_table("user.demographic.gender", "begroeting"),
};
// clang-format on

}  // namespace

std::span<const Line> dutch() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
