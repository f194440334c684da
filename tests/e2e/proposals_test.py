#!/usr/bin/env python3
"""Joins that nobody declared, on a CRM and a directory of exports: a scan proposes the tickets' reference and the
shadow copy of the addresses, and nothing that only counts from one; a request finds the tickets once a person
confirmed; what was dismissed stays so over kill -9 and a rescan, until the values change; no value and no hash of
one is in the state. Then the data-quality report of the same stores, a
migration that opens a task, and a file that one scan cannot read."""
import json
import pathlib
import socket
import sqlite3
import tempfile
import threading

from harness import BIN, Gdprd, files_below, found_in_files, run

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
owners:
  - {owner: Exports, select: {store: exports}}
  - {owner: Customer care, select: {collection: crm.main.contacts}}
  - {owner: phones@shop.example, select: {field: crm.main.contacts.phone}}
erasure:
  - {name: all-goes, action: delete}
"""
PEOPLE = 300


def mail(i):
    return f"person{i}@example.com"


def fill(crm, exports):
    db = sqlite3.connect(crm)
    with db:
        db.executescript("""
            CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, first_name TEXT, last_name TEXT);
            CREATE TABLE tickets (id INTEGER PRIMARY KEY, contact_id INTEGER, subject TEXT);
            CREATE TABLE parts (id INTEGER PRIMARY KEY, stock INTEGER, name TEXT);
        """)
        db.executemany("INSERT INTO contacts VALUES (?, ?, ?, ?)",
                       [(i, mail(i), ("Anna", "Ben", "Carla")[i % 3], ("Berg", "Koch", "Roth")[i % 3])
                        for i in range(1, PEOPLE + 1)])
        db.executemany("INSERT INTO tickets (contact_id, subject) VALUES (?, ?)",
                       [(i, "a broken lamp") for i in range(1, PEOPLE, 2) for _ in range(2)])
        db.executemany("INSERT INTO parts (stock, name) VALUES (?, ?)", [(i, "lamp") for i in range(1, PEOPLE)])
    db.close()
    exports.mkdir()
    write_export(exports, 40)


def write_export(exports, until):
    lines = ["no,mail"] + [f"{i},{mail(i).upper()}" for i in range(20, until)]
    (exports / "2024.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def proposals(daemon, *more):
    return {(p["kind"], p["from"]): p for p in daemon.json("dpo", "proposals", "list", *more)["proposals"]}


def quality(daemon):
    """The report of the same data, and its gates: counts, no value."""
    report = daemon.json("dpo", "catalogue", "quality")
    assert report["state"] == "done", report
    fields = {f["field"]: f for s in report["stores"] for c in s["collections"] for f in c["fields"]}
    address = fields["crm.main.contacts.email"]
    assert (address["rows"], address["filled"], address["malformed"]) == (PEOPLE, PEOPLE, 0), address
    assert address["values"] == {"distinct": PEOPLE, "repeated": 0, "sharing_rows": 0, "exact": True}, address
    copied = fields['exports.main."2024.csv".mail']
    assert (copied["form"], copied["malformed"], copied["values"]["repeated"]) == ("email", 3, 1), copied
    daemon.ctl("dpo", "catalogue", "quality", "--max-malformed", "99", "--max-repeated", "99", "--max-empty", "99")
    refused = daemon.ctl("dpo", "catalogue", "quality", "--store", "exports", "--max-malformed", "1", codes=(1,))
    assert "2024.csv" in refused.stderr and "malformed" in refused.stderr, refused.stderr
    daemon.ctl("dpo", "catalogue", "quality", "--store", "exports", "--max-repeated", "1", codes=(1,))
    daemon.ctl("dpo", "catalogue", "quality", "--max-repeated", "x", codes=(2,))
    daemon.ctl("auditor", "catalogue", "quality", codes=(4,))
    daemon.ctl("dpo", "catalogue", "quality", "--store", "crn", codes=(1,))
    would = daemon.json("dpo", "catalogue", "quality", "--dry-run")
    assert "crm.main.contacts" in {c["collection"] for c in would["collections"]}, would
    reads = [e for e in daemon.json("auditor", "audit", "list", "--type", "read") if e["purpose"] == "data quality"]
    assert any(e["collection"] == "main.contacts" and "email" in e["fields"] and e["rows"] == PEOPLE for e in reads), reads


def forward(source, target, meanwhile=lambda chunk: None):
    while chunk := source.recv(65536):
        meanwhile(chunk)
        target.sendall(chunk)
    target.shutdown(socket.SHUT_WR)


def serve_between(daemon, path, meanwhile):
    """A socket before the daemon's; `meanwhile` sees what goes to it before it does. One connection."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(1)

    def serve():
        client, _ = listener.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(daemon.socket))
        threading.Thread(target=forward, args=(server, client), daemon=True).start()
        forward(client, server, meanwhile)

    threading.Thread(target=serve, daemon=True).start()


