#!/usr/bin/env python3
"""What gdprd costs beside the trail: memory idle and at its peak, values a second of a scan, seconds
of an access and an erasure, on the demo estate. GDPRD_BIN: a release build."""
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from harness import ROOT, Gdprd, run  # noqa: E402

SCANS = 5


def memory(process, line):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(next(l for l in status.splitlines() if l.startswith(line)).split()[1]) / 1024


def timed(action):
    start = time.monotonic()
    result = action()
    return time.monotonic() - start, result


def access(daemon, **identifiers):
    request = daemon.request("access", **identifiers)
    daemon.plan(request)
    daemon.ctl("dpo", "requests", "run", request)


def main():
    with tempfile.TemporaryDirectory(prefix="gdprd-bench.") as name:
        base = pathlib.Path(name)
        run(sys.executable, ROOT / "daemon/demo/estate.py", base / "stores")
        stores = {s: {"kind": "sqlite", "path": str(base / "stores" / f"{s}.db")} for s in ("crm", "marketing", "helpdesk")}
        policy = (ROOT / "config/examples/policies/demo.yaml").read_text(encoding="utf-8")
        daemon = Gdprd(base / "d", stores, policy).start()
        idle = memory(daemon.process, "VmRSS")
        times, values = [], 0
        for _ in range(SCANS):
            seconds, report = timed(lambda: daemon.json("dpo", "catalogue", "scan"))
            values = sum(s["values"] for s in report["stores"])
            times.append(seconds)
        seconds = sorted(times)[SCANS // 2]
        person = {"email": "clara.moreau@courrier.example", "customer_no": "C-990000"}
        access_seconds, _ = timed(lambda: access(daemon, **person))
        erasure_seconds, _ = timed(lambda: daemon.erase(**person))
        print(f"memory (RSS)     idle {idle:.1f} MB, peak {memory(daemon.process, 'VmHWM'):.1f} MB")
        print(f"scan             {values} values in {seconds:.2f} s (median of {SCANS}): {values / seconds:.0f} values/s")
        print(f"access           {access_seconds:.2f} s from letter to package, gdprctl's starts included")
        print(f"erasure          {erasure_seconds:.2f} s from letter to verified end, residue step included")
        daemon.stop()


if __name__ == "__main__":
    main()
