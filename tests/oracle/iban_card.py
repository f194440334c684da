#!/usr/bin/python3
"""Compares `gdprctl identifiers check` with python3-stdnum for IBANs and the Luhn digit of cards.

usage: iban_card.py GDPRCTL [COUNT [SEED]]
Exit 0: they agree. 1: they do not. 77: no python3-stdnum. The oracle also knows which Belgian banks
exist; we do not follow that list, so Belgian numbers are compared without it. Check digits with a
letter, which it takes, are none, see iban_of.
"""
import random
import string
import sys

try:
    from stdnum import iban, luhn
    from stdnum.iso7064 import mod_97_10
except ImportError:
    print("python3-stdnum is not installed: skipped")
    sys.exit(77)

import re

import oracle


def structures():
    """Country code to the structure of its BBAN, as the oracle has it."""
    for line in open(iban.__file__.replace("iban.py", "iban.dat"), encoding="utf-8"):
        found = re.match(r'([A-Z]{2}) .*bban="([^"]+)"', line)
        if found:
            yield found.group(1), re.findall(r"(\d+)!([nac])", found.group(2))


def random_iban(code, structure, rng):
    classes = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits + string.ascii_uppercase}
    bban = "".join(rng.choice(classes[kind]) for length, kind in structure for _ in range(int(length)))
    if code == "BE":
        bban = bban[:10] + "%02d" % (int(bban[:10]) % 97 or 97)
    return code + mod_97_10.calc_check_digits(bban + code) + bban


def iban_of(value):
    """The normal form, or None. ISO 13616-1 has two digits behind the country (its structure "2!n"); the
    oracle compares the remainder alone and takes a letter there too: GLX551842980654050."""
    normal = iban.validate(value, check_country=not value.strip().upper().startswith("BE"))
    return normal if re.fullmatch("[0-9]{2}", normal[2:4]) else None


def expect(kind, value):
    try:
        return luhn.validate(value) if kind == "card" else iban_of(value)
    except Exception:
        return None


def cases(count, rng):
    for code, structure in structures():
        for _ in range(count):
            value = random_iban(code, structure, rng)
            yield "iban", value
            yield "iban", iban.format(value).lower()
            yield "iban", oracle.damage(value, rng)
    for _ in range(count * 20):
        prefix = rng.choice(["4", "51", "55", "2221", "2720"])
        body = prefix + "".join(rng.choice(string.digits) for _ in range(15 - len(prefix)))
        yield "card", body + luhn.calc_check_digit(body)
        yield "card", body + rng.choice(string.digits)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    return oracle.compare(sys.argv[1], list(cases(count, rng)), expect)


sys.exit(main())
