#!/usr/bin/env python3
"""Seconds of `gdprctl catalogue scan` on a generated MariaDB database of 600 tables and 9,500 columns,
with rows. GDPRD_BIN: a release build. The aim is 5 s at most."""
import os
import pathlib
import random
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from harness import Gdprd, MariaDb  # noqa: E402

TABLES, COLUMNS, ROWS, SCANS = 600, 9_500, 30, 3
SUBJECTS = "customer order invoice ticket visit contract device message payment shipment lead consent".split()
PEOPLE = ("first_name", "last_name", "email", "phone", "street", "city", "postcode", "iban", "birth_date")
THINGS = ("status", "amount", "quantity", "created_at", "note", "sku", "weight", "is_active", "priority", "checksum")
TYPES = {"amount": "DECIMAL(10,2)", "quantity": "INT", "created_at": "DATETIME", "birth_date": "DATE", "note": "TEXT",
         "weight": "DOUBLE", "is_active": "BOOLEAN", "priority": "SMALLINT"}


def values(rng):
    """A row's value of each kind."""
    return {
        "first_name": rng.choice(("Ada", "Emil", "Nele", "Otto")), "last_name": rng.choice(("Novak", "Eklund", "Marek")),
        "email": f"person{rng.randrange(10**6)}@mail.example", "phone": f"+44 7700 900{rng.randrange(1000):03d}",
        "street": f"{rng.randrange(200)} Mill Road", "city": rng.choice(("Leeds", "Lyon", "Graz")),
        "postcode": f"{rng.randrange(10**5):05d}", "iban": "FR7630006000011234567890189", "birth_date": f"19{rng.randrange(50, 99)}-03-05",
        "created_at": "2026-03-05 10:00:00", "amount": rng.randrange(10**6) / 100, "quantity": rng.randrange(100),
        "weight": rng.random(), "is_active": rng.randrange(2), "priority": rng.randrange(9),
    }


def value(row, name, n):
    return row.get(name.rsplit("__", 1)[0], f"{name}-{n}")


def cpu_seconds(pid):
    """Spent by a process so far, which other work on the machine does not blur."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def schema():
    rng = random.Random(5)
    contents = [values(rng) for _ in range(ROWS)]
    sizes = [COLUMNS // TABLES + (n < COLUMNS % TABLES) for n in range(TABLES)]
    for n, columns in enumerate(sizes):
        table = f"{SUBJECTS[n % len(SUBJECTS)]}_{n:03d}"
        names = ["id"] + (["parent_id"] if n else [])
        while len(names) < columns:
            one = rng.choice(PEOPLE if rng.random() < 0.4 else THINGS)
            names.append(one if one not in names else f"{one}__{len(names)}")
        parts = ["id INT PRIMARY KEY"]
        if n:
            parts += [f"parent_id INT NOT NULL REFERENCES {SUBJECTS[(n - 1) % len(SUBJECTS)]}_{n - 1:03d} (id)"]
        parts += [f"{c} {TYPES.get(c.rsplit('__', 1)[0], 'VARCHAR(120)')}" for c in names[len(parts):]]
        yield f"CREATE TABLE {table} ({', '.join(parts)});"
        plain = names[2 if n else 1:]
        rows = ", ".join("(" + ", ".join([str(r)] + ([str(r)] if n else []) + [repr(value(contents[r - 1], c, r)) for c in plain]) + ")"
                         for r in range(1, ROWS + 1))
        yield f"INSERT INTO {table} VALUES {rows};"


def main():
    server = MariaDb()
    server.client("-e", "CREATE DATABASE estate")
    server.load("estate", "\n".join(schema()))
    count = "SELECT COUNT(DISTINCT table_name), COUNT(*) FROM information_schema.columns WHERE table_schema = 'estate'"
    tables, columns = server.rows("estate", count)[0].split("\t")
    with tempfile.TemporaryDirectory(prefix="gdprd-bench.") as name:
        policy = "version: 1\npurposes:\n  sales: {basis: contract, categories: [user]}\n"
        daemon = Gdprd(pathlib.Path(name) / "d", {"estate": server.settings("estate")}, policy).start()
        try:
            server.control("halt")
            server.control("up")  # the first scan finds a server that has just started
            pids = (daemon.process.pid, int(pathlib.Path(server.dir, "pid").read_text()))
            times, cpu = [], []
            for _ in range(SCANS):
                start, spent = time.monotonic(), sum(map(cpu_seconds, pids))
                daemon.ctl("dpo", "catalogue", "scan")
                times.append(time.monotonic() - start)
                cpu.append(sum(map(cpu_seconds, pids)) - spent)
            fields = len(daemon.json("dpo", "catalogue", "list", "--store", "estate"))
        finally:
            daemon.stop()
    print(f"catalogue scan of {tables} tables, {columns} columns in MariaDB: first {times[0]:.2f} s, then "
          f"{' '.join(f'{t:.2f}' for t in times[1:])} s; processor time of gdprd and the server: first {cpu[0]:.2f} s, "
          f"then {' '.join(f'{t:.2f}' for t in cpu[1:])} s; {fields} fields listed")


if __name__ == "__main__":
    main()
