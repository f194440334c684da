#!/usr/bin/env python3
"""gdprctl witness against a log and a check of cosignatures that are not gdprd's: it cosigns what
continues, refuses what does not, and forgets nothing when it is killed."""
import pathlib
import random
import shutil
import tempfile
import threading
import time

from harness import BIN, Witness, run

try:
    import tlog
except ImportError:
    raise SystemExit(77)  # python3-cryptography is not there


def answers_like_the_specification(directory):
    log = tlog.Log("example.org/log").grow(5)
    other = tlog.Log("example.org/other", b"\x22" * 32).grow(3)
    witness = Witness(directory / "w").start(log.vkey(), other.vkey())
    before = int(time.time())

    status, _, lines = tlog.post(witness.where, log.request(0))
    assert status == 200, (status, lines)
    assert before <= tlog.cosignature_time(log.note() + lines, witness.vkey) <= time.time()
    assert tlog.post(witness.where, other.request(0))[0] == 200
    for size in (1, 2, 3, 250, 1, 1, 512):
        old = len(log.leaves)
        log.grow(size)
        status, _, lines = tlog.post(witness.where, log.request(old))
        assert status == 200, (old, size, status, lines)
        assert tlog.cosignature_time(log.note() + lines, witness.vkey) is not None

    known = len(log.leaves)
    assert tlog.post(witness.where, log.request(0)) == (409, "text/x.tlog.size", f"{known}\n")
    assert tlog.post(witness.where, log.request(known + 1))[0] == 400
    older = tlog.Log(log.origin, leaves=log.leaves[:100])  # rolled back
    assert tlog.post(witness.where, older.request(100)) == (409, "text/x.tlog.size", f"{known}\n")
    fork = tlog.Log(log.origin, leaves=log.leaves[:known - 1]).grow(1, b"x")  # split view
    assert tlog.post(witness.where, fork.request(known)) == (409, "text/x.tlog.size", f"{known}\n")
    assert tlog.post(witness.where, fork.grow(7).request(known))[0] == 422
    stranger = tlog.Log(log.origin, b"\x33" * 32, log.leaves).grow(1)
    assert tlog.post(witness.where, stranger.request(known))[0] == 403
    assert tlog.post(witness.where, tlog.Log("example.org/unknown").grow(1).request(0))[0] == 404
    assert tlog.post(witness.where, b"\xff\x00")[0] == 400
    assert len(list((witness.dir / "evidence").iterdir())) == 2
    assert witness.status()[log.origin]["size"] == str(known)

    witness.stop()
    witness.start(log.vkey())
    status, _, lines = tlog.post(witness.where, log.grow(1).request(known))
    assert status == 200, (status, lines)
    assert tlog.post(witness.where, other.request(3))[0] == 404
    witness.stop()


def forgets_nothing_when_killed(directory):
    """SIGKILL at random moments while a log asks: what was told is known after the restart."""
    rng = random.Random(20260305)
    log = tlog.Log("example.org/log").grow(1)
    witness = Witness(directory / "w").start(log.vkey())
    told = 0
    kills_between = 0
    for _ in range(25):
        process = witness.process
        killer = threading.Timer(rng.uniform(0.0, 0.03), process.kill)
        killer.start()
        sent = told
        try:
            while True:
                old = told
                log.grow(1)
                sent = len(log.leaves)
                status, _, lines = tlog.post(witness.where, log.request(old))
                if status == 200:
                    tlog.cosignature_time(log.note() + lines, witness.vkey)
                    told = sent
                elif status == 409:
                    assert int(lines) >= told, "the witness forgot"
                    told = int(lines)
        except OSError:
            pass
        killer.join()
        process.wait()
        process.stdout.close()
        known = int(witness.status().get(log.origin, {"size": "0"})["size"])
        assert told <= known <= sent, (told, known, sent)
        kills_between += known > told
        told = known
        witness.start(log.vkey())
        status, _, lines = tlog.post(witness.where, log.grow(1).request(known))
        assert status == 200, (status, lines)
        told = len(log.leaves)
    witness.stop()
    print(f"{kills_between} of 25 kills came between the store and the answer")


def refuses_what_it_must_not_start_with(directory):
    log = tlog.Log("example.org/log").grow(4)
    witness = Witness(directory / "w").start(log.vkey())
    assert tlog.post(witness.where, log.request(0))[0] == 200
    command = [BIN / "gdprctl", "witness", "run", "--dir", witness.dir, "--log", log.vkey(), "--listen"]
    second = run(*command, "127.0.0.1:0", codes=(4,))
    assert "in use" in second.stderr or "another" in second.stderr, second.stderr
    witness.stop()
    state = witness.dir / "state"
    good = state.read_bytes()
    for bad in (good[:-1], good.replace(b"\n4\n", b"\n3\n"), b""):
        state.write_bytes(bad)
        assert "damaged" in run(*command, "127.0.0.1:0", codes=(5,)).stderr
    state.unlink()
    assert "damaged" in run(*command, "127.0.0.1:0", codes=(5,)).stderr
    state.write_bytes(good)
    run(*command, "nowhere", codes=(2,))
    run(*command[:-3], "--listen", "127.0.0.1:0", codes=(2,))
    unix = tempfile.mkdtemp(prefix="gdprd-w.", dir="/tmp")
    witness.listen = f"unix:{unix}/s"
    witness.start(log.vkey())
    assert tlog.post(witness.where, log.request(4))[0] == 200
    witness.stop()
    shutil.rmtree(unix)


def main():
    for story in (answers_like_the_specification, forgets_nothing_when_killed, refuses_what_it_must_not_start_with):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok")


if __name__ == "__main__":
    main()
