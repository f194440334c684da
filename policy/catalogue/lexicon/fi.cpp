// Finnish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "muut nimet|lisänimet|etunimi|etunimet|toinen nimi|kutsumanimi|kaikki etunimet|toiset nimet|keskinimi|"
        "toinen etunimi|etunimi 2|puhuttelunimi|virallinen etunimi"),
    last(
        "sukunimi|tyttönimi|syntymänimi|entinen sukunimi|aiempi sukunimi|avionimi|sukunimet|aikaisempi sukunimi|"
        "sukunimi syntyessä|syntymäsukunimi|edellinen sukunimi"),
    full(
        "muotoiltu nimi|koko nimi|asiakkaan nimi|yhteyshenkilö|lempinimi|vastaanottajan nimi|tilinomistaja|"
        "kortinhaltija|kutsumanimi koko|nimimerkki|etu ja sukunimi|nimenselvennys|lähiomainen|lähiomaisen nimi|"
        "puoliso|puolison nimi|huoltaja|huoltajan nimi|äidin nimi|isän nimi|tilinomistajan nimi|näyttönimi|"
        "työntekijän nimi|potilaan nimi|oppilaan nimi|henkilön nimi|allekirjoittaja|hätäyhteyshenkilö|"
        "kortinhaltijan nimi|nimi ja osoite|näkyvä nimi|koko nimesi|nimesi|näytettävä nimi|oikea nimi|"
        "todellinen nimi|omistajan nimi|tilin omistaja|tilin omistajan nimi|toimitusnimi|toimituksen saaja|"
        "avustajan nimi|assistentin nimi|esimiehen nimi|omaisen nimi|lähiomainen nimi|myyjän nimi|maksunsaaja|"
        "maksunsaajan nimi|lähettäjän nimi|lähettäjän koko nimi|kortin haltija|vanhemman nimi|nimeä isä|nimeä äiti|"
        "patronyymi|ensisijainen nimi|aateliarvo|edunvalvoja|edunvalvojan nimi|yhteyshenkilö hätätilanteessa|"
        "nimi syntyessä|virallinen nimi|nimen jälkiliite|nimen etuliite|nimen loppuliite"),
    any_name("nimi"),
    title("oppiarvo|akateeminen arvo|henkilökohtainen titteli"),
    email(
        "sähköposti|sähköpostiosoite|s posti|sposti|e mail osoite|sposti osoite|sähköposti 2|meili|sähköpostit|"
        "sähköpostiosoitteet|toissijainen sähköposti|työsähköposti|henkilökohtainen sähköposti|lisäsähköposti|"
        "lisäsähköpostiosoite|sähköpostiosoite töihin|vastausosoite"),
    phone(
        "puhelin|puhelinnumero|matkapuhelin|matkapuhelinnumero|kännykkä|puh|gsm numero|kotipuhelin|työpuhelin|"
        "puhelin koti|puhelin työ|puhelinnro|puh nro|kännykkänumero|kotinumero|työnumero|lankapuhelin|autopuhelin|"
        "hakulaite|puhelin 2|päivystysnumero oma|suoranumero|takaisinsoittonumero|takaisinsoitto|yrityksen puhelin|"
        "avustajan puhelin|alanumero|sisänumero|telex|isdn numero|muu puhelin|ensisijainen puhelin|suora numero|"
        "toimistopuhelin|langaton puhelin|radiopuhelin|hakulaitteen numero|puhelimet|puhelinnumerot|"
        "hätänumero yhteyshenkilön|hätäpuhelin|vaihde|suora puhelin|työpuhelinnumero|kotipuhelinnumero|puh koti|"
        "puh työ|kännykän numero|teleksinumero|tekstipuhelin|teleksi"),
    fax(
        "faksi|faksinumero|kotifaksi|työfaksi|työfaksinumero|kotifaksinumero|faksi numero|telefaksi|telekopio|"
        "toimitusfaksi|toimiston faksi|faksinumerot|faksi nro|faksi koti|faksi työ"),
    contact_details("yhteystiedot|yhteystietojen yksityiskohdat"),
    website(
        "verkkosivu|kotisivu|verkkosivusto|www sivusto|www sivu|verkko osoite|verkkosivun osoite|blogin osoite|"
        "nettisivusto|nettisivut|nettisivu|verkkosivut|www osoite|www sivut|web sivu"),
    address(
        "osoite|postiosoite|kotiosoite|toimitusosoite|laskutusosoite|asuinosoite|käyntiosoite|nykyinen osoite|"
        "tilapäinen osoite|vakituinen osoite|asuinpaikka|osoitetiedot|osoitteet|entinen osoite|"
        "väestörekisteriosoite|toimitusosoite henkilön|yhteysosoite|vakinainen osoite|pysyvä osoite|jakeluosoite|"
        "kotikuntaosoite|kotiosoitteen tarra|osoitetarra"),
    street(
        "katu|katuosoite|lähiosoite|talonumero|postilokero|kadunnimi|katu ja numero|kadun nimi|asunnon numero|"
        "postilokerikko|osoiterivi 1|osoiterivi 2|osoiterivi|lähiosoite 2|katu asunnon numero|rakennuksen nimi|"
        "talon numero|huoneiston numero|huoneistonumero|rappu|porras ja asunto|kadunnumero|katunumero"),
    city(
        "kaupunki|postitoimipaikka|paikkakunta|kunta|kotikunta|asuinkunta|asuinkaupunki|postitoimipaikka ja numero|"
        "kotikaupunki|työkaupunki|toimituskaupunki|taajama|asuinpaikkakunta|paikkakunta koti|postitoimipaikan nimi|"
        "kylä"),
    postcode("postinumero|postinro|postikoodi|postinumero ja postitoimipaikka|postinumero ja kaupunki|zip koodi"),
    state(
        "maakunta|lääni|osavaltio|lääni maakunta|osavaltio tai provinssi|lääni tai alue|maakunta tai alue|"
        "lääni tai osavaltio|alue lääni|seutu|osavaltio maakunta|osavaltio lääni|alue maakunta"),
    country("asuinmaa|kotimaa|maakoodi|kansalaisuusmaa|asuinvaltio|valtio tai liittovaltio|maa alue|maa ja alue"),
    birth(
        "syntymäaika|syntymäpäivä|syntymävuosi|syntynyt|synt aika|syntymäpvm|syntymäpäivämäärä|syntpvm|synt pvm|"
        "synt pv|syntymä pvm|syntymäkuukausi|syntymäaika ja paikka"),
    origin(
        "syntymäpaikka|syntymämaa|kansalaisuus|koulutus|lasten määrä|kuolinpäivä|kuolinaika|koulutustaso|"
        "syntymäkunta|syntymäkaupunki|alkuperämaa|kuolinpäivämäärä|kansallisuus|vuosipäivä|hääpäivä|merkkipäivä|"
        "kuolinpaikka|kuolinvuosi|kuolinkuukausi|kuolinikä|lasten lukumäärä|kastepäivä|kastepaikka|vihkipäivämäärä|"
        "vihkipaikka|tutkinto|ylin tutkinto|syntymäkotikunta|huollettavien määrä|kansallisuudet"),
    age("ikä|ikäryhmä|ikäluokka|ikäjakauma"),
    gender("sukupuoli|puhuttelu|sukupuoli identiteetti|puhuttelumuoto|juridinen sukupuoli"),
    marital("siviilisääty|perhesuhde|parisuhdestatus|perhesuhteet|avioliitto status|siviilisäätytiedot"),
    children("lapsen nimi|lasten nimet|lapsen syntymäaika|lapsen henkilötunnus|lapset nimet|lasten nimi"),
    language("äidinkieli|asiointikieli|ensisijainen kieli|toivottu kieli|mieluisin kieli|äidin kieli"),
    job(
        "ammatti|työnimike|tehtävänimike|titteli|ammattinimike|virkanimike|asema työssä|rooli työssä|"
        "rooli yrityksessä|asema yrityksessä|toimenkuva|työtehtävä|tehtävänimike titteli|nimike asema|titteli asema|"
        "toimi ammatti|työrooli"),
    workplace(
        "työnantaja|työpaikka|osasto|palkkauspäivä|työsuhteen alkamispäivä|työsuhteen alku|toimipaikka|"
        "yksikkö työssä|työsuhteen päättymispäivä|työhöntulopäivä|työnantajan nimi|yksikkö työ|organisaatioyksikkö|"
        "organisaatioyksikön nimi"),
    login(
        "kirjautuminen|käyttäjätunnus|käyttäjänimi|kirjautumistunnus|kirjautumisnimi|käyttäjä tunnus|tunnistenimi|"
        "sip osoite|jabber osoite|kirjautumistietosi|kirjautumistiedot|pikaviestinosoite|pikaviestin|tunnuksen nimi|"
        "piilota muokkaajan käyttäjänimi"),
    password(
        "salasana|uusi salasana|salalause|tunnuslause|uusi salalause|vanha salasana|nykyinen salasana|tunnussana"),
    secret("turvakysymys|turvavastaus|pin koodi|kertakäyttökoodi"),
    bank(
        "tilinumero|pankkitili|pankkitilin numero|tilinro|iban tilinumero|pankkitilinumero|pankkiyhteys|iban numero|"
        "pankkitiedot|maksutili"),
    card(
        "luottokortti|luottokortin numero|kortin numero|maksukortti|kortin voimassaolo|luottokortti voimassa|"
        "kortti voimassa|kortin viimeinen voimassaolopäivä|pankkikortti|pankkikortin numero"),
    income(
        "palkka|tulot|kuukausipalkka|vuositulot|bruttopalkka|nettopalkka|tuntipalkka|eläke|varallisuus|ansiotulo|"
        "vähennykset|palkkio|vuosipalkka|ansiot|kuukausipalkka brutto|palkkaluokka|palkkaryhmä|bruttotulot|"
        "nettotulot|tulot kuukaudessa"),
    national(
        "henkilötunnus|hetu|sosiaaliturvatunnus|verotunnus|henkilöturvatunnus|hlötunnus|sotu|henkilökortti|"
        "henkilökortin numero|henkilöllisyystodistus|verotunniste|sosiaali turva tunnus|"
        "henkilöllisyystodistuksen numero|sosiaaliturvanumero"),
    passport("passin numero|passinumero|passin nro|passinumerot"),
    driving("ajokortti|ajokortin numero|ajokortin nro|ajokorttinumero"),
    permit("oleskelulupa|työlupa|oleskeluluvan numero|oleskelulupakortti|viisumin numero"),
    plate("rekisterinumero|rekisteritunnus|ajoneuvon rekisterinumero|auton rekisterinumero|rekisterikilpi"),
    health(
        "diagnoosi|sairaus|sairaudet|allergia|allergiat|lääkitys|veriryhmä|vamma|terveydentila|sairauspoissaolo|"
        "rokotus|rokotukset|hoito|raskaus|sairaushistoria|terveystiedot|lääkkeet|sairausloma|vammaisuus|leposyke|"
        "lepopulssi|maksimisyke|maksimipulssi|syke|verenpaine|paino ja pituus|tupakoitsija|erityisruokavalio|"
        "ruokavalio|kuolinsyy|hoitotiedot|lääketieteelliset tiedot|lääkitystiedot|ruoka aine allergiat|vamma aste|"
        "sairauspoissaolot|raskaustiedot|terveystieto"),
    insurance("sairausvakuutusnumero|kela kortti|kela kortin numero|sairausvakuutus|sairausvakuutuskortti"),
    religion("uskontokunta|uskonnollinen vakaumus|kirkkokunta|seurakunta jäsenyys"),
    political(
        "poliittinen kanta|poliittinen mielipide|puoluejäsenyys|poliittinen vakaumus|puolueen jäsenyys|"
        "poliittinen suuntautuminen"),
    orientation("seksuaalinen suuntautuminen"),
    ethnicity("etninen alkuperä|etninen tausta|kansallisuuden alkuperä|kansallinen alkuperä"),
    union_member("ammattiliitto|ammattiliiton jäsenyys|ammattiliiton jäsen|liiton jäsenyys|ammattiyhdistys"),
    crime("rikosrekisteri|rikostausta|rikosrekisteriote|rikostuomiot|tuomiot henkilön"),
    image(
        "valokuva|profiilikuva|kuva henkilöstä|passikuva|henkilökuva|yhteyshenkilön kuva|henkilön kuva|"
        "käyttäjän kuva|valokuvat|henkilökuvat|kuvat henkilöstä|kasvokuva|kuva käyttäjästä"),
    fingerprint("sormenjälki|sormenjäljet"),
    hobbies("harrastukset|harrastus|kiinnostuksen kohteet|puolison kiinnostukset|elämäkerta|elämäkerralliset tiedot"),
    notes(
        "muistiinpanot|huomautukset|huomautus|kommentti|lisätiedot|huomaut|huom|tuttavamerkinnät|merkinnät|"
        "muistiinpano|lisätieto|huomautuksia|huomiot henkilöstä|kommentit|lisätiedot asiakkaasta|"
        "merkinnät henkilöstä"),
    message("viesti"),
    seen(
        "viimeisin kirjautuminen|viimeksi kirjautunut|viimeisin sisäänkirjautuminen|edellinen kirjautuminen|"
        "viimeinen yhteys|viimeisin yhteys"),
    key_of(
        "asiakasnumero|asiakas nro|jäsennumero|henkilönumero|potilasnumero|opiskelijanumero|asiakastunnus|"
        "asiakkaan numero|asiakkaan tunnus|työntekijän numero|työntekijän tunnus|työntekijänumero|henkilöstönumero|"
        "käyttäjän tunniste|jäsenen tunnus|jäsentunnus|yhteyshenkilön tunnus|kirjailijan tunnus|henkilötunnus id|"
        "potilaan tunnus|esimiehen tunnus|asiakasnro|asiakas id|työntekijätunnus|jäsennro|potilastunnus|"
        "opiskelijatunnus|oppilasnumero|käyttäjän numero|henkilötunniste id|yhteyshenkilön id|lainaajan numero|"
        "kirjastokortti|kirjastokortin numero|kanta asiakasnumero"),
    ip("ip osoite"),
    consent(
        "suostumus|uutiskirje|markkinointilupa|markkinointisuostumus|uutiskirjeen tilaus|suostumus markkinointiin|"
        "suostumukset|suoramarkkinointilupa|tietojen käsittelyn suostumus"),
    account_name("tilin nimi"),
    person(
        "asiakas|käyttäjä|työntekijä|potilas|oppilas|jäsen|henkilö|opiskelija|vastaanottaja|lähettäjä|vieras|"
        "kansalainen|opettaja|lääkäri|hoitaja|kävijä|vierailija|osallistuja|hakija|vuokralainen|omistaja|kuljettaja|"
        "matkustaja|kirjoittaja|tilaaja|lahjoittaja|vapaaehtoinen|pelaaja|asiakkaat|käyttäjät|jäsenet|työntekijät|"
        "potilaat|oppilaat|opiskelijat|henkilöt|henkilöstö|lapsi|lapset|esimies|valmentaja|valvoja|kirjailija|"
        "tekijä|myyjä|avustaja|assistentti|päällikkö|asukas|asukkaat|vuokralaiset|omistajat|lainaaja|lainaajat|"
        "osallistujat|hakijat|kuljettajat|matkustajat|vapaaehtoiset|pelaajat|valmentajat|ostaja|ostajat|myyjät|"
        "lääkärit|sairaanhoitaja|opettajat|tilaajat|ehdokas|huoltajat|puoliso|kansalaiset|vieraat|vanhempi|vanhemmat"),
    organisation("yritys|yrityksen|toimittaja|koulu"),
    event("varaus|maksu|lasku|ajanvaraus|ilmoittautuminen"),
    thing(
        "tuote|tuotteen|tiedosto|tiedoston|projekti|projektin|sivu|luokka|ryhmä|ryhmän|tehtävä|tapahtuma|kampanja|"
        "kampanjat|sarake|sarakkeen|sarakkeiden|objekti|objektin|objektien|ajuri|ajurin|teema|kirja|kirjan|fontti|"
        "palvelin|palvelimen|kalenteri|kalenterin"),
    not_it(
        "vahvistettu|varmistettu|varmennettu|määrä|lukumäärä|malli|mallipohja|tyyppi|muoto|tila|asetus|asetukset|"
        "ilmoitus|ilmoitukset|piilota|näytä|vaihda|vaihdettava|vaihdettu|täytyy|attribuutti|määrite|oletus|näkyvä|"
        "pakollinen|pituus|vanhenee|lähetetty|voimassa|luotu|poistettu|päivitetty|aktiivinen|käytössä|näkyvyys|"
        "tarkistettu|monimutkaisuus|muutos|vahvuus|nollaus|vihje|ryhmän nimi|tiedoston nimi|vähimmäispituus|"
        "vanhenemispäivä|enimmäismäärä|enintään|vähintään|kirjaudu ulos|syötä|tallenna|muista|unohtunut|unohtuneen|"
        "kadonnut|virheellinen|väärä|väärin|vanhentunut|vanhentunutta|lähetä|vastaanota|hae|lisää|poista|muokkaa|"
        "muuta|muutettu|valitse|etsi|käytä|tulosta|kopioi|siirrä|tarkista|epäonnistui|virhe|ei ole|ei löydy|täsmää|"
        "tuki|kaksoiskappaleita|kaksoiskappale|kansio|kansiot|kansion|otsake|otsakkeet|otsikko|väri|fontti|palvelin|"
        "palvelimen|sähköpostipalvelin|erotin|raportti|raportin|ota käyttöön|poista käytöstä|salli|allekirjoita|"
        "salaa|palauta|järjestä|järjestys|valinnat|edelleenlähetä|välitä|varoita|varoitus|vaatii|vaaditaan|vaihto|"
        "koskaan|aina|raja|korvaa|kerätyt|arkistointi|tiedostonimi|luettelon|kanavan|verkkotunnus|y tunnus|otsikon|"
        "muistiin|muisti|anna|kanava|menetelmä|tapa|ilmoita|ok|oikein|tarkistetaan|lajittele|vie valitut|linkitä|"
        "aseta|asettaminen|merkinnän nimi|viallinen|viallista|sulauta|yhdistä|puuttuu|puuttuva|koko sivun|"
        "lisätiedon koko|samat|sama|ei kelpaa|vahvista|vahvistus|sähköpostiviesti|sähköpostiviestin|www yhteyksien|"
        "yhteyksien|päivien määrä|luettelo|lista|sisällytä|mukaan lukien|uudestaan|uudelleen|esikatselu|lohko|"
        "osoitelohko|sijainti sivulla|viestihuomautus|nimen sijainti|vieraile|ilman nimeä|nimeä uudelleen|"
        "salasanalla|otsikkoteksti|mallin nimi|tyylin nimi|teeman nimi|suosituimmat|vie yhteystiedot|vie kontaktit|"
        "tuo yhteystiedot|tuonti|hanki|varmenna|varmistus|varmennuksen|peruuttaminen|uusiminen|lähettää|"
        "lähettäminen|estetty|piilotettu|ohita|kaikki kommentit|hyväksy|arviointi|lähetetäänkö|hukassa|palautus|"
        "kirjoita|viimeisimmät|viestin nimi|näytettävät|ei voi"),
    which(
        "osoitteen|kotiosoitteen|työ|koti|muu|muut|toinen|yksityinen|uusi|vanha|ensisijainen|toissijainen|nykyinen|"
        "tilapäinen|oma|omat|sinun|henkilökohtainen|matka|kotona|työpaikan|henkilön|vaihtoehtoinen"),
    alone("user.account.username", "tunnus"),
    in_person_table("user.name", "etuliite|jälkiliite|titteli|arvo"),
    in_person_table("user.contact.phone_number", "alanumero"),
    concept_line("user.location", 2.4, "maantieteellinen sijainti|leveysaste|pituusaste|leveyspiiri|pituuspiiri"),
    street("kerros ja ovi|kerros ja asunto"),
    title("arvonimi ennen nimeä|oppiarvo ennen nimeä"),
    full("laillinen edustaja|perhelääkäri|hoitava lääkäri|omalääkäri|kumppanin nimi|elämänkumppanin nimi"),
    body("ruumiinpaino|pituus cm|kehon paino|kehon pituus"),
    health("käytössä olevat lääkkeet|nykyinen lääkitys"),
    seen("viimeisin toiminta|viimeksi aktiivinen|viimeisin käynti"),
    card("kortti voimassa asti|kortti vanhenee"),
    not_it("salasana vanhenee|potilaiden määrä|jäsenten määrä|asiakkaiden määrä"),
    first("nimikirjaimet|foneettinen etunimi"),
    seen("viimeisin kirjautumispäivä"),
    phone("suora linja|suora puhelinnumero"),
    alone("user.name", "aviomies|vaimo|kumppani|elämänkumppani"),
    title("omistaja|haltija"),
    email("vastaus osoitteeseen"),
    login("irc tunnus|pikaviestitunnus"),
};
// clang-format on

}  // namespace

std::span<const Line> finnish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
