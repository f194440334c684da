#!/usr/bin/env python3
"""Tryton (parties, sales, invoices) on PostgreSQL: 195 tables that declare their references, but for texts
such as "party.party,42". One customer is erased: the invoice is kept, what it refers to stays without what it
said of her, and the rest goes, notes, files and mails about her too. Tryton's server, client library and reports
work afterwards."""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from story import HERE, Story, WebServer, changed_rows, free_port, run  # noqa: E402
from harness import Postgres  # noqa: E402
from persons import NAMESAKE, SUBJECT, own_values, people  # noqa: E402

PASSWORD = "Parcel-9041-desk"
STAFF = 4
PYTHON = "/usr/bin/python3"  # Debian's, with Debian's libraries
TABLES = ("party_party party_address party_contact_mechanism party_identifier party_relation party_category_rel party_party_lang "
          "party_party_account party_party_location party_party_payment_term ir_note ir_attachment ir_email ir_email_address "
          "sale_sale sale_line account_invoice account_invoice_line account_move account_move_line company_employee "
          "company_company res_user").split()

TEXTS = ("ir_note", "ir_attachment", "ir_email")  # their column `resource` says which row of which table they are about


class Tryton:
    def __init__(self, directory, server):
        self.server = server
        self.dir = directory
        self.config = directory / "trytond.conf"
        self.config.write_text(f"[database]\nuri = postgresql://tryton@/\npath = {directory}/data\n", encoding="utf-8")
        (directory / "data").mkdir()
        password = directory / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        self.env = {**os.environ, "PGHOST": server.dir, "TRYTONPASSFILE": str(password), "PYTHONWARNINGS": "ignore"}
        server.load("CREATE ROLE tryton LOGIN SUPERUSER;")
        server.load("CREATE DATABASE tryton OWNER tryton TEMPLATE template0 ENCODING 'UTF8';")

    def admin(self, *arguments):
        run("trytond-admin", "-c", self.config, "-d", "tryton", *arguments, env=self.env)

    def fill(self, everybody):
        self.admin("--all", "--email", "admin@desk.example")
        self.admin("-u", "sale", "party_relationship", "--activate-dependencies")
        count = len(everybody) - STAFF
        for one in everybody:
            one["staff"], one["other"] = one["n"] >= count, (one["n"] + 3) % count
        run(PYTHON, HERE / "tryton/fill.py", self.config, "postgresql://tryton@/tryton", env=self.env,
            input=json.dumps({"people": everybody}))

    def rows(self, query):
        return run("psql", "-X", "-A", "-t", "-d", f"host={self.server.dir} user=postgres dbname=tryton", "-c", query).stdout.splitlines()

    def tables(self):
        """{table: rows}, each row a dictionary."""
        return {table: [json.loads(row) for row in self.rows(f'SELECT row_to_json(t) FROM "{table}" t')] for table in TABLES}

    def works(self, invoice):
        """What a client sees over the server."""
        port = free_port()
        config = self.dir / f"web{port}.conf"
        config.write_text(self.config.read_text(encoding="utf-8") + f"[web]\nlisten = 127.0.0.1:{port}\nroot = {self.dir}/data\n",
                          encoding="utf-8")
        with WebServer(port, "trytond", "-c", config, "-d", "tryton", log=self.dir / "web.log", env=self.env):
            seen = run(PYTHON, HERE / "tryton/look.py", f"http://admin:{PASSWORD}@127.0.0.1:{port}/tryton/", invoice, env=self.env)
            return json.loads(seen.stdout.splitlines()[-1])


def of_subject(rows, party):
    """{table: ids} of the rows that are about the party, or of its sales and invoices."""
    mine = {table: {row["id"] for row in rows[table] if row["party"] == party}
            for table in TABLES if rows[table] and "party" in rows[table][0]}
    mine["party_party"] = {party}
    mine["party_relation"] = {row["id"] for row in rows["party_relation"] if party in (row["from_"], row["to"])}
    for table in TEXTS:
        mine[table] = {row["id"] for row in rows[table] if row["resource"] == f"party.party,{party}"}
        assert len(mine[table]) == 1 and len(rows[table]) > 20, table
    mine["sale_line"] = {row["id"] for row in rows["sale_line"] if row["sale"] in mine["sale_sale"]}
    return mine


def main():
    everybody = people(28)
    server = Postgres()
    with tempfile.TemporaryDirectory(prefix="gdprd-tryton.") as name:
        directory = pathlib.Path(name)
        tryton = Tryton(directory, server)
        tryton.fill(everybody)
        with Story("tryton", directory, {**server.settings("public"), "database": "tryton"}) as story:
            tell(story, tryton, everybody)


def tell(story, tryton, everybody):
    subject, namesake = everybody[SUBJECT], everybody[NAMESAKE]
    before = tryton.tables()
    party = next(row["party"] for row in before["party_contact_mechanism"] if row["value"] == subject["mail"])
    invoice = next(row["number"] for row in before["account_invoice"] if row["party"] == party)
    seen = tryton.works(invoice)
    assert seen["parties"][str(party)] == subject["name"] and seen["total"] == "30.00" and seen["new"] == "posted", seen
    before = tryton.tables()
    story.scan(recall=0.997, false=16)
    hers = lambda match: match["in"].endswith(".party_relation") or subject["mail"] in str(match["values"])  # noqa: E731
    story.access(hers, [*own_values(subject), "C-90007", f"Called from {subject['phone']}", f"We deliver to {subject['street']}"],
                 [namesake["mail"], namesake["phone"], f"Called from {namesake['phone']}"],
                 email=subject["mail"], name=subject["name"])
    plan = story.erase(hers, email=subject["mail"], name=subject["name"])
    after, mine = tryton.tables(), of_subject(before, party)
    for table, (gone, come) in changed_rows(before, after).items():
        touched = {row["id"] for rows in (before, after) for row in rows[table] if repr(row) in gone + come}
        assert touched <= mine.get(table, set()), f"{table}: rows of others were touched: {touched}"
    check(plan, after, party, subject, namesake)
    for table in TEXTS:
        left = [row for row in after[table] if row["id"] in mine[table]]
        # that somebody has read a note stays, and so does the note, without what it said
        assert not left or table == "ir_note" and left[0]["message"] is None, left
    seen = tryton.works(invoice)
    assert seen["party"] == party and seen["total"] == "30.00" and seen["new"] == "posted", seen
    assert subject["name"] not in seen["parties"][str(party)] and namesake["name"] in seen["parties"].values(), seen
    story.end(own_values(subject))


def check(plan, after, party, subject, namesake):
    """What said something of her is gone, but for the lines of her invoice, which are kept. Letters and mails that
    give a name are told where they are about others of that name."""
    told = {one["in"].rpartition(".")[2] for one in plan["residuals"]}
    assert "ir_note" not in told, plan["residuals"]
    assert "account_invoice_line" in {one["in"].rpartition(".")[2] for one in plan["kept"]}, plan["kept"]
    for table, rows in after.items():
        left = [value for value in (*own_values(subject), subject["login"], "C-90007")
                if any(value in cell for row in rows for cell in row.values() if isinstance(cell, str))]
        assert not left or table == "account_invoice_line", f"{table}: {left}"
    row = next(row for row in after["party_party"] if row["id"] == party)
    assert row["name"] is None and row["code"].startswith("p-"), row
    assert all(value in str(after) for value in own_values(namesake)), "the namesake's values"


if __name__ == "__main__":
    main()
