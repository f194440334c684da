"""Columns of generated values, by seed: negatives that no person is described by, and positives
under names that say nothing. Only reserved domains, addresses and numbers of documentation."""
import random
import uuid

WORDS = {
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Montag Dienstag Mittwoch Donnerstag "
               "Freitag lundi mardi mercredi jeudi vendredi lunes martes jueves viernes poniedziałek wtorek "
               "środa czwartek piątek maandag dinsdag woensdag donderdag vrijdag".split(),
    "region": ["Bavaria", "Saxony", "Hessen", "Bretagne", "Normandie", "Occitanie", "Cataluña", "Andalucía",
               "Galicia", "Lombardia", "Toscana", "Sicilia", "Mazowieckie", "Algarve", "Alentejo", "Tirol",
               "Kärnten", "Flanders", "Wallonia", "Zeeland", "Skåne", "Uusimaa", "EMEA", "APAC", "Nordics",
               "North", "South", "West", "Midlands", "Île-de-France", "Nord", "Grand Est"],
    "browser": ["Chrome", "Firefox", "Safari", "Edge", "Opera", "Chrome Mobile", "Samsung Internet", "Vivaldi",
                "Brave", "Mobile Safari", "Internet Explorer", "Firefox Mobile", "Chromium", "Konqueror"],
    "system": ["Windows 10", "Windows 11", "macOS 14", "Ubuntu 22.04", "Debian 12", "Android 14", "iOS 17",
               "Fedora 39", "openSUSE", "FreeBSD 14"],
    "status": ["open", "closed", "pending", "active", "done", "draft", "paid", "failed", "shipped", "refunded",
               "offen", "erledigt", "bezahlt", "storniert", "en attente", "payé", "livré", "pendiente",
               "pagado", "cancelado", "nowe", "zapłacone"],
    "month": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "Januar", "Mai", "Juni", "janvier", "août", "enero", "agosto", "styczeń", "lipiec"],
    "colour": ["red", "green", "blue", "black", "white", "rot", "grün", "blau", "bleu", "vert", "rojo", "azul"],
    "currency": ["EUR", "USD", "GBP", "PLN", "CZK", "SEK", "DKK", "HUF", "RON", "BGN"],
    "level": ["debug", "info", "warning", "error", "critical", "notice", "trace"],
    "mime": ["text/html", "image/png", "application/json", "application/pdf", "text/csv", "video/mp4"],
    "product": ["Oak table", "Steel lamp", "Garden chair", "Blue mug", "Travel kettle", "Desk organiser",
                "Wall clock", "Cotton towel", "Bread knife", "Tea tray", "Floor mat", "Glass bowl",
                "Eichentisch", "Stahllampe", "Chaise pliante", "Lampe bureau", "Mesa redonda"],
    "locale": ["de_DE", "fr_FR", "es_ES", "en_GB", "pl_PL", "it_IT", "nl_NL", "sv_SE", "pt_PT"],
    "unit": ["kg", "g", "pcs", "m", "cm", "l", "ml", "Stk", "pce", "szt"],
}
HEX = "0123456789abcdef"


def digits(r, n):
    return "".join(r.choice("0123456789") for _ in range(n))


def ean13(r, prefix=""):
    body = prefix + digits(r, 12 - len(prefix))
    total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body))
    return body + str(-total % 10)


def luhn(body):
    total = 0
    for i, c in enumerate(reversed(body)):
        n = int(c) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return body + str(-total % 10)


def isbn10(r):
    body = digits(r, 9)
    rest = -sum(int(c) * (10 - i) for i, c in enumerate(body)) % 11
    return body + ("X" if rest == 10 else str(rest))


