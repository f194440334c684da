// Finnish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "muut nimet|lisänimet|etunimi|etunimet|toinen nimi|kutsumanimi|kaikki etunimet|toiset nimet|keskinimi|"
        "toinen etunimi|etunimi 2"),
    last("sukunimi|tyttönimi|syntymänimi|entinen sukunimi|aiempi sukunimi"),
    full(
        "muotoiltu nimi|koko nimi|asiakkaan nimi|yhteyshenkilö|lempinimi|vastaanottajan nimi|tilinomistaja|"
        "kortinhaltija|kutsumanimi koko|nimimerkki|etu ja sukunimi|nimenselvennys|lähiomainen|lähiomaisen nimi|"
        "puoliso|puolison nimi|huoltaja|huoltajan nimi|äidin nimi|isän nimi|tilinomistajan nimi|näyttönimi|"
        "työntekijän nimi|potilaan nimi|oppilaan nimi|henkilön nimi|allekirjoittaja|hätäyhteyshenkilö|"
        "kortinhaltijan nimi|nimi ja osoite|näkyvä nimi|koko nimesi|nimesi|näytettävä nimi|oikea nimi|"
        "todellinen nimi|omistajan nimi|tilin omistaja|tilin omistajan nimi|toimitusnimi|toimituksen saaja|"
        "avustajan nimi|assistentin nimi|esimiehen nimi|omaisen nimi|lähiomainen nimi|myyjän nimi|maksunsaaja|"
        "maksunsaajan nimi|lähettäjän nimi|lähettäjän koko nimi|kortin haltija|vanhemman nimi"),
    any_name("nimi"),
    title("oppiarvo|akateeminen arvo|henkilökohtainen titteli"),
    email(
        "sähköposti|sähköpostiosoite|s posti|sposti|e mail osoite|sposti osoite|sähköposti 2|meili|sähköpostit|"
        "sähköpostiosoitteet"),
    phone(
        "puhelin|puhelinnumero|matkapuhelin|matkapuhelinnumero|kännykkä|puh|gsm numero|kotipuhelin|työpuhelin|"
        "puhelin koti|puhelin työ|puhelinnro|puh nro|kännykkänumero|kotinumero|työnumero|lankapuhelin|autopuhelin|"
        "hakulaite|puhelin 2|päivystysnumero oma|suoranumero|takaisinsoittonumero|takaisinsoitto|yrityksen puhelin|"
        "avustajan puhelin|alanumero|sisänumero|telex|isdn numero|muu puhelin|ensisijainen puhelin|suora numero|"
        "toimistopuhelin|langaton puhelin|radiopuhelin|hakulaitteen numero"),
    fax(
        "faksi|faksinumero|kotifaksi|työfaksi|työfaksinumero|kotifaksinumero|faksi numero|telefaksi|telekopio|"
        "toimitusfaksi|toimiston faksi"),
    contact_details("yhteystiedot"),
    website("verkkosivu|kotisivu|verkkosivusto|www sivusto|www sivu|verkko osoite|verkkosivun osoite|blogin osoite"),
    address(
        "osoite|postiosoite|kotiosoite|toimitusosoite|laskutusosoite|asuinosoite|käyntiosoite|nykyinen osoite|"
        "tilapäinen osoite|vakituinen osoite|asuinpaikka|osoitetiedot|osoitteet"),
    street(
        "katu|katuosoite|lähiosoite|talonumero|postilokero|kadunnimi|katu ja numero|kadun nimi|asunnon numero|"
        "postilokerikko"),
    city(
        "kaupunki|postitoimipaikka|paikkakunta|kunta|kotikunta|asuinkunta|asuinkaupunki|postitoimipaikka ja numero|"
        "kotikaupunki|työkaupunki|toimituskaupunki"),
    postcode("postinumero|postinro|postikoodi"),
    state(
        "maakunta|lääni|osavaltio|lääni maakunta|osavaltio tai provinssi|lääni tai alue|maakunta tai alue|"
        "lääni tai osavaltio|alue lääni|seutu"),
    country("asuinmaa|kotimaa|maakoodi|kansalaisuusmaa|asuinvaltio"),
    birth(
        "syntymäaika|syntymäpäivä|syntymävuosi|syntynyt|synt aika|syntymäpvm|syntymäpäivämäärä|syntpvm|synt pvm|"
        "synt pv|syntymä pvm|syntymäkuukausi"),
    origin(
        "syntymäpaikka|syntymämaa|kansalaisuus|koulutus|lasten määrä|kuolinpäivä|kuolinaika|koulutustaso|"
        "syntymäkunta|syntymäkaupunki|alkuperämaa|kuolinpäivämäärä|kansallisuus|vuosipäivä|hääpäivä|merkkipäivä"),
    age("ikä|ikäryhmä|ikäluokka"),
    gender("sukupuoli|puhuttelu|sukupuoli identiteetti"),
    marital("siviilisääty|perhesuhde"),
    children("lapsen nimi|lasten nimet|lapsen syntymäaika|lapsen henkilötunnus|lapset nimet|lasten nimi"),
    language("äidinkieli|asiointikieli|ensisijainen kieli|toivottu kieli|mieluisin kieli|äidin kieli"),
    job(
        "ammatti|työnimike|tehtävänimike|titteli|ammattinimike|virkanimike|asema työssä|rooli työssä|"
        "rooli yrityksessä|asema yrityksessä|toimenkuva"),
    workplace(
        "työnantaja|työpaikka|osasto|palkkauspäivä|työsuhteen alkamispäivä|työsuhteen alku|toimipaikka|yksikkö työssä"),
    login(
        "kirjautuminen|käyttäjätunnus|käyttäjänimi|kirjautumistunnus|kirjautumisnimi|käyttäjä tunnus|tunnistenimi|"
        "sip osoite|jabber osoite|kirjautumistietosi|kirjautumistiedot|pikaviestinosoite|pikaviestin"),
    password(
        "salasana|uusi salasana|salalause|tunnuslause|uusi salalause|vanha salasana|nykyinen salasana|tunnussana"),
    secret("turvakysymys|turvavastaus|pin koodi|kertakäyttökoodi"),
    bank("tilinumero|pankkitili|pankkitilin numero|tilinro|iban tilinumero|pankkitilinumero|pankkiyhteys"),
    card(
        "luottokortti|luottokortin numero|kortin numero|maksukortti|kortin voimassaolo|luottokortti voimassa|"
        "kortti voimassa|kortin viimeinen voimassaolopäivä"),
    income(
        "palkka|tulot|kuukausipalkka|vuositulot|bruttopalkka|nettopalkka|tuntipalkka|eläke|varallisuus|ansiotulo|"
        "vähennykset|palkkio|vuosipalkka|ansiot"),
    national(
        "henkilötunnus|hetu|sosiaaliturvatunnus|verotunnus|henkilöturvatunnus|hlötunnus|sotu|henkilökortti|"
        "henkilökortin numero|henkilöllisyystodistus|verotunniste|sosiaali turva tunnus"),
    passport("passin numero|passinumero"),
    driving("ajokortti|ajokortin numero"),
    permit("oleskelulupa|työlupa|oleskeluluvan numero"),
    plate("rekisterinumero|rekisteritunnus|ajoneuvon rekisterinumero"),
    health(
        "diagnoosi|sairaus|sairaudet|allergia|allergiat|lääkitys|veriryhmä|vamma|terveydentila|sairauspoissaolo|"
        "rokotus|rokotukset|hoito|raskaus|sairaushistoria|terveystiedot|lääkkeet|sairausloma|vammaisuus|leposyke|"
        "lepopulssi|maksimisyke|maksimipulssi|syke|verenpaine|paino ja pituus|tupakoitsija|erityisruokavalio|"
        "ruokavalio"),
    insurance("sairausvakuutusnumero|kela kortti"),
    religion("uskontokunta|uskonnollinen vakaumus"),
    political("poliittinen kanta|poliittinen mielipide|puoluejäsenyys|poliittinen vakaumus"),
    orientation("seksuaalinen suuntautuminen"),
    ethnicity("etninen alkuperä|etninen tausta|rotu"),
    union_member("ammattiliitto|ammattiliiton jäsenyys"),
    crime("rikosrekisteri|rikostausta"),
    image(
        "valokuva|profiilikuva|kuva henkilöstä|passikuva|henkilökuva|yhteyshenkilön kuva|henkilön kuva|"
        "käyttäjän kuva|valokuvat|henkilökuvat|kuvat henkilöstä"),
    fingerprint("sormenjälki|sormenjäljet"),
    hobbies("harrastukset|harrastus|kiinnostuksen kohteet|puolison kiinnostukset"),
    notes(
        "muistiinpanot|huomautukset|huomautus|kommentti|lisätiedot|huomaut|huom|tuttavamerkinnät|merkinnät|"
        "muistiinpano|lisätieto|huomautuksia"),
    message("viesti"),
    seen("viimeisin kirjautuminen|viimeksi kirjautunut|viimeisin sisäänkirjautuminen|edellinen kirjautuminen"),
    key_of(
        "asiakasnumero|asiakas nro|jäsennumero|henkilönumero|potilasnumero|opiskelijanumero|asiakastunnus|"
        "asiakkaan numero|asiakkaan tunnus|työntekijän numero|työntekijän tunnus|työntekijänumero|henkilöstönumero|"
        "käyttäjän tunniste|jäsenen tunnus|jäsentunnus|yhteyshenkilön tunnus|kirjailijan tunnus|henkilötunnus id|"
        "potilaan tunnus|esimiehen tunnus"),
    ip("ip osoite"),
    consent("suostumus|uutiskirje|markkinointilupa|markkinointisuostumus|uutiskirjeen tilaus"),
    account_name("tilin nimi"),
    person(
        "asiakas|käyttäjä|työntekijä|potilas|oppilas|jäsen|henkilö|opiskelija|vastaanottaja|lähettäjä|vieras|"
        "kansalainen|opettaja|lääkäri|hoitaja|kävijä|vierailija|osallistuja|hakija|vuokralainen|omistaja|"
        "kuljettaja|matkustaja|kirjoittaja|tilaaja|lahjoittaja|vapaaehtoinen|pelaaja|asiakkaat|käyttäjät|jäsenet|"
        "työntekijät|potilaat|oppilaat|opiskelijat|henkilöt|henkilöstö|lapsi|lapset|esimies|valmentaja|valvoja|"
        "kirjailija|tekijä|myyjä|avustaja|assistentti|päällikkö"),
    organisation("yritys|yrityksen|toimittaja|koulu"),
    event("varaus|maksu|lasku|ajanvaraus|ilmoittautuminen"),
    thing(
        "tuote|tuotteen|tiedosto|tiedoston|projekti|projektin|sivu|luokka|ryhmä|ryhmän|tehtävä|tapahtuma|kampanja|"
        "kampanjat"),
    not_it(
        "vahvistettu|varmistettu|varmennettu|määrä|lukumäärä|malli|mallipohja|tyyppi|muoto|tila|asetus|asetukset|"
        "ilmoitus|ilmoitukset|piilota|näytä|vaihda|vaihdettava|vaihdettu|täytyy|attribuutti|määrite|oletus|näkyvä|"
        "pakollinen|pituus|vanhenee|lähetetty|voimassa|luotu|poistettu|päivitetty|aktiivinen|käytössä|näkyvyys|"
        "tarkistettu|monimutkaisuus|muutos|vahvuus|nollaus|vihje|ryhmän nimi|tiedoston nimi|vähimmäispituus|"
        "vanhenemispäivä|enimmäismäärä|enintään|vähintään|kirjaudu ulos|syötä|tallenna|muista|unohtunut|unohtuneen|"
        "kadonnut|virheellinen|väärä|väärin|vanhentunut|vanhentunutta|lähetä|vastaanota|hae|lisää|poista|muokkaa|"
        "muuta|muutettu|valitse|etsi|käytä|tulosta|kopioi|siirrä|tarkista|epäonnistui|virhe|ei ole|ei löydy|täsmää|"
        "tuki|kaksoiskappaleita|kaksoiskappale|kansio|kansiot|kansion|otsake|otsakkeet|otsikko|väri|fontti|"
        "palvelin|palvelimen|sähköpostipalvelin|erotin|raportti|raportin|ota käyttöön|poista käytöstä|salli|"
        "allekirjoita|salaa|palauta|järjestä|järjestys|valinnat|edelleenlähetä|välitä|varoita|varoitus|vaatii|"
        "vaaditaan|vaihto|koskaan|aina|raja|korvaa|kerätyt|arkistointi|tiedostonimi|luettelon|kanavan|verkkotunnus|"
        "y tunnus|otsikon|muistiin|muisti|anna|kanava|menetelmä|tapa|ilmoita|ok|oikein|tarkistetaan|lajittele"),
    which(
        "osoitteen|kotiosoitteen|työ|koti|muu|muut|toinen|yksityinen|uusi|vanha|ensisijainen|toissijainen|nykyinen|"
        "tilapäinen|oma|omat|sinun|henkilökohtainen|matka|kotona|työpaikan|henkilön|vaihtoehtoinen"),
    alone("user.account.username", "tunnus"),
    in_person_table("user.name", "etuliite|jälkiliite"),
    in_person_table("user.contact.phone_number", "alanumero"),
};
// clang-format on

}  // namespace

std::span<const Line> finnish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
