#!/usr/bin/env python3
"""See strace_campaign.sh. A point is a system call, its number in the thread that makes it, and what
happens there: an error, or SIGKILL in place of the call, or SIGKILL when it is done. The load before
a point is always the same; the trail is opened again after each, and must hold what was acknowledged."""
import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

BIN = pathlib.Path(os.environ["GDPRD_BIN"])
DRIVER = BIN / "trail_driver"
SKIPPED = 77
CALLS = ("pwrite64", "fdatasync", "fsync", "rename", "openat", "ftruncate", "unlink", "mkdir")
#: what the driver may end with: done, appends refused, not opened, or killed
ENDS = (0, 3, 4, -signal.SIGKILL, 128 + signal.SIGKILL)


class Failure(Exception):
    pass


def strace_works():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Place:
    """A trail and what was acknowledged of it."""

    def __init__(self, directory, entries):
        self.base = pathlib.Path(directory)
        self.dir, self.acks, self.entries = self.base / "trail", self.base / "acks", entries

    def clear(self):
        shutil.rmtree(self.dir, ignore_errors=True)
        self.acks.unlink(missing_ok=True)

    def load(self, *strace):
        command = [*strace, DRIVER, "load", self.dir, self.acks, self.entries]
        return subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120, check=False)

    def check(self, what):
        done = subprocess.run([DRIVER, "check", self.dir, self.acks], capture_output=True, text=True, timeout=120,
                              check=False)
        if done.returncode != 0:
            kept = pathlib.Path(tempfile.mkdtemp(prefix="gdprd-crash.")) / "state"
            shutil.copytree(self.base, kept)
            raise Failure(f"{what}: exit code {done.returncode}: {done.stderr}\nkept in {kept}")

    def acknowledged(self):
        return self.acks.read_bytes().count(b"\n") if self.acks.exists() else 0


def count_calls(place, made_before):
    """How often each call is made by the thread that makes it most, beyond the start of the process."""
    place.clear()
    if made_before:
        place.load()
    log = place.base / "strace"
    done = place.load("strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS))
    assert done.returncode == 0, done.stderr
    by_thread = collections.defaultdict(collections.Counter)
    first_open = None
    for line in log.read_text(errors="replace").splitlines():
        found = re.match(r"(\d+) +(\w+)\(", line)
        if not found:
            continue
        thread, call = found.groups()
        by_thread[call][thread] += 1
        if call == "openat" and first_open is None and str(place.dir) in line:
            first_open = by_thread[call][thread]
    most = {call: max(threads.values()) for call, threads in by_thread.items()}
    return most, (first_open or 1)


def points_of(most, first_open, limit, rng):
    """(call, number, how), all of them or `limit` of each kind."""
    for call, count in sorted(most.items()):
        begin = first_open if call == "openat" else 1  # before it: libraries
        for how in ("error=EIO", "error=ENOSPC", "error=EIO:signal=KILL", "signal=KILL"):
            numbers = list(range(begin, count + 1))
            if limit and len(numbers) > limit:
                numbers = sorted(rng.sample(numbers, limit))
            for number in numbers:
                yield call, number, how


def run_point(place, made_before, call, number, how):
    place.clear()
    if made_before:
        assert place.load().returncode == 0
    done = place.load("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                      f"inject={call}:{how}:when={number}")
    what = f"{call} number {number}: {how}"
    if done.returncode not in ENDS:
        raise Failure(f"{what}: the driver ended with {done.returncode}: {done.stderr}")
    place.check(what)
    return place.acknowledged()


def wait_for_more(place, driver):
    """Until something is acknowledged, or the driver ends."""
    before = place.acks.stat().st_size if place.acks.exists() else 0
    deadline = time.monotonic() + 60
    while driver.poll() is None and time.monotonic() < deadline:
        if place.acks.exists() and place.acks.stat().st_size > before:
            return
        time.sleep(0.001)


def run_kills(place, kills, rng):
    """Each kill goes on from what the one before left; a fresh trail now and then."""
    acknowledged = 0
    longest = 0.0
    for number in range(kills):
        if number % 50 == 0:
            acknowledged += place.acknowledged()
            place.clear()
        driver = subprocess.Popen([str(DRIVER), "load", str(place.dir), str(place.acks), "1000000"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if rng.random() < 0.8:  # the others are killed in the middle of recovery
            wait_for_more(place, driver)
        time.sleep(rng.uniform(0, 0.04))
        driver.kill()
        driver.wait()
        said = driver.stderr.read().decode()
        driver.stderr.close()
        if driver.returncode != -signal.SIGKILL:
            raise Failure(f"kill {number}: the driver ended by itself with {driver.returncode}: {said}")
        began = time.monotonic()
        place.check(f"kill {number}")
        longest = max(longest, time.monotonic() - began)
    return acknowledged + place.acknowledged(), longest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--entries", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    typed = parser.parse_args()
    if not strace_works():
        print("strace is not there, or may not trace")
        return SKIPPED
    rng = random.Random(typed.seed)
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as directory:
            place = Place(directory, typed.entries)
            for made_before in (False, True):
                most, first_open = count_calls(place, made_before)
                points = list(points_of(most, first_open, typed.points, rng))
                acknowledged = sum(run_point(place, made_before, *point) for point in points)
                print(f"{'an existing' if made_before else 'a new'} trail: {len(points)} points over {most}: "
                      f"{acknowledged} acknowledged entries, none lost, no false alarm", flush=True)
            place.clear()
            acknowledged, longest = run_kills(place, typed.kills, rng)
            print(f"{typed.kills} kills under load: {acknowledged} acknowledged entries, none lost, no false alarm; "
                  f"longest recovery with verification {longest * 1000:.0f} ms", flush=True)
    except Failure as failure:
        print(f"FAILED: {failure}\nseed {typed.seed}")
        return 1
    print(f"{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
