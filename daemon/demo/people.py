"""The demo's people and their identifiers, made from a seed. All addresses end in .example, and
phone numbers come from the ranges that regulators set aside for fiction where there are any."""
import dataclasses
import datetime
import unicodedata

from names import COUNTRIES


@dataclasses.dataclass
class Person:
    key: int
    country: str
    first: str
    last: str
    email: str
    phone: str  # E.164
    iban: str
    birth_date: datetime.date
    street: str
    postcode: str
    city: str
    company: str
    customer_no: str
    shares_address_with: int | None = None
    mailbox: str | None = None  # one that somebody else uses too
    stores: set = dataclasses.field(default_factory=set)

    @property
    def name(self):
        return f"{self.first} {self.last}"


def ascii_of(text):
    text = text.translate(str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}))
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def iban(country, number):
    """A formally right IBAN of a bank that does not exist."""
    if country == "FR":  # with the key of the national account number
        bank, branch, account = 99999, 1, number
        key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
        bban = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    else:
        bban = {"DE": f"99990000{number:010d}", "GB": f"EXMP999900{number:08d}", "NL": f"EXMP{number:010d}"}[country]
    digits = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


def phone(country, number):
    if country == "FR":
        return f"+3346571{number % 10000:04d}"
    if country == "DE":
        prefix = ["3023125", "6990009", "4066969", "2214710", "8999998"][number // 1000 % 5]
        return f"+49{prefix}{number % 1000:03d}"
    if country == "GB":
        return f"+44{['1134960', '1214960', '2079460'][number // 1000 % 3]}{number % 1000:03d}"
    return f"+3197000{number % 1000000:06d}"  # machine numbers: no person has one


def written_phone(rng, number):
    """As people type it."""
    country = next(c for c in ("+33", "+49", "+44", "+31") if number.startswith(c))
    rest = number[len(country):]
    pairs = " ".join(rest[i:i + 2] for i in range(0, len(rest), 2))
    return rng.choice([number, f"{country} {pairs}", f"00{country[1:]} {rest}", f"0{rest}", f"0{rest[:2]} {rest[2:]}"])


def written_iban(rng, number):
    return number if rng.random() < 0.6 else " ".join(number[i:i + 4] for i in range(0, len(number), 4))


def typo(rng, word):
    if len(word) < 4:
        return word + word[-1]
    at = rng.randrange(1, len(word) - 1)
    return rng.choice([word[:at] + word[at + 1] + word[at] + word[at + 2:],  # swapped
                       word[:at] + word[at + 1:],                             # dropped
                       word[:at] + word[at] + word[at:]])                     # doubled


def make_person(rng, key, taken):
    country = rng.choices(list(COUNTRIES), weights=[35, 30, 22, 13])[0]
    firsts, lasts, streets, places, domains, companies = COUNTRIES[country]
    first, last = rng.choice(firsts), rng.choice(lasts)
    domain = rng.choice(domains)
    a, b = ascii_of(first).lower(), ascii_of(last).lower()
    forms = [f"{a}.{b}", f"{a[0]}.{b}", f"{a}{b}", f"{b}.{a}"]
    rng.shuffle(forms)
    email = next((f"{f}@{domain}" for f in forms if f"{f}@{domain}" not in taken), f"{a}.{b}{key}@{domain}")
    taken.add(email)
    postcode, city = rng.choice(places)
    return Person(
        key, country, first, last, email, phone(country, key), iban(country, 10_000_000 + key * 37),
        datetime.date(1940, 1, 1) + datetime.timedelta(days=rng.randrange(24000)),
        f"{rng.randrange(1, 180)} {rng.choice(streets)}" if country in ("FR", "GB")
        else f"{rng.choice(streets)} {rng.randrange(1, 180)}",
        postcode, city, rng.choice(companies) if rng.random() < 0.3 else "", f"C-{100_000 + key * 7}")


# The tour: Clara asks; the others must not lose a byte.
CLARA, HOMONYM, PARTNER, COLLEAGUE, WITNESS = range(5)


def tour_people():
    date = datetime.date
    mailbox = "atelier@moreau-fils.example"
    lyon = ("12 rue des Tilleuls", "69003", "Lyon")

    def one(key, first, last, email, birth_date, place, company="", **more):
        return Person(key, "FR", first, last, email, phone("FR", 9000 + key), iban("FR", 77_000_000 + key * 37),
                      birth_date, *place, company, f"C-{990_000 + key * 7}", **more,
                      stores={"crm", "marketing", "helpdesk"})
    return [
        one(CLARA, "Clara", "Moreau", "clara.moreau@courrier.example", date(1984, 5, 17), lyon,
            "Moreau et fils", mailbox=mailbox, shares_address_with=PARTNER),
        one(HOMONYM, "Clara", "Moreau", "cmoreau.lyon@boite.example", date(1991, 11, 2),
            ("48 quai des Brumes", "69003", "Lyon")),
        one(PARTNER, "Étienne", "Vauquelin", "etienne.vauquelin@courrier.example", date(1982, 9, 30), lyon,
            shares_address_with=CLARA),
        one(COLLEAGUE, "Henri", "Moreau", "henri.moreau@boite.example", date(1957, 2, 8),
            ("3 place du Marché", "69003", "Lyon"), "Moreau et fils", mailbox=mailbox),
        one(WITNESS, "Sophie", "Grandval", "sophie.grandval@mail.example", date(1979, 7, 21),
            ("7 chemin des Vignes", "38000", "Grenoble")),
    ]


def make_people(rng, count):
    people = tour_people()
    taken = {p.email for p in people}
    while len(people) < count:
        people.append(make_person(rng, len(people), taken))
    crowd = people[len(tour_people()):]
    for p in crowd:
        p.stores = {s for s, share in (("crm", 0.85), ("marketing", 0.6), ("helpdesk", 0.4)) if rng.random() < share} or {"crm"}
    for a, b in zip(crowd[0:240:2], crowd[1:240:2]):  # couples
        b.street, b.postcode, b.city, b.country = a.street, a.postcode, a.city, a.country
        a.phone, b.phone = phone(a.country, a.key), phone(b.country, b.key)
        a.shares_address_with, b.shares_address_with = b.key, a.key
    for n, (a, b) in enumerate(zip(crowd[300:330:2], crowd[301:330:2])):  # colleagues
        a.mailbox = b.mailbox = f"info@firma-{n + 1}.example"
    twin = crowd[400]  # a second pair of homonyms
    other = crowd[401]
    other.first, other.last, other.city, other.postcode = twin.first, twin.last, twin.city, twin.postcode
    return people
