#!/usr/bin/env python3
"""No room: the disk of a MariaDB server is full in a scan and in the run of an erasure. The store is told, nothing of
it is half done or told as done, the store beside it is done, and the run goes on when there is room."""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

from harness import SKIPPED, Gdprd, MariaDb

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
PARTLY_DONE = 3
ADA = "ada@example.org"
ROWS = f"""CREATE TABLE notes (id INT PRIMARY KEY, email VARCHAR(190), body LONGTEXT);
INSERT INTO notes SELECT seq, IF(seq % 2, '{ADA}', CONCAT('p', seq, '@example.com')), REPEAT('lorem ', 8000)
FROM seq_1_to_200;
"""


class Disk:
    """A small one of its own, for a server."""

    def __init__(self, mebibytes):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="gdprd-disk.", dir="/tmp"))
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", self.path], check=False).returncode == 0
        if not mounted:
            self.path.rmdir()
            print("only root can make a small disk: skipped")
            sys.exit(SKIPPED)

    def fill(self):
        with open(self.path / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(1 << 16)):
                    pass
            except OSError:
                return

    def make_room(self):
        (self.path / "filler").unlink()

    def remove(self):
        subprocess.run(["umount", "-l", self.path], check=True)
        self.path.rmdir()


def tickets(directory):
    desk = sqlite3.connect(directory / "desk.db")
    count = desk.execute("SELECT COUNT(*) FROM ticket WHERE email = ?", (ADA,)).fetchone()[0]
    desk.close()
    return count


def fresh_desk(directory):
    with sqlite3.connect(directory / "desk.db") as desk:
        desk.execute("CREATE TABLE IF NOT EXISTS ticket (id INTEGER PRIMARY KEY, email TEXT)")
        desk.execute("INSERT INTO ticket (email) VALUES (?)", (ADA,))
    desk.close()


def scan(daemon, codes=(0,)):
    return {s["store"]: s for s in daemon.json("admin", "catalogue", "scan", codes=codes)["stores"]}


def full_disk(directory, disk, server, daemon):
    disk.fill()
    report = scan(daemon, (PARTLY_DONE,))
    assert "the server's disk is full" in report["crm"]["failure"]["detail"], report
    assert report["desk"]["result"] == "done", report
    disk.make_room()
    assert scan(daemon)["crm"]["result"] == "done"

    request = daemon.request("erasure", email=ADA)
    daemon.plan(request)
    daemon.approve(request)
    disk.fill()
    daemon.ctl("dpo", "requests", "run", request, codes=(PARTLY_DONE,))
    shown = daemon.json("dpo", "requests", "show", request)
    failed = [s for s in shown["steps"] if s["state"] == "failed"]
    assert shown["state"] == "partial" and len(failed) == 1, shown
    assert failed[0]["what"] == "crm: the server's disk is full", failed
    assert tickets(directory) == 0, "the store beside it is done"
    disk.make_room()
    assert server.rows("shop", f"SELECT COUNT(*), SUM(email = '{ADA}') FROM notes") == ["200\t100"], "nothing half done"
    daemon.ctl("dpo", "requests", "run", request)
    assert daemon.json("dpo", "requests", "show", request)["state"] == "completed"
    assert server.rows("shop", f"SELECT COUNT(*), SUM(email = '{ADA}') FROM notes") == ["100\t0"]


def main():
    disk = Disk(300)
    try:
        server = MariaDb(str(disk.path / "db"))
        server.client("-e", "CREATE DATABASE shop CHARACTER SET utf8mb4")
        server.load("shop", ROWS)
        with tempfile.TemporaryDirectory(prefix="gdprd-space.", dir="/tmp") as name:
            directory = pathlib.Path(name)
            fresh_desk(directory)
            stores = {"crm": {**server.settings("shop"), "statement_timeout": "30s"},
                      "desk": {"kind": "sqlite", "path": str(directory / "desk.db")}}
            daemon = Gdprd(directory / "d", stores, POLICY).start()
            try:
                full_disk(directory, disk, server, daemon)
            finally:
                daemon.stop()
            daemon.verify()
        server.control("halt")
    finally:
        disk.remove()


if __name__ == "__main__":
    main()
