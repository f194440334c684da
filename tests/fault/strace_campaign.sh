#!/bin/sh
# Crashes the trail at every system call of its append path, by strace, and by SIGKILL at random
# moments under load; after each, recovery must find every acknowledged entry and no fault:
#   sh tests/fault/strace_campaign.sh [--kills N] [--points N] [--entries N] [--seed N]
# --kills: SIGKILLs under load (default 1000); --points: injections of each kind at most, 0 all of
# them (default 0). GDPRD_BIN: where trail_driver is (default build/dev/bin).
set -eu
cd "$(dirname "$0")/../.."
export GDPRD_BIN="${GDPRD_BIN:-$PWD/build/dev/bin}"
exec /usr/bin/python3 tests/fault/strace_campaign.py "$@"
