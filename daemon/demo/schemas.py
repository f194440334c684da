"""The tables of the demo estate. Some foreign keys are declared and some are not, one table has a
composite key and two have none, one is called by a reserved word, columns have spaces and umlauts:
as in real life."""
import re

CRM = {
    "employees": """CREATE TABLE employees (
        employee_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
        work_email TEXT NOT NULL, desk_phone TEXT, department TEXT)""",
    "addresses": """CREATE TABLE addresses (
        address_id INTEGER PRIMARY KEY, street TEXT, postal_code TEXT, city TEXT, country TEXT)""",
    "products": "CREATE TABLE products (sku TEXT PRIMARY KEY, name TEXT NOT NULL, price_cents INTEGER NOT NULL)",
    "group": 'CREATE TABLE "group" (id INTEGER PRIMARY KEY, name TEXT NOT NULL)',
    "customers": """CREATE TABLE customers (
        customer_id INTEGER PRIMARY KEY, customer_no TEXT NOT NULL UNIQUE, first_name TEXT, last_name TEXT,
        email TEXT, phone TEXT, iban TEXT, birth_date TEXT, company TEXT,
        address_id INTEGER REFERENCES addresses(address_id),
        account_manager_id INTEGER REFERENCES employees(employee_id),
        email_verified INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL)""",
    "orders": """CREATE TABLE orders (
        order_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(customer_id),
        ordered_at TEXT NOT NULL, status TEXT NOT NULL, "ship to" TEXT, total_cents INTEGER NOT NULL)""",
    "order_lines": """CREATE TABLE order_lines (
        order_id INTEGER NOT NULL REFERENCES orders(order_id) ON DELETE CASCADE, line_no INTEGER NOT NULL,
        sku TEXT NOT NULL REFERENCES products(sku), quantity INTEGER NOT NULL, price_cents INTEGER NOT NULL,
        PRIMARY KEY (order_id, line_no))""",
    "invoices": """CREATE TABLE invoices (
        invoice_no TEXT PRIMARY KEY, customer_id INTEGER REFERENCES customers(customer_id),
        order_id INTEGER REFERENCES orders(order_id), issued_on TEXT NOT NULL, billing_name TEXT NOT NULL,
        billing_address TEXT NOT NULL, billing_country TEXT NOT NULL, total_cents INTEGER NOT NULL,
        vat_cents INTEGER NOT NULL)""",
    "contact_notes": """CREATE TABLE contact_notes (
        note_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, author_id INTEGER REFERENCES employees(employee_id),
        written_at TEXT NOT NULL, note TEXT NOT NULL)""",
    "loyalty_cards": """CREATE TABLE loyalty_cards (
        programme TEXT NOT NULL, card_no INTEGER NOT NULL, customer_id INTEGER NOT NULL REFERENCES customers(customer_id),
        joined_on TEXT NOT NULL, PRIMARY KEY (programme, card_no)) WITHOUT ROWID""",
    "group_members": """CREATE TABLE group_members (
        group_id INTEGER NOT NULL REFERENCES "group"(id), customer_id INTEGER NOT NULL REFERENCES customers(customer_id),
        PRIMARY KEY (group_id, customer_id))""",
    "web_logins": "CREATE TABLE web_logins (email TEXT NOT NULL, ip TEXT NOT NULL, at TEXT NOT NULL, agent TEXT)",
}

MARKETING = {
    "listes": "CREATE TABLE listes (id INTEGER PRIMARY KEY, nom TEXT NOT NULL)",
    "campagnes": """CREATE TABLE campagnes (
        id INTEGER PRIMARY KEY, titre TEXT NOT NULL, "objet du message" TEXT NOT NULL, envoyee_le TEXT)""",
    "contacts": """CREATE TABLE contacts (
        id INTEGER PRIMARY KEY, prenom TEXT, nom TEXT, courriel TEXT, telephone TEXT, code_postal TEXT, ville TEXT,
        date_naissance TEXT, consentement_le TEXT, no_client TEXT, source TEXT)""",
    "abonnements": """CREATE TABLE abonnements (
        contact_id INTEGER NOT NULL REFERENCES contacts(id), liste_id INTEGER NOT NULL REFERENCES listes(id),
        inscrit_le TEXT NOT NULL, desinscrit_le TEXT, PRIMARY KEY (contact_id, liste_id))""",
    "profils": """CREATE TABLE profils (
        contact_id INTEGER PRIMARY KEY REFERENCES contacts(id), score INTEGER, centres_interet TEXT)""",
    "envois": """CREATE TABLE envois (
        id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, campagne_id INTEGER NOT NULL REFERENCES campagnes(id),
        courriel TEXT NOT NULL, envoye_le TEXT NOT NULL, statut TEXT NOT NULL)""",
    "ouvertures": """CREATE TABLE ouvertures (
        envoi_id INTEGER NOT NULL REFERENCES envois(id), ouvert_le TEXT NOT NULL, adresse_ip TEXT, navigateur TEXT)""",
}

