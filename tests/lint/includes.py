#!/usr/bin/env python3
"""Who may include whom (STYLE.md, section 2), which library belongs to which file, and how long a
file may be. Usage: includes.py SOURCE_TREE | --self-test"""
import pathlib
import re
import sys

LAYERS = ("config", "audit", "policy", "connectors", "daemon")
MAY_INCLUDE = {
    "config": {"config"},
    "audit": {"audit", "config"},
    "policy": {"policy", "config"},
    "connectors": {"connectors", "policy", "config"},
    "daemon": set(LAYERS),
}
# a header of a library → the files that may include it (regular expressions over the path)
WRAPPERS = [
    (r"boost/(asio|beast)\b", [r"^daemon/"]),
    (r"sqlite3\.h$", [r"^config/base/sqlite[^/]*$", r"^connectors/sqlite/"]),
    (r"mysql\.h$|mysqld_error\.h$|mariadb_rpl\.h$", [r"^connectors/mariadb/"]),
    (r"curl/", [r"^connectors/http/", r"^daemon/"]),
    (r"(ldap|ldap_schema|lber)\.h$", [r"^connectors/ldap/"]),
    (r"libpq-fe\.h$|libpq/|postgres_ext\.h$", [r"^connectors/postgres/"]),
    (r"openssl/", [r"^config/base/crypto[^/]*$", r"^config/base/secret\.cpp$"]),
    (r"yaml-cpp/", [r"^config/.*\.cpp$", r"^policy/.*\.cpp$"]),
    (r"CLI/", [r"^daemon/.*\.cpp$"]),
    (r"boost/json(?!/fwd\.hpp)", [r"\.cpp$"]),
    (r"re2/", [r"^policy/.*\.cpp$"]),
    (r"unicode/", [r"^(policy|config|connectors)/.*\.cpp$"]),
    (r"archive(_entry)?\.h$", [r"^daemon/.*\.cpp$", r"^connectors/files/archive_reader\.cpp$"]),
]
# policy is pure: no clock, file, socket, thread
IMPURE = re.compile(r"^(thread|mutex|future|fstream|filesystem|condition_variable|sys/.*|unistd\.h|fcntl\.h)$")
HEADER_MAX, SOURCE_MAX, SOURCE_WARN = 150, 600, 400

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def check(path, text):
    """Yields (line, severity, message) for one file; `path` is relative to the tree."""
    layer = path.split("/", 1)[0]
    lines = text.splitlines()
    limit = HEADER_MAX if path.endswith(".hpp") else SOURCE_MAX
    if layer != "tests" and len(lines) > limit:
        yield len(lines), "error", f"{len(lines)} lines, at most {limit}"
    elif path.endswith(".cpp") and len(lines) > SOURCE_WARN:
        yield len(lines), "warning", f"{len(lines)} lines, aim at {SOURCE_WARN}"
    if layer != "tests" and path.endswith(".hpp") and "#pragma once" not in lines:
        yield 1, "error", "a header without #pragma once"
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if not found or layer == "tests":
            continue
        quoted, target = found.group(1) == '"', found.group(2)
        target_layer = target.split("/", 1)[0]
        if quoted and target_layer == "tests":
            yield number, "error", f"{layer} includes a test's file: {target}"
        elif quoted and target_layer not in LAYERS:
            yield number, "error", f"include from the root of the tree, not {target}"
        elif quoted and target_layer not in MAY_INCLUDE[layer]:
            yield number, "error", f"{layer} must not include {target_layer}: {target}"
        if layer == "policy" and not quoted and IMPURE.match(target):
            yield number, "error", f"policy is pure and must not include <{target}>"
        for pattern, allowed in WRAPPERS:
            if not quoted and re.match(pattern, target) and not any(re.search(a, path) for a in allowed):
                yield number, "error", f"<{target}> belongs in {' or '.join(allowed)} only"


def sources(tree):
    for layer in LAYERS + ("tests",):
        for path in sorted((tree / layer).rglob("*")):
            if path.suffix in (".hpp", ".cpp"):
                yield path.relative_to(tree).as_posix(), path.read_text(encoding="utf-8")


def self_test():
    head = "#pragma once\n"
    bad = {
        ("audit/a.hpp", head + '#include "policy/plan/plan.hpp"\n'): "audit must not include policy",
        ("config/a.cpp", '#include "daemon/app.hpp"\n'): "config must not include daemon",
        ("connectors/a.cpp", '#include "audit/tree.hpp"\n'): "connectors must not include audit",
        ("connectors/a.cpp", "#include <boost/asio/post.hpp>\n"): "boost/asio",
        ("audit/a.cpp", "#include <sqlite3.h>\n"): "sqlite3.h",
        ("audit/a.cpp", "#  include <openssl/evp.h>\n"): "openssl/evp.h",
        ("daemon/a.cpp", "#include <libpq-fe.h>\n"): "libpq-fe.h",
        ("policy/a.cpp", "#include <thread>\n"): "policy is pure",
        ("policy/a.hpp", head + "#include <boost/json.hpp>\n"): "boost/json",
        ("policy/a.cpp", '#include "plan.hpp"\n'): "from the root",
        ("policy/a.cpp", '#include "tests/support/temp_dir.hpp"\n'): "a test's file",
        ("policy/a.hpp", "int x;\n"): "#pragma once",
        ("policy/b.hpp", head + "\n" * 150): "151 lines",
        ("policy/a.cpp", "\n" * 601): "601 lines",
    }
    good = [
        ("daemon/a.cpp", '#include "audit/tree.hpp"\n#include "policy/plan/plan.hpp"\n#include <boost/asio/post.hpp>\n'),
        ("config/base/crypto.cpp", "#include <openssl/evp.h>\n"),
        ("tests/unit/config/a_test.cpp", '#include "tests/support/temp_dir.hpp"\n#include <thread>\n'),
        ("policy/a.hpp", head + "\n" * 149),
    ]
    for (path, text), message in bad.items():
        errors = [m for _, severity, m in check(path, text) if severity == "error"]
        assert len(errors) == 1 and message in errors[0], (path, text[:60], errors)
    for path, text in good:
        assert not list(check(path, text)), (path, list(check(path, text)))
    assert [s for _, s, _ in check("policy/a.cpp", "\n" * 401)] == ["warning"]
    print(f"{len(bad)} bad samples refused, {len(good)} good ones accepted")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    errors = files = 0
    for path, text in sources(pathlib.Path(sys.argv[1])):
        files += 1
        for line, severity, message in check(path, text):
            print(f"{path}:{line}: {severity}: {message}")
            errors += severity == "error"
    print(f"{files} files, {errors} errors")
    return 1 if errors or not files else 0


if __name__ == "__main__":
    sys.exit(main())
