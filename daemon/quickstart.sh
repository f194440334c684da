#!/bin/sh
# From nothing to a proved erasure on a fresh Debian 12:
#
#   sh daemon/quickstart.sh [--postgres] [--clean]
#
#   --postgres   put the demo's help desk on a private PostgreSQL server
#   --clean      stop the demo and remove everything this script made
#
# GDPRD_DEMO: directory of the demo (default ./build/demo). GDPRD_BIN: use gdprd and gdprctl from
# there, install and build nothing. Run again, it removes the demo of before and begins anew.
set -eu
cd "$(dirname "$0")/.."
. config/packages.sh

demo=${GDPRD_DEMO:-./build/demo}
case $demo in /*) ;; *) demo=$PWD/${demo#./} ;; esac
mark=$demo/made-by-quickstart   # nothing is removed from a directory without it
bin=${GDPRD_BIN:-$PWD/build/release/bin}
postgres=
clean=
for option in "$@"; do
    case $option in
    --postgres) postgres=yes ;;
    --clean) clean=yes ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done

say() { printf '%s\n' "$*"; }
title() { printf '\n== %s\n\n' "$*"; }
die() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

stop_demo() {
    [ -e "$mark" ] || return 0
    if [ -s "$demo/gdprd.pid" ]; then
        pid=$(cat "$demo/gdprd.pid")
        # the number may belong to someone else by now
        if grep -qsa gdprd "/proc/$pid/cmdline"; then
            kill "$pid" 2>/dev/null || true
            n=0
            while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do n=$((n + 1)); sleep 0.1; done
        fi
    fi
    if [ -s "$demo/postgres.dir" ]; then sh tests/support/postgres.sh stop "$(cat "$demo/postgres.dir")"; fi
    if [ -s "$demo/socket.dir" ]; then rm -rf "$(cat "$demo/socket.dir")"; fi
    rm -rf "$demo"
}

if [ -n "$clean" ]; then
    [ ! -e "$demo" ] || [ -e "$mark" ] || die "$demo was not made by this script; nothing was removed"
    if [ -e "$demo" ]; then done="The demo is stopped and removed."; else done="There is no demo in $demo."; fi
    stop_demo
    [ -n "${GDPRD_BIN:-}" ] || rm -rf build/release build/ccache build/release.*.log
    say "$done (Debian packages stay installed.)"
    exit 0
fi
[ ! -e "$demo" ] || [ -e "$mark" ] || die "$demo exists and was not made by this script; set GDPRD_DEMO to another directory"

if [ -n "${GDPRD_BIN:-}" ]; then
    for program in gdprd gdprctl; do
        [ -f "$bin/$program" ] && [ -x "$bin/$program" ] ||
            die "GDPRD_BIN names no directory with $program: there is no program $bin/$program"
    done
fi

# ---- packages and build ---------------------------------------------------------------------------
if [ -z "${GDPRD_BIN:-}" ]; then
    install_packages build demo ${postgres:+postgres}
    export CCACHE_DIR="${CCACHE_DIR:-$PWD/build/ccache}" CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
    mkdir -p build
    [ -x "$bin/gdprd" ] || say "Building gdprd (once, some minutes on two cores)..."
    cmake --preset release > build/release.configure.log 2>&1 ||
        { tail -n 30 build/release.configure.log >&2; die "cmake failed: build/release.configure.log"; }
    cmake --build build/release -j "$(nproc)" --target gdprd gdprctl > build/release.build.log 2>&1 ||
        { grep -A 20 -m 1 FAILED build/release.build.log >&2; die "the build failed: build/release.build.log"; }
fi

# ---- the estate, keys, configuration --------------------------------------------------------------
stop_demo
umask 077
mkdir -p "$demo/keys" "$demo/stores" "$demo/policies"
touch "$mark"
title "The demo company"
/usr/bin/python3 daemon/demo/estate.py ${postgres:+--postgres} "$demo/stores"
say "  crm.db        a CRM, columns named in English"
say "  marketing.db  a marketing tool, in French"
if [ -n "$postgres" ]; then
    sh tests/support/postgres.sh start > "$demo/postgres.dsn"
    pg=$(sed 's/^host=\([^ ]*\).*/\1/' "$demo/postgres.dsn")
    printf '%s\n' "$pg" > "$demo/postgres.dir"
    psql -q -X -d "$(cat "$demo/postgres.dsn")" -f "$demo/stores/helpdesk.sql" > /dev/null
    rm "$demo/stores/helpdesk.sql"
    say "  helpdesk      a help desk, in German, on a PostgreSQL server of its own (socket in $pg)"
    helpdesk="{kind: postgres, host: \"$pg\", database: postgres, user: postgres, tls: disable, schemas: [main]}"
