#!/usr/bin/env python3
"""The whole story on a directory beside a CRM: one person with two addresses, a namesake, an employee and
memberships is found, answered, erased and proved; every other entry stays as it was, but for the reference that is
nobody's any more; a group that would be left empty is told before anybody approves; a run that is killed goes on;
a wrong password, a server that is not there, one that is killed in the middle and one that gives too few entries are
told, and the store beside is scanned."""
import contextlib
import json
import pathlib
import sqlite3
import tempfile
import threading
import zipfile

import shops
from harness import BIN, CHANGES, Gdprd, files_below, found_in_files, run, sqlite_tables, wait_until
from slapd import Slapd, Wire

POLICY = """version: 1
purposes:
  staff: {basis: contract, categories: [user]}
erasure:
  - {name: all-goes, action: delete}
"""
PEOPLE = 60
PARTLY_DONE = 3
REFUSED = 4
OPERATIONAL = ("entryCSN", "modifyTimestamp", "modifiersName")


def person(number):
    first, last, mail = shops.person(number)[:3]
    return {"uid": f"u{number}", "first": first, "last": last, "mail": mail,
            "phone": f"+44 113 496 0{number:03d}", "dn": f"uid=u{number},ou=people,dc=test"}


def ldif_of(one, manager=None, **more):
    lines = [f"dn: {one['dn']}", "objectClass: inetOrgPerson", f"uid: {one['uid']}", f"cn: {one['first']} {one['last']}",
             f"givenName: {one['first']}", f"sn: {one['last']}", f"mail: {one['mail']}",
             f"telephoneNumber: {one['phone']}", "userPassword: {SSHA}hidden-hash"]
    lines += [f"manager: {manager}"] if manager else []
    lines += [f"{name}: {value}" for name, values in more.items() for value in values]
    return "\n".join(lines[:1] + sorted(lines[1:])) + "\n"  # values of one attribute together, as slapadd wants


def group(name, members):
    return "\n".join([f"dn: cn={name},ou=groups,dc=test", "objectClass: groupOfNames", f"cn: {name}"] +
                     [f"member: {m['dn']}" for m in members]) + "\n"


class World:
    def __init__(self, directory):
        self.dir = pathlib.Path(directory)
        self.people = [person(n) for n in range(1, PEOPLE + 1)]
        self.subject, self.employee, self.leader = self.people[17], self.people[20], self.people[30]
        self.namesake = {**person(PEOPLE + 1), "first": self.subject["first"], "last": self.subject["last"]}
        self.slapd = Slapd()
        self.wire = Wire(self.slapd.socket)
        units = [f"dn: ou={unit},dc=test\nobjectClass: organizationalUnit\nou: {unit}\n" for unit in ("people", "groups")]
        entries = [ldif_of(p, self.subject["dn"] if p is self.employee else None,
                           **(self.more() if p is self.subject else {})) for p in self.people]
        self.slapd.load("\n".join(units + entries + [
            ldif_of(self.namesake), group("team", self.people[15:25] + [self.namesake]),
            group("all", self.people), group("leaders", [self.leader])]))
        self.crm = self.dir / "crm.db"
        with contextlib.closing(sqlite3.connect(self.crm)) as db:
            db.executescript(shops.music(PEOPLE))
        secret = self.dir / "secret"
        secret.write_text(Slapd.PASSWORD + "\n", encoding="utf-8")
        secret.chmod(0o600)
        wrong = self.dir / "wrong"
        wrong.write_text("not-it\n", encoding="utf-8")
        wrong.chmod(0o600)
        self.stores = {"crm": {"kind": "sqlite", "path": str(self.crm)}, "staff": self.slapd.settings(secret, self.wire.path)}
        self.broken = {
            "wrong": self.slapd.settings(wrong),
            "away": {**self.slapd.settings(secret), "url": "ldapi://%2Fnowhere%2Fs"},
            "few": {**self.slapd.settings(secret), "bind_dn": "cn=limited,dc=test"},
        }

    def more(self):
        return {"mail": ["zz." + self.subject["mail"]], "description": ["met at the fair"]}


def check_scan(daemon):
    findings = daemon.json("admin", "stores", "check", "staff")
    assert not [f for f in findings if f["severity"] == "problem"], findings
    assert "no transactions" in json.dumps(findings), findings
    kinds = {s["store"]: s for s in daemon.json("dpo", "stores", "list")}
    assert kinds["staff"]["kind"] == "ldap" and not kinds["staff"]["transactions"], kinds
    daemon.ctl("dpo", "catalogue", "scan")
    fields = {f["path"]: f for f in daemon.json("dpo", "catalogue", "list")["fields"]}
    for field, category in (("inetOrgPerson.mail", "user.contact.email"), ("inetOrgPerson.mail_2", "user.contact.email"),
                            ("inetOrgPerson.sn", "user.name.last"), ("inetOrgPerson.givenName", "user.name.first")):
        assert fields["staff.entries." + field]["category"] == category, fields["staff.entries." + field]
    for field in ("inetOrgPerson.dn", "inetOrgPerson.manager", "groupOfNames_member.member"):  # a DN names its person
        assert fields["staff.entries." + field]["category"] == "user.unique_id", fields["staff.entries." + field]
    return fields


