// Polish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "dodatkowe imiona|inne imiona|imię|imiona|drugie imię|pierwsze imię|imię pierwsze|imię drugie|"
        "imię i drugie imię|imiona rodziców|imię ojca|imię matki|kolejne imiona|imię dodatkowe|imię środkowe|"
        "używane imię|imię używane|imię preferowane|imiona nadane"),
    last(
        "nazwisko|nazwisko panieńskie|nazwisko rodowe|nazwisko rodzinne|nazwisko po mężu|nazwisko panieńskie matki|"
        "nazwisko rodowe matki|poprzednie nazwisko|drugi człon nazwiska|n panieńskie|nazwisko po ślubie|"
        "nazwisko po zawarciu małżeństwa|nazwiska|nazwisko przy urodzeniu|wcześniejsze nazwisko"),
    full(
        "sformatowana nazwa|sformatowane nazwisko|imię i nazwisko|nazwisko i imię|pełne imię i nazwisko|"
        "imię nazwisko|osoba kontaktowa|pseudonim|przezwisko|pełna nazwa osoby|nazwa klienta|posiadacz rachunku|"
        "posiadacz karty|nazwisko odbiorcy|imiona i nazwisko|imię nazwisko klienta|imię i nazwisko klienta|"
        "imię i nazwisko pacjenta|imię i nazwisko pracownika|imię i nazwisko ucznia|nazwisko pacjenta|"
        "nazwisko pracownika|nazwisko klienta|współmałżonek|małżonek|imię i nazwisko małżonka|opiekun prawny|"
        "przedstawiciel ustawowy|osoba do kontaktu|osoba do kontaktu w nagłych wypadkach|kontakt alarmowy|"
        "imię i nazwisko odbiorcy|imię i nazwisko nadawcy|właściciel rachunku|właściciel konta|posiadacz konta|"
        "imię i nazwisko na karcie|wyświetlana nazwa|nazwa wyświetlana|ksywa|inicjały|podpisał|beneficjent rachunku|"
        "lekarz prowadzący|imię i nazwisko lekarza|imię i nazwisko kierowcy|imię i nazwisko rodzica|"
        "imię i nazwisko opiekuna|wnioskodawca|imię i nazwisko wnioskodawcy|do rąk własnych|zdrobnienie|"
        "wyświetlane imię i nazwisko|twoje imię i nazwisko|twoje nazwisko|nazwa do wyświetlenia|prawdziwe imię|"
        "prawdziwe imię i nazwisko|prawdziwa nazwa|nazwa ekranowa|wyświetlane imię|ksywka|imię właściciela|"
        "imię i nazwisko właściciela|właściciel karty|odebrał|odebrane przez|imię asystenta|nazwisko asystenta|"
        "przełożony imię|osoba bliska|najbliższy krewny|nazwisko sprzedawcy|odbiorca płatności|imię odbiorcy|"
        "imię nadawcy|imię i nazwisko użytkownika|preferowane imię|przydomek|patronimik|imię odojcowskie|"
        "tytuł szlachecki|imię i nazwisko ojca|imię i nazwisko matki|kontakt w nagłych wypadkach|"
        "osoba kontaktowa w nagłych wypadkach|imię współmałżonka|imię i nazwisko dziecka opiekuna|"
        "właściciel obciążanego konta|przyrostek nazwiska|przedrostek nazwiska"),
    any_name("nazwa"),
    title("tytuł naukowy|stopień naukowy|tytuł akademicki|tytuł osoby|tytuł osobisty|tytuł grzecznościowy"),
    email(
        "adres e mail|adres email|adres poczty elektronicznej|poczta elektroniczna|mejl|e poczta|poczta e mail|"
        "e mail prywatny|email prywatny|email służbowy|adres mailowy|adres e poczty|mail kontaktowy|"
        "e mail kontaktowy|skrzynka e mail|adres odpowiedzi|adres do odpowiedzi"),
    phone(
        "telefon|numer telefonu|telefon komórkowy|numer telefonu komórkowego|nr telefonu|nr tel|komórka|"
        "telefon domowy|telefon służbowy|telefon stacjonarny|telefon kontaktowy|telefon w pracy|telefon prywatny|"
        "tel kom|tel komórkowy|tel domowy|tel stacjonarny|tel służbowy|nr telefonu komórkowego|nr tel kom|nr kom|"
        "nr komórki|numer komórki|numer komórkowy|numer kontaktowy|telefon do kontaktu|telefon 1|telefon 2|"
        "telefon w samochodzie|telefon samochodowy|telefony|telefon alarmowy kontakt|telefon dodatkowy|"
        "numer stacjonarny|telefon do pracy|radiotelefon|telefon zwrotny|numer zwrotny|telefon firmowy|"
        "telefon asystenta|numer wewnętrzny|telefon wewnętrzny|teleks|numer isdn|inny telefon|telefon główny|"
        "telefon bezpośredni|numer pagera|oddzwanianie|oddzwonienie|numer do oddzwonienia|"
        "telefon w nagłych wypadkach|telefon alarmowy"),
    fax("faks|numer faksu|nr faksu|faks domowy|faks służbowy|faks w pracy|numer fax|telefaks|fax domowy|fax w pracy"),
    contact_details("dane kontaktowe|informacje kontaktowe|szczegóły wpisu|szczegóły kontaktu|dane kontaktu"),
    website(
        "strona internetowa|strona www|strona domowa|witryna|adres www|strona osobista|adres strony|"
        "adres strony www|strony www|url strony www|url strony|adres bloga|adres blogu"),
    address(
        "adres|adres zamieszkania|adres zameldowania|adres korespondencyjny|adres domowy|adres dostawy|"
        "adres do faktury|adres pocztowy|miejsce zamieszkania|adres stałego zameldowania|adres tymczasowy|"
        "adres stały|adres do korespondencji|adres do doręczeń|adres wysyłki|adres rozliczeniowy|adres prywatny|"
        "adres pracy|adres klienta|adres pobytu|zamieszkały|zamieszkała|zameldowanie|adres podatnika"),
    street(
        "ulica|ulica i numer|numer domu|nr domu|numer mieszkania|nr mieszkania|nr lokalu|numer lokalu|"
        "skrytka pocztowa|nazwa ulicy|ulica nr domu|ulica i nr domu|ulica numer|nr budynku|numer budynku|nr ulicy|"
        "nr domu i mieszkania|numer domu i mieszkania|nr domu mieszkania|skr poczt|skrytka|adres linia 1|"
        "adres linia 2|wiersz adresu 1|wiersz adresu 2|budynek lokal|nr posesji|skrzynka pocztowa|"
        "służbowa skrzynka pocztowa|nazwa budynku|ulica numer mieszkania|ulica i numer mieszkania|numer ulicy|"
        "linia adresu 1|linia adresu 2"),
    city(
        "miasto|miejscowość|poczta miejscowość|gmina|miasto zamieszkania|miejscowość zamieszkania|poczta miasto|"
        "miasto dostawy|dzielnica|gmina zamieszkania|zamieszkanie|miejscowość poczty"),
    postcode("kod pocztowy|kod poczt|kod i miejscowość|kod pocztowy dostawy"),
    state(
        "województwo|powiat|województwo zamieszkania|stan województwo|prowincja|stan prowincja|hrabstwo|"
        "kraj związkowy"),
    country(
        "kraj|kraj zamieszkania|państwo|kod kraju|kraj pochodzenia|kraj zamieszkania klienta|państwo zamieszkania|"
        "kraj dostawy|kraj obywatelstwa|kraj region|państwo region"),
    birth(
        "data urodzenia|dzień urodzin|rok urodzenia|urodziny|data ur|urodzony|d urodzenia|rok ur|dzień urodzenia|"
        "miesiąc urodzenia|ur dnia|urodzona|dataurodzenia"),
    origin(
        "miejsce urodzenia|kraj urodzenia|obywatelstwo|narodowość|wykształcenie|liczba dzieci|data zgonu|miejsce ur|"
        "miasto urodzenia|państwo urodzenia|kraj pochodzenia osoby|poziom wykształcenia|data śmierci|"
        "liczba dzieci na utrzymaniu|osoby na utrzymaniu|członkowie rodziny|miejsce urodz|rocznica|rocznica ślubu|"
        "jubileusz|miejsce śmierci|rok śmierci|miesiąc śmierci|miejsce zgonu|rok zgonu|data chrztu|miejsce chrztu|"
        "data małżeństwa|data zawarcia małżeństwa|miejsce zawarcia małżeństwa|śmierć w wieku|wiek w chwili śmierci|"
        "stopień wykształcenia"),
    age("wiek|grupa wiekowa|przedział wiekowy"),
    gender("płeć|zwrot grzecznościowy|zwrot grzecz"),
    marital("stan cywilny|stan cyw|data ślubu|stan rodzinny"),
    children(
        "imię dziecka|imiona dzieci|nazwisko dziecka|imię i nazwisko dziecka|data urodzenia dziecka|pesel dziecka|"
        "potomne"),
    language("język ojczysty|preferowany język|język preferowany|język kontaktu|język korespondencji"),
    job(
        "zawód|stanowisko|zawód wykonywany|stanowisko pracy|profesja|zajmowane stanowisko|wykonywany zawód|"
        "nazwa stanowiska|funkcja pracownika|tytuł zawodowy|zatrudnienie|zajęcie|rola w pracy|rola w firmie|"
        "tytuł stanowiska|funkcja w firmie|tytuł stanowisko|tytuł zawód|rola służbowa"),
    workplace(
        "pracodawca|miejsce pracy|data zatrudnienia|dział|oddział|zakład pracy|data zwolnienia|"
        "data zatrudnienia pracownika|komórka organizacyjna|data przyjęcia do pracy|nazwa pracodawcy|"
        "data wynajmu pracownika|jednostka organizacyjna|komórka organizacyjna firmy"),
    login(
        "nazwa użytkownika|login użytkownika|identyfikator użytkownika|użytkownik login|nazwa logowania|"
        "użytkownik smtp|nazwa konta użytkownika|adres sip|adres jabber|identyfikator logowania|adres komunikatora|"
        "komunikator|identyfikator komunikatora"),
    password(
        "hasło|nowe hasło|hasło użytkownika|hasło dostępu|hasło do konta|stare hasło|obecne hasło|hasło smtp|"
        "fraza hasła|hasło wielowyrazowe|hasło klucza|zdanie hasłowe|aktualne hasło"),
    secret("pytanie pomocnicze|pytanie zabezpieczające|odpowiedź zabezpieczająca|kod pin|tajne pytanie"),
    bank(
        "numer konta|numer rachunku|konto bankowe|rachunek bankowy|nr konta|numer konta bankowego|"
        "numer rachunku bankowego|nr rachunku|numer konta bankowego klienta|nr rachunku bankowego|numer iban|"
        "nr konta bankowego|nrb"),
    card(
        "karta kredytowa|numer karty|numer karty kredytowej|karta płatnicza|nr karty|nr karty kredytowej|"
        "karta debetowa|karta bankowa|data ważności karty|ważność karty|termin ważności karty"),
    income(
        "wynagrodzenie|pensja|zarobki|dochód|dochody|wynagrodzenie brutto|wynagrodzenie netto|pensja brutto|"
        "płaca zasadnicza|wynagrodzenie zasadnicze|dochód miesięczny|dochód na osobę|dochód rodziny|emerytura|"
        "stawka godzinowa pracownika|potrącenia|płaca|uposażenie"),
    national(
        "pesel|numer pesel|nr pesel|numer dowodu osobistego|dowód osobisty|seria i numer dowodu|nip osoby|"
        "numer dowodu|nr dowodu osobistego|nr dowodu|seria i nr dowodu|seria i numer dowodu osobistego|nip klienta|"
        "numer identyfikacji podatkowej|nr pesel klienta|numer ewidencyjny pesel|dokument tożsamości|"
        "numer dokumentu tożsamości|nr dokumentu tożsamości|numer ubezpieczenia społecznego|seria dowodu"),
    passport("paszport|numer paszportu|nr paszportu|seria i numer paszportu"),
    driving("prawo jazdy|numer prawa jazdy|nr prawa jazdy|kategoria prawa jazdy"),
    permit("karta pobytu|numer karty pobytu|zezwolenie na pobyt|pozwolenie na pracę|zezwolenie na pracę"),
    plate("numer rejestracyjny pojazdu|nr rejestracyjny|numer rejestracyjny|tablica rejestracyjna|numer vin pojazdu"),
    health(
        "diagnoza|rozpoznanie|choroba|choroby|alergia|alergie|uczulenia|leki|przyjmowane leki|grupa krwi|"
        "niepełnosprawność|stan zdrowia|stopień niepełnosprawności|zwolnienie lekarskie|ciąża|schorzenia|schorzenie|"
        "choroby przewlekłe|przebyte choroby|leczenie|szczepienia|szczepienie|orzeczenie o niepełnosprawności|"
        "rozpoznanie choroby|historia choroby|wywiad lekarski|objawy|dolegliwości|uczulenie|zwolnienie chorobowe|l4|"
        "dieta pacjenta|grupa inwalidzka|zabieg medyczny|tętno|puls w spoczynku|tętno spoczynkowe|puls maksymalny|"
        "tętno maksymalne|ciśnienie krwi|masa ciała|palacz|powód śmierci|przyczyna śmierci|przyczyna zgonu|"
        "informacje medyczne|dane medyczne|informacje o stanie zdrowia"),
    insurance(
        "numer ubezpieczenia|ubezpieczenie zdrowotne|numer ubezpieczenia zdrowotnego|nfz|oddział nfz|numer karty nfz|"
        "ubezpieczyciel zdrowotny|numer polisy zdrowotnej|ekuz"),
    religion("wyznanie|religia|przekonania religijne"),
    political("poglądy polityczne|przynależność partyjna|partia polityczna"),
    orientation("orientacja seksualna"),
    ethnicity("pochodzenie etniczne|rasa|pochodzenie rasowe|kasta|narodowość pochodzenie"),
    union_member("związek zawodowy|przynależność do związku zawodowego|przynależność związkowa"),
    crime("karalność|wyroki|rejestr karny|niekaralność|zaświadczenie o niekaralności|krajowy rejestr karny|skazania"),
    image(
        "zdjęcie|fotografia|zdjęcie profilowe|fotografia pracownika|zdjęcie ucznia|zdjęcie legitymacyjne|"
        "zdjęcie użytkownika|zdjęcie kontaktu|fotografia kontaktu|zdjęcia osoby|fotografie|zdjęcia"),
    fingerprint("odciski palców"),
    hobbies("zainteresowania|biografia|życiorys|informacje biograficzne"),
    notes(
        "uwagi|notatki|notatka|komentarz|komentarze|treść wiadomości|adnotacje|uwagi wewnętrzne|"
        "dodatkowe informacje|notatki o kliencie|opinia o kliencie|treść komentarza|uwagi klienta|uwaga"),
    message("wiadomość"),
    seen("ostatnie logowanie|data ostatniego logowania|ostatnia wizyta"),
    key_of(
        "numer klienta|nr klienta|id klienta|kod klienta|numer pracownika|numer pacjenta|numer członkowski|"
        "numer ucznia|numer albumu|id użytkownika|id pracownika|nr albumu|nr pracownika|nr pacjenta|"
        "numer ewidencyjny pracownika|numer karty pacjenta|numer czytelnika|karta biblioteczna|"
        "karta stałego klienta|numer karty lojalnościowej|karta lojalnościowa|numer legitymacji|nr legitymacji|"
        "identyfikator klienta|identyfikator pracownika|kod pacjenta|nr członkowski|numer kontrahenta osoby|"
        "id osoby|id kontaktu|id członka|id pacjenta|id nadzorcy|id przełożonego|identyfikator pacjenta|"
        "identyfikator osoby|numer osoby|numer użytkownika|id autora"),
    ip("adres ip"),
    consent(
        "zgoda|zgoda marketingowa|zgoda na przetwarzanie danych|zgoda rodo|zgody|zgoda na marketing|"
        "zgoda na newsletter|zgoda na przetwarzanie|zgoda na kontakt"),
    account_name("nazwa konta|nazwa rachunku"),
    person(
        "klient|klienci|klienta|użytkownik|użytkownicy|użytkownika|pracownik|pracownicy|pracownika|pacjent|"
        "pacjenci|pacjenta|uczeń|uczniowie|członek|osoba|osoby|student|studenci|odbiorca|nadawca|gość|goście|"
        "kontakt|obywatel|nauczyciel|nauczyciele|lekarz|lekarze|lekarza|pielęgniarka|odwiedzający|uczestnik|"
        "uczestnicy|uczestnika|kandydat|kandydaci|kandydata|wnioskodawcy|najemca|najemcy|właściciel|właściciele|"
        "właściciela|kierowca|kierowcy|pasażer|pasażerowie|autorzy|abonent|abonenci|prenumerator|darczyńca|"
        "wolontariusz|wolontariusze|gracz|gracze|zawodnik|zawodnicy|trener|trenerzy|obywatele|podatnik|rodzic|"
        "rodzice|dziecko|opiekun|opiekunowie|czytelnik|czytelnicy|ubezpieczony|ubezpieczeni|dłużnik|dłużnicy|"
        "wierzyciel|adwokat|notariusz|sprzedawca|kupujący|nabywca|nabywcy|doradca|lokator|lokatorzy|mieszkaniec|"
        "mieszkańcy|absolwent|petent|zleceniobiorca|stażysta|kontrahenci osoby|kontakty|kursant|kursanci|słuchacz|"
        "słuchacze|asystent|asystentka|przełożony|kierownik"),
    organisation("firma|firmy|przedsiębiorstwo|dostawca|dostawcy|szkoła"),
    event(
        "zamówienie|zamówienia|faktury|rezerwacja|wizyta|wizyty|płatność|wypożyczenie|wypożyczenia|umowa|umowy|"
        "płatności|zakup|zakupy|sprzedaż|rezerwacje|zgłoszenie|zgłoszenia|recepta|recepty|skierowanie|badanie|badania"),
    thing(
        "produkt|produktu|produkty|towar|towaru|plik|pliku|projekt|projektu|strona|strony|obraz|grupa|grupy|zadanie|"
        "zagadnienie|książka|kampania|kampanie|kolumna|kolumny|kolumn|obiekt|obiektu|obiektów|sterownik|sterownika|"
        "motyw|książki|szablon nazwa"),
    not_it(
        "zweryfikowany|zweryfikowana|zweryfikowano|zweryfikowane|potwierdzony|potwierdzona|potwierdzono|"
        "potwierdzone|liczba|ilość|szablon|typ|rodzaj|format|status|ustawienie|ustawienia|powiadomienie|"
        "powiadomienia|ukryj|pokaż|zmień|zmiana|zmienić|musi|program|atrybut|domyślny|domyślna|domyślne|widoczny|"
        "widoczność|wymagany|wymagane|długość|wygasa|wysłany|wysłano|dozwolony|ważny|tryb|złożoność|siła hasła|"
        "modyfikacja|resetowanie|przypomnienie|nazwa grupy|nazwa pliku|minimalna długość|wygaśnięcie|"
        "ostatnia zmiana|maksymalna|maksymalny|minimalny|maksymalna liczba|wyloguj|wpisz|wprowadź|podaj|zapisz|"
        "zapamiętaj|zapamiętać|zapomniane|zapomniałem|utracone|niepoprawne|niepoprawny|nieprawidłowe|nieprawidłowy|"
        "nieprawidłowa|błędne|błędny|błędy|wygasło|wygasł|przeterminowane|wyślij|wysłać|odbierz|pobierz|dodaj|usuń|"
        "usunąć|edytuj|edycja|zmieniono|zmieniać|wybierz|szukaj|znajdź|użyj|używaj|używany|w użyciu|importuj|"
        "eksportuj|drukuj|wyświetl|wyświetlaj|kopiuj|przenieś|sprawdź|sprawdzaj|niepowodzenie|nie powiodło się|błąd|"
        "nie|nigdy|zawsze|zgadzają|obsługa|zduplikowane|duplikaty|folder|foldery|nagłówek|nagłówki|kolor|czcionka|"
        "serwer|serwera|separator|raport|raportu|utwórz|włącz|wyłącz|zezwól|podpisz|szyfruj|przywróć|odzyskaj|"
        "sortuj|sortowanie|kolejność|opcje|przekaż|ostrzegaj|ostrzeżenie|wymagaj|limit|zastąp|kanału|listy|"
        "konto e mail|konto pocztowe|konto email|odnaleziono|znaleziono|potwierdzenia odbioru|pamięci|pamięć|kanał|"
        "dni między|dni pomiędzy|dni do|dni od|liczba dni|zebrane|metoda|poprawne|poprawny|zachowaj|powiadamiaj|"
        "powiadom|sprawdzanie|sortuj według|ustaw|ustawianie|porządkowanie|zrób|osoba bez|bez imienia|serwis|"
        "nazwa notatki|rozmiar|proszę|dni weekendu|otwórz|dołącz|połącz|scal|brakujące|brakujący|brak|"
        "url wyszukiwania|najczęstsze|unikatowych|unikatowe|unikalne|te same|ten sam|to samo|sumarycznie|"
        "typy regionu|okres|potwierdź|wiadomość e mail|wiadomości e mail|wysyłanie|z hasłem|dla połączeń|połączeń|"
        "podgląd|elementy|pozycja|odwiedź|lista|numer dowodu księgowego|miejsc|nazwy kolumn|nazwy obiektów|ponownie|"
        "zmień nazwę|blok adresu|zresetuj|usunięta|usunięty|potwierdzenie|wyłączony|niedostępna|niedostępny|"
        "zablokowany|ukryta|ukryty|potwierdzanie|anulowanie|wszystkie komentarze|zatwierdź|moderacja|publikacja|"
        "zdobądź|url obrazka|najnowsze|mogą przesyłać|inni użytkownicy mogą|odpowiedz na komentarz"),
    which(
        "adresy|domowy|domowego|praca|pracy|w pracy|służbowy|służbowa|służbowe|dom|domowa|domowe|inny|inna|inne|nowy|"
        "nowa|nowe|stary|stara|obecny|obecna|główny|główna|główne|dodatkowy|dodatkowa|dodatkowe|tymczasowy|mój|moja|"
        "twój|twoja|twoje|osobisty|osobista|prywatny|prywatna|prywatne|alternatywny|zapasowy|komórkowy|kontaktowy|"
        "kontaktowa|pełny|pełna|pełne"),
    in_person_table("user.name", "prefiks|sufiks|przedrostek|przyrostek|tytuł"),
    in_person_table("user.contact.phone_number", "wewnętrzny"),
    alone("user.contact.address", "adresy"),
    alone("user.contact.phone_number", "komórkowy"),
    concept_line("user.location", 2.4,
        "położenie geograficzne|szerokość geograficzna|długość geograficzna|współrzędne geograficzne"),
    street("piętro i drzwi|piętro i mieszkanie"),
    full("lekarz rodzinny|imię partnera|imię partnerki|imię opiekuna|nazwisko opiekuna"),
    bank("dane bankowe|dane rachunku bankowego"),
    card("karta ważna do"),
    body("wzrost w cm"),
    seen("ostatnia aktywność|ostatnio aktywny"),
    political("przynależność do partii|członkostwo w partii"),
    national("numer podatkowy osoby|numer identyfikacji podatkowej osoby"),
    not_it("hasło wygaśnie|wygaśnie za|za dni|liczba pacjentów|liczba członków|liczba klientów"),
    title("tytuł przed nazwiskiem|tytuł przed imieniem"),
    gender("forma grzecznościowa"),
    phone("linia bezpośrednia|numer bezpośredni"),
    first("imię fonetyczne"),
    last("nazwisko fonetyczne"),
    alone("user.name", "mąż|żona|małżonek|małżonka"),
    title("właściciel|właścicielka|posiadacz"),
    email("odpowiedź do|adres zwrotny"),
};
// clang-format on

}  // namespace

std::span<const Line> polish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