def import_meanwhile(daemon, directory):
    """What a person says of a field while an import runs is not overwritten by it."""
    said = []

    def meanwhile(chunk):
        if b"parts.name/confirm" in chunk and not said:
            said.append(daemon.ctl("dpo", "catalogue", "reject", "crm.main.parts.name"))

    dataset = directory / "dataset.yml"
    dataset.write_text("dataset: [{fides_key: crm, collections: [{name: parts, fields: [{name: name, data_categories: "
                       "[user.name]}, {name: stock, data_categories: [user.content]}]}]}]", encoding="utf-8")
    between = f"{daemon.runtime.name}/b"
    serve_between(daemon, between, meanwhile)
    done = run(BIN / "gdprctl", "--socket", between, "--token-file", daemon.dir / "dpo.token", "catalogue", "import",
               dataset, codes=(3,))
    assert said and "1 decided, 0 were so already, 1 kept" in done.stdout, done.stdout + done.stderr
    field = daemon.json("dpo", "catalogue", "show", "crm.main.parts.name")
    assert (field["decision"], field["decided_by"]) == ("reject", "person"), field
    daemon.ctl("dpo", "catalogue", "import", str(dataset), "--overwrite")
    assert daemon.json("dpo", "catalogue", "show", "crm.main.parts.name")["category"] == "user.name"


