#!/usr/bin/env python3
"""What goes wrong between gdprd and a service: a certificate for another name or of nobody known, an
address that is not allowed, a wrong token, a server that is away, a compressed answer that grows, a
server and a gdprd that are killed in the middle of an erasure, an update that wipes what was to stay, one
address for everybody. Each is told with what to do, and the other stores are done."""
import gzip
import json
import pathlib
import tempfile
import threading

from harness import Gdprd, found_in_files, files_below, wait_until
from receivers import make_certificates
from services import EspoCrm, Listmonk, Mautic, Service, Zammad

POLICY = """version: 1
purposes:
  sales: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
# rows stay for one field each: the others are emptied
STAYS = POLICY + "".join(f"""  - {{name: {store}-stays, select: {{field: {store}.{field}}}, action: keep, period: 8y,
     ground: "Art. 17(3)(b): a synthetic law"}}
""" for store, field in (("mautic", "api.contacts.city"), ("espocrm", "api.Contact.description"),
                         ("listmonk", "api.subscribers.name"), ("zammad", "api.users.note")))
SAME = """  - {name: one-for-all, select: {field: mautic.api.contacts.email}, action: replace, with: gone@mail.example}
"""
MAIL = "ada.example@mail.example"


class Swollen(Zammad):
    """Answers with 64 MiB of spaces in 64 KiB, as gzip."""

    def answer(self, method, target, headers, body):
        assert "gzip" in headers["Accept-Encoding"]
        return 200, {"Content-Encoding": "gzip"}, gzip.compress(b"[" + b" " * (64 << 20))


def filled(service, *arguments):
    one = service(*arguments)
    for n in range(1, 4):
        mail = MAIL if n == 2 else f"person{n}@mail.example"
        if isinstance(one, Listmonk):
            one.add(mail, f"Person Number{n}")
        elif isinstance(one, Mautic):
            one.add(firstname="Person", lastname=f"Number{n}", email=mail, city="Norwich")
        elif isinstance(one, EspoCrm):
            one.add("Contact", firstName="Person", lastName=f"Number{n}", emailAddress=mail, description="met at a fair")
        else:
            one.add(firstname="Person", lastname=f"Number{n}", email=mail, phone="")
    return one


def tells_what_is_wrong(directory):
    make_certificates(directory)
    secret, wrong = directory / "secret", directory / "wrong"
    for path, text in ((secret, Service.SECRET), (wrong, "another token")):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
    named, plain, swollen = filled(Zammad, directory), filled(Zammad), Swollen()
    away = filled(Zammad)
    away_settings = away.settings(secret)
    away.server.shutdown()
    away.server.server_close()
    ca = {"tls_ca": str(directory / "ca.pem"), "allow_addresses": ["127.0.0.1", "::1"]}
    stores = {
        "good": plain.settings(secret),
        "name": {**named.settings(secret), **ca},  # the certificate is for localhost
        "nobody": {**named.settings(secret), "base_url": named.url("localhost"), "allow_addresses": ["127.0.0.0/8", "::1"]},
        "inside": {**plain.settings(secret), "allow_addresses": ["10.0.0.0/8"]},
        "token": plain.settings(wrong),
        "away": away_settings,
        "swollen": swollen.settings(secret),
    }
    daemon = Gdprd(directory / "d", stores, POLICY).start()
    problems = {f["store"]: f for f in daemon.json("admin", "stores", "check", codes=(0, 1)) if f["severity"] == "problem"}
    for store, what, hint in (("name", "for another host name", "a name that stands in the certificate"),
                              ("nobody", "cannot be verified", "tls_ca"),
                              ("inside", "127.0.0.1, which is private", "allow_addresses"),
                              ("token", "does not know who is asking (status 401)", "password"),
                              ("away", "does not answer", "see that it runs"),
                              ("swollen", "answer is too long", "")):
        found = problems.pop(store)
        assert what in found["what"] and hint in (found["hint"] or ""), found
    assert not problems, problems
    daemon.ctl("dpo", "catalogue", "scan", codes=(0, 3))
    fields = json.dumps(daemon.json("dpo", "catalogue", "list"))
    assert "good.api.users.email" in fields and "away.api" not in fields
    report = daemon.json("dpo", "catalogue", "quality", codes=(1,))
    assert {s["store"]: s["result"] for s in report["stores"]}["good"] == "unsupported", report
    assert {s["store"]: s["result"] for s in report["stores"]}["away"] == "not_found", report
    daemon.stop()
    assert not found_in_files({Service.SECRET, MAIL}, files_below(daemon.state) + [daemon.log])


class Stuck(Listmonk):
    """Erases, and then says nothing until it is let go."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.erased, self.go_on = threading.Event(), threading.Event()

    def answer(self, method, target, headers, body):
        answer = super().answer(method, target, headers, body)
        if method == "DELETE":
            self.erased.set()
            self.lock.release()  # others are answered
            self.go_on.wait(20)
            self.lock.acquire()
        return answer


