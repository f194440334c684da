#!/usr/bin/env python3
"""A SQLite store that keeps the trail's anchor: a state directory set back is refused at the start,
with the evidence, and can then only be continued; the anchor is in no catalogue; a store that is
away is a line in the log."""
import json
import pathlib
import shutil
import sqlite3
import tempfile

from harness import BIN, Gdprd, run, wait_until

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""


def new_gdprd(directory):
    shop = sqlite3.connect(directory / "shop.db")
    shop.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
    shop.execute("INSERT INTO users (email) VALUES ('ann.smith@example.org')")
    shop.commit()
    shop.close()
    store = {"kind": "sqlite", "path": str(directory / "shop.db"), "anchor": True}
    gdprd = Gdprd(directory / "gdprd", {"shop": store}, POLICY)
    set_trail(gdprd, anchor_seconds=1)
    return gdprd


def set_trail(gdprd, **trail):
    settings = json.loads(gdprd.config.read_text())
    settings["trail"].update(trail)
    gdprd.config.write_text(json.dumps(settings, indent=1))


def anchors(directory):
    db = sqlite3.connect(directory / "shop.db")
    try:
        return dict(db.execute("SELECT origin, checkpoint FROM gdprd_anchor"))
    except sqlite3.OperationalError:
        return {}
    finally:
        db.close()


def is_anchored(gdprd, directory):
    newest = (gdprd.state / "trail/checkpoint").read_text(encoding="utf-8")
    return newest in anchors(directory).values()


def a_trail_set_back_is_refused_and_continued(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("dpo", "catalogue", "scan")
    wait_until(lambda: is_anchored(gdprd, directory), "the anchor")
    fields = json.dumps(gdprd.json("dpo", "catalogue", "list"))
    assert "email" in fields and "gdprd_anchor" not in fields and "checkpoint" not in fields, fields
    gdprd.stop()
    shutil.copytree(gdprd.state, directory / "yesterday")
    gdprd.start()
    for _ in range(4):
        gdprd.json("auditor", "audit", "list", "--limit", "1")
    wait_until(lambda: is_anchored(gdprd, directory), "the anchor")
    gdprd.erase(email="ann.smith@example.org")
    wait_until(lambda: is_anchored(gdprd, directory), "the anchor")
    gdprd.stop()
    known = anchors(directory)["example.org/e2e"]
    shutil.rmtree(gdprd.state)
    shutil.copytree(directory / "yesterday", gdprd.state)

    words = run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr
    size, root = known.splitlines()[1:3]
    assert f"the store shop holds a checkpoint of it for {size} entries with root {root}" in words, words
    assert "set back" in words, words
    set_trail(gdprd, origin="example.org/e2e-2")
    said = run(BIN / "gdprd", "continue-trail", "--confirm=example.org/e2e", "-c", gdprd.config).stdout
    assert "the store shop holds" in said, said
    gdprd.start()
    wait_until(lambda: is_anchored(gdprd, directory), "the new trail's anchor")
    assert anchors(directory)["example.org/e2e"] == known, "the evidence was written over"
    gdprd.stop()
    gdprd.verify()


def a_trail_set_back_to_before_a_change_of_its_key_is_refused(directory):
    gdprd = new_gdprd(directory).start()
    wait_until(lambda: is_anchored(gdprd, directory), "the anchor")
    gdprd.stop()
    shutil.copytree(gdprd.state, directory / "yesterday")
    gdprd.start()
    gdprd.ctl("admin", "keys", "rotate", "--signing", "--reason", "yearly")
    wait_until(lambda: len(anchors(directory)) == 2 and is_anchored(gdprd, directory), "the new key's anchor")
    gdprd.stop()
    known = anchors(directory)
    shutil.rmtree(gdprd.state)
    shutil.copytree(directory / "yesterday", gdprd.state)

    words = run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr
    assert "the store shop holds a change of its signing key at" in words, words
    assert "set back to before it" in words and "continue-trail" in words, words
    shop = sqlite3.connect(directory / "shop.db")
    shop.execute("DELETE FROM gdprd_anchor WHERE origin LIKE '% successions'")
    shop.commit()
    shop.close()
    words = run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr
    assert "signed by none of the keys that are known here" in words, words
    assert known["example.org/e2e"].splitlines()[2] in words and "DELETE FROM gdprd_anchor" in words, words
    assert anchors(directory)["example.org/e2e"] == known["example.org/e2e"], "the evidence was written over"

    set_trail(gdprd, origin="example.org/e2e-2")
    said = run(BIN / "gdprd", "continue-trail", "--confirm=example.org/e2e", "-c", gdprd.config).stdout
    assert "signed by none of the keys" in said, said
    gdprd.start()
    wait_until(lambda: is_anchored(gdprd, directory), "the new trail's anchor")
    gdprd.stop()
    gdprd.verify()


def a_store_that_is_away_stops_nothing(directory):
    gdprd = new_gdprd(directory)
    (directory / "shop.db").rename(directory / "away.db")
    gdprd.start()
    gdprd.json("auditor", "audit", "list", "--limit", "1")
    wait_until(lambda: "anchor_failed" in gdprd.log.read_text(), "the bad news")
    (directory / "away.db").rename(directory / "shop.db")
    wait_until(lambda: is_anchored(gdprd, directory), "the anchor")
    gdprd.stop()


def main():
    for story in (a_trail_set_back_is_refused_and_continued,
                  a_trail_set_back_to_before_a_change_of_its_key_is_refused,
                  a_store_that_is_away_stops_nothing):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok", flush=True)


if __name__ == "__main__":
    main()
