#!/usr/bin/env python3
"""Awaits are plain statements (STYLE.md, section 6): in a statement with co_await no ?:, no braced
temporary and no capturing lambda; a lambda that is a coroutine captures nothing; a coroutine takes
its parameters by value, or its definition carries the NOLINT of clang-tidy's check, and why.
Usage: coroutines.py SOURCE_TREE | --self-test"""
import bisect
import pathlib
import re
import sys

CLOSE_TO_OPEN = {")": "(", "]": "[", "}": "{", ">": "<"}
AWAITS = re.compile(r"\bco_(?:await|yield)\b")
COROUTINE_WORD = re.compile(r"\bco_(?:await|return|yield)\b")
REFERENCE_CHECK = "cppcoreguidelines-avoid-reference-coroutine-parameters"
LITERAL = re.compile(r"""//[^\n]* | /\*.*?\*/ | R"([^(\s]*)\(.*?\)\1" | "(?:\\.|[^"\\\n])*" | (?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'""",
                     re.S | re.X)


def without_literals(text):
    """The text with comments and literals blanked out; positions stay."""
    def blank(found):
        keep = "" if found.group().startswith("/") else '"'
        body = re.sub(r"[^\n]", " ", found.group())
        return keep + body[2 * len(keep):] + keep if keep and len(body) > 1 else body
    return LITERAL.sub(blank, text)


def back_over(code, at, opener):
    """`at` is a closing bracket: the position of its `opener`, or -1."""
    closer, depth = code[at], 0
    while at >= 0:
        depth += (code[at] == closer) - (code[at] == opener)
        if depth == 0:
            return at
        at -= 1
    return -1


def forward_over(code, at, closer):
    opener, depth = code[at], 0
    while at < len(code):
        depth += (code[at] == opener) - (code[at] == closer)
        if depth == 0:
            return at
        at += 1
    return len(code) - 1


def brace_kind(code, at):
    """What the `{` at this position opens: block, lambda or init."""
    before = code[:at].rstrip()
    if not before or before[-1] in ";{}":
        return "block"
    if before.endswith(("=", ",", "(")) or re.search(r"\breturn$", before):
        return "init"
    head = re.search(r"->\s*[\w:<>,\s*&]+$", before)  # a trailing return type
    if head:
        before = before[:head.start()].rstrip()
    while re.search(r"\b(const|noexcept|mutable|override|final|static)$", before):
        before = re.sub(r"\s*\b(const|noexcept|mutable|override|final|static)$", "", before)
    if before.endswith(")"):
        opened = back_over(before, len(before) - 1, "(")
        return "lambda" if before[:opened].rstrip().endswith("]") else "block"
    if before.endswith("]"):
        opened = back_over(before, len(before) - 1, "[")
        ahead = before[:opened].rstrip()
        return "init" if re.search(r"[\w>\])]$", ahead) and not re.search(r"\breturn$", ahead) else "lambda"
    if before.endswith(":"):
        return "block"
    if re.search(r"\b(else|do|try)$", before) or \
            re.search(r"\b(struct|class|enum|union|namespace)\b[\w:\s,]*$", before):
        return "block"
    return "init"


def statement_at(code, at):
    """(start, end) of the statement around an await: a block's braces bound it, others do not."""
    start, depth = at, 0
    while start > 0:
        c = code[start - 1]
        if c in ")]":
            depth += 1
        elif c in "([":
            depth -= 1
        elif c == "}" and depth <= 0:
            opened = back_over(code, start - 1, "{")
            if opened < 0 or brace_kind(code, opened) != "init":
                break
            start = opened + 1
        elif c == "{" and depth <= 0:
            if brace_kind(code, start - 1) != "init":
                break
        elif c == ";" and depth <= 0:
            break
        start -= 1
    end = at
    while end < len(code):
        c = code[end]
        if c in "([":
            end = forward_over(code, end, {"(": ")", "[": "]"}[c])
        elif c == "{":
            if brace_kind(code, end) == "block":
                break
            end = forward_over(code, end, "}")
        elif c in ";":
            break
        end += 1
    return start, end


