"""A log of C2SP (tlog-checkpoint) and a check of cosignatures, written from the specifications
without gdprd's code: what the witness and its client are held against."""
import base64
import hashlib
import http.client
import socket
import struct
import urllib.parse

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DASH = "\u2014"


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(n):
    """The largest power of two below n."""
    return 1 << ((n - 1).bit_length() - 1)


def root(leaves):
    """RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(root(leaves[:k]), root(leaves[k:]))


def consistency(m, leaves, whole=True):
    """PROOF(m, D[n]) of RFC 6962, section 2.1.2."""
    n = len(leaves)
    if m == n:
        return [] if whole else [root(leaves)]
    k = split(n)
    if m <= k:
        return consistency(m, leaves[:k], whole) + [root(leaves[k:])]
    return consistency(m - k, leaves[k:], False) + [root(leaves[:k])]


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def parse_vkey(vkey):
    """(name, id, type, public key)"""
    name, number, key = vkey.split("+", 2)
    blob = base64.b64decode(key)
    assert key_id(name, blob[0], blob[1:]).hex() == number
    return name, bytes.fromhex(number), blob[0], blob[1:]


def cosignature_time(note, vkey):
    """The time at which the witness cosigned the note, or None. Raises InvalidSignature."""
    name, number, kind, public = parse_vkey(vkey)
    assert kind == 4
    text, lines = note.rsplit("\n\n", 1)
    for line in lines.splitlines():
        dash, who, blob = line.split(" ")
        blob = base64.b64decode(blob)
        if (dash, who, blob[:4]) != (DASH, name, number):
            continue
        if len(blob) != 4 + 8 + 64:
            raise InvalidSignature
        when = struct.unpack(">Q", blob[4:12])[0]
        message = f"cosignature/v1\ntime {when}\n{text}\n"
        Ed25519PublicKey.from_public_bytes(public).verify(blob[12:], message.encode())
        return when
    return None


class Log:
    def __init__(self, origin, seed=b"\x11" * 32, leaves=()):
        self.origin, self.leaves = origin, list(leaves)
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    def vkey(self):
        return "+".join((self.origin, key_id(self.origin, 1, self.public).hex(),
                         base64.b64encode(b"\1" + self.public).decode()))

    def grow(self, count, salt=b""):
        for _ in range(count):
            self.leaves.append(hashlib.sha256(b"\0" + salt + str(len(self.leaves)).encode()).digest())
        return self

    def note(self):
        text = f"{self.origin}\n{len(self.leaves)}\n{base64.b64encode(root(self.leaves)).decode()}\n"
        blob = key_id(self.origin, 1, self.public) + self.key.sign(text.encode())
        return f"{text}\n{DASH} {self.origin} {base64.b64encode(blob).decode()}\n"

    def request(self, old):
        proof = consistency(old, self.leaves) if 0 < old <= len(self.leaves) else []
        return f"old {old}\n" + "".join(base64.b64encode(h).decode() + "\n" for h in proof) + "\n" + self.note()


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def post(where, body):
    """(status, content type, body) of an add-checkpoint; `where` as gdprctl witness run prints it."""
    if where.startswith("unix:"):
        connection = UnixConnection(where[5:])
    else:
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(where).netloc, timeout=30)
    connection.request("POST", "/add-checkpoint", body.encode() if isinstance(body, str) else body)
    answer = connection.getresponse()
    out = answer.status, answer.getheader("Content-Type"), answer.read().decode()
    connection.close()
    return out
