#!/usr/bin/env python3
"""Time stamps of RFC 3161 from a real `openssl ts` behind HTTP: gdprd asks, keeps and quotes the
token; gdprctl and openssl both verify it offline; a changed token or checkpoint is a fault; an
authority that fails is a line in the log, and work goes on."""
import http.server
import json
import pathlib
import shutil
import subprocess
import tempfile
import threading

from harness import BIN, Gdprd, run, wait_until

POLICY = "version: 1\npurposes:\n  sales: {basis: contract, categories: [user]}\n"
CONFIG = """[config]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


class Authority:
    """A time-stamp authority on this machine."""

    def __init__(self, directory):
        self.dir = pathlib.Path(directory)
        self.dir.mkdir()
        self.works = True
        self.asked = 0
        (self.dir / "cnf").write_text(CONFIG)
        (self.dir / "ext").write_text("extendedKeyUsage=critical,timeStamping\n")
        (self.dir / "serial").write_text("01\n")
        self.openssl("req", "-x509", *EC, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca")
        self.openssl("req", *EC, "-keyout", "key", "-out", "csr", "-subj", "/CN=tsa")
        self.openssl("x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                     "-out", "pem", "-extfile", "ext")
        self.ca = self.dir / "ca.pem"
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                authority.answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsr"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.dir, check=True, capture_output=True)

    def answer(self, request):
        self.asked += 1
        question = request.rfile.read(int(request.headers["Content-Length"]))
        assert request.headers["Content-Type"] == "application/timestamp-query"
        body = b"out of order"
        if self.works:
            (self.dir / "q").write_bytes(question)
            self.openssl("ts", "-reply", "-config", "cnf", "-section", "config", "-queryfile", "q", "-signer", "pem",
                         "-inkey", "key", "-out", "r")
            body = (self.dir / "r").read_bytes()
        request.send_response(200 if self.works else 503)
        request.send_header("Content-Type", "application/timestamp-reply")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


def new_gdprd(directory, authority, **more):
    gdprd = Gdprd(directory / "gdprd", {}, POLICY)
    settings = json.loads(gdprd.config.read_text())
    settings["timestamps"] = {"url": authority.url, "ca": str(authority.ca), "seconds": 60, **more}
    gdprd.config.write_text(json.dumps(settings, indent=1))
    return gdprd


def tokens(state):
    return sorted((state / "trail/timestamps").glob("*.tst")) if (state / "trail/timestamps").exists() else []


def verify(directory, gdprd, *more, codes=(0,)):
    return run(BIN / "gdprctl", "audit", "verify", directory, "--key", gdprd.vkey(), *more, codes=codes).stdout


def tokens_are_kept_quoted_and_verified(directory):
    authority = Authority(directory / "tsa")
    gdprd = new_gdprd(directory, authority).start()
    wait_until(lambda: gdprd.json("auditor", "audit", "list", "--type", "anchor"), "an anchor entry")
    gdprd.stop()

    token = tokens(gdprd.state)[0]
    note = token.with_suffix(".checkpoint")
    run("openssl", "ts", "-verify", "-token_in", "-in", token, "-data", note, "-CAfile", authority.ca)
    told = verify(gdprd.state, gdprd, "--tsa-ca", authority.ca)
    assert f"time-stamped: {token.stem} entries at 2" in told, told
    report = json.loads(verify(gdprd.state, gdprd, "--tsa-ca", authority.ca, "-o", "json"))
    assert report["verified"] and len(report["timestamps"]) == len(tokens(gdprd.state)), report

    stranger = Authority(directory / "stranger")
    assert "vouch" in verify(gdprd.state, gdprd, "--tsa-ca", stranger.ca, codes=(5,))
    verify(gdprd.state, gdprd, "--tsa-ca", gdprd.config, codes=(1, 2))  # no certificates
    verify(gdprd.state, gdprd, "--tsa-ca", directory / "absent", codes=(1, 2))

    copy = directory / "copy"
    shutil.copytree(gdprd.state / "trail", copy)
    changed = bytearray((copy / "timestamps" / token.name).read_bytes())
    changed[-1] ^= 1  # of the signature
    (copy / "timestamps" / token.name).write_bytes(changed)
    assert f"timestamps/{token.name}" in verify(copy, gdprd, "--tsa-ca", authority.ca, codes=(5,))
    shutil.copy(token, copy / "timestamps" / token.name)
    verify(copy, gdprd, "--tsa-ca", authority.ca)
    text = note.read_text(encoding="utf-8")
    (copy / "timestamps" / note.name).write_text(text.replace("example.org", "example.com"), encoding="utf-8")
    assert f"timestamps/{note.name}" in verify(copy, gdprd, codes=(5,))  # of another log, also without certificates
    (copy / "timestamps" / note.name).unlink()
    for more in ([], ["--tsa-ca", authority.ca]):
        assert f"timestamps/{note.name}: " in verify(copy, gdprd, *more, codes=(5,))
    shutil.copy(note, copy / "timestamps" / note.name)
    verify(copy, gdprd)
    shutil.rmtree(copy / "timestamps")
    assert "no checkpoint here has a time stamp" in verify(copy, gdprd, "--tsa-ca", authority.ca, codes=(5,))
    verify(copy, gdprd)


def a_stamped_head_shows_a_shorter_trail(directory):
    """A trail set back with all its own records, but not with a time stamp that somebody kept."""
    authority = Authority(directory / "tsa")
    gdprd = new_gdprd(directory, authority).start()
    wait_until(lambda: tokens(gdprd.state), "a token")
    gdprd.stop()
    shutil.copytree(gdprd.state / "trail", directory / "yesterday")
    gdprd.start()  # a stamp for the new incarnation's head
    wait_until(lambda: len(tokens(gdprd.state)) > 1, "another token")
    gdprd.stop()
    shutil.copytree(gdprd.state / "trail/timestamps", directory / "yesterday/timestamps", dirs_exist_ok=True)
    told = verify(directory / "yesterday", gdprd, "--tsa-ca", authority.ca, codes=(5,))
    assert "is signed for" in told, told


def an_authority_that_fails_stops_nothing(directory):
    authority = Authority(directory / "tsa")
    authority.works = False
    gdprd = new_gdprd(directory, authority).start()
    wait_until(lambda: authority.asked >= 2, "the authority to be asked again")
    gdprd.json("auditor", "audit", "list", "--limit", "1")  # an entry
    log = gdprd.log.read_text()
    assert log.count("timestamp_failed") == 1 and "status 503" in log, log
    authority.works = True
    wait_until(lambda: tokens(gdprd.state), "a token")
    wait_until(lambda: "timestamp_back" in gdprd.log.read_text(), "the good news")
    gdprd.stop()
    verify(gdprd.state, gdprd, "--tsa-ca", authority.ca)
    # Tokens that its own certificates do not vouch for are none.
    other = new_gdprd(directory / "other", authority, ca=str(Authority(directory / "stranger").ca)).start()
    wait_until(lambda: "timestamp_failed" in other.log.read_text(), "the bad news")
    assert not tokens(other.state)
    other.stop()


def main():
    for story in (tokens_are_kept_quoted_and_verified, a_stamped_head_shows_a_shorter_trail,
                  an_authority_that_fails_stops_nothing):
        with tempfile.TemporaryDirectory() as directory:
            story(pathlib.Path(directory))
            print(f"{story.__name__}: ok", flush=True)


if __name__ == "__main__":
    main()
