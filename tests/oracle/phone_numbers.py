#!/usr/bin/python3
"""Compares `gdprctl identifiers check` with python3-phonenumbers on example, random and damaged numbers.

usage: phone_numbers.py GDPRCTL [COUNT [SEED]]
Exit 0: agreement on at least 99.8 % (numbering plans move, and ours ends at the depth of a prefix). 1: less. 77: no python3-phonenumbers.
"""
import random
import sys

try:
    import phonenumbers
except ImportError:
    print("python3-phonenumbers is not installed: skipped")
    sys.exit(77)

import oracle

COUNTRIES = """at be bg ch cy cz de dk ee es fi fr gb gr hr hu ie is it li lt lu lv mt nl no pl pt ro se
si sk us""".split()
KINDS = [phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE,
         phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.VOIP]


def expect(kind, value):
    region = kind[6:].upper() or None
    if region is None and value.startswith("00"):
        value = "+" + value[2:]
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spellings(country, number, rng):
    style = rng.choice([phonenumbers.PhoneNumberFormat.E164,
                        phonenumbers.PhoneNumberFormat.INTERNATIONAL])
    international = phonenumbers.format_number(number, style)
    yield "phone", international
    yield "phone", "00" + international[1:]
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    yield "phone." + country, national
    yield "phone." + country, national.replace(" ", rng.choice(["", "-", ".", "/"]))


def cases(count, rng):
    for country in COUNTRIES:
        for _ in range(count):
            number = phonenumbers.example_number_for_type(country.upper(), rng.choice(KINDS))
            if number is None:
                continue
            digits = list(str(number.national_number))
            for place in range(rng.randrange(len(digits)), len(digits)):
                digits[place] = rng.choice("0123456789")
            number.national_number = int("".join(digits))
            yield from spellings(country, number, rng)
            yield "phone", oracle.damage(
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), rng)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    # The oracle reads letters as a keypad does, and forgives a repeated sign: we do not.
    asked = [(kind, value) for kind, value in cases(count, rng)
             if not any(c.isalpha() for c in value) and not value.startswith("++")]
    return oracle.compare(sys.argv[1], asked, expect, tolerated=0.002)


sys.exit(main())
