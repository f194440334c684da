#!/usr/bin/env python3
"""An auditor's bundle of an erasure, verified by following its own readme where there is no gdprd:
with verify.py and with openssl. Then every part of it is altered, one after the other, and the
script must refuse each; so must gdprctl proof verify."""
import base64
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile

from harness import BIN, Gdprd, Witness, run, wait_until

try:
    import cryptography  # noqa: F401
except ImportError:
    raise SystemExit(77)

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
# What an auditor's machine has.
ELSEWHERE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def erased_somebody(directory):
    database = sqlite3.connect(directory / "shop.db")
    database.executescript("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
                           "INSERT INTO users (email, name) VALUES ('ann.smith@example.org', 'Ann Smith'),"
                           "('bob.jones@example.org', 'Bob Jones'), ('carla.diaz@example.org', 'Carla Diaz')")
    database.commit()
    gdprd = Gdprd(directory / "gdprd", {"shop": {"kind": "sqlite", "path": str(directory / "shop.db")}}, POLICY)
    witness = Witness(directory / "witness").start(gdprd.vkey())
    settings = json.loads(gdprd.config.read_text())
    settings["witnesses"] = {"w1": {"url": witness.where, "vkey": witness.vkey}}
    gdprd.config.write_text(json.dumps(settings))
    gdprd.start()
    gdprd.ctl("dpo", "catalogue", "scan")
    for number, subjects in enumerate(([], [{"type": "email", "value": "carla.diaz@example.org"}])):
        event = {"id": str(number), "source": "crm/app-1", "type": "read", "time": "2026-03-05T14:03:22Z",
                 "actor": "svc-support", "store": "crm", "subjects": subjects}
        gdprd.ctl("feeder", "events", "send", "-", stdin=json.dumps(event) + "\n")
    request, _ = gdprd.erase(email="ann.smith@example.org")
    wait_until(lambda: gdprd.json("dpo", "audit", "witnesses")[0]["lag"] == 0, "the witness to cosign")
    return gdprd, witness, request


def wait_for_all(gdprd):
    """A moment after which entries came, and which the witness has seen."""
    newest = gdprd.json("auditor", "audit", "search", "--reason", "x", "--limit", "1")[0]["time"]
    wait_until(lambda: gdprd.json("auditor", "audit", "search", "--reason", "x", "--limit", "1")[0]["time"] > newest,
               "the next second")
    wait_until(lambda: gdprd.json("dpo", "audit", "witnesses")[0]["lag"] == 0, "the witness to cosign")
    return newest


def unpack(path, where):
    with zipfile.ZipFile(path) as bundle:
        bundle.extractall(where)
    return where


def check(bundle, *arguments):
    """As the readme says it, on a machine without gdprd."""
    assert shutil.which("gdprd", path=ELSEWHERE["PATH"]) is None
    return subprocess.run(["python3", "verify.py", *arguments], cwd=bundle, env=ELSEWHERE, capture_output=True,
                          text=True, check=False)