def lambdas(code):
    """(position, capture, parameters, has trailing awaitable, body start, body end) of each."""
    for found in re.finditer(r"\[", code):
        at = found.start()
        ahead = code[:at].rstrip()
        if re.search(r"[\w>\])]$", ahead) and not re.search(r"\b(return|co_return|co_await|co_yield)$", ahead):
            continue  # a subscript
        closed = forward_over(code, at, "]")
        rest = re.compile(r"\s*(\()?").match(code, closed + 1)
        parameters, after = "", rest.end()
        if rest.group(1):
            end = forward_over(code, rest.end() - 1, ")")
            parameters, after = code[rest.end():end], end + 1
        head = re.compile(r"\s*(?:mutable\b|noexcept\b|\s)*(->\s*[\w:<>,\s*&]+)?\s*\{").match(code, after)
        if not head or code[at:at + 2] == "[[":
            continue
        body = head.end() - 1
        yield at, code[at + 1:closed].strip(), parameters, head.group(1) or "", body, forward_over(code, body, "}")


def check(text):
    """Yields (line, message) for one file."""
    code = without_literals(text)
    lines = [0] + [m.end() for m in re.finditer("\n", text)]
    found = set()

    def say(at, message):
        found.add((bisect.bisect_right(lines, at), message))

    all_lambdas = list(lambdas(code))
    for awaits in AWAITS.finditer(code):
        start, end = statement_at(code, awaits.start())
        statement = code[start:end]
        for at, _, _, _, body, closed in all_lambdas:  # what stands in a nested body is its own
            if start <= at and closed < end and not body < awaits.start() < closed:
                statement = code[start:body + 1] + " " * (closed - body - 1) + code[closed:end]
        if re.search(r"\?", statement):
            say(awaits.start(), "?: in a statement with co_await: write two statements")
        for brace in re.finditer(r"\{", statement):
            if brace_kind(code, start + brace.start()) == "init":
                say(awaits.start(), "a braced temporary in a statement with co_await: name it first")
                break
        for at, capture, _, _, body, closed in all_lambdas:
            if capture and start <= at < end and not body < awaits.start() < closed:
                say(awaits.start(), "a capturing lambda in a statement with co_await: name it first")
    for at, capture, parameters, result, body, closed in all_lambdas:
        inner = [(b, c) for _, _, _, _, b, c in all_lambdas if body < b and c < closed]
        words = [m for m in COROUTINE_WORD.finditer(code, body, closed)
                 if not any(b < m.start() < c for b, c in inner)]
        if not words and "awaitable" not in result:
            continue
        if capture:
            say(at, "a coroutine lambda with captures: pass what it needs as arguments")
        if "&" in parameters:
            say(at, "a coroutine lambda with a reference parameter: take it by value")
    for function in re.finditer(r"\bawaitable\s*<", code):
        closed = forward_over(code, function.end() - 1, ">")
        name = re.compile(r"\s+([\w:~]+)\s*\(").match(code, closed + 1)
        if not name:
            continue
        last = forward_over(code, name.end() - 1, ")")
        parameters = code[name.end():last]
        if not re.compile(r"\)[\s\w]*\{").match(code, last):
            continue  # a declaration
        if "&" not in re.sub(r"<[^<>]*>", "", parameters):
            continue
        line = bisect.bisect_right(lines, function.start())
        before = text[lines[max(line - 2, 0)]:function.start()]
        if not re.search(r"NOLINTNEXTLINE\(" + REFERENCE_CHECK + r"\): \w", before):
            say(function.start(), f"coroutine {name.group(1)} takes a reference: by value, or say why: "
                                  f"// NOLINTNEXTLINE({REFERENCE_CHECK}): ...")
    yield from sorted(found)


