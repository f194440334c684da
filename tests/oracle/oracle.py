"""What the oracle scripts share: damage values, ask gdprctl, count disagreements."""
import subprocess


def damage(value, rng):
    """One slip of the finger: a digit changed, two swapped, one lost or doubled."""
    if len(value) < 3:
        return value + "0"
    at = rng.randrange(len(value) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return value[:at] + rng.choice("0123456789AX") + value[at + 1:]
    if kind == 1:
        return value[:at] + value[at + 1] + value[at] + value[at + 2:]
    if kind == 2:
        return value[:at] + value[at + 1:]
    return value[:at] + value[at] + value[at:]


def space_out(value, rng):
    at = rng.randrange(1, len(value))
    return " " + value[:at] + rng.choice([" ", "-", ".", "/", "\u00a0", "\u2013"]) + value[at:]


def ask(gdprctl, cases):
    """{index: (verdict, normal form)} in the order of the cases."""
    lines = "".join(f"{kind}\t{value}\n" for kind, value in cases)
    command = gdprctl.split() + ["identifiers", "check", "-"]
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 5):
        raise SystemExit(f"gdprctl ended with {done.returncode}")
    answers = done.stdout.decode().rstrip("\n").split("\n")
    if len(answers) != len(cases):
        raise SystemExit(f"{len(cases)} questions, {len(answers)} answers")
    return [tuple(line.split("\t")[2:4]) for line in answers]


def compare(gdprctl, cases, expect, tolerated=0.0):
    """expect(kind, value) is the normal form, or None when invalid. `tolerated`: share of all."""
    wrong = {}
    valid = 0
    for (kind, value), (verdict, normal) in zip(cases, ask(gdprctl, cases)):
        wanted = expect(kind, value)
        valid += wanted is not None
        if (verdict == "valid") != (wanted is not None) or (wanted is not None and normal != wanted):
            wrong.setdefault(kind, []).append((value, wanted, verdict, normal))
    total = sum(len(w) for w in wrong.values())
    print(f"{len(cases)} values, {valid} valid, {total} disagreements")
    for kind, list_ in sorted(wrong.items()):
        print(f"{kind}: {len(list_)}")
        for value, wanted, verdict, normal in list_[:5]:
            print(f"    {value!r}: expected {wanted!r}, got {verdict} {normal!r}")
    return 1 if total > tolerated * len(cases) else 0
