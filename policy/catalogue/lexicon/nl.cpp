// Dutch.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "extra namen|overige namen|andere namen|voornaam|voornamen|tweede naam|roepnaam|voorletter|doopnaam|"
        "doopnamen|eerste voornaam|tweede voornaam|middelste naam|middelnaam|middelnamen|tussennaam|"
        "gebruikelijke voornaam|alle voornamen|roepnaam kind|voornamen voluit|gebruikte voornaam|bijkomende namen|"
        "bijkomende voornamen|overige voornamen"),
    last(
        "achternaam|geboortenaam|partnernaam|meisjesnaam|tussenvoegsel|voorvoegsel|geslachtsnaam|naam bij geboorte|"
        "achternaam partner|tussenvoegsels|eigen achternaam|gehuwde naam|huwelijksnaam|achternamen|"
        "achternaam na huwelijk|achternaam bij geboorte|vorige achternaam|vroegere achternaam"),
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
        "contactpersoon naam|patroniem|voorkeursnaam|naam van vader|naam van moeder|naam van partner|naam van kind|"
        "naam voogd|wettelijke vertegenwoordiger|wettelijk vertegenwoordiger|contactpersoon bij nood|"
        "contactpersoon noodgevallen|naam van ouder|eigenaar rekening|naam op kaart|naaste verwant|"
        "naam ondertekenaar|eigenaar gedebiteerde rekening|eigenaar gecrediteerde rekening|naam van de moeder|"
        "naam van de vader|naam van de ouder|naam van de voogd|naam van de patiënt|naam van de klant|"
        "naam van de medewerker|achtervoegsel van naam|voorvoegsel van naam|naamsachtervoegsel"),
    title("academische titel|titulatuur|adellijke titel|persoonlijke titel"),
    email(
        "e mailadres|emailadres|mailadres|e mail adres|elektronisch adres|privé e mail|e mail werk|e mail adressen|"
        "e mailadres privé|e mailadres werk|zakelijk e mailadres|persoonlijk e mailadres|tweede e mailadres|"
        "mailadressen|antwoordadres e mail|antwoordadres"),
    phone(
        "telefoon|telefoonnummer|telefoonnr|mobiel nummer|mobiele telefoon|mobielnummer|gsm nummer|telefoon thuis|"
        "telefoon werk|telefoon privé|thuistelefoon|werktelefoon|mobiele telefoonnummer|huistelefoon|"
        "zakelijke telefoon|autotelefoon|telefoonnummers|gsmnummer|vaste telefoon|vast nummer|telefoon zakelijk|"
        "doorkiesnummer|semafoon|pieper|tel mobiel|tel vast|06 nummer|portofoon|mobilofoon|terugbelnummer|"
        "telefoon bedrijf|bedrijfstelefoon|telefoon assistent|toestelnummer|telexnummer|isdn nummer|andere telefoon|"
        "ander telefoonnummer|rechtstreeks nummer|privénummer|piepernummer|semafoonnummer|terugbellen|"
        "noodnummer contact|telefoon bij nood|tel nr|telnr|mobielnr|mob nr|mobiel nr|gsm nr|vaste lijn|"
        "telefoon overdag|telefoon s avonds|zakelijk nummer|tweede telefoonnummer"),
    fax("faxnummer|fax thuis|fax werk|werkfax|thuisfax|fax privé|faxnr|fax nr|telefax|fax zakelijk|andere fax"),
    contact_details("contactgegevens|contactinformatie|contactdetails"),
    website(
        "webpagina|startpagina|blogadres|adres van blog|persoonlijke website|webadres|homepage url|"
        "persoonlijke pagina"),
    address(
        "adres|postadres|woonadres|huisadres|thuisadres|bezorgadres|afleveradres|factuuradres|verblijfsadres|"
        "bezoekadres|verzendadres|correspondentieadres|privéadres|domicilieadres|verblijfadres|briefadres|werkadres|"
        "domicilie|betaaladres|bestemmingsadres|betalingsadres|vast adres|tijdelijk adres|vorig adres|huidig adres|"
        "inschrijfadres|correspondentie adres|facturatieadres|adresgegevens|adresetiket thuis|adresetiket|"
        "adresetiket werk"),
    street(
        "straat|straatnaam|huisnummer|huisnr|toevoeging|postbus|adresregel|straat en huisnummer|straat en nummer|"
        "straat huisnummer|busnummer|adresregel 1|adresregel 2|huisnummertoevoeging|vervolg straat|"
        "naam van het gebouw|gebouwnaam|straatnummer|appartementnummer|huisnummer toevoeging|huisletter|bus nr|"
        "huis nr"),
    city(
        "lokaliteit|plaats|woonplaats|stad|gemeente|plaatsnaam|woongemeente|postplaats|afleverplaats|"
        "bestemmingsplaats|streek|gemeente woonplaats|stad of dorp|dorp|plaats en land|deelgemeente"),
    postcode("postcode|postkode|postcode en plaats|postcode plaats|zip code nl|postnummer"),
    state("provincie|staat provincie|deelstaat|gewest|woonprovincie|graafschap|regio provincie"),
    country(
        "woonland|landcode|land van verblijf|landnaam|land regio|land van nationaliteit|land van inschrijving|"
        "land van oorsprong"),
    birth(
        "geboortedatum|geboortedag|geboortejaar|verjaardag|geboren|geboren op|geboortemaand|geb dat|gebdatum|"
        "geb datum|geboorte datum|geboorte dag"),
    origin(
        "geboorteplaats|geboorteland|nationaliteit|opleiding|opleidingsniveau|aantal kinderen|overlijdensdatum|"
        "geboortegemeente|burgerschap|hoogst genoten opleiding|datum overlijden|gezinssamenstelling|"
        "land van herkomst|sterfdag|trouwdag|jubileum|huwelijksverjaardag|overlijdenslocatie|overlijdensjaar|"
        "overlijdensmaand|overlijdensplaats|datum van overlijden|plaats van overlijden|leeftijd bij overlijden|"
        "academische graad|doopdatum|doopplaats|huwelijksdatum|huwelijksplaats|datum huwelijk|trouwdatum|"
        "hoogste opleiding|land van geboorte|stad van geboorte|gemeente van geboorte|nationaliteiten|gedenkdag"),
    age("leeftijd|leeftijdsgroep|leeftijdscategorie|leeftijd in jaren|leeftijdsklasse"),
    gender("geslacht|aanhef|aanspreektitel|aanspreekvorm|genderidentiteit|aanspreking|geslachtsaanduiding"),
    marital(
        "burgerlijke staat|burgerlijke stand|huwelijkse staat|huwelijkse status|burgerlijke stand status|"
        "gezinssituatie|huwelijksstaat"),
    children("naam kind|kind naam|namen kinderen|geboortedatum kind|bsn kind|naam van het kind|kinderen ten laste"),
    language("moedertaal|voorkeurstaal|gewenste taal|voorkeur taal|taal klant"),
    job(
        "functie|functietitel|beroep|functieomschrijving|werkzaam als|beroepstitel|titel functie|werkfunctie|"
        "functienaam|rol in het bedrijf|taakomschrijving|functie titel|functiebenaming|"
        "functieomschrijving medewerker|rol in bedrijf"),
    workplace(
        "werkgever|afdeling|datum in dienst|werkplek|indiensttreding|datum indiensttreding|datum uit dienst|"
        "standplaats|datum aangenomen|datum van indiensttreding|aangenomen op|in dienst sinds|uitdiensttreding|"
        "naam werkgever|dienstverband|type contract medewerker|organisatie eenheid|organisatorische eenheid|"
        "organisatieonderdeel"),
    login(
        "inloggen|gebruikersnaam|inlognaam|loginnaam|gebruikers id|aanmeldnaam|gebruikerscode|log in naam|"
        "inlog naam|gebruikers naam|sip adres|jabber adres|uw aanmelding|aanmelding gebruiker|im adres|chatadres|"
        "expresberichten adres|gebruikersnamen|accountnaam gebruiker|ident naam"),
    password(
        "wachtwoord|nieuw wachtwoord|paswoord|accountwachtwoord|wachtwoordzin|wachtzin|smtp wachtwoord gebruiker|"
        "wachtwoorden|toegangswachtwoord"),
    secret(
        "beveiligingsvraag|geheime vraag|geheim antwoord|toegangscode|pincode|antwoord beveiligingsvraag|"
        "eenmalige code"),
    bank(
        "rekeningnummer|bankrekening|bankrekeningnummer|iban nummer|rekeningnr|bankgegevens|banknummer|"
        "bankrekening nummer|rekeningnummer bank|iban nr|salarisrekening|rek nr"),
    card(
        "creditcard|creditcardnummer|kaartnummer|betaalkaart|bankpas|pasnummer bank|vervaldatum kaart|"
        "vervaldatum creditcard|kaart geldig tot|creditcard nummer|kaartnummer bank|betaalpas|bankkaart|debetkaart"),
    income(
        "salaris|loon|inkomen|jaarinkomen|uurloon|bruto loon|bruto salaris|brutosalaris|netto salaris|maandloon|"
        "pensioen|aftrekposten|inhoudingen|beloning|brutoloon|nettoloon|jaarloon|bezoldiging|bruto maandloon|"
        "netto maandloon|uurtarief medewerker|jaarsalaris|salarisschaal|loonschaal|maandsalaris|gezinsinkomen|"
        "maandinkomen|belastbaar inkomen|uitkering"),
    national(
        "burgerservicenummer|bsn|bsn nummer|rijksregisternummer|sofinummer|identiteitskaartnummer|fiscaal nummer|"
        "identiteitskaart|nummer identiteitsbewijs|identiteitsbewijs|legitimatienummer|legitimatiebewijs|id nummer|"
        "inszs nummer|documentnummer id|belastingnummer|sofi nummer|rijksregister nr|id kaart|id kaart nummer|insz|"
        "insz nummer|sociaal zekerheidsnummer|socialezekerheidsnummer"),
    passport("paspoortnummer|paspoort|paspoortnr|paspoort nr|nummer paspoort|reisdocument|reisdocumentnummer"),
    driving("rijbewijs|rijbewijsnummer|rijbewijs nr|rijbewijs nummer|nummer rijbewijs|rijbewijscategorie"),
    permit(
        "verblijfsvergunning|verblijfstitel|werkvergunning|vreemdelingennummer|verblijfsdocument|"
        "tewerkstellingsvergunning|visumnummer|v nummer"),
    plate("nummerplaat|kentekennummer|kenteken auto|kenteken voertuig"),
    health(
        "diagnose|ziekte|ziektes|allergie|allergieën|medicatie|medicijnen|bloedgroep|handicap|gezondheid|"
        "gezondheidstoestand|ziekteverzuim|vaccinatie|vaccinaties|zwangerschap|medische gegevens|"
        "medische geschiedenis|medicijngebruik|ziektegeschiedenis|arbeidsongeschiktheid|arbeidsongeschikt|"
        "ziekmelding|ziek gemeld|dieet|polsslag|polsslag in rust|hartslag|rusthartslag|maximale hartslag|"
        "maximale polsslag|bloeddruk|lichaamsgewicht|lichaamslengte|roker|dieetwensen|doodsoorzaak|"
        "overlijdensoorzaak|medische informatie|gezondheidsgegevens|medische voorgeschiedenis|invaliditeit|"
        "voedselallergie|ziektedagen"),
    insurance(
        "zorgverzekeringsnummer|zorgverzekering|zorgverzekeraar|polisnummer zorg|verzekerdennummer|"
        "polisnummer zorgverzekering|mutualiteit|ziekenfonds|ziekenfondsnummer"),
    religion("geloof|geloofsovertuiging|godsdienst|religie|religieuze overtuiging|kerkgenootschap|gezindte"),
    political("politieke overtuiging|politieke partij|partijlidmaatschap|politieke voorkeur|lid van politieke partij"),
    orientation("seksuele voorkeur|seksuele gerichtheid"),
    ethnicity(
        "etnische afkomst|etniciteit|ras afkomst|kaste|nationale oorsprong|etnische achtergrond|herkomst etnisch|"
        "ras van persoon"),
    union_member("vakbond|vakbondslidmaatschap|lidmaatschap vakbond|lid vakbond|vakvereniging"),
    crime(
        "strafblad|strafrechtelijk verleden|veroordelingen|justitiële documentatie|verklaring omtrent gedrag|"
        "strafregister"),
    image(
        "pasfoto|profielfoto|foto|foto van persoon|portretfoto|profielafbeelding|contactfoto|foto van contact|"
        "foto s|pasfoto s|handtekening afbeelding|pasfoto medewerker|gebruikersfoto"),
    fingerprint("vingerafdrukken"),
    hobbies("interesse|vrijetijdsbesteding|biografie|biografische informatie"),
    notes(
        "opmerkingen|opmerking|notities|notitie|toelichting|aantekening|aantekeningen|notities over klant|"
        "bemerkingen|persoonlijke notities|opmerkingen klant"),
    message("bericht"),
    seen(
        "laatste login|laatst ingelogd|laatste aanmelding|laatste inlog|laatste aanmelddatum|laatst aangemeld|"
        "laatste verbinding|laatst verbonden"),
    key_of(
        "klantnummer|klantnr|lidnummer|lidmaatschapsnummer|personeelsnummer|patiëntnummer|leerlingnummer|"
        "studentnummer|medewerkernummer|debiteurnummer|gebruikersnummer|werknemersnummer|personeelsnr|relatienummer|"
        "id klant|id gebruiker|contact id|leidinggevende id|auteursnummer|klant nr|klant id|klantcode|medewerker id|"
        "werknemernummer|lidnr|lid nr|lid nummer|patiëntnr|patiënt id|leerlingnr|studentnr|persoons id|"
        "persoonsnummer|lezersnummer|lenersnummer|bibliotheekkaart|klantenkaart|klantenkaartnummer|auteur id|"
        "eigenaar id|deelnemernummer|stamnummer"),
    ip("ip adres"),
    consent(
        "toestemming|nieuwsbrief|toestemming marketing|toestemming verwerking|toestemmingen|toestemming nieuwsbrief|"
        "marketingtoestemming"),
    account_name("accountnaam|naam van account"),
    person(
        "klant|gebruiker|medewerker|werknemer|patiënt|leerling|lid|leden|student|ontvanger|afzender|gast|contact|"
        "burger|cursist|patiënten|klanten|gebruikers|medewerkers|werknemers|leerlingen|studenten|docent|leraar|arts|"
        "huisarts|bezoeker|deelnemer|sollicitant|huurder|eigenaar|bestuurder|passagier|abonnee|vrijwilliger|speler|"
        "kandidaat|verzekerde|verzorger|personen|inwoner|verpleegkundige|trainer|behandelaar|cliënten|"
        "leidinggevende|begeleider|aanvrager|verkoper|assistent|assistente|burgers|bewoner|bewoners|huurders|"
        "eigenaars|lener|leners|deelnemers|aanvragers|auteur|auteurs|chauffeur|chauffeurs|passagiers|donateur|"
        "donateurs|vrijwilligers|spelers|trainers|koper|kopers|artsen|bezoekers|docenten|leraren|abonnees|"
        "kandidaten|gasten|voogden|echtgenoot|echtgenote|partner|verzekerden|sollicitanten|ouder|ouders|kind|"
        "zorgverlener|cliënt|cursisten"),
    organisation("bedrijf|organisatie|leverancier|school|vereniging"),
    event("bestelling|factuur|afspraak|reservering|betaling|inschrijving|aanmelding|levering|consult"),
    thing(
        "product|artikel|bestand|project|pagina|categorie|afbeelding|taak|groep|onderwerp|campagne|campagnes|kolom|"
        "kolommen|kolomnaam|object|objecten|stuurprogramma|thema|boek|boeken|sjabloon|lettertype|mailbox"),
    not_it(
        "geverifieerd|bevestigd|aantal|sjabloon|soort|type|formaat|status|instelling|instellingen|melding|meldingen|"
        "notificaties|verbergen|verberg|tonen|toon|wijzigen|wijzig|gewijzigd|moet|attribuut|standaard|zichtbaar|"
        "verplicht|lengte|verloopt|verzonden|toegestaan|geldig|aangemaakt|verwijderd|bijgewerkt|actief|inactief|"
        "gecontroleerd|zichtbaarheid|toestaan|complexiteit|wijziging|sterkte|vervaldatum|reset|herinnering|"
        "groepsnaam|bestandsnaam|minimumlengte|minimale lengte|laatste wijziging|maximale|maximum|minimum|minimale|"
        "maximum aantal|uitloggen|invoeren|voer|invullen|opslaan|bewaren|onthouden|onthoud|vergeten|verloren|"
        "onjuist|onjuiste|ongeldig|ongeldige|fout|foutief|foute|verkeerd|verkeerde|verlopen|versturen|verstuur|"
        "sturen|stuur|verzenden|ontvangen|ophalen|toevoegen|voeg|verwijderen|verwijder|bewerken|bewerk|veranderen|"
        "verander|veranderd|aanpassen|kiezen|kies|selecteren|selecteer|zoeken|doorzoeken|gebruik|gebruiken|"
        "in gebruik|importeren|exporteren|afdrukken|weergeven|weergave|kopiëren|kopieer|verplaatsen|controleren|"
        "controle|controleer|mislukt|mislukte|niet|geen|bestaat|gelijk|ondersteuning|dubbele|dubbel|mappen|koptekst|"
        "kopregel|kleur|lettertype|mailserver|server|scheidingsteken|rapport|rapporten|maken|maak|aanmaken|"
        "inschakelen|uitschakelen|ondertekenen|versleutelen|herstellen|sorteren|sortering|opties|doorsturen|"
        "waarschuwen|waarschuwing|vereist|vereiste|nooit|altijd|limiet|vervangen|opmaak|pad naar|verzamelde|"
        "verzamelen|koppelingen|bezig|archiveerder|mailaccount|e mailaccount|mail account|geheugen|kanaal|genomen|"
        "methode|correct|sorteren op|wordt gecontroleerd|melden|bekijken|bijwerken|instellen|zonder naam|bezoeken|"
        "dagen tot|exporteer|vul|lijsten|notitienaam|nogmaals|laat zien|laat|pas het|inbegrepen|bijsluiten|opnemen|"
        "samenvoegen|ontbrekende|ontbreekt|zoek naar|titel van de|website titel|zelfde|dezelfde|unieke|relatiecode|"
        "bevestig|bevestigen|e mailbericht|mailbericht|assistent brief|mail indeling|voor internetverbindingen|"
        "internetverbindingen|plaatsnaam lijst|positie briefaanhef|met wachtwoord|adresblok|adreslijst|"
        "voorbeeld van|voorvertoning|elementen|hernoemen|nieuwe contactpersoon|lijst bijnaam|grootte|afmeting|"
        "positie van|aangepaste|bijnaam lijst|tijdens afwezigheid|lijst|verjaardagenlijst|telefonie|e mailen|bot|"
        "botwachtwoorden|berichtnaam|uitgeschakeld|gebaseerde|authenticatie|sla over|resetten|overslaan|kwijt|"
        "verborgen|geblokkeerd|alle reacties|goedkeuren|bevestiging"),
    which(
        "thuis|huis|werk|andere|ander|overig|overige|privé|zakelijk|zakelijke|nieuw|nieuwe|oud|oude|primair|primaire|"
        "huidig|huidige|tijdelijk|tijdelijke|mijn|uw|jouw|persoonlijk|persoonlijke|alternatief|alternatieve|mobiele"),
    in_person_table("user.name", "voorvoegsel|achtervoegsel|titel|titulatuur"),
    in_person_table("user.contact.phone_number", "extensie|toestel"),
    in_person_table("user.demographic.gender", "begroeting"),
    alone("user.demographic", "graad"),
    concept_line("user.location", 2.4,
        "geografische positie|geografische locatie|breedtegraad|lengtegraad|geografische coördinaten"),
    street("verdieping en deur|verdieping en appartement"),
    title("titel voor de naam|titel achter de naam|voorgeplaatste titel"),
    seen("laatste activiteit|laatst actief|laatste bezoek"),
    card("vervaldatum van de kaart"),
    body("lengte in cm"),
    full("naam van de partner|naam huisarts|behandelend arts"),
    political("lid van een partij"),
    not_it("wachtwoord verloopt|verloopt over|aantal patiënten|aantal leden|aantal klanten"),
    seen("datum laatste aanmelding"),
    phone("directe lijn|direct nummer"),
    first("fonetische voornaam"),
    last("fonetische achternaam"),
    alone("user.name", "echtgenoot|echtgenote|levensgezel"),
    title("eigenaar|eigenares|houder"),
    email("antwoord aan|beantwoorden aan"),
};
// clang-format on

}  // namespace

std::span<const Line> dutch() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
