#!/usr/bin/env python3
"""The key that signs the trail is changed while gdprd works: who has the first key, or the new one,
verifies everything; the witness that was told goes on, and one that was not is told of in the log;
proofs, packages and bundles lead from the one key to the other; what is tampered with is found."""
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

from harness import BIN, ROOT, Gdprd, Witness, run, wait_until

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


def new_gdprd(directory, *witnesses):
    database = sqlite3.connect(directory / "shop.db")
    database.executescript("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
                           "INSERT INTO users (email, name) VALUES ('ann.smith@example.org', 'Ann Smith'),"
                           "('bob.jones@example.org', 'Bob Jones'), ('carla.diaz@example.org', 'Carla Diaz')")
    database.commit()
    gdprd = Gdprd(directory / "gdprd", {"shop": {"kind": "sqlite", "path": str(directory / "shop.db")}}, POLICY)
    settings = json.loads(gdprd.config.read_text())
    for witness in witnesses:
        witness.start(gdprd.vkey())
        settings.setdefault("witnesses", {})[witness.dir.name] = {"url": witness.where, "vkey": witness.vkey}
    gdprd.config.write_text(json.dumps(settings))
    gdprd.start()
    gdprd.ctl("dpo", "catalogue", "scan")
    return gdprd


def standing(gdprd):
    return {w["name"]: w for w in gdprd.json("auditor", "audit", "witnesses")}


def all_seen(gdprd, name):
    return standing(gdprd)[name]["state"] == "cosigned" and standing(gdprd)[name]["lag"] == 0


def rotate(gdprd):
    return gdprd.json("admin", "keys", "rotate", "--signing", "--reason", "once a year")


def verify(what, vkey, *more, codes=(0,)):
    return run(BIN / "gdprctl", "audit", "verify", what, "--key", vkey, *more, codes=codes)


def others_agree(state, vkey, wanted):
    """The verifiers that share no code with gdprd."""
    python = subprocess.run([sys.executable, ROOT / "tests/interop/python/verify.py", state / "trail", vkey],
                            capture_output=True, text=True, check=False)
    assert python.stdout.startswith(wanted), python.stdout + python.stderr


def proofs_hold(directory, gdprd, first, new, request, answer):
    """Of an erasure of before and an access of after the change."""
    proof = directory / "erasure.proof"
    gdprd.ctl("dpo", "requests", "package", answer, "--file", directory / "package.zip")
    gdprd.ctl("dpo", "requests", "proof", request, "--file", proof)
    for path in (proof, directory / "package.zip"):
        for key in (first, new):
            run(BIN / "gdprctl", "proof", "verify", path, "--key", key)
        stranger = run(BIN / "gdprctl", "proof", "verify", path, "--key",
                       "example.org/e2e+28eaa5d7+AVkKNUSGBx/SVi+WIhQY2c9YM2zTHPv3s13GoFz8zjfL", codes=(2, 5)).stderr
        assert "--successions" not in stranger, stranger
    inclusion = directory / "entry.proof"
    inclusion.write_text(gdprd.ctl("auditor", "audit", "prove", "3").stdout, encoding="utf-8")
    leaf = gdprd.json("auditor", "audit", "show", "3")["leaf_hash"]
    check = [BIN / "gdprctl", "proof", "verify", inclusion, "--leaf-hash", leaf, "--key"]
    run(*check, new)
    refused = run(*check, first, codes=(5,)).stderr
    assert "--successions FILE" in refused, refused
    garbled = directory / "garbled"
    garbled.write_text(inclusion.read_text(encoding="utf-8")[:40], encoding="utf-8")
    words = verify(gdprd.state, first, "--checkpoint", garbled, codes=(2,)).stderr
    assert f"{garbled} is no checkpoint" in words and "does NOT" not in words, words
    run(*check, first, "--successions", gdprd.state / "trail/successions")


def bundle_holds(directory, gdprd, first, new):
    gdprd.ctl("dpo", "audit", "bundle", "--out", directory / "bundle.zip", "--reason", "audit", "--type", "outcome",
              "--with-keys")
    for key in (first, new):
        run(BIN / "gdprctl", "proof", "verify", directory / "bundle.zip", "--key", key)
    where = directory / "bundle"
    with zipfile.ZipFile(directory / "bundle.zip") as bundle:
        bundle.extractall(where)
    for key in (first, new):
        told = run(sys.executable, "verify.py", "--key", key, cwd=where).stdout
    signer = re.search(r"is signed by (\S+)", told).group(1)
    readme = (where / "README.txt").read_text(encoding="utf-8")
    key_bytes = re.search(r"(?<=\n)    KEY=.*?> key\n", readme, re.DOTALL).group(0)
    key_bytes = re.sub("KEY=.*", f"KEY='{signer}'", key_bytes)
    signature = re.search(r"\n    head -n 3.*?sigfile signature\n", readme, re.DOTALL).group(0)
    run("bash", "-ec", key_bytes + signature, cwd=where)
    text = (where / "successions.txt").read_text(encoding="utf-8")
    later = re.sub(r"(?<=\nsize )\d+", lambda size: str(int(size.group()) + 1), text)
    (where / "successions.txt").write_text(later, encoding="utf-8")
    run(sys.executable, "verify.py", "--key", first, cwd=where, codes=(1,))
    (where / "successions.txt").unlink()
    run(sys.executable, "verify.py", "--key", first, cwd=where, codes=(1,))


