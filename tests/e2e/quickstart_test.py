#!/usr/bin/env python3
"""The quickstart removes nothing that it did not make, and says at once which program is missing."""
import os
import pathlib
import subprocess
import sys
import tempfile

from harness import ROOT


def quickstart(demo, *options, programs):
    env = dict(os.environ, GDPRD_DEMO=str(demo), GDPRD_BIN=str(programs))
    return subprocess.run(["sh", str(ROOT / "daemon/quickstart.sh"), *options], env=env, timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def refuses_to_clean_a_directory_of_somebody_else(directory):
    precious = directory / "precious"
    precious.mkdir()
    (precious / "file").write_text("kept", encoding="utf-8")
    ended = quickstart(precious, "--clean", programs=directory)
    assert ended.returncode == 1, ended
    assert "was not made by this script" in ended.stderr, ended.stderr
    assert "removed" not in ended.stdout, ended.stdout
    assert (precious / "file").read_text(encoding="utf-8") == "kept"


def cleans_where_there_is_nothing(directory):
    ended = quickstart(directory / "absent", "--clean", programs=directory)
    assert ended.returncode == 0, ended
    assert "There is no demo" in ended.stdout, ended.stdout


def names_the_missing_program_at_once(directory):
    demo = directory / "demo"
    ended = quickstart(demo, programs=directory / "nowhere")
    assert ended.returncode == 1, ended
    assert f"no program {directory}/nowhere/gdprd" in ended.stderr, ended.stderr
    assert not demo.exists()


def main():
    with tempfile.TemporaryDirectory() as name:
        for check in (refuses_to_clean_a_directory_of_somebody_else, cleans_where_there_is_nothing,
                      names_the_missing_program_at_once):
            check(pathlib.Path(name))
            print("ok", check.__name__)


if __name__ == "__main__":
    sys.exit(main())
