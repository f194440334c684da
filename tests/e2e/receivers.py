"""Receivers of exported entries that are not gdprd's: Debian's rsyslogd, and a webhook that checks
signatures as Standard Webhooks has it."""
import base64
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import threading
import time

from harness import end_with_script, run, wait_until

RSYSLOGD = shutil.which("rsyslogd", path="/usr/sbin:/usr/bin:/sbin:/bin")


def make_certificates(directory, server="localhost", client="gdprd.example.org"):
    """A CA, a server's and a client's certificate: ca.pem, NAME.pem and NAME.key for server, client."""
    d = pathlib.Path(directory)
    run("openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=test CA", "-keyout",
        d / "ca.key", "-out", d / "ca.pem", "-addext", "basicConstraints=critical,CA:TRUE")
    for who, name in (("server", server), ("client", client)):
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", d / f"{who}.key",
            "-out", d / f"{who}.csr")
        (d / "san").write_text(f"subjectAltName=DNS:{name}\n")
        run("openssl", "x509", "-req", "-in", d / f"{who}.csr", "-CA", d / "ca.pem", "-CAkey", d / "ca.key",
            "-CAcreateserial", "-days", "2", "-extfile", d / "san", "-out", d / f"{who}.pem")


class Rsyslog:
    """A private rsyslogd that writes what it understood of each message, one JSON object a line."""

    def __init__(self, directory, certificates=None):
        self.dir = pathlib.Path(directory)
        self.dir.mkdir()
        self.certificates = certificates
        self.out = self.dir / "out"
        self.out.touch()
        self.port = 0
        self.process = None

    def configuration(self):
        tls = ""
        module = 'module(load="imtcp")'
        if self.certificates:
            c = self.certificates
            tls = (f'global(DefaultNetstreamDriver="ossl" DefaultNetstreamDriverCAFile="{c}/ca.pem" '
                   f'DefaultNetstreamDriverCertFile="{c}/server.pem" DefaultNetstreamDriverKeyFile="{c}/server.key")')
            module = ('module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" '
                      'StreamDriver.AuthMode="x509/name" PermittedPeer=["gdprd.example.org"])')
        fields = "".join(f'property(outname="{name}" name="{property_}" format="jsonf") constant(value=",")'
                         for name, property_ in (("pri", "pri"), ("version", "protocol-version"),
                                                 ("time", "timestamp"), ("app", "app-name"), ("procid", "procid"),
                                                 ("msgid", "msgid"), ("sd", "structured-data")))
        return (f'global(workDirectory="{self.dir}" maxMessageSize="64k")\n{tls}\n{module}\n'
                f'template(name="parts" type="list") {{ constant(value="{{") {fields} '
                'property(outname="msg" name="msg" format="jsonf") constant(value="}\\n") }\n'
                f'input(type="imtcp" port="{self.port}" listenPortFileName="{self.dir}/port" ruleset="r")\n'
                f'ruleset(name="r") {{ action(type="omfile" file="{self.out}" template="parts") }}\n')

    def start(self):
        conf = self.dir / "conf"
        conf.write_text(self.configuration())
        (self.dir / "port").unlink(missing_ok=True)
        (self.dir / "pid").unlink(missing_ok=True)
        with open(self.dir / "log", "ab") as log:
            self.process = subprocess.Popen([RSYSLOGD, "-n", "-f", conf, "-i", self.dir / "pid"],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=end_with_script)
        wait_until(lambda: self.process.poll() is not None or self.listens(), "rsyslogd to listen")
        assert self.process.poll() is None, (self.dir / "log").read_text()
        return self

    def listens(self):
        if not self.port:  # it chose one, and says so; a restart is to have the same
            port = self.dir / "port"
            self.port = int(port.read_text().strip() or 0) if port.exists() else 0
            return self.port
        try:
            socket.create_connection(("127.0.0.1", self.port), 5).close()
            return True
        except OSError:
            return False

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(30)

    def messages(self):
        """What was received, as far as the lines are whole."""
        text = self.out.read_text(encoding="utf-8")
        return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines()]


class Webhook:
    """An HTTP server on loopback that keeps events whose signature is right."""

    def __init__(self, directory):
        self.secret = os.urandom(32)
        self.file = pathlib.Path(directory) / "webhook.secret"
        self.file.write_text("whsec_" + base64.b64encode(self.secret).decode() + "\n")
        self.file.chmod(0o600)
        self.answers = []  # statuses to answer first
        self.posts = []  # (webhook-id, content type, events) of what was taken
        self.refused = []  # ids of what was answered with another status
        self.faults = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.take(self.headers, body))
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/in"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, headers, body):
        told, at = headers["webhook-id"], headers["webhook-timestamp"]
        wanted = hmac.new(self.secret, f"{told}.{at}.".encode() + body, hashlib.sha256).digest()
        given = [part[3:] for part in headers["webhook-signature"].split(" ") if part.startswith("v1,")]
        if base64.b64encode(wanted).decode() not in given or abs(time.time() - int(at)) > 300:
            self.faults.append(("signature", told))
            return 401
        if self.answers:
            self.refused.append(told)
            return self.answers.pop(0)
        events = json.loads(body)
        self.posts.append((told, headers["Content-Type"], events if isinstance(events, list) else [events]))
        return 204

    def events(self):
        return [event for _, _, events in self.posts for event in events]