else
    say "  helpdesk.db   a help desk, in German"
    helpdesk="{kind: sqlite, path: \"$demo/stores/helpdesk.db\"}"
fi
cp config/examples/policies/demo.yaml "$demo/policies/"

secret() { od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n' > "$1"; }
for role in dpo approver auditor admin; do secret "$demo/keys/$role.token"; done

socket=$demo/gdprd.sock
if [ "$(printf %s "$socket" | wc -c)" -gt 100 ]; then  # a Unix socket's path ends at 107 bytes
    socket=$(mktemp -d /tmp/gdprd-demo.XXXXXX)/gdprd.sock
    dirname "$socket" > "$demo/socket.dir"
fi

cat > "$demo/gdprd.yaml" <<YAML
state: "$demo/state"
listen: "unix:$socket"
policies: "$demo/policies"
keys: {root: "$demo/keys/root.key"}
organisation: {name: Demo Shop, contact: dpo@demo-shop.example, zone: Europe/Paris}
trail: {origin: demo-shop.example/gdprd}
access:
  "token:dpo": [dpo]
  "token:approver": [approver]
  "token:auditor": [auditor]
  "token:admin": [admin]
tokens:
  dpo: {file: "$demo/keys/dpo.token"}
  approver: {file: "$demo/keys/approver.token"}
  auditor: {file: "$demo/keys/auditor.token"}
  admin: {file: "$demo/keys/admin.token"}
stores:
  crm: {kind: sqlite, path: "$demo/stores/crm.db"}
  marketing: {kind: sqlite, path: "$demo/stores/marketing.db"}
  helpdesk: $helpdesk
YAML

"$bin/gdprd" init -c "$demo/gdprd.yaml" > "$demo/init.log" 2>&1 || { cat "$demo/init.log" >&2; die "gdprd init failed"; }

# ---- the daemon -----------------------------------------------------------------------------------
"$bin/gdprd" -c "$demo/gdprd.yaml" > "$demo/gdprd.log" 2>&1 < /dev/null &
echo $! > "$demo/gdprd.pid"
n=0
until [ -S "$socket" ]; do
    n=$((n + 1))
    if [ $n -gt 100 ] || ! kill -0 "$(cat "$demo/gdprd.pid")" 2>/dev/null; then
        cat "$demo/gdprd.log" >&2
        die "gdprd did not start"
    fi
    sleep 0.1
done
say ""
say "gdprd runs (process $(cat "$demo/gdprd.pid")) and answers on $socket"


# gdprctl as somebody: by ROLE COMMAND...; told: the same, with the command and its answer shown.
# Exit codes 0 (done) and 20 (a plan that has something to do) are good.
by() {
    role=$1
    shift
    "$bin/gdprctl" --socket "$socket" --token-file "$demo/keys/$role.token" "$@"
}
told() {
    printf '  %s$ gdprctl' "$1"
    (shift; printf ' %s' "$@")
    printf '\n'
    code=0
    by "$@" > "$demo/answer" 2>&1 < "${input:-/dev/null}" || code=$?
    sed 's/^/      /' "$demo/answer"
    say ""
    case $code in 0 | 20) ;; *) die "gdprctl ended with exit code $code; the log is $demo/gdprd.log" ;; esac
}
field_of() { by dpo -o json requests show "$1" | /usr/bin/python3 -c 'import json, sys
print(json.load(sys.stdin)[sys.argv[1]])' "$2"; }

# new_request RIGHT: sets $request. The identifiers go in by standard input, because the arguments
# of a command are visible to every user of the machine.
clara_mail=clara.moreau@courrier.example
new_request() {
    printf 'email\t%s\ncustomer_no\tC-990000\n' "$clara_mail" > "$demo/letter"
    input=$demo/letter
    told dpo requests new "$1" --identifiers-from -
    input=
    rm -f "$demo/letter"
    request=$(sed -n 's/^id  *//p' "$demo/answer")
}

# What is not certain is never decided by gdprd: here the answer is known to be "not hers".
decide_matches() {  # accept|reject REQUEST [COLLECTION]: all that are open, or those of one collection
    # shellcheck disable=SC2046 # a list of ids
    set -- "$1" "$2" $(by dpo -o json requests matches list "$2" | /usr/bin/python3 -c 'import json, sys
print(*(m["id"] for m in json.load(sys.stdin)["matches"]
        if m["verdict"] == "open" and m["in"].startswith(sys.argv[1])))' "${3:-}")
    told dpo requests matches "$@"
}

count_bytes() {  # how often the e-mail address stands in the raw bytes of the SQLite files
    cat "$demo"/stores/*.db* | grep -aoF "$clara_mail" | wc -l
}

# ---- the story ------------------------------------------------------------------------------------
title "1. What personal data is where: the catalogue"
told dpo stores check
told dpo catalogue scan
say "  gdprd looked at names, types and a bounded sample of values; the values stayed in its memory."
say "  All fields with their evidence: gdprctl catalogue list"

title "2. Clara Moreau asks what we hold about her (Art. 15)"
say "  Her e-mail address stands $(count_bytes) times in the files of the SQLite databases."
say ""
new_request access
access=$request
told dpo requests plan "$access"
say "  Three rows may be hers, or not: two carry the mailbox that she shares with Henri, and one is the"
say "  address where her flatmate lives too. gdprd does not guess; the data protection officer looks at them:"
say "  the mailbox's rows are Henri's, the address is Clara's as well and belongs into her copy."
say ""
told dpo requests matches list "$access"
decide_matches accept "$access" crm.main.addresses
decide_matches reject "$access"
told dpo requests plan "$access" > /dev/null
told dpo requests run "$access"
told dpo requests package "$access" --file "$demo/clara-access.zip"
say "  The package is for Clara: one JSON file per database and one page to read, with a signed"
say "  manifest. There is a second Clara Moreau in Lyon; her rows are not in it."

title "3. Clara asks to be erased (Art. 17)"
new_request erasure
erasure=$request
by dpo requests plan "$erasure" > /dev/null 2>&1 || [ $? = 20 ]
decide_matches reject "$erasure" > /dev/null   # the address stays: her flatmate lives there
told dpo requests plan "$erasure"
digest=$(field_of "$erasure" plan)
say "  The policy wants another person's approval, of exactly this plan: the approver names its digest."
say ""
told approver requests approve "$erasure" --digest "$digest"
told dpo requests run "$erasure"
say "  Her e-mail address now stands $(count_bytes) times in the raw bytes of the SQLite databases, free"
say "  pages and write-ahead logs included. The other Clara, her flatmate at the same address and Henri"
say "  with the same mailbox still have every row. Her invoices stay, for the reason in the plan."

title "4. The proof, checked without the daemon"
told dpo requests proof "$erasure" --file "$demo/clara-erasure.proof"
vkey=$(cat "$demo/state/trail/vkey")
told auditor proof verify "$demo/clara-erasure.proof" --key "$vkey"
told auditor audit verify "$demo/state" --key "$vkey"

title "What was made"
say "  $demo/keys/root.key        opens everything that gdprd sealed. If you lose it, letters, plans,"
say "                  packages and the trail's contents can never be read again (the trail still"
say "                  verifies). Keep a copy elsewhere; never beside the state directory."
say "  $demo/keys/*.token         who may speak as dpo, approver, auditor, admin: files of mode 0600"
say "  $demo/state                the state directory, with the trail"
say "  $demo/clara-access.zip     what Clara gets (Art. 15)"
say "  $demo/clara-erasure.proof  what proves her erasure"
say ""
say "For the auditor, copy these two:"
say "  $demo/state/trail/vkey         the key that checks every signature of this trail"
say "  $demo/state/trail/checkpoint   what the trail was today; a trail cut or rewritten later fails"
say "                  gdprctl audit verify DIR --key \"\$(cat vkey)\" --checkpoint checkpoint"

title "Try next"
say "  alias dpo='$bin/gdprctl --socket $socket --token-file $demo/keys/dpo.token'"
say "  dpo catalogue list                     every field, and why gdprd thinks what it holds"
say "  dpo requests new erasure --identifiers-from FILE   for someone else: lines TYPE<TAB>VALUE,"
say "                                         such as a colleague who shares a mailbox: see who is"
say "                                         found for sure, and who only on a review list"
say "  dpo audit list --request $erasure   everything that was done for Clara's erasure"
say "  edit $demo/policies/demo.yaml, then: gdprctl policy lint --policy $demo/policies"
say ""
say "Stop and remove all of it: ${GDPRD_DEMO:+GDPRD_DEMO=$demo }sh daemon/quickstart.sh --clean"