def negative_kinds():
    """name -> function of (random, number of values) -> values."""
    def series(r, n):
        start, step = r.randrange(1, 10 ** r.randrange(2, 12)), r.choice([1, 1, 1, 2, 5, 10, 97])
        return [str(start + i * step) for i in range(n)]

    def shuffled(r, n):
        values = series(r, n)
        r.shuffle(values)
        return values

    def epochs(scale, mixed):
        def make(r, n):
            values = sorted(r.randrange(1_600_000_000, 1_760_000_000) * scale + r.randrange(scale)
                            for _ in range(n))
            if mixed:
                r.shuffle(values)
            return [str(v) for v in values]
        return make

    def width(n_digits):
        return lambda r, n: [str(r.randrange(1, 10)) + digits(r, n_digits - 1) for _ in range(n)]

    def each(make):
        return lambda r, n: [make(r) for _ in range(n)]

    def words(kind):
        return lambda r, n: [r.choice(WORDS[kind]) for _ in range(n)]

    kinds = {
        "sequence": series, "sequence shuffled": shuffled,
        "epoch seconds": epochs(1, False), "epoch seconds shuffled": epochs(1, True),
        "epoch milliseconds": epochs(1000, True), "epoch microseconds": epochs(1_000_000, True),
        "amount": each(lambda r: f"{r.uniform(0, 10 ** r.randrange(1, 6)):.2f}"),
        "amount with comma": each(lambda r: f"{r.uniform(1, 9999):.2f}".replace(".", ",")),
        "order number": each(lambda r: f"{r.choice(['ORD', 'INV', 'RE', 'BE', 'F'])}-{r.randrange(2015, 2027)}-{digits(r, 5)}"),
        "order number, digits": width(8), "invoice number, digits": width(9),
        "number of 10 digits": width(10), "number of 11 digits": width(11), "number of 12 digits": width(12),
        "number of 13 digits": width(13), "number of 16 digits": width(16),
        "number with Luhn digit, 9": each(lambda r: luhn(str(r.randrange(1, 10)) + digits(r, 7))),
        "year": each(lambda r: str(r.randrange(1970, 2030))),
        "year and month": each(lambda r: f"{r.randrange(2000, 2027)}{r.randrange(1, 13):02d}"),
        "date of an order": each(lambda r: f"{r.randrange(2018, 2027)}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}"),
        "time stamp": each(lambda r: f"{r.randrange(2018, 2027)}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}T{r.randrange(24):02d}:{r.randrange(60):02d}:00Z"),
        "time of day": each(lambda r: f"{r.randrange(24):02d}:{r.randrange(60):02d}"),
        "date as digits": each(lambda r: f"{r.randrange(2018, 2027)}{r.randrange(1, 13):02d}{r.randrange(1, 29):02d}"),
        "version": each(lambda r: ".".join(str(r.randrange(0, 30)) for _ in range(3))),
        "version of four parts": each(lambda r: f"{r.randrange(1, 12)}.{r.randrange(0, 10)}.{r.randrange(0, 9999)}.{r.randrange(0, 200)}"),
        "version like an address": each(lambda r: f"{r.randrange(1, 10)}.{r.randrange(0, 10)}.{r.randrange(0, 100)}.{r.randrange(0, 200)}"),
        "md5": each(lambda r: "".join(r.choice(HEX) for _ in range(32))),
        "sha1": each(lambda r: "".join(r.choice(HEX) for _ in range(40))),
        "short hash": each(lambda r: "".join(r.choice(HEX) for _ in range(8))),
        "uuid": each(lambda r: str(uuid.UUID(int=r.getrandbits(128), version=4))),
        "uuid part of 4": each(lambda r: "".join(r.choice(HEX) for _ in range(4))),
        "uuid part of 12": each(lambda r: "".join(r.choice(HEX) for _ in range(12))),
        "status code": each(lambda r: str(r.choice([200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 422, 500, 502, 503]))),
        "port": each(lambda r: str(r.choice([22, 25, 80, 143, 443, 993, 3306, 5432, 8080, 8443]))),
        "ean": each(ean13), "isbn 13": each(lambda r: ean13(r, "978")), "isbn 10": each(isbn10),
        "stock-keeping unit": each(lambda r: f"{r.choice('ABCDEFGH')}{r.choice('KLMNOP')}-{digits(r, 4)}-{r.choice(['S', 'M', 'L', 'XL'])}"),
        "tracking number": each(lambda r: "JD" + digits(r, 18)),
        "percentage": each(lambda r: f"{r.uniform(0, 100):.1f}%"),
        "flag": each(lambda r: r.choice(["0", "1"])), "small number": each(lambda r: str(r.randrange(0, 20))),
        "temperature": each(lambda r: f"{r.uniform(-20, 40):.1f}"),
        "file name": each(lambda r: f"{r.choice(['report', 'scan', 'export', 'image'])}_{digits(r, 4)}.{r.choice(['pdf', 'csv', 'png'])}"),
        "path": each(lambda r: f"/{r.choice(['shop', 'help', 'blog', 'docs'])}/{digits(r, 3)}/index.html"),
        "link": each(lambda r: f"https://www.example.com/{r.choice(['item', 'page', 'news'])}/{digits(r, 5)}"),
        "size": each(lambda r: f"{r.randrange(10, 4000)}x{r.randrange(10, 4000)}"),
    }
    for kind in WORDS:
        kinds[kind + " word"] = words(kind)
    return kinds


# What such columns are called, and where they stand.
NAMED = {
    "sequence": "seq position line_no row_number lfd_nr sort_key", "epoch": "created_ts updated_epoch event_time_ms last_run_ts",
    "amount": "total net_amount price betrag montant_ht importe kwota", "order number": "order_no order_number bestellnummer num_commande num_pedido",
    "invoice number": "invoice_no rechnungsnummer num_facture", "number": "batch_no ticket_no lot_number document_no serial belegnummer",
    "year": "year model_year fiscal_year jahr annee", "date": "order_date due_date lieferdatum date_facture", "time": "logged_at start_time",
    "version": "version app_version os_version firmware", "md5": "checksum md5 etag", "sha1": "sha1 commit_hash digest",
    "short hash": "short_sha build_ref", "uuid": "request_uuid trace_id segment part", "status code": "http_status status_code response_code",
    "port": "port", "ean": "ean barcode gtin", "isbn": "isbn isbn13 isbn10", "stock": "sku article_code artikelnummer",
    "tracking": "tracking_number parcel_no", "weekday": "weekday day_name wochentag jour", "region": "sales_region region_name market",
    "browser": "browser_name browser_family", "system": "os_name platform", "status": "status state etat", "month": "month month_name monat",
    "colour": "color farbe", "currency": "currency currency_code", "level": "log_level severity", "mime": "mime_type content_type",
    "product": "product_name item article_name libelle", "locale": "locale_code", "unit": "unit einheit", "flag": "is_active enabled",
    "percentage": "rate discount", "temperature": "temperature", "file": "file_name attachment_name", "path": "path page_path",
    "link": "link page_url", "size": "screen_size dimensions", "small": "quantity count level_no",
}
TABLES = ("orders invoices order_items products stock metrics events deployments builds shipments prices http_log "
          "measurements bestellungen rechnungen commandes factures pedidos zamowienia").split()