def drift(daemon, crm):
    """A migration of the store opens a task, which stays over kill -9 until somebody closes it."""
    def check():
        return daemon.json("dpo", "catalogue", "check", codes=(0, 1))

    assert daemon.json("dpo", "tasks", "list")["tasks"] == [] and check()["tasks"] == []
    db = sqlite3.connect(crm)
    with db:
        db.executescript("ALTER TABLE contacts ADD COLUMN phone TEXT; ALTER TABLE contacts DROP COLUMN last_name;"
                         "ALTER TABLE parts ADD COLUMN width INTEGER")
    db.close()
    assert "tasks list" in daemon.ctl("dpo", "catalogue", "scan").stderr
    daemon.kill()
    daemon.start()
    (task,) = daemon.json("dpo", "tasks", "list", "--store", "crm")["tasks"]
    assert {c["field"]: c["change"] for c in task["changes"]} == {
        "crm.main.contacts.phone": "new", "crm.main.contacts.last_name": "vanished"}, task
    assert daemon.json("auditor", "tasks", "show", task["id"]) == task and check()["tasks"] == [task]
    assert task["owners"] == ["Customer care", "phones@shop.example"], task
    assert daemon.json("dpo", "tasks", "list", "--owner", "Customer care")["tasks"] == [task]
    assert daemon.json("dpo", "tasks", "list", "--owner", "Exports")["tasks"] == []
    assert "did you mean \"Customer care\"" in daemon.ctl("dpo", "tasks", "list", "--owner", "Customer car", codes=(1,)).stderr
    assert "phones@shop.example" in daemon.ctl("dpo", "tasks", "list").stdout
    told = daemon.ctl("dpo", "catalogue", "check", codes=(1,)).stderr
    assert task["id"] in told and "of Customer care and phones@shop.example" in told, told
    assert daemon.json("dpo", "catalogue", "show", "crm.main.contacts.phone")["owner"] == "phones@shop.example"
    owners = {f["path"]: f.get("owner") for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    assert owners["crm.main.contacts.email"] == "Customer care" and owners["crm.main.parts.width"] is None, owners
    whole = pathlib.Path(crm).with_name("catalogue.json")
    whole.write_text(daemon.ctl("dpo", "-o", "json", "catalogue", "list").stdout, encoding="utf-8")
    offline = daemon.ctl("dpo", "catalogue", "check", "--catalogue", str(whole), codes=(1,))
    assert task["id"] in offline.stderr, "the offline check knows no tasks"
    daemon.ctl("dpo", "tasks", "close", task["id"], codes=(2,))
    daemon.ctl("auditor", "tasks", "close", task["id"], "--reason", "x", codes=(4,))
    daemon.ctl("dpo", "tasks", "close", "T-0000000000", "--reason", "x", codes=(1,))
    daemon.ctl("dpo", "tasks", "close", task["id"], "--reason", "x", "--dry-run")
    db = sqlite3.connect(crm)
    with db:
        db.execute("ALTER TABLE contacts ADD COLUMN mobile_phone TEXT")
    db.close()
    daemon.ctl("dpo", "catalogue", "scan")
    shown = daemon.ctl("dpo", "tasks", "show", task["id"])
    stale = daemon.ctl("dpo", "tasks", "close", task["id"], "--digest", task["digest"], "--reason", "x", codes=(4,)).stderr
    assert f"gdprctl tasks show {task['id']}" in stale, stale
    digest = shown.stderr.split("--digest ")[1].split()[0]
    assert digest == daemon.json("dpo", "tasks", "show", task["id"])["digest"] != task["digest"]
    daemon.ctl("dpo", "tasks", "close", task["id"], "--digest", digest, "--reason", "x", "--dry-run")
    closed = daemon.ctl("dpo", "tasks", "close", task["id"], "--reason", "phones are in the policy now").stdout
    assert "contacts.mobile_phone" in closed and "contacts.last_name" in closed, closed
    daemon.ctl("dpo", "tasks", "close", task["id"], "--reason", "again", codes=(1,))
    daemon.ctl("dpo", "catalogue", "scan")
    assert daemon.json("dpo", "tasks", "list")["tasks"] == [] and check()["tasks"] == []


def unread(daemon, exports):
    """A file that one scan cannot read keeps what a person said of it, and nothing passes as searched."""
    file, path = 'exports.main."2024.csv"', exports / "2024.csv"
    daemon.ctl("dpo", "catalogue", "reject", file + ".no")
    before = daemon.json("dpo", "catalogue", "show", file + ".mail")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + '99,"a quote that does not end\n', encoding="utf-8")
    assert "2024.csv" in daemon.ctl("dpo", "catalogue", "scan").stderr
    assert daemon.json("dpo", "tasks", "list")["tasks"] == []
    now = daemon.json("dpo", "catalogue", "show", file + ".mail")
    assert (now["decision"], now["decided_by"], now["category"]) == ("accept", "person", "user.contact.email"), now
    assert any("not read by the last scan" in reason for reason in now["reasons"]), now
    assert copies(daemon) == {file + ".mail"}, "the confirmed copy is forgotten"
    request = daemon.request("access", email=mail(22))
    (line,) = [c for c in daemon.plan(request)["coverage"] if c["field"] == file + ".mail"]
    assert line["state"] == "failed" and "not searched" in line["why"], line
    path.write_text(text, encoding="utf-8")
    early = daemon.ctl("dpo", "requests", "plan", request, codes=(1, 4)).stderr
    assert "could not read" in early and "catalogue scan" in early, early
    daemon.ctl("dpo", "catalogue", "scan")
    assert daemon.json("dpo", "tasks", "list")["tasks"] == []
    assert daemon.json("dpo", "catalogue", "show", file + ".mail") == before
    rejected = daemon.json("dpo", "catalogue", "show", file + ".no")
    assert (rejected["decision"], rejected["decided_by"]) == ("reject", "person"), rejected
    (line,) = [c for c in daemon.plan(request)["coverage"] if c["field"] == file + ".mail"]
    assert line["state"] == "found", line


