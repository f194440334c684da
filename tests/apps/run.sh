#!/bin/sh
# Real applications, installed from Debian 12 and filled with generated people: what gdprd finds in
# their databases, and whether they still work when one person is erased.
#
#   sh tests/apps/run.sh [APP...]     apps: roundcube rt mailman3 redmine tryton; all without one
#
# Installs what is missing (root or sudo), needs the network for that, and needs gdprd built before:
# GDPRD_BIN is the directory of gdprd and gdprctl, build/dev/bin by default. Each application gets a
# database and a configuration of its own below /tmp. For a machine that may be thrown away: the
# packages stay, and dbconfig-no-thanks, which keeps them from making databases, replaces dbconfig-common.
set -eu
cd "$(dirname "$0")/../.."
. config/packages.sh

GDPRD_BIN=${GDPRD_BIN:-$PWD/build/dev/bin}
export GDPRD_BIN
if [ ! -x "$GDPRD_BIN/gdprd" ]; then
    echo "No gdprd in $GDPRD_BIN. Build it: cmake --preset dev && cmake --build build/dev" >&2
    exit 1
fi

known=
for story in tests/apps/*/story.py; do
    known="$known $(basename "$(dirname "$story")")"
done
# shellcheck disable=SC2086 # a list of words is what is wanted
[ $# -gt 0 ] || set -- $known
for app in "$@"; do
    case " $known " in
    *" $app "*) ;;
    *) echo "There is no application \"$app\"; those that there are:$known" >&2; exit 2 ;;
    esac
done

failed=
for app in "$@"; do
    install_packages demo "app_$app"
    echo "== $app"
    /usr/bin/python3 "tests/apps/$app/story.py" || failed="$failed $app"
done
[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
