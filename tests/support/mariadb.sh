#!/bin/sh
# A private MariaDB server for tests. It listens on a Unix socket in its own directory only (no port,
# nobody else can reach it) and runs as an unprivileged user; called by root, it becomes "nobody".
#
#   mariadb.sh start [--with PID] [DIR]   make its files in DIR (default: a fresh one), start it,
#                                         print the path of its socket; --with: stop and remove it when
#                                         PID ends
#   mariadb.sh stop DIR                   stop it and remove DIR
#   mariadb.sh halt DIR                   stop it, keep the files;  up DIR  starts it again
#   mariadb.sh tls DIR PORT               start it again with a certificate for "localhost" alone, made by
#                                         DIR/ca.crt, and TLS on that port of localhost besides the socket
#   mariadb.sh crash DIR                  kill -9 the server;  up DIR  recovers
#
# The socket is DIR/s; "root" logs in without a password. Exit 77: MariaDB is not installed.
set -eu

die() { echo "mariadb.sh: $1" >&2; exit "${2:-1}"; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all -- env HOME="$dir" "$@"
    else
        env HOME="$dir" "$@"
    fi
}

find_programs() {
    server=$(command -v mariadbd || ls /usr/sbin/mariadbd 2>/dev/null || true)
    { [ -n "$server" ] && command -v mariadb-install-db > /dev/null; } ||
        die "MariaDB is not installed (package mariadb-server)" 77
}

create() {
    mkdir -p "$dir"
    [ -z "$(ls -A "$dir")" ] || die "$dir is not empty"
    chmod 700 "$dir"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$dir"
    [ ${#dir} -le 85 ] || die "the path is too long for a Unix socket: $dir"
    as_owner mkdir "$dir/tmp"
    as_owner tee "$dir/my.cnf" > /dev/null <<CONF
[mariadbd]
datadir=$dir/data
socket=$dir/s
pid-file=$dir/pid
tmpdir=$dir/tmp
log-error=$dir/server.log
skip-name-resolve
max_connections=60
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb_flush_log_at_trx_commit=2
innodb_log_file_size=16M
innodb_buffer_pool_size=64M
CONF
    as_owner mariadb-install-db --defaults-file="$dir/my.cnf" --auth-root-authentication-method=normal \
        --skip-test-db > "$dir/install.log" 2>&1 || { cat "$dir/install.log" >&2; die "mariadb-install-db failed"; }
    as_owner tee -a "$dir/my.cnf" > /dev/null <<CONF
skip-networking
CONF
}

server_pid() { cat "$dir/pid" 2>/dev/null || true; }

# The server goes to the background; its output must not hold our caller's pipe open.
up() {
    rm -f "$dir/pid"
    # exec, because a redirected function keeps the old stdout open
    (exec < /dev/null > /dev/null 2>&1; as_owner "$server" --defaults-file="$dir/my.cnf") &
    started=$!
    tries=0
    until mariadb --no-defaults -S "$dir/s" -u root -e 'SELECT 1' > /dev/null 2>&1; do
        tries=$((tries + 1))
        if ! kill -0 $started 2>/dev/null || [ $tries -gt 1200 ]; then
            tail -n 20 "$dir/server.log" >&2
            die "the server did not start"
        fi
        sleep 0.05
    done
}

gone() { while kill -0 "$1" 2>/dev/null; do sleep 0.02; done; }

halt() {
    pid=$(server_pid)
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || return 0
    gone "$pid"
}

crash() {
    pid=$(server_pid)
    [ -n "$pid" ] || die "no server runs in $dir"
    kill -9 "$pid"
    gone "$pid"
}

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
    grep -v '^skip-networking' "$dir/my.cnf" | as_owner tee "$dir/my.new" > /dev/null
    as_owner mv "$dir/my.new" "$dir/my.cnf"
    as_owner tee -a "$dir/my.cnf" > /dev/null <<CONF
bind-address=127.0.0.1
port=$1
ssl_cert=$dir/server.crt
ssl_key=$dir/server.key
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
    dir=$(mktemp -d "${TMPDIR:-/tmp}/gdprd-my.XXXXXX")
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
        (exec < /dev/null > /dev/null 2>&1; stop_when_gone "$with") &
    fi
    echo "$dir/s"
    ;;
stop) remove ;;
halt) halt ;;
up) up ;;
tls) tls "${2:?a port}" ;;
crash) crash ;;
*) die "verbs: start, stop, halt, up, tls, crash" 2 ;;
esac
