#!/usr/bin/env python3
"""gdprctl policy test, without a daemon: the shipped policies hold the cases beside them, and a rule
that is taken out fails a case with its place and the reason."""
import json
import pathlib
import re
import tempfile

from harness import BIN, ROOT, run

EXAMPLES = ROOT / "config/examples/policies"


def test(directory, *more, codes=(0,)):
    return run(BIN / "gdprctl", "policy", "test", "--policy", directory, *more, codes=codes)


def copy_of(name, into, change=lambda text: text):
    into.mkdir()
    (into / f"{name}.yaml").write_text(change((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")),
                                       encoding="utf-8")
    cases = (EXAMPLES / f"{name}.test.yaml").read_text(encoding="utf-8")
    (into / f"{name}.test.yaml").write_text(cases, encoding="utf-8")
    return into


def main():
    with tempfile.TemporaryDirectory() as temporary:
        base = pathlib.Path(temporary)
        for path in sorted(EXAMPLES.glob("*.test.yaml")):
            name = path.name.removesuffix(".test.yaml")
            said = test(copy_of(name, base / name)).stdout
            assert re.fullmatch(r"PASS (\d+)/\1\n", said), said

        without = copy_of("demo", base / "without", lambda text: text.replace("period: 10y", "period: 8y"))
        said = test(without, codes=(1,)).stdout
        assert re.search(r"^demo\.test\.yaml:\d+:\d+: failed: the name on an invoice stays ten years$", said, re.M), said
        assert "expected  period 10y" in said and "came      period 8y" in said, said
        assert 'rule "invoices-are-kept" (demo.yaml:' in said, said
        assert re.search(r"^FAIL 3/6$", said.splitlines()[-1]), said
        told = json.loads(test(without, "-o", "json", codes=(1,)).stdout)
        assert (told["cases"], told["failed"]) == (6, 3), told
        assert "anna@example.org" not in said and "Beispiel" not in said

        wrong = copy_of("club", base / "wrong")
        cases = wrong / "club.test.yaml"
        cases.write_text(cases.read_text(encoding="utf-8").replace("expect:", "expects:", 1), encoding="utf-8")
        said = test(wrong, codes=(1,)).stdout
        assert 'unknown key "expects"; did you mean "expect"?' in said, said
        cases.unlink()
        refused = test(wrong, codes=(1,)).stderr
        assert "no file of cases" in refused, refused


main()
