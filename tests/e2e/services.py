"""Local servers that answer as the public documentation of four services says (the pages are named in
config/examples/http): their paging, authorization, filters, bodies of errors, and what is there after
a deletion. They hold made-up people and keep a log of what was asked."""
import base64
import http.server
import json
import re
import sqlite3
import ssl
import threading
import urllib.parse


class Refused(Exception):
    def __init__(self, status, body, headers=()):
        super().__init__(status)
        self.status, self.body, self.headers = status, body, dict(headers)


class Service:
    """One server on a port of its own. `busy`: so many calls more are answered with 429."""

    NAME, BASE, SECRET = "", "/", "s3cret token of a test"

    def __init__(self, certificates=None):
        self.rows = {}
        self.asked = []  # "GET /path?query"
        self.busy = 0
        self.lock = threading.Lock()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet

            def do(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with service.lock:
                    service.asked.append(f"{self.command} {self.path}")
                    status, headers, answer = service.answer(self.command, self.path, self.headers, body)
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a client that went away
        self.scheme = "http"
        if certificates:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f"{certificates}/server.pem", f"{certificates}/server.key")
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.server.server_address[1]}{self.BASE}"

    def settings(self, secret_file, **more):
        return {"kind": "http", "base_url": self.url(), "service": self.NAME, "allow_addresses": ["127.0.0.1"],
                "password": {"file": str(secret_file)}, **more}

    def answer(self, method, target, headers, body):
        try:
            if self.busy > 0:
                self.busy -= 1
                raise Refused(429, {"message": "Too Many Requests"}, {"Retry-After": "1"})
            self.authorize(headers)
            split = urllib.parse.urlsplit(target)
            if not split.path.startswith(self.BASE):
                raise Refused(404, {"error": "no route"})
            path = [urllib.parse.unquote(part) for part in split.path[len(self.BASE):].split("/")]
            query = dict(urllib.parse.parse_qsl(split.query, keep_blank_values=True))
            given = json.loads(body) if body else None
            return 200, {}, json.dumps(self.route(method, path, query, given)).encode()
        except Refused as refused:
            return refused.status, refused.headers, json.dumps(refused.body).encode()

    def authorize(self, headers):
        raise NotImplementedError

    def route(self, method, path, query, body):
        raise NotImplementedError


