// Romanian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "nume suplimentare|nume adiționale|prenume|prenumele|al doilea prenume|prenume 1|prenume 2|primul prenume|"
        "nume de botez|prenumele tatălui|inițiala tatălui|nume mijlociu|al doilea nume|nume uzual|numele mic|"
        "prenume uzual|nume mic"),
    last(
        "nume de familie|nume familie|nume de fată|numele de familie|nume naștere|nume de naștere|nume anterior|"
        "numele de fată|nume fată|nume de familie anterior|nume după căsătorie|nume de căsătorie|"
        "nume purtat după căsătorie|nume de familie la naștere|nume de familii"),
    full(
        "nume formatat|nume complet|nume și prenume|numele clientului|nume client|persoană de contact|poreclă|"
        "numele destinatarului|titular card|titular cont|numele și prenumele|nume prenume|prenume și nume|"
        "numele complet|soț|soție|soț soție|numele soțului|numele soției|numele mamei|numele tatălui|nume mamă|"
        "nume tată|tutore|reprezentant legal|contact de urgență|numele pacientului|nume pacient|nume angajat|"
        "numele angajatului|nume elev|numele elevului|nume student|nume titular|nume beneficiar|nume destinatar|"
        "nume expeditor|nume afișat|nume de afișat|titularul cardului|titularul contului|semnatar|pseudonim|"
        "nume medic|medic de familie|nume utilizator complet|nume persoană|supranume|numele afișat|"
        "numele dumneavoastră|numele dvs|numele complet al dumneavoastră|nume real|numele real|nume adevărat|"
        "afișează numele|numele proprietarului|nume proprietar|proprietarul contului|nume livrare|nume expediere|"
        "primit de|nume asistent|numele asistentului|nume șef|numele managerului|aparținător|ruda apropiată|"
        "nume vânzător|beneficiarul plății|nume plătitor|numele tău|numele tău complet|patronimic|nume preferat|"
        "prenumele mamei|titlu nobiliar|tutore legal|numele tutorelui|numele contact|numele contactului|"
        "sufixul numelui|prefixul numelui"),
    any_name("nume"),
    title("titlu academic|titlu științific|titlu personal"),
    email(
        "poștă electronică|adresă de email|adresă email|adresă de e mail|adresa e mail|adresă de poștă electronică|"
        "e mail|email personal|e mail personal|adresă electronică|adresă de mail|adrese de email"),
    phone(
        "număr de telefon|telefon mobil|număr telefon|nr telefon|nr tel|telefon fix|telefon acasă|telefon serviciu|"
        "telefon domiciliu|mobil|telefonul de acasă|telefon personal|telefon contact|telefon de contact|"
        "telefon birou|număr de telefon mobil|număr mobil|nr mobil|nr de telefon|tel mobil|tel fix|tel serviciu|"
        "telefon celular|telefon auto|telefon mașină|telefon 1|telefon 2|alt telefon|telefon principal|"
        "numărul de telefon|telefonul mobil|telefon la domiciliu|telefon la serviciu|telefon de revenire|"
        "telefon companie|telefon firmă|telefon asistent|interior telefon|număr interior|telex|număr isdn|"
        "linie directă|radiotelefon|număr de pager|număr pager|apelare inversă|apel inapoi|telefonul de serviciu|"
        "telefonul de serviciu 2|telefon de urgență|telefon în caz de urgență|număr de apel invers|"
        "numărul de telefon mobil|numărul de mobil|telefonul asistentului|telefonul companiei|număr de telex|"
        "telefonul din mașină|telefonul managerului"),
    fax("număr fax|număr de fax|fax acasă|fax serviciu|fax domiciliu|faxul|nr fax"),
    contact_details(
        "date de contact|informații de contact|datele de contact|detaliile de contact|detalii contact|"
        "detaliile contactului"),
    website(
        "pagină web|site web|pagină personală|pagină de internet|site personal|sit web|adresă web|"
        "pagină de internet personală|adresa blogului|adresă blog"),
    address(
        "adresă|adresă de domiciliu|adresă domiciliu|domiciliu|reședință|adresă de livrare|adresă de facturare|"
        "adresă poștală|adresă acasă|adresă completă|adresă de reședință|adresă reședință|adresă personală|"
        "adresă de corespondență|adresă corespondență|adresă serviciu|domiciliul|loc de domiciliu|adresă curentă|"
        "adresă stabilă|adresă client|eticheta adresei de acasă"),
    street(
        "stradă|nume stradă|număr casă|bloc|scară|apartament|cutie poștală|căsuță poștală|strada și numărul|"
        "stradă și număr|strada nr|nr stradă|număr stradă|nr casă|nr apartament|număr apartament|numele străzii|"
        "adresă linia 1|adresă linia 2|cutia poștală|numele clădirii|nume clădire|strada număr apartament|"
        "linia de adresă 1|linia de adresă 2|linie adresă 1|linie adresă 2|numărul străzii|numărul casei|"
        "numărul apartamentului|numărul străzii și al casei"),
    city(
        "orașul|oraș|localitate|localitatea|oraș de reședință|comună|oraș domiciliu|localitate domiciliu|"
        "localitatea de domiciliu|municipiu"),
    postcode("cod poștal|codul poștal|cp poștal"),
    state(
        "statul|stat provincie|județ|județul|județ domiciliu|județul de domiciliu|regiune domiciliu|"
        "județ sau sector|regiune județ|regiune|stat județ|regiunea"),
    country(
        "țara adresei|țară|țara de reședință|cod țară|țară domiciliu|țară de origine|țara de domiciliu|țară client|"
        "țară regiune|țara regiunea"),
    birth(
        "data nașterii|data naștere|ziua de naștere|zi de naștere|dată de naștere|an naștere|anul nașterii|"
        "născut la|ziua nașterii|luna nașterii|an de naștere|născut|născută|născut în data de|lună de naștere|"
        "data datei de naștere"),
    origin(
        "locul nașterii|loc naștere|naționalitate|cetățenie|studii|număr copii|data decesului|loc de naștere|"
        "localitatea nașterii|țara nașterii|țară naștere|cetățenia|naționalitatea|nivel de studii|nivel studii|"
        "ultima școală absolvită|număr de copii|persoane în întreținere|data deces|membri familie|aniversare|"
        "aniversarea căsătoriei|locul decesului|anul decesului|luna decesului|vârsta la deces|data botezului|"
        "locul botezului|data căsătoriei|locul căsătoriei|nivel de educație|nivelul studiilor|grad academic"),
    age("vârstă|grupă de vârstă|vârstă pacient|categorie de vârstă|interval de vârstă|vîrsta"),
    gender("sex|gen persoană|sexul|genul persoanei|formulă de adresare|apelativ"),
    marital("stare civilă|starea civilă|situație familială"),
    children("nume copil|numele copilului|numele copiilor|data nașterii copilului|copii în întreținere"),
    language(
        "limba maternă|limba preferată|limba preferată de comunicare|limba preferată client|"
        "limba de comunicare"),
    job(
        "funcție|funcția|ocupație|ocupația|profesie|profesia|meserie|funcție ocupată|funcția ocupată|post ocupat|"
        "titlu profesional|titlul postului|denumire funcție|poziție în companie|loc de muncă funcție|"
        "rol în companie|rol profesional|titlu post|titlu poziție|titlu funcție|titlu profesie|postul ocupat|"
        "rol la serviciu"),
    workplace(
        "angajator|loc de muncă|locul de muncă|data angajării|departament|data încadrării|dată angajare|"
        "departamentul|companie angajatoare|compartiment|vechime în muncă|angajat la data|angajatorul|"
        "unitate organizațională|unitatea organizațională|unitate organizatorică"),
    login(
        "autentificare|nume utilizator|nume de utilizator|utilizator login|numele utilizatorului|"
        "nume de autentificare|utilizatorul|id utilizator login|nume de utilizator smtp|numele de utilizator|"
        "nume de identificare|nume autentificare|adresă sip|adresă jabber|credențiale|adresă mesagerie instantanee|"
        "adresă de mesagerie instantanee"),
    password(
        "parolă|parolă nouă|parolă actuală|parola de acces|cod de acces|parolă smtp|frază secretă|"
        "frază secretă nouă|frază secretă veche|frază de acces|frază parolă"),
    secret("întrebare secretă|întrebare de securitate|răspuns secret|cod pin"),
    bank(
        "cont bancar|număr cont|cont iban|număr cont bancar|număr de cont|iban client|date bancare|numărul contului|"
        "numărul contului bancar|contul bancar"),
    card(
        "card de credit|număr card|card bancar|număr card de credit|număr de card|numărul cardului|card de debit|"
        "data expirării cardului|expirare card|data expirare card credit|data expirare card"),
    income(
        "salariu|venit|venituri|salariul brut|salariu brut|salariu net|salariu de bază|venit lunar|venit net|"
        "venitul familiei|venit anual|pensie|indemnizație|deduceri|rețineri|remunerație|salariu lunar|"
        "salariu anual|tarif orar angajat"),
    national(
        "cod numeric personal|cnp|serie buletin|carte de identitate|serie și număr ci|cod fiscal personal|"
        "număr buletin|cnp client|cod numeric|carte identitate|serie carte de identitate|serie ci|număr ci|"
        "serie și număr buletin|serie și număr carte de identitate|act de identitate|buletin de identitate|"
        "număr act de identitate|nr act identitate|cod de identificare fiscală persoană|"
        "număr de identificare fiscală|număr asigurări sociale|cod asigurat|număr de asigurări sociale|"
        "numărul cărții de identitate|numărul actului de identitate|seria și numărul cărții de identitate|"
        "numărul buletinului"),
    passport(
        "pașaport|număr pașaport|serie pașaport|număr de pașaport|nr pașaport|numărul pașaportului|"
        "seria și numărul pașaportului"),
    driving(
        "permis de conducere|număr permis de conducere|permis auto|carnet de conducere|serie permis|"
        "număr permis conducere|categorie permis|numărul permisului de conducere|numărul permisului auto"),
    permit("permis de ședere|permis de muncă|permis de rezidență"),
    plate(
        "număr de înmatriculare|număr înmatriculare|nr înmatriculare|serie șasiu|"
        "numărul de înmatriculare al vehiculului|numărul de înmatriculare|număr de înmatriculare al vehiculului"),
    health(
        "diagnostic|boală|boli|alergie|alergii|medicamente|grupă sanguină|handicap|dizabilitate|stare de sănătate|"
        "concediu medical|diagnostice|afecțiuni|afecțiune|antecedente medicale|antecedente|istoric medical|"
        "tratament|tratament medical|tratamente|vaccinuri|vaccinare|sarcină medicală|grupă de sânge|"
        "grad de handicap|certificat de handicap|certificat medical|simptome|motivul consultației|intoleranțe|"
        "probleme de sănătate|boli cronice|puls odihnă|puls în repaus|puls maxim|ritm cardiac|tensiune arterială|"
        "greutate corporală|fumător|dietă|cauza decesului|cauza morții|informații medicale|date medicale"),
    insurance(
        "asigurare de sănătate|card de sănătate|număr card sănătate|casa de asigurări de sănătate|"
        "număr asigurare sănătate|număr asigurat|asigurare medicală|numărul asigurării de sănătate|"
        "numărul cardului de sănătate"),
    religion("religie|religia|credință religioasă|confesiune|convingeri religioase|cult religios"),
    political("opinii politice|partid politic|apartenență politică"),
    orientation("orientare sexuală"),
    ethnicity(
        "etnie|origine etnică|rasă|origine rasială|naționalitate etnică|apartenență etnică|castă|origine națională"),
    union_member("sindicat|apartenență sindicală|sindicat membru|membru de sindicat"),
    crime("cazier judiciar|condamnări|antecedente penale|cazier|condamnări penale"),
    image(
        "fotografie|poză|poză profil|fotografie de profil|imagine profil|fotografie de buletin|fotografie profil|"
        "fotografia contactului|poza contactului|fotografie contact|fotografii|poze persoană|fotografia persoanei"),
    fingerprint("amprentă|amprente|amprentă digitală"),
    hobbies("interese personale|pasiuni|informații biografice|biografie"),
    notes(
        "observații|note|notițe|comentariu|comentarii|mențiuni|note interne|comentarii interne|observații interne|"
        "alte informații|textul mesajului|mențiune|remarci|însemnări"),
    message("mesaj"),
    seen("ultima autentificare|ultima conectare|ultima accesare|ultima logare|ultimul login|ultima intrare"),
    key_of(
        "număr client|cod client|id client|număr angajat|marcă angajat|număr pacient|număr membru|cod angajat|"
        "nr matricol|număr matricol|id angajat|id pacient|cod pacient|cnp pacient|număr card fidelitate|"
        "card de fidelitate|id utilizator|id persoană|număr legitimație|nr legitimație|numărul de client|"
        "numărul angajatului|numărul clientului|id membru|id contact|id supervizor|id autor|cod persoană|"
        "cod utilizator|cod membru|identificator client|identificator angajat|număr angajatului|supraveghetor|"
        "numărul pacientului|codul clientului|codul angajatului"),
    ip("adresă ip"),
    consent(
        "consimțământ|acord gdpr|buletin informativ|consimțământul|acord prelucrare date|acord marketing|"
        "acord newsletter|abonare newsletter|acord pentru marketing|acordul pentru marketing|"
        "consimțământ pentru marketing"),
    account_name("nume cont|numele contului"),
    person(
        "client|clienți|utilizator|angajat|pacient|elev|membru|persoană|student|destinatar|expeditor|oaspete|"
        "cetățean|clientul|clientului|utilizatori|utilizatorului|angajați|angajatul|salariat|salariați|pacienți|"
        "pacientului|elevi|elevului|studenți|membri|persoane|profesori|medic|medici|asistent medical|oaspeți|"
        "vizitator|vizitatori|participanți|candidați|solicitant|chiriaș|chiriași|proprietar|proprietari|șofer|"
        "șoferi|pasager|pasageri|autori|abonat|abonați|donator|donatori|voluntar|voluntari|jucător|jucători|"
        "cetățeni|contribuabil|contribuabili|beneficiar|beneficiari|copil|copii|asigurat|debitor|avocat|notar|"
        "consilier|vânzător|cititor|cititori|cumpărător|asistent|asistentă|superior|șef"),
    organisation("firmă|companie|furnizor|școală"),
    event(
        "comandă|comenzi|facturi|plată|plăți|programare|programări|rezervare|rezervări|împrumut|contracte|achiziție|"
        "vizită|înscriere"),
    thing(
        "produs|produsului|fișier|proiect|pagină|categorie|grup|imagine|sarcină|articol|campanie|campanii|coloană|"
        "coloane|obiect|obiecte|temă|șablon"),
    not_it(
        "verificat|verificată|confirmat|confirmată|număr de produse|cantitate|șablon|tip|format|stare|statut|setare|"
        "setări|notificare|notificări|ascunde|afișează|schimbă|schimbată|trebuie|program|atribut|implicit|implicită|"
        "vizibil|obligatoriu|lungime|expirare|trimis|permis de|valid|mod|complexitate|modificare|schimbare|putere|"
        "resetare|memento|numele grupului|nume grup|nume fișier|lungime minimă|ultima modificare|maxim|maximă|minim|"
        "minimă|deconectare|introduceți|introdu|introducere parolă|salvează|salvați|salvare|reține|ține minte|"
        "uitată|pierdută|greșită|greșit|incorectă|incorect|invalid|invalidă|expirat|a expirat|expirată|trimite|"
        "trimiteți|primește|preia|adaugă|adăugați|șterge|ștergeți|elimină|editează|editare|modifică|modificați|"
        "schimbați|schimbat|selectează|selectați|alege|caută|căutare|folosește|utilizat|utilizat deja|folosit|"
        "importă|exportă|tipărește|arată|copiază|mută|verifică|verificare|eșuat|a eșuat|eroare|nu a|nu există|nu au|"
        "nu se|negăsit|suport|suport pentru|duplicat|duplicate|dosar|dosare|antet|culoare|server|serverului|"
        "separator|raport|rapoarte|creează|activează|dezactivează|permite|semnează|criptează|restaurează|sortează|"
        "sortare|ordine|opțiuni|retransmite|avertizează|avertisment|necesară|necesar|niciodată|întotdeauna|limită|"
        "înlocuiește|canal|canalului|listă|listei|cont de mail|cont email|cont de email|cont e mail|stabilire|"
        "se colectează|memorie|stochează|număr de|se cere|metodă|colectate|anunță|anunță mă|cont de e mail|"
        "sortează după|corectă|se verifică|stabilește|fă o fotografie|bine ați venit|zile pînă la|zile până la|"
        "client de e mail|scrie|nici o|nici un|nicio|niciun|nume însemnare|tipul însemnării|nepotrivite|te rog|"
        "rescrie|salveză|resetează|poziția blocului|bloc de adrese|configurație|reintroduceți|selectare|setați|"
        "cu parolă|fără nume|vizitează|vizitați|dimensiune|mărime|lipsă|lipsește|includere|include|unește|îmbinare|"
        "aceleași|același|unice|confirmă|confirmați|mesaj de e mail|pentru conexiuni|previzualizare|elemente|"
        "listă de|se afișează|nume funcție|număr funcție|cont de venituri|protecția parolei|ați uitat|setează|"
        "roboți|este blocat|șters|ștearsă|acceptă|fără adresă|dezactivat|trimiterea|indisponibil|ascuns|"
        "autentificare pe bază|politică|aprobă|afișare|articole|obține|comentarii recente|câte|nu este permis|"
        "răspunde la comentariu"),
    which(
        "adresei|acasă|domiciliului|serviciu|altă|altul|altele|alte|nou|nouă|vechi|veche|actuală|principală|secundar|"
        "secundară|temporar|temporară|meu|mea|dumneavoastră|personală|profesional|profesională|privată|alternativ|"
        "alternativă|birou|muncă|de acasă|de la serviciu|complet|completă"),
    in_person_table("user.name", "prefix|sufix|titlu"),
    in_person_table("user.contact.phone_number", "interior|extensie"),
    in_person_table("user.demographic.gender", "salut|formulă de salut"),
    alone("user.contact.phone_number", "telefoane"),
    concept_line("user.location", 2.4,
        "poziție geografică|poziția geografică|coordonate geografice|latitudine|longitudine"),
    last("nume la naștere|numele la naștere|numele de naștere"),
    title("titlul înaintea numelui|titlu înaintea numelui"),
    full("numele partenerului|numele partenerei|medicul de familie|medic curant"),
    key_of("număr de membru|numărul de membru|nr de membru"),
    national("număr de asigurare socială|numărul de asigurare socială"),
    card("card valabil până la|valabilitatea cardului"),
    body("înălțime în cm|înălțimea în cm|greutatea corporală"),
    health("graviditate|gravidă"),
    seen("ultima activitate|ultima vizită|activ ultima dată"),
    political("apartenență la un partid|membru de partid"),
    phone("telefonul persoanei de contact|telefon persoană de contact|telefonul de contact"),
    not_it("parola expiră|expiră în|număr de pacienți|număr de membri|număr de clienți"),
    street("etaj și apartament|bloc scară etaj|scară etaj apartament"),
    email("e mailul contactului|emailul contactului|e mailul persoanei"),
    phone("interior telefonic|telefonul secretarei|telefon secretariat"),
    first("prenume fonetic"),
    last("nume de familie fonetic"),
    seen("data ultimei autentificări"),
    alone("user.name", "soț|soție|partener|parteneră|partener de viață"),
    title("proprietar|proprietară|deținător"),
    email("răspuns către|răspunde la|adresă de răspuns"),
    first("inițială"),
};
// clang-format on

}  // namespace

std::span<const Line> romanian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
