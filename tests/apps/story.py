"""What the applications' stories share: scan and labels, one person's access and erasure, the proof,
and the searches for what must be gone and what must still be there."""
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from harness import BIN, CHANGES, Gdprd, files_below, found_in_files, run  # noqa: E402
import catalogue  # noqa: E402


class Story:
    """One application: its store's settings, policy.yaml and expected.tsv beside its story.py."""

    def __init__(self, app, directory, settings):
        self.app = app
        self.files = HERE / app
        self.dir = pathlib.Path(directory)
        self.daemon = Gdprd(self.dir / "gdprd", {app: settings}, (self.files / "policy.yaml").read_text(encoding="utf-8"))
        self.daemon.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.daemon.process.poll() is None:
            self.daemon.kill()

    def scan(self, recall=1.0, false=0):
        """Scans and compares with the labels; fails below `recall` or above `false` false ones."""
        self.daemon.ctl("dpo", "catalogue", "scan")
        fields = [(row["field"], row) for row in self.daemon.json("dpo", "catalogue", "list", "--store", self.app)]
        found, why = [], {}
        for path, row in fields:
            table, column = split_path(path)[2:4]
            found.append((table, column, row["category"] if row["decision"] != "reject" else None))
            why[f"{table}.{column}"] = "; ".join(row["reasons"])
        right, missed, wrong, other = catalogue.compare(found, catalogue.Labels(self.files / "expected.tsv"))
        labelled = len(right) + len(missed)
        print(f"{self.app}: {sum('#/' not in column for _, column, _ in found)} columns; {len(right)} of {labelled} personal ones found "
              f"(recall {len(right) / labelled:.3f}), {len(wrong)} others taken for personal, "
              f"{len(other)} in another category")
        for title, names in (("missed", missed), ("false", wrong), ("other category", other)):
            for name in names:
                print(f"  {title}: {name} [{why[name.partition(':')[0]]}]")
        lint = self.daemon.json("dpo", "policy", "lint", codes=(0, 1))
        assert lint["errors"] == 0, lint
        assert len(right) >= recall * labelled and len(wrong) <= false, "the catalogue is worse than it was"

    def plan(self, right, accepts, **identifiers):
        """A request and its plan, after a person decided what is not certain: `accepts` says of a match
        whether it is the subject's."""
        request = self.daemon.request(right, **identifiers)
        for _ in range(5):
            plan = self.daemon.json("dpo", "requests", "plan", request, codes=(0, CHANGES))
            matches = self.daemon.json("dpo", "requests", "matches", "list", request)["matches"]
            undecided = [match for match in matches if match["verdict"] == "open"]
            if not undecided:
                return request, plan
            for verb, wanted in (("accept", True), ("reject", False)):
                ids = [match["id"] for match in undecided if accepts(match) == wanted]
                if ids:
                    self.daemon.ctl("dpo", "requests", "matches", verb, request, *ids)
        raise AssertionError(f"new doubts after each decision: {undecided}")

    def access(self, accepts, mine, others, **identifiers):
        """The person's package holds the first values and none of the second."""
        request, _ = self.plan("access", accepts, **identifiers)
        self.daemon.ctl("dpo", "requests", "run", request)
        self.daemon.ctl("dpo", "requests", "package", request, "--file", self.dir / "access.zip")
        with zipfile.ZipFile(self.dir / "access.zip") as package:
            content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
        assert all(value in content for value in mine), [v for v in mine if v not in content]
        assert not any(value in content for value in others), [v for v in others if v in content]

    def erase(self, accepts, **identifiers):
        """From the letter to the proof, which is checked offline."""
        request, plan = self.plan("erasure", accepts, **identifiers)
        self.daemon.approve(request)
        self.daemon.ctl("dpo", "requests", "run", request)
        shown = self.daemon.json("dpo", "requests", "show", request)
        assert shown["state"] == "completed", shown
        proof = self.dir / "erasure.proof"
        self.daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
        run(BIN / "gdprctl", "proof", "verify", proof, "--key", self.daemon.vkey())
        return plan

    def end(self, values):
        """Stops the daemon: the trail holds, and no value of the person stands in gdprd's own files."""
        self.daemon.stop()
        self.daemon.verify()
        leaks = found_in_files(set(values), files_below(self.daemon.state) + [self.daemon.log])
        assert not leaks, f"values of the erased person stand in {leaks}"


def split_path(path):
    """store, namespace, table, column; parts may stand in double quotes."""
    parts, rest = [], path
    while rest:
        if rest.startswith('"'):
            end = 1
            while rest[end] != '"' or rest[end + 1:end + 2] == '"':
                end += 2 if rest[end] == '"' else 1
            parts.append(rest[1:end].replace('""', '"'))
            rest = rest[end + 2:]
        else:
            part, _, rest = rest.partition(".")
            parts.append(part)
    return parts


def changed_rows(before, after):
    """{table: (rows that are gone or were changed, rows that are new or became so)}, of {table: rows}."""
    out = {}
    for table in before:
        old, new = [sorted(map(repr, tables[table])) for tables in (before, after)]
        gone, come = difference(old, new), difference(new, old)
        if gone or come:
            out[table] = (gone, come)
    return out


def difference(a, b):
    left = list(b)
    out = []
    for row in a:
        if row in left:
            left.remove(row)
        else:
            out.append(row)
    return out


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class WebServer:
    """A command that serves HTTP on `port`, until the block ends."""

    def __init__(self, port, *command, log, **more):
        self.base = f"http://127.0.0.1:{port}"
        self.log = pathlib.Path(log)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=out, **more)

    def __enter__(self):
        deadline = time.monotonic() + 120
        while True:
            try:
                self.get("/")
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.1)

    def __exit__(self, failure, *_):
        self.process.terminate()
        self.process.wait(30)
        if failure:
            print(self.log.read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)

    def get(self, path, **headers):
        with urllib.request.urlopen(urllib.request.Request(self.base + path, headers=headers), timeout=120) as answer:
            assert answer.status == 200, answer.status
            return answer.read().decode("utf-8", "replace")
