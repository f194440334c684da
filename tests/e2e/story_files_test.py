#!/usr/bin/env python3
"""The whole story on a tree of exports beside the demo's CRM: one customer is found in a database, a CSV file, JSON
lines, a spreadsheet, an address book and a mailbox, answered, erased and proved, and who stands in an archive told as left there; every byte of other people's rows stays; a file that cannot be
read leaves the case open until it is mended; a copy that an editor left keeps a request from being called clean."""
import base64
import csv
import io
import json
import mailbox
import pathlib
import sys
import tempfile
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from harness import BIN, CHANGES, ROOT, Gdprd, files_below, found_in_files, run, sqlite_tables

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
COLUMNS = ("customer_no", "first_name", "last_name", "email", "phone")


def line_of(values):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(values)
    return out.getvalue()


def card_of(row):
    return (f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{row['first_name']} {row['last_name']}\r\n"
            f"N:{row['last_name']};{row['first_name']};;;\r\nEMAIL:{row['email']}\r\nEND:VCARD\r\n")


def mail_of(number, row, sent):
    """A letter to the shop, or its answer; what it says can only be read once it is decoded."""
    shop, person = "shop@shop.example", f"{row['first_name']} {row['last_name']} <{row['email']}>"
    body = base64.encodebytes(f"Dear {row['email']},\nletter {number} of {row['customer_no']}\n".encode()).decode()
    return (f"From - Mon Nov 23 10:00:{number % 60:02} 2026\nFrom: {shop if sent else person}\nTo: {person if sent else shop}\n"
            f"Message-ID: <{number}@shop.example>\nSubject: =?utf-8?Q?L=C3=A4tter_{number}?=\nMIME-Version: 1.0\n"
            f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n")


def mails_of(tree):
    """{Message-ID: bytes} as Python's own module reads the mailbox."""
    box = mailbox.mbox(tree / "mail/shop.mbox", create=False)
    return {box[key]["Message-ID"]: box.get_bytes(key) for key in box.keys()}


def write_workbook(path, rows):
    """An XLSX file with one sheet: addresses as shared strings, texts in their cells, a formula with its result."""
    def cell(place, text):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    lines = [f'<row r="1">{cell("A1", "email")}{cell("B1", "last_name")}{cell("C1", "newsletter")}{cell("D1", "points")}</row>']
    for number in range(2, len(rows) + 2):
        lines.append(f'<row r="{number}"><c r="A{number}" t="s"><v>{number - 2}</v></c>{cell(f"B{number}", rows[number - 2]["last_name"])}'
                     f'{cell(f"C{number}", "weekly")}<c r="D{number}"><f>{number}*2</f><v>{number * 2}</v></c></row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Customers" sheetId="1" '
                           'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" '
                                      f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" '
                                      'Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">' + "".join(f"<si><t>{escape(r['email'])}</t></si>" for r in rows) + "</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as workbook:
        for name, text in parts.items():
            workbook.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)


def strings_of_workbook(path):
    with zipfile.ZipFile(path) as workbook:
        assert workbook.testzip() is None
        return [i.findtext("{*}t") or "" for i in ElementTree.fromstring(workbook.read("xl/sharedStrings.xml"))], "".join(
            workbook.read(n).decode("utf-8") for n in workbook.namelist())


def fill(tree, rows):
    """{file: [(piece of text, its customer's address or None)]}, written: three of them name the customer."""
    mail = [r["email"] for r in rows]
    pieces = {
        "2026/customers.csv": [("\ufeff" + line_of(COLUMNS), None)] +
                              [(line_of([r[c] for c in COLUMNS]), r["email"]) for r in rows],
        "newsletter.jsonl": [(json.dumps({"who": {"email": m}, "since": "2026-01-02"}) + "\n", m) for m in mail[::2]],
        "phone book.vcf": [(card_of(r), r["email"]) for r in rows],
        "mail/shop.mbox": [(mail_of(2 * i + sent, r, sent), r["email"]) for i, r in enumerate(rows) for sent in (0, 1)],
    }
    for name, parts in pieces.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(text for text, _ in parts).encode("utf-8"))
    write_workbook(tree / "bonus points.xlsx", rows)
    (tree / "broken.csv").write_text('a,b\n1,"2\n')
    return pieces


