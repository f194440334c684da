#include "policy/catalogue/classifier_lexicon.hpp"

// clang-format off
namespace gdprd::policy::lexicon {
namespace {

constexpr auto kConcept = Term::concept_;
constexpr auto kWhole = Term::whole_name;

constexpr Line kLines[] = {
    // Demographic
    {kConcept, "user.demographic.date_of_birth", 5.0,
     "birth date|birthdate|date of birth|dob|d o b|birth day|birthday|bday|born on|birth year|year of birth|yob|birth month|birth dt|bdate|dateofbirth|"
     "date naissance|date de naissance|naissance|dat naissance|dt naissance|annee naissance|annee de naissance|date naiss|datenaiss|ddn|anniversaire|"
     "geburtsdatum|geburtstag|geb datum|gebdat|gebdatum|geb dat|geburtsjahr|geboren am|geburts datum|geburtsmonat|"
     "fecha nacimiento|fecha de nacimiento|nacimiento|fec nacimiento|f nacimiento|fecnac|fechanac|fecha nac|ano nacimiento|cumpleanos|fec nac|"
     "data nascimento|data de nascimento|nascimento|dt nascimento|data nasc|dt nasc|aniversario|ano nascimento|data di nascita|data nascita|nascita|geboortedatum|geboortejaar|"
     "data urodzenia|datum narozeni|datum narodenia|fodelsedatum|fodselsdato|foedselsdato|syntymaaika|szuletesi datum|data nasterii|sunniaeg|dzimsanas datums|gimimo data|datum rodenja|date of birth year"},
    {kConcept, "user.demographic", 4.0,
     "place of birth|birth place|birthplace|city of birth|country of birth|birth country|birth city|lieu naissance|lieu de naissance|ville naissance|pays naissance|geburtsort|geburtsland|lugar nacimiento|"
     "lugar de nacimiento|pais nacimiento|ciudad nacimiento|naturalidade|local nascimento|local de nascimento|nationality|nationalite|nationalitat|staatsangehorigkeit|staatsburgerschaft|nacionalidad|nacionalidade|"
     "citizenship|citizenship country|luogo di nascita|nationaliteit|obywatelstwo|geboorteplaats|nazionalita|education|education level|highest degree|diplome|niveau etudes|schulabschluss|bildungsabschluss|estudios|nivel estudios|"
     "escolaridade|household size|number of children|nombre enfants|nb enfants|anzahl kinder|numero hijos|numero filhos|kinderzahl|qualification|dependents|foyer|veteran status|deceased|date of death|death date|date deces|sterbedatum|todesdatum|fecha defuncion|data obito|school attended|university attended"},
    {kConcept, "user.demographic.age_range", 3.4, "age range|age group|age years|altersgruppe|tranche age|tranche d age|edad|rango edad|grupo edad|idade|faixa etaria|leeftijd|alder|eletkor|age bracket"},
    {kConcept, "user.demographic.gender", 4.4,
     "gender|sex|gender code|sex code|gender identity|pronouns|preferred pronouns|gender pronouns|salutation|salutation code|genre personne|sexe|civility|civilite|code civilite|civ|titre civilite|geschlecht|anrede|anredeschlussel|anrede code|"
     "sexo|genero|tratamiento|tratamento|sesso|geslacht|aanhef|plec|pohlavi|pohlavie|kon|sukupuoli|kjonn|sugu|dzimums|lytis|spol|genere sesso|mr mrs|honorific code|courtesy title|title of courtesy"},
    {kWhole, "user.demographic.gender", 1.2, "genre"},
    {kConcept, "user.job_title", 1.3, "title"},
    {kWhole, "user.job_title", 1.0, "position"},
    {kConcept, "user.demographic.language", 3.0,
     "preferred language|mother tongue|native language|spoken language|spoken languages|languages spoken|preferred locale|user language|language preference|communication language|langue maternelle|langue preferee|muttersprache|korrespondenzsprache|lengua materna|idioma preferido|lingua materna|voertaal"},
    {kConcept, "user.demographic.language", 1.9,
     "language|language code|lang|locale|langue|code langue|sprache|sprachcode|idioma|lingua|taal|jezyk|jazyk|sprak|kieli|nyelv|limba|keel|valoda|kalba|jezik"},
    {kConcept, "user.demographic.marital_status", 4.7,
     "marital status|marital state|civil status|marriage status|married|maritalstatus|relationship status|family status|situation familiale|situation matrimoniale|etat matrimonial|etat civil|statut marital|"
     "familienstand|zivilstand|personenstand|estado civil|situacion familiar|situacao familiar|stato civile|burgerlijke staat|stan cywilny|rodinny stav|civilstand|sivilisaatty|starea civila|perekonnaseis"},
    {kConcept, "user.demographic.religious_belief", 4.8, "religion|religious belief|religious affiliation|religion code|konfession|glaubensbekenntnis|religionszugehorigkeit|kirchensteuer|kirchensteuermerkmal|creencia religiosa|religiao|religione|godsdienst|wyznanie|nabozenstvi|uskonto|vallas|religious denomination|religieuze overtuiging"},
    {kConcept, "user.demographic.political_opinion", 4.8, "political opinion|political party|party affiliation|political affiliation|political view|political views|voter registration|voting intention|opinion politique|parti politique|politische meinung|parteizugehorigkeit|parteimitglied|opinion politica|partido politico|afiliacion politica|opiniao politica|opinione politica|politieke voorkeur"},
    {kConcept, "user.demographic.race_ethnicity", 4.8, "ethnicity|ethnic group|ethnic origin|race ethnicity|ethnic background|skin color|skin colour|origine ethnique|ethnie|ethnische herkunft|rasse|hautfarbe|etnia|origen etnico|raza|origem etnica|raca|cor da pele|razza|etniciteit|migrationshintergrund"},
    {kConcept, "user.demographic.sexual_orientation", 4.9, "sexual orientation|sexual preference|orientation sexuelle|sexuelle orientierung|sexuelle ausrichtung|orientacion sexual|orientacao sexual|orientamento sessuale|sexualitat|sexuality|sex life|seksuele geaardheid"},
    {kConcept, "user.demographic.trade_union_membership", 4.8, "trade union|trade union membership|union membership|union member|union code|union name|labor union|labour union|syndicat|appartenance syndicale|gewerkschaft|gewerkschaftsmitglied|gewerkschaftszugehorigkeit|sindicato|afiliacion sindical|filiacao sindical|sindacato|vakbond|zwiazek zawodowy"},
    {kConcept, "user.demographic.philosophical_belief", 4.5, "philosophical belief|philosophical beliefs|world view|weltanschauung|conviction philosophique|convictions philosophiques|conviccion filosofica|conviccao filosofica"},
    {kConcept, "user.demographic.profile", 2.6,
     "biography|about me|interests|hobbies|hobby|user profile|lead score|customer segment|segmento cliente|skills|persona type|personality|about user|biographie|centres interet|loisirs|interessen|hobbys|intereses|aficiones|interesses|"
     "lead rating|profile description|customer group|user bio|self description|steckbrief|lebenslauf|curriculum|curriculum vitae|cv text|resume text|credit rating|loyalty tier|loyalty level|dietary preference|dietary requirements|t shirt size|shoe size|clothing size|favorite color|engagement score"},
    {kConcept, "user.childrens", 4.2, "child name|child first name|child dob|child birth date|children names|children|child age|enfants|enfant|prenom enfant|kinder|kind name|hijos|filhos|kinderen|figli|dzieci"},
    {kWhole, "user.demographic.age_range", 4.0, "age|alter|eta|vek|ika|wiek"},
    {kWhole, "user.demographic.race_ethnicity", 4.0, "race|caste|tribe|ethnie code"},
    {kWhole, "user.demographic.religious_belief", 4.0, "church|faith|confession|denomination"},
    {kWhole, "user.demographic.political_opinion", 4.0, "partei"},
    {kWhole, "user.demographic.date_of_birth", 4.0, "birth|born|ne le|geboren"},
    {kWhole, "user.job_title", 4.0, "job|cargo|poste|funktion|fonction|function title"},
    {kWhole, "user.demographic.profile", 4.0, "about|cv|resume|bio"},
    {kWhole, "user.authorization.credentials", 4.0, "pin|salt"},
    {kWhole, "user.criminal_history", 4.0, "prison|crime|crimes|arrest|parole"},
    {kWhole, "user.biometric.retinal", 4.0, "iris"},
    {kWhole, "user.social", 4.0, "following|likes|friends"},
    {kWhole, "user.behavior.media_consumption", 4.0, "watched"},
    {kWhole, "user.financial", 4.0, "lon|alga|palk|plafond credit|debt|compensation|income"},
    {kWhole, "user.biometric.health", 4.0, "weight kg|height cm"},
    {kWhole, "user.biometric.health", 1.0, "weight|height|gewicht|grosse|groesse|korpergrosse|poids|taille|peso|altura|estatura|pulse|puls|pulso|pouls"},
    // Work
    {kConcept, "user.job_title", 3.6,
     "job title|job position|job role|occupation|profession|position title|work title|role title|business title|employee title|job description|designation|career level|job code|job function|employment title|"
     "poste occupe|metier|intitule poste|profession exercee|csp|categorie socioprofessionnelle|intitule du poste|beruf|berufsbezeichnung|stellenbezeichnung|tatigkeit|dienstgrad|amtsbezeichnung|"
     "puesto|puesto trabajo|puesto de trabajo|profesion|ocupacion|oficio|profissao|funcao|ocupacao|categoria profissional|professione|mansione|beroep|functie|functietitel|zawod|stanowisko|povolani|yrke|ammatti|foglalkozas|ocupatie|amet"},
    {kConcept, "user.workplace", 2.7,
     "employer|employer name|workplace|work place|place of work|work location|office location|department name employee|employee department|department|company department|employment type|hire date|hired on|date hired|start date employment|employment start|employment status|"
     "termination date|employment end|seniority|employeur|lieu travail|lieu de travail|service employe|date embauche|date d embauche|arbeitgeber|arbeitsplatz|abteilung|arbeitsort|eintrittsdatum|austrittsdatum|dienststelle|kostenstelle mitarbeiter|"
     "empleador|lugar trabajo|departamento|fecha contratacion|fecha ingreso|fecha alta empleado|empregador|local trabalho|data admissao|setor trabalho|werkgever|afdeling|datore di lavoro|pracodawca|reports to|performance rating|work experience|working hours|sick days|vacation days|absence reason|krankheitstage|urlaubstage|contract type employee|desk number|room number"},
    // Money
    {kConcept, "user.financial.bank_account", 4.8,
     "iban|iban number|iban code|bank account|bank account number|account number bank|bank acct|bank account no|bankaccount|bban|sort code|routing number|aba number|account iban|compte bancaire|numero compte bancaire|numero compte|no compte bancaire|rib|code banque|code guichet|cle rib|num compte|"
     "kontonummer|konto nummer|kontonr|konto nr|bankverbindung|bankkonto|blz|bankleitzahl|cuenta bancaria|numero cuenta|numero de cuenta|num cuenta|ccc|clabe|cuenta corriente|conta bancaria|numero conta|numero da conta|conta corrente|nib|agencia conta|"
     "conto corrente|numero conto|rekeningnummer|numer konta|cislo uctu|kontonummer bank|tilinumero|bankszamlaszam|bank account iban|sepa mandate|mandate reference|mandatsreferenz|account holder iban|direct debit account"},
    {kConcept, "user.financial.bank_account", 2.7, "bic|swift|swift code|bic swift|swift bic|bank name|bank code|nom banque|bankname|bank|nombre banco|banco|banque|nome banco|account number|acct number|acct no|acct num|banca|mandate id"},
    {kConcept, "user.financial.credit_card", 4.8,
     "credit card|credit card number|card number|cc number|ccnum|ccnumber|cc no|cardno|card no|creditcard|pan|primary account number|debit card|debit card number|payment card|payment card number|cvv|cvc|cvv2|cc cvv|security code card|card expiry|card expiration|"
     "card exp month|card exp year|cc expiry|cc exp|cc exp month|cc exp year|expiry month|expiry year|exp month|exp year|expiration month|expiration year|card last4|card last 4|last4|last 4|last four|cc last4|cc last 4|last four digits|masked card|masked pan|card bin|cc owner|cc type|card fingerprint|"
     "carte bancaire|numero carte|numero carte bancaire|carte credit|carte de credit|numero cb|kreditkarte|kreditkartennummer|kreditkarten nr|kartennummer|tarjeta credito|tarjeta de credito|numero tarjeta|tarjeta|cartao credito|cartao de credito|numero cartao|carta credito|carta di credito|"
     "numero carta|kredietkaart|creditcardnummer|numer karty|kortnummer|card token|card expires|card expiration date"},
    {kConcept, "user.financial", 3.6,
     "salary|wage|wages|annual income|monthly income|household income|net worth|credit score|credit limit|credit history|gross salary|net salary|base salary|bonus amount|hourly rate|pay rate|pay grade|debts|account balance|"
     "salaire|revenu|revenus|remuneration|salaire brut|salaire net|encours|gehalt|lohn|einkommen|bruttogehalt|nettogehalt|monatsgehalt|jahresgehalt|kreditlimit|kreditlinie|steuerklasse|bonitat|schufa|stundensatz|salario|sueldo|ingresos|renta anual|"
     "salario base|limite credito|renda|rendimento|rendimentos|ordenado|limite de credito|salario liquido|stipendio|reddito|salaris|loon|inkomen|wynagrodzenie|palkka|fizetes|salariu|tax class|bankruptcy"},
    {kConcept, "user.financial", 1.7, "balance|solde|saldo|kontostand|currency preference|credit|lifetime value|ltv|tax ids"},
    {kConcept, "user.payment", 1.1, "payment method|mode paiement|moyen paiement|zahlungsart|forma pago|metodo pago|metodo pagamento|forma pagamento"},
    {kConcept, "user.payment", 2.2, "payment details|payment info|paypal id|paypal account|payment token|payment source|payment reference|billing agreement id|default source|payment method id|payment account"},
    // Health, body, law
    {kConcept, "user.health_and_medical", 4.6,
     "diagnosis|diagnoses|medical history|medical condition|medical conditions|health condition|health status|allergy|allergies|medication|medications|prescription|prescriptions|disease|illness|symptom|symptoms|disability|disabilities|handicap|treatment plan|blood type|blood group|"
     "blood pressure|pregnancy|pregnant|vaccination|vaccine|vaccination status|vaccinations|immunization|surgery|medical notes|medical record|icd|icd10|icd code|smoker|smoking status|mental health|health notes|health issues|medical info|chronic condition|hiv status|lab result|test result medical|degree of disability|"
     "diagnostic medical|antecedents|antecedents medicaux|maladie|traitement medical|groupe sanguin|ordonnance|grossesse|medecin traitant|diagnose|diagnosen|krankheit|krankheiten|allergie|allergien|medikament|medikamente|medikation|behinderung|"
     "schwerbehinderung|grad der behinderung|schwerbehindert|blutgruppe|impfung|impfstatus|vorerkrankung|vorerkrankungen|schwangerschaft|krankmeldung|gesundheitszustand|befund|diagnostico|diagnosticos|enfermedad|enfermedades|alergia|alergias|medicamento|medicamentos|medicacion|discapacidad|"
     "grupo sanguineo|tipo sangre|vacuna|embarazo|historial medico|tratamiento medico|sintomas|doenca|doencas|medicacao|deficiencia|tipo sanguineo|vacina|gravidez|historico medico|sintoma|diagnosi|malattia|malattie|farmaci|gruppo sanguigno|disabilita|ziekte|medicijnen|bloedgroep|"
     "choroba|leki|grupa krwi|sick leave|sick leave reason|sickness|medical certificate|therapy|therapie|patient notes|triage|clinical notes|dental notes"},
    {kConcept, "user.health_and_medical.genetic", 4.8, "genetic|genetic data|genome|genotype|dna sequence|genetic marker|adn|genetische daten|datos geneticos|dados geneticos|genetic test"},
    {kConcept, "user.health_and_medical.insurance_beneficiary_id", 4.5,
     "health insurance number|insurance number|insurance member id|insurance policy number|health insurance id|medicare number|medicaid id|nhs number|health card number|health insurance|numero mutuelle|mutuelle|numero assure|krankenkasse|krankenversicherung|krankenversicherungsnummer|"
     "krankenversichertennummer|versichertennummer|kvnr|egk nummer|krankenkassennummer|numero afiliacion|tarjeta sanitaria|numero tarjeta sanitaria|numero sns|seguro saude|numero utente sns|tessera sanitaria|zorgverzekering|insurance id|versicherten nr"},
    {kConcept, "user.health_and_medical.record_id", 4.4, "medical record number|mrn|medical record id|patient record id|health record number|patient file number|numero dossier medical|fallnummer|aktenzeichen patient|numero historia clinica|historia clinica|nhc|numero processo clinico|cartella clinica"},
    {kConcept, "user.biometric", 4.5, "biometric|biometrics|biometric data|face encoding|face template|facial template|face id data|face recognition|facial features|gait|biometrie|biometrische daten|gesichtserkennung|datos biometricos|biometria|dados biometricos|palm print"},
    {kConcept, "user.biometric.fingerprint", 3.9, "fingerprint template|fingerprint image|empreinte digitale|empreintes digitales|fingerabdruck|huella dactilar|impressao digital|impronta digitale|vingerafdruk|odcisk palca"},
    {kConcept, "user.biometric.fingerprint", 1.1, "empreinte|huella"},
    {kConcept, "user.biometric.retinal", 4.5, "retina|retina scan|iris scan|iris code|retinal scan|netzhaut|iris template"},
    {kConcept, "user.biometric.voice", 4.3, "voice print|voiceprint|voice recording|voice sample|voice template|stimmprobe|stimmabdruck|empreinte vocale|huella vocal|voice mail|call recording|call recording url"},
    {kConcept, "user.biometric.health", 2.9, "body height|body weight|bmi|body mass index|heart rate|height in cm|weight in kg|korpergrosse|korpergewicht|taille cm|poids kg|altura cm|peso kg|eye color|eye colour|hair color|hair colour|augenfarbe|haarfarbe|couleur yeux|color ojos|hip size|waist size"},
    {kConcept, "user.criminal_history", 4.7, "criminal record|criminal history|conviction|convictions|offence|offense|offences|offenses|criminal offence|arrest date|arrested|police record|background check|background check result|dbs check|casier judiciaire|condamnation|condamnations|infraction|vorstrafe|vorstrafen|straftat|straftaten|fuhrungszeugnis|"
     "polizeiliches fuhrungszeugnis|haftbefehl|antecedentes penales|antecedentes|delito|delitos|condena|registo criminal|antecedentes criminais|condenacao|casellario giudiziale|strafblad|karalnosc|probation status|inmate number|sentence length"},
    // Accounts and devices
    {kConcept, "user.account.username", 4.3,
     "user name|username|login|login name|loginname|user login|userlogin|logon|logon name|login id|loginid|user account name|account name user|samaccountname|handle|user handle|nom utilisateur|nom d utilisateur|identifiant connexion|pseudo|pseudonyme|benutzername|benutzerkennung|anmeldename|login kennung|nutzername|"
     "nombre usuario|nombre de usuario|usuario login|nome usuario|nome de usuario|nome utilizador|nome de utilizador|nome utente|gebruikersnaam|nazwa uzytkownika|uzivatelske jmeno|anvandarnamn|brukernavn|brugernavn|kayttajatunnus|kayttajanimi|felhasznalonev|kasutajanimi|korisnicko ime|user nicename|usr name|acct username|gamer tag|gamertag|net id|user principal name|upn"},
    {kConcept, "user.authorization.password", 4.9,
     "password|passwd|pass word|pwd|passwort|kennwort|mot passe|mot de passe|mdp|motdepasse|contrasena|contrasenia|clave acceso|senha|palavra passe|palavrapasse|passphrase|password hash|hashed password|encrypted password|password digest|password encrypted|user pass|userpass|passcode|wachtwoord|haslo|heslo|losenord|passord|salasana|"
     "jelszo|parola|parool|paroles|slaptazodis|lozinka|geslo|password salt|pwd hash|pw hash|passwd hash|password reset token|reset password token|reset token|crypted password|user password|login password|pin hash|userpassword|pass crypted|pass hash|pass salt"},
    {kConcept, "user.authorization.credentials", 1.4, "api token"},
    {kWhole, "user.authorization.credentials", 1.4, "api key|token|private key|secret"},
    {kWhole, "user.biometric.fingerprint", 1.6, "fingerprint|finger print"},
    {kConcept, "user.authorization.credentials", 3.6,
     "totp key|otp key|access token|refresh token|auth token|oauth token|remember token|session token|api token user|otp secret|totp secret|smime certificate|smimecertificate|user certificate|usercertificate|user smime certificate|pgp key|pgp public key|gpg key|authtoken|two factor secret|two factor recovery codes|2fa secret|mfa secret|security question|security answer|secret question|secret answer|personal access token|private key user|recovery code|recovery codes|confirmation token|"
     "verification token|verification code|activation code|activation key|login token|authentication token|id token|pin number|pin code user|magic link token|sicherheitsfrage|sicherheitsantwort|question secrete|reponse secrete|pregunta secreta|respuesta secreta|user token|backup codes|security stamp|invitation token|unlock token|user activation key|auth key|authkey|password hint|push token secret|aktivierungscode|otp backup codes"},
    {kConcept, "user.account", 1.4, "join date|fecha alta|account status user|registration date|registered at|registered on|signup date|sign up date|member since|date joined|joined at|joined on|date inscription|date d inscription|registrierungsdatum|mitglied seit|fecha registro|data cadastro|data registo|user role|user type|is staff|is superuser|account type user|user registered|user level|signup source|registration ip source"},
    {kConcept, "user.account.settings", 1.9, "time zone|timezone|tz|user timezone|zeitzone|fuseau horaire|zona horaria|fuso horario|user settings|user preferences|preferences|prefs|user prefs|notification preferences|notification settings|email preferences|theme preference|default language user|preferred currency|locale preference|user options"},
    {kConcept, "user.privacy_preferences", 2.9, "opt in|opt out|optin|optout|email opt in|email opt out|sms opt in|marketing consent|consent|consents|consent given|gdpr consent|newsletter|newsletter subscription|newsletter opt in|accepts marketing|do not call|do not email|do not contact|donotcall|dnc|email optin|marketing opt in|privacy consent|terms accepted|"
     "consentement|abonnement newsletter|newsletter abonne|einwilligung|werbeeinwilligung|datenschutz einwilligung|newsletter anmeldung|consentimiento|acepta publicidad|boletin|consentimento|aceita marketing|unsubscribed|unsubscribe reason|subscription status|email opt out flag|has opted out of email|marketing permissions|consenso|toestemming|email marketing consent|sms marketing consent|cookie consent|ccpa opt out|do not track|subscribed to newsletter"},
    {kConcept, "user.device.ip_address", 4.9,
     "ip|ip address|ip addr|ipaddress|ipaddr|ipv4|ipv6|client ip|remote ip|user ip|remote addr|remote address|last ip|login ip|last login ip|current sign in ip|last sign in ip|signup ip|ip signup|ip opt|registration ip|source ip|src ip|created ip|customer ip|"
     "visitor ip|browser ip|order ip|ip client|adresse ip|ip adresse|direccion ip|endereco ip|indirizzo ip|ip adres|adres ip|author ip|poster ip|x forwarded for|comment author ip|ip hash|creator ip|host ip user|ip v4|ip v6|last ip address|ip from|sender ip"},
    {kConcept, "user.device.device_id", 4.4,
     "device id|deviceid|device uuid|device udid|udid|imei|imsi|meid|iccid|mac address|mac addr|macaddress|device identifier|hardware id|advertising id|idfa|gaid|aaid|idfv|android id|device token|device serial|device fingerprint|push token|fcm token|apns token|browser fingerprint|installation id|"
     "gerate id|geraete id|geratekennung|identifiant appareil|adresse mac|mac adresse|id dispositivo|identificador dispositivo|direccion mac|endereco mac|registration token device|serial number device|esn"},
    {kConcept, "user.device.cookie_id", 4.2, "cookie id|cookie|cookies|tracking cookie|ga client id|client cookie|cookie value|session cookie|google client id|fbp|fbc|gclid|ga cid|cid cookie|hubspotutk|utk"},
    {kConcept, "user.device.cookie_id", 2.5, "session id|sessionid|session key|php session|sid|id session|sitzungs id|tracking id|visit token|visitor token|sess id"},
    {kConcept, "user.device", 3.0, "user agent|useragent|http user agent|device model|device name|device type user|browser agent|device info|device manufacturer|screen resolution|operating system user|geraetetyp|agent utilisateur|browser|device brand|user agents"},
    {kConcept, "user.location.precise", 4.0, "latitude|longitude|lat|lng|lon|lat lng|lat lon|latlng|geo location|geolocation|gps|gps coordinates|gps position|coordinates|geo point|geopoint|geo lat|geo lng|geo lon|koordinaten|breitengrad|langengrad|coordonnees gps|latitud|coordenadas|position gps|check in location|location lat|location lng|location point"},
    {kConcept, "user.location.imprecise", 1.9, "location|current location|user location|geo city|geo country|geo region|geoip|ip city|ip country|ip location|standort|aufenthaltsort|ubicacion|localizacao|localisation|lieu actuel|hometown|home town|heimatort|ip geolocation|metro area|dma|ip region|last seen country|last known location"},
    // Behaviour and content
    {kConcept, "user.behavior.purchase_history", 2.0, "total spent|total spend|purchase history|order history|last order id|orders count|order count|last purchase|last purchase date|total orders|first order date|last order date|historique achats|bestellhistorie|historial compras|historico compras|purchases|avg order value|average order value|wish list|wishlist|favorite products"},
    {kConcept, "user.behavior.browsing_history", 2.7, "browsing history|referrer|referer|referer url|referrer url|page view|page views|pages viewed|visited url|last page|landing page|last visited page|landing site|http referer|click path|page url visited|referring site|visit count|first page seen|utm source user|first touch|last url seen"},
    {kConcept, "user.behavior.search_history", 3.1, "search history|search query|search term|search terms|search string|suchbegriff|suchanfrage|terme recherche|recherche terme|termino busqueda|termo pesquisa|search keywords|searched for|user query"},
    {kConcept, "user.behavior.media_consumption", 3.0, "watch history|viewing history|listening history|last watched|watched videos|play history|reading history|issue history|loan history"},
    {kConcept, "user.behavior", 2.0, "last login|last sign in|last signin|last seen|last active|last activity|last visit|login count|sign in count|last login at|last access|last logged in|derniere connexion|letzter login|letzte anmeldung|ultimo acceso|ultimo login|ultima conexion|ultimo acesso|last logon|open rate|click rate|current sign in at|last sign in at|last seen at|last active at|email opens|lastlogin|login attempts|last request at|last failed login|last failed login at|failed login|failed logins|failed login at|last connection|last connected at|num visits|num logins|times contacted|last contacted"},
    {kConcept, "user.content.private", 3.1,
     "private message|message body|message text|message content|email body|mail body|body text|body html|text body|html body|ticket body|ticket description|note text|notes|note|personal notes|customer notes|customer note|internal note|internal notes|private note|private notes|remarks customer|memo|chat message|chat transcript|transcript|conversation|comment text|comment body|"
     "sms text|sms body|sms content|plain body|stripped text|raw email|message raw|email content|mail content|"
     "note privee|notes privees|commentaire|commentaires|remarque|remarques|observations|notizen|notiz|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|kommentare|nachrichtentext|notas|nota privada|observaciones|comentario|comentarios|observacoes|anotacoes|annotazioni|osservazioni|"
     "opmerking|opmerkingen|uwagi|poznamka|anteckning|huomautus|megjegyzes|user note|order note|delivery instructions|delivery note customer|special requests|special instructions|complaint|complaint text|feedback text|feedback|reason text|answer text|user input|free text|freitext|texte libre|texto libre|texto livre|gift message|call notes|case notes|interview notes|review text|private comment"},
    {kConcept, "user.content.private", 1.9, "purpose|verwendungszweck|motif|motivo|signature|cover letter|objet demande|subject|text|remarks|content|texte|contenu|objet|betreff|inhalt|asunto|contenido|assunto|conteudo|oggetto|answer|answers|response text|reply|summary|question|observation|details"},
    {kConcept, "user.content.private", 2.15, "message|messages|body|comment|comments|nachricht|mensaje|mensagem|messaggio"},
    {kConcept, "user.content.private", 1.3, "description|beschreibung|descripcion|descricao|descrizione"},
    {kConcept, "user.content.public", 1.8, "post content|post body|post text|review body|review|tweet text|tweet|status text|post message|comment content|forum post|avis|bewertungstext|resena|resenha|caption text|review content|review title|testimonial"},
    {kConcept, "user.content.self_image", 3.9, "avatar|avatar url|avatar path|photo|photo url|profile picture|profile photo|profile image|profile image url|profile pic|user image|user photo|picture of person|portrait|passport photo|jpegphoto|thumbnailphoto|face image|selfie|headshot|gravatar|photo identite|photo profil|image profil|profilbild|passbild|lichtbild|foto|foto perfil|foto de perfil|foto usuario|retrato|imagen perfil|imagem perfil|foto profilo|pasfoto|zdjecie|user avatar|avatar file|author avatar|avatar id|badge photo|profile photo url|avatar image"},
    {kConcept, "user.content.self_image", 1.3, "picture|image url|picture url|imagen|bild|profile icon"},
    {kConcept, "user.social", 2.9, "followers|followers count|friends count|friend list|friend id|follower id|following count|contacts list|connections|relationship|amis|freunde|amigos|social graph|kinship|lien parente|parentesco|verwandtschaft|relation to|relationship type|social connections|relationship to|tweets count|klout score"},
    {kConcept, "user.telemetry", 2.2, "telemetry|crash report|usage data user|telemetrie"},
    {kConcept, "user.sensor", 2.2, "sensor reading user|step count|steps count|activity tracker|sleep data|wearable data"},
    {kConcept, "user.authorization", 1.6, "permissions user|user permissions|access level user|user roles|user groups"},
};

}  // namespace

std::span<const Line> life_lines() noexcept { return kLines; }

}  // namespace gdprd::policy::lexicon
// clang-format on