def holds(bundle, *arguments):
    done = check(bundle, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commands_of(readme):
    """The commands of the readme: its indented blocks, one text each."""
    blocks, block = [], []
    for line in readme.splitlines() + [""]:
        if line.startswith("    ") and not line.startswith("     ") or (block and line.startswith("     ")):
            block.append(line[4:])
        elif block:
            blocks.append("\n".join(block))
            block = []
    return blocks


def follow_openssl(bundle, index, vkey):
    """The readme's part without the script: key, signature, leaf hash, payload."""
    entry = json.loads((bundle / "entries" / f"{index}.json").read_text())
    sh = lambda text: subprocess.run(["sh", "-ec", text], cwd=bundle, env=ELSEWHERE, capture_output=True, text=True,
                                     check=True).stdout
    blocks = [b.replace("/N.json", f"/{index}.json") for b in commands_of((bundle / "README.txt").read_text())]
    key = next(b for b in blocks if b.startswith("KEY="))
    signature, leaf, payload = [b for b in blocks if "openssl" in b]
    with_key = lambda line: re.sub("^KEY=.*", f"KEY='{line}'", key)
    sh(with_key(vkey))
    assert "Verified Successfully" in sh(signature)
    sh(with_key(stranger(bundle.parent)))
    assert subprocess.run(["sh", "-ec", signature], cwd=bundle, env=ELSEWHERE, capture_output=True,
                          check=False).returncode != 0, "the key of another trail"
    sh(with_key(vkey))
    assert entry["leaf_hash"] in sh(leaf)
    told = sh(payload)
    digest, inside = told.splitlines()[0].split()[-1], "".join(re.findall(r"\b[0-9a-f]{2}\b", told.split("\n", 1)[1]))
    assert digest == inside, told
    text = (bundle / "text").read_bytes()
    (bundle / "text").write_bytes(text.replace(b"\n", b"1\n", 2))
    refused = subprocess.run(["sh", "-c", signature.splitlines()[-1]], cwd=bundle, env=ELSEWHERE, capture_output=True,
                             check=False)
    assert refused.returncode != 0
    for name in ("key", "text", "signature", "leaf", "payload"):
        (bundle / name).unlink()


def alterations(bundle, whole):
    """(what, change): each changes the unpacked bundle so that it must not verify."""
    files = sorted((bundle / "entries").iterdir())
    entries = {p: json.loads(p.read_text()) for p in files}
    opened = next(p for p in files if entries[p]["opening"])
    other = next(p for p in files if p != opened and entries[p]["type"] != entries[opened]["type"])

    def member(path, name, value):
        def change():
            entry = dict(entries[path])
            entry[name] = value(entry[name])
            path.write_text(json.dumps(entry))
        return change

    def flipped(text):
        raw = bytearray(base64.b64decode(text))
        raw[len(raw) // 2] ^= 1
        return base64.b64encode(raw).decode()

    def text(name, old, new):
        def change():
            path = bundle / name
            assert old in path.read_text(), (name, old)
            path.write_text(path.read_text().replace(old, new, 1))
        return change

    size = (bundle / "checkpoint.txt").read_text().split("\n")[1]
    yield "leaf", member(opened, "leaf", flipped)
    yield "payload", member(opened, "stored_payload", flipped)
    yield "payload gone", member(opened, "stored_payload", lambda _: None)
    yield "payload erased", member(opened, "stored_payload",
                                   lambda t: base64.b64encode(bytes(len(base64.b64decode(t)))).decode())
    yield "leaf hash", member(opened, "leaf_hash", lambda h: h[::-1])
    yield "salt", member(opened, "opening", lambda o: o | {"salt": flipped(o["salt"])})
    yield "text", member(opened, "opening", lambda o: o | {"plain": flipped(o["plain"])})
    yield "what the text says", member(opened, "payload", lambda p: p | {"by": "uid:mallory"})
    yield "time", member(opened, "time_ns", lambda t: t[:-1] + ("1" if t[-1] != "1" else "2"))
    yield "type", member(opened, "type", lambda _: "system")
    yield "request", member(opened, "request", lambda _: "R-2020-0001")
    yield "index", member(opened, "index", lambda i: i + 1)
    yield "proof", member(opened, "proof", lambda p: p.replace("index ", "index 1", 1))
    yield "hash of the proof", member(opened, "proof",
                                      lambda p: "\n".join(flipped(l) if n == 2 else l for n, l in enumerate(p.split("\n"))))
    yield "proof of another", member(opened, "proof", lambda _: entries[other]["proof"])
    yield "leaf of another", member(opened, "leaf", lambda _: entries[other]["leaf"])
    yield "checkpoint's size", text("checkpoint.txt", f"\n{size}\n", f"\n{int(size) + 1}\n")
    yield "checkpoint's signature", text("checkpoint.txt", "\u2014 ", "\u2014 x")
    yield "entry gone", opened.unlink
    yield "entry more", lambda: shutil.copy(opened, bundle / "entries" / "999999.json")
    yield "listing", text("bundle.json", '"entries":[', '"entries":[999999,')
    if not whole:
        return
    sealed = next(p for p in files if not entries[p]["opening"] and entries[p]["role"] == "asked")
    yield "actor", member(sealed, "actor", lambda _: "uid:mallory")
    yield "actor of a shown one", member(opened, "actor", lambda _: "uid:mallory")
    unnamed = next(p for p in files if not entries[p]["opening"] and entries[p]["actor"] is None)
    yield "a list in the place of no actor", member(unnamed, "actor", lambda _: ["uid:mallory"])
    yield "a list in the place of no request", member(unnamed, "request", lambda _: ["R-2020-0001"])
    yield "purpose", member(sealed, "purpose", lambda _: "nothing")
    yield "rows", member(sealed, "rows", lambda r: r + 1)
    yield "sealed payload's words", member(sealed, "payload", lambda p: {"x": 1})
    of_one = next(p for p in files if entries[p]["payload_state"] == "sealed")
    text_of_one = {"by": "token:feeder", "id": "1", "source": "crm/app-1"}
    yield "text of what is sealed for one person", lambda: of_one.write_text(
        json.dumps(entries[of_one] | {"payload": text_of_one, "payload_state": "present"}))
    yield "the same, still called sealed", member(of_one, "payload", lambda _: text_of_one)
    yield "that it was reported", member(of_one, "reported", lambda told: not told)
    yield "that gdprd's own was reported", member(opened, "reported", lambda told: not told)
    definition = next(p for p in files if entries[p]["role"] == "definition")
    yield "a name's definition", member(definition, "payload", lambda p: p | {"name": "mallory", "fields": ["x"]})
    keys = json.loads((bundle / "bundle.json").read_text())["keys"]
    yield "key", text("bundle.json", keys[0]["key"], "00" * 32)


def refuses_every_alteration(bundle, vkey, whole):
    count = 0
    with tempfile.TemporaryDirectory() as directory:
        copy = pathlib.Path(directory) / "bundle"
        same = shutil.make_archive(str(copy) + ".same", "zip", bundle)
        run(BIN / "gdprctl", "proof", "verify", same, "--key", vkey)
        for number, (what, _) in enumerate(alterations(bundle, whole)):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(bundle, copy)
            list(alterations(copy, whole))[number][1]()
            done = check(copy, "--key", vkey)
            assert done.returncode == 1 and "DOES NOT HOLD" in done.stderr, (what, done.stdout, done.stderr)
            zipped = shutil.make_archive(str(copy) + ".x", "zip", copy)
            run(BIN / "gdprctl", "proof", "verify", zipped, "--key", vkey, codes=(5,))
            count += 1
    return count


def main():
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        gdprd, witness, request = erased_somebody(directory)
        vkey = gdprd.vkey()
        criteria = ("--reason", "audit 2026", "--request", request)
        gdprd.ctl("auditor", "audit", "bundle", *criteria, "--out", directory / "plain.zip")
        gdprd.ctl("auditor", "audit", "bundle", *criteria, "--with-keys", "--out", directory / "no.zip", codes=(4,))
        assert not (directory / "no.zip").exists()
        # Everything, as far as the witness has seen it when the bundle is made.
        gdprd.ctl("dpo", "audit", "bundle", "--reason", "audit 2026", "--with-keys", "--out", directory / "whole.zip",
                  "--until", wait_for_all(gdprd))
        looks = [e for e in gdprd.json("auditor", "audit", "search", "--reason", "x", "--type", "read", "--limit", "1000")
                 if (e.get("payload") or {}).get("what") == "bundle"]
        assert [("keys_of_epochs" in e["payload"], e["actor"]) for e in looks] == \
            [(True, "token:dpo"), (False, "token:auditor")], looks
        gdprd.stop()

        plain = unpack(directory / "plain.zip", directory / "plain")
        whole = unpack(directory / "whole.zip", directory / "whole")
        assert json.loads((plain / "bundle.json").read_text())["keys"] == []
        told = holds(plain, "--key", vkey, "--witness", witness.vkey)
        assert "cosigned by witness.example.org/w1" in told and " 0: every part" in told, told
        assert int(re.search(r"(\d+): text, time", told).group(1)) >= 4, told  # plan, approval, intent, outcome
        told = holds(whole, "--key", vkey, "--witness", witness.vkey)
        assert "  1: every part but the payload" in told and "  0: text" in told and "  0: place" in told, told
        events = [e for e in map(json.loads, (p.read_text() for p in (whole / "entries").iterdir())) if e["reported"]]
        assert sorted(e["payload_state"] for e in events) == ["present", "sealed"], events
        for bundle in (plain, whole):
            assert check(bundle, "--key", vkey.replace("e2e", "e2f")).returncode == 1
            assert "did not cosign" in check(bundle, "--key", vkey, "--witness", stranger(directory)).stderr
        shown = next(p for p in (plain / "entries").iterdir() if json.loads(p.read_text())["opening"])
        follow_openssl(plain, shown.stem, vkey)

        verified = run(BIN / "gdprctl", "proof", "verify", directory / "plain.zip", "--key", vkey).stdout
        assert re.search(r"^verified +place and bytes of all entries$", verified, re.M), verified
        same = lambda text: [l for l in text.splitlines() if l.startswith("  ")]
        verified = run(BIN / "gdprctl", "proof", "verify", directory / "whole.zip", "--key", vkey).stdout
        assert same(verified) == same(told) and len(same(told)) == 4, verified
        count = refuses_every_alteration(plain, vkey, False) + refuses_every_alteration(whole, vkey, True)
        witness.stop()
        lines = len((plain / "verify.py").read_text().splitlines())
        assert lines <= 150, lines
        print(f"{count} alterations refused; the script has {lines} lines; "
              f"{(directory / 'whole.zip').stat().st_size} bytes of zip for "
              f"{len(list((whole / 'entries').iterdir()))} entries")


def stranger(directory):
    """A verifier key that no witness of this trail has."""
    path = directory / "stranger"
    if not path.exists():
        vkey = Witness(path, "witness.example.org/w2").vkey
        (path / "vkey.txt").write_text(vkey)
    return (path / "vkey.txt").read_text()


if __name__ == "__main__":
    main()