def check_stores(daemon):
    findings = daemon.json("admin", "stores", "check", "exports", codes=(0, 1))
    problems = [f["what"] for f in findings if f["severity"] == "problem"]
    assert len(problems) == 1 and "broken.csv" in problems[0] and "quoted field" in problems[0], findings


def plan_of_hers(daemon, request, mail):
    """The plan, after a person looked at each letter: who wrote to whom does not say whose row it is."""
    plan = daemon.json("dpo", "requests", "plan", request, codes=(0, CHANGES))
    matches = daemon.json("dpo", "requests", "matches", "list", request)["matches"]
    undecided = [m for m in matches if m["verdict"] == "open"]
    assert len([m for m in undecided if "shop.mbox" in m["in"]]) == 2, undecided
    assert all(mail in m["values"].values() for m in undecided), undecided
    daemon.ctl("dpo", "requests", "matches", "accept", request, *[m["id"] for m in undecided])
    return daemon.plan(request)


def check_access(daemon, directory, mail, others):
    """Nobody was searched for in the broken file: the copy is made, and the case stays open."""
    request = daemon.request("access", email=mail)
    plan = plan_of_hers(daemon, request, mail)
    assert any("broken.csv" in json.dumps(r) and "quoted field" in r["why"] for r in plan["residuals"]), plan["residuals"]
    daemon.ctl("dpo", "requests", "run", request, codes=(3,))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "partial" and "broken.csv" in json.dumps(shown["open_ends"]), shown
    daemon.ctl("dpo", "requests", "package", request, "--file", directory / "access.zip", codes=(3,))
    with zipfile.ZipFile(directory / "access.zip") as package:
        content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    assert mail in content
    for file in ("customers.csv", "newsletter.jsonl", "phone book.vcf", "bonus points.xlsx", "shop.mbox"):
        assert file in content, f"{file} is not in the package"
    assert not any(other in content for other in others), "somebody else is in the package"
    assert content.count(f"Dear {mail},") >= 2 and "Lätter" in content, "her letters are not in the package, decoded"


def mend(daemon, tree):
    (tree / "broken.csv").write_text('a,b\n1,"2"\n')
    daemon.ctl("dpo", "catalogue", "scan")


def check_erasure(daemon, tree, pieces, directory, mail, mails):
    letters = mails_of(tree)
    request = daemon.request("erasure", email=mail)
    plan_of_hers(daemon, request, mail)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request)
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed", shown
    for name, parts in pieces.items():
        expected = "".join(text for text, owner in parts if owner != mail).encode("utf-8")
        assert (tree / name).read_bytes() == expected, f"{name} has other bytes than it should"
    assert sorted(p.name for p in files_below(tree)) == sorted(
        ["broken.csv", "bonus points.xlsx", *(pathlib.Path(n).name for n in pieces)])
    hers = {f"<{2 * mails.index(mail) + sent}@shop.example>" for sent in (0, 1)}
    assert mails_of(tree) == {k: v for k, v in letters.items() if k not in hers} and hers < set(letters), "other letters changed"
    strings, everything = strings_of_workbook(tree / "bonus points.xlsx")
    assert strings == ["" if one == mail else one for one in mails], "other addresses of the workbook changed"
    assert mail not in everything and everything.count("<f>") == len(mails) - 1, "the row is not gone from the workbook"
    proof = directory / "erasure.proof"
    daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
    run(BIN / "gdprctl", "proof", "verify", proof, "--key", daemon.vkey())


def check_left_copy(daemon, tree, mail):
    """What an editor left beside a file still holds the address: the request is not called clean."""
    copy = tree / ".customers.csv.swp"
    copy.write_bytes(b"b0VIM 9.0" + mail.encode() + b"\0")
    request = daemon.request("erasure", email=mail)
    plan_of_hers(daemon, request, mail)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=(3,))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] != "completed", shown
    assert any("1 value is there" in s["what"] for s in shown["steps"]), shown["steps"]
    copy.unlink()
    daemon.ctl("dpo", "requests", "run", request)
    assert daemon.json("dpo", "requests", "show", request)["state"] == "completed"


