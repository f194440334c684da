"""What the end-to-end stories share: a gdprd of their own on stores of their own, gdprctl as one of
its people, and the searches for what must not be there."""
import ctypes
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("GDPRD_SHARED", ROOT.parent / "shared"))
BIN = pathlib.Path(os.environ["GDPRD_BIN"])
SKIPPED = 77
CHANGES = 20  # exit code of a plan that has something to do
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1

sys.path.insert(0, str(ROOT / "daemon" / "demo"))
sys.dont_write_bytecode = True


def end_with_script():
    """Of a child, before it begins: a script that fails, or is killed, leaves no server running."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def wait_until(condition, what, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.01)


def run(*command, codes=(0,), **more):
    """Runs a command; its exit code must be one of `codes`."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=300, check=False, **more)
    if done.returncode not in codes:
        raise AssertionError(f"{' '.join(map(str, command))}\nexit code {done.returncode}, not one of {codes}\n"
                             f"{done.stdout}\n{done.stderr}")
    return done


class Postgres:
    """A private cluster that ends with this process."""

    def __init__(self):
        started = subprocess.run(["sh", ROOT / "tests/support/postgres.sh", "start", "--with", str(os.getpid())],
                                 stdout=subprocess.PIPE, text=True, check=False)
        if started.returncode == SKIPPED:
            sys.exit(SKIPPED)
        assert started.returncode == 0, "PostgreSQL did not start"
        self.dsn = started.stdout.strip()
        self.dir = re.search(r"host=(\S+)", self.dsn).group(1)

    def load(self, sql):
        return run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.dsn, "-f", "-", input=sql)

    def rows(self, query):
        return run("psql", "-X", "-A", "-t", "-F", "\t", "-d", self.dsn, "-c", query).stdout.splitlines()

    def control(self, verb):
        run("sh", ROOT / "tests/support/postgres.sh", verb, self.dir)

    def settings(self, schema):
        return {"kind": "postgres", "host": self.dir, "database": "postgres", "user": "postgres", "tls": "disable",
                "schemas": [schema]}


class MariaDb:
    """A private server that ends with this process."""

    def __init__(self, directory=None):
        started = subprocess.run(["sh", ROOT / "tests/support/mariadb.sh", "start", "--with", str(os.getpid()),
                                  *([directory] if directory else [])], stdout=subprocess.PIPE, text=True, check=False)
        if started.returncode == SKIPPED:
            sys.exit(SKIPPED)
        assert started.returncode == 0, "MariaDB did not start"
        self.socket = started.stdout.strip()
        self.dir = os.path.dirname(self.socket)

    def client(self, *arguments, **more):
        return run("mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-S", self.socket, "-u", "root",
                   *arguments, **more)

    def load(self, database, sql):
        return self.client(database, input=sql)

    def rows(self, database, query):
        return self.client("-N", "-B", "-e", query, database).stdout.splitlines()

    def control(self, verb):
        run("sh", ROOT / "tests/support/mariadb.sh", verb, self.dir)

    def settings(self, database, user="root"):
        return {"kind": "mariadb", "host": self.socket, "database": database, "user": user}


