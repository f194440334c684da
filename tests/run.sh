#!/bin/sh
# Installs what is missing, builds, and runs every test: sh tests/run.sh [CTEST OPTION...]
set -eu
cd "$(dirname "$0")/.."
. config/packages.sh
. tests/support/scratch.sh

install_packages build demo postgres mariadb test

export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
[ -d "${HOME:-/}/.cache/ccache" ] || export CCACHE_DIR="${CCACHE_DIR:-$PWD/build/ccache}"
jobs=$(nproc)

echo "Building (the first time takes some minutes)..."
mkdir -p build
cmake --preset dev > build/dev.configure.log 2>&1 || { cat build/dev.configure.log; exit 1; }
cmake --build build/dev -j "$jobs"

scratch_in_memory
if ctest --test-dir build/dev --output-on-failure -j "$jobs" "$@"; then
    echo "All tests passed."
else
    code=$?
    echo "Some tests failed. Again, only these: ctest --test-dir build/dev --rerun-failed --output-on-failure"
    exit $code
fi
