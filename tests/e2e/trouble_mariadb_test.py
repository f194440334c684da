#!/usr/bin/env python3
"""Trouble in the middle of a scan of a MariaDB store: the server is killed, the network to it falls silent, a
table is dropped; names and bytes that are only data. Each time the store gets a result of its own, the store
beside it is scanned, and the next scan is whole. Rows of hundreds of megabytes, there and in SQLite, are scanned in
little memory, and the person with one is told."""
import pathlib
import re
import socket
import sqlite3
import tempfile
import threading

from harness import Gdprd, MariaDb

POLICY = "version: 1\npurposes:\n  sales: {basis: contract, categories: [user]}\n"
PARTLY_DONE = 3
LARGE_BYTES = 270_000_000  # more than is read of one row
SCAN_KIB = 200 * 1024
ODD = "\"; drop table orders; --"
TABLES = f"""
CREATE TABLE m_middle (id INT PRIMARY KEY, email VARCHAR(190));
INSERT INTO m_middle VALUES (1, 'ada@example.org');
CREATE TABLE orders (id INT PRIMARY KEY, email VARCHAR(190));
INSERT INTO orders VALUES (1, 'eve@example.com');
CREATE TABLE `{ODD}` (`{ODD}` VARCHAR(190), `raw` VARBINARY(90), `old` VARCHAR(90) CHARACTER SET latin1);
INSERT INTO `{ODD}` VALUES ('ada@example.org', x'ff00fe', x'c9'), ('eve@example.com', x'80', x'ff');
CREATE TABLE z_last (id INT PRIMARY KEY, email VARCHAR(190));
INSERT INTO z_last VALUES (1, 'ada@example.org');
"""


class Wire:
    """A Unix socket in `directory` that passes bytes on to the server's. When the client first speaks of `word`, `then`
    is called before that goes on."""

    def __init__(self, directory, server):
        self.path = directory / "wire"
        self.server = server
        self.word = self.then = None
        self.silent = False
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def when(self, word, then):
        self.word, self.then = word.encode(), then

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(self.server)
            except OSError:
                client.close()
                continue
            for pair in ((client, server), (server, client)):
                threading.Thread(target=self.carry, args=(*pair, pair[0] is client), daemon=True).start()

    def carry(self, source, target, from_client):
        try:
            while data := source.recv(65536):
                if from_client and self.word and self.word in data:
                    self.word = None
                    self.then()
                if not self.silent:
                    target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def fall_silent(self):
        """What is connected hears nothing any more, and nobody else gets in."""
        self.silent = True
        self.path.rename(self.path.with_suffix(".away"))

    def speak(self):
        self.silent = False
        self.path.with_suffix(".away").rename(self.path)


def scan(daemon, codes=(0,)):
    report = daemon.json("admin", "catalogue", "scan", codes=codes)
    stores = {s["store"]: s for s in report["stores"]}
    assert stores["desk"]["result"] == "done" and stores["desk"]["fields"] == 2, stores
    return stores["crm"]


def failed(store, code, words):
    assert store["result"] == code and store["failure"]["code"] == code, store
    assert words in store["failure"]["detail"], store


def whole(store):
    assert store["result"] == "done" and not store["unsampled"], store


def main():
    server = MariaDb()
    server.client("-e", "CREATE DATABASE shop CHARACTER SET utf8mb4")
    server.load("shop", TABLES)
    with tempfile.TemporaryDirectory(prefix="gdprd-trouble.", dir="/tmp") as name:
        directory = pathlib.Path(name)
        with sqlite3.connect(directory / "desk.db") as desk:
            desk.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, email TEXT)")
        desk.close()
        wire = Wire(directory, server.socket)
        crm = {**server.settings("shop"), "host": str(wire.path), "statement_timeout": "1s"}
        daemon = Gdprd(directory / "d", {"crm": crm, "desk": {"kind": "sqlite", "path": str(directory / "desk.db")}},
                       POLICY).start()
        try:
            odd_names_and_bytes(daemon)
            dropped_table(daemon, server, wire)
            killed_server(daemon, server, wire)
            silent_network(daemon, wire)
        finally:
            daemon.stop()
        large_rows(directory, server)
    print("a MariaDB store in trouble is told, and the store beside it is scanned")


def odd_names_and_bytes(daemon):
    whole(scan(daemon))
    found = {f["field"]: f for f in daemon.json("dpo", "catalogue", "list", "--personal")}
    assert len(found) >= 5 and any(ODD in path and f["category"] == "user.contact.email" for path, f in found.items()), found


def large_rows(directory, server):
    stores = {"crm": {**server.settings("big"), "statement_timeout": "60s"},
              "desk": {"kind": "sqlite", "path": server.dir + "/large.db"}}
    rows = "INSERT INTO people VALUES (1, 'ada@example.org', 'short'), (2, 'eve@example.com', {})"
    with sqlite3.connect(server.dir + "/large.db") as desk:
        desk.executescript("PRAGMA synchronous = OFF; CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, said TEXT)")
        desk.execute(rows.format("?"), ("call eve@example.com " + "x" * LARGE_BYTES,))
    desk.close()
    server.client("-e", f"SET GLOBAL max_allowed_packet = {1 << 30}; CREATE DATABASE big CHARACTER SET utf8mb4")
    server.load("big", "CREATE TABLE people (id INT PRIMARY KEY, email VARCHAR(190), said LONGTEXT);"
                + rows.format(f"CONCAT('call eve@example.com ', REPEAT('x', {LARGE_BYTES}))"))
    daemon = Gdprd(directory / "l", stores, POLICY).start()
    try:
        for store in daemon.json("admin", "catalogue", "scan")["stores"]:
            assert store["result"] == "done" and not store["unsampled"] and store["values"] == 6, store
        peak = int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text())[1])
        assert peak < SCAN_KIB, f"the scan took {peak} KiB"
        plan = daemon.json("dpo", "requests", "plan", daemon.request("erasure", email="eve@example.com"), codes=(0,))
        notes = [n for n in plan["notes"] if "a row is larger than the 256 MiB that are read of one" in n]
        assert sorted(n.split()[1] for n in notes) == ["crm", "desk"] and not plan["steps"], plan
    finally:
        daemon.stop()


def dropped_table(daemon, server, wire):
    wire.when("m_middle", lambda: server.client("shop", "-e", "DROP TABLE m_middle, z_last"))
    report = scan(daemon)
    assert report["result"] == "done", report
    assert sorted(report["unsampled"]) == ["crm.shop.m_middle", "crm.shop.z_last"], report
    whole(scan(daemon))
    server.load("shop", TABLES.replace("CREATE TABLE", "CREATE OR REPLACE TABLE"))


def killed_server(daemon, server, wire):
    wire.when("m_middle", lambda: server.control("crash"))
    failed(scan(daemon, (PARTLY_DONE,)), "unavailable", "crm: the connection to the server is lost")
    told = daemon.ctl("admin", "catalogue", "scan", codes=(PARTLY_DONE,)).stderr
    assert "store crm: " in told and "stores check" in told, told
    server.control("up")
    whole(scan(daemon))


def silent_network(daemon, wire):
    wire.when("m_middle", wire.fall_silent)
    failed(scan(daemon, (PARTLY_DONE,)), "unavailable", "crm: no connection to the server can be made")
    wire.speak()
    whole(scan(daemon))


if __name__ == "__main__":
    main()
