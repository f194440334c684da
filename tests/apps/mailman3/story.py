#!/usr/bin/env python3
"""Mailman 3 (mailing lists) on SQLite: one member is erased with both addresses and all memberships; the
lists, and Mailman's command line, go on with the others."""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from story import HERE, Story, run  # noqa: E402
from harness import raw_bytes, sqlite_tables  # noqa: E402
from persons import NAMESAKE, SUBJECT, people  # noqa: E402

NOBODY = 65534
CONFIG = """
[mailman]
layout: here
site_owner: postmaster@lists.example
[paths.here]
var_dir: {0}/var
bin_dir: /usr/lib/mailman3/bin
etc_dir: {0}
[database]
class: mailman.database.sqlite.SQLiteDatabase
url: sqlite:///{0}/var/mailman.db
[mta]
incoming: mailman.mta.null.NullMTA
"""


class Mailman:
    """Its programs refuse root, so they run as nobody."""

    def __init__(self, directory):
        self.dir = directory
        (directory / "var").mkdir(parents=True)
        self.config = directory / "mailman.cfg"
        self.config.write_text(CONFIG.format(directory), encoding="utf-8")
        self.database = directory / "var/mailman.db"
        self.become = []
        if os.getuid() == 0:
            for path in (directory, directory / "var"):
                os.chown(path, NOBODY, NOBODY)
            self.become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]

    def run(self, *command, **more):
        return run(*self.become, "env", f"HOME={self.dir}", *command, cwd=self.dir, **more).stdout

    def fill(self, everybody):
        script = (HERE / "mailman3/fill.py").read_text(encoding="utf-8")
        self.run("/usr/bin/python3", "-c", script, self.config, input=json.dumps({"people": everybody}))

    def members(self, name):
        return self.run("mailman", "-C", self.config, "members", f"{name}@lists.example").split()

    def works(self, everybody):
        """Its command line lists the lists and exactly these members."""
        listed = self.run("mailman", "-C", self.config, "lists")
        assert "walkers@lists.example" in listed and "cooks@lists.example" in listed, listed
        found = {address.strip("<>") for name in ("walkers", "cooks") for address in self.members(name) if "@" in address}
        wanted = {address for one in everybody for address in (one["mail"], f"home.{one['mail']}")}
        assert found == wanted, found ^ wanted


def values_of(someone):
    return [someone["mail"], f"home.{someone['mail']}"]


def is_hers(subject):
    """What a person would say: her address stands in it."""
    def accepts(match):
        return subject["mail"] in str(match["values"])
    return accepts


def main():
    everybody = people(30)
    subject, namesake = everybody[SUBJECT], everybody[NAMESAKE]
    with tempfile.TemporaryDirectory(prefix="gdprd-mailman.") as name:
        directory = pathlib.Path(name)
        directory.chmod(0o755)
        mailman = Mailman(directory / "m")
        mailman.fill(everybody)
        mailman.works(everybody)
        before = sqlite_tables(mailman.database)
        with Story("mailman3", directory, {"kind": "sqlite", "path": str(mailman.database)}) as story:
            story.scan()
            hers = is_hers(subject)
            story.access(hers, values_of(subject), [namesake["mail"]], email=subject["mail"])
            plan = story.erase(hers, email=subject["mail"])
            assert [one for one in plan["residuals"] if one["in"] == "mailman3.main.pendedkeyvalue"], plan["residuals"]
            check(mailman, before, subject, namesake)
            mailman.works([one for one in everybody if one is not subject])
            story.end(values_of(subject))


def of_subject(rows, subject):
    """{table: keys} of what is hers."""
    addresses = {row["id"] for row in rows["address"] if row["email"] in values_of(subject)}
    users = {row["user_id"] for row in rows["address"] if row["id"] in addresses}
    members = [row for row in rows["member"] if row["address_id"] in addresses or row["user_id"] in users]
    people = [row for row in rows["user"] if row["id"] in users] + members + [
        row for row in rows["address"] if row["id"] in addresses]
    return {"address": addresses, "user": users, "member": {row["id"] for row in members},
            "preferences": {row["preferences_id"] for row in people},
            "bounceevent": {row["id"] for row in rows["bounceevent"] if row["email"] in values_of(subject)},
            **{table: {row["id"] for row in rows[table] if row["address_id"] in addresses}
               for table in ("autoresponserecord", "onelastdigest")}}


def check(mailman, before, subject, namesake):
    """All that is hers is gone, and no other row has changed. A question that waits for her answer holds the
    address inside quotes: gdprd tells it and leaves it; Mailman itself throws it away after three days."""
    after, mine = sqlite_tables(mailman.database), of_subject(before, subject)
    assert all(mine.values()), mine
    for table, rows in before.items():
        expected = [row for row in rows if row.get("id") not in mine.get(table, set())]
        assert after[table] == expected, f"{table}: {[row for row in after[table] if row not in expected]}"
        left = [row for row in after[table] if subject["mail"] in str(row)]
        assert not left or table == "pendedkeyvalue", f"{table}: {left}"
    files = [path for path in mailman.database.parent.iterdir() if path.name.startswith("mailman.db")]
    assert f"home.{subject['mail']}".encode() not in raw_bytes(files), "still in the database's files"
    assert [row for row in after["address"] if row["email"] == namesake["mail"]]


if __name__ == "__main__":
    main()
