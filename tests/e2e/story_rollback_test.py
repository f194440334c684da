#!/usr/bin/env python3
"""A gdprd whose trail a witness cosigns: what the witness signed is kept and quoted by an anchor
entry; the whole state directory set back to yesterday is refused at the start, with the evidence,
and so is a second history; a running gdprd that is contradicted ends."""
import json
import pathlib
import shutil
import sqlite3
import tempfile

from harness import BIN, Gdprd, Witness, run, wait_until

try:
    import tlog
except ImportError:
    raise SystemExit(77)  # python3-cryptography is not there

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""


def new_gdprd(directory, witnesses, **trail):
    """Its witnesses need its key first: they are written into the settings after the init."""
    sqlite3.connect(directory / "shop.db").execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
    gdprd = Gdprd(directory / "gdprd", {"shop": {"kind": "sqlite", "path": str(directory / "shop.db")}}, POLICY)
    settings = json.loads(gdprd.config.read_text())
    settings["trail"].update({"anchor_seconds": 1}, **trail)
    for witness in witnesses:
        witness.start(gdprd.vkey())
        settings.setdefault("witnesses", {})[witness.dir.name] = {"url": witness.where, "vkey": witness.vkey}
    gdprd.config.write_text(json.dumps(settings, indent=1))
    return gdprd


def origin_size(witness):
    return int(witness.status().get("example.org/e2e", {"size": "0"})["size"])


def standing(gdprd):
    return {w["name"]: w for w in gdprd.json("auditor", "audit", "witnesses")}


def works_a_little(gdprd, times=1):
    for _ in range(times):
        gdprd.json("auditor", "audit", "list", "--limit", "1")  # each search is an entry


def all_seen(gdprd, *names):
    return all(w["state"] == "cosigned" and w["lag"] == 0 for n, w in standing(gdprd).items() if n in names)


def anchors(gdprd):
    return gdprd.json("auditor", "audit", "list", "--type", "anchor")


def refused(gdprd):
    """What gdprd says when it does not start."""
    return run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr


def cosignatures_are_kept_and_quoted(directory):
    one, two = Witness(directory / "one"), Witness(directory / "two", "witness.example.org/w2")
    gdprd = new_gdprd(directory, (one, two)).start()
    works_a_little(gdprd, 3)
    wait_until(lambda: all_seen(gdprd, "one", "two"), "both witnesses")
    wait_until(lambda: anchors(gdprd), "an anchor entry")

    for witness in (one, two):
        note = (gdprd.state / "trail/cosigned" / witness.dir.name).read_text(encoding="utf-8")
        assert tlog.cosignature_time(note, witness.vkey) is not None, note
    entry = gdprd.json("auditor", "audit", "show", str(anchors(gdprd)[0]["index"]))
    quoted = entry["payload"]["cosigned"]
    assert quoted.startswith("example.org/e2e\n"), entry
    assert tlog.cosignature_time(quoted, one.vkey) or tlog.cosignature_time(quoted, two.vkey)

    verify = [BIN / "gdprctl", "audit", "verify", gdprd.state, "--key", gdprd.vkey(), "--witness"]
    gdprd.stop()
    report = run(*verify, one.vkey, "--witness", two.vkey).stdout
    assert report.count("cosigned: witness.example.org/w") == 2, report
    stranger = Witness(directory / "stranger", "witness.example.org/w3")
    assert "no checkpoint here has a cosignature" in run(*verify, stranger.vkey, codes=(5,)).stdout
    run(*verify, gdprd.vkey(), codes=(1, 2))  # a log's key, not a witness's
    one.stop()
    two.stop()


def an_idle_trail_does_not_grow(directory):
    witness = Witness(directory / "w")
    gdprd = new_gdprd(directory, (witness,)).start()
    wait_until(lambda: origin_size(witness) > 0, "the witness")
    entries = gdprd.state / "trail/checkpoints"

    def settled():
        before = entries.read_bytes()
        try:
            wait_until(lambda: entries.read_bytes() != before, "nothing", 4)
        except AssertionError:
            return True  # nothing was signed for four anchor intervals
        return False
    wait_until(settled, "the trail to come to rest")
    gdprd.stop()
    witness.stop()


def a_state_set_back_is_refused(directory):
    witness = Witness(directory / "w")
    gdprd = new_gdprd(directory, (witness,)).start()
    works_a_little(gdprd, 2)
    wait_until(lambda: all_seen(gdprd, "w"), "the witness")
    gdprd.stop()
    shutil.copytree(gdprd.state, directory / "yesterday")
    gdprd.start()
    works_a_little(gdprd, 5)
    wait_until(lambda: all_seen(gdprd, "w"), "the witness")
    known = origin_size(witness)
    gdprd.stop()

    shutil.move(gdprd.state, directory / "today")
    shutil.copytree(directory / "yesterday", gdprd.state)
    before = {p: p.read_bytes() for p in gdprd.state.rglob("*") if p.is_file() and p.suffix == ".seg"}
    words = refused(gdprd)
    assert "set back" in words and f"with {known} entries" in words, words
    assert all(p.read_bytes() == b for p, b in before.items()), "the refused trail was written"

    shutil.rmtree(gdprd.state)
    shutil.move(directory / "today", gdprd.state)
    gdprd.start()  # the newest state goes on
    works_a_little(gdprd)
    wait_until(lambda: origin_size(witness) > known, "the witness")
    gdprd.stop()
    gdprd.verify()
    witness.stop()


def of_two_histories_one_is_refused(directory):
    """The state was copied and both copies went on: the witness follows the first."""
    witness = Witness(directory / "w")
    gdprd = new_gdprd(directory, (witness,)).start()
    works_a_little(gdprd, 2)
    wait_until(lambda: all_seen(gdprd, "w"), "the witness")
    gdprd.stop()
    shutil.copytree(gdprd.state, directory / "copy")
    gdprd.start()
    works_a_little(gdprd, 3)
    wait_until(lambda: all_seen(gdprd, "w"), "the witness")
    known = origin_size(witness)
    gdprd.stop()
    shutil.move(gdprd.state, directory / "first")
    shutil.move(directory / "copy", gdprd.state)

    # While the witness is away the copy starts, with a warning, and grows past the first one.
    witness.stop()
    gdprd.start()
    assert "witness_unreachable" in gdprd.log.read_text()
    works_a_little(gdprd, known + 5)
    gdprd.ctl("auditor", "audit", "checkpoint")
    witness.start(gdprd.vkey())
    wait_until(lambda: gdprd.process.poll() is not None, "gdprd to end")
    assert gdprd.process.returncode == 1
    log = gdprd.log.read_text()
    assert "trail_contradicted" in log and "two trails" in log, log
    assert "two trails" in refused(gdprd)
    assert origin_size(witness) == known and list((witness.dir / "evidence").iterdir())
    witness.stop()


def a_required_witness_must_answer(directory):
    witness = Witness(directory / "w")
    gdprd = new_gdprd(directory, (witness,), witness_required=True).start()
    wait_until(lambda: all_seen(gdprd, "w"), "the witness")
    gdprd.stop()
    witness.stop()
    assert "witness_required" in refused(gdprd)
    witness.start(gdprd.vkey())
    gdprd.start()
    gdprd.stop()
    witness.stop()


def main():
    for story in (cosignatures_are_kept_and_quoted, an_idle_trail_does_not_grow, a_state_set_back_is_refused,
                  of_two_histories_one_is_refused, a_required_witness_must_answer):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok", flush=True)


if __name__ == "__main__":
    main()
