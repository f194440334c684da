#!/usr/bin/env python3
"""One customer is erased from shops of well-known shapes; employees, other customers and everything
that is nobody's stay as they are. Generated shops always; Chinook and Sakila where ../shared/data
has them."""
import json
import pathlib
import re
import shutil
import sqlite3
import tempfile
import zipfile

import shops
from harness import SHARED, Gdprd, Postgres, files_below, found_in_files, sqlite_tables

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""


class SqliteShop:
    def __init__(self, path):
        self.path = path
        self.settings = {"kind": "sqlite", "path": str(path)}

    def tables(self):
        return {table: sorted(json.dumps(row, sort_keys=True, default=bytes.hex) for row in rows)
                for table, rows in sqlite_tables(self.path).items()}

    def select(self, table, condition):
        db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        cursor = db.execute(f'SELECT * FROM "{table}" WHERE {condition.replace("{schema}", "")}')
        names = [c[0] for c in cursor.description]
        rows = [json.dumps(dict(zip(names, row)), sort_keys=True, default=bytes.hex) for row in cursor]
        db.close()
        return rows

    def residue(self, values):
        return found_in_files(values, [p for p in files_below(self.path.parent) if p.name.startswith(self.path.name)])


class PostgresShop:
    def __init__(self, server, schema):
        self.server, self.schema = server, schema
        self.settings = server.settings(schema)

    def tables(self):
        names = self.server.rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                                 f"'{self.schema}'::regnamespace ORDER BY 1")
        return {n: sorted(self.server.rows(f'SELECT row_to_json(t) FROM ONLY {self.schema}."{n}" t')) for n in names}

    def select(self, table, condition):
        where = condition.replace("{schema}", self.schema + ".")
        return self.server.rows(f'SELECT row_to_json(t) FROM ONLY {self.schema}."{table}" t WHERE {where}')

    def residue(self, _):
        return []  # the server's log and free pages are named as residuals in the plan


def generated_music_sqlite(directory):
    path = directory / "music.db"
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; BEGIN; " + shops.music() + shops.accounts() + "COMMIT;")
    db.close()
    return SqliteShop(path)


def generated_music_postgres(server):
    server.load("CREATE SCHEMA music; SET search_path = music;\n" + shops.music() + shops.accounts())
    return PostgresShop(server, "music")


def chinook_sqlite(directory):
    path = directory / "chinook.db"
    shutil.copyfile(SHARED / "data/chinook/Chinook_Sqlite.sqlite", path)
    return SqliteShop(path)


def chinook_postgres(server):
    sql = (SHARED / "data/chinook/Chinook_PostgreSql.sql").read_text(encoding="utf-8")
    sql = re.sub(r"^(DROP DATABASE|CREATE DATABASE|\\c ).*$", "", sql, flags=re.M)
    server.load("CREATE SCHEMA chinook; SET search_path = chinook;\n" + sql)
    return PostgresShop(server, "chinook")


def sakila_postgres(server):
    for part in ("schema", "data"):
        server.load((SHARED / f"data/sakila/postgres-sakila-{part}.sql").read_text(encoding="utf-8"))
    return PostgresShop(server, "public")


def check_cells(daemon, email):
    """What stands inside cells is proposed by its place, counted, shown in the copy and told where it stays."""
    known = {f["path"].split(".account.")[-1]: f for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    mails = [f"{column}#/{place}" for column, place in (("settings", "gifts/*/email"), ("preferences", "reply_to"))]
    for place in mails:
        assert known[place]["category"] == "user.contact.email" and known[place]["decision"] == "accept", (place, sorted(known))
    request = daemon.request("access", email=email)
    covered = {line["field"].split(".account.")[-1]: line for line in daemon.plan(request)["coverage"]}
    assert all(covered[place]["state"] == "found" and covered[place]["rows"] == 1 for place in mails), covered
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request)
    daemon.ctl("dpo", "requests", "package", request, "--file", daemon.dir / "copy.zip")
    with zipfile.ZipFile(daemon.dir / "copy.zip") as package:
        account = next(c for c in json.loads(package.read("data/shop.json"))["collections"]
                       if c["collection"].endswith("account"))
    assert account["rows"][0]["settings#"]["/gifts/0/email"] == "friend17@gift.example", account
    assert account["rows"][0]["preferences#"]["/reply_to"] == "desk17@work.example", account


