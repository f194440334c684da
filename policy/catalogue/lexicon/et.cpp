// Estonian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first("lisanimed|muud nimed|eesnimi|eesnimed|keskmine nimi|teine nimi|ees nimi|kõik eesnimed|kesknimi|kesknimed"),
    last(
        "perekonnanimi|perenimi|sünninimi|neiupõlvenimi|pere nimi|endine perekonnanimi|varasem perekonnanimi|"
        "neiupõlve nimi"),
    full(
        "vormindatud nimi|täisnimi|kliendi nimi|kontaktisik|hüüdnimi|ees ja perekonnanimi|saaja nimi|kontoomanik|"
        "kaardiomanik|nimi ja perekonnanimi|abikaasa|abikaasa nimi|ema nimi|isa nimi|lapsevanem|lapsevanema nimi|"
        "lähedane|kontaktisiku nimi|töötaja nimi|patsiendi nimi|õpilase nimi|kuvatav nimi|kuvanimi|makse saaja|"
        "hädaabi kontakt|allkirjastaja|isiku nimi|kaardi omanik|konto omanik|näidatav nimi|nähtav nimi|"
        "täielik nimi|sinu täielik nimi|sinu nimi|kuvatud nimi|tegelik nimi|pärisnimi|õige nimi|ekraaninimi|"
        "omaniku nimi|assistendi nimi|juhi nimi|ülemuse nimi|lähisugulane|lähedase nimi|müüja nimi|saatja nimi"),
    any_name("nimi"),
    title("teaduskraad|akadeemiline kraad|isiklik tiitel"),
    email("e post|e posti aadress|epost|eposti aadress|e kiri|meiliaadress|meil|e maili aadress|meili aadress"),
    phone(
        "telefon|telefoninumber|mobiil|mobiiltelefon|mobiilinumber|kodutelefon|töötelefon|tel nr|kodune telefon|"
        "telefon kodus|telefon tööl|telefoni number|mobiiltelefoni number|lauatelefon|kontakttelefon|"
        "tööalane telefon|autotelefon|piipar|telefon 2|tagasihelistamise number|tagasihelistamine|firma telefon|"
        "assistendi telefon|sisetelefon|telefonilaiend|lisanumber|teleks|isdn number|muu telefon|põhitelefon|"
        "otsenumber|raadiotelefon|peileri number|piipari number|telefoninumbrid|telefonid"),
    fax("faks|faksi number|kodune faks|töö faks|faks tööl|faks kodus|faksinumber"),
    contact_details("kontaktandmed|kontaktinfo"),
    website(
        "veebileht|koduleht|kodulehekülg|veebilehe aadress|veebilehe url|veebiaadress|ajaveebi aadress|"
        "blogi aadress"),
    address(
        "aadress|postiaadress|koduaadress|elukoht|elukoha aadress|tarneaadress|arveaadress|alaline elukoht|"
        "kontaktaadress|kättetoimetamise aadress|tööaadress|registrijärgne aadress|elukoha address"),
    street(
        "tänav|tänava nimi|maja number|majanumber|korteri number|postkast|tänav ja maja number|tänav maja|maja nr|"
        "postkasti number|postkasti nr"),
    city("linn|vald|asula|elukoht linn|linn vald|asukoht linn|omavalitsus|kodulinn"),
    postcode("postiindeks|sihtnumber|posti indeks|postikood|indeks post"),
    state("maakond|maakond osariik|osariik|provints|kodumaakond|maakond või osariik"),
    country("elukohariik|riigi kood|elukoha riik|kodumaa"),
    birth("sünniaeg|sünnikuupäev|sünnipäev|sünniaasta|sünni aeg|sünni kuupäev|sündinud|synnipaev|sünnikuu"),
    origin(
        "sünnikoht|sünniriik|kodakondsus|rahvus|haridus|laste arv|surmaaeg|surmakuupäev|sünnilinn|haridustase|"
        "päritoluriik|kodakondsusriik|synnikoht|aastapäev|pulma aastapäev|tähtpäev"),
    age("vanus|vanuserühm|vanusegrupp"),
    gender("sugu|isiku sugu|kõnetlus|kõnetlusvorm"),
    marital("perekonnaseis|perekonna seis|abieluline staatus"),
    children("lapse nimi|laste nimed|lapse isikukood|lapse sünniaeg"),
    language("emakeel|suhtluskeel|eelistatud keel|eelistatav keel"),
    job(
        "amet|ametikoht|ametinimetus|elukutse|amet ja ametikoht|töö nimetus|roll tööl|ametinimi|roll ettevõttes|"
        "ametialane nimetus"),
    workplace(
        "tööandja|töökoht|osakond|tööle asumise kuupäev|asutus töökoht|töösuhte algus|allüksus|palkamise aeg|"
        "palkamise kuupäev|tööle võtmise kuupäev"),
    login(
        "kasutajanimi|kasutajatunnus|kasutaja nimi|sisselogimise nimi|sisselogimisnimi|sip aadress|jabberi aadress|"
        "kiirsuhtluse aadress|kiirsuhtlus"),
    password("parool|salasõna|uus parool|paroolifraas|salafraas|vana parool|praegune parool|võtmefraas"),
    secret("turvaküsimus|turvavastus|pin kood"),
    bank(
        "kontonumber|pangakonto|arvelduskonto|konto number|iban konto|arvelduskonto number|pangakonto number|"
        "pangarekvisiidid"),
    card(
        "krediitkaart|krediitkaardi number|kaardi number|pangakaart|kaardi kehtivus|kaardi aegumiskuupäev|"
        "krediitkaardi kehtivus"),
    income(
        "palk|töötasu|sissetulek|brutopalk|netopalk|töötasu suurus|pension|tunnitasu|mahaarvestus|mahaarvamised|"
        "kuupalk|aastapalk"),
    national(
        "isikukood|maksukohustuslase number|id kaart|id kaardi number|isikutunnistus|isikutunnistuse number|"
        "maksukohustuslase kood|dokumendi number isik"),
    passport("passi number|isikut tõendava dokumendi number"),
    driving("juhiluba|juhiloa number"),
    permit("elamisluba|tööluba|elamisloa number"),
    plate("auto number|sõiduki number|registreerimismärk|sõiduki registreerimisnumber"),
    health(
        "diagnoos|haigus|haigused|allergia|allergiad|ravimid|veregrupp|puue|tervislik seisund|haigusleht|"
        "vaktsineerimine|ravi|rasedus|terviseandmed|haiguslugu|pulss|puhkepulss|maksimaalne pulss|maksimumpulss|"
        "pulss puhkeasendis|vererõhk|kehakaal|suitsetaja|eridieet|dieet"),
    insurance("haigekassa number|ravikindlustus|ravikindlustuse number"),
    religion("usutunnistus|usk|religioon|usuline kuuluvus"),
    political("poliitilised vaated|erakondlik kuuluvus|erakond"),
    orientation("seksuaalne sättumus|seksuaalne orientatsioon"),
    ethnicity("etniline päritolu|rass"),
    union_member("ametiühing|ametiühingu liige"),
    crime("karistusregister|kuriteod"),
    image(
        "foto|pilt inimesest|profiilipilt|passipilt|dokumendifoto|kontakti pilt|isiku pilt|kontakti foto|fotod|"
        "pildid isikust"),
    fingerprint("sõrmejälg|sõrmejäljed"),
    hobbies("huvid|huvialad|hobid"),
    notes("märkused|märkus|märge|kommentaar|märkmed"),
    message("sõnum"),
    seen("viimane sisselogimine|viimati sisse logitud|viimane sisenemine|viimane sisse logimine|viimane login"),
    key_of(
        "kliendi number|kliendinumber|klienditunnus|liikmenumber|liikme number|töötaja number|patsiendi number|"
        "kasutaja id|töötaja id|kliendi id|liikme id|isiku id|kontakti id|tabelinumber|juhataja id|"
        "lugejapileti number|autori id"),
    ip("ip aadress"),
    consent("nõusolek|uudiskiri|nõusolek turunduseks"),
    account_name("konto nimi"),
    person(
        "klient|kliendi|kasutaja|töötaja|patsient|õpilane|liige|isik|saaja|saatja|külaline|üliõpilane|õpetaja|arst|"
        "osaleja|taotleja|üürnik|omanik|juht|reisija|tellija|annetaja|vabatahtlik|mängija|kodanik|isikud|kliendid|"
        "kasutajad|töötajad|liikmed|laps|lapsed|vanem|müüja|assistent|abiline|ülemus|ülem"),
    organisation("ettevõte|ettevõtte|tarnija|kool"),
    event("tellimus|broneering|makse|arve"),
    thing("toode|toote|fail|faili|projekt|projekti|leht|kategooria|grupp|rühm|ülesanne|kampaania|kampaaniad"),
    not_it(
        "kinnitatud|kontrollitud|arv|hulk|mall|tüüp|vorming|olek|staatus|seaded|teavitus|teavitused|peida|näita|"
        "muuda|muudetud|peab|muutma|atribuut|vaikimisi|nähtav|kohustuslik|pikkus|aegub|saadetud|kehtiv|loodud|"
        "kustutatud|uuendatud|aktiivne|keerukus|muutus|muutmine|tugevus|lähtestamine|meeldetuletus|grupi nimi|"
        "faili nimi|minimaalne pikkus|aegumine|maksimaalne|suurim|väljalogimine|logi välja|sisesta|salvesta|"
        "jäta meelde|unustasid|unustatud|kaotatud|vigane|aegunud|saada|võta vastu|kustuta|eemalda|muutke|redigeeri|"
        "vali|otsi|kasuta|kasutusel|on kasutusel|impordi|ekspordi|prindi|kopeeri|liiguta|kontrolli|kontrollija|"
        "ebaõnnestus|viga|ei ole|ei leitud|puudub|ühti|tugi|topelt|kaust|kaustad|värv|font|server|serveri|eraldaja|"
        "aruanne|aruande|loo|allkirjasta|krüpti|taasta|sorteeri|järjesta|järjestus|valikud|edasta|hoiata|hoiatus|"
        "nõutav|vajalik|mitte kunagi|alati|piirang|asenda|kanali|failinimi|loendi|mälu|kanal|peetakse meeles|lisa|"
        "kogutud|meetod|õige|kontrollitakse|teata|teavita|e posti klient|märguanded"),
    which(
        "aadressi|koduaadressi|koduse|kodus|töö|muu|teine|kodune|kodu|uus|vana|peamine|praegune|ajutine|minu|sinu|"
        "isiklik|täiendav|alternatiivne|töökoha|era"),
    in_person_table("user.name", "prefiks|sufiks|eesliide|järelliide"),
    in_person_table("user.contact.phone_number", "laiend|sisenumber"),
    in_person_table("user.demographic.gender", "tervitus"),
};
// clang-format on

}  // namespace

std::span<const Line> estonian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
