#!/bin/sh
# Builds the benchmarks in release mode and runs all of them: sh tests/bench/run.sh
set -eu
cd "$(dirname "$0")/../.."
. config/packages.sh
install_packages build demo mariadb test bench
mkdir -p build
cmake --preset bench > build/bench.configure.log 2>&1 || { cat build/bench.configure.log; exit 1; }
cmake --build build/bench -j "$(nproc)" > build/bench.build.log 2>&1 || { tail -n 60 build/bench.build.log; exit 1; }
echo "== trail"
tests/bench/trail
for bench in build/bench/bin/*_bench; do
    [ "${bench##*/}" != trail_bench ] || continue
    echo "== ${bench##*/}"
    "$bench"
done
echo "== sweep for identifiers, beside ripgrep"
GDPRD_BIN="$PWD/build/bench/bin" tests/bench/scan
echo "== classifier"
GDPRD_BIN="$PWD/build/bench/bin" tests/bench/classifier
echo "== footprint"
GDPRD_BIN="$PWD/build/bench/bin" /usr/bin/python3 tests/bench/footprint.py
echo "== events"
GDPRD_BIN="$PWD/build/bench/bin" /usr/bin/python3 tests/bench/events.py
echo "== catalogue of a MariaDB database"
GDPRD_BIN="$PWD/build/bench/bin" /usr/bin/python3 tests/bench/catalogue_mariadb.py
