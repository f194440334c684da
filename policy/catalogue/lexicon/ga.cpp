// Irish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "ainm baiste|céadainm|an dara hainm|ainmneacha eile|réamhainm|céad ainm|ainm tugtha|ainm eile|meánainm|"
        "ainm láir|an chéad ainm|ainm pearsanta|céadainmneacha|ainmneacha breise|ainm breise|réamhainmneacha|"
        "túslitreacha|ainm lár|ainmneacha láir|ainmneacha tugtha|an dara h ainm|lárainm|ainm gnáthúsáide|"
        "ainm tosaigh"),
    last(
        "sloinne|ainm teaghlaigh|sloinne roimh phósadh|sloinne breithe|sloinne réamhphósta|ainm clainne|an sloinne|"
        "ainm dheiridh|ainm deiridh|sloinne pósta|ainm breithe|ainm roimh phósadh|sloinnte|iarshloinne|ainm pósta"),
    full(
        "ainm iomlán|leasainm|ainm an chustaiméara|ainm agus sloinne|ainm is sloinne|ainm formáidithe|"
        "ainm taispeána|ainm le taispeáint|ainm an othair|ainm an fhostaí|ainm fostaí|ainm an dalta|"
        "ainm an mhic léinn|ainm an bhaill|ainm an athar|ainm na máthar|céile|ainm céile|ainm an chéile|céile pósta|"
        "nuachar|teagmháil éigeandála|teagmhálaí|duine teagmhála|pearsa teagmhála|ainm teagmhála|ainm an teagmhálaí|"
        "ainm an tuismitheora|caomhnóir|ainm an chaomhnóra|ionadaí dlíthiúil|sealbhóir cuntais|"
        "sealbhóir an chuntais|sealbhóir cárta|sealbhóir an chárta|ainm ar an gcárta|ainm an tsealbhóra|síniú ag|"
        "ainm an dochtúra|ainm cleite|ainm bréige|ainm an fhaighteora|ainm an tseoltóra|ainm an úinéara|"
        "ainm an tiománaí|ainm ceangail|ainm ceana|ainm duine|ainm an duine|ainm custaiméara|d ainm|d ainm iomlán|"
        "ainm ar taispeáint|ainm taispeántais|fíorainm|ainm fíor|ainm scáileáin|úinéir an chuntais|faighte ag|"
        "ainm an chúntóra|ainm an bhainisteora|neasghaol|ainm an ghaoil|ainm an díoltóra|íocaí|ainm athar|"
        "ainm máthar|ainm caomhnóra|teagmhálaí éigeandála|ainm roghnaithe|teideal uasal|iarmhír ainm|réimír ainm|"
        "d fhíorainm|d ainm ceart"),
    any_name("ainm"),
    title("teideal acadúil|teideal pearsanta"),
    email(
        "ríomhphost|seoladh ríomhphoist|r phost|rphost|ríomhphoist|ríomhsheoladh|seoladh r phoist|"
        "seoltaí ríomhphoist|ríomhphost pearsanta|ríomhphost oibre|ríomh phost|seoladh ríomhphoist pearsanta|"
        "ríomhphost baile|post leictreonach|seoladh leictreonach"),
    phone(
        "guthán|uimhir ghutháin|uimhir theileafóin|fón póca|fón|teileafón|guthán baile|guthán gnó|fón baile|"
        "guthán póca|fón soghluaiste|uimhir fóin póca|fón gnó|guthán soghluaiste|uimhir fóin|uimhir teileafóin|"
        "uimhir gutháin|guthán oibre|fón oibre|teileafón baile|teileafón oibre|teileafón póca|teileafón soghluaiste|"
        "uimhir ghutháin phóca|uimhir soghluaiste|soghluaiste|móibíleach|uimhir mhóibíleach|fón móibíleach|"
        "líne talún|fón gluaisteáin|guthán gluaisteáin|guthán cairr|fón cairr|glaoire|uimhir theagmhála|"
        "uimhir teagmhála|guthán eile|príomhghuthán|uimhir ghutháin baile|uimhir ghutháin oibre|fóin|gutháin|"
        "uimhreacha gutháin|uimhir fóin baile|fón raidió|radaifón|glaireoir|blípire|fón aisghlaoite|fón comhlachta|"
        "fón an chúntóra|folíne|uimhir folíne|teiléacs|uimhir isdn|fón eile|príomhfhón|líne dhíreach|"
        "uimhir ghlaoire|uimhir ghlaoireora|uimhir fhóin phóca|uimhir fón póca|gnó theileafóin|aisghlao|"
        "uimhir aisghlao|guthán éigeandála|fón éigeandála|teileafón gnó|uimhir theileafóin bhaile|"
        "uimhir theileafóin oibre|uimhreacha fóin|uimhir aisghlaoigh|príomhtheileafón|raidiótheileafón|raidiófón"),
    fax(
        "facs|uimhir facs|facs baile|facs oibre|facs gnó|facs eile|uimhir an fhacs|facsuimhir|macasamhail facs|"
        "facsanna|faics|faics oibre|faics baile|uimhir faics|macasamhail|uimhir fhacs"),
    contact_details("sonraí teagmhála|eolas teagmhála|mionsonraí teagmhála"),
    website(
        "láithreán gréasáin|suíomh gréasáin|suíomh idirlín|leathanach baile|leathanach gréasáin|"
        "leathanach baile pearsanta|láithreán|blag|suíomh pearsanta|leathanach lín|seoladh gréasáin|"
        "url an láithreáin|seoladh blaig"),
    address(
        "seoladh|seoladh poist|seoladh baile|seoladh oibre|seoladh gnó|seoladh cónaithe|seoladh bille|"
        "seoladh billeála|seoladh seachadta|seoladh pearsanta|seoladh reatha|seoladh buan|seoladh sealadach|"
        "seoladh eile|seoladh an chustaiméara|áit chónaithe|áit chónaí|seoladh iomlán|seoladh comhfhreagrais|"
        "seoltaí|seoladh seirbhíse|buansheoladh|lipéad an tseolta baile|lipéad seolta"),
    street(
        "sráid|bosca poist|uimhir tí|sráid agus uimhir|ainm sráide|ainm na sráide|uimhir an tí|ainm tí|ainm an tí|"
        "uimhir árasáin|uimhir sráide|líne seolta 1|líne seolta 2|seoladh líne 1|seoladh líne 2|seoladh sráide|"
        "bosca oifige poist|boscaí poist|uimhir shráide árasáin|sráid uimhir árasáin|ainm an fhoirgnimh|"
        "ainm foirgnimh"),
    city(
        "cathair|baile|áit|baile mór|baile nó cathair|cathair nó baile|cathair baile|baile fearainn|ceantar|logainm|"
        "ceantar cónaithe|cathair chónaithe|áitiúlacht|dúiche"),
    postcode("cód poist|éirchód|postchód|cód zip|cód an phoist|cód poist baile|postchód baile"),
    state(
        "contae|cúige|stát cúige|stát nó cúige|réigiún cónaithe|contae cónaithe|stát nó contae|contae nó stát|"
        "réigiún|contae stát|stát contae|contae an tseolta bhaile|stát an tseolta bhaile|contae baile|stát baile|"
        "contae an tseolta oibre"),
    country(
        "tír|tír chónaithe|tír bhunaidh|cód tíre|tír bhreithe is cónaithe|tír baile|ainm na tíre|tír réigiún|"
        "tír an tseolta bhaile|tír bhaile|tír an tseolta oibre"),
    birth(
        "dáta breithe|lá breithe|breithlá|lá a rugadh|bliain bhreithe|bliain bhreith|dáta a rugadh|rugadh|rugadh ar|"
        "mí bhreithe|lá breithe agus bliain|dáta bhreithe|dáta breith"),
    origin(
        "áit bhreithe|náisiúntacht|saoránacht|áit bhreith|tír bhreithe|contae breithe|cathair bhreithe|oideachas|"
        "leibhéal oideachais|líon leanaí|líon páistí|dáta báis|cleithiúnaithe|áit a rugadh|comóradh|comóradh bliana|"
        "comóradh pósta|áit bháis|bliain bháis|mí bháis|dáta baiste|áit bhaiste|dáta pósta|aois bháis"),
    age("aois|aoisghrúpa|réimse aoise"),
    gender("inscne|gnéas|inscne gnéas|gnéas duine|féiniúlacht inscne"),
    marital("stádas pósta|stádas sibhialta|stádas caidrimh|staid phósta"),
    children("ainm an linbh|ainm an pháiste|ainmneacha na leanaí|dáta breithe an linbh|ainmneacha na bpáistí|clann"),
    language("máthairtheanga|teanga dhúchais|rogha teanga|teanga roghnaithe|an teanga is fearr"),
    job(
        "teideal poist|gairm|slí bheatha|teideal oibre|post reatha|ról oibre|teideal an phoist|teideal poist oibre|"
        "slí beatha|ceird|gairm bheatha|fostaíocht|ról poist|ról sa chomhlacht|ról san obair|teideal post|"
        "teideal gairm"),
    workplace(
        "fostóir|áit oibre|ionad oibre|roinn|dáta fostaíochta|dáta tosaithe oibre|láthair oibre|ainm an fhostóra|"
        "aonad eagrúcháin|aonad eagraíochtúil|rannóg"),
    login(
        "ainm úsáideora|ainm an úsáideora|logáil isteach|ainm logála isteach|ainm úsáideoirí|"
        "id úsáideora logála|ainm úsáideoir|ainm an úsáideoir|ainm aitheantais|seoladh sip|seoladh jabber"),
    password(
        "pasfhocal|focal faire|pasfhocal nua|focal faire nua|pas fhocal|pasfhocal reatha|seanphasfhocal|"
        "focail faire|frása faire|seanfhocal faire|frása rúnda|focal faire reatha|pasfhrása|d fhocal faire|"
        "d fhocal faire nua"),
    secret("ceist slándála|ceist rúnda|freagra rúnda|freagra slándála|uimhir phin|cód pin"),
    bank(
        "cuntas bainc|uimhir chuntais|uimhir cuntais bhainc|uimhir an chuntais bhainc|uimhir cuntais|"
        "uimhir an chuntais|sonraí bainc|uimhir iban|cód sórtála|cuntas reatha"),
    card(
        "cárta creidmheasa|uimhir chárta creidmheasa|uimhir cárta creidmheasa|uimhir an chárta|uimhir chárta|"
        "cárta dochair|cárta bainc|dáta éaga an chárta|dáta éaga cárta creidmheasa"),
    income(
        "tuarastal|ioncam|pá glan|ollphá|ioncam bliantúil|tuarastal bliantúil|pinsean|ráta in aghaidh na huaire|"
        "ollioncam|ioncam teaghlaigh|asbhaintí|luach saothair|tuarastal míosúil"),
    national(
        "uimhir psp|uimhir phearsanta seirbhíse poiblí|uimhir pspp|upsp|uimhir psp úsáideora|uimhir chánach|"
        "uimhir thagartha chánach|uimhir aitheantais cánach|uimhir aitheantais|cárta aitheantais|"
        "uimhir chárta aitheantais|uimhir cárta aitheantais|doiciméad aitheantais|uimhir slándála sóisialta|"
        "uimhir slándála sóisialaí|uimhir árachais shóisialaigh|uimhir aitheantais náisiúnta"),
    passport("uimhir phas|uimhir pas|uimhir an phas|uimhir phais"),
    driving(
        "ceadúnas tiomána|ceadúnas tiomána uimhir|uimhir cheadúnas tiomána|uimhir ceadúnais tiomána|"
        "uimhir an cheadúnais tiomána"),
    permit("cead cónaithe|cead oibre"),
    plate("uimhir chláraithe feithicle|uimhirphláta|cláruimhir feithicle|pláta uimhreach"),
    health(
        "galar|ailléirge|ailléirgí|fuilghrúpa|míchumas|diagnóis|tinneas|tinnis|galair|breoiteacht|cógas|cógais|"
        "cógais leighis|míochaine|cóireáil|cóireáil leighis|vacsaíniú|vacsaín|toircheas|stair leighis|"
        "riocht sláinte|riochtaí sláinte|sláinte|saoire bhreoiteachta|saoire thinnis|siomptóim|siomptóm|"
        "siomptóim reatha|éadulaingt bia|teastas dochtúra|grúpa fola|ailléirge bia|diagnóisí|mná torracha|"
        "bail sláinte|cuisle|cuisle shosa|brú fola|meáchan coirp|aiste bia|caiteoir tobac|cúis bháis|"
        "faisnéis leighis|eolas leighis|sonraí leighis"),
    insurance(
        "árachas sláinte|uimhir árachais sláinte|cárta leighis|uimhir chárta leighis|uimhir cárta leighis|"
        "uimhir polasaí sláinte"),
    religion("reiligiún|creideamh|creideamh reiligiúnach|sainchreideamh|creidiúint reiligiúnach"),
    political("tuairim pholaitiúil|tuairimí polaitiúla|páirtí polaitiúil"),
    orientation("gnéaschlaonadh|treoshuíomh gnéasach"),
    ethnicity("bunús eitneach|eitneacht|grúpa eitneach|cúlra eitneach|bunadh náisiúnta|cine"),
    union_member("ceardchumann|ballraíocht ceardchumainn|ballraíocht i gceardchumann"),
    crime("taifead coiriúil|ciontuithe|ciontú coiriúil|grinnfhiosrúchán garda"),
    image(
        "grianghraf|pictiúr próifíle|grianghraf próifíle|íomhá próifíle|grianghraf pas|grianghraf duine|"
        "grianghraf teagmhála|grianghraf den teagmhálaí|pictiúr teagmhála|grianghraif|pictiúir den duine"),
    fingerprint("méarlorg|méarlorga|lorg méire"),
    hobbies("caitheamh aimsire|spéiseanna|caitheamh aimsire agus spéiseanna|beathaisnéis"),
    notes(
        "nótaí|nóta|nótaí inmheánacha|trácht|tráchtanna|barúil|barúlacha|téacs na teachtaireachta|faisnéis eile|"
        "ráitis"),
    message("teachtaireacht"),
    seen(
        "logáil isteach deireanach|an logáil isteach is déanaí|logáil deirneach|logáil isteach dheireanach|"
        "an logáil deiridh|logáil isteach is déanaí|an logáil isteach dheireanach"),
    key_of(
        "uimhir chustaiméara|uimhir custaiméara|uimhir an chustaiméara|uimhir bhallraíochta|uimhir ballraíochta|"
        "uimhir baill|uimhir fostaí|uimhir othair|uimhir an othair|uimhir mic léinn|uimhir dalta|"
        "aitheantas custaiméara|cárta dílseachta|aitheantas an úsáideora|aitheantas úsáideora|aitheantas fostaí|"
        "aitheantas baill|aitheantas othair|aitheantas teagmhála|aitheantas duine|uimhir úsáideora"),
    ip("seoladh ip|seoladh ip an úsáideora"),
    consent("toiliú|nuachtlitir|toiliú margaíochta|cead margaíochta"),
    account_name("ainm cuntais"),
    person(
        "custaiméir|úsáideoir|othar|dalta|fostaí|custaiméirí|úsáideoirí|othair|daltaí|baill|fostaithe|duine|daoine|"
        "mac léinn|mic léinn|múinteoir|múinteoirí|dochtúir|dochtúirí|aoi|aíonna|cuairteoir|cuairteoirí|rannpháirtí|"
        "rannpháirtithe|iarratasóir|iarratasóirí|iarrthóir|iarrthóirí|tionónta|tionóntaí|úinéir|tiománaí|tiománaithe|"
        "paisinéir|paisinéirí|údar|údair|síntiúsóir|deontóir|saorálaí|saorálaithe|imreoir|imreoirí|saoránach|"
        "saoránaigh|tuismitheoir|tuismitheoirí|leanbh|leanaí|páiste|páistí|faighteoir|seoltóir|teagmháil|"
        "teagmhálacha|cliant|cliaint|sealbhóir|pearsa|ceannaitheoir|dlíodóir|bainisteoir|cúntóir"),
    organisation("comhlacht|cuideachta|eagraíocht|scoil|soláthraí|soláthróir|gnólacht|cumann"),
    event("ordú|orduithe|ordaithe|sonrasc|sonraisc|íocaíocht|íocaíochtaí|áirithint|coinne|coinní|conradh|clárú"),
    thing(
        "táirge|táirgí|táirge ainm|comhad|comhaid|tionscadal|tionscadail|leathanach|catagóir|íomhá|grúpa|tasc|"
        "doiciméad|fillteán|freastalaí|earra|earraí|bogearra|feachtas|feachtais|colún|colúin|réad|réada|tiománaí|"
        "leabhar|téama|teimpléad"),
    not_it(
        "fíoraithe|folaigh|taispeáin|athraigh|cineál|líon|teimpléad|stádas|formáid|socruithe|fógra|fógraí|"
        "deimhnithe|fíorú|fíoraithe agus|uimhir teileafón|achar|réamhshocrú|réamhshocraithe|infheicthe|riachtanach|"
        "gníomhach|neamhghníomhach|cruthaithe|scriosta|nuashonraithe|athraithe|faid|cumasaithe|díchumasaithe|"
        "ceadaithe|bailí|scagaire|tréith|ríomhchlár|dáta ordaithe|seolta ag|is gá|cuir i bhfolach|réamhamharc|"
        "le taispeáint|castacht|athrú|láidreacht|athshocrú|meabhrúchán|ainm grúpa|ainm an ghrúpa|ainm comhaid|"
        "ainm an chomhaid|fad íosta|íosfhad|an t athrú deireanach|uasta|uaslíon|íosta|logáil amach|cuir isteach|"
        "iontráil|sábháil|meabhraigh|dearmadta|caillte|mícheart|neamhbhailí|as dáta|seol|faigh|cuir|cuir leis|"
        "scrios|cuir in eagar|athraíodh|roghnaigh|cuardaigh|úsáid|in úsáid|iompórtáil|easpórtáil|priontáil|cóipeáil|"
        "seiceáil|seiceálaí|theip|earráid|níl|ní|tacaíocht|dúblach|fillteán|ceanntásc|dath|cló|freastalaí|"
        "freastalaí ríomhphoist|an fhreastalaí|fhreastalaí|deighilteoir|tuairisc|cruthaigh|cumasaigh|díchumasaigh|"
        "ceadaigh|sínigh|criptigh|athshlánaigh|sórtáil|roghanna|rabhadh|de dhíth|riamh|i gcónaí|teorainn|ionadaigh|"
        "cainéal|chainéal|liosta|grúpa|chuimhne|chainéil|an chainéil|cnuasaithe|modh|ceart|á sheiceáil|gan ainm|"
        "dearbhaigh|teachtaireacht ríomhphoist|teachtaireachtaí ríomhphoist|níorbh fhéidir|bloc nua|bloc|"
        "gan chumraíocht|logainm|socraigh|le focal faire|á seoladh|teagmhálaí nua|seoltaí pearsanta|tabhair cuairt|"
        "méid nóta|ar iarraidh|cumaisc|cuir san áireamh|ainm colúin|deimhnigh|dealaithe|tabhair cead|ainmspáis|"
        "ainmspás|seolta|cosc ar"),
    which(
        "baile|oibre|oibreacha|eile|eilí|nua|sean|reatha|príomh|príomha|sealadach|buan|mo|pearsanta|gnó|"
        "príobháideach|malartach|breise|iomlán|sa bhaile|ag an obair|abhaile"),
    in_person_table("user.name", "réimír|iarmhír|teideal"),
    in_person_table("user.contact.phone_number", "síneadh"),
    concept_line("user.location", 2.4, "suíomh geografach|láthair gheografach|domhanleithead|domhanfhad"),
    phone("uimh theil|uimh ghutháin|uimh fóin|uimhir fóin phóca"),
    street("urlár agus doras|urlár agus árasán"),
    title("teideal roimh an ainm"),
    full("dochtúir teaghlaigh|ainm an pháirtí|ainm pháirtí|ainm an chomhpháirtí"),
    job("post sa chomhlacht|post sa chuideachta"),
    national("uimhir phearsanta aitheantais|uimhir aitheantais phearsanta"),
    card("cárta bailí go dtí|dáta éagtha an chárta"),
    income("pá comhlán|tuarastal comhlán"),
    body("airde coirp|airde i cm"),
    seen("gníomhaíocht dheireanach|gníomhaíocht dheiridh|cuairt dheireanach"),
    political("ballraíocht páirtí|ball de pháirtí"),
    ethnicity("bunadh eitneach"),
    health("céim míchumais|leibhéal míchumais"),
    origin("an t oideachas is airde|oideachas is airde"),
    not_it("as feidhm i|téann as feidhm|líon na n othar|líon na mball"),
    gender("foirm bheannaithe|beannú an duine"),
    first("inisealacha|iniseal"),
    alone("user.name", "fear céile|bean chéile|céile"),
    origin("cothrom an lae|cothrom bliana"),
    title("úinéir|sealbhóir"),
    email("freagra chuig|seoladh freagartha"),
    first("inisiúil"),
};
// clang-format on

}  // namespace

std::span<const Line> irish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
