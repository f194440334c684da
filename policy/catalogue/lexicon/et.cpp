// Estonian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "lisanimed|muud nimed|eesnimi|eesnimed|keskmine nimi|teine nimi|ees nimi|kõik eesnimed|kesknimi|kesknimed|"
        "kutsenimi|igapäevane eesnimi|teine eesnimi|isikunimi"),
    last(
        "perekonnanimi|perenimi|sünninimi|neiupõlvenimi|pere nimi|endine perekonnanimi|varasem perekonnanimi|"
        "neiupõlve nimi|abielunimi|perekonnanimed|perekonnanimi enne abiellumist|perekonnanimi sündides|"
        "eelmine perekonnanimi"),
    full(
        "vormindatud nimi|täisnimi|kliendi nimi|kontaktisik|hüüdnimi|ees ja perekonnanimi|saaja nimi|kontoomanik|"
        "kaardiomanik|nimi ja perekonnanimi|abikaasa|abikaasa nimi|ema nimi|isa nimi|lapsevanem|lapsevanema nimi|"
        "lähedane|kontaktisiku nimi|töötaja nimi|patsiendi nimi|õpilase nimi|kuvatav nimi|kuvanimi|makse saaja|"
        "hädaabi kontakt|allkirjastaja|isiku nimi|kaardi omanik|konto omanik|näidatav nimi|nähtav nimi|täielik nimi|"
        "sinu täielik nimi|sinu nimi|kuvatud nimi|tegelik nimi|pärisnimi|õige nimi|ekraaninimi|omaniku nimi|"
        "assistendi nimi|juhi nimi|ülemuse nimi|lähisugulane|lähedase nimi|müüja nimi|saatja nimi|isanimi|"
        "eelistatud nimi|eestkostja|eestkostja nimi|seadusliku esindaja nimi|seaduslik esindaja|"
        "hädaolukorra kontakt|kontaktisik hädaolukorras|nimi kaardil|aadlitiitel|nime järelliide|nime eesliide|"
        "nimejärelliide|nimeliide"),
    any_name("nimi"),
    title("teaduskraad|akadeemiline kraad|isiklik tiitel"),
    email(
        "e post|e posti aadress|epost|eposti aadress|e kiri|meiliaadress|meil|e maili aadress|meili aadress|"
        "e posti aadressid|e kirja aadress|töömeil|isiklik meil"),
    phone(
        "telefon|telefoninumber|mobiil|mobiiltelefon|mobiilinumber|kodutelefon|töötelefon|tel nr|kodune telefon|"
        "telefon kodus|telefon tööl|telefoni number|mobiiltelefoni number|lauatelefon|kontakttelefon|"
        "tööalane telefon|autotelefon|piipar|telefon 2|tagasihelistamise number|tagasihelistamine|firma telefon|"
        "assistendi telefon|sisetelefon|telefonilaiend|lisanumber|teleks|isdn number|muu telefon|põhitelefon|"
        "otsenumber|raadiotelefon|peileri number|piipari number|telefoninumbrid|telefonid|peiler|tööl telefon|"
        "hädaabitelefon|telefon hädaolukorras|sisenumber|mobiili number|mob nr|otsetelefon"),
    fax("faks|faksi number|kodune faks|töö faks|faks tööl|faks kodus|faksinumber|faksid"),
    contact_details("kontaktandmed|kontaktinfo|kontakti üksikasjad|kontaktteave"),
    website(
        "veebileht|koduleht|kodulehekülg|veebilehe aadress|veebilehe url|veebiaadress|ajaveebi aadress|"
        "blogi aadress"),
    address(
        "aadress|postiaadress|koduaadress|elukoht|elukoha aadress|tarneaadress|arveaadress|alaline elukoht|"
        "kontaktaadress|kättetoimetamise aadress|tööaadress|registrijärgne aadress|elukoha address|püsiaadress|"
        "ajutine aadress|endine aadress|tegelik aadress|registreeritud elukoht|aadressid kodus|tegelik elukoht|"
        "koduse aadressi silt|aadressi silt|aadressisilt"),
    street(
        "tänav|tänava nimi|maja number|majanumber|korteri number|postkast|tänav ja maja number|tänav maja|maja nr|"
        "postkasti number|postkasti nr|aadressirida 1|aadressirida 2|hoone|hoone nimi|maja nimi|tänav maja korter|"
        "tänava number|korter|korteri nr"),
    city("linn|vald|asula|elukoht linn|linn vald|asukoht linn|omavalitsus|kodulinn|küla|linn või vald|elukohalinn"),
    postcode("postiindeks|sihtnumber|posti indeks|postikood|indeks post|suunakood|postiindeks ja linn"),
    state("maakond|maakond osariik|osariik|provints|kodumaakond|maakond või osariik|piirkond|regioon"),
    country("elukohariik|riigi kood|elukoha riik|kodumaa|riik piirkond|riik regioon"),
    birth("sünniaeg|sünnikuupäev|sünnipäev|sünniaasta|sünni aeg|sünni kuupäev|sündinud|synnipaev|sünnikuu"),
    origin(
        "sünnikoht|sünniriik|kodakondsus|rahvus|haridus|laste arv|surmaaeg|surmakuupäev|sünnilinn|haridustase|"
        "päritoluriik|kodakondsusriik|synnikoht|aastapäev|pulma aastapäev|tähtpäev|surmaaasta|surma aasta|"
        "surma kuupäev|surmakoht|surmakuu|ristimise kuupäev|abiellumise kuupäev"),
    age("vanus|vanuserühm|vanusegrupp"),
    gender("sugu|isiku sugu|kõnetlus|kõnetlusvorm|sooline identiteet|kõnetusvorm"),
    marital("perekonnaseis|perekonna seis|abieluline staatus|perekonnaseisu andmed|abieluseisund"),
    children("lapse nimi|laste nimed|lapse isikukood|lapse sünniaeg"),
    language("emakeel|suhtluskeel|eelistatud keel|eelistatav keel"),
    job(
        "amet|ametikoht|ametinimetus|elukutse|amet ja ametikoht|töö nimetus|roll tööl|ametinimi|roll ettevõttes|"
        "ametialane nimetus|ametikoht tiitel|tiitel ametikoht|tööülesanne|roll töökohal|tööroll"),
    workplace(
        "tööandja|töökoht|osakond|tööle asumise kuupäev|asutus töökoht|töösuhte algus|allüksus|palkamise aeg|"
        "palkamise kuupäev|tööle võtmise kuupäev|töösuhte lõpp|tööandja nimi|struktuuriüksus|organisatsiooni üksus|"
        "organisatsiooniüksus"),
    login(
        "kasutajanimi|kasutajatunnus|kasutaja nimi|sisselogimise nimi|sisselogimisnimi|sip aadress|jabberi aadress|"
        "kiirsuhtluse aadress|kiirsuhtlus|logi sisse|kasutaja tunnus|konto nimi sisselogimiseks|jabberi id|"
        "jabberi tunnus|skype i nimi|skype nimi|icq number"),
    password("parool|salasõna|uus parool|paroolifraas|salafraas|vana parool|praegune parool|võtmefraas"),
    secret("turvaküsimus|turvavastus|pin kood"),
    bank(
        "kontonumber|pangakonto|arvelduskonto|konto number|iban konto|arvelduskonto number|pangakonto number|"
        "pangarekvisiidid|arveldusarve number|arveldusarve|iban number|pangaandmed"),
    card(
        "krediitkaart|krediitkaardi number|kaardi number|pangakaart|kaardi kehtivus|kaardi aegumiskuupäev|"
        "krediitkaardi kehtivus|deebetkaart|pangakaardi number"),
    income(
        "palk|töötasu|sissetulek|brutopalk|netopalk|töötasu suurus|pension|tunnitasu|mahaarvestus|mahaarvamised|"
        "kuupalk|aastapalk|kuusissetulek|sissetulekud|pensionisumma"),
    national(
        "isikukood|maksukohustuslase number|id kaart|id kaardi number|isikutunnistus|isikutunnistuse number|"
        "maksukohustuslase kood|dokumendi number isik|sotsiaalkindlustuse number|dokumendi number isiku|"
        "isikut tõendav dokument"),
    passport("passi number|isikut tõendava dokumendi number|passi nr"),
    driving("juhiluba|juhiloa number|juhiloa nr"),
    permit("elamisluba|tööluba|elamisloa number|viisa number"),
    plate("auto number|sõiduki number|registreerimismärk|sõiduki registreerimisnumber|auto registreerimisnumber"),
    health(
        "diagnoos|haigus|haigused|allergia|allergiad|ravimid|veregrupp|puue|tervislik seisund|haigusleht|"
        "vaktsineerimine|ravi|rasedus|terviseandmed|haiguslugu|pulss|puhkepulss|maksimaalne pulss|maksimumpulss|"
        "pulss puhkeasendis|vererõhk|kehakaal|suitsetaja|eridieet|dieet|surmapõhjus|surma põhjus|"
        "meditsiiniline teave|terviseteave|meditsiiniandmed|puude aste|raseduse andmed|toitumise eripärad"),
    insurance("haigekassa number|ravikindlustus|ravikindlustuse number|tervisekindlustus"),
    religion("usutunnistus|usk|religioon|usuline kuuluvus|religioosne kuuluvus|konfessioon"),
    political("poliitilised vaated|erakondlik kuuluvus|erakond|partei kuuluvus"),
    orientation("seksuaalne sättumus|seksuaalne orientatsioon"),
    ethnicity("etniline päritolu|rass|rahvuslik päritolu"),
    union_member("ametiühing|ametiühingu liige|ametiühingu liikmelisus"),
    crime("karistusregister|kuriteod|karistatus|süüteod|kriminaalkorras karistatud"),
    image(
        "foto|pilt inimesest|profiilipilt|passipilt|dokumendifoto|kontakti pilt|isiku pilt|kontakti foto|fotod|"
        "pildid isikust|foto isikust|profiilifoto"),
    fingerprint("sõrmejälg|sõrmejäljed"),
    hobbies("huvid|huvialad|hobid|elulooline info|elulugu|elulookirjeldus"),
    notes("märkused|märkus|märge|kommentaar|märkmed|kommentaarid|lisainfo kliendi kohta"),
    message("sõnum"),
    seen("viimane sisselogimine|viimati sisse logitud|viimane sisenemine|viimane sisse logimine|viimane login"),
    key_of(
        "kliendi number|kliendinumber|klienditunnus|liikmenumber|liikme number|töötaja number|patsiendi number|"
        "kasutaja id|töötaja id|kliendi id|liikme id|isiku id|kontakti id|tabelinumber|juhataja id|"
        "lugejapileti number|autori id|kliendi nr|kliendikood|töötaja kood|patsiendi id|õpilase number|"
        "kasutaja number|isiku number|lugeja number|omaniku id|kasutaja identifikaator"),
    ip("ip aadress"),
    consent("nõusolek|uudiskiri|nõusolek turunduseks|nõusolekud|turundusnõusolek|andmete töötlemise nõusolek"),
    account_name("konto nimi"),
    person(
        "klient|kliendi|kasutaja|töötaja|patsient|õpilane|liige|isik|saaja|saatja|külaline|üliõpilane|õpetaja|arst|"
        "osaleja|taotleja|üürnik|omanik|juht|reisija|tellija|annetaja|vabatahtlik|mängija|kodanik|isikud|kliendid|"
        "kasutajad|töötajad|liikmed|laps|lapsed|vanem|müüja|assistent|abiline|ülemus|ülem|elanik|elanikud|üürnikud|"
        "omanikud|osalejad|taotlejad|autor|autorid|juhid|reisijad|vabatahtlikud|mängijad|treener|treenerid|ostja|"
        "ostjad|arstid|õde|õed|külastaja|külastajad|üliõpilased|õpetajad|tellijad|kandidaat|kandidaadid|külalised|"
        "laenutaja|lugeja|lugejad|eestkostja|abikaasa|kodanikud|saajad|vanemad"),
    organisation("ettevõte|ettevõtte|tarnija|kool"),
    event("tellimus|broneering|makse|arve"),
    thing(
        "toode|toote|fail|faili|projekt|projekti|leht|kategooria|grupp|rühm|ülesanne|kampaania|kampaaniad|veerg|"
        "veeru|veergude|objekt|objekti|objektide|draiver|draiveri|teema|raamat|raamatu|mall|pealkiri"),
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
        "kogutud|meetod|õige|kontrollitakse|teata|teavita|e posti klient|märguanded|kontaktide seadistus|kinnitus|"
        "kinnita|e kiri|sätted|sisestamine|vale|lubamatu|seadistamata|veebiühenduste|jäetakse meelde|määramine|"
        "on vale|külasta|puuduv|puuduvad|suurus|loend|nimekiri|ühenda|päevi|parooliga|sama|samad|kaasa|kaasatud|"
        "plokk|asukoht lehel|eelvaade|elemendid|uuesti|nimeta|konto seaded|ei klapi|kanalit|pole|järgi|ühendused|"
        "e posti konto|e postikonto|lähtesta|eemaldatud|peidetud|kinnitamine|kõik kommentaarid|modereerimine|kaudu|"
        "kasutajarollid|küsi|pildi aadress|kadunud|värsked|veebilehe nimi|luba teistel|vasta kommentaarile"),
    which(
        "aadressi|koduaadressi|koduse|kodus|töö|muu|teine|kodune|kodu|uus|vana|peamine|praegune|ajutine|minu|sinu|"
        "isiklik|täiendav|alternatiivne|töökoha|era"),
    in_person_table("user.name", "prefiks|sufiks|eesliide|järelliide|tiitel"),
    in_person_table("user.contact.phone_number", "laiend|sisenumber"),
    in_person_table("user.demographic.gender", "tervitus"),
    concept_line("user.location", 2.4, "geograafiline asukoht|geograafiline asend|laiuskraad|pikkuskraad"),
    street("korrus ja uks|korrus ja korter"),
    title("tiitel nime ees"),
    full("perearst|partneri nimi|elukaaslase nimi|raviarst"),
    national("maksumaksja number|sotsiaalkindlustusnumber"),
    card("kaart kehtib kuni|kaardi kehtivusaeg|kaardi aegumine"),
    body("kehapikkus|pikkus cm"),
    health("vaktsineerimised|puude raskusaste"),
    seen("viimane tegevus|viimati aktiivne|viimane külastus"),
    political("erakonna liikmesus|kuulumine erakonda|parteilisus"),
    not_it("parool aegub|patsientide arv|liikmete arv|klientide arv"),
    gender("pöördumine|pöördumisvorm"),
    first("initsiaalid|nimetähed|foneetiline eesnimi"),
    seen("viimase sisselogimise kuupäev"),
    phone("otseliin"),
    alone("user.name", "elukaaslane|abikaasa"),
    title("omanik|valdaja"),
    email("vasta aadressile|vastuse aadress"),
};
// clang-format on

}  // namespace

std::span<const Line> estonian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
