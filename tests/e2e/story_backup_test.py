#!/usr/bin/env python3
"""A gdprd is backed up while it takes events and erases a person; the backup verifies for an auditor
who has the verifier key only, holds no key, and becomes a state directory elsewhere on which gdprd
goes on. Who was erased, before the backup ended or after, cannot be read there. What was set back
is refused where somebody knows more. What is killed, or finds the disk full, leaves no half backup."""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading

from harness import BIN, Gdprd, files_below, raw_bytes, run, wait_until

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""


def new_gdprd(directory, **more):
    db = sqlite3.connect(directory / "shop.db")
    db.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
    db.executemany("INSERT INTO users (email) VALUES (?)", [(f"user{n}@example.org",) for n in range(50)])
    db.commit()
    db.close()
    gdprd = Gdprd(directory / "gdprd", {"shop": {"kind": "sqlite", "path": str(directory / "shop.db")}}, POLICY)
    recipients = directory / "recipients"
    recipients.mkdir()
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", "/CN=recipient", "-keyout", directory / "recipient.key", "-out", recipients / "one.pem")
    (directory / "recipient.key").chmod(0o600)
    settings = json.loads(gdprd.config.read_text())
    settings["keys"]["recipients"] = str(recipients)
    settings["backup"] = {"directory": str(directory / "backups")}
    for section, values in more.items():
        settings.setdefault(section, {}).update(values)
    gdprd.config.write_text(json.dumps(settings, indent=1))
    return gdprd


def event(number, user):
    return json.dumps({"id": f"e{number}", "source": "shop", "type": "read", "time": "2026-11-20T10:00:00Z",
                       "actor": "svc-shop", "store": "shop", "collection": "users", "fields": ["email"], "rows": 1,
                       "purpose": "sales", "subjects": [{"type": "email", "value": f"user{user}@example.org"}]})


class Load:
    """Events that come until stop(), about others than those who are erased."""

    def __init__(self, gdprd):
        self.gdprd, self.number, self.going = gdprd, 0, True
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def work(self):
        while self.going:
            lines = "".join(event(self.number + n, 20 + (self.number + n) % 30) + "\n" for n in range(500))
            self.gdprd.ctl("feeder", "events", "send", "-", stdin=lines)
            self.number += 500

    def stop(self):
        self.going = False
        self.thread.join()


def elsewhere(gdprd, directory, state):
    """Another gdprd, on what was restored."""
    other = Gdprd.__new__(Gdprd)
    other.__dict__.update(gdprd.__dict__)
    other.dir, other.state, other.log = gdprd.dir, state, directory / "other.log"
    other.runtime = tempfile.TemporaryDirectory(prefix="gdprd-e2e.", dir="/tmp")
    other.socket = pathlib.Path(other.runtime.name) / "s"
    other.config = directory / "other.yaml"
    settings = json.loads(gdprd.config.read_text())
    settings.update(state=str(state), listen=f"unix:{other.socket}")
    other.config.write_text(json.dumps(settings, indent=1))
    return other


