#!/usr/bin/env python3
"""Events of other systems through the real daemon, sent by curl and by gdprctl: recorded once,
whatever is sent again and whenever gdprd is killed; nobody's address in any file."""
import base64
import json
import pathlib
import random
import shutil
import subprocess
import tempfile
import threading

from harness import Gdprd, files_below, found_in_files, sqlite_tables

POLICY = """version: 1
purposes:
  support: {description: Answering customers., basis: contract, categories: [user.contact]}
"""
MAIL = "ann.quist@mail.example"


def event(number, **more):
    return {"id": f"order-{number}", "source": "crm/app-1", "type": "read", "time": "2026-03-05T14:03:22Z",
            "actor": "svc-support", "store": "crm", "collection": "public.person", "fields": ["email"],
            "purpose": "support", "rows": 1, **more}


def about(mail):
    return {"subjects": [{"type": "email", "value": mail}]}


def curl(daemon, body, kind="application/json", headers=(), role="feeder"):
    """(status, answer); status 0: no answer."""
    token = (daemon.dir / f"{role}.token").read_text()
    command = ["curl", "-s", "--unix-socket", daemon.socket, "-H", f"Authorization: Bearer {token}",
               "-H", f"Content-Type: {kind}", "-w", "\\n%{http_code}", "--data-binary", "@-",
               "http://gdprd/api/v1/events"]
    for header in headers:
        command += ["-H", header]
    done = subprocess.run(list(map(str, command)), input=body, capture_output=True, text=True, check=False)
    text, _, status = done.stdout.rpartition("\n")
    return int(status), json.loads(text) if text else None


def lines(events):
    return "".join(json.dumps(e) + "\n" for e in events)


def takes_events_by_curl(daemon):
    status, one = curl(daemon, json.dumps(event(1, **about(MAIL))))
    assert status == 200, one
    status, many = curl(daemon, lines([event(1, **about(MAIL)), event(2), event(3)]), "application/x-ndjson")
    assert status == 200, many
    status, other = curl(daemon, json.dumps(event(1, **about("somebody@else.example"))))
    assert (status, other["code"]) == (409, "conflict") and "event 1: " in other["detail"], other
    assert many["events"][0] == {**one["events"][0], "repeated": True}
    assert [e["repeated"] for e in many["events"]] == [True, False, False]

    data = {k: v for k, v in event(2).items() if k not in ("id", "source", "type", "time")}
    cloud = {"specversion": "1.0", "id": "order-2", "source": "crm/app-1", "type": "org.example.crm.read",
             "time": "2026-03-05T14:03:22Z"}
    for body, kind, headers in (
            (json.dumps({**cloud, "data": data}), "application/cloudevents+json", ()),
            (json.dumps([{**cloud, "data": data}]), "application/cloudevents-batch+json", ()),
            (json.dumps(data), "application/json", [f"ce-{k}: {v}" for k, v in cloud.items()]),
            (json.dumps(data), "application/json", [f"Ce-{k}: {v}".replace("order-2", "order%2D2") for k, v in cloud.items()])):
        status, answer = curl(daemon, body, kind, headers)
        assert status == 200, answer
        assert answer["events"] == [{**many["events"][1], "repeated": True}], (kind, answer)

    daemon.json("auditor", "audit", "stats")  # the first look defines its names too
    before = daemon.json("auditor", "audit", "stats")["index"]["entries"]
    wrong = lines([event(7), event(8, **about("no address")), event(9)])
    status, answer = curl(daemon, wrong, "application/x-ndjson")
    assert status == 400 and "event 2" in answer["detail"] and "no address" not in json.dumps(answer), answer
    assert curl(daemon, json.dumps(event(1)), role="dpo")[0] == 403
    after = daemon.json("auditor", "audit", "stats")["index"]["entries"]
    assert after - before == 1, "a refused call left entries"  # looking is one

    shown = daemon.json("auditor", "audit", "show", str(one["events"][0]["index"]))
    assert shown["reported"] and shown["actor"] == "svc-support" and shown["payload_state"] == "present", shown
    assert shown["payload"]["subject"] == {"type": "email", "value": MAIL}, shown
    look = daemon.json("dpo", "audit", "list", "--limit", "100000")[-1]
    assert look["type"] == "read" and look["payload"] == {"what": "trail", "from": shown["index"]}, look
    listed = daemon.json("auditor", "audit", "list", "--from", str(shown["index"]), "--limit", "1")[0]
    assert listed["payload_state"] == "sealed" and "payload" not in listed, listed
    status, answer = curl(daemon, json.dumps(event(20, subjects=[about(MAIL)["subjects"][0], {"type": "email", "value": "bo@mail.example"}])))
    assert status == 200, answer
    shared = daemon.json("dpo", "audit", "show", str(answer["events"][0]["index"]))["payload"]
    assert [row[1]["value"] for row in shared["rows"]] == [MAIL, "bo@mail.example"], shared
    daemon.ctl("admin", "audit", "show", "1", codes=(4,))
    return one["events"][0]


