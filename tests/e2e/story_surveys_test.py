#!/usr/bin/env python3
"""Surveys of a local Formbricks: a person is found by an attribute of a contact and in answers, gets all of it, and
is erased with the contact, attributes by way of it. What cannot be done is told before: a policy that erases
attributes and no contacts, a key that may only read. Without contacts the answers alone are erased."""
import json
import pathlib
import re
import tempfile
import zipfile

import shops
from harness import CHANGES, ROOT, Gdprd, files_below, found_in_files
from services import Service
from surveys import Formbricks

PEOPLE, ANSWERS = 60, 280  # answers: two pages
FIELDS = """fields:
  survey.api.contact_attributes.value: {category: user.contact.email}
"""
POLICY = f"""version: 1
purposes:
  research: {{basis: consent, categories: [user]}}
{FIELDS}erasure:
  - {{name: all-goes, action: delete}}
"""
OWNED = """  survey.api.contact_attributes.contactId: {references: {field: survey.api.contacts.id, owned: true}}
"""
RATE = re.compile(r"^rate: .*$", re.M)


def filled(**more):
    server = Formbricks(**more)
    people = [shops.person(n)[:3] for n in range(1, PEOPLE + 1)]
    contacts = [server.add_contact(email=mail, userId=f"u-{n}", firstName=first, lastName=last, language="en")
                for n, (first, last, mail) in enumerate(people)]
    for n in range(ANSWERS):
        contact = contacts[n % (PEOPLE - 1)] if n % 4 else None  # the last one never answered
        server.add_response(n % 3 + 1, contact, q1=f"opinion {n}", q2=["fast", "cheap"], q3=n % 5)
    return server, [mail for _, _, mail in people], contacts


def described(directory, name):
    """The shipped description without the pause that the service's limit of calls asks for."""
    text = (ROOT / f"config/examples/http/{name}.yaml").read_text(encoding="utf-8")
    assert RATE.search(text), name
    path = directory / f"{name}.yaml"
    path.write_text(RATE.sub("", text), encoding="utf-8")
    return str(path)


def start(directory, server, description, policy):
    directory.mkdir()
    secret = directory / "secret"
    secret.write_text(Service.SECRET + "\n", encoding="utf-8")
    secret.chmod(0o600)
    settings = server.settings(secret, description=described(directory, description))
    del settings["service"]
    daemon = Gdprd(directory / "d", {"survey": settings}, policy).start()
    found = daemon.json("admin", "stores", "check")
    assert not [f for f in found if f["severity"] == "problem" or "does not name" in f["what"]], found
    return daemon, found


def of_person(server, contact):
    return ([r["id"] for r in server.responses.values() if r["contactId"] == contact],
            [a["id"] for a in server.attributes.values() if a["contactId"] == contact])


def erase(daemon, mail, codes=(0,)):
    request = daemon.request("erasure", email=mail)
    plan = daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=codes)
    return plan, daemon.json("dpo", "requests", "show", request)


