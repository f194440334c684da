#!/usr/bin/env python3
"""The whole story over services: scan, access, erasure, proof and residue for one person of a shop's
file, of a Mautic over TLS, an EspoCRM, a listmonk and a Zammad, each a local server that answers
as its documentation says. What services cannot promise is told before anybody approves; a service that
refuses leaves the others done; secrets and the person's identifiers stand in no state, log or trail."""
import contextlib
import json
import pathlib
import sqlite3
import tempfile
import zipfile

import shops
from harness import BIN, Gdprd, files_below, found_in_files, run, sqlite_tables
from receivers import make_certificates
from services import EspoCrm, Listmonk, Mautic, Service, Zammad

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""


PEOPLE = 110


class World:
    """A CRM in a file and the same people in four services; every second one has a telephone there."""

    def __init__(self, directory):
        self.dir = pathlib.Path(directory)
        make_certificates(self.dir)
        self.people = []
        for n in range(1, PEOPLE + 1):
            first, last, mail = shops.person(n)[:3]
            self.people.append({"key": n, "first": first, "last": last, "name": f"{first} {last}", "email": mail,
                                "city": "Norwich", "birth_date": f"19{n % 50 + 50}-03-{n % 28 + 1:02d}",
                                "phone": f"+441134960{n:03d}"})
        self.subject, self.ticket_holder = self.people[17], self.people[41]
        self.crm = self.dir / "crm.db"
        with contextlib.closing(sqlite3.connect(self.crm)) as db:
            db.executescript(shops.music(PEOPLE))
        self.services = Mautic(self.dir), EspoCrm(), Listmonk(), Zammad()
        self.mautic, self.espo, self.listmonk, self.zammad = self.services
        self.fill()
        secret = self.dir / "secret"
        secret.write_text(Service.SECRET + "\n", encoding="utf-8")
        secret.chmod(0o600)
        self.stores = {"crm": {"kind": "sqlite", "path": str(self.crm)}}
        for service in self.services:
            self.stores[service.NAME] = service.settings(secret, **({"user": "gdprd"} if hasattr(service, "USER") else {}))
        self.stores["mautic"].update(base_url=self.mautic.url("localhost"), tls_ca=str(self.dir / "ca.pem"),
                                     allow_addresses=["127.0.0.0/8", "::1"])

    def fill(self):
        account = self.espo.add("Account", name="Example Mills Ltd", emailAddress="office@mills.example")
        self.espo.rows["Lead"] = {}
        for n, p in enumerate(self.people):
            phone = p["phone"] if n % 2 else None
            self.mautic.add(firstname=p["first"], lastname=p["last"], email=p["email"], mobile=phone, city=p["city"])
            self.espo.add("Contact", firstName=p["first"], lastName=p["last"], emailAddress=p["email"],
                          phoneNumber=phone, accountId=account, description=f"met at the fair, {p['birth_date']}")
            self.listmonk.add(p["email"].upper() if n % 3 == 0 else p["email"], p["name"], birthday=p["birth_date"])
            self.zammad.add(firstname=p["first"], lastname=p["last"], email=p["email"], phone=phone or "",
                            has_tickets=p is self.ticket_holder)

    def rows(self):
        """{service: {key: row as text}}"""
        out = {}
        for service in self.services:
            rows = service.rows if service is not self.espo else {
                (entity, key): row for entity, rows in service.rows.items() for key, row in rows.items()}
            out[service.NAME] = {key: json.dumps(row, sort_keys=True) for key, row in rows.items()}
        return out


def of(rows, mail):
    return {name: {k for k, row in all_.items() if mail.lower() in row.lower()} for name, all_ in rows.items()}


def check_stores(world, daemon):
    findings = daemon.json("admin", "stores", "check")
    text = json.dumps(findings)
    assert not [f for f in findings if f["severity"] == "problem"], findings
    assert "no transactions" in text and "access logs" in text, text
    kinds = {s["store"]: s for s in daemon.json("dpo", "stores", "list")}
    assert kinds["mautic"]["kind"] == "http" and not kinds["mautic"]["transactions"], kinds


def check_scan(daemon):
    daemon.ctl("dpo", "catalogue", "scan")
    fields = {f["path"]: f for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    for field in ("mautic.api.contacts.email", "espocrm.api.Contact.emailAddress", "listmonk.api.subscribers.email",
                  "zammad.api.users.email"):
        assert fields[field]["category"] == "user.contact.email", fields[field]
    return fields


def check_access(world, daemon):
    mail = world.subject["email"]
    request = daemon.request("access", email=mail)
    daemon.plan(request)
    world.zammad.busy = 2  # it is waited for
    daemon.ctl("dpo", "requests", "run", request)
    daemon.ctl("dpo", "requests", "package", request, "--file", world.dir / "access.zip")
    with zipfile.ZipFile(world.dir / "access.zip") as package:
        content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    for name in ("mautic", "espocrm", "listmonk", "zammad", "met at the fair, " + world.subject["birth_date"]):
        assert name in content, f"{name} is not in the package"
    others = [p["email"] for p in world.people if p is not world.subject]
    assert not any(other in content for other in others), "somebody else is in the package"


def check_erasure(world, daemon):
    mail = world.subject["email"]
    before, crm = world.rows(), sqlite_tables(world.crm)
    mine = of(before, mail)
    assert all(len(keys) == 1 for keys in mine.values()), mine
    request, plan = daemon.erase(email=mail)
    notes = json.dumps(plan["notes"])
    assert "no transactions" in notes and notes.count("was not tried beforehand") == 4, notes
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed", shown
    told = json.dumps(shown["steps"])
    assert "clean-up job removes them" in told and "access logs" in told, told
    after = world.rows()
    for name, rows in before.items():
        wanted = {k: row for k, row in rows.items() if k not in mine[name]}
        assert after[name] == wanted, f"{name}: other rows than this person's are gone, changed or left"
    left = [row for rows in sqlite_tables(world.crm).values() for row in rows if mail in json.dumps(row)]
    assert not left and len(sqlite_tables(world.crm)["customer"]) == len(crm["customer"]) - 1, left
    proof = world.dir / "erasure.proof"
    daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
    run(BIN / "gdprctl", "proof", "verify", proof, "--key", daemon.vkey())


def check_refusal(world, daemon):
    """Zammad keeps a user who has tickets: told with advice, and the other stores are done."""
    mail = world.ticket_holder["email"]
    before = world.rows()
    request = daemon.request("erasure", email=mail)
    daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=(0, 3))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] != "completed", shown
    refused = [s["what"] for s in shown["steps"] if "refuses to erase a row (status 422)" in s["what"]]
    assert len(refused) == 1 and mail not in json.dumps(shown), shown
    mine = of(before, mail)
    left = {name for name, rows in world.rows().items() if mine[name] & set(rows)}
    assert left == {"zammad"}, left


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-http.") as name:
        world = World(name)
        daemon = Gdprd(world.dir / "d", world.stores, POLICY).start()
        check_stores(world, daemon)
        check_scan(daemon)
        check_access(world, daemon)
        check_erasure(world, daemon)
        check_refusal(world, daemon)
        daemon.stop()
        daemon.verify()
        leaks = found_in_files({world.subject["email"], world.subject["email"].upper(), Service.SECRET},
                               files_below(daemon.state) + [daemon.log])
        assert not leaks, f"these stand in {leaks}"
        calls = sum(len(service.asked) for service in world.services)
    print(f"one person erased from a file and {len(world.services)} services with {calls} calls")


if __name__ == "__main__":
    main()
