#!/usr/bin/env python3
"""The whole story on MariaDB: rights, scan, access, erasure, proof and residue for one customer of a
generated shop, over a user with no more rights than the manual says; other people's rows stay as they
are; a table that is not InnoDB is read and never erased from; the trail's anchor stands in the store, and a state
directory set back is refused by it."""
import json
import pathlib
import shutil
import tempfile
import zipfile

import shops
from harness import BIN, ROOT, Gdprd, MariaDb, files_below, found_in_files, run, wait_until

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
SUBJECT, ARCHIVED = 17, 30
# names that need quotes, a charset of its own, a key that is compared without case
EXTRAS = """
CREATE TABLE `news letter` (`e-mail` VARCHAR(190) CHARACTER SET latin1 COLLATE latin1_swedish_ci PRIMARY KEY,
    `order` INT NOT NULL);
CREATE TABLE visits (customer_id INTEGER NOT NULL, day DATE NOT NULL, page VARCHAR(80),
    PRIMARY KEY (customer_id, day)) PARTITION BY HASH (customer_id) PARTITIONS 4;
CREATE TABLE old_contacts (id INTEGER PRIMARY KEY, email VARCHAR(190)) ENGINE = MyISAM;
"""
OWNED = {**{table: where.replace("{schema}", "") for table, where in shops.MUSIC_OWNED.items()},
         "news letter": "`e-mail` = (SELECT email FROM customer WHERE customer_id = {id})"}


def fill(server):
    server.client("-e", "CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; "
                        "CREATE USER gdprd@localhost")
    server.load("shop", shops.music() + EXTRAS)
    mail = [shops.person(n)[2] for n in range(1, 121)]
    # this charset has no "ő"; letters of either case stand for the same person
    latin = [(m.upper() if n % 2 else m, n) for n, m in enumerate(mail, 1) if m.isascii()]
    server.load("shop", shops.insert("`news letter`", "`e-mail`, `order`", latin) +
                shops.insert("visits", "customer_id, day, page", [(n, f"2026-03-{n % 28 + 1:02d}", "/") for n in range(1, 121)]) +
                shops.insert("old_contacts", "id, email", [(1, mail[ARCHIVED - 1])]))
    # as the store's page says
    page = (ROOT / "connectors/mariadb/README.md").read_text(encoding="utf-8")
    server.client("-e", "".join(line for line in page.splitlines() if "shop.gdprd_anchor" in line and line.endswith(";")))
    return mail


def tables(server):
    names = server.rows("shop", "SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop' "
                        "AND table_name <> 'gdprd_anchor' ORDER BY 1")
    return {n: sorted(server.rows("shop", f"SELECT * FROM `{n}`")) for n in names}


def check_rights(server, daemon):
    """The GRANTs that `stores check` prints are those that are missing, as they are to be typed."""
    for _ in range(3):
        findings = daemon.json("admin", "stores", "check", "shop", codes=(0, 1))
        for finding in findings:
            if (finding["hint"] or "").startswith("GRANT "):
                server.client("-e", finding["hint"])
    # as long as it has no right the user cannot even come in
    problems = [f["what"] for f in findings if f["severity"] == "problem"]
    assert len(problems) == 1 and "shop.old_contacts" in problems[0], problems


def check_access(daemon, directory, mail, others):
    request = daemon.request("access", email=mail)
    daemon.plan(request)
    daemon.ctl("dpo", "requests", "run", request)
    daemon.ctl("dpo", "requests", "package", request, "--file", directory / "access.zip")
    with zipfile.ZipFile(directory / "access.zip") as package:
        content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    assert mail in content and "Mill Road" in content and "news letter" in content
    assert not any(other in content for other in others), "somebody else is in the package"


