#!/usr/bin/env python3
"""See kill_loop.sh. Each round: begin a scan, a plan or an erasure, while a reader appends entries by
looking at the trail; kill -9 after a random time; check the directory offline; start again; the run
must end by itself; every entry that anybody was shown must still be there, byte for byte."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from harness import BIN, ROOT, Gdprd, run, sqlite_tables, wait_until  # noqa: E402

class Acknowledged:
    """The entries that a client was shown: index → leaf hash."""

    def __init__(self, daemon):
        self.daemon, self.seen, self.stopping = daemon, {}, threading.Event()

    def read(self):
        """Everything from the last known entry on; looking is an entry itself."""
        since = max(self.seen, default=0)
        listed = self.daemon.json("auditor", "audit", "list", "--from", str(since))
        for entry in listed:
            known = self.seen.setdefault(entry["index"], entry["leaf_hash"])
            assert known == entry["leaf_hash"], f"entry {entry['index']} is not what it was"

    def follow(self):
        while not self.stopping.is_set():
            try:
                self.read()
            except (AssertionError, json.JSONDecodeError):  # killed under it; check() looks again
                return

    def check(self):
        missing, since = dict(self.seen), 0
        while missing:
            listed = self.daemon.json("auditor", "audit", "list", "--from", str(since))
            assert listed and listed[-1]["index"] >= since, f"{len(missing)} acknowledged entries are lost, first {min(missing)}"
            for entry in listed:
                known = missing.pop(entry["index"], entry["leaf_hash"])
                assert known == entry["leaf_hash"], f"entry {entry['index']} was changed"
            since = listed[-1]["index"] + 1
            assert not missing or min(missing) >= since, f"acknowledged entry {min(missing)} is lost"


class Loop:
    def __init__(self, directory, seed):
        self.rng = random.Random(seed)
        base = pathlib.Path(directory)
        run(sys.executable, ROOT / "daemon/demo/estate.py", base / "stores", "--people", "600", "--seed", str(seed))
        self.stores = base / "stores"
        truth = json.loads((self.stores / "people.json").read_text(encoding="utf-8"))["people"]
        self.people = [p for p in truth[5:] if "crm" in p["stores"]]
        self.rng.shuffle(self.people)
        settings = {s: {"kind": "sqlite", "path": str(self.stores / f"{s}.db"), "rows_per_step": 2}
                    for s in ("crm", "marketing", "helpdesk")}
        policy = (ROOT / "config/examples/policies/demo.yaml").read_text(encoding="utf-8")
        self.daemon = Gdprd(base / "d", settings, policy)
        self.kinds = {}

    def scan(self):
        return lambda: self.background("catalogue", "scan")

    def plan(self):
        request, _ = self.new_erasure()
        return lambda: self.background("requests", "plan", request)

    def erasure(self):
        request, person = self.new_erasure()
        self.daemon.plan(request)
        self.daemon.approve(request)
        self.running = (request, person)
        return lambda: self.background("requests", "run", request)

    def new_erasure(self):
        person = self.people.pop()
        return self.daemon.request("erasure", customer_no=person["customer_no"], email=person["email"]), person

    def background(self, *arguments):
        return subprocess.Popen([BIN / "gdprctl", "--socket", self.daemon.socket, "--token-file",
                                 self.daemon.dir / "dpo.token", *arguments],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def round(self):
        self.running = None
        kind = self.rng.choice([self.scan, self.plan, self.erasure, self.erasure, self.erasure])
        begin = kind()
        acknowledged = Acknowledged(self.daemon)
        acknowledged.read()
        reader = threading.Thread(target=acknowledged.follow)
        reader.start()
        client = begin()
        if self.running and self.rng.random() < 0.7:  # else the kill may come before the first step
            wait_until(lambda: self.state(self.running[0]) != "approved", "the run to begin")
        time.sleep(self.rng.choice([0.005, 0.03, 0.1, 0.4]) * self.rng.random() * 2)  # the moment is the point
        finished = client.poll() is not None
        self.daemon.kill()
        acknowledged.stopping.set()
        reader.join()
        client.wait()
        self.daemon.verify()
        self.daemon.start()
        acknowledged.check()
        label = kind.__name__
        if self.running:
            label += self.settle()
        elif finished:
            label += " that had ended"
        self.kinds[label] = self.kinds.get(label, 0) + 1
        return label, len(acknowledged.seen)

    def state(self, request):
        return self.daemon.json("dpo", "requests", "show", request)["state"]

    def settle(self):
        """The run was begun, or it was not; both must come to the same end. Returns which it was."""
        request, person = self.running

        wait_until(lambda: self.state(request) != "executing", f"{request} to leave executing", 120)
        if self.state(request) != "completed":
            self.daemon.ctl("dpo", "requests", "run", request)
        assert self.state(request) == "completed", f"{request} ended {self.state(request)}"
        left = [r for r in sqlite_tables(self.stores / "crm.db")["customers"] if r["customer_no"] == person["customer_no"]]
        assert not left, f"{request}: the customer is still there"
        runs = {e["incarnation"] for e in self.daemon.json("auditor", "audit", "list", "--request", request)
                if e["type"] in ("intent", "outcome") and e["store"]}
        return " cut in two" if len(runs) > 1 else " that had not begun or had ended"


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    print(f"{rounds} kills, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="gdprd-kill.") as directory:
        loop = Loop(directory, seed)
        loop.daemon.start()
        loop.daemon.ctl("dpo", "catalogue", "scan")
        for n in range(1, rounds + 1):
            label, entries = loop.round()
            print(f"{n:4d}  {label}; {entries} entries known before are there", flush=True)
        loop.daemon.stop()
        loop.daemon.verify()
    print("; ".join(f"{count} × {label}" for label, count in sorted(loop.kinds.items())))
    print(f"{rounds} kills: no acknowledged entry lost, every begun erasure ended, the trail verifies")


if __name__ == "__main__":
    main()
