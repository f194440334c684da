#!/bin/sh
# A private OpenLDAP server for tests. It listens on a Unix socket in its own directory only (no port,
# nobody else can reach it) and runs as an unprivileged user; called by root, it becomes "nobody".
#
#   slapd.sh start [--with PID] [DIR]   make its files in DIR (default: a fresh one), start it,
#                                       print the path of its socket; --with: stop and remove it when
#                                       PID ends
#   slapd.sh stop DIR                   stop it and remove DIR
#   slapd.sh halt DIR                   stop it, keep the files;  up DIR  starts it again
#   slapd.sh tls DIR PORT PORT          start it again with a certificate for "localhost" (which libldap
#                                       takes for the name of the machine), made by DIR/ca.crt, and with these ports of 127.0.0.1 (ldap, ldaps) besides
#   slapd.sh crash DIR                  kill -9 the server;  up DIR  recovers
#   slapd.sh freeze DIR                 it answers nobody any more;  thaw DIR
#
# The socket is DIR/s; the tree is dc=test. cn=admin,dc=test may do everything, cn=limited,dc=test gets
# ten entries of a search; both have the password "secret". Exit 77: slapd is not installed.
set -eu

die() { echo "slapd.sh: $1" >&2; exit "${2:-1}"; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all -- env HOME="$dir" "$@"
    else
        env HOME="$dir" "$@"
    fi
}

find_programs() {
    server=$(command -v slapd || ls /usr/sbin/slapd 2>/dev/null || true)
    [ -n "$server" ] || die "OpenLDAP is not installed (package slapd)" 77
    tool=$(dirname "$server")/slapadd
}

