// Czech.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "další jména|křestní jméno|druhé jméno|prostřední jméno|jména|jméno křestní|vlastní jméno|první jméno|"
        "běžné jméno|používané jméno|užívané jméno|oslovované jméno"),
    maybe_first("jméno"),
    last(
        "jméno rodiny|příjmení|rodné příjmení|rodné jméno|příjmení za svobodna|dívčí jméno|dřívější příjmení|"
        "příjmení rodné|dívčí příjmení|druhé příjmení|jméno v manželství|příjmení v manželství|příjmení po svatbě|"
        "rodinná jména"),
    full(
        "formátované jméno|jméno a příjmení|příjmení a jméno|celé jméno|jméno zákazníka|kontaktní osoba|přezdívka|"
        "jméno příjemce|majitel účtu|držitel karty|jméno příjmení|příjmení jméno|jméno a příjmení zákazníka|"
        "jméno pacienta|jméno zaměstnance|jméno žáka|jméno studenta|jméno člena|jméno klienta|jméno otce|"
        "jméno matky|manžel|manželka|manžel manželka|jméno manžela|jméno manželky|partner jméno|zákonný zástupce|"
        "jméno zákonného zástupce|kontaktní osoba v nouzi|nouzový kontakt|kontakt pro případ nouze|"
        "jméno kontaktní osoby|zobrazované jméno|zobrazované jméno uživatele|jméno k zobrazení|majitel karty|"
        "jméno na kartě|jméno držitele karty|držitel účtu|podepsal|podepsaná osoba|iniciály|jméno lékaře|"
        "ošetřující lékař|praktický lékař|jméno řidiče|jméno odesílatele|oprávněná osoba|žadatel|jméno žadatele|"
        "k rukám|osoba blízká|celé jméno zákazníka|vaše jméno|vaše celé jméno|zobrazit jméno|družka|druh družka|"
        "skutečné jméno|pravé jméno|opravdové jméno|zobrazené jméno|jméno na obrazovce|celý název osoby|"
        "jméno vlastníka|vlastník účtu|vlastník karty|dodací jméno|jméno asistenta|jméno nadřízeného|"
        "nejbližší příbuzný|jméno příbuzného|jméno prodejce|příjemce platby|jméno plátce|jméno za svobodna|"
        "preferované jméno|jméno po otci|zobrazený název|šlechtický titul|kontaktní osoba pro případ nouze|"
        "zákonný zástupce jméno|jméno partnera|přípona jména|předpona jména|naformátované jméno|formátovaný název"),
    title("akademický titul|titul před jménem|titul za jménem|titul před|titul za|osobní titul"),
    email(
        "e mailová adresa|emailová adresa|elektronická pošta|mejl|e mail adresa|adresa elektronické pošty|"
        "soukromý e mail|pracovní e mail|osobní e mail|kontaktní e mail|e mailové adresy|adresa e mailu|"
        "elektronická adresa|adresa pro odpověď"),
    phone(
        "telefonní číslo|číslo telefonu|mobilní telefon|mobilní číslo|mobil|telefon domů|telefon do práce|"
        "pevná linka|tel číslo|telefon domácí|telefon pracovní|telefon do zaměstnání|telefony|mobilní|"
        "mobil soukromý|mobil pracovní|soukromý telefon|pracovní telefon|služební telefon|kontaktní telefon|"
        "domácí telefon|telefonní kontakt|č telefonu|číslo mobilu|mobilní tel|tel domů|tel do práce|telefon 1|"
        "telefon 2|telefon v autě|telefon do auta|telefon byt|telefon zaměstnání|hlavní telefon|další telefon|"
        "radiotelefon|vysílačka|telefon zpět|zpětné volání|firemní telefon|telefon firmy|telefon asistenta|"
        "linka klapka|klapka|telefonní linka|dálnopis|telex|číslo isdn|jiný telefon|přímá linka|telefon pager|"
        "číslo na pager|číslo pageru|zpětné zavolání|číslo pro zpětné volání|nouzový telefon|"
        "telefon pro případ nouze"),
    fax(
        "číslo faxu|fax domů|fax do práce|faxové číslo|fax pracovní|fax do zaměstnání|číslo fax|domácí fax|fax práce|"
        "fax domácí"),
    contact_details(
        "kontaktní údaje|kontaktní informace|detaily kontaktu|podrobnosti kontaktu|podrobnosti o kontaktu"),
    website(
        "webová stránka|webové stránky|domovská stránka|www stránky|osobní stránka|osobní stránky|webové sídlo|"
        "domácí stránka|domovská stránka url|adresa blogu|url blogu"),
    address(
        "adresa|poštovní adresa|adresa bydliště|trvalé bydliště|doručovací adresa|fakturační adresa|bydliště|"
        "domácí adresa|dodací adresa|adresa trvalého bydliště|adresa trvalého pobytu|trvalý pobyt|přechodný pobyt|"
        "přechodné bydliště|místo pobytu|kontaktní adresa|korespondenční adresa|adresa pro doručování|"
        "adresa doručení|adresa domů|adresa do práce|adresa zákazníka|adresa klienta|soukromá adresa|současná adresa|"
        "pracovní adresa|místo trvalého pobytu"),
    street(
        "ulice|ulice a číslo|číslo popisné|číslo domu|poštovní schránka|název ulice|poštovní přihrádka|p o box|"
        "ulice č p|ulice čp|číslo orientační|číslo bytu|č domu|ulice a č p|poštovní box|adresa řádek 1|"
        "adresa řádek 2|p o box číslo|uliční číslo|číslo ulice|ulice číslo bytu|řádek adresy 1|řádek adresy 2|"
        "adresní řádek 1|název budovy|jméno budovy|číslo budovy"),
    city("město|obec|místo bydliště|obec bydliště|město bydliště|město obec|obec město|část obce|městská část"),
    postcode("psč|poštovní směrovací číslo|směrovací číslo|psč bydliště|poštovní kód"),
    state("kraj|okres|stát kraj|kraj bydliště|okres bydliště|stát provincie|region|kraj okres"),
    country(
        "země|stát|země bydliště|kód země|stát bydliště|země původu|státní občanství země|země oblast|země region|"
        "stát země"),
    birth(
        "datum narození|den narození|rok narození|narozeniny|narozen|dat narození|dat nar|datum nar|datumnarozeni|"
        "narozena|měsíc narození|datum naroz"),
    origin(
        "místo narození|země narození|státní příslušnost|národnost|občanství|vzdělání|počet dětí|datum úmrtí|"
        "místo nar|obec narození|stát narození|rodiště|stát příslušnosti|nejvyšší vzdělání|dosažené vzdělání|"
        "stupeň vzdělání|datum smrti|počet vyživovaných dětí|vyživované osoby|výročí|výročí svatby|místo úmrtí|"
        "rok úmrtí|měsíc úmrtí|den úmrtí|věk úmrtí|věk při úmrtí|akademická hodnost|datum křtu|místo křtu|"
        "datum svatby|místo sňatku"),
    age("věk|věková skupina|věkové rozmezí|věková kategorie"),
    gender("pohlaví|oslovení|pohlaví osoby"),
    marital("rodinný stav|stav rodinný|manželský stav|datum sňatku"),
    children("jméno dítěte|jména dětí|datum narození dítěte|rodné číslo dítěte|příjmení dítěte"),
    language("mateřský jazyk|preferovaný jazyk|upřednostňovaný jazyk|jazyk komunikace|jazyk korespondence"),
    job(
        "povolání|pracovní pozice|zaměstnání|pracovní zařazení|funkce|profese|pozice v zaměstnání|pracovní funkce|"
        "název pozice|pracovní titul|vykonávaná profese|pracovní zařazení zaměstnance|úloha v zaměstnání|"
        "pracovní role|role ve firmě|titul zaměstnání|pozice|titul pozice|titul povolání"),
    workplace(
        "zaměstnavatel|pracoviště|datum nástupu|oddělení|místo výkonu práce|datum výstupu|"
        "datum ukončení pracovního poměru|název zaměstnavatele|datum nástupu do zaměstnání|útvar zaměstnance|"
        "datum smlouvy zaměstnance|datum přijetí do zaměstnání|organizační jednotka|organizační útvar"),
    login(
        "přihlášení|uživatelské jméno|přihlašovací jméno|jméno uživatele|uživatelský účet|login uživatele|"
        "přihlašovací údaje|přezdívka uživatele|identifikační jméno|uživatelské jméno smtp|smtp uživatelské jméno|"
        "přihlašovací id|adresa sip|adresa jabber|vaše přihlašovací jméno|adresa im|adresa pro chat"),
    password(
        "heslo|nové heslo|uživatelské heslo|přihlašovací heslo|přístupové heslo|staré heslo|stávající heslo|"
        "heslo smtp|smtp heslo|heslová fráze|heslo fráze|přístupová fráze|současné heslo"),
    secret("bezpečnostní otázka|kontrolní otázka|tajná otázka|bezpečnostní odpověď|pin kód"),
    bank(
        "číslo účtu|bankovní účet|číslo bankovního účtu|bankovní spojení|č účtu|bankovní účet číslo|iban číslo|"
        "účet banka|předčíslí účtu"),
    card(
        "kreditní karta|číslo karty|číslo kreditní karty|platební karta|č karty|číslo platební karty|debetní karta|"
        "bankovní karta|datum platnosti karty|platnost karty|platnost kreditní karty|konec platnosti karty"),
    income(
        "mzda|hrubá mzda|čistá mzda|mzdový výměr|čistý příjem|hrubý příjem|měsíční příjem|roční příjem|"
        "příjem domácnosti|důchod|platový výměr|odměna zaměstnance|hodinová mzda|srážky|srážky ze mzdy|"
        "hodinová sazba zaměstnance|měsíční plat|roční plat"),
    national(
        "rodné číslo|číslo občanského průkazu|občanský průkaz|číslo op|daňové identifikační číslo|dič osoby|"
        "číslo průkazu totožnosti|průkaz totožnosti|číslo dokladu totožnosti|doklad totožnosti|č op|číslo občanky|"
        "číslo sociálního pojištění|č občanského průkazu|číslo sociálního zabezpečení"),
    passport("číslo pasu|cestovní pas|pas číslo|č pasu|číslo cestovního pasu|číslo cestovního dokladu"),
    driving(
        "řidičský průkaz|číslo řidičského průkazu|č řidičského průkazu|řidičské oprávnění|"
        "skupina řidičského oprávnění"),
    permit("povolení k pobytu|číslo povolení k pobytu|pracovní povolení"),
    plate("spz|registrační značka|rz vozidla|státní poznávací značka"),
    health(
        "diagnóza|nemoc|nemoci|alergie|léky|užívané léky|krevní skupina|postižení|zdravotní stav|invalidita|"
        "těhotenství|zdravotní postižení|onemocnění|anamnéza|osobní anamnéza|léčba|očkování|zdravotní problémy|"
        "zdravotní omezení|pracovní neschopnost|nemocenská|stupeň postižení|ztp|příznaky|užívané medikamenty|"
        "zdravotní dokumentace|chronická onemocnění|dieta pacienta|operace pacienta|klidový puls|klidový tep|"
        "maximální puls|maximální tep|krevní tlak|tělesná hmotnost|kuřák|příčina úmrtí|důvod úmrtí|"
        "zdravotní informace|lékařské informace|zdravotní údaje"),
    insurance(
        "zdravotní pojišťovna|číslo pojištěnce|zdravotní pojištění|číslo zdravotního pojištění|kód pojišťovny|"
        "kód zdravotní pojišťovny|pojišťovna pacienta|číslo zdravotní pojišťovny"),
    religion("náboženství|náboženské vyznání|vyznání"),
    political("politické názory|politická příslušnost|politická strana"),
    orientation("sexuální orientace"),
    ethnicity("etnický původ|rasa|etnická příslušnost|kasta|národní původ|národnostní původ"),
    union_member("odbory|členství v odborech|odborová organizace"),
    crime("rejstřík trestů|trestní rejstřík|odsouzení|výpis z rejstříku trestů|trestní bezúhonnost|trestní minulost"),
    image(
        "fotografie|foto|profilová fotografie|fotka|portrét|fotka uživatele|fotografie zaměstnance|"
        "pasová fotografie|obrázek profilu|fotka kontaktu|fotografie kontaktu|obrázek kontaktu|fotografie osob|"
        "fotky"),
    fingerprint("otisk prstu|otisky prstů"),
    hobbies("zájmy|koníčky|záliby|životopis|životopisné údaje"),
    notes(
        "poznámka|poznámky|komentář|text zprávy|připomínky|interní poznámka|poznámka k zákazníkovi|"
        "doplňující informace|další informace|text komentáře"),
    message("zpráva|vzkaz"),
    seen("poslední přihlášení|datum posledního přihlášení|poslední návštěva"),
    key_of(
        "číslo zákazníka|zákaznické číslo|kód zákazníka|osobní číslo|číslo zaměstnance|číslo pacienta|členské číslo|"
        "id zákazníka|číslo člena|č zákazníka|zákaznický kód|evidenční číslo zaměstnance|č člena|průkaz čtenáře|"
        "číslo průkazu čtenáře|číslo studenta|osobní číslo zaměstnance|věrnostní karta|číslo věrnostní karty|"
        "id pacienta|identifikátor zákazníka|rodné číslo pojištěnce|id zaměstnance|id člena|id osoby|id kontaktu|"
        "id uživatele|id nadřízeného|identifikátor uživatele|identifikátor zaměstnance|číslo uživatele|"
        "kód zaměstnance|kód pacienta|číslo osoby|uživatelské id"),
    ip("ip adresa|adresa ip"),
    consent(
        "souhlas|souhlas se zpracováním|novinky e mailem|souhlas s marketingem|souhlas gdpr|souhlas se zasíláním|"
        "odběr novinek"),
    account_name("jméno účtu|název účtu"),
    person(
        "zákazník|zákazníci|zákazníka|uživatel|uživatelé|zaměstnanec|zaměstnanci|pacient|pacienti|žák|žáci|člen|"
        "členové|osoba|osoby|student|studenti|příjemce|odesílatel|klient|klienti|učitel|učitelé|lékař|lékaři|"
        "lékaře|sestra|návštěvník|návštěvníci|účastník|účastníci|uchazeč|uchazeči|žadatelé|nájemník|nájemníci|"
        "majitel|majitelé|vlastník|vlastníci|řidič|řidiči|cestující|pasažér|autoři|předplatitel|odběratel|dárce|"
        "dárci|dobrovolník|dobrovolníci|hráč|hráči|trenér|občan|občané|poplatník|rodič|rodiče|dítě|děti|čtenář|"
        "čtenáři|pojištěnec|pojištěnci|dlužník|dlužníci|věřitel|advokát|notář|prodavač|prodejce|kupující|nájemce|"
        "obyvatel|absolvent|studentů|zákazníků|uživatelů|pracovník|pracovníci|spolupracovník|kontakty|hosté|"
        "pronajímatel|asistent|asistentka|nadřízený|vedoucí"),
    organisation("firma|společnost|dodavatel|škola"),
    event(
        "objednávka|objednávky|rezervace|návštěva|smlouva|smlouvy|platba|platby|faktury|výpůjčka|výpůjčky|registrace|"
        "přihláška|přihlášky|nákup|prodej|vyšetření|hospitalizace|stížnost|reklamace"),
    thing(
        "produkt|produktu|výrobek|výrobku|soubor|souboru|projekt|projektu|stránka|stránky|kategorie|obrázek|skupina|"
        "skupiny|úkol|zboží|kampaň|kampaně|sloupec|sloupce|sloupců|objekt|objektu|ovladač|ovladače|motiv|šablona|"
        "kniha"),
    not_it(
        "ověřeno|ověřený|ověřen|ověřena|ověření|potvrzen|potvrzena|potvrzeno|potvrzený|počet|množství|šablona|typ|"
        "druh|formát|stav|nastavení|oznámení|upozornění|skrýt|zobrazit|nezobrazovat|změnit|změna|změněno|musí|"
        "program|atribut|výchozí|viditelný|povinné|délka|vyprší|odesláno|povoleno|platný|režim|složitost|síla hesla|"
        "změna hesla|obnovení|připomenutí|název skupiny|jméno skupiny|název souboru|jméno souboru|minimální délka|"
        "expirace|poslední změna|maximální|minimální|odhlásit|odhlášení|zadejte|zadat|vložte|vložit|uložit|uložte|"
        "pamatovat|zapamatovat|zapomenuté|zapomenutý|ztracené|nesprávné|nesprávný|špatná|špatné|špatný|neplatná|"
        "neplatné|neplatný|vypršelo|vypršela|odeslat|poslat|přijmout|stáhnout|přidat|smazat|odstranit|upravit|"
        "změňte|vybrat|vyberte|zvolit|hledat|najít|použít|používá se|používá|importovat|exportovat|tisknout|"
        "vytisknout|kopírovat|přesunout|zkontrolovat|kontrolovat|kontrola|selhalo|selhání|chyba|není|neexistuje|"
        "neshodují|nenalezen|podpora|duplicitní|duplikát|složka|složky|záhlaví|hlavička|barva|písmo|server|serveru|"
        "poštovní server|oddělovač|hlášení|výpis|vytvořit|povolit|zakázat|podepsat|zašifrovat|obnovit|seřadit|"
        "řazení|pořadí|volby|možnosti|přeposlat|varovat|varování|vyžadováno|vyžadovat|vyžaduje|nikdy|vždy|omezení|"
        "nahradit|zrušit|oblast hledání|kanálu|kanál|seznamu|souborů|uživatelský agent|emailový účet|e mailový účet|"
        "poštovní účet|příznak|paměti|paměť|způsob|způsob přihlášení|shromážděné|sebrané|v pořádku|ověřuje|"
        "ověřuje se|seřadit podle|upozorňovat|upozornit|přidejte|navštívit|dnů do|dní do|počet dní|vlož|"
        "nejsou určeny|není určen|velikost|znovu|chybí|chybějící|statistiky|vypsat|včetně|zahrnout|sloučit|"
        "jedinečná|unikátní|stejná|stejné|stejný|alternativní jména|umístění|potvrďte|potvrdit|prvky|náhled|chybné|"
        "chybný|nastavit|bez jména|nejčastější|s heslem|pro připojení|název sloupce|titulek|nepoužívat|blok adresy|"
        "bloku s adresou|blok s adresou|zapomněli|nezdařilo|odstraněno|skryto|pravidla|schválit|schvalování|"
        "nebyly nalezeny|neodesílat|potvrzovací|získat|nejnovější|blokován|zakázán|zakázáno|výchozí avatar|"
        "všechny komentáře|povolit komentáře|odpovědět na komentář"),
    which(
        "adresy|domácí|práce|do práce|pracovní|domů|domovní|další|jiný|jiná|jiné|ostatní|nový|nová|nové|starý|"
        "stará|aktuální|současný|hlavní|vedlejší|dočasný|můj|moje|váš|vaše|osobní|soukromý|soukromá|soukromé|"
        "alternativní|služební|firemní|celé|vlastní"),
    alone("user.financial", "příjem|plat"),
    in_person_table("user.name", "předpona|přípona|titul|tituly"),
    in_person_table("user.contact.phone_number", "linka"),
    in_person_table("user.demographic.gender", "oslovení"),
    alone("user.contact.address", "adresy"),
    concept_line("user.location", 2.4,
        "zeměpisná poloha|zeměpisná šířka|zeměpisná délka|geografická poloha|geografické souřadnice"),
    street("patro a dveře|patro a byt"),
    body("tělesná výška|výška v cm|výška postavy"),
    seen("poslední aktivita|naposledy aktivní"),
    political("členství ve straně|členství v politické straně|stranická příslušnost"),
    birth("datum a místo narození|místo a datum narození"),
    card("karta platná do"),
    full("rodinný lékař|jméno partnerky|jméno druha"),
    not_it("vyprší za|počet pacientů|počet členů|počet zákazníků"),
    first("fonetické jméno"),
    last("fonetické příjmení"),
    street("druhý řádek adresy|první řádek adresy|řádek adresy"),
    alone("user.name", "manžel|manželka"),
    title("majitel|vlastník|držitel"),
    email("odpověď na adresu"),
};
// clang-format on

}  // namespace

std::span<const Line> czech() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
