#!/usr/bin/env python3
"""The trail's entries at their receivers: a real rsyslogd over TCP and over TLS, which is killed in
between, and a webhook that checks signatures and refuses at first. Nothing may be left out."""
import json
import pathlib
import re
import signal
import tempfile

from harness import BIN, SKIPPED, Gdprd, run, wait_until
from receivers import RSYSLOGD, Rsyslog, Webhook, make_certificates

POLICY = "version: 1\n"


def gdprd_with(directory, exports):
    gdprd = Gdprd(directory / "gdprd", {}, POLICY)
    settings = json.loads(gdprd.config.read_text())
    settings["exports"] = exports
    gdprd.config.write_text(json.dumps(settings))
    run(BIN / "gdprd", "--check", "-c", gdprd.config)
    return gdprd


def make_entries(gdprd, count):
    for i in range(count):
        gdprd.ctl("auditor", "audit", "search", "--reason", f"case {i}", "--store", "a|b=c\\d")


def exports_of(gdprd):
    return {one["name"]: one for one in gdprd.json("admin", "audit", "exports")}


def index_of(message):
    return int(re.search(r"externalId=(\d+)", message["msg"]).group(1))


def due(gdprd):
    """The indices that a receiver of everything must have, as gdprd's own search tells them."""
    found = gdprd.json("auditor", "audit", "search", "--reason", "what is due", "--order", "oldest", "--limit", "100000")
    return [entry["index"] for entry in found]


def receives_all(gdprd, indices):
    wanted = due(gdprd)
    wait_until(lambda: set(wanted) <= set(indices()), "all entries to arrive")
    got = indices()
    # In order; what came twice came again from an earlier entry on.
    for before, after in zip(got, got[1:]):
        assert after == before + 1 or after <= before or after - before < 10, (before, after)
    return got


def syslog(directory, tls):
    certificates = None
    if tls:
        certificates = directory / "certificates"
        certificates.mkdir()
        make_certificates(certificates)
    receiver = Rsyslog(directory / "rsyslog", certificates).start()
    export = {"url": f"tls://localhost:{receiver.port}" if tls else f"tcp://127.0.0.1:{receiver.port}", "batch": 7}
    if tls:
        export |= {"tls_ca": str(certificates / "ca.pem"), "tls_cert": str(certificates / "client.pem"),
                   "tls_key": str(certificates / "client.key")}
    gdprd = gdprd_with(directory, {"siem": export}).start()
    make_entries(gdprd, 20)
    indices = lambda: [index_of(m) for m in receiver.messages()]
    receives_all(gdprd, indices)

    message = next(m for m in receiver.messages() if m["msgid"] == "read" and "suser=token:auditor" in m["msg"])
    assert message["pri"] == str(13 * 8 + 6) and message["version"] == "1", message
    assert message["app"] == "gdprd" and message["procid"].isdigit(), message
    assert message["sd"].startswith('[origin software="gdprd"'), message
    assert message["msg"].lstrip().startswith("CEF:0|gdprd|gdprd|"), message

    # Its end is noticed, told, and nothing is lost: neither what was on its way nor what comes meanwhile.
    receiver.end(signal.SIGKILL)
    make_entries(gdprd, 20)
    wait_until(lambda: exports_of(gdprd)["siem"]["state"] == "unreachable", "the end to be noticed")
    assert "export_unreachable" in gdprd.log.read_text()
    assert exports_of(gdprd)["siem"]["lag"] > 0
    lag = re.search(r"^gdprd_export_lag_entries (\d+)$", metrics(gdprd), re.M)
    assert lag and int(lag.group(1)) > 0
    receiver.start()
    receives_all(gdprd, indices)
    wait_until(lambda: exports_of(gdprd)["siem"]["state"] == "delivering", "the return to be noticed")

    # gdprd is killed: what its receiver has may come again, what it lacks comes.
    make_entries(gdprd, 5)
    gdprd.kill()
    gdprd.start()
    make_entries(gdprd, 5)
    receives_all(gdprd, indices)
    gdprd.stop()
    before = len(receiver.messages())
    gdprd.start()
    receives_all(gdprd, indices)
    assert len(receiver.messages()) - before < 20, "a clean stop repeats nothing"
    gdprd.stop()
    receiver.end()


