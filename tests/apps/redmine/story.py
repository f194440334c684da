#!/usr/bin/env python3
"""Redmine (projects and issues) on MariaDB. Its schema declares no references, and one column refers to rows
of several tables. One reporter is erased: the account stays without a face, what she wrote stays as an empty
place, and all else of hers goes. Redmine's pages, interface and housekeeping work afterwards."""
import json
import os
import pathlib
import secrets
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from story import HERE, Story, WebServer, changed_rows, free_port, run  # noqa: E402
from harness import MariaDb  # noqa: E402
from persons import NAMESAKE, SUBJECT, own_values, people  # noqa: E402

PROGRAM = pathlib.Path("/usr/share/redmine")
STAFF = 4  # the last ones of the people answer the others
# Tables of the program, and those of settings, which nobody fills.
NOT_LOOKED_AT = {"ar_internal_metadata", "schema_migrations"}


class Redmine:
    """The program as Debian installs it, with an instance, and a list of its libraries, of its own."""

    def __init__(self, directory, server):
        self.server = server
        self.dir = directory / "redmine"
        shutil.copytree(PROGRAM, self.dir, symlinks=True)
        for name in ("instances", "Gemfile.lock", "config/database.yml"):
            (self.dir / name).unlink()
        instance = self.dir / "instances/default"
        for name in ("config", "files", "log", "tmp"):
            (instance / name).mkdir(parents=True)
        settings = {"production": {"adapter": "mysql2", "database": "redmine", "socket": server.socket,
                                   "username": "root", "encoding": "utf8mb4"}}
        (instance / "config/database.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
        (instance / "config/secret_key.txt").write_text(secrets.token_hex(32), encoding="utf-8")
        (self.dir / "Gemfile.local").write_text('gem "mysql2"\ngem "webrick"\n', encoding="utf-8")
        self.env = {**os.environ, "RAILS_ENV": "production", "REDMINE_LANG": "en", "SCHEMA": "/dev/null", "LC_ALL": "C.UTF-8",
                    "HOME": str(directory), "BUNDLER_VERSION": bundler()}
        self.run("bundle", "install", "--local", "--quiet")

    def run(self, *command, **more):
        return run(*command, cwd=self.dir, env=self.env, **more).stdout

    def fill(self, everybody):
        self.server.client("-e", "CREATE DATABASE redmine CHARACTER SET utf8mb4")
        for task in ("db:migrate", "redmine:load_default_data"):  # the second needs a process that saw the tables
            self.run("bundle", "exec", "rake", task)
        count = len(everybody) - STAFF
        for one in everybody:
            one["staff"] = one["n"] >= count
            one["agent"] = len(everybody) - 1 - one["n"] % STAFF
            one["other"] = (one["n"] + 3) % count
        self.run("bundle", "exec", "rails", "runner", HERE / "redmine/fill.rb", input=json.dumps({"people": everybody}))

    def tables(self):
        """{table: rows}, each row a dictionary."""
        columns = {}
        for line in self.server.rows("redmine", "SELECT table_name, column_name FROM information_schema.columns "
                                                "WHERE table_schema = 'redmine' ORDER BY table_name, ordinal_position"):
            table, column = line.split("\t")
            columns.setdefault(table, []).append(column)
        out = {}
        for table in columns.keys() - NOT_LOOKED_AT:
            pairs = ", ".join(f"'{name}', `{name}`" for name in columns[table])
            rows = self.server.rows("redmine", f"SELECT HEX(JSON_OBJECT({pairs})) FROM `{table}`")
            out[table] = [json.loads(bytes.fromhex(row)) for row in rows]
        return out

    def works(self, directory, everybody, issue):
        """Its page for all, its interface for an administrator, and one of its own tools. What the history of
        `issue` says."""
        port = free_port()
        key = self.run("bundle", "exec", "rails", "runner", "puts User.find_by!(login: 'admin').api_key").split()[-1]
        with WebServer(port, "bundle", "exec", "rails", "server", "-u", "webrick", "-b", "127.0.0.1", "-p", port, "-P",
                       directory / f"{port}.pid", log=directory / "web.log", cwd=self.dir, env=self.env) as web:
            page = web.get(f"/issues/{issue}")
            assert "Looked through the shelf" not in page and "We look for it." in page, page
            assert 'id="login-form"' in web.get("/login"), "no page to log in"
            for path in ("/projects/parcels/activity", "/projects/parcels/boards/1", "/projects/parcels/wiki/Packing_7",
                         "/projects/parcels/roadmap", "/news/1", "/projects/parcels/issues?set_filter=1&status_id=*",
                         "/projects/parcels/repository/source/revisions"):
                assert "Internal error" not in web.get(path)

            def ask(path):
                return json.loads(web.get(path, **{"X-Redmine-API-Key": key}))
            listed = {one["login"] for one in ask("/users.json?limit=100")["users"]}
            assert {one["login"] for one in everybody} <= listed, listed
            assert ask("/issues.json?status_id=*")["total_count"] == 26
            told = ask(f"/issues/{issue}.json?include=journals,watchers,attachments")["issue"]
            assert len(told["journals"]) == 4, told
        assert "Internal error" not in self.run("bundle", "exec", "rake", "redmine:tokens:prune", "redmine:attachments:prune")
        return page + json.dumps(told, ensure_ascii=False)


def bundler():
    """Of the two bundlers of Debian 12, only that of the package finds the libraries that packages install."""
    return run("dpkg-query", "-W", "-f", "${Version}", "ruby-bundler").stdout.partition("-")[0]


def of_subject(rows, user):
    """{table: ids} of the rows that are about the account, or made by it."""
    mine = {table: {row["id"] for row in rows[table] if row[column] == user}
            for table, column in (("users", "id"), ("issues", "author_id"), ("journals", "user_id"), ("messages", "author_id"),
                                  ("comments", "author_id"), ("attachments", "author_id"), ("tokens", "user_id"),
                                  ("email_addresses", "user_id"), ("user_preferences", "user_id"), ("members", "user_id"),
                                  ("watchers", "user_id"), ("queries", "user_id"), ("wiki_contents", "author_id"),
                                  ("wiki_content_versions", "author_id"))}
    mine["journal_details"] = {row["id"] for row in rows["journal_details"] if row["journal_id"] in mine["journals"]}
    mine["member_roles"] = {row["id"] for row in rows["member_roles"] if row["member_id"] in mine["members"]}
    mine["custom_values"] = {row["id"] for row in rows["custom_values"] if (row["customized_type"], row["customized_id"]) in
                             {("Principal", user), *(("Issue", issue) for issue in mine["issues"])}}
    assert all(mine.values()), mine
    return mine


def main():
    everybody = people(30)
    server = MariaDb()
    with tempfile.TemporaryDirectory(prefix="gdprd-redmine.") as name:
        directory = pathlib.Path(name)
        redmine = Redmine(directory, server)
        redmine.fill(everybody)
        with Story("redmine", directory, server.settings("redmine")) as story:
            tell(story, redmine, directory, everybody)


def tell(story, redmine, directory, everybody):
    subject, namesake = everybody[SUBJECT], everybody[NAMESAKE]
    others = [one for one in everybody if one is not subject]
    before = redmine.tables()
    user = next(row["user_id"] for row in before["email_addresses"] if row["address"] == subject["mail"])
    issue = next(row["id"] for row in before["issues"] if row["author_id"] == user)
    assert subject["street"] in redmine.works(directory, everybody, issue)
    before = redmine.tables()  # the program notes when a key was used
    story.scan()
    story.access(lambda match: False, [*own_values(subject), "SN-7"], [namesake["mail"], namesake["phone"]],
                 email=subject["mail"], name=subject["name"])
    story.erase(lambda match: False, email=subject["mail"], name=subject["name"])
    after, mine = redmine.tables(), of_subject(before, user)
    for table, (gone, come) in changed_rows(before, after).items():
        if table == "groups_users":
            assert not come and all(f"'user_id': {user}" in row for row in gone), gone
            continue
        touched = {row["id"] for rows in (before, after) for row in rows[table] if repr(row) in gone + come}
        assert touched <= mine.get(table, set()), f"{table}: rows of others were touched: {touched}"
    account = next(row for row in after["users"] if row["id"] == user)
    assert account["login"].startswith("p-") and account["firstname"] == "Erased" and account["hashed_password"] == "erased", account
    assigned = [next(row["assigned_to_id"] for row in rows["issues"] if row["id"] == issue) for rows in (before, after)]
    assert assigned[0] and assigned[0] == assigned[1], "who deals with the issue"
    dump = run("mariadb-dump", "--no-defaults", "-S", redmine.server.socket, "-u", "root", "redmine").stdout
    left = [value for value in (*own_values(subject), subject["login"], "SN-7'") if value in dump]
    assert not left, f"still in a dump: {left}"
    assert all(value in dump for value in (*own_values(namesake), namesake["login"])), "the namesake's values"
    assert "[erased]" in redmine.works(directory, others, issue)
    story.end(own_values(subject))


if __name__ == "__main__":
    main()
