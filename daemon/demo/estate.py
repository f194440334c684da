#!/usr/bin/env python3
"""Makes the demo estate: a CRM (English), a marketing tool (French) and a help desk (German) of one
small company, with about 2,000 people who do not exist. The same seed gives the same bytes of data.

  estate.py DIRECTORY [--people N] [--seed N] [--postgres]

writes crm.db, marketing.db, helpdesk.db and people.json (the truth, for tests: who is who, and which
rows are whose). --postgres writes helpdesk.sql, to be fed to psql, in place of helpdesk.db; its
tables stand in a schema called "main", so that their paths are those of the SQLite file.

Clara Moreau is the person of the tour. There is a second Clara Moreau in the same city; Étienne
Vauquelin lives at Clara's address; she shares a mailbox with Henri Moreau; Sophie Grandval's ticket
names her and her telephone number; two of her invoices must be kept.
"""
import argparse
import datetime
import json
import os
import pathlib
import random
import sqlite3

import names
import schemas
from people import CLARA, COLLEAGUE, HOMONYM, PARTNER, WITNESS, make_people, typo, written_iban, written_phone

DAY = datetime.timedelta(days=1)
START = datetime.date(2021, 1, 4)


class Estate:
    """The rows of all tables, and whose they are."""

    def __init__(self, seed, count):
        self.rng = random.Random(seed)
        self.people = make_people(self.rng, count)
        self.rows = {table: [] for tables in schemas.ALL.values() for table in tables}
        self.owned = {p.key: [] for p in self.people}

    def add(self, table, owner, **values):
        columns = schemas.COLUMNS[table]
        row = tuple(values.get(c) for c in columns)
        assert not set(values) - set(columns), (table, set(values) - set(columns))
        self.rows[table].append(row)
        if owner is not None:
            keys = schemas.KEYS[table] or columns
            self.owned[owner.key].append({"store": schemas.STORE_OF[table], "table": table,
                                          "key": {c: values.get(c) for c in keys}})
        return len(self.rows[table])

    def day(self, years=4):
        return START + DAY * self.rng.randrange(365 * years)

    def moment(self, day):
        return f"{day} {self.rng.randrange(7, 22):02d}:{self.rng.randrange(60):02d}:{self.rng.randrange(60):02d}"

    # ---- the CRM ------------------------------------------------------------------------------
    def crm(self):
        for n, (first, last) in enumerate([("Ruth", "Okonkwo"), ("Tomasz", "Wieczorek"), ("Marit", "Solheim"),
                                           ("Paolo", "Ferrante"), ("Jana", "Novotná")], 1):
            self.add("employees", None, employee_id=n, first_name=first, last_name=last,
                     work_email=f"{first.lower()}@demo-shop.example", desk_phone=f"+44 20 7946 00{10 + n}",
                     department="sales")
        for sku, name, price in names.PRODUCTS:
            self.add("products", None, sku=sku, name=name, price_cents=price)
        for n, name in enumerate(["regular", "trade", "press"], 1):
            self.add("group", None, id=n, name=name)
        address_of = {}
        customers = [p for p in self.people if "crm" in p.stores]
        for p in customers:
            address = address_of.get(p.shares_address_with)
            if address is None:
                address = len(self.rows["addresses"]) + 1
                self.add("addresses", None, address_id=address, street=p.street, postal_code=p.postcode,
                         city=p.city, country=p.country)
            address_of[p.key] = address
            self.customer(p, address, p.last, written_phone(self.rng, p.phone))
        for p in self.rng.sample(customers[5:], min(60, len(customers) // 4)):  # entered twice, by another clerk
            self.customer(p, address_of[p.key], typo(self.rng, p.last), written_phone(self.rng, p.phone),
                          duplicate=True)

    def customer(self, p, address, last, phone, duplicate=False):
        rng, tour = self.rng, p.key < 5
        number = len(self.rows["customers"]) + 1
        manager = rng.randrange(1, 6)
        since = self.day(2)
        self.add("customers", p, customer_id=number,
                 customer_no=p.customer_no if not duplicate else f"C-{500_000 + number}",
                 first_name=p.first, last_name=last,
                 email=p.email.upper() if not tour and rng.random() < 0.03 else p.email, phone=phone,
                 iban=written_iban(rng, p.iban) if tour or rng.random() < 0.7 and not duplicate else None,
                 birth_date=p.birth_date.isoformat() if tour or rng.random() < 0.8 else None,
                 company=p.company or None, address_id=address, account_manager_id=manager,
                 email_verified=int(rng.random() < 0.9), created_at=self.moment(since))
        for _ in range(2 if tour else rng.choice([0, 1, 1, 2, 3])):
            self.order(p, number, since + DAY * rng.randrange(1, 700), last)
        if tour or rng.random() < 0.4:
            text = rng.choice(names.NOTES_EN).format(order=len(self.rows["orders"]), company=p.company or "home",
                                                     first=p.first)
            self.add("contact_notes", p, note_id=len(self.rows["contact_notes"]) + 1, customer_id=number,
                     author_id=manager, written_at=self.moment(since + DAY * 30), note=text)
        if tour or rng.random() < 0.3:
            self.add("loyalty_cards", p, programme=rng.choice(["wood", "brass"]), card_no=700_000 + number,
                     customer_id=number, joined_on=since.isoformat())
        if rng.random() < 0.3:
            self.add("group_members", p, group_id=rng.randrange(1, 4), customer_id=number)
        for _ in range(3 if tour else rng.choice([0, 0, 1, 2])):
            self.add("web_logins", p, email=p.email, ip=f"198.51.100.{rng.randrange(1, 255)}",
                     at=self.moment(self.day()), agent=rng.choice(["Firefox", "Chromium", "Safari"]))

    def order(self, p, customer, day, last):
        rng = self.rng
        order = len(self.rows["orders"]) + 1
        lines = [(rng.choice(names.PRODUCTS), rng.randrange(1, 4)) for _ in range(rng.randrange(1, 4))]
        total = sum(product[2] * quantity for product, quantity in lines)
        self.add("orders", p, **{"order_id": order, "customer_id": customer, "ordered_at": self.moment(day),
                                 "status": "shipped", "total_cents": total,
                                 "ship to": f"{p.first} {last}, {p.street}, {p.postcode} {p.city}"})
        for n, (product, quantity) in enumerate(lines, 1):
            self.add("order_lines", p, order_id=order, line_no=n, sku=product[0], quantity=quantity,
                     price_cents=product[2])
        issued = day + DAY * rng.randrange(1, 9)
        self.add("invoices", p, invoice_no=f"INV-{issued.year}-{len(self.rows['invoices']) + 1:05d}",
                 customer_id=customer, order_id=order, issued_on=issued.isoformat(),
                 billing_name=f"{p.first} {last}", billing_address=f"{p.street}, {p.postcode} {p.city}",
                 billing_country=p.country, total_cents=total, vat_cents=total * 20 // 120)

    # ---- the marketing tool -------------------------------------------------------------------
    def marketing(self):
        rng = self.rng
        for n, name in enumerate(["Lettre mensuelle", "Offres", "Invitations"], 1):
            self.add("listes", None, id=n, nom=name)
        for n, title in enumerate(names.CAMPAIGNS_FR, 1):
            self.add("campagnes", None, **{"id": n, "titre": title, "objet du message": f"{title} : à découvrir",
                                           "envoyee_le": (START + DAY * 90 * n).isoformat()})
        for p in self.people:
            if "marketing" not in p.stores:
                continue
            tour = p.key < 5
            contact = len(self.rows["contacts"]) + 1
            last = typo(rng, p.last) if not tour and rng.random() < 0.05 else p.last
            address = p.mailbox if p.mailbox and p.key != CLARA else p.email
            known = tour or "crm" in p.stores and rng.random() < 0.5
            self.add("contacts", p, id=contact, prenom=p.first, nom=last, courriel=address,
                     telephone=written_phone(rng, p.phone) if tour or rng.random() < 0.5 else None,
                     code_postal=p.postcode, ville=p.city,
                     date_naissance=p.birth_date.strftime("%d/%m/%Y") if tour or rng.random() < 0.4 else None,
                     consentement_le=self.moment(self.day(2)), no_client=p.customer_no if known else None,
                     source=rng.choice(["boutique", "site", "salon"]))
            for liste in sorted(rng.sample([1, 2, 3], rng.randrange(1, 4))):
                self.add("abonnements", p, contact_id=contact, liste_id=liste, inscrit_le=self.day(2).isoformat())
            if tour or rng.random() < 0.3:
                self.add("profils", p, contact_id=contact, score=rng.randrange(100),
                         centres_interet=", ".join(rng.sample(names.INTERESTS_FR, 2)))
            for campaign in sorted(rng.sample(range(1, 9), 3 if tour else rng.randrange(0, 4))):
                sent = len(self.rows["envois"]) + 1
                day = START + DAY * 90 * campaign
                self.add("envois", p, id=sent, contact_id=contact, campagne_id=campaign, courriel=address,
                         envoye_le=self.moment(day), statut="remis")
                if tour or rng.random() < 0.5:
                    self.add("ouvertures", p, envoi_id=sent, ouvert_le=self.moment(day + DAY),
                             adresse_ip=f"203.0.113.{rng.randrange(1, 255)}", navigateur="Firefox")

    # ---- the help desk ------------------------------------------------------------------------
    def helpdesk(self):
        for n, (first, last) in enumerate([("Heidrun", "Vollmer"), ("Cem", "Aydınlı"), ("Lukas", "Breitner")], 1):
            self.add("bearbeiter", None, id=n, vorname=first, nachname=last,
                     dienst_email=f"{first.lower()}@demo-hilfe.example", durchwahl=f"-{20 + n}")
        for p in self.people:
            if "helpdesk" not in p.stores:
                continue
            number = len(self.rows["kunden"]) + 1
            tour = p.key < 5
            self.add("kunden", p, kunden_id=number, kundennr=p.customer_no if "crm" in p.stores else None,
                     vorname=p.first, nachname=p.last, email=p.mailbox or p.email,
                     telefonnummer=written_phone(self.rng, p.phone), firma=p.company or None,
                     angelegt_am=self.day(1).isoformat())
            for _ in range(1 if tour else self.rng.choice([0, 1, 1, 2])):
                self.ticket(p, number)

    def ticket(self, p, customer):
        rng = self.rng
        opened = self.day()
        number = f"T-{opened.year}-{len(self.rows['anfragen']) + 1:05d}"
        agent = rng.randrange(1, 4)
        fields = dict(first=p.first, last=p.last, phone=p.phone, email=p.mailbox or p.email, street=p.street,
                      postcode=p.postcode, city=p.city, customer_no=p.customer_no)
        text = rng.choice(names.TEXTS_DE).format(**fields)
        if p.key == WITNESS:
            clara = self.people[CLARA]
            text = (f"Guten Tag, meine Nachbarin {clara.name} hat dasselbe Problem mit dem Tisch. "
                    f"Rufen Sie sie gern an: {clara.phone}. Viele Grüße, {p.name}")
        self.add("anfragen", p, **{"ticket_nr": number, "eröffnet am": opened.isoformat(), "kunden_id": customer,
                                   "bearbeiter_id": agent, "betreff": rng.choice(names.SUBJECTS_DE),
                                   "beschreibung": text, "status": rng.choice(["offen", "gelöst"])})
        for n in range(rng.randrange(1, 4)):
            mine = n % 2 == 1
            self.add("nachrichten", p, **{
                "id": len(self.rows["nachrichten"]) + 1, "ticket_nr": number, "ticket vom": opened.isoformat(),
                "von": "kunde" if mine else "bearbeiter", "bearbeiter_id": None if mine else agent,
                "text": f"Danke! {p.first} {p.last}" if mine else rng.choice(names.ANSWERS_DE),
                "gesendet_am": self.moment(opened + DAY * n)})

    # ---- the truth ----------------------------------------------------------------------------
    def truth(self):
        people = []
        for p in self.people:
            people.append({
                "key": p.key, "name": p.name, "first": p.first, "last": p.last, "city": p.city,
                "email": p.email, "phone": p.phone, "iban": p.iban, "customer_no": p.customer_no,
                "birth_date": p.birth_date.isoformat(), "street": p.street, "mailbox": p.mailbox,
                "shares_address_with": p.shares_address_with, "stores": sorted(p.stores),
                "rows": self.owned[p.key]})
        tour = {"subject": CLARA, "homonym": HOMONYM, "address_partner": PARTNER, "mailbox_colleague": COLLEAGUE,
                "mentioned_by": WITNESS,
                "kept_invoices": [r["key"]["invoice_no"] for r in self.owned[CLARA] if r["table"] == "invoices"]}
        return {"tour": tour, "people": people}


def write_sqlite(path, store, rows):
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;")
    for table, ddl in schemas.ALL[store].items():
        db.execute(ddl)
    with db:
        for table in schemas.ALL[store]:
            marks = ",".join("?" * len(schemas.COLUMNS[table]))
            db.executemany(f"INSERT INTO {schemas.quote(table)} VALUES ({marks})", rows[table])
    for index in schemas.INDEXES[store]:
        db.execute(index)
    db.close()
    os.chmod(path, 0o600)


def write_postgres(path, rows):
    def cell(value):
        if value is None:
            return "\\N"
        return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")

    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write("\\set ON_ERROR_STOP 1\n" + schemas.HELPDESK_POSTGRES)
        for table in schemas.ALL["helpdesk"]:
            columns = schemas.COLUMNS[table]
            for target, chosen in schemas.postgres_targets(table, rows[table]):
                out.write(f"COPY {target} ({', '.join(map(schemas.quote, columns))}) FROM stdin;\n")
                out.writelines("\t".join(map(cell, row)) + "\n" for row in chosen)
                out.write("\\.\n")
        out.write(schemas.HELPDESK_POSTGRES_AFTER)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="the help desk as SQL for PostgreSQL")
    args = parser.parse_args()
    if args.people < 420:
        parser.error("--people: at least 420, so that every oddity has its people")
    args.directory.mkdir(parents=True, exist_ok=True)
    estate = Estate(args.seed, args.people)
    estate.crm()
    estate.marketing()
    estate.helpdesk()
    write_sqlite(args.directory / "crm.db", "crm", estate.rows)
    write_sqlite(args.directory / "marketing.db", "marketing", estate.rows)
    if args.postgres:
        write_postgres(args.directory / "helpdesk.sql", estate.rows)
    else:
        write_sqlite(args.directory / "helpdesk.db", "helpdesk", estate.rows)
    truth = args.directory / "people.json"
    truth.write_text(json.dumps(estate.truth(), ensure_ascii=False), encoding="utf-8")
    truth.chmod(0o600)
    print(f"{len(estate.people)} people, {sum(map(len, estate.rows.values()))} rows in "
          f"{len(estate.rows)} tables of 3 databases")


if __name__ == "__main__":
    main()
