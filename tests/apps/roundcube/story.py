#!/usr/bin/env python3
"""Roundcube (webmail) on SQLite: one user is erased with address book, identities and drafts of answers;
in the address books of others the person is found and left for a decision, then erased too; the login
page, the contacts' indexer and the preferences tool work afterwards."""
import json
import os
import pathlib
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from story import HERE, Story, WebServer, changed_rows, free_port, run  # noqa: E402
from harness import raw_bytes, sqlite_tables  # noqa: E402
from persons import NAMESAKE, SUBJECT, own_values, people  # noqa: E402

ROUNDCUBE = pathlib.Path("/usr/share/roundcube")


def environment(directory, database):
    """Roundcube's own configuration, with this database."""
    config = directory / "config"
    config.mkdir()
    (config / "defaults.inc.php").symlink_to("/etc/roundcube/defaults.inc.php")
    (config / "mimetypes.php").symlink_to("/etc/roundcube/mimetypes.php")
    for name in ("temp", "logs"):
        (directory / name).mkdir()
    (config / "config.inc.php").write_text(
        "<?php\n$config = [];\n"
        f"$config['db_dsnw'] = 'sqlite:///{database}?mode=0640';\n"
        f"$config['temp_dir'] = '{directory}/temp';\n$config['log_dir'] = '{directory}/logs';\n"
        "$config['imap_host'] = 'localhost:143';\n$config['plugins'] = [];\n"
        "$config['des_key'] = 'only-for-this-test-24chr';\n", encoding="utf-8")
    return {**os.environ, "ROUNDCUBE_CONFIG_DIR": f"{config}/"}


def fill(database, env, everybody):
    with sqlite3.connect(database) as db:
        db.executescript((ROUNDCUBE / "SQL/sqlite.initial.sql").read_text(encoding="utf-8"))
    count = len(everybody)
    for one in everybody:
        one["contacts"] = [(one["n"] + k) % count for k in (1, 4, 9)]
        one["writes_to"] = (one["n"] + 2) % count
    run("php", HERE / "roundcube/fill.php", env=env, input=json.dumps({"people": everybody}))


def works(directory, env, users):
    """The page to log in, and two of Roundcube's own tools on the users that there are."""
    port = free_port()
    with WebServer(port, "php", "-S", f"127.0.0.1:{port}", "-t", "/var/lib/roundcube/public_html",
                   log=directory / "php.log", env=env) as web:
        page = web.get("/index.php")
        assert 'id="login-form"' in page and "DATABASE ERROR" not in page, page
    indexed = run("/usr/share/roundcube/bin/indexcontacts.sh", env=env).stdout
    assert indexed.count("Indexing contacts for user") == len(users) and "done." in indexed, indexed
    run("/usr/share/roundcube/bin/moduserprefs.sh", f"--user={users[-1]['mail']}", "--type=string", "skin", "elastic", env=env)
    errors = [path.read_text(encoding="utf-8") for path in (directory / "logs").iterdir()]
    assert not errors, errors


def is_hers(subject):
    """What a person would say: the whole name and the address agree, or the row is of her account."""
    def accepts(match):
        values = match["values"]
        return subject["mail"] in (values.get("email"), values.get("username"))
    return accepts


def main():
    everybody = people()
    with tempfile.TemporaryDirectory(prefix="gdprd-roundcube.") as name:
        directory = pathlib.Path(name)
        database = directory / "roundcube.db"
        env = environment(directory, database)
        fill(database, env, everybody)
        works(directory, env, everybody)
        before = sqlite_tables(database)
        with Story("roundcube", directory, {"kind": "sqlite", "path": str(database)}) as story:
            tell(story, directory, database, env, everybody, before)


def tell(story, directory, database, env, everybody, before):
    subject, namesake = everybody[SUBJECT], everybody[NAMESAKE]
    hers = is_hers(subject)
    story.scan()
    story.access(hers, [subject["mail"], "Kind regards", "Friends 7"], [namesake["mail"]], email=subject["mail"])
    story.erase(hers, email=subject["mail"])
    after = sqlite_tables(database)
    user = next(row["user_id"] for row in before["users"] if row["username"] == subject["mail"])
    for table, (gone, come) in changed_rows(before, after).items():
        assert not come, f"{table}: rows were changed: {come}"
        strange = [row for row in gone if subject["mail"] not in row and f"'user_id': {user}," not in row
                   and not belongs(table, row, before, user, subject)]
        assert not strange, f"{table}: rows of others are gone: {strange}"
    left = [value for value in own_values(subject) if value.encode() in raw_bytes(files_of(database))]
    assert not left, f"still in the database's files: {left}"
    assert [row for row in after["users"] if row["username"] == namesake["mail"]]
    assert [row for row in after["contacts"] if row["email"] == namesake["mail"]], "the namesake's contacts"
    works(directory, env, [one for one in everybody if one is not subject])
    story.end(own_values(subject))


def belongs(table, row, before, user, subject):
    """The links between her contacts and groups, and those of other people's groups to her."""
    if table != "contactgroupmembers":
        return False
    contacts = {c["contact_id"] for c in before["contacts"] if c["user_id"] == user or c["email"] == subject["mail"]}
    return any(f"'contact_id': {contact}," in row for contact in contacts)


def files_of(database):
    return [path for path in database.parent.iterdir() if path.name.startswith(database.name)]


if __name__ == "__main__":
    main()
