#!/usr/bin/python3
"""Compares `gdprctl identifiers check` with python3-stdnum on documented, random and damaged VAT numbers.

usage: vat_numbers.py GDPRCTL [COUNT [SEED]]
Exit 0: they agree. 1: they do not (cases are printed: the numbers are made up). 77: no python3-stdnum.
Not compared: British numbers of government departments and health authorities (GD, HA), which are no
persons' and which we refuse.
"""
import random
import re
import string
import sys

try:
    from stdnum.eu import vat
    from stdnum.gb import vat as british
except ImportError:
    print("python3-stdnum is not installed: skipped")
    sys.exit(77)

import oracle

SHAPES = {
    "AT": ["Udddddddd"], "BE": ["0ddddddddd", "1ddddddddd", "ddddddddd"], "BG": ["ddddddddd", "dddddddddd"], "CY": ["ddddddddA"],
    "CZ": ["dddddddd", "6dddddddd", "dd1d1ddddd"], "DE": ["ddddddddd"], "DK": ["dddddddd"], "EE": ["ddddddddd"], "EL": ["ddddddddd"],
    "ES": ["Addddddd*", "ddddddddA", "XdddddddA"], "FI": ["dddddddd"], "FR": ["ddddddddddd", "Adddddddddd", "dAddddddddd"],
    "GB": ["ddddddddd", "dddddddddddd"], "HR": ["ddddddddddd"], "HU": ["dddddddd"], "IE": ["dddddddA", "dAdddddA", "dddddddAA"],
    "IT": ["ddddddd01dd"], "LT": ["ddddddd1d", "dddddddddd1d"], "LU": ["dddddddd"], "LV": ["4dddddddddd", "1d0ddd1dddd"],
    "MT": ["dddddddd"], "NL": ["dddddddddBdd"], "PL": ["dddddddddd"], "PT": ["ddddddddd"],
    "RO": ["dddddd", "dddddddd", "dddddddddd"], "SE": ["dddddddddd01"], "SI": ["dddddddd"], "SK": ["dd2ddddddd", "dd7ddddddd"],
}
ALPHABET = string.digits + string.ascii_uppercase


def expect(_, value):
    value = value.strip().upper()
    try:
        if value.startswith(("GB", "XI")):
            return value[:2] + british.validate(value[2:])
        return vat.validate(value).replace("GR", "EL", 1) if value.startswith("GR") else vat.validate(value)
    except Exception:  # some modules raise ValueError or IndexError on odd input
        return None


def draw(country, rng):
    table = {"d": string.digits, "A": string.ascii_uppercase, "*": ALPHABET}
    value = country + "".join(rng.choice(table.get(c, c)) for c in rng.choice(SHAPES[country]))
    if rng.random() < 0.6:  # a check character at one end, so that valid numbers are not too rare
        place = rng.choice([-1, -1, 2])
        for c in rng.sample(ALPHABET, len(ALPHABET)):
            index = place % len(value)
            if expect("vat", value[:index] + c + value[index + 1:]):
                return value[:index] + c + value[index + 1:]
    return value


def cases(count, rng):
    for country in SHAPES:
        for _ in range(count):
            value = draw(country, rng)
            yield "vat", value
            if rng.random() < 0.3:
                damaged = oracle.damage(value, rng)
                if damaged[:2] == country and not re.match("GB(GD|HA)", damaged):
                    yield "vat", damaged


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    return oracle.compare(sys.argv[1], list(cases(count, rng)), expect)


sys.exit(main())