class Gdprd:
    """One daemon with its configuration, below `directory`. `policy` is YAML text."""

    ROLES = ("dpo", "approver", "auditor", "admin", "feeder")

    def __init__(self, directory, stores, policy):
        self.dir = pathlib.Path(directory)
        self.state = self.dir / "state"
        self.config = self.dir / "gdprd.yaml"
        self.log = self.dir / "gdprd.log"
        self.runtime = tempfile.TemporaryDirectory(prefix="gdprd-e2e.", dir="/tmp")  # short: a socket
        self.socket = pathlib.Path(self.runtime.name) / "s"
        self.process = None
        (self.dir / "policies").mkdir(parents=True)
        (self.dir / "policies" / "policy.yaml").write_text(policy, encoding="utf-8")
        for role in self.ROLES:
            path = self.dir / f"{role}.token"
            path.write_text(os.urandom(32).hex())
            path.chmod(0o600)
        settings = {
            "state": str(self.state), "listen": f"unix:{self.socket}", "policies": str(self.dir / "policies"),
            "keys": {"root": str(self.dir / "root.key")},
            "organisation": {"name": "Test", "contact": "dpo@example.org", "zone": "Europe/Paris"},
            "trail": {"origin": "example.org/e2e", "first_segment_bytes": "1MiB", "segment_bytes": "4MiB"},
            "access": {f"token:{r}": [r] for r in self.ROLES},
            "tokens": {r: {"file": str(self.dir / f"{r}.token")} for r in self.ROLES},
            "stores": stores,
        }
        self.config.write_text(json.dumps(settings, indent=1))  # JSON is YAML
        run(BIN / "gdprd", "init", "-c", self.config)

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([BIN / "gdprd", "-c", self.config], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, preexec_fn=end_with_script)
        wait_until(lambda: self.answers() or self.process.poll() is not None, "gdprd to answer")
        assert self.process.poll() is None, f"gdprd ended: {self.log.read_text()}"
        return self

    def answers(self):
        try:
            with socket.socket(socket.AF_UNIX) as s:
                s.settimeout(5)
                s.connect(str(self.socket))
                s.sendall(b"GET /readyz HTTP/1.1\r\nHost: gdprd\r\nConnection: close\r\n\r\n")
                return s.recv(64).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(30) == 0, f"gdprd did not end well: {self.log.read_text()}"

    def ctl(self, role, *arguments, codes=(0,), stdin=None):
        return run(BIN / "gdprctl", "--socket", self.socket, "--token-file", self.dir / f"{role}.token", *arguments,
                   codes=codes, input=stdin)

    def json(self, role, *arguments, **more):
        return json.loads(self.ctl(role, "-o", "json", *arguments, **more).stdout)

    def request(self, right, **identifiers):
        """A new request: its id."""
        lines = "".join(f"{kind}\t{value}\n" for kind, value in identifiers.items())
        return self.json("dpo", "requests", "new", right, "--identifiers-from", "-", stdin=lines)["id"]

    def plan(self, request):
        """The plan, after every row that is not certain was found to be somebody else's."""
        plan = self.json("dpo", "requests", "plan", request, codes=(0, CHANGES))
        matches = self.json("dpo", "requests", "matches", "list", request)["matches"]
        undecided = [m["id"] for m in matches if m["verdict"] == "open"]
        if not undecided:
            return plan
        self.ctl("dpo", "requests", "matches", "reject", request, *undecided)
        return self.json("dpo", "requests", "plan", request, codes=(0, CHANGES))

    def approve(self, request):
        digest = self.json("dpo", "requests", "show", request)["plan"]
        self.ctl("approver", "requests", "approve", request, "--digest", digest)

    def erase(self, **identifiers):
        """From the letter to the end of the run: the request's id and its plan."""
        request = self.request("erasure", **identifiers)
        plan = self.plan(request)
        self.approve(request)
        self.ctl("dpo", "requests", "run", request)
        return request, plan

    def vkey(self):
        return (self.state / "trail" / "vkey").read_text().strip()

    def verify(self):
        """Offline, on the directory as it is, with the keys too."""
        return run(BIN / "gdprctl", "audit", "verify", self.state, "--key", self.vkey(), "--data-key",
                   self.dir / "root.key")


class Witness:
    """A gdprctl witness of its own, below `directory`."""

    def __init__(self, directory, name="witness.example.org/w1"):
        self.dir = pathlib.Path(directory)
        self.vkey = run(BIN / "gdprctl", "witness", "init", "--dir", self.dir, "--name", name).stdout.strip()
        self.log = self.dir.with_name(self.dir.name + ".log")
        self.listen = "127.0.0.1:0"
        self.where = None
        self.process = None

    def start(self, *vkeys):
        command = [BIN / "gdprctl", "witness", "run", "--dir", self.dir, "--listen", self.listen]
        for vkey in vkeys:
            command += ["--log", vkey]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                            stderr=log, text=True, preexec_fn=end_with_script)
        self.where = self.process.stdout.readline().strip()
        assert self.where, f"the witness ended: {self.log.read_text()}"
        if self.where.startswith("http://"):
            self.listen = self.where[7:]  # the same one after a restart
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(30) == 0, f"the witness did not end well: {self.log.read_text()}"
        self.process.stdout.close()

    def status(self):
        """{origin: row}"""
        text = run(BIN / "gdprctl", "witness", "status", "--dir", self.dir, "-o", "json").stdout
        return {row["origin"]: row for row in json.loads(text)}


def sqlite_tables(path):
    """Every row of a SQLite file: {table: sorted rows}, without changing the file."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                 if not n.startswith("sqlite_")]
        tables = {}
        for name in names:
            cursor = db.execute(f'SELECT * FROM "{name}"')
            columns = [c[0] for c in cursor.description]
            tables[name] = [dict(zip(columns, row)) for row in cursor]
        return tables
    finally:
        db.close()


def raw_bytes(paths):
    return b"".join(p.read_bytes() for p in paths if p.is_file())


def files_below(directory):
    return [p for p in sorted(pathlib.Path(directory).rglob("*")) if p.is_file()]


def found_in_files(values, paths):
    """Which of the values stand in the bytes of which file: lines FILE:VALUE."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".values") as patterns:
        patterns.write("\n".join(sorted(values)) + "\n")
        patterns.flush()
        done = subprocess.run(["grep", "-aoHF", "-f", patterns.name, *map(str, paths)],
                              capture_output=True, env={"LC_ALL": "C"}, check=False)
    assert done.returncode in (0, 1), done.stderr
    return sorted(set(done.stdout.decode("utf-8", "replace").splitlines()))
