// German.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "zusätzliche namen|weitere namen|rufname|zweiter vorname|taufname|weitere vornamen|1 vorname|2 vorname|"
        "erster vorname|weiterer vorname|rufname vorname|initiale|zweiter name|mittelname|mittlerer name|2 name|"
        "vorname 2|vorname2|rufname des kindes|bevorzugter vorname"),
    last(
        "ledigenname|mädchenname|ehename|familien name|zu name|nachname geburt|geb name|geburts name|früherer name|"
        "frühere namen|früherer nachname|name bei geburt|witwenname|name vor heirat|mädchen name|"
        "name nach der hochzeit|name nach heirat|familiennamen|nachnamen|früherer familienname"),
    full(
        "formatierter name|nach und vorname|name vorname|kontaktperson|sachbearbeiterin|ansprechpartnerin|"
        "vor und zuname|vor und familienname|vor und nachname|name und vorname|name und anschrift|name des kunden|"
        "name des patienten|name des mitarbeiters|name des schülers|name des mitglieds|name des inhabers|"
        "name der mutter|name des vaters|vatersname|muttername|name ehepartner|ehegatte|ehegattin|"
        "name des ehegatten|lebenspartner|lebensgefährte|notfallkontakt name|im notfall zu benachrichtigen|"
        "notfallnummer name|kontoinhaberin|karteninhaberin|name des kontoinhabers|unterzeichner|unterschrift von|"
        "bevollmächtigter|bevollmächtigte|erziehungsberechtigter name|nächster angehöriger|rechnungsempfänger|"
        "lieferempfänger|mädchenname der mutter|anzeige name|künstlername|kosename|rufname und nachname|"
        "absender name|zu händen|z hd|zhd|schülername|patientenname|mitgliedsname voll|arztname|fahrername|"
        "teilnehmername|bewerbername|versichertenname|name versicherter|mietername|angezeigter name|ihr name|"
        "ihr vollständiger name|echter name|richtiger name|wirklicher name|realer name|klarname|messenger name|"
        "anzeigename|bildschirmname|liefername|lieferung name|zahlungsempfänger|zahlungspflichtiger|angenommen von|"
        "empfangen von|entgegengenommen von|verkäufername|assistent name|name der assistenz|vorgesetzter name|"
        "name des vorgesetzten|vertreten durch|angehörige|name der angehörigen|hausarzt name|besitzername|"
        "name des besitzers|eigentümername|name des eigentümers|kontoinhabername|kompletter name|name vater|"
        "name mutter|patronymikon|bevorzugter name|wunschname|name des ehepartners|name des partners|"
        "name des vormunds|gesetzlicher vertreter|name der eltern|name angehörige|partner in|kontoinh|ktoinh|"
        "konto inhaber|behandelnder arzt|zuweiser|einweiser|überweiser|überweisender arzt|bürgerlicher name"),
    title(
        "akad grad|akademischer grad|doktortitel|adelstitel|namenszusatz titel|titel vor name|titel nach name|"
        "persönlicher titel"),
    email(
        "mail adresse|e post adresse|e mail privat|e mail geschäftlich|email privat|email geschäftlich|"
        "elektronische adresse|e mail adresse privat|kontakt e mail|e mail kontakt|rechnungsmail|rechnungs e mail|"
        "private mailadresse|mailanschrift"),
    phone(
        "telefon privat|telefon zuhause|telefon arbeit|telefon büro|privattelefon|rückrufnummer|telefon zu hause|"
        "bürotelefon|handy nr|handynr|rufnummer privat|rufnummer geschäftlich|mobilnr|mobilnummer privat|"
        "mobil privat|mobil geschäftlich|mobilruf|funktelefon|handy privat|handy geschäftlich|telefonnummer privat|"
        "festnetznummer|festnetz nr|telefon festnetz|diensttelefon|dienstnummer telefon|geschäftstelefon|"
        "telefon tagsüber|telefon abends|vorwahl und rufnummer|durchwahlnummer|piepser|pager nummer|notfalltelefon|"
        "notruf nummer kontakt|telefonkontakt|telefon handy|tel nr privat|tel mobil|tel festnetz|tel dienstlich|"
        "telefax und telefon|rückruf nummer|autotelefon|heimtelefon|nebenstelle|funktelefonnummer|funkgerät|"
        "privatnummer|büronummer|rückruftelefon|telefon assistent|telefon assistenz|telefon firma|firmentelefon|"
        "haupttelefon|telefon sonstige|anderes telefon|weiteres telefon|durchwahl|telefondurchwahl|isdn nummer|"
        "telexnummer|handynummer privat|mobilfunk|mobilfunknummer|sms nummer|pagernummer|dienstnummer|"
        "notruf kontakt|telefon im notfall|notfallnummer"),
    fax(
        "fax privat|fax dienstlich|fax geschäftlich|fax arbeit|faxnr|telefaxnummer|telefax privat|fax nr privat|"
        "telefaxnr"),
    contact_details(
        "kontaktdaten|kontaktinformation|kontaktinformationen|kontaktangaben|erreichbarkeit|kontaktdetails"),
    website("blog adresse|blogadresse|url des blogs"),
    address(
        "heimatadresse|meldeadresse|meldeanschrift|zustelladresse|zustellanschrift|korrespondenzadresse|"
        "privatadresse|privatanschrift|postalische adresse|wohnadresse|zweitwohnsitz|hauptwohnsitz|nebenwohnsitz|"
        "versandadresse|versandanschrift|adresse privat|aktuelle adresse|frühere adresse|besuchsadresse|"
        "kontaktadresse|gewöhnlicher aufenthalt|kundenadresse|kundenanschrift|patientenadresse|"
        "geschäftsanschrift person|erweiterte adressinformationen|adressinformationen|adressangaben|"
        "adressetikett privat|adressetikett|adressetikett dienstlich"),
    street(
        "straße privat|straße und nr|postfach privat|straße nr|str und hausnummer|straßenname und nr|"
        "hausnummernzusatz|hausnr zusatz|wohnungsnummer|türnummer|stiege|adresszeile 1|adresszeile 2|straße hausnr|"
        "lieferstraße|rechnungsstraße|strasze|postfachnummer|anschrift straße|anschriftenzeile 1|anschriftenzeile 2|"
        "gebäudename|name des gebäudes|straße wohnungsnummer|straße und wohnungsnummer|straßennummer"),
    city("ort privat|wohnort|wohngemeinde|rechnungsort|lieferort|wohnsitzgemeinde|ortschaft|wohnstadt"),
    postcode("post leitzahl|postleitzahl ort|plz ort|rechnungs plz|liefer plz|plz privat"),
    state(
        "bundesland kanton|wohnkanton|bundesland provinz|bundesstaat|bundesstaat oder provinz|"
        "bundesland oder provinz|staat oder provinz|region provinz|landkreis|bezirk wohnort"),
    country(
        "wohnsitzland|heimatland|herkunftsland person|rechnungsland|lieferland|ländername|staat wohnsitz|land region"),
    birth(
        "geburtstag|geb am|geb|geburtsdatum kind|geburtstag und jahr|geb tag|tag der geburt|jahrgang geburt|"
        "geburtsjahrgang|geburtszeit|geb jahr|geburtsmonat|geburtsjahr"),
    origin(
        "anzahl der kinder|geburtsname und ort|schulbildung|ort der geburt|geb ort|herkunftsland|heimatstaat|"
        "höchster abschluss|ausbildungsabschluss|todestag|sterbeort|verstorben am|kinderanzahl|zahl der kinder|"
        "geburtskanton|geburtsstaat|bürgerort|heimatort bürger|jahrestag|hochzeitstag|jubiläum|ehejubiläum|"
        "todesjahr|todesmonat|sterbejahr|sterbedatum|todesort|todesdatum|taufdatum|taufort|hochzeitsdatum|"
        "hochzeitsort|heiratsort|alter beim tod|sterbealter|ausbildung|schulausbildung|bildungsabschluss|"
        "akademischer grad abschluss|staatsang"),
    age("lebensalter|altersklasse"),
    gender("geschlecht des kunden|briefanrede|geschl|anredeform"),
    marital("ehestand|fam stand|familien stand|verheiratet seit|heiratsdatum"),
    children(
        "kindername|kindernamen|vorname kind|nachname kind|name des kindes|geburtsdatum des kindes|name kind|"
        "kindesname"),
    language(
        "erstsprache|bevorzugte sprache|sprachkenntnisse|familiensprache|briefsprache|korrespondenzsprache|"
        "sprache des kunden"),
    job(
        "berufsbezeichnung|stellung|berufsgruppe|ausgeübter beruf|erlernter beruf|position im unternehmen|"
        "dienstbezeichnung|berufsstand|tätigkeit als|dienststellung|besoldungsgruppe|berufstitel|beruflicher titel|"
        "rolle im unternehmen|funktionsbezeichnung|tätigkeitsbezeichnung|berufliche position|titel position|"
        "titel beruf|arbeitstitel|funktion im unternehmen|funktion im betrieb|berufliche funktion|berufliche rolle"),
    workplace(
        "betriebszugehörigkeit|einstellungsdatum|arbeitsstätte|kündigungsdatum|beschäftigt seit|"
        "beschäftigungsbeginn|eingestellt am|organisationseinheit|organisatorische einheit"),
    login(
        "anmeldekennung|benutzerkonto name|nutzerkennung|kontoname benutzer|windows kennung|"
        "anmeldename des benutzers|loginkennung|mitgliedsname|bildschirmname login|skype adresse|jabber adresse|"
        "sip adresse|im adresse|instant messaging adresse|chat adresse|chatadresse"),
    password(
        "kennwort neu|neues kennwort|zugangspasswort|passworthash|passwort neu|altes passwort|kontopasswort|"
        "kontokennwort|passphrase|smtp kennwort nutzer|kennwort|kennwörter|passwörter|passwort wiederholen|"
        "kennwort wiederholen"),
    secret("sicherheitscode|geheimfrage|geheimantwort|zugangscode|freischaltcode|einmalpasswort"),
    bank(
        "iban nummer|kontoverbindung|girokonto|bankdaten|spendenkonto person|mandatsref|mandatsreferenz|sepa mandat|"
        "mandatsreferenznummer"),
    card(
        "kreditkartennr|kartennr kreditkarte|prüfziffer karte|ec karte|bankkarte|debitkarte|"
        "verfallsdatum kreditkarte|kreditkarte gültig bis|karte gültig bis|ablaufdatum der karte"),
    income(
        "stundenlohn|jahreseinkommen|bruttolohn|nettolohn|haushaltseinkommen|rente|rentenbetrag|pensionsbetrag|"
        "lohnsteuerklasse|kinderfreibeträge|pfändung|sozialleistungen|abzüge|lohnabzüge|vergütung|besoldung|"
        "entgelt|bruttoentgelt|nettoentgelt|entgeltgruppe|monatslohn|jahreslohn"),
    national(
        "ausweisnummer|steuer identnummer|sv nummer|steuerid|steuer id nr|steuer nr|personalausweis nr|perso nr|"
        "id karte|identitätskarte|identitätsnummer|rentenversicherungsnr|sozialversicherungsnr|"
        "sozialversicherungs nr|versicherungsnummer rente|ausweis nummer|lichtbildausweis|personenkennzahl|"
        "personenkennziffer|finanzamtsnummer person|identifikationsnummer steuer|ausweisdokument|rvnr|rv nummer|"
        "rentenversicherungsnummer"),
    passport("reisepassnr|passnummer reisepass|reisepass nummer"),
    driving("führerscheinklasse|führerscheinnr|führerausweis|führerschein nummer|lenkerberechtigung"),
    permit("aufenthaltsstatus|arbeitsgenehmigung|aufenthaltsgenehmigung|aufenthaltsbewilligung|visumsnummer"),
    plate(
        "autokennzeichen|amtliches kennzeichen|polizeiliches kennzeichen|kfz nummer|fahrzeugkennzeichen|"
        "fahrgestellnr|kontrollschild"),
    health(
        "gesundheitsdaten|krankenstand|krankheitsgrund|erkrankung|pflegegrad|pflegestufe|unverträglichkeiten|"
        "unverträglichkeit|impfungen|schwanger|anamnese|befunde|behandlungsgrund|arbeitsunfähigkeit|arbeitsunfähig|"
        "au bescheinigung|mutterschutz|beschwerden patient|symptome|überweisungsgrund|krankengeschichte|ruhepuls|"
        "maximalpuls|herzfrequenz|blutdruck|körpergröße|körpergewicht|raucher|raucherstatus|diätvorschrift|"
        "schwerbehinderung|gdb|todesursache|medizinische informationen|medizinische angaben|medizinische daten|"
        "sterbeursache|behindertengrad|grad der behinderung|schwerbehindertengrad"),
    insurance(
        "kassennummer|kassenzugehörigkeit|krankenkassenname|krankenversicherungsnr|krankenkassennr|versichertenkarte|"
        "gesundheitskarte|ecard nummer"),
    religion("religionsgemeinschaft|bekenntnis|glaube|kirchenzugehörigkeit|religiöse überzeugung|religion konfession"),
    political("politische einstellung|politische überzeugung|parteimitgliedschaft|politische gesinnung|parteibuch"),
    orientation("sexuelle neigung"),
    ethnicity(
        "ethnische zugehörigkeit|volkszugehörigkeit|rassische herkunft|gesellschaftsklasse|nationale herkunft|kaste"),
    union_member("mitglied gewerkschaft"),
    crime("strafregister|straffällig|verurteilungen|verurteilung"),
    image(
        "porträtfoto|mitgliedsfoto|passfoto|bewerbungsfoto|porträtbild|mitarbeiterfoto|kundenfoto|"
        "bild des mitarbeiters|foto des schülers|kontaktfoto|kontaktbild|bild des kontakts|fotos|unterschriftsbild"),
    fingerprint("fingerabdrücke"),
    hobbies(
        "freizeitinteressen|interessengebiete|interessen ehegatte|biographische angaben|biografische angaben|"
        "biografie"),
    notes(
        "notizfeld|vermerk|vermerke|interne bemerkung|interne notiz|kundenbemerkung|gesprächsnotiz|"
        "gesprächsnotizen|freie bemerkung|bemerkungsfeld|persönliche notiz|sonstige angaben|bemerkungen zum kunden|"
        "buddy notizen|freundesnotizen|patientennotiz"),
    message("mitteilung"),
    seen(
        "zuletzt angemeldet|letzter besuch|letzter zugriff|zuletzt online|letzte aktivität|letztes login|"
        "zuletzt eingeloggt"),
    key_of(
        "mitgliednr|kundennr|personalnr|patientennr|schülernummer|matrikelnr|mandantennummer person|"
        "kartennummer mitglied|debitorennr|patienten nummer|versichertennr|mitglieder nr|mitgliedernummer|"
        "personal nummer|stammnummer person|schülernr|lehrer id|fahrer id|mieter nr|mieternummer|lesernummer|"
        "leserausweis|bibliotheksausweis|teilnehmernummer|teilnehmernr|startnummer läufer|spendernummer|"
        "bewerbernummer|bewerber id|aboonummer|abonummer|abonnentennummer|klientennummer|mandanten nr person|"
        "benutzernummer|benutzernr|gastnummer|abteilungsleiter id|vorgesetzten id|benutzerkennung nummer|"
        "personal id|mitarbeiter nr|kontakt id|kontaktid|autor id|leser nr|ausweis id|erfasst von|geändert von|"
        "bearbeitet von|gebucht von|freigegeben von|bearbeiter id|ändernder benutzer|bearbeiter nr|"
        "bearbeiter kürzel|geändert durch|erfasst durch|angelegt durch|erstellt durch"),
    ip("ip adresse des benutzers|ip adr"),
    consent(
        "einwilligungserklärung|datenschutzerklärung akzeptiert|werbung erlaubt|newsletter abonniert|"
        "dsgvo einwilligung|einverständnis|einverständniserklärung|werbesperre|kontakt erlaubt"),
    account_name("kontoname|name des kontos|kontobezeichnung"),
    person(
        "ausbilder|ausbilderin|leiter|leiterin|klassenleiter|klassenlehrer|assistent|assistenten|assistentin|"
        "professor|berater|beraterin|erziehungsberechtigter|erziehungsberechtigte|verkäufer|angehöriger|angehörige|"
        "vormund|pfleger|trainer|richter|anwalt|steuerberater|handwerker|schülerin|teilnehmerin|patientin|mieterin|"
        "bewohner|bewohnerin|klient|klientin|gläubiger|vermieter|kursteilnehmer|kursleiter|läufer|spieler|"
        "spielerin|schiedsrichter|vereinsmitglied|entleiher|ausleiher|leserin|autorin|besucherin|bewerberin|"
        "mitarbeiterin|lehrerin|lehrkraft|lehrkräfte|lehrling|azubi|praktikant|praktikantin|ärztin|ärzte|zahnarzt|"
        "hebamme|pflegekraft|krankenschwester|elternteil|ehefrau|ehemann|erbe|erblasser|zeuge|opfer|täter|"
        "beschuldigter|kläger|beklagter|mandantin|versicherungsnehmer|versicherungsnehmerin|darlehensnehmer|"
        "kreditnehmer|bürge|antragsteller|antragstellerin|beschwerdeführer|auftragnehmer|monteur|techniker|"
        "außendienstler|verkäuferin|kassierer|disponent|beifahrer|fahrgast|reisender|reisende|urlauber|hundehalter|"
        "tierhalter|züchter|pächter|nachbar|hausverwalter|hausmeister|gesellschafter|geschäftsführer|prokurist|"
        "vorstand|kassenwart|schriftführer|stifter|flüchtling|asylbewerber|wähler|steuerpflichtiger|einwohnerin|"
        "bürgerin|absolvent|alumni|doktorand|referent|referentin|moderatorin|übersetzer|redakteur|fotograf|sänger|"
        "sportler|athlet|trainerin|betreuerin|gastgeber|gäste|vorgesetzter|vorgesetzte"),
    thing(
        "behandlungsart|versandart|lieferart|datenbank|datenbanken|kampagne|kampagnen|thema|themen|spalte|spalten|"
        "objekt|objekte|treiber|zeile|buch|bücher"),
    not_it(
        "benachrichtigung|benachrichtigungen|bestätigt|geprüft|ausblenden|verbergen|geändert|ändern|muss|programm|"
        "attribut|standardwert|sichtbarkeit|länge|gültig|zugelassen|verschickt|komplexität|änderung|stärke|"
        "ablaufdatum|zurücksetzen|erinnerung|gruppenname|mindestlänge|dateityp|letzte änderung|maximale|maximaler|"
        "maximal|minimale|maximum|minimum|höchstzahl|abmelden|abmeldung|eingeben|eingabe|angeben|speichern|merken|"
        "gespeichert|vergessen|verloren|falsch|falsche|falscher|falsches|ungültig|ungültiges|ungültiger|ungültige|"
        "abgelaufen|senden|empfangen|hinzufügen|hinzugefügt|löschen|gelöscht|entfernen|entfernt|bearbeiten|"
        "auswählen|wählen|suchen|verwenden|benutzen|importieren|exportieren|drucken|einblenden|anzeigen|prüfen|"
        "überprüfen|überprüfung|fehlgeschlagen|fehler|nicht|kein|keine|stimmen|wird verwendet|unterstützung|"
        "unterstützt|mailserver|mail server|e mail server|mailordner|mail ordner|ordner|kopfzeile|kopfzeilen|"
        "fußzeile|trennzeichen|doppelte|doppelt|duplikat|duplikate|farbe|schriftart|schriftgröße|dateiname|"
        "dateinamen|benachrichtigen|warnen|warnung|weiterleiten|weiterleitung|wiederherstellen|wiederherstellung|"
        "bestätigen|erstellen|anlegen|kopieren|verschieben|öffnen|schließen|sammeln|gesammelte|verschlüsseln|"
        "signieren|aktivieren|deaktivieren|abrufen|abfragen|aktualisieren|sortieren|sortierung|reihenfolge|"
        "zuordnung|zuordnen|protokollieren|veröffentlichen|freigeben|einfügen|ersetzen|darf|müssen|sollen|"
        "nachfragen|speicher|kanal|zahl|adressenzahl|methode|überprüft|akzeptiert|wird geprüft|sortieren nach|"
        "eingesammelte|festlegen|aufnehmen|besuchen|tage bis|geben sie|noch einmal|notizname|einbeziehen|"
        "zusammenfassen|fehlender|fehlendes|fehlende|suche nach|häufigste|eindeutige|eindeutiger|derselbe|dieselbe|"
        "dasselbe|gleicher|gleiche|in adresse|übernehmen|block|adressblock|adressenliste|adressliste|fehlerhaftes|"
        "fehlerhaft|vorschau|setzen|mit kennwort|mit passwort|für internet verbindungen|serienbriefdokument|"
        "nachricht senden|benutzerdefinierter|benutzerdefiniert|ohne name|ohne namen|elemente der|verbindungen|"
        "verwerfen|während der abwesenheit|eingelesen|bericht|berichts|liste der|geburtstagsliste|"
        "kontakte exportieren|seitentitel|webseitentitel|fotogröße|notizgröße|dateigröße|bildgröße|e mail nachricht|"
        "e mail nachrichten|datenbankname|übermitteln|botpasswörter|versenden|versand|empfang|gesperrt|versteckt|"
        "bestätigung|abbrechen|alle kommentare|erlaube|genehmigen|anzeige des|avataranzeige|via e mail|zeige|"
        "bitte gib|letzte kommentare|neueste kommentare|berichtsname|berichtstitel|kundenbericht|an diesen benutzer|"
        "an andere benutzer|deaktiviert|name der nachricht|antwort auf kommentar"),
    which(
        "zuhause|privat|arbeit|geschäftliche|geschäftlicher|privater|privates|sonstige|sonstiger|sonstiges|andere|"
        "anderer|anderes|neue|neuer|neues|alte|alter name|aktuelle|aktueller|aktuelles|vorübergehende|meine|mein|ihr|"
        "ihre|persönliche|persönlicher|alternativer|dienstliche|dienst|büro|oder"),
    in_person_table("user.name", "präfix|suffix|namenssuffix|namenspräfix|titel|namenszusatz"),
    alone("user.contact.phone_number", "rückruf"),
    concept_line("user.location", 2.4,
        "geografische position|geografische lage|geografische breite|geografische länge|breitengrad|längengrad"),
    in_person_table("user.health_and_medical", "fehltage|krankheitstage|kur"),
    in_person_table("user.workplace", "kostenstelle"),
    in_person_table("user.authorization.password", "pw|pwd"),
    street("stockwerk und tür|stock und tür|etage und wohnung|wohnung nr"),
    title("titel vor dem namen|titel nach dem namen|vorangestellter titel|nachgestellter titel"),
    national("steuerliche identifikationsnummer|steuerliche id nummer"),
    consent(
        "einwilligung in die verarbeitung personenbezogener daten|"
        "einwilligung zur verarbeitung personenbezogener daten|einwilligung datenverarbeitung"),
    body("körpergröße cm|größe in cm"),
    not_it(
        "läuft ab|läuft ab in|anzahl der patienten|anzahl der mitglieder|handelsregisternummer|"
        "registernummer der firma"),
    seen("datum der letzten anmeldung|letzte anmeldung|letzter log in"),
    phone("direktwahl|direkte durchwahl|direktwahlnummer"),
    first("phonetischer vorname"),
    last("phonetischer nachname"),
    alone("user.name", "ehemann|ehefrau|lebensgefährtin"),
    email("antwort an|antwortadresse"),
};
// clang-format on

}  // namespace

std::span<const Line> german() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
