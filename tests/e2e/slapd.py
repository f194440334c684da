"""A private OpenLDAP server, and a wire to it that can be cut between what it did and its answer."""
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading

from harness import ROOT, SKIPPED, run

MODIFY, DELETE = 0x66, 0x4A  # RFC 4511


class Slapd:
    """Ends with this process; its tree is dc=test."""

    ADMIN = "cn=admin,dc=test"
    PASSWORD = "secret"

    def __init__(self):
        started = subprocess.run(["sh", ROOT / "tests/support/slapd.sh", "start", "--with", str(os.getpid())],
                                 stdout=subprocess.PIPE, text=True, check=False)
        if started.returncode == SKIPPED:
            sys.exit(SKIPPED)
        assert started.returncode == 0, "slapd did not start"
        self.dir = os.path.dirname(started.stdout.strip())
        self.socket = f"{self.dir}/s"
        self.owner = (["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else [])

    def control(self, verb):
        run("sh", ROOT / "tests/support/slapd.sh", verb, self.dir)

    def load(self, ldif):
        """Before the server is asked anything: entries straight into its files."""
        self.control("halt")
        run(*self.owner, "/usr/sbin/slapadd", "-q", "-n", "1", "-F", f"{self.dir}/config", input=ldif, cwd="/")
        self.control("up")

    def dump(self):
        """{dn: the entry's lines}, of what the files hold."""
        text = run(*self.owner, "/usr/sbin/slapcat", "-n", "1", "-F", f"{self.dir}/config", "-o", "ldif-wrap=no",
                   cwd="/").stdout
        entries = [entry.splitlines() for entry in text.strip().split("\n\n")]
        return {lines[0].removeprefix("dn: "): lines[1:] for lines in entries}

    def settings(self, password_file, path=None, **more):
        return {"kind": "ldap", "url": url_of(path or self.socket), "bind_dn": self.ADMIN,
                "password": {"file": str(password_file)}, "base": "dc=test",
                "object_classes": ["inetOrgPerson", "groupOfNames"], **more}


def url_of(path):
    return "ldapi://" + str(path).replace("/", "%2F")


def header(buffer, at):
    """Where the content of the BER element at `at` begins, and its length; None: not all there yet."""
    if len(buffer) < at + 2:
        return None
    size = buffer[at + 1]
    if size < 0x80:
        return at + 2, size
    digits = size & 0x7F
    if len(buffer) < at + 2 + digits:
        return None
    return at + 2 + digits, int.from_bytes(buffer[at + 2:at + 2 + digits], "big")


def next_message(buffer):
    """(what it asks for, its bytes), or None."""
    outer = header(buffer, 0)
    if outer is None or len(buffer) < sum(outer):
        return None
    number = header(buffer, outer[0])
    return buffer[sum(number)], bytes(buffer[:sum(outer)])


class Wire:
    """A socket that leads to the server's. The answer to a change after hold_answer() never comes."""

    def __init__(self, target):
        self.target = target
        self.place = tempfile.TemporaryDirectory(prefix="gdprd-wire.", dir="/tmp")  # short: a socket
        self.path = pathlib.Path(self.place.name) / "s"
        self.wanted, self.asked, self.held = threading.Event(), threading.Event(), threading.Event()
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(self.path))
        self.listening.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def hold_answer(self):
        self.wanted.set()

    def accept(self):
        while True:
            near = self.listening.accept()[0]
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(self.target)
            except OSError:
                near.close()
                continue
            for one in (self.requests, self.answers):
                threading.Thread(target=self.pump, args=(one, near, far), daemon=True).start()

    def pump(self, one, near, far):
        try:
            one(near, far)
        except OSError:
            pass
        for end in (near, far):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def requests(self, near, far):
        buffer = bytearray()
        while data := near.recv(65536):
            buffer += data
            while message := next_message(buffer):
                if self.wanted.is_set() and message[0] in (MODIFY, DELETE):
                    self.wanted.clear()
                    self.asked.set()
                far.sendall(message[1])
                del buffer[:len(message[1])]

    def answers(self, near, far):
        silent = False
        while data := far.recv(65536):
            if self.asked.is_set():
                self.asked.clear()
                silent = True
                self.held.set()
            if not silent:
                near.sendall(data)