create() {
    mkdir -p "$dir"
    [ -z "$(ls -A "$dir")" ] || die "$dir is not empty"
    chmod 700 "$dir"
    [ "$(id -u)" != 0 ] || chown 65534:65534 "$dir"
    [ ${#dir} -le 85 ] || die "the path is too long for a Unix socket: $dir"
    as_owner mkdir "$dir/config" "$dir/data"
    as_owner tee "$dir/config.ldif" > /dev/null <<CONF
dn: cn=config
objectClass: olcGlobal
cn: config
olcPidFile: $dir/pid
olcThreads: 4
olcSizeLimit: unlimited

dn: cn=module{0},cn=config
objectClass: olcModuleList
cn: module{0}
olcModulePath: /usr/lib/ldap
olcModuleLoad: back_mdb

dn: cn=schema,cn=config
objectClass: olcSchemaConfig
cn: schema

include: file:///etc/ldap/schema/core.ldif

include: file:///etc/ldap/schema/cosine.ldif

include: file:///etc/ldap/schema/inetorgperson.ldif

include: file:///etc/ldap/schema/nis.ldif

dn: olcDatabase={0}config,cn=config
objectClass: olcDatabaseConfig
olcDatabase: {0}config
olcRootDN: cn=config
olcRootPW: secret

dn: olcDatabase={1}mdb,cn=config
objectClass: olcMdbConfig
olcDatabase: {1}mdb
olcSuffix: dc=test
olcDbDirectory: $dir/data
olcDbMaxSize: 1073741824
olcDbNoSync: TRUE
olcDbIndex: objectClass,entryUUID,entryCSN eq
olcRootDN: cn=admin,dc=test
olcRootPW: secret
olcLimits: dn.exact="cn=limited,dc=test" size.soft=10 size.hard=10 size.prtotal=10
olcAccess: to attrs=userPassword by dn.exact="cn=limited,dc=test" none by * auth
olcAccess: to * by dn.exact="cn=limited,dc=test" read by * none
CONF
    as_owner tee "$dir/tree.ldif" > /dev/null <<TREE
dn: dc=test
objectClass: dcObject
objectClass: organization
o: Test
dc: test

dn: cn=limited,dc=test
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: limited
userPassword: secret
TREE
    as_owner "$tool" -q -n 0 -F "$dir/config" -l "$dir/config.ldif" > "$dir/install.log" 2>&1 ||
        { cat "$dir/install.log" >&2; die "slapadd failed"; }
    as_owner "$tool" -q -n 1 -F "$dir/config" -l "$dir/tree.ldif" >> "$dir/install.log" 2>&1 ||
        { cat "$dir/install.log" >&2; die "slapadd failed"; }
    address="ldapi://$(echo "$dir/s" | sed 's|/|%2F|g')/"
    echo "$address" | as_owner tee "$dir/listen" > /dev/null
}

server_pid() { cat "$dir/pid" 2>/dev/null || true; }

# The socket is there a little before anybody is let in: 00010000 says that it accepts.
listens() { grep -q "^[^ ]* [^ ]* [^ ]* 00010000 .* $dir/s\$" /proc/net/unix; }

# The server goes to the background; its output must not hold our caller's pipe open.
up() {
    rm -f "$dir/pid" "$dir/s"
    # exec, because a redirected function keeps the old stdout open
    (exec < /dev/null > /dev/null 2>> "$dir/server.log"; as_owner "$server" -F "$dir/config" -h "$(cat "$dir/listen")" -d 0) &
    started=$!
    tries=0
    until [ -s "$dir/pid" ] && listens; do
        tries=$((tries + 1))
        if ! kill -0 $started 2>/dev/null || [ $tries -gt 1200 ]; then
            tail -n 20 "$dir/server.log" >&2
            die "the server did not start"
        fi
        sleep 0.05
    done
    chmod 777 "$dir/s"
}

gone() { while kill -0 "$1" 2>/dev/null; do sleep 0.02; done; }

halt() {
    pid=$(server_pid)
    [ -n "$pid" ] || return 0
    kill -CONT "$pid" 2>/dev/null || return 0
    kill "$pid" 2>/dev/null || return 0
    gone "$pid"
}

send() {
    pid=$(server_pid)
    [ -n "$pid" ] || die "no server runs in $dir"
    kill "-$1" "$pid"
}

crash() {
    pid=$(server_pid)
    send KILL
    gone "$pid"
}

# Not before each of its threads stands still.
freeze() {
    send STOP
    while cat "/proc/$pid/task"/*/status | grep '^State:' | grep -qv 'T (stopped)'; do sleep 0.01; done
}

tls() {
    key() { as_owner openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "$@" 2> "$dir/openssl.log"; }
    key -x509 -keyout "$dir/ca.key" -out "$dir/ca.crt" -subj "/CN=test authority" -days 2
    key -keyout "$dir/server.key" -out "$dir/server.csr" -subj "/CN=localhost"
    as_owner tee "$dir/server.ext" > /dev/null <<EXT
subjectAltName=DNS:localhost,DNS:$(hostname)
EXT
    as_owner openssl x509 -req -in "$dir/server.csr" -CA "$dir/ca.crt" -CAkey "$dir/ca.key" \
        -CAcreateserial -extfile "$dir/server.ext" -days 2 -out "$dir/server.crt" 2>> "$dir/openssl.log"
    halt
    as_owner tee "$dir/tls.ldif" > /dev/null <<TLS
dn: cn=config
changetype: modify
add: olcTLSCertificateFile
olcTLSCertificateFile: $dir/server.crt
-
add: olcTLSCertificateKeyFile
olcTLSCertificateKeyFile: $dir/server.key
TLS
    as_owner "$(dirname "$tool")/slapmodify" -n 0 -F "$dir/config" -l "$dir/tls.ldif" >> "$dir/install.log" 2>&1 ||
        { cat "$dir/install.log" >&2; die "slapmodify failed"; }
    echo "$(cat "$dir/listen") ldap://127.0.0.1:$1/ ldaps://127.0.0.1:$2/" | as_owner tee "$dir/listen.new" > /dev/null
    as_owner mv "$dir/listen.new" "$dir/listen"
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
    dir=$(mktemp -d "${TMPDIR:-/tmp}/gdprd-ld.XXXXXX")
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
tls) tls "${2:?a port}" "${3:?another port, for ldaps}" ;;
crash) crash ;;
freeze) freeze ;;
thaw) send CONT ;;
*) die "verbs: start, stop, halt, up, tls, crash, freeze, thaw" 2 ;;
esac
