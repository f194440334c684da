#!/usr/bin/env python3
"""A state directory that was set back is refused with the evidence, and only then a new trail may
continue the old one: it quotes its head, keeps it beside, and takes policy, catalogue and open
requests along. Both verify."""
import json
import pathlib
import shutil
import sqlite3
import tempfile

from harness import BIN, Gdprd, run

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
OLD = "example.org/e2e"
NEW = "example.org/e2e-2"


def set_trail(gdprd, **trail):
    settings = json.loads(gdprd.config.read_text())
    settings["trail"].update(trail)
    gdprd.config.write_text(json.dumps(settings, indent=1))


def new_gdprd(directory):
    shop = sqlite3.connect(directory / "shop.db")
    shop.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
    shop.execute("INSERT INTO users (email) VALUES ('ann.smith@example.org'), ('bob.jones@example.org')")
    shop.commit()
    shop.close()
    gdprd = Gdprd(directory / "gdprd", {"shop": {"kind": "sqlite", "path": str(directory / "shop.db")}}, POLICY)
    (directory / "elsewhere").mkdir()
    set_trail(gdprd, last_signed=str(directory / "elsewhere" / "record"))
    return gdprd


def gdprd_says(gdprd, *arguments, codes=(1,)):
    done = run(BIN / "gdprd", *arguments, "-c", gdprd.config, codes=codes)
    return done.stdout + done.stderr


def continues(gdprd, *, codes=(0,), confirm=OLD):
    return gdprd_says(gdprd, "continue-trail", f"--confirm={confirm}", codes=codes)


def verify(directory, vkey, *more, codes=(0,)):
    return run(BIN / "gdprctl", "audit", "verify", directory, "--key", vkey, *more, codes=codes).stdout


def set_back(gdprd, directory):
    """Some work, a copy, more work, and the copy put back: the vkey and the record of the head."""
    gdprd.start()
    gdprd.ctl("dpo", "catalogue", "scan")
    request = gdprd.request("erasure", email="ann.smith@example.org")
    gdprd.plan(request)
    gdprd.approve(request)
    catalogue = gdprd.json("dpo", "catalogue", "list")
    gdprd.stop()
    shutil.copytree(gdprd.state, directory / "yesterday")
    gdprd.start()
    for _ in range(5):
        gdprd.json("auditor", "audit", "list", "--limit", "1")
    gdprd.stop()
    shutil.rmtree(gdprd.state)
    shutil.copytree(directory / "yesterday", gdprd.state)
    return request, catalogue


def a_refused_trail_is_continued(directory):
    gdprd = new_gdprd(directory)
    request, catalogue = set_back(gdprd, directory)
    vkey = gdprd.vkey()
    record = directory / "elsewhere" / "record"
    head = record.read_text(encoding="utf-8")
    signed = head.splitlines()[1]
    before = {p.relative_to(gdprd.state): p.read_bytes() for p in (gdprd.state / "trail").rglob("*.seg")}

    refusal = gdprd_says(gdprd)
    assert f"is signed for {signed} with root {head.splitlines()[2]}" in refusal, refusal
    assert "continue-trail" in refusal, refusal
    assert "already" in continues(gdprd, codes=(1,))  # not under its own name
    set_trail(gdprd, origin=NEW)
    assert f"continue-trail --confirm={OLD}" in gdprd_says(gdprd)
    assert OLD in continues(gdprd, codes=(1,), confirm="example.org/another")
    # What a crash left of an earlier try is in the way of nothing.
    leftover = Gdprd(directory / "leftover", {}, POLICY)
    shutil.rmtree(leftover.state)
    set_trail(leftover, origin=NEW)
    run(BIN / "gdprd", "init", "-c", leftover.config)
    shutil.copytree(leftover.state / "trail", gdprd.state / "trail-1")

    said = continues(gdprd)
    assert f"signed for {signed}" in said and str(gdprd.state / "trail-1") in said, said
    assert f"  {request}\n" in said, said
    old = gdprd.state / "trail-1"
    assert all((old / p.relative_to("trail")).read_bytes() == b for p, b in before.items()), "the old trail was changed"
    assert (directory / "elsewhere" / "record-1").read_text(encoding="utf-8") == head
    # A crash may have come before the record outside was handed over: the call mends it.
    mine = record.read_text(encoding="utf-8")
    record.write_text(head, encoding="utf-8")
    assert "does not verify" in gdprd_says(gdprd)
    assert "its own record" in continues(gdprd)
    assert record.read_text(encoding="utf-8") == mine

    gdprd.start()
    quoted = gdprd.json("auditor", "audit", "show", "2")["payload"]["continues"]
    assert quoted == head, quoted
    system = [e["index"] for e in gdprd.json("auditor", "audit", "list", "--type", "system")]
    decided = gdprd.json("auditor", "audit", "show", str(system[1]))["payload"]
    assert decided["event"] == "trail_continued" and decided["size"] == int(signed), decided
    assert gdprd.json("dpo", "requests", "show", request)["state"] == "received"
    assert gdprd.json("dpo", "catalogue", "list") == catalogue
    gdprd.plan(request)
    gdprd.approve(request)
    gdprd.ctl("dpo", "requests", "run", request)
    assert gdprd.json("dpo", "requests", "show", request)["state"] == "completed"
    gdprd.stop()
    gdprd.verify()
    gdprd.start()  # and again: state and trail belong together
    gdprd.stop()

    verify(old, vkey)  # what there is of it is whole,
    kept = directory / "elsewhere" / "record-1"
    told = verify(old, vkey, "--checkpoint", kept, codes=(5,))  # but not all that there was
    assert f"is signed for {signed}" in told, told
    assert "already" in continues(gdprd, codes=(1,))


def a_trail_that_can_go_on_must(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.stop()
    set_trail(gdprd, origin=NEW)
    assert "nothing speaks against" in continues(gdprd, codes=(1,))
    assert not (gdprd.state / "trail-1").exists()
    set_trail(gdprd, origin=OLD)
    gdprd.start()
    assert "another process works on" in continues(gdprd, codes=(1,))
    gdprd.stop()


def main():
    for story in (a_refused_trail_is_continued, a_trail_that_can_go_on_must):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok", flush=True)


if __name__ == "__main__":
    main()