def copies(daemon):
    return {source for kind, source in proposals(daemon, "--state", "confirmed") if kind == "copy"}


def tickets_of(daemon, address):
    request = daemon.request("access", email=address)
    plan = daemon.plan(request)
    return sum(step["in"].endswith(".tickets") for step in plan["steps"])


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-proposals.") as name:
        directory = pathlib.Path(name)
        crm, exports = directory / "crm.db", directory / "exports"
        fill(crm, exports)
        stores = {"crm": {"kind": "sqlite", "path": str(crm)}, "exports": {"kind": "files", "path": str(exports)}}
        daemon = Gdprd(directory / "d", stores, POLICY).start()
        daemon.ctl("dpo", "catalogue", "scan")

        found = proposals(daemon)
        reference, copy = ("reference", "crm.main.tickets.contact_id"), ("copy", 'exports.main."2024.csv".mail')
        assert set(found) == {reference, copy}, sorted(found)
        assert found[reference]["to"] == "crm.main.contacts.id"
        assert found[reference]["of_from"] == {"compared": 150, "met": 150, "low_ppm": 10**6, "high_ppm": 10**6}
        assert found[copy]["to"] == "crm.main.contacts.email" and found[copy]["of_from"]["met"] == 20, found[copy]
        assert "shadow copy of crm.main.contacts.email" in daemon.ctl("dpo", "proposals", "list").stdout

        ids = {key: found[key]["id"] for key in found}
        daemon.ctl("auditor", "proposals", "confirm", ids[reference], "--reason", "x", codes=(4,))
        daemon.ctl("dpo", "proposals", "confirm", ids[reference], codes=(2,))
        daemon.ctl("dpo", "proposals", "confirm", "L-0000000000", "--reason", "x", codes=(1,))
        assert tickets_of(daemon, mail(21)) == 0, "an undeclared reference was followed"
        daemon.ctl("dpo", "proposals", "confirm", ids[reference], "--reason", "x", "--dry-run")
        assert proposals(daemon)[reference]["state"] == "open"
        daemon.ctl("dpo", "proposals", "confirm", ids[reference], "--reason", "tickets are of contacts")
        daemon.ctl("dpo", "proposals", "confirm", ids[reference], "--reason", "again", codes=(1, 4))
        assert tickets_of(daemon, mail(21)) == 1, "the confirmed reference is not followed"
        daemon.ctl("dpo", "proposals", "dismiss", ids[copy], "--reason", "deleted next week")

        daemon.kill()
        daemon.start()
        daemon.ctl("dpo", "catalogue", "scan")
        assert proposals(daemon) == {}
        assert proposals(daemon, "--state", "confirmed")[reference]["decided_by"] == "token:dpo"
        write_export(exports, 60)
        daemon.ctl("dpo", "catalogue", "scan")
        assert set(proposals(daemon)) == {copy}, "the copy grew and was not proposed again"
        daemon.ctl("dpo", "proposals", "confirm", ids[copy], "--reason", "the newsletter of 2024")
        field = daemon.json("dpo", "catalogue", "show", 'exports.main."2024.csv".mail')
        assert (field["decision"], field["decided_by"], field["category"]) == ("accept", "person", "user.contact.email")
        import_meanwhile(daemon, directory)

        with open(exports / "2024.csv", "a", encoding="utf-8") as file:
            file.writelines(f"{i},{value}\n" for i, value in enumerate((mail(21), "person", "person@", "@example")))
        quality(daemon)
        drift(daemon, crm)
        unread(daemon, exports)

        entries = daemon.json("auditor", "audit", "list", "--type", "catalogue")
        reasons = [e["payload"].get("reason") for e in entries if e.get("payload")]
        assert "deleted next week" in reasons and "tickets are of contacts" in reasons, reasons
        assert "phones are in the policy now" in reasons, reasons
        daemon.stop()
        daemon.verify()
        leaks = found_in_files({mail(i) for i in (21, 30, 299)}, files_below(daemon.state) + [daemon.log])
        assert not leaks, f"an address stands in {leaks}"
    print(f"a reference and a shadow copy among {PEOPLE} people proposed, confirmed and followed")


if __name__ == "__main__":
    main()