class Mautic(Service):
    NAME, BASE, USER = "mautic", "/api/", "gdprd"
    replaces = False  # whether an edit wipes what it is not given, which Mautic's PATCH does not
    FIELDS = ("title", "firstname", "lastname", "email", "company", "position", "phone", "mobile", "address1",
              "address2", "city", "state", "zipcode", "country", "website", "twitter", "facebook", "points")

    def add(self, **values):
        number = len(self.rows) + 1
        self.rows[number] = {"id": number, "ip": f"198.51.100.{number % 250}",
                             "fields": {name: values.get(name) for name in self.FIELDS}}

    def authorize(self, headers):
        wanted = "Basic " + base64.b64encode(f"{self.USER}:{self.SECRET}".encode()).decode()
        if headers.get("Authorization") != wanted:
            raise Refused(401, {"errors": [{"message": "API authorization denied.", "code": 401, "type": "access_denied"}]})

    def shown(self, row):
        everything = {"id": str(row["id"]), **row["fields"]}
        core = {name: {"id": str(at), "label": name, "alias": name, "type": "text", "group": "core", "value": value}
                for at, (name, value) in enumerate(row["fields"].items())}
        return {"id": row["id"], "isPublished": True, "dateAdded": "2026-01-05T08:00:00+00:00", "createdBy": 1,
                "createdByUser": "Admin User", "points": 0, "lastActive": None, "color": "", "tags": [],
                "ipAddresses": {row["ip"]: {"ip": row["ip"], "ipDetails": {"city": ""}}}, "doNotContact": [],
                "fields": {"core": core, "social": [], "personal": [], "professional": [], "all": everything}}

    def matches(self, row, query):
        for at in range(10):
            column = query.get(f"where[{at}][col]")
            if column is None:
                return True
            if column not in self.FIELDS:
                raise Refused(500, {"errors": [{"message": "An unexpected error occurred", "code": 500}]})
            value, wanted = row["fields"][column], query[f"where[{at}][val]"]
            kind = query[f"where[{at}][expr]"]
            if kind == "like":  # as MySQL has it: no case, "\" before what stands for itself
                pattern = re.sub(r"\\(.)|(%)|(_)|(.)", lambda m: re.escape(m[1]) if m[1] else ".*" if m[2] else
                                 "." if m[3] else re.escape(m[4]), wanted, flags=re.S)
                found = value is not None and re.fullmatch(pattern, value, re.I | re.S)
            elif kind == "eq":
                found = value is not None and value.lower() == wanted.lower()
            else:
                raise Refused(400, {"errors": [{"message": "unknown expression", "code": 400}]})
            if not found:
                return False

    def route(self, method, path, query, body):
        if path == ["contacts"] and method == "GET":
            found = [row for _, row in sorted(self.rows.items()) if self.matches(row, query)]
            start, limit = int(query.get("start", 0)), int(query.get("limit", 30))
            page = found[start:start + limit]
            # PHP: no members make an empty list
            return {"total": str(len(found)), "contacts": {str(r["id"]): self.shown(r) for r in page} or []}
        row = self.rows.get(int(path[1])) if len(path) > 1 and path[0] == "contacts" and path[1].isdigit() else None
        if row is None:
            raise Refused(404, {"errors": [{"message": "Item was not found.", "code": 404, "type": None}]})
        if path[2:] == [] and method == "GET":
            return {"contact": self.shown(row)}
        if path[2:] == ["delete"] and method == "DELETE":
            del self.rows[row["id"]]
            return {"contact": {**self.shown(row), "id": None}}
        if path[2:] == ["edit"] and method == "PATCH":
            if self.replaces:
                row["fields"] = dict.fromkeys(row["fields"])
            for name, value in body.items():
                if name in self.FIELDS and (value not in (None, "") or body.get("overwriteWithBlank")):
                    row["fields"][name] = value or None
            return {"contact": self.shown(row)}
        raise Refused(405, {"errors": [{"message": "Method Not Allowed", "code": 405}]})


class EspoCrm(Service):
    NAME, BASE = "espocrm", "/api/v1/"
    SHORT = ("emailAddressData", "phoneNumberData")  # not in lists

    def add(self, entity, **values):
        number = f"{len(self.rows.setdefault(entity, {})) + 1:017x}"
        mail = values.get("emailAddress")
        self.rows[entity][number] = {
            "id": number, "name": " ".join(filter(None, (values.get("firstName"), values.get("lastName")))),
            "deleted": False, "createdAt": "2026-01-05 08:00:00",
            "emailAddressData": [{"emailAddress": mail, "lower": mail.lower(), "primary": True}] if mail else [], **values}
        return number

    def authorize(self, headers):
        if headers.get("X-Api-Key") != self.SECRET:
            raise Refused(401, {})

    def matches(self, row, query):
        kind = query.get("where[0][type]")
        if kind is None:
            return True
        if kind != "equals":
            raise Refused(400, {}, {"X-Status-Reason": "Bad where type"})
        attribute, value = query["where[0][attribute]"], query["where[0][value]"]
        if attribute == "emailAddress":
            return any(one["lower"] == value for one in row["emailAddressData"] or [])
        return row.get(attribute) == value

    def route(self, method, path, query, body):
        rows = self.rows.get(path[0])
        if rows is None:
            raise Refused(404, {})
        if len(path) == 1 and method == "GET":
            if int(query.get("maxSize", 20)) > 200:
                raise Refused(403, {}, {"X-Status-Reason": "Max size should should not exceed 200"})
            found = [r for r in rows.values() if self.matches(r, query)]
            offset = int(query.get("offset", 0))
            page = found[offset:offset + int(query.get("maxSize", 20))]
            return {"total": len(found), "list": [{k: v for k, v in r.items() if k not in self.SHORT} for r in page]}
        row = rows.get(path[1])
        if row is None:
            raise Refused(404, {}, {"X-Status-Reason": f"Record '{path[1]}' not found"})
        if method == "DELETE":
            del rows[path[1]]
            return True
        if method == "PUT":
            if "lastName" in body and not body["lastName"]:
                raise Refused(400, {}, {"X-Status-Reason": "validationFailure"})
            row.update(body)
            row["name"] = " ".join(filter(None, (row.get("firstName"), row.get("lastName")))) or row["name"]
        return row


