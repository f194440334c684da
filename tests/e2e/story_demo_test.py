#!/usr/bin/env python3
"""The quickstart's story, and what it promises: Clara is found and erased in three databases, nobody
else loses a byte, nothing of her stays in the raw files, nobody's data leaks into state and logs.
--postgres: with the help desk on PostgreSQL."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

from harness import BIN, ROOT, files_below, found_in_files, run, sqlite_tables

# of the CRM's rows that a kept invoice refers to
STUBS = ("customers", "orders")
PERSONAL = ("customer_no", "first_name", "last_name", "email", "phone", "iban", "birth_date", "company", "ship to")
STORES = ("crm", "marketing", "helpdesk")


def value_texts(row):
    return {str(v) for v in row.values() if isinstance(v, str)}


def owner_index(truth):
    """(store, table, key as text) → the people's numbers."""
    owners = {}
    for person in truth["people"]:
        for row in person["rows"]:
            key = (row["store"], row["table"], json.dumps(row["key"], sort_keys=True))
            owners.setdefault(key, set()).add(person["key"])
    return owners


class Story:
    def __init__(self, directory, postgres):
        self.demo = pathlib.Path(directory) / "demo"
        self.stores = self.demo / "stores"
        self.sqlite = STORES if not postgres else STORES[:2]
        self.options = ["--postgres"] if postgres else []
        self.environment = {"GDPRD_BIN": str(BIN), "GDPRD_DEMO": str(self.demo), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                            "LC_ALL": "C.UTF-8"}
        before = pathlib.Path(directory) / "before"  # the same seed: what the stores held
        run(sys.executable, ROOT / "daemon/demo/estate.py", before)
        self.before = {s: sqlite_tables(before / f"{s}.db") for s in STORES}
        self.truth = json.loads((before / "people.json").read_text(encoding="utf-8"))
        self.owners = owner_index(self.truth)

    def quickstart(self, *options):
        done = subprocess.run(["sh", "daemon/quickstart.sh", *options], cwd=ROOT, env=self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def ctl(self, role, *arguments, codes=(0,)):
        config = self.demo / "gdprd.yaml"
        return run(BIN / "gdprctl", "--config", config, "--token-file", self.demo / "keys" / f"{role}.token",
                   *arguments, codes=codes).stdout

    def owners_of(self, store, table, row):
        for (s, t, key), people in self.owners.items():
            if (s, t) == (store, table) and all(row.get(k) == v for k, v in json.loads(key).items()):
                return people
        return set()


def check_rows(story):
    """Everything that is not Clara's is as it was. Of hers the invoices are left, and what they refer
    to as a stub without a value of hers."""
    subject = story.truth["tour"]["subject"]
    keys = {}
    for row in story.truth["people"][subject]["rows"]:
        keys.setdefault((row["store"], row["table"]), []).append(row["key"])
    survivors = {}
    for store in story.sqlite:
        after = sqlite_tables(story.stores / f"{store}.db")
        assert after.keys() == story.before[store].keys(), "a table was made or dropped"
        for table, rows in story.before[store].items():
            mine = [r for r in rows if any(all(r[k] == v for k, v in key.items()) for key in keys.get((store, table), []))]
            others = [r for r in rows if r not in mine]
            left = [r for r in after[table] if r not in others]
            lost = [r for r in others if r not in after[table]]
            assert not lost, f"{store}.{table}: {len(lost)} rows of other people are gone or changed"
            if table == "invoices":
                assert [r["invoice_no"] for r in left] == story.truth["tour"]["kept_invoices"]
                assert all(r["billing_name"] == "Clara Moreau" for r in left), "a kept field was changed"
                continue
            hers = {v for r in mine for c, v in r.items() if isinstance(v, str) and c in PERSONAL}
            assert table in STUBS or not left, f"{store}.{table}: {len(left)} rows of the subject are left"
            for row in left:
                known = [c for c, v in row.items() if v in hers]
                assert not known, f"{store}.{table}: a stub still holds the subject's {known}"
        survivors[store] = after
    return survivors


def check_residue(story, survivors):
    """No erased identifier stands in the raw bytes, unless a row that lives carries it."""
    subject = story.truth["people"][story.truth["tour"]["subject"]]
    written = {v for s in story.sqlite for rows in story.before[s].values() for r in rows
               for c, v in r.items() if isinstance(v, str)
               and c in ("email", "courriel", "phone", "telephone", "telefonnummer", "iban", "customer_no", "no_client", "kundennr")
               and same_identifier(v, subject)}
    assert len(written) >= 4, f"the estate has too few identifiers of the subject: {len(written)}"
    alive = "\n".join(v for tables in survivors.values() for rows in tables.values() for r in rows for v in value_texts(r))
    erased = {v for v in written if v not in alive}
    assert subject["email"] in erased and subject["customer_no"] in erased and len(erased) >= 3, "not erased"
    left = found_in_files(erased, [p for p in files_below(story.stores) if ".db" in p.name])
    assert not left, f"{len(left)} erased identifiers are left in raw bytes of {sorted({l.split(':')[0] for l in left})}"


def same_identifier(text, person):
    digits = "".join(c for c in text if c.isalnum()).lower()
    national = person["phone"][3:]
    return (text.lower() == person["email"] or text == person["customer_no"] or digits == person["iban"].lower()
            or digits.lstrip("0").removeprefix("33") == national)


def check_leaks(story, output):
    """No value that is one person's alone stands in the state directory, the log or what was shown."""
    carriers = {}
    for store, tables in story.before.items():
        for table, rows in tables.items():
            index = {}
            for (s, t, key), people in story.owners.items():
                if (s, t) == (store, table):
                    index[key] = people
            if not index:
                continue
            names = sorted(json.loads(next(iter(index))))
            for row in rows:
                people = index.get(json.dumps({n: row[n] for n in names}, sort_keys=True), set())
                for value in value_texts(row):
                    carriers.setdefault(value, set()).update(people)
    unique = {v for v, people in carriers.items() if len(people) == 1 and len(v.encode()) >= 6 and "\n" not in v}
    assert len(unique) > 5000, f"only {len(unique)} values are one person's alone"
    shown = story.demo / "shown"
    # the review list shows the rows to the data protection officer; that is what it is for
    shown.write_text(re.sub(r"^.*requests matches list.*\n(?: {6}.*\n)*", "", output, flags=re.M), encoding="utf-8")
    paths = files_below(story.demo / "state") + [story.demo / "gdprd.log", shown]
    leaks = found_in_files(unique, paths)
    assert not leaks, f"{len(leaks)} personal values leaked, first {leaks[0]}"
    return len(unique), sum(p.stat().st_size for p in paths)


def check_package(story):
    """Clara's copy holds her data and nobody else's."""
    subject = story.truth["people"][story.truth["tour"]["subject"]]
    with zipfile.ZipFile(story.demo / "clara-access.zip") as package:
        content = {n: package.read(n).decode("utf-8", "replace") for n in package.namelist()}
    assert any(n.endswith(".html") for n in content) and sum(n.endswith(".json") for n in content) >= 3, list(content)
    everything = "\n".join(content.values())
    assert subject["email"] in everything and subject["customer_no"] in everything
    for other in ("homonym", "address_partner", "mailbox_colleague"):
        person = story.truth["people"][story.truth["tour"][other]]
        for kind in ("email", "phone", "iban", "customer_no"):
            assert person[kind] not in everything, f"the {kind} of the {other} is in the package"


def check_requests(story):
    requests = json.loads(story.ctl("dpo", "-o", "json", "requests", "list"))["requests"]
    erasure = next(r["id"] for r in requests if r["right"] == "erasure")
    assert {r["state"] for r in requests} == {"completed"}, requests
    plan = json.loads(story.ctl("dpo", "-o", "json", "requests", "plan", erasure, "--show", codes=(0, 20)))
    kept = [k for k in plan["kept"] if k["in"].endswith("invoices")]
    assert kept and "17(3)(b)" in kept[0]["ground"], plan["kept"]
    assert any("anfragen" in r["in"] for r in plan["residuals"]), "the mention in free text is not reported"


def check_trail(story):
    vkey = (story.demo / "state/trail/vkey").read_text().strip()
    run(BIN / "gdprctl", "audit", "verify", story.demo / "state", "--key", vkey, "--data-key",
        story.demo / "keys/root.key")
    run(BIN / "gdprctl", "proof", "verify", story.demo / "clara-erasure.proof", "--key", vkey)
    broken = story.demo / "broken.proof"
    content = bytearray((story.demo / "clara-erasure.proof").read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    run(BIN / "gdprctl", "proof", "verify", broken, "--key", vkey, codes=(5,))


def main():
    postgres = "--postgres" in sys.argv
    with tempfile.TemporaryDirectory(prefix="gdprd-story.") as directory:
        story = Story(directory, postgres)
        try:
            output = story.quickstart(*story.options)
            check_requests(story)
            check_residue(story, check_rows(story))
            values, size = check_leaks(story, output)
            check_package(story)
            check_trail(story)
            story.quickstart(*story.options)  # a second time, over the first
        finally:
            story.quickstart("--clean")
        assert not story.demo.exists(), "--clean left something"
    print(f"the story holds; {values} personal values were sought in {size} bytes")


if __name__ == "__main__":
    main()