def is_done_after_kill(directory):
    secret = directory / "secret"
    listmonk, zammad = filled(Stuck), filled(Zammad)
    stores = {"listmonk": listmonk.settings(secret, user="gdprd"), "zammad": zammad.settings(secret)}
    daemon = Gdprd(directory / "k", stores, POLICY).start()
    daemon.ctl("dpo", "catalogue", "scan")
    request = daemon.request("erasure", email=MAIL)
    daemon.plan(request)
    daemon.approve(request)
    runner = threading.Thread(target=lambda: daemon.ctl("dpo", "requests", "run", request, codes=range(0, 256)))
    runner.start()
    assert listmonk.erased.wait(30)
    daemon.kill()
    runner.join()
    listmonk.go_on.set()
    assert MAIL not in json.dumps(listmonk.rows) and MAIL in json.dumps(zammad.rows)
    port = zammad.server.server_address
    zammad.server.shutdown()
    zammad.server.server_close()
    daemon.start()
    # it goes on by itself
    wait_until(lambda: daemon.json("dpo", "requests", "show", request)["state"] not in ("running", "executing"), "the run")
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] != "completed" and "so already" in json.dumps(shown["steps"]), shown
    again = filled(Zammad)
    settings = json.loads(daemon.config.read_text())
    settings["stores"]["zammad"]["base_url"] = again.url()
    daemon.config.write_text(json.dumps(settings))
    daemon.stop()
    assert port != again.server.server_address
    daemon.start()
    daemon.ctl("dpo", "requests", "run", request)
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed" and MAIL not in json.dumps(again.rows), shown
    assert len(again.rows) == 2 and len(listmonk.rows) == 2
    daemon.stop()
    daemon.verify()


def keeps_what_stays(directory):
    """Rows that stay keep what they are to keep. One address for everybody is refused beforehand, because Mautic
    takes two people with one address for one and deletes the other; a service that wipes more ends the step."""
    secret = directory / "secret"
    services = filled(Mautic), filled(EspoCrm), filled(Listmonk), filled(Zammad)
    mautic, espo, listmonk, zammad = services
    espo.rows["Lead"], espo.rows["Account"] = {}, {}
    for row in zammad.rows.values():
        row["note"] = "asked twice"
    stores = {s.NAME: s.settings(secret, **({"user": "gdprd"} if hasattr(s, "USER") else {})) for s in services}
    daemon = Gdprd(directory / "u", stores, STAYS + SAME).start()
    daemon.ctl("dpo", "catalogue", "scan")
    request = daemon.request("erasure", email=MAIL)
    refused = daemon.ctl("dpo", "requests", "plan", request, codes=range(1, 20)).stderr
    assert "mautic.api.contacts.email" in refused and "must differ from row to row" in refused, refused
    daemon.stop()
    (daemon.dir / "policies" / "policy.yaml").write_text(STAYS, encoding="utf-8")
    daemon.start()
    daemon.erase(email=MAIL)
    rows = {"mautic": mautic.rows[2], "listmonk": listmonk.rows[2], "zammad": zammad.rows[2],
            "espocrm": list(espo.rows["Contact"].values())[1]}
    for name, row in rows.items():
        text = json.dumps(row)
        assert MAIL not in text and ("Number2" in text) == (name == "listmonk"), (name, row)
        assert any(kept in text for kept in ("Norwich", "met at a fair", "Person Number2", "asked twice")), (name, row)
    mautic.replaces = True
    request = daemon.request("erasure", email="person3@mail.example")
    daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=range(1, 20))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] != "completed", shown
    assert "changed fields that were to stay: city" in json.dumps(shown["steps"]), shown
    daemon.stop()
    daemon.verify()


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-http.") as name:
        tells_what_is_wrong(pathlib.Path(name))
        is_done_after_kill(pathlib.Path(name))
        keeps_what_stays(pathlib.Path(name))
    print("eight troubles told, one erasure done over two kills")


if __name__ == "__main__":
    main()
