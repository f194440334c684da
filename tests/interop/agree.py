#!/usr/bin/python3
"""Verifiers of other make against ours: agree.py BIN N [SEED]. `tamper --dump` writes N trails, each
changed in one place, and what ours says; verify.py and, where Go is there, verifytrail.go must say
the same: whether it verifies, and the first bad index."""
import os, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent


def build_go(scratch):
    if not (HERE / "go-trail").is_dir() or not shutil.which("go") or not os.path.isdir("/usr/share/gocode/src/golang.org/x/mod"):
        return []
    env = dict(os.environ, GO111MODULE="off", GOFLAGS="", GOPATH="/usr/share/gocode",
               GOCACHE=os.environ.get("GOCACHE", f"{scratch}/cache"))
    subprocess.run(["go", "build", "-o", f"{scratch}/verifytrail", "verifytrail.go"], cwd=HERE / "go-trail",
                   env=env, check=True)
    return [("verifytrail.go", [f"{scratch}/verifytrail", "-"])]


def main(tamper, count, seed):
    with tempfile.TemporaryDirectory() as scratch:
        verifiers = [("verify.py", [sys.executable, str(HERE / "python/verify.py"), "-"])]
        verifiers += build_go(scratch)
        out = subprocess.run([tamper, "--dump", scratch, count, seed], capture_output=True, text=True)
        if out.returncode != 0:
            sys.exit(out.stdout[-2000:] + out.stderr)
        rows = [line.split("\t") for line in out.stdout.splitlines()]
        lines = []
        for number, *_ in rows:
            root = pathlib.Path(scratch, number)
            known = [str(root / "known")] if (root / "known").exists() else []
            lines.append(" ".join([str(root / "trail"), (root / "key").read_text().strip(), *known]))
        for sample in ("trail-v1", "trail-v1-keys"):
            golden = HERE.parent / "golden" / sample
            rows.append(["golden", sample, "ok", "-"])
            lines.append(f"{golden} {(golden / 'vkey').read_text().strip()}")
        wrong = 0
        for name, command in verifiers:
            said = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True)
            answers = said.stdout.splitlines()
            if len(answers) != len(rows):
                sys.exit(f"{name} gave {len(answers)} answers for {len(rows)} trails\n{said.stderr}")
            for (number, deed, verdict, index), answer in zip(rows, answers):
                words = answer.split()
                if words[0] != verdict or verdict == "bad" and words[1] != index:
                    wrong += 1
                    print(f"{name}: {number} {deed}: ours {verdict} {index}, it {answer}")
        print(f"seed {seed}: {len(rows)} trails, {len(verifiers)} other verifiers, {wrong} disagreements")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else str(int.from_bytes(os.urandom(4), "big"))))