class Listmonk(Service):
    NAME, BASE, USER = "listmonk", "/api/", "gdprd"

    def add(self, email, name, **attribs):
        number = len(self.rows) + 1
        self.rows[number] = {"id": number, "uuid": f"00000000-0000-4000-8000-{number:012d}", "email": email,
                             "name": name, "attribs": attribs, "status": "enabled", "lists": [],
                             "created_at": "2026-01-05T08:00:00Z", "updated_at": "2026-01-05T08:00:00Z"}

    def authorize(self, headers):
        wanted = "Basic " + base64.b64encode(f"{self.USER}:{self.SECRET}".encode()).decode()
        if headers.get("Authorization") != wanted:
            raise Refused(403, {"message": "invalid API credentials"})

    def select(self, condition):
        db = sqlite3.connect(":memory:")
        db.execute("CREATE TABLE subscribers (id INTEGER, email TEXT)")
        db.executemany("INSERT INTO subscribers VALUES (?, ?)", [(r["id"], r["email"]) for r in self.rows.values()])
        # PostgreSQL's POSITION(a IN b) is instr(b, a) here
        condition = re.sub(r"POSITION\((LOWER\('(?:[^']|'')*'\)) IN (LOWER\([\w.]+\))\)", r"instr(\2, \1)", condition)
        try:
            return {i for (i,) in db.execute(f"SELECT id FROM subscribers WHERE ({condition or 'TRUE'})")}
        except sqlite3.Error as error:
            raise Refused(400, {"message": f"Error fetching subscribers: pq: {error}"}) from error

    def route(self, method, path, query, body):
        if path == ["subscribers"] and method == "GET":
            numbers = self.select(query.get("query", ""))
            found = [r for n, r in sorted(self.rows.items()) if n in numbers]
            page, size = int(query.get("page", 1)), int(query.get("per_page", 20))
            return {"data": {"results": found[(page - 1) * size:page * size], "query": query.get("query", ""),
                             "total": len(found), "per_page": size, "page": page}}
        row = self.rows.get(int(path[1])) if len(path) == 2 and path[1].isdigit() else None
        if row is None:
            raise Refused(400 if method == "GET" else 404, {"message": "Subscriber not found"})
        if method == "DELETE":
            del self.rows[row["id"]]
            return {"data": True}
        if method == "PATCH":
            row.update({k: v for k, v in body.items() if v is not None})
        return {"data": row}


class Zammad(Service):
    NAME, BASE = "zammad", "/api/v1/"

    def add(self, has_tickets=False, **values):
        number = len(self.rows) + 1
        self.rows[number] = {"id": number, "active": True, "login": values.get("email") or f"user{number}", "web": "",
                             "fax": "", "note": "", "department": "", "created_at": "2026-01-05T08:00:00.000Z",
                             "updated_at": "2026-01-05T08:00:00.000Z", "_tickets": has_tickets, **values}

    def authorize(self, headers):
        if headers.get("Authorization") != f"Token token={self.SECRET}":
            raise Refused(401, {"error": "Authentication required"})

    @staticmethod
    def shown(row):
        return {k: v for k, v in row.items() if not k.startswith("_")}

    def route(self, method, path, query, body):
        if path == ["users"] and method == "GET":
            page, size = int(query.get("page", 1)), int(query.get("per_page", 50))
            return [self.shown(r) for _, r in sorted(self.rows.items())][(page - 1) * size:page * size]
        row = self.rows.get(int(path[1])) if len(path) == 2 and path[1].isdigit() else None
        if row is None:
            raise Refused(404, {"error": f"Couldn't find User with 'id'={path[-1]}", "error_human": "Not found"})
        if method == "DELETE":
            if row["_tickets"]:
                raise Refused(422, {"error": "Can't delete, object has references."})
            del self.rows[row["id"]]
            return {}
        if method == "PUT":
            row.update({k: v or "" for k, v in body.items()})
        return self.shown(row)
