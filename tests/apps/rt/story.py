#!/usr/bin/env python3
"""Request Tracker (help desk) on PostgreSQL. Its schema declares no references, and one column refers to
rows of several tables. One customer is erased as RT's own "anonymize" does it: the account and the ticket
stay, what they say of the person goes. RT's validator, command line and page work afterwards."""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from story import HERE, Story, WebServer, changed_rows, free_port, run  # noqa: E402
from harness import Postgres  # noqa: E402
from persons import NAMESAKE, SUBJECT, own_values, people  # noqa: E402

STAFF = 4  # the last ones of the people answer the others


def environment(directory, server):
    """RT's own configuration, with this database."""
    config = directory / "RT_SiteConfig.pm"
    config.write_text(f"""
Set($rtname, 'desk.example');
Set($Organization, 'desk.example');
Set($DatabaseType, 'Pg');
Set($DatabaseHost, '{server.dir}');
Set($DatabasePort, '5432');
Set($DatabaseUser, 'rt');
Set($DatabaseAdmin, 'postgres');
Set($DatabasePassword, 'unused');
Set($DatabaseName, 'rt');
Set($WebDomain, '127.0.0.1');
Set($WebPort, 80);
Set($LogToSTDERR, 'warning');
Set($LogToSyslog, undef);
Set($MailCommand, 'testfile');
Set($MasonDataDir, '{directory}/mason_data');
Set($MasonSessionDir, '{directory}/session_data');
Set($Timezone, 'UTC');
Set($BcryptCost, 4);
1;
""", encoding="utf-8")
    (directory / "none").mkdir()
    for name in ("mason_data", "session_data"):
        (directory / name).mkdir()
    return {**os.environ, "RT_SITE_CONFIG": str(config), "RT_SITE_CONFIG_DIR": str(directory / "none"),
            "RT_TESTING": "", "PGHOST": server.dir, "TMPDIR": str(directory)}


def fill(server, env, everybody):
    server.load("CREATE ROLE rt LOGIN SUPERUSER;")
    root = pathlib.Path(env["TMPDIR"]) / "root.password"
    root.write_text("password\n", encoding="utf-8")
    run("rt-setup-database-5", "--action", "init", "--dba", "postgres", "--dba-password", "unused", "--root-password-file", str(root), env=env)
    for one in everybody:
        one["staff"] = one["n"] >= len(everybody) - STAFF
        one["agent"] = len(everybody) - 1 - one["n"] % STAFF
    run("perl", HERE / "rt/fill.pl", env=env, input=json.dumps({"people": everybody}))


TABLES = ("acl articles assets attachments attributes authtokens cachedgroupmembers groupmembers groups links "
          "objectcustomfieldvalues principals queues tickets transactions users").split()


def tables(server):
    """{table: rows}, each row a dictionary."""
    out = {}
    for table in TABLES:
        rows = run("psql", "-X", "-A", "-t", "-d", f"host={server.dir} user=postgres dbname=rt", "-c",
                   f"SELECT row_to_json(t) FROM {table} t").stdout.splitlines()
        out[table] = [json.loads(row) for row in rows]
    return out


def works(directory, env, tickets, others):
    """RT's validator finds nothing, its command line lists tickets with their histories and users, and its
    page asks who one is."""
    checked = run("rt-validator-5", "--check", env=env)
    assert not [line for line in checked.stdout.splitlines() if line.strip()], checked.stdout
    port = free_port()
    web_env = {**env, "RT_SITE_CONFIG": str(web_config(directory, port))}
    with WebServer(port, "/usr/share/request-tracker5/libexec/rt-server", "--port", port, "--host", "127.0.0.1",
                   "--server", "HTTP::Server::PSGI", log=directory / f"web{port}.log", env=web_env) as web:
        assert 'name="pass"' in web.get("/"), "no page to log in"
        rt = {**env, "RTSERVER": web.base, "RTUSER": "root", "RTPASSWD": "password", "HOME": str(directory),
              "RTAUTH": "rt"}
        listed = run("rt-5", "ls", "-t", "ticket", "Queue = 'Support'", env=rt).stdout
        assert all(f"Parcel of {one['name'][:10]}" in listed for one in others), listed
        assert len([line for line in listed.splitlines() if " open " in line]) == tickets, listed
        shown = run("rt-5", "show", f"ticket/{SUBJECT + 1}/history", env=rt).stdout
        assert "Ticket created by" in shown and "Correspondence added by" in shown, shown
        return shown


def web_config(directory, port):
    text = (directory / "RT_SiteConfig.pm").read_text(encoding="utf-8").replace("$WebPort, 80", f"$WebPort, {port}")
    path = directory / f"RT_SiteConfig.{port}.pm"
    path.write_text(text, encoding="utf-8")
    return path


def of_subject(rows, user):
    """{table: ids} of the rows that are about the account, or its tickets."""
    tickets = {row["id"] for row in rows["tickets"] if row["creator"] == user}

    def about(row):
        return (row["objecttype"] == "RT::User" and row["objectid"] == user) or (
            row["objecttype"] == "RT::Ticket" and row["objectid"] in tickets)
    mine = {table: {row["id"] for row in rows[table] if about(row)}
            for table in ("transactions", "objectcustomfieldvalues", "attributes")}
    mine["attachments"] = {row["id"] for row in rows["attachments"] if row["transactionid"] in mine["transactions"]}
    return {**mine, "tickets": tickets, "users": {user}}


def main():
    everybody = people(30)
    server = Postgres()
    with tempfile.TemporaryDirectory(prefix="gdprd-rt.") as name:
        directory = pathlib.Path(name)
        env = environment(directory, server)
        fill(server, env, everybody)
        with Story("rt", directory, {**server.settings("public"), "database": "rt"}) as story:
            tell(story, server, directory, env, everybody)


def tell(story, server, directory, env, everybody):
    subject, namesake = everybody[SUBJECT], everybody[NAMESAKE]
    others = [one for one in everybody if not one["staff"] and one is not subject]
    assert subject["street"] in works(directory, env, len(others) + 1, others)
    before = tables(server)
    user = next(row["id"] for row in before["users"] if row["emailaddress"] == subject["mail"])
    story.scan(false=1)
    story.access(lambda match: False, [*own_values(subject), "C-90007"], [namesake["mail"], namesake["phone"]],
                 email=subject["mail"])
    story.erase(lambda match: False, email=subject["mail"])
    after, mine = tables(server), of_subject(before, user)
    for table, (gone, come) in changed_rows(before, after).items():
        touched = {row["id"] for rows in (before, after) for row in rows[table] if repr(row) in gone + come}
        assert touched <= mine.get(table, set()), f"{table}: rows of others were touched: {touched}"
    account = next(row for row in after["users"] if row["id"] == user)
    assert account["name"].startswith("p-") and account["realname"] is None and account["password"] is None, account
    dump = run("pg_dump", "-d", f"host={server.dir} user=postgres dbname=rt").stdout
    left = [value for value in (*own_values(subject), subject["login"], "C-90007") if value in dump]
    assert not left, f"still in a dump: {left}"
    assert all(value in dump for value in (*own_values(namesake), namesake["login"])), "the namesake's values"
    assert "[erased]" in works(directory, env, len(others) + 1, others)
    story.end(own_values(subject))


if __name__ == "__main__":
    main()
