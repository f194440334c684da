#!/usr/bin/env python3
"""Verifies a bundle of entries of a gdprd trail, with the package "cryptography" and nothing of gdprd. See README.txt."""
import argparse, base64, datetime, hashlib, json, pathlib, struct, sys
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

TYPES = "read write request plan approval intent outcome catalogue policy actor key gap clock anchor redact system".split()
# What an envelope names, in its order, and the kind of entry that defines it.
NAMES = dict(store="store", collection="collection", fields="field_set", actor="actor", purpose="purpose", request="request")
WRONG = (ValueError, KeyError, IndexError, TypeError, OSError, struct.error, InvalidSignature, InvalidTag)
def need(true, what):
    if not true: raise ValueError(what)
sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
b64 = lambda text: base64.b64decode(text, validate=True)
expand = lambda key, label: HKDFExpand(algorithm=hashes.SHA256(), length=32, info=label).derive(key)
def parse_vkey(text, kind):
    name, number, blob = text.strip().split("+", 2)
    raw = b64(blob)
    need(len(raw) == 33 and raw[0] == kind and sha256(name.encode(), b"\n", raw)[:4].hex() == number, f"{name}: the key is damaged, or of another kind")
    return name, bytes.fromhex(number), Ed25519PublicKey.from_public_bytes(raw[1:]), text.strip()
def signatures(note, key):
    """The text of a signed note, and the signatures that `key` made in it, without the key id."""
    text, _, lines = note.rpartition("\n\n")
    return text + "\n", [b64(s)[4:] for _, name, s in map(str.split, lines.splitlines()) if name == key[0] and b64(s)[:4] == key[1]]
def follow(file, key, size):
    """The key whose turn it was to sign a tree of this size, from the one that is trusted on."""
    parts = file.read_text(encoding="utf-8").split("\n\n") if file.exists() else []
    for record in ("\n\n".join(pair) + "\n" for pair in zip(parts[::2], parts[1::2])):
        (text, signed), (_, _, before, next_, until, *_) = signatures(record, key), record.split("\n")
        if parse_vkey(before[7:], 1)[:2] != key[:2]: continue  # of a key before the one that is trusted
        need(signed and text.startswith(f"gdprd signing key succession v1\n{key[0]}\nbefore "), "successions.txt is damaged")
        key[2].verify(signed[0], text.encode())
        if size <= int(until[5:]): break
        key = parse_vkey(next_[5:], 1)
    return key
def root_of(index, size, hash_, path):
    """RFC 9162, section 2.1.3.2: the root that the path leads to."""
    first, last = index, size - 1
    need(first <= last, "the checkpoint does not cover it")
    for step in path:
        need(last > 0, "the proof is too long")
        left = first & 1 or first == last
        hash_ = sha256(b"\1", step, hash_) if left else sha256(b"\1", hash_, step)
        while left and not first & 1 and first: first, last = first >> 1, last >> 1
        first, last = first >> 1, last >> 1
    need(last == 0, "the proof is too short")
    return hash_
def cbor(data, at=0):
    """One value of deterministic CBOR (RFC 8949), as the files write it in JSON, and where it ends."""
    major, small, at = data[at] >> 5, data[at] & 31, at + 1
    if major == 7: return {20: False, 21: True, 22: None}[small], at
    if small >= 24:
        at, width = at + (1 << (small - 24)), 1 << (small - 24)
        small = int.from_bytes(data[at - width:at], "big")
    if major < 2: return (-1 - small if major else small), at
    if major < 4:
        raw, at = data[at:at + small], at + small
        return ("hex:" + raw.hex() if major == 2 else raw.decode()), at
    items = []
    while len(items) < small * (major - 3):
        items += [None]; items[-1], at = cbor(data, at)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at
