// Finnish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first("muut nimet|lisänimet|etunimi|etunimet|toinen nimi|kutsumanimi|kaikki etunimet|toiset nimet"),
    last("sukunimi|tyttönimi|syntymänimi|entinen sukunimi|aiempi sukunimi"),
    full(
        "muotoiltu nimi|koko nimi|asiakkaan nimi|yhteyshenkilö|lempinimi|vastaanottajan nimi|tilinomistaja|"
        "kortinhaltija|kutsumanimi koko|nimimerkki|etu ja sukunimi|nimenselvennys|lähiomainen|lähiomaisen nimi|"
        "puoliso|puolison nimi|huoltaja|huoltajan nimi|äidin nimi|isän nimi|tilinomistajan nimi|näyttönimi|"
        "työntekijän nimi|potilaan nimi|oppilaan nimi|henkilön nimi|allekirjoittaja|hätäyhteyshenkilö|"
        "kortinhaltijan nimi|nimi ja osoite|näkyvä nimi|koko nimesi|nimesi|näytettävä nimi"),
    any_name("nimi"),
    title("oppiarvo|akateeminen arvo"),
    email("sähköposti|sähköpostiosoite|s posti|sposti|e mail osoite|sposti osoite|sähköposti 2|meili|sähköpostit"),
    phone(
        "puhelin|puhelinnumero|matkapuhelin|matkapuhelinnumero|kännykkä|puh|gsm numero|kotipuhelin|työpuhelin|"
        "puhelin koti|puhelin työ|puhelinnro|puh nro|kännykkänumero|kotinumero|työnumero|lankapuhelin|autopuhelin|"
        "hakulaite|puhelin 2|päivystysnumero oma|suoranumero"),
    fax("faksi|faksinumero|kotifaksi|työfaksi|työfaksinumero|kotifaksinumero|faksi numero|telefaksi|telekopio"),
    website("verkkosivu|kotisivu|verkkosivusto|www sivusto|www sivu|verkko osoite|verkkosivun osoite"),
    address(
        "osoite|postiosoite|kotiosoite|toimitusosoite|laskutusosoite|asuinosoite|käyntiosoite|nykyinen osoite|"
        "tilapäinen osoite|vakituinen osoite|asuinpaikka|osoitetiedot"),
    street(
        "katu|katuosoite|lähiosoite|talonumero|postilokero|kadunnimi|katu ja numero|kadun nimi|asunnon numero|"
        "postilokerikko"),
    city(
        "kaupunki|postitoimipaikka|paikkakunta|kunta|kotikunta|asuinkunta|asuinkaupunki|postitoimipaikka ja numero|"
        "kotikaupunki|työkaupunki"),
    postcode("postinumero|postinro|postikoodi"),
    state(
        "maakunta|lääni|osavaltio|lääni maakunta|osavaltio tai provinssi|lääni tai alue|maakunta tai alue|"
        "lääni tai osavaltio|alue lääni"),
    country("asuinmaa|kotimaa|maakoodi|kansalaisuusmaa|asuinvaltio"),
    birth("syntymäaika|syntymäpäivä|syntymävuosi|syntynyt|synt aika|syntymäpvm|syntymäpäivämäärä"),
    origin(
        "syntymäpaikka|syntymämaa|kansalaisuus|koulutus|lasten määrä|kuolinpäivä|kuolinaika|koulutustaso|"
        "syntymäkunta|syntymäkaupunki|alkuperämaa"),
    age("ikä|ikäryhmä|ikäluokka"),
    gender("sukupuoli|puhuttelu|sukupuoli identiteetti"),
    marital("siviilisääty|perhesuhde"),
    children("lapsen nimi|lasten nimet|lapsen syntymäaika|lapsen henkilötunnus"),
    language("äidinkieli|asiointikieli"),
    job("ammatti|työnimike|tehtävänimike|titteli|ammattinimike|virkanimike|asema työssä"),
    workplace(
        "työnantaja|työpaikka|osasto|palkkauspäivä|työsuhteen alkamispäivä|työsuhteen alku|toimipaikka|yksikkö työssä"),
    login("kirjautuminen|käyttäjätunnus|käyttäjänimi|tunnus|kirjautumistunnus"),
    password("salasana|uusi salasana"),
    secret("turvakysymys|turvavastaus|pin koodi|kertakäyttökoodi"),
    bank("tilinumero|pankkitili|pankkitilin numero|tilinro|iban tilinumero|pankkitilinumero|pankkiyhteys"),
    card("luottokortti|luottokortin numero|kortin numero|maksukortti"),
    income("palkka|tulot|kuukausipalkka|vuositulot|bruttopalkka|nettopalkka|tuntipalkka|eläke|varallisuus|ansiotulo"),
    national(
        "henkilötunnus|hetu|sosiaaliturvatunnus|verotunnus|henkilöturvatunnus|hlötunnus|sotu|henkilökortti|"
        "henkilökortin numero|henkilöllisyystodistus|verotunniste"),
    passport("passin numero|passinumero"),
    driving("ajokortti|ajokortin numero"),
    permit("oleskelulupa|työlupa|oleskeluluvan numero"),
    plate("rekisterinumero|rekisteritunnus|ajoneuvon rekisterinumero"),
    health(
        "diagnoosi|sairaus|sairaudet|allergia|allergiat|lääkitys|veriryhmä|vamma|terveydentila|sairauspoissaolo|"
        "rokotus|rokotukset|hoito|raskaus|sairaushistoria|terveystiedot|lääkkeet|sairausloma|vammaisuus"),
    insurance("sairausvakuutusnumero|kela kortti"),
    religion("uskontokunta|uskonnollinen vakaumus"),
    political("poliittinen kanta|poliittinen mielipide|puoluejäsenyys|poliittinen vakaumus"),
    orientation("seksuaalinen suuntautuminen"),
    ethnicity("etninen alkuperä|etninen tausta|rotu"),
    union_member("ammattiliitto|ammattiliiton jäsenyys"),
    crime("rikosrekisteri|rikostausta"),
    image(
        "valokuva|profiilikuva|kuva henkilöstä|passikuva|henkilökuva|yhteyshenkilön kuva|henkilön kuva|käyttäjän kuva"),
    fingerprint("sormenjälki|sormenjäljet"),
    hobbies("harrastukset|harrastus|kiinnostuksen kohteet"),
    notes("muistiinpanot|huomautukset|huomautus|kommentti|lisätiedot"),
    message("viesti"),
    seen("viimeisin kirjautuminen|viimeksi kirjautunut|viimeisin sisäänkirjautuminen|edellinen kirjautuminen"),
    key_of("asiakasnumero|asiakas nro|jäsennumero|henkilönumero|potilasnumero|opiskelijanumero|asiakastunnus"),
    ip("ip osoite"),
    consent("suostumus|uutiskirje|markkinointilupa|markkinointisuostumus|uutiskirjeen tilaus"),
    person(
        "asiakas|käyttäjä|työntekijä|potilas|oppilas|jäsen|henkilö|opiskelija|vastaanottaja|lähettäjä|vieras|"
        "kansalainen|opettaja|lääkäri|hoitaja|kävijä|vierailija|osallistuja|hakija|vuokralainen|omistaja|kuljettaja|"
        "matkustaja|kirjoittaja|tilaaja|lahjoittaja|vapaaehtoinen|pelaaja|asiakkaat|käyttäjät|jäsenet|työntekijät|"
        "potilaat|oppilaat|opiskelijat|henkilöt|henkilöstö|lapsi|lapset|esimies|valmentaja"),
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
        "vanhenemispäivä|enimmäismäärä|enintään|vähintään|kirjaudu ulos"),
    which(
        "osoitteen|kotiosoitteen|työ|koti|muu|muut|toinen|yksityinen|uusi|vanha|ensisijainen|toissijainen|nykyinen|"
        "tilapäinen|oma|omat|sinun|henkilökohtainen|matka|kotona|työpaikan|henkilön|vaihtoehtoinen"),
};
// clang-format on

}  // namespace

std::span<const Line> finnish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