def metrics(gdprd):
    import socket
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(10)
        s.connect(str(gdprd.socket))
        token = (gdprd.dir / "admin.token").read_text()
        s.sendall(f"GET /metrics HTTP/1.1\r\nHost: gdprd\r\nAuthorization: Bearer {token}\r\n"
                  "Connection: close\r\n\r\n".encode())
        parts = []
        while part := s.recv(65536):
            parts.append(part)
    return b"".join(parts).decode()


def over_tcp(directory):
    syslog(directory, tls=False)


def over_tls(directory):
    syslog(directory, tls=True)


def refuses_a_receiver_that_it_does_not_know(directory):
    certificates = directory / "certificates"
    certificates.mkdir()
    make_certificates(certificates, server="other.example.org")
    receiver = Rsyslog(directory / "rsyslog", certificates).start()
    gdprd = gdprd_with(directory, {"siem": {
        "url": f"tls://localhost:{receiver.port}", "tls_ca": str(certificates / "ca.pem"),
        "tls_cert": str(certificates / "client.pem"), "tls_key": str(certificates / "client.key")}}).start()
    make_entries(gdprd, 1)
    wait_until(lambda: exports_of(gdprd)["siem"]["state"] == "unreachable", "the refusal")
    assert "certificate cannot be verified" in exports_of(gdprd)["siem"]["error"]
    gdprd.stop()
    receiver.end()
    assert receiver.messages() == []


def to_a_webhook(directory):
    hook = Webhook(directory)
    hook.answers = [500, 503]
    gdprd = gdprd_with(directory, {"hook": {"url": hook.url, "secret": {"file": str(hook.file)}, "batch": 10},
                                   "single": {"url": hook.url + "/single", "secret": {"file": str(hook.file)},
                                              "batch": 1, "types": ["outcome"]}}).start()
    make_entries(gdprd, 25)
    got = receives_all(gdprd, lambda: [int(e["id"]) for e in hook.events()])
    assert len(got) == len(set(got)), "a webhook tells what it took: nothing comes twice"
    assert not hook.faults, hook.faults
    assert len(hook.refused) == 2 and hook.refused[0] in {told for told, _, _ in hook.posts}, \
        "what is sent again has the same id"
    assert {kind.split(";")[0] for _, kind, events in hook.posts if len(events) > 1} == \
        {"application/cloudevents-batch+json"}
    for event in hook.events():
        assert event["specversion"] == "1.0" and event["source"] == "example.org/e2e"
        assert event["type"].startswith("gdprd.trail.")
    gdprd.stop()
    ids = lambda: [int(e["id"]) for e in hook.events()]
    taken = len(ids())
    under_way = {int(e["id"]) for _, _, events in hook.posts[-1:] for e in events}
    gdprd.start()
    receives_all(gdprd, ids)
    assert len(ids()) > taken
    # What was answered in the moment of the stop may come again.
    assert {one for one in ids() if ids().count(one) > 1} <= under_way

    wrong = directory / "wrong.secret"
    wrong.write_text(hook.file.read_text().replace("whsec_", ""))
    wrong.chmod(0o600)
    settings = json.loads(gdprd.config.read_text())
    settings["exports"]["hook"]["secret"]["file"] = str(wrong)
    gdprd.config.write_text(json.dumps(settings))
    refused = run(BIN / "gdprd", "--check", "-c", gdprd.config, codes=(2,))
    assert "exports.hook" in refused.stderr and hook.file.read_text()[6:20] not in refused.stderr
    gdprd.stop()


def main():
    if RSYSLOGD is None:
        raise SystemExit(SKIPPED)
    for story in (over_tcp, over_tls, refuses_a_receiver_that_it_does_not_know, to_a_webhook):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok")


if __name__ == "__main__":
    main()