HELPDESK = {
    "bearbeiter": """CREATE TABLE bearbeiter (
        id INTEGER PRIMARY KEY, vorname TEXT NOT NULL, nachname TEXT NOT NULL, dienst_email TEXT, durchwahl TEXT)""",
    "kunden": """CREATE TABLE kunden (
        kunden_id INTEGER PRIMARY KEY, kundennr TEXT, vorname TEXT, nachname TEXT, email TEXT, telefonnummer TEXT,
        firma TEXT, angelegt_am TEXT NOT NULL)""",
    "anfragen": """CREATE TABLE anfragen (
        ticket_nr TEXT PRIMARY KEY, "eröffnet am" TEXT NOT NULL, kunden_id INTEGER REFERENCES kunden(kunden_id),
        bearbeiter_id INTEGER REFERENCES bearbeiter(id), betreff TEXT, beschreibung TEXT, status TEXT NOT NULL)""",
    "nachrichten": """CREATE TABLE nachrichten (
        id INTEGER PRIMARY KEY, ticket_nr TEXT NOT NULL REFERENCES anfragen(ticket_nr), "ticket vom" TEXT NOT NULL,
        von TEXT NOT NULL, bearbeiter_id INTEGER REFERENCES bearbeiter(id), text TEXT NOT NULL,
        gesendet_am TEXT NOT NULL)""",
}

# Identity columns, a table partitioned by year, and an inheritance child without the parent's keys.
HELPDESK_POSTGRES = """CREATE SCHEMA main;
SET search_path = main;
CREATE TABLE bearbeiter (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, vorname text NOT NULL, nachname text NOT NULL,
    dienst_email text, durchwahl text);
CREATE TABLE kunden (
    kunden_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, kundennr text, vorname text, nachname text,
    email varchar(200), telefonnummer varchar(40), firma text, angelegt_am date NOT NULL);
CREATE TABLE anfragen (
    ticket_nr text, "eröffnet am" date NOT NULL, kunden_id bigint REFERENCES kunden,
    bearbeiter_id integer REFERENCES bearbeiter, betreff text, beschreibung text, status text NOT NULL,
    PRIMARY KEY (ticket_nr, "eröffnet am")) PARTITION BY RANGE ("eröffnet am");
CREATE TABLE anfragen_2021 PARTITION OF anfragen FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE anfragen_2022 PARTITION OF anfragen FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE anfragen_rest PARTITION OF anfragen DEFAULT;
CREATE TABLE nachrichten (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, ticket_nr text NOT NULL, "ticket vom" date NOT NULL,
    von text NOT NULL, bearbeiter_id integer REFERENCES bearbeiter, text text NOT NULL,
    gesendet_am timestamp NOT NULL,
    FOREIGN KEY (ticket_nr, "ticket vom") REFERENCES anfragen);
CREATE TABLE nachrichten_archiv (abgelegt_am date) INHERITS (nachrichten);
"""

HELPDESK_POSTGRES_AFTER = """CREATE INDEX ON kunden (email);
CREATE INDEX ON kunden (kundennr);
CREATE INDEX ON anfragen (kunden_id);
CREATE VIEW offene_anfragen AS SELECT ticket_nr, betreff FROM anfragen WHERE status = 'offen';
ANALYZE;
"""

INDEXES = {
    "crm": ["CREATE INDEX customers_email ON customers(email)", "CREATE INDEX orders_customer ON orders(customer_id)",
            "CREATE VIEW open_orders AS SELECT order_id, status FROM orders WHERE status <> 'shipped'"],
    "marketing": ["CREATE INDEX contacts_courriel ON contacts(courriel)"],
    "helpdesk": ["CREATE INDEX kunden_email ON kunden(email)"],
}

ALL = {"crm": CRM, "marketing": MARKETING, "helpdesk": HELPDESK}


def quote(name):
    return '"' + name.replace('"', '""') + '"'


def columns_of(ddl):
    """The column names of a CREATE TABLE statement as written above."""
    body = ddl[ddl.index("(") + 1:ddl.rindex(")")]
    parts = re.split(r",(?![^(]*\))", body)
    found = [re.match(r'\s*(?:"([^"]+)"|(\w+))\s+(?:INTEGER|TEXT)\b', part) for part in parts]
    return [m.group(1) or m.group(2) for m in found if m]


def key_of(ddl):
    """The primary key's columns, or none."""
    composite = re.search(r"PRIMARY KEY \(([^)]*)\)", ddl)
    if composite:
        return [c.strip() for c in composite.group(1).split(",")]
    single = re.search(r"(\w+) (?:INTEGER|TEXT) PRIMARY KEY", ddl)
    return [single.group(1)] if single else []


def postgres_targets(table, rows):
    """(quoted table, rows): messages up to 2021 lie in the archive."""
    if table != "nachrichten":
        return [(quote(table), rows)]
    sent = COLUMNS[table].index("gesendet_am")
    return [("nachrichten", [r for r in rows if r[sent] >= "2022"]),
            ("nachrichten_archiv", [r for r in rows if r[sent] < "2022"])]


COLUMNS = {table: columns_of(ddl) for tables in ALL.values() for table, ddl in tables.items()}
KEYS = {table: key_of(ddl) for tables in ALL.values() for table, ddl in tables.items()}
STORE_OF = {table: store for store, tables in ALL.items() for table in tables}