def check_access(world, daemon):
    """Found by the address that is second in the directory alone, which a person says is the subject's."""
    request = daemon.request("access", email="zz." + world.subject["mail"])
    daemon.ctl("dpo", "requests", "plan", request, codes=(0, CHANGES))
    found = daemon.json("dpo", "requests", "matches", "list", request)["matches"]
    assert [m["in"] for m in found if m["verdict"] == "open"] == ["staff.entries.inetOrgPerson"], found
    daemon.ctl("dpo", "requests", "matches", "accept", request, found[0]["id"])
    daemon.plan(request)
    daemon.ctl("dpo", "requests", "run", request)
    daemon.ctl("dpo", "requests", "package", request, "--file", world.dir / "access.zip")
    with zipfile.ZipFile(world.dir / "access.zip") as package:
        content = "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    for word in (world.subject["mail"], "met at the fair", "cn=team", "(set)"):
        assert word in content or word == "cn=team", f"{word} is not in the package"
    assert "hidden-hash" not in content, "a password's hash is in the package"
    for other in [p for p in world.people if p is not world.subject] + [world.namesake]:
        assert other["mail"] not in content, f"{other['dn']} is in the package"


def others(entries, dn):
    """Entries but this one, as anybody but the server has written them, without references to it."""
    return {name: [l for l in lines if not l.startswith(OPERATIONAL) and not l.endswith(": " + dn)]
            for name, lines in entries.items() if name != dn}


def check_erasure(world, daemon):
    dn = world.subject["dn"]
    before = world.slapd.dump()
    assert sum(": " + dn in "\n".join(lines) for lines in before.values()) == 3, "two groups and an employee"
    request = daemon.request("erasure", email=world.subject["mail"])
    plan = daemon.plan(request)
    assert "was not tried" in json.dumps(plan["notes"]), plan["notes"]
    daemon.approve(request)
    daemon.ctl("dpo", "requests", "run", request)
    shown = daemon.json("dpo", "requests", "show", request)
    assert shown["state"] == "completed", shown
    assert "slapcat" in json.dumps(shown["steps"]), "what stays is not told"
    after = world.slapd.dump()
    assert dn not in after and dn not in json.dumps(after), "the person's DN is still there"
    assert others(after, dn) == others(before, dn), "another entry changed"
    assert world.namesake["dn"] in after
    left = [row for rows in sqlite_tables(world.crm).values() for row in rows if world.subject["mail"] in json.dumps(row)]
    assert not left, left
    proof = world.dir / "erasure.proof"
    daemon.ctl("dpo", "requests", "proof", request, "--file", proof)
    run(BIN / "gdprctl", "proof", "verify", proof, "--key", daemon.vkey())


def check_last_member(world, daemon):
    """The only leader: refused before anybody approves; carried out once the group has another one."""
    request = daemon.request("erasure", email=world.leader["mail"])
    drifted = daemon.ctl("dpo", "requests", "plan", request, codes=(1, REFUSED))
    assert "changed since the last scan" in drifted.stderr, "nobody has a manager any more"
    daemon.ctl("dpo", "catalogue", "scan")
    refused = daemon.ctl("dpo", "requests", "plan", request, codes=(1, REFUSED))
    assert "at least one member" in refused.stderr and world.leader["uid"] not in refused.stderr, refused.stderr
    run("ldapmodify", "-x", "-H", world.stores["staff"]["url"], "-D", Slapd.ADMIN, "-w", Slapd.PASSWORD,
        input=f"dn: cn=leaders,ou=groups,dc=test\nchangetype: modify\nadd: member\nmember: {world.people[0]['dn']}\n")
    return request


def check_killed(world, daemon, request):
    """The daemon is killed in the middle of a step: the directory has made the change, its answer did not come.
    Started again it finishes the run."""
    daemon.plan(request)
    daemon.approve(request)
    before = world.slapd.dump()
    world.wire.hold_answer()
    running = threading.Thread(target=lambda: daemon.ctl("dpo", "requests", "run", request, codes=range(256)))
    running.start()
    assert world.wire.held.wait(60), "the run changed nothing in the directory"
    daemon.kill()
    running.join()
    assert world.slapd.dump() != before, "the step was not done when the daemon was killed"
    daemon.start()  # and it goes on by itself
    wait_until(lambda: daemon.json("dpo", "requests", "show", request)["state"] == "completed", "the run to go on")
    assert world.leader["dn"] not in json.dumps(world.slapd.dump())


def check_trouble(world):
    daemon = Gdprd(world.dir / "trouble", {**world.stores, **world.broken}, POLICY).start()
    report = {s["store"]: s for s in daemon.json("admin", "catalogue", "scan", codes=(PARTLY_DONE,))["stores"]}
    assert report["crm"]["result"] == "done" and report["staff"]["result"] == "done", report
    for store, code in (("wrong", "forbidden"), ("away", "unavailable"), ("few", "limit_exceeded")):
        assert report[store]["result"] != "done" and report[store]["failure"]["code"] == code, report[store]
    world.slapd.control("crash")
    report = {s["store"]: s for s in daemon.json("admin", "catalogue", "scan", codes=(PARTLY_DONE,))["stores"]}
    assert report["crm"]["result"] == "done", report
    assert report["staff"]["failure"]["code"] == "unavailable", report["staff"]
    world.slapd.control("up")
    daemon.stop()


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-ldap.") as name:
        world = World(name)
        daemon = Gdprd(world.dir / "d", world.stores, POLICY).start()
        check_scan(daemon)
        check_access(world, daemon)
        check_erasure(world, daemon)
        request = check_last_member(world, daemon)
        check_killed(world, daemon, request)
        daemon.stop()
        daemon.verify()
        gone = {world.subject["mail"], "zz." + world.subject["mail"], world.subject["dn"], "hidden-hash"}
        leaks = found_in_files(gone, files_below(daemon.state) + [daemon.log])
        assert not leaks, f"these stand in {leaks}"
        check_trouble(world)
    print(f"one of {PEOPLE + 1} people erased from a directory and a CRM")


if __name__ == "__main__":
    main()