def survives_kill_between_entry_and_store(daemon):
    """The store of ids is put back to what it was before the entry, as if the kill had come there."""
    daemon.kill()
    kept = daemon.dir / "kept"
    kept.mkdir()
    for path in daemon.state.glob("events.db*"):
        shutil.copy(path, kept)
    daemon.start()
    sent = [event(f"kill-{n}", **about(f"person{n}@mail.example")) for n in range(20)]
    status, first = curl(daemon, lines(sent), "application/x-ndjson")
    assert status == 200
    daemon.kill()
    for path in daemon.state.glob("events.db*"):
        path.unlink()
    for path in kept.iterdir():
        shutil.copy(path, daemon.state)
    daemon.start()
    status, again = curl(daemon, lines(sent), "application/x-ndjson")
    assert status == 200
    assert again["events"] == [{**e, "repeated": True} for e in first["events"]]


def records_each_event_once_over_kills(daemon, rounds=12):
    """SIGKILL at random moments; what got no answer is sent again."""
    rng = random.Random(20260305)
    receipts = {}
    number = 0

    def feed(count):
        """False: there was no answer; a part of it or all may be recorded."""
        nonlocal number
        batch = [event(f"loop-{n}", **about(f"p{n % 7}@mail.example")) for n in range(number, number + count)]
        status, answer = curl(daemon, lines(batch), "application/x-ndjson")
        if status != 200:
            return False
        for sent, got in zip(batch, answer["events"]):
            assert receipts.setdefault(sent["id"], got["leaf_hash"]) == got["leaf_hash"]
        number += count
        return True

    for done in range(rounds):
        if done % 3 == 0:
            assert feed(40), "however slow the machine is, some rounds begin with events"
        killer = threading.Timer(rng.uniform(0.0, 0.15), daemon.kill)
        killer.start()
        while daemon.process.poll() is None:
            if not feed(rng.choice((1, 3, 40))):
                break  # the same again after the restart
        killer.join()
        daemon.start()
    batch = [event(f"loop-{n}", **about(f"p{n % 7}@mail.example")) for n in range(number + 40)]
    for at in range(0, len(batch), 1000):
        status, answer = curl(daemon, lines(batch[at:at + 1000]), "application/x-ndjson")
        assert status == 200, answer
        for sent, got in zip(batch[at:at + 1000], answer["events"]):
            assert receipts.setdefault(sent["id"], got["leaf_hash"]) == got["leaf_hash"], "acknowledged twice"
    entries = set()
    for row in sqlite_tables(daemon.state / "events.db")["events"]:
        entries.add(row["entry"])
    found = [e for e in daemon.json("auditor", "audit", "search", "--reason", "test", "--store", "crm", "--type",
                                    "read", "--limit", "1000000") if e["reported"]]
    assert {e["index"] for e in found} == entries, "an event has two entries"
    assert set(receipts.values()) <= {base64.b64encode(bytes.fromhex(e["leaf_hash"])).decode() for e in found}
    return len(receipts)


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-events.") as directory:
        daemon = Gdprd(pathlib.Path(directory) / "d", {}, POLICY).start()
        takes_events_by_curl(daemon)
        path = daemon.dir / "events.ndjson"
        path.write_text(lines(event(f"ctl-{n}") for n in range(5000)))
        sent = daemon.json("feeder", "events", "send", path)
        assert len(sent) == 5000 and not any(e["repeated"] for e in sent)
        assert daemon.ctl("feeder", "events", "send", "-", stdin=lines([event("ctl-0")])).returncode == 0
        path.unlink()
        survives_kill_between_entry_and_store(daemon)
        count = records_each_event_once_over_kills(daemon)
        assert count > 150, count
        daemon.stop()
        daemon.verify()
        leaks = found_in_files([MAIL, "person3@mail", "p5@mail.example", "order-1", "crm/app-1"],
                               [*files_below(daemon.state), daemon.log])
        assert not leaks, leaks
        print(f"{count} events over kills")


if __name__ == "__main__":
    main()