def with_contacts(directory):
    server, mails, contacts = filled()
    mail, contact = mails[7], contacts[7]
    daemon, found = start(directory, server, "formbricks-contacts", POLICY.replace("erasure:", OWNED + "erasure:"))
    assert "erased along with those of contacts" in json.dumps(found), found
    daemon.ctl("dpo", "catalogue", "scan")
    fields = {f["path"]: f for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    assert fields["survey.api.responses.contactAttributes"]["category"] == "user.content.private"

    responses, attributes = of_person(server, contact)
    assert len(responses) >= 2 and len(attributes) == 5, (responses, attributes)
    request = daemon.request("access", email=mail)
    daemon.plan(request)
    server.busy = 2  # it is waited for, without Retry-After
    daemon.ctl("dpo", "requests", "run", request)
    daemon.ctl("dpo", "requests", "package", request, "--file", directory / "access.zip")
    with zipfile.ZipFile(directory / "access.zip") as package:
        content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    for own in responses + attributes + [contact, "u-7", server.responses[responses[0]]["data"]["q1"]]:
        assert own in content, f"{own} is not in the package"
    assert mails[8] not in content and contacts[8] not in content, "somebody else is in the package"

    others = [len(rows) for rows in (server.responses, server.attributes, server.contacts)]
    plan, shown = erase(daemon, mail)
    assert shown["state"] == "completed", shown
    order = list(dict.fromkeys(s["in"].rsplit(".", 1)[-1] for s in plan["steps"] if s["kind"] == "delete_rows"))
    assert order == ["responses", "contacts", "contact_attributes"], plan["steps"]
    told = json.dumps(plan["steps"])
    assert "along with these: their own step looks that they are gone" in told and "in no other way" in told, told
    assert [len(rows) for rows in (server.responses, server.attributes, server.contacts)] == [
        others[0] - len(responses), others[1] - 5, others[2] - 1]
    assert not any(mail in json.dumps(rows) for rows in (server.responses, server.attributes))
    assert "webhooks" in json.dumps(shown["steps"]), shown
    never_answered(daemon, server, mails[-1], contacts[-1])
    key_that_reads(daemon, server, mails[9], contacts[9])
    daemon.stop()
    daemon.verify()
    assert not found_in_files({mail, Service.SECRET}, files_below(daemon.state) + [daemon.log])


def never_answered(daemon, server, mail, contact):
    assert of_person(server, contact)[0] == []
    assert erase(daemon, mail)[1]["state"] == "completed"
    assert contact not in server.contacts and not of_person(server, contact)[1]


def key_that_reads(daemon, server, mail, contact):
    """Told by the first step; nothing is told as done; once the key may delete, the run goes on."""
    server.may = {"GET"}
    before = of_person(server, contact)
    request = daemon.request("erasure", email=mail)
    daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request, codes=(0, 1, 3))
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] != "completed" and "(status 401)" in json.dumps(shown["steps"]), shown
    assert of_person(server, contact) == before
    server.may = {"GET", "DELETE"}
    daemon.ctl("dpo", "requests", "run", request)
    assert daemon.json("dpo", "requests", "show", request)["state"] == "completed"
    assert of_person(server, contact) == ([], []) and contact not in server.contacts


def contact_is_nobodys(directory):
    """The policy does not say whose the contact is: the plan would erase attributes and no contact."""
    server, mails, contacts = filled()
    daemon, _ = start(directory, server, "formbricks-contacts", POLICY)
    daemon.ctl("dpo", "catalogue", "scan")
    request = daemon.request("erasure", email=mails[7])
    refused = daemon.ctl("dpo", "requests", "plan", request, codes=range(1, 30)).stderr
    assert "along with those of contacts" in refused and "owned: true" in refused, refused
    assert len(of_person(server, contacts[7])[1]) == 5
    daemon.stop()


def without_contacts(directory):
    """No contact tells that several answers are of one person: somebody decides, then they are erased."""
    server, mails, contacts = filled(contacts=False)
    daemon, _ = start(directory, server, "formbricks", POLICY.replace(FIELDS, ""))
    daemon.ctl("dpo", "catalogue", "scan")
    fields = {f["path"]: f for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    assert fields["survey.api.responses.email"]["category"] == "user.contact.email"
    responses, _ = of_person(server, contacts[7])
    before = len(server.responses)
    request = daemon.request("erasure", email=mails[7])
    daemon.json("dpo", "requests", "plan", request, codes=(0, CHANGES))
    matches = daemon.json("dpo", "requests", "matches", "list", request)["matches"]
    assert len(matches) == len(responses) and all(m["verdict"] == "open" for m in matches), matches
    daemon.ctl("dpo", "requests", "matches", "accept", request, *[m["id"] for m in matches])
    daemon.plan(request)
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request)
    assert daemon.json("dpo", "requests", "show", request)["state"] == "completed"
    assert len(server.responses) == before - len(responses) and not of_person(server, contacts[7])[0]
    daemon.stop()


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-surveys.") as name:
        for part in (with_contacts, contact_is_nobodys, without_contacts):
            part(pathlib.Path(name) / part.__name__)
    print("answers, contacts and their attributes of a survey service erased; what cannot be done is told")


if __name__ == "__main__":
    main()
