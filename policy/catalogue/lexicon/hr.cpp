// Croatian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "dodatna imena|osobno ime|srednje ime|drugo ime|imena osobe|vlastito ime|krsno ime|ime oca|ime majke|"
        "prvo ime|ime 1|ostala imena|dodatno ime|druga imena|upotrebno ime|ime kojim se zove|osobna imena|imenu"),
    maybe_first("ime"),
    last(
        "prezime|djevojačko prezime|rođeno prezime|prezime pri rođenju|ranije prezime|prezime prije braka|"
        "bivše prezime|obiteljsko ime|djevojačko ime|prezime rođeno|ime nakon sklapanja braka|bračno prezime|"
        "prezime nakon udaje|prezimena|prezimenu"),
    full(
        "oblikovano ime|ime i prezime|prezime i ime|puno ime|ime klijenta|ime kupca|kontakt osoba|nadimak|"
        "ime primatelja|vlasnik računa|vlasnik kartice|ime prezime|prezime ime|ime i prezime kupca|"
        "ime i prezime klijenta|ime pacijenta|ime zaposlenika|ime djelatnika|ime učenika|ime studenta|ime člana|"
        "ime korisnika puno|suprug|supruga|bračni drug|ime supružnika|supružnik|ime bračnog druga|skrbnik|"
        "zakonski zastupnik|ime roditelja|ime skrbnika|kontakt u hitnim slučajevima|kontakt u slučaju nužde|"
        "osoba za kontakt|kontaktna osoba|ime kontakt osobe|prikazano ime|ime za prikaz|ime prikaza|imatelj kartice|"
        "nositelj kartice|ime na kartici|imatelj računa|potpisnik|inicijali|ime liječnika|odabrani liječnik|"
        "ime vozača|ime pošiljatelja|podnositelj zahtjeva|pseudonim|na ruke|prikazni naziv|ime vlasnika|vaše ime|"
        "vaše puno ime|prikazano|stvarno ime|pravo ime|puno ime osobe|isporuka ime|ime za isporuku|ime asistenta|"
        "ime nadređenog|najbliži srodnik|ime srodnika|ime prodavača|primatelj plaćanja|ime platitelja|"
        "cjelokupno ime|patronim|preferirano ime|željeno ime|očevo ime|majčino ime|ime i prezime supružnika|"
        "osoba za hitne slučajeve|plemićka titula|vlasnik dužničkog računa|ime i prezime djeteta|sufiks imena|"
        "prefiks imena|formatirano ime|formatirano puno ime"),
    any_name("naziv"),
    title("akademska titula|akademski stupanj|znanstveni stupanj|osobna titula"),
    email(
        "e pošta|e adresa|elektronička pošta|adresa e pošte|adresa elektroničke pošte|email adresa|e mail adresa|"
        "epošta|elektronička adresa|mail adresa|privatni e mail|službeni e mail|e pošta adresa|email kontakt|"
        "el pošta|adrese e pošte|pošta za odgovaranje|adresa za odgovor"),
    phone(
        "telefon|broj telefona|mobitel|broj mobitela|telefonski broj|mobilni telefon|kućni telefon|poslovni telefon|"
        "kontakt telefon|mobilni broj|tel broj|telefon kućni|mobitel broj|fiksni telefon|broj fiksnog telefona|"
        "telefon fiksni|telefon kuća|telefon posao|telefon na poslu|telefon doma|privatni telefon|službeni telefon|"
        "službeni mobitel|privatni mobitel|kontakt broj|broj za kontakt|telefonski brojevi|telefon 1|telefon 2|"
        "telefon u automobilu|automobilski telefon|auto telefon|dojavljivač|pozivnik|glavni telefon|drugi telefon|"
        "telefon mobilni|mobilni|br telefona|br tel|br mobitela|kućni broj telefona|pejdžer|radio telefon|"
        "broj mobilnoga telefona|broj mobilnoga|povratni poziv|telefon tvrtke|telefon asistenta|teleks|isdn broj|"
        "izravni broj|telefonski broj dostave|mobilni broj telefona|broj pagera|broj dojavljivača|"
        "broj za povratni poziv|telefoni|telefon za hitne slučajeve"),
    fax(
        "faks|broj faksa|telefaks|kućni faks|poslovni faks|broj fax|faks kućni|faks poslovni|faks posao|faks kuća|"
        "privatni faks|kućni telefaks"),
    contact_details(
        "kontaktni podaci|podaci za kontakt|kontakt podaci|kontakt informacije|detalji kontakta|"
        "pojedinosti kontakta|pojedinosti o kontaktu"),
    website(
        "web stranica|mrežna stranica|internetska stranica|web mjesto|web sjedište|osobna stranica|"
        "osobna web stranica|početna stranica osobna|mrežno mjesto|adresa bloga"),
    address(
        "adresa|poštanska adresa|kućna adresa|adresa stanovanja|prebivalište|adresa prebivališta|adresa dostave|"
        "boravište|stalna adresa|privremena adresa|trenutna adresa|adresa za dostavu|adresa isporuke|adresa za račun|"
        "adresa naplate|adresa kupca|adresa klijenta|privatna adresa|poslovna adresa|adresa na poslu|"
        "adresa boravišta|adresa boravka|prijavljeno prebivalište|kontakt adresa|adresa za slanje pošte|"
        "korespondentna adresa"),
    street(
        "poštanski sandučić|ulica|ulica i broj|kućni broj|ulica i kućni broj|poštanski pretinac|naziv ulice|"
        "ulica i kbr|kbr|broj kuće|broj stana|stan broj|redak adrese 1|redak adrese 2|adresa 1|adresa 2|"
        "adresa redak 1|adresa redak 2|poštanski ormarić|poštanski pretinac broj|ime ulice|adresni redak 1|"
        "adresni redak 2|naziv zgrade|ime zgrade|ulica broj stana|broj ulice"),
    city(
        "lokalitet|grad|mjesto|općina|mjesto stanovanja|mjesto prebivališta|naselje|grad prebivališta|mjesto boravka|"
        "grad boravišta|grad općina|poštanski ured mjesto|naselje prebivališta"),
    postcode("poštanski broj|pošt broj|poštanski kod|poštanski br|ptt broj|ptt"),
    state(
        "savezna država|županija|pokrajina|država pokrajina|županija prebivališta|regija|država provincija|"
        "provincija|oblast|županija ili država|okrug"),
    country(
        "država|zemlja|država prebivališta|šifra države|zemlja porijekla|zemlja prebivališta|zemlja boravka|"
        "država podrijetla|država regija|zemlja regija"),
    birth(
        "datum rođenja|dan rođenja|rođendan|godina rođenja|rođen|dat rođenja|nadnevak rođenja|datum rođ|rođena|"
        "mjesec rođenja|rođendani"),
    origin(
        "mjesto rođenja|država rođenja|državljanstvo|nacionalnost|narodnost|obrazovanje|broj djece|stručna sprema|"
        "grad rođenja|općina rođenja|zemlja rođenja|državljanin|stupanj obrazovanja|razina obrazovanja|datum smrti|"
        "članovi obitelji|uzdržavani članovi|uzdržavana djeca|podrijetlo|obljetnica|godišnjica|godišnjica braka|"
        "godina smrti|mjesec smrti|mjesto smrti|dob pri smrti|datum krštenja|mjesto krštenja|datum sklapanja braka|"
        "mjesto vjenčanja"),
    age("dob|dobna skupina|starost|dobni raspon|starosna skupina"),
    gender("spol|rod osobe|spol osobe|oslovljavanje|pozdravni naslov"),
    marital("bračno stanje|bračni status|bračni stanje|datum vjenčanja"),
    children("ime djeteta|imena djece|datum rođenja djeteta|oib djeteta|prezime djeteta"),
    language(
        "materinji jezik|materinski jezik|preferirani jezik|jezik komunikacije|preferirani jezik korisnika|"
        "željeni jezik|omiljeni jezik"),
    job(
        "zanimanje|radno mjesto|titula posla|profesija|naziv radnog mjesta|funkcija zaposlenika|poslovna titula|"
        "zvanje|pozicija u tvrtki|položaj u tvrtki|radna funkcija|radno mjesto zaposlenika|naziv posla|"
        "poslovna funkcija|opis posla|titula|uloga u tvrtki|radna uloga|naziv funkcije|titula zvanje|"
        "titula pozicija|poslovna uloga"),
    workplace(
        "poslodavac|datum zaposlenja|odjel|mjesto rada|datum zapošljavanja|datum prestanka rada|naziv poslodavca|"
        "organizacijska jedinica|odjel zaposlenika|datum uposlenja"),
    login(
        "korisničko ime|ime korisnika|prijavno ime|korisnički račun|naziv korisnika|korisničko ime za prijavu|"
        "korisnik prijava|identifikacijsko ime|prijavni id|sip adresa|jabber adresa|ime na ekranu|vaša prijava|"
        "adresa za izravne poruke|im adresa|suradničko ime|suradnički račun|suradnikovo ime"),
    password(
        "lozinka|zaporka|nova lozinka|zaporka nova|stara lozinka|trenutna lozinka|pristupna lozinka|nova zaporka|"
        "lozinka smtp|pristupna fraza|zaporka smtp|sadašnja lozinka|tajna fraza"),
    secret("sigurnosno pitanje|tajno pitanje|sigurnosni odgovor|pin kod"),
    bank(
        "broj računa|bankovni račun|tekući račun|broj bankovnog računa|žiro račun|br računa|iban broj|račun u banci|"
        "bankovni podaci|broj žiro računa|broj tekućeg računa"),
    card(
        "kreditna kartica|broj kartice|broj kreditne kartice|bankovna kartica|br kartice|debitna kartica|"
        "platna kartica|kartični broj|datum isteka kartice|valjanost kartice|datum isteka kreditne kartice"),
    income(
        "plaća|dohodak|primanja|bruto plaća|neto plaća|mjesečni prihod|mjesečna primanja|godišnji dohodak|mirovina|"
        "satnica|prihodi kućanstva|izuzimanje od plaće|odbici|ustegnuća|mjesečna plaća|godišnja plaća|"
        "naknada za rad"),
    national(
        "oib|osobni identifikacijski broj|broj osobne iskaznice|osobna iskaznica|jmbg|matični broj građana|"
        "br osobne iskaznice|broj osobne|osobni dokument|broj osobnog dokumenta|osobni identifikacijski br|"
        "porezni broj osobe|broj socijalnog osiguranja|matični broj osobe|broj identifikacijskog dokumenta"),
    passport("putovnica|broj putovnice|br putovnice|pasoš|broj pasoša"),
    driving("vozačka dozvola|broj vozačke dozvole|br vozačke dozvole|vozačka kategorija"),
    permit("dozvola boravka|dozvola za boravak|radna dozvola|broj dozvole boravka"),
    plate(
        "registarska oznaka|registarska oznaka vozila|registracija vozila|broj šasije|registarska tablica|"
        "registarske tablice"),
    health(
        "dijagnoza|bolest|bolesti|alergija|alergije|lijekovi|krvna grupa|invaliditet|zdravstveno stanje|bolovanje|"
        "dijagnoze|zdravstvene poteškoće|zdravstveni problemi|liječenje|terapija|cijepljenje|trudnoća|anamneza|"
        "simptomi|bolesti pacijenta|kronične bolesti|stupanj invaliditeta|posebne potrebe|medicinska dokumentacija|"
        "lijek pacijenta|alergija na lijekove|puls u mirovanju|puls nakon odmora|maksimalni puls|otkucaji srca|"
        "krvni tlak|tjelesna težina|pušač|dijeta|uzrok smrti|zdravstvene informacije|zdrastvene informacije|"
        "medicinski podaci|medicinske informacije"),
    insurance(
        "zdravstveno osiguranje|broj zdravstvenog osiguranja|broj osiguranika|mbo|zdravstvena iskaznica|"
        "broj zdravstvene iskaznice|mbo osiguranika|osigurana osoba broj"),
    religion("vjera|vjeroispovijest|religija|vjersko uvjerenje|vjerska pripadnost"),
    political("političko uvjerenje|politička stranka|politička pripadnost|stranačka pripadnost"),
    orientation("seksualna orijentacija|spolna orijentacija"),
    ethnicity("etničko podrijetlo|etnička pripadnost|rasa|kasta|nacionalno porijeklo|nacionalno podrijetlo"),
    union_member("sindikat|članstvo u sindikatu"),
    crime("kaznena evidencija|osuđivanost|potvrda o nekažnjavanju|osude|kazneni postupak"),
    image(
        "fotografija|slika osobe|profilna slika|slika profila|fotka|portret|osobna fotografija|slika zaposlenika|"
        "slika kontakta|fotografija kontakta|fotografije|slike osobe"),
    fingerprint("otisak prsta|otisci prstiju"),
    hobbies("interesi|hobiji|hobi|biografske informacije|biografija|životopis"),
    notes(
        "bilješke|bilješka|napomena|napomene|komentar|primjedbe|interne bilješke|interna napomena|"
        "dodatne informacije|opaska|opaske|tekst poruke|zabilješke|zabilješka"),
    message("poruka"),
    seen(
        "zadnja prijava|posljednja prijava|zadnji posjet|zadnje prijavljivanje|posljednje prijavljivanje|"
        "zadnja veza|posljednje spajanje|zadnje povezivanje"),
    key_of(
        "broj klijenta|broj kupca|šifra kupca|šifra klijenta|broj člana|članski broj|broj zaposlenika|"
        "matični broj zaposlenika|broj pacijenta|br kupca|identifikacijski broj kupca|broj studenta|jmbag|"
        "broj iskaznice člana|kartica vjernosti|broj kartice vjernosti|kod kupca|šifra zaposlenika|šifra pacijenta|"
        "id korisnika|id kupca|id mušterije|id zaposlenika|id uposlenika|broj uposlenika|id člana|članski id|"
        "id osobe|id kontakta|id pacijenta|id nadređenog|id nadglednika|šifra osobe|matični broj radnika|id autora|"
        "broju suradnika|broj suradnika|id suradnika"),
    ip("ip adresa"),
    consent(
        "privola|suglasnost|pristanak|suglasnost za obradu|privola za obradu|prijava na newsletter|"
        "pristanak na obradu"),
    account_name("ime računa|naziv računa"),
    person(
        "klijent|klijenta|kupac|kupca|korisnik|korisnika|zaposlenik|djelatnik|pacijent|učenik|član|osoba|student|"
        "primatelj|pošiljatelj|gost|građanin|klijenti|kupci|korisnici|zaposlenici|djelatnici|pacijenti|pacijenta|"
        "učenici|učenika|članovi|člana|osobe|studenti|studenta|učitelj|učitelji|nastavnik|nastavnici|liječnik|"
        "liječnici|medicinska sestra|posjetitelj|posjetitelji|sudionik|sudionici|kandidat|kandidati|podnositelj|"
        "najmoprimac|stanar|stanari|vlasnik|vlasnici|vozač|vozači|putnik|putnici|autori|pretplatnik|pretplatnici|"
        "donator|volonter|volonteri|igrač|igrači|trener|građani|roditelj|roditelji|dijete|djeca|čitatelj|čitatelji|"
        "osiguranik|osiguranici|dužnik|dužnici|vjerovnik|odvjetnik|javni bilježnik|prodavač|gosti|radnik|radnici|"
        "suradnik|suradnici|kontakti|polaznik|polaznici|mušterija|mušterije|uposlenik|uposlenici|uposlenika|"
        "pomoćnik|asistent|nadređeni|voditelj"),
    organisation("tvrtka|tvrtke|poduzeće|dobavljač|škola"),
    event(
        "narudžba|narudžbe|plaćanje|plaćanja|rezervacija|rezervacije|račun kupca|posjet|posjeti|ugovor|ugovori|"
        "posudba|kupnja|prijave|pregled liječnički|pritužba"),
    thing(
        "proizvod|proizvoda|datoteka|datoteke|projekt|projekta|stranica|stranice|kategorija|slika|grupa|grupe|"
        "zadatak|kampanja|kampanje|stupac|stupci|stupca|objekt|objekta|objekata|upravljački program|knjiga|knjige|"
        "tema"),
    not_it(
        "potvrđeno|potvrđen|potvrđena|provjereno|provjeren|provjerena|verificiran|broj proizvoda|količina|predložak|"
        "tip|vrsta|format|stanje|status|postavke|postavka|obavijest|obavijesti|sakrij|prikaži|promijeni|"
        "promijenjena|mora|program|atribut|zadano|zadana|vidljiv|obavezno|duljina|vrijedi do|način|mod|složenost|"
        "jačina lozinke|promjena|ponovno postavljanje|podsjetnik|ime grupe|ime datoteke|naziv datoteke|"
        "minimalna duljina|istek|zadnja promjena|maksimalni|maksimalna|najveći|najmanji|odjava|unesi|unesite|upiši|"
        "upišite|spremi|pohrani|zapamti|zaboravljena|zaboravili ste|izgubljena|neispravna|netočna|pogrešna|nevažeći|"
        "nevažeća|nevažeće|neispravan|istekla|isteklo|pošalji|primi|preuzmi|dodaj|obriši|izbriši|ukloni|uredi|"
        "promijenite|odaberi|odaberite|izaberi|traži|pretraži|pronađi|koristi|upotrijebi|u uporabi|uvezi|izvezi|"
        "ispiši|ispis|kopiraj|premjesti|provjeri|nije uspjelo|neuspješno|greška|ne postoji|ne podudaraju|"
        "nije pronađen|nije dodan|podrška|duplikati|mapa|mape|zaglavlje|font|poslužitelj|poslužitelja|razdjelnik|"
        "izvještaj|izvještaja|izvješće|stvori|omogući|onemogući|dopusti|potpiši|šifriraj|razvrstaj|poredak|"
        "mogućnosti|proslijedi|upozori|upozorenje|potrebna|zahtijevaj|nikada|uvijek|ograničenje|zamijeni|kanala|"
        "popisa|uknjiženja|proizvoljan|automatskog|naslov izvještaja|naslov poruke|naslov stranice|naslov knjige|"
        "memorija|kanal|prikupljene|metoda|ispravna|točna|provjerava|obavijesti me|poredaj|račun e pošte|preferira|"
        "postavi|posjeti|iznad imena|prilagođena imena|uključi|uključeni|spoji|nedostaje|veličina|naslov kalendara|"
        "naslov web|ime mjesta|naziv mjesta|ista imena|ista prezimena|izradi|potvrdi|potvrda|uređivanje oznake|"
        "e poruka|novi popis|popis|nema postavljene|dužina|nisu iste|za web veze|naslov teksta|s lozinkom|preimenuj|"
        "bez imena|dana do|jedinstvena|jedinstveno|nedostaju|elementi|ne slau|kriva lozinka|najčešća|najčešći|"
        "najčešće|blok adrese|nije|nije ispravan|sortiraj|sortiranje|postavite|botova|poslana|nema adrese|"
        "onemogućena|spriječi|nevaljana|blokirana|imenu datoteke|autorizacija|preskoči|resetiranje|pravila|"
        "svi komentari|odobri|moderiranje|izvorni avatar|zaštićeno|slanje|pokaži|zatraži|izgubili|najnoviji|"
        "broj komentara|naziv web|odgovori na komentar"),
    which(
        "kućna|kućne|posao|na poslu|poslovni|poslovna|poslovno|službeni|službena|kuća|kod kuće|kućni|kućno|osobno|"
        "osobni|osobna|drugi|druga|drugo|ostalo|novi|nova|stari|stara|staro|trenutni|trenutna|glavni|glavna|"
        "privremeni|privremena|moj|moja|vaš|vaše|privatni|privatna|privatno|alternativni|dodatni|dodatna|puno"),
    in_person_table("user.name", "prefiks|sufiks|titula"),
    in_person_table("user.demographic.gender", "pozdrav"),
    concept_line("user.location", 2.4,
        "zemljopisni položaj|geografski položaj|zemljopisna širina|zemljopisna dužina|geografske koordinate"),
    street("kat i vrata|kat i stan"),
    full("obiteljski liječnik|liječnik obiteljske medicine|ime partnera|ime partnerice"),
    birth("datum i mjesto rođenja|mjesto i datum rođenja"),
    card("kartica vrijedi do|istek kartice|kartica istječe"),
    body("tjelesna visina|visina u cm"),
    seen("zadnja aktivnost|posljednja aktivnost|zadnji put aktivan"),
    political("članstvo u stranci"),
    not_it("lozinka istječe|istječe za|broj pacijenata|broj članova|broj korisnika"),
    first("fonetsko ime"),
    last("fonetsko prezime"),
    phone("izravna linija|direktna linija"),
    seen("datum zadnje prijave"),
    alone("user.name", "suprug|supruga"),
    title("vlasnik|vlasnica|nositelj"),
    email("odgovor na adresu"),
};
// clang-format on

}  // namespace

std::span<const Line> croatian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
