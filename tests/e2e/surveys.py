"""A local server that answers as the documentation of Formbricks' Management API says (config/examples/http,
formbricks.yaml names the pages): responses of version 2, page by page with their total; contacts and their
attributes of version 1, whole; what goes with a contact; a key that may only read; too many calls, without
Retry-After."""
import json
import urllib.parse

from services import Refused, Service

LIMIT_MOST = 250


def number(kind, n):
    """25 small letters and digits, as Formbricks' identifiers are."""
    return f"c{kind}{n:0{24 - len(kind)}d}"


class Formbricks(Service):
    NAME, BASE = "formbricks", "/api/"
    KEYS = ("email", "userId", "firstName", "lastName", "language")

    def __init__(self, certificates=None, contacts=True):
        self.responses, self.contacts, self.attributes = {}, {}, {}
        self.enterprise = contacts
        self.may = {"GET", "PUT", "DELETE"}  # of the key
        self.of_version_2 = False
        super().__init__(certificates)

    def add_contact(self, **values):
        key = number("con", len(self.contacts) + 1)
        self.contacts[key] = {"id": key, "createdAt": "2026-01-05T08:00:00.000Z", "userId": None,
                              "updatedAt": "2026-01-05T08:00:00.000Z", "workspaceId": number("wsp", 1)}
        for name, value in values.items():
            own = number("att", len(self.attributes) + 1)
            self.attributes[own] = {"id": own, "createdAt": "2026-01-05T08:00:00.000Z", "contactId": key,
                                    "updatedAt": "2026-01-05T08:00:00.000Z", "value": value,
                                    "attributeKeyId": number("key", self.KEYS.index(name) + 1)}
        return key

    def add_response(self, survey, contact=None, **data):
        n = len(self.responses) + 1
        known = {self.KEYS[int(a["attributeKeyId"][4:]) - 1]: a["value"] for a in self.attributes.values()
                 if a["contactId"] == contact}
        at = f"2026-02-{n % 28 + 1:02d}T08:00:{n % 60:02d}.{n % 1000:03d}Z"
        key = number("res", n)
        self.responses[key] = {
            "id": key, "createdAt": at, "updatedAt": at, "finished": True, "surveyId": number("sur", survey),
            "contactId": contact, "endingId": None, "data": data, "variables": {}, "ttc": {"_total": 5120.5},
            "meta": {"url": "https://shop.example/thanks", "country": "GB",
                     "userAgent": {"browser": "Firefox", "os": "Linux", "device": "desktop"}},
            "contactAttributes": known or None, "singleUseId": None, "language": "en", "displayId": None}
        return key

    def refuse(self, status, code, message, **details):
        """In the form of the version that was asked."""
        if self.of_version_2:
            listed = [{"field": name, "issue": issue} for name, issue in details.items()]
            raise Refused(status, {"error": {"code": status, "message": message, **({"details": listed} if listed else {})}})
        raise Refused(status, {"code": code, "message": message, "details": details})

    def answer(self, method, target, headers, body):
        self.of_version_2 = urllib.parse.urlsplit(target).path.startswith(self.BASE + "v2/")
        if self.busy > 0:
            self.busy -= 1
            return 429, {}, json.dumps({"error": {"code": 429, "message": "Too Many Requests"}}).encode()
        return super().answer(method, target, headers, body)

    def authorize(self, headers):
        if headers.get("x-api-key") != self.SECRET:
            self.refuse(401, "not_authenticated", "Unauthorized" if self.of_version_2 else "Not authenticated",
                        **({} if self.of_version_2 else {"x-Api-Key": "Header not provided or API Key invalid"}))

    def route(self, method, path, query, body):
        if path[:2] == ["v2", "management"] and path[2:3] == ["responses"]:
            return self.of_responses(method, path[3:], query)
        if path[:2] == ["v1", "management"] and path[2:3] in (["contacts"], ["contact-attributes"]):
            if not self.enterprise:
                self.refuse(403, "forbidden", "Contacts are only enabled for Enterprise Edition, please upgrade.")
            if path[2] == "contacts":
                return self.of_contacts(method, path[3:])
            if method == "GET" and not path[3:]:
                return {"data": list(self.attributes.values())}
        return self.refuse(404, "not_found", "Not Found")

    def must_be_allowed(self, method):
        if method not in self.may:
            self.refuse(401, "unauthorized", "Unauthorized" if self.of_version_2 else
                        "You are not authorized to access this resource")

    def of_responses(self, method, rest, query):
        if not rest and method == "GET":
            limit, skip = int(query.get("limit", 50)), int(query.get("skip", 0))
            if not 1 <= limit <= LIMIT_MOST or query.get("sortBy", "createdAt") not in ("createdAt", "updatedAt"):
                self.refuse(400, "bad_request", "Bad Request", limit="Number must be less than or equal to 250")
            found = [r for r in self.responses.values()
                     if all(query.get(name) in (None, r[name]) for name in ("surveyId", "contactId"))]
            found.sort(key=lambda r: (r[query.get("sortBy", "createdAt")], r["id"]),
                       reverse=query.get("order", "desc") == "desc")
            return {"data": found[skip:skip + limit], "meta": {"total": len(found), "limit": limit, "offset": skip}}
        response = self.responses.get(rest[0])
        if response is None:
            self.refuse(404, "not_found", "Not Found", responseId="not found")
        self.must_be_allowed(method)
        if method == "DELETE":
            del self.responses[response["id"]]
        return {"data": response}

    def of_contacts(self, method, rest):
        if not rest and method == "GET":
            return {"data": list(self.contacts.values())}
        contact = self.contacts.get(rest[0])
        if contact is None:
            self.refuse(404, "not_found", "Contact not found", resource_id=rest[0], resource_type="Contact")
        self.must_be_allowed(method)
        if method == "GET":
            return {"data": contact}
        for rows in (self.attributes, self.responses):
            for key in [k for k, row in rows.items() if row["contactId"] == contact["id"]]:
                del rows[key]
        del self.contacts[contact["id"]]
        return {"data": {"success": "Contact deleted successfully"}}