def erase_one(name, shop, owned, customer, email_of, check=lambda daemon, email: None):
    """`owned`: {table: condition} of the customer's rows; {id} is the customer's number."""
    before = shop.tables()
    mine = {t: shop.select(t, c.replace("{id}", str(customer))) for t, c in owned.items()}
    assert all(mine[t] for t in list(owned)[:2]), f"{name}: customer {customer} has no rows to erase"
    email = json.loads(mine[next(iter(owned))][0])[email_of]
    with tempfile.TemporaryDirectory(prefix="gdprd-shop.") as directory:
        daemon = Gdprd(pathlib.Path(directory) / "d", {"shop": shop.settings}, POLICY).start()
        daemon.ctl("dpo", "catalogue", "scan")
        check(daemon, email)
        request, _ = daemon.erase(email=email)
        assert daemon.json("dpo", "requests", "show", request)["state"] == "completed"
        daemon.stop()
        daemon.verify()
        leaks = found_in_files({email}, files_below(daemon.state) + [daemon.log])
        assert not leaks, f"{name}: the erased address stands in {leaks}"
    after = shop.tables()
    for table, rows in before.items():
        gone = sorted(mine.get(table, []))
        expected = [r for r in rows if r not in gone]
        lost = [r for r in expected if r not in after[table]]
        left = [r for r in after[table] if r not in expected]
        assert not lost, f"{name}: {table}: {len(lost)} rows of others are gone or changed"
        assert not left, f"{name}: {table}: {len(left)} rows of the customer are left or changed"
    assert not shop.residue({email}), f"{name}: the address is left in the raw bytes"
    print(f"{name}: {sum(map(len, mine.values()))} rows of one customer erased from {len(mine)} tables, "
          f"{sum(map(len, after.values()))} rows of others as they were")


def main():
    server = Postgres()
    with tempfile.TemporaryDirectory(prefix="gdprd-shops.") as name:
        directory = pathlib.Path(name)
        erase_one("generated music shop, SQLite", generated_music_sqlite(directory), shops.ACCOUNTS_OWNED, 17, "email", check_cells)
        erase_one("generated music shop, PostgreSQL", generated_music_postgres(server), shops.ACCOUNTS_OWNED, 17, "email", check_cells)
        server.load(shops.rental("rental"))
        rental = PostgresShop(server, "rental")
        erase_one("generated rental chain", rental, shops.RENTAL_OWNED, 23, "email")
        joint = {t: c for t, c in shops.RENTAL_OWNED.items() if t != "address"}  # somebody else lives there
        erase_one("generated rental chain, a joint address", rental, joint, 1, "email")
        if not (SHARED / "data/chinook").is_dir():
            print("no ../shared/data: Chinook and Sakila are skipped")
            return
        pascal = {"Customer": "CustomerId = {id}", "Invoice": "CustomerId = {id}",
                  "InvoiceLine": "InvoiceId IN (SELECT InvoiceId FROM Invoice WHERE CustomerId = {id})"}
        erase_one("Chinook, SQLite", chinook_sqlite(directory), pascal, 5, "Email")
        erase_one("Chinook, PostgreSQL", chinook_postgres(server), shops.MUSIC_OWNED, 5, "email")
        sakila = {"customer": "customer_id = {id}", "rental": "customer_id = {id}", "payment": "customer_id = {id}",
                  "address": "address_id = (SELECT address_id FROM {schema}customer WHERE customer_id = {id})"}
        erase_one("Sakila, PostgreSQL", sakila_postgres(server), sakila, 42, "email")


if __name__ == "__main__":
    main()
