"""Generated people for the applications. All are invented; the numbers are those that the regulators
reserve for fiction, the domains those of RFC 2606. SUBJECT asks for erasure; NAMESAKE has the same name
and nothing else in common."""
import random

SUBJECT, NAMESAKE = 7, 23

FIRST = ("Adele Bruno Carola Dimitri Elin Florian Greta Hannes Ida Jorge Katrin Luca Marta Nils Olga Pietro Renata Simon "
         "Tessa Viktor").split()
LAST = ("Aldebrandt Bergström Costanzo Dvorzak Estévez Fontaine Grünwald Holmqvist Ibarra Jelinek Kowalczyk Lindqvist "
        "Moretti Nowicki Oliveira Pellegrin Rosenthal Silvestri Tamminen Vanderhof").split()
STREETS = "Birkenweg Rue_des_Tilleuls Via_Garibaldi Harbour_Lane Calle_Mayor Storgatan".split()
CITIES = "Lübeck Nantes Ferrara Whitby Zaragoza Uppsala".split()


def ascii_of(name):
    for a, b in zip("öüéä", ("oe", "ue", "e", "ae")):
        name = name.replace(a, b)
    return name


def person(n):
    rng = random.Random(n)
    source = SUBJECT if n == NAMESAKE else n
    first, last = FIRST[source * 7 % len(FIRST)], LAST[source * 3 % len(LAST)]
    return {
        "n": n, "first": first, "last": last, "name": f"{first} {last}",
        "login": f"{first}.{last}{n}".lower() if ascii_of(last) == last else f"{ascii_of(first)}.{ascii_of(last)}{n}".lower(),
        "mail": f"{ascii_of(first)}.{ascii_of(last)}{n}@post.example".lower(),
        "phone": f"+447700900{n:03d}", "street": f"{STREETS[n % 6].replace('_', ' ')} {n + 103}", "city": CITIES[n % 6],
        "zip": f"{10000 + n * 37}", "country": ("Germany", "France", "Italy", "United Kingdom", "Spain", "Sweden")[n % 6],
        "birthday": f"{1950 + rng.randrange(50)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
        "organization": ("Nordlicht GmbH", "Atelier Bleu", "Cantiere Due")[n % 3],
    }


def people(count=40):
    return [person(n) for n in range(count)]


def own_values(someone):
    """What nobody else has: gone when the person is erased."""
    return [someone["mail"], someone["phone"], someone["street"]]