def check_leaf(index, entry, note):
    """Position and payload; needs no key but the trail's. Returns what the leaf says in clear."""
    leaf, stored = b64(entry["leaf"]), b64(entry["stored_payload"] or "")
    (magic, place, *path), proven = entry["proof"].partition("\n\n")[0].split("\n"), entry["proof"].partition("\n\n")[2]
    need((magic, place, entry["index"]) == ("c2sp.org/tlog-proof@v1", f"index {index}", index), "the proof is of another entry")
    need(proven == note, "its proof is of another checkpoint than checkpoint.txt")
    size, root, hash_ = *note.split("\n")[1:3], sha256(b"\0", leaf)
    need(root_of(index, int(size), hash_, [b64(p) for p in path]) == b64(root), "it is not in the trail")
    version, kind, epoch, seq, length, commitment = struct.unpack(">BBIQI32s", leaf[:50])
    need(version == 1 and kind in (1, 2) and seq == index, "the leaf says something else")
    clear, erased = 58 if kind == 2 else 50, length > 0 and stored == bytes(length)
    need(len(stored) == length and (erased or not length or sha256(b"\2", stored) == commitment), "the payload was altered")
    state = "erased" if erased else "none" if not length else "sealed" if entry["payload"] is None else "present"
    need(entry["payload_state"] == state and (state == "present" or entry["payload"] is None), "its payload is told wrongly")
    time = datetime.datetime.fromtimestamp(int(entry["time_ns"]) // 10**9, datetime.timezone.utc)
    need((entry["leaf_hash"], entry["time"]) == (hash_.hex(), f"{time:%Y-%m-%dT%H:%M:%SZ}"), "its file says something else")
    return {"leaf": leaf, "stored": stored, "epoch": epoch, "clear": clear, "erased": erased, "target": leaf[50:clear]}
def check_opening(entry, got):
    """A payload that is shown by its salted digest, without any key of its epoch."""
    salt, plain = b64(entry["opening"]["salt"]), b64(entry["opening"]["plain"])
    need(sha256(b"\3", salt, plain) == got["stored"][:32], "its text is not the one in the trail")
    told = cbor(plain)[0]
    said = (entry["type"], "" if entry["request"] is None else entry["request"], entry["time_ns"], entry["payload"])
    need((TYPES[told["type"] - 1], told["request"], str(told["at"]), told["body"]) == said, "its text says something else")
def open_all(entry, got, key):
    """Envelope and payload, with the key of the epoch."""
    env, pay, leaf, stored = AESGCM(expand(key, b"env")), AESGCM(expand(key, b"pay")), got["leaf"], got["stored"]
    nonce = struct.pack(">IQ", 0, entry["index"])
    type_, flags, wall, _, life, *ids, rows, _, key_id = struct.unpack(
        ">BHQQI6QQ16s8s", env.decrypt(nonce, leaf[got["clear"]:], leaf[:got["clear"]]))
    said = *(entry[k] for k in ("type", "time_ns", "incarnation", "rows")), entry.get("reported", False)
    need((TYPES[type_ - 1], str(wall), life, rows, flags & 0x100 > 0) == said, "the envelope says something else")
    got["ids"], kind = ids, key_id[0]
    got["sealed"] = entry["payload_state"] == "sealed"  # under the key of a person, which is not here: no text is proven
    need(got["sealed"] == (kind == 2 and not got["erased"]), "whether its payload is sealed for one person is told wrongly")
    if not stored or got["erased"] or kind == 2: return
    aad, start = struct.pack(">BIQ", 1, got["epoch"], entry["index"]) + key_id, 44 if kind == 5 else 12
    value = stored if kind == 4 else pay.decrypt(nonce, stored[start:], aad)
    need((body := cbor(value[32:])[0]["body"] if kind == 5 else cbor(value)[0]) == entry["payload"], "the payload says something else")
    got["defines"] = (body["kind"], body.get("fields", body.get("name"))) if flags & 1 else None
def check(directory, key, witnesses):
    note = (directory / "checkpoint.txt").read_text(encoding="utf-8")
    key = follow(directory / "successions.txt", key, int(note.split("\n")[1]))
    text, signed = signatures(note, key)
    need(signed and text.startswith(key[0] + "\n"), "the checkpoint is not signed by this key")
    key[2].verify(signed[0], text.encode())
    print(f"The checkpoint of {text.split()[1]} entries is signed by {key[3]}")
    for witness in witnesses:
        cosigned = signatures(note, witness)[1]
        need(cosigned, f"the witness {witness[0]} did not cosign this checkpoint")
        time = int.from_bytes(cosigned[0][:8], "big")
        witness[2].verify(cosigned[0][8:], f"cosignature/v1\ntime {time}\n{text}".encode())
        print(f"and cosigned by {witness[0]} at {time} (seconds since 1970)")
    listed = json.loads((directory / "bundle.json").read_text(encoding="utf-8"))
    entries = {int(p.stem): json.loads(p.read_text(encoding="utf-8")) for p in (directory / "entries").iterdir()}
    need(sorted(entries) == listed["entries"], "entries are missing, or there are others than bundle.json lists")
    got, keys, counts = {}, {k["epoch"]: bytes.fromhex(k["key"]) for k in listed["keys"]}, [0, 0, 0, 0]
    for index, entry in entries.items():
        try:
            got[index] = check_leaf(index, entry, note)
            if entry["opening"]: check_opening(entry, got[index])
            if got[index]["epoch"] in keys: open_all(entry, got[index], keys[got[index]["epoch"]])
        except WRONG as wrong: raise ValueError(f"entry {index}: {wrong or 'it does not open with the key given'}") from None
    for one in listed["keys"]:
        logged, commit = cbor(got[one["key_entry"]]["stored"])[0], "hex:" + expand(keys[one["epoch"]], b"commit").hex()
        need((logged["epoch"], logged["commit"]) == (one["epoch"], commit), f"the key of epoch {one['epoch']} is another")
    for index, entry in entries.items():
        need(not got[index]["erased"] or struct.pack(">Q", index) in [g["target"] for g in got.values()], f"entry {index}: no entry says who erased it")
        for (name, kind), number in zip(NAMES.items(), got[index].get("ids", ())):
            told = got.get(number, {}).get("defines") if number else (kind, None)
            need((kind, None if name == "fields" and entry[name] == [] else entry[name]) == told, f"entry {index}: {name} is another")
        counts[got[index].get("sealed", 0) if "ids" in got[index] else 2 if entry["opening"] else 3] += 1
    print(f"{len(entries)} entries are in it; proven are of\n  {counts[0]}: every part, read with the key of their epoch\n"
          f"  {counts[1]}: every part but the payload: it is sealed for one person and not told\n"
          f"  {counts[2]}: text, time, type and request; who and where are the sender's word\n"
          f"  {counts[3]}: place and bytes; what they say is the sender's word")
if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", required=True, help="the trail's verifier key, from a source that you trust")
    parser.add_argument("--witness", action="append", default=[], help="verifier key of a witness that must have cosigned")
    parser.add_argument("directory", nargs="?", default=".", type=pathlib.Path)
    typed = parser.parse_args()
    try:
        check(typed.directory, parse_vkey(typed.key, 1), [parse_vkey(w, 4) for w in typed.witness])
    except WRONG as wrong: sys.exit(f"THE BUNDLE DOES NOT HOLD: {wrong or 'a signature is not right'}")
