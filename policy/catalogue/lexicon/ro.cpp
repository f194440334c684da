// Romanian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "nume suplimentare|nume adiționale|prenume|prenumele|al doilea prenume|prenume 1|prenume 2|primul prenume|"
        "nume de botez|prenumele tatălui|inițiala tatălui|nume mijlociu|al doilea nume"),
    last(
        "nume de familie|nume familie|nume de fată|numele de familie|nume naștere|nume de naștere|nume anterior|"
        "numele de fată|nume fată|nume de familie anterior"),
    full(
        "nume formatat|nume complet|nume și prenume|numele clientului|nume client|persoană de contact|poreclă|"
        "numele destinatarului|titular card|titular cont|numele și prenumele|nume prenume|prenume și nume|"
        "numele complet|soț|soție|soț soție|numele soțului|numele soției|numele mamei|numele tatălui|nume mamă|"
        "nume tată|tutore|reprezentant legal|contact de urgență|numele pacientului|nume pacient|nume angajat|"
        "numele angajatului|nume elev|numele elevului|nume student|nume titular|nume beneficiar|nume destinatar|"
        "nume expeditor|nume afișat|nume de afișat|titularul cardului|titularul contului|semnatar|pseudonim|"
        "nume medic|medic de familie|nume utilizator complet|nume persoană|supranume|numele afișat|"
        "numele dumneavoastră|numele dvs|numele complet al dumneavoastră"),
    any_name("nume"),
    title("titlu academic|titlu științific"),
    email(
        "poștă electronică|adresă de email|adresă email|adresă de e mail|adresa e mail|adresă de poștă electronică|"
        "e mail|email personal|e mail personal|adresă electronică|adresă de mail|adrese de email"),
    phone(
        "număr de telefon|telefon mobil|număr telefon|nr telefon|nr tel|telefon fix|telefon acasă|telefon serviciu|"
        "telefon domiciliu|mobil|telefonul de acasă|telefon personal|telefon contact|telefon de contact|"
        "telefon birou|număr de telefon mobil|număr mobil|nr mobil|nr de telefon|tel mobil|tel fix|tel serviciu|"
        "telefon celular|telefon auto|telefon mașină|telefon 1|telefon 2|alt telefon|telefon principal|"
        "numărul de telefon|telefonul mobil|telefon la domiciliu|telefon la serviciu"),
    fax("număr fax|număr de fax|fax acasă|fax serviciu|fax domiciliu|faxul|nr fax"),
    website(
        "pagină web|site web|pagină personală|pagină de internet|site personal|sit web|adresă web|"
        "pagină de internet personală"),
    address(
        "adresă|adresă de domiciliu|adresă domiciliu|domiciliu|reședință|adresă de livrare|adresă de facturare|"
        "adresă poștală|adresă acasă|adresă completă|adresă de reședință|adresă reședință|adresă personală|"
        "adresă de corespondență|adresă corespondență|adresă serviciu|domiciliul|loc de domiciliu|adresă curentă|"
        "adresă stabilă|adresă client"),
    street(
        "stradă|nume stradă|număr casă|bloc|scară|apartament|cutie poștală|căsuță poștală|strada și numărul|"
        "stradă și număr|strada nr|nr stradă|număr stradă|nr casă|nr apartament|număr apartament|numele străzii|"
        "adresă linia 1|adresă linia 2|cutia poștală"),
    city(
        "orașul|oraș|localitate|localitatea|oraș de reședință|comună|oraș domiciliu|localitate domiciliu|"
        "localitatea de domiciliu|municipiu"),
    postcode("cod poștal|codul poștal|cp poștal"),
    state(
        "statul|stat provincie|județ|județul|județ domiciliu|județul de domiciliu|regiune domiciliu|județ sau sector|"
        "regiune județ"),
    country(
        "țara adresei|țară|țara de reședință|cod țară|țară domiciliu|țară de origine|țara de domiciliu|țară client"),
    birth(
        "data nașterii|data naștere|ziua de naștere|zi de naștere|dată de naștere|an naștere|anul nașterii|născut la|"
        "ziua nașterii|luna nașterii|an de naștere|născut|născută|născut în data de"),
    origin(
        "locul nașterii|loc naștere|naționalitate|cetățenie|studii|număr copii|data decesului|loc de naștere|"
        "localitatea nașterii|țara nașterii|țară naștere|cetățenia|naționalitatea|nivel de studii|nivel studii|"
        "ultima școală absolvită|număr de copii|persoane în întreținere|data deces|membri familie"),
    age("vârstă|grupă de vârstă|vârstă pacient|categorie de vârstă|interval de vârstă"),
    gender("sex|gen persoană|sexul|genul persoanei|formulă de adresare|apelativ"),
    marital("stare civilă|starea civilă|situație familială"),
    children("nume copil|numele copilului|numele copiilor|data nașterii copilului|copii în întreținere"),
    language("limba maternă|limba preferată|limba preferată de comunicare"),
    job(
        "funcție|funcția|ocupație|ocupația|profesie|profesia|meserie|funcție ocupată|funcția ocupată|post ocupat|"
        "titlu profesional|titlul postului|denumire funcție|poziție în companie|loc de muncă funcție"),
    workplace(
        "angajator|loc de muncă|locul de muncă|data angajării|departament|data încadrării|dată angajare|"
        "departamentul|companie angajatoare|compartiment|vechime în muncă"),
    login(
        "autentificare|nume utilizator|nume de utilizator|utilizator login|numele utilizatorului|"
        "nume de autentificare|nume cont|utilizatorul|id utilizator login"),
    password("parolă|parolă nouă|parolă actuală|parola de acces|cod de acces"),
    secret("întrebare secretă|întrebare de securitate|răspuns secret|cod pin"),
    bank("cont bancar|număr cont|cont iban|număr cont bancar|număr de cont|iban client|date bancare|numărul contului"),
    card(
        "card de credit|număr card|card bancar|număr card de credit|număr de card|numărul cardului|card de debit|"
        "data expirării cardului"),
    income(
        "salariu|venit|venituri|salariul brut|salariu brut|salariu net|salariu de bază|venit lunar|venit net|"
        "venitul familiei|venit anual|pensie|indemnizație"),
    national(
        "cod numeric personal|cnp|serie buletin|carte de identitate|serie și număr ci|cod fiscal personal|"
        "număr buletin|cnp client|cod numeric|carte identitate|serie carte de identitate|serie ci|număr ci|"
        "serie și număr buletin|serie și număr carte de identitate|act de identitate|buletin de identitate|"
        "număr act de identitate|nr act identitate|cod de identificare fiscală persoană|"
        "număr de identificare fiscală|număr asigurări sociale|cod asigurat"),
    passport("pașaport|număr pașaport|serie pașaport|număr de pașaport|nr pașaport|numărul pașaportului"),
    driving(
        "permis de conducere|număr permis de conducere|permis auto|carnet de conducere|serie permis|"
        "număr permis conducere|categorie permis"),
    permit("permis de ședere|permis de muncă|permis de rezidență"),
    plate("număr de înmatriculare|număr înmatriculare|nr înmatriculare|serie șasiu"),
    health(
        "diagnostic|boală|boli|alergie|alergii|medicamente|grupă sanguină|handicap|dizabilitate|stare de sănătate|"
        "concediu medical|diagnostice|afecțiuni|afecțiune|antecedente medicale|antecedente|istoric medical|tratament|"
        "tratament medical|tratamente|vaccinuri|vaccinare|sarcină medicală|grupă de sânge|grad de handicap|"
        "certificat de handicap|certificat medical|simptome|motivul consultației|intoleranțe|probleme de sănătate|"
        "boli cronice"),
    insurance(
        "asigurare de sănătate|card de sănătate|număr card sănătate|casa de asigurări de sănătate|"
        "număr asigurare sănătate|număr asigurat|asigurare medicală"),
    religion("religie|religia|credință religioasă|confesiune|convingeri religioase|cult religios"),
    political("opinii politice|partid politic|apartenență politică"),
    orientation("orientare sexuală"),
    ethnicity("etnie|origine etnică|rasă|origine rasială|naționalitate etnică|apartenență etnică"),
    union_member("sindicat|apartenență sindicală|sindicat membru|membru de sindicat"),
    crime("cazier judiciar|condamnări|antecedente penale|cazier|condamnări penale"),
    image(
        "fotografie|poză|poză profil|fotografie de profil|imagine profil|fotografie de buletin|fotografie profil|"
        "fotografia contactului|poza contactului|fotografie contact"),
    fingerprint("amprentă|amprente|amprentă digitală"),
    hobbies("interese personale|pasiuni"),
    notes(
        "observații|note|notițe|comentariu|comentarii|mențiuni|note interne|comentarii interne|observații interne|"
        "alte informații|textul mesajului|mențiune|remarci|însemnări"),
    message("mesaj"),
    seen("ultima autentificare|ultima conectare|ultima accesare|ultima logare|ultimul login|ultima intrare"),
    key_of(
        "număr client|cod client|id client|număr angajat|marcă angajat|număr pacient|număr membru|cod angajat|"
        "nr matricol|număr matricol|id angajat|id pacient|cod pacient|cnp pacient|număr card fidelitate|"
        "card de fidelitate|id utilizator|id persoană|număr legitimație|nr legitimație"),
    ip("adresă ip"),
    consent(
        "consimțământ|acord gdpr|buletin informativ|consimțământul|acord prelucrare date|acord marketing|"
        "acord newsletter|abonare newsletter"),
    person(
        "client|clienți|utilizator|angajat|pacient|elev|membru|persoană|student|destinatar|expeditor|oaspete|"
        "cetățean|clientul|clientului|utilizatori|utilizatorului|angajați|angajatul|salariat|salariați|pacienți|"
        "pacientului|elevi|elevului|studenți|membri|persoane|profesori|medic|medici|asistent medical|oaspeți|"
        "vizitator|vizitatori|participanți|candidați|solicitant|chiriaș|chiriași|proprietar|proprietari|șofer|șoferi|"
        "pasager|pasageri|autori|abonat|abonați|donator|donatori|voluntar|voluntari|jucător|jucători|cetățeni|"
        "contribuabil|contribuabili|beneficiar|beneficiari|copil|copii|asigurat|debitor|avocat|notar|consilier|"
        "vânzător|cititor|cititori|cumpărător"),
    organisation("firmă|companie|furnizor|școală"),
    event(
        "comandă|comenzi|facturi|plată|plăți|programare|programări|rezervare|rezervări|împrumut|contracte|achiziție|"
        "vizită|înscriere"),
    thing("produs|produsului|fișier|proiect|pagină|categorie|grup|imagine|sarcină|articol|campanie|campanii"),
    not_it(
        "verificat|verificată|confirmat|confirmată|număr de produse|cantitate|șablon|tip|format|stare|statut|setare|"
        "setări|notificare|notificări|ascunde|afișează|schimbă|schimbată|trebuie|program|atribut|implicit|implicită|"
        "vizibil|obligatoriu|lungime|expirare|trimis|permis de|valid|mod|complexitate|modificare|schimbare|putere|"
        "resetare|memento|numele grupului|nume grup|nume fișier|lungime minimă|ultima modificare|maxim|maximă|minim|"
        "minimă|deconectare"),
    which(
        "adresei|acasă|domiciliului|serviciu|altă|altul|altele|alte|nou|nouă|vechi|veche|actuală|principală|secundar|"
        "secundară|temporar|temporară|meu|mea|dumneavoastră|personală|profesional|profesională|privată|alternativ|"
        "alternativă|birou|muncă|de acasă|de la serviciu|complet|completă"),
};
// clang-format on

}  // namespace

std::span<const Line> romanian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