def a_lost_root_key_is_replaced(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("feeder", "events", "send", "-", stdin="".join(event(n, n % 50) + "\n" for n in range(1, 301)))
    made = gdprd.ctl("admin", "backup", "create")
    backup = made.stdout.strip()
    gdprd.stop()
    state, new_key = directory / "new-state", directory / "new.key"
    new_key.touch(0o600)
    new_key.write_bytes(os.urandom(32))
    ctl = (BIN / "gdprctl", "backup", "restore")
    keys = ("--data-key", new_key, "--private-key", directory / "recipient.key")
    absent = run(*ctl, directory / "absent", state, *keys, codes=(1,)).stderr
    assert f"there is no backup at {directory / 'absent'}" in absent, absent

    told = run(*ctl, backup, state, *keys)
    note = (state / "trail/checkpoint").read_text(encoding="utf-8")
    assert note in told.stderr and note in made.stderr, (told.stderr, made.stderr)
    assert f"sealed with the root key in {new_key}" in told.stderr, told.stderr
    assert "last_entry_at" in told.stdout and "checkpoint" not in told.stdout, told.stdout
    lines = told.stderr.splitlines()
    assert lines[:3] == ["unpack", "verify", "verify with keys"] and len(lines) < 20, lines

    other = elsewhere(gdprd, directory, state)
    words = run(BIN / "gdprd", "-c", other.config, codes=(1,)).stderr
    assert "the root key does not open this trail's keys" in words and "--data-key" in words, words
    settings = json.loads(other.config.read_text())
    settings["keys"]["root"] = str(new_key)
    other.config.write_text(json.dumps(settings, indent=1))
    other.start()
    assert readable(other, "user3@example.org")
    other.stop()


def restore(gdprd, backup, state, *more, codes=(0,)):
    return run(BIN / "gdprctl", "-o", "json", "backup", "restore", backup, state, "--data-key", gdprd.dir / "root.key",
               "--private-key", gdprd.dir.parent / "recipient.key", *more, codes=codes)


def readable(gdprd, person):
    """Whether a payload about this person opens. On a restored state that is all that leads from the
    address to a key: events.db is no part of a backup, and is made anew from the payloads."""
    found = gdprd.json("auditor", "audit", "subjects", "--reason", "test", "--identifier", f"email={person}")
    found = found["subjects"] if isinstance(found, dict) else found
    return found[0]["subject"] not in (None, "-", "")


def a_backup_under_load_is_restored_elsewhere(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("dpo", "catalogue", "scan")
    gdprd.ctl("feeder", "events", "send", "-", stdin="".join(event(-n, n % 50) + "\n" for n in range(1, 2001)))
    open_request = gdprd.request("access", email="user3@example.org")
    erased = []
    eraser = threading.Thread(target=lambda: [
        (gdprd.erase(email=f"user{n}@example.org"), erased.append(f"user{n}@example.org")) for n in range(4, 9)])
    backups = []  # with who was erased before each began
    with Load(gdprd) as load:
        wait_until(lambda: load.number >= 2000, "load")
        eraser.start()
        while eraser.is_alive():
            before = list(erased)
            backups.append((gdprd.json("admin", "backup", "create"), before))
    assert len(erased) == 5 and len(backups) > 2, (erased, len(backups))
    backups = backups[:-1][::max(1, len(backups) // 4)] + backups[-1:]
    made = gdprd.json("admin", "backup", "create")
    assert made["state"] == "done" and made["recipients"] == 1, made
    backup = pathlib.Path(made["path"])
    assert not [p.name for p in (directory / "backups").iterdir() if p.name.startswith(".")]
    assert backup.stat().st_mode & 0o077 == 0 and all(p.stat().st_mode & 0o077 == 0 for p in files_below(backup))

    # An auditor has the verifier key, and the checkpoint of a moment before.
    (directory / "note").write_text(made["checkpoint"], encoding="utf-8")
    verified = run(BIN / "gdprctl", "audit", "verify", backup, "--key", gdprd.vkey(), "--checkpoint",
                   directory / "note").stdout
    assert "does NOT" not in verified, verified
    run("sha256sum", "--quiet", "-c", "SHA256SUMS", cwd=backup)
    names = {p.relative_to(backup).as_posix() for p in files_below(backup)}
    assert not [n for n in names if "keys/" in n or n.startswith("trail/index")], names
    ratchet = (gdprd.state / "trail/keys/ratchet").read_bytes()[8:40]
    root = (gdprd.dir / "root.key").read_bytes()
    everything = raw_bytes(files_below(backup))
    assert ratchet not in everything and root not in everything
    assert b"user3@example.org" not in everything

    # One more erasure; then the machine is gone, but for its trail.
    gdprd.erase(email="user9@example.org")
    gdprd.ctl("admin", "keys", "backup", directory / "newer.cms")
    gdprd.ctl("admin", "keys", "backup", directory / "newer.cms", codes=(4,))
    gdprd.stop()

    state = directory / "new-state"
    told = json.loads(restore(gdprd, backup, state).stdout)
    assert told["entries"] == made["entries"] and told["subject_keys_destroyed"] >= 0, told
    restore(gdprd, backup, state, codes=(4,))  # not empty any more
    other = elsewhere(gdprd, directory, state).start()
    assert other.json("dpo", "requests", "show", open_request)["state"] == "received"
    assert readable(other, "user3@example.org"), "the others' payloads open"
    assert not [p for p in erased if readable(other, p)], "who was erased before the backup"
    assert readable(other, "user9@example.org"), "who was erased later: nothing in the backup knows it"
    other.ctl("dpo", "requests", "plan", open_request, codes=(0, 20))
    other.stop()
    other.verify()

    for made_then, before in backups:  # while the load and the erasures went on
        shutil.rmtree(state)
        restore(gdprd, made_then["path"], state)
        other.start()
        assert readable(other, "user3@example.org")
        assert not [p for p in before if readable(other, p)], "an erased person can be read"
        other.stop()
        other.verify()

    for more in (("--newer", gdprd.state), ("--keys", directory / "newer.cms")):
        shutil.rmtree(state)
        told = json.loads(restore(gdprd, backup, state, *more).stdout)
        other.start()
        assert readable(other, "user3@example.org"), more
        assert not [p for p in erased + ["user9@example.org"] if readable(other, p)], f"{more}: erased, and can be read"
        other.stop()
        other.verify()
    assert told["entries"] == made["entries"]


def an_archive_holds_the_same(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("dpo", "catalogue", "scan")
    made = gdprd.json("admin", "backup", "create", "--archive")
    path = pathlib.Path(made["path"])
    assert path.name.endswith(".tar.zst") and path.stat().st_mode & 0o777 == 0o600
    gdprd.stop()
    restore(gdprd, path, directory / "new-state")
    other = elsewhere(gdprd, directory, directory / "new-state").start()
    assert other.json("dpo", "catalogue", "list")
    other.stop()
    other.verify()

    cut = directory / "cut.tar.zst"
    cut.write_bytes(path.read_bytes()[:-200])
    restore(gdprd, cut, directory / "other-state", codes=(5,))
    assert not list((directory / "other-state").iterdir())
    flipped = bytearray(path.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    cut.write_bytes(flipped)
    restore(gdprd, cut, directory / "other-state", codes=(5,))
    assert not list((directory / "other-state").iterdir())


def planted():
    """trail/redacting as somebody writes it who has no key: it orders that subjects 0 to 3 be shredded."""
    def text(t):
        return bytes([0x60 + len(t)]) + t.encode()
    return (b"\xa7" + text("actor") + text("token:dpo") + text("since") + b"\x01" + text("payload") + b"\xa0" +
            text("request") + text("") + text("targets") + b"\x80" + text("searched") + b"\x00" +
            text("subjects") + b"\x84\x00\x01\x02\x03")


def an_order_to_destroy_that_somebody_planted_is_not_obeyed(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("dpo", "catalogue", "scan")
    gdprd.ctl("feeder", "events", "send", "-", stdin="".join(event(n, n) + "\n" for n in range(4)))
    order = gdprd.state / "trail/redacting"
    order.write_bytes(planted())
    backup = pathlib.Path(gdprd.json("admin", "backup", "create")["path"])
    assert not (backup / "trail/redacting").exists(), "the backup holds what gdprd did not write"
    gdprd.erase(email="user2@example.org")
    readable_then = [n for n in range(4) if readable(gdprd, f"user{n}@example.org")]
    assert readable_then == [0, 1, 3], readable_then
    assert not order.exists()

    gdprd.stop()
    order.write_bytes(planted())
    try:
        gdprd.start()
        raise SystemExit("gdprd starts on an order that it did not write")
    except AssertionError as refused:
        assert str(order) in str(refused), refused
    order.unlink()
    gdprd.start()
    assert [n for n in range(4) if readable(gdprd, f"user{n}@example.org")] == [0, 1, 3]
    gdprd.stop()
    gdprd.verify()

    (backup / "trail/redacting").write_bytes(planted())
    restore(gdprd, backup, directory / "new-state", codes=(5,))
    assert not list((directory / "new-state").iterdir())


def a_restored_state_is_refused_where_more_is_known(directory):
    gdprd = new_gdprd(directory, trail={"last_signed": str(directory / "last-signed")})
    gdprd.start()
    gdprd.ctl("dpo", "catalogue", "scan")
    made = gdprd.json("admin", "backup", "create")
    gdprd.request("access", email="user1@example.org")
    gdprd.stop()
    shutil.move(gdprd.state, directory / "lost")
    restore(gdprd, made["path"], gdprd.state)
    words = run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr
    assert "refuses to be written" in words and "last-signed" in words, words
    # Nothing newer is left: the trail has ended.
    settings = json.loads(gdprd.config.read_text())
    settings["trail"]["origin"] = "example.org/e2e-2"
    gdprd.config.write_text(json.dumps(settings, indent=1))
    run(BIN / "gdprd", "continue-trail", "--confirm=example.org/e2e", "-c", gdprd.config)
    gdprd.start()
    assert gdprd.json("dpo", "catalogue", "list")
    made = gdprd.json("admin", "backup", "create")  # with the trail that ended
    assert (pathlib.Path(made["path"]) / "trail-1/segments").is_dir()
    assert not (pathlib.Path(made["path"]) / "trail-1/keys").exists()
    gdprd.stop()


def no_half_backup(directory):
    gdprd = new_gdprd(directory).start()
    for batch in range(8):
        gdprd.ctl("feeder", "events", "send", "-",
                  stdin="".join(event(batch * 5000 + n, n % 50) + "\n" for n in range(5000)))
    backups = directory / "backups"
    for _ in range(3):  # killed in the middle
        making = subprocess.Popen([str(c) for c in (
            BIN / "gdprctl", "--socket", gdprd.socket, "--token-file", gdprd.dir / "admin.token", "backup",
            "create")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: backups.is_dir() and any(backups.glob(".gdprd-*/*/trail/segments/*")), "the copy")
        gdprd.kill()
        making.wait()
        assert not [p for p in backups.iterdir() if not p.name.startswith(".")], "a half backup"
        gdprd.start()
    made = gdprd.json("admin", "backup", "create")
    assert [p for p in backups.iterdir()] == [pathlib.Path(made["path"])], "left-overs"
    shutil.rmtree(made["path"])
    # A second Ctrl-C is not needed: the first ends the watching, and the backup is made.
    making = subprocess.Popen([str(c) for c in (
        BIN / "gdprctl", "--socket", gdprd.socket, "--token-file", gdprd.dir / "admin.token", "backup", "create")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: any(backups.iterdir()), "the backup to begin")
    making.send_signal(signal.SIGINT)
    making.wait()
    wait_until(lambda: [p for p in backups.iterdir() if not p.name.startswith(".")], "the backup")
    gdprd.stop()


def keys_of_before_the_last_start_are_enough_to_start(directory):
    gdprd = new_gdprd(directory).start()
    early = gdprd.request("access", email="user1@example.org")
    gdprd.ctl("admin", "keys", "backup", directory / "keys.cms")
    gdprd.stop()
    gdprd.start()
    gdprd.ctl("dpo", "catalogue", "scan")
    late = gdprd.request("access", email="user2@example.org")
    gdprd.stop()
    shutil.move(gdprd.state / "trail/keys", directory / "lost")
    told = run(BIN / "gdprctl", "keys", "restore", gdprd.state / "trail", "--backup", directory / "keys.cms",
               "--data-key", gdprd.dir / "root.key", "--private-key", directory / "recipient.key").stderr
    assert "nobody can read them again" in told and "recorded anew" in told, told
    gdprd.start()
    gdprd.ctl("dpo", "requests", "plan", early, codes=(0, 20))
    assert "record it anew" in gdprd.ctl("dpo", "requests", "plan", late, codes=(1,)).stderr
    assert "nobody finds or reads" in gdprd.ctl("auditor", "audit", "list").stderr
    gdprd.request("access", email="user2@example.org")
    gdprd.stop()
    gdprd.verify()


def restore_keys(gdprd, directory, backup, codes=(0,)):
    return run(BIN / "gdprctl", "keys", "restore", gdprd.state, "--backup", backup, "--data-key",
               gdprd.dir / "root.key", "--private-key", directory / "recipient.key", codes=codes)


def refused(gdprd, *words):
    told = run(BIN / "gdprd", "-c", gdprd.config, codes=(1,)).stderr
    assert all(word in told for word in words), told


def lost_keys_of_persons_are_no_erasure(directory):
    gdprd = new_gdprd(directory).start()
    gdprd.ctl("dpo", "catalogue", "scan")
    gdprd.ctl("feeder", "events", "send", "-", stdin="".join(event(n, n) + "\n" for n in (1, 2)))
    gdprd.ctl("admin", "keys", "backup", directory / "keys.cms")
    gdprd.kill()
    keys = gdprd.state / "trail/keys"
    verify = (BIN / "gdprctl", "audit", "verify", gdprd.state, "--key", gdprd.vkey(), "--data-key", gdprd.dir / "root.key")
    shutil.move(keys / "subjects", directory / "lost")
    refused(gdprd, "keys/subjects/0: it is missing", "gdprctl keys restore")
    assert "subject keys 0 to" in run(*verify, codes=(5,)).stdout
    assert "keys/subjects" in run(BIN / "gdprctl", "audit", "fsck", gdprd.state, codes=(5,)).stdout
    told = restore_keys(gdprd, directory, directory / "keys.cms").stdout
    assert "subject_keys_lost: 0" in " ".join(told.split()), told
    assert "nothing to restore" in restore_keys(gdprd, directory, directory / "keys.cms", codes=(4,)).stderr
    run(*verify)
    (keys / "subjects/6").unlink()
    refused(gdprd, "keys/subjects/6: it is missing", "gdprctl keys restore")
    restore_keys(gdprd, directory, directory / "keys.cms")
    with (keys / "epochs").open("r+b") as file:
        file.seek(40)
        file.write(b"xyz")
    refused(gdprd, "keys/epochs: ", "gdprctl keys restore")
    restore_keys(gdprd, directory, directory / "keys.cms")
    gdprd.start()
    assert readable(gdprd, "user1@example.org") and readable(gdprd, "user2@example.org")
    gdprd.erase(email="user1@example.org")
    assert not readable(gdprd, "user1@example.org") and readable(gdprd, "user2@example.org")
    gdprd.stop()
    run(*verify)


def a_replaced_signing_key_is_not_brought_back(directory):
    gdprd = new_gdprd(directory).start()
    made = gdprd.json("admin", "backup", "create")
    gdprd.ctl("admin", "keys", "rotate", "--signing", "--reason", "test")
    gdprd.stop()
    told = run(BIN / "gdprctl", "backup", "restore", made["path"], directory / "new", "--data-key",
               gdprd.dir / "root.key", "--private-key", directory / "recipient.key", "--newer", gdprd.state,
               codes=(1, 4)).stderr
    assert "older than the signing key of the newer trail" in told and "gdprd continue-trail" in told, told
    assert not list((directory / "new").iterdir())


def main():
    for story in (a_lost_root_key_is_replaced, a_backup_under_load_is_restored_elsewhere, an_archive_holds_the_same,
                  an_order_to_destroy_that_somebody_planted_is_not_obeyed,
                  a_restored_state_is_refused_where_more_is_known, no_half_backup,
                  keys_of_before_the_last_start_are_enough_to_start, lost_keys_of_persons_are_no_erasure,
                  a_replaced_signing_key_is_not_brought_back):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok", flush=True)


if __name__ == "__main__":
    main()