def check_archive(daemon, directory, tree, mail):
    """Who stands in an archive is found and copied, never erased there, and nobody says otherwise."""
    archive = tree / "backup 2024.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("crm/people.csv", f"email,nickname\n{mail},Kiki Backup\nnobody@shop.example,No One\n")
    packed = archive.read_bytes()
    daemon.ctl("dpo", "catalogue", "scan")
    findings = daemon.json("admin", "stores", "check", "exports", codes=(0, 1))
    assert any("1 archive is read and never written" in f["what"] for f in findings), findings
    copy = daemon.request("access", email=mail)
    plan_of_hers(daemon, copy, mail)
    daemon.ctl("dpo", "requests", "run", copy)
    daemon.ctl("dpo", "requests", "package", copy, "--file", directory / "archive.zip")
    with zipfile.ZipFile(directory / "archive.zip") as package:
        assert "Kiki Backup" in "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    request = daemon.request("erasure", email=mail)
    plan = plan_of_hers(daemon, request, mail)
    left = [r for r in plan["residuals"] if "left over: it stands in an archive" in r["why"]]
    assert len(left) == 1 and "people.csv" in json.dumps(left[0]) and left[0]["rows"] == 1, plan["residuals"]
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=(3,))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "partial" and [o["cause"] for o in shown["open_ends"]] == ["archived"], shown
    assert any("1 of them in archives" in s["what"] for s in shown["steps"]), shown["steps"]
    assert archive.read_bytes() == packed and not found_in_files({mail}, [f for f in files_below(tree) if f != archive])
    archive.unlink()
    daemon.ctl("dpo", "catalogue", "scan")
    daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request)
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed", shown
    before = shown["earlier_runs"]
    assert [r["result"] for r in before] == ["partial"] and before[0]["steps_done"] > 0, before
    proof = directory / "two runs.proof"
    daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
    proven = json.loads(run(BIN / "gdprctl", "-o", "json", "proof", "verify", proof, "--key", daemon.vkey()).stdout)
    assert [(r["complete"], r["steps_done"]) for r in proven["runs"]] == [
        (False, before[0]["steps_done"]), (True, shown["steps_done"])], proven
    assert proven["complete"] and not proven["runs_missing"] and "people.csv" in json.dumps(proven["runs"][0]["plan"])


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-files.") as name:
        directory = pathlib.Path(name)
        run(sys.executable, ROOT / "daemon/demo/estate.py", directory / "estate", "--people", "420")
        crm = directory / "estate" / "crm.db"
        seen = {}
        for row in sqlite_tables(crm)["customers"]:
            if row["email"] and row["email"].isascii():
                seen.setdefault(row["email"].lower(), []).append(row)
        rows = [found[0] for found in seen.values() if len(found) == 1]
        tree = directory / "exports"
        pieces = fill(tree, rows)
        stores = {"crm": {"kind": "sqlite", "path": str(crm)},
                  "exports": {"kind": "files", "path": str(tree), "row_keys": ["customers.csv=customer_no"]}}
        daemon = Gdprd(directory / "d", stores, POLICY).start()
        check_stores(daemon)
        daemon.ctl("dpo", "catalogue", "scan")
        fields = json.dumps(daemon.json("dpo", "catalogue", "list"))
        for field in ("customers.csv", "who.email", "N.family", "bonus points.xlsx", "shop.mbox", "to.address"):
            assert field in fields, f"{field} is not in the catalogue"
        mail = [r["email"] for r in rows]
        subject, other = mail[20], mail[40]
        check_access(daemon, directory, subject, [m for m in mail if m != subject])
        mend(daemon, tree)
        check_erasure(daemon, tree, pieces, directory, subject, mail)
        check_left_copy(daemon, tree, other)
        check_archive(daemon, directory, tree, mail[60])
        daemon.stop()
        daemon.verify()
        leaks = found_in_files({subject}, files_below(daemon.state) + [daemon.log])
        assert not leaks, f"the erased address stands in {leaks}"
        assert not found_in_files({subject}, files_below(tree) + [crm])
    print(f"one of {len(rows)} customers erased from a database and {len(pieces) + 1} files")


if __name__ == "__main__":
    main()
