#!/bin/sh
# Kills gdprd with SIGKILL at N random moments of scans, plans, runs and appends, and proves after
# each that nothing acknowledged was lost: sh tests/fault/kill_loop.sh [N] [SEED]
# GDPRD_BIN: where gdprd and gdprctl are (default build/dev/bin).
set -eu
cd "$(dirname "$0")/../.."
export GDPRD_BIN="${GDPRD_BIN:-$PWD/build/dev/bin}"
exec /usr/bin/python3 tests/fault/kill_loop.py "$@"
