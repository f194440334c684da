#!/usr/bin/env python3
"""A person's rows that stay: one pseudonym in two stores and two requests, the year of birth, the
region, and days moved together, also after a kill in between; what another policy would change."""
import datetime
import json
import pathlib
import re
import sqlite3
import tempfile

from harness import CHANGES, Gdprd, files_below, found_in_files

POLICY = """version: 1
purposes:
  statistics: {basis: contract, categories: [user]}
fields:
  shop.main.people.zip: {category: user.contact.address.postal_code}
  shop.main.visits.person: {references: shop.main.people.id}
  shop.main.visits.day: {category: user.behavior}
  news.main.readers.since: {category: user.behavior}
erasure:
  - {name: rows-stay, action: null}
  - {name: one-name, select: {category: user.contact.email}, action: pseudonym}
  - {name: year, select: {category: user.demographic.date_of_birth}, action: generalise, to: year}
  - {name: region, select: {category: user.contact.address.postal_code}, action: generalise, first: 2}
  - {name: when, select: {category: user.behavior}, action: shift, by: 30d}
"""
CASES = """version: 1
tests:
  - {name: an address is named anew, field: shop.main.people.email, expect: {fate: pseudonym, rule: one-name}}
  - {name: days are moved, field: shop.main.visits.day, expect: {fate: shifted, rule: when}}
"""
PEOPLE = [(1, "anna.beispiel@example.org", "Anna Beispiel", "1984-05-17", "75011"),
          (2, "ben.muster@example.org", "Ben Muster", "1990-01-02", "10115")]


def stores(directory):
    shop, news = directory / "shop.db", directory / "news.db"
    with sqlite3.connect(shop) as db:
        db.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, full_name TEXT, birth_date TEXT, zip TEXT)")
        db.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, day TEXT)")
        db.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", PEOPLE)
        db.executemany("INSERT INTO visits VALUES (?, ?, ?)", [(1, 1, "2024-02-27"), (2, 1, "2024-03-05"),
                                                               (3, 2, "2024-03-05")])
    with sqlite3.connect(news) as db:
        db.execute("CREATE TABLE readers (id INTEGER PRIMARY KEY, email TEXT, since TEXT)")
        db.executemany("INSERT INTO readers VALUES (?, ?, ?)", [(7, "Anna.Beispiel@example.org", "2024-02-27"),
                                                                (8, "ben.muster@example.org", "2024-03-01")])
    return shop, news


def rows(path, query):
    with sqlite3.connect(path) as db:
        return db.execute(query).fetchall()


def day(text):
    return datetime.date.fromisoformat(text)


def another_policy_is_weighed(gdprd, request):
    """policy plan reads only: the run that follows takes the plan as it was."""
    files = gdprd.dir / "next"
    files.mkdir()

    def weigh(text, role="dpo", **more):
        (files / "policy.yaml").write_text(text, encoding="utf-8")
        return gdprd.ctl(role, "policy", "plan", "--policy", files, **more)

    same = weigh(POLICY).stdout
    assert same.startswith("0 fields of ") and "stale" not in same, same
    other = weigh(POLICY.replace("action: pseudonym", "action: hash"), codes=(CHANGES,)).stdout
    assert other.startswith("2 fields of "), other
    assert "  shop.main.people.email\n    now    replaced by a pseudonym" in other, other
    assert "    then   replaced by a keyed hash" in other, other
    assert f"1 open plan goes stale\n  {request}, erasure: 2 collections of it hold fields that change" in other, other
    told = json.loads(gdprd.ctl("dpo", "-o", "json", "policy", "plan", "--policy", files, codes=(CHANGES,)).stdout)
    assert told["collections"] == ["news.main.readers", "shop.main.people"], told
    assert [s["request"] for s in told["stale"]] == [request], told
    assert "unknown key" in weigh(POLICY + "erasures: []\n", codes=(2,)).stderr
    weigh(POLICY, role="feeder", codes=(1, 2, 3, 4))


def main():
    with tempfile.TemporaryDirectory() as temporary:
        base = pathlib.Path(temporary)
        shop, news = stores(base)
        gdprd = Gdprd(base / "gdprd", {path.stem: {"kind": "sqlite", "path": str(path)} for path in (shop, news)}, POLICY)
        (gdprd.dir / "policies/cases.test.yaml").write_text(CASES, encoding="utf-8")
        gdprd.start()
        gdprd.ctl("admin", "catalogue", "scan")
        for field, category in (("shop.main.people.email", "user.contact.email"),
                                ("shop.main.people.full_name", "user.name"),
                                ("shop.main.people.birth_date", "user.demographic.date_of_birth"),
                                ("news.main.readers.email", "user.contact.email")):
            gdprd.ctl("dpo", "catalogue", "confirm", field, "--category", category)
        catalogue = gdprd.dir / "catalogue.json"
        catalogue.write_text(gdprd.ctl("dpo", "-o", "json", "catalogue", "list").stdout, encoding="utf-8")
        said = gdprd.ctl("dpo", "policy", "test", "--policy", gdprd.dir / "policies", "--catalogue", catalogue).stdout
        assert said == "PASS 2/2\n", said

        request = gdprd.request("erasure", email="anna.beispiel@example.org")
        gdprd.plan(request)
        shown = gdprd.ctl("dpo", "requests", "plan", request, codes=(CHANGES,)).stdout
        assert "email → a pseudonym" in shown and "birth_date → the year only" in shown, shown
        assert "p-" not in shown and "1984" not in shown and "anna" not in shown.lower(), shown
        another_policy_is_weighed(gdprd, request)
        gdprd.approve(request)
        gdprd.kill()
        gdprd.start()
        gdprd.ctl("dpo", "requests", "run", request)

        (_, mail, name, born, region), ben = rows(shop, "SELECT * FROM people ORDER BY id")
        assert re.fullmatch(r"p-[a-z2-7]{25}@pseudonym\.invalid", mail), mail
        assert (name, born, region) == (None, "1984-01-01", "75"), (name, born, region)
        assert ben == PEOPLE[1], ben
        first, second, other = [day(d) for (d,) in rows(shop, "SELECT day FROM visits ORDER BY id")]
        moved = first - day("2024-02-27")
        assert moved and abs(moved.days) <= 30 and second == day("2024-03-05") + moved, (first, second)
        assert other == day("2024-03-05")
        reader = rows(news, "SELECT email, since FROM readers WHERE id = 7")[0]
        assert reader == (mail, str(day("2024-02-27") + moved)), reader

        gdprd.erase(email="ben.muster@example.org")
        assert rows(shop, "SELECT email FROM people WHERE id = 2") == rows(news, "SELECT email FROM readers WHERE id = 8")
        assert rows(shop, "SELECT email FROM people WHERE id = 1")[0][0] == mail
        gdprd.stop()
        gdprd.verify()
        left = found_in_files(["anna.beispiel@example.org", mail], files_below(gdprd.state))
        assert not left, left


main()
