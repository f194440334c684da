#!/usr/bin/env python3
"""Smells that a name or a word shows (STYLE.md, section 11): paths of one machine, a TODO without an
issue number, empty names, addresses that a person may own. Usage: words.py SOURCE_TREE | --self-test"""
import pathlib
import re
import subprocess
import sys

TEXT = {".cpp", ".hpp", ".def", ".py", ".sh", ".md", ".yaml", ".cmake", ".txt", ".sql", ".json", ""}
RULES = [
    (re.compile(r"(?<![\w.])/(work|home/[a-z]\w*|Users)/[\w.]+"), "a path of one machine"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))"), "write TODO(#issue number)"),
    (re.compile(r"\b(?:class|struct|namespace)\s+\w*?(Manager|Helper|Utils?|manager|helper|utils?)\b"),
     "a name that says nothing"),
    (re.compile(r"[\w.+-]+@(?:gmail|yahoo|hotmail|outlook|gmx|web|orange|free)\.\w{2,3}\b"),
     "an address that a person may own: use example.org"),
]
BAD_STEM = re.compile(r"(^|_)(manager|helpers?|utils?|misc|common)$")
# a rule must be able to name what it refuses
EXEMPT = {"tests/lint/words.py", "LICENSE"}


def check(path, text):
    """Yields (line, message)."""
    if path in EXEMPT:
        return
    if BAD_STEM.search(pathlib.PurePath(path).stem):
        yield 1, "a file name that says nothing"
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, message in RULES:
            if pattern.search(line):
                yield number, message


def sources(tree):
    listed = subprocess.run(["git", "-C", str(tree), "ls-files", "-z", "-co", "--exclude-standard"],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        names = [n for n in listed.stdout.decode().split("\0") if n]
    else:  # an unpacked archive
        names = [p.relative_to(tree).as_posix() for p in sorted(tree.rglob("*"))
                 if p.is_file() and "build" not in p.relative_to(tree).parts]
    for name in names:
        path = tree / name
        if path.suffix not in TEXT or not path.is_file() or "/corpus/" in name:
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def self_test():
    bad = [
        ("a.cpp", "// see /work/" + "main/x"),
        ("a.sh", "cp /home/alice/file ."),
        ("a.cpp", "// TODO: later"),
        ("a.cpp", "// FIXME now"),
        ("a.hpp", "class StoreManager {"),
        ("a.hpp", "struct path_utils {"),
        ("daemon/string_helpers.cpp", ""),
        ("a_test.cpp", 'auto x = "jane.doe@gmail.com";'),
    ]
    good = [
        ("a.cpp", "// TODO(#12): say which"),
        ("a.cpp", "// the resource /workers/list"),
        ("a.cpp", 'auto x = "jane.doe@example.org";'),
        ("a.hpp", "class WorkerPool {"),
        ("a.sh", "cp ../shared/data ."),
    ]
    for path, text in bad:
        text = text + "\n" if text else text
        found = list(check(path, text))
        assert len(found) == 1, (path, text, found)
    for path, text in good:
        assert not list(check(path, text)), (path, text)
    print(f"{len(bad)} bad samples refused, {len(good)} good ones accepted")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    errors = files = 0
    for path, text in sources(pathlib.Path(sys.argv[1])):
        files += 1
        for line, message in check(path, text):
            print(f"{path}:{line}: error: {message}")
            errors += 1
    print(f"{files} files, {errors} errors")
    return 1 if errors or not files else 0


if __name__ == "__main__":
    sys.exit(main())
