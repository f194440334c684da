#!/bin/sh
# A private PostgreSQL cluster for tests and for the demo. It listens on a Unix socket in its own
# directory only (no port, nobody else can reach it) and runs as an unprivileged user; called by
# root, it becomes "nobody".
#
#   postgres.sh start [--with PID] [DIR]   make the cluster in DIR (default: a fresh one), start
#                                          it, print its DSN; --with: stop and remove it when PID ends
#   postgres.sh stop DIR                   stop it and remove DIR
#   postgres.sh halt DIR                   stop it, keep the files;  up DIR  starts it again
#   postgres.sh tls DIR PORT           start it again with a certificate for "localhost" alone, made by
#                                      DIR/ca.crt, and TLS on that port of localhost besides the socket
#   postgres.sh crash DIR                  kill -9 the server with its sessions;  up DIR  recovers
#
# DIR is the "host=" of the DSN. Exit 77: PostgreSQL is not installed.
set -eu

die() { echo "postgres.sh: $1" >&2; exit "${2:-1}"; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all -- env HOME="$dir" "$@"
    else
        "$@"
    fi
}

find_programs() {
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] && [ -x "$bin/initdb" ] || die "PostgreSQL is not installed (package postgresql)" 77
}

create() {
    mkdir -p "$dir"
    [ -z "$(ls -A "$dir")" ] || die "$dir is not empty"
    chmod 700 "$dir"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$dir"
    # the longest socket path is $dir/.s.PGSQL.5432.lock
    [ ${#dir} -le 85 ] || die "the path is too long for a Unix socket: $dir"
    as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
        > "$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; die "initdb failed"; }
    as_owner tee -a "$dir/data/postgresql.conf" > /dev/null <<CONF
listen_addresses=''
port=5432
unix_socket_directories='$dir'
unix_socket_permissions=0700
max_connections=40
fsync=off
full_page_writes=off
wal_level=logical
CONF
}

# pg_ctl detaches the server; its output must not hold our caller's pipe open.
up() {
    as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start > /dev/null 2>&1 ||
        { tail -n 20 "$dir/server.log" >&2; die "the server did not start"; }
}

server_pid() { head -n 1 "$dir/data/postmaster.pid" 2>/dev/null || true; }

halt() {
    [ -z "$(server_pid)" ] || as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w -t 60 stop > /dev/null 2>&1 || true
}

crash() {
    pid=$(server_pid)
    [ -n "$pid" ] || die "no server runs in $dir"
    # the sessions notice the death of their parent by themselves, but later than a test wants
    # shellcheck disable=SC2046
    kill -9 "$pid" $(cat "/proc/$pid/task/$pid/children") 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
}

# The port names the socket too: .s.PGSQL.PORT.
tls() {
    key() { as_owner openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "$@" 2> "$dir/openssl.log"; }
    key -x509 -keyout "$dir/ca.key" -out "$dir/ca.crt" -subj "/CN=test authority" -days 2
    key -keyout "$dir/server.key" -out "$dir/server.csr" -subj "/CN=localhost"
    as_owner tee "$dir/server.ext" > /dev/null <<EXT
subjectAltName=DNS:localhost
EXT
    as_owner openssl x509 -req -in "$dir/server.csr" -CA "$dir/ca.crt" -CAkey "$dir/ca.key" \
        -CAcreateserial -extfile "$dir/server.ext" -days 2 -out "$dir/server.crt" 2>> "$dir/openssl.log"
    as_owner chmod 600 "$dir/server.key"
    as_owner tee -a "$dir/data/postgresql.conf" > /dev/null <<CONF
listen_addresses='localhost'
port=$1
ssl=on
ssl_cert_file='$dir/server.crt'
ssl_key_file='$dir/server.key'
CONF
    halt
    up
}

remove() {
    halt
    rm -rf "$dir"
}

stop_when_gone() {
    while kill -0 "$1" 2>/dev/null && [ -d "$dir" ]; do sleep 1; done
    [ ! -d "$dir" ] || remove
}

find_programs
verb=${1:-}
[ $# -eq 0 ] || shift
with=
if [ "${1:-}" = --with ]; then
    with=${2:?a process id}
    shift 2
fi
if [ "$verb" = start ] && [ $# -eq 0 ]; then
    dir=$(mktemp -d "${TMPDIR:-/tmp}/gdprd-pg.XXXXXX")
else
    dir=${1:?a directory}
fi
case $dir in /*) ;; *) dir=$PWD/$dir ;; esac

cd /   # the caller's directory may be closed to the unprivileged user
case $verb in
start)
    create
    up
    if [ -n "$with" ]; then
        # exec, because a redirected function keeps the old stdout open and our caller reads it
        (exec < /dev/null > /dev/null 2>&1; stop_when_gone "$with") &
    fi
    echo "host=$dir port=5432 user=postgres dbname=postgres"
    ;;
stop) remove ;;
halt) halt ;;
up) up ;;
tls) tls "${2:?a port}" ;;
crash) crash ;;
*) die "verbs: start, stop, halt, up, tls, crash" 2 ;;
esac