def name_of(r, kind, i):
    """A telling name in a table of business for half of the columns, one that says nothing for the others."""
    names = [names for prefix, names in NAMED.items() if kind.startswith(prefix)]
    if i % 2 and names:
        return f"{r.choice(TABLES)}_{i}", r.choice(names[0].split())
    said = ["c{}", "value", "val", "code", "ref", "data", "x{}", "attr{}", "col_{}", "number", "nr", "key", "f{}"]
    return f"t{i}", r.choice(said).format(i)


def negatives(seed, columns):
    """(collection, field, type, samples, kind) of `columns` columns, all kinds alike."""
    r = random.Random(seed)
    kinds = list(negative_kinds().items())
    out = []
    for i in range(columns):
        kind, make = kinds[i % len(kinds)]
        collection, name = name_of(r, kind, i + i // len(kinds))
        samples = make(r, r.choice([12, 24, 36]))
        if r.random() < 0.2:
            samples += [""] * r.randrange(1, 6)
        out.append((collection, name, "", samples, kind))
    return out


GIVEN = ("Anna Lukas Marie Jan Sofia Pierre Lena Marco Elena Piotr Katarzyna Ingrid Lars Sara Paulo Ana Miguel "
         "Claire Hugo Emma Felix Julia Giulia Matteo Eva Tomas Laura Daniel Nina Oliver").split()
FAMILY = ("Weber Dupont Rossi Nowak García Silva Jansen Larsson Novák Müller Schmidt Martin Bernard López "
          "Fernandes Kowalski Hansen Virtanen Popescu Nagy Horvat Bianchi Moreau Santos Visser").split()


def positive_kinds():
    def name(r):
        return f"{r.choice(GIVEN)} {r.choice(FAMILY)}"

    def de_iban(r):
        bban = digits(r, 18)
        return "DE%02d%s" % (98 - int(bban + "131400") % 97, bban)

    def pesel(r):
        y, m, d = r.randrange(1940, 2000), r.randrange(1, 13), r.randrange(1, 29)
        body = f"{y % 100:02d}{m:02d}{d:02d}{digits(r, 4)}"
        return body + str(-sum(int(c) * w for c, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))) % 10)

    def dni(r):
        n = r.randrange(10 ** 7, 10 ** 8)
        return f"{n}{'TRWAGMYFPDXBNJZSQVHLCKE'[n % 23]}"

    def nir(r):
        body = f"{r.choice('12')}{r.randrange(40, 99):02d}{r.randrange(1, 13):02d}{r.randrange(1, 96):02d}{digits(r, 6)}"
        return body + f"{97 - int(body) % 97:02d}"

    return {
        "user.name": name, "user.name.first": lambda r: r.choice(GIVEN), "user.name.last": lambda r: r.choice(FAMILY),
        "user.contact.email": lambda r: f"{r.choice(GIVEN).lower()}{r.randrange(100)}@example.{r.choice(['com', 'org', 'net'])}",
        "user.contact.phone_number": lambda r: f"+49 30 {r.randrange(2312500, 2312599)}0"[:15],
        "user.financial.bank_account": de_iban,
        "user.financial.credit_card": lambda r: luhn("4" + digits(r, 14)),
        "user.device.ip_address": lambda r: f"{r.choice(['192.0.2', '198.51.100', '203.0.113'])}.{r.randrange(1, 255)}",
        "user.government_id.national_identification_number": None,
        "user.contact.address.street": lambda r: r.choice(["{} Straße {}", "rue {} {}", "calle {} {}", "via {} {}", "ulica {} {}"]).format(r.choice(FAMILY), r.randrange(1, 200)),
    }, {"pl": pesel, "es": dni, "fr": nir}


def positives(seed, columns):
    """(collection, field, type, samples, category) under names that say nothing."""
    r = random.Random(seed)
    kinds, national = positive_kinds()
    out = []
    for i in range(columns):
        category, make = list(kinds.items())[i % len(kinds)]
        if make is None:
            make = national[r.choice(sorted(national))]
        out.append((f"t{i}", r.choice(["c{}", "x{}", "f{}"]).format(i), "", [make(r) for _ in range(30)], category))
    return out
