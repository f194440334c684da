#include <array>

#include "policy/catalogue/classifier_lexicon.hpp"

// clang-format off
namespace gdprd::policy::lexicon {
namespace {

constexpr auto kConcept = Term::concept_;
constexpr auto kWhole = Term::whole_name;

constexpr Line kLines[] = {
    // Names of people
    {kConcept, "user.name.first", 5.0,
     "first name|given name|fore name|christian name|fname|firstnm|first nm|f name|fst name|middle name|mid name|"
     "mname|middle initial|second given name|additional name|givenname|prenom|prenoms|premier prenom|deuxieme prenom|"
     "vorname|vornamen|rufname|zweiter vorname|primer nombre|segundo nombre|nombre de pila|nombre pila|primeiro nome|"
     "nome proprio|voornaam|voornamen|roepnaam|imie|krstne meno|fornamn|fornavn|etunimi|keresztnev|prenume|"
     "eesnimi|first names|initials|initialen|voorletters|preferred name|preferred first name|known as"},
    {kConcept, "user.name.last", 5.0,
     "last name|surname|sur name|family name|lname|lastnm|last nm|l name|maiden name|second surname|sname|familyname|"
     "nom famille|nom de famille|nom usage|nom d usage|nom naissance|nom de naissance|nom jeune fille|nom patronymique|patronyme|nom marital|"
     "nachname|familienname|zuname|geburtsname|namenszusatz|apellido|apellidos|primer apellido|segundo apellido|apellido paterno|"
     "apellido materno|apellido 1|apellido 2|sobrenome|apelido|apelidos|ultimo nome|nome familia|cognome|cognomi|achternaam|familienaam|"
     "tussenvoegsel|meisjesnaam|nazwisko|prijmeni|priezvisko|efternamn|etternavn|efternavn|slaegtsnavn|sukunimi|vezeteknev|csaladnev|nume familie|"
     "perekonnanimi|uzvards|pavarde|prezime|priimek"},
    {kConcept, "user.name", 4.6,
     "full name|person name|contact name|customer name|client name|employee name|student name|teacher name|patient name|"
     "member name|holder name|cardholder name|card holder name|cardholder|card holder|account holder|account holder name|author name|sender name|recipient name|"
     "recipient|addressee|attn|attention to|guest name|passenger name|driver name|owner name|manager name|doctor name|"
     "billing name|shipping name|ship name|bill name|bill to name|ship to name|ship to|name on card|real name|legal name|birth name|"
     "formatted name|common name|gecos|nick name|nickname|alias name|pen name|former name|sort name|to name|from name|reply to name|"
     "nom complet|nom prenom|nom et prenom|prenom nom|nom client|nom du client|nom contact|nom du contact|nom salarie|nom eleve|nom patient|nom adherent|"
     "nom destinataire|destinataire|titulaire|nom titulaire|nom auteur|civilite nom|"
     "vollstandiger name|ganzer name|kundenname|kontaktname|personenname|mitarbeitername|empfanger|empfaenger|empfangername|absendername|"
     "kontoinhaber|karteninhaber|inhaber|kontakt name|ansprechpartner|anzeigename|spitzname|bearbeitername|sachbearbeiter|"
     "nombre completo|nombre y apellidos|nombre apellidos|nombre cliente|nombre del cliente|nombre contacto|nombre empleado|nombre alumno|"
     "nombre paciente|nombre titular|nombre usuario completo|destinatario|titular|"
     "nome completo|nome cliente|nome do cliente|nome contato|nome contacto|nome funcionario|nome aluno|nome paciente|nome titular|nome do titular|destinatario nome|"
     "naam klant|volledige naam|klantnaam|contactpersoon|imie i nazwisko|nome e cognome|nominativo|"
     "emergency contact|emergency contact name|next of kin|spouse name|father name|mother name|parent name|guardian name|mothers maiden name|"
     "beneficiary name|payer name|payee|payee name|signed by|signatory|signature name|account manager name|assignee name|requester name|reporter name|"
     "commenter|author display name|poster name|caller name|attendee name|candidate name|applicant name|tenant name|"
     "nom pere|nom mere|nom conjoint|conjoint|notfallkontakt|ehepartner|contacto emergencia|nombre padre|nombre madre|nome mae|nome da mae|nome pai|nome do pai|"
     "contact person|kontaktperson|persona de contacto|persona contacto|pessoa de contacto|pessoa contato|personne contact|personne a contacter|interlocuteur"},
    {kConcept, "user.name", 2.4,
     "display name|screen name|name 1|name 2|name1|name2|name prefix|name suffix|honorific|honorific prefix|academic title|titre civilite|akademischer titel|akad titel|"
     "vor und nachname|author|authors|owner|contact|assignee|requester|reporter|submitter|approver|reviewer|driver|passenger|auteur|verfasser|proprietaire|"
     "eigentumer|besitzer|dueno|propietario|proprietario|autor|sender|absender|expediteur|remitente|remetente|doctor|physician|medecin|arzt|witness|organizer|organiser|organizer name|organiser name|speaker name|kontakt|contacto|interlocutor"},
    {kConcept, "user.name", 1.7, "name|nom|nombre|nome|naam|namn|navn|nazwa|nimi|nev|nume|names|bezeichnung name"},
    {kWhole, "user.name", 1.9, "cn"},
    {kWhole, "user.name.last", 1.9, "sn"},
    {kWhole, "user.contact.address.city", 0.6, "l"},
    {kWhole, "user.contact.address.state", 0.6, "st"},
    {kWhole, "user.contact.address.country", 0.6, "c"},
    {kWhole, "user.contact.organization", 0.6, "o"},
    {kWhole, "user.workplace", 0.6, "ou"},
    {kWhole, "user.contact.email", 3.0, "bcc|cc"},
    {kWhole, "user.contact.address.street", 4.0, "via|str|bp|rua|piso|andar|puerta|suite|apt|colonia|escalera|batiment|complemento"},
    {kWhole, "user.contact.address.postal_code", 4.0, "cap|cp|psc"},
    {kWhole, "user.contact.address.city", 4.0, "by navn"},
    {kWhole, "user.government_id.national_identification_number", 4.0, "cf|ine number|rfc|rut|pan number|spi|nir|secu|sin number"},
    {kWhole, "user.contact.url", 4.0, "aim|msn"},
    {kWhole, "user.contact.phone_number", 4.0, "pager|fon|handy|portable|cell|mobil|mobile|celular|movil|gsm|komorka|mobiel"},
    {kWhole, "user.contact.email", 4.0, "mel|eml|correio|correo|poczta|mail to"},
    // Contact
    {kConcept, "user.contact.email", 5.2,
     "email|e mail|mail|email address|mail address|e mail address|mailaddress|emailaddr|email addr|emailid|email id|mailid|mail id|e mail id|primary email|"
     "work email|personal email|contact email|email 1|email 2|email1|email2|replyto|reply to|reply to email|courriel|adresse courriel|adresse mail|"
     "adresse email|adresse electronique|adresse mel|email adresse|e mail adresse|mailadresse|emailadresse|epost|e post|correo electronico|"
     "direccion correo|direccion de correo|direccion email|correo e|correio eletronico|correio electronico|endereco eletronico|endereco email|"
     "endereco de email|posta elettronica|indirizzo email|e mailadres|mailadres|emailadres|e posta|sahkoposti|adres email|adres e mail|elektronska posta|"
     "paypal email|payer email|sender email|recipient email|from address email|mailbox|e pasts|el pastas|e naslov|cc email|email cc|bcc email|mail from|"
     "to address|from address|from email|to email|rcpt to|email normalized|normalized email|email canonical|email lower|unconfirmed email|emails|mails"},
    {kConcept, "user.contact.phone_number", 4.9,
     "phone|telephone|phone number|telephone number|tel|tel no|tel nr|tel num|phone no|phone num|phone nr|phonenum|mobile phone|mobile number|mobile no|"
     "cell phone|cellphone|cell number|cellular|home phone|work phone|office phone|business phone|daytime phone|day phone|evening phone|landline|"
     "msisdn|contact number|contact no|caller number|callerid|caller id|whats app|whatsapp|whatsapp number|sms number|phone extension|phone ext|telephone extension|"
     "phone 1|phone 2|phone1|phone2|tel1|tel2|tel 1|tel 2|mobile1|home tel|work tel|phonenumber|"
     "telephone portable|numero telephone|numero de telephone|num telephone|num tel|no telephone|tel portable|tel fixe|telephone fixe|tel mobile|"
     "tel domicile|tel bureau|telephone domicile|telephone bureau|tel pro|tel perso|ligne directe|"
     "telefon|telefonnummer|rufnummer|handynummer|mobilnummer|mobiltelefon|mobilfunk|mobilfunknummer|durchwahl|festnetz|telefon privat|telefon dienstlich|"
     "telefon geschaftlich|telefon mobil|telefon nr|telnr|tel privat|tel geschaftlich|ruf nummer|"
     "telefono|telefonos|numero telefono|numero de telefono|tel movil|telefono movil|telefono fijo|telefono casa|telefono oficina|telefono celular|num telefono|"
     "telefone|telefones|telemovel|numero telefone|numero de telefone|telefone fixo|telefone celular|fone|tel movel|contacto telefonico|"
     "cellulare|numero di telefono|recapito telefonico|telefoonnummer|telefoon|mobiele nummer|numer telefonu|telefonni cislo|telefonszam|puhelin|"
     "puhelinnumero|telefonnr|matkapuhelin|telefonas|telefoninumber|talrunis|sms phone|shipping phone|billing phone"},
    {kConcept, "user.contact.fax_number", 4.6,
     "fax|fax number|fax no|fax nr|telefax|faxnummer|telecopie|telecopieur|numero fax|numero de fax|num fax|fax num|work fax|home fax|faks|faxe|telecopia"},
    {kConcept, "user.contact.url", 2.6,
     "www|website|web site|home page|homepage|personal website|website url|web page|webseite|internetseite|site web|site internet|sitio web|pagina web|"
     "url site|blog url|url perso|user url|author url|profile url|profile link|blog"},
    {kConcept, "user.contact.url", 4.3,
     "linkedin|linkedin url|linked in|linkedin profile|facebook|facebook url|facebook profile|twitter|twitter handle|twitter url|twitter username|"
     "twitter screen name|instagram|xing|skype|skype id|skype name|icq|yim|jabber|jabber id|xmpp|telegram|mastodon|github username|"
     "facebook id|twitter id|tiktok|snapchat|messenger id|im address|im handle|yahoo im|google plus|social profile|social profiles|social media profile|youtube channel|youtube|googleplus|threads profile|bluesky|pinterest"},
    {kConcept, "user.contact.organization", 2.3,
     "organisation name|organization name|company|company name|org name|firm name|firma|firmenname|firmen name|unternehmen|societe|nom societe|raison sociale|entreprise|"
     "nom entreprise|empresa|nombre empresa|nome empresa|razon social|razao social|organisation|organization|affiliation|azienda|bedrijf|bedrijfsnaam|"
     "societe client|billing company|shipping company|organismo|organisme|verein|institution name|compania"},
    {kConcept, "user.contact.address", 4.3,
     "address|postal address|mailing address|home address|residential address|billing address|shipping address|delivery address|street address full|full address|"
     "permanent address|current address|residence address|mail addr|addr|address full|address text|formatted address|domicile|adresse|adresse postale|adresse complete|"
     "adresse facturation|adresse de facturation|adresse livraison|adresse de livraison|adresse domicile|residence|anschrift|postanschrift|wohnanschrift|"
     "lieferadresse|lieferanschrift|rechnungsadresse|rechnungsanschrift|hausanschrift|adresszusatz text|wohnsitz|postadresse|"
     "direccion|direccion postal|direccion envio|direccion facturacion|direccion de envio|direccion completa|domicilio|"
     "endereco|endereco completo|morada|morada completa|endereco entrega|endereco cobranca|indirizzo|indirizzo completo|indirizzo spedizione|adres|adresse privee|"
     "adres zamieszkania|adresa|adress|osoite|lakcim|cim|adrese|adresas|aadress|ship address|bill address|ship addr|bill addr|place of residence|wohnort adresse"},
    {kConcept, "user.contact.address.street", 4.6,
     "street|street name|street address|street 1|street 2|street1|street2|street line|street number|street no|street nr|house number|house no|house nr|address 1|address 2|address 3|"
     "address1|address2|address3|address line|address line 1|address line 2|address line 3|addr 1|addr 2|addr1|addr2|add1|add2|address line1|address line2|line1|line2|line 1|line 2|addressline1|addressline2|"
     "addr line|apartment|apt number|flat number|unit number|po box|pobox|p o box|postbox|building number|street type|"
     "rue|voie|nom voie|type voie|numero voie|num voie|numero rue|no rue|libelle voie|complement adresse|adresse complement|complement d adresse|adresse ligne|adresse ligne 1|adresse1|adresse2|"
     "adresse 1|adresse 2|adresse 3|ligne adresse|lieu dit|boite postale|cplt adresse|"
     "strasse|strasse hausnummer|strasse und hausnummer|hausnummer|haus nr|hausnr|strassenname|adresszusatz|anschriftenzusatz|postfach|hnr|str nr|strnr|adresszeile|"
     "calle|nombre calle|nombre via|tipo via|numero calle|numero exterior|numero interior|direccion 1|direccion 2|direccion linea|apartado postal|"
     "logradouro|nome rua|numero porta|complemento endereco|endereco linha|caixa postal|bairro|endereco 1|endereco 2|"
     "numero civico|straat|straatnaam|huisnummer|huisnummer toevoeging|ulica|nr domu|numer domu|nr mieszkania|ulice|gata|gatuadress|gatunavn|vejnavn|katuosoite|utca|strada|tanav"},
    {kConcept, "user.contact.address.city", 2.9,
     "city|town|city name|suburb|municipality|locality|city of residence|town city|address city|home city|billing city|shipping city|ship city|city town|"
     "ville|commune|nom ville|nom commune|localite|ville naissance|adresse ville|"
     "ort|stadt|wohnort|ortsname|gemeinde|ortsteil|stadtteil|ort name|"
     "ciudad|localidad|poblacion|municipio|nombre ciudad|cidade|localidade|concelho|freguesia|nome cidade|cidade nome|"
     "citta|comune|plaats|woonplaats|stad|gemeente|miasto|miejscowosc|mesto|obec|postort|poststed|kaupunki|telepules|varos|oras|linn|pilseta|miestas|grad"},
    {kConcept, "user.contact.address.postal_code", 4.2,
     "zip|zip code|postal code|post code|postcode|postalcode|zipcode|zip 4|zip4|zip postal|postal zip|zip postal code|pin code|pincode|zcode|billing zip|shipping zip|"
     "code postal|codepostal|code post|plz|postleitzahl|post leit zahl|codigo postal|cod postal|cep|codigo postal cp|codice postale|postcodes|postnummer|"
     "postinumero|kod pocztowy|iranyitoszam|cod postal|sihtnumber|pasta indekss|postnr|post nr"},
    {kConcept, "user.contact.address.state", 2.4,
     "province|state province|state region|province state|province code|state code|state name|county|federal state|state abbr|region address|address state|billing state|shipping state|ship state|"
     "departement adresse|bundesland|kanton|provincia|comunidad autonoma|estado direccion|uf|distrito|provincie|wojewodztwo|powiat|prefecture|"
     "ship region|billing province|shipping province|billing region|shipping region|state or province"},
    {kConcept, "user.contact.address.state", 1.1, "state|region|region name|district|estado|canton|departement|department region|land region|regione"},
    {kConcept, "user.contact.address.country", 2.3,
     "country|country code|country name|country iso|country id code|country of residence|residence country|home country|ship country|billing country|shipping country|address country|iso country|"
     "pays|code pays|pays residence|nom pays|pays code|land|staat|landercode|laendercode|landeskennzeichen|wohnland|lkz|pais|codigo pais|pais residencia|nombre pais|nome pais|pais codigo|paese|nazione|landcode|kraj|zeme|maa|orszag|tara|riik|valsts|salis"},
    // Identifiers
    {kConcept, "user.government_id.national_identification_number", 4.8,
     "ssn|social security|social security number|social security no|social insurance number|national id|national id number|national identity number|"
     "national identification number|soc sec|soc sec id|soc sec no|soc sec num|soc sec number|national insurance number|nino|ni number|nat ins number|identity card number|identity number|identity card|id card|id card number|id card no|id number card|identity document|"
     "personal identification number|personal id number|citizen id|tax id person|tax payer id|taxpayer id|taxpayer number|tax identification number|taxid|tax id|tin|itin|tax number|"
     "numero securite sociale|numero de securite sociale|num secu|numero secu|no secu|securite sociale|insee|numero insee|num insee|nss|numero ss|carte identite|"
     "numero carte identite|cni|numero cni|numero fiscal|identifiant fiscal|"
     "steuer id|steueridentifikationsnummer|steuer identifikationsnummer|idnr|steuernummer|steuer nummer|steuernr|sozialversicherungsnummer|sv nummer|svnr|sv nr|versicherungsnummer sozial|"
     "rentenversicherungsnummer|rv nummer|personalausweis|personalausweisnummer|ausweisnummer|ausweis nr|ausweisnr|ahv nummer|ahv nr|ahvnr|"
     "dni|nif|dni nie|nif nie|cif nif|numero dni|documento identidad|documento nacional identidad|numero seguridad social|seguridad social|nuss|curp|cedula|cedula identidad|"
     "contribuinte|numero contribuinte|num contribuinte|nif contribuinte|cartao cidadao|cartao de cidadao|bilhete identidade|bilhete de identidade|numero identificacao fiscal|niss|cpf|rg numero|cpf cnpj|"
     "numero identificacao civil|codice fiscale|codicefiscale|cod fiscale|bsn|burgerservicenummer|pesel|rodne cislo|rijksregisternummer|insz|"
     "personnummer|fodselsnummer|cpr|cpr nummer|cprnr|henkilotunnus|hetu|personalnumber|egn|cnp|oib|emso|isikukood|asmens kodas|personas kods|amka|afm|pps number|ppsn|id document number|aadhaar"},
    {kConcept, "user.government_id.national_identification_number", 0.9, "document number|document no|numero documento|num documento|nro documento|numero de documento|documento"},
    {kConcept, "user.government_id.passport_number", 4.8,
     "passport|passport number|passport no|passport num|passport nr|passport id|passeport|numero passeport|no passeport|reisepass|reisepassnummer|reisepass nr|passnummer|pass nr|passnr|"
     "pasaporte|numero pasaporte|passaporte|numero passaporte|passaporto|paspoort|paspoortnummer|paszport"},
    {kConcept, "user.government_id.drivers_license_number", 4.7,
     "driver license|drivers license|driver licence|driving licence|driving license|driving licence number|driver license number|drivers license number|license number driver|dl number|"
     "permis conduire|permis de conduire|numero permis|fuhrerschein|fuehrerschein|fuhrerscheinnummer|fuehrerscheinnummer|fuhrerschein nr|carnet conducir|carnet de conducir|"
     "permiso conducir|permiso de conducir|licencia conducir|licencia de conducir|carta conducao|carta de conducao|cnh|patente guida|patente|rijbewijs|rijbewijsnummer|prawo jazdy"},
    {kConcept, "user.government_id.vehicle_registration", 3.6,
     "license plate|licence plate|number plate|plate number|plate no|vehicle registration|vehicle registration number|registration plate|vin|immatriculation|plaque immatriculation|"
     "numero immatriculation|kennzeichen|kfz kennzeichen|nummernschild|fahrgestellnummer|matricula vehiculo|placa|numero placa|matricula|targa|kenteken"},
    {kConcept, "user.government_id.immigration", 4.3,
     "visa number|visa no|residence permit|residence permit number|work permit|work permit number|immigration status|visa type|visa status|green card|alien number|titre sejour|titre de sejour|carte sejour|"
     "aufenthaltstitel|aufenthaltserlaubnis|arbeitserlaubnis|visum|visumnummer|permiso residencia|permiso de residencia|permiso trabajo|autorizacao residencia|visto"},
    {kConcept, "user.government_id.birth_certificate", 4.5,
     "birth certificate|birth certificate number|acte naissance|acte de naissance|geburtsurkunde|partida nacimiento|acta nacimiento|acta de nacimiento|certidao nascimento|certidao de nascimento"},
    {kConcept, "user.unique_id", 3.6,
     "customer id|client id number|customer number|customer no|customer nr|customer code|custid|cust id|cust no|customer key|customer uuid|customer guid|user id|userid|user key|user uuid|user guid|uid user|"
     "member id|member number|membership number|membership no|membership id|contact id|person id|personid|people id|employee id|employee number|employee no|emp id|emp no|empid|"
     "staff id|staff number|student id|student number|pupil id|teacher id|patient id|patient number|subscriber id|subscriber key|lead id|guest id|passenger id|borrower number|cardnumber library|library card|"
     "author id|owner id|creator id|assignee id|requester id|submitter id|reporter id|agent id|sender id|recipient id|recipient user id|visitor id|player id|participant id|attendee id|candidate id|applicant id|"
     "respondent id|profile id|buyer id|seller id|shopper id|holder id|driver id|customerid|contactid|memberid|employeeid|studentid|patientid|loyalty number|loyalty card|frequent flyer number|"
     "created by id|updated by id|modified by id|assigned to id|assigned user id|created user id|modified user id|manager id|supervisor id|doctor id|physician id|"
     "external user id|external customer id|user external id|payer id|account user id|cardholder id|tenant user id|debtor number|policyholder id|user ref|customer ref|customer reference|"
     "numero client|num client|no client|code client|id client|ref client|reference client|identifiant client|id utilisateur|numero adherent|num adherent|id adherent|numero membre|matricule|numero etudiant|ine|"
     "id personne|id contact|id salarie|id employe|numero salarie|id patient|numero dossier patient|ipp|id eleve|id abonne|numero abonne|id usager|id auteur|fk user|fk soc people|fk contact|fk member|fk adherent|fk user author|fk user creat|"
     "kundennummer|kunden nr|kundennr|kunden nummer|kdnr|kd nr|kunden id|kundenid|mitgliedsnummer|mitglied nr|mitgliedsnr|mitglied id|personalnummer|personal nr|personalnr|mitarbeiternummer|mitarbeiter id|mitarbeiter nr|"
     "benutzer id|benutzerid|nutzer id|person nr|personennummer|personen id|patienten id|patientennummer|patienten nr|schuler id|matrikelnummer|matrikel nr|debitorennummer|debitor nr|teilnehmer id|kontakt id|ausweis id|anwender id|"
     "numero cliente|num cliente|codigo cliente|id cliente|cod cliente|no cliente|id usuario|codigo usuario|numero socio|num socio|id socio|id empleado|numero empleado|codigo empleado|legajo|id persona|id contacto|"
     "id alumno|numero alumno|id paciente|numero paciente|historia paciente|"
     "codigo do cliente|numero do cliente|id do cliente|id utilizador|id usuario|numero utilizador|numero funcionario|id funcionario|numero aluno|id aluno|id pessoa|numero utente|id utente|"
     "codice cliente|id utente|klantnummer|klant id|klantnr|personeelsnummer|lidnummer|kundnummer|kundenummer|medlemsnummer|asiakasnumero|id klienta|numer klienta"},
    {kConcept, "user.unique_id", 3.2,
     "created by|updated by|modified by|assigned to|entered by|deleted by|approved by|requested by|uploaded by|closed by|opened by|last modified by|last updated by|updated user id|changed by|reported by|managed by|owned by|owner uid|create uid|write uid|creator uid|"
     "cree par|modifie par|erstellt von|geandert von|bearbeitet von|angelegt von|creado por|modificado por|criado por|alterado por|author user|creator"},
    {kConcept, "user.unique_id", 2.4,
     "user|customer|client|member|employee|created user|updated user|"
     "utilisateur|benutzer|kunde|usuario|cliente|utilizador|adherent|mitglied|mitarbeiter|salarie|patient|student|eleve|person|personne|persona|pessoa|user fk|customer fk|agent|participant|manager|visitor|beneficiary|salesperson|sales rep|recipient user|mentor|guardian"},
    {kWhole, "user.unique_id", 1.0, "id|pk|rowid|row id|ref|identifier|record id|customer|external id|guid|uuid|global id|public id|object id|gid|foreign id|remote id|legacy id|record key|login id number|uid|identifiant|kennung|dn|distinguished name"},
    {kConcept, "user.unique_id.pseudonymous", 3.2,
     "anonymous id|pseudonym|pseudonymous id|anonymous user id|anonymized id|distinct id|amplitude id|mixpanel id|hashed email|email hash|email md5|hashed user id|user hash|analytics id|advertising id hash|emailmd5|"
     "unique email id|euid|leid|email sha256|md5 email|email address hash"},
};

}  // namespace

std::span<const Line> identity_lines() noexcept { return kLines; }

}  // namespace gdprd::policy::lexicon
// clang-format on
