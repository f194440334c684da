#!/usr/bin/python3
"""A verifier of gdprd's trail, written from gdprd-trail(5) alone: verify.py DIR VKEY [CHECKPOINT...]
prints "ok SIZE", or "bad INDEX FILE OFFSET WHAT" and exits 5. "-": a line "DIR VKEY ..." a trail."""
import base64, functools, hashlib, pathlib, struct, sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
TABLE = list(range(256))
for _ in range(8): TABLE = [n >> 1 ^ 0x82F63B78 * (n & 1) for n in TABLE]
class Bad(Exception): """index, file, offset, what"""
def crc32c(data):
    c = 0xFFFFFFFF
    for byte in data: c = TABLE[(c ^ byte) & 255] ^ c >> 8
    return c ^ 0xFFFFFFFF
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def number(data): return int.from_bytes(data, "big")
def zeros(data, begin, end, file, index):
    if rest := data[begin:end].lstrip(b"\0"): raise Bad(index, file, end - len(rest), "not zero")
class Trail:
    def __init__(self, dir, vkey, *known):
        self.dir, self.vkey, self.known, self.size, self.stack, self.name = dir, vkey, known, 0, [], vkey.split("+")[0]
        self.tiles, self.heads, self.absent, self.named = [[] for _ in range(8)], {}, {}, {}
        self.signed, self.epoch, self.incarnation, self.suspect, self.worse = 0, 0, 0, None, None
        self.keys, self.ends, self.hashes = [vkey], [1 << 64], self.read("tree/0")  # who signs trees up to which size
    def read(self, name, otherwise=b""):
        return p.read_bytes() if (p := pathlib.Path(self.dir, name)).is_file() else otherwise
    def open(self, text):  # a note's lines, and which keys signed it
        (body, lines), signers = text.decode().rsplit("\n\n", 1), []
        for line in lines.removesuffix("\n").split("\n"):
            dash, name, blob = line.split(" ")
            raw = base64.b64decode(blob, validate=True)
            assert dash == "\u2014" and base64.b64encode(raw).decode() == blob and lines[-1] == "\n"
            for i, key in enumerate(self.keys):
                if key.startswith(f"{name}+{raw[:4].hex()}+"):
                    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.split("+", 2)[2])[1:])
                    key.verify(raw[4:], (body + "\n").encode()), signers.append(i)
        return body.split("\n"), signers
    def note(self, text, file, offset, last=0):
        try:
            (origin, size, root), signers = self.open(text)
            assert signers and origin == self.name and all((self.ends[i - 1] if i else -1) < int(size) <= self.ends[i] for i in signers)
            self.heads.setdefault(int(size), []).append((base64.b64decode(root), file, offset))
            return int(size)
        except Exception as error:
            raise Bad(last, file, offset, f"note: {error!r}")
    def successions(self):  # a bad one ends the chain; told after the notes, whose keys may then be missing
        log, at, last = self.read("successions"), 0, 0
        while at < len(log):
            try:
                end = log.index(b"\n\n", log.index(b"\n\n", at) + 2)
                (*begin, next, size, root), signers = self.open(log[at:end + 1])
                assert signers == [len(self.keys) - 1] and (next := next[5:]) not in self.keys and int(size[5:]) > last
                assert begin == ["gdprd signing key succession v1", self.name, "before " + self.keys[-1]]
                last, text = int(size[5:]), lambda t: bytes([0x78, len(t)]) + t.encode()
                payload = b"\xa3dkindgsigningdnext" + text(next) + b"fbefore" + text(self.keys[-1])
                self.named[last - 1], self.ends[-1:] = sha(b"\2", payload), [last, 1 << 64]
                self.keys.append(next), self.heads.setdefault(last, []).append((base64.b64decode(root[5:]), "successions", at))
                at = end + 2
            except Exception as error: self.worse, at = Bad(last, "successions", at, f"{error!r}"), len(log)
    def notes(self):
        latest = self.successions() or self.note(self.read("checkpoint"), "checkpoint", 0)
        for name in filter(self.read, ("last-signed", *self.known)): self.note(self.read(name), name, 0)
        log, at, sizes = self.read("checkpoints"), 0, [0]
        while (end := log.find(b"\n\n", log.find(b"\n\n", at) + 2)) >= max(at, 2):
            sizes.append(self.note(log[at:end + 1], "checkpoints", at, sizes[-1]))
            at = end + 2
            if sizes[-1] <= sizes[-2]: raise Bad(sizes[-1], "checkpoints", at, "sizes do not grow")
        if latest not in sizes: raise Bad(latest if log else 0, "checkpoints", 0, "the latest is missing")
        if self.read("vkey", (self.vkey + "\n").encode()) != (self.vkey + "\n").encode(): raise Bad(0, "vkey", 0, "another key")
        for name in ("keys/ratchet", "keys/signing", "keys/signing-next", "keys/epochs"):
            data = self.read(name)
            if data.strip(b"\0") and (data[:6] != b"gdprdK" or crc32c(data[:-4]) != number(data[-4:])): raise Bad(0, name, 0, "CRC")
        have = [data[9 + data[8]:][:32] for n in ("keys/signing", "keys/signing-next") if (data := self.read(n)).strip(b"\0")]
        keys = [base64.b64decode(key.split("+", 2)[2])[1:] for key in self.keys[-2:]]
        if have and have[0] != keys[-1] and have != keys: raise Bad(0, "keys/signing", 0, "another key")
        if self.worse: raise self.worse
    def root(self): return functools.reduce(lambda right, left: sha(b"\1", left, right), self.stack[::-1])
    def leaf(self, leaf, stored, file, offset, payload_at):
        seq, hash, height = self.size, sha(b"\0", leaf), 0
        version, kind, epoch, index, length = struct.unpack_from(">BBIQI", leaf)
        if version != 1 or kind not in (1, 2) or index != seq or (length == 0) == any(leaf[18:50]): raise Bad(seq, file, offset, "leaf")
        if length and sha(b"\2", stored) != leaf[18:50]:
            zeros(stored, 0, len(stored), payload_at[0], seq); self.absent[seq] = payload_at
        if leaf[18:50] != self.named.get(seq, leaf[18:50]): raise Bad(seq, file, offset, "names no signing key")
        if kind == 2: self.absent.pop(number(leaf[50:58]), None)
        if epoch < self.epoch or epoch > self.epoch and b"fcommitX " not in stored: raise Bad(seq, file, offset, "epoch")
        if self.hashes[32 * seq:32 * seq + 32] not in (hash, b"") and self.suspect is None: self.suspect = seq
        self.epoch, self.size = epoch, seq + 1
        self.tiles[0].append(hash)
        while seq >> height & 1:
            hash, height = sha(b"\1", self.stack.pop(), hash), height + 1
            if height % 8 == 0: self.tiles[height // 8].append(hash)
        self.stack.append(hash)
        for root, where, at in self.heads.get(self.size, []):
            if root != self.root(): raise Bad(self.signed if self.suspect is None else self.suspect, where, at, "root")
            self.signed = self.size
        self.heads.pop(self.size, None)
    def frame(self, data, at, file):
        magic, epoch, incarnation, first, count, leaves, payloads, flags, root, _, crc = \
            struct.unpack_from(">8sIIQIIII32s32sI", data.ljust(at + 108, b"\0"), at)
        where, end, seq = at + 108, at + 108 + leaves, self.size
        stored, stop = end, at - (at - end - payloads) // 4096 * 4096
        good = magic == b"gdprdTF1" and flags < 2 and 0 < count <= 32768 and stop <= len(data) and \
            crc32c(data[at:at + 104] + data[where:end]) == crc
        while not good and first == self.size and seq < first + count and where + 2 <= end <= len(data):  # which leaf?
            leaf, hash = data[where + 2:where + 2 + number(data[where:where + 2])], self.hashes[32 * seq:32 * seq + 32]
            if hash not in (b"", sha(b"\0", leaf)): raise Bad(seq, file, where + 2, "leaf")
            where, seq = where + 2 + len(leaf), seq + 1
        self.foreign = good and first != self.size  # no torn tail: a commit begins with the next entry
        if not good or self.foreign or incarnation < self.incarnation: raise Bad(self.size, file, at, "frame")
        self.incarnation = incarnation
        places, out = [where := where + 2], []
        for _ in range(count): places.append(places[-1] + number(data[places[-1] - 2:places[-1]]) + 2)
        if flags:  # the numbers of the leaves whose payload is left out
            out = struct.unpack(f">{(end - places[-1] + 2) // 4}I", data[places[-1] - 2:end])
        for i, (where, next) in enumerate(zip(places, places[1:])):
            length = 0 if i in out else number(data[where + 14:where + 18])
            self.leaf(data[where:next - 2], data[stored:stored + length], file, where, (file, stored))
            stored += length
        if root != self.root() or places[-1] - 2 + 4 * len(out) != end or stored != end + payloads:
            raise Bad(first if self.suspect is None else self.suspect, file, at, "root")
        self.foreign = True; zeros(data, stored, stop, file, self.size - 1); self.foreign = False  # it is whole: not torn
        return stop
    def segments(self):
        file, at, torn, names = "segments", 0, False, sorted(pathlib.Path(self.dir, "segments").glob("*.seg"))
        for name in names:
            if int(name.stem) != self.size: raise Bad(self.size, file if self.size else f"segments/{name.name}", at, "entries are missing")
            file, at, data = f"segments/{name.name}", 0, name.read_bytes()
            while any(data[at:at + 108]) and not torn:
                try:
                    at = self.frame(data, at, file)
                except Bad:  # a torn tail is no fault, if no frame follows and no note covers it
                    torn = name == names[-1] and not self.heads and not self.foreign and data[at:at + 1] == b"g"
                    if not (torn := torn and b"gdprdTF1" not in data[at + 4096:]): raise
            zeros(data, at, 0 if torn else len(data), file, self.size)
        if self.heads: raise Bad(self.size, file, at, "entries are missing")
        for seq, where in sorted(self.absent.items()): raise Bad(seq, *where, "payload is absent, and no redact entry names it")
        for name in ("segments/spare", "reserve"): zeros(self.read(name), 0, len(self.read(name)), name, self.size)
    def tree(self):
        for level, hashes in enumerate(self.tiles):
            data, good = self.read(f"tree/{level}"), b"".join(hashes)
            at = next((i for i, byte in enumerate(data) if good[i:i + 1] != bytes([byte])), len(data))
            if at < len(data) or at % 32: raise Bad(at // 32 << 8 * level, f"tree/{level}", at, "hash")
failed = False
for words in sys.stdin if sys.argv[1:] == ["-"] else [" ".join(sys.argv[1:])]:
    try:
        trail = Trail(*words.split())
        trail.notes(), trail.segments(), trail.tree()
        print("ok", trail.size)
    except Bad as bad:
        failed = not print("bad", *bad.args)
sys.exit(5 if failed else 0)