def check_erasure(server, daemon, directory, mail):
    before = tables(server)
    mine = {t: server.rows("shop", f"SELECT * FROM `{t}` WHERE {where.replace('{id}', str(SUBJECT))}")
            for t, where in OWNED.items()}
    assert all(mine.values()), mine
    request, plan = daemon.erase(email=mail)
    assert any("binary log" in r["why"] for r in plan["residuals"]), plan["residuals"]
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed", shown
    residue = [s["what"] for s in shown["steps"] if "cannot be searched from here" in s["what"]]
    assert len(residue) == 1 and "undo logs" in residue[0], shown["steps"]
    after = tables(server)
    for table, rows in before.items():
        expected = [r for r in rows if r not in mine.get(table, [])]
        assert after[table] == expected, f"{table}: other rows than this customer's are gone, changed or left"
    assert not any(mail in row.lower() for rows in after.values() for row in rows)
    proof = directory / "erasure.proof"
    daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
    run(BIN / "gdprctl", "proof", "verify", proof, "--key", daemon.vkey())
    return sum(map(len, mine.values()))


def check_refusal(server, daemon, mail):
    """A row in a table that is not InnoDB: told before anybody approves, and nothing is changed."""
    before = tables(server)
    request = daemon.request("erasure", email=mail)
    refused = daemon.ctl("dpo", "requests", "plan", request, codes=(1, 4))
    words = refused.stdout + refused.stderr
    assert "not InnoDB" in words and mail not in words, words
    assert tables(server) == before


def set_anchor_seconds(daemon, seconds):
    settings = json.loads(daemon.config.read_text())
    settings["trail"]["anchor_seconds"] = seconds
    daemon.config.write_text(json.dumps(settings, indent=1))


def is_anchored(server, daemon):
    """Whether the store holds the trail's newest checkpoint."""
    rows = server.rows("shop", "SELECT checkpoint FROM gdprd_anchor WHERE origin = 'example.org/e2e'")
    newest = (daemon.state / "trail/checkpoint").read_text(encoding="utf-8")
    return [row.replace("\\n", "\n") for row in rows] == [newest]


def set_aside(daemon):
    """A copy of the state directory, to be put back later."""
    daemon.stop()
    copy = daemon.state.with_name("older")
    shutil.copytree(daemon.state, copy)
    daemon.start()
    return copy


def check_set_back(daemon, copy):
    """The store refuses an older state directory, and no other."""
    newer = daemon.state.with_name("newer")
    daemon.state.rename(newer)
    copy.rename(daemon.state)
    words = run(BIN / "gdprd", "-c", daemon.config, codes=(1,)).stderr
    assert "the store shop holds a checkpoint of it for" in words and "set back" in words, words
    daemon.state.rename(copy)
    newer.rename(daemon.state)
    daemon.start()
    daemon.stop()


def main():
    server = MariaDb()
    with tempfile.TemporaryDirectory(prefix="gdprd-mariadb.") as name:
        directory = pathlib.Path(name)
        mail = fill(server)
        server.client("-e", "GRANT SELECT ON shop.* TO gdprd@localhost")
        daemon = Gdprd(directory / "d", {"shop": {**server.settings("shop", "gdprd"), "anchor": True}}, POLICY)
        set_anchor_seconds(daemon, 1)
        daemon.start()
        check_rights(server, daemon)
        daemon.ctl("dpo", "catalogue", "scan")
        fields = json.dumps(daemon.json("dpo", "catalogue", "list"))
        assert "e-mail" in fields and "billing_address" in fields and "gdprd_anchor" not in fields
        subject = mail[SUBJECT - 1]
        check_access(daemon, directory, subject, [m for m in mail if m != subject])
        server.control("crash")
        server.control("up")
        copy = set_aside(daemon)
        rows = check_erasure(server, daemon, directory, subject)
        check_refusal(server, daemon, mail[ARCHIVED - 1])
        wait_until(lambda: is_anchored(server, daemon), "the anchor")
        daemon.stop()
        check_set_back(daemon, copy)
        daemon.verify()
        leaks = found_in_files({subject}, files_below(daemon.state) + [daemon.log])
        assert not leaks, f"the erased address stands in {leaks}"
    print(f"{rows} rows of one customer erased from {len(OWNED)} tables of MariaDB")


if __name__ == "__main__":
    main()