BAD = {
    "auto x = ok ? co_await f(y) : z;": "?:",
    "if (ok && (co_await f(y)).ok() ? a : b) {}": "?:",
    "auto x = co_await f(Options{.a = s});": "braced",
    "auto x = co_await f({1, 2});": "braced",
    "std::vector<std::string> v{co_await a(), co_await b()};": "braced",
    "auto v = std::vector<int>{co_await a()};": "braced",
    "auto x = co_await f([k](int t) { return t + k; });": "capturing",
    "auto x = co_await run(pool, [&] { return 1; });": "capturing",
    "auto g = [k]() -> awaitable<int> { co_return k; };": "captures",
    "auto g = [this] { co_await f(); };": "captures",
    "auto g = [](std::string& s) -> awaitable<int> { co_return 1; };": "reference parameter",
    "awaitable<int> f(const std::string& s) { co_return 1; }": "takes a reference",
    "asio::awaitable<Result<void>> Session::f(Stream& s) { co_return; }": "takes a reference",
    "// NOLINTNEXTLINE(cppcoreguidelines-avoid-reference-coroutine-parameters)\n"
    "awaitable<int> f(const std::string& s) { co_return 1; }": "takes a reference",
}
GOOD = [
    "auto x = co_await f(named);",
    "if (auto x = co_await f(named); x.ok()) { y = a ? b : c; }",
    "for (auto& x : co_await f()) { v = Options{1}; }",
    "GDPRD_CO_TRY_ASSIGN(x, co_await f(y));",
    "auto o = Options{.a = s + \"x\"};\nauto x = co_await f(o);",
    "auto g = [](int k) -> awaitable<int> { co_return k; };",
    "struct S { int a{3}; };\nawaitable<void> f() { co_await g(); }",
    "// co_await f({1}) ? a : b\nauto s = \"co_await f({1}) ? a : b\";",
    "// NOLINTNEXTLINE(cppcoreguidelines-avoid-reference-coroutine-parameters): the caller awaits\n"
    "awaitable<int> f(const std::string& s) { co_return 1; }",
    "awaitable<int> f(const std::string& s);",
    "awaitable<int> f(std::function<void(const std::string&)> s);",
    "auto h = [k](int t) { return t + k; };\nauto x = co_await f(h);",
    "switch (c) { case A: { co_await f(); break; } default: { x = {1}; } }",
    "x[i] = co_await f();",
    "auto v = ok ? a : b;\nco_return co_await f(v);",
    "char q = '\\'';\nawaitable<void> f() { co_await g(1'000'000); }",
]


def self_test():
    for sample, message in BAD.items():
        text = sample if sample.startswith(("awaitable", "asio", "//")) else "awaitable<void> outer() {\n" + sample + "\n}\n"
        found = list(check(text))
        assert found and all(message in m for _, m in found), (sample, found)
    for sample in GOOD:
        text = sample if "awaitable<" in sample and "auto g" not in sample else "awaitable<void> outer() {\n" + sample + "\n}\n"
        assert not list(check(text)), (sample, list(check(text)))
    print(f"{len(BAD)} bad samples refused, {len(GOOD)} good ones accepted")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tree = pathlib.Path(sys.argv[1])
    errors = files = 0
    for path in sorted([*(tree / "daemon").rglob("*.[ch]pp"), *(tree / "tests").rglob("*.[ch]pp")]):
        files += 1
        text = path.read_text(encoding="utf-8")
        if "co_" not in text and "awaitable" not in text:
            continue
        for line, message in check(text):
            print(f"{path.relative_to(tree).as_posix()}:{line}: error: {message}")
            errors += 1
    for layer in ("config", "audit", "policy", "connectors"):  # must compile with g++ 12
        for path in sorted((tree / layer).rglob("*.[ch]pp")):
            files += 1
            text = path.read_text(encoding="utf-8")
            code = re.sub(r"#define\b(?:[^\n\\]|\\\n|\\.)*", "", without_literals(text))
            if COROUTINE_WORD.search(code):
                print(f"{path.relative_to(tree).as_posix()}:1: error: coroutines belong in daemon/ only")
                errors += 1
    print(f"{files} files, {errors} errors")
    return 1 if errors or not files else 0


if __name__ == "__main__":
    sys.exit(main())
