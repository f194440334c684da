#!/usr/bin/python3
"""Compares `gdprctl identifiers check` with python3-stdnum on documented, random and damaged numbers.

usage: national_numbers.py GDPRCTL [COUNT [SEED]]
Exit 0: they agree. 1: they do not (cases are printed: the numbers are made up). 77: no python3-stdnum.
"""
import random
import re
import string
import sys

try:
    import stdnum.util
except ImportError:
    print("python3-stdnum is not installed: skipped")
    sys.exit(77)

import oracle

TYPES = """at.vnr be.nn bg.egn bg.pnf ch.ssn cz.rc de.idnr dk.cpr ee.ik es.dni es.nie es.nif fi.hetu
fr.nif fr.nir gb.nhs gb.utr gr.amka gr.vat hr.oib ie.pps is.kennitala it.codicefiscale lt.asmens lv.pvn
nl.bsn nl.onderwijsnummer no.fodselsnummer pl.pesel pt.cc pt.nif ro.cnp se.personnummer si.emso
sk.rc""".split()

# Shapes that random candidates are drawn from: d digit, A letter, others as they stand.
SHAPES = {
    "es.dni": ["ddddddddA"], "es.nie": ["XdddddddA", "YdddddddA", "ZdddddddA"],
    "es.nif": ["ddddddddA", "AdddddddA", "Addddddddd", "XdddddddA", "Adddddddd"],
    "fi.hetu": ["DdMdddAdddA", "DdMddd-ddd*", "DdMddd+ddd*"], "ie.pps": ["dddddddA", "dddddddAA"],
    "fr.nir": ["1dd0dddddddddd*", "2dd1ddddddddddd", "1dd012Adddddddd", "2dd092Bdddddddd"],
    "it.codicefiscale": ["AAAAAAddAddAdddA", "ddddddddddd", "dddddddd01d"],
    "pt.cc": ["ddddddddd**d"],
    "se.personnummer": ["ddMdDd-dddd", "ddMdDddddd", "19ddMdDd-dddd", "20ddMdDddddd", "ddMdDd+dddd"],
    "cz.rc": ["ddMdDddddd", "dd5dDddddd", "ddMdDdddd"], "sk.rc": ["ddMdDddddd", "dd6dDddddd"],
    "dk.cpr": ["DdMdddddddd"[:10]], "is.kennitala": ["DdMdddddd9", "DdMdddddd0", "4dMdddddd0"],
    "no.fodselsnummer": ["DdMdddddddd"], "si.emso": ["DdMdd9ddddddd", "DdMdd0ddddddd"],
    "gr.amka": ["DdMdddddddd"], "lv.pvn": ["DdMdddddddd", "4dddddddddd"],
    "ee.ik": ["3ddMdDddddd", "4ddMdDddddd", "5ddMdDddddd"], "lt.asmens": ["3ddMdDddddd", "9dddddddddd"],
    "ro.cnp": ["1ddMdDddddddd", "5ddMdDddddddd"], "bg.egn": ["ddMdDddddd", "dd4dDddddd", "dd2dDddddd"],
    "pl.pesel": ["ddMdDdddddd", "dd2dDdddddd", "dd8dDdddddd"], "ch.ssn": ["756dddddddddd"],
    "at.vnr": ["dddddddddd"], "be.nn": ["ddMdDdddddd"], "bg.pnf": ["dddddddddd"],
    "de.idnr": ["ddddddddddd"], "fr.nif": ["0dddddddddddd", "dddddddddddd", "4dddddddddddd"],
    "gb.nhs": ["dddddddddd"], "gb.utr": ["dddddddddd", "ddddddddddK"], "gr.vat": ["ddddddddd"],
    "hr.oib": ["ddddddddddd", "HRddddddddddd"], "nl.bsn": ["ddddddddd", "dddddddd", "ddddddd"],
    "nl.onderwijsnummer": ["10ddddddd"], "pt.nif": ["ddddddddd", "PTddddddddd"],
}
ALPHABET = string.digits + string.ascii_uppercase


def module(kind):
    country, name = kind.split(".")
    return stdnum.util.get_cc_module(country, name)


def expect(kind, value):
    number = module(kind)
    try:
        return number.validate(value)
    except Exception:  # some modules raise ValueError or IndexError on odd input
        return None


def documented(kind):
    """The valid numbers in the module's own documentation."""
    for found in re.findall(r">>> (?:validate|compact)\('([^']+)'\)", module(kind).__doc__ or ""):
        yield found


def draw(shape, rng):
    table = {"d": string.digits, "D": "0123", "M": "01", "A": string.ascii_uppercase, "*": ALPHABET}
    return "".join(rng.choice(table.get(c, c)) for c in shape)


def repair(kind, value, rng):
    """Tries every character at the check positions, so that valid numbers are not too rare."""
    for place in rng.sample([-1, -2, 3, 7, 8, 0], 6):
        for c in rng.sample(ALPHABET, len(ALPHABET)):
            index = place % max(len(value), 1)
            candidate = value[:index] + c + value[index + 1:]
            if expect(kind, candidate):
                return candidate
    return value


def cases(count, rng):
    for kind in TYPES:
        pool = [v for v in documented(kind)]
        for _ in range(count):
            value = draw(rng.choice(SHAPES[kind]), rng)
            if rng.random() < 0.3:
                value = repair(kind, value, rng)
            elif pool and rng.random() < 0.2:
                value = rng.choice(pool)
            yield kind, value
            if rng.random() < 0.3:
                yield kind, oracle.damage(value, rng)
            if rng.random() < 0.1:
                yield kind, oracle.space_out(value, rng)
        yield from ((kind, value) for value in pool)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    return oracle.compare(sys.argv[1], list(cases(count, rng)), expect)


sys.exit(main())
