"""Holds what a scan found in an application against the labels of expected.tsv.

A line is table, column, label, category, reason. The label is "yes" (personal data, of this category),
"no", or "?" (defensible either way: not counted). A table or column may be *, and of several lines that
fit a column the last one counts. Every column of the database must have a label.
"""
import csv
import fnmatch


class Labels:
    def __init__(self, path):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t",
                                  quoting=csv.QUOTE_NONE)
            self.lines = list(rows)
        self.used = set()
        for line in self.lines:
            assert line["personal"] in ("yes", "no", "?") and line["reason"], f"{path}: {line}"
            assert (line["personal"] == "yes") == (line["category"] + ".").startswith("user."), f"{path}: {line}"

    def of(self, table, column):
        found = None
        for at, line in enumerate(self.lines):
            if fnmatch.fnmatchcase(table, line["table"]) and fnmatch.fnmatchcase(column, line["column"]):
                found = at
                self.used.add(at)
        assert found is not None, f"{table}.{column} has no label"
        return self.lines[found]

    def unused(self):
        return [f"{line['table']}.{line['column']}" for at, line in enumerate(self.lines) if at not in self.used]


def same_branch(a, b):
    """One is the other or lies below it."""
    return a == b or a.startswith(b + ".") or b.startswith(a + ".")


def compare(fields, labels):
    """`fields`: (table, column, category found or None). The figures, and the columns that differ. What stands
    inside a column's cells ("data#/mail") is as right as its column and counts only where that is not personal."""
    right, missed, false, other = [], [], [], []
    for table, column, found in fields:
        name = f"{table}.{column}"
        column, inside, _ = column.partition("#/")
        label = labels.of(table, column)
        if label["personal"] == "yes":
            if inside:
                continue
            if found is None:
                missed.append(f"{name}: {label['category']}, {label['reason']}")
            elif not same_branch(found, label["category"]):
                other.append(f"{name}: {found}, labelled {label['category']}")
                right.append(name)
            else:
                right.append(name)
        elif label["personal"] == "no" and found is not None:
            false.append(f"{name}: {found}; {label['reason']}")
    assert not labels.unused(), f"labels that fit no column: {labels.unused()}"
    return right, missed, false, other
