#include "policy/sweep/letter_words.hpp"

#include <array>

// clang-format off
namespace gdprd::policy::sweep {
namespace {

constexpr std::array<LetterWords, 24> kAll{{
    {"bg",
     "уважаеми|уважаема|скъпи|скъпа|драги|драга|мили|мила|здравей|здравейте|добър ден|добро утро|добър вечер|привет",
     "г-н|г-жа|г-ца|господин|господине|госпожа|госпожо|госпожице|д-р|доктор|проф|професор|инж|адв",
     "г-н|г-жа|г-ца|господин|госпожа",
     "",
     "с уважение|с най-добри пожелания|поздрави|с поздрав|сърдечни поздрави|много поздрави|благодаря|благодаря предварително|искрено ваш|искрено ваша|хубав ден|лек ден",
     "казвам се|аз се казвам|името ми е|моето име е", "аз съм", "име|от|до|копие|подпис|лице за контакт|на вниманието на|клиент",
     "клиенти|клиент|колеги|колега|дами|господа|всички|екип|приятели|съседи|родители"},
    {"cs",
     "vážený|vážená|vážení|milý|milá|milí|drahý|drahá|dobrý den|dobré ráno|dobrý večer|dobré odpoledne|ahoj|zdravím|čau|nazdar",
     "pan|pane|paní|pani|slečna|slečno|ing|mgr|bc|mudr|judr|phdr|rndr|dr|doc|prof|doktore|doktorko|inženýre|profesore",
     "pan|pane|paní|slečna",
     "",
     "s pozdravem|s přátelským pozdravem|se srdečným pozdravem|s úctou|s přáním hezkého dne|přeji hezký den|přeji pěkný den|hezký den|pěkný den|zdravím|děkuji|děkuji předem|díky|předem děkuji|mějte se hezky|mějte se|srdečně zdravím|s poděkováním",
     "jmenuji se|jmenuju se|moje jméno je|mé jméno je", "jsem|u telefonu", "jméno|od|komu|kopie|podepsán|podepsána|kontaktní osoba|zákazník|k rukám",
     "zákazníku|zákaznice|zákazníci|kolegové|kolegyně|dámy|pánové|pánové a dámy|všichni|tým|přátelé|sousedé|rodiče|zákazníku|pane|paní"},
    {"da",
     "kære|hej|hejsa|goddag|god dag|godmorgen|god morgen|godaften|hallo|høje",
     "hr|herr|fru|frk|frøken|dr|prof|advokat|læge", "hr|herr|fru|frk",
     "",
     "med venlig hilsen|med venlige hilsner|venlig hilsen|venlige hilsner|mange hilsner|bedste hilsner|de bedste hilsner|kærlig hilsen|hilsen|hilsner|mvh|vh|kh|på forhånd tak|tak på forhånd|mange tak|tak|ærbødigst|god dag|god weekend|dbh",
     "mit navn er|jeg hedder|mit navn", "jeg er|det er", "navn|fra|til|kopi|kontaktperson|underskrevet|kunde|att|vedr",
     "kunde|kunder|kollega|kolleger|alle|hold|venner|naboer|forældre|medlem|medlemmer|damer|herrer|læser"},
    {"de",
     "sehr geehrter|sehr geehrte|sehr geehrten|sehr verehrte|sehr verehrter|geehrter|geehrte|werter|werte|liebe|lieber|liebes|hallo|hi|hey|guten tag|guten morgen|guten abend|grüß gott|grüezi|servus|moin|moin moin|grüß dich|schönen guten tag|guten tag sehr geehrter|guten tag sehr geehrte",
     "herr|herrn|frau|fräulein|fr|hr|hrn|dr|prof|professor|mag|dipl-ing|ing|med|jur|rer|phil|nat|habil|magister|doktor", "herr|herrn|frau|hrn",
     "",
     "mit freundlichen grüßen|mit freundlichem gruß|mit freundlichen gruessen|mit freundlichem gruss|freundliche grüße|freundliche gruesse|freundlicher gruß|mit besten grüßen|mit bestem gruß|beste grüße|besten gruß|beste gruesse|viele grüße|viele gruesse|vielen dank und viele grüße|liebe grüße|liebe gruesse|lieben gruß|herzliche grüße|herzlichst|herzlichen gruß|schöne grüße|schönen gruß|grüße|gruß|gruss|mfg|lg|vg|hochachtungsvoll|mit vorzüglicher hochachtung|vielen dank|danke|danke im voraus|vielen dank im voraus|besten dank|ihr|ihre|dein|deine|bis bald|schönes wochenende|schönen tag noch|gezeichnet|gez|im auftrag|in vertretung|mit kollegialen grüßen|es grüßt|es grüßt sie|vielen dank für ihre mühe|danke und gruß|danke und viele grüße|mit freundlichen grüßen ihr|mit freundlichen grüßen ihre",
     "mein name ist|mein name lautet|mein name|ich heiße|ich heisse|hier spricht|hier schreibt", "ich bin|hier ist|wir sind", "name|von|an|kopie|ansprechpartner|ansprechpartnerin|kontakt|kontaktperson|unterzeichner|unterschrift|z hd|zu händen|absender|empfänger|kunde|kundin|auftraggeber|versicherungsnehmer|betreuer|sachbearbeiter|sachbearbeiterin|bearbeiter|mieter|mieterin|patient|patientin",
     "damen|herren|damen und herren|kunde|kundin|kunden|kundinnen|kollege|kollegin|kollegen|kolleginnen|freunde|freundinnen|mitglieder|mitglied|nachbarn|eltern|familie|leser|leserin|leserinnen|nutzer|zusammen|alle|welt|leute|gäste|gast|partner|bewerber|bewerberin|mitarbeiter|mitarbeiterin|mitarbeiterinnen|interessent|interessenten|anwesende"},
    {"el",
     "αγαπητέ|αγαπητή|αγαπητοί|αξιότιμε|αξιότιμη|αξιότιμοι|γεια σου|γεια σας|γεια|καλημέρα|καλησπέρα|χαίρετε",
     "κύριε|κυρία|κύριος|κύριο|κ|κα|κος|δρ|δεσποινίς|καθηγητή|δις", "κύριος|κυρία|κύριο",
     "",
     "με εκτίμηση|με σεβασμό|φιλικά|με φιλικούς χαιρετισμούς|χαιρετισμούς|με τιμή|ευχαριστώ|ευχαριστώ πολύ|ευχαριστώ εκ των προτέρων|σας ευχαριστώ|ειλικρινά",
     "ονομάζομαι|με λένε|λέγομαι|το όνομά μου είναι", "είμαι ο|είμαι η|είμαι", "όνομα|ονοματεπώνυμο|από|προς|κοιν|υπεύθυνος|υπόψη",
     "πελάτη|πελάτες|συνάδελφοι|συνάδελφε|φίλοι|όλους|όλοι|ομάδα|κύριοι|κυρίες|γονείς|κυρίες και κύριοι"},
    {"en",
     "dear|hi|hello|hey|good morning|good afternoon|good evening|good day|greetings|hi there|dearest|fao|attn",
     "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|fr|sgt|capt|mister", "mr|mrs|ms|miss|dr|prof",
     "",
     "kind regards|best regards|warm regards|kindest regards|warmest regards|with kind regards|with best regards|regards|many regards|sincerely|yours sincerely|sincerely yours|yours faithfully|yours truly|truly yours|yours|best wishes|with best wishes|all the best|best|cheers|many thanks|thanks|thank you|thanks in advance|thank you in advance|thanks and regards|thank you and best regards|thanks and best regards|many thanks and kind regards|respectfully|respectfully yours|cordially|take care|love|warmly|with thanks|with gratitude|kr|br|rgds|signed|thanks again|thank you very much|thank you for your help|have a nice day|have a good day|looking forward to your reply|looking forward to hearing from you|talk soon|see you soon|yours respectfully",
     "my name is|my name's|my full name is|this is my name", "i am|i'm|this is|it's", "name|from|to|cc|bcc|contact|contact person|contact name|full name|customer|customer name|client|attn|attention|signed|sender|recipient|reported by|requested by|requester|reporter|assignee|assigned to|on behalf of|patient|tenant|account holder|cardholder|submitted by|caller|prepared by|approved by",
     "sir|madam|sirs|madams|sir or madam|all|everyone|everybody|team|there|folks|guys|ladies|gentlemen|customer|customers|colleague|colleagues|friend|friends|member|members|neighbour|neighbours|parents|guest|user|users|valued|reader|readers|applicant|applicants|partner|partners|hiring|world|again|whom|subscriber|participants|participant|students|student|santa|diary"},
    {"es",
     "estimado|estimada|estimados|estimadas|querido|querida|queridos|queridas|apreciado|apreciada|distinguido|distinguida|muy señor mío|hola|buenos días|buenas tardes|buenas noches|buenas|buen día|saludos|muy estimado|muy estimada",
     "señor|señora|señorita|sr|sra|srta|sres|don|doña|dña|d|dª|dr|dra|doctor|doctora|prof|profesor|profesora|ing|lic|licenciado|licenciada", "señor|señora|señorita|sr|sra|srta|don|doña|dña",
     "",
     "saludos|un saludo|un cordial saludo|saludos cordiales|cordiales saludos|reciba un cordial saludo|reciban un cordial saludo|muchos saludos|un abrazo|un fuerte abrazo|abrazos|besos|atentamente|muy atentamente|le saluda atentamente|les saluda atentamente|atte|cordialmente|respetuosamente|sinceramente|gracias|muchas gracias|gracias de antemano|gracias y saludos|gracias y un saludo|gracias por su ayuda|gracias por su atención|muchas gracias por su ayuda|muchas gracias de antemano|a la espera de su respuesta|quedo a la espera de su respuesta|fdo|firmado|hasta pronto|sin otro particular",
     "me llamo|mi nombre es|mi nombre completo es", "soy|le escribe", "nombre|nombre y apellidos|de|para|copia|contacto|persona de contacto|cliente|a la atención de|firmado|fdo|remitente|destinatario|titular|paciente|inquilino",
     "cliente|clienta|clientes|señores|señor|señora|señor o señora|amigo|amiga|amigos|amigas|equipo|todos|todas|compañeros|compañera|compañero|colegas|padres|vecinos|usuario|usuaria|socio|socia|socios|lector|familia"},
    {"et",
     "lugupeetud|austatud|kallis|tere|tere päevast|tere hommikust|tere õhtust|hea|tervist|hei",
     "härra|proua|preili|hr|pr|dr|prof", "härra|proua|preili|hr",
     "",
     "lugupidamisega|parimate soovidega|heade soovidega|tervitades|tervitustega|tervitusi|parimat|aitäh|tänan|ette tänades|tänades|päikest|kõike head|ilusat päeva",
     "minu nimi on|mu nimi on|ma nimetan end", "mina olen|ma olen|olen", "nimi|kellelt|kellele|koopia|kontaktisik|klient|allkirjastanud",
     "klient|kliendid|kolleegid|kõik|sõbrad|meeskond|daamid|härrad|lapsevanemad"},
    {"fi",
     "hyvä|hei|moi|terve|rakas|arvoisa|hyvää päivää|hyvää huomenta|hyvää iltaa|päivää|huomenta|moikka|kunnioitettu",
     "herra|rouva|neiti|hra|rva|nti|tohtori|tri|prof|professori|dr", "herra|rouva|neiti|hra|rva",
     "",
     "ystävällisin terveisin|parhain terveisin|terveisin|terveiset|kunnioittavasti|yt|t|ystävällisesti|lämpimin terveisin|kiittäen|kiitos|kiitos etukäteen|kiitoksin|hyvää päivänjatkoa|hyvää viikonloppua|terkuin|kiitos jo etukäteen|syysterveisin",
     "nimeni on|minun nimeni on|mun nimi on", "olen|täällä|tässä", "nimi|lähettäjä|vastaanottaja|kopio|yhteyshenkilö|asiakas|allekirjoittanut|keneltä|kenelle",
     "asiakas|asiakkaat|asiakkaamme|kollegat|kaikki|ystävät|tiimi|vastaanottaja|kollega|jäsen|jäsenet|naapurit|vanhemmat|herrat|naiset|lukija|te"},
    {"fr",
     "cher|chère|chers|chères|mon cher|ma chère|bonjour|bonsoir|salut|coucou|très cher|très chère|à l'attention de|a l'attention de|bien cher|hello|bonjour à toi|bonjour cher|bonjour chère",
     "monsieur|madame|mademoiselle|m|mr|mme|mlle|mrs|messieurs|mesdames|docteur|dr|pr|professeur|maître|me", "monsieur|madame|mademoiselle|mme|mlle",
     "",
     "cordialement|bien cordialement|très cordialement|bien à vous|bien à toi|sincèrement|sincères salutations|salutations distinguées|meilleures salutations|avec mes meilleures salutations|avec mes salutations distinguées|mes salutations distinguées|respectueusement|amicalement|amitiés|bises|bisous|à bientôt|à bientot|merci|merci d'avance|merci beaucoup|merci par avance|merci et bonne journée|merci pour votre aide|bonne journée|bonne soirée|cdlt|cdt|bien sincèrement|avec mes remerciements|salutations|belle journée|dans l'attente de votre réponse|dans l'attente de vous lire|signé|bien respectueusement|en vous remerciant par avance|en vous remerciant|veuillez agréer mes salutations distinguées|veuillez agréer madame monsieur mes salutations distinguées|je vous prie d'agréer madame monsieur mes salutations distinguées|je vous prie d'agréer mes salutations distinguées|veuillez agréer madame monsieur l'expression de mes salutations distinguées",
     "je m'appelle|mon nom est|je me nomme|je me prénomme|je soussigné|je soussignée|moi c'est", "je suis|ici|c'est", "nom|nom et prénom|prénom et nom|nom complet|de|à|copie|contact|personne à contacter|client|cliente|à l'attention de|signé|expéditeur|destinataire|demandeur|patient|locataire|titulaire|interlocuteur|assuré|assurée",
     "client|cliente|clients|clientes|collègue|collègues|ami|amie|amis|amies|tous|toutes|toute|tout|équipe|voisins|parents|adhérent|adhérents|membre|membres|abonné|abonnés|lecteur|lectrice|lecteurs|monsieur|madame|messieurs|mesdames|utilisateur|partenaire|partenaires|famille"},
    {"ga",
     "dia duit|dia dhuit|dia daoibh|haigh",
     "an tuasal|uasal|an dr|dr|bean uí", "",
     "",
     "le meas|is mise le meas|le dea-mhéin|le gach dea-ghuí|go raibh maith agat|go raibh maith agaibh|slán|beir bua|le gach beannacht",
     "is mise|is é m'ainm|is ainm dom", "", "ainm|ó|chuig|cóip|teagmháil",
     "chara|cairde|chairde|chustaiméir|fhoireann|uile|mise"},
    {"hr",
     "poštovani|poštovana|dragi|draga|bok|zdravo|pozdrav|dobar dan|dobro jutro|dobra večer|cijenjeni|cijenjena|štovani",
     "gospodine|gospođo|gospodin|gospođa|gospođice|gđo|gđa|gosp|g|dr|prof|ing|dipl", "gospodin|gospođa|gđa|gosp",
     "",
     "s poštovanjem|srdačan pozdrav|srdačno|lijep pozdrav|pozdrav|lijepi pozdravi|unaprijed hvala|hvala|hvala unaprijed|puno hvala|lp|sa štovanjem|ugodan dan|lijep dan|zahvaljujem",
     "zovem se|ja se zovem|moje ime je|ime mi je", "ja sam|ovdje", "ime|ime i prezime|od|za|kopija|kontakt osoba|kupac|potpis|n/r",
     "kupci|kupac|kupče|korisnici|korisniče|kolege|kolegice|dame|gospodo|svi|svima|tim|prijatelji|susjedi|roditelji|gospođe"},
    {"hu",
     "tisztelt|kedves|szia|sziasztok|jó napot|jó napot kívánok|jó reggelt|jó estét|üdvözlöm|hello|helló|drága|igen tisztelt",
     "dr|prof|ifj|id|özv", "",
     "úr|uram|asszony|asszonyom|hölgy|kisasszony|doktor úr|professzor úr",
     "üdvözlettel|tisztelettel|szívélyes üdvözlettel|baráti üdvözlettel|szép napot|köszönettel|köszönöm|előre is köszönöm|előre is köszönöm a segítségét|üdv|maradok tisztelettel|szép napot kívánok|legjobbakat|puszi|ölel|további szép napot",
     "a nevem|nevem|az én nevem|úgy hívnak hogy", "vagyok|itt", "név|feladó|címzett|másolat|kapcsolattartó|ügyfél|aláírás|részére|tőle",
     "ügyfelünk|ügyfél|ügyfeleink|kollégák|kolléga|mindenki|csapat|barátaim|hölgyem|uram|cím|hölgyeim|uraim|szülők|ügyfélszolgálat|címzett|vásárlónk|felhasználó"},
    {"it",
     "gentile|gentilissimo|gentilissima|gentili|gent ma|gent mo|egregio|egregia|egr|spettabile|caro|cara|cari|care|carissimo|carissima|ciao|salve|buongiorno|buonasera|buon giorno|buona sera|buon pomeriggio|gent",
     "signor|signora|signorina|signore|sig|sig ra|sig na|sigg|dottor|dottore|dottoressa|dott|dott ssa|dr|dr ssa|prof|prof ssa|professor|professoressa|avv|avvocato|ing|ingegner|arch|geom|rag", "signor|signora|sig|sig ra|signorina|dott|dott ssa",
     "",
     "cordiali saluti|distinti saluti|saluti|un saluto|un cordiale saluto|tanti saluti|cari saluti|i migliori saluti|con i migliori saluti|cordialmente|in fede|grazie|grazie mille|molte grazie|grazie in anticipo|grazie e saluti|grazie e cordiali saluti|grazie e buona giornata|la ringrazio|vi ringrazio|ringrazio anticipatamente|la ringrazio e porgo cordiali saluti|porgo cordiali saluti|porgo distinti saluti|in attesa di un suo riscontro porgo cordiali saluti|a presto|un abbraccio|baci|buona giornata|buona serata|ossequi|firmato|in attesa di una vostra risposta|resto in attesa di un cortese riscontro",
     "mi chiamo|il mio nome è|il mio nome e|io sottoscritto|io sottoscritta|il sottoscritto|la sottoscritta", "sono|sono il signor|sono la signora", "nome|nome e cognome|da|a|copia|contatto|referente|cliente|alla cortese attenzione di|c a|firmato|mittente|destinatario|intestatario|paziente|inquilino",
     "cliente|clienti|signori|signore|colleghi|colleghe|collega|amici|amiche|amico|amica|tutti|tutte|team|squadra|genitori|vicini|utente|utenti|socio|soci|lettore|lettori|famiglia|ditta|azienda"},
    {"lt",
     "gerbiamas|gerbiama|gerbiamasis|gerbiamoji|gerb|mielas|miela|brangus|brangi|sveiki|sveikas|sveika|labas|laba diena|labas rytas|labas vakaras",
     "pone|ponia|ponas|panele|p|dr|prof|daktare|profesoriau", "ponas|ponia|pone",
     "",
     "pagarbiai|su pagarba|geriausi linkėjimai|su geriausiais linkėjimais|linkėjimai|nuoširdžiai|nuoširdžiai jūsų|ačiū|dėkoju|iš anksto dėkoju|gražios dienos|geros dienos|iš anksto ačiū|labai ačiū",
     "mano vardas|mano vardas yra|aš vardu|esu vardu", "aš esu|esu|čia", "vardas|vardas ir pavardė|nuo|kam|kopija|kontaktinis asmuo|klientas|pasirašė",
     "kliente|klientai|kolegos|kolega|visi|draugai|komanda|ponios|ponai|tėvai"},
    {"lv",
     "cienījamais|cienījamā|cienījamie|godātais|godātā|mīļais|mīļā|dārgais|dārgā|sveiki|labdien|labrīt|labvakar|čau|cien|sveiks|sveika",
     "dr|prof|k-gs|k-dze", "",
     "kungs|kundze|kungam|kundzei|jaunkundze",
     "ar cieņu|ar sveicieniem|ar vislabākajiem vēlējumiem|visu labu|patiesā cieņā|paldies|liels paldies|jau iepriekš paldies|jauku dienu|sveicieni|lai jauka diena|pateicībā",
     "mani sauc|mans vārds ir|mans vārds", "es esmu|esmu", "vārds|vārds uzvārds|no|kam|kopija|kontaktpersona|klients|parakstīja",
     "klient|klienti|klients|kolēģi|visi|draugi|komanda|dāmas|kungi|vecāki|kungs|kundze"},
    {"mt",
     "għażiż|għażiża|għeżież|bonġu|bonswa|hello|onorevoli|merħba",
     "sur|sinjur|sinjura|sinjorina|is-sur|is-sinjura|dott|dr|prof|avukat", "sinjur|sinjura|is-sur|is-sinjura",
     "",
     "tislijiet|insellmilek|insellmilkom|dejjem tiegħek|bir-rispett|grazzi|grazzi ħafna|grazzi bil-quddiem|saħħiet|il-jum it-tajjeb|xewqat sbieħ",
     "jisimni|ismi huwa|ismi hu|ismi", "jien|jiena", "isem|minn|lil|kopja|kuntatt|klijent",
     "klijent|klijenti|kollegi|ħbieb|kulħadd|tim|sinjuri"},
    {"nl",
     "geachte|beste|lieve|hallo|hoi|dag|hi|hey|goedemorgen|goedemiddag|goedenavond|goedendag|waarde|zeer geachte|weledele|goede morgen|goede middag|ter attentie van|t a v",
     "heer|mevrouw|meneer|dhr|mevr|mw|mej|de heer|juffrouw|dr|drs|ir|ing|prof|mr|professor", "dhr|mevr|mw|de heer|mevrouw|meneer",
     "",
     "met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|met hartelijke groet|hartelijke groet|hartelijke groeten|groet|groeten|groetjes|veel groeten|veel liefs|liefs|mvg|hoogachtend|met hoogachting|met groet|bij voorbaat dank|alvast bedankt|alvast hartelijk dank|alvast hartelijk bedankt|bedankt|dank u|dank u wel|dank je wel|bvd|tot ziens|fijne dag|fijn weekend|met de meeste hoogachting|alvast dank|gr|bij voorbaat hartelijk dank|dank en groet",
     "mijn naam is|ik heet|ik noem mij|mijn volledige naam is", "ik ben|dit is|u spreekt met", "naam|van|aan|kopie|contactpersoon|contact|klant|t a v|ter attentie van|ondertekend|afzender|ontvanger|huurder|patiënt|verzekerde|aanvrager",
     "klant|klanten|collega|collega's|allen|allemaal|team|vrienden|vriend|vriendin|leden|lid|buren|ouders|heer|mevrouw|heren|dames|heer of mevrouw|heer mevrouw|relatie|lezer|lezers|relaties|bewoner|bewoners|iedereen"},
    {"pl",
     "szanowny|szanowna|szanowni|drogi|droga|drodzy|kochany|kochana|dzień dobry|dobry wieczór|cześć|witam|hej|witaj|mój drogi|moja droga|wielce szanowny|wielce szanowna|sz",
     "pan|panie|pani|pana|panu|państwo|panna|dr|mgr|inż|prof|doktorze|profesorze|mecenas|mecenasie|red|ks|p", "pan|pani|panie|panu|pana",
     "",
     "z poważaniem|z wyrazami szacunku|łączę wyrazy szacunku|pozdrawiam|serdecznie pozdrawiam|pozdrawiam serdecznie|pozdrowienia|z pozdrowieniami|serdeczne pozdrowienia|z serdecznymi pozdrowieniami|z wyrazami uznania|dziękuję|dziękuję i pozdrawiam|dzięki|z góry dziękuję|z góry dziękuję za pomoc|dziękuję za pomoc|dziękuję z góry|z szacunkiem|ściskam|miłego dnia|pozdro|łączę pozdrowienia|uprzejmie dziękuję|podpisano",
     "nazywam się|mam na imię|moje imię i nazwisko to|moje nazwisko", "jestem|z tej strony", "imię i nazwisko|imię|nazwisko|od|do|kopia|osoba kontaktowa|osoba do kontaktu|kontakt|klient|klientka|podpis|podpisano|do wiadomości|dw|nadawca|odbiorca|zgłaszający|najemca|pacjent",
     "państwo|klient|kliencie|klientka|klientko|klienci|koledzy|koleżanki|koleżanko|kolego|wszyscy|wszystkich|zespół|zespole|przyjaciele|sąsiedzi|rodzice|panowie|panie|pani|pan|użytkowniku|użytkownicy|czytelniku|członkowie|partnerzy|redakcjo|redakcja|doręczenia"},
    {"pt",
     "caro|cara|caros|caras|prezado|prezada|prezados|prezadas|estimado|estimada|exmo|exma|ex mo|ex ma|querido|querida|olá|ola|bom dia|boa tarde|boa noite|oi|ilustre|excelentíssimo|excelentíssima|boas",
     "senhor|senhora|sr|sra|srta|dr|dra|doutor|doutora|d|dona|dom|eng|engenheiro|engenheira|prof|professor|professora|arq|menina", "senhor|senhora|sr|sra|dona",
     "",
     "atenciosamente|com os melhores cumprimentos|melhores cumprimentos|cumprimentos|com os meus cumprimentos|respeitosamente|cordialmente|com consideração|abraço|abraços|um abraço|beijos|beijinhos|bjs|obrigado|obrigada|muito obrigado|muito obrigada|obrigado desde já|desde já obrigado|desde já obrigada|grato|grata|saudações|com estima|sem outro assunto|saudações cordiais|cumps|com os melhores cumprimentos e agradecimentos|agradeço desde já|obrigado pela ajuda|obrigada pela ajuda|assinado|aguardo a vossa resposta|fico a aguardar a vossa resposta|os meus cumprimentos",
     "chamo-me|o meu nome é|meu nome é|o meu nome completo é|eu chamo-me", "sou|eu sou|sou o|sou a|daqui", "nome|nome completo|de|para|cópia|contacto|contato|pessoa de contacto|cliente|ao cuidado de|assinado|remetente|destinatário|titular|inquilino|utente|paciente",
     "cliente|clientes|senhores|senhor|senhora|colega|colegas|amigo|amiga|amigos|amigas|todos|todas|equipa|equipe|pais|vizinhos|utilizador|utilizadores|sócio|sócios|leitor|família|usuário"},
    {"ro",
     "stimate|stimată|stimata|stimați|stimaţi|dragă|draga|drag|dragul meu|draga mea|dragi|bună|buna|bună ziua|buna ziua|bună dimineața|bună seara|buna seara|salut|salutare|onorate|onorată|distinse",
     "domnule|doamnă|doamna|domnul|domnișoară|domnișoara|dl|dna|d-na|d-l|dra|d-le|dr|prof|ing|av|doctor|profesor|avocat", "domnul|doamna|domnule|doamnă|dl|dna",
     "",
     "cu stimă|cu stima|cu respect|cu deosebită stimă|cu deosebită considerație|cu considerație|cu drag|cele bune|toate cele bune|numai bine|salutări|o zi bună|o zi frumoasă|mulțumesc|multumesc|mulțumesc anticipat|vă mulțumesc|va multumesc|mulțumesc frumos|cu prietenie|pupici|al dumneavoastră|cu sinceritate|vă mulțumesc anticipat|cu mulțumiri",
     "numele meu este|mă numesc|ma numesc|mă cheamă|ma cheama|subsemnatul|subsemnata", "sunt|eu sunt|aici", "nume|numele|nume și prenume|de la|către|copie|persoană de contact|client|semnat|în atenția|expeditor|destinatar",
     "client|clienți|clienta|colegi|colege|colega|coleg|prieteni|prietene|toți|tuturor|echipă|echipa|doamnelor|domnilor|părinți|vecini|domn|doamnă|utilizator|cititor"},
    {"sk",
     "vážený|vážená|vážení|milý|milá|milí|drahý|drahá|dobrý deň|dobré ráno|dobrý večer|ahoj|čau|zdravím|servus",
     "pán|pane|pani|slečna|ing|mgr|bc|mudr|judr|phdr|rndr|dr|doc|prof|doktor|doktorka|inžinier|profesor", "pán|pani|slečna",
     "",
     "s pozdravom|so srdečným pozdravom|s priateľským pozdravom|s úctou|s úctou váš|pekný deň|prajem pekný deň|zdravím|ďakujem|ďakujem vopred|vopred ďakujem|vďaka|majte sa pekne|srdečne zdravím|s poďakovaním",
     "volám sa|moje meno je", "pri telefóne", "meno|meno a priezvisko|od|komu|kópia|kontaktná osoba|zákazník|podpísaný|podpísaná|k rukám",
     "zákazník|zákazníci|zákazníčka|kolegovia|kolegyne|dámy|páni|všetci|tím|priatelia|susedia|rodičia|klient|klienti|pán|pani"},
    {"sl",
     "spoštovani|spoštovana|spoštovane|dragi|draga|zdravo|živjo|pozdravljeni|pozdravljena|pozdravljen|dober dan|dobro jutro|dober večer|cenjeni|cenjena|ljubi|ljuba",
     "gospod|gospa|gospodična|g|ga|gdč|dr|prof|mag|ing", "gospod|gospa|gospodična",
     "",
     "s spoštovanjem|lep pozdrav|lepe pozdrave|lepo pozdravljeni|prijazen pozdrav|prisrčen pozdrav|pozdrav|lp|hvala|najlepša hvala|hvala vnaprej|vnaprej hvala|hvala in lep pozdrav|lep dan|lep dan želim|srečno",
     "ime mi je|moje ime je|sem po imenu|pišem se|imenujem se", "jaz sem", "ime|ime in priimek|od|za|kopija|kontaktna oseba|stranka|podpis|v vednost",
     "stranka|stranke|kolegi|kolegice|vsi|prijatelji|ekipa|dame|gospodje|gospe|starši|uporabnik|sosedje"},
    {"sv",
     "kära|käre|bäste|bästa|hej|hejsan|god dag|god morgon|goddag|god kväll|tjena|hallå|ärade",
     "herr|fru|fröken|hr|dr|prof|doktor|professor|advokat", "herr|fru|fröken",
     "",
     "med vänlig hälsning|med vänliga hälsningar|vänlig hälsning|vänliga hälsningar|bästa hälsningar|med bästa hälsningar|hälsningar|många hälsningar|hälsning|varma hälsningar|högaktningsfullt|mvh|vh|mvh från|kram|kramar|tack|tack på förhand|tack så mycket|med tack på förhand|tusen tack|ha en bra dag|ha det bra|trevlig helg|allt gott",
     "mitt namn är|jag heter|mitt namn", "jag är|det är", "namn|från|till|kopia|kontaktperson|kund|undertecknad|att|beställare|hyresgäst|patient",
     "kund|kunder|kollega|kollegor|alla|vänner|team|grannar|föräldrar|medlem|medlemmar|medarbetare|mina|damer|herrar|läsare|hopp"},
}};

constexpr std::string_view kParticles =
    "von|van|de|der|den|del|della|delle|dello|degli|dei|di|da|do|dos|das|du|des|la|le|el|los|las|lo|zu|zum|zur|vom|ter|ten|te|op|af|av|y|e|i|d'|ibn|bin|al|san|st|ní|nic|mac|mc|ó|uí";

constexpr std::string_view kConjunctions =
    "and|und|et|y|e|i|a|en|og|och|ja|și|si|és|ir|un|in|и|και|u|agus|oraz|sowie|&";

constexpr std::string_view kNoNames =
    // teams, offices and firms
    "team|teams|support|service|services|helpdesk|desk|hotline|office|department|dept|division|sales|marketing|accounting|accounts|billing|finance|legal|human|resources|customer|customers|care|committee|board|council|staff|management|administration|administrator|admin|system|newsletter|shop|store|group|company|corporation|limited|ltd|inc|llc|plc|corp|gmbh|ag|kg|ohg|ug|mbh|ev|se|sa|sas|sarl|sl|slu|srl|spa|bv|nv|oy|oyj|ab|as|aps|kft|zrt|bt|doo|d o o|sro|spol|sp|oü|uab|sia|ltda|lda|eood|ood|ead|bank|hotel|university|school|college|institute|agency|ministry|city|club|association|foundation|society|church|"
    "kundenservice|kundendienst|kundenbetreuung|buchhaltung|vertrieb|einkauf|personalabteilung|abteilung|verwaltung|geschäftsführung|geschäftsleitung|vorstand|redaktion|sekretariat|zentrale|amt|behörde|stadt|gemeinde|verein|schule|universität|praxis|kanzlei|hausverwaltung|rechtsabteilung|beschwerdestelle|datenschutzbeauftragter|datenschutzbeauftragte|datenschutz|supportteam|serviceteam|personal|versand|rechnungsstelle|kundencenter|"
    "équipe|service|clients|clientèle|direction|secrétariat|comptabilité|mairie|société|département|rédaction|association|école|université|agence|accueil|ressources|humaines|bureau|syndic|commercial|"
    "equipo|departamento|atención|soporte|servicio|dirección|administración|ayuntamiento|empresa|contabilidad|recursos|secretaría|gerencia|asociación|escuela|universidad|"
    "ufficio|servizio|assistenza|clienti|direzione|amministrazione|segreteria|comune|ditta|azienda|squadra|redazione|associazione|scuola|università|reparto|"
    "zespół|dział|biuro|obsługa|obsługi|klienta|firma|spółka|sekretariat|urząd|redakcja|księgowość|szkoła|wsparcie|wsparcia|"
    "klantenservice|afdeling|kantoor|bestuur|gemeente|administratie|directie|vereniging|redactie|verkoop|"
    "equipa|equipe|apoio|atendimento|serviço|departamento|direção|secretaria|câmara|empresa|contabilidade|"
    "tým|oddělení|podpora|zákaznická|zákaznický|servis|kancelář|úřad|společnost|tím|oddelenie|úrad|"
    "kundeservice|kundservice|kundtjänst|avdelning|avdelningen|afdelingen|styrelsen|bestyrelsen|kommun|kommune|supporten|föreningen|foreningen|"
    "asiakaspalvelu|tiimi|osasto|toimisto|hallitus|csapat|ügyfélszolgálat|osztály|iroda|hivatal|vezetőség|echipa|serviciul|departamentul|relații|primăria|"
    "ομάδα|τμήμα|υπηρεσία|εξυπηρέτηση|екип|отдел|екипът|клиентско|обслужване|tim|podrška|služba|odjel|komanda|skyrius|nodaļa|meeskond|osakond|"
    // what stands where a name could
    "sent|von|betreff|subject|re|fwd|fw|aw|wg|objet|asunto|oggetto|onderwerp|temat|předmět|assunto|ref|attachment|anlage|anhang|anlagen|enclosure|enclosures|encl|pj|ps|tel|telefon|phone|mobile|mobil|fax|email|e-mail|mail|web|www|http|https|iphone|ipad|android|samsung|outlook|gmail|facebook|linkedin|instagram|twitter|whatsapp|google|microsoft|apple|amazon|"
    "straße|strasse|street|road|rue|calle|via|postfach|p o box|invoice|order|ticket|case|request|rechnung|bestellung|kundennummer|facture|commande|factura|pedido|"
    // time
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|july|september|october|november|december|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|juni|juli|oktober|dezember|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunedì|martedì|mercoledì|giovedì|venerdì|gennaio|febbraio|aprile|maggio|luglio|settembre|ottobre|dicembre|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    "today|tomorrow|yesterday|morning|christmas|easter|heute|morgen|gestern|weihnachten|ostern|noël|navidad|natale|"
    "the|this|that|these|your|our|my|we|i|you|it|is|are|please|thank|thanks|here|there|der|die|das|wir|ich|sie|es|bitte|danke|hier|vielen|les|nous|vous|je|merci|los|gracias|por|para|il|gli|noi|grazie|"
    "ceo|cto|cfo|director|manager|head|leiter|leiterin|geschäftsführer|geschäftsführerin|engineer|consultant|assistant|agent|representative|president|secretary|chairman|president|directeur|directrice|responsable|directora|direttore|responsabile|kierownik|prezes|ředitel|direktor|direktør|inhaber|inhaberin";

/// Names of people, of products and of places stand behind these.
constexpr std::string_view kLabelsOfThingsToo =
    "name|from|to|client|customer|customer name|име|от|до|клиент|jméno|od|komu|zákazník|navn|fra|til|kunde|von|an|kundin|"
    "auftraggeber|όνομα|από|προς|nombre|de|para|cliente|nimi|klient|asiakas|nom|à|cliente|ainm|ó|chuig|ime|za|kupac|stranka|"
    "név|ügyfél|nome|da|a|vardas|nuo|kam|klientas|vārds|no|klients|isem|minn|lil|klijent|naam|van|aan|klant|imię|nazwisko|do|"
    "nume|numele|de la|către|meno|namn|från|till|kund";

}  // namespace

std::span<const LetterWords> letter_words() noexcept { return kAll; }
std::string_view name_particles() noexcept { return kParticles; }
std::string_view labels_of_things_too() noexcept { return kLabelsOfThingsToo; }
std::string_view name_conjunctions() noexcept { return kConjunctions; }
std::string_view no_names() noexcept { return kNoNames; }

}  // namespace gdprd::policy::sweep
// clang-format on