def story(directory):
    told, untold = Witness(directory / "told"), Witness(directory / "untold", "witness.example.org/w2")
    gdprd = new_gdprd(directory, told, untold)
    first = gdprd.vkey()
    erasure, _ = gdprd.erase(email="ann.smith@example.org")
    kept = directory / "kept"
    kept.write_text(gdprd.ctl("auditor", "audit", "checkpoint").stdout, encoding="utf-8")
    wait_until(lambda: all_seen(gdprd, "told") and all_seen(gdprd, "untold"), "both witnesses")

    prepared = gdprd.json("admin", "keys", "rotate", "--signing", "--prepare")["vkey"]
    assert gdprd.json("admin", "keys", "list")["signing"]["next"] == prepared
    told.stop()
    told.start(first, prepared)
    gdprd.ctl("auditor", "keys", "rotate", "--signing", "--reason", "x", codes=(4,))
    changed = rotate(gdprd)
    assert (changed["vkey"], changed["before"]) == (prepared, first), changed
    signing = gdprd.json("auditor", "keys", "list")["signing"]
    assert [k["vkey"] for k in signing["keys"]] == [first, prepared] and signing["next"] is None, signing
    assert signing["keys"][0]["signs_until"] == signing["keys"][1]["signs_beyond"] == changed["size"], signing

    request = gdprd.request("access", email="bob.jones@example.org")
    gdprd.plan(request)
    gdprd.approve(request)
    gdprd.ctl("dpo", "requests", "run", request)
    gdprd.ctl("auditor", "audit", "checkpoint")
    wait_until(lambda: all_seen(gdprd, "told"), "the witness that was told")
    wait_until(lambda: standing(gdprd)["untold"]["state"] == "refuses", "the one that was not")
    log = gdprd.log.read_text()
    assert "witness_refuses" in log and "the key that signs this trail now" in log, log
    assert "trail_signing_key_changed" in log, log
    untold.stop()
    untold.start(first, prepared)
    wait_until(lambda: all_seen(gdprd, "untold"), "the witness after it was told")

    for key in (first, prepared):
        run(BIN / "gdprctl", "--socket", gdprd.socket, "--token-file", gdprd.dir / "auditor.token", "audit", "verify",
            "--served", "--key", key, "--checkpoint", kept)
    proofs_hold(directory, gdprd, first, prepared, erasure, request)
    bundle_holds(directory, gdprd, first, prepared)

    second = rotate(gdprd)
    gdprd.kill()
    gdprd.start()
    gdprd.erase(email="carla.diaz@example.org")
    gdprd.stop()
    for key in (first, prepared, second["vkey"]):
        verify(gdprd.state, key, "--data-key", gdprd.dir / "root.key", "--checkpoint", kept, "--witness", told.vkey)
    others_agree(gdprd.state, first, "ok ")
    export = directory / "export"
    run(BIN / "gdprctl", "audit", "export", gdprd.state, "--c2sp", export)
    for key in (first, second["vkey"]):
        verify(export, key, "--checkpoint", kept)
    for witness in (told, untold):
        witness.stop()
    return gdprd, first, export


def tampering_is_found(directory, gdprd, first, export):
    def damaged(change, name):
        copy = directory / name
        shutil.copytree(gdprd.state, copy)
        change(copy / "trail")
        verify(copy, first, codes=(5,))
        others_agree(copy, first, "bad ")

    def flip(trail):
        text = bytearray((trail / "successions").read_bytes())
        text[100] ^= 1
        (trail / "successions").write_bytes(text)

    damaged(lambda trail: (trail / "successions").unlink(), "missing")
    damaged(flip, "flipped")
    damaged(lambda trail: (trail / "successions").write_bytes((trail / "successions").read_bytes()[:700]), "cut")
    (export / "successions").unlink()
    verify(export, first, codes=(5,))
    # Nor does gdprd go on with it.
    shutil.copy(gdprd.state / "trail/successions", directory / "successions")
    (gdprd.state / "trail/successions").unlink()
    run(BIN / "gdprd", "-c", gdprd.config, codes=(1,))
    shutil.copy(directory / "successions", gdprd.state / "trail/successions")
    gdprd.start()
    gdprd.stop()


def main():
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        tampering_is_found(directory, *story(directory))


if __name__ == "__main__":
    main()
