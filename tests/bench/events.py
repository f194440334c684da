#!/usr/bin/env python3
"""How fast gdprd takes events in: over HTTP by size of the call, and over events.socket. Each event names
one of 1000 persons. Needs GDPRD_BIN, the directory of gdprd and gdprctl."""
import http.client
import json
import os
import pathlib
import socket
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from harness import Gdprd, wait_until  # noqa: E402

POLICY = """version: 1
purposes:
  support: {description: Answering customers., basis: contract, categories: [user.contact]}
"""
SECONDS = float(os.environ.get("GDPRD_BENCH_SECONDS", "5"))
numbers = iter(range(1 << 60))


def line(about=1):
    n = next(numbers)
    subjects = [{"type": "email", "value": f"person{(n + i) % 1000}@mail.example"} for i in range(about)]
    return json.dumps({"id": f"e{n}", "source": "bench", "type": "read", "time": "2026-03-05T14:03:22Z",
                       "actor": "svc-support", "store": "crm", "collection": "public.person",
                       "fields": ["email", "phone"], "purpose": "support", "rows": 1, "subjects": subjects}) + "\n"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("gdprd")
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def told(name, count, seconds, waits):
    waits.sort()
    p = [waits[int(len(waits) * q)] * 1000 for q in (0.5, 0.99)]
    print(f"{name:34} {count / seconds:10.0f} events/s   call p50 {p[0]:8.2f} ms  p99 {p[1]:8.2f} ms")


def over_http(daemon, batch, clients, about=1):
    """All clients send calls of `batch` events for SECONDS."""
    token = (daemon.dir / "feeder.token").read_text()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"}
    waits, lock = [], threading.Lock()
    bodies = [["".join(line(about) for _ in range(batch)) for _ in range(max(2, min(4000, 40000 // batch // clients)))]
              for _ in range(clients)]
    end = time.monotonic() + SECONDS

    def send(mine):
        connection = UnixConnection(daemon.socket)
        for body in mine:
            start = time.monotonic()
            if start > end:
                break
            connection.request("POST", "/api/v1/events", body, headers)
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == 200, text
            with lock:
                waits.append(time.monotonic() - start)

    start = time.monotonic()
    threads = [threading.Thread(target=send, args=(mine,)) for mine in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told(f"HTTP, {batch} a call, {clients} client{'s' * (clients > 1)}, {about} subject{'s' * (about != 1)}",
         len(waits) * batch, time.monotonic() - start, waits)


def over_socket(daemon, feed, count=60000):
    text = "".join(line() for _ in range(count)).encode()
    feeder = socket.socket(socket.AF_UNIX)
    feeder.connect(str(feed))
    start = time.monotonic()
    sender = threading.Thread(target=lambda: (feeder.sendall(text), feeder.shutdown(socket.SHUT_WR)))
    sender.start()
    lines = 0
    while part := feeder.recv(1 << 20):
        lines += part.count(b"\n")
    sender.join()
    assert lines == count, lines
    seconds = time.monotonic() - start
    print(f"{'events.socket, one connection':34} {count / seconds:10.0f} events/s")


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-bench.", dir=os.environ.get("GDPRD_BENCH_DIR")) as directory:
        daemon = Gdprd(pathlib.Path(directory) / "d", {}, POLICY)
        settings = json.loads(daemon.config.read_text())
        feed = daemon.socket.with_name("feed")
        settings["events"] = {"socket": f"unix:{feed}"}
        settings["access"][f"uid:{os.getuid()}"] = ["feeder"]
        settings["trail"].update(segment_bytes="256MiB", first_segment_bytes="16MiB")
        daemon.config.write_text(json.dumps(settings))
        daemon.start()
        wait_until(feed.exists, "the socket of feeders")
        over_http(daemon, 1000, 1)  # makes the persons' keys
        for batch, clients, about in ((1, 1, 1), (1, 8, 1), (256, 1, 1), (4096, 1, 1), (4096, 1, 0), (4096, 2, 1)):
            over_http(daemon, batch, clients, about)
        over_socket(daemon, feed)
        start = time.monotonic()
        daemon.kill()
        daemon.start()
        print(f"{'start after kill -9':34} {time.monotonic() - start:10.2f} s")
        daemon.kill()
        for path in daemon.state.glob("events.db*"):
            path.unlink()
        start = time.monotonic()
        daemon.start()
        print(f"{'start without events.db':34} {time.monotonic() - start:10.2f} s, {next(numbers)} events sent")
        daemon.stop()


if __name__ == "__main__":
    main()
